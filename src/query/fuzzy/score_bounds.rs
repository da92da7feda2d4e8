//! What each of 512 texts scores less than the best text that there could be.
//!
//! The numbers lie across: for each binary digit a set of bits with one for each text, so that
//! one addition adds to all of them (Knuth, The Art of Computer Programming, volume 4A,
//! section 7.1.3, calls that broadword). They stop at 255: who loses more is taken to lose
//! no more than that, which bounds the score all the same.

use super::bitmap_filter::{Lanes, has};

/// Binary digits of a loss.
const DIGITS: usize = 8;

/// A loss for each row of a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ScoreBounds([Lanes; DIGITS]);

impl ScoreBounds {
    /// Lets some rows lose two to the power of `digit` more.
    pub(super) fn add(&mut self, rows: &Lanes, digit: usize) {
        let mut carry = *rows;
        for digit in self.0.iter_mut().skip(digit) {
            for (digit, carry) in digit.iter_mut().zip(&mut carry) {
                (*digit, *carry) = (*digit ^ *carry, *digit & *carry);
            }
        }
        for digit in &mut self.0 {
            for (digit, carry) in digit.iter_mut().zip(carry) {
                *digit |= carry;
            }
        }
    }

    /// The rows that lose no more than `most`.
    pub(super) fn at_most(&self, most: i32) -> Lanes {
        let Ok(most) = u32::try_from(most) else {
            return Lanes::default();
        };
        if most >> DIGITS != 0 {
            return Lanes::default().map(|rows| !rows);
        }
        let (mut less, mut equal) = (Lanes::default(), Lanes::default().map(|rows| !rows));
        for (at, digit) in self.0.iter().enumerate().rev() {
            // All bits of a word are turned where a one is allowed.
            let allowed = 0_u64.wrapping_sub(u64::from(most >> at & 1));
            for ((less, equal), digit) in less.iter_mut().zip(&mut equal).zip(digit) {
                *less |= *equal & !digit & allowed;
                *equal &= digit ^ !allowed;
            }
        }
        std::array::from_fn(|at| less[at] | equal[at])
    }

    /// The loss of a row.
    pub(super) fn of(&self, row: usize) -> i32 {
        let digits = self.0.iter().rev();
        digits.fold(0, |loss, digit| 2 * loss + i32::from(has(digit, row)))
    }
}

#[cfg(test)]
mod tests {
    use super::{ScoreBounds, has};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn adds_up_as_numbers_do(
            added in prop::collection::vec((any::<[u64; 8]>(), 0_usize..8), 0..12),
            most in -1..300,
        ) {
            let (mut losses, mut naive) = (ScoreBounds::default(), [0_i32; 512]);
            for (rows, digit) in added {
                losses.add(&rows, digit);
                for (row, loss) in naive.iter_mut().enumerate() {
                    *loss = (*loss + i32::from(has(&rows, row)) * (1 << digit)).min(255);
                }
            }
            for (row, loss) in naive.iter().enumerate() {
                prop_assert_eq!(losses.of(row), *loss);
                prop_assert_eq!(has(&losses.at_most(most), row), *loss <= most);
            }
        }
    }
}
