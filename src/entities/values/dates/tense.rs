//! Which way a clause looks from the article's date: back or ahead.
//!
//! In goes the place of a date in a sentence; out comes a [`Side`]. A preposition right
//! before the date decides (`until Friday`, `since May`), else the verb next to it on the
//! left, else the first one on its right: `said Monday that he will come` looks back, `said
//! that he will come Monday` ahead. Verbs are known by the table of cues and by their
//! endings, not parsed.

use super::words::Words;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::Shape;
use crate::entities::values::time_expression::Side;

/// Most tokens between a date and the verb that it goes with.
const REACH: usize = 14;

/// Words that look ahead when an infinitive follows: `agreed to meet`, `set for Monday`.
const WITH_TO: [&str; 22] = [
    "agreed", "set", "due", "ready", "vowed", "pledged", "promised", "planned", "plan", "plans",
    "planning", "hopes", "hoped", "intends", "intended", "wants", "decided", "prepared",
    "prepares", "likely", "poised", "bound",
];

impl Words<'_> {
    /// The side of the date from `at` to `end`.
    pub(super) fn side(&self, at: usize, end: usize) -> Side {
        if self.is_before(at, &["by", "until", "till"]) {
            return Side::After;
        }
        if self.is_before(at, &["since"]) {
            return Side::Past;
        }
        let ends = |other: &usize| self.is(*other, &[";", ":", "\"", "“", "”"]);
        let left = (self.within.start..at).rev().take(REACH);
        let right = (end..self.within.end).take(REACH);
        let verb = |other| self.verb(other);
        left.take_while(|other| !ends(other))
            .find_map(verb)
            .or_else(|| right.take_while(|other| !ends(other)).find_map(verb))
            .unwrap_or(Side::Nearest)
    }

    /// The side of a weekday: without any other sign the last one, today's included, since
    /// wires name the day that they are written on.
    pub(super) fn side_of_weekday(&self, at: usize, end: usize) -> Side {
        match self.side(at, end) {
            Side::Nearest => Side::Past,
            side => side,
        }
    }

    /// The way that a word looks, if it is such a verb.
    fn verb(&self, at: usize) -> Option<Side> {
        let token = self.token(at)?;
        if token.has(Cue::Ahead) {
            return Some(Side::Future);
        }
        if token.shape.is_word() && self.is(at, &WITH_TO) {
            // The infinitive may lie a word further: "set, officials said, to meet".
            let to = self.is(at + 1, &["to", "for", "on"]) || self.is(at + 2, &["to"]);
            return if to {
                Some(Side::Future)
            } else {
                self.word(at).ends_with("ed").then_some(Side::Past)
            };
        }
        let word = self.word(at);
        let past = token.any(&[Cue::Past, Cue::Say])
            || token.shape == Shape::Lower && word.ends_with("ed") && word.len() > 4;
        // "Will be closed": the verb before tells.
        let passive = self.is_before(at, &["be"]);
        let other = self.is(at, &["indeed", "united", "hundred"]);
        (past && !passive && !other).then_some(Side::Past)
    }
}
