//! Stretches of time as texts name them: a day, a week, the third quarter, the 1990s.
//!
//! In go numbers; out come values that sort, print and know their first and last day. Which
//! words mean which stretch is for others to know. Days and weeks are those of the Gregorian
//! calendar and ISO 8601; jiff does the arithmetic.

use super::calendar::PartialDate;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Serialize, Serializer};
use std::cmp::{Ordering, Reverse};
use std::fmt;

/// What a stretch is counted in, the shortest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// A day.
    Day,
    /// From Monday to Sunday, numbered as in ISO 8601.
    Week,
    /// A month of the calendar.
    Month,
    /// Three months, from January, April, July or October.
    Quarter,
    /// Three months from March, June, September or December: spring, summer, autumn and
    /// winter as meteorologists count them in the north. A winter has the year that it
    /// starts in.
    Season,
    /// Six months, from January or July.
    Half,
    /// A year.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
    /// A hundred years, from one that ends in 00.
    Century,
}

/// A stretch of time with a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stretch {
    unit: Unit,
    /// The year; of a decade or century its first.
    year: i16,
    /// Number of the month, week, quarter, season or half, from 1; else 0.
    part: u8,
    /// Day of the month, from 1; else 0.
    day: u8,
}

impl Stretch {
    /// A month, quarter, season or half of a year by its number, from 1; `None` when there
    /// is none.
    #[must_use]
    pub fn part(unit: Unit, year: i16, part: u8) -> Option<Self> {
        let last = match unit {
            Unit::Month => 12,
            Unit::Quarter | Unit::Season => 4,
            Unit::Half => 2,
            _ => return None,
        };
        PartialDate::year(year).filter(|_| (1..=last).contains(&part))?;
        Some(Self {
            unit,
            year,
            part,
            day: 0,
        })
    }

    /// The day, week, month, quarter, year, decade or century that holds a day.
    #[must_use]
    pub fn around(unit: Unit, day: Date) -> Option<Self> {
        let year = day.year();
        let month = u8::try_from(day.month()).ok()?;
        match unit {
            Unit::Day => PartialDate::of_civil(day).map(Self::from),
            Unit::Week => {
                let week = day.iso_week_date();
                Some(Self {
                    unit,
                    year: week.year(),
                    part: u8::try_from(week.week()).ok()?,
                    day: 0,
                })
            }
            Unit::Month => Self::part(unit, year, month),
            Unit::Quarter => Self::part(unit, year, month.div_ceil(3)),
            Unit::Half => Self::part(unit, year, month.div_ceil(6)),
            Unit::Season => None,
            Unit::Year => PartialDate::year(year).map(Self::from),
            Unit::Decade | Unit::Century => Self::years(unit, year),
        }
    }

    /// The decade or century that holds a year.
    #[must_use]
    pub fn years(unit: Unit, year: i16) -> Option<Self> {
        let length = if unit == Unit::Decade { 10 } else { 100 };
        PartialDate::year(year)?;
        Some(Self {
            unit: unit.max(Unit::Decade),
            year: year - year % length,
            part: 0,
            day: 0,
        })
    }

    /// What it is counted in.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// Its year; of a decade or century the first.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        match self.unit {
            Unit::Week => self.weekday(Weekday::Monday),
            Unit::Day => civil(self.year, self.part, self.day),
            _ => civil(self.year, self.months().0, 1),
        }
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        match self.unit {
            Unit::Day => self.first(),
            Unit::Week => self.weekday(Weekday::Sunday),
            Unit::Decade => civil(self.year.saturating_add(9), 12, 31),
            Unit::Century => civil(self.year.saturating_add(99), 12, 31),
            _ => {
                let month = self.months().1;
                let year = self.year.saturating_add(i16::from(month > 12));
                civil(year, (month - 1) % 12 + 1, 1).last_of_month()
            }
        }
    }

    /// First and last month of a stretch of months, from 1; beyond 12 in the next year.
    fn months(self) -> (u8, u8) {
        let first = match self.unit {
            Unit::Month => self.part,
            Unit::Quarter => self.part * 3 - 2,
            Unit::Season => self.part * 3,
            Unit::Half => self.part * 6 - 5,
            _ => 1,
        };
        let length = match self.unit {
            Unit::Month => 1,
            Unit::Quarter | Unit::Season => 3,
            Unit::Half => 6,
            _ => 12,
        };
        (first, first + length - 1)
    }

    fn weekday(self, day: Weekday) -> Date {
        let week = i8::try_from(self.part).unwrap_or(1);
        ISOWeekDate::new(self.year, week, day).map_or(Date::MAX, ISOWeekDate::date)
    }

    /// In words: `30 November 2025`, `Q3 2024`, `summer 2023`, `week of 3 March 2025`,
    /// `1990s`, `19th century`.
    #[must_use]
    pub fn long(self) -> String {
        let (year, part) = (self.year, self.part);
        match self.unit {
            Unit::Day | Unit::Month | Unit::Year => {
                self.date().map_or(String::new(), PartialDate::long)
            }
            Unit::Week => {
                let monday = PartialDate::of_civil(self.first());
                format!(
                    "week of {}",
                    monday.map_or(String::new(), PartialDate::long)
                )
            }
            Unit::Quarter => format!("Q{part} {year}"),
            Unit::Season => format!("{} {year}", SEASONS[usize::from(part - 1) % 4].1),
            Unit::Half => format!(
                "{} half of {year}",
                ["first", "second"][usize::from(part - 1) % 2]
            ),
            Unit::Decade => format!("{year}s"),
            Unit::Century => {
                let number = year / 100 + 1;
                let ending = match (number % 100, number % 10) {
                    (11..=13, _) => "th",
                    (_, 1) => "st",
                    (_, 2) => "nd",
                    (_, 3) => "rd",
                    _ => "th",
                };
                format!("{number}{ending} century")
            }
        }
    }

    /// The calendar date that it is, if it is one.
    fn date(self) -> Option<PartialDate> {
        match self.unit {
            Unit::Day => PartialDate::day(self.year, self.part, self.day),
            Unit::Month => PartialDate::month(self.year, self.part),
            Unit::Year => PartialDate::year(self.year),
            _ => None,
        }
    }
}

