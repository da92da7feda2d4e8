//! Turning articles into a segment.
//!
//! Two passes. The first reads the articles and writes down, for each term that it meets,
//! the term's number: one look-up in a hash table of 24-byte entries, which hold terms of
//! up to 16 bytes whole. The second sorts the terms, deals the occurrences out to them by
//! counting, and writes each term's postings in one go, exactly as long as they are. Both
//! run through memory in order but for the table and the dealing. Cost: 12 bytes of
//! passing memory a term.

use super::bm25::Bm25;
use super::headings::Headings;
use super::lexicon::Lexicon;
use super::reading::{BLOCK_GAP, Field, outside_title, parts, terms};
use super::segment::{Postings, Segment};
use super::stems::{Memo, Stems};
use super::writer::{Writer, len};
use crate::corpus::Article;
use hashbrown::{HashMap, HashTable};

/// Longest term that is kept in the table itself, in bytes.
const SHORT: usize = 16;
/// The last position; what stands behind it is found by its word, not in phrases.
const LAST_POSITION: u32 = u32::MAX >> 1;

/// What has been read so far.
#[derive(Default)]
pub(super) struct Builder {
    dictionary: Dictionary,
    /// The number of each term read, in reading order.
    stream: Vec<u32>,
    /// Where in the stream each block begins.
    runs: Vec<Run>,
    lengths: Vec<[u32; 3]>,
    headings: Headings,
    /// Occurrences of each term.
    occurrences: Vec<u32>,
    scratch: String,
}

/// A block's place in the stream.
struct Run {
    article: u32,
    field: Field,
    /// Position of its first term.
    position: u32,
    /// Number of its first term in the stream.
    start: usize,
}

impl Builder {
    /// Reads the next article.
    pub(super) fn add(&mut self, article: &Article) {
        let number = u32::try_from(self.lengths.len()).expect("fewer than 2^32 articles");
        self.lengths.push([0; 3]);
        self.headings.next_article();
        let mut position = 0;
        if let Some(title) = outside_title(article) {
            position = self.read(number, Field::Title, position, std::iter::once(title));
        }
        for (field, block) in parts(article) {
            if field != Field::Title {
                position = (position + BLOCK_GAP).min(LAST_POSITION);
            }
            let texts = block.visible().map(|span| span.slice(&article.text));
            position = self.read(number, field, position, texts);
        }
    }

    /// Reads one block from `position` on; the position behind it.
    fn read<'a>(
        &mut self,
        article: u32,
        field: Field,
        position: u32,
        texts: impl Iterator<Item = &'a str>,
    ) -> u32 {
        let start = self.stream.len();
        self.runs.push(Run {
            article,
            field,
            position,
            start,
        });
        let Self {
            dictionary,
            stream,
            occurrences,
            scratch,
            ..
        } = self;
        for text in texts {
            terms(text, scratch, |term, _| {
                let id = dictionary.number(term);
                match occurrences.get_mut(id as usize) {
                    Some(count) => *count += 1,
                    None => occurrences.push(1),
                }
                stream.push(id);
            });
        }
        let n = u32::try_from(self.stream.len() - start).expect("texts are below 4 GiB");
        if let Some(lengths) = self.lengths.last_mut() {
            lengths[field as usize] += n;
        }
        let end = position.saturating_add(n).min(LAST_POSITION);
        if field == Field::Heading {
            self.headings.push(position, end);
        }
        end
    }

    /// Everything read, as a segment.
    pub(super) fn finish(self, memo: &mut Memo) -> Segment {
        let terms = self.dictionary.sorted();
        let order: Vec<u32> = terms.iter().map(|term| term.id).collect();
        let lexicon = lexicon(&terms);
        drop(terms);
        let dealt = self.deal(&order);
        let (mut bytes, mut starts) = (Vec::new(), Vec::with_capacity(order.len() + 1));
        let (mut writer, bm25) = (Writer::default(), Bm25::of_lengths(&self.lengths));
        let mut rest = dealt.as_slice();
        for id in &order {
            starts.push(len(&bytes));
            let n = self.occurrences[*id as usize] as usize;
            let (of_term, others) = rest.split_at(n);
            write_term(&mut writer, of_term, &self.lengths, &bm25);
            writer.finish(&mut bytes);
            rest = others;
        }
        starts.push(len(&bytes));
        bytes.shrink_to_fit();
        let stems = Stems::build(&lexicon, memo);
        Segment::new(
            lexicon,
            stems,
            Postings { bytes, starts },
            self.headings,
            self.lengths,
        )
    }

    /// The occurrences grouped by term, the terms in the given order, as
    /// [`occurrence`]s; inside a term in reading order.
    fn deal(&self, order: &[u32]) -> Vec<u64> {
        let mut next = vec![0; order.len()];
        let mut total = 0;
        for id in order {
            next[*id as usize] = total;
            total += self.occurrences[*id as usize] as usize;
        }
        let mut dealt = vec![0; total];
        let ends = self
            .runs
            .iter()
            .skip(1)
            .map(|run| run.start)
            .chain([self.stream.len()]);
        for (run, end) in self.runs.iter().zip(ends) {
            for (n, id) in (0..).zip(&self.stream[run.start..end]) {
                let slot = &mut next[*id as usize];
                dealt[*slot] = occurrence(run, n);
                *slot += 1;
            }
        }
        dealt
    }
}

