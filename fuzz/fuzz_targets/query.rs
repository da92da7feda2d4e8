//! Questions asked of a tiny collection: any text is a query, its words read back the same,
//! an article answers it or its negation, and the first hits are the first of all hits.
#![no_main]

use dossier::corpus::formats::assemble::article;
use dossier::corpus::formats::markdown;
use dossier::corpus::{ArticleId, Corpus, Origin, Volume};
use dossier::entities::{Catalog, Recognizer};
use dossier::index::{Index, Segment};
use dossier::query::{
    self, Extent, Mode, Node, Query, Sort, View, corrected, highlights, parse, search, snippet, why,
};
use dossier::text::tokens::{term, tokens};
use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, LazyLock};

const TEXTS: [&str; 4] = [
    "Talks in Kyiv\nReuters | 2024-05-17\n\nMarco Rubio said that the U.S. would rate \
     security guarantees. Ukraine's F-16 jets don't fly; rates rose to 1,364.",
    "# The peace deal\n\nSecurity guarantees, said Rubio, are a peace deal. It cost \
     $5 million in May 2023.\n\n## Rating\n\nThe rating of the bank fell.",
    "Kraków (AP) - NATO and the bank met. 日本 was there; so were naïve bankers.",
    "A short one\n\n\"Peace\", he said: no deal.",
];

/// A tiny collection, with its names, in two batches.
struct Tiny {
    corpus: Corpus,
    index: Index,
    catalog: Catalog,
}

impl Tiny {
    fn new() -> Self {
        let (recognizer, mut catalog) = (Recognizer::embedded(), Catalog::default());
        let (mut corpus, mut index) = (Corpus::default(), Index::default());
        for texts in TEXTS.chunks(2) {
            let raw = |text: &&str| {
                let origin = Origin::file(format!("dir/{}.md", text.len()));
                markdown::raw((*text).to_owned(), origin)
            };
            let articles: Vec<_> = texts.iter().map(|text| article(raw(text))).collect();
            let segment = Segment::build(&articles);
            let found: Vec<_> = articles.iter().map(|it| recognizer.read(it)).collect();
            let first = corpus.push(Arc::new(Volume::plain(articles)), Vec::new());
            index.push(first, Arc::new(segment));
            for (id, named) in (first.0..).zip(found) {
                catalog.add(ArticleId(id), named);
            }
        }
        catalog.settle(&recognizer);
        Self {
            corpus,
            index,
            catalog,
        }
    }

    fn view(&self) -> View<'_> {
        View {
            corpus: &self.corpus,
            index: &self.index,
            catalog: &self.catalog,
        }
    }
}

static TINY: LazyLock<Tiny> = LazyLock::new(Tiny::new);

fuzz_target!(|input: &str| {
    for mode in [Mode::Whole, Mode::Typing] {
        let query = parse(input, mode);
        syntax(input, &query);
        answers(input, &query);
    }
    let plain = query::any_of(input);
    syntax(input, &plain);
});

fn syntax(input: &str, query: &Query) {
    for problem in &query.problems {
        dossier_fuzz::inside(input, problem.span);
        assert!(!problem.span.is_empty() && !problem.message.is_empty());
    }
    for words in query.words() {
        dossier_fuzz::inside(input, words.span);
        assert!(words.words.iter().all(|word| !word.term.is_empty()));
        // A term is folded: `½` is one, but what it is folded to reads as two numbers.
        if !words.words.iter().all(|word| reads_as_itself(&word.term)) {
            continue;
        }
        let shown = words.to_string();
        let again = parse(&shown, Mode::Whole);
        let read: Vec<String> = again.words().iter().map(ToString::to_string).collect();
        assert_eq!(read, [shown], "read again: {again:?}");
    }
    for named in query.entities() {
        dossier_fuzz::inside(input, named.span);
        assert!(!named.name.trim().is_empty());
    }
}

fn reads_as_itself(folded: &str) -> bool {
    let mut read = tokens(folded).map(|token| term(token.span.slice(folded)));
    read.next().as_deref() == Some(folded) && read.next().is_none()
}

fn answers(input: &str, query: &Query) {
    let view = TINY.view();
    let all = search(view, query, &[], Sort::Relevance, Extent::All);
    assert_eq!(all.hits.len(), all.n_hits);
    let mut ids: Vec<ArticleId> = all.hits.iter().map(|hit| hit.article).collect();
    let first = search(view, query, &[], Sort::Relevance, Extent::First(2));
    assert_eq!(first.n_hits, all.n_hits);
    assert!(all.hits.starts_with(&first.hits), "{first:?} of {all:?}");
    assert_eq!(first.hits.len(), all.n_hits.min(2));
    for missing in &all.missing {
        dossier_fuzz::inside(input, missing.span);
    }
    let _ = corrected(input, &all.missing);
    for hit in &first.hits {
        assert!(hit.score.is_finite() && hit.score >= 0.0);
        shown(query, hit.article);
    }
    if let (Some(root), false) = (&query.root, all.any_of) {
        let not = Query {
            root: Some(Node::Not(Box::new(root.clone()))),
            ..query.clone()
        };
        let others = search(view, &not, &[], Sort::File, Extent::All);
        ids.extend(others.hits.iter().map(|hit| hit.article));
    } else if all.any_of {
        return;
    }
    ids.sort_unstable();
    assert!(ids.iter().copied().eq(numbers(&TINY.corpus)), "{ids:?}");
}

fn numbers(corpus: &Corpus) -> impl Iterator<Item = ArticleId> {
    corpus.iter().map(|(id, _)| id)
}

/// What is shown of a hit.
fn shown(query: &Query, id: ArticleId) {
    let article = TINY.corpus.article(id).expect("a hit is an article");
    let found = highlights(&article, query);
    dossier_fuzz::spans(&article.text, &found);
    let line = snippet(&article, query, 40);
    dossier_fuzz::inside(&article.text, line.span);
    dossier_fuzz::spans(&article.text, &line.marks);
    assert!(line.marks.iter().all(|mark| line.span.covers(*mark)));
    let why = why(TINY.view(), query, &[], id);
    assert!(why.terms.iter().all(|term| !term.label.is_empty()));
}
