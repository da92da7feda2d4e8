//! The best articles of a word, without weighing most of them.
//!
//! In goes a word; out come the best articles and how many there are. Postings say of each
//! block of 128 articles the highest frequency in it (see [`Cursor::bound`]). The blocks of
//! the word itself are read from the one of the highest bound down, over all segments, until
//! the bound is below the worst of the best: what is left cannot be better. Where other
//! terms answer the word too, these are fewer and are added up first; the highest sum raises
//! every bound. (The split into terms that bring articles in and terms that are looked up is
//! MaxScore's: Turtle and Flood, "Query Evaluation: Strategies and Optimizations",
//! Information Processing & Management 31(6), 1995.)

use super::bits::Bits;
use super::frequencies::Scored;
use super::score::idf;
use super::top::Top;
use super::tree::{Scope, Words};
use super::words::Lookup;
use crate::index::{Bm25, Cursor, Segment};

/// The postings that answer a word in a segment.
struct Source<'a> {
    /// Number of the segment's first article.
    first: u32,
    segment: &'a Segment,
    /// The term that is read by blocks, and what an occurrence counts.
    main: Option<(Cursor<'a>, f32)>,
    /// For each article the frequency of the other terms; empty where there are none.
    others: Vec<f32>,
    /// The articles that hold other terms only.
    only_others: Bits,
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
        for local in source.only_others.iter() {
            top.add(Scored {
                article: source.first + local,
                score: score(source.others_of(local)),
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
            let frequency = weight * bm25.frequency(counts, source.segment.lengths(local));
            top.add(Scored {
                article: source.first + local,
                score: score(source.others_of(local) + frequency),
            });
        });
    }
    Some((top.finish(), sources.iter().map(Source::n_with).sum()))
}

/// The blocks of all sources, the one of the highest bound first.
fn blocks(sources: &[Source<'_>], bm25: &Bm25, score: impl Fn(f32) -> f32) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (n, source) in (0..).zip(sources) {
        let Some((cursor, weight)) = &source.main else {
            continue;
        };
        let growth = source.segment.growth(bm25) * weight;
        let others = source.others.iter().copied().fold(0.0, f32::max);
        blocks.extend((0..=cursor.n_blocks()).map(|number| Block {
            bound: match cursor.bound(number) {
                f32::INFINITY => f32::INFINITY,
                bound => score((others + bound * growth) * SLACK) * SLACK,
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
        let mut others = Vec::new();
        lookup.others(word, segment, answers, |cursor, weight| {
            others.push((cursor, weight));
        });
        let itself = lookup.itself(word, segment, answers);
        let main = itself.or_else(|| {
            if others.len() == 1 {
                others.pop()
            } else {
                None
            }
        });
        Source::new(first, segment, main, others, bm25)
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
        let mut source = Self {
            first,
            segment,
            main,
            others: Vec::new(),
            only_others: Bits::none(0),
        };
        if others.is_empty() {
            return source;
        }
        let mut sums = vec![0.0; segment.n_articles() as usize];
        for (cursor, weight) in others {
            cursor.each(|local, counts| {
                if let Some(sum) = sums.get_mut(local as usize) {
                    *sum += weight * bm25.frequency(counts, segment.lengths(local));
                }
            });
        }
        source.only_others = Bits::positive(&sums);
        source.others = sums;
        if let Some((cursor, _)) = &source.main {
            let only_others = &mut source.only_others;
            cursor.clone().each(|local, _| only_others.drop(local));
        }
        source
    }

    /// Number of articles that hold the word.
    fn n_with(&self) -> usize {
        let main = self.main.as_ref();
        let n_main = main.map_or(0, |(cursor, _)| cursor.n_articles());
        (n_main + self.only_others.count()) as usize
    }

    /// The frequency of the other terms in an article.
    #[inline]
    fn others_of(&self, local: u32) -> f32 {
        self.others.get(local as usize).copied().unwrap_or_default()
    }
}
