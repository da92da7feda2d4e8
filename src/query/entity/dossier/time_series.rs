//! Articles over time.
//!
//! In go the publication dates of some articles; out come their numbers by day, month or
//! year, whichever shows most without running to more than [`MOST`] steps. What is known
//! less exactly than that is counted apart, never guessed.

use crate::text::calendar::PartialDate;
use jiff::civil::Date;

/// Steps that a trend has at most, unless it goes by years.
const MOST: i32 = 48;

/// A step of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    #[default]
    Year,
}

/// Numbers of articles in equal steps of time, without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// How long a step is.
    pub unit: Unit,
    /// The first step and the last; `None` when no article has a date.
    pub range: Option<(PartialDate, PartialDate)>,
    /// Articles of each step from the first to the last, both with at least one.
    pub counts: Vec<u32>,
    /// Articles whose date is not known as exactly as a step.
    pub coarse: u32,
    /// Articles without a date.
    pub undated: u32,
}

impl Trend {
    /// The trend of articles with these publication dates.
    #[must_use]
    pub fn of(dates: &[Option<PartialDate>]) -> Self {
        let known: Vec<PartialDate> = dates.iter().flatten().copied().collect();
        let unit = [Unit::Day, Unit::Month, Unit::Year]
            .into_iter()
            .find(|unit| fits(&known, *unit))
            .unwrap_or_default();
        let places: Vec<i32> = known.iter().filter_map(|date| place(*date, unit)).collect();
        let mut trend = Self {
            unit,
            coarse: count(known.len() - places.len()),
            undated: count(dates.len() - known.len()),
            ..Self::default()
        };
        if let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) {
            trend.range = date_at(*first, unit).zip(date_at(*last, unit));
            trend.counts = vec![0; usize::try_from(last - first).unwrap_or(0) + 1];
            for place in &places {
                if let Some(slot) = usize::try_from(place - first)
                    .ok()
                    .and_then(|at| trend.counts.get_mut(at))
                {
                    *slot += 1;
                }
            }
        }
        trend
    }

    /// The numbers brought to at most `n` steps, each the sum of neighbors; in order.
    #[must_use]
    pub fn at_most(&self, n: usize) -> Vec<u32> {
        let size = self.counts.len().div_ceil(n.max(1)).max(1);
        self.counts
            .chunks(size)
            .map(|steps| steps.iter().sum())
            .collect()
    }
}

impl Trend {
    /// Each step with its number of articles, in order, from the first one of the range.
    pub fn steps(&self) -> impl Iterator<Item = (PartialDate, u32)> {
        let first = self.range.and_then(|(first, _)| place(first, self.unit));
        let at = move |n: usize| date_at(first?.checked_add(i32::try_from(n).ok()?)?, self.unit);
        self.counts
            .iter()
            .enumerate()
            .filter_map(move |(n, count)| Some((at(n)?, *count)))
    }
}

/// Whether dates can be shown in that step: enough of them are known so exactly, and they
/// do not lie too far apart.
fn fits(dates: &[PartialDate], unit: Unit) -> bool {
    let places: Vec<i32> = dates.iter().filter_map(|date| place(*date, unit)).collect();
    let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) else {
        return false;
    };
    // A step that places nearly none of the articles shows nothing.
    let most_are_known = places.len() * 10 >= dates.len() * 9;
    unit == Unit::Year || (most_are_known && last - first < MOST)
}

/// The number of the step in which a date lies; `None` when it is not known so exactly.
fn place(date: PartialDate, unit: Unit) -> Option<i32> {
    let (year, month, day) = date.parts();
    let signed = |part: Option<u8>| part.and_then(|part| i8::try_from(part).ok());
    match unit {
        Unit::Year => Some(i32::from(year)),
        Unit::Month => Some(i32::from(year) * 12 + i32::from(month?) - 1),
        Unit::Day => {
            let date = Date::new(year, signed(month)?, signed(day)?).ok()?;
            Some(date.since(EPOCH).ok()?.get_days())
        }
    }
}

/// The date of a step.
fn date_at(place: i32, unit: Unit) -> Option<PartialDate> {
    let year = |n: i32| i16::try_from(n).ok();
    match unit {
        Unit::Year => PartialDate::year(year(place)?),
        Unit::Month => {
            let month = u8::try_from(place.rem_euclid(12) + 1).ok()?;
            PartialDate::month(year(place.div_euclid(12))?, month)
        }
        Unit::Day => {
            let date = EPOCH
                .checked_add(jiff::Span::new().try_days(place).ok()?)
                .ok()?;
            let part = |n: i8| u8::try_from(n).ok();
            PartialDate::day(date.year(), part(date.month())?, part(date.day())?)
        }
    }
}

/// Days are counted from here.
const EPOCH: Date = Date::constant(1970, 1, 1);

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Trend;
    use crate::text::calendar::PartialDate;
    use proptest::prelude::*;

    fn check(dates: &[&str], expected: &str) {
        let dates: Vec<Option<PartialDate>> = dates
            .iter()
            .map(|date| PartialDate::parse_iso(date))
            .collect();
        let trend = Trend::of(&dates);
        let range = trend.range.map(|(first, last)| format!("{first}..{last}"));
        let said = format!(
            "{:?} {} {:?} {}+{}",
            trend.unit,
            range.unwrap_or_default(),
            trend.counts,
            trend.coarse,
            trend.undated
        );
        assert_eq!(said, expected);
    }

    #[test]
    fn the_step_follows_the_range() {
        check(
            &["2025-01-30", "2025-02-01", "2025-02-01", "-"],
            "Day 2025-01-30..2025-02-01 [1, 0, 2] 0+1",
        );
        check(
            &["2024-11-30", "2025-02", "2025-02-01"],
            "Month 2024-11..2025-02 [1, 0, 0, 2] 0+0",
        );
        check(
            &["2010-11-30", "2013-02", "2012"],
            "Year 2010..2013 [1, 0, 1, 1] 0+0",
        );
        check(&["2012", "2012"], "Year 2012..2012 [2] 0+0");
        check(&["-"], "Year  [] 0+1");
    }

    #[test]
    fn a_few_coarse_dates_do_not_make_the_step_coarse() {
        let mut dates = vec!["2025-01-05"; 18];
        dates.push("2025");
        check(&dates, "Day 2025-01-05..2025-01-05 [18] 1+0");
    }

    proptest! {
        #[test]
        fn every_article_is_counted_once(
            dates in prop::collection::vec((1990_i16..2026, 0_u8..13, 0_u8..29), 0..40),
            n in 0_usize..30,
        ) {
            let dates: Vec<Option<PartialDate>> = dates
                .into_iter()
                .map(|(year, month, day)| match (month, day) {
                    (0, 0) => None,
                    (0, _) => PartialDate::year(year),
                    (_, 0) => PartialDate::month(year, month),
                    _ => PartialDate::day(year, month, day),
                })
                .collect();
            let trend = Trend::of(&dates);
            let counted = trend.counts.iter().sum::<u32>() + trend.coarse + trend.undated;
            prop_assert_eq!(counted as usize, dates.len());
            let fewer = trend.at_most(n);
            prop_assert!(fewer.len() <= n.max(1));
            prop_assert_eq!(fewer.iter().sum::<u32>(), trend.counts.iter().sum::<u32>());
        }
    }
}
