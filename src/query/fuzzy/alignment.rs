//! The matcher's score, for many texts.
//!
//! `SkimMatcherV2` aligns a word with a text so that matching letters, beginnings of words
//! and letters in a row count most, gaps least (Smith and Waterman's local alignment with
//! Gotoh's affine gaps, two rows of the matrix at a time). It allocates for each text; this
//! computes the same number without. Most texts need only the places where the letters
//! stand, some 30 nanoseconds a letter of the word; where the matcher would take up a cell
//! that it left standing from an earlier row, the matrix is filled as it does.

use super::letters::places;
use super::padded_text::Text;
use super::word::{BREAK, GAP, GAP_LETTER, HEAD, IN_A_ROW, MATCH, Word};

/// In place of a score that cannot be.
const NEVER: i32 = i16::MIN as i32;

/// A cell of the matrix: the best score with this letter matched, with it left out, and what
/// the next letter gains that stands in a row with it.
#[derive(Clone, Copy)]
struct Cell {
    matched: i32,
    skipped: i32,
    bonus: i32,
}

const EMPTY: Cell = Cell {
    matched: NEVER,
    skipped: NEVER,
    bonus: 0,
};

/// Room for one alignment after the other.
#[derive(Default)]
pub(super) struct Scorer {
    rows: [Vec<Cell>; 2],
    /// For each place of the text what a letter gains there for beginning a word.
    places: Vec<i32>,
    wide: Vec<char>,
    /// For the letter looked at and the one before it, where it stands and what the word up
    /// to there scores at most.
    ends: [Vec<(usize, i32)>; 2],
}

impl Scorer {
    /// The matcher's score of a word in a text, both folded; `None` exactly if the text does
    /// not have the letters in order.
    pub(super) fn score(&mut self, text: Text<'_>, word: &Word) -> Option<i32> {
        let bytes = text.bytes();
        if bytes.is_ascii() && word.wide.is_none() {
            let letters = word.text.as_bytes();
            let by_places = (!word.is_doubled(bytes)).then(|| self.by_places(text, letters));
            by_places
                .flatten()
                .or_else(|| self.align(bytes, letters, char::from))
        } else {
            let mut chars = std::mem::take(&mut self.wide);
            chars.clear();
            chars.extend(text.str().chars());
            let letters: Vec<char> = word.text.chars().collect();
            let score = self.align(&chars, &letters, |c| c);
            self.wide = chars;
            score
        }
    }

    /// The score by the places of the letters alone; `None` if they do not stand in order,
    /// or if cells that the matcher left standing could count.
    fn by_places(&mut self, text: Text<'_>, word: &[u8]) -> Option<i32> {
        let (first, rest) = word.split_first()?;
        let [before, here] = &mut self.ends;
        let start = |at| MATCH + GAP_LETTER + place_at(text.bytes(), at);
        before.clear();
        before.extend(places(text, 0, *first).map(|at| (at, start(at))));
        let (mut standing, mut best) = (GAP_LETTER, best_of(before)?);
        for letter in rest {
            let (start, _) = before.first()?;
            here.clear();
            go_on(text.bytes(), places(text, start + 1, *letter), before, here);
            let (_, earliest) = here.first()?;
            if earliest + GAP < standing {
                return None;
            }
            (standing, best) = (best, best_of(here)?);
            std::mem::swap(before, here);
        }
        Some(best)
    }

    fn align<T: Copy + PartialEq>(
        &mut self,
        text: &[T],
        word: &[T],
        as_char: impl Fn(T) -> char,
    ) -> Option<i32> {
        // Nothing before the first letter or behind the last one takes part.
        let start = text.iter().position(|c| Some(c) == word.first())?;
        let end = text.iter().rposition(|c| Some(c) == word.last())?;
        let before = start.checked_sub(1).and_then(|at| text.get(at));
        let before = before.map(|c| as_char(*c));
        let text = text.get(start..=end)?;
        self.begin(before, text, as_char);
        let Self { rows, places, .. } = self;
        let [even, odd] = rows;
        let mut from = 0;
        for (n, letter) in word.iter().enumerate() {
            // The first place that the letter can have is where the letters before it and
            // this one first stand in order.
            let first = from + text.get(from..)?.iter().position(|c| c == letter)?;
            from = first + 1;
            let (row, before) = if n % 2 == 0 {
                (&mut *odd, &*even)
            } else {
                (&mut *even, &*odd)
            };
            fill(row, before, text, *letter, first, places);
        }
        let last = if word.len().is_multiple_of(2) {
            even
        } else {
            odd
        };
        let ends = last.get(from.saturating_sub(1)..).unwrap_or_default();
        ends.iter().map(|cell| cell.matched).max()
    }

