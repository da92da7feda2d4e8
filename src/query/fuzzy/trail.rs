//! What the patterns typed so far have matched.
//!
//! Whatever matches `rubio` matches `rub`: a pattern that extends an earlier one looks only
//! at the rows that this one matched, and a letter deleted leads back to a pattern whose
//! rows are known. A row is a bit, so a million rows are 125 kB for each pattern.

use super::chunk::Chunk;
use super::pattern::Pattern;
use super::word::implied;
use std::sync::Arc;

/// Patterns that are remembered.
const LONGEST: usize = 24;

/// A set of a chunk's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    bits: Box<[u64]>,
}

impl Rows {
    pub(super) fn none(rows: usize) -> Self {
        Self {
            bits: vec![0; rows.div_ceil(64)].into(),
        }
    }

    pub(super) fn add(&mut self, n: usize) {
        if let Some(bits) = self.bits.get_mut(n / 64) {
            *bits |= 1 << (n % 64);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.bits.iter().enumerate().flat_map(|(at, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let n = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (n < 64).then_some(64 * at + n)
            })
        })
    }
}

/// The rows of some candidates that match a pattern. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Matching {
    words: Arc<[String]>,
    class: Option<u32>,
    /// For each chunk looked at, itself and its rows.
    chunks: Arc<[(Arc<Chunk>, Rows)]>,
}

impl Matching {
    pub(super) fn new(pattern: &Pattern, chunks: Vec<(Arc<Chunk>, Rows)>) -> Self {
        Self {
            words: pattern
                .words()
                .iter()
                .map(|word| word.text.clone())
                .collect(),
            class: pattern.class(),
            chunks: chunks.into(),
        }
    }

    /// Whether every row that the pattern matches is among these.
    fn holds_all_of(&self, pattern: &Pattern) -> bool {
        let implied = |word: &String| {
            let mut longer = pattern.words().iter();
            longer.any(|longer| implied(word, &longer.text))
        };
        (self.class.is_none() || self.class == pattern.class()) && self.words.iter().all(implied)
    }

    /// The words of the pattern that all these rows match.
    pub(super) fn known(&self, pattern: &Pattern) -> Vec<bool> {
        let is_known = |word: &String| self.words.contains(word);
        let words = pattern.words().iter();
        words.map(|word| is_known(&word.text)).collect()
    }

    /// The rows of the chunk with that number, if it is the one that was looked at.
    pub(super) fn rows(&self, n: usize, chunk: &Arc<Chunk>) -> Option<&Rows> {
        let (looked_at, rows) = self.chunks.get(n)?;
        Arc::ptr_eq(looked_at, chunk).then_some(rows)
    }

    /// Letters that it answers: more of them leave fewer rows.
    fn weight(&self) -> usize {
        self.words.iter().map(String::len).sum()
    }
}

/// The last matchings of some candidates, the newest last. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Trail(Vec<Matching>);

impl Trail {
    /// Adds a matching; the oldest is forgotten.
    pub fn add(&mut self, matching: Matching) {
        let same =
            |other: &Matching| (&other.words, other.class) == (&matching.words, matching.class);
        self.0.retain(|other| !same(other));
        if self.0.len() >= LONGEST {
            self.0.remove(0);
        }
        self.0.push(matching);
    }

    /// The matching with the fewest rows that holds all rows of a pattern.
    #[must_use]
    pub fn nearest(&self, pattern: &Pattern) -> Option<&Matching> {
        let fitting = self.0.iter().filter(|known| known.holds_all_of(pattern));
        fitting.max_by_key(|known| known.weight())
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Rows, Trail};
    use crate::query::fuzzy::Candidates;
    use proptest::prelude::*;

    fn check(known: &[&str], pattern: &str, expected: Option<&str>) {
        let mut trail = Trail::default();
        for known in known {
            let (_, matching) = Candidates::default().search(&Pattern::new(known), 0, 1, None);
            trail.add(matching);
        }
        let nearest = trail.nearest(&Pattern::new(pattern));
        assert_eq!(
            nearest.map(|known| known.words.join(" ")).as_deref(),
            expected
        );
    }

    #[test]
    fn the_nearest_pattern_is_the_longest_that_is_extended() {
        let known = ["r", "ru", "rub", "rubi", "ukr"];
        check(&known, "rubio", Some("rubi"));
        check(&known, "rub", Some("rub"));
        check(&known, "RÜBE", Some("rub"));
        check(&known, "sec rub", Some("rub"));
        check(&known, "bur", Some("r"));
        check(&known, "xyz", None);
    }

    proptest! {
        #[test]
        fn a_set_gives_back_what_was_added(rows in prop::collection::btree_set(0_usize..300, 0..40)) {
            let mut set = Rows::none(300);
            for n in &rows {
                set.add(*n);
            }
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), rows.into_iter().collect::<Vec<_>>());
        }
    }
}