/// The `n`th term of a block as one number: article, position, and whether it is a heading.
fn occurrence(run: &Run, n: u32) -> u64 {
    let position = run.position.saturating_add(n).min(LAST_POSITION);
    let heading = run.field == Field::Heading;
    u64::from(run.article) << 32 | u64::from(position) << 1 | u64::from(heading)
}

/// Writes the postings of one term's occurrences.
#[expect(
    clippy::cast_possible_truncation,
    reason = "taking an occurrence apart"
)]
fn write_term(writer: &mut Writer, occurrences: &[u64], lengths: &[[u32; 3]], bm25: &Bm25) {
    let article = |occurrence: &u64| (occurrence >> 32) as u32;
    for group in occurrences.chunk_by(|a, b| article(a) == article(b)) {
        let number = article(&group[0]);
        let lengths = lengths[number as usize];
        let title_end = lengths[Field::Title as usize];
        let position = |occurrence: &u64| (*occurrence as u32) >> 1;
        let mut counts = [0; 3];
        for occurrence in group {
            let field = match occurrence {
                occurrence if position(occurrence) < title_end => Field::Title,
                occurrence if *occurrence & 1 == 1 => Field::Heading,
                _ => Field::Body,
            };
            counts[field as usize] += 1;
        }
        let frequency = bm25.frequency(counts, lengths);
        writer.push(number, counts, frequency, group.iter().map(position));
    }
}

/// Short terms met last that are kept close by: two of three terms of a text are among them,
/// and the table itself is too large for the nearest cache.
const RECENT: usize = 1024;

/// Numbers the terms as they come.
struct Dictionary {
    short: HashTable<Short>,
    long: HashMap<Box<str>, u32>,
    n: u32,
    /// Each at the place that its hash says; a later one takes the place of an earlier.
    recent: Box<[Short]>,
}

impl Default for Dictionary {
    fn default() -> Self {
        // No term has this key.
        let none = Short { key: [0; 2], id: 0 };
        Self {
            short: HashTable::new(),
            long: HashMap::new(),
            n: 0,
            recent: vec![none; RECENT].into(),
        }
    }
}

/// A term of at most [`SHORT`] bytes, padded with zeros (which no term contains), as two
/// numbers that sort as its bytes do.
#[derive(Clone, Copy)]
struct Short {
    key: [u64; 2],
    id: u32,
}

/// A term while terms are sorted: its first [`SHORT`] bytes, the whole of it where it is
/// longer, its number.
struct Sortable<'a> {
    key: [u64; 2],
    long: Option<&'a str>,
    id: u32,
}

