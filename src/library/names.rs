//! The names of a collection, prepared for the finder: titles, entities, sources.
//!
//! In goes a library; out come the rows that a pattern matches, and what each leads to.

use super::Library;
use crate::corpus::ArticleId;
use crate::entities::EntityId;
use crate::query::fuzzy::{Candidates, Pattern, Top};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A row of the finder: what a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// The title of an article.
    Article(ArticleId),
    /// The name of an entity.
    Entity(EntityId),
    /// A source.
    Source(String),
}

/// Titles, then entities, then sources, prepared for the finder.
#[derive(Debug, Default)]
pub struct Names {
    candidates: Candidates,
    articles: Vec<ArticleId>,
    entities: Vec<EntityId>,
    sources: Vec<String>,
}

impl Library {
    /// The names that the finder looks through.
    #[must_use]
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Arc::new(Names::new(self)))
    }
}

impl Names {
    fn new(library: &Library) -> Self {
        let mut candidates = Candidates::default();
        let mut sources = BTreeSet::new();
        let (mut articles, mut entities) = (Vec::new(), Vec::new());
        for (id, card) in library.corpus.iter() {
            candidates.push(&card.title.text);
            sources.extend(card.source_name());
            articles.push(id);
        }
        for (id, entity) in library.catalog.iter() {
            candidates.push(&entity.name);
            entities.push(id);
        }
        for source in &sources {
            candidates.push(source);
        }
        Self {
            candidates,
            articles,
            entities,
            sources: sources.into_iter().map(str::to_owned).collect(),
        }
    }

    /// The best `n` matches of a pattern and what they lead to.
    #[must_use]
    pub fn top(&self, pattern: &Pattern, n: usize) -> Top {
        self.candidates.top(pattern, n)
    }

    /// What the row with that number leads to.
    #[must_use]
    pub fn name(&self, row: u32) -> Option<Name> {
        let row = row as usize;
        if let Some(id) = self.articles.get(row) {
            return Some(Name::Article(*id));
        }
        let row = row - self.articles.len();
        if let Some(id) = self.entities.get(row) {
            return Some(Name::Entity(*id));
        }
        self.sources
            .get(row - self.entities.len())
            .cloned()
            .map(Name::Source)
    }
}
