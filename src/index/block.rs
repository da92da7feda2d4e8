//! Up to 128 articles of a term's postings, packed and unpacked.
//!
//! ```text
//! full block  width  head × 128  rest*      a head has as many bytes as the width says
//! last block  (head  rest)*                 fewer than 128 articles; heads are varints
//!
//! head = (distance from the article before) << 2 | shape, then what the shape asks for:
//!        0, 1, 2  once, twice, three times in the body
//!        3        anything else: a rest
//! rest = the counts in a byte, or 0 and three varints
//! ```
//!
//! Heads of one width stand apart from what differs in length, so that reading an article
//! does not wait for the one before.

use super::counts;
use super::varint;

/// Articles of a full block.
pub(super) const BLOCK: usize = 128;
/// The shape of an article that says its counts apart.
const OTHER: u32 = 3;

/// Writes a block.
#[derive(Default)]
pub(super) struct Packer {
    /// The article before the block, then the last one of it.
    before: u32,
    heads: Vec<u32>,
    rests: Vec<u8>,
    /// Where the rest of each article ends.
    ends: Vec<u32>,
}

impl Packer {
    /// Adds the next article.
    #[inline]
    pub(super) fn push(&mut self, article: u32, counts: [u32; 3]) {
        // A distance of 2^30 and more needs a segment of as many articles.
        let head = (article - self.before) << 2;
        self.before = article;
        if let [0, 0, body @ 1..=3] = counts {
            self.heads.push(head | (body - 1));
        } else {
            self.heads.push(head | OTHER);
            let packed = counts::packed(counts);
            self.rests.push(packed);
            if packed == 0 {
                for count in counts {
                    varint::write(&mut self.rests, count);
                }
            }
        }
        self.ends.push(super::writer::len(&self.rests));
    }

    pub(super) fn is_full(&self) -> bool {
        self.heads.len() == BLOCK
    }

    /// Appends the block, which is full, to `out` and starts the next.
    pub(super) fn finish_full(&mut self, out: &mut Vec<u8>) {
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
        self.clear();
    }

    /// Appends the last block of a term to `out` and starts the next term.
    pub(super) fn finish_last(&mut self, out: &mut Vec<u8>) {
        let mut start = 0;
        for (head, end) in self.heads.iter().zip(&self.ends) {
            varint::write(out, *head);
            out.extend_from_slice(&self.rests[start..*end as usize]);
            start = *end as usize;
        }
        self.clear();
        self.before = 0;
    }

    fn clear(&mut self) {
        self.heads.clear();
        self.rests.clear();
        self.ends.clear();
    }
}

/// Up to 128 articles that hold a term, unpacked, with how often.
#[derive(Clone, Debug)]
pub struct Block {
    articles: [u32; BLOCK],
    /// [`counts::packed`] of each article.
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
    pub(super) fn read_full(&mut self, bytes: &[u8], before: u32) {
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

    #[inline]
    fn read_heads(&mut self, heads: impl Iterator<Item = u32>, rests: &[u8], before: u32) {
        let (mut article, mut at) = (before, 0);
        let places = self.articles.iter_mut().zip(&mut self.packed);
        for (n, (head, (place, packed))) in heads.zip(places).enumerate() {
            article += head >> 2;
            *place = article;
            // No branch on the shape: it cannot be guessed.
            let shape = head & 3;
            let rest = rests.get(at).copied().unwrap_or_default();
            at += usize::from(shape == OTHER);
            let mask = u8::from(shape == OTHER).wrapping_neg();
            *packed = rest & mask | BODY[shape as usize];
            if *packed == 0 {
                // Handed over by value: `at` has to stay in a register.
                let (counts, behind) = long(rests, at);
                self.long.push((n, counts));
                at = behind;
            }
        }
    }

    /// Reads the last block of a term, of `n` articles, that follows the article `before`.
    pub(super) fn read_last(&mut self, bytes: &[u8], before: u32, n: usize) {
        self.n = n.min(BLOCK);
        self.long.clear();
        let (mut article, mut at) = (before, 0);
        let places = self.articles.iter_mut().zip(&mut self.packed);
        for (n, (place, packed)) in places.take(self.n).enumerate() {
            let head = varint::read(bytes, &mut at);
            article += head >> 2;
            *place = article;
            let shape = head & 3;
            if shape != OTHER {
                *packed = BODY[shape as usize];
                continue;
            }
            *packed = bytes.get(at).copied().unwrap_or_default();
            at += 1;
            if *packed == 0 {
                let (counts, behind) = long(bytes, at);
                self.long.push((n, counts));
                at = behind;
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
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, [u32; 3])> {
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
            0 => self.long(n),
            packed => counts::unpacked(packed),
        }
    }

    #[cold]
    fn long(&self, n: usize) -> [u32; 3] {
        let long = self.long.binary_search_by_key(&n, |(place, _)| *place);
        long.map_or([0; 3], |at| self.long[at].1)
    }

    /// [`counts::packed`] of each article, 0 where that does not fit.
    #[inline]
    pub(super) fn packed(&self) -> &[u8] {
        self.packed.get(..self.n).unwrap_or_default()
    }

    /// The occurrences in the articles from the `from`th to before the `to`th.
    #[inline]
    pub(super) fn occurrences(&self, from: usize, to: usize) -> u32 {
        if from + 1 == to {
            return self.counts(from).iter().sum();
        }
        let short = self.packed.get(from..to).unwrap_or_default();
        let short: u32 = short.iter().map(|packed| counts::sum(*packed)).sum();
        let behind = |n: usize| self.long.partition_point(|(place, _)| *place < n);
        let long = self.long.get(behind(from)..behind(to)).unwrap_or_default();
        short + long.iter().flat_map(|(_, counts)| counts).sum::<u32>()
    }
}

/// [`counts::packed`] of the shapes that have no rest, 0 for [`OTHER`].
const BODY: [u8; 4] = [1 << 4, 2 << 4, 3 << 4, 0];

/// Three varints, and where they end.
#[cold]
fn long(bytes: &[u8], mut at: usize) -> ([u32; 3], usize) {
    let counts = [(); 3].map(|()| varint::read(bytes, &mut at));
    (counts, at)
}
