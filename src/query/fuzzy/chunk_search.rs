//! The rows of a chunk passed through a pattern, the best of them kept.
//!
//! A row meets sieves, each dearer and finer than the one before: its set of characters,
//! its letters in order, the most that it can score by its signs and by its text, and its
//! score. The last ones are spared every row that even at its best would come behind those
//! that are kept.

use super::alignment::Scorer;
use super::bitmap_filter::{BLOCK, Block, zip};
use super::chunk::{Chunk, Meaning};
use super::history::Known;
use super::letters::set_in;
use super::pattern::Pattern;
use super::row_set::{RowSet, rows_of};
use super::score_bounds::ScoreBounds;
use super::word::{End, Word};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::BitAnd;

/// A matching row: its score, which of equals it is, its number. Better ones are less.
pub(super) type Rank = (Reverse<i32>, u32, u32);

/// Keeps the best rows for a pattern, one for each thing.
pub(super) struct ChunkSearch<'p> {
    pattern: &'p Pattern,
    /// What rows that matched an earlier pattern need not be looked at for.
    known: &'p Known,
    /// The most that any row can score.
    most: i32,
    /// The rows of the chunk looked at that match as far as is known, and where the last
    /// word ends in them.
    left: Vec<u64>,
    ends: Vec<End>,
    scorer: Scorer,
    /// The best so far, the worst of them on top.
    kept: BinaryHeap<Rank>,
    keep: usize,
    n_things: usize,
}

impl<'p> ChunkSearch<'p> {
    /// A sieve that keeps `keep` things; of rows that match an earlier pattern something is
    /// known.
    pub(super) fn new(pattern: &'p Pattern, keep: usize, known: &'p Known) -> Self {
        Self {
            pattern,
            known,
            most: pattern.most(),
            left: Vec::new(),
            ends: Vec::new(),
            scorer: Scorer::default(),
            kept: BinaryHeap::new(),
            keep,
            n_things: 0,
        }
    }

    /// Looks at all rows of a chunk, which are numbered from `first`, or at those only that
    /// match an earlier pattern; those that match this one.
    pub(super) fn pass(&mut self, chunk: &Chunk, first: u32, among: Option<&RowSet>) -> RowSet {
        let signs = self.pattern.signs();
        let blocks = chunk.blocks().iter().enumerate();
        self.left.clear();
        self.left.extend(blocks.flat_map(|(at, block)| {
            let all = block.with_all(signs);
            among.map_or(all, |among| zip(&all, &among.block(at), BitAnd::bitand))
        }));
        self.ends.clear();
        if let Some((last, others)) = self.pattern.words().split_last() {
            for (n, word) in others.iter().enumerate() {
                let is_known = among.is_some() && self.known.has(n);
                if !is_known && !word.is_a_sign() {
                    self.look_for(chunk, word);
                }
            }
            if !last.is_a_sign() {
                self.look_for_last(chunk, last, among);
            }
        }
        let left = std::mem::take(&mut self.left);
        if chunk.has_meanings() {
            self.offer_names(chunk, first, &left);
        } else {
            self.offer(chunk, first, &left);
        }
        let rows = RowSet::new(&left, &self.ends);
        self.left = left;
        rows
    }

    /// Leaves only rows that have a word.
    fn look_for(&mut self, chunk: &Chunk, word: &Word) {
        for (at, left) in self.left.iter_mut().enumerate() {
            let stands = |n: &usize| {
                let text = chunk.text(64 * at + n);
                word.end_in(text, End::UNKNOWN, 0).is_some()
            };
            *left = set_in(*left)
                .filter(stands)
                .fold(0, |left, n| left | 1 << n);
        }
    }

