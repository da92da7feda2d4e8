//! Many articles, and what could not be read.
//!
//! Batches are only ever added, and an article's number is never given again. When files
//! change, articles are removed: a removed one is no longer found under its number, and
//! the others keep theirs. So whatever holds numbers stays right, and can ask what became
//! of those that are gone.

use super::volume::{Unpacker, Volume};
use crate::corpus::article::{Article, ArticleId, Card, Skipped};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The articles read so far, in loading order. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    volumes: Vec<Arc<Volume>>,
    /// Number of the first article of each volume.
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

impl Corpus {
    /// Adds a batch behind what is there; returns the number of its first article.
    ///
    /// # Panics
    /// If there are 2^32 articles or more.
    pub fn push(&mut self, volume: Arc<Volume>, skipped: Vec<Skipped>) -> ArticleId {
        let first = self.end;
        if !volume.cards().is_empty() {
            self.starts.push(first);
            self.end += u32::try_from(volume.cards().len()).expect("fewer than 2^32 articles");
            self.volumes.push(volume);
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

    /// The volume that holds an article, and the article's number in it.
    fn place(&self, id: ArticleId) -> Option<(&Volume, usize)> {
        if self.rank(id) == REMOVED {
            return None;
        }
        let volume = self
            .starts
            .partition_point(|start| *start <= id.0)
            .checked_sub(1)?;
        let at = (id.0 - self.starts[volume]) as usize;
        Some((&self.volumes[volume], at))
    }

    /// The card of the article with that number, if there is one.
    #[must_use]
    pub fn card(&self, id: ArticleId) -> Option<&Card> {
        let (volume, at) = self.place(id)?;
        volume.cards().get(at)
    }

    /// The article with that number, unpacked, if there is one: some microseconds.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<Article> {
        let (volume, at) = self.place(id)?;
        Unpacker::default().article(volume, at)
    }

    /// Articles one after the other, each unpacked when it is its turn; those that there
    /// are not are left out. Takes half the time of asking for each alone.
    pub fn articles(
        &self,
        ids: impl IntoIterator<Item = ArticleId>,
    ) -> impl Iterator<Item = (ArticleId, Article)> {
        let mut unpacker = Unpacker::default();
        ids.into_iter().filter_map(move |id| {
            let (volume, at) = self.place(id)?;
            Some((id, unpacker.article(volume, at)?))
        })
    }

    /// The cards of all articles with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, &Card)> {
        (0..self.len()).filter_map(|at| {
            let id = match &self.changed {
                Some(changed) => *changed.order.get(at)?,
                None => ArticleId(u32::try_from(at).ok()?),
            };
            Some((id, self.card(id)?))
        })
    }

    /// The volumes with the number of each one's first article. In the place of an article
    /// that was removed stands an empty one.
    pub fn volumes(&self) -> impl Iterator<Item = (ArticleId, &Arc<Volume>)> {
        self.starts
            .iter()
            .map(|start| ArticleId(*start))
            .zip(&self.volumes)
    }

    /// Puts a volume in the place of one with the same articles.
    pub fn put_volume(&mut self, at: usize, volume: Volume) {
        if let Some(place) = self.volumes.get_mut(at)
            && place.cards().len() == volume.cards().len()
        {
            *place = Arc::new(volume);
        }
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

    /// The cards of the articles of some files, in the order of their numbers.
    pub fn of_files(
        &self,
        is_wanted: impl Fn(&std::path::Path) -> bool,
    ) -> impl Iterator<Item = (ArticleId, &Card)> {
        let mut before = None;
        self.iter().filter(move |(_, card)| {
            let Some(path) = card.origin.path() else {
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
        mut key: impl FnMut(&Card) -> K,
    ) {
        let mut order: Vec<ArticleId> = self.iter().map(|(id, _)| id).collect();
        order.retain(|id| !removed.contains_key(id));
        order.sort_by_cached_key(|id| self.card(*id).map(&mut key));
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
        for (start, volume) in self.starts.iter().zip(&mut self.volumes) {
            let len = volume.cards().len();
            let end = start.saturating_add(u32::try_from(len).unwrap_or(u32::MAX));
            if removed
                .range(ArticleId(*start)..ArticleId(end))
                .next()
                .is_none()
            {
                continue;
            }
            let mut of_volume = ranks.iter().skip(*start as usize).take(len);
            *volume = if of_volume.all(|rank| *rank == REMOVED) {
                Arc::default()
            } else {
                let is_gone = |at| {
                    let at = u32::try_from(at).expect("fewer than 2^32 articles");
                    removed.contains_key(&ArticleId(start + at))
                };
                Arc::new(volume.without(is_gone))
            };
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
