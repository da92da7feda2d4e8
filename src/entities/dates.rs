//! Dates: where an article names one, and what its words say.
//!
//! In goes a place in a sentence; out comes where the date that starts there ends, and a
//! [`When`]. Where the words leave a choice (`the coming days`, `next Monday`, a weekday in
//! a sentence that both looks back and ahead) there is a span that has no value.

use super::lexicon::Cue;
use super::scan::{Scan, Shape};
use super::when::{Side, When, count_of, unit_of};
use crate::text::calendar::{MONTHS, PartialDate};
use std::ops::Range;

/// The date that starts at the token `at` of the sentence `within`, and where it ends.
pub(super) fn date_at(scan: &Scan<'_>, within: &Range<usize>, at: usize) -> Option<(usize, When)> {
    let token = scan.tokens.get(at)?;
    let words = Words { scan, within };
    if token.has(Cue::Month) && token.shape.is_large() {
        return words.month_first(at);
    }
    if token.has(Cue::Weekday) && token.shape.is_large() {
        return words.weekday(at);
    }
    if token.shape == Shape::Number {
        return words.number_first(at);
    }
    if token.has(Cue::Time) {
        return words.relative(at);
    }
    if token.has(Cue::Number) || words.is(at, &["a", "an", "several", "few"]) {
        return words.ago(at);
    }
    None
}

/// A sentence, read word by word.
struct Words<'a> {
    scan: &'a Scan<'a>,
    within: &'a Range<usize>,
}

