//! What articles' names come to by their keys alone.
//!
//! In go names with their kinds; out come the keys under which they are one [`Part`]: kind,
//! name and basis have to agree, the name by its key: accents, transliteration, legal
//! forms and a leading article aside. A part knows nothing of others.

use super::entity::Entity;
use super::postings::Postings;
use super::spellings::Spellings;
use crate::entities::corrections::Named;
use crate::entities::kind::{Basis, Kind};
use crate::entities::known::word_key::Key;
use crate::text::period::Period;

/// What is known of a part or an entity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'a> {
    pub(crate) spellings: Spellings<'a>,
    pub(crate) articles: &'a Postings,
    pub(crate) date: Option<Period>,
    pub(crate) kind: Kind,
}

impl<'a> Known<'a> {
    pub(crate) fn entity(self) -> Entity<'a> {
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
pub(crate) struct Part<'a> {
    /// The part as an entity of its own.
    pub(crate) known: Known<'a>,
    /// What speaks for the kind in the articles that the part is of.
    pub(crate) basis: Basis,
    /// Where the parts stand that it may be one with.
    pub(crate) block: Option<Key>,
}

impl<'a> Part<'a> {
    pub(crate) fn entity(self) -> Entity<'a> {
        self.known.entity()
    }

    /// How corrections mean it.
    pub(crate) fn named(self) -> Named {
        Named {
            kind: self.known.kind,
            name: self.known.spellings.name().to_owned(),
        }
    }
}
