//! For each term of a segment: its articles, how often each holds it, and where.
//!
//! Layout of one term's postings, all numbers but the skips being varints:
//!
//! ```text
//! n_articles  n_bytes_of_blocks  skip*  block*  position*
//!
//! skip     = last article, end in the blocks' bytes, end in the positions' bytes
//!            (three little-endian u32), bound (u16), for every full block
//! block    = 128 articles, or the fewer that are left, with their counts
//! position = distance from the one before, or from 0 for the first of an article
//! ```
//!
//! How articles are packed in a block is said in its module. Positions count the terms of an
//! article, the title's first. The skips let a cursor leap over blocks and their positions; a
//! skip's bound is the highest [frequency](super::Bm25::frequency) of the term in any of the
//! 128 articles under the averages of the segment, rounded up to the upper half of a float (at most 0.8 % more),
//! so that a search for the best articles can pass over blocks that hold none (Ding and
//! Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes", SIGIR 2011). An English
//! article's posting takes about 1.5 bytes, a position about 1.5, a skip 0.1 an article.

pub(crate) mod block;
pub mod field_counts;
pub(crate) mod gallop;
pub(crate) mod varint;
pub(crate) mod writer;

mod intersection;

use self::block::Block;
use self::gallop::gallop;

/// Articles of a full block.
#[expect(clippy::cast_possible_truncation, reason = "it is 128")]
const BLOCK: u32 = block::BLOCK as u32;
/// Bytes of a skip.
const SKIP: usize = 14;

/// An article farther ahead in a block is looked for by halving, not one by one.
const NEAR: usize = 8;

/// Walks one term's articles in one segment, in order.
///
/// A fresh cursor stands before the first article.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    skips: &'a [u8],
    blocks: &'a [u8],
    positions: &'a [u8],
    n_articles: u32,
    /// The block that the cursor stands in, unpacked. Most cursors are only asked for the
    /// number of their articles, and should be small.
    block: Option<Box<Block>>,
    /// Number of the block behind it.
    next_block: u32,
    /// Behind the current article, in the block.
    at: usize,
    counts: [u32; 3],
    /// Where positions begin: those of the article at the second number in the block.
    position: (usize, usize),
}

/// What a skip says.
#[derive(Clone, Copy, Default)]
struct Skip {
    last: u32,
    block_end: usize,
    position_end: usize,
    bound: f32,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(postings: &'a [u8]) -> Self {
        let mut at = 0;
        let n_articles = varint::read(postings, &mut at);
        let n_bytes = varint::read(postings, &mut at) as usize;
        let rest = postings.get(at..).unwrap_or_default();
        let n_skips = (n_articles / BLOCK) as usize;
        let (skips, rest) = rest.split_at_checked(n_skips * SKIP).unwrap_or_default();
        let (blocks, positions) = rest.split_at_checked(n_bytes).unwrap_or_default();
        Self {
            skips,
            blocks,
            positions,
            n_articles,
            block: None,
            next_block: 0,
            at: 0,
            counts: [0; 3],
            position: (0, 0),
        }
    }

    /// Number of articles that hold the term.
    #[must_use]
    pub fn n_articles(&self) -> u32 {
        self.n_articles
    }

    /// How often the current article's title, headings and body hold the term.
    #[must_use]
    #[inline]
    pub fn counts(&self) -> [u32; 3] {
        self.counts
    }

