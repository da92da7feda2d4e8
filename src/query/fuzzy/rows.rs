//! The rows of a chunk that match a pattern.
//!
//! A row is a bit, so a million rows are 125 kB, and a byte more for each that matches:
//! where the last word of the pattern ends in it, so that one letter more is looked for
//! only behind.

use super::word::End;

/// A set of a chunk's rows, each with the end of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    bits: Box<[u64]>,
    /// For each row of the set, in order.
    ends: Box<[End]>,
}

impl Rows {
    /// The rows of `found`, which are in order and below `len`.
    pub(super) fn new(len: usize, found: &[(usize, End)]) -> Self {
        let mut bits = vec![0; len.div_ceil(64)].into_boxed_slice();
        for (n, _) in found {
            if let Some(bits) = bits.get_mut(n / 64) {
                *bits |= 1 << (n % 64);
            }
        }
        let ends = found.iter().map(|(_, end)| *end);
        Self {
            bits,
            ends: ends.collect(),
        }
    }

    /// The rows with their ends.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, End)> + '_ {
        let rows = self.bits.iter().enumerate().flat_map(|(at, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let n = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (n < 64).then_some(64 * at + n)
            })
        });
        rows.zip(self.ends.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::{End, Rows};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_set_gives_back_what_was_added(rows in prop::collection::btree_set(0_usize..300, 0..40)) {
            let rows: Vec<_> = rows.into_iter().map(|n| (n, End::UNKNOWN)).collect();
            prop_assert_eq!(Rows::new(300, &rows).iter().collect::<Vec<_>>(), rows);
        }
    }
}
