//! For each term of a segment: its articles, how often each holds it, and where.
//!
//! Layout of one term's postings, all numbers but the skips being varints:
//!
//! ```text
//! n_articles  n_bytes_of_articles  skip*  article*  position*
//!
//! skip     = last article, end in the articles' bytes, end in the positions' bytes
//!            (three little-endian u32), bound (u16), for every 128 articles; none below 128
//! article  = (distance from the one before) << 2 | shape, then what the shape asks for:
//!            0, 1, 2  once, twice, three times in the body
//!            3        anything else: a byte n in title | n in headings << 2 | n in body << 4,
//!                     or where these do not fit in 2, 2 and 3 bits 0 and the three numbers
//! position = distance from the one before, or from 0 for the first of an article
//! ```
//!
//! Positions count the terms of an article, the title's first. The skips let a cursor leap
//! over 128 articles and their positions at a time; a skip's bound is the highest
//! [frequency](super::Bm25::frequency) of the term in any of the 128 articles under the
//! averages of the segment, rounded up to the upper half of a float (at most 0.8 % more),
//! so that a search for the best articles can pass over blocks that hold none (Ding and
//! Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes", SIGIR 2011). An English
//! article's posting takes about 1.4 bytes, a position about 1.5, a skip 0.1 an article.

use super::varint;

/// Articles of a block, between two skips.
pub(super) const BLOCK: u32 = 128;
/// Bytes of a skip.
const SKIP: usize = 14;

/// Writes one term's postings; reused from term to term.
#[derive(Default)]
pub(super) struct Writer {
    n_articles: u32,
    last: u32,
    /// Highest frequency in the block begun.
    highest: f32,
    skips: Vec<u8>,
    articles: Vec<u8>,
    positions: Vec<u8>,
}

impl Writer {
    /// Adds the next article: how often its title, headings and body hold the term, what
    /// frequency that makes, and the positions, ascending.
    pub(super) fn push(
        &mut self,
        article: u32,
        counts: [u32; 3],
        frequency: f32,
        positions: impl Iterator<Item = u32>,
    ) {
        let mut before = 0;
        for position in positions {
            varint::write(&mut self.positions, position - before);
            before = position;
        }
        self.push_article(article, counts, frequency);
    }

    /// Adds the next article with its positions as they are written.
    pub(super) fn push_written(
        &mut self,
        article: u32,
        counts: [u32; 3],
        frequency: f32,
        positions: &[u8],
    ) {
        self.positions.extend_from_slice(positions);
        self.push_article(article, counts, frequency);
    }

    #[inline]
    fn push_article(&mut self, article: u32, counts: [u32; 3], frequency: f32) {
        // A distance of 2^30 and more needs a segment of as many articles.
        let head = (article - self.last) << 2;
        if let [0, 0, body @ 1..=3] = counts {
            varint::write(&mut self.articles, head | (body - 1));
        } else {
            varint::write(&mut self.articles, head | OTHER);
            write_counts(&mut self.articles, counts);
        }
        self.last = article;
        self.highest = self.highest.max(frequency);
        self.n_articles += 1;
        if self.n_articles.is_multiple_of(BLOCK) {
            for number in [article, len(&self.articles), len(&self.positions)] {
                self.skips.extend_from_slice(&number.to_le_bytes());
            }
            self.skips
                .extend_from_slice(&rounded_up(self.highest).to_le_bytes());
            self.highest = 0.0;
        }
    }

    /// Whether nothing was added since the last term.
    pub(super) fn is_empty(&self) -> bool {
        self.n_articles == 0
    }

    /// Appends the postings to `out` and starts the next term.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) {
        varint::write(out, self.n_articles);
        varint::write(out, len(&self.articles));
        out.extend_from_slice(&self.skips);
        out.extend_from_slice(&self.articles);
        out.extend_from_slice(&self.positions);
        self.n_articles = 0;
        self.last = 0;
        self.highest = 0.0;
        self.skips.clear();
        self.articles.clear();
        self.positions.clear();
    }
}

/// The shape of an article that says its counts apart.
const OTHER: u32 = 3;

