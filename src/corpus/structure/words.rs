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
    let (mut count, mut inside, mut at) = (0_u32, 0_u8, 0);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte < 0x80 {
            // Without branches: the ends of words cannot be predicted.
            let class = ASCII[usize::from(byte)];
            let letter = class & 1;
            count += u32::from(letter & !inside);
            inside = (inside & (class >> 1)) | letter;
            continue;
        }
        let next = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or(0);
        match (byte, next(0)) {
            (0x80..=0xbf, _) => {}
            // No-break space, and the other signs of Latin-1.
            (0xc2, sign) => {
                inside &= u8::from(sign != 0xa0);
                at += 1;
            }
            // General punctuation, U+2000 to U+207F: dashes, quotes, wide blanks.
            (0xe2, 0x80 | 0x81) => {
                inside &= u8::from(!matches!(next(1), 0x80..=0x8a));
                at += 2;
            }
            // Chinese characters, U+4000 to U+9FFF.
            (0xe4..=0xe9, _) => {
                count += 1;
                inside = 0;
                at += 2;
            }
            _ => {
                count += u32::from(1 - inside);
                inside = 1;
            }
        }
    }
    count
}

/// What an ASCII character does: bit 0 begins a word, bit 1 goes on with one; so white space
/// is 0, a letter or a digit 3, any other sign 2.
const ASCII: [u8; 128] = {
    let mut class = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        class[byte] = match byte {
            0x09..=0x0d | 0x20 => 0,
            0x30..=0x39 | 0x41..=0x5a | 0x61..=0x7a => 3,
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
