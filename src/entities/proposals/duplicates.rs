//! Pairs of entities that may be one, for the user to decide.
//!
//! In goes a catalog; out come pairs with the reason why they may be one, and why nobody
//! but a reader of the articles can say: a surname alone, an initial, another
//! transliteration, a slip of one letter, an acronym. Pairs that the user keeps apart are
//! no longer suggested.

use crate::entities::catalog::Catalog;
use crate::entities::catalog::entity::{Entity, EntityId};
use crate::entities::corrections::{Correction, Named};
use crate::entities::kind::Kind;
use crate::entities::names::normalize;
use crate::entities::names::person::{Agreement, PersonName};
use crate::entities::recognizer::Recognizer;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Why two entities may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// One is the other's surname.
    Surname,
    /// A given name is written as an initial.
    Initial,
    /// The given names are forms of one name.
    Transliteration,
    /// One leaves a name of the other out.
    Part,
    /// They differ in one letter.
    Letter,
    /// One has the other's initials.
    Acronym,
    /// Both are called the same, of different kinds.
    Kinds,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Surname => "surname",
            Self::Initial => "initial",
            Self::Transliteration => "transliteration",
            Self::Part => "part of the name",
            Self::Letter => "one letter",
            Self::Acronym => "acronym",
            Self::Kinds => "same name, other kind",
        })
    }
}

/// Two entities that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The one that would become the other: named in fewer articles.
    pub from: Named,
    /// The other.
    pub into: Named,
    /// Why.
    pub reason: Reason,
    /// In how many articles each is named.
    pub articles: [usize; 2],
}

/// Most suggestions, and most entities to choose from.
pub(super) const MOST: usize = 200;
/// Entities of one block that are compared with each other at most: more share a common
/// surname, and none of them can be told from another by name.
const CROWD: usize = 60;
/// Most people of a surname among whom the user is asked to choose.
const BEARERS: usize = 3;
/// Letters of a name of which one may be a slip.
const LONG: usize = 8;

/// An entity taken apart for comparing.
pub(super) struct Taken<'a> {
    id: EntityId,
    entity: Entity<'a>,
    person: PersonName,
    words: Vec<String>,
}

impl<'a> Taken<'a> {
    pub(super) fn new(id: EntityId, entity: Entity<'a>) -> Self {
        Self {
            id,
            entity,
            person: PersonName::new(entity.name),
            words: normalize::organization(entity.name, false),
        }
    }

    fn named(&self) -> Named {
        Named {
            kind: self.entity.kind,
            name: self.entity.name.to_owned(),
        }
    }

    /// What entities have in common that can be one.
    fn blocks(&self) -> Vec<String> {
        let mut blocks = vec![format!("all {}", self.words.concat())];
        match self.entity.kind {
            Kind::Person => blocks.push(format!("family {}", self.person.family())),
            Kind::Organization => {
                blocks.extend(
                    normalize::acronym(&self.words).map(|letters| format!("org {letters}")),
                );
            }
            _ => {}
        }
        blocks
    }
}

pub(super) fn is_name(kind: Kind) -> bool {
    !matches!(kind, Kind::Date | Kind::Money | Kind::Quantity)
}