    /// Clears the rows for a text that stands behind `before`, and weighs its places.
    fn begin<T: Copy>(&mut self, before: Option<char>, text: &[T], as_char: impl Fn(T) -> char) {
        let start = Cell {
            skipped: GAP_LETTER,
            ..EMPTY
        };
        for (row, cell) in self.rows.iter_mut().zip([start, EMPTY]) {
            row.clear();
            row.resize(text.len() + 1, cell);
        }
        self.places.clear();
        let mut left = before.unwrap_or('\0');
        self.places.extend(text.iter().map(|c| {
            let place = place(left);
            left = as_char(*c);
            place
        }));
        if let (None, Some(first)) = (before, self.places.first_mut()) {
            *first *= 2;
        }
    }
}

fn best_of(ends: &[(usize, i32)]) -> Option<i32> {
    ends.iter().map(|(_, score)| *score).max()
}

/// What the word scores at the places of its next letter, from those of the one before.
fn go_on(
    text: &[u8],
    places: impl Iterator<Item = usize>,
    before: &[(usize, i32)],
    here: &mut Vec<(usize, i32)>,
) {
    let mut left = before.iter().peekable();
    // A gap from a place loses a point a letter: the place's own number counts for it.
    let mut farther = NEVER;
    for at in places {
        while let Some((from, score)) = left.next_if(|(from, _)| from + 1 < at) {
            farther = farther.max(score + narrow(*from));
        }
        let place = place_at(text, at);
        let skipped = farther + GAP - 2 * GAP_LETTER - narrow(at) + place;
        let in_a_row = left.peek().filter(|(from, _)| from + 1 == at);
        let in_a_row = in_a_row.map_or(NEVER, |(_, score)| score + place.max(IN_A_ROW));
        here.push((at, MATCH + skipped.max(in_a_row)));
    }
}