#[expect(clippy::cast_possible_truncation, reason = "seven bits fit in a byte")]
fn write_counts(out: &mut Vec<u8>, counts: [u32; 3]) {
    if let [title @ 0..4, heading @ 0..4, body @ 0..8] = counts {
        out.push((title | heading << 2 | body << 4) as u8);
    } else {
        out.push(0);
        for count in counts {
            varint::write(out, count);
        }
    }
}

fn read_counts(bytes: &[u8], at: &mut usize) -> [u32; 3] {
    let packed = u32::from(bytes.get(*at).copied().unwrap_or_default());
    *at += 1;
    if packed == 0 {
        return [(); 3].map(|()| varint::read(bytes, at));
    }
    [packed & 3, packed >> 2 & 3, packed >> 4]
}

/// The upper half of the least float with a zero lower half that is not below `frequency`.
fn rounded_up(frequency: f32) -> u16 {
    (frequency.to_bits().saturating_add(0xffff) >> 16) as u16
}

/// The length of postings.
pub(super) fn len(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("a segment's postings are below 4 GiB")
}

/// Walks one term's articles in one segment, in order.
///
/// A fresh cursor stands before the first article.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    skips: &'a [u8],
    articles: &'a [u8],
    positions: &'a [u8],
    n_articles: u32,
    /// Articles read.
    n_read: u32,
    article: u32,
    counts: [u32; 3],
    article_at: usize,
    position_at: usize,
    /// Positions between `position_at` and those of the current article.
    positions_before: u32,
}

