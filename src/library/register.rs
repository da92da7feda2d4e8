//! The entities and sources of a collection, prepared for the finder.
//!
//! In goes a library, and the register of an earlier one if there is one; out come the rows
//! that a pattern matches. Entities are looked up by all their forms. They change with every
//! article that is recognized, so they are prepared when they are looked for, block by
//! block, and a block whose entities are called as before is taken over from before.

use super::{Library, Phase};
use crate::entities::corrections::Corrections;
use crate::entities::{Entity, EntityId, Kind};
use crate::query::fuzzy::Candidates;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Entities of a block.
const BLOCK: usize = 1024;

/// Entities by all their names, and sources. Never changes.
#[derive(Clone, Debug, Default)]
pub struct Register {
    entities: Candidates,
    blocks: Vec<Block>,
    sources: Candidates,
    /// The sources by row, with the number of their articles.
    names: Vec<(String, usize)>,
    n_entities: usize,
    state: State,
    corrections: Arc<Corrections>,
}

#[derive(Clone, Debug)]
struct Block {
    /// Of everything that its rows are made of.
    hash: u64,
    rows: Candidates,
}

/// How far the library was that a register is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct State {
    phase: Phase,
    named: usize,
    articles: usize,
    updates: u64,
}

impl State {
    fn of(library: &Library) -> Self {
        Self {
            phase: library.progress.phase,
            named: library.progress.named,
            articles: library.corpus.len(),
            updates: library.progress.updates,
        }
    }
}

impl Register {
    /// The register of a library; `earlier` is that of the same collection before.
    #[must_use]
    pub fn new(library: &Library, earlier: Option<&Self>) -> Self {
        let mut register = Self {
            n_entities: library.catalog.len(),
            state: State::of(library),
            corrections: Arc::clone(library.catalog.corrections()),
            ..Self::default()
        };
        let entities: Vec<(EntityId, Entity<'_>)> = library.catalog.iter().collect();
        // Blocks are cut by number, so that one that has not changed is known again.
        for (n, block) in entities
            .chunk_by(|(a, _), (b, _)| same_block(*a, *b))
            .enumerate()
        {
            let hash = hash(block);
            let known = earlier.and_then(|earlier| earlier.blocks.get(n));
            let rows = match known.filter(|known| known.hash == hash) {
                Some(known) => known.rows.clone(),
                None => rows(block),
            };
            register.entities.append(&rows);
            register.blocks.push(Block { hash, rows });
        }
        register.add_sources(library);
        register
    }

    fn add_sources(&mut self, library: &Library) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (_, article) in library.corpus.iter() {
            if let Some(source) = article.source_name() {
                *counts.entry(source).or_default() += 1;
            }
        }
        let mut sources: Vec<(&str, usize)> = counts.into_iter().collect();
        sources.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        for (name, count) in sources {
            self.sources.push(name);
            self.names.push((name.to_owned(), count));
        }
        self.sources.shrink();
    }

    /// Whether it is good enough for a library: of the same state, or of one shortly before
    /// it while the entities are being recognized.
    #[must_use]
    pub fn serves(&self, library: &Library) -> bool {
        if !Arc::ptr_eq(&self.corrections, library.catalog.corrections()) {
            return false;
        }
        let (mine, newest) = (self.state, State::of(library));
        let is_near = |mine: usize, newest: usize| mine <= newest && newest - mine <= mine / 8;
        mine == newest
            || (newest.phase != Phase::Ready
                && mine.phase == newest.phase
                && is_near(mine.named, newest.named)
                && is_near(mine.articles, newest.articles))
    }

    /// The entities; [`Candidates::thing`] of a row is the number of its entity, the kind is
    /// the class.
    #[must_use]
    pub fn entities(&self) -> &Candidates {
        &self.entities
    }

    /// Number of entities.
    #[must_use]
    pub fn n_entities(&self) -> usize {
        self.n_entities
    }

    /// The sources.
    #[must_use]
    pub fn sources(&self) -> &Candidates {
        &self.sources
    }

    /// The source of a row, and how many articles are from it.
    #[must_use]
    pub fn source(&self, row: u32) -> Option<(&str, usize)> {
        let (name, articles) = self.names.get(row as usize)?;
        Some((name, *articles))
    }

    /// Number of sources.
    #[must_use]
    pub fn n_sources(&self) -> usize {
        self.names.len()
    }
}

/// The class of a kind's entities.
#[must_use]
pub fn class(kind: Kind) -> u32 {
    let at = Kind::ALL.iter().position(|other| *other == kind);
    at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0)
}

fn same_block(a: EntityId, b: EntityId) -> bool {
    a.index() / BLOCK == b.index() / BLOCK
}

/// Which of equally good entities comes first: the one named by more articles, in steps of
/// twice as many, so that it does not change with each; then the one of the shorter name.
fn rank(entity: &Entity<'_>) -> u32 {
    let articles = u32::try_from(entity.articles.len()).unwrap_or(u32::MAX);
    let len = u32::try_from(entity.name.len()).unwrap_or(u32::MAX);
    articles.leading_zeros() * 1024 + len.min(1023)
}

/// The names of an entity: what it is called, then its other forms.
fn forms<'a>(entity: &Entity<'a>) -> Vec<&'a str> {
    let others = entity.forms.texts().filter(|form| *form != entity.name);
    std::iter::once(entity.name).chain(others).collect()
}

fn hash(block: &[(EntityId, Entity<'_>)]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (id, entity) in block {
        (id.0, class(entity.kind), rank(entity)).hash(&mut hasher);
        forms(entity).hash(&mut hasher);
    }
    hasher.finish()
}

fn rows(block: &[(EntityId, Entity<'_>)]) -> Candidates {
    let mut rows = Candidates::default();
    for (id, entity) in block {
        let forms = forms(entity);
        rows.push_thing(id.0, rank(entity), class(entity.kind), forms.into_iter());
    }
    rows.shrink();
    rows
}
