//! Dates that count from the article's own: `yesterday`, `last week`, `three days ago`, `the
//! coming days`.
//!
//! In goes a word that makes a time of its neighbors; out comes where its date ends, and what
//! it says. With an article before it, `last year` is a length of time and has no value.

use super::months::PARTS_OF_DAY;
use super::words::Words;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::Shape;
use crate::entities::values::time_expression::{Point, Side, TimeExpression, count_of, unit_of};
use crate::text::period::Unit;

/// Days by name, and how far they are from the article's.
const DAYS: [(&str, i16); 4] = [
    ("yesterday", -1),
    ("today", 0),
    ("tonight", 0),
    ("tomorrow", 1),
];

/// Words that make a number inexact.
const ABOUT: [&str; 12] = [
    "about",
    "nearly",
    "almost",
    "around",
    "roughly",
    "over",
    "than",
    "some",
    "approximately",
    "least",
    "under",
    "within",
];

impl Words<'_> {
    /// `yesterday`, `last week`, `next May`, `this morning`, `the coming days`.
    pub(super) fn relative(&self, at: usize) -> Option<(usize, TimeExpression)> {
        if let Some((_, days)) = DAYS.iter().find(|(name, _)| self.is(at, &[name])) {
            let capital = self.token(at)?.shape != Shape::Lower;
            let named = capital && at > self.within.start && self.is_proof(at - 1);
            let end = self.skip(at + 1, &PARTS_OF_DAY);
            return (!named).then_some((end, Point::Shifted(Unit::Day, *days).into()));
        }
        if self.is(at, &["weekend"]) {
            let told = self.is_before(at, &["the"]) && at >= 2;
            let over = told && self.is(at - 2, &["over", "at", "during"]);
            let ahead = || matches!(self.side(at, at + 1), Side::Future | Side::After);
            return over.then(|| (at + 1, Point::Weekend(if ahead() { 0 } else { -1 }).into()));
        }
        let (step, side) = match () {
            () if self.is(at, &["last"]) => (-1, Side::Before),
            () if self.is(at, &["next"]) => (1, Side::After),
            () if self.is(at, &["this"]) => (0, Side::Nearest),
            () => return self.stretch(at),
        };
        self.stepped(at, step, side).or_else(|| self.stretch(at))
    }

    /// Whether a large word is a name's.
    fn is_proof(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.shape.is_large() && !token.weak && !token.has(Cue::Weekday))
    }

    /// Behind `last`, `this` or `next`.
    fn stepped(&self, at: usize, step: i16, side: Side) -> Option<(usize, TimeExpression)> {
        let next = at + 1;
        if let Some(month) = self.month(next) {
            let point = Point::Part(Unit::Month, month, side);
            return Some((next + 1, point.into()));
        }
        if let Some(day) = self.day_of_week(next).filter(|_| self.word(next).len() > 5) {
            let end = self.skip(next + 1, &PARTS_OF_DAY);
            let side = match (side, self.side(at, end)) {
                (Side::Nearest, Side::Past) => Side::Past,
                (Side::Nearest, _) => Side::Future,
                (side, _) => side,
            };
            return Some((end, Point::Weekday(day, side).into()));
        }
        if let Some(season) = self.season_named(next) {
            return Some((next + 1, Point::Part(Unit::Season, season, side).into()));
        }
        let articled = self.is_before(at, &["the"]) && step != 0;
        let point = match () {
            () if self.is(next, &["weekend"]) => Point::Weekend(step),
            () if self.is(next, &["night", "evening"]) && step == -1 => {
                Point::Shifted(Unit::Day, -1)
            }
            () if step == 0 && self.is(next, &PARTS_OF_DAY) => Point::Shifted(Unit::Day, 0),
            () if self.word(next).ends_with('s') => return None,
            () => {
                let unit = unit_of(self.word(next)).filter(|unit| *unit != Unit::Day)?;
                if articled {
                    Point::Vague
                } else {
                    Point::Shifted(unit, step)
                }
            }
        };
        Some((next + 1, point.into()))
    }

    /// `coming days`, `last two weeks`, `past few months`.
    fn stretch(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let starts = [
            "last",
            "next",
            "coming",
            "past",
            "following",
            "recent",
            "previous",
        ];
        if !self.is(at, &starts) {
            return None;
        }
        let token = self.token(at + 1)?;
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
        let end = unit + 1 + if more { 2 } else { 0 };
        Some((end, Point::Vague.into()))
    }

    /// `three days ago`, `a few weeks ago`, `years ago`, `than a year earlier`.
    pub(super) fn ago(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let ago = |at| self.is(at, &["ago"]);
        if self.word(at).ends_with('s') && unit_of(self.word(at)).is_some() && ago(at + 1) {
            return Some((at + 2, Point::Vague.into()));
        }
        let (count, unit_at) = self.count(at);
        let unit = unit_of(self.word(unit_at))?;
        let earlier = self.is(unit_at + 1, &["earlier"])
            && self.is_before(at, &["from", "than", "with", "to"]);
        if !ago(unit_at + 1) && !earlier {
            return None;
        }
        let about = earlier || self.is_before(at, &ABOUT);
        let point = match count {
            Some(n) => Point::Shifted(unit, n.checked_neg()?),
            None => Point::Vague,
        };
        Some((unit_at + 2, TimeExpression::from(point).about(about)))
    }

    /// A number and where what it counts stands; none of `a few` and the like.
    fn count(&self, at: usize) -> (Option<i16>, usize) {
        let few = self.skip(at, &["a"]);
        if self.is(few, &["few", "several", "couple"]) {
            return (None, self.skip(few + 1, &["of"]));
        }
        let count = count_of(self.word(at));
        if self.dash(at + 1) && count.is_some_and(|tens| tens >= 20 && tens % 10 == 0) {
            let ones = count_of(self.word(at + 2)).filter(|ones| (1..=9).contains(ones));
            return (count.zip(ones).map(|(tens, ones)| tens + ones), at + 3);
        }
        (count, at + 1)
    }

    /// `in three days`, where that looks ahead and is no length of time: `the worst in 20
    /// years`, `done in two days`.
    pub(super) fn ahead(&self, at: usize) -> Option<(usize, TimeExpression)> {
        if !self.is(at, &["in"]) {
            return None;
        }
        let (count, unit_at) = self.count(at + 1);
        let unit = unit_of(self.word(unit_at))?;
        let most = |other: &usize| {
            self.word(*other).ends_with("est")
                || self.is(*other, &["first", "worst", "time", "times", "once"])
        };
        let superlative = (self.within.start..at).rev().take(6).any(|at| most(&at));
        let told = self.side(at, unit_at + 1) == Side::Future && !superlative;
        let point = count.filter(|_| told).map(|n| Point::Shifted(unit, n))?;
        Some((unit_at + 1, point.into()))
    }
}
