//! Names that the tagger may not overlook: those of the tables, the source itself, the
//! agency that signs, whoever is called `Mr`.
//!
//! In go the names that the rules found and those that the tagger found; out come these
//! with the certain ones of the rules among them. A name of several words in a table is
//! what the table says, unless it is a part of a longer name; one of a single word only
//! stands where the tagger saw nothing.

use super::agree::{Name, key_of};
use super::lexicon::{Cue, Key, Lexicon, join, key};
use super::marks::Marks;
use super::scan::{Scan, Shape};
use super::surfaces::Surface;
use super::tagger::Class;
use std::ops::Range;

/// How sure the rules are of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sure {
    /// Where the tagger saw nothing.
    Else,
    /// Whatever it saw, if not a longer name.
    Always,
}

/// What is known beside the words of an article.
pub(super) struct Known<'a> {
    pub(super) scan: &'a Scan<'a>,
    pub(super) marks: &'a Marks,
    pub(super) lexicon: &'a Lexicon,
    /// Who published the article.
    pub(super) source: Option<&'a str>,
}

impl Known<'_> {
    /// The names of the tagger, `found`, with the certain ones among those of the rules.
    pub(super) fn told(&self, rules: &[Surface], found: Vec<Name>) -> Vec<Name> {
        let source = self.source_keys();
        let mut names = found;
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
        names.sort_by_key(|(run, _)| run.start);
        names
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
        if class == Class::Person && honorific || self.signs(run) {
            return Some(Sure::Always);
        }
        let hit = self.marks.hit(run.start).filter(|hit| hit.tokens == *run)?;
        let listed =
            !self.lexicon.entry(hit.entry).name.is_empty() && class.kind() == Some(hit.kind);
        let words = run.clone().filter(|at| tokens[*at].word != 0).count();
        listed.then_some(if words > 1 { Sure::Always } else { Sure::Else })
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
    let others = || names.iter().filter(|name| meets(name));
    let free = others().next().is_none();
    if free || sure == Sure::Always && !others().any(longer) {
        names.retain(|name| !meets(name));
        names.push((run, class));
    }
}
