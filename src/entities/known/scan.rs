//! An article's words, looked up once, with what their capitals are worth.
//!
//! In goes an article; out comes a [`Scan`]: the tokens of everything that names entities
//! (blocks of text, without markup), cut into sentences. A capital proves nothing where
//! the language or a habit of headings puts it anyway: at the start of a sentence, behind
//! a colon or an opening quotation mark, and throughout a Title-Case Line. Such tokens are
//! `weak`. It does not decide what is a name.

use super::lexicon::{Cue, Facts, Lexicon};
use super::word_key::{Key, key};
use crate::corpus::{Article, Block, Role};
use crate::text::Span;
use crate::text::sentences::sentences;
use crate::text::tokens::{Class, tokens};
use std::ops::Range;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Small, or without case.
    Lower,
    /// `Kyiv`.
    Capital,
    /// `NATO`, `U.S.`, `G7`; at least two signs.
    Upper,
    /// `McCain`, `SpaceX`, `eBay`.
    Mixed,
    /// One capital letter.
    Initial,
    /// Starts with a digit.
    Number,
    /// A possessive ending.
    Possessive,
    /// A punctuation mark.
    Mark(char),
}

impl Shape {
    fn of(class: Class, word: &str) -> Self {
        let first = word.chars().next().unwrap_or(' ');
        match class {
            Class::Number => return Self::Number,
            Class::Possessive => return Self::Possessive,
            Class::Punctuation => return Self::Mark(first),
            Class::Word => {}
        }
        let mut chars = word.chars().skip(1);
        let large = chars.clone().any(char::is_uppercase);
        let small = chars.any(char::is_lowercase);
        match (first.is_uppercase(), large, small) {
            (true, false, true) => Self::Capital,
            (true, _, false) if word.len() == first.len_utf8() => Self::Initial,
            (true, _, false) => Self::Upper,
            // The S of NATOs and the c of Mc: one small letter in capitals.
            (_, true, true) | (false, true, false) => Self::Mixed,
            (false, false, _) => Self::Lower,
        }
    }

    /// Whether it could be a part of a name.
    pub(crate) fn is_large(self) -> bool {
        matches!(
            self,
            Self::Capital | Self::Upper | Self::Mixed | Self::Initial
        )
    }

    /// Whether it is a word of any case.
    pub(crate) fn is_word(self) -> bool {
        self.is_large() || self == Self::Lower
    }
}

/// One token of an article.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Where it stands in the article's text.
    pub(crate) span: Span,
    /// How it is written.
    pub(crate) shape: Shape,
    /// Its word; 0 for punctuation.
    pub(crate) word: Key,
    /// What is known of the word.
    pub(crate) facts: Facts,
    /// Whether no white space stands before it.
    pub(crate) glued: bool,
    /// Whether markup or the start of its sentence stands before it: no name goes across.
    pub(crate) cut: bool,
    /// Whether its capital proves nothing.
    pub(crate) weak: bool,
}

impl Token {
    pub(crate) fn has(&self, cue: Cue) -> bool {
        self.facts.cues.has(cue)
    }

    pub(crate) fn any(&self, cues: &[Cue]) -> bool {
        self.facts.cues.any(cues)
    }

    /// Whether it is written as any word could be that starts a sentence.
    fn is_plain(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Initial)
    }

    pub(crate) fn is_mark(&self, mark: char) -> bool {
        self.shape == Shape::Mark(mark)
    }
}

/// One sentence, or a part of one between pieces of markup.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Whether all of its letters are capitals.
    pub(crate) shouted: bool,
    /// Whether it is written in the manner of titles, or shouted.
    pub(crate) titled: bool,
    /// Whether it ends a paragraph that holds other sentences.
    pub(crate) closing: bool,
}

/// The words of an article.
#[derive(Clone, Debug)]
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
}

impl<'a> Scan<'a> {
    /// Whether the run is written as the place of a dateline is: in capitals, and a comma,
    /// a parenthesis or a dash behind.
    pub(crate) fn looks_like_dateline(&self, run: &Range<usize>) -> bool {
        let mark = self.tokens.get(run.end).is_some_and(|token| {
            matches!(
                token.shape,
                Shape::Mark(',' | '(' | '-' | '\u{2013}' | '\u{2014}')
            )
        });
        let mut tokens = self.tokens[run.clone()].iter();
        mark && tokens.all(|token| token.shape == Shape::Upper)
    }

