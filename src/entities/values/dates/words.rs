//! A sentence, read word by word.
//!
//! In goes a place among the tokens of an article; out comes what stands there, if it is in
//! the sentence: a word, a day of the month, a month, a year. Asking beyond the sentence is
//! no mistake: nothing stands there.

use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Token};
use crate::text::calendar::MONTHS;
use std::ops::Range;

/// A sentence of an article.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) scan: &'a Scan<'a>,
    pub(super) within: &'a Range<usize>,
}

impl<'a> Words<'a> {
    pub(super) fn word(&self, at: usize) -> &'a str {
        if self.within.contains(&at) {
            self.scan.slice(at)
        } else {
            ""
        }
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.scan
            .tokens
            .get(at)
            .filter(|_| self.within.contains(&at))
    }

    pub(super) fn has(&self, at: usize, cue: Cue) -> bool {
        self.token(at).is_some_and(|token| token.has(cue))
    }

    pub(super) fn is_large(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.shape.is_large())
    }

    /// Whether one of these words stands there, in any case.
    pub(super) fn is(&self, at: usize, any: &[&str]) -> bool {
        let word = self.word(at);
        any.iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    /// Whether one of these words stands right before.
    pub(super) fn is_before(&self, at: usize, any: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, any))
    }

    /// Behind one of these words, if it stands there.
    pub(super) fn skip(&self, at: usize, any: &[&str]) -> usize {
        at + usize::from(self.is(at, any))
    }

    /// Whether the mark stands there, no white space around it.
    pub(super) fn glued(&self, at: usize, mark: char) -> bool {
        let glued = |at: usize| self.token(at).is_some_and(|token| token.glued);
        glued(at) && self.scan.tokens[at].is_mark(mark) && glued(at + 1)
    }

    /// Whether a hyphen or a dash stands there, no white space around it.
    pub(super) fn dash(&self, at: usize) -> bool {
        self.glued(at, '-') || self.glued(at, '–') || self.glued(at, '—')
    }

    /// The month, from 1.
    pub(super) fn month(&self, at: usize) -> Option<u8> {
        let token = self.token(at)?;
        if !token.has(Cue::Month) || !token.shape.is_large() {
            return None;
        }
        let start = self.word(at).get(..3)?;
        (1..)
            .zip(MONTHS)
            .find_map(|(n, name)| name.get(..3)?.eq_ignore_ascii_case(start).then_some(n))
    }

    /// The day of the week, 1 for Monday.
    pub(super) fn day_of_week(&self, at: usize) -> Option<i8> {
        let token = self.token(at)?;
        if !token.has(Cue::Weekday) || !token.shape.is_large() {
            return None;
        }
        let start = self.word(at).get(..3)?;
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        (1..)
            .zip(days)
            .find_map(|(n, day)| day.eq_ignore_ascii_case(start).then_some(n))
    }

    /// A number with an ending of ordinals or none: the number, and whether it has one.
    pub(super) fn ordinal(&self, at: usize) -> Option<(u8, bool)> {
        let word = self.word(at);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = word.get(digits.len()..)?;
        let ordinal = ["st", "nd", "rd", "th"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known));
        let fits = (ordinal || ending.is_empty()) && digits.len() <= 2;
        digits.parse().ok().filter(|_| fits).map(|n| (n, ordinal))
    }

    /// The day of the month.
    pub(super) fn day(&self, at: usize) -> Option<u8> {
        let (day, _) = self.ordinal(at)?;
        (1..=31).contains(&day).then_some(day)
    }

    /// A year of four digits.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        let year = word.parse().ok()?;
        (word.len() == 4 && (1000..=2100).contains(&year)).then_some(year)
    }

    /// The year that is named by its distance, `last year`, in years from the article's, and
    /// where that ends.
    pub(super) fn year_by_distance(&self, at: usize) -> Option<(usize, i16)> {
        let years = match () {
            () if self.is(at, &["last"]) => -1,
            () if self.is(at, &["this", "the"]) => 0,
            () if self.is(at, &["next"]) => 1,
            () => return None,
        };
        self.is(at + 1, &["year"]).then_some((at + 2, years))
    }
}