    /// Steps to the next article; its number in the segment.
    #[expect(
        clippy::should_implement_trait,
        reason = "a cursor has more than a next"
    )]
    #[inline]
    pub fn next(&mut self) -> Option<u32> {
        if self.has_next() {
            self.stand_at(self.at)
        } else {
            None
        }
    }

    /// Whether an article follows; its block is entered then.
    #[inline]
    fn has_next(&mut self) -> bool {
        self.at < self.here().len() || self.enter(self.next_block)
    }

    /// Steps on until the article is `target` or behind it; at least one step, so a
    /// cursor that already stands there leaves it.
    #[inline]
    pub fn seek(&mut self, target: u32) -> Option<u32> {
        let ends_before = |articles: &[u32]| articles.last().is_none_or(|last| *last < target);
        if self.at == self.here().len() || ends_before(self.here()) {
            let block = self.next_not_before(target);
            if !self.enter(block) {
                // Behind all articles.
                self.at = self.here().len();
                return None;
            }
        }
        let rest = self.here().get(self.at..).unwrap_or_default();
        let is_before = |article: &u32| *article < target;
        let passed = if rest.get(NEAR).is_some_and(is_before) {
            rest.partition_point(is_before)
        } else {
            let passed = rest.iter().position(|article| !is_before(article));
            passed.unwrap_or(rest.len())
        };
        self.stand_at(self.at + passed)
    }

    /// Steps on to an article, unless the cursor stands there or behind it already; whether
    /// it stands there now. To be asked about articles in order.
    pub fn reach(&mut self, article: u32) -> bool {
        let current = self.at.checked_sub(1);
        let current = current.and_then(|n| self.here().get(n).copied());
        match current {
            Some(current) if current >= article => current == article,
            _ => self.seek(article) == Some(article),
        }
    }

    /// Stands at an article of the block.
    #[inline]
    fn stand_at(&mut self, n: usize) -> Option<u32> {
        let block = self.block.as_deref()?;
        let article = block.articles().get(n).copied();
        self.at = n + usize::from(article.is_some());
        self.counts = block.counts(n);
        article
    }

    /// The articles of the block that the cursor stands in.
    #[inline]
    fn here(&self) -> &[u32] {
        self.block.as_deref().map_or(&[], Block::articles)
    }

    /// Unpacks a block and stands before its first article; whether there is one.
    fn enter(&mut self, number: u32) -> bool {
        let before = self.before(number);
        let mut block = self.block.take().unwrap_or_default();
        let is_there = self.unpack(number, &mut block);
        self.block = Some(block);
        if is_there {
            self.next_block = number + 1;
            self.at = 0;
            self.position = (before.position_end, 0);
        }
        is_there
    }

    /// Unpacks a block; whether there is one. The one behind the last full block holds the
    /// articles that are left.
    pub fn unpack(&self, number: u32, block: &mut Block) -> bool {
        let n = self.n_articles.saturating_sub(number.saturating_mul(BLOCK));
        let before = self.before(number);
        let bytes = self.blocks.get(before.block_end..).unwrap_or_default();
        match n {
            0 => return false,
            BLOCK.. => block.read_full(bytes, before.last),
            n => block.read_last(bytes, before.last, n as usize),
        }
        true
    }

    /// Calls `visit` with every article that follows, and with how often it holds the term:
    /// about 2 nanoseconds an article.
    #[inline]
    pub fn each(&self, mut visit: impl FnMut(u32, [u32; 3])) {
        for (article, counts) in self.block.iter().flat_map(|b| b.iter()).skip(self.at) {
            visit(article, counts);
        }
        self.walk(self.next_block, |block| {
            for (article, counts) in block.iter() {
                visit(article, counts);
            }
        });
    }

    /// Calls `visit` with every article that follows: about a nanosecond an article.
    #[inline]
    pub fn articles(&self, mut visit: impl FnMut(u32)) {
        let rest = self.here().get(self.at..).unwrap_or_default();
        rest.iter().copied().for_each(&mut visit);
        self.walk(self.next_block, |block| {
            block.articles().iter().copied().for_each(&mut visit);
        });
    }

    /// Calls `visit` with the blocks from one on.
    #[inline]
    fn walk(&self, first: u32, mut visit: impl FnMut(&Block)) {
        let mut block = Block::default();
        let mut numbers = first..;
        while numbers
            .next()
            .is_some_and(|number| self.unpack(number, &mut block))
        {
            visit(&block);
        }
    }

    /// Number of blocks of 128 articles; fewer may follow behind them.
    #[must_use]
    pub fn n_blocks(&self) -> u32 {
        self.n_articles / BLOCK
    }

    /// The highest [frequency](super::Bm25::frequency) that the term has in the articles of
    /// a block, or slightly more, under the averages that the segment was made with;
    /// infinite behind the last full block.
    #[must_use]
    pub fn bound(&self, block: u32) -> f32 {
        self.skip(block).map_or(f32::INFINITY, |skip| skip.bound)
    }

    /// The last article of a full block.
    #[must_use]
    pub fn last_of(&self, block: u32) -> Option<u32> {
        Some(self.skip(block)?.last)
    }

    /// The first block behind the one the cursor stands in that ends at `target` or behind it.
    fn next_not_before(&self, target: u32) -> u32 {
        gallop(self.next_block, |block| {
            self.last_of(block).is_some_and(|last| last < target)
        })
    }

    /// What the skip before a block says.
    #[inline]
    fn before(&self, block: u32) -> Skip {
        let skip = block.checked_sub(1).and_then(|block| self.skip(block));
        skip.unwrap_or_default()
    }

    #[inline]
    fn skip(&self, block: u32) -> Option<Skip> {
        let bytes = self
            .skips
            .get(block as usize * SKIP..)?
            .first_chunk::<SKIP>()?;
        let (numbers, bound) = bytes.as_chunks::<4>();
        let ([last, block_end, position_end], [low, high]) = (numbers, bound) else {
            return None;
        };
        Some(Skip {
            last: u32::from_le_bytes(*last),
            block_end: u32::from_le_bytes(*block_end) as usize,
            position_end: u32::from_le_bytes(*position_end) as usize,
            bound: f32::from_bits(u32::from_le_bytes([0, 0, *low, *high])),
        })
    }

    /// Puts the term's positions in the current article into `out`, ascending; what was in
    /// `out` is dropped. May be asked again for the same article.
    pub fn positions(&mut self, out: &mut Vec<u32>) {
        out.clear();
        out.extend(self.places());
    }

    /// The term's positions in the current article, ascending, read as they are asked for.
    #[inline]
    pub fn places(&mut self) -> Places<'a> {
        Places {
            at: self.stand_at_positions(),
            bytes: self.positions,
            left: self.counts().iter().sum(),
            position: 0,
        }
    }

    /// The positions in the current article as they are written, for
    /// [`push_written`](self::writer::Writer::push_written).
    pub(super) fn written_positions(&mut self) -> &'a [u8] {
        let start = self.stand_at_positions();
        let mut end = start;
        varint::skip(self.positions, &mut end, self.counts().iter().sum());
        self.position = (end, self.at);
        self.positions.get(start..end).unwrap_or_default()
    }

    /// Where the current article's positions begin.
    #[inline]
    fn stand_at_positions(&mut self) -> usize {
        let here = self.at.saturating_sub(1);
        let occurrences = |from, to| {
            let block = self.block.as_deref();
            block.map_or(0, |block| block.occurrences(from, to))
        };
        let (mut at, n) = self.position;
        if n > here {
            // Asked again for the same article, behind which it stands.
            at = self.before(self.next_block.saturating_sub(1)).position_end;
            varint::skip(self.positions, &mut at, occurrences(0, here));
        } else if n < here {
            varint::skip(self.positions, &mut at, occurrences(n, here));
        }
        self.position = (at, here);
        at
    }
}

