//! The end of a range: `2009 to 2017`, `June 15-16, 2024`, `1939-45`, `Monday to Friday`.
//!
//! In goes a date; out comes where the range ends of which it is the beginning, and what
//! both say. Two dates with `to` between are a range only behind `from`, or where the second
//! one goes on with the first: a vote moved `to` a day is no range.

use super::words::Words;
use crate::entities::values::time_expression::{Point, Side, TimeExpression};
use crate::text::calendar::PartialDate;
use crate::text::period::Unit;

impl Words<'_> {
    /// The range that starts with the date `when`, at the tokens `at` to `end`.
    pub(super) fn range(
        &self,
        at: usize,
        end: usize,
        when: TimeExpression,
    ) -> Option<(usize, TimeExpression)> {
        if when.until.is_some() {
            return None;
        }
        let joined = self.joined(at, end)?;
        let (last, until) = match when.from {
            Point::Day(month, _, side) => self.more_days(joined, month, side),
            Point::Known(stretch) if stretch.unit() == Unit::Year => {
                self.short_year(end - 1).map(|(last, year)| {
                    let date = PartialDate::year(year).map(|year| Point::Known(year.into()));
                    (last, date.unwrap_or(Point::Vague).into())
                })
            }
            _ => None,
        }
        .or_else(|| self.second(joined))?;
        let fits = matches!(
            (when.from, until.from),
            (
                Point::Known(_),
                Point::Known(_) | Point::Day(..) | Point::Part(..)
            ) | (Point::Day(..) | Point::Part(..), Point::Known(_))
                | (Point::Day(..), Point::Day(..))
                | (Point::Part(..), Point::Part(..))
                | (Point::Weekday(..), Point::Weekday(..))
        ) && until.until.is_none();
        let backward = matches!(
            (when.from, until.from),
            (Point::Known(from), Point::Known(until)) if from.first() >= until.first()
        );
        (fits && !backward).then_some((last, when.until(until)))
    }

    /// Where the second date starts, if something joins it to the first.
    fn joined(&self, at: usize, end: usize) -> Option<usize> {
        let from = self.is_before(at, &["from"]) || self.is_before(at, &["-"]);
        let between = self.is_before(at, &["between"]) && self.is(end, &["and"]);
        let to = self.is(end, &["to", "until", "till"]) && from;
        let through = self.is(end, &["through"]);
        let dash = self.is(end, &["-", "–", "—"]);
        (between || to || through || dash).then_some(end + 1)
    }

    /// Any date but one that itself starts with a preposition.
    fn second(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let bare_year = || {
            let year = self.year(at).and_then(PartialDate::year)?;
            Some((at + 1, Point::Known(year.into()).into()))
        };
        self.date(at).or_else(bare_year)
    }

    /// `June 15-16`: the other day of the month, perhaps with a year.
    fn more_days(&self, at: usize, month: u8, side: Side) -> Option<(usize, TimeExpression)> {
        let day = self.day(at)?;
        if self.month(at + 1).is_some() {
            return None;
        }
        let year_at = self.skip(at + 1, &[","]);
        let dated = self
            .year(year_at)
            .and_then(|year| PartialDate::day(year, month, day));
        Some(match dated {
            Some(date) => (year_at + 1, Point::Known(date.into()).into()),
            None => (at + 1, Point::Day(month, day, side).into()),
        })
    }

    /// Behind the year at `at`, the year that two digits mean: `1939-45`, `2021/22`. Where
    /// they may be a month, only the next year counts.
    pub(super) fn short_year(&self, at: usize) -> Option<(usize, i16)> {
        let first = self.year(at)?;
        if !(self.dash(at + 1) || self.glued(at + 1, '/')) || self.dash(at + 3) {
            return None;
        }
        let word = self.word(at + 2);
        let digits: i16 = word.parse().ok().filter(|_| word.len() == 2)?;
        let year = first - first % 100 + digits;
        let year = if year < first { year + 100 } else { year };
        let next = year == first + 1;
        let clear = next || digits > 12 && year - first < 60 && !self.glued(at + 1, '/');
        clear.then_some((at + 3, year))
    }
}
