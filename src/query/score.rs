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

use super::bits::Bits;
use super::evaluate::Evaluation;
use super::frequencies::Scored;
use super::nearness::bonuses;
use super::order;
use super::search::View;
use super::top::Top;
use super::tree::{Query, Words};
use super::words::{Lookup, counts};
use crate::corpus::ArticleId;
use crate::index::Bm25;
use crate::index::bm25::Explanation;

/// How many of the best hits have the nearness of their words weighed.
pub const N_NEAR: usize = 200;

/// Hits, scored by the words of the query, in the order of their numbers.
pub(super) fn scored(
    lookup: &Lookup<'_, '_>,
    bm25: &Bm25,
    query: &Query,
    evaluation: &Evaluation<'_, '_, '_>,
    found: &Bits,
) -> Vec<Scored> {
    let unscored = found.iter().map(|article| Scored {
        article,
        score: 0.0,
    });
    let mut hits = Vec::with_capacity(found.count() as usize);
    hits.extend(unscored);
    for (words, idf) in with_idf(lookup, bm25, query) {
        evaluation.weigh(words, idf, found, &mut hits);
    }
    hits
}

/// The best `k` of the hits, in order; the best [`N_NEAR`] with the bonus for the nearness
/// of their words. That is never negative, so they stay the best.
pub(super) fn best(
    lookup: &Lookup<'_, '_>,
    bm25: &Bm25,
    query: &Query,
    hits: &[Scored],
    k: usize,
) -> Vec<Scored> {
    let words = with_idf(lookup, bm25, query);
    let single = words.iter().filter(|(words, _)| words.words.len() == 1);
    let near = single.count() > 1;
    let mut top = Top::new(lookup.view.corpus, if near { k.max(N_NEAR) } else { k });
    for hit in hits {
        top.add(*hit);
    }
    let mut best = top.finish();
    if near {
        let n_near = best.len().min(N_NEAR);
        let (nearest, _) = best.split_at_mut(n_near);
        reward(lookup, bm25, &words, nearest);
    }
    best.truncate(k);
    best
}

/// All hits in order: [`best`] without an end.
pub(super) fn all(
    lookup: &Lookup<'_, '_>,
    bm25: &Bm25,
    query: &Query,
    mut hits: Vec<Scored>,
) -> Vec<Scored> {
    let corpus = lookup.view.corpus;
    let best = best(lookup, bm25, query, &hits, N_NEAR);
    if !corpus.is_in_order() {
        hits.sort_unstable_by_key(|hit| corpus.rank(ArticleId(hit.article)));
    }
    order::by_score(&mut hits);
    for (hit, best) in hits.iter_mut().zip(best) {
        *hit = best;
    }
    hits
}

/// Adds the bonuses for nearness to the best hits, and puts them in order again.
fn reward(lookup: &Lookup<'_, '_>, bm25: &Bm25, words: &[(&Words, f32)], best: &mut [Scored]) {
    let corpus = lookup.view.corpus;
    let mut within = Bits::none(corpus.end());
    for hit in &*best {
        within.add(hit.article);
    }
    best.sort_unstable_by_key(|hit| hit.article);
    let mut bonuses = bonuses(lookup, bm25, words, &within).into_iter().peekable();
    for hit in &mut *best {
        if let Some((_, bonus)) = bonuses.next_if(|(article, _)| *article == hit.article) {
            hit.score += bonus;
        }
    }
    let rank = |hit: &Scored| corpus.rank(ArticleId(hit.article));
    best.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(rank(a).cmp(&rank(b))));
}

fn with_idf<'q>(lookup: &Lookup<'_, '_>, bm25: &Bm25, query: &'q Query) -> Vec<(&'q Words, f32)> {
    let words = query.words().into_iter();
    words
        .map(|words| (words, idf(lookup, bm25, words)))
        .collect()
}

/// What a word or phrase says about an article that holds it.
pub(super) fn idf(lookup: &Lookup<'_, '_>, bm25: &Bm25, words: &Words) -> f32 {
    let each = words.words.iter().map(|word| lookup.n_with(word));
    each.map(|n_with| bm25.idf(n_with)).sum()
}

/// Why an article got its score: one explanation for each word or phrase of the query
/// that it holds, in the order of the query, then one for the nearness of the words, if that
/// is worth anything. The scores add up to that of the hit; one behind the best 200 has
/// nothing for nearness.
#[must_use]
pub fn explain(view: View<'_>, query: &Query, article: ArticleId) -> Vec<Explanation> {
    let (bm25, lookup) = (Bm25::of(view.index), Lookup::new(view, query));
    let mut only = Bits::none(view.corpus.end());
    only.add(article.0);
    let mut explanations = Vec::new();
    for words in query.words() {
        let (mut total, mut lengths, mut shares) = ([0; 3], [0; 3], [0.0; 3]);
        counts(&lookup, words, &only, |found| {
            lengths = found.lengths;
            let of_term = bm25.shares(found.counts, found.lengths);
            for field in 0..3 {
                total[field] += found.counts[field];
                shares[field] += found.weight * of_term[field];
            }
        });
        if total != [0; 3] {
            let each = words.words.iter().map(|word| lookup.n_with(word));
            let idf = idf(&lookup, &bm25, words);
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
    let words = with_idf(&lookup, &bm25, query);
    for (_, bonus) in bonuses(&lookup, &bm25, &words, &only) {
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
