//! One word of a query, and the terms that answer it.
//!
//! A word is answered by a set of terms, each at a weight: what an occurrence of the term
//! counts in occurrences of the word as it was written. The articles of a word are those of
//! all its terms, and its frequency in one of them is the weighted sum of theirs, so an
//! article with the word as written goes before one that has another form as often.

use super::edit_distance::Typo;
use crate::index::analysis::Beginning;
use crate::index::{Cursor, Segment, TermId};
use crate::text::stem::{has_stem, shared, stem};
use std::fmt;
use std::ops::Range;

/// What an occurrence of another form of a word counts: `rates` for `rate`, or, while it is
/// typed, `rather` for `rat`. A term with a slip counts as much, one with two that squared.
pub const OTHER_FORM: f32 = 0.7;

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// The term, as [`term`](crate::text::tokens::term) makes it.
    pub term: String,
    /// Which terms will do.
    pub reach: Reach,
    key: Key,
}

/// What terms are compared with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Term,
    Stem(String),
    Typo(Typo),
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
    /// Any that a slip of the finger makes of it, or two if it is longer than 5 characters.
    Typo,
}

/// Terms of a segment, by their numbers, that answer a word at the same weight.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answers {
    pub(crate) ids: Range<u32>,
    /// Above 0, at most 1.
    pub(crate) weight: f32,
}

impl Answers {
    /// Whether it is the one term that the word was written as.
    pub(crate) fn is_itself(&self) -> bool {
        self.ids.len() == 1 && self.weight >= 1.0
    }
}

impl Word {
    /// A word that any of the terms in reach will do for.
    #[must_use]
    pub fn new(term: impl Into<String>, reach: Reach) -> Self {
        let term = term.into();
        let key = match reach {
            Reach::Forms | Reach::Typed => Key::Stem(stem(&term).into_owned()),
            Reach::Typo => Key::Typo(Typo::new(&term)),
            Reach::Exact | Reach::Beginning => Key::Term,
        };
        Self { term, reach, key }
    }

    /// Whether a term of a text answers the word.
    #[must_use]
    #[inline]
    pub fn accepts(&self, term: &str) -> bool {
        let begins = matches!(self.reach, Reach::Beginning | Reach::Typed);
        if term == self.term || (begins && term.starts_with(&self.term)) {
            return true;
        }
        match &self.key {
            Key::Term => false,
            Key::Stem(stem) => has_stem(term, stem),
            Key::Typo(typo) => typo.distance(term).is_some(),
        }
    }

    /// The stem of all terms that it [accepts](Self::accepts), where that is what they have
    /// in common, and all that have it are accepted.
    pub(crate) fn stem(&self) -> Option<&str> {
        match &self.key {
            Key::Stem(stem) if self.reach == Reach::Forms => Some(stem),
            _ => None,
        }
    }

    /// How all terms begin that it [accepts](Self::accepts).
    pub(crate) fn beginning(&self) -> Beginning {
        Beginning::new(match &self.key {
            Key::Term => self.term.as_bytes(),
            Key::Stem(stem) => shared(stem),
            Key::Typo(_) => &[],
        })
    }

    /// All terms of a segment that begin as the word does, as one, with what each occurrence
    /// counts; where these will do, and the segment counts them together.
    pub(crate) fn begun<'a>(&self, segment: &'a Segment) -> Option<(Cursor<'a>, f32)> {
        let weight = match self.reach {
            Reach::Beginning => 1.0,
            Reach::Typed => OTHER_FORM,
            _ => return None,
        };
        Some((segment.beginning(&self.term)?, weight))
    }

    /// The terms of a segment that answer the word, in ranges that do not overlap: exactly
    /// those that it [accepts](Self::accepts).
    pub(crate) fn expand(&self, segment: &Segment) -> Vec<Answers> {
        let lexicon = segment.lexicon();
        let mut found = Vec::new();
        let mut add = |ids: Range<u32>, weight| {
            if !ids.is_empty() {
                found.push(Answers { ids, weight });
            }
        };
        let one = |TermId(id): TermId| id..id + 1;
        let itself = lexicon.find(&self.term);
        let begun = match self.reach {
            Reach::Beginning | Reach::Typed => lexicon.with_prefix(&self.term),
            _ => 0..0,
        };
        match &self.key {
            Key::Term if self.reach == Reach::Beginning => add(begun, 1.0),
            Key::Term => add(itself.map_or(0..0, one), 1.0),
            Key::Stem(stem) => {
                add(itself.map_or(0..0, one), 1.0);
                // The term itself is the first of those that begin with it.
                let behind = begun.start + u32::from(itself.is_some());
                add(behind..begun.end.max(behind), OTHER_FORM);
                let forms = segment.with_stem(stem).into_iter();
                forms
                    .filter(|id| Some(*id) != itself && !begun.contains(&id.0))
                    .for_each(|id| add(one(id), OTHER_FORM));
            }
            Key::Typo(typo) => {
                for (id, distance) in typo.near(lexicon) {
                    add(one(id), OTHER_FORM.powi(distance.into()));
                }
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
            Reach::Typo => ("", "~"),
        };
        write!(f, "{before}{}{behind}", self.term)
    }
}

#[cfg(test)]
mod tests {
    use super::{Reach, Word};
    use crate::index::analysis::terms_among;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_accepted_begins_as_it_should(
            word in "(rat|hop|d|l|general|onl)(e|es|ed|ing|ion|ying|ie|ize|s|y)?|[a-z]{1,3}",
            ends in prop::collection::vec("e|es|ed|ing|ion|ying|ie|ize|s|y|[a-z]{0,2}", 1..8),
            reach in prop::sample::select(vec![Reach::Exact, Reach::Forms, Reach::Beginning, Reach::Typed, Reach::Typo]),
        ) {
            let wanted = Word::new(word.as_str(), reach);
            for (n, end) in ends.iter().enumerate() {
                let shorter: String = word.chars().take(word.len().saturating_sub(n % 3).max(1)).collect();
                let term = shorter + end;
                let mut found = false;
                terms_among(&term, &[wanted.beginning()], &mut String::new(), |_, _, _| found = true);
                prop_assert!(found || !wanted.accepts(&term), "{wanted:?} {term}");
            }
        }
    }
}
