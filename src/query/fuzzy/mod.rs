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
mod losses;
mod order;
mod pattern;
mod rank;
mod rows;
mod sieve;
mod signs;
mod text;
mod top;
mod trail;
mod word;

pub use candidates::Candidates;
pub use pattern::Pattern;
pub use signs::CLASSES;
pub use top::{Ranked, Top};
pub use trail::{Matching, Trail};

/// Characters of a text that take part, from its beginning: more than any title has, and
/// few enough for one comparison to stay below a tenth of a millisecond.
pub const MAX_CHARS: usize = 500;

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
