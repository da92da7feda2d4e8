//! When the words of a date mean (the normalization of a time expression).
//!
//! In goes what the words alone say ([`TimeExpression`]) and the date of the article, if it states
//! one; out comes a [`Value`], or nothing where that leaves a choice. `yesterday` is the day
//! before the article's date, `last week` the week before its week, and so on. A day, month,
//! quarter or season without a year is one near the article's date, on the [`Side`] that the
//! sentence tells; without a side a day or month is the nearest one. These readings follow
//! the temporal tagger `HeidelTime` (Strötgen and Gertz 2010). It does not know sentences.

use crate::text::calendar::PartialDate;
use crate::text::period::{Period, Stretch, Unit};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// What the words of a date say: a point in time, or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeExpression {
    /// When, or since when.
    pub(crate) from: Point,
    /// Until when, of a range.
    pub(crate) until: Option<Point>,
    /// Whether a word before says that it is not exact: `about`, `nearly`.
    pub(crate) about: bool,
}

/// What the words of one point in time say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    /// All of it.
    Known(Stretch),
    /// A month and a day of it, of some year.
    Day(u8, u8, Side),
    /// A month, quarter, half or season by its number, of some year.
    Part(Unit, u8, Side),
    /// The same, of the year so many years after the article's.
    PartOf(Unit, u8, i16),
    /// A day of the week, 1 for Monday.
    Weekday(i8, Side),
    /// The day, week, month or the like so many of its kind after the article's.
    Shifted(Unit, i16),
    /// Saturday and Sunday of the week so many weeks after the article's.
    Weekend(i16),
    /// Cannot be told.
    Vague,
}

/// On which side of the article's date something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Over before the article's date.
    Before,
    /// Begun by then.
    Past,
    /// Nothing tells.
    Nearest,
    /// Not over by then.
    Future,
    /// Begins after it.
    After,
}

/// When a date is, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    /// When.
    pub(crate) period: Period,
    /// Whether the article's own date was needed for it.
    pub(crate) resolved: bool,
    /// Whether the words leave a choice, and this is the likeliest.
    pub(crate) assumed: bool,
}

impl From<Point> for TimeExpression {
    fn from(from: Point) -> Self {
        Self {
            from,
            until: None,
            about: false,
        }
    }
}

impl TimeExpression {
    /// The same, from its beginning until the beginning of another.
    pub(crate) fn until(self, other: Self) -> Self {
        Self {
            until: Some(other.from),
            ..self
        }
    }

    /// The same, told not to be exact.
    pub(crate) fn about(self, about: bool) -> Self {
        Self { about, ..self }
    }

    /// When that is for an article of the date `published`, if it states one.
    pub(crate) fn value(self, published: Option<PartialDate>) -> Option<Value> {
        let points = [Some(self.from), self.until];
        let points = || points.iter().flatten();
        let known = |point: &Point| matches!(point, Point::Known(_));
        // In a range the other end may tell: `December to February 2025`.
        let resolved = !points().any(known);
        let assumed = self.about || points().any(|point| point.leaves_a_choice() && resolved);
        let period = match (self.from, self.until) {
            (Point::Weekend(weeks), None) => weekend(published?, weeks)?,
            (from, None) => from.stretch(published)?.into(),
            (from, Some(until)) => range(from, until, published)?,
        };
        Some(Value {
            period,
            resolved,
            assumed,
        })
    }
}

impl Point {
    /// Whether more than one stretch of time answers to the words.
    fn leaves_a_choice(self) -> bool {
        matches!(
            self,
            Self::Day(..) | Self::Part(..) | Self::Weekday(..) | Self::Weekend(_)
        )
    }

    fn stretch(self, published: Option<PartialDate>) -> Option<Stretch> {
        if let Self::Known(stretch) = self {
            return Some(stretch);
        }
        let published = Stretch::from(published?);
        match self {
            Self::Shifted(unit, by) => shifted(published, unit, by),
            Self::PartOf(unit, part, years) => {
                Stretch::part(unit, published.year().checked_add(years)?, part)
            }
            _ if published.unit() > Unit::Month => None,
            Self::Weekday(..) if published.unit() > Unit::Day => None,
            Self::Day(.., side) | Self::Part(.., side) | Self::Weekday(_, side) => {
                let around = middle(published);
                pick(self.candidates(around), around, side)
            }
            Self::Known(_) | Self::Weekend(_) | Self::Vague => None,
        }
    }

