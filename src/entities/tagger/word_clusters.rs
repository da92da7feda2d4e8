//! Classes of words that stand in similar places, so that a word the training text never
//! had is judged by its like (Brown and others 1992; here k-means over word vectors).
//!
//! In goes the key of a word; out come its class in a coarse and a fine division. The file
//! is a table of 32-bit cells: 18 bits of the two classes, 14 of the key; a word lies in the
//! cell that its key's high bits choose or in the next free one.

use crate::entities::known::word_key::Key;
use std::borrow::Cow;

/// A word's class among 256 and among 1,024, counted from 1; 0 when it is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cluster {
    /// The coarse class, at most 256.
    pub coarse: u16,
    /// The fine class, at most 1,024.
    pub fine: u16,
}

/// The table.
#[derive(Debug)]
pub struct Clusters {
    bytes: Cow<'static, [u8]>,
    cells: usize,
}

impl Clusters {
    /// The table that `bytes` hold.
    #[must_use]
    pub fn new(bytes: Cow<'static, [u8]>) -> Self {
        let cells = bytes.len() / 4;
        Self { bytes, cells }
    }

    fn cell(&self, at: usize) -> u32 {
        let four = self.bytes.get(4 * at..4 * at + 4);
        four.and_then(|four| four.try_into().ok())
            .map_or(0, u32::from_le_bytes)
    }

    /// The classes of a word.
    #[must_use]
    pub fn of(&self, word: Key) -> Cluster {
        if self.cells == 0 {
            return Cluster::default();
        }
        let mut at = place(word, self.cells);
        for _ in 0..self.cells {
            let cell = self.cell(at);
            if cell == 0 {
                break;
            }
            if cell >> 18 == mark(word) {
                let class = |bits: u32| u16::try_from(bits + 1).unwrap_or(0);
                return Cluster {
                    coarse: class(cell >> 10 & 0xff),
                    fine: class(cell & 0x3ff),
                };
            }
            at = (at + 1) % self.cells;
        }
        Cluster::default()
    }
}

/// The cell among `cells` that a key chooses: its high half, scaled.
fn place(word: Key, cells: usize) -> usize {
    let scaled = ((word >> 32) * u64::try_from(cells).unwrap_or(0)) >> 32;
    usize::try_from(scaled).unwrap_or(0)
}

/// 14 low bits of the key, never 0, so that no filled cell is.
fn mark(word: Key) -> u32 {
    u32::try_from(word & 0x3fff).unwrap_or(0).max(1)
}

/// The bytes of a table of words with their coarse (below 256) and fine (below 1,024)
/// classes, counted from 0. Of two words that cannot be told apart the first counts.
#[must_use]
pub fn pack(words: &[(Key, u8, u16)]) -> Vec<u8> {
    let len = words.len() * 5 / 4 + 1;
    let mut cells = vec![0_u32; len];
    for (word, coarse, fine) in words {
        let mut at = place(*word, len);
        while cells[at] != 0 && cells[at] >> 18 != mark(*word) {
            at = (at + 1) % len;
        }
        if cells[at] == 0 {
            cells[at] = mark(*word) << 18 | u32::from(*coarse) << 10 | u32::from(*fine & 0x3ff);
        }
    }
    cells.into_iter().flat_map(u32::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cluster, Clusters, pack};
    use crate::entities::known::word_key::key;
    use std::borrow::Cow;

    #[test]
    fn finds_what_was_packed() {
        let words = [("kyiv", 0, 0), ("paris", 255, 1023), ("monday", 7, 8)];
        let rows: Vec<_> = words
            .iter()
            .map(|(word, coarse, fine)| (key(word), *coarse, *fine))
            .collect();
        let clusters = Clusters::new(Cow::Owned(pack(&rows)));
        for (word, coarse, fine) in words {
            let expected = Cluster {
                coarse: u16::from(coarse) + 1,
                fine: fine + 1,
            };
            assert_eq!(clusters.of(key(word)), expected, "{word}");
        }
        assert_eq!(clusters.of(key("absent")), Cluster::default());
    }

    #[test]
    fn an_empty_table_knows_nothing() {
        let clusters = Clusters::new(Cow::Owned(Vec::new()));
        assert_eq!(clusters.of(key("kyiv")), Cluster::default());
    }
}
