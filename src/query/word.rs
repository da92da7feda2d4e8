//! One word of a query, and the terms that answer it.
//!
//! A word is answered by a set of terms, each at a weight: what an occurrence of the term
//! counts in occurrences of the word as it was written. The articles of a word are those of
//! all its terms, and its frequency in one of them is the weighted sum of theirs, so an
//! article with the word as written goes before one that has another form as often.

use crate::index::{Segment, TermId};
use crate::text::stem::{has_stem, stem};
use std::fmt;
use std::ops::Range;

/// What an occurrence of another form of a word counts: `rates` for `rate`, or, while it is
/// typed, `rather` for `rat`.
pub const OTHER_FORM: f32 = 0.7;

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// The term, as [`term`](crate::text::tokens::term) makes it.
    pub term: String,
    /// Which terms will do.
    pub reach: Reach,
    stem: String,
}

/// Which terms answer a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Only the term itself.
    Exact,
    /// Any with the same stem.
    Forms,
    /// Any that begins so; all count alike.
    Beginning,
    /// Any with the same stem or that begins so: the word is still being typed.
    Typed,
}

/// Terms of a segment, by their numbers, that answer a word at the same weight.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answers {
    pub(super) ids: Range<u32>,
    /// Above 0, at most 1.
    pub(super) weight: f32,
}

impl Word {
    /// A word that any of the terms in reach will do for.
    #[must_use]
    pub fn new(term: impl Into<String>, reach: Reach) -> Self {
        let term = term.into();
        let stem = match reach {
            Reach::Forms | Reach::Typed => stem(&term).into_owned(),
            Reach::Exact | Reach::Beginning => String::new(),
        };
        Self { term, reach, stem }
    }

    /// Whether a term of a text answers the word.
    #[must_use]
    #[inline]
    pub fn accepts(&self, term: &str) -> bool {
        match self.reach {
            Reach::Exact => term == self.term,
            Reach::Forms => term == self.term || has_stem(term, &self.stem),
            Reach::Beginning => term.starts_with(&self.term),
            Reach::Typed => term.starts_with(&self.term) || has_stem(term, &self.stem),
        }
    }

    /// The terms of a segment that answer the word, in ranges that do not overlap: exactly
    /// those that it [accepts](Self::accepts).
    pub(super) fn expand(&self, segment: &Segment) -> Vec<Answers> {
        let lexicon = segment.lexicon();
        let mut found = Vec::new();
        let mut add = |ids: Range<u32>, weight| {
            if !ids.is_empty() {
                found.push(Answers { ids, weight });
            }
        };
        let one = |TermId(id): TermId| id..id + 1;
        match self.reach {
            Reach::Exact => add(lexicon.find(&self.term).map_or(0..0, one), 1.0),
            Reach::Beginning => add(lexicon.with_prefix(&self.term), 1.0),
            Reach::Forms | Reach::Typed => {
                let itself = lexicon.find(&self.term);
                add(itself.map_or(0..0, one), 1.0);
                let begun = match self.reach {
                    Reach::Typed => lexicon.with_prefix(&self.term),
                    _ => 0..0,
                };
                // The term itself is the first of those that begin with it.
                add(
                    begun.start + u32::from(itself.is_some())..begun.end,
                    OTHER_FORM,
                );
                let forms = segment.with_stem(&self.stem).into_iter();
                forms
                    .filter(|id| Some(*id) != itself && !begun.contains(&id.0))
                    .for_each(|id| add(one(id), OTHER_FORM));
            }
        }
        found
    }
}

/// The term, and how a query asks for what is in its reach.
impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, behind) = match self.reach {
            Reach::Exact => ("=", ""),
            Reach::Forms => ("", ""),
            Reach::Beginning | Reach::Typed => ("", "*"),
        };
        write!(f, "{before}{}{behind}", self.term)
    }
}
