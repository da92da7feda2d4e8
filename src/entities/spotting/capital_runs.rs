//! Runs of capitalized words: where a name may start and how far it may go.
//!
//! In go the tokens of an article with their annotations; out come runs: pieces (a known name, or
//! one large word) with what links them, `of`, hyphens, initials. A run may hold several
//! names, or none; it never crosses a title, a date or markup.

use super::annotations::{Annotation, Annotations};
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Sentence, Shape};
use std::ops::Range;

/// Finds runs.
#[derive(Clone, Copy)]
pub(super) struct Runs<'a> {
    pub(super) scan: &'a Scan<'a>,
    pub(super) annotations: &'a Annotations,
}

impl Runs<'_> {
    /// Where the piece of a name that starts at `at` ends: a known name whole, or one word.
    pub(super) fn piece(&self, within: &Range<usize>, at: usize) -> Option<usize> {
        if !within.contains(&at) {
            return None;
        }
        if let Some(hit) = self.annotations.hit(at) {
            return Some(hit.tokens.end);
        }
        let token = &self.scan.tokens[at];
        let name = self.annotations.of[at] == Annotation::Free
            && token.shape.is_large()
            && (token.shape == Shape::Upper || !token.has(Cue::Stop))
            && !(token.shape != Shape::Capital && token.has(Cue::NoName))
            && !self.is_ticker(at);
        name.then_some(at + 1)
    }

    /// The run without what its place put there: an opening word of the sentence, and words
    /// that belong to a title behind.
    pub(super) fn trimmed(
        &self,
        within: &Range<usize>,
        mut run: Range<usize>,
    ) -> Option<Range<usize>> {
        let tokens = &self.scan.tokens;
        let free = |at: usize| self.annotations.hit(at).is_none();
        let title_behind =
            within.contains(&run.end) && self.annotations.of[run.end] == Annotation::Title;
        while title_behind && !run.is_empty() {
            let last = run.end - 1;
            let headed = run.len() > 1 && tokens[last].has(Cue::OrgHead);
            if !free(last) || !tokens[last].has(Cue::Common) || headed {
                break;
            }
            run.end = last;
        }
        if self.opens_only(&run) {
            run.start += 1;
            while run.start < run.end && !tokens[run.start].shape.is_large() && free(run.start) {
                run.start += 1;
            }
        }
        (!run.is_empty()).then_some(run)
    }

    /// Whether the first word of a run, a common one, only opens the sentence.
    fn opens_only(&self, run: &Range<usize>) -> bool {
        let [first, second, ..] = &self.scan.tokens[run.clone()] else {
            return false;
        };
        let free = |at: usize| self.annotations.hit(at).is_none();
        let opens = first.weak && first.has(Cue::Common) && free(run.start);
        if !opens || second.weak || second.shape == Shape::Number {
            return false;
        }
        let heads = [Cue::OrgHead, Cue::LawHead, Cue::EventLead];
        let goes_on =
            free(run.start + 1) && second.has(Cue::Common) && second.shape == Shape::Capital;
        let leads = first.any(&[Cue::Compass, Cue::PlaceLead]);
        !(goes_on || leads || second.has(Cue::Link) && first.any(&heads))
    }

    /// Where a given and a family name that start at `at` end.
    pub(super) fn full_name(&self, run: &Range<usize>, at: usize) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let mut last = at + 1;
        while last + 1 < run.end
            && (tokens[last].shape == Shape::Initial || tokens[last].is_mark('.'))
        {
            last += 1;
        }
        let plain = |at: usize| {
            run.contains(&at)
                && self.annotations.of[at] == Annotation::Free
                && !tokens[at].has(Cue::Common)
        };
        (plain(at) && plain(last) && tokens[at].has(Cue::First) && tokens[last].has(Cue::Last))
            .then_some(last + 1)
    }

    /// Whether the known one-word name at `at` is part of a person's: `Michael Jordan`.
    pub(super) fn is_persons(&self, run: &Range<usize>, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let single = self
            .annotations
            .hit(at)
            .is_some_and(|hit| hit.tokens.len() == 1);
        if !single || tokens[at].shape != Shape::Capital {
            return false;
        }
        let free = |at: usize| {
            run.contains(&at)
                && self.annotations.hit(at).is_none()
                && tokens[at].shape == Shape::Capital
                && !tokens[at].has(Cue::Common)
        };
        let after_given = at.checked_sub(1).is_some_and(|before| {
            free(before)
                && tokens[before].has(Cue::First)
                && tokens[at].any(&[Cue::Last, Cue::First])
        });
        let before_family =
            free(at + 1) && tokens[at + 1].has(Cue::Last) && tokens[at].has(Cue::First);
        after_given || before_family
    }

    /// Whether the run is all of a paragraph's last sentence: `Lantern Wire.`, the agency
    /// that the paragraph is from.
    pub(super) fn is_signature(&self, sentence: &Sentence, run: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens[run.clone()];
        sentence.closing
            && run.start == sentence.tokens.start
            && run.end + 1 == sentence.tokens.end
            && self.scan.tokens[run.end].is_mark('.')
            && (2..=4).contains(&tokens.len())
            && tokens
                .iter()
                .all(|token| token.shape.is_large() && !token.has(Cue::First))
            && run.clone().all(|at| self.annotations.hit(at).is_none())
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
        let initial =
            self.scan.tokens[at].shape == Shape::Initial && self.annotations.hit(at).is_none();
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
                let counted =
                    before.has(Cue::LawNumber) && self.annotations.of[end] == Annotation::Free;
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
        let known = |at: usize| self.annotations.hit(at).is_some();
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
            Cue::LooseHead,
        ];
        let headed = run
            .iter()
            .any(|token| token.any(&heads) && token.shape == Shape::Capital)
            && (start..end).all(|at| self.annotations.hit(at).is_none() || at + 1 < end);
        let last = &tokens[end - 1];
        let allowed = match word {
            "of" | "for" | "on" => {
                let head = last.any(&heads) || headed && word != "on" && last.has(Cue::Common);
                head && !self.is_name_like(next) || headed && last.any(&heads)
            }
            "and" if tokens[next].has(Cue::OrgTail) => self.annotations.hit(end - 1).is_none(),
            "and" => {
                let inside = run.iter().any(|token| token.shape == Shape::Lower);
                next == end + 1
                    && headed
                    && inside
                    && last.has(Cue::Common)
                    && tokens[next].has(Cue::Common)
                    && self.annotations.hit(next).is_none()
            }
            "the" => false,
            _ => self.annotations.hit(end - 1).is_none() && self.annotations.hit(next).is_none(),
        };
        allowed.then_some(piece)
    }

    /// Whether a person's name seems to start at `at`.
    fn is_name_like(&self, at: usize) -> bool {
        let token = &self.scan.tokens[at];
        self.annotations.hit(at).is_none() && token.has(Cue::First) && !token.has(Cue::Common)
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
