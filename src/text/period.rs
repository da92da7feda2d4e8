//! When something is: in a [`Stretch`] of time, or from one until another.
//!
//! In go stretches; out come values that sort, print and know their first and last day.

pub use super::stretch::{Stretch, Unit};

use super::calendar::PartialDate;
use jiff::civil::Date;
use std::cmp::{Ordering, Reverse};
use std::fmt;

/// When something is: in a stretch of time, or from one to another, both included.
///
/// Ordered by its beginning; of those that begin together the longest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    from: Stretch,
    until: Option<Stretch>,
}

impl Period {
    /// From one stretch until another; `None` when that lies before it.
    #[must_use]
    pub fn range(from: Stretch, until: Stretch) -> Option<Self> {
        (from.first() < until.first()).then_some(Self {
            from,
            until: Some(until),
        })
    }

    /// Where it begins; all of it, when it is no range.
    #[must_use]
    pub fn start(self) -> Stretch {
        self.from
    }

    /// Where a range ends; of a decade or century its last year.
    #[must_use]
    pub fn until(self) -> Option<Stretch> {
        self.until.or_else(|| {
            let year = self.from.last().year();
            let long = self.from.unit() >= Unit::Decade;
            PartialDate::year(year).filter(|_| long).map(Stretch::from)
        })
    }

    /// Its first and last day.
    #[must_use]
    pub fn days(self) -> [Date; 2] {
        [self.from.first(), self.until.unwrap_or(self.from).last()]
    }

    /// The unit that it is told in, of a range the longer one: how exact it is.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.until
            .map_or(self.from.unit(), |until| until.unit().max(self.from.unit()))
    }

    /// In words: those of its stretch, or of both with `to` between.
    #[must_use]
    pub fn long(self) -> String {
        match self.until {
            Some(until) => format!("{} to {}", self.from.long(), until.long()),
            None => self.from.long(),
        }
    }
}

impl From<Stretch> for Period {
    fn from(from: Stretch) -> Self {
        Self { from, until: None }
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let end = |it: &Self| Reverse(it.until.unwrap_or(it.from).last());
        let key = |it: &Self| (it.from.first(), end(it), it.from, it.until);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The stretch, or two with `..` between, as queries write ranges.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.until {
            Some(until) => write!(f, "{}..{until}", self.from),
            None => self.from.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, Stretch, Unit};

    #[test]
    fn ranges_go_forward_and_sort_by_their_beginning() {
        let month = |year, month| Stretch::part(Unit::Month, year, month).unwrap();
        let winter = Period::range(month(2024, 12), month(2025, 2)).unwrap();
        assert_eq!(winter.to_string(), "2024-12..2025-02");
        assert_eq!(winter.long(), "December 2024 to February 2025");
        assert_eq!(Period::range(month(2025, 2), month(2024, 12)), None);
        let decade = Period::from(Stretch::years(Unit::Decade, 2020).unwrap());
        assert_eq!(
            decade.until().map(|year| year.to_string()),
            Some("2029".to_owned())
        );
        assert!(decade < winter && winter < Period::from(month(2024, 12)));
    }
}
