//! Many texts, and the best of them for a pattern.
//!
//! Layout: chunks of at most 4096 rows, shared between snapshots and never changed while
//! they are. Cost: the folded text and 16 bytes a row, 60 bytes for a title of 44. A search
//! looks at every chunk, or at the rows that an earlier pattern left of it, and keeps the
//! best rows by the matcher's score (see [`sieve`](super::sieve)): what it returns is what
//! scoring every row would, in the same order.

use super::chunk::{CHUNK, Chunk, Meaning};
use super::pattern::Pattern;
use super::sieve::{Sieve, best};
use super::trail::{Matching, Rows};
use std::sync::Arc;

/// Texts to find by a few letters, numbered from 0. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    chunks: Vec<Arc<Chunk>>,
    /// Number of the first row of each chunk.
    starts: Vec<u32>,
    len: u32,
    blank: u32,
}

/// A row that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The row.
    pub row: u32,
    /// How well it matches, as [`Pattern::score`] has it.
    pub score: i64,
}

/// The best rows for a pattern, one for each thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Top {
    /// The best first; equal ones by length or rank, then by row.
    pub best: Vec<Ranked>,
    /// How many things match.
    pub n_matching: usize,
}

impl Candidates {
    /// Adds a row that stands for itself.
    pub fn push(&mut self, text: &str) {
        self.last(1).push(text);
        self.len += 1;
    }

