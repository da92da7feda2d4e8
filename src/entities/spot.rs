//! Where names stand: runs of capitalized words become candidates.
//!
//! In go the tokens of an article with their marks; out come [`Candidate`]s: known names,
//! names whose shape tells their kind (`Ministry of …`, `… Memorandum`), and runs of
//! capitals with the evidence for what they are; and runs whose capitals prove nothing,
//! kept as `pending` until the rest of the article is known. It decides nothing that other
//! mentions could decide better.

use super::judge::{Around, Scores, judge};
use super::lexicon::{Cue, Key, join};
use super::marks::{Mark, Marks};
use super::model::Kind;
use super::scan::{Scan, Sentence, Shape};
use super::shape::{kind_by_shape, plan_in};
use std::ops::Range;

/// A run of tokens that may name something.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Its words.
    pub(super) key: Key,
    /// What is known of it.
    pub(super) what: What,
    /// The last word of the title before it, or 0.
    pub(super) title: Key,
}

/// What is known of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A known name: its entry, and its kind.
    Known(u32, Kind),
    /// Its words or its neighbors tell its kind.
    Shaped(Kind),
    /// Evidence.
    Guess(Scores),
}

/// Everything spotted in an article.
#[derive(Debug, Default)]
pub(super) struct Spotted {
    pub(super) candidates: Vec<Candidate>,
    /// Runs whose capitals prove nothing.
    pub(super) pending: Vec<Range<usize>>,
}

/// Finds the candidates of an article.
pub(super) fn spot(scan: &Scan<'_>, marks: &Marks) -> Spotted {
    let mut spotter = Spotter {
        scan,
        marks,
        found: Spotted::default(),
    };
    for sentence in &scan.sentences {
        spotter.read(sentence);
    }
    spotter.found
}

/// The key of the words of `run`.
pub(super) fn key_of(scan: &Scan<'_>, run: Range<usize>) -> Key {
    scan.tokens[run]
        .iter()
        .filter(|token| token.word != 0)
        .fold(0, |key, token| join(key, token.word))
}

struct Spotter<'a> {
    scan: &'a Scan<'a>,
    marks: &'a Marks,
    found: Spotted,
}

