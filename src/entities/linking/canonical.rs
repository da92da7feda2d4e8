//! The entity that some parts are together.
//!
//! In go parts and what the user decides about them; out comes one entity: its name, kind,
//! spellings and articles. The kind is that of its leader. The name is the fullest of the
//! frequent ones; persons are called by a full name if they have one.

use crate::corpus::ArticleId;
use crate::entities::catalog::Catalog;
use crate::entities::catalog::canonical::Canonical;
use crate::entities::catalog::entity::Posting;
use crate::entities::catalog::part::Part;
use crate::entities::catalog::postings::Postings;
use crate::entities::catalog::spellings::Spellings;
use crate::entities::corrections::Decisions;
use crate::entities::kind::{Kind, VOTING};
use crate::entities::names::person::PersonName;
use std::collections::BTreeMap;

/// A name is frequent when it occurs at least this part as often as the most frequent one:
/// `Joseph R. Biden` once does not rename Joe Biden.
const FREQUENT: u32 = 4;

/// The entity of some parts; `None` if it is its leader as it stands.
pub(super) fn canonical(
    catalog: &Catalog,
    leader: u32,
    parts: &[u32],
    decisions: &Decisions,
) -> Option<Canonical> {
    let (name, kind) = (decisions.name(parts), decisions.kind(parts));
    let hidden = decisions.hides(parts);
    if parts.len() < 2 && name.is_none() && kind.is_none() && !hidden {
        return None;
    }
    let first = catalog.part(leader)?.known;
    let kind = kind.unwrap_or(first.kind);
    let parts: Vec<Part<'_>> = parts
        .iter()
        .filter_map(|part| catalog.part(*part))
        .collect();
    let name = name.map_or_else(|| called(&parts, kind), str::to_owned);
    let shown = if hidden { &[] } else { parts.as_slice() };
    let spellings = shown.iter().flat_map(|part| part.known.spellings.iter());
    Some(Canonical {
        spellings: Spellings::called(&name, spellings.collect()).into(),
        articles: articles(shown),
        date: first.date,
        kind,
    })
}

fn articles(parts: &[Part<'_>]) -> Postings {
    let mut articles: BTreeMap<ArticleId, u32> = BTreeMap::new();
    for posting in parts.iter().flat_map(|part| part.known.articles) {
        *articles.entry(posting.article).or_default() += posting.count;
    }
    let posting = |(article, count)| Posting { article, count };
    articles.into_iter().map(posting).collect()
}

/// What parts are called together.
fn called(parts: &[Part<'_>], kind: Kind) -> String {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (name, count) in parts.iter().flat_map(|part| part.known.spellings.names()) {
        *counts.entry(name).or_default() += count;
    }
    let mut names: Vec<(&str, u32)> = counts.into_iter().collect();
    let is_full = |(name, _): &(&str, u32)| PersonName::new(name).is_full();
    if kind == Kind::Person && names.iter().any(is_full) {
        names.retain(is_full);
    }
    // A collection of texts all in small letters still names `Hollywood`.
    let is_large = |(name, _): &(&str, u32)| name.contains(char::is_uppercase);
    if VOTING.contains(&kind) && names.iter().any(is_large) {
        names.retain(is_large);
    }
    let most = names.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let frequent = names
        .iter()
        .filter(|(_, count)| count.saturating_mul(FREQUENT) >= most);
    let fullest = frequent.max_by_key(|(name, count)| {
        // Words in full: an initial makes a name no fuller.
        let words = name
            .split(' ')
            .filter(|word| word.trim_end_matches('.').chars().count() > 1);
        (words.count(), *count, *name)
    });
    fullest
        .map(|(name, _)| (*name).to_owned())
        .unwrap_or_default()
}
