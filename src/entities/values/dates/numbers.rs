//! Dates that start with digits: `29 August 2024`, `2024-05-01`, `in 1994`, `the 1990s`.
//!
//! In goes a number in a sentence; out comes where the date that it starts ends, and what
//! it says. A bare number is a year only where the words around say so: most are not.

use super::words::Words;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::Shape;
use crate::entities::values::time_expression::{Point, TimeExpression};
use crate::text::calendar::PartialDate;
use crate::text::period::{Stretch, Unit};

/// Words before a year that leave no doubt.
const SURELY: [&str; 17] = [
    "in",
    "since",
    "during",
    "until",
    "till",
    "early",
    "late",
    "mid",
    "year",
    "fiscal",
    "summer",
    "spring",
    "autumn",
    "winter",
    "fall",
    "throughout",
    "season",
];

/// Words before a year, and before other numbers.
const PERHAPS: [&str; 12] = [
    "of", "by", "from", "to", "before", "after", "between", "through", "around", "and", "than",
    "for",
];

/// Verbs behind a year that starts a sentence.
const VERBS: [&str; 10] = [
    "is", "was", "will", "saw", "has", "had", "marked", "brought", "began", "ended",
];

/// What is counted in large round numbers.
const COUNTED: [&str; 5] = ["people", "men", "women", "troops", "jobs"];

