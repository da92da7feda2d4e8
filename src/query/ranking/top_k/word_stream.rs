//! A word or phrase in a segment.

use super::bounds_row::{BoundsRow, WIDTH, place};
use super::term_stream::TermStream;
use super::window_counts::WindowCounts;
use super::{Choice, Weighing, Weight};
use crate::index::scoring::bm25::SLACK;
use crate::index::{Bm25, Cursor, Impacts, Scale, Segment};
use crate::query::matching::frequencies::Frequencies;
use crate::query::matching::lookup::{Lookup, itself, others, walk};
use crate::query::matching::segments::Numbered;
use crate::query::syntax::ast::Scope;
use std::ops::Range;

/// A term with fewer postings for each window is weighed wholly before: finding its postings
/// in each window would take longer.
const FEWEST: u32 = 16;

/// The postings of a word in a segment, or where a phrase stands.
pub(super) struct WordStream<'a> {
    idf: f32,
    scope: Scope,
    /// Number of articles that hold the word; `None` for a phrase.
    pub(super) n_with: Option<u32>,
    /// The terms that answer it, each with what an occurrence counts, until they are settled.
    terms: Vec<(Cursor<'a>, f32)>,
    /// Those that are frequent.
    streams: Vec<TermStream<'a>>,
    /// What is not among the streams.
    rest: WindowCounts,
    /// The frequency of each article of the window that is among these, if any is.
    row: Vec<f32>,
}

/// What a word is worth at most, by what an occurrence counts: made once for all segments,
/// when it is first asked for.
pub(super) struct Tables {
    scale: Scale,
    idf: f32,
    scope: Scope,
    made: Vec<(f32, Impacts)>,
}

impl Tables {
    pub(super) fn new(weight: &Weight<'_>, scale: Scale) -> Self {
        Self {
            scale,
            idf: weight.idf,
            scope: weight.words.scope,
            made: Vec::new(),
        }
    }

    fn of(&mut self, weight: f32, bm25: &Bm25) -> &Impacts {
        let same = |(of, _): &(f32, Impacts)| of.to_bits() == weight.to_bits();
        let at = self.made.iter().position(same).unwrap_or_else(|| {
            let fields = self.scope.mask([1; 3]).map(|n| n > 0);
            let impacts = Impacts::new(bm25, self.scale, self.idf, weight, fields);
            self.made.push((weight, impacts));
            self.made.len() - 1
        });
        &self.made[at].1
    }
}

impl<'a> WordStream<'a> {
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
        Self {
            idf: weight.idf,
            n_with: weight.n_in.get(of.number).copied(),
            scope: weight.words.scope,
            terms,
            streams: Vec::new(),
            rest: WindowCounts::default(),
            row: Vec::new(),
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
                let stream = TermStream::new(cursor, weight, width, n_windows);
                self.streams.push(stream);
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
        self.rest = WindowCounts::new(&rest, width, n_windows);
        if !self.rest.is_empty() {
            self.row.resize(WIDTH as usize, 0.0);
        }
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

    /// Adds what the word is worth at most to the row of a window.
    pub(super) fn spread(
        &mut self,
        number: u32,
        window: &Range<u32>,
        (classes, bm25): (&BoundsRow, &Bm25),
        tables: &mut Tables,
        row: &mut BoundsRow,
    ) {
        for (local, frequency) in self.rest.of(number).iter().filter(|(_, f)| *f > 0.0) {
            self.row[place(*local)] += frequency;
            // Several terms together are worth no more than one by one.
            row.add(
                *local,
                tables.scale.steps(self.idf * bm25.saturate(*frequency)),
            );
        }
        for stream in &mut self.streams {
            let impacts = tables.of(stream.weight, bm25);
            stream.spread(number, window, (impacts, classes), self.scope, row);
        }
    }

    /// Puts something into the row of a window for each article that holds the word anywhere.
    pub(super) fn mark(&mut self, number: u32, window: &Range<u32>, row: &mut BoundsRow) {
        let rest = self.rest.of(number).iter();
        rest.for_each(|(local, _)| row.set(*local, 1));
        for stream in &mut self.streams {
            stream.mark(number, window, row);
        }
    }

    /// Adds what the word is worth to the scores of some articles, with these norms, of the
    /// window that was spread.
    pub(super) fn add_scores(
        &self,
        formula: (&Segment, &Bm25),
        articles: &[u32],
        norms: &[f32],
        sums: &mut Vec<f32>,
        scores: &mut [f32],
    ) {
        sums.clear();
        match self.row.as_slice() {
            [] => sums.resize(articles.len(), 0.0),
            row => {
                let rest = articles.iter().map(|local| row[place(*local)]);
                sums.extend(rest.zip(norms).map(|(rest, norm)| rest * norm));
            }
        }
        for stream in &self.streams {
            stream.add_frequencies(formula, articles, norms, sums);
        }
        for ((score, sum), norm) in scores.iter_mut().zip(sums).zip(norms) {
            *score += self.idf * formula.1.saturate(*sum / norm);
        }
    }

    /// Forgets the window that was spread.
    pub(super) fn clear(&mut self, number: u32, window: &Range<u32>) {
        for (local, _) in self.rest.of(number) {
            self.row[place(*local)] = 0.0;
        }
        for stream in &mut self.streams {
            stream.clear(window.start, window.len());
        }
    }
}
