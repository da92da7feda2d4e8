//! Where names stand: runs of capitalized words become candidates.
//!
//! In go the tokens of an article with their annotations; out come [`Candidate`]s: known names,
//! names whose shape tells their kind (`Ministry of …`, `… Memorandum`), and runs of
//! capitals with the evidence for what they are; and runs whose capitals prove nothing,
//! kept as `pending` until the rest of the article is known. It decides nothing that other
//! mentions could decide better.

use super::annotations::{Annotation, Annotations};
use super::capital_runs::Runs;
use super::kind_scores::{Around, Scores, kind_scores};
use super::trigger_words::{kind_by_shape, plan_in, work_in};
use crate::entities::kind::Kind;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Sentence, Shape};
use crate::entities::known::word_key::{Key, join, key};
use std::ops::Range;

/// A run of tokens that may name something.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Its words.
    pub(crate) key: Key,
    /// What is known of it.
    pub(crate) what: What,
    /// The last word of the title before it, or 0.
    pub(crate) title: Key,
    /// Whether it opens a sentence, so that its capital proves nothing.
    pub(crate) opening: bool,
}

/// What is known of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A known name: its entry, and its kind.
    Known(u32, Kind),
    /// Its words or its neighbors tell its kind.
    Shaped(Kind),
    /// Evidence.
    Guess(Scores),
}

/// Everything spotted in an article.
#[derive(Debug, Default)]
pub(crate) struct Spotted {
    pub(crate) candidates: Vec<Candidate>,
    /// Runs whose capitals prove nothing.
    pub(crate) pending: Vec<Range<usize>>,
}

/// Finds the candidates of an article.
pub(crate) fn candidates(scan: &Scan<'_>, annotations: &Annotations) -> Spotted {
    let mut spotter = Spotter {
        scan,
        annotations,
        found: Spotted::default(),
    };
    for sentence in &scan.sentences {
        spotter.read(sentence);
    }
    spotter.found
}

/// The key of the words of `run`, a leading article aside.
fn key_of(scan: &Scan<'_>, mut run: Range<usize>) -> Key {
    if run.len() > 1 && scan.slice(run.start).eq_ignore_ascii_case("the") {
        run.start += 1;
    }
    scan.tokens[run]
        .iter()
        .filter(|token| token.word != 0)
        .fold(0, |key, token| join(key, token.word))
}

struct Spotter<'a> {
    scan: &'a Scan<'a>,
    annotations: &'a Annotations,
    found: Spotted,
}