    /// Adds a thing with several names, of which the best counts. `thing` is its number,
    /// `rank` says which of equally good ones comes first, the lower; `class`, below
    /// [`CLASSES`](super::CLASSES), is what a pattern can ask for.
    pub fn push_thing<'a>(
        &mut self,
        thing: u32,
        rank: u32,
        class: u32,
        names: impl ExactSizeIterator<Item = &'a str>,
    ) {
        // The names of a thing lie in one chunk, so that one thread sees all of them.
        let (mut added, chunk) = (0, self.last(names.len()));
        for name in names {
            chunk.push_name(name, Meaning { thing, tie: rank }, class);
            added += 1;
        }
        self.len += added;
    }

    /// Adds the rows of others behind these. All stand for themselves, or none.
    pub fn append(&mut self, others: &Self) {
        for chunk in &others.chunks {
            let last = self.chunks.last_mut();
            // A chunk that is worth it stays shared.
            let joins = |last: &&mut Arc<Chunk>| {
                chunk.len() < CHUNK / 8 && last.len() + chunk.len() <= CHUNK
            };
            if let Some(last) = last.filter(joins) {
                Arc::make_mut(last).append(chunk);
            } else {
                self.starts.push(self.len);
                self.chunks.push(Arc::clone(chunk));
            }
            self.len += u32::try_from(chunk.len()).unwrap_or(u32::MAX);
        }
        self.blank += others.blank;
    }

    /// Lets a row match nothing any more; the others keep their numbers.
    pub fn blank(&mut self, row: u32) {
        let Some((chunk, n)) = self.place(row) else {
            return;
        };
        if let Some(chunk) = self
            .chunks
            .get_mut(chunk)
            .filter(|chunk| !chunk.is_blank(n))
        {
            Arc::make_mut(chunk).blank(n);
            self.blank += 1;
        }
    }

    /// Gives back what was reserved and not used.
    pub fn shrink(&mut self) {
        for chunk in self.chunks.iter_mut().filter_map(Arc::get_mut) {
            chunk.shrink();
        }
    }

    /// The last chunk, which has room for some rows.
    fn last(&mut self, rows: usize) -> &mut Chunk {
        let full = |chunk: &Arc<Chunk>| chunk.len() > 0 && chunk.len() + rows > CHUNK;
        if self.chunks.last().is_none_or(full) {
            self.starts.push(self.len);
            self.chunks.push(Arc::default());
        }
        Arc::make_mut(
            self.chunks
                .last_mut()
                .expect("one was pushed if there was none"),
        )
    }

    /// Number of rows, blank ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Number of rows that can match.
    #[must_use]
    pub fn n_present(&self) -> usize {
        (self.len - self.blank) as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Bytes that they take in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.bytes()).sum()
    }

    /// The `k` best rows; for an empty pattern the first ones.
    #[must_use]
    pub fn top(&self, pattern: &Pattern, k: usize) -> Top {
        self.top_on(pattern, k, 1)
    }

    /// The `k` best rows, found by `threads` threads. The answer is the same for any number.
    #[must_use]
    pub fn top_on(&self, pattern: &Pattern, k: usize, threads: usize) -> Top {
        self.search(pattern, k, threads, None).0
    }

    /// The `k` best rows, and all that match, for [`Trail`](super::Trail). With the rows
    /// `among` that a pattern matched which this one extends, only those are looked at, and
    /// what has been added since.
    #[must_use]
    pub fn search(
        &self,
        pattern: &Pattern,
        k: usize,
        threads: usize,
        among: Option<&Matching>,
    ) -> (Top, Matching) {
        if pattern.is_empty() && pattern.class().is_none() {
            return (self.first(k), Matching::new(pattern, Vec::new()));
        }
        let (mut ranks, mut n_matching, mut matching) = (Vec::new(), 0, Vec::new());
        for part in self.sieved(pattern, k, threads, among) {
            ranks.extend(part.ranks);
            n_matching += part.n_things;
            matching.extend(self.chunks.iter().skip(part.first).cloned().zip(part.rows));
        }
        let top = Top {
            best: best(ranks, k),
            n_matching,
        };
        (top, Matching::new(pattern, matching))
    }

    fn first(&self, k: usize) -> Top {
        let rows = (0..self.len).filter(|row| {
            let place = self.place(*row);
            place.is_some_and(|(chunk, n)| !self.chunks[chunk].is_blank(n))
        });
        Top {
            best: rows.take(k).map(|row| Ranked { row, score: 0 }).collect(),
            n_matching: self.n_present(),
        }
    }

    /// The chunks looked at by several threads, each some that follow each other.
    fn sieved(
        &self,
        pattern: &Pattern,
        keep: usize,
        threads: usize,
        among: Option<&Matching>,
    ) -> Vec<Part> {
        let known = among.map_or_else(Vec::new, |among| among.known(pattern));
        let sieve = |first: usize, chunks: &[Arc<Chunk>]| {
            let mut sieve = Sieve::new(pattern, keep, known.clone());
            let looked_at = (first..).zip(chunks).map(|(at, chunk)| {
                match among.and_then(|among| among.rows(at, chunk)) {
                    Some(rows) => sieve.narrow(chunk, self.starts[at], rows),
                    None => sieve.scan(chunk, self.starts[at]),
                }
            });
            let rows = looked_at.collect();
            let (ranks, n_things) = sieve.finish();
            Part {
                first,
                rows,
                ranks,
                n_things,
            }
        };
        let share = self.chunks.len().div_ceil(threads.max(1)).max(1);
        let mut shares = (0..).step_by(share).zip(self.chunks.chunks(share));
        let Some((first, chunks)) = shares.next() else {
            return Vec::new();
        };
        std::thread::scope(|scope| {
            let sieve = &sieve;
            let others: Vec<_> = shares
                .map(|(first, chunks)| scope.spawn(move || sieve(first, chunks)))
                .collect();
            let mut parts = vec![sieve(first, chunks)];
            parts.extend(others.into_iter().map(|thread| match thread.join() {
                Ok(part) => part,
                Err(panic) => std::panic::resume_unwind(panic),
            }));
            parts
        })
    }

    /// The chunk of a row, and the row's number in it.
    fn place(&self, row: u32) -> Option<(usize, usize)> {
        let chunk = self
            .starts
            .partition_point(|start| *start <= row)
            .checked_sub(1)?;
        let n = (row - self.starts[chunk]) as usize;
        (n < self.chunks[chunk].len()).then_some((chunk, n))
    }

    /// The thing that a row is a name of; the row itself where it stands for itself.
    #[must_use]
    pub fn thing(&self, row: u32) -> Option<u32> {
        let (chunk, n) = self.place(row)?;
        Some(self.chunks[chunk].meaning(n, row).thing)
    }

    /// The text of a row, folded and cut.
    #[must_use]
    pub fn folded(&self, row: u32) -> Option<&str> {
        let (chunk, n) = self.place(row)?;
        Some(self.chunks.get(chunk)?.text(n))
    }
}

