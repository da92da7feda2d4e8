//! Some thousand rows of candidates, which never change once they are shared.

use super::head;
use super::signs::{Signs, class_bit};
use crate::text::fold::fold;
use std::ops::Range;

/// Rows of a chunk at most.
pub(super) const CHUNK: usize = 4096;

/// Rows, folded: their texts in one string, for each its end and its signs. 32 bytes a row
/// and the text; 8 more where rows stand for something else than themselves.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    text: String,
    rows: Vec<Row>,
    /// What each row stands for; empty where each stands for itself.
    meanings: Vec<Meaning>,
}

/// A row: its signs, and where its text ends.
#[derive(Clone, Copy, Debug)]
struct Row {
    pairs: u128,
    mask: u64,
    initials: u32,
    end: u32,
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
        self.rows.len()
    }

    pub(super) fn push(&mut self, text: &str) {
        let folded = fold(text);
        let folded = head(&folded);
        self.text.push_str(folded);
        let signs = Signs::of(folded);
        self.rows.push(Row {
            end: u32::try_from(self.text.len()).expect("a chunk of cut texts is below 4 GiB"),
            mask: signs.mask,
            initials: signs.initials,
            pairs: signs.pairs,
        });
    }

    /// Adds a name of a thing of some class.
    pub(super) fn push_name(&mut self, text: &str, meaning: Meaning, class: u32) {
        self.push(text);
        self.meanings.push(meaning);
        if let Some(row) = self.rows.last_mut() {
            row.mask |= class_bit(class);
        }
    }

    /// Adds the rows of another chunk that has meanings if this one has.
    pub(super) fn append(&mut self, other: &Self) {
        let base = u32::try_from(self.text.len()).expect("a chunk of cut texts is below 4 GiB");
        self.text.push_str(&other.text);
        self.rows.extend(other.rows.iter().map(|row| Row {
            end: base + row.end,
            ..*row
        }));
        self.meanings.extend(&other.meanings);
    }

    /// Lets a row match nothing any more.
    pub(super) fn blank(&mut self, n: usize) {
        if let Some(row) = self.rows.get_mut(n) {
            row.mask = 0;
        }
    }

    pub(super) fn is_blank(&self, n: usize) -> bool {
        self.mask(n) == 0
    }

    /// Gives back what was reserved and not used.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.rows.shrink_to_fit();
        self.meanings.shrink_to_fit();
    }

    /// A row's text.
    pub(super) fn str(&self, n: usize) -> &str {
        self.text.get(self.span(n)).unwrap_or_default()
    }

    /// The bytes of a row's text.
    pub(super) fn text(&self, n: usize) -> &[u8] {
        let text = self.text.as_bytes();
        text.get(self.span(n)).unwrap_or_default()
    }

    /// Where a row's text is.
    fn span(&self, n: usize) -> Range<usize> {
        let end = |n: usize| self.rows.get(n).map_or(0, |row| row.end as usize);
        n.checked_sub(1).map_or(0, end)..end(n)
    }

    /// Whether rows stand for something else than themselves.
    pub(super) fn has_meanings(&self) -> bool {
        !self.meanings.is_empty()
    }

    pub(super) fn mask(&self, n: usize) -> u64 {
        self.rows.get(n).map_or(0, |row| row.mask)
    }

    pub(super) fn signs(&self, n: usize) -> Signs {
        let row = self.rows.get(n);
        Signs {
            mask: self.mask(n),
            initials: row.map_or(0, |row| row.initials),
            pairs: row.map_or(0, |row| row.pairs),
        }
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
            + self.rows.capacity() * size_of::<Row>()
            + self.meanings.capacity() * size_of::<Meaning>()
    }
}
