//! Dates known only in part, as articles give them.

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::fmt;

/// A calendar date cut to what is known: a year, a month of it, or a day of that.
///
/// Ordered by time; a coarser date comes before the finer ones inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: i16,
    month: u8,
    day: u8,
}

impl PartialDate {
    /// A year, 1 to 9999; `None` outside.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self {
            year,
            month: 0,
            day: 0,
        })
    }

    /// A month, 1 to 12, of a year.
    #[must_use]
    pub fn month(year: i16, month: u8) -> Option<Self> {
        let date = Self::year(year)?;
        (1..=12).contains(&month).then_some(Self { month, ..date })
    }

    /// A day that the calendar has.
    #[must_use]
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        let date = Self::month(year, month)?;
        let signed = |n: u8| i8::try_from(n).ok();
        Date::new(year, signed(month)?, signed(day)?).ok()?;
        Some(Self { day, ..date })
    }

    /// A day of the calendar; `None` outside the years 1 to 9999.
    #[must_use]
    pub fn of_civil(date: Date) -> Option<Self> {
        let unsigned = |n: i8| u8::try_from(n).ok();
        Self::day(date.year(), unsigned(date.month())?, unsigned(date.day())?)
    }

    /// Reads `2025`, `2025-01`, `2025-01-31`, and the date part of an RFC 3339 time stamp.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let date = text.trim().split(['T', 't', ' ']).next()?;
        let mut parts = date.split('-');
        let year = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
        let mut two = || match parts.next() {
            None => Some(None),
            Some(part) if part.len() == 2 => part.parse().ok().map(Some),
            Some(_) => None,
        };
        let (month, day): (Option<u8>, Option<u8>) = (two()?, two()?);
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (None, _) => Self::year(year),
            (Some(month), None) => Self::month(year, month),
            (Some(month), Some(day)) => Self::day(year, month, day),
        }
    }

    /// `(year, month, day)`, the last two only as far as they are known.
    #[must_use]
    pub fn parts(self) -> (i16, Option<u8>, Option<u8>) {
        let known = |n: u8| (n > 0).then_some(n);
        (self.year, known(self.month), known(self.day))
    }

    /// The date in words: `30 Nov 2025`, `Jan 2025`, `2025`.
    #[must_use]
    pub fn short(self) -> String {
        match self.parts() {
            (year, None, _) => year.to_string(),
            (year, Some(month), None) => format!("{} {year}", Self::month_name(month, 3)),
            (year, Some(month), Some(day)) => {
                format!("{day} {} {year}", Self::month_name(month, 3))
            }
        }
    }

    /// The date in full words: `30 November 2025`, `January 2025`, `2025`.
    #[must_use]
    pub fn long(self) -> String {
        match self.parts() {
            (year, None, _) => year.to_string(),
            (year, Some(month), None) => format!("{} {year}", Self::month_name(month, 9)),
            (year, Some(month), Some(day)) => {
                format!("{day} {} {year}", Self::month_name(month, 9))
            }
        }
    }

    fn month_name(month: u8, letters: usize) -> &'static str {
        let name = MONTHS[usize::from(month).saturating_sub(1) % 12];
        name.get(..letters.min(name.len())).unwrap_or(name)
    }
}

/// The months' English names, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// ISO 8601, cut to what is known.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (year, None, _) => write!(f, "{year:04}"),
            (year, Some(month), None) => write!(f, "{year:04}-{month:02}"),
            (year, Some(month), Some(day)) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    fn check(input: &str, expected: Option<&str>) {
        let read = PartialDate::parse_iso(input).map(|date| date.to_string());
        assert_eq!(read.as_deref(), expected, "{input}");
    }

    #[test]
    fn reads_iso_dates_cut_to_what_is_known() {
        check("2025", Some("2025"));
        check("2025-01", Some("2025-01"));
        check("2025-01-31", Some("2025-01-31"));
        check("2025-01-31T10:00:00Z", Some("2025-01-31"));
        check("2025-02-30", None);
        check("2025-1", None);
        check("2025-01-31-1", None);
        check("soon", None);
    }

    #[test]
    fn a_coarser_date_comes_first() {
        let (month, day) = (PartialDate::month(2025, 1), PartialDate::day(2025, 1, 1));
        assert!(month < day && day < PartialDate::month(2025, 2));
    }

    #[test]
    fn writes_words() {
        assert_eq!(
            PartialDate::day(2025, 11, 30).unwrap().short(),
            "30 Nov 2025"
        );
        assert_eq!(PartialDate::month(2025, 5).unwrap().long(), "May 2025");
    }
}
