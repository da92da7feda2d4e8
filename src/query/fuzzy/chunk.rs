//! Some thousand rows of candidates, which never change once they are shared.

use super::{class_bit, head, initials, mask};
use crate::text::fold::fold;

/// Rows of a chunk at most.
pub(super) const CHUNK: usize = 4096;

/// Rows, folded: their texts in one string, for each its end, the set of its characters and
/// that of the beginnings of its words. 16 bytes a row and the text; 8 more where rows
/// stand for something else than themselves.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    text: String,
    ends: Vec<u32>,
    pub(super) masks: Vec<u64>,
    initials: Vec<u32>,
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
        let folded = fold(text);
        let folded = head(&folded);
        self.text.push_str(folded);
        self.masks.push(mask(folded));
        self.initials.push(initials(folded));
        self.ends
            .push(u32::try_from(self.text.len()).expect("a chunk of cut texts is below 4 GiB"));
    }

    /// Adds a name of a thing of some class.
    pub(super) fn push_name(&mut self, text: &str, meaning: Meaning, class: u32) {
        self.push(text);
        self.meanings.push(meaning);
        if let Some(mask) = self.masks.last_mut() {
            *mask |= class_bit(class);
        }
    }

    /// Adds the rows of another chunk that has meanings if this one has.
    pub(super) fn append(&mut self, other: &Self) {
        let base = u32::try_from(self.text.len()).expect("a chunk of cut texts is below 4 GiB");
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| base + end));
        self.masks.extend(&other.masks);
        self.initials.extend(&other.initials);
        self.meanings.extend(&other.meanings);
    }

    /// Lets a row match nothing any more.
    pub(super) fn blank(&mut self, n: usize) {
        if let Some(mask) = self.masks.get_mut(n) {
            *mask = 0;
        }
    }

    pub(super) fn is_blank(&self, n: usize) -> bool {
        self.masks.get(n) == Some(&0)
    }

    /// Gives back what was reserved and not used.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.masks.shrink_to_fit();
        self.initials.shrink_to_fit();
        self.meanings.shrink_to_fit();
    }

    pub(super) fn text(&self, n: usize) -> &str {
        let end = self.ends.get(n).map_or(0, |end| *end as usize);
        let start = n
            .checked_sub(1)
            .and_then(|n| self.ends.get(n))
            .map_or(0, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn initials(&self, n: usize) -> u32 {
        self.initials.get(n).copied().unwrap_or_default()
    }

    /// What a row stands for; `row` is its number among all candidates.
    pub(super) fn meaning(&self, n: usize, row: u32) -> Meaning {
        self.meanings.get(n).copied().unwrap_or_else(|| Meaning {
            thing: row,
            tie: u32::try_from(self.text(n).len()).unwrap_or(u32::MAX),
        })
    }

    /// Bytes that it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity()
            + self.ends.capacity() * size_of::<u32>()
            + self.masks.capacity() * size_of::<u64>()
            + self.initials.capacity() * size_of::<u32>()
            + self.meanings.capacity() * size_of::<Meaning>()
    }
}
