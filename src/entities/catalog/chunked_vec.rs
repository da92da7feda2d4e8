//! Vectors that grow and whose clones share what they hold.
//!
//! A [`ChunkedVec`] is a vector in chunks; a clone copies pointers only, and a change copies the
//! one chunk that it touches, if a clone still holds it. So a catalog that grows can be
//! handed out as a snapshot after each batch.

use std::sync::Arc;

/// Values in a chunk: few enough that copying one is nothing, enough that a clone is short.
const CHUNK: usize = 512;

/// A vector whose clones share its chunks.
#[derive(Clone, Debug)]
pub(super) struct ChunkedVec<T> {
    chunks: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Default for ChunkedVec<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            len: 0,
        }
    }
}

impl<T: Clone> ChunkedVec<T> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn get(&self, at: usize) -> Option<&T> {
        self.chunks.get(at / CHUNK)?.get(at % CHUNK)
    }

    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        Arc::make_mut(self.chunks.get_mut(at / CHUNK)?).get_mut(at % CHUNK)
    }

    pub(super) fn push(&mut self, value: T) {
        if self.len.is_multiple_of(CHUNK) {
            self.chunks.push(Arc::new(Vec::with_capacity(CHUNK)));
        }
        if let Some(chunk) = self.chunks.last_mut() {
            let chunk = Arc::make_mut(chunk);
            // A copy has no more room than it needs.
            chunk.reserve_exact(CHUNK - chunk.len());
            chunk.push(value);
            self.len += 1;
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// Bytes that it takes in memory, without what the values point to.
    pub(super) fn bytes(&self) -> usize {
        self.chunks.len() * CHUNK * size_of::<T>()
    }
}

#[cfg(test)]
mod tests {
    use super::ChunkedVec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_snapshot_never_changes(len in 0_usize..1500, change in 0_usize..1500) {
            let mut vector = ChunkedVec::default();
            (0..len).for_each(|n| vector.push(n));
            let snapshot = vector.clone();
            if let Some(value) = vector.get_mut(change) {
                *value = usize::MAX;
            }
            vector.push(7);
            prop_assert!(snapshot.iter().copied().eq(0..len));
            prop_assert_eq!(vector.len(), len + 1);
        }
    }
}
