//! Names and titles for a few letters.
//!
//! A [`Pattern`] matches a text when the letters of each of its words stand in the text in
//! order, gaps allowed, case and accents aside; the words may come in any order. How well
//! is said by fuzzy-matcher's `SkimMatcherV2`, word by word, the scores added up: it
//! prefers beginnings of words, letters in a row, and few gaps. [`Candidates`] keeps many
//! texts ready and finds the best of them; [`History`] remembers what the patterns typed so
//! far have matched, so that one more letter looks at less.
//!
//! The crate decides the order and which letters are marked, and the program asks it for the
//! marks of the rows on the screen. It allocates and fills a matrix for every text, too slow for
//! a million titles at each key. So `alignment` computes the crate's number without, and the
//! modules around it spare most texts even that: `bitmap_filter` passes by what lacks a letter,
//! `score_bounds` what cannot come among the best, `history` what an earlier pattern has ruled
//! out. The number is the crate's to the last unit, with the cells that it reuses from an earlier
//! row: a score of our own, right where the crate's is odd, would put rows in an order that the
//! marked letters do not explain. Properties in `alignment` and `top_k` compare both.
//!
//! Only the first [`MAX_CHARS`] characters of a text take part.

mod alignment;
mod bitmap_filter;
mod candidates;
mod chunk;
mod chunk_search;
mod history;
mod letters;
mod padded_text;
mod pattern;
mod row_set;
mod score_bounds;
mod top_k;
mod word;

pub use bitmap_filter::CLASSES;
pub use candidates::Candidates;
pub use history::{History, Matching};
pub use pattern::Pattern;
pub use top_k::{Ranked, Top};

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