/// A day that the calendar is known to have.
fn civil(year: i16, month: u8, day: u8) -> Date {
    let signed = |n: u8| i8::try_from(n).unwrap_or(1);
    Date::new(year, signed(month), signed(day)).unwrap_or(Date::MAX)
}

/// Signs of the seasons in TIMEX3 and their names, spring first.
const SEASONS: [(&str, &str); 4] = [
    ("SP", "spring"),
    ("SU", "summer"),
    ("FA", "autumn"),
    ("WI", "winter"),
];

impl From<PartialDate> for Stretch {
    fn from(date: PartialDate) -> Self {
        let (year, month, day) = date.parts();
        let unit = match (month, day) {
            (_, Some(_)) => Unit::Day,
            (Some(_), None) => Unit::Month,
            (None, None) => Unit::Year,
        };
        Self {
            unit,
            year,
            part: month.unwrap_or(0),
            day: day.unwrap_or(0),
        }
    }
}

/// By time; of those that start together the longest first.
impl Ord for Stretch {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |it: &Self| (it.first(), Reverse(it.unit));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Stretch {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// ISO 8601, cut to what is known: `2025`, `2025-01`, `2025-01-31`, `2025-W05`, the decade
/// `199` and the century `19` by their leading digits; what it has no sign for as in TIMEX3:
/// `2024-Q3`, `2022-H1`, `2023-SU`.
impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, part) = (self.year, self.part);
        match self.unit {
            Unit::Day => write!(f, "{year:04}-{part:02}-{:02}", self.day),
            Unit::Week => write!(f, "{year:04}-W{part:02}"),
            Unit::Month => write!(f, "{year:04}-{part:02}"),
            Unit::Quarter => write!(f, "{year:04}-Q{part}"),
            Unit::Season => write!(f, "{year:04}-{}", SEASONS[usize::from(part - 1) % 4].0),
            Unit::Half => write!(f, "{year:04}-H{part}"),
            Unit::Year => write!(f, "{year:04}"),
            Unit::Decade => write!(f, "{:03}", year / 10),
            Unit::Century => write!(f, "{:02}", year / 100),
        }
    }
}

impl Serialize for Stretch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Stretch, Unit};
    use crate::text::calendar::PartialDate;
    use jiff::civil::date;

    /// What a stretch prints, its first and last day, and its words.
    fn check(stretch: Option<Stretch>, value: &str, days: [&str; 2], long: &str) {
        let stretch = stretch.unwrap();
        assert_eq!(stretch.to_string(), value);
        assert_eq!(
            [stretch.first(), stretch.last()].map(|day| day.to_string()),
            days
        );
        assert_eq!(stretch.long(), long);
    }

    #[test]
    fn every_unit_has_days_a_value_and_words() {
        let day = |text| PartialDate::parse_iso(text).map(Stretch::from);
        check(
            day("2024-02-29"),
            "2024-02-29",
            ["2024-02-29"; 2],
            "29 February 2024",
        );
        check(
            day("2024-02"),
            "2024-02",
            ["2024-02-01", "2024-02-29"],
            "February 2024",
        );
        check(day("2025"), "2025", ["2025-01-01", "2025-12-31"], "2025");
        let week = Stretch::around(Unit::Week, date(2024, 12, 31));
        check(
            week,
            "2025-W01",
            ["2024-12-30", "2025-01-05"],
            "week of 30 December 2024",
        );
        let part = |unit, part| Stretch::part(unit, 2024, part);
        check(
            part(Unit::Quarter, 3),
            "2024-Q3",
            ["2024-07-01", "2024-09-30"],
            "Q3 2024",
        );
        check(
            part(Unit::Season, 4),
            "2024-WI",
            ["2024-12-01", "2025-02-28"],
            "winter 2024",
        );
        check(
            part(Unit::Half, 2),
            "2024-H2",
            ["2024-07-01", "2024-12-31"],
            "second half of 2024",
        );
        check(
            Stretch::years(Unit::Decade, 1994),
            "199",
            ["1990-01-01", "1999-12-31"],
            "1990s",
        );
        let century = Stretch::years(Unit::Century, 2025);
        check(century, "20", ["2000-01-01", "2099-12-31"], "21st century");
        assert_eq!(part(Unit::Quarter, 5), None);
    }
}
