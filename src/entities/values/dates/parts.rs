//! Parts of a year and of other dates: `Q3 2024`, `the first half of last year`, `summer
//! 2023`, `early March`, `mid-2000s`.
//!
//! In goes the word that starts one; out comes where it ends, and what it says. Half-times
//! and quarters of games are none: a half needs its year, and a quarter a sentence without
//! sport. A season without a year is a time of any year.

use super::words::Words;
use crate::entities::values::time_expression::{Point, Side, TimeExpression};
use crate::text::calendar::PartialDate;
use crate::text::period::{Stretch, Unit};

/// Words of sentences in which a quarter is one of a game.
const SPORT: [&str; 14] = [
    "game",
    "games",
    "scored",
    "touchdown",
    "touchdowns",
    "rebounds",
    "goal",
    "goals",
    "match",
    "coach",
    "quarterback",
    "kickoff",
    "team",
    "yards",
];

/// Signs of quarters and halves.
const SIGNS: [(&str, Unit, u8); 6] = [
    ("q1", Unit::Quarter, 1),
    ("q2", Unit::Quarter, 2),
    ("q3", Unit::Quarter, 3),
    ("q4", Unit::Quarter, 4),
    ("h1", Unit::Half, 1),
    ("h2", Unit::Half, 2),
];

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

impl Words<'_> {
    /// `early March 2022`, `mid-2000s`, `later this month`: the part is not told, but that
    /// of which it is one.
    pub(super) fn smaller(&self, at: usize) -> Option<(usize, TimeExpression)> {
        if !self.is(at, &["early", "late", "mid", "earlier", "later"]) {
            return None;
        }
        let mut next = at + 1 + usize::from(self.glued(at + 1, '-'));
        next = self.skip(next, &["in"]);
        let the = self.skip(next, &["the"]);
        let decade = self.decade(the).or_else(|| self.short_decade(the));
        let found = decade
            .or_else(|| self.century(the))
            .or_else(|| self.month_first(next))
            .or_else(|| self.sure_year(next))
            .or_else(|| self.relative(next))
            .or_else(|| self.season(next))
            .or_else(|| self.day_of_week(next).and_then(|_| self.weekday(next)))?;
        // "Trains were late this morning."
        let whole = matches!(
            found.1.from,
            Point::Day(..) | Point::Vague | Point::Shifted(Unit::Day, _)
        );
        (!whole).then_some(found)
    }

    /// `Q3 2024`, `the third quarter of last year`, `second-quarter`, `first half of 2022`.
    pub(super) fn numbered_part(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let (end, unit, part) = self.sign(at)?;
        let of = self.skip(end, &["of", ","]);
        let of = self.skip(of, &["fiscal"]);
        if let Some(year) = self.year(of) {
            let point = Point::Known(Stretch::part(unit, year, part)?);
            return Some((of + 1, point.into()));
        }
        if let Some((end, years)) = self.year_by_distance(self.skip(end, &["of"])) {
            return Some((end, Point::PartOf(unit, part, years).into()));
        }
        let sport = || self.within.clone().any(|other| self.is(other, &SPORT));
        if unit == Unit::Half || self.is(end, &["of"]) || sport() {
            return None;
        }
        let side = match self.side(at, end) {
            Side::Future | Side::After => Side::Future,
            _ => Side::Past,
        };
        Some((end, Point::Part(unit, part, side).into()))
    }

    /// `Q3`, `third quarter`: where it ends, and which it is.
    pub(super) fn sign(&self, at: usize) -> Option<(usize, Unit, u8)> {
        let sign = SIGNS.iter().find(|(sign, ..)| self.is(at, &[sign]));
        if let Some((_, unit, part)) = sign.filter(|_| self.is_large(at)) {
            return Some((at + 1, *unit, *part));
        }
        let ordinal = (1..).zip(ORDINALS).find(|(_, word)| self.is(at, &[word]));
        let next = at + 1 + usize::from(self.glued(at + 1, '-'));
        let unit = match () {
            () if self.is(next, &["quarter"]) => Unit::Quarter,
            () if self.is(next, &["half"]) => Unit::Half,
            () => return None,
        };
        ordinal.map(|(part, _)| (next + 1, unit, part))
    }

    /// The season, spring being 1.
    pub(super) fn season_named(&self, at: usize) -> Option<u8> {
        let names: [&[&str]; 4] = [&["spring"], &["summer"], &["autumn", "fall"], &["winter"]];
        (1..)
            .zip(names)
            .find_map(|(n, names)| self.is(at, names).then_some(n))
    }

    /// `summer 2023`, `the winter of 1941`, `spring of last year`.
    pub(super) fn season(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let season = self.season_named(at)?;
        let told = [
            "in", "the", "of", "since", "by", "until", "from", "during", "early", "late",
        ];
        if self.is(at, &["fall"]) && !self.is_before(at, &told) {
            return None;
        }
        let of = self.skip(at + 1, &["of"]);
        if let Some((end, years)) = self.year_by_distance(of) {
            let point = Point::PartOf(Unit::Season, season, years);
            return Some((end, point.into()));
        }
        let year = self.year(of)?;
        let known = Stretch::part(Unit::Season, year, season)?;
        let winter = self.short_year(of).filter(|(_, end)| *end == year + 1);
        let end = winter.map_or(of + 1, |(end, _)| end);
        Some((end, Point::Known(known).into()))
    }

    /// A year behind a word that leaves no doubt that it is one.
    fn sure_year(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let date = PartialDate::year(self.year(at)?)?;
        Some((at + 1, Point::Known(date.into()).into()))
    }
}
