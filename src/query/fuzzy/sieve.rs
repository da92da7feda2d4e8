//! The rows of a chunk passed through a pattern, the best of them kept.
//!
//! A row meets sieves, each dearer and finer than the one before: its set of characters,
//! its letters in order, the most that it can score by its signs and by its text, and its
//! score. The last ones are spared every row that even at its best would come behind those
//! that are kept.

use super::chunk::{Chunk, Meaning};
use super::pattern::Pattern;
use super::rank::Scorer;
use super::rows::Rows;
use super::trail::Known;
use super::word::{End, Word};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A matching row: its score, which of equals it is, its number. Better ones are less.
pub(super) type Rank = (Reverse<i32>, u32, u32);

/// Keeps the best rows for a pattern, one for each thing.
pub(super) struct Sieve<'p> {
    pattern: &'p Pattern,
    /// What rows that matched an earlier pattern need not be looked at for.
    known: &'p Known,
    /// The most that any row can score.
    most: i32,
    /// The matching rows of the chunk looked at.
    found: Vec<(usize, End)>,
    scorer: Scorer,
    /// The best so far, the worst of them on top.
    kept: BinaryHeap<Rank>,
    keep: usize,
    n_things: usize,
}

impl<'p> Sieve<'p> {
    /// A sieve that keeps `keep` things; of rows that come with [`Self::narrow`] that is
    /// known.
    pub(super) fn new(pattern: &'p Pattern, keep: usize, known: &'p Known) -> Self {
        Self {
            pattern,
            known,
            most: pattern.most(),
            found: Vec::new(),
            scorer: Scorer::default(),
            kept: BinaryHeap::new(),
            keep,
            n_things: 0,
        }
    }

    /// Looks at all rows of a chunk, which are numbered from `first`; those that match.
    pub(super) fn scan(&mut self, chunk: &Chunk, first: u32) -> Rows {
        let words = self.pattern.words();
        let all = (0..chunk.len()).map(|n| (n, End::UNKNOWN));
        self.pass(chunk, first, all, |text, _| stands_in(text, words))
    }

    /// Looks at the rows that match an earlier pattern only.
    pub(super) fn narrow(&mut self, chunk: &Chunk, first: u32, among: &Rows) -> Rows {
        let (words, known) = (self.pattern.words(), self.known);
        self.pass(chunk, first, among.iter(), |text, end| {
            known.still(text, words, end)
        })
    }

    /// Looks at some rows of a chunk; `stands` says whether the words stand in a text that
    /// has all the letters, and where the last one ends.
    fn pass(
        &mut self,
        chunk: &Chunk,
        first: u32,
        rows: impl Iterator<Item = (usize, End)>,
        stands: impl Fn(&[u8], End) -> Option<End>,
    ) -> Rows {
        let wanted = self.pattern.mask();
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        found.extend(rows.filter_map(|(n, end)| {
            let has_all = chunk.mask(n) & wanted == wanted;
            let end = has_all.then(|| stands(chunk.text(n), end)).flatten()?;
            Some((n, end))
        }));
        if chunk.has_meanings() {
            self.offer_names(chunk, first, &found);
        } else {
            self.offer(chunk, first, &found);
        }
        let rows = Rows::new(chunk.len(), &found);
        self.found = found;
        rows
    }

    /// Takes matching rows into account that stand for themselves.
    fn offer(&mut self, chunk: &Chunk, first: u32, rows: &[(usize, End)]) {
        self.n_things += rows.len();
        for (n, _) in rows {
            if let Some(rank) = self.rank(chunk, *n, first) {
                self.keep(rank);
            }
        }
    }

    /// Takes matching names of things into account: the best of each.
    fn offer_names(&mut self, chunk: &Chunk, first: u32, rows: &[(usize, End)]) {
        let mut present: Option<(u32, Option<Rank>)> = None;
        for (n, _) in rows {
            let Meaning { thing, .. } = chunk.meaning(*n, first);
            let rank = self.rank(chunk, *n, first);
            match &mut present {
                Some((same, best)) if *same == thing => *best = better(*best, rank),
                _ => {
                    let before = present.replace((thing, rank));
                    self.settle(before);
                }
            }
        }
        self.settle(present);
    }

    /// Keeps the best name of a thing whose names have all been looked at.
    fn settle(&mut self, thing: Option<(u32, Option<Rank>)>) {
        self.n_things += usize::from(thing.is_some());
        if let Some((_, Some(rank))) = thing {
            self.keep(rank);
        }
    }

    /// The rank of a matching row, unless it would come behind those that are kept.
    fn rank(&mut self, chunk: &Chunk, n: usize, first: u32) -> Option<Rank> {
        let row = first + u32::try_from(n).unwrap_or(u32::MAX);
        let tie = chunk.meaning(n, row).tie;
        let rank = |score| (Reverse(score), tie, row);
        if !self.may_keep(rank(self.most)) {
            return None;
        }
        let (signs, words) = (chunk.signs(n), self.pattern.words());
        let bounds = words.iter().map(|word| word.bound(&signs));
        if !self.may_keep(rank(bounds.sum())) {
            return None;
        }
        let text = chunk.text(n);
        let bounds = words.iter().map(|word| word.bound_in(text, &signs));
        if !self.may_keep(rank(bounds.sum())) {
            return None;
        }
        let bounds = words.iter().map(|word| word.close_bound(text, &signs));
        let (score, is_reached) = bounds.fold((0, true), |(score, is_reached), bound| {
            (score + bound.score, is_reached && bound.is_reached)
        });
        if is_reached || !self.may_keep(rank(score)) {
            return is_reached.then_some(rank(score));
        }
        let text = chunk.str(n);
        let scores = words.iter().map(|word| word.score(text, &mut self.scorer));
        scores.sum::<Option<i32>>().map(rank)
    }

    fn may_keep(&self, rank: Rank) -> bool {
        self.kept.len() < self.keep || self.kept.peek().is_some_and(|worst| rank < *worst)
    }

    fn keep(&mut self, rank: Rank) {
        if self.may_keep(rank) {
            self.kept.push(rank);
            if self.kept.len() > self.keep {
                self.kept.pop();
            }
        }
    }

    /// The best rows, and how many things match.
    pub(super) fn finish(self) -> (Vec<Rank>, usize) {
        (self.kept.into_vec(), self.n_things)
    }
}

/// The better of two ranks.
fn better(one: Option<Rank>, other: Option<Rank>) -> Option<Rank> {
    one.into_iter().chain(other).min()
}

/// Where the last word ends in a text that has all the letters, if it has all words.
fn stands_in(text: &[u8], words: &[Word]) -> Option<End> {
    let Some((last, others)) = words.split_last() else {
        return Some(End::UNKNOWN);
    };
    let others = others.iter().all(|word| word.stands_in(text));
    others.then(|| last.end_in(text, End::UNKNOWN, 0)).flatten()
}