impl<'a> Spotter<'a> {
    fn runs(&self) -> Runs<'a> {
        Runs {
            scan: self.scan,
            annotations: self.annotations,
        }
    }

    fn read(&mut self, sentence: &Sentence) {
        let within = &sentence.tokens;
        let runs = self.runs();
        let mut at = within.start;
        while at < within.end {
            if let Some((run, kind)) = self.evident_at(at) {
                let (_, title) = self.around(within, &run);
                at = run.end;
                self.push(run, What::Shaped(kind), title);
                continue;
            }
            match runs.run_from(within, at) {
                Some(end) => {
                    self.handle(sentence, at..end);
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    fn evident_at(&self, at: usize) -> Option<(Range<usize>, Kind)> {
        if self.annotations.of[at] != Annotation::Evident {
            return None;
        }
        let (run, kind) = self
            .annotations
            .evident
            .iter()
            .find(|it| it.0.start == at)?;
        Some((run.clone(), (*kind)?))
    }

    /// A run becomes candidates.
    fn handle(&mut self, sentence: &Sentence, run: Range<usize>) {
        let within = &sentence.tokens;
        if let Some(work) = work_in(self.scan, self.annotations, &run)
            && !sentence.titled
            && kind_by_shape(self.scan, self.annotations, &run).is_none()
        {
            return self.push(work, What::Shaped(Kind::Work), 0);
        }
        if self.runs().is_signature(sentence, &run) {
            return self.push(run, What::Shaped(Kind::Organization), 0);
        }
        let Some(run) = self.runs().trimmed(within, run) else {
            return;
        };
        let (around, title) = self.around(within, &run);
        if self.event_of(within, &run) {
            return;
        }
        if let Some(hit) = self
            .annotations
            .hit(run.start)
            .filter(|hit| hit.tokens == run)
        {
            let named_so = around.honorific && run.len() == 1;
            let what = if named_so {
                What::Shaped(Kind::Person)
            } else {
                What::Known(hit.entry, hit.kind)
            };
            return self.push(run, what, title);
        }
        if self.unproven(&run) {
            if !sentence.titled && run.len() == 1 {
                let scores = kind_scores(self.scan, self.annotations, within, &run, around);
                return self.push_opening(run, scores);
            }
            return self.weakly(&run);
        }
        if let Some((kind, part)) = kind_by_shape(self.scan, self.annotations, &run) {
            self.pieces(within, run.start..part.start, around, title);
            let part = self.with_period(within, part);
            return self.push(part, What::Shaped(kind), 0);
        }
        if let Some(part) = plan_in(self.scan, self.annotations, &run) {
            self.pieces(within, run.start..part.start, around, title);
            return self.push(part, What::Shaped(Kind::Law), 0);
        }
        self.pieces(within, run, around, title);
    }

    /// Whether the capitals of the run do not prove that it is a name: none does, or those
    /// of a title-case line do not.
    fn unproven(&self, run: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens[run.clone()];
        if tokens.len() == 2 && tokens[0].has(Cue::LawNumber) && tokens[1].shape == Shape::Number {
            return false;
        }
        let mut large = tokens.iter().filter(|token| token.shape.is_large());
        let first = large.next().is_some_and(|token| token.weak);
        let mut rest = large.peekable();
        if rest.peek().is_none() {
            first
        } else {
            rest.any(|token| token.weak)
        }
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
        if at >= run.start || self.annotations.of[at] != Annotation::Title {
            let administration = tokens.get(run.end).filter(|_| within.contains(&run.end));
            let office = administration.is_some_and(|token| token.has(Cue::LooseHead));
            let title = if office { key("president") } else { 0 };
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
        let Some(hit) = self.annotations.hit(run.end - 1) else {
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
    fn weakly(&mut self, run: &Range<usize>) {
        let mut at = run.start;
        let mut open = at;
        while at < run.end {
            let end = if let Some(hit) = self.annotations.hit(at) {
                let (what, end) = (What::Known(hit.entry, hit.kind), hit.tokens.end);
                self.push(at..end, what, 0);
                end
            } else if let Some(end) = self.runs().full_name(run, at) {
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
    }

    /// Known names inside a run stand for themselves; what is between them is judged.
    fn pieces(&mut self, within: &Range<usize>, run: Range<usize>, around: Around, title: Key) {
        let mut at = run.start;
        let mut open = run.start;
        let mut before = (around, title);
        while at <= run.end {
            let hit = if at < run.end {
                self.annotations.hit(at)
            } else {
                None
            };
            if at < run.end && (hit.is_none() || self.runs().is_persons(&run, at)) {
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
        let Range { start, end } = self.with_period(within, start..end);
        let run = start..end;
        let scores = kind_scores(self.scan, self.annotations, within, &run, around);
        self.push(run, What::Guess(scores), title);
    }

    /// The run with the period of its last abbreviation, `Inc.`, if that does not end the
    /// sentence.
    fn with_period(&self, within: &Range<usize>, run: Range<usize>) -> Range<usize> {
        let tokens = &self.scan.tokens;
        let tail = tokens[run.end - 1].has(Cue::OrgTail) || self.scan.slice(run.end - 1).len() == 2;
        let period =
            run.end + 1 < within.end && tokens[run.end].is_mark('.') && tokens[run.end].glued;
        let abbreviated = tail && tokens[run.end - 1].shape == Shape::Capital;
        run.start..run.end + usize::from(period && abbreviated)
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
            opening: false,
        });
    }

    fn push_opening(&mut self, tokens: Range<usize>, scores: Scores) {
        let key = key_of(self.scan, tokens.clone());
        let what = What::Guess(scores);
        self.found.candidates.push(Candidate {
            tokens,
            key,
            what,
            title: 0,
            opening: true,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::ruled;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(ruled(text), expected, "{text}");
    }

    #[test]
    fn titles_make_persons() {
        check(
            "He met US Secretary of State Antony Blinken and Ukrainian Foreign Minister Dmytro Kuleba.",
            &[
                "place United States",
                "person Antony Blinken",
                "group Ukrainian",
                "person Dmytro Kuleba",
            ],
        );
        check(
            "Ukraine's Foreign Minister, Dmytro Kuleba, came.",
            &["place Ukraine", "person Dmytro Kuleba"],
        );
        check(
            "US Agriculture Secretary Mike Johanns came.",
            &["place United States", "person Mike Johanns"],
        );
        check("He asked Mr. London.", &["person London"]);
        check(
            "He saw Michael Jordan in Jordan.",
            &["person Michael Jordan", "place Jordan"],
        );
    }

    #[test]
    fn headings_prove_nothing() {
        check("# Potential Pros and Key Takeaways\nIt went on.", &[]);
        check(
            "# Kyiv Waits for Antony Blinken\nIt went on.",
            &["place Kyiv", "person Antony Blinken"],
        );
        check(
            "  • Continued Dialogue and De-escalation: The talks go on.",
            &[],
        );
        check("Sources\nArticle reviewed with AI assistance.", &[]);
    }

    #[test]
    fn agencies_sign() {
        check(
            "The minister came. He left. Lantern Wire.",
            &["organization Lantern Wire"],
        );
        check("The minister left. TASS.", &["organization TASS"]);
    }
}