/// Positions of a term in an article; made by [`Cursor::places`].
#[derive(Clone, Debug)]
pub struct Places<'a> {
    bytes: &'a [u8],
    at: usize,
    left: u32,
    position: u32,
}

impl Iterator for Places<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        self.position += varint::read(self.bytes, &mut self.at);
        Some(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;
    use super::writer::Writer;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Any that grows with the counts will do.
    fn frequency([title, heading, body]: [u32; 3]) -> f32 {
        f32::from(u16::try_from(3 * title + 2 * heading + body).unwrap()) / 7.0
    }

    pub(super) type Model = BTreeMap<u32, ([u32; 3], Vec<u32>)>;

    pub(super) fn model() -> impl Strategy<Value = Model> {
        let counts = prop_oneof![
            Just([0, 0, 1]),
            Just([0, 0, 3]),
            Just([1, 0, 0]),
            [0_u32..6, 0..6, 1..200]
        ];
        let article = (counts, 0_u32..300).prop_map(|(counts, step)| {
            let n: u32 = counts.iter().sum();
            (counts, (0..n).map(|i| i * step).collect())
        });
        let near = prop::collection::btree_map(0_u32..5_000, article.clone(), 1..700);
        let far = prop::collection::btree_map(0_u32..9_000_000, article, 1..300);
        prop_oneof![3 => near, 1 => far]
    }

    pub(super) fn written(model: &Model) -> Vec<u8> {
        let (mut writer, mut bytes) = (Writer::default(), Vec::new());
        for (article, (counts, positions)) in model {
            let places = positions.iter().copied();
            writer.push(*article, *counts, frequency(*counts), places);
        }
        writer.finish(&mut bytes);
        bytes
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn walks_and_leaps_like_a_sorted_map(model in model(), steps in prop::collection::vec(0_u32..400, 0..60)) {
            let bytes = written(&model);

            let mut cursor = Cursor::new(&bytes);
            prop_assert_eq!(cursor.n_articles() as usize, model.len());
            let mut found = Vec::new();
            for (article, (counts, positions)) in &model {
                prop_assert_eq!(cursor.next(), Some(*article));
                prop_assert_eq!(cursor.counts(), *counts);
                if article % 3 == 0 {
                    cursor.positions(&mut found);
                    prop_assert_eq!(&found, positions);
                }
            }
            prop_assert_eq!(cursor.next(), None);

            let mut all = Vec::new();
            Cursor::new(&bytes).each(|article, counts| all.push((article, counts)));
            let expected: Vec<_> = model.iter().map(|(article, (counts, _))| (*article, *counts)).collect();
            prop_assert_eq!(&all, &expected);

            let mut articles = Vec::new();
            Cursor::new(&bytes).articles(|article| articles.push(article));
            prop_assert!(articles.iter().eq(model.keys()));

            let (cursor, mut block) = (Cursor::new(&bytes), super::Block::default());
            for (number, expected) in (0..).zip(expected.chunks(super::BLOCK as usize)) {
                prop_assert!(cursor.unpack(number, &mut block));
                prop_assert!(block.iter().eq(expected.iter().copied()));
                let Some(last) = cursor.last_of(number) else {
                    prop_assert_eq!(number, cursor.n_blocks());
                    break;
                };
                prop_assert_eq!(expected.last().map(|(article, _)| *article), Some(last));
                let highest = expected.iter().map(|(_, counts)| frequency(*counts)).fold(0.0, f32::max);
                prop_assert!((highest..=highest * 1.008).contains(&cursor.bound(number)));
            }
            prop_assert!(!cursor.unpack(cursor.n_blocks() + 1, &mut block));

            let (mut cursor, mut from, mut target) = (Cursor::new(&bytes), 0, 0);
            for step in steps {
                target += step;
                let expected = model.range(from.max(target)..).next();
                prop_assert_eq!(cursor.seek(target), expected.map(|(article, _)| *article));
                let Some((article, (counts, positions))) = expected else { break };
                prop_assert_eq!(cursor.counts(), *counts);
                cursor.positions(&mut found);
                prop_assert_eq!(&found, positions);
                from = article + 1;
            }
        }
    }
}
