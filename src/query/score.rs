//! How well hits answer the words of a query.
//!
//! A word scores as a term of [`Bm25`]; a prefix as the union of its terms, with the sum
//! of their articles (at most all) for its own; a phrase as a term that is as rare as its
//! words together, the sum of their weights. A word that is looked for in one field only
//! scores by its occurrences there. Everything else that a query can say filters and
//! scores nothing.

use super::bits::{Bits, Ranked};
use super::evaluate::Evaluation;
use super::search::View;
use super::tree::{Query, Words};
use super::words::{counts, n_with};
use crate::corpus::ArticleId;
use crate::index::Bm25;
use crate::index::bm25::Explanation;

/// The score of each article of `hits`, in order.
pub(super) fn scores(
    view: View<'_>,
    bm25: &Bm25,
    query: &Query,
    evaluation: &Evaluation<'_, '_>,
    hits: &Ranked,
) -> Vec<f32> {
    let mut scores = vec![0.0; hits.bits().count() as usize];
    for words in query.words() {
        evaluation.weigh(words, idf(view, bm25, words), hits, &mut scores);
    }
    scores
}

/// What a word or phrase says about an article that holds it.
fn idf(view: View<'_>, bm25: &Bm25, words: &Words) -> f32 {
    words
        .words
        .iter()
        .map(|word| bm25.idf(n_with(view, word)))
        .sum()
}

/// Why an article got its score: one explanation for each word or phrase of the query
/// that it holds, in the order of the query. The scores add up to that of the hit.
#[must_use]
pub fn explain(view: View<'_>, query: &Query, article: ArticleId) -> Vec<Explanation> {
    let bm25 = Bm25::of(view.index);
    let mut only = Bits::none(view.corpus.end());
    only.add(article.0);
    let mut explanations = Vec::new();
    for words in query.words() {
        let (mut total, mut lengths) = ([0; 3], [0; 3]);
        counts(view, words, &only, |_, counts, of_article| {
            lengths = of_article;
            for (total, count) in total.iter_mut().zip(counts) {
                *total += count;
            }
        });
        if total != [0; 3] {
            let each = words.words.iter().map(|word| n_with(view, word));
            let rarest = each.min().unwrap_or(0);
            let mut explanation = bm25.explain(&words.to_string(), rarest, total, lengths);
            let idf = idf(view, &bm25, words);
            explanation.score *= idf / explanation.idf;
            explanation.idf = idf;
            explanations.push(explanation);
        }
    }
    explanations
}
