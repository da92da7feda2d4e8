//! The canonical entity of parts that are one: its name, kind, spellings and articles.
//!
//! What it is made of is decided by [`linking`](crate::entities::linking); here it is kept.

use super::part::Known;
use super::postings::Postings;
use super::spellings::Spellings;
use crate::entities::kind::Kind;
use crate::text::period::Period;

/// The entity of some parts: 56 bytes, its spellings, and its articles if they are many.
#[derive(Clone, Debug)]
pub(crate) struct Canonical {
    /// As they are [written](Spellings::called).
    pub(crate) spellings: Box<[u8]>,
    pub(crate) articles: Postings,
    pub(crate) date: Option<Period>,
    pub(crate) kind: Kind,
}

impl Canonical {
    pub(crate) fn known(&self) -> Known<'_> {
        Known {
            spellings: Spellings::new(&self.spellings),
            articles: &self.articles,
            date: self.date,
            kind: self.kind,
        }
    }

    /// Bytes that it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.spellings.len() + self.articles.bytes()
    }
}
