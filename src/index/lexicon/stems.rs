//! Which terms of a segment are forms of one word.
//!
//! Layout: for each term that is not its own stem, 32 bits of the stem's hash and the
//! term's number, sorted. Stems are not kept: a look-up makes those of the few terms with
//! the hash again, and a term that is the stem itself is found in the lexicon. Cost: 8
//! bytes for each inflected term; a look-up takes a few microseconds. Stemming a term takes
//! about one, so whoever indexes many batches keeps a [`Memo`], and segments that are merged
//! hand their hashes on.

use super::{Lexicon, TermId};
use crate::index::analysis::term_key::{Key, SHORT};
use crate::text::fnv::fnv1a;
use crate::text::stem::{has_forms, has_stem, stem};
use hashbrown::HashMap;

/// The inflected terms of a lexicon by their stems.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Stems {
    /// Hash of the stem and number of the term, sorted.
    inflected: Vec<(u32, u32)>,
}

/// Terms that are remembered: the most frequent ones come first, and a larger table costs
/// more than it saves.
const REMEMBERED: usize = 1 << 17;

/// Stems of the terms of earlier batches, so that a term need not be stemmed in each.
#[derive(Debug, Default)]
pub struct Memo {
    /// The hash of the stem, 0 where a term is its own, of terms that are told by their keys.
    hashes: HashMap<Key, u32>,
}

impl Memo {
    /// The hash of a term's stem, 0 where it is its own.
    fn hash(&mut self, term: &str) -> u32 {
        if !has_forms(term) {
            return 0;
        }
        if term.len() > SHORT {
            return stem_hash(term);
        }
        let key = Key::of(term.as_bytes());
        if let Some(known) = self.hashes.get(&key) {
            return *known;
        }
        let hash = stem_hash(term);
        if self.hashes.len() < REMEMBERED {
            self.hashes.insert(key, hash);
        }
        hash
    }
}

impl Stems {
    /// For all terms of a lexicon.
    pub(crate) fn build(lexicon: &Lexicon, memo: &mut Memo) -> Self {
        let terms = lexicon.iter();
        let inflected = terms.map(|(id, term)| (memo.hash(term), id.0));
        Self::new(inflected.filter(|(hash, _)| *hash != 0).collect())
    }

    /// From the stems' hashes and the numbers of all inflected terms, in any order.
    pub(crate) fn new(mut inflected: Vec<(u32, u32)>) -> Self {
        inflected.sort_unstable();
        inflected.shrink_to_fit();
        Self { inflected }
    }

    /// All inflected terms by their numbers, each with its stem's hash.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = (TermId, u32)> {
        self.inflected.iter().map(|(hash, id)| (TermId(*id), *hash))
    }

    /// The terms with that stem, in order.
    pub(crate) fn with_stem(&self, lexicon: &Lexicon, wanted: &str) -> Vec<TermId> {
        let wanted_hash = hash(wanted);
        let from = self
            .inflected
            .partition_point(|(hash, _)| *hash < wanted_hash);
        let behind = self.inflected.get(from..).unwrap_or_default().iter();
        let mut found: Vec<TermId> = behind
            .take_while(|(hash, _)| *hash == wanted_hash)
            .map(|(_, id)| TermId(*id))
            .filter(|id| has_stem(lexicon.get(*id), wanted))
            .collect();
        found.extend(lexicon.find(wanted).filter(|_| stem(wanted) == wanted));
        found.sort_unstable();
        found
    }

    /// Bytes that it takes in memory.
    pub(crate) fn bytes(&self) -> usize {
        8 * self.inflected.capacity()
    }
}

/// The hash of a term's stem, 0 where it is its own.
fn stem_hash(term: &str) -> u32 {
    let stem = stem(term);
    if stem == term { 0 } else { hash(&stem) }
}

/// The hash of a stem: FNV-1a with its halves folded; never 0.
#[expect(clippy::cast_possible_truncation, reason = "folding keeps all bits")]
pub(crate) fn hash(stem: &str) -> u32 {
    let hash = fnv1a(stem.bytes());
    ((hash ^ hash >> 32) as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, Memo, Stems, TermId};
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
            let stems = Stems::build(&lexicon, &mut Memo::default());
            for wanted in terms.iter().map(String::as_str).chain([wanted.as_str()]) {
                let wanted = stem(wanted);
                let expected = (0..).map(TermId).zip(&terms).filter(|(_, term)| stem(term) == wanted);
                let expected: Vec<TermId> = expected.map(|(id, _)| id).collect();
                prop_assert_eq!(stems.with_stem(&lexicon, &wanted), expected);
            }
        }
    }
}
