//! Who decides which texts of a collection are packed, and with what.
//!
//! In go batches of articles, from any thread; out come volumes. While a collection is
//! read its texts stay as they are, so that it can be searched as early as possible; once
//! it is read they are packed, unless they are few. What is read beyond the first gigabyte
//! is packed at once.
//!
//! An article is packed for itself, so that one can be read without its neighbors, with a
//! dictionary made from samples of all, or of the first batch beyond the gigabyte.
//! Zstandard (RFC 8878) on 200,000 articles of 2.2 kB, English news, bytes for a byte of
//! text: 0.37 with one of 1 MB, 0.40 with one of 110 kB, 0.54 without one; LZ4 0.81.

use super::volume::Volume;
use crate::corpus::article::Article;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::{compress_bound, get_frame_content_size};

/// Bytes of texts so few that they stay as they are.
const FEW: usize = 32 << 20;
/// Bytes of texts that may stay as they are until all are read.
const MANY: usize = 1 << 30;
/// Bytes of texts for a byte of their dictionary.
const TEXTS: usize = 256;
/// Bytes of the smallest dictionary, Zstandard's default, and of the largest.
pub(super) const SMALLEST: usize = 110 << 10;
const LARGEST: usize = 1 << 20;
/// Bytes of the samples that a dictionary is made from.
const SAMPLES: usize = 12 << 20;
/// Bytes of the longest sample.
const LONGEST_SAMPLE: usize = 16 << 10;
/// How hard to look for repetitions: Zstandard's default. The next level saves 3 % of short
/// articles and takes three times as long for those of 30 kB.
const LEVEL: i32 = 3;

/// Packs the texts of one collection. Shared by the threads that read it.
#[derive(Debug)]
pub struct Packer {
    few: usize,
    many: usize,
    /// Bytes that volumes were made of.
    bytes: AtomicUsize,
    /// `None` inside when none could be made.
    dictionary: OnceLock<Option<Arc<Dictionary>>>,
}

impl Default for Packer {
    fn default() -> Self {
        Self::new(FEW, MANY)
    }
}

impl Packer {
    /// Leaves `few` bytes as they are, and up to `many` until all are read.
    fn new(few: usize, many: usize) -> Self {
        Self {
            few,
            many,
            bytes: AtomicUsize::new(0),
            dictionary: OnceLock::new(),
        }
    }

    /// A batch as a volume.
    #[must_use]
    pub fn volume(&self, articles: Vec<Article>) -> Volume {
        let volume = Volume::plain(articles);
        let before = self.bytes.fetch_add(volume.bytes().1, Ordering::Relaxed);
        if before > self.many {
            self.learn([&volume]);
        }
        self.packed(&volume).unwrap_or(volume)
    }

    /// Makes the dictionary from what was read so far, unless there is one or that is little.
    pub fn learn<'a>(&self, volumes: impl IntoIterator<Item = &'a Volume>) {
        if self.bytes.load(Ordering::Relaxed) > self.few {
            self.dictionary
                .get_or_init(|| Dictionary::of_volumes(volumes).map(Arc::new));
        }
    }

    /// Whether there is something to gain by packing a volume.
    #[must_use]
    pub fn will_pack(&self, volume: &Volume) -> bool {
        volume.is_plain() && matches!(self.dictionary.get(), Some(Some(_)))
    }

    /// A volume packed; `None` if it is to stay as it is.
    #[must_use]
    pub fn packed(&self, volume: &Volume) -> Option<Volume> {
        volume.packed(self.dictionary.get()?.as_ref()?)
    }
}

/// Texts from all over some with so many bytes in all, as many as are needed.
fn samples<'a>(texts: impl Iterator<Item = &'a [u8]>, bytes: usize) -> Vec<&'a [u8]> {
    let (mut before, mut taken) = (0, 0);
    let mut samples = Vec::new();
    for text in texts {
        // As much of the samples is taken as of the texts was passed.
        let due = taken as u128 * bytes as u128 <= before as u128 * SAMPLES as u128;
        before += text.len();
        if due {
            let sample = text.get(..LONGEST_SAMPLE).unwrap_or(text);
            taken += sample.len();
            samples.push(sample);
        }
    }
    samples
}

/// What texts are packed with and unpacked with: pieces that many of them have.
///
/// Memory: twice the pieces and about a megabyte of tables, once for a collection.
pub(super) struct Dictionary {
    packing: EncoderDictionary<'static>,
    unpacking: DecoderDictionary<'static>,
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary").finish_non_exhaustive()
    }
}

