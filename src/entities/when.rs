//! When the words of a date mean.
//!
//! In goes what the words alone say ([`When`]) and the date of the article, if it states
//! one; out comes a date, or nothing where that leaves a choice. A month and a day mean the
//! nearest such day to the article's, `yesterday` the day before it. The reading of weekdays
//! and of days without a year follows the temporal tagger `HeidelTime` (Strötgen and Gertz
//! 2010).

use crate::text::calendar::PartialDate;
use jiff::ToSpan;
use jiff::civil::Date;

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
pub(super) fn unit_of(word: &str) -> Option<char> {
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

/// The number that a word or digits mean.
pub(super) fn count_of(word: &str) -> Option<i16> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.parse().ok();
    }
    let same = |forms: &&[&str]| forms.iter().any(|form| word.eq_ignore_ascii_case(form));
    COUNTS
        .iter()
        .position(same)
        .and_then(|at| i16::try_from(at + 1).ok())
}
