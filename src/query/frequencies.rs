//! How often articles hold a word or phrase, weighed.
//!
//! In go words and a set of candidates; out come the [frequencies](Bm25::frequency), which
//! can be added to the scores of hits.

use super::bits::Bits;
use super::tree::Words;
use super::words::{Found, Lookup, counts};
use crate::index::Bm25;

/// A word held by this part of all articles has its frequencies in a place for each
/// article, if it is several terms whose articles have to be brought together.
const DENSE: u64 = 16;

/// The frequencies of a word or phrase, above 0.
pub(super) enum Frequencies {
    /// Of each article, 0 for those that do not hold it.
    Dense(Vec<f32>),
    /// Of the articles that hold it, in order.
    Sparse(Vec<(u32, f32)>),
}

/// An article that answers a query, and its score so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub(super) article: u32,
    pub(super) score: f32,
}

impl Frequencies {
    /// Of the articles of `within`.
    pub(super) fn new(lookup: &Lookup<'_, '_>, bm25: &Bm25, words: &Words, within: &Bits) -> Self {
        let several = |word| {
            lookup.segments(word).any(|(_, _, answers)| {
                answers
                    .iter()
                    .map(|answers| answers.ids.len())
                    .sum::<usize>()
                    > 1
            })
        };
        if let [word] = words.words.as_slice()
            && lookup.n_with(word) > u64::from(within.len()) / DENSE
            && several(word)
        {
            return Self::dense(lookup, bm25, words, within);
        }
        let mut found: Vec<(u32, f32)> = Vec::new();
        counts(lookup, words, within, |of_term| {
            found.push((of_term.article, of_term.frequency(bm25)));
        });
        if !found.is_sorted_by_key(|(article, _)| *article) {
            found.sort_by_key(|(article, _)| *article);
        }
        found.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        Self::Sparse(found)
    }

    fn dense(lookup: &Lookup<'_, '_>, bm25: &Bm25, words: &Words, within: &Bits) -> Self {
        let mut all = vec![0.0; within.len() as usize];
        let add = |found: &Found| {
            if let Some(frequency) = all.get_mut(found.article as usize) {
                *frequency += found.frequency(bm25);
            }
        };
        counts(lookup, words, within, add);
        Self::Dense(all)
    }

    /// The articles that hold the words, of `len`.
    pub(super) fn articles(&self, len: u32) -> Bits {
        match self {
            Self::Dense(all) => Bits::positive(all),
            Self::Sparse(found) => {
                let mut articles = Bits::none(len);
                for (article, _) in found {
                    articles.add(*article);
                }
                articles
            }
        }
    }

    /// Adds to the scores of hits, which stand in the order of their numbers, what the
    /// words are worth in each: `idf` times the saturated frequency.
    pub(super) fn weigh(&self, bm25: &Bm25, idf: f32, hits: &mut [Scored]) {
        match self {
            Self::Dense(all) => {
                for hit in hits {
                    let frequency = all.get(hit.article as usize).copied();
                    hit.score += idf * bm25.saturate(frequency.unwrap_or_default());
                }
            }
            Self::Sparse(found) => {
                let mut hits = hits.iter_mut().peekable();
                for (article, frequency) in found {
                    while hits.next_if(|hit| hit.article < *article).is_some() {}
                    if let Some(hit) = hits.next_if(|hit| hit.article == *article) {
                        hit.score += idf * bm25.saturate(*frequency);
                    }
                }
            }
        }
    }
}
