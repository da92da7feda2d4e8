//! Many segments, searched as one.
//!
//! Batches come as segments of their own. A search costs something for each segment, so
//! they are merged: on another thread, while searches go on with the old ones. [`Index::due`]
//! says what to merge, [`Merge::run`] does it, [`Index::install`] puts the result in. Each
//! posting is written about twice more at most, whatever the size of the collection.

use super::scoring::bm25::{Bm25, Weights};
use super::segment::Segment;
use super::segment::merge::{Part, merge};
use crate::corpus::ArticleId;
use std::sync::Arc;

/// Segments side by side that are merged while more are coming.
const MANY: usize = 32;
/// Bytes of the largest segment that a merge makes; one that a file has changed in is
/// written anew, so this bounds how long that takes: about a third of a second.
const LARGEST: usize = 96 << 20;
/// Bytes from which on a segment is large: not merged while more are coming.
const LARGE: usize = 8 << 20;
/// Articles from which on a segment is not joined with the one before it when files change.
const JOINED: u32 = 2048;

/// The segments of a collection with the statistics over all of them. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Index {
    segments: Vec<(ArticleId, Arc<Segment>)>,
    n_articles: u64,
    totals: [u64; 3],
}

/// Segments to be merged: all that is needed, so that any thread can.
#[derive(Clone, Debug)]
pub struct Merge {
    parts: Vec<(ArticleId, Arc<Segment>)>,
}

/// Segments and what was made of them.
#[derive(Clone, Debug)]
pub struct Merged {
    parts: Vec<(ArticleId, Arc<Segment>)>,
    segment: Arc<Segment>,
}

impl Merge {
    /// Merges the segments.
    #[must_use]
    pub fn run(self) -> Merged {
        let segment = Arc::new(joined(&self.parts, &[]));
        Merged {
            parts: self.parts,
            segment,
        }
    }
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

    /// The segments to be merged next: while more are coming a run of many small ones, and
    /// once all are there, `settled`, every run that fits in one.
    #[must_use]
    pub fn due(&self, settled: bool) -> Option<Merge> {
        let small = if settled { LARGEST } else { LARGE };
        let mut rest = self.segments.as_slice();
        while !rest.is_empty() {
            let (run, is_full) = run(rest, small);
            if run.len() > 1 && (settled || is_full || run.len() >= MANY) {
                return Some(Merge {
                    parts: run.to_vec(),
                });
            }
            rest = rest.get(run.len().max(1)..).unwrap_or_default();
        }
        None
    }

    /// Puts a merged segment in the place of its parts; if one of them is no longer there,
    /// nothing is changed.
    pub fn install(&mut self, merged: Merged) {
        let is = |a: &Arc<Segment>, b: &Arc<Segment>| Arc::ptr_eq(a, b);
        let Some((first, begin)) = merged.parts.first() else {
            return;
        };
        let at = self.segments.iter().position(|(_, one)| is(one, begin));
        let Some(here) = at.map(|at| at..at + merged.parts.len()) else {
            return;
        };
        let found = self.segments.get(here.clone()).unwrap_or_default();
        let mut pairs = found.iter().zip(&merged.parts);
        if found.len() == merged.parts.len() && pairs.all(|(a, b)| is(&a.1, &b.1)) {
            drop(self.segments.splice(here, [(*first, merged.segment)]));
        }
    }

    /// Takes out articles that were removed: the segments that held them are written anew
    /// without, so that no term counts them.
    ///
    /// The last segments are joined while they are small, so that many changes leave few.
    /// Costs a copy of the segments touched; ids stay.
    pub fn remove(&mut self, removed: &[ArticleId]) {
        self.n_articles -= removed.len() as u64;
        for part in &mut self.segments {
            let (first, segment) = &*part;
            let articles = first.0..first.0 + segment.n_articles();
            if removed.iter().any(|id| articles.contains(&id.0)) {
                part.1 = Arc::new(joined(std::slice::from_ref(part), removed));
            }
        }
        self.segments
            .retain(|(_, segment)| segment.totals() != [0; 3]);
        while let [.., (_, before), (_, last)] = self.segments.as_slice()
            && last.n_articles() * 2 > before.n_articles()
            && last.n_articles() < JOINED
        {
            let pair = self.segments.split_off(self.segments.len() - 2);
            self.segments
                .push((pair[0].0, Arc::new(joined(&pair, &[]))));
        }
        self.totals = [0; 3];
        for (_, segment) in &self.segments {
            for (total, of_segment) in self.totals.iter_mut().zip(segment.totals()) {
                *total += of_segment;
            }
        }
    }

    /// The segments with the number of each one's first article, in order.
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
        let behind = self
            .segments
            .partition_point(|(first, _)| *first <= article);
        let (first, segment) = self.segments.get(behind.checked_sub(1)?)?;
        let local = article.0 - first.0;
        (local < segment.n_articles()).then_some((&**segment, local))
    }

    /// Bytes that the segments take in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.segments().map(|(_, segment)| segment.bytes()).sum()
    }
}

/// The segments, from the first on, that are small and fit together in one; and whether
/// another would not fit.
fn run(
    segments: &[(ArticleId, Arc<Segment>)],
    small: usize,
) -> (&[(ArticleId, Arc<Segment>)], bool) {
    let mut sum = 0;
    let fits = segments.iter().take_while(|(_, segment)| {
        sum += segment.bytes();
        segment.bytes() < small && sum <= LARGEST
    });
    let n = fits.count();
    (segments.get(..n).unwrap_or_default(), sum > LARGEST)
}

/// One segment of several that follow each other, without the articles removed.
fn joined(parts: &[(ArticleId, Arc<Segment>)], removed: &[ArticleId]) -> Segment {
    let base = parts.first().map_or(0, |(first, _)| first.0);
    let part = |(first, segment): &(ArticleId, Arc<Segment>)| {
        let local = removed.iter().filter_map(|id| id.0.checked_sub(first.0));
        let mut gone: Vec<u32> = local.filter(|n| *n < segment.n_articles()).collect();
        gone.sort_unstable();
        (first.0 - base, gone)
    };
    let placed = parts.iter().map(|of| (part(of), &*of.1));
    let parts: Vec<Part<'_>> = placed
        .map(|((first, gone), segment)| Part {
            segment,
            first,
            gone,
        })
        .collect();
    merge(&parts)
}

impl Bm25 {
    /// For an index, with the default weights.
    #[must_use]
    pub fn of(index: &Index) -> Self {
        Self::new(Weights::default(), index.n_articles(), index.totals())
    }
}
