//! Candidates become names: all mentions of one spelling together.
//!
//! In go an article's candidates; out come [`Surface`]s, each a spelling with its kind and
//! its mentions. The article itself is the best witness: evidence adds up over mentions, a
//! lone surname follows the full name, and what stood in a heading or opened a sentence
//! counts once the same words are a name elsewhere in the article.

use super::lexicon::{Cue, Key, KeyMap, join};
use super::model::Kind;
use super::scan::{Scan, Shape};
use super::spot::{Candidate, Spotted, What};
use std::ops::Range;

/// One spelling of a name in an article.
#[derive(Clone, Debug)]
pub(super) struct Surface {
    /// Its words.
    pub(super) key: Key,
    pub(super) kind: Kind,
    /// Its entry in the lexicon, if it is known.
    pub(super) entry: Option<u32>,
    /// Where it stands, not sorted.
    pub(super) mentions: Vec<Range<usize>>,
    /// The last words of the titles before it.
    pub(super) titles: Vec<Key>,
}

/// Evidence that a single word must have to be a name, and several.
const LEAST_SINGLE: i32 = 12;
const LEAST_SEVERAL: i32 = 8;

/// The names of an article.
pub(super) fn surfaces(scan: &Scan<'_>, spotted: Spotted) -> Vec<Surface> {
    let mut groups = grouped(spotted.candidates);
    settle(scan, &mut groups);
    let mut surfaces: Vec<Surface> = groups
        .into_iter()
        .filter_map(|group| {
            Some(Surface {
                key: group.key,
                kind: group.kind?,
                entry: group.entry,
                mentions: group.mentions,
                titles: group.titles,
            })
        })
        .collect();
    admit(scan, &spotted.pending, &mut surfaces);
    surfaces
}

/// A spelling whose kind is not settled yet.
struct Group {
    key: Key,
    kind: Option<Kind>,
    entry: Option<u32>,
    scores: super::judge::Scores,
    mentions: Vec<Range<usize>>,
    titles: Vec<Key>,
}

/// Candidates of one spelling together, in the order of their first mention. What is known
/// or told by its shape in one place is so in all.
fn grouped(candidates: Vec<Candidate>) -> Vec<Group> {
    let mut index: KeyMap<usize> = KeyMap::default();
    let mut groups: Vec<Group> = Vec::new();
    for candidate in candidates {
        let at = *index.entry(candidate.key).or_insert_with(|| {
            groups.push(Group {
                key: candidate.key,
                kind: None,
                entry: None,
                scores: super::judge::Scores::default(),
                mentions: Vec::new(),
                titles: Vec::new(),
            });
            groups.len() - 1
        });
        let group = &mut groups[at];
        match candidate.what {
            What::Known(entry, kind) => (group.entry, group.kind) = (Some(entry), Some(kind)),
            What::Shaped(kind) => group.kind = group.kind.or(Some(kind)),
            What::Guess(scores) => group.scores.add(scores),
        }
        group.mentions.push(candidate.tokens);
        if candidate.title != 0 {
            group.titles.push(candidate.title);
        }
    }
    groups
}

/// Gives kinds to what is only guessed: several words first, then single words with them.
fn settle(scan: &Scan<'_>, groups: &mut [Group]) {
    let mut parts: KeyMap<Kind> = KeyMap::default();
    for group in groups.iter_mut() {
        let words = large_words(scan, &group.mentions[0]);
        if words.len() < 2 {
            continue;
        }
        group.kind = group.kind.or_else(|| group.scores.kind(LEAST_SEVERAL));
        match group.kind {
            Some(Kind::Person) => {
                for word in &words {
                    parts.insert(*word, Kind::Person);
                }
            }
            Some(Kind::Organization) => {
                parts.entry(words[0]).or_insert(Kind::Organization);
            }
            _ => {}
        }
    }
    for group in groups.iter_mut().filter(|group| group.kind.is_none()) {
        let words = large_words(scan, &group.mentions[0]);
        let [word] = words.as_slice() else { continue };
        let common = group.mentions.iter().all(|mention| {
            let token = &scan.tokens[mention.start];
            token.has(Cue::Common) && token.shape == Shape::Capital
        });
        let part = parts
            .get(word)
            .copied()
            .filter(|kind| !common || *kind == Kind::Person);
        group.kind = part.or_else(|| group.scores.kind(LEAST_SINGLE));
    }
}

/// The words of a run that are written large.
pub(super) fn large_words(scan: &Scan<'_>, run: &Range<usize>) -> Vec<Key> {
    scan.tokens[run.clone()]
        .iter()
        .filter(|token| token.shape.is_large() && token.shape != Shape::Initial)
        .map(|token| token.word)
        .collect()
}

/// Mentions whose capitals prove nothing count where the same words are a name elsewhere.
fn admit(scan: &Scan<'_>, pending: &[Range<usize>], surfaces: &mut [Surface]) {
    if pending.is_empty() {
        return;
    }
    let mut known: KeyMap<usize> = KeyMap::default();
    for (at, surface) in surfaces.iter().enumerate() {
        known.insert(surface.key, at);
    }
    for run in pending {
        let mut at = run.start;
        while at < run.end {
            match longest(scan, run, at, &known) {
                Some((end, surface)) => {
                    surfaces[surface].mentions.push(at..end);
                    at = end;
                }
                None => at += 1,
            }
        }
    }
}

/// The longest known spelling that starts at `at`.
fn longest(
    scan: &Scan<'_>,
    run: &Range<usize>,
    at: usize,
    known: &KeyMap<usize>,
) -> Option<(usize, usize)> {
    let mut key = 0;
    let mut found = None;
    for end in at..run.end {
        let token = &scan.tokens[end];
        if token.word == 0 {
            continue;
        }
        key = join(key, token.word);
        if let Some(surface) = known.get(&key) {
            found = Some((end + 1, *surface));
        }
    }
    found
}
