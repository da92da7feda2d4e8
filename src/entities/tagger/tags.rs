//! What the tagger says of a token: outside of all names, or at the beginning or inside of
//! one of some class (IOB2, Tjong Kim Sang and Veenstra 1999).

use crate::entities::kind::Kind;
use std::ops::Range;

/// How many tags there are.
pub const TAGS: usize = 1 + 2 * Class::ALL.len();

/// What the tagger can tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A person.
    Person,
    /// A body with a name.
    Organization,
    /// A place, a building included.
    Place,
    /// People by nationality, religion or party.
    Group,
    /// A name of another kind: event, law, work, product.
    Other,
}

impl Class {
    /// Every class, in the order of the model's columns.
    pub const ALL: [Self; 5] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Group,
        Self::Other,
    ];

    /// The kind of entity, for all but the rest class.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Person => Some(Kind::Person),
            Self::Organization => Some(Kind::Organization),
            Self::Place => Some(Kind::Place),
            Self::Group => Some(Kind::Group),
            Self::Other => None,
        }
    }
}

/// The tag of one token: 0 is outside, then two for each class, beginning and inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tag(u8);

impl Tag {
    /// In no name.
    pub const OUTSIDE: Self = Self(0);

    /// The first token of a name.
    #[must_use]
    pub fn first(class: Class) -> Self {
        Self(1 + 2 * class as u8)
    }

    /// A later token of one.
    #[must_use]
    pub fn inside(class: Class) -> Self {
        Self(2 + 2 * class as u8)
    }

    /// The tag in that column of the model; outside beyond the last.
    #[must_use]
    pub fn at(column: usize) -> Self {
        u8::try_from(column)
            .ok()
            .filter(|column| usize::from(*column) < TAGS)
            .map_or(Self::OUTSIDE, Self)
    }

    /// Its column in the model, below [`TAGS`].
    #[must_use]
    pub fn column(self) -> usize {
        usize::from(self.0)
    }

    /// The class of the name it is in.
    #[must_use]
    pub fn class(self) -> Option<Class> {
        Class::ALL
            .get(usize::from(self.0.checked_sub(1)?) / 2)
            .copied()
    }

    fn is_inside(self) -> bool {
        self.0 > 0 && self.0.is_multiple_of(2)
    }

    /// Whether it may stand behind `before`: inside only follows its own class.
    #[must_use]
    pub fn follows(self, before: Self) -> bool {
        !self.is_inside() || before.class() == self.class()
    }
}

/// The names that some tags spell: each with its tokens and class.
pub fn names(tags: &[Tag]) -> impl Iterator<Item = (Range<usize>, Class)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(tag) = tags.get(at) {
            let start = at;
            at += 1;
            let Some(class) = tag.class() else { continue };
            while tags.get(at) == Some(&Tag::inside(class)) {
                at += 1;
            }
            return Some((start..at, class));
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::{Class, TAGS, Tag, names};

    #[test]
    fn tags_spell_names() {
        let (person, place) = (Class::Person, Class::Place);
        let tags = [
            Tag::first(person),
            Tag::inside(person),
            Tag::first(person),
            Tag::OUTSIDE,
            Tag::first(place),
        ];
        let found: Vec<_> = names(&tags).collect();
        assert_eq!(found, [(0..2, person), (2..3, person), (4..5, place)]);
    }

    #[test]
    fn columns_are_tags() {
        for column in 0..TAGS {
            assert_eq!(Tag::at(column).column(), column);
        }
        assert!(!Tag::inside(Class::Place).follows(Tag::OUTSIDE));
        assert!(Tag::inside(Class::Place).follows(Tag::first(Class::Place)));
        assert!(!Tag::inside(Class::Place).follows(Tag::first(Class::Group)));
    }
}
