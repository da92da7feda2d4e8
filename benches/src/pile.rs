//! A collection read into memory, to be indexed by both sides.

use anyhow::ensure;
use dossier::corpus::Article;
use dossier::corpus::files::load::{Batch, Input, load};
use std::ops::ControlFlow;
use std::path::Path;

/// Articles in the batches that the program indexes them in.
#[derive(Debug, Default)]
pub struct Pile {
    /// The batches, none of them empty.
    pub batches: Vec<Vec<Article>>,
    /// Bytes of all texts.
    pub bytes: u64,
}

impl Pile {
    /// Reads a file or folder.
    ///
    /// # Errors
    /// When it holds no articles.
    pub fn read(path: &Path, threads: usize) -> anyhow::Result<Self> {
        let mut pile = Self::default();
        let inputs = [Input::Path(path.to_owned())];
        let whole = |batch: Batch| batch.articles;
        load(&inputs, threads, whole, |articles| {
            let bytes = articles.iter().map(|article| article.text.len() as u64);
            pile.bytes += bytes.sum::<u64>();
            if !articles.is_empty() {
                pile.batches.push(articles);
            }
            ControlFlow::Continue(())
        });
        ensure!(pile.bytes > 0, "{}: holds no articles", path.display());
        Ok(pile)
    }

    /// Bytes of all texts of a file or folder, of which nothing is kept.
    #[must_use]
    pub fn bytes_of(path: &Path, threads: usize) -> u64 {
        let mut sum = 0;
        let bytes = |batch: Batch| {
            let texts = batch
                .articles
                .iter()
                .map(|article| article.text.len() as u64);
            texts.sum::<u64>()
        };
        load(&[Input::Path(path.to_owned())], threads, bytes, |bytes| {
            sum += bytes;
            ControlFlow::Continue(())
        });
        sum
    }

    /// All articles, in order.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.batches.iter().flatten()
    }
}
