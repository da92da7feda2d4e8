//! Questions answered: which articles, in which order, and what the filters hide.

use super::bits::Bits;
use super::evaluate::Evaluation;
use super::filter::{Filter, apply};
use super::names::entities;
use super::order::{Sort, sort};
use super::score::scores;
use super::suggest::{names, suggestions};
use super::tree::{Problem, Query, Spelling};
use super::words::is_known;
use crate::corpus::{ArticleId, Corpus};
use crate::entities::Catalog;
use crate::index::{Bm25, Index};
use crate::text::Span;
use std::fmt;

/// What is searched: the three parts of one snapshot.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The articles.
    pub corpus: &'a Corpus,
    /// Their words; may lag behind the articles.
    pub index: &'a Index,
    /// Their entities; may lag behind the articles.
    pub catalog: &'a Catalog,
}

/// An article that answers a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: ArticleId,
    /// How well, 0 or more; 0 where results are not sorted by it or nothing was weighed.
    pub score: f32,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The articles that answer the query and pass all filters, in order.
    pub hits: Vec<Hit>,
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

/// Answers a query. An empty one is answered by all articles; an order that the query
/// asks for itself goes before `by`.
///
/// Where no article answers a query that joins words by AND, the words are joined by OR in
/// their place, and [`Results::any_of`] says so.
#[must_use]
pub fn search(view: View<'_>, query: &Query, filters: &[Filter], by: Sort) -> Results {
    let strict = answer(view, query, filters, by);
    let loose = (strict.n_before_filters == 0)
        .then(|| query.loosened())
        .flatten();
    match loose.map(|query| answer(view, &query, filters, by)) {
        Some(loose) if loose.n_before_filters > 0 => Results {
            any_of: true,
            ..loose
        },
        _ => strict,
    }
}

/// Answers a query as it stands.
fn answer(view: View<'_>, query: &Query, filters: &[Filter], by: Sort) -> Results {
    let by = query.sort.unwrap_or(by);
    let weighs = by == Sort::Relevance && !query.words().is_empty();
    let bm25 = weighs.then(|| Bm25::of(view.index));
    let mut evaluation = Evaluation::new(view, bm25);
    let mut found = Bits::all(view.corpus.end());
    view.corpus.removed().for_each(|id| found.drop(id.0));
    if let Some(root) = &query.root {
        found = evaluation.articles(root, &found);
    }
    let n_before_filters = found.count() as usize;
    let hidden_by = apply(view, filters, &mut found);
    let mut hits: Vec<Hit> = Vec::with_capacity(found.count() as usize);
    hits.extend(found.iter().map(|article| Hit {
        article: ArticleId(article),
        score: 0.0,
    }));
    if let Some(bm25) = &bm25 {
        let found = found.ranked();
        let scores = scores(view, bm25, query, &evaluation, &found);
        for (hit, score) in hits.iter_mut().zip(scores) {
            hit.score = score;
        }
    }
    if !view.corpus.is_in_order() {
        hits.sort_by_key(|hit| view.corpus.rank(hit.article));
    }
    if weighs || by != Sort::Relevance {
        sort(&mut hits, by, view.corpus);
    }
    Results {
        hits,
        n_before_filters,
        hidden_by,
        missing: missing(view, query),
        any_of: false,
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

fn missing(view: View<'_>, query: &Query) -> Vec<Missing> {
    let words = query.words().into_iter().flat_map(|words| {
        let unknown = words.words.iter().filter(|word| !is_known(view, word));
        unknown.map(|word| Missing {
            span: words.span,
            text: word.term.clone(),
            suggestions: suggestions(view, &word.term),
        })
    });
    let unknown = query.entities().into_iter().filter(|entity| {
        entity.spelling != Spelling::Beginning && entities(view, entity).is_empty()
    });
    let unnamed = unknown.map(|entity| Missing {
        span: entity.span,
        text: entity.name.clone(),
        suggestions: names(view, entity),
    });
    words.chain(unnamed).collect()
}
