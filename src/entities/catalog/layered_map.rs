//! Numbers found by keys, in few bytes, in a map whose clones share what they hold.
//!
//! In go keys, each with a number, one after the other; out come the numbers of a key. What
//! is new lies in a hash map, which a clone copies: it is small. Once it is full, its
//! entries become a [`Layer`], which never changes and which clones share: keys and numbers
//! without gaps, 12 bytes an entry and one more for where its bucket begins. Of two layers
//! the later is at most half as large as the earlier; when it grows beyond that, both
//! become one.

use crate::entities::known::word_key::{Key, KeyMap, join};
use std::sync::Arc;

/// Entries of the hash map: few enough that copying them is nothing.
const FRESH: usize = 2048;
/// Entries of a bucket of a layer, on average at least half as many.
const BUCKET: usize = 8;

/// A map from keys to one or more numbers, whose clones share its layers.
#[derive(Clone, Debug, Default)]
pub(crate) struct LayeredMap {
    layers: Vec<Arc<Layer>>,
    fresh: KeyMap<u32>,
}

impl LayeredMap {
    /// The numbers of a key, in the order in which they were added.
    pub(crate) fn get(&self, key: Key) -> impl Iterator<Item = u32> + '_ {
        (0..).map_while(move |turn| self.one(turn_of(key, turn)))
    }

    /// Adds a number to a key, unless it is there.
    pub(crate) fn add(&mut self, key: Key, number: u32) {
        let mut turns = 0;
        for known in self.get(key) {
            if known == number {
                return;
            }
            turns += 1;
        }
        self.fresh.insert(turn_of(key, turns), number);
        if self.fresh.len() >= FRESH {
            self.freeze();
        }
    }

    /// Bytes that it takes in memory. A slot of the hash map is a key, a number, and a byte
    /// that says whether it is taken.
    pub(crate) fn bytes(&self) -> usize {
        let slots = self.fresh.capacity() / 7 * 8;
        let layers = self.layers.iter().map(|layer| layer.bytes());
        slots * (size_of::<(Key, u32)>() + 1) + layers.sum::<usize>()
    }

    fn one(&self, key: Key) -> Option<u32> {
        let fresh = self.fresh.get(&key).copied();
        fresh.or_else(|| self.layers.iter().find_map(|layer| layer.get(key)))
    }

    /// Makes what is new a layer, and one of those that are too much alike in size.
    fn freeze(&mut self) {
        let mut fresh: Vec<(Key, u32)> = self.fresh.drain().map(|(k, n)| (mix(k), n)).collect();
        fresh.sort_unstable();
        let mut last = Layer::new(fresh.len(), fresh.into_iter());
        while let Some(before) = self.layers.pop_if(|it| last.len() * 2 > it.len()) {
            last = Layer::new(before.len() + last.len(), merge(&before, &last));
        }
        self.layers.push(Arc::new(last));
    }
}

/// Entries by rising [mixed](mix) key, and where those begin whose keys begin with the same
/// bits.
#[derive(Debug)]
struct Layer {
    keys: Box<[Key]>,
    numbers: Box<[u32]>,
    starts: Box<[u32]>,
    /// Bits of a key that are not its bucket.
    shift: u32,
}

impl Layer {
    /// Of entries in order, of which there are `len`, at least one.
    fn new(len: usize, entries: impl Iterator<Item = (Key, u32)>) -> Self {
        let buckets = len.div_ceil(BUCKET).next_power_of_two().max(2);
        let shift = Key::BITS - buckets.ilog2();
        let (mut keys, mut numbers) = (Vec::with_capacity(len), Vec::with_capacity(len));
        let mut starts = Vec::with_capacity(buckets + 1);
        for (key, number) in entries {
            let at = u32::try_from(keys.len()).expect("there are fewer than 2^32 parts");
            starts.resize(starts.len().max(bucket(key, shift) + 1), at);
            keys.push(key);
            numbers.push(number);
        }
        let end = u32::try_from(keys.len()).expect("there are fewer than 2^32 parts");
        starts.resize(buckets + 1, end);
        Self {
            keys: keys.into(),
            numbers: numbers.into(),
            starts: starts.into(),
            shift,
        }
    }

