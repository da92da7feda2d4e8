//! The letters of a word looked for in a text in order, eight bytes at a time.
//!
//! Each byte of a block is compared with a letter by one addition (Warren, Hacker's Delight,
//! 2nd ed., section 6-1); where one is equal, the block is looked at again behind it for the
//! next letter. Bytes of other characters are never equal to those of ASCII.

const LOW_BITS: u64 = u64::from_ne_bytes([0x7F; 8]);
const ONES: u64 = u64::from_ne_bytes([1; 8]);

/// Where a word ends whose bytes stand in a text in order, each as far in front as it may.
pub(super) fn end_in_order(text: &[u8], word: &[u8]) -> Option<usize> {
    let Some((mut letter, mut letters)) = word.split_first() else {
        return Some(0);
    };
    let (blocks, tail) = text.as_chunks();
    let blocks = (8..)
        .step_by(8)
        .zip(blocks.iter().map(|block| (block, u64::MAX)));
    // The last bytes with some before them, which are not looked at again.
    let last = text.last_chunk().filter(|_| !tail.is_empty());
    let last = last.map(|block| (text.len(), (block, u64::MAX << (64 - 8 * tail.len()))));
    for (end, (block, mut left)) in blocks.chain(last) {
        let block = u64::from_le_bytes(*block);
        loop {
            let equal = equal(block, *letter) & left;
            if equal == 0 {
                break;
            }
            match letters.split_first() {
                Some(next) => (letter, letters) = next,
                None => return Some(end - equal.swap_bytes().ilog2() as usize / 8),
            }
            left = !(equal ^ (equal - 1));
        }
    }
    if text.len() >= 8 {
        return None;
    }
    let mut rest = tail.iter();
    let all = rest.any(|byte| byte == letter)
        && letters.iter().all(|letter| rest.any(|byte| byte == letter));
    all.then(|| tail.len() - rest.len())
}

/// The highest bit of each byte of a block that is equal to another.
fn equal(block: u64, byte: u8) -> u64 {
    let other = block ^ (ONES * u64::from(byte));
    !(((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS)
}

#[cfg(test)]
mod tests {
    use super::end_in_order;
    use proptest::prelude::*;

    fn naive(text: &[u8], word: &[u8]) -> Option<usize> {
        let mut rest = text.iter();
        let all = word.iter().all(|letter| rest.any(|byte| byte == letter));
        all.then(|| text.len() - rest.len())
    }

    proptest! {
        #[test]
        fn finds_what_a_look_at_each_byte_finds(text in "[a-c\0\u{1}é`]{0,40}", word in "[a-c]{0,5}") {
            let (text, word) = (text.as_bytes(), word.as_bytes());
            prop_assert_eq!(end_in_order(text, word), naive(text, word));
        }
    }
}