    pub(crate) fn new(article: &'a Article, lexicon: &Lexicon) -> Self {
        let text = article.text.as_str();
        let mut scan = Self {
            text,
            tokens: Vec::with_capacity(text.len() / 5),
            sentences: Vec::with_capacity(text.len() / 100),
        };
        for block in article
            .blocks
            .iter()
            .filter(|block| names_entities(block.role))
        {
            let heading = matches!(block.role, Role::Title | Role::Heading(_));
            let visible: Vec<Span> = block.visible().collect();
            let mut rest = pieces(block, text).into_iter().peekable();
            let mut first = true;
            while let Some(sentence) = rest.next() {
                scan.add(sentence, &visible, heading, lexicon);
                if let Some(added) = scan.sentences.last_mut() {
                    added.closing = !heading && !first && rest.peek().is_none();
                }
                first = false;
            }
        }
        scan
    }

    /// Whether no markup stands inside a run of tokens.
    pub(crate) fn is_whole(&self, run: &Range<usize>) -> bool {
        !self.tokens[run.clone()]
            .iter()
            .skip(1)
            .any(|token| token.cut)
    }

    /// The text of a run of tokens.
    pub(crate) fn span(&self, run: &Range<usize>) -> Span {
        match (self.tokens.get(run.start), run.end.checked_sub(1)) {
            (Some(first), Some(last)) if run.start <= last => {
                Span::new(first.span.from(), self.tokens[last].span.to())
            }
            _ => Span::default(),
        }
    }

    pub(crate) fn slice(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.slice(self.text))
    }

    /// Adds what is visible of a sentence.
    fn add(&mut self, sentence: Span, visible: &[Span], heading: bool, lexicon: &Lexicon) {
        let start = self.tokens.len();
        for part in visible.iter().filter(|part| part.overlaps(sentence)) {
            let part = Span {
                start: part.start.max(sentence.start),
                end: part.end.min(sentence.end),
            };
            self.add_part(part, lexicon);
        }
        let range = start..self.tokens.len();
        if range.is_empty() {
            return;
        }
        let shouted = is_shouted(&self.tokens[range.clone()]);
        let titled = shouted || is_titled(&self.tokens[range.clone()], heading);
        weaken(&mut self.tokens[range.clone()], shouted, titled);
        self.sentences.push(Sentence {
            tokens: range,
            shouted,
            titled,
            closing: false,
        });
    }

    fn add_part(&mut self, part: Span, lexicon: &Lexicon) {
        let mut end = part.from();
        for token in tokens(part.slice(self.text)) {
            let span = token.span.shifted(part.from());
            let word = span.slice(self.text);
            let known = match token.class {
                Class::Word | Class::Number => key(word),
                Class::Possessive | Class::Punctuation => 0,
            };
            self.tokens.push(Token {
                span,
                shape: Shape::of(token.class, word),
                word: known,
                facts: if known == 0 {
                    Facts::default()
                } else {
                    lexicon.facts(known)
                },
                glued: span.from() == end && end > part.from(),
                cut: end == part.from(),
                weak: false,
            });
            end = span.to();
        }
    }
}

/// What of a block is read in one go: sentences; where lines keep their ends, those of each
/// line, and of each column on it.
fn pieces(block: &Block, text: &str) -> Vec<Span> {
    let of = |part: Span| {
        let found = sentences(part.slice(text));
        found.map(move |sentence| sentence.shifted(part.from()))
    };
    if block.role == Role::Lines {
        cells(block.span, text).into_iter().flat_map(of).collect()
    } else {
        of(block.span).collect()
    }
}

/// The parts of lines that line ends, tabs and rows of three blanks divide.
fn cells(lines: Span, text: &str) -> Vec<Span> {
    let mut cells = Vec::new();
    let (mut start, mut blanks) = (lines.from(), 0);
    let mut close = |from: usize, to: usize| {
        let cell = Span::new(from, to).trimmed(text);
        if !cell.is_empty() {
            cells.push(cell);
        }
    };
    for (at, byte) in lines.slice(text).bytes().enumerate() {
        let at = lines.from() + at;
        blanks = if byte == b' ' { blanks + 1 } else { 0 };
        if byte == b'\n' || byte == b'\t' || blanks == 3 {
            close(start, at);
            start = at;
        }
    }
    close(start, lines.to());
    cells
}

fn names_entities(role: Role) -> bool {
    role.is_text() && role != Role::Code
}

/// Whether a sentence of at least three words has no small letter.
fn is_shouted(tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|token| token.shape.is_word());
    words.clone().count() >= 3
        && words.all(|token| matches!(token.shape, Shape::Upper | Shape::Initial))
}

