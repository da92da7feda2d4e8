//! What a query means, once read.

use super::date_range::DateRange;
use super::order::Sort;
use crate::entities::Kind;
use crate::index::Field;
use crate::query::terms::word::Word;
use crate::text::Span;
use std::fmt;

/// A query, read as far as it could be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// What articles must fulfil; `None` asks for all.
    pub root: Option<Node>,
    /// The order that the query asks for itself, with `sort:`.
    pub sort: Option<Sort>,
    /// What could not be read, in the order of the input.
    pub problems: Vec<Problem>,
}

/// A part of the input that could not be read as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in the input.
    pub span: Span,
    /// What is wrong and how it was taken, in words, without a period.
    pub message: String,
}

/// A condition on articles.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// All of these hold.
    All(Vec<Self>),
    /// One of these holds.
    Any(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),
    /// The text holds a word or phrase.
    Words(Words),
    /// The article names an entity.
    Entity(Named),
    /// The source's name contains this folded text.
    Source(String),
    /// The path, as [`Origin`](crate::corpus::Origin) prints it, contains this folded text.
    Path(String),
    /// The publication date lies wholly in the range.
    Date(DateRange),
    /// The text names a date that the range [touches](DateRange::touches).
    Mentions(DateRange),
    /// No article does.
    Nothing,
}

/// A word, or several that follow each other or stand near each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words, at least one.
    pub words: Vec<Word>,
    /// Where they are looked for.
    pub scope: Scope,
    /// Where several may stand in any order: most other words that may stand among them.
    pub near: Option<u32>,
    /// Where the input has them.
    pub span: Span,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In title and body.
    #[default]
    Anywhere,
    /// In the title.
    Title,
    /// In everything but the title.
    Body,
}

impl Scope {
    /// Whether the scope takes in a field.
    #[must_use]
    pub fn covers(self, field: Field) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Title => field == Field::Title,
            Self::Body => field != Field::Title,
        }
    }

    /// Occurrences per field, those outside the scope struck out.
    #[must_use]
    pub fn mask(self, [title, heading, body]: [u32; 3]) -> [u32; 3] {
        match self {
            Self::Anywhere => [title, heading, body],
            Self::Title => [title, 0, 0],
            Self::Body => [0, heading, body],
        }
    }
}

/// An entity as a query calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its kind, if only one is meant.
    pub kind: Option<Kind>,
    /// One of its spellings.
    pub name: String,
    /// How the name is meant.
    pub spelling: Spelling,
    /// Where the input has it.
    pub span: Span,
}

/// How the name of an entity is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// Any spelling of an entity finds all its articles.
    Any,
    /// Only articles that print exactly this, letter for letter.
    Exact,
    /// A spelling, or, when there is none, the beginning of a word of a name.
    Beginning,
}

impl Query {
    /// Whether the query asks for nothing in particular.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// The words and phrases that hits hold, in the order of the input: all that are not negated.
    #[must_use]
    pub fn words(&self) -> Vec<&Words> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            root.collect(&mut |node| {
                if let Node::Words(words) = node {
                    found.push(words);
                }
            });
        }
        found
    }

    /// The entities that the query names and does not exclude.
    #[must_use]
    pub fn entities(&self) -> Vec<&Named> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            root.collect(&mut |node| {
                if let Node::Entity(named) = node {
                    found.push(named);
                }
            });
        }
        found
    }
}

impl Query {
    /// The query with the words and phrases that it joins by AND joined by OR; `None` when
    /// it joins fewer than two so.
    #[must_use]
    pub(crate) fn loosened(&self) -> Option<Self> {
        let Some(Node::All(nodes)) = &self.root else {
            return None;
        };
        let is_words = |node: &Node| match node {
            Node::Words(_) => true,
            // An acronym is read in two ways.
            Node::Any(nodes) => nodes.iter().all(|node| matches!(node, Node::Words(_))),
            _ => false,
        };
        let (words, mut others): (Vec<Node>, Vec<Node>) = nodes.iter().cloned().partition(is_words);
        if words.len() < 2 {
            return None;
        }
        others.push(Node::Any(words));
        Some(Self {
            root: Some(Node::All(others)),
            ..self.clone()
        })
    }
}

impl Node {
    /// All words and phrases, negated or not, in the order of the input.
    pub(crate) fn all_words(&self) -> Vec<&Words> {
        let (mut found, mut left) = (Vec::new(), vec![self]);
        while let Some(node) = left.pop() {
            match node {
                Self::All(nodes) | Self::Any(nodes) => left.extend(nodes.iter().rev()),
                Self::Not(node) => left.push(node),
                Self::Words(words) => found.push(words),
                _ => {}
            }
        }
        found
    }

    /// Calls `visit` with every leaf that is not under a [`Node::Not`].
    fn collect<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        match self {
            Self::All(nodes) | Self::Any(nodes) => {
                for node in nodes {
                    node.collect(visit);
                }
            }
            Self::Not(_) => {}
            leaf => visit(leaf),
        }
    }
}

/// The words as terms, in quotes if several, each with its `*` or `~`.
impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = if self.words.len() > 1 { "\"" } else { "" };
        f.write_str(quote)?;
        for (n, word) in self.words.iter().enumerate() {
            let blank = if n > 0 { " " } else { "" };
            match self.words.len() {
                1 => write!(f, "{word}")?,
                // Words of a phrase are exact anyway.
                _ => write!(f, "{blank}{}", word.to_string().trim_start_matches('='))?,
            }
        }
        f.write_str(quote)?;
        match self.near {
            Some(near) => write!(f, "~{near}"),
            None => Ok(()),
        }
    }
}
