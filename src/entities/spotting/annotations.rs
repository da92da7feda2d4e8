//! What the tables know of a sentence, and its dates and amounts, laid over its tokens.
//!
//! In go the tokens of an article; out comes an [`Annotation`] for each: part of a known name, of
//! a title, of a date or an amount, or free. Where several known names start, the longest
//! counts. What the free tokens mean is for others to find.

use super::evident_names::{Evident, evident_names};
use crate::entities::kind::Kind;
use crate::entities::known::lexicon::{Cue, End, Lexicon, Node};
use crate::entities::known::scan::{Scan, Sentence, Shape};
use crate::entities::known::word_key::key;
use crate::entities::values::amounts::amount_at;
use crate::entities::values::dates::date_at;
use crate::entities::values::time_expression::TimeExpression;
use std::ops::Range;

/// What a token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Annotation {
    /// Nothing known.
    Free,
    /// A date, an amount, a slogan: no part of a name.
    Taken,
    /// A name that the words beside it give away.
    Evident,
    /// A title.
    Title,
    /// The known name with that index.
    Name(u32),
}

/// A known name in the text.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) tokens: Range<usize>,
    /// Its entry in the lexicon.
    pub(crate) entry: u32,
    pub(crate) kind: Kind,
}

/// The annotations of an article, and what they refer to.
#[derive(Debug, Default)]
pub(crate) struct Annotations {
    pub(crate) of: Vec<Annotation>,
    pub(crate) hits: Vec<Hit>,
    pub(crate) evident: Vec<Evident>,
    pub(crate) dates: Vec<(Range<usize>, TimeExpression)>,
    pub(crate) amounts: Vec<(Range<usize>, Kind)>,
}

/// Longest known name, in words.
const LONGEST: usize = 12;

impl Annotations {
    pub(crate) fn new(scan: &Scan<'_>, lexicon: &Lexicon) -> Self {
        let mut annotations = Self {
            of: vec![Annotation::Free; scan.tokens.len()],
            evident: evident_names(scan, lexicon),
            ..Self::default()
        };
        for (run, kind) in annotations.evident.clone() {
            let known = kind.map_or(Annotation::Taken, |_| Annotation::Evident);
            annotations.fill(run, known);
        }
        for sentence in &scan.sentences {
            annotations.mark_times(scan, &sentence.tokens);
            annotations.mark_names(scan, sentence, lexicon);
        }
        annotations
    }

    pub(crate) fn hit(&self, at: usize) -> Option<&Hit> {
        match self.of.get(at)? {
            Annotation::Name(index) => self.hits.get(*index as usize),
            _ => None,
        }
    }

    /// Where the sign-off of an article of that many tokens begins; its end if it has none.
    pub(crate) fn signed(&self, end: usize) -> usize {
        match self.evident.last() {
            Some((run, None)) if run.end == end => run.start,
            _ => end,
        }
    }

    /// The evident name that is the run.
    pub(crate) fn evident(&self, run: &Range<usize>) -> Option<Kind> {
        let first = self
            .evident
            .partition_point(|(other, _)| other.start < run.start);
        let (other, kind) = self.evident.get(first)?;
        kind.filter(|_| other == run)
    }

    fn fill(&mut self, tokens: Range<usize>, annotation: Annotation) {
        if let Some(of_tokens) = self.of.get_mut(tokens) {
            of_tokens.fill(annotation);
        }
    }

    fn mark_times(&mut self, scan: &Scan<'_>, within: &Range<usize>) {
        let mut at = within.start;
        while at < within.end {
            let free = |of: &Annotation| *of == Annotation::Free;
            let whole = |end: usize| {
                let run = at..end.min(within.end);
                self.of[run.clone()].iter().all(free) && scan.is_whole(&run)
            };
            if let Some((end, kind)) = amount_at(scan, within, at).filter(|(end, _)| whole(*end)) {
                self.fill(at..end, Annotation::Taken);
                self.amounts.push((at..end, kind));
                at = end;
            } else if let Some((end, when)) =
                date_at(scan, within, at).filter(|(end, _)| whole(*end))
            {
                let end = end.min(within.end);
                self.fill(at..end, Annotation::Taken);
                self.dates.push((at..end, when));
                at = end;
            } else {
                at += 1;
            }
        }
    }

