//! Where letters stand in a text: a bit for each byte, 64 bytes at a time.
//!
//! Looking at 64 bytes without a branch takes as long as being wrong once about where a
//! letter comes, which in texts of different lengths is the rule. Bytes of other characters
//! are never equal to those of ASCII.

use super::padded_text::Text;

/// Bytes that are looked at at once.
pub(super) const WINDOW: usize = 64;
/// What a byte adds to the eight bits that it is one of.
const WEIGHTS: [u8; WINDOW] = {
    let mut weights = [0; WINDOW];
    let mut at = 0;
    while at < WINDOW {
        weights[at] = 1 << (at % 8);
        at += 1;
    }
    weights
};

/// Where letters end that stand in a text in order from a byte of it on, each as far in
/// front as it may.
#[inline]
pub(super) fn end_in_order(text: Text<'_>, from: usize, letters: &[u8]) -> Option<usize> {
    let (mut room, len) = ([0; WINDOW], text.len().saturating_sub(from));
    if len > WINDOW {
        return end_in_windows(text, from, letters);
    }
    let Some((last, letters)) = letters.split_last() else {
        return Some(from);
    };
    let window = text.window(from, &mut room);
    let left = letters.iter().fold(below(len), |left, letter| {
        left & behind_first(equal(window, *letter) & left)
    });
    let equal = equal(window, *last) & left;
    (equal != 0).then_some(from + equal.trailing_zeros() as usize + 1)
}

/// The same in a text that is longer than a window.
#[cold]
fn end_in_windows(text: Text<'_>, from: usize, letters: &[u8]) -> Option<usize> {
    letters.iter().try_fold(from, |end, letter| {
        places(text, end, *letter).next().map(|at| at + 1)
    })
}

/// The places of a letter in a text, from a byte of it on.
pub(super) fn places(text: Text<'_>, from: usize, letter: u8) -> impl Iterator<Item = usize> {
    let to = text.len();
    (from..to).step_by(WINDOW).flat_map(move |start| {
        let mut room = [0; WINDOW];
        let window = text.window(start, &mut room);
        set_in(equal(window, letter) & below(to - start)).map(move |at| start + at)
    })
}

/// The bits before a place, all if there are no more.
pub(super) fn below(len: usize) -> u64 {
    1_u64
        .checked_shl(u32::try_from(len).unwrap_or(u32::MAX))
        .map_or(u64::MAX, |bit| bit - 1)
}

/// The bits behind the first one that is set; none if none is.
pub(super) fn behind_first(bits: u64) -> u64 {
    !(bits ^ bits.wrapping_sub(1))
}

/// The numbers of the bits that are set.
pub(super) fn set_in(bits: u64) -> impl Iterator<Item = usize> {
    let mut left = bits;
    std::iter::from_fn(move || {
        let at = left.trailing_zeros() as usize;
        left &= left.wrapping_sub(1);
        (at < WINDOW).then_some(at)
    })
}

/// The bytes of a window that are equal to a letter. Written so that compilers use vectors.
#[inline]
pub(super) fn equal(window: &[u8; WINDOW], letter: u8) -> u64 {
    let mut weights = [0; WINDOW];
    for ((weight, byte), of_place) in weights.iter_mut().zip(window).zip(WEIGHTS) {
        *weight = if *byte == letter { of_place } else { 0 };
    }
    let (eights, _) = weights.as_chunks::<8>();
    let sums = eights.iter().map(|eight| {
        let sum = eight
            .iter()
            .fold(0, |sum: u8, weight| sum.wrapping_add(*weight));
        u64::from(sum)
    });
    sums.enumerate()
        .fold(0, |bits, (at, sum)| bits | sum << (8 * at))
}

#[cfg(test)]
mod tests {
    use super::{Text, end_in_order};
    use proptest::prelude::*;

    fn naive(text: &[u8], word: &[u8]) -> Option<usize> {
        let mut rest = text.iter();
        let all = word.iter().all(|letter| rest.any(|byte| byte == letter));
        all.then(|| text.len() - rest.len())
    }

    proptest! {
        #[test]
        fn finds_what_a_look_at_each_byte_finds(
            text in "[a-c\0\u{1}é`]{0,40}|[abx]x{50,70}[a-c]{0,70}",
            word in "[a-c]{0,5}",
            from in 0_usize..80,
            len in 0_usize..160,
        ) {
            let at = |at: usize| (0..=text.len().min(at)).rev().find(|at| text.is_char_boundary(*at));
            let (start, word) = (at(from).unwrap(), word.as_bytes());
            let end = at(start + len).unwrap();
            let part = Text::within(&text, start, end);
            prop_assert_eq!(end_in_order(part, 0, word), naive(part.bytes(), word));
            let half = part.len() / 2;
            let naive = naive(&part.bytes()[half..], word).map(|end| half + end);
            prop_assert_eq!(end_in_order(part, half, word), naive);
        }
    }
}
