//! The best articles by their words, without weighing most of them.
//!
//! In go words and phrases with what they say, and the articles to choose from; out come the
//! best of these by score, and how many there are. The articles of a segment are cut into
//! [windows](window), in which the words are gone through one after the other, so no two
//! postings are ever compared. What is added up in a [row](bounds_row) of bytes is what a word is worth
//! at most, by a look into a [table](crate::index::Impacts); only articles whose byte is as
//! high as the worst of the best are weighed. Where all words are to be held, the rows of two
//! words meet.
//!
//! Postings say of each block the highest frequency in it (see
//! [`Cursor::bound`](crate::index::Cursor::bound)), which makes an upper bound for each
//! window: the sum over the words. Windows whose bound is below the worst of the best are
//! only counted (Mallia, Suel and Tonellotto, "Faster Learned Sparse Retrieval with Block-Max
//! Pruning", SIGIR 2024). A word by itself, and a single term among other articles, is weighed from
//! the highest bound down and needs no counting; several are read in order, each posting once.

mod bounds_row;
mod term_stream;
mod window;
mod window_counts;
mod word_stream;

use super::collector::Collector;
use super::document_frequency;
use crate::index::{Bm25, Scale};
use crate::query::matching::bitset::Bits;
use crate::query::matching::frequencies::{Frequencies, Scored};
use crate::query::matching::lookup::Lookup;
use crate::query::matching::segments::{Numbered, numbered};
use crate::query::syntax::ast::Words;
use window::{BoundsRows, Source};

/// A word or phrase to be weighed.
pub(super) struct Weight<'w> {
    pub(super) words: &'w Words,
    /// What it says about an article that holds it, above 0.
    pub(super) idf: f32,
    /// Where a phrase stands; `None` for a word.
    pub(super) phrase: Option<Frequencies>,
    /// Number of articles of each segment that hold a word; nothing for a phrase.
    n_in: Vec<u32>,
}

impl<'w> Weight<'w> {
    /// Of words that were looked up.
    pub(super) fn new(
        lookup: &Lookup<'_, '_>,
        bm25: &Bm25,
        words: &'w Words,
        phrase: Option<Frequencies>,
    ) -> Self {
        let (n_in, idf) = match words.words.as_slice() {
            [word] => {
                let n_in = document_frequency::n_in(lookup, word);
                let n_with = n_in.iter().copied().map(u64::from).sum();
                (n_in, bm25.idf(n_with))
            }
            _ => (Vec::new(), document_frequency::idf(lookup, bm25, words)),
        };
        Self {
            words,
            idf,
            phrase,
            n_in,
        }
    }
}

/// The articles to choose from.
#[derive(Clone, Copy)]
pub(super) enum Choice<'b> {
    /// Those that hold any of the words.
    Any,
    /// Those that hold all of them.
    All,
    /// These.
    Within(&'b Bits),
}

impl Choice<'_> {
    /// The fewest steps of an article that can be chosen: those that are given need not hold
    /// any of the words.
    fn least(self) -> u8 {
        match self {
            Self::Within(_) => 0,
            Self::Any | Self::All => 1,
        }
    }
}

/// What is weighed, and where.
pub(super) struct Weighing<'a, 'b> {
    pub(super) lookup: &'b Lookup<'a, 'b>,
    pub(super) bm25: &'b Bm25,
    /// Words and phrases that were looked up; phrases only within articles.
    pub(super) weights: &'b [Weight<'b>],
    pub(super) choice: Choice<'b>,
}

/// A window of a source.
struct Window {
    /// No article in it has a higher score.
    bound: f32,
    source: usize,
    number: u32,
}

impl Weighing<'_, '_> {
    /// The best `k` in order, and how many there are to choose from.
    pub(super) fn best(&self, k: usize) -> (Vec<Scored>, usize) {
        let segments = numbered(self.lookup.view.index);
        let (mut top, n_all) = Sources::new(self, &segments).best(k);
        for scored in self.unindexed() {
            top.add(scored);
        }
        match self.choice {
            Choice::Within(within) => (top.finish(), within.count() as usize),
            Choice::Any | Choice::All => (top.finish(), n_all),
        }
    }

