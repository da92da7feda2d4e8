//! The entity that some parts are together.
//!
//! In go parts and what the user decides about them; out comes one entity: its name, kind,
//! spellings and articles. The name is the fullest of the frequent ones; persons are
//! called by a full name if they have one.

use super::catalog::{Catalog, Part};
use super::corrections::Decisions;
use super::model::{Entity, Form, Kind, Posting};
use super::persons::PersonName;
use super::spellings::count;
use crate::corpus::ArticleId;
use std::collections::BTreeMap;

/// A name is frequent when it occurs at least this part as often as the most frequent one:
/// `Joseph R. Biden` once does not rename Joe Biden.
const FREQUENT: u32 = 4;

/// The entity of some parts; `None` if it is one part as it stands.
pub(super) fn united(catalog: &Catalog, parts: &[u32], decisions: &Decisions) -> Option<Entity> {
    let (name, kind) = (decisions.name(parts), decisions.kind(parts));
    let hidden = decisions.hides(parts);
    if parts.len() < 2 && name.is_none() && kind.is_none() && !hidden {
        return None;
    }
    let parts: Vec<&Part> = parts
        .iter()
        .filter_map(|part| catalog.parts.get(*part as usize))
        .map(AsRef::as_ref)
        .collect();
    let first = parts.first()?;
    let kind = kind.unwrap_or(first.entity.kind);
    let mut entity = Entity {
        name: name.map_or_else(|| called(&parts, kind), str::to_owned),
        kind,
        forms: Vec::new(),
        articles: Vec::new(),
        ..first.entity.clone()
    };
    if hidden {
        return Some(entity);
    }
    let mut articles: BTreeMap<ArticleId, u32> = BTreeMap::new();
    for part in &parts {
        for form in &part.entity.forms {
            count(&mut entity.forms, &form.text, form.count);
        }
        for posting in &part.entity.articles {
            *articles.entry(posting.article).or_default() += posting.count;
        }
    }
    let posting = |(article, count)| Posting { article, count };
    entity.articles = articles.into_iter().map(posting).collect();
    Some(entity)
}

/// What parts are called together.
fn called(parts: &[&Part], kind: Kind) -> String {
    let mut names: Vec<Form> = Vec::new();
    for name in parts.iter().flat_map(|part| &part.names) {
        count(&mut names, &name.text, name.count);
    }
    let is_full = |name: &Form| PersonName::new(&name.text).is_full();
    if kind == Kind::Person && names.iter().any(is_full) {
        names.retain(is_full);
    }
    let most = names.first().map_or(0, |name| name.count);
    let frequent = names
        .iter()
        .filter(|name| name.count.saturating_mul(FREQUENT) >= most);
    let fullest = frequent.max_by_key(|name| {
        // Words in full: an initial makes a name no fuller.
        let words = name
            .text
            .split(' ')
            .filter(|word| word.trim_end_matches('.').chars().count() > 1);
        (words.count(), name.count, &name.text)
    });
    fullest.map(|name| name.text.clone()).unwrap_or_default()
}
