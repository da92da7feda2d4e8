//! Which terms of a segment are forms of one word.
//!
//! Layout: the numbers of all terms that are not their own stems, dealt out to buckets by
//! the hash of the stem, about two to a bucket; and where each bucket begins. Stems are
//! not kept: a look-up makes those of the few terms in the bucket again, and a term that is
//! the stem itself is found in the lexicon. Cost: 6 bytes for each inflected term, about
//! 3 for each term; a look-up takes a few microseconds.

use super::lexicon::{Lexicon, TermId};
use crate::text::stem::{has_stem, stem};

/// Inflected terms in a bucket, about.
const PER_BUCKET: usize = 2;

/// The inflected terms of a lexicon by their stems.
#[derive(Clone, Debug, Default)]
pub(super) struct Stems {
    /// Where each bucket begins in `terms`, and where the last one ends.
    starts: Vec<u32>,
    terms: Vec<u32>,
}

impl Stems {
    /// For all terms of a lexicon.
    pub(super) fn build(lexicon: &Lexicon) -> Self {
        let inflected = lexicon.iter().filter_map(|(id, term)| {
            let stem = stem(term);
            (stem != term).then(|| (hash(&stem), id.0))
        });
        let inflected: Vec<(u32, u32)> = inflected.collect();
        let n_buckets = (inflected.len() / PER_BUCKET).next_power_of_two();
        let mut starts = vec![0; n_buckets + 1];
        for (hash, _) in &inflected {
            starts[bucket(*hash, n_buckets) + 1] += 1;
        }
        for n in 1..starts.len() {
            starts[n] += starts[n - 1];
        }
        let mut next = starts.clone();
        let mut terms = vec![0; inflected.len()];
        for (hash, id) in inflected {
            let slot = &mut next[bucket(hash, n_buckets)];
            terms[*slot as usize] = id;
            *slot += 1;
        }
        Self { starts, terms }
    }

    /// The terms with that stem, in order.
    pub(super) fn with_stem(&self, lexicon: &Lexicon, wanted: &str) -> Vec<TermId> {
        let n = bucket(hash(wanted), self.starts.len().saturating_sub(1).max(1));
        let inside = match self.starts.get(n..n + 2) {
            Some([start, end]) => self.terms.get(*start as usize..*end as usize),
            _ => None,
        };
        let inside = inside.unwrap_or_default().iter().copied().map(TermId);
        let mut found: Vec<TermId> = inside
            .filter(|id| has_stem(lexicon.get(*id), wanted))
            .collect();
        found.extend(lexicon.find(wanted).filter(|_| stem(wanted) == wanted));
        found.sort_unstable();
        found
    }

    /// Bytes that it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        4 * (self.starts.capacity() + self.terms.capacity())
    }
}

/// The bucket of a hash; the number of buckets is a power of two.
fn bucket(hash: u32, n_buckets: usize) -> usize {
    hash as usize & (n_buckets - 1)
}

/// FNV-1a with its halves folded.
#[expect(clippy::cast_possible_truncation, reason = "folding keeps all bits")]
fn hash(stem: &str) -> u32 {
    let hash = stem.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, Stems, TermId};
    use crate::text::stem::stem;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn finds_every_form(
            terms in prop::collection::btree_set("(rat|hop|d|general)(e|es|ed|ing|ion|ying|ie|ize|s)?|[a-z]{1,3}", 0..60),
            wanted in "(rat|hop|d|general)(e|ing|ie|ize)?",
        ) {
            let terms: BTreeSet<String> = terms;
            let mut lexicon = Lexicon::default();
            for term in &terms {
                lexicon.push(term);
            }
            let lexicon = lexicon.finish();
            let stems = Stems::build(&lexicon);
            for wanted in terms.iter().map(String::as_str).chain([wanted.as_str()]) {
                let wanted = stem(wanted);
                let expected = (0..).map(TermId).zip(&terms).filter(|(_, term)| stem(term) == wanted);
                let expected: Vec<TermId> = expected.map(|(id, _)| id).collect();
                prop_assert_eq!(stems.with_stem(&lexicon, &wanted), expected);
            }
        }
    }
}
