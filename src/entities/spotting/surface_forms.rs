//! Candidates become names: all mentions of one spelling together.
//!
//! In go an article's candidates; out come [`SurfaceForm`]s, each a spelling with its kind and
//! its mentions. The article itself is the best witness: evidence adds up over mentions, a
//! lone surname follows the full name, a short name of an organization the long one, and
//! what stood in a heading or opened a sentence counts once the same words are a name
//! elsewhere in the article.

use super::candidates::{Candidate, Spotted, What};
use super::kind_scores::Scores;
use crate::entities::kind::{Basis, Kind};
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape};
use crate::entities::known::word_key::{Key, KeyMap, join, key};
use std::ops::Range;

/// One spelling of a name in an article.
#[derive(Clone, Debug)]
pub(crate) struct SurfaceForm {
    /// Its words.
    pub(crate) key: Key,
    pub(crate) kind: Kind,
    /// Its entry in the lexicon, if it is known.
    pub(crate) entry: Option<u32>,
    /// Where it stands, not sorted.
    pub(crate) mentions: Vec<Range<usize>>,
    /// The last words of the titles before it.
    pub(crate) titles: Vec<Key>,
    /// What speaks for its kind.
    pub(crate) basis: Basis,
}

/// Evidence that a name of one word must have, of several, and of one that only ever opens
/// sentences.
const LEAST_SINGLE: i32 = 12;
const LEAST_SEVERAL: i32 = 8;
const LEAST_OPENING: i32 = 26;

/// Words of these kinds say what a name is and are none by themselves: "the Commission".
const GENERIC: [Cue; 11] = [
    Cue::OrgHead,
    Cue::OrgTail,
    Cue::LooseHead,
    Cue::PlaceHead,
    Cue::PlaceLead,
    Cue::LawHead,
    Cue::LawNumber,
    Cue::LawTail,
    Cue::EventHead,
    Cue::Compass,
    Cue::Title,
];

/// The names of an article that `source` published, if it says who did.
pub(crate) fn surface_forms(
    scan: &Scan<'_>,
    spotted: Spotted,
    source: Option<&str>,
) -> Vec<SurfaceForm> {
    let mut groups = grouped(spotted.candidates);
    let mut kin = Kin::default();
    if let Some(source) = source.filter(|source| source.contains(' ')) {
        let key = source
            .split(' ')
            .fold(0, |before, word| join(before, key(word)));
        kin.organizations.insert(key, ());
    }
    for several in [true, false] {
        for group in &mut groups {
            let words = large_words(scan, &group.mentions[0]);
            if several == (words.len() > 1) {
                group.kind = settled(scan, group, &words, &kin);
                kin.learn(group, &words);
            }
        }
    }
    let mut surface_forms: Vec<SurfaceForm> = groups
        .into_iter()
        .filter_map(|group| {
            Some(SurfaceForm {
                key: group.key,
                kind: group.kind?,
                entry: group.entry,
                mentions: group.mentions,
                titles: group.titles,
                basis: Basis::Rule,
            })
        })
        .collect();
    Admission::new(scan, &kin, &mut surface_forms).admit(&spotted.pending);
    surface_forms.retain(|surface| !surface.mentions.is_empty());
    surface_forms
}

/// A spelling whose kind is not settled yet.
struct Group {
    key: Key,
    kind: Option<Kind>,
    entry: Option<u32>,
    scores: Scores,
    /// Whether it only ever opens sentences.
    opening: bool,
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
                scores: Scores::default(),
                opening: true,
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
        group.opening &= candidate.opening;
        group.mentions.push(candidate.tokens);
        if candidate.title != 0 {
            group.titles.push(candidate.title);
        }
    }
    groups
}

/// What the settled names of an article tell of others that share words with them.
#[derive(Default)]
struct Kin {
    /// Words of persons' full names.
    persons: KeyMap<()>,
    /// Their last words.
    surnames: KeyMap<()>,
    /// Beginnings of organizations' names.
    organizations: KeyMap<()>,
    /// How many organizations' names end with a word.
    heads: KeyMap<u32>,
}

impl Kin {
    fn learn(&mut self, group: &Group, words: &[Key]) {
        let Some(last) = words.last().filter(|_| words.len() > 1) else {
            return;
        };
        match group.kind {
            Some(Kind::Person) => {
                self.persons.extend(words.iter().map(|word| (*word, ())));
                self.surnames.insert(*last, ());
            }
            Some(Kind::Organization) => {
                *self.heads.entry(*last).or_default() += 1;
                if group.entry.is_none() {
                    let mut key = 0;
                    for word in &words[..words.len() - 1] {
                        key = join(key, *word);
                        self.organizations.insert(key, ());
                    }
                }
            }
            _ => {}
        }
    }
}

/// The kind of a spelling: what its shape says, or names like it, or what the evidence says.
fn settled(scan: &Scan<'_>, group: &Group, words: &[Key], kin: &Kin) -> Option<Kind> {
    if group.kind.is_some() {
        return group.kind;
    }
    let least = if group.opening {
        LEAST_OPENING
    } else if words.len() > 1 {
        LEAST_SEVERAL
    } else {
        LEAST_SINGLE
    };
    let guess = group.scores.kind(least);
    let key = words.iter().fold(0, |key, word| join(key, *word));
    let [word] = words else {
        return if kin.organizations.contains_key(&key) {
            Some(Kind::Organization)
        } else {
            guess
        };
    };
    let token = group.mentions.first().and_then(|run| {
        scan.tokens[run.clone()]
            .iter()
            .find(|token| token.word == *word)
    })?;
    let common = token.has(Cue::Common) && token.shape == Shape::Capital;
    if kin.persons.contains_key(word) && (!common || !group.opening) {
        return Some(Kind::Person);
    }
    if token.any(&GENERIC) && token.shape == Shape::Capital {
        let unique = kin.heads.get(word) == Some(&1) && !group.opening && token.has(Cue::OrgHead);
        let guess = guess.filter(|kind| *kind == Kind::Person && !group.titles.is_empty());
        return if unique {
            Some(Kind::Organization)
        } else {
            guess
        };
    }
    if kin.organizations.contains_key(&key) && !common {
        return Some(Kind::Organization);
    }
    guess.filter(|_| !(common && group.opening))
}

