//! The terms of a batch, numbered as they come.
//!
//! A hash table with linear probing whose slots are nothing but numbers: 4 bytes, so that
//! the table of a batch stays in a near cache; keys are kept in the order of the numbers, the
//! frequent ones mostly first. Look-ups are done in groups, first all slots, then all keys:
//! none waits for the one before. Cost: 24 to 32 bytes and some 10 nanoseconds a term.

use crate::index::analysis::term_key::Key;
use hashbrown::HashMap;
use std::hash::{BuildHasher, RandomState};

/// Keys that are looked up together.
pub(crate) const PROBED: usize = 32;
/// Slots that there are at first, a power of two.
const FEWEST: usize = 1 << 10;

/// Numbers terms from 0 on.
pub(crate) struct Dictionary {
    /// Numbers of short terms, one more each, where the hash of the key says or behind; 0
    /// where there is none. At most half of them are taken.
    slots: Vec<u32>,
    /// The keys of all terms, behind one that none has.
    keys: Vec<Key>,
    long: HashMap<Box<str>, u32>,
    /// Drawn by lot, so that no text can have all its terms in one place of the table.
    seed: u64,
}

/// A term while terms are sorted: its key, the whole of it where it is longer, its number.
pub(crate) struct Sortable<'a> {
    pub(crate) key: Key,
    pub(crate) long: Option<&'a str>,
    pub(crate) id: u32,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self {
            slots: vec![0; FEWEST],
            keys: vec![Key::NONE],
            long: HashMap::new(),
            seed: RandomState::new().hash_one(()),
        }
    }
}

impl Dictionary {
    /// Calls `visit` with the numbers of terms that are told by these keys, at most
    /// [`PROBED`], new numbers for new ones.
    #[inline]
    pub(crate) fn numbers(&mut self, keys: &[Key], mut visit: impl FnMut(u32)) {
        let mut found = [0; PROBED];
        for (found, key) in found.iter_mut().zip(keys) {
            *found = self.slots[self.home(*key)];
        }
        for (found, key) in found.iter().zip(keys) {
            let number = match key.number() {
                Some(number) => number,
                None if self.keys[*found as usize] == *key => *found,
                None => self.probe(*key),
            };
            visit(number - 1);
        }
    }

    /// The slot where a key is first looked for.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "its lower bits")]
    fn home(&self, key: Key) -> usize {
        key.hash(self.seed) as usize & (self.slots.len() - 1)
    }

    /// One more than the number of a term, a new one if it is new.
    fn probe(&mut self, key: Key) -> u32 {
        let mut at = self.home(key);
        loop {
            match self.slots[at] {
                0 => break,
                found if self.keys[found as usize] == key => return found,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
        self.keys.push(key);
        let number = self.n_terms();
        self.slots[at] = number;
        if 2 * self.keys.len() > self.slots.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let taken = std::mem::take(&mut self.slots);
        self.slots = vec![0; 2 * taken.len()];
        for number in taken.into_iter().filter(|number| *number > 0) {
            let mut at = self.home(self.keys[number as usize]);
            while self.slots[at] > 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = number;
        }
    }

    /// A key that stands for a term that is too long to be told by its own.
    pub(crate) fn long_key(&mut self, term: &str) -> Key {
        if let Some(number) = self.long.get(term) {
            return Key::of_number(*number);
        }
        self.keys.push(Key::of(term.as_bytes()));
        let number = self.n_terms();
        self.long.insert(term.into(), number);
        Key::of_number(number)
    }

    fn n_terms(&self) -> u32 {
        u32::try_from(self.keys.len() - 1).expect("texts are below 4 GiB")
    }

    /// All terms, sorted by their bytes.
    pub(crate) fn sorted(&self) -> Vec<Sortable<'_>> {
        let of = |number: u32, long| Sortable {
            key: self.keys[number as usize],
            long,
            id: number - 1,
        };
        let short = self.slots.iter().filter(|number| **number > 0);
        let short = short.map(|number| of(*number, None));
        let long = self
            .long
            .iter()
            .map(|(term, number)| of(*number, Some(&**term)));
        let mut terms: Vec<Sortable<'_>> = short.chain(long).collect();
        // A short term that a long one begins with is the smaller, as `None` is.
        terms.sort_unstable_by(|a, b| a.key.cmp(&b.key).then_with(|| a.long.cmp(&b.long)));
        terms
    }
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, Key, PROBED};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// `[a-c]{1,7}` or `[ab]{15,18}`, by a number: a pattern takes far longer to make the same.
    fn term(random: u32) -> String {
        let (letters, len) = match random % 2 {
            0 => (3, 1 + random / 2 % 7),
            _ => (2, 15 + random / 2 % 4),
        };
        let drawn = (0..len).scan(random / 14, |rest, _| {
            let letter = *rest % letters;
            *rest /= letters;
            char::from_digit(10 + letter, 13)
        });
        drawn.collect()
    }

    proptest! {
        #[test]
        fn numbers_as_a_map_does(terms in prop::collection::vec(any::<u32>().prop_map(term), 0..3000)) {
            let (mut dictionary, mut model) = (Dictionary::default(), BTreeMap::new());
            for part in terms.chunks(PROBED) {
                let keys: Vec<Key> = part.iter().map(|term| match term.len() {
                    ..=16 => Key::of(term.as_bytes()),
                    _ => dictionary.long_key(term),
                }).collect();
                let mut numbers = Vec::new();
                dictionary.numbers(&keys, |number| numbers.push(number));
                prop_assert_eq!(numbers.len(), part.len());
                for (term, number) in part.iter().zip(numbers) {
                    prop_assert_eq!(*model.entry(term).or_insert(number), number);
                }
            }
            let sorted: Vec<u32> = dictionary.sorted().iter().map(|term| term.id).collect();
            prop_assert_eq!(&sorted, &model.into_values().collect::<Vec<u32>>());
            let mut dense = sorted.clone();
            dense.sort_unstable();
            prop_assert!(dense.into_iter().eq(0..u32::try_from(sorted.len()).unwrap()));
        }
    }
}
