//! The best articles of a word, without weighing most of them.
//!
//! In goes a word; out come the best articles and how many there are. Postings say of each
//! block of 128 articles the highest frequency in it (see [`Cursor::bound`]). The blocks of
//! the word itself are read from the one of the highest bound down, over all segments, until
//! the bound is below the worst of the best: what is left cannot be better. Articles that
//! hold other terms which answer the word too, mostly fewer, are all weighed before.

use super::bits::Bits;
use super::frequencies::Scored;
use super::score::idf;
use super::top::Top;
use super::tree::{Scope, Words};
use super::words::{Lookup, itself, others, walk};
use crate::index::{Bm25, Cursor, Segment};

/// The postings that answer a word in a segment.
struct Source<'a> {
    /// Number of the segment's first article.
    first: u32,
    segment: &'a Segment,
    /// The term that is read by blocks, and what an occurrence counts.
    main: Option<(Cursor<'a>, f32)>,
    /// The articles that hold another term.
    others: Bits,
    /// For each article of `others` the frequency of all terms, else 0; empty where there
    /// are no others.
    frequencies: Vec<f32>,
    /// Number of articles that hold any.
    n_with: usize,
}

/// A block of the main term's postings.
struct Block {
    /// No article in it has a higher score.
    bound: f32,
    /// Which source it is of.
    source: u32,
    number: u32,
}

/// What a bound is raised by, so that rounding never puts it below a score.
const SLACK: f32 = 1.000_01;

/// The best `k` articles that hold the word, and how many hold it; `None` where it is a
/// phrase, or not looked for everywhere.
pub(super) fn best(
    lookup: &Lookup<'_, '_>,
    bm25: &Bm25,
    words: &Words,
    k: usize,
) -> Option<(Vec<Scored>, usize)> {
    let ([_], Scope::Anywhere) = (words.words.as_slice(), words.scope) else {
        return None;
    };
    let sources = sources(lookup, bm25, words);
    let idf = idf(lookup, bm25, words);
    let score = |frequency: f32| idf * bm25.saturate(frequency);
    let mut top = Top::new(lookup.view.corpus, k);
    for source in &sources {
        for local in source.others.iter() {
            top.add(Scored {
                article: source.first + local,
                score: score(source.known(local)),
            });
        }
    }
    for block in blocks(&sources, bm25, score) {
        if block.bound < top.threshold() {
            break;
        }
        let source = &sources[block.source as usize];
        let Some((cursor, weight)) = &source.main else {
            continue;
        };
        cursor.block(block.number, |local, counts| {
            if source.known(local) > 0.0 {
                return;
            }
            let frequency = weight * bm25.frequency(counts, source.segment.lengths(local));
            top.add(Scored {
                article: source.first + local,
                score: score(frequency),
            });
        });
    }
    let n_with = sources.iter().map(|source| source.n_with);
    Some((top.finish(), n_with.sum()))
}

/// The blocks of all sources, the one of the highest bound first.
fn blocks(sources: &[Source<'_>], bm25: &Bm25, score: impl Fn(f32) -> f32) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (n, source) in (0..).zip(sources) {
        let Some((cursor, weight)) = &source.main else {
            continue;
        };
        let growth = source.segment.growth(bm25) * weight;
        blocks.extend((0..=cursor.n_blocks()).map(|number| Block {
            bound: match cursor.bound(number) {
                f32::INFINITY => f32::INFINITY,
                bound => score(bound * growth * SLACK) * SLACK,
            },
            source: n,
            number,
        }));
    }
    blocks.sort_unstable_by(|a, b| b.bound.total_cmp(&a.bound));
    blocks
}

fn sources<'a>(lookup: &Lookup<'a, '_>, bm25: &Bm25, words: &Words) -> Vec<Source<'a>> {
    let word = &words.words[0];
    let of_segments = lookup
        .segments(word)
        .filter(|(.., answers)| !answers.is_empty());
    let source = |(first, segment, answers): (u32, &'a Segment, _)| {
        let mut rest = Vec::new();
        others(word, segment, answers, |cursor, weight| {
            rest.push((cursor, weight));
        });
        let mut main = itself(word, segment, answers);
        if main.is_none() && rest.len() == 1 {
            main = rest.pop();
        }
        Source::new(first, segment, main, rest, bm25)
    };
    of_segments.map(source).collect()
}

impl<'a> Source<'a> {
    fn new(
        first: u32,
        segment: &'a Segment,
        main: Option<(Cursor<'a>, f32)>,
        others: Vec<(Cursor<'a>, f32)>,
        bm25: &Bm25,
    ) -> Self {
        let n_main = main.as_ref().map_or(0, |(cursor, _)| cursor.n_articles());
        let mut source = Self {
            first,
            segment,
            main,
            others: Bits::none(0),
            frequencies: Vec::new(),
            n_with: n_main as usize,
        };
        if !others.is_empty() {
            source.weigh(others, bm25);
        }
        source
    }

    /// Weighs all articles that hold another term than the main one.
    fn weigh(&mut self, others: Vec<(Cursor<'a>, f32)>, bm25: &Bm25) {
        let segment = self.segment;
        let mut sums = vec![0.0; segment.n_articles() as usize];
        let mut add = |local: u32, counts: [u32; 3], weight: f32| {
            if let Some(sum) = sums.get_mut(local as usize) {
                *sum += weight * bm25.frequency(counts, segment.lengths(local));
            }
        };
        let mut holding = Bits::none(segment.n_articles());
        for (cursor, weight) in others {
            cursor.each(|local, counts| {
                holding.add(local);
                add(local, counts, weight);
            });
        }
        let n_others = holding.count();
        self.n_with += n_others as usize;
        if let Some((cursor, weight)) = &self.main {
            let mut n_both = 0;
            walk(
                &mut cursor.clone(),
                0,
                &holding,
                n_others,
                |local, cursor| {
                    n_both += 1;
                    add(local, cursor.counts(), *weight);
                },
            );
            self.n_with -= n_both;
        }
        self.others = holding;
        self.frequencies = sums;
    }

    /// The frequency in an article that was weighed before, else 0.
    #[inline]
    fn known(&self, local: u32) -> f32 {
        let frequency = self.frequencies.get(local as usize);
        frequency.copied().unwrap_or_default()
    }
}
