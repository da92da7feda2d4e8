//! The first bytes of a term as two numbers, and how they are read from a text.

/// Bytes of a key.
pub(crate) const SHORT: usize = 16;
/// Bytes that are looked at together.
const TOGETHER: usize = size_of::<u64>();
/// The highest bit of each byte, and the lowest.
const HIGH: u64 = 0x8080_8080_8080_8080;
const LOW: u64 = 0x0101_0101_0101_0101;

/// The first [`SHORT`] bytes of a term, padded with zeros, which no term contains: two
/// numbers that sort as the bytes do. A term of no more bytes is told by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key {
    // Not an array: two numbers are handed over in registers.
    first: u64,
    last: u64,
}

impl Key {
    /// No term has this key.
    pub(crate) const NONE: Self = Self::new(0, 0);

    const fn new(first: u64, last: u64) -> Self {
        Self { first, last }
    }

    /// Of a folded term. Taken from both ends of the term in numbers of a fixed length:
    /// copying a few bytes takes longer than looking them up.
    pub(crate) fn of(term: &[u8]) -> Self {
        let term = term.get(..SHORT).unwrap_or(term);
        let n_free = 8 * (SHORT - term.len());
        if let (Some(first), Some(last)) = (term.first_chunk(), term.last_chunk()) {
            // The last eight bytes without those that are among the first.
            let last = u64::from_be_bytes(*last).checked_shl(narrow(n_free));
            return Self::new(u64::from_be_bytes(*first), last.unwrap_or_default());
        }
        let n_free = n_free - 64;
        if let (Some(first), Some(last)) = (term.first_chunk(), term.last_chunk()) {
            let last = u32::from_be_bytes(*last).checked_shl(narrow(n_free));
            let first = u64::from(u32::from_be_bytes(*first)) << 32;
            return Self::new(first | u64::from(last.unwrap_or_default()), 0);
        }
        let bytes = term.iter().zip([56, 48, 40]);
        let key = bytes.fold(0, |key, (byte, shift)| key | u64::from(*byte) << shift);
        Self::new(key, 0)
    }

    /// Of the ASCII letters and digits that `bytes` begins with, in small letters, and how
    /// many there are. Eight bytes at a time and without a branch for each: where a word
    /// ends cannot be guessed.
    #[inline]
    pub(crate) fn of_word(bytes: &[u8]) -> (Self, usize) {
        let (first, len) = folded(load(bytes));
        if len < TOGETHER {
            return (Self::new(first, 0), len);
        }
        let (second, len) = folded(load(bytes.get(TOGETHER..).unwrap_or_default()));
        let key = Self::new(first, second);
        match len {
            TOGETHER => (key, n_alphanumeric(bytes)),
            len => (key, TOGETHER + len),
        }
    }

    /// Of no term: stands for one that has that number.
    pub(crate) fn of_number(number: u32) -> Self {
        Self::new(0, number.into())
    }

    /// The number that it stands for.
    #[inline]
    pub(crate) fn number(self) -> Option<u32> {
        // No term begins with a zero.
        (self.first == 0).then(|| u32::try_from(self.last).unwrap_or_default())
    }

    /// The bits that the mask has.
    #[inline]
    pub(crate) fn masked(self, mask: Self) -> Self {
        Self::new(self.first & mask.first, self.last & mask.last)
    }

    /// The bytes without the padding.
    pub(crate) fn bytes(self) -> ([u8; SHORT], usize) {
        let halves = [self.first, self.last].map(u64::to_be_bytes);
        let mut bytes = [0; SHORT];
        bytes.copy_from_slice(halves.as_flattened());
        let padding = bytes.iter().rev().take_while(|byte| **byte == 0).count();
        (bytes, SHORT - padding)
    }

    /// Multiplies the halves into 128 bits and folds them: good enough for terms, and a few
    /// instructions.
    #[inline]
    pub(crate) fn hash(self, seed: u64) -> u64 {
        const ODD: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];

        let (low, high) = (self.first ^ ODD[0] ^ seed).carrying_mul(self.last ^ ODD[1], 0);
        low ^ high
    }
}

#[inline(never)]
fn n_alphanumeric(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric());
    end.unwrap_or(bytes.len())
}

/// Up to eight bytes; the first is the lowest.
#[inline]
fn load(bytes: &[u8]) -> u64 {
    if let Some(chunk) = bytes.first_chunk() {
        return u64::from_le_bytes(*chunk);
    }
    let bytes = bytes.iter().rev();
    bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The ASCII letters and digits that eight bytes begin with, in small letters; the first is
/// the highest; and how many there are.
///
/// The bytes are compared side by side in one number (Mycroft's way, as in "Hacker's
/// Delight", 6-1): what is added carries a byte of at least some value into its highest bit.
#[inline]
fn folded(bytes: u64) -> (u64, usize) {
    let at_least = |bytes: u64, least: u8| (bytes & !HIGH) + LOW * u64::from(0x80 - least);
    let small = bytes | (LOW * 0x20);
    let letters = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digits = at_least(bytes, b'0') & !at_least(bytes, b'9' + 1);
    let ends = !(letters | digits) & HIGH | bytes & HIGH;
    let n_bits = ends.trailing_zeros() & !7;
    let capitals = letters & HIGH & !(bytes << 2);
    let folded = (bytes | capitals >> 2) & !u64::MAX.checked_shl(n_bits).unwrap_or(0);
    (folded.swap_bytes(), n_bits as usize / 8)
}

/// A number of bits.
#[expect(clippy::cast_possible_truncation, reason = "at most 128")]
fn narrow(n_bits: usize) -> u32 {
    n_bits as u32
}

#[cfg(test)]
mod tests {
    use super::{Key, SHORT};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_is_the_first_bytes(term in prop::collection::vec(1_u8.., 0..40)) {
            let (bytes, len) = Key::of(&term).bytes();
            prop_assert_eq!(&bytes[..len], &term[..term.len().min(SHORT)]);
        }

        #[test]
        fn a_word_is_read_to_its_end(text in "[a-zA-Z0-9]{0,20}([@\\[`{/: é']\\PC*)?|\\PC*") {
            let word = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
            let expected = Key::of(word.to_ascii_lowercase().as_bytes());
            prop_assert_eq!(Key::of_word(text.as_bytes()), (expected, word.len()));
        }
    }
}
