//! Which letters a term has, in a number, to pass over terms unlike a word.
//!
//! ```text
//! a bit for each of a to z, then the number of characters, at most 63, in six bits
//! ```
//!
//! An edit of a term adds a letter to those it has, takes one away, or both, and changes its
//! length by one at most. So terms whose signatures differ by more than the edits allow need
//! not be looked at: nearly all, at four of them a nanosecond.

/// The letters and the length of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Signature(u32);

const LETTERS: u32 = (1 << 26) - 1;
const LONGEST: u32 = 63;
/// Signatures that are compared together.
const TOGETHER: usize = 512;

impl Signature {
    /// Of a term.
    #[must_use]
    pub fn new(term: &str) -> Self {
        let letters = term.bytes().filter(u8::is_ascii_lowercase);
        let letters = letters.fold(0, |all, letter| all | 1 << (letter - b'a'));
        let n_chars = term.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
        let n_chars = u32::try_from(n_chars).unwrap_or(LONGEST).min(LONGEST);
        Self(letters | n_chars << 26)
    }

    /// 1 if at most `EDITS` may make one term of the other, else 0.
    #[inline]
    fn near<const EDITS: u32>(self, other: Self) -> u8 {
        let mut differ = (self.0 ^ other.0) & LETTERS;
        for _ in 0..2 * EDITS {
            // Without its lowest bit.
            differ &= differ.wrapping_sub(1);
        }
        // From -EDITS to EDITS becomes from 0 to 2 · EDITS.
        let longer = (self.0 >> 26)
            .wrapping_sub(other.0 >> 26)
            .wrapping_add(EDITS);
        u8::from(differ == 0) & u8::from(longer <= 2 * EDITS)
    }
}

/// Puts the places of those that at most `edits` may make the wanted one of, and of no more
/// than two, into `out`, in order.
pub(crate) fn near(
    signatures: &[Signature],
    wanted: Signature,
    edits: usize,
    out: &mut Vec<usize>,
) {
    match edits {
        0 => near_by::<0>(signatures, wanted, out),
        1 => near_by::<1>(signatures, wanted, out),
        _ => near_by::<2>(signatures, wanted, out),
    }
}

fn near_by<const EDITS: u32>(signatures: &[Signature], wanted: Signature, out: &mut Vec<usize>) {
    for (first, part) in (0..).step_by(TOGETHER).zip(signatures.chunks(TOGETHER)) {
        // Two walks: one that compares several at once, and one over what few are near.
        let mut are_near = [0_u8; TOGETHER];
        for (is_near, one) in are_near.iter_mut().zip(part) {
            *is_near = one.near::<EDITS>(wanted);
        }
        let (words, _) = are_near.as_chunks();
        for (first, word) in (first..).step_by(size_of::<u64>()).zip(words) {
            let mut left = u64::from_le_bytes(*word);
            while left > 0 {
                out.push(first + left.trailing_zeros() as usize / 8);
                left &= left - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Signature, near};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_edit_goes_unseen(term in "[a-d日é]{0,8}", at in 0_usize..8, c in proptest::option::of("[a-e日]"), removes in any::<bool>()) {
            let mut chars: Vec<char> = term.chars().collect();
            let at = at.min(chars.len());
            if removes && at < chars.len() {
                chars.remove(at);
            }
            if let Some(c) = c {
                chars.insert(at, c.chars().next().unwrap());
            }
            let other: String = chars.iter().collect();
            let mut found = Vec::new();
            near(&[Signature::new(&term)], Signature::new(&other), 1, &mut found);
            prop_assert_eq!(found, [0]);
        }

        #[test]
        fn several_together_are_those_one_by_one(terms in prop::collection::vec("[a-e]{0,5}", 0..1100), wanted in "[a-e]{0,5}", edits in 0_usize..3) {
            let signatures: Vec<Signature> = terms.iter().map(|term| Signature::new(term)).collect();
            let wanted = Signature::new(&wanted);
            let (mut together, mut one_by_one) = (Vec::new(), Vec::new());
            near(&signatures, wanted, edits, &mut together);
            for (n, signature) in signatures.iter().enumerate() {
                let mut found = Vec::new();
                near(&[*signature], wanted, edits, &mut found);
                one_by_one.extend(found.into_iter().map(|_| n));
            }
            prop_assert_eq!(together, one_by_one);
        }
    }
}
