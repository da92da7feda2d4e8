//! What articles' names come to by their keys alone.
//!
//! In go names with their kinds; out come the keys under which they are one [`Part`]: kind,
//! name and basis have to agree, the name by its key: accents, transliteration, legal
//! forms and a leading article aside. A part knows nothing of others.

use super::corrections::Named;
use super::lexicon::{Key, join};
use super::model::{Basis, Entity, Kind, LocalEntity};
use super::names;
use super::persons::PersonName;
use super::postings::Postings;
use super::recognize::worth;
use super::spellings::Spellings;
use crate::text::fnv::fnv1a;
use crate::text::fold::fold;
use crate::text::period::Period;

/// What is known of a part or an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) spellings: Spellings<'a>,
    pub(super) articles: &'a Postings,
    pub(super) date: Option<Period>,
    pub(super) kind: Kind,
}

impl<'a> Known<'a> {
    pub(super) fn entity(self) -> Entity<'a> {
        Entity {
            name: self.spellings.name(),
            kind: self.kind,
            forms: self.spellings.forms(),
            articles: self.articles,
            date: self.date,
        }
    }
}

/// The names of articles that have one key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    /// The part as an entity of its own.
    pub(super) known: Known<'a>,
    /// What speaks for the kind in the articles that the part is of.
    pub(super) basis: Basis,
    /// Where the parts stand that it may be one with.
    pub(super) block: Option<Key>,
}

impl<'a> Part<'a> {
    pub(super) fn entity(self) -> Entity<'a> {
        self.known.entity()
    }

    /// How corrections mean it.
    pub(super) fn named(self) -> Named {
        Named {
            kind: self.known.kind,
            name: self.known.spellings.name().to_owned(),
        }
    }
}

/// The block of parts that a name may be one with: persons of one surname, organizations
/// of one acronym.
pub(super) fn block(kind: Kind, name: &str) -> Option<Key> {
    match kind {
        Kind::Person => Some(hash(&format!("family {}", PersonName::new(name).family()))),
        Kind::Organization => {
            let acronym = names::acronym(&names::organization(name, false))?;
            Some(hash(&format!("acronym {acronym}")))
        }
        _ => None,
    }
}

/// What makes two articles' entities one part, but for the basis of their kind.
pub(super) fn key_of(local: &LocalEntity, date: Option<Period>) -> Key {
    match date {
        Some(date) => hash(&format!("{} {date}", local.kind)),
        None => name_key(local.kind, &local.name),
    }
}

/// The key of a name whose kind is told on that basis.
pub(super) fn told(key: Key, basis: Basis) -> Key {
    match basis {
        Basis::Rule => key,
        Basis::Guess => join(key, 1),
    }
}

/// The key of a name of that kind, told by a rule.
pub(super) fn name_key(kind: Kind, name: &str) -> Key {
    let key = match kind {
        Kind::Person => names::person(name),
        Kind::Organization => names::organization(name, false).join(" "),
        Kind::Date => fold(name),
        Kind::Money | Kind::Quantity => fold(&worth(name, kind)),
        _ => names::plain(name),
    };
    let key = if key.is_empty() { name } else { &key };
    hash(&format!("{kind} {key}"))
}

/// The key of a text as it stands.
pub(super) fn hash(text: &str) -> Key {
    fnv1a(text.bytes())
}