    /// All in the order of their numbers.
    pub(super) fn all(&self) -> Vec<Scored> {
        let mut all = Vec::new();
        let mut rows = BoundsRows::new(self);
        for source in &mut Sources::new(self, &numbered(self.lookup.view.index)).sources {
            for number in 0..source.n_windows() {
                if source.n_wanted(number, self.choice) > 0 {
                    let formula = (self.bm25, self.choice);
                    source.weigh(number, formula, &mut rows, 0.0, |scored| {
                        all.push(scored);
                        0.0
                    });
                }
            }
        }
        let unindexed = self.unindexed();
        if !unindexed.is_empty() {
            all.extend(unindexed);
            all.sort_unstable_by_key(|scored| scored.article);
        }
        all
    }

    /// Steps for the highest score that there can be.
    fn scale(&self) -> Scale {
        let idf: f32 = self.weights.iter().map(|weight| weight.idf).sum();
        Scale::up_to(idf * self.bm25.ceiling())
    }

    /// The articles to choose from that no segment has: the index may lag behind.
    fn unindexed(&self) -> Vec<Scored> {
        let Choice::Within(within) = self.choice else {
            return Vec::new();
        };
        let (mut unindexed, mut behind) = (Vec::new(), 0);
        let mut add = |from: u32, to: u32| {
            let articles = within.iter_from(from);
            let articles = articles.take_while(|article| *article < to);
            unindexed.extend(articles.map(|article| Scored {
                article,
                score: 0.0,
            }));
        };
        for Numbered { first, segment, .. } in numbered(self.lookup.view.index) {
            add(behind, first);
            behind = first + segment.n_articles();
        }
        add(behind, within.len());
        unindexed
    }
}

/// What is weighed in some segments.
struct Sources<'a, 'w, 'b> {
    weighing: &'w Weighing<'a, 'b>,
    sources: Vec<Source<'a>>,
}

impl<'a, 'w, 'b> Sources<'a, 'w, 'b> {
    fn new(weighing: &'w Weighing<'a, 'b>, segments: &[Numbered<'a>]) -> Self {
        let source = |segment: &Numbered<'a>| Source::new(*segment, weighing);
        Self {
            weighing,
            sources: segments.iter().map(source).collect(),
        }
    }

    /// The best `k`, and how many there are, if these are not known.
    fn best(mut self, k: usize) -> (Collector<'a>, usize) {
        let Weighing { bm25, choice, .. } = *self.weighing;
        let (mut n_all, known) = (0, self.n_known());
        let mut top = Collector::new(self.weighing.lookup.view.corpus, k);
        let mut rows = BoundsRows::new(self.weighing);
        for window in self.windows() {
            let (source, least) = (&mut self.sources[window.source], top.threshold());
            if window.bound >= least {
                let formula = (bm25, choice);
                n_all += source.weigh(window.number, formula, &mut rows, least, |scored| {
                    top.add(scored);
                    top.threshold()
                });
            } else if known.is_none() {
                n_all += source.count(window.number, choice, &mut rows);
            }
        }
        (top, known.unwrap_or(n_all))
    }

    /// The windows that may hold any article to choose: in the order of their articles where
    /// several terms are read that are not those of one word, else the highest bound first.
    fn windows(&self) -> Vec<Window> {
        let mut windows = Vec::new();
        for source in 0..self.sources.len() {
            self.bound(source, &mut windows);
        }
        let is_one = matches!(self.weighing.choice, Choice::Any) && self.weighing.weights.len() < 2;
        if is_one || self.sources.iter().all(|source| source.n_streams() < 2) {
            windows.sort_unstable_by(|a, b| b.bound.total_cmp(&a.bound));
        }
        windows
    }

    /// How many articles there are to choose from, where that needs no counting here.
    fn n_known(&self) -> Option<usize> {
        match self.weighing.choice {
            Choice::Within(_) => Some(0),
            Choice::Any => {
                let of_source = self
                    .sources
                    .iter()
                    .map(|source| match source.words.as_slice() {
                        [word] => word.n_with.map(|n| n as usize),
                        _ => None,
                    });
                of_source.sum()
            }
            Choice::All => None,
        }
    }

    /// Adds the windows of a source that may hold any article to choose.
    fn bound(&self, source: usize, windows: &mut Vec<Window>) {
        let (of_source, choice) = (&self.sources[source], self.weighing.choice);
        let bounds = of_source.bounds(self.weighing.bm25, choice);
        let wanted = (0..).zip(bounds).filter(|(number, bound)| {
            let is_within = matches!(choice, Choice::Within(_));
            (is_within || *bound > 0.0) && of_source.n_wanted(*number, choice) > 0
        });
        windows.extend(wanted.map(|(number, bound)| Window {
            bound,
            source,
            number,
        }));
    }
}
