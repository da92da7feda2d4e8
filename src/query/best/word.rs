//! A word or phrase in a segment.

use super::super::frequencies::Frequencies;
use super::super::halves::Numbered;
use super::super::tree::Scope;
use super::super::words::{Lookup, itself, others, walk};
use super::dealt::Dealt;
use super::stream::Stream;
use super::{Choice, Weighing, Weight};
use crate::index::{Block, Bm25, Cursor, Segment};
use std::ops::Range;

/// A term with fewer postings for each window is weighed wholly before: finding its postings
/// in each window would take longer.
const FEWEST: u32 = 16;
/// What a bound is raised by, so that rounding never puts it below a score.
const SLACK: f32 = 1.000_01;

/// The postings of a word in a segment, or where a phrase stands.
pub(super) struct OfWord<'a> {
    idf: f32,
    scope: Scope,
    /// Number of articles that hold the word, where that needs no counting.
    pub(super) n_with: Option<u32>,
    /// The terms that answer it, each with what an occurrence counts, until they are settled.
    terms: Vec<(Cursor<'a>, f32)>,
    /// Those that are frequent.
    streams: Vec<Stream<'a>>,
    /// What is not among the streams.
    rest: Dealt,
}

/// Rows of a number for each article of a window, all 0 between two windows.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) scores: Vec<f32>,
    /// How many of the words the article holds; set back to 0, as it is looked at, only
    /// where all of them have to be held.
    pub(super) held: Vec<u8>,
    frequencies: Vec<f32>,
    /// The frequencies of the part of a block that is looked at.
    of_block: Vec<f32>,
}

impl Rows {
    pub(super) fn widen(&mut self, width: usize) {
        self.scores.resize(width, 0.0);
        self.frequencies.resize(width, 0.0);
        self.held.resize(width, 0);
    }
}

impl<'a> OfWord<'a> {
    /// With all terms that answer it; not settled yet.
    pub(super) fn new(weight: &Weight<'_>, lookup: &Lookup<'a, '_>, of: Numbered<'a>) -> Self {
        let mut terms = Vec::new();
        if let [word] = weight.words.words.as_slice() {
            let mut add = |cursor: Cursor<'a>, weight| terms.push((cursor, weight));
            let answers = lookup.answers(word, of.number);
            // The word itself last: that is the order in which frequencies are added up.
            others(word, of.segment, answers, &mut add);
            if let Some((cursor, weight)) = itself(word, of.segment, answers) {
                add(cursor, weight);
            }
        }
        let n_articles = of.segment.n_articles();
        let counts = || terms.iter().map(|(cursor, _)| cursor.n_articles());
        let n_with = match terms.len() {
            0 | 1 => Some(counts().sum()),
            _ => counts().find(|n| *n == n_articles),
        };
        Self {
            idf: weight.idf,
            n_with,
            scope: weight.words.scope,
            terms,
            streams: Vec::new(),
            rest: Dealt::default(),
        }
    }

    /// Number of postings of each term.
    pub(super) fn n_postings(&self) -> impl Iterator<Item = u32> + Clone {
        self.terms.iter().map(|(cursor, _)| cursor.n_articles())
    }

    /// Number of terms that are read by windows.
    pub(super) fn n_streams(&self) -> usize {
        self.streams.len()
    }

    /// Weighs the infrequent terms, and finds the windows in the blocks of the others.
    pub(super) fn settle(
        &mut self,
        of: Numbered<'_>,
        width: u32,
        weighing: &Weighing<'_, '_>,
        phrase: Option<&Frequencies>,
    ) {
        let Numbered { first, segment, .. } = of;
        let n_windows = segment.n_articles().div_ceil(width);
        let fewest = n_windows.saturating_mul(FEWEST);
        let behind = first + segment.n_articles();
        let mut rest = Vec::new();
        for (mut cursor, weight) in std::mem::take(&mut self.terms) {
            if cursor.n_articles() >= fewest {
                self.streams
                    .push(Stream::new(cursor, weight, width, n_windows));
                continue;
            }
            let mut add = |local: u32, counts| {
                let (counts, lengths) = (self.scope.mask(counts), segment.lengths(local));
                let frequency = weighing.bm25.frequency(counts, lengths);
                rest.push((local, weight * frequency));
            };
            match weighing.choice {
                Choice::Within(within) => {
                    let n_wanted = within.count_about(first, behind);
                    walk(&mut cursor, first, within, n_wanted, |local, cursor| {
                        add(local, cursor.counts());
                    });
                }
                Choice::Any | Choice::All => cursor.each(add),
            }
        }
        if let Some(phrase) = phrase {
            let here = phrase.between(first, behind).iter();
            rest.extend(here.map(|(article, frequency)| (article - first, *frequency)));
        }
        self.rest = Dealt::new(&rest, width, n_windows);
    }