impl Words<'_> {
    /// What starts with a number.
    pub(super) fn number_first(&self, at: usize) -> Option<(usize, TimeExpression)> {
        self.iso(at)
            .or_else(|| self.day_first(at))
            .or_else(|| self.with_slashes(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.year_first(at))
            .or_else(|| self.bare_year(at))
            .or_else(|| self.ago(at))
    }

    /// `2024-05-01`, `2024-05-01T10:30:00Z`.
    fn iso(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let year = self.year(at)?;
        if !(self.glued(at + 1, '-') && self.glued(at + 3, '-')) {
            return None;
        }
        let last = self.word(at + 4).split(['T', 't']).next()?;
        let day = last.parse().ok().filter(|_| last.len() <= 2)?;
        let date = PartialDate::day(year, self.day(at + 2)?, day)?;
        Some((at + 5, Point::Known(date.into()).into()))
    }

    /// `29 August 2024`, `the 29th of August`, `3 to 5 May`.
    pub(super) fn day_first(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let day = self.day(at)?;
        let joined = self.is(at + 1, &["to", "–", "—"]) || self.glued(at + 1, '-');
        if joined && let Some(last) = self.day(at + 2) {
            let (end, until) = self.day_and_month(at + 2, last, at)?;
            let from = match until.from {
                Point::Known(end) => {
                    let month = u8::try_from(end.first().month()).ok()?;
                    Point::Known(PartialDate::day(end.year(), month, day)?.into())
                }
                Point::Day(month, _, side) => Point::Day(month, day, side),
                _ => return None,
            };
            return (day < last).then_some((end, TimeExpression::from(from).until(until)));
        }
        self.day_and_month(at, day, at)
    }

    /// The day at `at` and the month behind it, in a date that starts at `start`.
    fn day_and_month(&self, at: usize, day: u8, start: usize) -> Option<(usize, TimeExpression)> {
        let next = self.skip(at + 1, &["of", "-"]);
        let month = self.month(next)?;
        let end = self.skip(next + 1, &["."]);
        let year_at = self.skip(end, &[",", "-"]);
        if let Some(date) = self
            .year(year_at)
            .and_then(|year| PartialDate::day(year, month, day))
        {
            return Some((year_at + 1, Point::Known(date.into()).into()));
        }
        // "In 1991, 20 March events" and "the 5 May be": a number before a verb is no day.
        let verb = self.word(next).len() == 3 && self.is(next, &["may", "mar"]);
        let verb = verb && self.word(next + 1).starts_with(char::is_lowercase);
        let side = self.side(start, next + 1);
        (!verb).then_some((next + 1, Point::Day(month, day, side).into()))
    }

    /// `29.08.2024`, and `8/29/2024` where only one order makes a date.
    fn with_slashes(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let mut dotted = self.word(at).split('.');
        if let (Some(day), Some(month), Some(year), None) =
            (dotted.next(), dotted.next(), dotted.next(), dotted.next())
            && year.len() == 4
        {
            let date =
                PartialDate::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
            return Some((at + 1, Point::Known(date.into()).into()));
        }
        if !(self.glued(at + 1, '/') && self.glued(at + 3, '/')) {
            return None;
        }
        let (first, second, year) = (self.day(at)?, self.day(at + 2)?, self.year(at + 4)?);
        let american = PartialDate::day(year, first, second);
        let european = PartialDate::day(year, second, first);
        let point = match (american, european) {
            (Some(date), None) | (None, Some(date)) => Point::Known(date.into()),
            (Some(one), Some(other)) if one == other => Point::Known(one.into()),
            (Some(_), Some(_)) => Point::Vague,
            (None, None) => return None,
        };
        Some((at + 5, point.into()))
    }

    /// `the 1990s`, `the 1990's`; `the 1800s` are a century.
    pub(super) fn decade(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let word = self.word(at);
        let glued = self.token(at + 1).is_some_and(|token| token.glued);
        let owned = glued && self.is(at + 1, &["'s", "’s"]);
        let told = ["the", "early", "late", "mid", "-"];
        let (year, end) = match word.strip_suffix('s') {
            Some(year) => (year, at + 1),
            None if owned && self.is_before(at, &told) => (word, at + 2),
            None => return None,
        };
        let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
        if year % 10 != 0 || !(1000..=2100).contains(&year) {
            return None;
        }
        let century = year % 100 == 0 && year < 2000;
        let unit = if century { Unit::Century } else { Unit::Decade };
        Some((end, Point::Known(Stretch::years(unit, year)?).into()))
    }

    /// `the ’80s`: of the last century, unless that would be far from it.
    pub(super) fn short_decade(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let mark = self.token(at)?;
        let told = ["the", "early", "late", "mid", "-", "and"];
        let word = self.word(at + 1).strip_suffix('s')?;
        let glued = self.token(at + 1)?.glued;
        let fits = matches!(mark.shape, Shape::Mark(_)) && glued;
        if !fits || word.len() != 2 || !self.is_before(at, &told) {
            return None;
        }
        let digits: i16 = word.parse().ok().filter(|digits| digits % 10 == 0)?;
        let year = if digits < 20 {
            2000 + digits
        } else {
            1900 + digits
        };
        let decade = Stretch::years(Unit::Decade, year)?;
        Some((at + 2, Point::Known(decade).into()))
    }

    /// `the 19th century`.
    pub(super) fn century(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let (number, ordinal) = self.ordinal(at)?;
        let next = at + 1 + usize::from(self.glued(at + 1, '-'));
        if !ordinal || !self.is(next, &["century"]) || !(2..=21).contains(&number) {
            return None;
        }
        let century = Stretch::years(Unit::Century, (i16::from(number) - 1) * 100)?;
        Some((next + 1, Point::Known(century).into()))
    }

    /// `2024 Q1`, `2024's third quarter`.
    fn year_first(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let year = self.year(at)?;
        let next = self.skip(at + 1, &["'s", "’s"]);
        let (end, unit, part) = self.sign(next)?;
        let point = Point::Known(Stretch::part(unit, year, part)?);
        Some((end, point.into()))
    }

    /// A year by itself.
    fn bare_year(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let year = self.year(at)?;
        let date = PartialDate::year(year)?;
        let next = self.word(at + 1);
        let plural = self.is_plural(at + 1);
        let modern = (1500..=2100).contains(&year);
        let recent = (1800..=2100).contains(&year);
        let bracketed = self.is_before(at, &["("]) && self.is(at + 1, &[")", ","]);
        let word_behind = self
            .token(at + 1)
            .is_some_and(|token| token.shape.is_word());
        let named = self.is_before(at, &["the", "a", "his", "its", "their"]) && word_behind;
        let opens = at == self.within.start && VERBS.contains(&next);
        let is_year = modern
            && !self.counts(at)
            && (self.in_years(at)
                || self.is_before(at, &SURELY)
                || recent && !plural && self.is_before(at, &PERHAPS)
                || bracketed
                || recent && !plural && (named || opens));
        is_year.then_some((at + 1, Point::Known(date.into()).into()))
    }

    /// Whether the number at `at` counts what stands behind it, or behind the number that
    /// it is a range with: `between 1500 and 2000 people`.
    fn counts(&self, at: usize) -> bool {
        let counted = |at: usize| {
            let unit = self.token(at).is_some_and(|token| {
                token.any(&[Cue::Unit, Cue::Money, Cue::Scale]) || token.is_mark('%')
            });
            unit || self.is(at, &COUNTED)
        };
        let range = self.is(at + 1, &["and", "to", "or", "-", "–"]);
        counted(at + 1)
            || range && self.year(at + 2).is_some() && (counted(at + 3) || self.is_plural(at + 3))
    }

    /// Whether a small word in the plural stands there.
    fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        let verb = ["is", "was", "has", "as", "its", "this", "does", "his"].contains(&word);
        word.ends_with('s') && word.starts_with(char::is_lowercase) && !verb
    }

    /// Whether the number at `at` is one of two years with a dash between, and no longer
    /// row of numbers.
    fn in_years(&self, at: usize) -> bool {
        let year = |other: usize| self.year(other).is_some_and(|y| (1500..=2100).contains(&y));
        let first = self.dash(at + 1) && year(at + 2) && !self.dash(at + 3);
        let short = self.short_year(at).is_some();
        let alone = at == 0 || !self.dash(at - 1);
        let last = at >= 2 && self.dash(at - 1) && year(at - 2) && !self.dash(at + 1);
        (first || short) && alone || last && !(at >= 3 && self.dash(at - 3))
    }
}