/// What one thread made of its chunks.
struct Part {
    /// The first of the chunks.
    first: usize,
    rows: Vec<Rows>,
    ranks: Vec<(std::cmp::Reverse<i32>, u32, u32)>,
    n_things: usize,
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, Candidates, Ranked, Top};
    use crate::query::fuzzy::{Pattern, Trail};
    use crate::text::fold::Folded;
    use proptest::prelude::*;
    use std::cmp::Reverse;
    use std::collections::BTreeMap;

    fn candidates(texts: &[String]) -> Candidates {
        let mut candidates = Candidates::default();
        for text in texts {
            candidates.push(text);
        }
        candidates
    }

    /// What scoring every row says.
    fn naive(texts: &[String], pattern: &Pattern, k: usize) -> Top {
        let mut all: Vec<(Reverse<i64>, usize, u32)> = (0..)
            .zip(texts)
            .filter_map(|(row, text)| {
                let folded = Folded::new(text);
                let len = if pattern.is_empty() {
                    0
                } else {
                    folded.text.len()
                };
                Some((Reverse(pattern.score(&folded)?), len, row))
            })
            .collect();
        all.sort_unstable();
        let ranked = |(Reverse(score), _, row): &(_, _, _)| Ranked {
            row: *row,
            score: *score,
        };
        Top {
            best: all.iter().take(k).map(ranked).collect(),
            n_matching: all.len(),
        }
    }

    proptest! {
        #[test]
        fn finds_the_same_rows_as_scoring_all(
            texts in prop::collection::vec("[a-cA-C é-]{0,20}", 0..60),
            pattern in "[a-cé ]{0,5}",
            k in 0_usize..20,
        ) {
            let pattern = Pattern::new(&pattern);
            prop_assert_eq!(candidates(&texts).top(&pattern, k), naive(&texts, &pattern, k));
        }

        #[test]
        fn typing_and_deleting_find_what_a_search_from_scratch_does(
            texts in prop::collection::vec("[a-c é-]{0,12}", 0..60),
            more in prop::collection::vec("[a-c é-]{0,12}", 0..9),
            typed in prop::collection::vec("[a-cé -]{0,6}", 1..9),
        ) {
            let (mut all, mut trail) = (candidates(&texts), Trail::default());
            let half = typed.len() / 2;
            for (at, pattern) in typed.iter().enumerate() {
                if at == half {
                    all.append(&candidates(&more));
                }
                for typed in (0..=pattern.len()).filter_map(|end| pattern.get(..end)) {
                    let pattern = Pattern::new(typed);
                    let (top, matching) = all.search(&pattern, 7, 1, trail.nearest(&pattern));
                    trail.add(matching);
                    prop_assert_eq!(top, all.top(&pattern, 7));
                }
            }
        }

        #[test]
        fn a_thing_counts_once_and_by_its_best_name(
            things in prop::collection::vec((0_u32..3, 0_u32..4, prop::collection::vec("[a-c ]{0,6}", 1..4)), 0..30),
            pattern in "[a-c]{1,3}",
            class in prop::option::of(0_u32..3),
            k in 0_usize..9,
        ) {
            let mut candidates = Candidates::default();
            for (thing, (class, rank, names)) in (0..).zip(&things) {
                candidates.push_thing(thing, *rank, *class, names.iter().map(String::as_str));
            }
            let mut pattern = Pattern::new(&pattern);
            if let Some(class) = class {
                pattern = pattern.of_class(class);
            }
            let mut best = BTreeMap::new();
            for (thing, (of, rank, names)) in (0_u32..).zip(&things) {
                let scores = names.iter().filter_map(|name| pattern.score(&Folded::new(name)));
                if let Some(score) = scores.max().filter(|_| class.is_none_or(|class| class == *of)) {
                    best.insert((Reverse(score), *rank, thing), thing);
                }
            }
            let top = candidates.top(&pattern, k);
            prop_assert_eq!(top.n_matching, best.len());
            let found: Vec<_> = top.best.iter().map(|ranked| candidates.thing(ranked.row).unwrap()).collect();
            prop_assert_eq!(found, best.into_values().take(k).collect::<Vec<_>>());
        }
    }

    fn many() -> Vec<String> {
        (0..3 * CHUNK)
            .map(|n| format!("title {} of {n}", n.wrapping_mul(2_654_435_761) % 9973))
            .collect()
    }

    #[test]
    fn threads_and_snapshots_change_nothing() {
        let texts = many();
        let mut all = candidates(&texts);
        let snapshot = all.clone();
        all.push("tttt 7777");
        assert_eq!((snapshot.len(), all.len()), (texts.len(), texts.len() + 1));
        for pattern in ["t", "7", "tof", "12 o", ""] {
            let pattern = Pattern::new(pattern);
            let alone = snapshot.top(&pattern, 50);
            assert_eq!(alone, snapshot.top_on(&pattern, 50, 3));
            assert_eq!(alone, naive(&texts, &pattern, 50));
        }
    }

    #[test]
    fn a_blank_row_is_gone_and_the_others_stay() {
        let texts = many();
        let (all, mut some) = (candidates(&texts), candidates(&texts));
        let pattern = Pattern::new("title 1");
        let best = all.top(&pattern, 9);
        some.blank(best.best[0].row);
        some.blank(best.best[0].row);
        assert_eq!(some.top(&pattern, 8).best, best.best[1..]);
        assert_eq!(some.n_present(), texts.len() - 1);
        assert_eq!(all.top(&pattern, 9), best);
    }
}
