//! How well hits answer the words of a query.
//!
//! A word scores as a term of [`Bm25`], one that several terms answer as their union:
//!
//! ```text
//! f = Σ over terms  weight · f of the term       1 for the word as written, less for others
//! n = articles that hold any of the terms
//! ```
//!
//! The weights are those of [`Word`]. A phrase scores as a term that is as rare as its
//! words together, the sum of their weights. Single words that stand near each other earn the
//! best hits a [bonus](super::proximity). A word that is looked for in one field only
//! scores by its occurrences there. Everything else that a query can say filters and
//! scores nothing.

use super::document_frequency::{self, idf};
use super::proximity::bonuses;
use super::sort;
use super::top_k::{Choice, Weighing, Weight};
use crate::corpus::ArticleId;
use crate::index::Bm25;
use crate::index::scoring::bm25::Explanation;
use crate::query::matching::bitset::Bits;
use crate::query::matching::evaluate::Evaluation;
use crate::query::matching::frequencies::Scored;
use crate::query::matching::lookup::{Lookup, counts, holding, occurrences};
use crate::query::results::Extent;
use crate::query::syntax::ast::{Node, Query, Scope, Words};
use crate::query::terms::word::Word;
use crate::query::view::View;

/// How many of the best hits have the nearness of their words weighed: more than anybody
/// goes through. Reading where words stand is a good part of a search.
pub const N_NEAR: usize = 100;
/// Where a word is so many times as frequent as another, the articles of the other are
/// looked up in its postings, not all of them read.
const SKEWED: u64 = 16;

/// The first hits of `found` in order, as many as `extent` says; the best [`N_NEAR`] with
/// the bonus for the nearness of their words. That is never negative, so they stay the best.
pub(crate) fn hits(
    lookup: &Lookup<'_, '_>,
    bm25: &Bm25,
    query: &Query,
    evaluation: &mut Evaluation<'_, '_, '_>,
    found: &Bits,
    extent: Extent,
) -> Vec<Scored> {
    let weights = query.words().into_iter().map(|words| {
        let phrase = evaluation.frequencies(bm25, words, found);
        Weight::new(lookup, bm25, words, phrase)
    });
    let weights: Vec<Weight<'_>> = weights.collect();
    let weighing = Weighing {
        lookup,
        bm25,
        weights: &weights,
        choice: Choice::Within(found),
    };
    match extent {
        Extent::First(k) => best(&weighing, k).0,
        Extent::All => all(&weighing),
    }
}

/// The best `k`, with the bonuses of the best [`N_NEAR`], and how many there are.
fn best(weighing: &Weighing<'_, '_>, k: usize) -> (Vec<Scored>, usize) {
    if !are_several(weighing.weights) {
        return weighing.best(k);
    }
    let (mut best, n_all) = weighing.best(k.max(N_NEAR));
    reward(weighing, &mut best);
    best.truncate(k);
    (best, n_all)
}

/// All in order, with the bonuses of the best [`N_NEAR`].
fn all(weighing: &Weighing<'_, '_>) -> Vec<Scored> {
    let corpus = weighing.lookup.view.corpus;
    let mut hits = weighing.all();
    if !corpus.is_in_order() {
        hits.sort_unstable_by_key(|hit| corpus.rank(ArticleId(hit.article)));
    }
    sort::by_score(&mut hits);
    if are_several(weighing.weights) {
        reward(weighing, &mut hits);
    }
    hits
}

/// Whether there are words that may stand near each other; a phrase stands for itself.
fn are_several(weights: &[Weight<'_>]) -> bool {
    let single = weights.iter().filter(|weight| weight.phrase.is_none());
    single.count() > 1
}

/// The best `k` articles that hold a word, or several joined by AND or OR, and how many
/// there are; `None` for all other queries, and where it is quicker to look up the few
/// articles that hold a rare word.
pub(crate) fn of_words(
    lookup: &Lookup<'_, '_>,
    bm25: &Bm25,
    query: &Query,
    k: usize,
) -> Option<(Vec<Scored>, usize)> {
    let (nodes, choice) = match query.root.as_ref()? {
        Node::All(nodes) => (nodes.as_slice(), Choice::All),
        Node::Any(nodes) => (nodes.as_slice(), Choice::Any),
        node => (std::slice::from_ref(node), Choice::Any),
    };
    let words: Vec<(&Words, &Word)> = nodes.iter().map(plain).collect::<Option<_>>()?;
    let each = || words.iter().map(|(_, word)| lookup.n_at_most(word));
    let (least, most) = (each().min()?, each().max()?);
    if matches!(choice, Choice::All) && least * SKEWED < most {
        return None;
    }
    let words = words.into_iter();
    let weights = words.map(|(words, _)| Weight::new(lookup, bm25, words, None));
    let weights: Vec<Weight<'_>> = weights.collect();
    let weighing = Weighing {
        lookup,
        bm25,
        weights: &weights,
        choice,
    };
    Some(best(&weighing, k))
}

/// A word that is looked for everywhere.
fn plain(node: &Node) -> Option<(&Words, &Word)> {
    let Node::Words(words) = node else {
        return None;
    };
    match (words.words.as_slice(), words.scope) {
        ([word], Scope::Anywhere) => Some((words, word)),
        _ => None,
    }
}

/// Adds the bonuses for nearness to the best [`N_NEAR`] of hits, which stand in order, and
/// puts these in order again.
fn reward(weighing: &Weighing<'_, '_>, hits: &mut [Scored]) {
    let (best, _) = hits.split_at_mut(hits.len().min(N_NEAR));
    let corpus = weighing.lookup.view.corpus;
    let mut within = Bits::none(corpus.end());
    for hit in &*best {
        within.add(hit.article);
    }
    best.sort_unstable_by_key(|hit| hit.article);
    let words: Vec<(&Words, f32)> = weighing.weights.iter().map(|w| (w.words, w.idf)).collect();
    let bonuses = bonuses(weighing.lookup, weighing.bm25, &words, &within);
    let mut bonuses = bonuses.into_iter().peekable();
    for hit in &mut *best {
        if let Some((_, bonus)) = bonuses.next_if(|(article, _)| *article == hit.article) {
            hit.score += bonus;
        }
    }
    let rank = |hit: &Scored| corpus.rank(ArticleId(hit.article));
    best.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(rank(a).cmp(&rank(b))));
}

