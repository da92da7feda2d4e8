//! Ranges of dates, as queries write them: of publication, or of dates that a text names.

use crate::text::calendar::PartialDate;
use crate::text::period::{Period, Unit};
use jiff::civil::Date;
use std::fmt;

/// The days from one to another, both included; open where a side is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// Number of the first day.
    first: i32,
    /// Number of the last day.
    last: i32,
}

impl DateRange {
    /// Reads `2023`, `2023-05..2024`, `2023..`, `..2024-06-30`, `>2024`, `>=2024`,
    /// `<2024`, `<=2024`. A date half typed is read as far as it goes: `2023-0` as 2023.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        for sign in [">=", "<=", ">", "<"] {
            let Some(date) = text.strip_prefix(sign) else {
                continue;
            };
            let [start, end] = days(read(date)?);
            let (first, last) = match sign {
                ">=" => (start, i32::MAX),
                "<=" => (i32::MIN, end),
                ">" => (end + 1, i32::MAX),
                _ => (i32::MIN, start - 1),
            };
            return Some(Self { first, last });
        }
        let Some((from, to)) = text.split_once("..") else {
            let [first, last] = days(read(text.trim_end_matches('.'))?);
            return Some(Self { first, last });
        };
        let to = to.trim_start_matches('.');
        let first = if from.is_empty() {
            i32::MIN
        } else {
            days(read(from)?)[0]
        };
        // Half typed after the dots: open for now.
        let last = read(to).map_or(i32::MAX, |date| days(date)[1]);
        let readable = !(from.is_empty() && to.is_empty());
        readable.then_some(Self { first, last })
    }

    /// Whether every day that the date may be lies in the range. A date known only to the
    /// year is thus not in one of its months.
    #[must_use]
    pub fn holds(self, date: PartialDate) -> bool {
        let [start, end] = days(date);
        self.first <= start && end <= self.last
    }

    /// Whether a date that a text names is one of the range's: some of its days lie in it,
    /// and it is told at least as exactly as the range, in a unit that is no longer. So
    /// `2025-01` touches `14 January 2025`, the week of 27 January and `from December 2024 to
    /// February 2025`, but neither `2025` nor `the 2020s`; `2024..2026` touches `winter 2026`.
    #[must_use]
    pub fn touches(self, period: Period) -> bool {
        let [start, end] = period.days().map(number_of);
        let exact = i64::from(shortest(period.unit())) <= self.length();
        start <= self.last && self.first <= end && exact
    }

    /// How many numbers of days it has.
    fn length(self) -> i64 {
        i64::from(self.last) - i64::from(self.first) + 1
    }
}

/// As a query would write it, by days: `2023-01-01..2024-12-31`, `..2024-12-31`.
impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |number: i32| {
            let (month, day) = (number.div_euclid(31), number.rem_euclid(31) + 1);
            let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
            let parts = (i16::try_from(year), u8::try_from(month), u8::try_from(day));
            match parts {
                (Ok(year), Ok(month), Ok(day)) => PartialDate::day(year, month, day),
                _ => None,
            }
        };
        // Months shorter than 31 days leave numbers that are no day.
        let shown = |number: i32, step: i32| {
            let near = (0..4).find_map(|n| day(number.saturating_add(n * step)));
            near.map_or_else(String::new, |day| day.to_string())
        };
        let [from, to] = [shown(self.first, 1), shown(self.last, -1)];
        if from == to {
            f.write_str(&from)
        } else {
            write!(f, "{from}..{to}")
        }
    }
}

/// The longest beginning of `text` that is a date; months and days may have one digit.
fn read(text: &str) -> Option<PartialDate> {
    let mut parts = text.trim().split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut number = || parts.next()?.parse::<u8>().ok();
    let year_only = PartialDate::year(year)?;
    let Some((month, whole)) = number().and_then(|m| Some((m, PartialDate::month(year, m)?)))
    else {
        return Some(year_only);
    };
    Some(
        number()
            .and_then(|day| PartialDate::day(year, month, day))
            .unwrap_or(whole),
    )
}

/// The number of a day.
fn number_of(day: Date) -> i32 {
    let (year, month) = (i32::from(day.year()), i32::from(day.month()));
    (year * 12 + month - 1) * 31 + i32::from(day.day()) - 1
}

/// How many numbers the shortest stretch of a unit has: February, a quarter from April, a
/// winter.
fn shortest(unit: Unit) -> i32 {
    match unit {
        Unit::Day => 1,
        Unit::Week => 7,
        Unit::Month => 28,
        Unit::Quarter => 92,
        Unit::Season => 90,
        Unit::Half => 185,
        Unit::Year => 372,
        Unit::Decade => 3720,
        Unit::Century => 37200,
    }
}

