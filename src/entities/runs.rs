//! Runs of capitalized words: where a name may start and how far it may go.
//!
//! In go the tokens of an article with their marks; out come runs: pieces (a known name, or
//! one large word) with what links them, `of`, hyphens, initials. A run may hold several
//! names, or none; it never crosses a title, a date or markup.

use super::lexicon::Cue;
use super::marks::{Mark, Marks};
use super::scan::{Scan, Shape};
use std::ops::Range;

/// Finds runs.
#[derive(Clone, Copy)]
pub(super) struct Runs<'a> {
    pub(super) scan: &'a Scan<'a>,
    pub(super) marks: &'a Marks,
}

impl Runs<'_> {
    /// Where the piece of a name that starts at `at` ends: a known name whole, or one word.
    pub(super) fn piece(&self, within: &Range<usize>, at: usize) -> Option<usize> {
        if !within.contains(&at) {
            return None;
        }
        if let Some(hit) = self.marks.hit(at) {
            return Some(hit.tokens.end);
        }
        let token = &self.scan.tokens[at];
        let name = self.marks.of[at] == Mark::Free
            && token.shape.is_large()
            && (token.shape == Shape::Upper || !token.has(Cue::Stop))
            && !(token.shape != Shape::Capital && token.has(Cue::NoName))
            && !self.is_ticker(at);
        name.then_some(at + 1)
    }

    /// Whether the token is a listed company's sign, in angle brackets.
    fn is_ticker(&self, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let opens = at
            .checked_sub(1)
            .is_some_and(|before| tokens[before].is_mark('<'));
        let closes = tokens
            .get(at + 1)
            .is_some_and(|after| after.is_mark('>') || after.is_mark('.'));
        opens && closes
    }

    /// Where the run that starts at `at` ends, if one does.
    pub(super) fn run_from(&self, within: &Range<usize>, at: usize) -> Option<usize> {
        let mut end = self.piece(within, at)?;
        let initial = self.scan.tokens[at].shape == Shape::Initial && self.marks.hit(at).is_none();
        while let Some(next) = self
            .linked(within, at, end)
            .filter(|next| self.scan.is_whole(&(at..*next)))
        {
            end = next;
        }
        // A letter by itself is no name.
        (!initial || end > at + 2).then_some(end)
    }

    /// Where the run `start..end` ends if it goes on, behind what links it to the next piece.
    fn linked(&self, within: &Range<usize>, start: usize, end: usize) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let token = tokens.get(end).filter(|_| within.contains(&end))?;
        let before = &tokens[end - 1];
        let glued_next = tokens.get(end + 1).is_some_and(|next| next.glued);
        match token.shape {
            Shape::Mark('-') if token.glued && glued_next && self.scan.slice(end - 1) == "Co" => {
                Some(end + 2)
            }
            Shape::Mark('-') if token.glued && glued_next => self.hyphenated(within, end),
            Shape::Mark('.') if token.glued && before.shape == Shape::Initial => {
                self.piece(within, end + 1).or(Some(end + 1))
            }
            Shape::Mark('.') if token.glued && is_short(self.scan.slice(end - 1)) => {
                self.piece(within, end + 1)
            }
            Shape::Mark('&' | '+') => self.piece(within, end + 1),
            Shape::Mark(',') => {
                let tail = tokens.get(end + 1)?;
                let junior = ["Jr", "Sr", "III"].contains(&self.scan.slice(end + 1));
                (tail.shape.is_large() && (junior || tail.has(Cue::OrgTail)))
                    .then(|| self.piece(within, end + 1))?
            }
            Shape::Possessive => OWNERS
                .contains(&self.scan.slice(end - 1))
                .then(|| self.piece(within, end + 1))?,
            Shape::Number => {
                let counted = before.has(Cue::LawNumber) && self.marks.of[end] == Mark::Free;
                counted.then_some(end + 1)
            }
            _ => self
                .piece(within, end)
                .or_else(|| self.by_link_words(within, start, end)),
        }
    }

    /// `Jean-Claude`, but neither `US-Ukraine` nor `London-based`.
    fn hyphenated(&self, within: &Range<usize>, hyphen: usize) -> Option<usize> {
        let end = self.piece(within, hyphen + 1)?;
        let known = |at: usize| self.marks.hit(at).is_some();
        (!known(hyphen - 1) && !known(hyphen + 1)).then_some(end)
    }

    /// `Bank of England`, `Ursula von der Leyen`, `Institute for the Study of War`.
    fn by_link_words(&self, within: &Range<usize>, start: usize, end: usize) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let mut next = end;
        while next < within.end
            && next < end + 3
            && tokens[next].has(Cue::Link)
            && tokens[next].shape == Shape::Lower
        {
            next += 1;
        }
        if next == end {
            return None;
        }
        let word = self.scan.slice(end);
        let piece = self.piece(within, next)?;
        let run = &tokens[start..end];
        let heads = [
            Cue::OrgHead,
            Cue::PlaceLead,
            Cue::LawHead,
            Cue::EventLead,
            Cue::LawTail,
            Cue::EventHead,
        ];
        let headed = run
            .iter()
            .any(|token| token.any(&heads) && token.shape == Shape::Capital)
            && (start..end).all(|at| self.marks.hit(at).is_none() || at + 1 < end);
        let last = &tokens[end - 1];
        let allowed = match word {
            "of" | "for" | "on" => {
                let head = last.any(&heads) || headed && word != "on" && last.has(Cue::Common);
                head && !self.is_name_like(next) || headed && last.any(&heads)
            }
            "and" if tokens[next].has(Cue::OrgTail) => self.marks.hit(end - 1).is_none(),
            "and" => {
                let inside = run.iter().any(|token| token.shape == Shape::Lower);
                next == end + 1
                    && headed
                    && inside
                    && last.has(Cue::Common)
                    && tokens[next].has(Cue::Common)
                    && self.marks.hit(next).is_none()
            }
            "the" => false,
            _ => self.marks.hit(end - 1).is_none() && self.marks.hit(next).is_none(),
        };
        allowed.then_some(piece)
    }

    /// Whether a person's name seems to start at `at`.
    fn is_name_like(&self, at: usize) -> bool {
        let token = &self.scan.tokens[at];
        self.marks.hit(at).is_none() && token.has(Cue::First) && !token.has(Cue::Common)
    }
}

/// Words whose possessive goes on as one name: `People's Bank`.
const OWNERS: [&str; 14] = [
    "People", "Women", "Men", "Children", "Workers", "King", "Queen", "World", "Nation", "State",
    "Farmers", "Teachers", "Girls", "Boys",
];

/// Whether a name goes on behind the word and its period.
fn is_short(word: &str) -> bool {
    [
        "St", "Ste", "Mt", "Ft", "Jr", "Sr", "Bros", "Inc", "Corp", "Co", "Ltd",
    ]
    .contains(&word)
}
