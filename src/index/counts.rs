//! How often the fields of an article hold a term, in a byte.
//!
//! ```text
//! n in title | n in headings << 2 | n in body << 4      0 where that does not fit
//! ```

/// How often an article's title, headings and body hold a term: in a byte where that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    packed: u8,
    /// What does not fit, else zeros.
    long: [u32; 3],
}

impl Counts {
    pub(super) fn short(packed: u8) -> Self {
        Self {
            packed,
            long: [0; 3],
        }
    }

    pub(super) fn long(long: [u32; 3]) -> Self {
        Self { packed: 0, long }
    }

    /// Occurrences in the title, in headings and in the body.
    #[must_use]
    #[inline]
    pub fn fields(self) -> [u32; 3] {
        match u32::from(self.packed) {
            0 => self.long,
            packed => [packed & 3, packed >> 2 & 3, packed >> 4],
        }
    }
}

/// Counts in a byte, or 0 where they do not fit.
#[expect(clippy::cast_possible_truncation, reason = "2, 2 and 4 bits")]
pub(super) fn packed(counts: [u32; 3]) -> u8 {
    match counts {
        [title @ 0..4, heading @ 0..4, body @ 0..16] => (title | heading << 2 | body << 4) as u8,
        _ => 0,
    }
}

/// The sum of counts in a byte.
#[inline]
pub(super) fn sum(packed: u8) -> u32 {
    let packed = u32::from(packed);
    (packed & 3) + (packed >> 2 & 3) + (packed >> 4)
}

#[cfg(test)]
mod tests {
    use super::{Counts, packed, sum};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_byte_holds_what_fits(counts in [0_u32..6, 0..6, 0..20]) {
            let byte = packed(counts);
            let fits = counts[0] < 4 && counts[1] < 4 && counts[2] < 16;
            prop_assert!(byte > 0 || !fits || counts == [0; 3]);
            if byte > 0 {
                prop_assert_eq!(Counts::short(byte).fields(), counts);
                prop_assert_eq!(sum(byte), counts.iter().sum::<u32>());
            }
        }
    }
}
