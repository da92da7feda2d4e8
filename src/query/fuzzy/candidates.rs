//! Many texts, to be found by a few letters.
//!
//! Layout: chunks of at most 4096 rows, shared between snapshots and never changed while
//! they are. Cost: the folded text and 33 bytes a row, 77 bytes for a title of 44, and 15 kB at
//! least, until few rows are appended to others.

use super::chunk::{CHUNK, Chunk, Meaning};
use std::sync::Arc;

/// Texts to find by a few letters, numbered from 0. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    pub(super) chunks: Vec<Arc<Chunk>>,
    /// Number of the first row of each chunk.
    pub(super) starts: Vec<u32>,
    len: u32,
    blank: u32,
}

impl Candidates {
    /// Adds a row that stands for itself.
    pub fn push(&mut self, text: &str) {
        self.last(1).push(text);
        self.len += 1;
    }

    /// Adds a thing with several names, of which the best counts. `thing` is its number,
    /// `rank` says which of equally good ones comes first, the lower; `class`, below
    /// [`CLASSES`](super::CLASSES), is what a pattern can ask for.
    pub fn push_thing<'a>(
        &mut self,
        thing: u32,
        rank: u32,
        class: u32,
        names: impl ExactSizeIterator<Item = &'a str>,
    ) {
        // The names of a thing lie in one chunk, so that one thread sees all of them.
        let (mut added, chunk) = (0, self.last(names.len()));
        for name in names {
            chunk.push_name(name, Meaning { thing, tie: rank }, class);
            added += 1;
        }
        self.len += added;
    }

    /// Adds the rows of others behind these. All stand for themselves, or none.
    pub fn append(&mut self, others: &Self) {
        for chunk in &others.chunks {
            let last = self.chunks.last_mut();
            // A chunk that is worth it stays shared.
            let joins = |last: &&mut Arc<Chunk>| {
                chunk.len() < CHUNK / 8 && last.len() + chunk.len() <= CHUNK
            };
            if let Some(last) = last.filter(joins) {
                Arc::make_mut(last).append(chunk);
            } else {
                self.starts.push(self.len);
                self.chunks.push(Arc::clone(chunk));
            }
            self.len += u32::try_from(chunk.len()).unwrap_or(u32::MAX);
        }
        self.blank += others.blank;
    }

    /// Lets a row match nothing any more; the others keep their numbers.
    pub fn blank(&mut self, row: u32) {
        let Some((chunk, n)) = self.place(row) else {
            return;
        };
        if let Some(chunk) = self
            .chunks
            .get_mut(chunk)
            .filter(|chunk| !chunk.is_blank(n))
        {
            Arc::make_mut(chunk).blank(n);
            self.blank += 1;
        }
    }

    /// Gives back what was reserved and not used.
    pub fn shrink(&mut self) {
        for chunk in self.chunks.iter_mut().filter_map(Arc::get_mut) {
            chunk.shrink();
        }
    }

    /// The last chunk, which has room for some rows.
    fn last(&mut self, rows: usize) -> &mut Chunk {
        let full = |chunk: &Arc<Chunk>| chunk.len() > 0 && chunk.len() + rows > CHUNK;
        if self.chunks.last().is_none_or(full) {
            self.starts.push(self.len);
            self.chunks.push(Arc::default());
        }
        Arc::make_mut(
            self.chunks
                .last_mut()
                .expect("one was pushed if there was none"),
        )
    }

    /// Number of rows, blank ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Number of rows that can match.
    #[must_use]
    pub fn n_present(&self) -> usize {
        (self.len - self.blank) as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Bytes that they take in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.bytes()).sum()
    }

    /// The rows that can match, in order.
    pub(super) fn present(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len).filter(|row| {
            let place = self.place(*row);
            place.is_some_and(|(chunk, n)| !self.chunks[chunk].is_blank(n))
        })
    }

    /// The chunk of a row, and the row's number in it.
    fn place(&self, row: u32) -> Option<(usize, usize)> {
        let chunk = self
            .starts
            .partition_point(|start| *start <= row)
            .checked_sub(1)?;
        let n = (row - self.starts[chunk]) as usize;
        (n < self.chunks[chunk].len()).then_some((chunk, n))
    }

    /// The thing that a row is a name of; the row itself where it stands for itself.
    #[must_use]
    pub fn thing(&self, row: u32) -> Option<u32> {
        let (chunk, n) = self.place(row)?;
        Some(self.chunks[chunk].meaning(n, row).thing)
    }

    /// The text of a row, folded and cut.
    #[must_use]
    pub fn folded(&self, row: u32) -> Option<&str> {
        let (chunk, n) = self.place(row)?;
        Some(self.chunks.get(chunk)?.text(n).str())
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, Candidates};

    #[test]
    fn a_blank_row_is_gone_and_the_others_stay() {
        let mut all = Candidates::default();
        for n in 0..CHUNK + 9 {
            all.push(&format!("title {n}"));
        }
        let (before, last) = (all.clone(), u32::try_from(CHUNK).unwrap());
        all.blank(last);
        all.blank(last);
        assert_eq!(all.n_present(), before.n_present() - 1);
        assert!(before.present().eq(0..last + 9));
        assert!(all.present().eq((0..last).chain(last + 1..last + 9)));
        assert_eq!(all.folded(last + 1), Some("title 4097"));
    }
}