/// What a skip says.
#[derive(Clone, Copy)]
struct Skip {
    last: u32,
    article_at: usize,
    position_at: usize,
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
        let (articles, positions) = rest.split_at_checked(n_bytes).unwrap_or_default();
        Self {
            skips,
            articles,
            positions,
            n_articles,
            n_read: 0,
            article: 0,
            counts: [0; 3],
            article_at: 0,
            position_at: 0,
            positions_before: 0,
        }
    }

    /// Number of articles that hold the term.
    #[must_use]
    pub fn n_articles(&self) -> u32 {
        self.n_articles
    }

    /// How often the current article's title, headings and body hold the term.
    #[must_use]
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
        if self.n_read == self.n_articles {
            return None;
        }
        let [title, heading, body] = self.counts;
        self.positions_before += title + heading + body;
        let head = varint::read(self.articles, &mut self.article_at);
        self.article += head >> 2;
        self.counts = match head & 3 {
            OTHER => read_counts(self.articles, &mut self.article_at),
            less => [0, 0, less + 1],
        };
        self.n_read += 1;
        Some(self.article)
    }

    /// Calls `visit` with every article that follows, and with what [`counts`](Self::counts)
    /// says of it: about 2 nanoseconds an article.
    #[inline]
    pub fn each(mut self, mut visit: impl FnMut(u32, [u32; 3])) {
        while let Some(article) = self.next() {
            visit(article, self.counts);
        }
    }

    /// Steps on until the article is `target` or behind it; at least one step, so a
    /// cursor that already stands there leaves it.
    #[inline]
    pub fn seek(&mut self, target: u32) -> Option<u32> {
        self.leap(target);
        while let Some(article) = self.next() {
            if article >= target {
                return Some(article);
            }
        }
        None
    }

    /// Number of blocks of 128 articles; fewer may follow behind them.
    #[must_use]
    pub fn n_blocks(&self) -> u32 {
        self.n_articles / BLOCK
    }

    /// The highest [frequency](super::Bm25::frequency) that the term has in the articles of
    /// a block, or slightly more, under the averages that the segment was made with.
    #[must_use]
    pub fn bound(&self, block: u32) -> f32 {
        self.skip(block as usize)
            .map_or(f32::INFINITY, |skip| skip.bound)
    }

    /// Calls `visit` with the articles of a block, as [`each`](Self::each) does; the one
    /// behind the last block holds the articles that are left.
    pub fn block(&self, block: u32, mut visit: impl FnMut(u32, [u32; 3])) {
        let mut cursor = self.clone();
        cursor.stand_behind(block as usize);
        let end = (block + 1).saturating_mul(BLOCK);
        while cursor.n_read < end
            && let Some(article) = cursor.next()
        {
            visit(article, cursor.counts);
        }
    }

    /// Uses the skips to stand behind the last full block that ends before `target`.
    #[inline]
    fn leap(&mut self, target: u32) {
        let here = (self.n_read / BLOCK) as usize;
        if self.ends_before(here, target) {
            self.leap_from(here, target);
        }
    }

    fn leap_from(&mut self, here: usize, target: u32) {
        let n_skips = self.skips.len() / SKIP;
        // Galloping: the next block that ends at the target or behind it is mostly near.
        let mut step = 1;
        while here + step < n_skips && self.ends_before(here + step, target) {
            step *= 2;
        }
        let (mut low, mut high) = (here + step / 2, (here + step).min(n_skips));
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.ends_before(middle, target) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.stand_behind(low);
    }

    /// Stands before the first article behind the first `n_blocks` blocks.
    fn stand_behind(&mut self, n_blocks: usize) {
        let skip = n_blocks.checked_sub(1).and_then(|n| self.skip(n));
        let (last, article_at, position_at) = skip.map_or((0, 0, 0), |skip| {
            (skip.last, skip.article_at, skip.position_at)
        });
        self.article = last;
        self.article_at = article_at;
        self.position_at = position_at;
        self.positions_before = 0;
        self.counts = [0; 3];
        self.n_read = u32::try_from(n_blocks)
            .unwrap_or(u32::MAX)
            .saturating_mul(BLOCK);
    }

    #[inline]
    fn ends_before(&self, n: usize, target: u32) -> bool {
        self.skip(n).is_some_and(|skip| skip.last < target)
    }

    #[inline]
    fn skip(&self, n: usize) -> Option<Skip> {
        let bytes = self.skips.get(n * SKIP..)?.first_chunk::<SKIP>()?;
        let (numbers, bound) = bytes.as_chunks::<4>();
        let ([last, article_at, position_at], [low, high]) = (numbers, bound) else {
            return None;
        };
        Some(Skip {
            last: u32::from_le_bytes(*last),
            article_at: u32::from_le_bytes(*article_at) as usize,
            position_at: u32::from_le_bytes(*position_at) as usize,
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
            left: self.counts.iter().sum(),
            position: 0,
        }
    }

    /// The positions in the current article as they are written, for
    /// [`push_written`](Writer::push_written).
    pub(super) fn written_positions(&mut self) -> &'a [u8] {
        let start = self.stand_at_positions();
        let mut end = start;
        varint::skip(self.positions, &mut end, self.counts.iter().sum());
        self.positions.get(start..end).unwrap_or_default()
    }

    /// Where the current article's positions begin.
    #[inline]
    fn stand_at_positions(&mut self) -> usize {
        varint::skip(self.positions, &mut self.position_at, self.positions_before);
        self.positions_before = 0;
        self.position_at
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
    use super::{Cursor, Writer};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Any that grows with the counts will do.
    fn frequency([title, heading, body]: [u32; 3]) -> f32 {
        f32::from(u16::try_from(3 * title + 2 * heading + body).unwrap()) / 7.0
    }

    type Model = BTreeMap<u32, ([u32; 3], Vec<u32>)>;

    fn model() -> impl Strategy<Value = Model> {
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
        prop::collection::btree_map(0_u32..5_000, article, 1..700)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn walks_and_leaps_like_a_sorted_map(model in model(), steps in prop::collection::vec(0_u32..400, 0..60)) {
            let (mut writer, mut bytes) = (Writer::default(), Vec::new());
            for (article, (counts, positions)) in &model {
                writer.push(*article, *counts, frequency(*counts), positions.iter().copied());
            }
            writer.finish(&mut bytes);

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

            let cursor = Cursor::new(&bytes);
            let mut in_blocks = Vec::new();
            for block in 0..=cursor.n_blocks() {
                let highest = cursor.bound(block);
                let before = in_blocks.len();
                cursor.block(block, |article, counts| in_blocks.push((article, counts)));
                let frequencies = in_blocks[before..].iter().map(|(_, counts)| frequency(*counts));
                let expected = frequencies.fold(0.0, f32::max);
                prop_assert!(expected <= highest);
                prop_assert!(highest <= expected * 1.008 || block == cursor.n_blocks());
            }
            prop_assert_eq!(&in_blocks, &expected);

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