/// The words of a run that are written large.
fn large_words(scan: &Scan<'_>, run: &Range<usize>) -> Vec<Key> {
    scan.tokens[run.clone()]
        .iter()
        .filter(|token| token.shape.is_large() && token.shape != Shape::Initial)
        .map(|token| token.word)
        .collect()
}

/// Mentions whose capitals prove nothing, admitted where the same words are a name elsewhere.
struct Admission<'a> {
    scan: &'a Scan<'a>,
    kin: &'a Kin,
    surface_forms: &'a mut Vec<SurfaceForm>,
    /// Each spelling's surface.
    known: KeyMap<usize>,
}

impl<'a> Admission<'a> {
    fn new(scan: &'a Scan<'a>, kin: &'a Kin, surface_forms: &'a mut Vec<SurfaceForm>) -> Self {
        let known = (0..)
            .zip(surface_forms.iter())
            .map(|(at, surface)| (surface.key, at))
            .collect();
        Self {
            scan,
            kin,
            surface_forms,
            known,
        }
    }

    fn admit(&mut self, pending: &[Range<usize>]) {
        for run in pending {
            let mut at = run.start;
            while at < run.end {
                match self.longest(run, at) {
                    Some((end, surface)) => {
                        self.surface_forms[surface].mentions.push(at..end);
                        at = end;
                    }
                    None => at += 1,
                }
            }
        }
    }

    /// The longest known spelling that starts at `at`: where it ends, and its surface.
    fn longest(&mut self, run: &Range<usize>, at: usize) -> Option<(usize, usize)> {
        let mut key = 0;
        let mut found = None;
        if !self.scan.tokens[at].shape.is_large() {
            return None;
        }
        for end in at..run.end {
            let token = &self.scan.tokens[end];
            if token.cut && end > at {
                break;
            }
            if token.word == 0 {
                continue;
            }
            key = join(key, token.word);
            let known = self.known.get(&key).copied();
            if let Some(surface) = known.or_else(|| self.short_name(run, at..end + 1, key)) {
                found = Some((end + 1, surface));
            }
        }
        found
    }

    /// A surname, a beginning of an organization's name, or an acronym: a surface of its own.
    fn short_name(&mut self, run: &Range<usize>, part: Range<usize>, key: Key) -> Option<usize> {
        let token = &self.scan.tokens[part.start];
        let single = part.len() == 1;
        let common = single && token.any(&[Cue::Common, Cue::Stop, Cue::NoName]);
        let surname = single && self.kin.surnames.contains_key(&token.word);
        let acronym = single && token.shape == Shape::Upper && !token.weak;
        let beginning = self.kin.organizations.contains_key(&key) && !self.goes_on(run, &part);
        let kind = match () {
            () if common => return None,
            () if surname => Kind::Person,
            () if acronym || beginning => Kind::Organization,
            () => return None,
        };
        self.surface_forms.push(SurfaceForm {
            key,
            kind,
            entry: None,
            mentions: Vec::new(),
            titles: Vec::new(),
            basis: Basis::Rule,
        });
        let at = self.surface_forms.len() - 1;
        self.known.insert(key, at);
        Some(at)
    }

    /// Whether a longer beginning of an organization's name may follow.
    fn goes_on(&self, run: &Range<usize>, part: &Range<usize>) -> bool {
        let mut key = 0;
        (part.start..run.end).any(|at| {
            let token = &self.scan.tokens[at];
            if token.word != 0 {
                key = join(key, token.word);
            }
            at >= part.end
                && token.word != 0
                && (self.known.contains_key(&key) || self.kin.organizations.contains_key(&key))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::{RULES, article};

    /// The spellings of the entity called `name`, with their counts.
    fn check(text: &str, name: &str, expected: &[(&str, u32)]) {
        let recognized = RULES.read(&article(text));
        let entity = recognized
            .entities
            .iter()
            .find(|entity| entity.name == name);
        let forms: Vec<(&str, u32)> = entity
            .iter()
            .flat_map(|entity| &entity.forms)
            .map(|form| (form.text.as_str(), form.count))
            .collect();
        assert_eq!(forms, expected, "{text}");
    }

    #[test]
    fn the_article_proves_what_a_heading_cannot() {
        check(
            "# PPL News Insight\nFor PPL News, this counts.",
            "PPL News",
            &[("PPL News", 2)],
        );
        check(
            "# Wexholm Hails Deal\nIt was Wexholm Logistics that won.",
            "Wexholm Logistics",
            &[("Wexholm", 1), ("Wexholm Logistics", 1)],
        );
        check(
            "Halloway waits.\nIt was Idris Halloway who came. Halloway left.",
            "Idris Halloway",
            &[("Halloway", 2), ("Idris Halloway", 1)],
        );
    }

    #[test]
    fn heads_stand_for_their_one_name() {
        check(
            "He left the European Commission. Then the Commission met.",
            "European Commission",
            &[("European Commission", 1), ("Commission", 1)],
        );
        check("The State and the Government met.", "State", &[]);
    }
}
