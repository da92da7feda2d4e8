//! UTF-16 without a mark, told by what it says in either order of its bytes.
//!
//! In go bytes; out comes the encoding in which they are a text of one script with blanks
//! and punctuation, if there is one.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Units looked at.
const SAMPLE: usize = 4096;
/// Units of the shortest text that is told: a few may mean anything.
const SHORTEST: usize = 8;

/// The encoding of `bytes` as UTF-16, if they read as a text in it and not in the other
/// order.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() || pairs.len() < SHORTEST {
        return None;
    }
    let pairs = &pairs[..pairs.len().min(SAMPLE)];
    let reads = |unit: fn([u8; 2]) -> u16| is_text(pairs.iter().map(|pair| unit(*pair)));
    match (reads(u16::from_le_bytes), reads(u16::from_be_bytes)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// What a unit is in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Blanks and the ends of lines.
    Blank,
    /// Digits and punctuation, as in any script.
    Common,
    /// A letter, with the number of its script's row in [`SCRIPTS`].
    Letter(usize),
    /// Something that texts hardly have.
    Other,
}

/// First and last code units of scripts, after the Unicode Standard's blocks.
const SCRIPTS: [(u16, u16); 14] = [
    (0x00c0, 0x024f), // Latin with marks; ASCII letters count to it
    (0x0370, 0x03ff), // Greek
    (0x0400, 0x052f), // Cyrillic
    (0x0530, 0x058f), // Armenian
    (0x0590, 0x05ff), // Hebrew
    (0x0600, 0x077f), // Arabic
    (0x0900, 0x0dff), // scripts of India and Sri Lanka
    (0x0e00, 0x0eff), // Thai, Lao
    (0x1000, 0x109f), // Burmese
    (0x10a0, 0x10ff), // Georgian
    (0x1780, 0x17ff), // Khmer
    (0x3040, 0x30ff), // Kana
    (0x4e00, 0x9fff), // Han
    (0xac00, 0xd7a3), // Hangul
];

fn sign(unit: u16) -> Sign {
    match unit {
        0x09 | 0x0a | 0x0d | 0x20 | 0xa0 | 0x3000 => Sign::Blank,
        0x41..=0x5a | 0x61..=0x7a => Sign::Letter(0),
        0x21..=0x7e
        | 0xa1..=0xbf
        | 0x2010..=0x203a
        | 0x20ac
        | 0x2116
        | 0x3001..=0x301f
        | 0xff01..=0xff1f => Sign::Common,
        _ => match SCRIPTS
            .iter()
            .position(|(first, last)| (*first..=*last).contains(&unit))
        {
            Some(script) => Sign::Letter(script),
            None => Sign::Other,
        },
    }
}

/// Whether units are a text: letters nearly all of one script and its usual company (Latin
/// anywhere; Han with Kana or Hangul), with something between them.
fn is_text(units: impl Iterator<Item = u16>) -> bool {
    let (mut all, mut between, mut other) = (0, 0, 0);
    let mut letters = [0; SCRIPTS.len()];
    for unit in units {
        all += 1;
        match sign(unit) {
            Sign::Blank | Sign::Common => between += 1,
            Sign::Letter(script) => letters[script] += 1,
            Sign::Other => other += 1,
        }
    }
    let [latin, .., kana, han, hangul] = letters;
    let of_east = kana + han + hangul;
    let of_one = letters[1..11].iter().copied().max().unwrap_or(0);
    let company = latin + of_east.max(of_one);
    let strange = letters.iter().sum::<usize>() - company;
    // A text has a blank or a mark in forty signs at least, and hardly anything strange.
    between * 40 >= all && (strange + other) * 50 <= all && company * 2 > all
}