impl Dictionary {
    /// Made for the texts of volumes, as far as they are not packed.
    fn of_volumes<'a>(volumes: impl IntoIterator<Item = &'a Volume>) -> Option<Self> {
        let volumes: Vec<&Volume> = volumes.into_iter().filter(|it| it.is_plain()).collect();
        let bytes: usize = volumes.iter().map(|volume| volume.bytes().1).sum();
        let size = (bytes / TEXTS).clamp(SMALLEST, LARGEST);
        let texts = volumes.iter().flat_map(|volume| volume.plain_texts());
        Self::of(&samples(texts, bytes), size)
    }

    /// Of at most so many bytes, made from samples; `None` if they are too few or too short.
    pub(super) fn of(samples: &[&[u8]], size: usize) -> Option<Self> {
        let pieces = zstd::dict::from_samples(samples, size).ok()?;
        Some(Self {
            packing: EncoderDictionary::copy(&pieces, LEVEL),
            unpacking: DecoderDictionary::copy(&pieces),
        })
    }

    /// Unpacks what was packed with this dictionary.
    ///
    /// # Panics
    /// If there is no memory for it.
    pub(super) fn decompressor(&self) -> Decompressor<'_> {
        Decompressor::with_prepared_dictionary(&self.unpacking)
            .expect("a dictionary that was prepared can be used")
    }

    /// Bytes of a packed article once it is unpacked.
    pub(super) fn length(packed: &[u8]) -> usize {
        let length = get_frame_content_size(packed).ok().flatten();
        length
            .and_then(|length| usize::try_from(length).ok())
            .unwrap_or(0)
    }
}

/// Packs one article after the other.
pub(super) struct Press<'a> {
    compressor: Compressor<'a>,
    packed: Vec<u8>,
}

impl<'a> Press<'a> {
    /// Packs with a dictionary.
    ///
    /// # Panics
    /// If there is no memory for it.
    pub(super) fn new(dictionary: &'a Dictionary) -> Self {
        let new = || {
            let mut compressor = Compressor::with_prepared_dictionary(&dictionary.packing)?;
            compressor.include_checksum(false)?;
            compressor.include_dictid(false)?;
            Ok::<_, std::io::Error>(compressor)
        };
        Self {
            compressor: new().expect("a dictionary that was prepared can be used"),
            packed: Vec::new(),
        }
    }

    /// Writes the bytes of an article behind `bytes`.
    ///
    /// # Panics
    /// If there is no memory for it.
    pub(super) fn pack(&mut self, article: &[u8], bytes: &mut Vec<u8>) {
        self.packed.clear();
        self.packed.reserve(compress_bound(article.len()));
        self.compressor
            .compress_to_buffer(article, &mut self.packed)
            .expect("the buffer holds the longest result");
        bytes.extend_from_slice(&self.packed);
    }
}

#[cfg(test)]
mod tests {
    use super::Packer;
    use crate::corpus::{Article, Unpacker};

    fn batch(from: usize) -> Vec<Article> {
        let line = |n: usize| format!("The {n}th bridge over the river was closed in {}. ", n * n);
        let article = |n: usize| Article {
            text: (n..n + 20).map(line).collect(),
            ..Article::default()
        };
        (from..from + 200).map(article).collect()
    }

    /// Packs batches, then what is left of them; which are packed before and after.
    fn check(few: usize, many: usize, expected: [[bool; 4]; 2]) {
        let packer = Packer::new(few, many);
        let mut volumes: Vec<_> = (0..4).map(|n| packer.volume(batch(n))).collect();
        let early = [0, 1, 2, 3].map(|n: usize| !volumes[n].is_plain());
        packer.learn(&volumes);
        for volume in &mut volumes {
            if let Some(packed) = packer.packed(volume) {
                assert!(packed.bytes().1 < volume.bytes().1);
                *volume = packed;
            }
        }
        let late = [0, 1, 2, 3].map(|n: usize| !volumes[n].is_plain());
        assert_eq!([early, late], expected);
        for (n, volume) in volumes.iter().enumerate() {
            let mut unpacker = Unpacker::default();
            let articles = (0..200).filter_map(|at| unpacker.article(volume, at));
            assert!(articles.eq(batch(n)));
        }
    }

    #[test]
    fn packs_when_all_is_read_or_when_there_is_much() {
        let of_batch = Packer::default().volume(batch(0)).bytes().1;
        check(usize::MAX, usize::MAX, [[false; 4]; 2]);
        check(0, usize::MAX, [[false; 4], [true; 4]]);
        check(0, of_batch + 1, [[false, false, true, true], [true; 4]]);
    }
}
