//! A library under other corrections of its names.
//!
//! In goes what the user says about names; the catalog follows. Articles are read again
//! only where a spelling is split off or put back, and only those that have it.

use super::{Library, naming};
use crate::corpus::{ArticleId, Skipped};
use crate::entities::corrections::{Correction, Corrections, Named};
use crate::entities::{Kind, Recognizer};
use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

/// What the user says about names, for every thread to read.
#[derive(Debug, Default)]
pub struct Said(Mutex<Arc<Corrections>>);

impl Said {
    /// What is said now.
    #[must_use]
    pub fn now(&self) -> Arc<Corrections> {
        // One pointer is whole whatever panicked beside it.
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Says something else.
    pub fn say(&self, corrections: Arc<Corrections>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = corrections;
    }
}

impl Library {
    /// The library under those corrections.
    #[must_use]
    pub fn corrected(
        &self,
        corrections: Arc<Corrections>,
        recognizer: &Recognizer,
        threads: usize,
    ) -> Self {
        let mut next = self.clone();
        next.correct(corrections, recognizer, threads);
        next
    }

    /// Takes corrections before there are any names.
    pub(super) fn begin_with(&mut self, corrections: Arc<Corrections>) {
        self.note(&Corrections::default(), &corrections);
        self.catalog.correct(corrections);
    }

    /// Brings names under those corrections, and lists the lines that could not be read.
    pub fn correct(
        &mut self,
        corrections: Arc<Corrections>,
        recognizer: &Recognizer,
        threads: usize,
    ) {
        let before = Arc::clone(self.catalog.corrections());
        if Arc::ptr_eq(&before, &corrections) {
            return;
        }
        self.recut(&before, &corrections, recognizer, threads);
        self.note(&before, &corrections);
        self.catalog.correct(corrections);
        self.catalog.settle(recognizer);
    }

    /// Reads the articles again whose spellings are split otherwise now.
    fn recut(
        &mut self,
        before: &Corrections,
        after: &Corrections,
        recognizer: &Recognizer,
        threads: usize,
    ) {
        let splits = |corrections: &Corrections| -> BTreeSet<Correction> {
            let split = |said: &&Correction| matches!(said, Correction::Split { .. });
            corrections.iter().filter(split).cloned().collect()
        };
        let (old, new) = (splits(before), splits(after));
        let changed = old.symmetric_difference(&new);
        let articles: BTreeSet<ArticleId> = changed.flat_map(|said| self.naming(said)).collect();
        let articles: Vec<ArticleId> = articles.into_iter().collect();
        let corpus = self.corpus.clone();
        let _ = naming::recognize(recognizer, &corpus, &articles, threads, |found| {
            for (id, named) in found {
                let (Some(article), Some(named)) = (corpus.article(id), named) else {
                    continue;
                };
                self.catalog
                    .remove(id, &before.cut(&article, named.clone()));
                self.catalog.add(id, after.cut(&article, named));
            }
            ControlFlow::Continue(())
        });
    }

    /// The articles that a split can concern: those that name either entity.
    fn naming(&self, said: &Correction) -> Vec<ArticleId> {
        let Correction::Split { from, .. } = said else {
            return Vec::new();
        };
        let of = |kind: Kind, name: &str| self.catalog.articles_with(kind, name);
        let away = said.split_name().unwrap_or_default();
        let mut found = of(from.kind, &from.name);
        found.extend(of(from.kind, &away));
        found
    }

    /// Lists the lines that could not be read instead of those of before.
    fn note(&mut self, before: &Corrections, after: &Corrections) {
        let gone: HashSet<String> = before.place().map(str::to_owned).into_iter().collect();
        self.corpus.forget_skipped(&gone);
        let place = after.place().unwrap_or("names");
        let skipped = |unread: crate::entities::corrections::Unread| Skipped {
            path: place.to_owned(),
            reason: unread.to_string(),
        };
        let skipped: Vec<Skipped> = after.unread().map(skipped).collect();
        if !skipped.is_empty() {
            self.corpus.push(Arc::default(), skipped);
        }
    }

    /// How many articles name one of these entities, here or after a correction.
    #[must_use]
    pub fn n_touched(&self, after: &Self, names: &[Named]) -> usize {
        let mut articles: BTreeSet<ArticleId> = BTreeSet::new();
        for library in [self, after] {
            for Named { kind, name } in names {
                let ids = library.catalog.lookup(name, Some(*kind));
                let entities = ids.iter().take(1).filter_map(|id| library.catalog.get(*id));
                let postings = entities.flat_map(|entity| entity.articles);
                articles.extend(postings.map(|posting| posting.article));
            }
        }
        articles.len()
    }
}
