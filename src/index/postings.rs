//! For each term of a segment: its articles, how often each holds it, and where.
//!
//! Layout of one term's postings, all numbers but the skips being varints:
//!
//! ```text
//! n_articles  n_bytes_of_articles  skip*  article*  position*
//!
//! skip     = last article, end in the articles' bytes, end in the positions' bytes
//!            (three little-endian u32), for every 128 articles; none below 128
//! article  = (distance from the one before) << 2 | shape, then what the shape asks for:
//!            0  once in the body
//!            1  n times in the body         n
//!            2  once in the title
//!            3  anything else               n in title, n in headings, n in body
//! position = distance from the one before, or from 0 for the first of an article
//! ```
//!
//! Positions count the terms of an article, the title's first; the skips let a cursor leap
//! over 128 articles and their positions at a time. An English article's posting takes
//! about 1.5 bytes, a position about 1.5.

use super::varint;

/// Articles between two skips.
pub(super) const STRIDE: u32 = 128;
/// Bytes of a skip.
const SKIP: usize = 12;

/// Writes one term's postings; reused from term to term.
#[derive(Default)]
pub(super) struct Writer {
    n_articles: u32,
    last: u32,
    skips: Vec<u8>,
    articles: Vec<u8>,
    positions: Vec<u8>,
}

impl Writer {
    /// Adds the next article: how often its title, headings and body hold the term, and
    /// the positions, ascending.
    pub(super) fn push(
        &mut self,
        article: u32,
        counts: [u32; 3],
        positions: impl Iterator<Item = u32>,
    ) {
        let distance = article - self.last;
        let (shape, extra): (u32, &[u32]) = match &counts {
            [0, 0, 1] => (0, &[]),
            [0, 0, body] => (1, std::slice::from_ref(body)),
            [1, 0, 0] => (2, &[]),
            all => (3, all),
        };
        // A distance of 2^30 and more needs a segment of as many articles.
        varint::write(&mut self.articles, distance << 2 | shape);
        for count in extra {
            varint::write(&mut self.articles, *count);
        }
        let mut before = 0;
        for position in positions {
            varint::write(&mut self.positions, position - before);
            before = position;
        }
        self.last = article;
        self.n_articles += 1;
        if self.n_articles.is_multiple_of(STRIDE) {
            for number in [article, len(&self.articles), len(&self.positions)] {
                self.skips.extend_from_slice(&number.to_le_bytes());
            }
        }
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
        self.skips.clear();
        self.articles.clear();
        self.positions.clear();
    }
}

fn len(bytes: &[u8]) -> u32 {
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

impl<'a> Cursor<'a> {
    pub(super) fn new(postings: &'a [u8]) -> Self {
        let mut at = 0;
        let n_articles = varint::read(postings, &mut at);
        let n_bytes = varint::read(postings, &mut at) as usize;
        let rest = postings.get(at..).unwrap_or_default();
        let n_skips = (n_articles / STRIDE) as usize;
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
            0 => [0, 0, 1],
            1 => [0, 0, varint::read(self.articles, &mut self.article_at)],
            2 => [1, 0, 0],
            _ => [(); 3].map(|()| varint::read(self.articles, &mut self.article_at)),
        };
        self.n_read += 1;
        Some(self.article)
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

    /// Uses the skips to stand behind the last full stride that ends before `target`.
    fn leap(&mut self, target: u32) {
        let here = (self.n_read / STRIDE) as usize;
        let n_skips = self.skips.len() / SKIP;
        if here >= n_skips || self.skip(here).is_none_or(|[last, ..]| last >= target) {
            return;
        }
        // Galloping: the next stride that ends at the target or behind it is mostly near.
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
        if let Some([last, article_at, position_at]) = low.checked_sub(1).and_then(|n| self.skip(n))
        {
            self.article = last;
            self.article_at = article_at as usize;
            self.position_at = position_at as usize;
            self.positions_before = 0;
            self.counts = [0; 3];
            self.n_read = u32::try_from(low)
                .unwrap_or(u32::MAX)
                .saturating_mul(STRIDE);
        }
    }

    fn ends_before(&self, n: usize, target: u32) -> bool {
        self.skip(n).is_some_and(|[last, ..]| last < target)
    }

    fn skip(&self, n: usize) -> Option<[u32; 3]> {
        let bytes = self.skips.get(n * SKIP..(n + 1) * SKIP)?;
        let (numbers, _) = bytes.as_chunks::<4>();
        let [last, article_at, position_at] = numbers else {
            return None;
        };
        Some([*last, *article_at, *position_at].map(u32::from_le_bytes))
    }

    /// Puts the term's positions in the current article into `out`, ascending; what was in
    /// `out` is dropped. May be asked again for the same article.
    pub fn positions(&mut self, out: &mut Vec<u32>) {
        out.clear();
        varint::skip(self.positions, &mut self.position_at, self.positions_before);
        self.positions_before = 0;
        let mut at = self.position_at;
        let mut position = 0;
        for _ in 0..self.counts.iter().sum() {
            position += varint::read(self.positions, &mut at);
            out.push(position);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Writer};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Model = BTreeMap<u32, ([u32; 3], Vec<u32>)>;

    fn model() -> impl Strategy<Value = Model> {
        let counts = prop_oneof![Just([0, 0, 1]), Just([1, 0, 0]), [0_u32..3, 0..3, 1..200]];
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
                writer.push(*article, *counts, positions.iter().copied());
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
