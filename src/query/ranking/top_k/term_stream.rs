//! A term that is weighed by windows.

use super::bounds_row::{BoundsRow, place};
use crate::index::postings::field_counts;
use crate::index::{Block, Bm25, Cursor, Impacts, Segment};
use crate::query::syntax::ast::Scope;
use std::ops::Range;

/// The postings of a term, window by window.
pub(super) struct TermStream<'a> {
    blocks: Blocks<'a>,
    /// What an occurrence counts.
    pub(super) weight: f32,
    /// How often each article of the window holds the term, in a byte.
    counts: BoundsRow,
    /// What does not fit in a byte.
    long: Vec<(u32, [u32; 3])>,
}

/// The blocks of a term's postings, read one at a time.
struct Blocks<'a> {
    cursor: Cursor<'a>,
    /// For each window how many end before it.
    before: Vec<u32>,
    /// The one read last, and its number.
    block: Block,
    number: Option<u32>,
}

impl<'a> TermStream<'a> {
    /// With the windows found among its blocks.
    pub(super) fn new(cursor: Cursor<'a>, weight: f32, width: u32, n_windows: u32) -> Self {
        Self {
            blocks: Blocks::new(cursor, width, n_windows),
            weight,
            counts: BoundsRow::default(),
            long: Vec::new(),
        }
    }

    /// Adds the highest frequency in each window, or slightly more.
    pub(super) fn add_bounds(
        &self,
        segment: &Segment,
        width: u32,
        bm25: &Bm25,
        growth: f32,
        sums: &mut [f32],
    ) {
        let mut highest = vec![0.0_f32; sums.len()];
        let mut next = 0;
        let cursor = &self.blocks.cursor;
        for block in 0..cursor.n_blocks() {
            let bound = cursor.bound(block) * growth;
            let last = cursor.last_of(block).unwrap_or(next);
            let windows = (next / width) as usize..=(last / width) as usize;
            for high in highest.get_mut(windows).unwrap_or_default() {
                *high = high.max(bound);
            }
            next = last;
        }
        let mut block = Block::default();
        if cursor.unpack(cursor.n_blocks(), &mut block) {
            for (n, local) in block.articles().iter().enumerate() {
                let counts = block.counts(n);
                let frequency = bm25.frequency(counts, segment.lengths(*local));
                if let Some(high) = highest.get_mut((local / width) as usize) {
                    *high = high.max(frequency);
                }
            }
        }
        for (sum, highest) in sums.iter_mut().zip(highest) {
            *sum += self.weight * highest;
        }
    }

    /// Adds what the term is worth at most to the row of a window whose articles are of
    /// these classes, and keeps how often they hold it until [`clear`](Self::clear).
    pub(super) fn spread(
        &mut self,
        number: u32,
        window: &Range<u32>,
        (impacts, classes): (&Impacts, &BoundsRow),
        scope: Scope,
        row: &mut BoundsRow,
    ) {
        let (counts, long) = (&mut self.counts, &mut self.long);
        self.blocks.each(number, window, |block, part| {
            let articles = block.articles().get(part.clone()).unwrap_or_default();
            let packed = block.packed().get(part.clone()).unwrap_or_default();
            put(articles, packed, impacts, classes, (row, counts));
            for (place, of_article) in block.long(part) {
                let local = block.articles()[*place];
                let masked = scope.mask(*of_article);
                if masked != [0; 3] {
                    row.add(local, impacts.ceiling());
                }
                counts.set(local, field_counts::LONG);
                long.push((local, masked));
            }
        });
    }

    /// Puts something into the row of a window for each article that holds the term.
    pub(super) fn mark(&mut self, number: u32, window: &Range<u32>, row: &mut BoundsRow) {
        self.blocks.each(number, window, |block, part| {
            let articles = block.articles().get(part).unwrap_or_default();
            for local in articles {
                row.set(*local, 1);
            }
        });
    }

    /// Adds the term's part to the frequencies of some articles of the window, each times
    /// the article's norm: so a word of many terms is divided by it once.
    pub(super) fn add_frequencies(
        &self,
        (segment, bm25): (&Segment, &Bm25),
        articles: &[u32],
        norms: &[f32],
        sums: &mut [f32],
    ) {
        let each = articles.iter().zip(norms).zip(sums);
        for ((local, norm), sum) in each {
            let packed = self.counts.get(*local);
            // Mostly the term is not in the title.
            *sum += if let [0, ..] = field_counts::unpacked(packed) {
                self.weight * bm25.running(packed)
            } else {
                let counts = match packed {
                    field_counts::LONG => self.long_of(*local),
                    packed => field_counts::unpacked(packed),
                };
                self.weight * bm25.frequency(counts, segment.lengths(*local)) * norm
            };
        }
    }

    #[cold]
    fn long_of(&self, local: u32) -> [u32; 3] {
        let at = self.long.binary_search_by_key(&local, |(local, _)| *local);
        at.map_or([0; 3], |at| self.long[at].1)
    }

    /// Forgets the window from `start` on.
    pub(super) fn clear(&mut self, start: u32, len: usize) {
        self.counts.clear(start, len);
        self.long.clear();
    }
}

impl<'a> Blocks<'a> {
    fn new(cursor: Cursor<'a>, width: u32, n_windows: u32) -> Self {
        let (mut before, mut block) = (Vec::with_capacity(n_windows as usize), 0);
        for start in (0..n_windows).map(|number| number * width) {
            while cursor.last_of(block).is_some_and(|last| last < start) {
                block += 1;
            }
            before.push(block);
        }
        Self {
            cursor,
            before,
            block: Block::default(),
            number: None,
        }
    }

    /// Calls `visit` with the articles of a window, as parts of blocks.
    #[inline]
    fn each(
        &mut self,
        number: u32,
        window: &Range<u32>,
        mut visit: impl FnMut(&Block, Range<usize>),
    ) {
        let first = self.before.get(number as usize).copied();
        for number in first.unwrap_or_default().. {
            if self.number != Some(number) {
                if !self.cursor.unpack(number, &mut self.block) {
                    return;
                }
                self.number = Some(number);
            }
            let articles = self.block.articles();
            let from = articles.partition_point(|article| *article < window.start);
            let to = articles.partition_point(|article| *article < window.end);
            visit(&self.block, from..to);
            if to < articles.len() {
                return;
            }
        }
    }
}

/// Adds what postings are worth at most to a row, and puts their counts into another. By
/// itself, so that the compiler knows the rows apart.
#[inline(never)]
fn put(
    articles: &[u32],
    packed: &[u8],
    impacts: &Impacts,
    classes: &BoundsRow,
    (row, counts): (&mut BoundsRow, &mut BoundsRow),
) {
    let (row, counts, classes) = (row.bytes_mut(), counts.bytes_mut(), classes.bytes());
    for (local, packed) in articles.iter().zip(packed) {
        let at = place(*local);
        row[at] = row[at].saturating_add(impacts.steps(*packed, classes[at]));
        counts[at] = impacts.masked(*packed);
    }
}
