//! Dates: where an article names one, and which day, month or year it is.
//!
//! In go the words of a sentence; out come spans with a [`When`], what the words alone
//! say. [`When::value`] turns that into a date, where need be with the article's own date:
//! a month and a day mean the nearest such day to it, `yesterday` the day before it. Where
//! the words leave a choice (`the coming days`, `next Monday`, a weekday in a sentence that
//! both looks back and ahead) there is a span and no value. The reading of weekdays and of
//! days without a year follows HeidelTime (Strötgen and Gertz 2010).

use super::lexicon::Cue;
use super::scan::{Scan, Shape};
use crate::text::calendar::{MONTHS, PartialDate};
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// What the words of a date say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// All of it.
    Known(PartialDate),
    /// A month and a day of it, of some year.
    Day(u8, u8),
    /// A month of some year; before or after the article's date if told, else the nearest.
    Month(u8, Side),
    /// A day of the week, 1 for Monday, the last or the next one.
    Weekday(i8, Side),
    /// So many days after the article's date.
    Days(i32),
    /// So many months after the article's month.
    Months(i32),
    /// So many years after the article's year.
    Years(i16),
    /// Cannot be told.
    Vague,
}

/// On which side of the article's date something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
    Nearest,
    Unknown,
}

impl When {
    /// The date, and whether `published` was needed for it.
    pub(super) fn value(self, published: Option<PartialDate>) -> Option<(PartialDate, bool)> {
        if let Self::Known(date) = self {
            return Some((date, false));
        }
        let published = published?;
        let (year, month, day) = published.parts();
        let date = match self {
            Self::Years(years) => PartialDate::year(year.checked_add(years)?)?,
            Self::Months(months) => shifted_month(year, month?, months)?,
            Self::Days(days) => partial(civil(year, month?, day?)?.checked_add(days.days()).ok()?)?,
            Self::Weekday(weekday, side) => {
                weekday_near(civil(year, month?, day?)?, weekday, side)?
            }
            Self::Day(m, d) => nearest_day(civil(year, month?, day.unwrap_or(15))?, m, d)?,
            Self::Month(m, side) => month_near(year, month?, m, side)?,
            Self::Known(_) | Self::Vague => return None,
        };
        Some((date, true))
    }
}

fn civil(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn partial(date: Date) -> Option<PartialDate> {
    let unsigned = |n: i8| u8::try_from(n).ok();
    PartialDate::day(date.year(), unsigned(date.month())?, unsigned(date.day())?)
}

fn shifted_month(year: i16, month: u8, by: i32) -> Option<PartialDate> {
    let moved = civil(year, month, 1)?.checked_add(by.months()).ok()?;
    PartialDate::month(moved.year(), u8::try_from(moved.month()).ok()?)
}

fn nearest_day(published: Date, month: u8, day: u8) -> Option<PartialDate> {
    (-1..=1)
        .filter_map(|years| civil(published.year() + years, month, day))
        .min_by_key(|date| {
            published
                .until(*date)
                .map_or(i32::MAX, |gap| gap.get_days().abs())
        })
        .and_then(partial)
}

fn month_near(year: i16, own: u8, month: u8, side: Side) -> Option<PartialDate> {
    let (own, named) = (i32::from(own), i32::from(month));
    let gap = match side {
        Side::Before => (named - own - 12) % 12 - if named == own { 12 } else { 0 },
        Side::After => (named - own + 12) % 12 + if named == own { 12 } else { 0 },
        Side::Nearest => (named - own + 18) % 12 - 6,
        Side::Unknown => return None,
    };
    // Six months away on either side is no nearest.
    if side == Side::Nearest && gap == -6 {
        return None;
    }
    shifted_month(year, u8::try_from(own).ok()?, gap)
}

fn weekday_near(published: Date, weekday: i8, side: Side) -> Option<PartialDate> {
    let own = published.weekday().to_monday_one_offset();
    let days = match side {
        Side::Before => -i32::from((own - weekday + 6) % 7 + 1),
        Side::After => i32::from((weekday - own + 6) % 7 + 1),
        // Wires name the day that they are written on.
        Side::Nearest => -i32::from((own - weekday + 7) % 7),
        Side::Unknown => return None,
    };
    partial(published.checked_add(days.days()).ok()?)
}

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
        let plural = next.ends_with('s') && next.starts_with(char::is_lowercase);
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
        let count = match self.word(at) {
            digits if digits.starts_with(|c: char| c.is_ascii_digit()) => digits.parse().ok(),
            word => COUNTS
                .iter()
                .position(|known| known.iter().any(|form| word.eq_ignore_ascii_case(form)))
                .and_then(|n| i16::try_from(n + 1).ok()),
        };
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

/// Numbers in words, from one.
const COUNTS: [&[&str]; 12] = [
    &["a", "an", "one"],
    &["two"],
    &["three"],
    &["four"],
    &["five"],
    &["six"],
    &["seven"],
    &["eight"],
    &["nine"],
    &["ten"],
    &["eleven"],
    &["twelve"],
];

/// `d`, `w`, `m`, `y` for a unit of days, weeks, months, years; `x` for another one.
fn unit_of(word: &str) -> Option<char> {
    let unit = match word.to_ascii_lowercase().trim_end_matches('s') {
        "day" => 'd',
        "week" => 'w',
        "month" => 'm',
        "year" => 'y',
        "hour" | "decade" | "quarter" | "weekend" => 'x',
        _ => return None,
    };
    Some(unit)
}
