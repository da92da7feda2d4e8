//! Up to 128 articles of a term's postings, packed and unpacked.
//!
//! ```text
//! full block  width  head × 128  rest*  long*   a head has as many bytes as the width says
//! last block  (head  rest  long)*               fewer than 128 articles; heads are varints
//!
//! head = (distance from the article before) << 2 | shape, then what the shape asks for:
//!        0, 1, 2  once, twice, three times in the body
//!        3        anything else: a rest
//! rest = the counts in a byte, or 255: a long
//! long = the counts as three varints
//! ```
//!
//! What differs in length stands apart, so that reading an article does not wait for the one
//! before.

use super::{field_counts, varint};
use std::ops::Range;

/// Articles of a full block.
pub(crate) const BLOCK: usize = 128;
/// The shape of an article that says its counts apart.
const OTHER: u32 = 3;

/// Writes a block.
#[derive(Default)]
pub(crate) struct Packer {
    /// The article before the block, then the last one of it.
    before: u32,
    heads: Vec<u32>,
    rests: Vec<u8>,
    /// The counts that do not fit in a byte.
    longs: Vec<[u32; 3]>,
}

impl Packer {
    /// Adds the next article.
    #[inline]
    pub(crate) fn push(&mut self, article: u32, counts: [u32; 3]) {
        // A distance of 2^30 and more needs a segment of as many articles.
        let head = (article - self.before) << 2;
        self.before = article;
        if let [0, 0, body @ 1..=3] = counts {
            self.heads.push(head | (body - 1));
        } else {
            self.heads.push(head | OTHER);
            let packed = field_counts::packed(counts);
            self.rests.push(packed);
            if packed == field_counts::LONG {
                self.longs.push(counts);
            }
        }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.heads.len() == BLOCK
    }

    /// Appends the block, which is full, to `out` and starts the next.
    pub(crate) fn finish_full(&mut self, out: &mut Vec<u8>) {
        let widest = self.heads.iter().fold(0, |all, head| all | head);
        let width = match widest {
            0..0x100 => 1,
            0x100..0x1_0000 => 2,
            _ => 4,
        };
        out.push(width);
        for head in &self.heads {
            out.extend_from_slice(&head.to_le_bytes()[..usize::from(width)]);
        }
        out.extend_from_slice(&self.rests);
        for long in &self.longs {
            write_long(out, *long);
        }
        self.clear();
    }

    /// Appends the last block of a term to `out` and starts the next term.
    pub(crate) fn finish_last(&mut self, out: &mut Vec<u8>) {
        let (mut rests, mut longs) = (self.rests.iter(), self.longs.iter());
        for head in &self.heads {
            varint::write(out, *head);
            if head & 3 == OTHER
                && let Some(rest) = rests.next()
            {
                out.push(*rest);
                if *rest == field_counts::LONG
                    && let Some(long) = longs.next()
                {
                    write_long(out, *long);
                }
            }
        }
        self.clear();
        self.before = 0;
    }

    fn clear(&mut self) {
        self.heads.clear();
        self.rests.clear();
        self.longs.clear();
    }
}

/// Up to 128 articles that hold a term, unpacked, with how often.
#[derive(Clone, Debug)]
pub struct Block {
    articles: [u32; BLOCK],
    /// [`field_counts::packed`] of each article.
    packed: [u8; BLOCK],
    n: usize,
    /// The counts that do not fit in a byte, with the places of their articles, in order.
    long: Vec<(usize, [u32; 3])>,
}

impl Default for Block {
    fn default() -> Self {
        Self {
            articles: [0; BLOCK],
            packed: [0; BLOCK],
            n: 0,
            long: Vec::new(),
        }
    }
}

impl Block {
    /// Reads a full block that follows the article `before`.
    pub(crate) fn read_full(&mut self, bytes: &[u8], before: u32) {
        self.n = BLOCK;
        self.long.clear();
        let Some((width, bytes)) = bytes.split_first() else {
            return;
        };
        let (heads, rests) = bytes
            .split_at_checked(usize::from(*width) * BLOCK)
            .unwrap_or_default();
        match width {
            1 => self.read_heads(heads.iter().map(|head| u32::from(*head)), rests, before),
            2 => {
                let (heads, _) = heads.as_chunks::<2>();
                let heads = heads.iter().map(|head| u16::from_le_bytes(*head).into());
                self.read_heads(heads, rests, before);
            }
            _ => {
                let (heads, _) = heads.as_chunks::<4>();
                let heads = heads.iter().map(|head| u32::from_le_bytes(*head));
                self.read_heads(heads, rests, before);
            }
        }
    }

