//! What recognition hands out: entities of one article, and of the collection.

use super::postings::Postings;
use super::spellings::Forms;
use crate::corpus::ArticleId;
use crate::text::Span;
use crate::text::calendar::PartialDate;
use crate::text::period::Period;
use serde::Serialize;
use std::fmt;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person, or a figure with a person's name.
    Person,
    /// A body with a name: state organ, company, party, newspaper, team.
    Organization,
    /// A country, city, region, sea, building.
    Place,
    /// People by nationality, religion or party.
    Group,
    /// Something that happened or happens under a name.
    Event,
    /// An agreement, treaty, act or declaration.
    Law,
    /// A book, film or other work.
    Work,
    /// A date or a span of time.
    Date,
    /// An amount of money.
    Money,
    /// A percentage, or a number with a unit.
    Quantity,
}

impl Kind {
    /// Every kind, in the order that lists show them.
    pub const ALL: [Self; 10] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Group,
        Self::Event,
        Self::Law,
        Self::Work,
        Self::Date,
        Self::Money,
        Self::Quantity,
    ];

    /// Whether what is of this kind has a name: it is no date and no amount.
    #[must_use]
    pub fn is_named(self) -> bool {
        !matches!(self, Self::Date | Self::Money | Self::Quantity)
    }

    /// Its name in lower case, as scripts read it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Group => "group",
            Self::Event => "event",
            Self::Law => "law",
            Self::Work => "work",
            Self::Date => "date",
            Self::Money => "money",
            Self::Quantity => "quantity",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What one article names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognized {
    /// Its entities in the order of their first mention; none of [`Kind::Date`].
    pub entities: Vec<LocalEntity>,
    /// Its dates, in order.
    pub dates: Vec<DateMention>,
}

/// An entity of one article, all of its spellings merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalEntity {
    /// What to call it: the fullest form, or today's usual name of what is well known.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// How the article spells it, most frequent first.
    pub forms: Vec<Form>,
    /// Where, sorted. No two mentions of an article overlap, dates included.
    pub mentions: Vec<Span>,
    /// What speaks for its kind.
    pub basis: Basis,
}

/// What speaks for the kind of an entity in one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The words around it as the tagger weighs them, and nothing else.
    Guess,
    /// A table, a title, its shape, or rules and tagger alike.
    Rule,
}

/// One spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Form {
    /// The spelling, white space collapsed.
    pub text: String,
    /// Number of mentions.
    pub count: u32,
}

/// A date named in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where.
    pub span: Span,
    /// As printed, white space collapsed.
    pub text: String,
    /// When, cut to what is known; `None` when that cannot be told.
    pub value: Option<Period>,
    /// Whether the value is only the likeliest: the words leave a choice.
    pub assumed: bool,
    /// The article's own date, where the value rests on it.
    pub resolved_from: Option<PartialDate>,
}

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
