//! Names that the tagger may not overlook: those of the tables, the source itself, the
//! agency that signs, whoever is called `Mr`.
//!
//! In go the names that the rules found and those that the tagger found; out come these
//! with the certain ones of the rules among them. A name of several words in a table is
//! what the table says, unless it is a part of a longer name; one of a single word only
//! stands where the tagger saw nothing.

use super::consistency::{Name, key_of};
use crate::entities::known::lexicon::{Cue, End, Lexicon};
use crate::entities::known::scan::{Scan, Sentence, Shape};
use crate::entities::known::word_key::{Key, join, key};
use crate::entities::spotting::annotations::Annotations;
use crate::entities::spotting::surface_forms::SurfaceForm;
use crate::entities::tagger::Class;
use std::ops::Range;

/// Tokens from the beginning of a sentence in which a dateline may stand.
const DATELINE: usize = 16;

/// How sure the rules are of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sure {
    /// Where the tagger saw nothing.
    Else,
    /// Whatever it saw, if not a longer name.
    Always,
}

/// What is known beside the words of an article.
pub(crate) struct Known<'a> {
    pub(crate) scan: &'a Scan<'a>,
    pub(crate) annotations: &'a Annotations,
    pub(crate) lexicon: &'a Lexicon,
    /// Who published the article.
    pub(crate) source: Option<&'a str>,
}