impl Words<'_> {
    fn word(&self, at: usize) -> &str {
        if self.within.contains(&at) {
            self.scan.slice(at)
        } else {
            ""
        }
    }

    fn is(&self, at: usize, any: &[&str]) -> bool {
        let word = self.word(at);
        any.iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    fn is_before(&self, at: usize, any: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, any))
    }

    fn month(&self, at: usize) -> Option<u8> {
        let token = self.scan.tokens.get(at)?;
        if !self.within.contains(&at) || !token.has(Cue::Month) || !token.shape.is_large() {
            return None;
        }
        let start = self.word(at).get(..3)?;
        (1..)
            .zip(MONTHS)
            .find_map(|(n, name)| name.get(..3)?.eq_ignore_ascii_case(start).then_some(n))
    }

    fn day(&self, at: usize) -> Option<u8> {
        let word = self.word(at);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = word.get(digits.len()..)?;
        let fits = suffix.is_empty()
            || ["st", "nd", "rd", "th"]
                .iter()
                .any(|end| suffix.eq_ignore_ascii_case(end));
        digits
            .parse()
            .ok()
            .filter(|day| fits && digits.len() <= 2 && (1..=31).contains(day))
    }

    fn year(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        let year = word.parse().ok()?;
        (word.len() == 4 && (1000..=2100).contains(&year)).then_some(year)
    }

    /// Behind a comma or an `of` at `at`, if there is one.
    fn skip(&self, at: usize, any: &[&str]) -> usize {
        at + usize::from(self.is(at, any))
    }

    /// `August 29, 2024`, `Aug. 29`, `January 2025`, `in March`.
    fn month_first(&self, at: usize) -> Option<(usize, When)> {
        let month = self.month(at)?;
        let next = self.skip(at + 1, &["."]);
        if let Some(day) = self.day(next) {
            let year_at = self.skip(next + 1, &[","]);
            if let Some(date) = self
                .year(year_at)
                .and_then(|year| PartialDate::day(year, month, day))
            {
                return Some((year_at + 1, When::Known(date)));
            }
            return Some((next + 1, When::Day(month, day)));
        }
        let year_at = self.skip(next, &[",", "of"]);
        if let Some(date) = self
            .year(year_at)
            .and_then(|year| PartialDate::month(year, month))
        {
            return Some((year_at + 1, When::Known(date)));
        }
        let before = [
            "in", "since", "by", "until", "till", "from", "to", "through", "early", "late", "mid",
            "during", "of", "between",
        ];
        let known = self.is_before(at, &before)
            || self.is_before(at, &["-"]) && self.is_before(at - 1, &["mid"]);
        (known && self.word(at).len() > 2).then_some((at + 1, When::Month(month, Side::Nearest)))
    }

    /// `Monday`, `Monday evening`, `Monday, August 25, 2025`.
    fn weekday(&self, at: usize) -> Option<(usize, When)> {
        let mut next = self.skip(at + 1, &["."]);
        next = self.skip(next, &[","]);
        let dated = self
            .month(next)
            .and_then(|_| self.month_first(next))
            .or_else(|| self.day(next).and_then(|_| self.number_first(next)))
            .filter(|(_, when)| matches!(when, When::Known(_) | When::Day(..)));
        if dated.is_some() {
            return dated;
        }
        let name = self.word(at);
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let start = name.get(..3)?;
        let number = days
            .iter()
            .position(|day| day.eq_ignore_ascii_case(start))?;
        if name.len() < 6 {
            return None;
        }
        let end = self.skip(at + 1, &["morning", "afternoon", "evening", "night"]);
        let weekday = i8::try_from(number).ok()? + 1;
        Some((end, When::Weekday(weekday, self.side(at))))
    }

    /// Whether the sentence around `at` looks ahead.
    fn side(&self, at: usize) -> Side {
        let ahead = [
            "will",
            "shall",
            "until",
            "by",
            "upcoming",
            "scheduled",
            "due",
            "expected",
            "plans",
        ];
        let looks_ahead = self.within.clone().any(|other| self.is(other, &ahead));
        let says = self
            .within
            .clone()
            .take_while(|other| *other < at)
            .any(|other| self.scan.tokens[other].has(Cue::Say));
        match (looks_ahead, says) {
            (false, _) => Side::Nearest,
            (true, false) => Side::After,
            (true, true) => Side::Unknown,
        }
    }

    /// Dates that start with digits: `29 August 2024`, `2024-05-01`, `in 1994`.
    fn number_first(&self, at: usize) -> Option<(usize, When)> {
        self.iso(at)
            .or_else(|| self.day_first(at))
            .or_else(|| self.with_slashes(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.bare_year(at))
            .or_else(|| self.ago(at))
    }

    fn glued(&self, at: usize, mark: char) -> bool {
        let glued = |at: usize| self.within.contains(&at) && self.scan.tokens[at].glued;
        glued(at) && self.scan.tokens[at].is_mark(mark) && glued(at + 1)
    }

    fn iso(&self, at: usize) -> Option<(usize, When)> {
        let year = self.year(at)?;
        if !(self.glued(at + 1, '-') && self.glued(at + 3, '-')) {
            return None;
        }
        let date = PartialDate::day(year, self.day(at + 2)?, self.day(at + 4)?)?;
        Some((at + 5, When::Known(date)))
    }

    fn day_first(&self, at: usize) -> Option<(usize, When)> {
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
    fn with_slashes(&self, at: usize) -> Option<(usize, When)> {
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
    fn decade(&self, at: usize) -> Option<(usize, When)> {
        let year = self.word(at).strip_suffix('s')?;
        let decade = year.len() == 4 && year.ends_with('0') && year.parse::<i16>().is_ok();
        decade.then_some((at + 1, When::Vague))
    }

    fn bare_year(&self, at: usize) -> Option<(usize, When)> {
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

    /// `three days ago`.
    fn ago(&self, at: usize) -> Option<(usize, When)> {
        let count = count_of(self.word(at));
        if !self.is(at + 2, &["ago"]) {
            return None;
        }
        let when = match (unit_of(self.word(at + 1))?, count) {
            ('d', Some(n)) => When::Days(-i32::from(n)),
            ('m', Some(n)) => When::Months(-i32::from(n)),
            ('y', Some(n)) => When::Years(-n),
            _ => When::Vague,
        };
        Some((at + 3, when))
    }

    /// `yesterday`, `last week`, `next May`, `the coming days`.
    fn relative(&self, at: usize) -> Option<(usize, When)> {
        for (word, days) in [
            ("yesterday", -1),
            ("today", 0),
            ("tonight", 0),
            ("tomorrow", 1),
        ] {
            if self.is(at, &[word]) {
                return Some((at + 1, When::Days(days)));
            }
        }
        let (step, side) = match () {
            () if self.is(at, &["last"]) => (-1, Side::Before),
            () if self.is(at, &["next"]) => (1, Side::After),
            () if self.is(at, &["this"]) => (0, Side::Nearest),
            () => (2, Side::Unknown),
        };
        if step < 2 {
            if let Some(month) = self.month(at + 1) {
                return Some((at + 2, When::Month(month, side)));
            }
            if self
                .scan
                .tokens
                .get(at + 1)
                .is_some_and(|token| token.has(Cue::Weekday))
            {
                let (end, when) = self.weekday(at + 1)?;
                let when = match when {
                    When::Weekday(day, _) if step == -1 => When::Weekday(day, Side::Before),
                    _ => When::Vague,
                };
                return Some((end, when));
            }
            let when = match self.word(at + 1).to_ascii_lowercase().as_str() {
                "month" => Some(When::Months(step)),
                "year" => i16::try_from(step).ok().map(When::Years),
                "week" | "weekend" | "quarter" | "decade" | "century" | "summer" | "winter"
                | "spring" | "autumn" | "fall" => Some(When::Vague),
                _ => None,
            };
            if let Some(when) = when {
                return Some((at + 2, when));
            }
        }
        self.stretch(at)
    }

    /// `coming days`, `last two weeks`, `past few months`.
    fn stretch(&self, at: usize) -> Option<(usize, When)> {
        if self.is(at, &["this", "ago"]) {
            return None;
        }
        let token = self.scan.tokens.get(at + 1)?;
        let counted = token.has(Cue::Number)
            || token.shape == Shape::Number
            || self.is(at + 1, &["few", "several", "couple", "many"]);
        let unit = if self.is(at + 2, &["of"]) {
            at + 3
        } else {
            at + 1 + usize::from(counted)
        };
        if !self.word(unit).ends_with('s') || unit_of(self.word(unit)).is_none() {
            return None;
        }
        let more = self.is(unit + 1, &["and", "or"]) && unit_of(self.word(unit + 2)).is_some();
        Some((unit + 1 + if more { 2 } else { 0 }, When::Vague))
    }
}