/// Numbers of the first and the last day that a date may be. Every month takes up 31
/// numbers, which keeps the order.
fn days(date: PartialDate) -> [i32; 2] {
    let (year, month, day) = date.parts();
    let number = |month: u8, day: u8| {
        (i32::from(year) * 12 + i32::from(month) - 1) * 31 + i32::from(day) - 1
    };
    let end = month.unwrap_or(12);
    let last_day = || {
        let exists = |day: &u8| PartialDate::day(year, end, *day).is_some();
        (28..=31).rev().find(exists).unwrap_or(31)
    };
    [
        number(month.unwrap_or(1), day.unwrap_or(1)),
        number(end, day.unwrap_or_else(last_day)),
    ]
}

#[cfg(test)]
mod tests {
    use super::DateRange;
    use crate::text::calendar::PartialDate;
    use crate::text::period::{Period, Stretch, Unit};

    fn check(range: &str, inside: &[&str], outside: &[&str]) {
        let range = DateRange::parse(range).unwrap();
        let holds = |date: &&str| range.holds(PartialDate::parse_iso(date).unwrap());
        assert!(inside.iter().all(&holds), "{range:?} {inside:?}");
        assert!(!outside.iter().any(holds), "{range:?} {outside:?}");
    }

    #[test]
    fn prints_its_days() {
        let shown = |text: &str| DateRange::parse(text).unwrap().to_string();
        assert_eq!(shown("2024-02"), "2024-02-01..2024-02-29");
        assert_eq!(shown("2024-02-03"), "2024-02-03");
        assert_eq!(shown("..2023"), "..2023-12-31");
        assert_eq!(shown(">2024-06"), "2024-07-01..");
        assert_eq!(shown("<2024-03"), "..2024-02-29");
    }

    #[test]
    fn holds_dates_that_lie_wholly_inside() {
        check(
            "2023",
            &["2023", "2023-05", "2023-12-31"],
            &["2022-12-31", "2024"],
        );
        check("2023-05", &["2023-05-31"], &["2023", "2023-06-01"]);
        check(
            "2023-05..2024",
            &["2023-05-01", "2024"],
            &["2023", "2023-04-30", "2025"],
        );
        check("2023..", &["2023-01-01", "2030"], &["2022"]);
        check(
            "..2024-06-30",
            &["1999", "2024-06"],
            &["2024", "2024-07-01"],
        );
        check(">2024-06", &["2024-07", "2025"], &["2024", "2024-06-30"]);
        check(">=2024-06", &["2024-06-01"], &["2024", "2024-05"]);
        check("<2024", &["2023-12-31"], &["2024", "2024-01-01"]);
        check("<=2024", &["2024-12"], &["2025-01-01"]);
    }

    #[test]
    fn reads_half_typed_dates_as_far_as_they_go() {
        check("2023-", &["2023-07"], &[]);
        check("2023-0", &["2023-07"], &[]);
        check("2023-5-4", &["2023-05-04"], &["2023-05"]);
        check("2023-13", &["2023-07"], &[]);
        check("2023..20", &["2031"], &["2022"]);
        check("2023.", &["2023-07"], &[]);
        for unreadable in ["", "202", "soon", "..", ">", "<may"] {
            assert_eq!(DateRange::parse(unreadable), None, "{unreadable}");
        }
    }

    #[test]
    fn touches_dates_that_are_told_as_exactly() {
        let date = |text: &str| Stretch::from(PartialDate::parse_iso(text).unwrap());
        let part = |unit, n| Period::from(Stretch::part(unit, 2025, n).unwrap());
        let check = |range: &str, period: Period, expected: bool| {
            let touches = DateRange::parse(range).unwrap().touches(period);
            assert_eq!(touches, expected, "{range} {period}");
        };
        let one = |range, text: &str, expected| check(range, date(text).into(), expected);
        let two = |range, from: &str, until: &str, expected| {
            check(
                range,
                Period::range(date(from), date(until)).unwrap(),
                expected,
            );
        };
        one("2025-01", "2025-01", true);
        one("2025-01", "2025-01-14", true);
        one("2025-01", "2025-02-01", false);
        one("2025-01", "2025", false);
        one("2025-01-14", "2025-01", false);
        one("2025-02", "2025-02", true);
        two("2025-01", "2024-12", "2025-02", true);
        two("2025-02", "2025-01", "2025-03", true);
        two("2025-01", "2025-02", "2025-03", false);
        two("2021", "2019", "2023", true);
        two("2021-05", "2019", "2023", false);
        two("2025-01", "2024-12-30", "2025-01-02", true);
        let decade = Period::from(Stretch::years(Unit::Decade, 2020).unwrap());
        check("2025-01", decade, false);
        check("2025", decade, false);
        check("2010..2022", decade, true);
        check(">2024", decade, true);
        check(">2029", decade, false);
        check("2025", part(Unit::Quarter, 2), true);
        check("2025-04..2025-06", part(Unit::Quarter, 2), true);
        check("2025-04", part(Unit::Quarter, 2), false);
        check("2026-01..2026-12", part(Unit::Season, 4), true);
        let week = Stretch::around(Unit::Week, jiff::civil::date(2025, 1, 30)).unwrap();
        check("2025-02", week.into(), true);
        check("2025-03", week.into(), false);
    }
}