impl Known<'_> {
    /// The names of the tagger, `found`, with the certain ones among those of the rules.
    pub(crate) fn with_certain(&self, rules: &[SurfaceForm], found: Vec<Name>) -> Vec<Name> {
        let source = self.source_keys();
        let whole = |(run, class): Name| (self.with_word_before(run, class), class);
        let mut names: Vec<Name> = found.into_iter().map(whole).collect();
        for surface in rules {
            let Some(class) = Class::ALL
                .into_iter()
                .find(|class| class.kind() == Some(surface.kind))
            else {
                continue;
            };
            for run in &surface.mentions {
                let sure = self.sure(run, class).or_else(|| {
                    let key = key_of(self.scan, run);
                    source.contains(&key).then_some(Sure::Else)
                });
                if let Some(sure) = sure {
                    put(&mut names, (run.clone(), class), sure);
                }
            }
        }
        for run in self.senders() {
            put(&mut names, (run, Class::Organization), Sure::Always);
        }
        names.sort_by_key(|(run, _)| run.start);
        names
    }

    /// The run of a place in small letters with the word before it, if the table has the two:
    /// `new | york`.
    fn with_word_before(&self, run: Range<usize>, class: Class) -> Range<usize> {
        let tokens = &self.scan.tokens;
        let small = |at: usize| tokens[at].shape == Shape::Lower;
        let before = run.start.checked_sub(1).filter(|at| small(*at));
        let Some(before) = before.filter(|_| class == Class::Place && run.clone().all(small))
        else {
            return run;
        };
        let mut walk = (0, None);
        for token in &tokens[before..run.end] {
            walk = self.lexicon.step(walk.0, token.word);
            if walk.1.is_none() {
                return run;
            }
        }
        let ends = walk.1.and_then(|node| node.end);
        match ends {
            Some(End::Name(_)) if !tokens[run.start].cut => before..run.end,
            _ => run,
        }
    }

    /// The keys of the source's name and of its beginnings of two words or more.
    fn source_keys(&self) -> Vec<Key> {
        let words = self.source.unwrap_or_default().split(' ');
        let words = words.filter(|word| !word.eq_ignore_ascii_case("the"));
        let mut before = 0;
        let keys = words.map(|word| {
            before = join(before, key(word));
            before
        });
        keys.skip(1).collect()
    }

    fn sure(&self, run: &Range<usize>, class: Class) -> Option<Sure> {
        let tokens = &self.scan.tokens;
        let mut before = (0..run.start).rev().filter(|at| !tokens[*at].is_mark('.'));
        let honorific = before.next().is_some_and(|at| {
            tokens[at].has(Cue::Honorific)
                && tokens[at].shape == Shape::Capital
                && !tokens[run.start].cut
        });
        let by_rule = self.annotations.evident(run).is_some();
        let by_rule = by_rule
            || match class {
                Class::Person => honorific,
                Class::Place => self.opens(run),
                _ => false,
            };
        if by_rule || self.signs(run) {
            return Some(Sure::Always);
        }
        let initial = tokens[run.start].shape == Shape::Initial;
        if class == Class::Person && run.len() > 1 && initial {
            return Some(Sure::Else);
        }
        let headed = (class == Class::Organization && self.is_headed(run)).then_some(Sure::Always);
        self.listed(run, class).or(headed)
    }

    /// How sure the tables are of a name.
    fn listed(&self, run: &Range<usize>, class: Class) -> Option<Sure> {
        let tokens = &self.scan.tokens;
        let hit = self
            .annotations
            .hit(run.start)
            .filter(|hit| hit.tokens == *run)?;
        let listed =
            !self.lexicon.entry(hit.entry).name.is_empty() && class.kind() == Some(hit.kind);
        let words = run.clone().filter(|at| tokens[*at].word != 0).count();
        let whole = words > 1 || class == Class::Group;
        listed.then_some(if whole { Sure::Always } else { Sure::Else })
    }

    /// Whether the run ends in a word that heads names of organizations, in running text.
    fn is_headed(&self, run: &Range<usize>) -> bool {
        let tokens = &self.scan.tokens;
        let head = &tokens[run.end - 1];
        let sentences = &self.scan.sentences;
        let at = sentences.partition_point(|sentence| sentence.tokens.end <= run.start);
        let titled = sentences.get(at).is_none_or(|sentence| sentence.titled);
        run.len() > 1 && !titled && head.shape == Shape::Capital && head.has(Cue::OrgHead)
    }

    /// Whether the run is the place of a dateline: capitals that open a paragraph, and a mark
    /// behind them.
    fn opens(&self, run: &Range<usize>) -> bool {
        let sentences = &self.scan.sentences;
        let at = sentences.partition_point(|sentence| sentence.tokens.start < run.start);
        let opens = sentences
            .get(at)
            .is_some_and(|sentence| sentence.tokens.start == run.start && !sentence.shouted);
        opens && self.scan.looks_like_dateline(run)
    }

    /// The agencies of datelines: alone in parentheses, near the beginning of a sentence, and
    /// a dash behind.
    fn senders(&self) -> impl Iterator<Item = Range<usize>> {
        let tokens = &self.scan.tokens;
        let is = |at: usize, marks: &[char]| {
            tokens.get(at).is_some_and(
                |token| matches!(token.shape, Shape::Mark(mark) if marks.contains(&mark)),
            )
        };
        let sender = move |sentence: &Sentence| {
            let near = sentence.tokens.end.min(sentence.tokens.start + DATELINE);
            let open = (sentence.tokens.start..near).find(|at| is(*at, &['(']))?;
            let close = (open..near).find(|at| is(*at, &[')']))?;
            let run = open + 1..close;
            let dash = is(close + 1, &['-', '\u{2013}', '\u{2014}']);
            let large = tokens[run.clone()]
                .iter()
                .all(|token| token.shape.is_large());
            (dash && large && (1..=4).contains(&run.len())).then_some(run)
        };
        self.scan.sentences.iter().filter_map(sender)
    }

    /// Whether the run is all of a paragraph's last sentence.
    fn signs(&self, run: &Range<usize>) -> bool {
        let next = self
            .scan
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= run.start);
        let sentence = self.scan.sentences.get(next);
        sentence.is_some_and(|sentence| {
            sentence.closing
                && sentence.tokens.start == run.start
                && run.end + 1 == sentence.tokens.end
        })
    }
}

/// Puts a name of the rules among those of the tagger.
fn put(names: &mut Vec<Name>, (run, class): Name, sure: Sure) {
    let meets = |name: &Name| name.0.start < run.end && run.start < name.0.end;
    let longer = |name: &Name| name.0.start <= run.start && run.end <= name.0.end && name.0 != run;
    // What the tagger holds for a name of another kind gives way.
    let others = || {
        names
            .iter()
            .filter(|name| meets(name) && name.1.kind().is_some())
    };
    let free = others().next().is_none();
    if free || sure == Sure::Always && !others().any(longer) {
        names.retain(|name| !meets(name));
        names.push((run, class));
    }
}
