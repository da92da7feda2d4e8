//! The terms of a segment, sorted.
//!
//! Layout: all terms one after the other in one string, their starts in one array, and
//! the first eight bytes of every sixteenth term in a third, so that a look-up stays in
//! that small array until sixteen candidates are left; and the [`Signature`] of each. Cost:
//! the term's own bytes and 8.5 bytes; a look-up takes about `log2(n)` steps. The order is that of the bytes, so the
//! terms with a common prefix are one range.

pub(crate) mod signature;
pub(crate) mod stems;
pub(crate) mod term_numbers;

use self::signature::Signature;
use super::postings::gallop::gallop;
use std::ops::Range;

/// Number of a term in its segment's [`Lexicon`]: dense, from 0, in byte order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId(pub u32);

/// Every how many terms a sample is kept.
const STRIDE: usize = 16;

/// The terms of a segment, sorted by their bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lexicon {
    text: String,
    /// Start of each term in `text`, and the end of the last: one more than there are terms.
    starts: Vec<u32>,
    /// [`head`] of every [`STRIDE`]th term.
    samples: Vec<u64>,
    signatures: Vec<Signature>,
}

impl Lexicon {
    /// The number of the term that is added next.
    pub(crate) fn next_id(&self) -> u32 {
        id(self.starts.len()).0
    }

    /// Adds a term that comes behind all others.
    pub(crate) fn push(&mut self, term: &str) {
        if self.starts.len().is_multiple_of(STRIDE) {
            self.samples.push(head(term));
        }
        self.push_start();
        self.text.push_str(term);
        self.signatures.push(Signature::new(term));
    }

    /// The lexicon of the terms added; nothing may be added to it any more.
    pub(crate) fn finish(mut self) -> Self {
        self.push_start();
        self.text.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.samples.shrink_to_fit();
        self.signatures.shrink_to_fit();
        self
    }

    fn push_start(&mut self) {
        let start = u32::try_from(self.text.len()).expect("a segment's terms are below 4 GiB");
        self.starts.push(start);
    }

    /// Number of terms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes that it takes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let numbers = self.starts.capacity() + self.signatures.capacity();
        self.text.capacity() + 4 * numbers + 8 * self.samples.capacity()
    }

    /// The term with that number; empty when there is none.
    #[must_use]
    pub fn get(&self, id: TermId) -> &str {
        self.at(id.0 as usize)
    }

    fn at(&self, n: usize) -> &str {
        let start = self.starts.get(n).map_or(0, |start| *start as usize);
        let end = self.starts.get(n + 1).map_or(start, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The number of `term`, if the segment has it.
    #[must_use]
    pub fn find(&self, term: &str) -> Option<TermId> {
        let n = self.first_not_before(term);
        (n < self.len() && self.at(n) == term).then(|| id(n))
    }

    /// The terms that begin with `prefix`.
    #[must_use]
    pub fn with_prefix(&self, prefix: &str) -> Range<u32> {
        let first = id(self.first_not_before(prefix)).0;
        first..self.behind(first, prefix)
    }

    /// The number of the first term from `from` on that does not begin with `prefix`; all
    /// before `from` come before those that do. Quick where there are few that do.
    #[must_use]
    pub fn behind(&self, from: u32, prefix: &str) -> u32 {
        gallop(from, |n| {
            let n = n as usize;
            n < self.len() && self.at(n).starts_with(prefix)
        })
    }

    /// The terms that at most `edits`, no more than two, may make a term with that signature
    /// of, in order, and some others.
    pub fn near(&self, signature: Signature, edits: usize) -> impl Iterator<Item = (TermId, &str)> {
        let mut near = Vec::new();
        signature::near(&self.signatures, signature, edits, &mut near);
        near.into_iter().map(|n| (id(n), self.at(n)))
    }

    /// All terms with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &str)> {
        (0..self.len()).map(|n| (id(n), self.at(n)))
    }

    /// How many terms come before `term` in byte order.
    fn first_not_before(&self, term: &str) -> usize {
        let wanted = head(term);
        // Terms that share eight bytes may lie on both sides of samples that equal them.
        let from = self.samples.partition_point(|sample| *sample < wanted);
        let to = self.samples.partition_point(|sample| *sample <= wanted);
        let (mut low, mut high) = (
            from.saturating_sub(1) * STRIDE,
            (to * STRIDE).min(self.len()),
        );
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.at(middle) < term {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

fn id(n: usize) -> TermId {
    TermId(u32::try_from(n).expect("a segment has fewer than 2^32 terms"))
}

/// The first eight bytes of a term as a number that sorts as they do.
fn head(term: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(term.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, TermId};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn finds_what_a_sorted_set_finds(
            terms in prop::collection::btree_set("[ab]{1,12}|[a-z]{1,3}|é[a-c]", 0..200),
            other in "[ab]{0,11}|[a-z]{0,2}",
        ) {
            let terms: BTreeSet<String> = terms;
            let mut lexicon = Lexicon::default();
            for term in &terms {
                lexicon.push(term);
            }
            let lexicon = lexicon.finish();
            prop_assert_eq!(lexicon.len(), terms.len());
            for (n, term) in terms.iter().enumerate() {
                let n = TermId(u32::try_from(n).unwrap());
                prop_assert_eq!(lexicon.find(term), Some(n));
                prop_assert_eq!(lexicon.get(n), term);
            }
            prop_assert_eq!(lexicon.find(&other).is_some(), terms.contains(&other));
            let found: Vec<&str> =
                lexicon.with_prefix(&other).map(|n| lexicon.get(TermId(n))).collect();
            let expected: Vec<&String> = terms.iter().filter(|t| t.starts_with(&other)).collect();
            prop_assert_eq!(found, expected);
            let range = lexicon.with_prefix(&other);
            for from in range.clone() {
                prop_assert_eq!(lexicon.behind(from, &other), range.end);
            }
            prop_assert_eq!(lexicon.behind(range.end, &other), range.end);
        }
    }
}
