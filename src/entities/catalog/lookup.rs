//! Which entities and parts a name means.
//!
//! In goes a name as somebody types or prints it; out come the entities and parts that have
//! it among their spellings, and what to say in order to split one off. A part is found by
//! the key of its names, and by each other spelling that has another key.

use super::Catalog;
use super::entity::{Entity, EntityId};
use super::part::Part;
use crate::corpus::ArticleId;
use crate::entities::corrections::{Correction, Named};
use crate::entities::kind::{Basis, Kind};
use crate::entities::known::word_key::Key;
use crate::entities::names::key::{hash, name_key, told};
use crate::entities::names::normalize;
use crate::entities::recognized::Form;
use std::cmp::Reverse;

impl Catalog {
    /// The entities with that name in any spelling, case and accents aside: those called so
    /// first, then those named by most articles.
    #[must_use]
    pub fn lookup(&self, name: &str, kind: Option<Kind>) -> Vec<EntityId> {
        let wanted = normalize::plain(name);
        let mut found: Vec<(bool, Reverse<usize>, EntityId)> = self
            .parts_like(&wanted)
            .map(|part| EntityId(self.partition.leader(part)))
            .filter_map(|id| {
                let entity = self.get(id)?;
                let called = normalize::plain(entity.name) == wanted;
                let mut texts = entity.forms.texts();
                let spelled = called || texts.any(|text| normalize::plain(text) == wanted);
                let named = spelled && !entity.articles.is_empty();
                let fits = named && kind.is_none_or(|kind| kind == entity.kind);
                fits.then_some((!called, Reverse(entity.articles.len()), id))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|(_, _, id)| id).collect()
    }

    /// The entity that is meant by a name of a kind.
    pub(crate) fn find(&self, named: &Named) -> Option<(EntityId, Entity<'_>)> {
        let id = self
            .lookup(&named.name, Some(named.kind))
            .into_iter()
            .next()?;
        Some((id, self.get(id)?))
    }

    /// The parts that may have a spelling that comes to that plain one, and all that do.
    fn parts_like<'a>(&'a self, plain: &'a str) -> impl Iterator<Item = u32> + 'a {
        let kinds = Kind::ALL.into_iter();
        let of_kind = kinds.flat_map(move |kind| self.parts_by_key(name_key(kind, plain)));
        of_kind.chain(self.by_form.get(hash(plain)))
    }

    /// The parts of a key, told by a rule and guessed.
    pub(crate) fn parts_by_key(&self, key: Key) -> impl Iterator<Item = u32> {
        let bases = [Basis::Rule, Basis::Guess].into_iter();
        bases.filter_map(move |basis| self.by_key.get(told(key, basis)).next())
    }

    /// The part that is meant by a name: one with its key, else one called so; of several
    /// one that an article names.
    pub(crate) fn part_named(&self, kind: Kind, name: &str) -> Option<u32> {
        let exact = self.parts_by_key(name_key(kind, name));
        let exact = exact.max_by_key(|part| (self.is_live(*part), Reverse(*part)));
        exact.or_else(|| {
            let mut called = self.by_form.get(hash(&normalize::plain(name)));
            called.find(|part| {
                let part = self.part(*part).map(Part::entity);
                part.is_some_and(|part| part.kind == kind && part.name == name)
            })
        })
    }

    /// Whether an article names a part.
    pub(crate) fn is_live(&self, part: u32) -> bool {
        let part = self.part(part);
        part.is_some_and(|part| !part.known.articles.is_empty())
    }

    /// Whether a part is a date or an amount.
    pub(crate) fn is_value(&self, part: u32) -> bool {
        let part = self.part(part);
        part.is_some_and(|part| !part.known.kind.is_named())
    }

    /// The articles that call an entity just so, but for case, accents and the like.
    #[must_use]
    pub fn articles_with(&self, kind: Kind, name: &str) -> Vec<ArticleId> {
        let parts = self.parts_by_key(name_key(kind, name));
        let parts = parts.filter_map(|part| self.part(part));
        let postings = parts.flat_map(|part| part.known.articles);
        postings.map(|posting| posting.article).collect()
    }

    /// The spellings of an entity, the most frequent first.
    #[must_use]
    pub fn forms_of(&self, named: &Named) -> Vec<Form> {
        let found = self.find(named);
        found.map_or_else(Vec::new, |(_, entity)| entity.forms.to_vec())
    }

    /// What to say so that a spelling of an entity is another one: everywhere, or in the
    /// article at `path`. Nothing, if the spelling is all that the entity is.
    #[must_use]
    pub fn split_lines(&self, named: &Named, form: &str, path: Option<&str>) -> Vec<Correction> {
        let Some((id, _)) = self.find(named) else {
            return Vec::new();
        };
        let parts: Vec<Part<'_>> = self.group_parts(id.0).collect();
        let mut lines = Vec::new();
        for part in &parts {
            let Entity {
                name, kind, forms, ..
            } = part.entity();
            let has = forms.texts().any(|text| text == form);
            let itself = name_key(kind, form) == name_key(kind, name);
            if has && itself && path.is_none() {
                let others = parts.iter().map(|other| other.named());
                let others = others.filter(|other| *other != part.named());
                lines.extend(others.map(|other| Correction::Apart(part.named(), other)));
            } else if has && (!itself || path.is_some()) {
                lines.push(Correction::Split {
                    from: part.named(),
                    form: form.to_owned(),
                    path: path.map(str::to_owned),
                });
            }
        }
        lines.sort();
        lines.dedup();
        lines
    }

    /// Lets a part of some key be found by another name, unless its key does.
    pub(crate) fn add_name(&mut self, part: u32, name: &str, key: Key) {
        let plain = normalize::plain(name);
        let kind = self.part(part).map(|part| part.known.kind);
        if kind.is_some_and(|kind| name_key(kind, &plain) != key) {
            self.by_form.add(hash(&plain), part);
        }
    }
}
