//! Turning articles into a segment.
//!
//! Two passes. The first reads the articles and writes down, for each term that it meets,
//! the term's number: first the [keys](crate::index::analysis::term_key) of many terms, then their numbers from a
//! [dictionary](crate::index::lexicon::term_numbers), so that look-ups wait neither for each other nor for words
//! whose end could not be guessed. The second sorts the terms, deals the occurrences out to
//! them by counting, and writes each term's postings in one go, exactly as long as they are.
//! Both run through memory in order but for the dictionary and the dealing. Cost: 12 bytes of
//! passing memory a term.

use super::headings::Headings;
use super::{Postings, Segment};
use crate::corpus::Article;
use crate::index::analysis::term_key::Key;
use crate::index::analysis::{BLOCK_GAP, Field, Term, keys, outside_title, parts};
use crate::index::lexicon::Lexicon;
use crate::index::lexicon::stems::{Memo, Stems};
use crate::index::lexicon::term_numbers::{Dictionary, PROBED, Sortable};
use crate::index::postings::block::BLOCK;
use crate::index::postings::writer::{Writer, len};
use crate::index::scoring::bm25::Bm25;

/// The last position; what stands behind it is found by its word, not in phrases.
const LAST_POSITION: u32 = u32::MAX >> 1;
/// Terms that are read before they are looked up.
const TOGETHER: usize = 512;

/// What has been read so far.
#[derive(Default)]
pub(crate) struct Builder {
    dictionary: Dictionary,
    /// The number of each term read, in reading order.
    stream: Vec<u32>,
    /// Where in the stream each block begins.
    runs: Vec<Run>,
    lengths: Vec<[u32; 3]>,
    headings: Headings,
    /// Occurrences of each term.
    occurrences: Vec<u32>,
    /// What is read and not yet looked up.
    read: Vec<Key>,
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
    pub(crate) fn add(&mut self, article: &Article) {
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
        let mut scratch = std::mem::take(&mut self.scratch);
        for text in texts {
            keys(text, &mut scratch, |term| {
                self.read.push(match term {
                    Term::Short(key) => key,
                    Term::Long(term) => self.dictionary.long_key(term),
                });
                if self.read.len() == TOGETHER {
                    self.look_up();
                }
            });
        }
        self.scratch = scratch;
        self.look_up();
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

    /// Looks up what was read.
    fn look_up(&mut self) {
        let Self {
            dictionary,
            stream,
            occurrences,
            read,
            ..
        } = self;
        for keys in read.chunks(PROBED) {
            dictionary.numbers(keys, |id| {
                let at = id as usize;
                if at >= occurrences.len() {
                    occurrences.resize(at + 1, 0);
                }
                occurrences[at] += 1;
                stream.push(id);
            });
        }
        read.clear();
    }

    /// Everything read, as a segment.
    pub(crate) fn finish(self, memo: &mut Memo) -> Segment {
        let terms = self.dictionary.sorted();
        let order: Vec<u32> = terms.iter().map(|term| term.id).collect();
        let lexicon = lexicon(&terms);
        drop(terms);
        let dealt = self.deal(&order);
        let (mut bytes, mut starts) = (Vec::new(), Vec::with_capacity(order.len() + 1));
        let (mut writer, articles) = (Writer::default(), Weighed::new(&self.lengths));
        let mut rest = dealt.as_slice();
        for id in &order {
            starts.push(len(&bytes));
            let n = self.occurrences[*id as usize] as usize;
            let (of_term, others) = rest.split_at(n);
            write_term(&mut writer, of_term, &articles);
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
    /// [`occurrences`]; inside a term in reading order.
    fn deal(&self, order: &[u32]) -> Vec<u64> {
        let mut next = vec![0_u32; order.len()];
        let mut total = 0;
        for id in order {
            next[*id as usize] = total;
            total += self.occurrences[*id as usize];
        }
        let mut dealt = vec![0; total as usize];
        let ends = self
            .runs
            .iter()
            .skip(1)
            .map(|run| run.start)
            .chain([self.stream.len()]);
        for (run, end) in self.runs.iter().zip(ends) {
            let ids = &self.stream[run.start..end];
            for (id, occurrence) in ids.iter().zip(occurrences(run)) {
                let slot = &mut next[*id as usize];
                dealt[*slot as usize] = occurrence;
                *slot += 1;
            }
        }
        dealt
    }
}

/// Each term of a block as one number: article, position, and whether it is a heading.
fn occurrences(run: &Run) -> impl Iterator<Item = u64> {
    let heading = run.field == Field::Heading;
    let rest = u64::from(run.article) << 32 | u64::from(heading);
    (run.position..).map(move |position| rest | u64::from(position.min(LAST_POSITION)) << 1)
}

/// The articles of a batch, for the bounds of postings.
struct Weighed<'a> {
    lengths: &'a [[u32; 3]],
    bm25: Bm25,
    /// 1 divided by the norm of each one's running text.
    inverse_norms: Vec<f32>,
}

impl<'a> Weighed<'a> {
    fn new(lengths: &'a [[u32; 3]]) -> Self {
        let bm25 = Bm25::of_lengths(lengths);
        let norms = lengths.iter().map(|lengths| bm25.norm(*lengths));
        Self {
            lengths,
            inverse_norms: norms.map(f32::recip).collect(),
            bm25,
        }
    }

    /// The frequency of a term in an article, but for a rounding that
    /// [`Bm25::growth`] makes up for.
    #[inline]
    fn frequency(&self, article: usize, counts: [u32; 3]) -> f32 {
        match counts {
            [0, heading, body] => self.bm25.text(heading, body) * self.inverse_norms[article],
            _ => self.bm25.frequency(counts, self.lengths[article]),
        }
    }
}

/// Writes the postings of one term's occurrences.
#[expect(
    clippy::cast_possible_truncation,
    reason = "taking an occurrence apart"
)]
fn write_term(writer: &mut Writer, occurrences: &[u64], articles: &Weighed<'_>) {
    let article = |occurrence: &u64| (occurrence >> 32) as u32;
    let position = |occurrence: &u64| (*occurrence as u32) >> 1;
    // Only full blocks have a bound.
    let is_bounded = occurrences.len() >= BLOCK;
    for group in occurrences.chunk_by(|a, b| article(a) == article(b)) {
        let number = article(&group[0]);
        let [title_end, ..] = articles.lengths[number as usize];
        let in_title = group.iter().map(|one| u32::from(position(one) < title_end));
        let in_headings = group.iter().map(|one| *one as u32 & 1);
        let (title, heading) = (in_title.sum(), in_headings.sum());
        let counts = [title, heading, group.len() as u32 - title - heading];
        let frequency = if is_bounded {
            articles.frequency(number as usize, counts)
        } else {
            0.0
        };
        writer.push(number, counts, frequency, group.iter().map(position));
    }
}

/// The lexicon of sorted terms.
fn lexicon(terms: &[Sortable<'_>]) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for term in terms {
        let (bytes, len) = term.key.bytes();
        let short = str::from_utf8(&bytes[..len]).unwrap_or_default();
        lexicon.push(term.long.unwrap_or(short));
    }
    lexicon.finish()
}
