//! How often articles hold a phrase, weighed.
//!
//! In go a phrase and a set of candidates; out come the [frequencies](Bm25::frequency) of
//! those that hold it, so that its positions need not be read again to score them.

use super::bitset::Bits;
use super::lookup::{Lookup, counts};
use crate::index::Bm25;
use crate::query::syntax::ast::Words;

/// The articles that hold a phrase, in order, each with the frequency, above 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frequencies(Vec<(u32, f32)>);

/// An article that answers a query, and its score so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scored {
    pub(crate) article: u32,
    pub(crate) score: f32,
}

impl Frequencies {
    /// Of the articles of `within`.
    pub(crate) fn new(lookup: &Lookup<'_, '_>, bm25: &Bm25, words: &Words, within: &Bits) -> Self {
        let mut found = Vec::new();
        counts(lookup, words, within, |of_phrase| {
            found.push((of_phrase.article, of_phrase.frequency(bm25)));
        });
        Self(found)
    }

    /// The articles that hold the phrase, of `len`.
    pub(crate) fn articles(&self, len: u32) -> Bits {
        let mut articles = Bits::none(len);
        for (article, _) in &self.0 {
            articles.add(*article);
        }
        articles
    }

    /// Those of the articles from `start` up to, but not, `end`.
    pub(crate) fn between(&self, start: u32, end: u32) -> &[(u32, f32)] {
        let from = self.0.partition_point(|(article, _)| *article < start);
        let to = self.0.partition_point(|(article, _)| *article < end);
        self.0.get(from..to).unwrap_or_default()
    }
}