    fn get(&self, key: Key) -> Option<u32> {
        let key = mix(key);
        let bucket = bucket(key, self.shift);
        let (from, to) = (*self.starts.get(bucket)?, *self.starts.get(bucket + 1)?);
        let (from, to) = (from as usize, to as usize);
        let at = self.keys.get(from..to)?.iter().position(|it| *it == key)?;
        self.numbers.get(from + at).copied()
    }

    fn len(&self) -> usize {
        self.keys.len()
    }

    fn iter(&self) -> impl Iterator<Item = (Key, u32)> {
        self.keys.iter().copied().zip(self.numbers.iter().copied())
    }

    fn bytes(&self) -> usize {
        size_of_val(&*self.keys) + size_of_val(&*self.numbers) + size_of_val(&*self.starts)
    }
}

/// The entries of two layers in order.
fn merge(a: &Layer, b: &Layer) -> impl Iterator<Item = (Key, u32)> {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    std::iter::from_fn(move || match (a.peek(), b.peek()) {
        (Some(first), Some(second)) if first > second => b.next(),
        (Some(_), _) => a.next(),
        (None, _) => b.next(),
    })
}

/// Spreads a key over all of its bits; no two keys become one.
fn mix(key: Key) -> Key {
    // An odd number near 2^64 over the golden ratio (Knuth, The Art of Computer
    // Programming, 6.4).
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The first bits of a mixed key.
fn bucket(key: Key, shift: u32) -> usize {
    usize::try_from(key >> shift).unwrap_or(usize::MAX)
}

/// Where the number added at that turn is kept.
fn turn_of(key: Key, turn: u64) -> Key {
    if turn == 0 { key } else { join(key, turn) }
}

#[cfg(test)]
mod tests {
    use super::{FRESH, LayeredMap};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Adds a key's number to both.
    fn add(layers: &mut LayeredMap, model: &mut BTreeMap<u64, Vec<u32>>, key: u64, number: u32) {
        let list = model.entry(key).or_default();
        if !list.contains(&number) {
            list.push(number);
        }
        layers.add(key, number);
    }

    fn check(layers: &LayeredMap, model: &BTreeMap<u64, Vec<u32>>) {
        for (key, list) in model {
            assert_eq!(layers.get(*key).collect::<Vec<_>>(), *list);
        }
        assert_eq!(layers.get(u64::MAX).next(), None);
    }

    #[test]
    fn many_keys_lie_in_few_bytes_and_few_layers() {
        let (mut layers, mut model) = (LayeredMap::default(), BTreeMap::new());
        let n = 20 * FRESH as u64;
        for key in 0..n {
            add(
                &mut layers,
                &mut model,
                key * key,
                u32::try_from(key).unwrap(),
            );
        }
        check(&layers, &model);
        assert_eq!(layers.layers.len(), 2);
        let fresh = LayeredMap::default().bytes() + 20 * 2 * FRESH;
        assert!(
            layers.bytes() - fresh <= model.len() * 13,
            "{}",
            layers.bytes()
        );
    }

    proptest! {
        #[test]
        fn layers_are_a_map_of_lists(adds in prop::collection::vec((0_u64..40, 0_u32..6, any::<bool>(), any::<bool>()), 0..300)) {
            let mut model: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
            let mut layers = LayeredMap::default();
            let mut snapshots = Vec::new();
            for (key, number, freezes, snapshot) in adds {
                add(&mut layers, &mut model, key, number);
                if freezes && !layers.fresh.is_empty() {
                    layers.freeze();
                }
                if snapshot {
                    snapshots.push((layers.clone(), model.clone()));
                }
            }
            snapshots.push((layers, model));
            for (layers, model) in snapshots {
                check(&layers, &model);
            }
        }
    }
}
