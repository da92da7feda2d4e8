//! Questions answered: which articles, in which order, and what the filters hide.

use super::bits::Bits;
use super::evaluate::Evaluation;
use super::filter::{Filter, apply};
use super::frequencies::Scored;
use super::names::entities;
use super::order::{self, Sort};
use super::suggest::{names, suggestions};
use super::tree::{Node, Problem, Query, Spelling};
use super::words::Lookup;
use super::{phrase, score};
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

/// Answers a query. An empty one is answered by all articles; an order that the query
/// asks for itself goes before `by`.
///
/// Where no article answers a query that joins words by AND, the words are joined by OR in
/// their place, and [`Results::any_of`] says so.
#[must_use]
pub fn search(
    view: View<'_>,
    query: &Query,
    filters: &[Filter],
    by: Sort,
    extent: Extent,
) -> Results {
    let strict = answer(view, query, filters, by, extent);
    let loose = (strict.n_before_filters == 0)
        .then(|| query.loosened())
        .flatten();
    match loose.map(|query| answer(view, &query, filters, by, extent)) {
        Some(loose) if loose.n_before_filters > 0 => Results {
            any_of: true,
            ..loose
        },
        _ => strict,
    }
}

/// Answers a query as it stands.
fn answer(view: View<'_>, query: &Query, filters: &[Filter], by: Sort, extent: Extent) -> Results {
    let by = query.sort.unwrap_or(by);
    let lookup = Lookup::new(view, query);
    let weighs = by == Sort::Relevance && !query.words().is_empty();
    let bm25 = weighs.then(|| Bm25::of(view.index));
    let short = match (&bm25, extent) {
        (Some(bm25), Extent::First(k)) if filters.is_empty() => short_way(&lookup, bm25, query, k),
        _ => None,
    };
    let mut results = short.unwrap_or_else(|| {
        let mut evaluation = Evaluation::new(&lookup, bm25);
        let (found, results) = found(&lookup, query, filters, &mut evaluation);
        let hits = match &bm25 {
            Some(bm25) => score::hits(&lookup, bm25, query, &mut evaluation, &found, extent),
            None => order::first(view.corpus, &found, by, extent),
        };
        Results {
            hits: hits.into_iter().map(Hit::from).collect(),
            ..results
        }
    });
    results.missing = missing(&lookup, query);
    results
}

/// The answer to a query of nothing but words, or of a phrase, where the best articles can be
/// found without looking at all.
fn short_way(lookup: &Lookup<'_, '_>, bm25: &Bm25, query: &Query, k: usize) -> Option<Results> {
    let of_phrase = || match query.root.as_ref()? {
        Node::Words(words) => phrase::best(lookup, bm25, words, k),
        _ => None,
    };
    let (hits, n_hits) = score::of_words(lookup, bm25, query, k).or_else(of_phrase)?;
    Some(Results {
        hits: hits.into_iter().map(Hit::from).collect(),
        n_hits,
        n_before_filters: n_hits,
        ..Results::default()
    })
}

/// The articles that answer a query and pass the filters, and how many they are.
fn found<'q>(
    lookup: &Lookup<'_, 'q>,
    query: &'q Query,
    filters: &[Filter],
    evaluation: &mut Evaluation<'_, '_, 'q>,
) -> (Bits, Results) {
    let view = lookup.view;
    let mut found = Bits::all(view.corpus.end());
    view.corpus.removed().for_each(|id| found.drop(id.0));
    if let Some(root) = &query.root {
        found = evaluation.articles(root, &found);
    }
    let n_before_filters = found.count() as usize;
    let hidden_by = apply(view, filters, &mut found);
    let results = Results {
        n_hits: found.count() as usize,
        n_before_filters,
        hidden_by,
        ..Results::default()
    };
    (found, results)
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

fn missing(lookup: &Lookup<'_, '_>, query: &Query) -> Vec<Missing> {
    let view = lookup.view;
    let words = query.words().into_iter().flat_map(|words| {
        let each = words.words.iter();
        let unknown = each.filter(|word| !lookup.of(word).is_known());
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