    fn mark_names(&mut self, scan: &Scan<'_>, sentence: &Sentence, lexicon: &Lexicon) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let token = &scan.tokens[at];
            let starts = self.of[at] == Annotation::Free && token.has(Cue::Starts);
            let found = starts
                .then(|| self.longest(scan, sentence, lexicon, at))
                .flatten();
            let honorific = token.has(Cue::Honorific) && token.shape == Shape::Capital;
            match found {
                Some((end, End::Name(entry))) => {
                    let index = u32::try_from(self.hits.len()).unwrap_or(u32::MAX);
                    self.fill(at..end, Annotation::Name(index));
                    let kind = lexicon.entry(entry).kind;
                    self.hits.push(Hit {
                        tokens: at..end,
                        entry,
                        kind,
                    });
                    at = end;
                }
                Some((end, End::Slogan)) => {
                    self.fill(at..end, Annotation::Taken);
                    at = end;
                }
                Some((end, End::Title)) => {
                    let small = token.shape == Shape::Lower && token.has(Cue::LargeTitle);
                    if end > at + 1 || !small && !heads_a_name(scan, sentence, end) {
                        self.fill(at..end, Annotation::Title);
                    }
                    at = end;
                }
                None => {
                    if honorific && self.of[at] == Annotation::Free {
                        self.of[at] = Annotation::Title;
                    }
                    at += 1;
                }
            }
        }
    }

    /// The longest known name or title that starts at `at`, and where it ends.
    fn longest(
        &self,
        scan: &Scan<'_>,
        sentence: &Sentence,
        lexicon: &Lexicon,
        at: usize,
    ) -> Option<(usize, End)> {
        let (mut walk, mut found) = (0, None);
        let mut words = [0; LONGEST];
        let (mut count, mut next) = (0, at);
        while next < sentence.tokens.end && count < LONGEST && self.of[next] == Annotation::Free {
            let token = &scan.tokens[next];
            if token.cut && count > 0 {
                break;
            }
            let hyphen = token.is_mark('-')
                && token.glued
                && count > 0
                && scan.tokens.get(next + 1).is_some_and(|token| token.glued);
            if hyphen {
                next += 1;
                continue;
            }
            let word = if token.word == 0 {
                key(scan.slice(next))
            } else {
                token.word
            };
            words[count] = next;
            count += 1;
            next += 1;
            let (step, node) = lexicon.step(walk, word);
            let Some(node) = node else { break };
            walk = step;
            if let Some(end) = node.end
                && is_written_so(scan, sentence, &words[..count], node)
                && (end != End::Title || !glued_on(scan, next))
            {
                found = Some((next, end));
            }
            if !node.longer {
                break;
            }
        }
        found
    }
}

/// Whether the token at `at` is a hyphen inside a word.
fn glued_on(scan: &Scan<'_>, at: usize) -> bool {
    let glued = |at: usize| scan.tokens.get(at).is_some_and(|token| token.glued);
    scan.tokens.get(at).is_some_and(|token| token.is_mark('-')) && glued(at) && glued(at + 1)
}

/// Whether the words of a known name have the capitals that the table gives them, and these
/// prove something.
fn is_written_so(scan: &Scan<'_>, sentence: &Sentence, words: &[usize], node: Node) -> bool {
    let fits = words.iter().rev().enumerate().all(|(bit, at)| {
        let shape = scan.tokens[*at].shape;
        let asked = |mask: u16| mask & (1 << bit) != 0;
        if asked(node.upper) {
            shape == Shape::Upper || shape == Shape::Initial || !shape.is_word()
        } else {
            !asked(node.capital) || shape != Shape::Lower
        }
    });
    let [only] = words else { return fits };
    let token = &scan.tokens[*only];
    let doubtful = token.any(&[Cue::Common, Cue::Stop]);
    let proven = match token.shape {
        Shape::Upper if node.upper != 0 => !sentence.shouted || !doubtful,
        Shape::Capital if node.capital != 0 => !doubtful || !token.weak && !token.has(Cue::Stop),
        Shape::Lower => true,
        _ => !doubtful || node.capital == 0,
    };
    fits && proven
}

/// Whether the word at `at` is one that a name ends with, so that the word before is a part
/// of that name and no title: `Justice Ministry`, `King County`.
fn heads_a_name(scan: &Scan<'_>, sentence: &Sentence, at: usize) -> bool {
    let heads = [
        Cue::OrgHead,
        Cue::OrgTail,
        Cue::PlaceHead,
        Cue::LawHead,
        Cue::EventHead,
    ];
    sentence.tokens.contains(&at) && {
        let token = &scan.tokens[at];
        token.shape == Shape::Capital && token.any(&heads) && !token.any(&[Cue::First, Cue::Title])
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::ruled;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(ruled(text), expected, "{text}");
    }

    #[test]
    fn known_names_need_their_capitals() {
        check("He asked who sent us to the US.", &["place United States"]);
        check(
            "The WHO said so to turkey and Turkey.",
            &["organization World Health Organization", "place Turkey"],
        );
        check("Reading is nice.", &[]);
        check(
            "The “America First” view of America.",
            &["place United States"],
        );
    }

    #[test]
    fn the_longest_known_name_counts() {
        check(
            "The New York Times, New York and the UN Security Council.",
            &[
                "organization The New York Times",
                "place New York",
                "organization United Nations Security Council",
            ],
        );
        check(
            "US-Ukraine talks in the Asia-Pacific.",
            &["place United States", "place Ukraine", "place Asia-Pacific"],
        );
    }

    #[test]
    fn titles_are_no_names() {
        check(
            "The Secretary met the Prime Minister and the President.",
            &[],
        );
        check(
            "The Justice Ministry and Justice Sotomayor spoke.",
            &["organization Justice Ministry", "person Sotomayor"],
        );
        check("Some of the major Western powers agree.", &[]);
    }
}
