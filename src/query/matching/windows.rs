//! Words that stand near each other.
//!
//! In go the places of several words in a text; out come the windows in which each of the
//! words stands, at a place of its own, in any order. A window is at most so many places
//! long as there are words and others allowed among them. From the left, the first place
//! where a window can end, and then the last where it can begin; the next window begins
//! behind it.

use crate::index::analysis::BLOCK_GAP;
use std::ops::Range;

/// Most words that are looked for near each other, and most places that they may take up.
/// No window of blocks' free positions and a word on either side is that short, so none
/// reaches into another block.
pub(crate) const LONGEST: u32 = BLOCK_GAP;

/// A word at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stand {
    /// The position of the term.
    pub(crate) position: u32,
    /// Which of the words it answers.
    pub(crate) word: usize,
}

/// The windows of at most `length` positions that hold all of `n_words` words, as ranges
/// of the stands, which are sorted.
pub(crate) fn windows(stands: &[Stand], n_words: usize, length: u32) -> Vec<Range<usize>> {
    let (mut found, mut from) = (Vec::new(), 0);
    for (at, stand) in stands.iter().enumerate() {
        let begun = stands.get(from..=at).unwrap_or_default();
        let too_far = |first: &&Stand| stand.position - first.position >= length;
        from += begun.iter().take_while(too_far).count();
        let complete =
            |from: usize| is_complete(stands.get(from..=at).unwrap_or_default(), n_words);
        if !complete(from) {
            continue;
        }
        let mut start = from;
        while complete(start + 1) {
            start += 1;
        }
        found.push(start..at + 1);
        // Other words may stand at the last place too; it is taken.
        from = stands.partition_point(|other| other.position <= stand.position);
    }
    found
}

/// Whether each word has a place of its own.
fn is_complete(stands: &[Stand], n_words: usize) -> bool {
    let mut word_at: Vec<(u32, usize)> = Vec::with_capacity(n_words);
    (0..n_words).all(|word| place(stands, word, &mut word_at, &mut Vec::new()))
}

/// Finds a place for a word, moving other words from theirs where they have another
/// (Kuhn's way of matching).
fn place(
    stands: &[Stand],
    word: usize,
    word_at: &mut Vec<(u32, usize)>,
    tried: &mut Vec<u32>,
) -> bool {
    for stand in stands.iter().filter(|stand| stand.word == word) {
        if tried.contains(&stand.position) {
            continue;
        }
        tried.push(stand.position);
        let taken = word_at.iter().position(|(at, _)| *at == stand.position);
        let Some(taken) = taken else {
            word_at.push((stand.position, word));
            return true;
        };
        let other = word_at[taken].1;
        if place(stands, other, word_at, tried) {
            word_at[taken].1 = word;
            return true;
        }
    }
    false
}