impl Dictionary {
    /// The number of `term`, a new one if it is new.
    fn number(&mut self, term: &str) -> u32 {
        if term.len() > SHORT {
            return self.long_number(term);
        }
        let key = key(term.as_bytes());
        let hash_of_key = hash(key);
        #[expect(clippy::cast_possible_truncation, reason = "its lower bits")]
        let recent = hash_of_key as usize % RECENT;
        if self.recent[recent].key == key {
            return self.recent[recent].id;
        }
        let found = self.short.entry(
            hash_of_key,
            |short| short.key == key,
            |short| hash(short.key),
        );
        let found = found.or_insert_with(|| {
            self.n += 1;
            Short {
                key,
                id: self.n - 1,
            }
        });
        self.recent[recent] = *found.get();
        self.recent[recent].id
    }

    fn long_number(&mut self, term: &str) -> u32 {
        if let Some(id) = self.long.get(term) {
            return *id;
        }
        self.n += 1;
        self.long.insert(term.into(), self.n - 1);
        self.n - 1
    }

    /// All terms, sorted by their bytes.
    fn sorted(&self) -> Vec<Sortable<'_>> {
        let short = self.short.iter().map(|short| Sortable {
            key: short.key,
            long: None,
            id: short.id,
        });
        let long = self.long.iter().map(|(term, id)| Sortable {
            key: key(term.as_bytes()),
            long: Some(term),
            id: *id,
        });
        let mut terms: Vec<Sortable<'_>> = short.chain(long).collect();
        // A short term that a long one begins with is the smaller, as `None` is.
        terms.sort_unstable_by(|a, b| a.key.cmp(&b.key).then_with(|| a.long.cmp(&b.long)));
        terms
    }
}

/// The lexicon of sorted terms.
fn lexicon(terms: &[Sortable<'_>]) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for term in terms {
        let bytes = term.key.map(u64::to_be_bytes);
        let bytes = bytes.as_flattened();
        let padding = bytes.iter().rev().take_while(|byte| **byte == 0).count();
        let short = str::from_utf8(&bytes[..SHORT - padding]).unwrap_or_default();
        lexicon.push(term.long.unwrap_or(short));
    }
    lexicon.finish()
}

/// The first [`SHORT`] bytes. Taken from both ends of the term in numbers of a fixed length:
/// copying a few bytes takes longer than looking them up.
fn key(term: &[u8]) -> [u64; 2] {
    let term = term.get(..SHORT).unwrap_or(term);
    let n_free = 8 * (SHORT - term.len());
    if let (Some(first), Some(last)) = (term.first_chunk(), term.last_chunk()) {
        // The last eight bytes without those that are among the first.
        let last = u64::from_be_bytes(*last).checked_shl(narrow(n_free));
        return [u64::from_be_bytes(*first), last.unwrap_or_default()];
    }
    let n_free = n_free - 64;
    if let (Some(first), Some(last)) = (term.first_chunk(), term.last_chunk()) {
        let last = u32::from_be_bytes(*last).checked_shl(narrow(n_free));
        let first = u64::from(u32::from_be_bytes(*first)) << 32;
        return [first | u64::from(last.unwrap_or_default()), 0];
    }
    let bytes = term.iter().zip([56, 48, 40]);
    [
        bytes.fold(0, |key, (byte, shift)| key | u64::from(*byte) << shift),
        0,
    ]
}

/// A number of bits.
#[expect(clippy::cast_possible_truncation, reason = "at most 128")]
fn narrow(n_bits: usize) -> u32 {
    n_bits as u32
}

/// Multiplies the halves into 128 bits and folds them: good enough for terms, and a few
/// instructions.
fn hash([a, b]: [u64; 2]) -> u64 {
    const ODD: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];
    let (low, high) = (a ^ ODD[0]).carrying_mul(b ^ ODD[1], 0);
    low ^ high
}

#[cfg(test)]
mod tests {
    use super::{SHORT, key};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_is_the_first_bytes(term in prop::collection::vec(1_u8.., 0..40)) {
            let mut bytes = [0; SHORT];
            for (to, from) in bytes.iter_mut().zip(&term) {
                *to = *from;
            }
            prop_assert_eq!(key(&term).map(u64::to_be_bytes).concat(), bytes);
        }
    }
}
