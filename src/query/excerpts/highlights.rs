//! The places of a query's words in an article's text.
//!
//! A phrase is marked only where it stands, of words near each other each that stands so, a
//! word of which any form or beginning will do over the whole of what stands there, a
//! negated word never. The text is read as the index read it, so what was found is what is marked.

use crate::corpus::{Article, Block};
use crate::index::Field;
use crate::index::analysis::{Beginning, parts, terms_among};
use crate::query::matching::positions::span_of;
use crate::query::matching::windows::{Stand, windows};
use crate::query::syntax::ast::{Query, Words};
use crate::query::terms::word::Word;
use crate::text::Span;
use crate::text::span::union;

/// The places of the query's words in the shown text, sorted, not overlapping.
///
/// Reads the whole article: a few milliseconds a megabyte, so long ones belong on a worker.
#[must_use]
pub fn highlights(article: &Article, query: &Query) -> Vec<Span> {
    let mut matcher = Matcher::new(query);
    let mut spans: Vec<Span> = Vec::new();
    if matcher.is_empty() {
        return spans;
    }
    for (field, block) in parts(article) {
        let found = matcher.block(article, field, block, block.span.to());
        spans.extend(found.iter().map(|place| place.span));
    }
    union(spans)
}

/// A word or phrase of the query in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Which of the query's words and phrases.
    pub(crate) words: usize,
    /// Where it stands.
    pub(crate) span: Span,
}

/// A term of a text that answers a word of the query.
struct Occurrence {
    words: usize,
    /// Which word of the phrase.
    word: usize,
    /// How many terms the block has before it.
    position: u32,
    span: Span,
}

/// Finds a query's words in blocks.
pub(crate) struct Matcher<'q> {
    words: Vec<&'q Words>,
    /// How the terms begin that answer any of the words.
    beginnings: Vec<Beginning>,
    scratch: String,
    occurrences: Vec<Occurrence>,
}

impl<'q> Matcher<'q> {
    pub(crate) fn new(query: &'q Query) -> Self {
        let words = query.words();
        let each = words.iter().flat_map(|words| &words.words);
        Self {
            beginnings: each.map(Word::beginning).collect(),
            words,
            scratch: String::new(),
            occurrences: Vec::new(),
        }
    }

    /// Whether there is nothing to find.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The places in a block, up to the byte `end` of the text, by their starts.
    pub(crate) fn block(
        &mut self,
        article: &Article,
        field: Field,
        block: &Block,
        end: usize,
    ) -> Vec<Place> {
        self.occurrences.clear();
        let mut position = 0;
        for part in block.visible().take_while(|part| part.from() < end) {
            let part_end = floor(&article.text, part.to().min(end));
            let text = article.text.get(part.from()..part_end).unwrap_or_default();
            let Self {
                words,
                beginnings,
                scratch,
                occurrences,
            } = self;
            let before = position;
            position += terms_among(text, beginnings, scratch, |n, term, span| {
                for (words, phrase) in words.iter().enumerate() {
                    for (word, wanted) in phrase.words.iter().enumerate() {
                        if wanted.accepts(term) {
                            occurrences.push(Occurrence {
                                words,
                                word,
                                position: before + n,
                                span: span.shifted(part.from()),
                            });
                        }
                    }
                }
            });
        }
        self.places(field)
    }

    /// The words and phrases among the occurrences.
    fn places(&self, field: Field) -> Vec<Place> {
        let mut places = Vec::new();
        for (at, first) in self.occurrences.iter().enumerate() {
            let phrase = self.words[first.words];
            if phrase.near.is_some() || first.word > 0 || !phrase.scope.covers(field) {
                continue;
            }
            let mut end = Some(first.span.end);
            let mut rest = self.occurrences.get(at..).unwrap_or_default().iter();
            for (word, position) in (1..phrase.words.len()).zip(first.position + 1..) {
                let next = rest.find(|next| {
                    next.position > position
                        || (next.words, next.word, next.position) == (first.words, word, position)
                });
                end = next
                    .filter(|next| next.position == position)
                    .map(|next| next.span.end);
                if end.is_none() {
                    break;
                }
            }
            if let Some(end) = end {
                let span = Span {
                    start: first.span.start,
                    end,
                };
                places.push(Place {
                    words: first.words,
                    span,
                });
            }
        }
        let near = |words: &&Words| words.near.is_some() && words.scope.covers(field);
        if self.words.iter().any(near) {
            self.nearby(field, &mut places);
            places.sort_by_key(|place| place.span);
        }
        places
    }

    /// Adds the words that stand near each other.
    fn nearby(&self, field: Field, places: &mut Vec<Place>) {
        for (n, words) in self.words.iter().enumerate() {
            let Some(near) = words.near.filter(|_| words.scope.covers(field)) else {
                continue;
            };
            let of_words = self.occurrences.iter().filter(|one| one.words == n);
            let mut of_words: Vec<&Occurrence> = of_words.collect();
            of_words.sort_by_key(|one| (one.position, one.word));
            let stands = of_words.iter().map(|one| Stand {
                position: one.position,
                word: one.word,
            });
            let (stands, n_words): (Vec<Stand>, usize) = (stands.collect(), words.words.len());
            for window in windows(&stands, n_words, span_of(n_words, near)) {
                let inside = of_words.get(window).unwrap_or_default();
                places.extend(inside.iter().map(|one| Place {
                    words: n,
                    span: one.span,
                }));
            }
        }
    }
}

/// The character boundary at `at` or before it.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
