//! Many texts, and the best of them for a pattern.
//!
//! Layout: chunks of 4096 rows, shared between snapshots; in a chunk the folded texts in
//! one string, their ends, and each one's set of characters in 64 bits. Cost: the text and
//! 12 bytes a row. A search passes a row through three sieves, each dearer and finer than
//! the one before: the set of characters, the letters in order with a guess at the score,
//! and the matcher itself, which sees the few hundred best guesses. So the order of what
//! it returns is the matcher's; only a row that the guess puts behind hundreds of others
//! can be missing.

use super::estimate::estimate;
use super::pattern::Pattern;
use super::{head, mask};
use crate::text::fold::fold;
use std::cmp::Reverse;
use std::sync::Arc;

/// Rows of a chunk.
const CHUNK: usize = 4096;
/// Most rows that the matcher scores for one answer, if it asks for fewer than half of it.
const MAX_SCORED: usize = 512;

/// Texts to find by a few letters, numbered from 0. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    chunks: Vec<Arc<Chunk>>,
}

#[derive(Clone, Debug, Default)]
struct Chunk {
    text: String,
    ends: Vec<u32>,
    masks: Vec<u64>,
}

/// A row that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The row.
    pub row: u32,
    /// How well it matches, as [`Pattern::score`] has it.
    pub score: i64,
}

/// The best rows for a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Top {
    /// The best first; equal ones by length, then by row.
    pub best: Vec<Ranked>,
    /// How many rows match.
    pub n_matching: usize,
}

/// A matching row: its guessed score, its length in bytes, its number. Better ones are less.
type Guess = (Reverse<i32>, u32, u32);

impl Candidates {
    /// Adds a row.
    pub fn push(&mut self, text: &str) {
        if self
            .chunks
            .last()
            .is_none_or(|chunk| chunk.ends.len() == CHUNK)
        {
            self.chunks.push(Arc::default());
        }
        if let Some(chunk) = self.chunks.last_mut() {
            Arc::make_mut(chunk).push(text);
        }
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        let last = self.chunks.last().map_or(0, |chunk| chunk.ends.len());
        self.chunks.len().saturating_sub(1) * CHUNK + last
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The `k` best rows; for an empty pattern the first ones.
    #[must_use]
    pub fn top(&self, pattern: &Pattern, k: usize) -> Top {
        self.top_on(pattern, k, 1)
    }

    /// The `k` best rows, found by `threads` threads. The answer is the same for any number.
    #[must_use]
    pub fn top_on(&self, pattern: &Pattern, k: usize, threads: usize) -> Top {
        if pattern.is_empty() {
            let rows = (0..).take(self.len().min(k));
            return Top {
                best: rows.map(|row| Ranked { row, score: 0 }).collect(),
                n_matching: self.len(),
            };
        }
        let mut sieve = self.sieved(pattern, MAX_SCORED.max(2 * k), threads);
        sieve.cut();
        let mut best: Vec<(Reverse<i64>, u32, u32)> = sieve
            .kept
            .iter()
            .filter_map(|(_, len, row)| {
                Some((Reverse(pattern.score_folded(self.text(*row))?), *len, *row))
            })
            .collect();
        best.sort_unstable();
        best.truncate(k);
        let ranked = |(Reverse(score), _, row)| Ranked { row, score };
        Top {
            best: best.into_iter().map(ranked).collect(),
            n_matching: sieve.n_matching,
        }
    }

    /// The rows that match, those with the best guesses kept.
    fn sieved(&self, pattern: &Pattern, keep: usize, threads: usize) -> Sieve {
        let share = self.chunks.len().div_ceil(threads.max(1)).max(1);
        let sieve = |n: usize, chunks: &[Arc<Chunk>]| {
            let mut sieve = Sieve::new(keep);
            for (n, chunk) in (n * share..).zip(chunks) {
                chunk.sieve(pattern, n * CHUNK, &mut sieve);
            }
            sieve
        };
        let mut shares = self.chunks.chunks(share).enumerate();
        let Some((_, first)) = shares.next() else {
            return Sieve::new(keep);
        };
        std::thread::scope(|scope| {
            let others: Vec<_> = shares
                .map(|(n, chunks)| scope.spawn(move || sieve(n, chunks)))
                .collect();
            let mut all = sieve(0, first);
            for other in others.into_iter().filter_map(|thread| thread.join().ok()) {
                all.n_matching += other.n_matching;
                all.kept.extend(other.kept);
            }
            all
        })
    }

    /// The folded text of a row.
    fn text(&self, row: u32) -> &str {
        let row = row as usize;
        self.chunks
            .get(row / CHUNK)
            .map_or("", |chunk| chunk.text(row % CHUNK))
    }
}

impl Chunk {
    fn push(&mut self, text: &str) {
        let folded = fold(text);
        let folded = head(&folded);
        self.text.push_str(folded);
        self.masks.push(mask(folded));
        self.ends
            .push(u32::try_from(self.text.len()).expect("a chunk of cut texts is below 4 GiB"));
    }

