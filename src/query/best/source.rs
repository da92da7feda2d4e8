//! The words in a segment, weighed window by window.

use super::super::frequencies::Scored;
use super::super::halves::Numbered;
use super::word::{OfWord, Rows};
use super::{Choice, Weighing};
use crate::index::{Bm25, Segment};
use std::ops::Range;

/// Articles of a window where several terms are read: its rows stay in the nearest cache.
const WIDTH: u32 = 2048;
/// Postings that a window holds, about, where one term is read: those of a block.
const POSTINGS: u64 = 128;
/// Narrowest window, in articles.
const NARROWEST: u32 = 256;
/// A term that fewer than this part of all articles hold is rare.
const RARE: u32 = 64;
/// Scores that are compared together.
const LANES: usize = 16;

/// The postings of the words in a segment.
pub(super) struct Source<'a> {
    /// Number of the segment's first article.
    first: u32,
    segment: &'a Segment,
    /// Articles of a window.
    width: u32,
    pub(super) words: Vec<OfWord<'a>>,
}

impl<'a> Source<'a> {
    /// With all words, looked up and ready to be weighed.
    pub(super) fn new(of: Numbered<'a>, weighing: &Weighing<'a, '_>) -> Self {
        let weights = weighing.weights.iter();
        let mut words: Vec<OfWord<'a>> = weights
            .map(|weight| OfWord::new(weight, weighing.lookup, of))
            .collect();
        let counts = words.iter().flat_map(OfWord::n_postings);
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
        self.words.iter().map(OfWord::n_streams).sum()
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

    /// Puts the scores of a window into its row.
    pub(super) fn weigh(&mut self, number: u32, bm25: &Bm25, choice: Choice<'_>, rows: &mut Rows) {
        let window = self.window(number);
        rows.widen(self.width as usize);
        for (needed, word) in needed(choice).zip(&mut self.words) {
            word.weigh(number, &window, self.segment, bm25, needed, rows);
        }
    }

    /// Puts something into the row of scores for each article that holds a word.
    pub(super) fn mark(&mut self, number: u32, choice: Choice<'_>, rows: &mut Rows) {
        let window = self.window(number);
        rows.widen(self.width as usize);
        for (needed, word) in needed(choice).zip(&mut self.words) {
            word.mark(number, &window, needed, rows);
        }
    }

    /// Takes the articles of a window out of its row: calls `visit` with each to choose from
    /// whose score is `least` or more, and goes on with what that returns for the least. How
    /// many there are to choose from, unless these are known.
    pub(super) fn take(
        &self,
        number: u32,
        choice: Choice<'_>,
        rows: &mut Rows,
        mut least: f32,
        mut visit: impl FnMut(Scored) -> f32,
    ) -> usize {
        let window = self.window(number);
        let n_all = self.choose(number, choice, rows);
        let start = self.first + window.start;
        let scores = &mut rows.scores[..window.len()];
        for (first, scores) in (start..).step_by(LANES).zip(scores.chunks(LANES)) {
            // Mostly none is: one look at several together.
            // Floats that are not negative compare as their bits do, and quicker.
            let highest = scores
                .iter()
                .fold(0, |most, score| score.to_bits().max(most));
            if f32::from_bits(highest) < least.max(choice.least()) {
                continue;
            }
            for (article, score) in (first..).zip(scores) {
                let (article, score) = (article, *score);
                if score >= least && choice.has(article, score) {
                    least = visit(Scored { article, score });
                }
            }
        }
        scores.fill(0.0);
        n_all
    }

    /// How many articles of a marked window there are to choose from.
    pub(super) fn count(&self, number: u32, choice: Choice<'_>, rows: &mut Rows) -> usize {
        let n_all = self.choose(number, choice, rows);
        rows.scores.fill(0.0);
        n_all
    }

    /// Leaves in the row of scores only articles to choose from; how many, unless they are
    /// known.
    fn choose(&self, number: u32, choice: Choice<'_>, rows: &mut Rows) -> usize {
        let scores = &mut rows.scores[..self.window(number).len()];
        if let Choice::All = choice {
            let n_words = self.words.len();
            for (score, held) in scores.iter_mut().zip(&rows.held) {
                *score = if usize::from(*held) == n_words {
                    *score
                } else {
                    0.0
                };
            }
            rows.held.fill(0);
        }
        match choice {
            Choice::Within(_) => 0,
            Choice::Any | Choice::All => {
                let counted = scores.iter().map(|score| u32::from(*score > 0.0));
                counted.sum::<u32>() as usize
            }
        }
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

/// How many words an article must hold already for each word to be looked at.
fn needed(choice: Choice<'_>) -> impl Iterator<Item = Option<u8>> {
    (0..=u8::MAX).map(move |n| matches!(choice, Choice::All).then_some(n))
}
