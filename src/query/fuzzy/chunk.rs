//! Some thousand rows of candidates, which never change once they are shared.

use super::bitmap_filter::{BLOCK, Block, PRESENT, class_sign};
use super::head;
use super::padded_text::Text;
use crate::text::fold::fold_into;
use std::ops::Range;

/// Rows of a chunk at most.
pub(super) const CHUNK: usize = 4096;

/// Rows, folded: their texts in one string, for each its end and its signs. 33 bytes a row
/// and the text, where the last block is full: a chunk of few takes a whole one, 15 kB. 8
/// more where rows stand for something else than themselves.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    text: String,
    /// Where the text of each row ends.
    ends: Vec<u32>,
    blocks: Vec<Block>,
    /// What each row stands for; empty where each stands for itself.
    meanings: Vec<Meaning>,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The thing: neighboring rows of one thing are its names.
    pub(super) thing: u32,
    /// Which of equally good ones comes first: the lower.
    pub(super) tie: u32,
}

impl Chunk {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn push(&mut self, text: &str) {
        let (n, start) = (self.len(), self.text.len());
        fold_into(text, &mut self.text);
        let folded = self.text.get(start..).unwrap_or_default();
        let end = start + head(folded).len();
        self.text.truncate(end);
        if n.is_multiple_of(BLOCK) {
            self.blocks.push(Block::EMPTY);
        }
        if let (Some(block), Some(text)) = (self.blocks.last_mut(), self.text.get(start..)) {
            block.add(n % BLOCK, text);
        }
        self.ends.push(end_of(end));
    }

    /// Adds a name of a thing of some class.
    pub(super) fn push_name(&mut self, text: &str, meaning: Meaning, class: u32) {
        let n = self.len();
        self.push(text);
        self.meanings.push(meaning);
        if let Some(block) = self.blocks.last_mut() {
            block.set(class_sign(class), n % BLOCK);
        }
    }

    /// Adds the rows of another chunk that has meanings if this one has.
    pub(super) fn append(&mut self, other: &Self) {
        let (base, n) = (end_of(self.text.len()), self.len() % BLOCK);
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| base + end));
        self.meanings.extend(&other.meanings);
        for block in &other.blocks {
            match self.blocks.last_mut().filter(|_| n > 0) {
                Some(last) => {
                    let over = last.append(n, block);
                    self.blocks.push(over);
                }
                None => self.blocks.push(block.clone()),
            }
        }
        self.blocks.truncate(self.len().div_ceil(BLOCK));
    }

    /// Lets a row match nothing any more.
    pub(super) fn blank(&mut self, n: usize) {
        if let Some(block) = self.blocks.get_mut(n / BLOCK) {
            block.unset(PRESENT, n % BLOCK);
        }
    }

    pub(super) fn is_blank(&self, n: usize) -> bool {
        let block = self.blocks.get(n / BLOCK);
        block.is_none_or(|block| !block.has(PRESENT, n % BLOCK))
    }

    /// Gives back what was reserved and not used.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.blocks.shrink_to_fit();
        self.meanings.shrink_to_fit();
    }

    /// A row's text.
    pub(super) fn text(&self, n: usize) -> Text<'_> {
        let Range { start, end } = self.span(n);
        Text::within(&self.text, start, end)
    }

    /// Where a row's text is.
    fn span(&self, n: usize) -> Range<usize> {
        let end = |n: usize| self.ends.get(n).map_or(0, |end| *end as usize);
        n.checked_sub(1).map_or(0, end)..end(n)
    }

    /// Whether rows stand for something else than themselves.
    pub(super) fn has_meanings(&self) -> bool {
        !self.meanings.is_empty()
    }

    /// The signs of its rows, [`BLOCK`] at a time.
    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What a row stands for; `row` is its number among all candidates.
    pub(super) fn meaning(&self, n: usize, row: u32) -> Meaning {
        self.meanings.get(n).copied().unwrap_or_else(|| Meaning {
            thing: row,
            tie: u32::try_from(self.span(n).len()).unwrap_or(u32::MAX),
        })
    }

    /// Bytes that it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity()
            + self.ends.capacity() * size_of::<u32>()
            + self.blocks.capacity() * size_of::<Block>()
            + self.meanings.capacity() * size_of::<Meaning>()
    }
}

/// The end of a row's text.
fn end_of(end: usize) -> u32 {
    u32::try_from(end).expect("a chunk of cut texts is below 4 GiB")
}
