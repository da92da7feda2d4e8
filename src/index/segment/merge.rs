//! Several segments become one.
//!
//! In go segments whose articles follow each other, and the numbers of articles to leave
//! out; out comes the segment that indexing the remaining articles together would give, but for
//! the rounding of bounds.
//! Postings are copied: an article's counts are read and written, its positions stay as
//! they are written. Cost: about 20 nanoseconds an article of a term, a hundred a term.

use super::headings::Headings;
use super::{Postings, Segment};
use crate::index::lexicon::stems::Stems;
use crate::index::lexicon::{Lexicon, TermId};
use crate::index::postings::writer::{Writer, len};
use crate::index::scoring::bm25::Bm25;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A segment to be merged.
pub(crate) struct Part<'a> {
    pub(crate) segment: &'a Segment,
    /// What its first article is called in the merged segment.
    pub(crate) first: u32,
    /// Its articles that are left out, by their numbers in it, ascending.
    pub(crate) gone: Vec<u32>,
}

/// Merges parts, which come in order; numbers between them stand for empty articles.
pub(crate) fn merge(parts: &[Part<'_>]) -> Segment {
    let (lengths, headings) = articles(parts);
    let bm25 = Bm25::of_lengths(&lengths);
    let (mut lexicon, mut inflected) = (Lexicon::default(), Vec::new());
    let n_bytes = parts.iter().map(|part| part.segment.postings().bytes.len());
    let mut bytes = Vec::with_capacity(n_bytes.sum());
    let mut starts = Vec::new();
    let mut writer = Writer::default();
    let stems: Vec<Vec<u32>> = parts.iter().map(Part::stems).collect();
    let mut terms = Terms::new(parts);
    while let Some((term, holders)) = terms.next() {
        for (n, id) in holders {
            copy(&mut writer, &parts[*n], *id, &lengths, &bm25);
        }
        if writer.is_empty() {
            continue;
        }
        starts.push(len(&bytes));
        writer.finish(&mut bytes);
        let hash = holders
            .first()
            .map_or(0, |(n, id)| stems[*n][id.0 as usize]);
        if hash != 0 {
            inflected.push((hash, lexicon.next_id()));
        }
        lexicon.push(term);
    }
    starts.push(len(&bytes));
    bytes.shrink_to_fit();
    starts.shrink_to_fit();
    Segment::new(
        lexicon.finish(),
        Stems::new(inflected),
        Postings { bytes, starts },
        headings,
        lengths,
    )
    .with_sums()
}

/// Lengths and headings of all articles.
fn articles(parts: &[Part<'_>]) -> (Vec<[u32; 3]>, Headings) {
    let (mut lengths, mut headings) = (Vec::new(), Headings::default());
    for part in parts {
        while lengths.len() < part.first as usize {
            lengths.push([0; 3]);
            headings.next_article();
        }
        let mut gone = part.gone.iter().peekable();
        for article in 0..part.segment.n_articles() {
            headings.next_article();
            if gone.next_if(|gone| **gone == article).is_some() {
                lengths.push([0; 3]);
                continue;
            }
            lengths.push(part.segment.lengths(article));
            for [start, end] in part.segment.headings(article) {
                headings.push(*start, *end);
            }
        }
    }
    (lengths, headings)
}

/// Writes what a part holds of a term.
fn copy(writer: &mut Writer, part: &Part<'_>, term: TermId, lengths: &[[u32; 3]], bm25: &Bm25) {
    let mut cursor = part.segment.cursor(term);
    let mut gone = part.gone.iter().peekable();
    while let Some(local) = cursor.next() {
        while gone.next_if(|gone| **gone < local).is_some() {}
        if gone.peek() == Some(&&local) {
            continue;
        }
        let (article, counts) = (part.first + local, cursor.counts());
        let frequency = bm25.frequency(counts, lengths[article as usize]);
        writer.push_written(article, counts, frequency, cursor.written_positions());
    }
}

impl Part<'_> {
    /// For each term the hash of its stem, 0 where it is its own.
    fn stems(&self) -> Vec<u32> {
        let mut hashes = vec![0; self.segment.lexicon().len()];
        for (id, hash) in self.segment.stems().hashes() {
            hashes[id.0 as usize] = hash;
        }
        hashes
    }
}

/// Walks the terms of all parts in order, each once.
struct Terms<'a> {
    parts: &'a [Part<'a>],
    /// The next term of each part that has one: the smallest on top, equal ones in the
    /// parts' order.
    next: BinaryHeap<Reverse<(&'a str, usize, TermId)>>,
    /// The parts that hold the present term, in order, and its number in each.
    holders: Vec<(usize, TermId)>,
}

impl<'a> Terms<'a> {
    fn new(parts: &'a [Part<'a>]) -> Self {
        let mut terms = Self {
            parts,
            next: BinaryHeap::with_capacity(parts.len()),
            holders: Vec::with_capacity(parts.len()),
        };
        for n in 0..parts.len() {
            terms.put(n, TermId(0));
        }
        terms
    }

    fn put(&mut self, part: usize, id: TermId) {
        let lexicon = self.parts[part].segment.lexicon();
        if (id.0 as usize) < lexicon.len() {
            self.next.push(Reverse((lexicon.get(id), part, id)));
        }
    }

    /// The next term, and who holds it.
    fn next(&mut self) -> Option<(&'a str, &[(usize, TermId)])> {
        self.holders.clear();
        let Reverse((term, ..)) = *self.next.peek()?;
        while let Some(Reverse((other, part, id))) = self.next.peek()
            && *other == term
        {
            let (part, id) = (*part, *id);
            self.next.pop();
            self.holders.push((part, id));
            self.put(part, TermId(id.0 + 1));
        }
        Some((term, &self.holders))
    }
}
