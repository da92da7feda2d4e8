//! Names and titles for a few letters.
//!
//! A [`Pattern`] matches a text when the letters of each of its words stand in the text in
//! order, gaps allowed, case and accents aside; the words may come in any order. How well
//! is said by fuzzy-matcher's `SkimMatcherV2`, word by word, the scores added up: it
//! prefers beginnings of words, letters in a row, and few gaps. [`Candidates`] keeps many
//! texts ready and finds the best of them; [`Trail`] remembers what the patterns typed so
//! far have matched, so that one more letter looks at less.
//!
//! Only the first [`MAX_CHARS`] characters of a text take part.

mod candidates;
mod chunk;
mod pattern;
mod rank;
mod sieve;
mod trail;
mod word;

pub use candidates::{Candidates, Ranked, Top};
pub use pattern::Pattern;
pub use trail::{Matching, Trail};

/// Characters of a text that take part, from its beginning: more than any title has, and
/// few enough for one comparison to stay below a tenth of a millisecond.
pub const MAX_CHARS: usize = 500;
/// Number of classes that rows can be of.
pub const CLASSES: u32 = 10;

/// Bits of a set of characters that letters and digits of ASCII take, one each.
const PLAIN: u32 = 36;
/// Bits that all other characters share.
const SHARED: u32 = 64 - PLAIN - CLASSES - 1;
/// The bit of every row that can match.
const PRESENT: u64 = 1 << (64 - CLASSES - 1);

/// Characters of a text as a set of 64 bits: letters and digits of ASCII have one each, all
/// others share 17; one is for all, the last ten are for the class of a row. A text that
/// lacks a bit of a pattern's set cannot match it.
fn mask(text: &str) -> u64 {
    text.chars().fold(PRESENT, |mask, c| mask | bit(c))
}

fn bit(c: char) -> u64 {
    let n = match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        '0'..='9' => 26 + u32::from(c) - u32::from('0'),
        _ => PLAIN + u32::from(c) % SHARED,
    };
    1 << n
}

/// The bit of a class.
fn class_bit(class: u32) -> u64 {
    1 << (64 - CLASSES + class % CLASSES)
}

/// The characters that words of a folded text begin with, as a set of 32 bits: letters of
/// ASCII have one each, all others share 6.
fn initials(text: &str) -> u32 {
    let (mut initials, mut before) = (0, '\0');
    for c in text.chars() {
        if rank::place(before) > 0 {
            initials |= initial(c);
        }
        before = c;
    }
    initials
}

fn initial(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        _ => 1 << (26 + u32::from(c) % 6),
    }
}

/// The part of a folded text that takes part.
fn head(text: &str) -> &str {
    if text.len() <= MAX_CHARS {
        return text;
    }
    let end = text
        .char_indices()
        .nth(MAX_CHARS)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}