impl Catalog {
    /// The pairs of entities that may be one, those that most articles name first.
    #[must_use]
    pub fn suggestions(&self, recognizer: &Recognizer) -> Vec<Suggestion> {
        let taken: Vec<Taken<'_>> = self
            .iter()
            .filter(|(_, entity)| is_name(entity.kind))
            .map(|(id, entity)| Taken::new(id, entity))
            .collect();
        let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, it) in taken.iter().enumerate() {
            for block in it.blocks() {
                blocks.entry(block).or_default().push(at);
            }
        }
        let refused = self.refused();
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for block in blocks.values().filter(|block| block.len() <= CROWD) {
            for (n, a) in block.iter().enumerate() {
                for b in &block[n + 1..] {
                    let (a, b) = (&taken[*a], &taken[*b]);
                    if !refused.contains(&pair(a.id, b.id))
                        && let Some(reason) = reason(a, b, recognizer)
                        && seen.insert(pair(a.id, b.id))
                    {
                        found.push(suggestion(a, b, reason));
                    }
                }
            }
        }
        drop_ambiguous(&mut found);
        found.sort_by(|a, b| {
            let weight = |it: &Suggestion| Reverse((it.articles[0], it.articles[1]));
            (weight(a), &a.from, &a.into).cmp(&(weight(b), &b.from, &b.into))
        });
        found.truncate(MOST);
        found
    }

    /// The pairs that the user keeps apart.
    pub(super) fn refused(&self) -> BTreeSet<(EntityId, EntityId)> {
        let corrections = self.corrections().iter();
        let apart = corrections.filter_map(|said| match said {
            Correction::Apart(a, b) => Some(pair(self.find(a)?.0, self.find(b)?.0)),
            _ => None,
        });
        apart.collect()
    }
}

pub(super) fn pair(a: EntityId, b: EntityId) -> (EntityId, EntityId) {
    (a.min(b), a.max(b))
}

fn suggestion(a: &Taken<'_>, b: &Taken<'_>, reason: Reason) -> Suggestion {
    let rank = |it: &Taken<'_>| {
        let articles = it.entity.articles.len();
        (it.person.is_full(), articles, it.entity.name.to_owned())
    };
    let (from, into) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
    Suggestion {
        from: from.named(),
        into: into.named(),
        reason,
        articles: [from.entity.articles.len(), into.entity.articles.len()],
    }
}

/// Drops the surnames that more than a few people have: nobody can say which of them it is.
fn drop_ambiguous(found: &mut Vec<Suggestion>) {
    let mut bearers: BTreeMap<Named, usize> = BTreeMap::new();
    for pair in found.iter().filter(|pair| pair.reason == Reason::Surname) {
        *bearers.entry(pair.from.clone()).or_default() += 1;
    }
    found.retain(|pair| {
        pair.reason != Reason::Surname || bearers.get(&pair.from).is_none_or(|n| *n <= BEARERS)
    });
}

/// Why two entities may be one.
pub(super) fn reason(a: &Taken<'_>, b: &Taken<'_>, recognizer: &Recognizer) -> Option<Reason> {
    let (kind, other) = (a.entity.kind, b.entity.kind);
    if kind != other {
        // `Canada Inc` is not called like the country.
        let same = normalize::plain(a.entity.name) == normalize::plain(b.entity.name);
        return same.then_some(Reason::Kinds);
    }
    match kind {
        Kind::Person => persons(&a.person, &b.person, recognizer),
        Kind::Organization => {
            let acronym = |short: &Taken<'_>, long: &Taken<'_>| {
                short.words.len() == 1
                    && long.words.len() > 1
                    && !short.entity.name.contains(char::is_lowercase)
                    && normalize::acronym(&long.words).as_ref() == short.words.first()
            };
            if acronym(a, b) || acronym(b, a) {
                return Some(Reason::Acronym);
            }
            one_letter(&a.words.join(" "), &b.words.join(" ")).then_some(Reason::Letter)
        }
        _ => one_letter(&a.words.join(" "), &b.words.join(" ")).then_some(Reason::Letter),
    }
}

fn persons(a: &PersonName, b: &PersonName, recognizer: &Recognizer) -> Option<Reason> {
    match a.agrees(b, &recognizer.lexicon) {
        Some(Agreement::Initial) => return Some(Reason::Initial),
        Some(Agreement::Cognate) => return Some(Reason::Transliteration),
        Some(Agreement::Same | Agreement::Short) => return Some(Reason::Part),
        None => {}
    }
    let surname = |short: &PersonName, full: &PersonName| {
        !short.is_full() && full.is_full() && full.ends_with(short)
    };
    if surname(a, b) || surname(b, a) {
        return Some(Reason::Surname);
    }
    let within = |short: &PersonName, long: &PersonName| short.is_within(long, &recognizer.lexicon);
    if within(a, b) || within(b, a) {
        return Some(Reason::Part);
    }
    let both = a.is_full() && b.is_full();
    (both && one_letter(&a.words.join(" "), &b.words.join(" "))).then_some(Reason::Letter)
}

