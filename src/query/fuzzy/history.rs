//! What the patterns typed so far have matched.
//!
//! Whatever matches `rubio` matches `rub`: a pattern that extends an earlier one looks only
//! at the rows that this one matched, and a letter deleted leads back to a pattern whose
//! rows are known, and the best of them.

use super::chunk::Chunk;
use super::pattern::Pattern;
use super::row_set::RowSet;
use super::top_k::Top;
use super::word::{Word, implied};
use std::sync::Arc;

/// Patterns that are remembered.
const LONGEST: usize = 24;

/// The rows of some candidates that match a pattern. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Matching {
    words: Arc<[String]>,
    class: Option<u32>,
    /// For each chunk looked at, itself and its rows.
    chunks: Arc<[(Arc<Chunk>, RowSet)]>,
    /// The best of them, as many as were asked for.
    top: Arc<(Top, usize)>,
}

/// What rows that match an earlier pattern need not be looked at for again.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// For each word but the last whether they all have it.
    words: Vec<bool>,
    /// The first bytes of the last word that end in a row at its [`End`](super::word::End).
    last: usize,
}

impl Known {
    /// Whether all rows are known to have the nth word.
    pub(super) fn has(&self, n: usize) -> bool {
        self.words.get(n).copied().unwrap_or(false)
    }

    /// The first bytes of the last word that need not be looked for again.
    pub(super) fn begun(&self) -> usize {
        self.last
    }
}

impl Matching {
    pub(super) fn new(
        pattern: &Pattern,
        chunks: Vec<(Arc<Chunk>, RowSet)>,
        top: Top,
        k: usize,
    ) -> Self {
        let words = pattern.words().iter().map(|word| word.text.clone());
        Self {
            words: words.collect(),
            class: pattern.class(),
            chunks: chunks.into(),
            top: Arc::new((top, k)),
        }
    }

    /// The `k` best rows for a pattern in these chunks, if they are known.
    pub(super) fn top(&self, pattern: &Pattern, k: usize, chunks: &[Arc<Chunk>]) -> Option<Top> {
        let mut both = self.chunks.iter().zip(chunks);
        let same = self.is_of(pattern)
            && self.chunks.len() == chunks.len()
            && both.all(|((looked_at, _), chunk)| Arc::ptr_eq(looked_at, chunk));
        let (top, most) = &*self.top;
        (same && k <= *most).then(|| top.first(k))
    }

    /// Whether they are those of the pattern itself.
    fn is_of(&self, pattern: &Pattern) -> bool {
        let words = pattern.words().iter().map(|word| &word.text);
        self.class == pattern.class() && self.words.iter().eq(words)
    }

    /// Whether every row that the pattern matches is among these.
    fn holds_all_of(&self, pattern: &Pattern) -> bool {
        let implied = |word: &String| {
            let mut longer = pattern.words().iter();
            longer.any(|longer| implied(word, &longer.text))
        };
        (self.class.is_none() || self.class == pattern.class()) && self.words.iter().all(implied)
    }

    /// What these rows need not be looked at for again with a pattern.
    pub(super) fn known(&self, pattern: &Pattern) -> Known {
        let Some((last, others)) = pattern.words().split_last() else {
            return Known::default();
        };
        let begun = self
            .words
            .last()
            .filter(|begun| last.text.starts_with(*begun));
        let is_known = |word: &Word| self.words.contains(&word.text);
        Known {
            words: others.iter().map(is_known).collect(),
            last: begun.map_or(0, String::len),
        }
    }

    /// The rows of the chunk with that number, if it is the one that was looked at.
    pub(super) fn rows(&self, n: usize, chunk: &Arc<Chunk>) -> Option<&RowSet> {
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
pub struct History(Vec<Matching>);

impl History {
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
        fitting.max_by_key(|known| (known.is_of(pattern), known.weight()))
    }
}

#[cfg(test)]
mod tests {
    use super::{History, Pattern};
    use crate::query::fuzzy::Candidates;

    fn check(known: &[&str], pattern: &str, expected: Option<&str>) {
        let mut trail = History::default();
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
        // Its own, though another one has as few rows.
        check(&["rate", "rate t"], "rate", Some("rate"));
    }
}