    fn text(&self, n: usize) -> &str {
        let end = self.ends.get(n).map_or(0, |end| *end as usize);
        let start = n
            .checked_sub(1)
            .and_then(|n| self.ends.get(n))
            .map_or(0, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Passes the rows, which are numbered from `first`, through the first two sieves.
    fn sieve(&self, pattern: &Pattern, first: usize, sieve: &mut Sieve) {
        let wanted = pattern.mask();
        for (n, mask) in self.masks.iter().enumerate() {
            if mask & wanted != wanted {
                continue;
            }
            let text = self.text(n);
            let guess = pattern
                .words()
                .iter()
                .map(|word| estimate(text, word))
                .sum::<Option<i32>>();
            if let Some(guess) = guess {
                let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                sieve.add((Reverse(guess), narrow(text.len()), narrow(first + n)));
            }
        }
    }
}

/// Keeps the best guesses.
struct Sieve {
    kept: Vec<Guess>,
    keep: usize,
    /// The worst guess that may still be among the best, once there are enough.
    worst: Option<Guess>,
    n_matching: usize,
}

impl Sieve {
    fn new(keep: usize) -> Self {
        Self {
            kept: Vec::new(),
            keep,
            worst: None,
            n_matching: 0,
        }
    }

    fn add(&mut self, guess: Guess) {
        self.n_matching += 1;
        if self.worst.is_some_and(|worst| guess > worst) {
            return;
        }
        self.kept.push(guess);
        if self.kept.len() >= 2 * self.keep {
            self.cut();
        }
    }

    /// Drops all but the best.
    fn cut(&mut self) {
        if self.kept.len() > self.keep {
            let (_, worst, _) = self.kept.select_nth_unstable(self.keep - 1);
            self.worst = Some(*worst);
            self.kept.truncate(self.keep);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, Candidates, Pattern, Ranked};
    use crate::text::fold::Folded;
    use proptest::prelude::*;
    use std::cmp::Reverse;

    fn candidates(texts: &[String]) -> Candidates {
        let mut candidates = Candidates::default();
        for text in texts {
            candidates.push(text);
        }
        candidates
    }

    proptest! {
        #[test]
        fn finds_the_same_rows_as_scoring_all(
            texts in prop::collection::vec("[a-cA-C é-]{0,20}", 0..60),
            pattern in "[a-cé ]{0,5}",
            k in 0_usize..20,
        ) {
            let pattern = Pattern::new(&pattern);
            let mut all: Vec<(Reverse<i64>, usize, u32)> = (0..)
                .zip(&texts)
                .filter_map(|(row, text)| {
                    let folded = Folded::new(text);
                    let len = if pattern.is_empty() { 0 } else { folded.text.len() };
                    Some((Reverse(pattern.score(&folded)?), len, row))
                })
                .collect();
            all.sort_unstable();
            let expected: Vec<Ranked> =
                all.iter().take(k).map(|(Reverse(score), _, row)| Ranked { row: *row, score: *score }).collect();
            let top = candidates(&texts).top(&pattern, k);
            prop_assert_eq!(top.best, expected);
            prop_assert_eq!(top.n_matching, all.len());
        }
    }

    #[test]
    fn threads_and_snapshots_change_nothing() {
        let texts: Vec<String> = (0..3 * CHUNK)
            .map(|n| format!("title {} of {n}", n.wrapping_mul(2_654_435_761) % 9973))
            .collect();
        let mut all = candidates(&texts);
        let snapshot = all.clone();
        all.push("tttt 7777");
        assert_eq!((snapshot.len(), all.len()), (texts.len(), texts.len() + 1));
        for pattern in ["t", "7", "tof", "12 o", ""] {
            let pattern = Pattern::new(pattern);
            let alone = snapshot.top(&pattern, 50);
            assert_eq!(alone, snapshot.top_on(&pattern, 50, 3));
            assert_eq!(alone.best.len(), 50);
        }
    }
}
