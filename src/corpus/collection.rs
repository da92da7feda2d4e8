//! Many articles, and what could not be read.

use super::article::{Article, ArticleId};
use std::sync::Arc;

/// The articles read so far, in loading order. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    chunks: Vec<Arc<Vec<Article>>>,
    /// Number of the first article of each chunk.
    starts: Vec<u32>,
    len: u32,
    skipped: Vec<Arc<Vec<Skipped>>>,
}

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
        let first = self.len;
        if !articles.is_empty() {
            self.starts.push(first);
            self.len += u32::try_from(articles.len()).expect("fewer than 2^32 articles");
            self.chunks.push(articles);
        }
        if !skipped.is_empty() {
            self.skipped.push(Arc::new(skipped));
        }
        ArticleId(first)
    }

    /// Number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The article with that number, if there is one.
    #[must_use]
    pub fn get(&self, id: ArticleId) -> Option<&Article> {
        let chunk = self
            .starts
            .partition_point(|start| *start <= id.0)
            .checked_sub(1)?;
        self.chunks[chunk].get((id.0 - self.starts[chunk]) as usize)
    }

    /// All articles with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        (0..)
            .map(ArticleId)
            .zip(self.chunks.iter().flat_map(|chunk| chunk.iter()))
    }

    /// The articles in the chunks that they were loaded in, with the number of the first.
    pub fn chunks(&self) -> impl Iterator<Item = (ArticleId, &Arc<Vec<Article>>)> {
        self.starts
            .iter()
            .map(|start| ArticleId(*start))
            .zip(&self.chunks)
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
