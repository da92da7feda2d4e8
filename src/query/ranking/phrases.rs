//! The best articles for a phrase of single terms.
//!
//! In goes a phrase; out come the best articles that hold it, and how many do. An article is
//! read to the end only if it may be among the best.

use super::collector::Collector;
use super::document_frequency::idf;
use crate::index::Bm25;
use crate::query::matching::frequencies::Scored;
use crate::query::matching::lookup::Lookup;
use crate::query::matching::phrase::{is_plain, walk};
use crate::query::matching::segments::{Numbered, in_halves, numbered};
use crate::query::syntax::ast::{Scope, Words};

/// Articles that hold the rarest word of a phrase from which on two threads look for it:
/// those of about twenty milliseconds.
const LARGE: u64 = 1 << 16;

/// The best `k` articles that hold the phrase, and how many hold it; `None` where it is
/// not such a phrase, or not looked for everywhere.
pub(crate) fn best(
    lookup: &Lookup<'_, '_>,
    bm25: &Bm25,
    words: &Words,
    k: usize,
) -> Option<(Vec<Scored>, usize)> {
    if words.scope != Scope::Anywhere || !is_plain(lookup, words) {
        return None;
    }
    let idf = idf(lookup, bm25, words);
    let rarest = words.words.iter().map(|word| lookup.n_at_most(word)).min();
    let is_large = rarest.is_some_and(|n| n >= LARGE);
    let segments = numbered(lookup.view.index);
    let halves = in_halves(&segments, is_large, |segments| {
        best_of(segments, lookup, bm25, (words, idf), k)
    });
    let (mut top, mut n_with) = (Collector::new(lookup.view.corpus, k), 0);
    for (best, n) in halves {
        for scored in best {
            top.add(scored);
        }
        n_with += n;
    }
    Some((top.finish(), n_with))
}

/// The best `k` articles of some segments, and how many hold the phrase.
fn best_of(
    segments: &[Numbered<'_>],
    lookup: &Lookup<'_, '_>,
    bm25: &Bm25,
    (words, idf): (&Words, f32),
    k: usize,
) -> (Vec<Scored>, usize) {
    let (mut top, mut n_with) = (Collector::new(lookup.view.corpus, k), 0);
    walk(segments, lookup, words, |meeting| {
        if !meeting.holds() {
            return;
        }
        n_with += 1;
        let lengths = meeting.segment.lengths(meeting.local);
        let score = |counts| idf * bm25.saturate(bm25.frequency(counts, lengths));
        // The phrase is in no field more often than the rarest of its words.
        if score(meeting.most()) >= top.threshold() {
            top.add(Scored {
                article: meeting.first + meeting.local,
                score: score(meeting.counts()),
            });
        }
    });
    (top.finish(), n_with)
}
