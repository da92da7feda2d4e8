//! Dates that start with digits: `29 August 2024`, `2024-05-01`, `in 1994`.
//!
//! In goes a number in a sentence; out comes where the date that it starts ends, and what
//! it says. A bare number is a year only where the words around say so: most are not.

use super::dates::Words;
use super::lexicon::Cue;
use super::when::When;
use crate::text::calendar::PartialDate;

impl Words<'_> {
    pub(super) fn iso(&self, at: usize) -> Option<(usize, When)> {
        let year = self.year(at)?;
        if !(self.glued(at + 1, '-') && self.glued(at + 3, '-')) {
            return None;
        }
        let date = PartialDate::day(year, self.day(at + 2)?, self.day(at + 4)?)?;
        Some((at + 5, When::Known(date)))
    }

    pub(super) fn day_first(&self, at: usize) -> Option<(usize, When)> {
        let day = self.day(at)?;
        let next = self.skip(at + 1, &["of", "-"]);
        let month = self.month(next)?;
        let end = self.skip(next + 1, &["."]);
        let year_at = self.skip(end, &[",", "-"]);
        if let Some(date) = self
            .year(year_at)
            .and_then(|year| PartialDate::day(year, month, day))
        {
            return Some((year_at + 1, When::Known(date)));
        }
        // "In 1991, 20 March events" and "the 5 May be": a number before a verb is no day.
        let verb = self.word(next).len() == 3 && self.is(next, &["may", "mar"]);
        (!verb).then_some((next + 1, When::Day(month, day)))
    }

    /// `29.08.2024`, and `8/29/2024` where only one order makes a date.
    pub(super) fn with_slashes(&self, at: usize) -> Option<(usize, When)> {
        let mut dotted = self.word(at).split('.');
        if let (Some(day), Some(month), Some(year), None) =
            (dotted.next(), dotted.next(), dotted.next(), dotted.next())
            && year.len() == 4
        {
            let date =
                PartialDate::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
            return Some((at + 1, When::Known(date)));
        }
        if !(self.glued(at + 1, '/') && self.glued(at + 3, '/')) {
            return None;
        }
        let (first, second, year) = (self.day(at)?, self.day(at + 2)?, self.year(at + 4)?);
        let american = PartialDate::day(year, first, second);
        let european = PartialDate::day(year, second, first);
        let when = match (american, european) {
            (Some(date), None) | (None, Some(date)) => When::Known(date),
            (Some(one), Some(other)) if one == other => When::Known(one),
            (Some(_), Some(_)) => When::Vague,
            (None, None) => return None,
        };
        Some((at + 5, when))
    }

    /// `the 1990s`.
    pub(super) fn decade(&self, at: usize) -> Option<(usize, When)> {
        let year = self.word(at).strip_suffix('s')?;
        let decade = year.len() == 4 && year.ends_with('0') && year.parse::<i16>().is_ok();
        decade.then_some((at + 1, When::Vague))
    }

    pub(super) fn bare_year(&self, at: usize) -> Option<(usize, When)> {
        let year = self.year(at)?;
        let date = PartialDate::year(year)?;
        let next = self.word(at + 1);
        let counted = self.scan.tokens.get(at + 1).is_some_and(|token| {
            token.any(&[Cue::Unit, Cue::Money, Cue::Scale]) || token.is_mark('%')
        }) || self.is(at + 1, &["people", "men", "women", "troops", "jobs"]);
        let verb = ["is", "was", "has", "as", "its", "this", "does", "his"].contains(&next);
        let plural = next.ends_with('s') && next.starts_with(char::is_lowercase) && !verb;
        let modern = (1500..=2100).contains(&year);
        let range = |other: usize| self.year(other).is_some_and(|y| (1500..=2100).contains(&y));
        let in_range = (self.glued(at + 1, '-') || self.glued(at + 1, '–')) && range(at + 2)
            || at >= 2 && (self.glued(at - 1, '-') || self.glued(at - 1, '–')) && range(at - 2);
        let surely = [
            "in", "since", "during", "until", "till", "early", "late", "mid", "year", "fiscal",
            "summer", "spring", "autumn", "winter", "fall",
        ];
        let perhaps = [
            "of", "by", "from", "to", "before", "after", "between", "through", "around", "and",
            "than", "for",
        ];
        let bracketed = self.is_before(at, &["("]) && self.is(at + 1, &[")", ","]);
        let named = self.is_before(at, &["the", "a", "his", "its", "their"])
            && !plural
            && (1800..=2100).contains(&year)
            && self
                .scan
                .tokens
                .get(at + 1)
                .is_some_and(|token| token.shape.is_word());
        let is_year = modern
            && !counted
            && (in_range
                || self.is_before(at, &surely)
                || self.is_before(at, &perhaps) && !plural && (1800..=2100).contains(&year)
                || bracketed
                || named);
        is_year.then_some((at + 1, When::Known(date)))
    }
}
