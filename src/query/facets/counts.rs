//! The entities of hits, and who published them when.

use crate::corpus::{ArticleId, Corpus};
use crate::entities::EntityId;
use crate::query::results::Hit;
use crate::query::view::View;
use crate::text::calendar::PartialDate;
use hashbrown::HashMap;
use std::cmp::Reverse;
use std::hash::Hash;

/// How many hits each source published, and each year and month saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Sources, those of the most hits first, equal ones by name.
    pub sources: Vec<(String, u32)>,
    /// Years, the latest first.
    pub years: Vec<(PartialDate, u32)>,
    /// Months, the latest first; hits of which only the year is known are in none.
    pub months: Vec<(PartialDate, u32)>,
}

/// Who published the hits, and when. Hits of unknown source or date count for nothing.
#[must_use]
pub fn published(corpus: &Corpus, hits: &[Hit]) -> Published {
    let (mut sources, mut years, mut months) = (HashMap::new(), HashMap::new(), HashMap::new());
    for card in hits.iter().filter_map(|hit| corpus.card(hit.article)) {
        count(&mut sources, card.source_name());
        let Some((year, month, _)) = card.published().map(PartialDate::parts) else {
            continue;
        };
        count(&mut years, PartialDate::year(year));
        count(
            &mut months,
            month.and_then(|month| PartialDate::month(year, month)),
        );
    }
    let mut sources: Vec<(String, u32)> = sources
        .into_iter()
        .map(|(name, n): (&str, u32)| (name.to_owned(), n))
        .collect();
    sources.sort_unstable_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    Published {
        sources,
        years: latest_first(years),
        months: latest_first(months),
    }
}

fn count<K: Eq + Hash>(counts: &mut HashMap<K, u32>, key: Option<K>) {
    if let Some(key) = key {
        *counts.entry(key).or_default() += 1;
    }
}

fn latest_first(counts: HashMap<PartialDate, u32>) -> Vec<(PartialDate, u32)> {
    let mut sorted: Vec<(PartialDate, u32)> = counts.into_iter().collect();
    sorted.sort_unstable_by_key(|(date, _)| Reverse(*date));
    sorted
}

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
    let mut counts = vec![0; view.catalog.end()];
    for (id, entity) in view.catalog.iter() {
        counts[id.index()] = u32::try_from(entity.articles.len()).unwrap_or(u32::MAX);
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
    for entity in view.catalog.entities_of(article) {
        if let Some(count) = counts.get_mut(entity.index()) {
            change(count);
        }
    }
}