    /// What no score of the word in each window is above; 0 where it is not held.
    pub(super) fn bounds(
        &self,
        segment: &Segment,
        width: u32,
        bm25: &Bm25,
        growth: f32,
    ) -> impl Iterator<Item = f32> {
        let n_windows = segment.n_articles().div_ceil(width);
        let mut highest = vec![0.0_f32; n_windows as usize];
        self.rest.add_bounds(width, &mut highest);
        for stream in &self.streams {
            stream.add_bounds(segment, width, bm25, growth, &mut highest);
        }
        let highest = highest.into_iter();
        highest.map(move |highest| self.idf * bm25.saturate(highest * SLACK) * SLACK)
    }

    /// Adds what the word is worth to the scores of a window.
    pub(super) fn weigh(
        &mut self,
        number: u32,
        window: &Range<u32>,
        segment: &Segment,
        bm25: &Bm25,
        needed: Option<u8>,
        rows: &mut Rows,
    ) {
        let (idf, scope) = (self.idf, self.scope);
        let worth = |frequency| idf * bm25.saturate(frequency);
        let frequencies = |block: &Block, part: Range<usize>, out: &mut Vec<f32>| {
            if scope == Scope::Anywhere {
                return segment.frequencies(bm25, block, part, out);
            }
            out.clear();
            out.extend(part.map(|n| {
                let article = block.articles().get(n).copied().unwrap_or_default();
                let counts = scope.mask(block.counts(n));
                bm25.frequency(counts, segment.lengths(article))
            }));
        };
        self.put(number, window, needed, rows, frequencies, worth);
    }

    /// Adds something to the scores of the articles of a window that hold the word.
    pub(super) fn mark(
        &mut self,
        number: u32,
        window: &Range<u32>,
        needed: Option<u8>,
        rows: &mut Rows,
    ) {
        let some = |_: &Block, part: Range<usize>, out: &mut Vec<f32>| {
            out.clear();
            out.resize(part.len(), 1.0);
        };
        self.put(number, window, needed, rows, some, |_| 1.0);
    }

    /// Adds the score of each article's frequency to its row, if that is above 0, and counts
    /// the word as held; with `needed`, only where as many words are held already.
    #[inline]
    fn put(
        &mut self,
        number: u32,
        window: &Range<u32>,
        needed: Option<u8>,
        rows: &mut Rows,
        frequencies: impl Fn(&Block, Range<usize>, &mut Vec<f32>),
        score: impl Fn(f32) -> f32,
    ) {
        let (start, len) = (window.start, window.len());
        let (scores, held) = (&mut rows.scores[..len], &mut rows.held[..len]);
        let of_block = &mut rows.of_block;
        let (always, needed) = (needed.is_none(), needed.unwrap_or_default());
        if let ([stream], true) = (self.streams.as_mut_slice(), self.rest.is_empty()) {
            let weight = stream.weight;
            stream.each(number, window, |block, part| {
                frequencies(block, part.clone(), of_block);
                for one in of_block.iter_mut() {
                    *one = score(weight * *one);
                }
                let articles = block.articles().get(part).unwrap_or_default();
                for (article, score) in articles.iter().zip(&*of_block) {
                    let at = (article - start) as usize;
                    // No branch: which articles hold the other words cannot be guessed.
                    let is_wanted = u8::from(always) | u8::from(held[at] == needed);
                    scores[at] += f32::from(is_wanted) * score;
                    held[at] = held[at].wrapping_add(is_wanted);
                }
            });
            return;
        }
        let row = &mut rows.frequencies[..len];
        for (local, frequency) in self.rest.of(number) {
            row[(local - start) as usize] += frequency;
        }
        for stream in &mut self.streams {
            let weight = stream.weight;
            stream.each(number, window, |block, part| {
                frequencies(block, part.clone(), of_block);
                let articles = block.articles().get(part).unwrap_or_default();
                for (article, frequency) in articles.iter().zip(&*of_block) {
                    row[(article - start) as usize] += weight * frequency;
                }
            });
        }
        for ((sum, held), frequency) in scores.iter_mut().zip(held).zip(&mut *row) {
            let holds = *frequency > 0.0;
            *sum += if holds { score(*frequency) } else { 0.0 };
            *held = held.wrapping_add(u8::from(holds));
        }
        row.fill(0.0);
    }
}
