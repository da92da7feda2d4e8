//! Many articles, and what could not be read.
//!
//! Batches are only ever added, and an article's number is never given again. When files
//! change, articles are removed: a removed one is no longer found under its number, and
//! the others keep theirs. So whatever holds numbers stays right, and can ask what became
//! of those that are gone.

use super::article::{Article, ArticleId};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The articles read so far, in loading order. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    chunks: Vec<Arc<Vec<Article>>>,
    /// Number of the first article of each chunk.
    starts: Vec<u32>,
    end: u32,
    /// What a change of files left behind; `None` when there was none.
    changed: Option<Arc<Changed>>,
    skipped: Vec<Arc<Vec<Skipped>>>,
}

/// What is not as it was loaded.
#[derive(Clone, Debug, Default)]
struct Changed {
    /// The articles that there are, in the order in which a new loading would have them.
    order: Vec<ArticleId>,
    /// The place of each number in `order`; [`REMOVED`] for one that is gone.
    ranks: Vec<u32>,
    /// The articles that are gone, each with what took its place.
    removed: BTreeMap<ArticleId, Option<ArticleId>>,
}

/// In place of the rank of an article that is gone.
const REMOVED: u32 = u32::MAX;

/// Something that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// What it was: a path as given, with `:LINE` for a record; not made printable.
    pub path: String,
    /// Why, in a few words, without a period.
    pub reason: String,
}

impl Corpus {
    /// Adds a batch behind what is there; returns the number of its first article.
    ///
    /// # Panics
    /// If there are 2^32 articles or more.
    pub fn push(&mut self, articles: Arc<Vec<Article>>, skipped: Vec<Skipped>) -> ArticleId {
        let first = self.end;
        if !articles.is_empty() {
            self.starts.push(first);
            self.end += u32::try_from(articles.len()).expect("fewer than 2^32 articles");
            self.chunks.push(articles);
        }
        if let Some(changed) = self.changed.as_mut().map(Arc::make_mut) {
            for id in first..self.end {
                changed.ranks.push(changed.rank_of_next());
                changed.order.push(ArticleId(id));
            }
        }
        if !skipped.is_empty() {
            self.skipped.push(Arc::new(skipped));
        }
        ArticleId(first)
    }

    /// Number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.changed {
            Some(changed) => changed.order.len(),
            None => self.end as usize,
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One more than the highest number that an article has or had.
    #[must_use]
    pub fn end(&self) -> u32 {
        self.end
    }

    /// The article with that number, if there is one.
    #[must_use]
    pub fn get(&self, id: ArticleId) -> Option<&Article> {
        if self.rank(id) == REMOVED {
            return None;
        }
        let chunk = self
            .starts
            .partition_point(|start| *start <= id.0)
            .checked_sub(1)?;
        self.chunks[chunk].get((id.0 - self.starts[chunk]) as usize)
    }

