//! The words in a segment, weighed window by window.

use super::bounds_row::{BoundsRow, WIDTH};
use super::word_stream::{Tables, WordStream};
use super::{Choice, Weighing};
use crate::index::{Bm25, Scale, Segment};
use crate::query::matching::frequencies::Scored;
use crate::query::matching::segments::Numbered;
use std::ops::{BitOr, Range};

/// Postings that a window holds, about, where one term is read: those of a block.
const POSTINGS: u64 = 128;
/// Narrowest window, in articles.
const NARROWEST: u32 = 256;
/// A term that fewer than this part of all articles hold is rare.
const RARE: u32 = 64;
/// Articles that are compared together.
const LANES: usize = 16;
/// Articles that are weighed together: enough to divide several at once.
const TOGETHER: usize = 64;

/// What windows are worked on with.
pub(super) struct BoundsRows {
    scale: Scale,
    /// For each word.
    tables: Vec<Tables>,
    /// For each article that can be chosen what its score is at most, in steps.
    steps: BoundsRow,
    of_word: BoundsRow,
    /// The classes of lengths of the articles of the window.
    classes: BoundsRow,
    chosen: Chosen,
}

/// Articles to be weighed.
struct Chosen {
    /// So many, by their numbers in the segment.
    n: usize,
    articles: [u32; TOGETHER + LANES],
    norms: Vec<f32>,
    /// What a word adds up to in each.
    sums: Vec<f32>,
    scores: Vec<f32>,
}

impl Default for Chosen {
    fn default() -> Self {
        Self {
            n: 0,
            articles: [0; TOGETHER + LANES],
            norms: Vec::new(),
            sums: Vec::new(),
            scores: Vec::new(),
        }
    }
}

impl Chosen {
    /// Adds of the articles from `first` on those that have at least the wanted steps and
    /// that `has` says can be chosen; without a branch on each, which cannot be guessed.
    #[inline]
    fn add(&mut self, first: u32, steps: &[u8; LANES], wanted: u8, has: impl Fn(u32) -> bool) {
        for (local, steps) in (first..).zip(steps) {
            let Some(next) = self.articles.get_mut(self.n) else {
                return;
            };
            *next = local;
            self.n += usize::from((*steps >= wanted) & has(local));
        }
    }
}

impl BoundsRows {
    pub(super) fn new(weighing: &Weighing<'_, '_>) -> Self {
        let (scale, weights) = (weighing.scale(), weighing.weights.iter());
        Self {
            scale,
            tables: weights.map(|of| Tables::new(of, scale)).collect(),
            steps: BoundsRow::default(),
            of_word: BoundsRow::default(),
            classes: BoundsRow::default(),
            chosen: Chosen::default(),
        }
    }
}

/// The postings of the words in a segment.
pub(super) struct Source<'a> {
    /// Number of the segment's first article.
    first: u32,
    segment: &'a Segment,
    /// Articles of a window.
    width: u32,
    pub(super) words: Vec<WordStream<'a>>,
}

impl<'a> Source<'a> {
    /// With all words, looked up and ready to be weighed.
    pub(super) fn new(of: Numbered<'a>, weighing: &Weighing<'a, '_>) -> Self {
        let weights = weighing.weights.iter();
        let mut words: Vec<WordStream<'a>> = weights
            .map(|weight| WordStream::new(weight, weighing.lookup, of))
            .collect();
        let counts = words.iter().flat_map(WordStream::n_postings);
        let width = width(of.segment.n_articles(), counts);
        for (word, weight) in words.iter_mut().zip(weighing.weights) {
            word.settle(of, width, weighing, weight.phrase.as_ref());
        }
        Self {
            first: of.first,
            segment: of.segment,
            width,
            words,
        }
    }

    /// Number of terms that are read by windows.
    pub(super) fn n_streams(&self) -> usize {
        self.words.iter().map(WordStream::n_streams).sum()
    }

    pub(super) fn n_windows(&self) -> u32 {
        self.segment.n_articles().div_ceil(self.width)
    }

    /// The articles of a window, by their numbers in the segment.
    fn window(&self, number: u32) -> Range<u32> {
        let start = number * self.width;
        start
            ..start
                .saturating_add(self.width)
                .min(self.segment.n_articles())
    }

    fn classes(&self, window: &Range<u32>) -> &[u8] {
        let classes = self.segment.classes();
        let of_window = classes.get(window.start as usize..window.end as usize);
        of_window.unwrap_or_default()
    }

    /// Articles of a window to choose from, or more.
    pub(super) fn n_wanted(&self, number: u32, choice: Choice<'_>) -> u32 {
        let window = self.window(number);
        match choice {
            Choice::Within(within) => {
                within.count_about(self.first + window.start, self.first + window.end)
            }
            Choice::Any | Choice::All => self.width,
        }
    }

    /// What no score in each window is above; 0 where nothing can be chosen.
    pub(super) fn bounds(&self, bm25: &Bm25, choice: Choice<'_>) -> Vec<f32> {
        let n_windows = self.n_windows() as usize;
        let mut bounds = vec![0.0; n_windows];
        let mut lacks = vec![false; n_windows];
        let growth = self.segment.growth(bm25);
        for word in &self.words {
            let of_word = word.bounds(self.segment, self.width, bm25, growth);
            for ((bound, lacks), of_word) in bounds.iter_mut().zip(&mut lacks).zip(of_word) {
                *bound += of_word;
                *lacks |= of_word <= 0.0;
            }
        }
        if let Choice::All = choice {
            let lacking = bounds.iter_mut().zip(lacks).filter(|(_, lacks)| *lacks);
            lacking.for_each(|(bound, _)| *bound = 0.0);
        }
        bounds
    }

