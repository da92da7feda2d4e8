//! Blobs by number, in little more memory than their bytes take.
//!
//! In go strings of bytes, one after the other; out comes each again by its number, and it may be
//! replaced. They lie side by side in chunks, so that a piece costs its bytes and four for
//! where it ends. Clones share the chunks; a change copies the one that it touches, if a
//! clone still holds it. Replacing a piece by a longer or shorter one moves what is behind
//! it in its chunk.

use std::ops::Range;
use std::sync::Arc;

/// Blobs in a chunk: few enough that moving or copying one is nothing, enough that a clone
/// is short.
const CHUNK: usize = 256;
/// What part of a chunk's bytes is set aside for more when it has to grow.
const SLACK: usize = 16;

/// Strings of bytes, whose clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blobs {
    chunks: Vec<Arc<Chunk>>,
    len: usize,
}

impl Blobs {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The piece of a number; empty where there is none.
    pub(crate) fn get(&self, at: usize) -> &[u8] {
        let chunk = self.chunks.get(at / CHUNK);
        chunk.map_or(&[], |chunk| chunk.get(at % CHUNK))
    }

    pub(crate) fn push(&mut self, piece: &[u8]) {
        if self.len.is_multiple_of(CHUNK) {
            self.chunks.push(Arc::default());
        }
        if let Some(chunk) = self.chunks.last_mut() {
            Arc::make_mut(chunk).push(piece);
            self.len += 1;
        }
    }

    /// Puts a piece in the place of another one; nothing where there is none.
    pub(crate) fn set(&mut self, at: usize, piece: &[u8]) {
        if at < self.len
            && let Some(chunk) = self.chunks.get_mut(at / CHUNK)
        {
            Arc::make_mut(chunk).set(at % CHUNK, piece);
        }
    }

    /// Bytes that they take in memory.
    pub(crate) fn bytes(&self) -> usize {
        let chunks = self.chunks.iter().map(|chunk| {
            let counts = 2 * size_of::<usize>();
            let ends = chunk.ends.capacity() * size_of::<u32>();
            counts + size_of::<Chunk>() + ends + chunk.bytes.capacity()
        });
        chunks.sum::<usize>() + self.chunks.capacity() * size_of::<usize>()
    }
}

/// Blobs side by side.
#[derive(Clone, Debug, Default)]
struct Chunk {
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Chunk {
    fn range(&self, at: usize) -> Range<usize> {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        at.checked_sub(1).map_or(0, end)..end(at)
    }

    fn get(&self, at: usize) -> &[u8] {
        self.bytes.get(self.range(at)).unwrap_or_default()
    }

    fn push(&mut self, piece: &[u8]) {
        self.reserve(piece.len());
        self.bytes.extend_from_slice(piece);
        self.ends.reserve_exact(CHUNK - self.ends.len());
        self.ends.push(narrow(self.bytes.len()));
    }

    fn set(&mut self, at: usize, piece: &[u8]) {
        let range = self.range(at);
        if let Some(before) = self.bytes.get_mut(range.clone())
            && before.len() == piece.len()
        {
            return before.copy_from_slice(piece);
        }
        self.reserve(piece.len().saturating_sub(range.len()));
        self.bytes.splice(range.clone(), piece.iter().copied());
        for end in self.ends.iter_mut().skip(at) {
            *end = narrow(*end as usize - range.len() + piece.len());
        }
    }

    /// Makes room, little more than is needed.
    fn reserve(&mut self, more: usize) {
        if self.bytes.capacity() - self.bytes.len() < more {
            self.bytes.reserve_exact(more.max(self.bytes.len() / SLACK));
        }
    }
}

fn narrow(len: usize) -> u32 {
    u32::try_from(len).expect("what some hundred articles name is below 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::Blobs;
    use proptest::prelude::*;

    fn piece() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(any::<u8>(), 0..6)
    }

    fn all(pieces: &Blobs) -> Vec<Vec<u8>> {
        (0..pieces.len())
            .map(|at| pieces.get(at).to_vec())
            .collect()
    }

    proptest! {
        #[test]
        fn pieces_are_a_vector_and_a_snapshot_never_changes(
            pushed in prop::collection::vec(piece(), 0..600),
            set in prop::collection::vec((0_usize..700, piece()), 0..40),
        ) {
            let mut pieces = Blobs::default();
            for piece in &pushed {
                pieces.push(piece);
            }
            let snapshot = pieces.clone();
            let mut model = pushed.clone();
            for (at, piece) in &set {
                pieces.set(*at, piece);
                if let Some(slot) = model.get_mut(*at) {
                    slot.clone_from(piece);
                }
            }
            pieces.push(&[7]);
            model.push(vec![7]);
            prop_assert_eq!(all(&pieces), model);
            prop_assert_eq!(all(&snapshot), pushed);
        }
    }
}