fn narrow(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

/// Fills the row of a letter from the first place that it can have.
fn fill<T: Copy + PartialEq>(
    row: &mut [Cell],
    before: &[Cell],
    text: &[T],
    letter: T,
    first: usize,
    places: &[i32],
) {
    let cells = row.get_mut(first..).unwrap_or_default();
    let [left, cells @ ..] = cells else { return };
    let diagonal = before.get(first..).unwrap_or_default();
    let text = text.get(first..).unwrap_or_default();
    let places = places.get(first..).unwrap_or_default();
    let mut left = left;
    for (((cell, diagonal), c), place) in cells.iter_mut().zip(diagonal).zip(text).zip(places) {
        let skipped = (GAP + left.matched).max(GAP_LETTER + left.skipped);
        if *c == letter {
            let in_a_row = left.bonus.max(*place).max(IN_A_ROW);
            left.bonus = in_a_row;
            cell.matched = MATCH + (diagonal.matched + in_a_row).max(diagonal.skipped + place);
        } else {
            cell.matched = NEVER;
            cell.bonus = 0;
        }
        cell.skipped = skipped;
        left = cell;
    }
}

/// What a letter gains behind `before`: the classes of characters are the matcher's.
pub(super) const fn place(before: char) -> i32 {
    match before {
        '\0' | ' ' | '/' | '\\' | '|' | '(' | ')' | '[' | ']' | '{' | '}' => HEAD,
        '!'..='\'' | '*'..='.' | ':'..='@' | '^'..='`' | '~' => BREAK,
        _ => 0,
    }
}

/// What the first letter of a word gains at a place of a text.
pub(super) fn place_at(text: &[u8], at: usize) -> i32 {
    match at.checked_sub(1).and_then(|before| text.get(before)) {
        Some(before) => place(char::from(*before)),
        None => 2 * HEAD,
    }
}

#[cfg(test)]
mod tests {
    use super::{Scorer, Text, Word};
    use crate::query::fuzzy::bitmap_filter::{Block, has};
    use crate::query::fuzzy::score_bounds::ScoreBounds;
    use crate::query::fuzzy::word::End;
    use crate::text::fold::fold;
    use fuzzy_matcher::FuzzyMatcher;
    use fuzzy_matcher::skim::SkimMatcherV2;
    use proptest::prelude::*;

    /// Our score, and that of a matcher that has matched nothing yet.
    fn both(text: &str, word: &str) -> (Option<i64>, Option<i64>) {
        let (text, word) = (fold(text), fold(word));
        let ours = Word::new(&word).score(Text::alone(&text), &mut Scorer::default());
        let matcher = SkimMatcherV2::default().ignore_case();
        (ours.map(i64::from), matcher.fuzzy_match(&text, &word))
    }

    fn check(text: &str, word: &str, expected: Option<i64>) {
        assert_eq!(both(text, word), (expected, expected), "{word} in {text}");
    }

    #[test]
    fn scores_as_the_matcher_does() {
        check("nato summit", "nato", Some(31 + 3 * 20));
        check("a nato summit", "nato", Some(23 + 3 * 20));
        check("(nato) summit", "nato", Some(23 + 3 * 20));
        check("pro-nato", "nato", Some(22 + 3 * 20));
        check("senators", "nato", Some(15 + 3 * 20));
        check("new art to order", "nato", Some(91 - 1 - 2 - 1));
        check("in a storm", "nato", Some(15 + 3 * 20 - 8 - 1));
        check("in a stir", "nato", None);
        check("Володимир", "дим", Some(15 + 2 * 20));
    }

    proptest! {
        #[test]
        fn every_score_is_the_matchers(text in "[a-cA-C éß日ж.-]{0,60}", word in "[a-cé日ж.-]{1,7}") {
            let (ours, matchers) = both(&text, &word);
            prop_assert_eq!(ours, matchers);
        }

        #[test]
        fn scores_of_long_gaps_are_the_matchers(text in "[ab](x{0,30}[a-c -]{1,2}){0,8}", word in "[a-c]{1,9}") {
            let (ours, matchers) = both(&text, &word);
            prop_assert_eq!(ours, matchers);
        }

        #[test]
        fn no_score_is_above_its_bound(text in "[a-c éß日.-]{0,40}", word in "[a-cé日.-]{1,7}") {
            check_bounds(&text, &word)?;
        }

        #[test]
        fn no_score_of_long_gaps_is_above_its_bound(text in "[ab](x{0,30}[a-e -]{1,2}){0,4}", word in "[a-e]{1,9}") {
            check_bounds(&text, &word)?;
        }

        #[test]
        fn no_score_of_few_pairs_is_above_its_bound(text in "[a-h7 -]{0,20}", word in "[a-h7]{1,4}") {
            check_bounds(&text, &word)?;
        }
    }

    fn check_bounds(text: &str, word: &str) -> Result<(), TestCaseError> {
        let (text, word) = (fold(text), Word::new(&fold(word)));
        let (mut block, mut losses) = (Block::EMPTY, ScoreBounds::default());
        block.add(5, &text);
        word.lose(&block, &mut losses);
        let bound = word.most() - losses.of(5);
        let score = word.score(Text::alone(&text), &mut Scorer::default());
        let text = Text::alone(&text);
        let stands = word.end_in(text, End::UNKNOWN, 0).is_some();
        prop_assert_eq!(score.is_some(), stands);
        prop_assert!(!stands || has(&block.with_all(&word.signs), 5));
        let close = word.close_bound(text, &block, 5);
        prop_assert!(close.score <= word.most());
        prop_assert!(
            score.is_none_or(|score| score <= close.score.min(bound)),
            "{score:?} {close:?} {bound}"
        );
        prop_assert!(
            !close.is_reached || score == Some(close.score),
            "{score:?} {close:?}"
        );
        Ok(())
    }
}
