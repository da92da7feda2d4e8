//! Growing collections whose clones share what they hold.
//!
//! A [`Shelf`] is a vector in chunks, [`Layers`] a map in layers; a clone copies pointers
//! only, and a change copies the one chunk or layer that it touches, if a clone still
//! holds it. So a catalog that grows can be handed out as a snapshot after each batch.

use super::lexicon::{Key, KeyMap, join};
use std::sync::Arc;

/// Values in a chunk: few enough that copying one is nothing, enough that a clone is short.
const CHUNK: usize = 512;

/// A vector whose clones share its chunks.
#[derive(Clone, Debug)]
pub(super) struct Shelf<T> {
    chunks: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            len: 0,
        }
    }
}

impl<T: Clone> Shelf<T> {
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
            Arc::make_mut(chunk).push(value);
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

/// A map from keys to one or more numbers, whose clones share its layers: each at most half
/// as large as the one before it, so that there are few.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    layers: Vec<Arc<KeyMap<u32>>>,
}

impl Layers {
    /// The numbers of a key, in the order in which they were added.
    pub(super) fn get(&self, key: Key) -> impl Iterator<Item = u32> + '_ {
        (0..).map_while(move |turn| self.one(turn_of(key, turn)))
    }

    /// Adds a number to a key, unless it is there.
    pub(super) fn add(&mut self, key: Key, number: u32) {
        let mut turns = 0;
        for known in self.get(key) {
            if known == number {
                return;
            }
            turns += 1;
        }
        let owned = self.layers.last_mut().and_then(Arc::get_mut);
        if let Some(layer) = owned {
            layer.insert(turn_of(key, turns), number);
        } else {
            let layer = KeyMap::from_iter([(turn_of(key, turns), number)]);
            self.layers.push(Arc::new(layer));
        }
        self.merge();
    }

    /// Bytes that it takes in memory: a slot is a key, a number, and a byte that says
    /// whether it is taken.
    pub(super) fn bytes(&self) -> usize {
        let slots = self.layers.iter().map(|layer| layer.capacity() / 7 * 8);
        slots.sum::<usize>() * (size_of::<(Key, u32)>() + 1)
    }

    fn one(&self, key: Key) -> Option<u32> {
        self.layers
            .iter()
            .rev()
            .find_map(|layer| layer.get(&key).copied())
    }

    fn merge(&mut self) {
        while let [.., before, last] = self.layers.as_slice()
            && last.len() * 2 > before.len()
        {
            let last = Arc::clone(last);
            self.layers.pop();
            if let Some(before) = self.layers.last_mut() {
                Arc::make_mut(before).extend(last.iter().map(|(key, number)| (*key, *number)));
            }
        }
    }
}

/// Where the number added at that turn is kept.
fn turn_of(key: Key, turn: u64) -> Key {
    if turn == 0 { key } else { join(key, turn) }
}

#[cfg(test)]
mod tests {
    use super::{Layers, Shelf};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn layers_are_a_map_of_lists(adds in prop::collection::vec((0_u64..40, 0_u32..6, any::<bool>()), 0..300)) {
            let mut model: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
            let mut layers = Layers::default();
            let mut snapshots = Vec::new();
            for (key, number, snapshot) in adds {
                let list = model.entry(key).or_default();
                if !list.contains(&number) {
                    list.push(number);
                }
                layers.add(key, number);
                if snapshot {
                    snapshots.push((layers.clone(), model.clone()));
                }
            }
            snapshots.push((layers, model));
            for (layers, model) in snapshots {
                for (key, list) in model {
                    prop_assert_eq!(layers.get(key).collect::<Vec<_>>(), list);
                }
            }
        }

        #[test]
        fn a_snapshot_of_a_shelf_never_changes(len in 0_usize..1500, change in 0_usize..1500) {
            let mut shelf = Shelf::default();
            (0..len).for_each(|n| shelf.push(n));
            let snapshot = shelf.clone();
            if let Some(value) = shelf.get_mut(change) {
                *value = usize::MAX;
            }
            shelf.push(7);
            prop_assert!(snapshot.iter().copied().eq(0..len));
            prop_assert_eq!(shelf.len(), len + 1);
        }
    }
}
