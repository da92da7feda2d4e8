//! The rows of a chunk that match a pattern.
//!
//! A row is a bit, so a million rows are 125 kB, and a byte more for each that matches:
//! where the last word of the pattern ends in it, so that one letter more is looked for
//! only behind. A single letter has no ends; it is found faster than remembered.

use super::bitmap_filter::Lanes;
use super::letters::set_in;
use super::word::End;

/// A set of a chunk's rows, each with the end of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowSet {
    bits: Box<[u64]>,
    /// For each row of the set, in order; none if none are known.
    ends: Box<[End]>,
}

impl RowSet {
    /// The rows whose bits are set, with their ends in order, or none.
    pub(super) fn new(bits: &[u64], ends: &[End]) -> Self {
        Self {
            bits: bits.into(),
            ends: ends.into(),
        }
    }

    /// The rows of a block.
    pub(super) fn block(&self, at: usize) -> Lanes {
        let (blocks, _) = self.bits.as_chunks();
        blocks.get(at).copied().unwrap_or_default()
    }

    /// The rows of a word of bits.
    pub(super) fn word(&self, at: usize) -> u64 {
        self.bits.get(at).copied().unwrap_or(0)
    }

    /// The ends of the rows, in order; none if none are known.
    pub(super) fn ends(&self) -> &[End] {
        &self.ends
    }
}

/// The numbers of the rows whose bits are set.
pub(super) fn rows_of(bits: &[u64]) -> impl Iterator<Item = usize> + '_ {
    let words = bits.iter().enumerate();
    words.flat_map(|(at, bits)| set_in(*bits).map(move |n| 64 * at + n))
}

#[cfg(test)]
mod tests {
    use super::rows_of;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bits_give_back_what_was_set(rows in prop::collection::btree_set(0_usize..300, 0..40)) {
            let mut bits = [0; 5];
            for n in &rows {
                bits[n / 64] |= 1 << (n % 64);
            }
            prop_assert!(rows_of(&bits).eq(rows));
        }
    }
}