    /// Several walks, each of which does little.
    #[inline]
    fn read_heads(&mut self, heads: impl Iterator<Item = u32> + Clone, rests: &[u8], before: u32) {
        let mut article = before;
        for (place, head) in self.articles.iter_mut().zip(heads.clone()) {
            article += head >> 2;
            *place = article;
        }
        for (packed, head) in self.packed.iter_mut().zip(heads) {
            *packed = body(head);
        }
        let behind = self.read_rests(rests);
        if self.packed.contains(&field_counts::LONG) {
            self.read_longs(rests, behind);
        }
    }

    /// Fills in the counts whose shape has a rest; where the rests end.
    #[inline]
    fn read_rests(&mut self, rests: &[u8]) -> usize {
        let mut padded = [0; BLOCK];
        let n = rests.len().min(BLOCK);
        padded[..n].copy_from_slice(&rests[..n]);
        let mut at = 0;
        for packed in &mut self.packed {
            // No branch on the shape: it cannot be guessed.
            let (is_other, rest) = (*packed == 0, padded[at % BLOCK]);
            *packed = if is_other { rest } else { *packed };
            at += usize::from(is_other);
        }
        at
    }

    #[cold]
    fn read_longs(&mut self, bytes: &[u8], mut at: usize) {
        let packed = self.packed.iter().enumerate();
        for (n, _) in packed.filter(|(_, packed)| **packed == field_counts::LONG) {
            self.long.push((n, read_long(bytes, &mut at)));
        }
    }

    /// Reads the last block of a term, of `n` articles, that follows the article `before`.
    pub(crate) fn read_last(&mut self, bytes: &[u8], before: u32, n: usize) {
        self.n = n.min(BLOCK);
        self.long.clear();
        let (mut article, mut at) = (before, 0);
        let places = self.articles.iter_mut().zip(&mut self.packed);
        for (n, (place, packed)) in places.take(self.n).enumerate() {
            let head = varint::read(bytes, &mut at);
            article += head >> 2;
            *place = article;
            *packed = body(head);
            if *packed > 0 {
                continue;
            }
            *packed = bytes.get(at).copied().unwrap_or_default();
            at += 1;
            if *packed == field_counts::LONG {
                self.long.push((n, read_long(bytes, &mut at)));
            }
        }
    }

    /// The articles, ascending, by their numbers in the segment.
    #[must_use]
    #[inline]
    pub fn articles(&self) -> &[u32] {
        self.articles.get(..self.n).unwrap_or_default()
    }

    /// The articles with their counts.
    #[inline]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, [u32; 3])> {
        let articles = self.articles().iter().zip(&self.packed).enumerate();
        articles.map(|(n, (article, packed))| (*article, self.counted(n, *packed)))
    }

    /// How often the `n`th article holds the term.
    #[must_use]
    #[inline]
    pub fn counts(&self, n: usize) -> [u32; 3] {
        self.counted(n, self.packed.get(n).copied().unwrap_or_default())
    }

    #[inline]
    fn counted(&self, n: usize, packed: u8) -> [u32; 3] {
        match packed {
            field_counts::LONG => self.long_at(n),
            packed => field_counts::unpacked(packed),
        }
    }

    #[cold]
    fn long_at(&self, n: usize) -> [u32; 3] {
        let long = self.long.binary_search_by_key(&n, |(place, _)| *place);
        long.map_or([0; 3], |at| self.long[at].1)
    }

    /// How often each article holds the term, [in a byte](super::field_counts).
    #[must_use]
    #[inline]
    pub fn packed(&self) -> &[u8] {
        self.packed.get(..self.n).unwrap_or_default()
    }

    /// The counts that do not fit in a byte, of some places, each with its place.
    #[must_use]
    pub fn long(&self, places: Range<usize>) -> &[(usize, [u32; 3])] {
        let behind = |n: usize| self.long.partition_point(|(place, _)| *place < n);
        let long = self.long.get(behind(places.start)..behind(places.end));
        long.unwrap_or_default()
    }

    /// The occurrences in the articles from the `from`th to before the `to`th.
    #[inline]
    pub(crate) fn occurrences(&self, from: usize, to: usize) -> u32 {
        if from + 1 == to {
            return self.counts(from).iter().sum();
        }
        let short = self.packed.get(from..to).unwrap_or_default();
        let short: u32 = short.iter().map(|packed| field_counts::sum(*packed)).sum();
        let long = self.long(from..to);
        short + long.iter().flat_map(|(_, counts)| counts).sum::<u32>()
    }
}

/// [`field_counts::packed`] of a head whose shape has no rest, 0 of [`OTHER`].
#[inline]
fn body(head: u32) -> u8 {
    let [lowest, ..] = head.to_le_bytes();
    (lowest.wrapping_add(1) & 3) << 4
}

fn write_long(out: &mut Vec<u8>, counts: [u32; 3]) {
    for count in counts {
        varint::write(out, count);
    }
}

fn read_long(bytes: &[u8], at: &mut usize) -> [u32; 3] {
    [(); 3].map(|()| varint::read(bytes, at))
}