/// Whether two long names differ in one letter: put in, left out, changed or swapped.
fn one_letter(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a == b || a.len().abs_diff(b.len()) > 1 || a.len().min(b.len()) < LONG {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let swapped = a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    let changed = |a: &[char], b: &[char]| a.get(1..).unwrap_or_default() == b;
    swapped
        || changed(a, b)
        || changed(b, a)
        || a.get(1..).unwrap_or_default() == b.get(1..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Catalog, one_letter};
    use crate::corpus::ArticleId;
    use crate::entities::corrections::Corrections;
    use crate::entities::testing::{RECOGNIZER, article};
    use std::sync::Arc;

    fn catalog(texts: &[&str], corrections: &str) -> Catalog {
        let mut catalog = Catalog::default();
        for (id, text) in (0..).map(ArticleId).zip(texts) {
            catalog.add(id, RECOGNIZER.read(&article(text)));
        }
        catalog.correct(Arc::new(Corrections::parse(corrections)));
        catalog.settle(&RECOGNIZER);
        catalog
    }

    /// The suggestions for some articles, each as `from -> into: reason`.
    fn check(texts: &[&str], corrections: &str, expected: &[&str]) {
        let catalog = catalog(texts, corrections);
        let rows: Vec<String> = catalog
            .suggestions(&RECOGNIZER)
            .iter()
            .map(|it| format!("{} -> {}: {}", it.from.name, it.into.name, it.reason))
            .collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn pairs_come_with_their_reason() {
        let texts = ["He met Mr. Okhotsky.", "He met Andrii Okhotsky."];
        check(&texts, "", &["Okhotsky -> Andrii Okhotsky: surname"]);
        let texts = ["He met J. Norwell.", "He met Joanna Norwell."];
        check(&texts, "", &["J. Norwell -> Joanna Norwell: initial"]);
        let texts = ["He met Andrii Okhotsky.", "He met Andrei Okhotsky."];
        check(
            &texts,
            "",
            &["Andrei Okhotsky -> Andrii Okhotsky: transliteration"],
        );
        let texts = ["He met Joe Biden.", "He met Hunter Biden."];
        check(&texts, "", &[]);
    }

    #[test]
    fn what_nobody_can_say_is_not_asked() {
        let four = [
            "He met Mr. Okhotsky.",
            "He met Andrii Okhotsky and Idris Okhotsky.",
            "He met Joanna Okhotsky and Hugo Okhotsky.",
        ];
        check(&four, "", &[]);
        check(&["He left Canada Inc. then.", "He was in Canada."], "", &[]);
    }

    #[test]
    fn what_was_refused_is_not_suggested() {
        let texts = ["He met Mr. Okhotsky.", "He met Andrii Okhotsky."];
        check(&texts, "apart person: Okhotsky | Andrii Okhotsky", &[]);
        check(&texts, "merge person: Okhotsky -> Andrii Okhotsky", &[]);
    }

    #[test]
    fn a_letter_is_a_letter() {
        for (a, b, one) in [
            ("wexholm energy", "wexholn energy", true),
            ("wexholm energy", "wexhlom energy", true),
            ("wexholm energy", "wexholm energ", true),
            ("wexholm energy", "wexholm energy", false),
            ("wexholm energy", "wexholm enirgi", false),
            ("ford", "fort", false),
        ] {
            assert_eq!(one_letter(a, b), one, "{a} / {b}");
        }
    }
}