impl Spotter<'_> {
    fn read(&mut self, sentence: &Sentence) {
        let within = &sentence.tokens;
        let mut at = within.start;
        while at < within.end {
            match self.run_from(within, at) {
                Some(end) => {
                    self.handle(within, at..end);
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// Where the piece of a name that starts at `at` ends: a known name whole, or one word.
    fn piece(&self, within: &Range<usize>, at: usize) -> Option<usize> {
        if !within.contains(&at) {
            return None;
        }
        if let Some(hit) = self.marks.hit(at) {
            return Some(hit.tokens.end);
        }
        let token = &self.scan.tokens[at];
        let name = self.marks.marks[at] == Mark::Free
            && token.shape.is_large()
            && (token.shape == Shape::Upper || !token.has(Cue::Stop))
            && !(token.shape != Shape::Capital && token.has(Cue::NoName));
        name.then_some(at + 1)
    }

    /// Where the run that starts at `at` ends, if one does.
    fn run_from(&self, within: &Range<usize>, at: usize) -> Option<usize> {
        let mut end = self.piece(within, at)?;
        let initial = self.scan.tokens[at].shape == Shape::Initial && self.marks.hit(at).is_none();
        while let Some(next) = self.linked(within, at, end) {
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
            Shape::Possessive => {
                let owner =
                    before.has(Cue::Common) && !before.weak && self.marks.hit(end - 1).is_none();
                owner.then(|| self.piece(within, end + 1))?
            }
            Shape::Number => {
                let counted = before.has(Cue::LawNumber) && self.marks.marks[end] == Mark::Free;
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

    /// A run becomes candidates.
    fn handle(&mut self, within: &Range<usize>, run: Range<usize>) {
        let Some(run) = self.trimmed(within, run) else {
            return;
        };
        let (around, title) = self.around(within, &run);
        if self.event_of(within, &run) {
            return;
        }
        if let Some(hit) = self.marks.hit(run.start)
            && hit.tokens == run
            && !(around.honorific && run.len() == 1)
        {
            let what = What::Known(hit.entry, hit.kind);
            return self.push(run, what, title);
        }
        if self.weak(&run) {
            return self.weakly(within, &run);
        }
        if let Some((kind, part)) = kind_by_shape(self.scan, self.marks, &run) {
            self.pieces(within, run.start..part.start, around, title);
            return self.push(part, What::Shaped(kind), 0);
        }
        if let Some(part) = plan_in(self.scan, self.marks, &run) {
            self.pieces(within, run.start..part.start, around, title);
            return self.push(part, What::Shaped(Kind::Law), 0);
        }
        self.pieces(within, run, around, title);
    }

    /// The run without what its place put there: an opening word of the sentence, and words
    /// that belong to a title behind.
    fn trimmed(&self, within: &Range<usize>, mut run: Range<usize>) -> Option<Range<usize>> {
        let tokens = &self.scan.tokens;
        let free = |at: usize| self.marks.hit(at).is_none();
        let title_behind = within.contains(&run.end) && self.marks.marks[run.end] == Mark::Title;
        while title_behind && !run.is_empty() {
            let last = run.end - 1;
            let headed = run.len() > 1 && tokens[last].has(Cue::OrgHead);
            if !free(last) || !tokens[last].has(Cue::Common) || headed {
                break;
            }
            run.end = last;
        }
        let first = tokens.get(run.start).filter(|_| !run.is_empty())?;
        let second = run.start + 1;
        if first.weak
            && free(run.start)
            && first.has(Cue::Common)
            && run.len() > 1
            && !tokens[second].weak
        {
            let heads = [
                Cue::OrgHead,
                Cue::PlaceLead,
                Cue::Compass,
                Cue::LawHead,
                Cue::EventLead,
            ];
            let linked = tokens[second].has(Cue::Link);
            let goes_on = free(second)
                && tokens[second].has(Cue::Common)
                && tokens[second].shape == Shape::Capital;
            if !(goes_on
                || linked && first.any(&heads)
                || first.any(&[Cue::Compass, Cue::PlaceLead]))
            {
                run.start = second;
                while run.start < run.end && !tokens[run.start].shape.is_large() && free(run.start)
                {
                    run.start += 1;
                }
            }
        }
        (!run.is_empty()).then_some(run)
    }

    /// Whether no capital of the run proves anything.
    fn weak(&self, run: &Range<usize>) -> bool {
        self.scan.tokens[run.clone()]
            .iter()
            .filter(|token| token.shape.is_large())
            .all(|token| token.weak)
    }

    /// The title before a run.
    fn around(&self, within: &Range<usize>, run: &Range<usize>) -> (Around, Key) {
        let tokens = &self.scan.tokens;
        let mut at = run.start;
        let mut comma = false;
        while at > within.start {
            at -= 1;
            let token = &tokens[at];
            match token.shape {
                Shape::Mark('.') if token.glued && !comma => {}
                Shape::Mark(',') if !comma => comma = true,
                _ => break,
            }
        }
        if at >= run.start || self.marks.marks[at] != Mark::Title {
            let administration = tokens.get(run.end).filter(|_| within.contains(&run.end));
            let office = administration.is_some_and(|token| token.has(Cue::LooseHead));
            let title = if office {
                super::lexicon::key("president")
            } else {
                0
            };
            return (Around::default(), title);
        }
        let honorific = tokens[at].has(Cue::Honorific) && !comma;
        let around = Around {
            title: !comma || tokens[at].shape == Shape::Capital,
            honorific,
        };
        (around, tokens[at].word)
    }

    /// `NATO summit`: what is held takes the name of its holder.
    fn event_of(&mut self, within: &Range<usize>, run: &Range<usize>) -> bool {
        let Some(hit) = self.marks.hit(run.end - 1) else {
            return false;
        };
        let summit =
            within.contains(&run.end) && self.scan.slice(run.end).eq_ignore_ascii_case("summit");
        if !summit
            || !matches!(hit.kind, Kind::Organization | Kind::Place)
            || hit.tokens.start != run.start
        {
            return false;
        }
        self.push(run.start..run.end + 1, What::Shaped(Kind::Event), 0);
        true
    }

    /// A run whose capitals prove nothing: what is known in it, and what looks like a
    /// person's full name; the rest waits.
    fn weakly(&mut self, within: &Range<usize>, run: &Range<usize>) {
        let mut at = run.start;
        let mut open = at;
        while at < run.end {
            let end = if let Some(hit) = self.marks.hit(at) {
                let (what, end) = (What::Known(hit.entry, hit.kind), hit.tokens.end);
                self.push(at..end, what, 0);
                end
            } else if let Some(end) = self.full_name(run, at) {
                self.push(at..end, What::Shaped(Kind::Person), 0);
                end
            } else {
                at += 1;
                continue;
            };
            if open < at {
                self.found.pending.push(open..at);
            }
            at = end;
            open = end;
        }
        if open < run.end {
            self.found.pending.push(open..run.end);
        }
        let _ = within;
    }

    /// Where a given and a family name that start at `at` end.
    fn full_name(&self, run: &Range<usize>, at: usize) -> Option<usize> {
        let tokens = &self.scan.tokens;
        let mut last = at + 1;
        while last + 1 < run.end
            && (tokens[last].shape == Shape::Initial || tokens[last].is_mark('.'))
        {
            last += 1;
        }
        let plain = |at: usize| {
            run.contains(&at) && self.marks.marks[at] == Mark::Free && !tokens[at].has(Cue::Common)
        };
        (plain(at) && plain(last) && tokens[at].has(Cue::First) && tokens[last].has(Cue::Last))
            .then_some(last + 1)
    }

    /// Known names inside a run stand for themselves; what is between them is judged.
    fn pieces(&mut self, within: &Range<usize>, run: Range<usize>, around: Around, title: Key) {
        let mut at = run.start;
        let mut open = run.start;
        let mut before = (around, title);
        while at <= run.end {
            let hit = if at < run.end {
                self.marks.hit(at)
            } else {
                None
            };
            if at < run.end && (hit.is_none() || self.is_persons(&run, at)) {
                at += 1;
                continue;
            }
            self.judged(within, open..at, before);
            before = (Around::default(), 0);
            let Some(hit) = hit else { break };
            let (tokens, what) = (hit.tokens.clone(), What::Known(hit.entry, hit.kind));
            let own_title = if tokens.start == run.start { title } else { 0 };
            at = tokens.end;
            open = at;
            self.push(tokens, what, own_title);
        }
    }

    /// Whether the known one-word name at `at` is part of a person's: `Michael Jordan`.
    fn is_persons(&self, run: &Range<usize>, at: usize) -> bool {
        let tokens = &self.scan.tokens;
        let single = self.marks.hit(at).is_some_and(|hit| hit.tokens.len() == 1);
        if !single || tokens[at].shape != Shape::Capital {
            return false;
        }
        let free = |at: usize| {
            run.contains(&at)
                && self.marks.hit(at).is_none()
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

    fn judged(
        &mut self,
        within: &Range<usize>,
        piece: Range<usize>,
        (around, title): (Around, Key),
    ) {
        let tokens = &self.scan.tokens;
        let (mut start, mut end) = (piece.start, piece.end);
        while start < end && !tokens[start].shape.is_large() {
            start += 1;
        }
        while start < end && !(tokens[end - 1].shape.is_large() || self.ends_short(end)) {
            end -= 1;
        }
        if start == end || start + 1 == end && tokens[start].shape == Shape::Initial {
            return;
        }
        let run = start..end;
        let scores = judge(self.scan, self.marks, within, &run, around);
        self.push(run, What::Guess(scores), title);
    }

    /// Whether the token before `end` is the period of an initial or of `Inc.`
    fn ends_short(&self, end: usize) -> bool {
        let tokens = &self.scan.tokens;
        end >= 2 && tokens[end - 1].is_mark('.') && tokens[end - 2].shape == Shape::Initial
    }

    fn push(&mut self, tokens: Range<usize>, what: What, title: Key) {
        let key = key_of(self.scan, tokens.clone());
        self.found.candidates.push(Candidate {
            tokens,
            key,
            what,
            title,
        });
    }
}

/// Whether a name goes on behind the word and its period.
fn is_short(word: &str) -> bool {
    [
        "St", "Ste", "Mt", "Ft", "Jr", "Sr", "Bros", "Inc", "Corp", "Co", "Ltd",
    ]
    .contains(&word)
}
