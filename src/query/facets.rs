//! The entities of hits.

use super::search::{Hit, View};
use crate::corpus::ArticleId;
use crate::entities::{EntityId, Posting};
use std::cmp::Reverse;

/// How many of the hits name each entity: the entities that at least one names, the most
/// frequent first, equal ones in the order of their numbers.
///
/// Articles whose entities are not read yet count for nothing. When the hits are most of
/// the collection, the few others are counted and taken off.
#[must_use]
pub fn facets(view: View<'_>, hits: &[Hit]) -> Vec<(EntityId, u32)> {
    let most = hits.len() > view.corpus.len() / 2;
    let mut counts = if most {
        complement(view, hits)
    } else {
        vec![0; view.catalog.end()]
    };
    if !most {
        for hit in hits {
            each(view, hit.article, &mut counts, |count| *count += 1);
        }
    }
    let named = (0..)
        .map(EntityId)
        .zip(counts)
        .filter(|(_, count)| *count > 0);
    let mut facets: Vec<(EntityId, u32)> = named.collect();
    facets.sort_unstable_by_key(|(id, count)| (Reverse(*count), *id));
    facets
}

/// Counts over all articles, less those of the articles that are no hits.
fn complement(view: View<'_>, hits: &[Hit]) -> Vec<u32> {
    let articles = |postings: &Vec<Posting>| u32::try_from(postings.len()).unwrap_or(u32::MAX);
    let mut counts = vec![0; view.catalog.end()];
    for (id, entity) in view.catalog.iter() {
        counts[id.index()] = articles(&entity.articles);
    }
    let mut is_hit = vec![false; view.corpus.end() as usize];
    for hit in hits {
        if let Some(slot) = is_hit.get_mut(hit.article.index()) {
            *slot = true;
        }
    }
    let others = (0..)
        .map(ArticleId)
        .zip(is_hit)
        .filter(|(_, is_hit)| !is_hit);
    for (article, _) in others {
        each(view, article, &mut counts, |count| {
            *count = count.saturating_sub(1);
        });
    }
    counts
}

/// Changes the count of each entity that an article names, once.
fn each(view: View<'_>, article: ArticleId, counts: &mut [u32], change: impl Fn(&mut u32)) {
    for appearance in view.catalog.of_article(article).unwrap_or_default() {
        if let Some(count) = counts.get_mut(appearance.entity.0 as usize) {
            change(count);
        }
    }
}
