//! A term that is weighed by windows.

use crate::index::{Block, Bm25, Cursor, Segment};
use std::ops::Range;

/// The postings of a term, read a block at a time.
pub(super) struct Stream<'a> {
    pub(super) cursor: Cursor<'a>,
    /// What an occurrence counts.
    pub(super) weight: f32,
    /// For each window how many blocks end before it.
    blocks: Vec<u32>,
    /// The block read last, and its number.
    block: Block,
    number: Option<u32>,
}

impl<'a> Stream<'a> {
    /// With the windows found among its blocks.
    pub(super) fn new(cursor: Cursor<'a>, weight: f32, width: u32, n_windows: u32) -> Self {
        let mut stream = Self {
            cursor,
            weight,
            blocks: Vec::new(),
            block: Block::default(),
            number: None,
        };
        stream.find_blocks(width, n_windows);
        stream
    }

    fn find_blocks(&mut self, width: u32, n_windows: u32) {
        self.blocks.reserve(n_windows as usize);
        let mut block = 0;
        for start in (0..n_windows).map(|number| number * width) {
            while self.cursor.last_of(block).is_some_and(|last| last < start) {
                block += 1;
            }
            self.blocks.push(block);
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
        for block in 0..self.cursor.n_blocks() {
            let bound = self.cursor.bound(block) * growth;
            let last = self.cursor.last_of(block).unwrap_or(next);
            let windows = (next / width) as usize..=(last / width) as usize;
            for high in highest.get_mut(windows).unwrap_or_default() {
                *high = high.max(bound);
            }
            next = last;
        }
        let mut block = Block::default();
        if self.cursor.unpack(self.cursor.n_blocks(), &mut block) {
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

    /// Calls `visit` with the articles of a window, as parts of blocks.
    #[inline]
    pub(super) fn each(
        &mut self,
        number: u32,
        window: &Range<u32>,
        mut visit: impl FnMut(&Block, Range<usize>),
    ) {
        let first = self.blocks.get(number as usize).copied();
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
