//! How often the fields of an article hold a term, in a byte.
//!
//! ```text
//! n in title | n in headings << 2 | n in body << 4      255 where that does not fit
//! ```

/// Stands for counts that do not fit.
pub const LONG: u8 = u8::MAX;

/// Counts in a byte, or [`LONG`].
#[expect(clippy::cast_possible_truncation, reason = "2, 2 and 4 bits")]
pub(crate) fn packed(counts: [u32; 3]) -> u8 {
    match counts {
        [title @ 0..4, heading @ 0..4, body @ 0..16] => (title | heading << 2 | body << 4) as u8,
        _ => LONG,
    }
}

/// The bits of some fields.
pub(crate) fn of_fields(fields: [bool; 3]) -> u8 {
    let bits = fields.into_iter().zip([0b11, 0b11 << 2, 0b1111 << 4]);
    bits.filter(|(has, _)| *has)
        .fold(0, |all, (_, bits)| all | bits)
}

/// Occurrences in the title, in headings and in the body, of a byte.
#[inline]
#[must_use]
pub fn unpacked(packed: u8) -> [u32; 3] {
    let packed = u32::from(packed);
    [packed & 3, packed >> 2 & 3, packed >> 4]
}

/// The sum of counts in a byte; 0 if they do not fit.
#[inline]
pub(crate) fn sum(packed: u8) -> u32 {
    let [title, heading, body] = unpacked(packed);
    u32::from(packed != LONG) * (title + heading + body)
}

#[cfg(test)]
mod tests {
    use super::{LONG, packed, sum, unpacked};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_byte_holds_what_fits(counts in [0_u32..6, 0..6, 0..20]) {
            let byte = packed(counts);
            let fits = counts[0] < 4 && counts[1] < 4 && counts[2] < 16;
            prop_assert!(byte != LONG || !fits || counts == [3, 3, 15]);
            if byte != LONG {
                prop_assert_eq!(unpacked(byte), counts);
                prop_assert_eq!(sum(byte), counts.iter().sum::<u32>());
            }
        }
    }
}
