//! An entity of the collection, and where articles name it.

use super::postings::Postings;
use super::spellings::Forms;
use crate::corpus::ArticleId;
use crate::entities::kind::Kind;
use crate::text::Span;
use crate::text::period::Period;
use serde::Serialize;

/// Number of an entity in its [`Catalog`](super::Catalog): dense, from 0, never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct EntityId(pub u32);

impl EntityId {
    /// The number as an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An entity of the collection, as its [`Catalog`](super::Catalog) keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Entity<'a> {
    /// What to call it; the same for any order of the articles.
    pub name: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Every spelling with its mentions over the collection, most frequent first.
    pub forms: Forms<'a>,
    /// Where it is named, by the numbers of the articles.
    pub articles: &'a Postings,
    /// The value, for a date that has one.
    pub date: Option<Period>,
}

impl Entity<'_> {
    /// Mentions over the collection.
    #[must_use]
    pub fn mentions(&self) -> u64 {
        let counts = self.articles.iter().map(|posting| posting.count);
        counts.map(u64::from).sum()
    }
}

/// How often one article names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Posting {
    /// The article.
    pub article: ArticleId,
    /// Number of mentions, at least 1.
    pub count: u32,
}

/// Where one article names an entity of the collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// The entity.
    pub entity: EntityId,
    /// Where, sorted; at least one.
    pub mentions: Vec<Span>,
    /// Whether it is a date that all of these leave to be assumed.
    pub assumed: bool,
}
