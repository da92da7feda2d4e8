//! Many segments, searched as one.

use super::segment::Segment;
use crate::corpus::{Article, ArticleId};
use std::sync::Arc;

/// Articles from which on a segment is not joined with the one before it.
const JOINED: u32 = 2048;

/// The segments of a collection with the statistics over all of them. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Index {
    segments: Vec<(ArticleId, Arc<Segment>)>,
    n_articles: u64,
    totals: [u64; 3],
}

impl Index {
    /// Adds the segment of the articles from `first` on.
    pub fn push(&mut self, first: ArticleId, segment: Arc<Segment>) {
        self.n_articles += u64::from(segment.n_articles());
        for (total, of_segment) in self.totals.iter_mut().zip(segment.totals()) {
            *total += of_segment;
        }
        self.segments.push((first, segment));
    }

    /// Takes out articles that were removed: the segments that held them are built again
    /// from `article`, which no longer has them, so that no term counts them.
    ///
    /// The last segments are joined while they are small, so that many changes leave few.
    /// Costs a new indexing of the segments touched; ids stay.
    pub fn remove(
        &mut self,
        removed: &[ArticleId],
        article: impl Fn(ArticleId) -> Option<Article>,
    ) {
        self.n_articles -= removed.len() as u64;
        let build = |first: u32, end: u32| {
            let articles = (first..end).map(|id| article(ArticleId(id)).unwrap_or_default());
            Arc::new(Segment::build(articles))
        };
        for (first, segment) in &mut self.segments {
            let end = first.0 + segment.n_articles();
            if removed.iter().any(|id| (first.0..end).contains(&id.0)) {
                *segment = build(first.0, end);
            }
        }
        self.segments
            .retain(|(_, segment)| segment.totals() != [0; 3]);
        while let [.., (first, before), (second, last)] = self.segments.as_slice()
            && last.n_articles() * 2 > before.n_articles()
            && last.n_articles() < JOINED
        {
            let (first, end) = (*first, second.0 + last.n_articles());
            self.segments.truncate(self.segments.len() - 2);
            self.segments.push((first, build(first.0, end)));
        }
        self.totals = [0; 3];
        for (_, segment) in &self.segments {
            for (total, of_segment) in self.totals.iter_mut().zip(segment.totals()) {
                *total += of_segment;
            }
        }
    }

    /// The segments with the number of each one's first article.
    pub fn segments(&self) -> impl Iterator<Item = (ArticleId, &Segment)> {
        self.segments
            .iter()
            .map(|(first, segment)| (*first, &**segment))
    }

    /// Number of articles indexed.
    #[must_use]
    pub fn n_articles(&self) -> u64 {
        self.n_articles
    }

    /// Number of terms in all titles, headings and bodies.
    #[must_use]
    pub fn totals(&self) -> [u64; 3] {
        self.totals
    }

    /// Number of articles that hold `term`.
    #[must_use]
    pub fn n_with(&self, term: &str) -> u64 {
        let of_segment = |(_, segment): (ArticleId, &Segment)| {
            let id = segment.lexicon().find(term)?;
            Some(u64::from(segment.cursor(id).n_articles()))
        };
        self.segments().filter_map(of_segment).sum()
    }

    /// The segment that holds an article, and the article's number in it.
    #[must_use]
    pub fn segment_of(&self, article: ArticleId) -> Option<(&Segment, u32)> {
        self.segments().find_map(|(first, segment)| {
            let local = article.0.checked_sub(first.0)?;
            (local < segment.n_articles()).then_some((segment, local))
        })
    }

    /// Bytes that the segments take in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.segments().map(|(_, segment)| segment.bytes()).sum()
    }
}