/// Annotations the capitals of a sentence that prove nothing.
fn weaken(tokens: &mut [Token], shouted: bool, titled: bool) {
    if titled {
        for token in tokens {
            token.weak = shouted || token.is_plain();
        }
        return;
    }
    let lead = lead_in(tokens);
    let titled = lead > 0 && is_titled(&tokens[..lead], true);
    let mut open = true;
    for (at, token) in tokens.iter_mut().enumerate() {
        match token.shape {
            Shape::Mark(mark) => open |= opens(mark, token.glued),
            Shape::Possessive => {}
            _ => {
                token.weak = token.is_plain() && (open || titled && at < lead);
                open = false;
            }
        }
    }
}

/// Whether a capital is usual behind the mark.
fn opens(mark: char, glued: bool) -> bool {
    match mark {
        '"' | '\u{201c}' | '\u{2018}' | '«' | ':' | '•' | '*' | '…' | '—' => true,
        '-' | '\u{2013}' | '\'' => !glued,
        _ => false,
    }
}

/// Where what stands before a colon or a dash ends, when that is a lead-in of a few words
/// and nothing else; else 0.
fn lead_in(tokens: &[Token]) -> usize {
    for (at, token) in tokens.iter().take(14).enumerate() {
        match token.shape {
            Shape::Mark(':') => return at,
            Shape::Mark('-' | '\u{2013}' | '\u{2014}') if !token.glued => {
                let large = tokens.get(at + 1).is_some_and(|next| next.shape.is_large());
                return if large { at } else { 0 };
            }
            Shape::Mark(',' | '(' | ')' | ';' | '/') => return 0,
            _ => {}
        }
    }
    0
}

/// Whether the words are written In the Manner of Titles.
fn is_titled(tokens: &[Token], heading: bool) -> bool {
    let words = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.shape.is_word())
        .skip(1)
        .filter(|(_, token)| !token.any(&[Cue::Stop, Cue::Link, Cue::In]));
    let (mut large, mut small) = (0_usize, 0_usize);
    for (at, word) in words {
        // The second part of `De-escalation` is small anywhere.
        let inside = word.glued && at > 0 && tokens[at - 1].is_mark('-');
        if inside {
            continue;
        }
        if word.shape == Shape::Lower {
            small += 1;
        } else {
            large += 1;
        }
    }
    if heading {
        large >= 1 && small * 4 < large
    } else {
        // A headline ends neither in a full stop nor, as a letter's first line, in a comma.
        let last = tokens.last();
        let stops = last.is_some_and(|last| last.is_mark('.') || last.is_mark(','));
        large >= 2 && small == 0 && !stops
    }
}

#[cfg(test)]
mod tests {
    use super::{Scan, Shape};
    use crate::entities::known::lexicon::Lexicon;
    use crate::entities::testing::article;
    use crate::text::tokens::Class;

    fn check(text: &str, weak: &[&str]) {
        let article = article(text);
        let lexicon = Lexicon::embedded();
        let scan = Scan::new(&article, &lexicon);
        let found: Vec<&str> = (0..scan.tokens.len())
            .filter(|at| scan.tokens[*at].weak && scan.tokens[*at].shape.is_large())
            .map(|at| scan.slice(at))
            .collect();
        assert_eq!(found, weak, "{text}");
    }

    #[test]
    fn capitals_that_prove_nothing() {
        check("Talks between Kyiv and Moscow went on.", &["Talks"]);
        check("He said: \"We met Blinken today.\"", &["He", "We"]);
        check("He met Joe Biden in Kyiv.", &["He"]);
        check(
            "Risk of a Fragile Peace: Without it, Ukraine waits.",
            &["Risk", "Fragile", "Peace", "Without"],
        );
        check(
            "Continued Dialogue and De-escalation: They met.",
            &["Continued", "Dialogue", "De", "They"],
        );
        check("Pros and Cons of the Deal", &["Pros", "Cons", "Deal"]);
        check("IRAN SAYS NO", &["IRAN", "SAYS", "NO"]);
    }

    #[test]
    fn shapes() {
        for (word, shape) in [
            ("Kyiv", Shape::Capital),
            ("U.S.", Shape::Upper),
            ("G7", Shape::Upper),
            ("McCain", Shape::Mixed),
            ("eBay", Shape::Mixed),
            ("J", Shape::Initial),
            ("word", Shape::Lower),
        ] {
            assert_eq!(Shape::of(Class::Word, word), shape, "{word}");
        }
    }
}