/// Why an article got its score: one explanation for each word or phrase of the query
/// that it holds, in the order of the query, then one for the nearness of the words, if that
/// is worth anything. The scores add up to that of the hit; one behind the best [`N_NEAR`] has
/// nothing for nearness. Counting the articles of a phrase takes as long as to look for it.
#[must_use]
pub fn explain(view: View<'_>, query: &Query, article: ArticleId) -> Vec<Explanation> {
    let (bm25, lookup) = (Bm25::of(view.index), Lookup::new(view, query));
    let mut only = Bits::none(view.corpus.end());
    only.add(article.0);
    let words = query.words().into_iter();
    let words: Vec<(&Words, f32)> = words
        .map(|words| (words, idf(&lookup, &bm25, words)))
        .collect();
    let each = words.iter();
    let explanations = each.filter_map(|words| of_part(&lookup, &bm25, *words, &only));
    let mut explanations: Vec<Explanation> = explanations.collect();
    for (_, bonus) in bonuses(&lookup, &bm25, &words, &only) {
        explanations.push(Explanation {
            term: NEARNESS.to_owned(),
            n_with: 0,
            rarity_of: Vec::new(),
            counts: [0; 3],
            lengths: [0; 3],
            idf: 0.0,
            shares: [0.0; 3],
            score: bonus,
        });
    }
    explanations
}

/// What a word or phrase adds to the score of `only` an article; nothing where it does not
/// hold it.
fn of_part(
    lookup: &Lookup<'_, '_>,
    bm25: &Bm25,
    (words, idf): (&Words, f32),
    only: &Bits,
) -> Option<Explanation> {
    let (mut total, mut lengths, mut shares) = ([0; 3], [0; 3], [0.0; 3]);
    let add = |total: &mut [u32; 3], counts: [u32; 3]| {
        total.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
    };
    counts(lookup, words, only, |found| {
        lengths = found.lengths;
        let of_term = bm25.shares(found.counts, found.lengths);
        for (sum, share) in shares.iter_mut().zip(of_term) {
            *sum += found.weight * share;
        }
        add(&mut total, found.counts);
    });
    if total == [0; 3] {
        return None;
    }
    if let [word] = words.words.as_slice() {
        // Terms that are weighed together are told apart here, and none counts twice.
        total = [0; 3];
        occurrences(lookup, word, only, |_, cursor| {
            add(&mut total, words.scope.mask(cursor.counts()));
        });
    }
    let n_with = n_holding(lookup, words);
    let each = words.words.iter();
    let each = each.map(|word| (word.to_string(), document_frequency::n_with(lookup, word)));
    let rarity_of: Vec<(String, u64)> = each.collect();
    let is_own = matches!(rarity_of.as_slice(), [(_, n)] if *n == n_with);
    Some(Explanation {
        term: words.to_string(),
        n_with,
        rarity_of: if is_own { Vec::new() } else { rarity_of },
        counts: total,
        lengths,
        idf,
        shares,
        score: idf * bm25.saturate(shares.iter().sum()),
    })
}

/// Number of articles that hold a word or phrase as it is asked for.
fn n_holding(lookup: &Lookup<'_, '_>, words: &Words) -> u64 {
    if let ([word], Scope::Anywhere) = (words.words.as_slice(), words.scope) {
        return document_frequency::n_with(lookup, word);
    }
    let all = Bits::all(lookup.view.corpus.end());
    holding(lookup, words, &all).count().into()
}

/// What an explanation calls the nearness of the words.
pub const NEARNESS: &str = "nearness";
