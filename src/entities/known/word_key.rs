//! Words as numbers: 64-bit hashes of their folded letters, so that looking one up allocates
//! nothing.
//!
//! Two different words meet in one hash about once in 10¹³ pairs, and then a rare word is
//! taken for another: never a panic, never a wrong span.

use crate::text::fold::fold_char;
use hashbrown::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Hash of a folded word, or of a sequence of them.
pub(crate) type Key = u64;

/// The hash of `word`, folded, without apostrophes and the dots of acronyms.
pub(crate) fn key(word: &str) -> Key {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut eat = |c: char| {
        if c != '\'' && c != '.' {
            hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for c in word.chars() {
        if c.is_ascii() {
            eat(c.to_ascii_lowercase());
        } else {
            fold_char(c, &mut eat);
        }
    }
    spread(hash)
}

/// The hash of the sequence that `before` stands for, continued by `word`.
pub(crate) fn join(before: Key, word: Key) -> Key {
    spread(before.rotate_left(23) ^ word)
}

/// Mixes the bits, so that any of them serve as a table's index (Stafford's variant 13 of
/// the `MurmurHash3` finalizer).
fn spread(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Hashes keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map from [`Key`]s.
pub(crate) type KeyMap<V> = HashMap<Key, V, BuildHasherDefault<Ready>>;
