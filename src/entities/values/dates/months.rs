//! Dates that start with a month or a day of the week: `August 29, 2024`, `in March`,
//! `Monday evening`.
//!
//! In goes such a name in a sentence; out comes where its date ends, and what it says. A
//! month that is also a verb or a person's name is a date only where the words around say so,
//! and a weekday in the name of a newspaper, a film or a sale is none.

use super::words::Words;
use crate::entities::known::lexicon::Cue;
use crate::entities::values::time_expression::{Point, TimeExpression};
use crate::text::calendar::PartialDate;
use crate::text::period::Unit;

/// Words after which a month's name is one.
const BEFORE: [&str; 22] = [
    "in",
    "since",
    "by",
    "until",
    "till",
    "from",
    "to",
    "through",
    "early",
    "late",
    "mid",
    "during",
    "of",
    "between",
    "before",
    "after",
    "for",
    "last",
    "next",
    "this",
    "around",
    "throughout",
];

/// Months whose names are verbs, or people's.
const DOUBTFUL: [&str; 5] = ["march", "may", "april", "june", "august"];

/// Words before a weekday in names of other things.
const OTHER_BEFORE: [&str; 10] = [
    "black",
    "good",
    "super",
    "bloody",
    "ash",
    "palm",
    "easter",
    "cyber",
    "sheffield",
    "fat",
];

/// Words behind a weekday in names of other things.
const OTHER_BEHIND: [&str; 14] = [
    "Times",
    "Telegraph",
    "Mail",
    "Mirror",
    "Express",
    "Post",
    "Herald",
    "Tribune",
    "Independent",
    "Star",
    "World",
    "People",
    "School",
    "Review",
];

/// Parts of a day.
pub(super) const PARTS_OF_DAY: [&str; 4] = ["morning", "afternoon", "evening", "night"];

impl Words<'_> {
    /// `August 29, 2024`, `Aug. 29`, `January 2025`, `in March`, `August last year`.
    pub(super) fn month_first(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let month = self.month(at)?;
        let next = self.skip(at + 1, &["."]);
        self.day_of(at, month, next)
            .or_else(|| self.month_of_year(month, next))
            .or_else(|| {
                // "That January" was told of before.
                let point = if self.is_before(at, &["that"]) {
                    Point::Vague
                } else {
                    Point::Part(Unit::Month, month, self.side(at, at + 1))
                };
                self.is_month_alone(at).then_some((at + 1, point.into()))
            })
    }

    /// Behind the month: a day, perhaps with a year.
    fn day_of(&self, at: usize, month: u8, next: usize) -> Option<(usize, TimeExpression)> {
        let next = self.skip(next, &["the"]);
        let (day, ordinal) = self.ordinal(next)?;
        if !(1..=31).contains(&day) || self.is_before(next, &["the"]) && !ordinal {
            return None;
        }
        let year_at = self.skip(next + 1, &[","]);
        if let Some(date) = self
            .year(year_at)
            .and_then(|year| PartialDate::day(year, month, day))
        {
            return Some((year_at + 1, Point::Known(date.into()).into()));
        }
        // "Every year on July 1" is no one day.
        let often = (self.within.start..at)
            .rev()
            .take(4)
            .any(|other| self.is(other, &["every", "each"]));
        let point = if often {
            Point::Vague
        } else {
            Point::Day(month, day, self.side(at, next + 1))
        };
        Some((next + 1, point.into()))
    }

    /// Behind the month: a year.
    fn month_of_year(&self, month: u8, next: usize) -> Option<(usize, TimeExpression)> {
        let year_at = self.skip(next, &[",", "of"]);
        if let Some(date) = self
            .year(year_at)
            .and_then(|year| PartialDate::month(year, month))
        {
            return Some((year_at + 1, Point::Known(date.into()).into()));
        }
        let (end, years) = self.year_by_distance(self.skip(next, &["of"]))?;
        // "In March the year" goes on with something else.
        let told = !self.is(end - 2, &["the"]) || self.is(next, &["of"]);
        told.then_some((end, Point::PartOf(Unit::Month, month, years).into()))
    }

    /// Whether a month's name alone is a date.
    fn is_month_alone(&self, at: usize) -> bool {
        let word = self.word(at);
        if word.len() < 3 || word.len() == 3 && !self.is(at, &["may"]) {
            return false;
        }
        let after_mid = self.is_before(at, &["-"]) && self.is_before(at - 1, &["mid"]);
        if self.is_before(at, &BEFORE) || after_mid {
            return true;
        }
        let next = self.word(at + 1);
        let owns = next.starts_with(['\'', '’']);
        let small = next.starts_with(char::is_lowercase);
        let office = self.is(at + 1, &["government", "administration", "cabinet"]);
        if small && !office && self.is_before(at, &["the", "a", "an", "its"]) {
            return true;
        }
        let name = self.is_large(at + 1) || at > self.within.start && self.is_large(at - 1);
        !name && (small || owns || next == ",") && !self.is(at, &DOUBTFUL)
    }

    /// `Monday`, `Monday evening`, `Monday, August 25, 2025`.
    pub(super) fn weekday(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let mut next = self.skip(at + 1, &["."]);
        next = self.skip(next, &[","]);
        let the = self.skip(next, &["the"]);
        let dated = self
            .month(next)
            .and_then(|_| self.day_of(at, self.month(next)?, self.skip(next + 1, &["."])))
            .or_else(|| self.day(the).and_then(|_| self.day_first(the)));
        if dated.is_some() {
            return dated;
        }
        let weekday = self.day_of_week(at)?;
        if self.word(at).len() < 6 || self.names_something_else(at) {
            return None;
        }
        let end = self.skip(at + 1, &PARTS_OF_DAY);
        let point = if self.is_before(at, &["every", "each"]) {
            Point::Vague
        } else {
            Point::Weekday(weekday, self.side_of_weekday(at, end))
        };
        Some((end, point.into()))
    }

    /// Whether the weekday belongs to a name: `Black Friday`, `Sunday Times`.
    fn names_something_else(&self, at: usize) -> bool {
        let before = at > self.within.start && self.is_large(at - 1);
        let night = self.word(at + 1) == "Night" && self.is_large(at + 2);
        before && self.is_before(at, &OTHER_BEFORE)
            || OTHER_BEHIND.contains(&self.word(at + 1)) && !self.has(at + 1, Cue::Say)
            || night
    }
}