    /// All stretches near a day that answer to the words, in order.
    fn candidates(self, near: Date) -> Vec<Stretch> {
        // February 29 comes back within eight years, about 1900 or 2100.
        let years = || (-8..=8).filter_map(|by| near.year().checked_add(by));
        match self {
            Self::Day(month, day, _) => years()
                .filter_map(|year| PartialDate::day(year, month, day))
                .map(Stretch::from)
                .collect(),
            Self::Part(unit, part, _) => years()
                .filter_map(|year| Stretch::part(unit, year, part))
                .collect(),
            Self::Weekday(weekday, _) => (-7..=7_i32)
                .filter_map(|by| near.checked_add(by.days()).ok())
                .filter(|day| day.weekday().to_monday_one_offset() == weekday)
                .filter_map(|day| Stretch::around(Unit::Day, day))
                .collect(),
            Self::Known(stretch) => vec![stretch],
            Self::PartOf(..) | Self::Shifted(..) | Self::Weekend(_) | Self::Vague => Vec::new(),
        }
    }
}

/// The day to count from: of a month its middle.
fn middle(published: Stretch) -> Date {
    let first = published.first();
    match published.unit() {
        Unit::Day => first,
        _ => first.checked_add(14.days()).unwrap_or(first),
    }
}

/// Of candidates in order, the one on that side of a day that is nearest to it.
fn pick(candidates: Vec<Stretch>, day: Date, side: Side) -> Option<Stretch> {
    let gap = |it: &Stretch| {
        let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |gap| gap.get_days());
        days(day, it.first()).max(days(it.last(), day)).max(0)
    };
    let mut candidates = candidates.into_iter();
    match side {
        Side::Before => candidates.rfind(|it| it.last() < day),
        Side::Past => candidates.rfind(|it| it.first() <= day),
        Side::Nearest => candidates.min_by_key(gap),
        Side::Future => candidates.find(|it| it.last() >= day),
        Side::After => candidates.find(|it| it.first() > day),
    }
}

/// The stretch of a unit that lies so many units after the one that holds `published`;
/// `None` when that is not known so exactly.
fn shifted(published: Stretch, unit: Unit, by: i16) -> Option<Stretch> {
    let exact = match unit {
        Unit::Day | Unit::Week => Unit::Day,
        Unit::Month | Unit::Quarter | Unit::Half | Unit::Season => Unit::Month,
        _ => Unit::Year,
    };
    if published.unit() > exact {
        return None;
    }
    let by = i64::from(by);
    let span = match unit {
        Unit::Day => Span::new().try_days(by),
        Unit::Week => Span::new().try_weeks(by),
        Unit::Month => Span::new().try_months(by),
        Unit::Quarter => Span::new().try_months(3 * by),
        Unit::Half => Span::new().try_months(6 * by),
        Unit::Season => return None,
        Unit::Year => Span::new().try_years(by),
        Unit::Decade => Span::new().try_years(10 * by),
        Unit::Century => Span::new().try_years(100 * by),
    };
    Stretch::around(unit, published.first().checked_add(span.ok()?).ok()?)
}

/// Saturday and Sunday of the week so many weeks after that of `published`.
fn weekend(published: PartialDate, weeks: i16) -> Option<Period> {
    let sunday = shifted(published.into(), Unit::Week, weeks)?.last();
    let saturday = sunday.yesterday().ok()?;
    Period::range(
        Stretch::around(Unit::Day, saturday)?,
        Stretch::around(Unit::Day, sunday)?,
    )
}

/// A range: where one end does not tell its year, the other one does; where neither does,
/// the first is read like any date, and the last is the next such after it.
fn range(from: Point, until: Point, published: Option<PartialDate>) -> Option<Period> {
    if let Point::Known(end) = until {
        let day = end.first();
        let before = || pick(from.candidates(day), day, Side::Before);
        let start = match from {
            Point::Known(start) => Some(start),
            _ => before(),
        };
        return Period::range(start?, end);
    }
    let start = from.stretch(published)?;
    let day = start.last();
    Period::range(start, pick(until.candidates(day), day, Side::After)?)
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

/// Tens in words, from twenty.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// The unit that a word names, in singular or plural.
pub(crate) fn unit_of(word: &str) -> Option<Unit> {
    let same = |name: &str| word.eq_ignore_ascii_case(name);
    let unit = match () {
        () if same("day") || same("days") => Unit::Day,
        () if same("week") || same("weeks") => Unit::Week,
        () if same("month") || same("months") => Unit::Month,
        () if same("quarter") || same("quarters") => Unit::Quarter,
        () if same("year") || same("years") => Unit::Year,
        () if same("decade") || same("decades") => Unit::Decade,
        () if same("century") || same("centuries") => Unit::Century,
        () => return None,
    };
    Some(unit)
}

/// The number that a word or digits mean.
pub(crate) fn count_of(word: &str) -> Option<i16> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.parse().ok();
    }
    let same = |form: &&str| word.eq_ignore_ascii_case(form);
    let ones = COUNTS.iter().position(|forms| forms.iter().any(same));
    let tens = || TENS.iter().position(same).map(|at| (at + 2) * 10);
    let count = ones.map(|at| at + 1).or_else(tens)?;
    i16::try_from(count).ok()
}
