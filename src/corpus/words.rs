//! How many words a text has.
//!
//! In goes a text, out comes a number that a reader would agree with; it only serves to
//! tell how long an article is, and is no count of search terms.

/// Number of words in `text`: runs without white space that hold a letter or a digit; each
/// Chinese character is one.
///
/// Counts over bytes, because it passes over everything that is read.
#[must_use]
pub fn count(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (mut count, mut inside) = (0_u32, false);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match CLASS[usize::from(byte)] {
            0 => inside = false,
            1 => {
                count += u32::from(!inside);
                inside = true;
            }
            // General punctuation, U+2000 to U+207F: dashes, quotes, wide blanks.
            3 if bytes.get(at) == Some(&0x80) || bytes.get(at) == Some(&0x81) => {
                inside &= !matches!(bytes.get(at + 1), Some(0x80..=0x8a));
                at += 2;
            }
            3 => {
                count += u32::from(!inside);
                inside = true;
            }
            // The second byte of a no-break space, of Latin punctuation, or of a letter.
            4 => {
                inside &= bytes.get(at) != Some(&0xa0);
                at += 1;
            }
            5 => {
                count += 1;
                inside = false;
                at += 2;
            }
            _ => {}
        }
    }
    count
}

/// What a byte does: 0 parts words, 1 makes one, 2 does nothing, 3 to 5 start a character
/// of several bytes.
const CLASS: [u8; 256] = {
    let mut class = [2; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte {
            0x09..=0x0d | 0x20 => 0,
            0x30..=0x39 | 0x41..=0x5a | 0x61..=0x7a | 0xc3..=0xe1 | 0xea..=0xff => 1,
            0xc2 => 4,
            0xe2 => 3,
            0xe4..=0xe9 => 5,
            0xe3 => 1,
            _ => 2,
        };
        byte += 1;
    }
    class
};

#[cfg(test)]
mod tests {
    use super::count;
    use proptest::prelude::*;

    fn check(text: &str, expected: u32) {
        assert_eq!(count(text), expected, "{text}");
    }

    #[test]
    fn counts_what_a_reader_counts() {
        check("", 0);
        check("The U.S. – once more – won’t pay $1,364.", 7);
        check("Żółć\u{a0}w Krakowie\n\nnocą", 4);
        check("- * •", 0);
        check("日本語", 3);
        check("“Yes,” she said…", 3);
    }

    proptest! {
        #[test]
        fn agrees_with_a_naive_count(text in "([a-zéżа-я]{1,4}|[-,.“”–… \\n]){0,30}") {
            let naive = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
            prop_assert_eq!(count(&text) as usize, naive.count());
        }
    }
}
