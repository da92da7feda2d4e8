//! The articles that name an entity.

use super::bits::Bits;
use super::search::View;
use super::tree::{Named, Spelling};
use crate::corpus::ArticleId;
use crate::entities::EntityId;
use crate::text::fold::fold;

/// The articles that name an entity.
pub(super) fn naming(view: View<'_>, named: &Named, within: &Bits) -> Bits {
    let mut found = Bits::none(within.len());
    for id in entities(view, named) {
        let Some(entity) = view.catalog.get(id) else {
            continue;
        };
        for posting in &entity.articles {
            let article = posting.article;
            let fits = named.spelling != Spelling::Exact || prints(view, article, id, &named.name);
            if fits && within.has(article.0) {
                found.add(article.0);
            }
        }
    }
    found
}

/// The entities that a query means.
pub(super) fn entities(view: View<'_>, named: &Named) -> Vec<EntityId> {
    let found = view.catalog.lookup(&named.name, named.kind);
    if !found.is_empty() || named.spelling != Spelling::Beginning {
        return found;
    }
    let name = fold(&named.name);
    let begins = |text: &str| {
        let folded = fold(text);
        let mut starts = folded.match_indices(name.as_str());
        starts.any(|(at, _)| {
            let before = folded
                .get(..at)
                .and_then(|before| before.chars().next_back());
            before.is_none_or(|c| !c.is_alphanumeric())
        })
    };
    let fits = view.catalog.iter().filter(|(_, entity)| {
        named.kind.is_none_or(|kind| kind == entity.kind) && begins(&entity.name)
    });
    fits.map(|(id, _)| id).collect()
}

/// Whether an article prints an entity exactly so.
fn prints(view: View<'_>, article: ArticleId, entity: EntityId, spelling: &str) -> bool {
    let Some(text) = view
        .corpus
        .get(article)
        .map(|article| article.text.as_str())
    else {
        return false;
    };
    let appearances = view.catalog.of_article(article).unwrap_or_default();
    let mut mentions = appearances
        .iter()
        .filter(|a| a.entity == entity)
        .flat_map(|a| &a.mentions);
    mentions.any(|span| span.slice(text) == spelling)
}
