//! How well hits answer the words of a query.
//!
//! A word scores as a term of [`Bm25`], one that several terms answer as their union:
//!
//! ```text
//! f = Σ over terms  weight · f of the term       1 for the word as written, less for others
//! n = Σ over terms  n of the term                at most all
//! ```
//!
//! The weights are those of [`Word`](super::Word). A phrase scores as a term that is as rare as its
//! words together, the sum of their weights. Single words that stand near each other earn the
//! best hits a [bonus](super::nearness). A word that is looked for in one field only
//! scores by its occurrences there. Everything else that a query can say filters and
//! scores nothing.

use super::bits::{Bits, Ranked};
use super::evaluate::Evaluation;
use super::nearness::bonuses;
use super::search::View;
use super::tree::{Query, Words};
use super::words::{counts, n_with};
use crate::corpus::ArticleId;
use crate::index::Bm25;
use crate::index::bm25::Explanation;

/// How many of the best hits have the nearness of their words weighed.
pub const N_NEAR: usize = 200;

/// The score of each article of `hits`, in order.
pub(super) fn scores(
    view: View<'_>,
    bm25: &Bm25,
    query: &Query,
    evaluation: &Evaluation<'_, '_>,
    hits: &Ranked,
) -> Vec<f32> {
    let mut scores = vec![0.0; hits.bits().count() as usize];
    let words = with_idf(view, bm25, query);
    for (words, idf) in &words {
        evaluation.weigh(words, *idf, hits, &mut scores);
    }
    if words
        .iter()
        .filter(|(words, _)| words.words.len() == 1)
        .count()
        > 1
    {
        let best = best(hits, &scores);
        for (article, bonus) in bonuses(view, bm25, &words, &best) {
            if let Some(score) = hits.rank(article).and_then(|rank| scores.get_mut(rank)) {
                *score += bonus;
            }
        }
    }
    scores
}

fn with_idf<'q>(view: View<'_>, bm25: &Bm25, query: &'q Query) -> Vec<(&'q Words, f32)> {
    let words = query.words().into_iter();
    words.map(|words| (words, idf(view, bm25, words))).collect()
}

/// The [`N_NEAR`] hits of the best scores; of equal ones the first.
fn best(hits: &Ranked, scores: &[f32]) -> Bits {
    let mut ordered: Vec<(u32, f32)> = hits.bits().iter().zip(scores.iter().copied()).collect();
    if ordered.len() > N_NEAR {
        let by_score = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        ordered.select_nth_unstable_by(N_NEAR - 1, by_score);
        ordered.truncate(N_NEAR);
    }
    let mut best = Bits::none(hits.bits().len());
    for (article, _) in ordered {
        best.add(article);
    }
    best
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
/// that it holds, in the order of the query, then one for the nearness of the words, if that
/// is worth anything. The scores add up to that of the hit; one behind the best 200 has
/// nothing for nearness.
#[must_use]
pub fn explain(view: View<'_>, query: &Query, article: ArticleId) -> Vec<Explanation> {
    let bm25 = Bm25::of(view.index);
    let mut only = Bits::none(view.corpus.end());
    only.add(article.0);
    let mut explanations = Vec::new();
    for words in query.words() {
        let (mut total, mut lengths, mut shares) = ([0; 3], [0; 3], [0.0; 3]);
        counts(view, words, &only, |found| {
            lengths = found.lengths;
            let of_term = bm25.shares(found.counts, found.lengths);
            for field in 0..3 {
                total[field] += found.counts[field];
                shares[field] += found.weight * of_term[field];
            }
        });
        if total != [0; 3] {
            let each = words.words.iter().map(|word| n_with(view, word));
            let idf = idf(view, &bm25, words);
            explanations.push(Explanation {
                term: words.to_string(),
                n_with: each.min().unwrap_or(0),
                counts: total,
                lengths,
                idf,
                shares,
                score: idf * bm25.saturate(shares.iter().sum()),
            });
        }
    }
    let words = with_idf(view, &bm25, query);
    for (_, bonus) in bonuses(view, &bm25, &words, &only) {
        explanations.push(Explanation {
            term: NEARNESS.to_owned(),
            n_with: 0,
            counts: [0; 3],
            lengths: [0; 3],
            idf: 0.0,
            shares: [0.0; 3],
            score: bonus,
        });
    }
    explanations
}

/// What an explanation calls the nearness of the words.
pub const NEARNESS: &str = "nearness";
