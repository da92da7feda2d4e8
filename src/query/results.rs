//! The answer to a query: hits, what the filters hide, what no article has.

use super::matching::frequencies::Scored;
use super::syntax::ast::Problem;
use crate::corpus::ArticleId;
use crate::text::Span;
use std::fmt;

/// An article that answers a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: ArticleId,
    /// How well, 0 or more; 0 where results are not sorted by it or nothing was weighed.
    pub score: f32,
}

/// How many of the hits are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of them, in order.
    All,
    /// The first so many, which are the same as with all; the rest is only counted.
    First(usize),
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The articles that answer the query and pass all filters, in order: as many as were
    /// wanted.
    pub hits: Vec<Hit>,
    /// How many there are, wanted or not.
    pub n_hits: usize,
    /// How many articles answer the query, passing the filters or not.
    pub n_before_filters: usize,
    /// For each filter, how many articles it alone hides: they would be hits without it.
    pub hidden_by: Vec<usize>,
    /// Words and names of the query that no article has.
    pub missing: Vec<Missing>,
    /// Whether no article has all words of the query, and the hits are those that have any.
    pub any_of: bool,
}

/// A word or name of a query that no article has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Where the input has it, or the phrase that it is part of.
    pub span: Span,
    /// The word or name.
    pub text: String,
    /// Terms or names that may be meant by it, the likeliest first; at most three.
    pub suggestions: Vec<String>,
}

/// What is missing, and what may be meant, in words.
impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no article has {}", self.text)?;
        match self.suggestions.as_slice() {
            [] => Ok(()),
            terms => write!(f, "; did you mean {}?", terms.join(" or ")),
        }
    }
}

impl From<Scored> for Hit {
    fn from(Scored { article, score }: Scored) -> Self {
        Self {
            article: ArticleId(article),
            score,
        }
    }
}

impl Results {
    /// What to tell the user about the answer, the most important first: that the words are
    /// joined by OR, and which of them no article has.
    #[must_use]
    pub fn notes(&self) -> Vec<Problem> {
        let mut notes: Vec<Problem> = self.missing.iter().map(Missing::note).collect();
        if self.any_of {
            let unknown = notes.first().map(|note| format!("{}; ", note.message));
            let message = match unknown {
                Some(unknown) => format!("{unknown}these have any of the words"),
                None => "no article has all of the words; these have any of them".to_owned(),
            };
            let span = notes.first().map_or(Span::default(), |note| note.span);
            notes.splice(..notes.len().min(1), [Problem { span, message }]);
        }
        notes
    }
}

impl Missing {
    fn note(&self) -> Problem {
        Problem {
            span: self.span,
            message: self.to_string(),
        }
    }
}
