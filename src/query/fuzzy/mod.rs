//! Names and titles for a few letters.
//!
//! A [`Pattern`] matches a text when the letters of each of its words stand in the text in
//! order, gaps allowed, case and accents aside; the words may come in any order. How well
//! is said by fuzzy-matcher's `SkimMatcherV2`, word by word, the scores added up: it
//! prefers beginnings of words, letters in a row, and few gaps. [`Candidates`] keeps many
//! texts ready and finds the best of them.
//!
//! Only the first [`MAX_CHARS`] characters of a text take part.

mod candidates;
mod estimate;
mod pattern;

pub use candidates::{Candidates, Ranked, Top};
pub use pattern::Pattern;

/// Characters of a text that take part, from its beginning: more than any title has, and
/// few enough for one comparison to stay below a tenth of a millisecond.
pub const MAX_CHARS: usize = 500;

/// Characters of a text as a set of 64 bits: letters and digits of ASCII have one each, all
/// others share 28. A text that lacks a bit of a pattern's set cannot match it.
fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| mask | bit(c))
}

fn bit(c: char) -> u64 {
    let n = match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        '0'..='9' => 26 + u32::from(c) - u32::from('0'),
        _ => 36 + u32::from(c) % 28,
    };
    1 << n
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