    /// Calls `visit` with each article of a window to choose from whose score is at least
    /// `least`, or what `visit` last returned; how many there are to choose from, unless
    /// these are known.
    pub(super) fn weigh(
        &mut self,
        number: u32,
        (bm25, choice): (&Bm25, Choice<'_>),
        rows: &mut BoundsRows,
        mut least: f32,
        mut visit: impl FnMut(Scored) -> f32,
    ) -> usize {
        let window = self.window(number);
        self.spread(number, &window, (bm25, choice), rows);
        let n_all = count(&window, choice, rows);
        let BoundsRows {
            steps,
            scale,
            chosen,
            ..
        } = rows;
        let wanted = |least| scale.least(least).max(choice.least());
        // Behind the last article of a segment there is nothing in the row.
        let len = window.len().next_multiple_of(LANES);
        let (of_window, _) = steps.window(window.start, len).as_chunks::<LANES>();
        for (first, of_part) in (window.start..).step_by(LANES).zip(of_window) {
            let wanted = wanted(least);
            // Mostly there is none: one look at all of them.
            let are_enough = of_part.iter().map(|steps| u8::from(*steps >= wanted));
            if are_enough.fold(0, BitOr::bitor) == 0 {
                continue;
            }
            match choice {
                // These may want no steps, which articles behind the window have.
                Choice::Within(within) => chosen.add(first, of_part, wanted, |local| {
                    local < window.end && within.has(self.first + local)
                }),
                Choice::Any | Choice::All => chosen.add(first, of_part, wanted, |_| true),
            }
            if chosen.n >= TOGETHER {
                least = self.score(bm25, chosen, least, &mut visit);
            }
        }
        self.score(bm25, chosen, least, &mut visit);
        steps.clear(window.start, window.len());
        for word in &mut self.words {
            word.clear(number, &window);
        }
        n_all
    }

    /// Puts into the row of a window what its articles are worth at most.
    fn spread(
        &mut self,
        number: u32,
        window: &Range<u32>,
        (bm25, choice): (&Bm25, Choice<'_>),
        rows: &mut BoundsRows,
    ) {
        let BoundsRows {
            tables,
            steps,
            of_word,
            classes,
            ..
        } = rows;
        classes.copy(window.start, self.classes(window));
        let mut tables = tables.iter_mut();
        self.each_word(window, choice, (steps, of_word), |word, row| {
            if let Some(tables) = tables.next() {
                word.spread(number, window, (classes, bm25), tables, row);
            }
        });
    }

    /// Calls `visit` with the articles to be weighed whose score is at least `least`, which
    /// may rise; the last one.
    fn score(
        &self,
        bm25: &Bm25,
        chosen: &mut Chosen,
        mut least: f32,
        mut visit: impl FnMut(Scored) -> f32,
    ) -> f32 {
        let Chosen {
            n,
            articles,
            norms,
            sums,
            scores,
        } = chosen;
        let articles = articles.get(..std::mem::take(n)).unwrap_or_default();
        let lengths = articles.iter().map(|local| self.segment.lengths(*local));
        norms.clear();
        norms.extend(lengths.map(|lengths| bm25.norm(lengths)));
        scores.clear();
        scores.resize(articles.len(), 0.0);
        for word in &self.words {
            word.add_scores((self.segment, bm25), articles, norms, sums, scores);
        }
        for (local, score) in articles.iter().zip(&*scores) {
            if *score >= least {
                least = visit(Scored {
                    article: self.first + local,
                    score: *score,
                });
            }
        }
        least
    }

    /// How many articles of a window there are to choose from.
    pub(super) fn count(
        &mut self,
        number: u32,
        choice: Choice<'_>,
        rows: &mut BoundsRows,
    ) -> usize {
        let window = self.window(number);
        let of_words = (&mut rows.steps, &mut rows.of_word);
        self.each_word(&window, choice, of_words, |word, row| {
            word.mark(number, &window, row);
        });
        let n_all = count(&window, choice, rows);
        rows.steps.clear(window.start, window.len());
        n_all
    }

    /// Puts into the row of a window what `put` puts there for each word: where all have to
    /// be held, only for articles that hold all.
    fn each_word(
        &mut self,
        window: &Range<u32>,
        choice: Choice<'_>,
        (steps, of_word): (&mut BoundsRow, &mut BoundsRow),
        mut put: impl FnMut(&mut WordStream<'a>, &mut BoundsRow),
    ) {
        for (n, word) in self.words.iter_mut().enumerate() {
            if n == 0 || !matches!(choice, Choice::All) {
                put(word, steps);
                continue;
            }
            put(word, of_word);
            steps.meet(of_word, window.start, window.len());
        }
    }
}

/// How many articles of a window there are to choose from, unless these are known.
fn count(window: &Range<u32>, choice: Choice<'_>, rows: &BoundsRows) -> usize {
    match choice {
        Choice::Within(_) => 0,
        Choice::Any | Choice::All => rows.steps.count(window.start, window.len()),
    }
}

/// Articles of a window, for terms with so many of a segment's `n_articles`.
fn width(n_articles: u32, counts: impl Iterator<Item = u32> + Clone) -> u32 {
    let most = counts.clone().max().unwrap_or(1).max(1);
    if most < n_articles / RARE {
        // Nothing but a few windows will be looked at.
        return NARROWEST;
    }
    if counts.count() > 1 {
        return WIDTH;
    }
    let width = POSTINGS * u64::from(n_articles) / u64::from(most);
    let width = u32::try_from(width).unwrap_or(WIDTH);
    width.next_power_of_two().clamp(NARROWEST, WIDTH)
}
