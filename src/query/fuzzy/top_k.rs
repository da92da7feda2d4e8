//! The best of many texts for a pattern.
//!
//! A search looks at every chunk, or at the rows that an earlier pattern left of it, and
//! keeps the best rows by the matcher's score (see [`chunk_search`](super::chunk_search)): what it returns
//! is what scoring every row would, in the same order. What an earlier search has found
//! already is not looked for again.

use super::candidates::Candidates;
use super::chunk::Chunk;
use super::chunk_search::{ChunkSearch, Rank};
use super::history::{Known, Matching};
use super::pattern::Pattern;
use super::row_set::RowSet;
use std::cmp::Reverse;
use std::sync::Arc;

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

impl Top {
    /// The first `k` of them.
    pub(super) fn first(&self, k: usize) -> Self {
        Self {
            best: self.best.iter().take(k).copied().collect(),
            n_matching: self.n_matching,
        }
    }
}

impl Candidates {
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

    /// The `k` best rows, and all that match, for [`History`](super::History). With the rows
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
            return (self.first(k), Matching::default());
        }
        if let Some((known, top)) =
            among.and_then(|among| Some((among, among.top(pattern, k, &self.chunks)?)))
        {
            return (top, known.clone());
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
        let matching = Matching::new(pattern, matching, top.clone(), k);
        (top, matching)
    }

    fn first(&self, k: usize) -> Top {
        Top {
            best: self
                .present()
                .take(k)
                .map(|row| Ranked { row, score: 0 })
                .collect(),
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
        let known = among.map_or_else(Known::default, |among| among.known(pattern));
        let sieve = |first: usize, chunks: &[Arc<Chunk>]| {
            let mut sieve = ChunkSearch::new(pattern, keep, &known);
            let looked_at = (first..).zip(chunks).map(|(at, chunk)| {
                let among = among.and_then(|among| among.rows(at, chunk));
                sieve.pass(chunk, self.starts[at], among)
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
}

/// What one thread made of its chunks.
struct Part {
    /// The first of the chunks.
    first: usize,
    rows: Vec<RowSet>,
    ranks: Vec<Rank>,
    n_things: usize,
}

/// The best `k` of several sieves' rows, best first.
fn best(mut all: Vec<Rank>, k: usize) -> Vec<Ranked> {
    all.sort_unstable();
    all.truncate(k);
    let ranked = |(Reverse(score), _, row): Rank| Ranked {
        row,
        score: i64::from(score),
    };
    all.into_iter().map(ranked).collect()
}

#[cfg(test)]
mod tests {
    use super::{Candidates, Ranked, Top};
    use crate::query::fuzzy::chunk::CHUNK;
    use crate::query::fuzzy::{History, Pattern};
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
            texts in prop::collection::vec("[a-cA-C é-]{0,20}|[a-h7 -]{0,16}|(x{20,90}[a-c é-]{1,3}){0,4}", 0..60),
            pattern in "[a-cé ]{0,5}|[a-h7]{1,4}",
            k in 0_usize..20,
        ) {
            let pattern = Pattern::new(&pattern);
            prop_assert_eq!(candidates(&texts).top(&pattern, k), naive(&texts, &pattern, k));
        }

        #[test]
        fn typing_and_deleting_find_what_a_search_from_scratch_does(
            texts in prop::collection::vec("[a-c é-]{0,12}|[ab](x{30,90}[a-c é]{1,3}){0,4}", 0..60),
            more in prop::collection::vec("[a-c é-]{0,12}", 0..9),
            typed in prop::collection::vec("[a-cé -]{0,6}", 1..9),
        ) {
            let (mut all, mut trail) = (candidates(&texts), History::default());
            let half = typed.len() / 2;
            for (at, pattern) in typed.iter().enumerate() {
                if at == half {
                    all.append(&candidates(&more));
                }
                let ends = (0..=pattern.len()).chain((0..pattern.len()).rev());
                for typed in ends.filter_map(|end| pattern.get(..end)) {
                    let (k, pattern) = ([7, 3, 20][(at + typed.len()) % 3], Pattern::new(typed));
                    let (top, matching) = all.search(&pattern, k, 1, trail.nearest(&pattern));
                    trail.add(matching);
                    prop_assert_eq!(top, all.top(&pattern, k));
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

    /// Rows in parts of these sizes, put together, and the same rows one by one.
    fn in_parts_and_one_by_one(sizes: &[usize]) -> (Candidates, Vec<String>) {
        let texts = many();
        let (mut parts, mut start) = (Candidates::default(), 0);
        for size in sizes {
            let end = texts.len().min(start + size);
            parts.append(&candidates(&texts[start..end]));
            start = end;
        }
        (parts, texts[..start].to_vec())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]

        #[test]
        fn parts_find_what_the_whole_does(
            sizes in prop::collection::vec(prop_oneof![0_usize..9, 60_usize..70, 400_usize..1200], 1..9),
            pattern in "[eflot 0-9]{1,4}",
        ) {
            let (parts, texts) = in_parts_and_one_by_one(&sizes);
            let pattern = Pattern::new(&pattern);
            prop_assert_eq!(parts.len(), texts.len());
            let whole = candidates(&texts).top(&pattern, 70);
            prop_assert_eq!(parts.top(&pattern, 70), whole);
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
        for pattern in ["t", "7", "tof", "12 o", "titleof 1", "22 e", ""] {
            let pattern = Pattern::new(pattern);
            let alone = snapshot.top(&pattern, 50);
            assert_eq!(alone, snapshot.top_on(&pattern, 50, 3));
            assert_eq!(alone, naive(&texts, &pattern, 50));
        }
    }

    #[test]
    fn typing_on_several_threads_finds_what_a_search_from_scratch_does() {
        let (texts, mut trail) = (many(), History::default());
        let all = candidates(&texts);
        for pattern in ["title 12 of", "e9of7", "7 ti", "ttt"] {
            for end in 1..=pattern.len() {
                let pattern = Pattern::new(pattern.get(..end).unwrap());
                let (top, matching) = all.search(&pattern, 40, 2, trail.nearest(&pattern));
                trail.add(matching);
                assert_eq!(top, naive(&texts, &pattern, 40));
            }
        }
    }

    #[test]
    fn a_blank_row_matches_nothing() {
        let texts = many();
        let (all, mut some) = (candidates(&texts), candidates(&texts));
        let pattern = Pattern::new("title 1");
        let best = all.top(&pattern, 9);
        some.blank(best.best[0].row);
        some.blank(best.best[0].row);
        assert_eq!(some.top(&pattern, 8).best, best.best[1..]);
        assert_eq!(all.top(&pattern, 9), best);
    }
}
