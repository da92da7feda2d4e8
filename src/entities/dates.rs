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
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) scan: &'a Scan<'a>,
    pub(super) within: &'a Range<usize>,
}

impl Words<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        if self.within.contains(&at) {
            self.scan.slice(at)
        } else {
            ""
        }
    }

    pub(super) fn is(&self, at: usize, any: &[&str]) -> bool {
        let word = self.word(at);
        any.iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    pub(super) fn is_before(&self, at: usize, any: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, any))
    }

    pub(super) fn month(&self, at: usize) -> Option<u8> {
        let token = self.scan.tokens.get(at)?;
        if !self.within.contains(&at) || !token.has(Cue::Month) || !token.shape.is_large() {
            return None;
        }
        let start = self.word(at).get(..3)?;
        (1..)
            .zip(MONTHS)
            .find_map(|(n, name)| name.get(..3)?.eq_ignore_ascii_case(start).then_some(n))
    }

    pub(super) fn day(&self, at: usize) -> Option<u8> {
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

    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        let year = word.parse().ok()?;
        (word.len() == 4 && (1000..=2100).contains(&year)).then_some(year)
    }

    /// Behind a comma or an `of` at `at`, if there is one.
    pub(super) fn skip(&self, at: usize, any: &[&str]) -> usize {
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
            // "Every year on July 1" is no one day.
            let often = (self.within.start..at)
                .rev()
                .take(4)
                .any(|other| self.is(other, &["every", "each"]));
            let when = if often {
                When::Vague
            } else {
                When::Day(month, day)
            };
            return Some((next + 1, when));
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

    /// Whether the clause around `at` looks ahead.
    fn side(&self, at: usize) -> Side {
        if self.is_before(at, &["by", "until", "till", "before"]) {
            return Side::After;
        }
        let ends = |other: &usize| self.is(*other, &[";", ":"]);
        let start = (self.within.start..at)
            .rev()
            .find(ends)
            .unwrap_or(self.within.start);
        let end = (at..self.within.end).find(ends).unwrap_or(self.within.end);
        let ahead = [
            "will",
            "shall",
            "upcoming",
            "scheduled",
            "due",
            "expected",
            "plans",
        ];
        let looks_ahead = (start..end).any(|other| self.is(other, &ahead));
        let says = (start..at).any(|other| self.scan.tokens[other].has(Cue::Say));
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

    pub(super) fn glued(&self, at: usize, mark: char) -> bool {
        let glued = |at: usize| self.within.contains(&at) && self.scan.tokens[at].glued;
        glued(at) && self.scan.tokens[at].is_mark(mark) && glued(at + 1)
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

#[cfg(test)]
mod tests {
    use crate::entities::testing::{RECOGNIZER, published};

    /// The dates of a text, as `text = value`, `~` when it rests on the article's own date,
    /// which is Wednesday, 19 November 2025.
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = RECOGNIZER
            .read(&published(text, "2025-11-19"))
            .dates
            .iter()
            .map(|date| {
                let value = date.value.map_or("?".to_owned(), |value| value.to_string());
                let rests = if date.resolved_from.is_some() {
                    "~"
                } else {
                    ""
                };
                format!("{} = {rests}{value}", date.text)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn whole_dates() {
        check("It was August 29, 2024.", &["August 29, 2024 = 2024-08-29"]);
        check(
            "On 29 August 2024 it was.",
            &["29 August 2024 = 2024-08-29"],
        );
        check(
            "On the 1st of May, 1999.",
            &["1st of May, 1999 = 1999-05-01"],
        );
        check("Done 2024-05-01 at last.", &["2024-05-01 = 2024-05-01"]);
        check(
            "On Monday, Aug. 25, 2025, they met.",
            &["Monday, Aug. 25, 2025 = 2025-08-25"],
        );
        check("On 29.08.2024 it was.", &["29.08.2024 = 2024-08-29"]);
        check(
            "By 8/29/2024 or 3/4/2024.",
            &["8/29/2024 = 2024-08-29", "3/4/2024 = ?"],
        );
        check("On February 30, 2024 nothing.", &["February 30 = ?"]);
    }

    #[test]
    fn months_and_years() {
        check(
            "In January 2025 and in 1994.",
            &["January 2025 = 2025-01", "1994 = 1994"],
        );
        check(
            "The war of 1939-1945 and the 1990s.",
            &["1939 = 1939", "1945 = 1945", "1990s = ?"],
        );
        check("It sold 2000 cars to 1994 people.", &[]);
        check("No earlier than 2024, in 2000 jobs.", &["2024 = 2024"]);
        check(
            "They may march in August, not March.",
            &["August = ~2025-08"],
        );
    }

    #[test]
    fn without_a_year_the_nearest_day() {
        check("On August 29 it was.", &["August 29 = ~2025-08-29"]);
        check("On Jan. 5 it is.", &["Jan. 5 = ~2026-01-05"]);
        check("Every year on July 1 they do.", &["July 1 = ?"]);
    }

    #[test]
    fn relative_to_the_article() {
        check(
            "Yesterday and tomorrow.",
            &["Yesterday = ~2025-11-18", "tomorrow = ~2025-11-20"],
        );
        check("He came on Monday.", &["Monday = ~2025-11-17"]);
        check("He will come on Monday.", &["Monday = ~2025-11-24"]);
        check("He said he will come on Monday.", &["Monday = ?"]);
        check(
            "Last Friday, not next Friday.",
            &["Last Friday = ~2025-11-14", "next Friday = ?"],
        );
        check(
            "Last month and last year.",
            &["Last month = ~2025-10", "last year = ~2024"],
        );
        check(
            "Next May or last December.",
            &["Next May = ~2026-05", "last December = ~2024-12"],
        );
        check(
            "Three days ago, two years ago.",
            &["Three days ago = ~2025-11-16", "two years ago = ~2023"],
        );
        check(
            "In the coming days and weeks, last week.",
            &["coming days and weeks = ?", "last week = ?"],
        );
    }
}
