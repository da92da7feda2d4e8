//! Labelled files: tokens with IOB2 tags become running text with spans, as
//! `tools/ner_eval.py` makes it, and that becomes articles as the program reads them.

use dossier::corpus::formats::{assemble, plain};
use dossier::corpus::{Article, Origin};
use dossier::text::Span;
use std::path::Path;
use std::{fs, io};

/// A document: its text as an article, and what is named where in it.
pub(crate) struct Document {
    /// The document as the program reads it.
    pub(crate) article: Article,
    /// Where names stand, with the labels of the file: `PER`, `GPE`.
    pub(crate) names: Vec<(Span, String)>,
    /// Number of tokens in the file.
    pub(crate) tokens: usize,
}

impl Document {
    /// The same written small throughout.
    pub(crate) fn small(&self) -> Self {
        Self {
            article: article(self.article.text.to_ascii_lowercase()),
            names: self.names.clone(),
            tokens: self.tokens,
        }
    }
}

/// A text as the program reads it.
fn article(text: String) -> Article {
    assemble::article(plain::raw(text, Origin::Stdin { line: 0 }))
}

/// A sentence: tokens with their tags.
type Sentence = Vec<(String, String)>;

/// Sentences in a document, where the file does not say where documents begin.
const SENTENCES: usize = 20;

/// The documents of a file. Lines are `token<TAB>tag`, a blank line ends a sentence, a line
/// `-DOCSTART-` begins a document; a file with fewer than two of these, and with `cut` each
/// document of more than 60 sentences, is cut into documents of 20 sentences.
pub(crate) fn read(path: &Path, cut: bool) -> io::Result<Vec<Document>> {
    let text = fs::read_to_string(path)?;
    let (mut documents, marks) = sentences(&text);
    if marks < 2 {
        documents = vec![documents.concat()];
    }
    let long = |document: &Vec<Sentence>| marks < 2 || cut && document.len() > 3 * SENTENCES;
    let parts = documents.iter().flat_map(|document| {
        let len = if long(document) {
            SENTENCES
        } else {
            document.len()
        };
        document.chunks(len.max(1))
    });
    Ok(parts.map(running_text).collect())
}

/// The sentences of each document, and how many document marks there were.
fn sentences(text: &str) -> (Vec<Vec<Sentence>>, usize) {
    let mut documents = vec![Vec::new()];
    let mut sentence = Sentence::new();
    let mut marks = 0;
    for line in text.lines().chain([""]) {
        let (token, tag) = line.split_once('\t').unwrap_or((line, ""));
        let ends = token.is_empty() || token == "-DOCSTART-";
        if !ends {
            let tag = tag.split('\t').next().unwrap_or_default();
            sentence.push((token.to_owned(), tag.to_owned()));
            continue;
        }
        if let Some(document) = documents.last_mut().filter(|_| !sentence.is_empty()) {
            document.push(std::mem::take(&mut sentence));
        }
        if !token.is_empty() {
            marks += 1;
            documents.push(Vec::new());
        }
    }
    documents.retain(|document| !document.is_empty());
    (documents, marks)
}

/// The text of some sentences, five a paragraph, as an article.
fn running_text(sentences: &[Sentence]) -> Document {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut tokens = 0;
    for (n, sentence) in sentences.iter().enumerate() {
        let mut open: Option<(usize, usize, String)> = None;
        for (at, (token, tag)) in sentence.iter().enumerate() {
            if at == 0 && !text.is_empty() {
                text.push_str(if n.is_multiple_of(5) { "\n\n" } else { " " });
            } else if at > 0 && !is_glued(sentence, at) {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(token);
            let (prefix, label) = tag.split_once('-').unwrap_or((tag, ""));
            match &mut open {
                Some((_, end, known)) if prefix == "I" && label == known => *end = text.len(),
                _ => {
                    names.extend(open.take().map(name));
                    if tag != "O" {
                        open = Some((start, text.len(), label.to_owned()));
                    }
                }
            }
        }
        names.extend(open.map(name));
        tokens += sentence.len();
    }
    text.push('\n');
    Document {
        article: article(text),
        names,
        tokens,
    }
}

fn name((start, end, label): (usize, usize, String)) -> (Span, String) {
    (Span::new(start, end), label)
}

/// Tokens that no blank stands before.
const CLOSE: [&str; 20] = [
    ".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll",
    "'d", "'m", "”", "’",
];

/// Whether the token follows the one before without a blank.
fn is_glued(sentence: &Sentence, at: usize) -> bool {
    let token = |at: usize| sentence.get(at).map_or("", |(token, _)| token.as_str());
    let word = |text: &str| text.starts_with(char::is_alphanumeric);
    let (before, here, after) = (token(at - 1), token(at), token(at + 1));
    let count = |mark: &str| {
        sentence[..at]
            .iter()
            .filter(|(token, _)| token == mark)
            .count()
    };
    let quoted = |mark: &str| (here == mark || before == mark) && count(mark) % 2 == 1;
    CLOSE.contains(&here)
        || ["(", "[", "$", "“", "‘", "#"].contains(&before)
        || here == "-" && word(before) && word(after)
        || before == "-" && at > 1 && word(token(at - 2)) && word(here)
        || here == "'"
            && before.ends_with('s')
            && count("'") % 2 == 0
            && after.starts_with(char::is_lowercase)
        || quoted("\"")
        || quoted("'")
}
