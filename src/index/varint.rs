//! Numbers in as few bytes as they need: seven bits a byte, the lowest first, the high
//! bit set on every byte but the last (LEB128).

/// Appends `number`, 1 to 5 bytes.
#[expect(clippy::cast_possible_truncation, reason = "seven bits fit in a byte")]
pub(super) fn write(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads the number at `at` and moves `at` behind it; 0 where the bytes have ended.
pub(super) fn read(bytes: &[u8], at: &mut usize) -> u32 {
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

/// Moves `at` over `count` numbers.
pub(super) fn skip(bytes: &[u8], at: &mut usize, mut count: u32) {
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
        fn what_is_written_is_read(numbers in prop::collection::vec(any::<u32>(), 0..20), over in 0_usize..20) {
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
