//! Questions answered: which articles, in which order, and what the filters hide.

use super::did_you_mean::{names, suggestions};
use super::facets::filter::{Filter, apply};
use super::matching::bitset::Bits;
use super::matching::entities::entities;
use super::matching::evaluate::Evaluation;
use super::matching::lookup::Lookup;
use super::ranking::{phrases, score, sort};
use super::results::{Extent, Hit, Missing, Results};
use super::syntax::ast::{Node, Query, Spelling};
use super::syntax::order::Sort;
use super::view::View;
use crate::index::Bm25;

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
            None => sort::first(view.corpus, &found, by, extent),
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
        Node::Words(words) => phrases::best(lookup, bm25, words, k),
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
