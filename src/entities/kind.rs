//! What an entity is, and what speaks for it.

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

/// What speaks for the kind of an entity in one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The words around it as the tagger weighs them, and nothing else.
    Guess,
    /// A table, a title, its shape, or rules and tagger alike.
    Rule,
}
/// The kinds whose names are told apart by the words around them.
pub(super) const VOTING: [Kind; 4] = [Kind::Person, Kind::Organization, Kind::Place, Kind::Group];