    /// All articles with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        (0..self.len()).filter_map(|at| {
            let id = match &self.changed {
                Some(changed) => *changed.order.get(at)?,
                None => ArticleId(u32::try_from(at).ok()?),
            };
            Some((id, self.get(id)?))
        })
    }

    /// The articles in the chunks that they were loaded in, with the number of the first.
    /// In the place of one that was removed stands an empty article.
    pub fn chunks(&self) -> impl Iterator<Item = (ArticleId, &Arc<Vec<Article>>)> {
        self.starts
            .iter()
            .map(|start| ArticleId(*start))
            .zip(&self.chunks)
    }

    /// The place of an article in the order; without meaning for one that is gone.
    #[must_use]
    pub fn rank(&self, id: ArticleId) -> u32 {
        match &self.changed {
            Some(changed) => changed.ranks.get(id.index()).copied().unwrap_or(REMOVED),
            None => id.0,
        }
    }

    /// Whether the order of the articles is that of their numbers.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        self.changed.is_none()
    }

    /// The numbers that are no longer given to an article, ascending.
    pub fn removed(&self) -> impl Iterator<Item = ArticleId> {
        let removed = self.changed.iter().flat_map(|changed| &changed.removed);
        removed.map(|(id, _)| *id)
    }

    /// The article that a number stands for now: itself, or if its file has changed the
    /// one that took its place; `None` if it is gone.
    #[must_use]
    pub fn present(&self, id: ArticleId) -> Option<ArticleId> {
        let mut id = id;
        if let Some(changed) = &self.changed {
            while let Some(successor) = changed.removed.get(&id) {
                id = (*successor)?;
            }
        }
        (id.0 < self.end).then_some(id)
    }

    /// The articles of some files, in the order of their numbers.
    pub fn of_files(
        &self,
        is_wanted: impl Fn(&std::path::Path) -> bool,
    ) -> impl Iterator<Item = (ArticleId, &Article)> {
        let mut before = None;
        self.iter().filter(move |(_, article)| {
            let Some(path) = article.origin.path() else {
                return false;
            };
            // The records of a file come one after the other.
            match before {
                Some((known, verdict)) if known == path => verdict,
                _ => {
                    let verdict = is_wanted(path);
                    before = Some((path, verdict));
                    verdict
                }
            }
        })
    }

    /// Removes articles, each with the one that takes its place, if any; then puts the
    /// rest in the order of `key`, equal ones as they stand. Their memory is given back
    /// as soon as no clone holds it.
    pub fn replace<K: Ord>(
        &mut self,
        removed: &BTreeMap<ArticleId, Option<ArticleId>>,
        mut key: impl FnMut(&Article) -> K,
    ) {
        let mut order: Vec<ArticleId> = self.iter().map(|(id, _)| id).collect();
        order.retain(|id| !removed.contains_key(id));
        order.sort_by_cached_key(|id| self.get(*id).map(&mut key));
        let mut ranks = vec![REMOVED; self.end as usize];
        for (rank, id) in (0..).zip(&order) {
            ranks[id.index()] = rank;
        }
        let mut all = removed.clone();
        if let Some(changed) = &self.changed {
            all.extend(&changed.removed);
        }
        self.changed = Some(Arc::new(Changed {
            order,
            ranks,
            removed: all,
        }));
        self.empty(removed);
    }

    /// Puts empty articles in the place of removed ones.
    fn empty(&mut self, removed: &BTreeMap<ArticleId, Option<ArticleId>>) {
        let ranks = self.changed.iter().flat_map(|changed| &changed.ranks);
        let ranks: Vec<u32> = ranks.copied().collect();
        for (start, chunk) in self.starts.iter().zip(&mut self.chunks) {
            let len = chunk.len();
            let end = start.saturating_add(u32::try_from(len).unwrap_or(u32::MAX));
            let mut here = removed.range(ArticleId(*start)..ArticleId(end)).peekable();
            if here.peek().is_none() {
                continue;
            }
            let of_chunk = ranks.iter().skip(*start as usize).take(len);
            if of_chunk.clone().all(|rank| *rank == REMOVED) {
                *chunk = Arc::default();
                continue;
            }
            let articles = Arc::make_mut(chunk);
            for (id, _) in here {
                if let Some(article) = articles.get_mut((id.0 - start) as usize) {
                    *article = Article::default();
                }
            }
        }
    }

    /// Forgets what was said of some files and of records in them.
    pub fn forget_skipped(&mut self, files: &HashSet<String>) {
        let concerns = |skipped: &Skipped| {
            let record = skipped.path.rsplit_once(':');
            let of_record = record.filter(|(_, line)| line.parse::<u32>().is_ok());
            files.contains(&skipped.path) || of_record.is_some_and(|(file, _)| files.contains(file))
        };
        for batch in &mut self.skipped {
            if batch.iter().any(&concerns) {
                Arc::make_mut(batch).retain(|skipped| !concerns(skipped));
            }
        }
        self.skipped.retain(|batch| !batch.is_empty());
    }

    /// What was not read, in order.
    pub fn skipped(&self) -> impl Iterator<Item = &Skipped> {
        self.skipped.iter().flat_map(|batch| batch.iter())
    }

    /// How much was not read.
    #[must_use]
    pub fn n_skipped(&self) -> usize {
        self.skipped.iter().map(|batch| batch.len()).sum()
    }
}

impl Changed {
    fn rank_of_next(&self) -> u32 {
        u32::try_from(self.order.len()).unwrap_or(REMOVED)
    }
}
