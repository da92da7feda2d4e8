//! What the user says about names, which is the last word.
//!
//! In go the lines of a text that a person can read and write (see `parse`); out come
//! [`Correction`]s for a [`Catalog`](super::Catalog), and the text again, comments and
//! lines that could not be read kept where they are. Nothing here knows a file.

mod decide;
mod edit;
mod parse;
mod split;

pub use edit::Edit;

pub(crate) use decide::Decisions;

use super::kind::Kind;
use std::fmt;

/// An entity as the user means it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Named {
    /// Its kind.
    pub kind: Kind,
    /// What it is called, in any spelling that the collection takes for the same name.
    pub name: String,
}

/// One thing that the user says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Correction {
    /// The first is the second, and called so.
    Merge(Named, Named),
    /// The two are not one, whatever their names suggest.
    Apart(Named, Named),
    /// A spelling of an entity is another one: everywhere, or in one article.
    Split {
        /// The entity that has the spelling.
        from: Named,
        /// The spelling, as printed.
        form: String,
        /// The end of the path of the one article, unless it is everywhere.
        path: Option<String>,
    },
    /// It is called otherwise.
    Rename(Named, String),
    /// It is of another kind.
    Kind(Named, Kind),
    /// It is shown nowhere.
    Hide(Named),
}

/// A line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Said(Correction),
    /// A comment, or nothing.
    Comment(String),
    /// What cannot be read, and why.
    Unread(String, String),
}

/// Everything that the user says about a collection's names, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    lines: Vec<Line>,
    /// Where the text lies.
    place: Option<String>,
    /// Why the text that is there could not be read.
    trouble: Option<String>,
}

/// What could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The number of the line, from 1; `None` for the whole text.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line} {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl Corrections {
    /// What was said, in order.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Correction> {
        self.lines.iter().filter_map(|line| match line {
            Line::Said(correction) => Some(correction),
            Line::Comment(_) | Line::Unread(..) => None,
        })
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// What could not be read of the text.
    pub fn unread(&self) -> impl Iterator<Item = Unread> {
        let whole = self.trouble.iter().map(|reason| Unread {
            line: None,
            reason: reason.clone(),
        });
        let lines = (1..).zip(&self.lines);
        whole.chain(lines.filter_map(|(line, text)| match text {
            Line::Unread(_, reason) => Some(Unread {
                line: Some(line),
                reason: reason.clone(),
            }),
            Line::Said(_) | Line::Comment(_) => None,
        }))
    }

    /// These corrections, from a text that lies at `place`.
    #[must_use]
    pub fn at(self, place: String) -> Self {
        Self {
            place: Some(place),
            ..self
        }
    }

    /// No corrections, because the text at `place` could not be read.
    #[must_use]
    pub fn unreadable(place: String, reason: String) -> Self {
        Self {
            trouble: Some(reason),
            ..Self::default().at(place)
        }
    }

    /// Where their text lies; `None` if nowhere.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// Whether there is a text that could not be read, which must not be written over.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.trouble.is_some()
    }
}