    /// Leaves only rows that have the last word, and notes where it ends in them.
    fn look_for_last(&mut self, chunk: &Chunk, word: &Word, among: Option<&RowSet>) {
        let begun = self.known.begun();
        let n_left: u32 = self.left.iter().map(|left| left.count_ones()).sum();
        self.ends.resize(n_left as usize, End::UNKNOWN);
        let (mut found, mut before) = (0, among.map(RowSet::ends).unwrap_or_default().iter());
        for (at, left) in self.left.iter_mut().enumerate() {
            let mut kept = 0;
            let all = among.map_or(*left, |rows| rows.word(at));
            for n in set_in(all) {
                let from = before.next().copied().unwrap_or(End::UNKNOWN);
                if *left >> n & 1 == 0 {
                    continue;
                }
                let end = word.end_in(chunk.text(64 * at + n), from, begun);
                // No branch here: it would be foreseen wrongly for every other row.
                if let Some(slot) = self.ends.get_mut(found) {
                    *slot = end.unwrap_or(End::UNKNOWN);
                }
                found += usize::from(end.is_some());
                kept |= u64::from(end.is_some()) << n;
            }
            *left = kept;
        }
        self.ends.truncate(found);
    }

    /// What the rows of a block score less than the most, by their signs.
    fn losses(&self, block: &Block) -> ScoreBounds {
        let mut losses = ScoreBounds::default();
        for word in self.pattern.words() {
            word.lose(block, &mut losses);
        }
        losses
    }

    /// The most that a row can lose and be kept.
    fn allowed(&self) -> i32 {
        match self.kept.peek() {
            _ if self.kept.len() < self.keep => i32::MAX,
            Some((Reverse(score), ..)) => self.most - score,
            None => -1,
        }
    }

    /// Takes matching rows into account that stand for themselves.
    fn offer(&mut self, chunk: &Chunk, first: u32, rows: &[u64]) {
        let (rows, _) = rows.as_chunks();
        for (at, (block, rows)) in chunk.blocks().iter().zip(rows).enumerate() {
            let n_rows: u32 = rows.iter().map(|word| word.count_ones()).sum();
            if n_rows == 0 {
                continue;
            }
            self.n_things += n_rows as usize;
            let losses = self.losses(block);
            let may_be_kept = losses.at_most(self.allowed());
            for n in rows_of(&zip(rows, &may_be_kept, BitAnd::bitand)) {
                if let Some(rank) = self.rank(chunk, BLOCK * at + n, first, losses.of(n)) {
                    self.keep(rank);
                }
            }
        }
    }

    /// Takes matching names of things into account: the best of each.
    fn offer_names(&mut self, chunk: &Chunk, first: u32, rows: &[u64]) {
        let mut present: Option<(u32, Option<Rank>)> = None;
        let (rows, _) = rows.as_chunks::<8>();
        for (at, (block, rows)) in chunk.blocks().iter().zip(rows).enumerate() {
            if *rows == [0; 8] {
                continue;
            }
            let losses = self.losses(block);
            for row in rows_of(rows) {
                let n = BLOCK * at + row;
                let Meaning { thing, .. } = chunk.meaning(n, first);
                let rank = self.rank(chunk, n, first, losses.of(row));
                match &mut present {
                    Some((same, best)) if *same == thing => *best = better(*best, rank),
                    _ => {
                        let before = present.replace((thing, rank));
                        self.settle(before);
                    }
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

    /// The rank of a matching row that loses something by its signs, unless it would come
    /// behind those that are kept.
    fn rank(&mut self, chunk: &Chunk, n: usize, first: u32, loss: i32) -> Option<Rank> {
        let block = chunk.blocks().get(n / BLOCK)?;
        let row = first + u32::try_from(n).unwrap_or(u32::MAX);
        let tie = chunk.meaning(n, row).tie;
        let rank = |score| (Reverse(score), tie, row);
        let most = self.most - loss;
        if !self.may_keep(rank(most)) {
            return None;
        }
        let (text, words) = (chunk.text(n), self.pattern.words());
        let bounds = words
            .iter()
            .map(|word| word.close_bound(text, block, n % BLOCK));
        let (score, is_reached) = bounds.fold((0, true), |(score, is_reached), bound| {
            (score + bound.score, is_reached && bound.is_reached)
        });
        if is_reached || !self.may_keep(rank(score.min(most))) {
            return is_reached.then_some(rank(score));
        }
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
