//! A library brought up to date with its files.
//!
//! In goes what has become of the files; out comes the next snapshot. An article that reads
//! as before keeps its number; any other version is a new article, and the old number
//! leads to it. Words and entities of what is gone are taken out, so every count is what a
//! fresh reading would give, and so is the order.

use super::{Library, Shelved, naming};
use crate::corpus::files::load::{self, Batch};
use crate::corpus::files::survey::{Changes, Files};
use crate::corpus::{ArticleId, Card, Corpus, Origin, Packer};
use crate::entities::Recognizer;
use crate::index::Memo;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An article by where it was read from: its origin, and its number among the articles of
/// the same line.
type Place<'a> = (&'a Origin, u32);

/// A batch without what is known already.
struct Sifted {
    shelved: Shelved,
    /// For each article of the batch the one whose place it takes.
    replaces: Vec<Option<ArticleId>>,
    /// Articles that read as before.
    kept: Vec<ArticleId>,
}

impl Library {
    /// The library after `changes`, with everything else as it is; `None` if they make no
    /// difference. Reads with `threads` threads; `files` knows the order of all files.
    #[must_use]
    pub fn update(
        &self,
        files: &Files,
        changes: Changes,
        recognizer: &Recognizer,
        threads: usize,
    ) -> Option<Self> {
        let touched: HashSet<PathBuf> = changes.paths().map(Path::to_owned).collect();
        let known = places(&self.corpus, &touched);
        let mut next = self.clone();
        let shown = |path: &PathBuf| path.display().to_string();
        next.corpus
            .forget_skipped(&touched.iter().map(shown).collect());
        let mut removed: BTreeMap<ArticleId, Option<ArticleId>> =
            known.values().map(|id| (*id, None)).collect();
        let mut added = Vec::new();
        let work = |batch| sift(batch, &self.corpus, &known, &self.packer);
        load::load_found(changes.read, threads, work, |sifted| {
            for id in &sifted.kept {
                removed.remove(id);
            }
            let first = next.add(sifted.shelved);
            for (id, replaced) in (first.0..).map(ArticleId).zip(sifted.replaces) {
                added.push(id);
                if let Some(replaced) = replaced {
                    removed.insert(replaced, Some(id));
                }
            }
            ControlFlow::Continue(())
        });
        if removed.is_empty() && added.is_empty() && same_skipped(&self.corpus, &next.corpus) {
            return None;
        }
        next.rename(&self.corpus, &removed, &added, recognizer, threads);
        next.remove(&removed, files);
        next.pack(threads);
        next.progress.updates += 1;
        Some(next)
    }

    /// Takes what removed articles name out of the catalog, and puts in what new ones name.
    fn rename(
        &mut self,
        before: &Corpus,
        removed: &BTreeMap<ArticleId, Option<ArticleId>>,
        added: &[ArticleId],
        recognizer: &Recognizer,
        threads: usize,
    ) {
        // Reading an old article once more costs less than keeping how each article
        // spells each entity.
        let old: Vec<ArticleId> = removed.keys().copied().collect();
        let corrections = Arc::clone(self.catalog.corrections());
        let _ = naming::recognize(recognizer, before, &old, threads, |found| {
            for (id, named) in found {
                let named = named.unwrap_or_default();
                let article = corrections.splits().then(|| before.article(id));
                let named = match article.flatten() {
                    Some(article) => corrections.cut(&article, named),
                    None => named,
                };
                self.catalog.remove(id, &named);
            }
            ControlFlow::Continue(())
        });
        let corpus = self.corpus.clone();
        let _ = naming::recognize(recognizer, &corpus, added, threads, |found| {
            for (id, named) in found {
                self.add_named(id, named);
            }
            ControlFlow::Continue(())
        });
        self.catalog.settle(recognizer);
    }

    /// Takes removed articles out of the corpus and the index, and puts the rest in order.
    fn remove(&mut self, removed: &BTreeMap<ArticleId, Option<ArticleId>>, files: &Files) {
        let cards = removed.keys().filter_map(|id| self.corpus.card(*id));
        let words: u64 = cards.map(|card| u64::from(card.words)).sum();
        self.progress.words -= words;
        self.corpus.replace(removed, |card| {
            (files.place(&card.origin), card.origin.line())
        });
        self.progress.named = self.corpus.len();
        self.progress.read.articles = self.corpus.len() as u64;
        let gone: Vec<ArticleId> = removed.keys().copied().collect();
        self.index.remove(&gone);
        self.names.remove(&gone);
    }
}

/// The articles of some files by where they were read from.
fn places<'a>(corpus: &'a Corpus, files: &HashSet<PathBuf>) -> HashMap<Place<'a>, ArticleId> {
    let cards: Vec<(ArticleId, &Card)> = corpus.of_files(|path| files.contains(path)).collect();
    let origins = cards.iter().map(|(_, card)| &card.origin);
    let ids = cards.iter().map(|(id, _)| *id);
    numbered(origins).into_iter().zip(ids).collect()
}

/// Origins with their numbers among equal ones, which follow each other.
fn numbered<'a>(origins: impl Iterator<Item = &'a Origin>) -> Vec<Place<'a>> {
    let mut numbered: Vec<Place<'a>> = Vec::new();
    for origin in origins {
        let number = match numbered.last() {
            Some((before, number)) if *before == origin => number + 1,
            _ => 0,
        };
        numbered.push((origin, number));
    }
    numbered
}

/// Takes out of a batch the articles that read as before, and indexes the rest.
fn sift(
    mut batch: Batch,
    corpus: &Corpus,
    known: &HashMap<Place<'_>, ArticleId>,
    packer: &Packer,
) -> Sifted {
    let articles = std::mem::take(&mut batch.articles);
    let places = numbered(articles.iter().map(|article| &article.card.origin));
    let fates: Vec<(bool, Option<ArticleId>)> = places
        .iter()
        .zip(&articles)
        .map(|(place @ (origin, number), article)| {
            let old = known.get(place).copied();
            // Of several articles on one line none stays alone: their order would be lost.
            let alone = *number == 0 && !known.contains_key(&(*origin, 1));
            let same = |id| {
                let is_alike = |card: &Card| card.is_same(&article.card);
                corpus.card(id).is_some_and(is_alike)
                    && corpus.article(id).is_some_and(|old| old.is_same(article))
            };
            (alone && old.is_some_and(same), old)
        })
        .collect();
    let mut kept = Vec::new();
    let mut replaces = Vec::new();
    for (article, (stays, old)) in articles.into_iter().zip(fates) {
        if stays {
            kept.extend(old);
        } else {
            batch.articles.push(article);
            replaces.push(old);
        }
    }
    Sifted {
        shelved: Shelved::new(batch, packer, &mut Memo::default()),
        replaces,
        kept,
    }
}

/// Whether two corpora have the same list of what was not read, in any order.
fn same_skipped(a: &Corpus, b: &Corpus) -> bool {
    let all = |corpus: &Corpus| -> HashSet<(String, String)> {
        let skipped = corpus.skipped();
        skipped
            .map(|skipped| (skipped.path.clone(), skipped.reason.clone()))
            .collect()
    };
    a.n_skipped() == b.n_skipped() && all(a) == all(b)
}
