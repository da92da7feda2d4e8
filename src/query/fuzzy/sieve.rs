//! The rows of a chunk passed through a pattern, the best of them kept.
//!
//! A row meets three sieves, each dearer and finer than the one before: its set of
//! characters, its letters in order, and its score. The last is spared every row that even
//! at its best would come behind those that are kept.

use super::candidates::Ranked;
use super::chunk::{Chunk, Meaning};
use super::pattern::Pattern;
use super::rank::Scorer;
use super::trail::Rows;
use super::word::Word;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A matching row: its score, which of equals it is, its number. Better ones are less.
type Rank = (Reverse<i32>, u32, u32);

/// Keeps the best rows for a pattern, one for each thing.
pub(super) struct Sieve<'p> {
    pattern: &'p Pattern,
    /// The words that rows known to match an earlier pattern need not be looked at for.
    known: Vec<bool>,
    scorer: Scorer,
    /// The best so far, the worst of them on top.
    kept: BinaryHeap<Rank>,
    keep: usize,
    /// The thing whose rows are being looked at, and the best of them.
    present: Option<(u32, Option<Rank>)>,
    n_things: usize,
}

impl<'p> Sieve<'p> {
    /// A sieve that keeps `keep` things; rows that come with [`Self::narrow`] are known to
    /// match the words `known`.
    pub(super) fn new(pattern: &'p Pattern, keep: usize, known: Vec<bool>) -> Self {
        Self {
            pattern,
            known,
            scorer: Scorer::default(),
            kept: BinaryHeap::new(),
            keep,
            present: None,
            n_things: 0,
        }
    }

    /// Looks at all rows of a chunk, which are numbered from `first`; those that match.
    pub(super) fn scan(&mut self, chunk: &Chunk, first: u32) -> Rows {
        let wanted = self.pattern.mask();
        let mut rows = Rows::none(chunk.len());
        for (n, mask) in chunk.masks.iter().enumerate() {
            if mask & wanted == wanted {
                let text = chunk.text(n);
                let words = self.pattern.words();
                if words.iter().all(|word| word.stands_in(text)) {
                    rows.add(n);
                    self.offer(chunk, n, first);
                }
            }
        }
        rows
    }

    /// Looks at the rows that match an earlier pattern only.
    pub(super) fn narrow(&mut self, chunk: &Chunk, first: u32, among: &Rows) -> Rows {
        let wanted = self.pattern.mask();
        let mut rows = Rows::none(chunk.len());
        for n in among.iter() {
            if chunk
                .masks
                .get(n)
                .is_none_or(|mask| mask & wanted != wanted)
            {
                continue;
            }
            let text = chunk.text(n);
            let mut words = self.pattern.words().iter().zip(&self.known);
            if words.all(|(word, known)| *known || word.stands_in(text)) {
                rows.add(n);
                self.offer(chunk, n, first);
            }
        }
        rows
    }

    /// Takes a matching row into account.
    fn offer(&mut self, chunk: &Chunk, n: usize, first: u32) {
        let row = first + u32::try_from(n).unwrap_or(u32::MAX);
        let Meaning { thing, tie } = chunk.meaning(n, row);
        if self.present.is_none_or(|(present, _)| present != thing) {
            self.settle();
            self.present = Some((thing, None));
            self.n_things += 1;
        }
        let Some(score) = self.score(chunk, n, |score| (Reverse(score), tie, row)) else {
            return;
        };
        if let Some((_, best)) = &mut self.present {
            let rank = (Reverse(score), tie, row);
            *best = Some(best.map_or(rank, |best| best.min(rank)));
        }
    }

    /// The score of a matching row, unless it would come behind those that are kept.
    fn score(&mut self, chunk: &Chunk, n: usize, rank: impl Fn(i32) -> Rank) -> Option<i32> {
        let (text, initials, words) = (chunk.text(n), chunk.initials(n), self.pattern.words());
        let bound = |word: &Word| word.bound(text.as_bytes(), initials);
        let bound: i32 = words.iter().map(bound).sum();
        if !self.may_keep(rank(bound)) {
            return None;
        }
        let bounds = words
            .iter()
            .map(|word| word.close_bound(text.as_bytes(), initials));
        let (score, is_reached) = bounds.fold((0, true), |(score, is_reached), bound| {
            (score + bound.score, is_reached && bound.is_reached)
        });
        if is_reached || !self.may_keep(rank(score)) {
            return is_reached.then_some(score);
        }
        words
            .iter()
            .map(|word| word.score(text, &mut self.scorer))
            .sum()
    }

    fn may_keep(&self, rank: Rank) -> bool {
        self.kept.len() < self.keep || self.kept.peek().is_some_and(|worst| rank < *worst)
    }

    /// Keeps the best row of the thing whose rows have all been looked at.
    fn settle(&mut self) {
        if let Some((_, Some(rank))) = self.present.take()
            && self.may_keep(rank)
        {
            self.kept.push(rank);
            if self.kept.len() > self.keep {
                self.kept.pop();
            }
        }
    }

    /// The best rows, and how many things match.
    pub(super) fn finish(mut self) -> (Vec<Rank>, usize) {
        self.settle();
        (self.kept.into_vec(), self.n_things)
    }
}

/// The best `k` of several sieves' rows, best first.
pub(super) fn best(mut all: Vec<Rank>, k: usize) -> Vec<Ranked> {
    all.sort_unstable();
    all.truncate(k);
    let ranked = |(Reverse(score), _, row): Rank| Ranked {
        row,
        score: i64::from(score),
    };
    all.into_iter().map(ranked).collect()
}
