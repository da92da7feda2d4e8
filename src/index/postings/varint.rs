//! Numbers in as few bytes as they need: seven bits a byte, the lowest first, the high
//! bit set on every byte but the last (LEB128).

/// Appends `number`, 1 to 5 bytes.
#[expect(clippy::cast_possible_truncation, reason = "seven bits fit in a byte")]
pub(crate) fn write(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads the number at `at` and moves `at` behind it; 0 where the bytes have ended.
#[inline]
pub(crate) fn read(bytes: &[u8], at: &mut usize) -> u32 {
    // Nearly all numbers of an index take one byte.
    if let Some(&byte) = bytes.get(*at)
        && byte < 0x80
    {
        *at += 1;
        return u32::from(byte);
    }
    read_long(bytes, at)
}

fn read_long(bytes: &[u8], at: &mut usize) -> u32 {
    let (mut number, mut shift) = (0, 0);
    while let Some(&byte) = bytes.get(*at) {
        *at += 1;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 || shift == 28 {
            break;
        }
        shift += 7;
    }
    number
}

/// A one in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Moves `at` over `count` numbers, eight bytes at a time: each number ends with a byte
/// whose high bit is clear.
#[inline]
pub(crate) fn skip(bytes: &[u8], at: &mut usize, mut count: u32) {
    while count >= 8 {
        let Some(chunk) = bytes.get(*at..).and_then(<[u8]>::first_chunk::<8>) else {
            break;
        };
        let ends = (!u64::from_le_bytes(*chunk) >> 7) & ONES;
        // The highest byte of the product is the sum of all: quicker than counting bits
        // without an instruction for it, which not every x86-64 has.
        count -= (ends.wrapping_mul(ONES) >> 56) as u32;
        *at += 8;
    }
    while count > 0 {
        let Some(&byte) = bytes.get(*at) else { break };
        *at += 1;
        count -= u32::from(byte < 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::{read, skip, write};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in prop::collection::vec(prop_oneof![any::<u32>(), 0_u32..200], 0..40), over in 0_usize..40) {
            let mut bytes = Vec::new();
            for number in &numbers {
                write(&mut bytes, *number);
            }
            let mut at = 0;
            for number in &numbers {
                prop_assert_eq!(read(&bytes, &mut at), *number);
            }
            prop_assert_eq!(at, bytes.len());

            let over = over.min(numbers.len());
            let mut at = 0;
            skip(&bytes, &mut at, u32::try_from(over).unwrap());
            prop_assert_eq!(read(&bytes, &mut at), numbers.get(over).copied().unwrap_or(0));
        }
    }
}
