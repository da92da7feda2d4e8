//! Beginnings that very many terms share, counted together.
//!
//! While a word is typed its first letters are the beginning of ten thousands of terms, and
//! adding these up for each article would take longer than a keystroke may. Counts add up,
//! and so do [frequencies](Bm25::frequency), which are linear in them: so for each beginning
//! of up to [`LONGEST`] characters whose terms have more than [`MANY`] postings an article, the
//! sums are kept as if they were a term of their own, without positions. Layout: the
//! beginnings, sorted, and their postings. Cost: about 2.5 bytes an article of a beginning,
//! some 5 % of the text; looking at all postings twice when segments are merged.

use super::Segment;
use crate::index::lexicon::TermId;
use crate::index::postings::Cursor;
use crate::index::postings::writer::{Writer, len};
use crate::index::scoring::bm25::Bm25;

/// Longest beginning, in characters.
const LONGEST: usize = 3;
/// Postings an article from which on the terms of a beginning are counted together.
const MANY: u64 = 2;
/// Articles from which on it pays.
const LEAST: u32 = 4096;

/// The beginnings of a segment's terms that very many share.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Beginnings {
    /// Each with where its postings begin; they end where the next ones begin.
    known: Vec<(Box<str>, u32)>,
    bytes: Vec<u8>,
}

impl Beginnings {
    /// Of a segment's terms, if it is large enough to pay.
    pub(crate) fn of(segment: &Segment, bm25: &Bm25) -> Self {
        if segment.n_articles() < LEAST {
            return Self::default();
        }
        Self::with_more_than(MANY * u64::from(segment.n_articles()), segment, bm25)
    }

    /// Those whose terms have more than so many postings.
    fn with_more_than(many: u64, segment: &Segment, bm25: &Bm25) -> Self {
        let mut beginnings = Self::default();
        let lexicon = segment.lexicon();
        let n_terms = u32::try_from(lexicon.len()).unwrap_or(u32::MAX);
        let mut writer = Writer::default();
        for n_chars in 1..=LONGEST {
            let mut next = 0;
            while next < n_terms {
                let term = lexicon.get(TermId(next));
                let first = next;
                let Some(beginning) = beginning(term, n_chars) else {
                    next += 1;
                    continue;
                };
                next = lexicon.behind(next, beginning);
                let cursors = (first..next).map(|id| segment.cursor(TermId(id)));
                let n_postings = cursors.clone().map(|cursor| u64::from(cursor.n_articles()));
                if n_postings.sum::<u64>() > many {
                    add_up(&mut writer, cursors, segment, bm25);
                    let start = len(&beginnings.bytes);
                    writer.finish(&mut beginnings.bytes);
                    beginnings.known.push((beginning.into(), start));
                }
            }
        }
        beginnings.known.sort_unstable();
        beginnings.known.shrink_to_fit();
        beginnings.bytes.shrink_to_fit();
        beginnings
    }

    /// The articles of a beginning, as if it were a term; without positions.
    pub(crate) fn cursor(&self, beginning: &str) -> Option<Cursor<'_>> {
        let of = |known: &(Box<str>, u32)| (*known.0).cmp(beginning);
        let at = self.known.binary_search_by(of).ok()?;
        let start = self.known.get(at)?.1 as usize;
        Some(Cursor::new(self.bytes.get(start..)?))
    }

    /// Bytes that they take in memory.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.capacity() + self.known.capacity() * size_of::<(Box<str>, u32)>()
    }
}

/// The first characters of a term that has as many.
fn beginning(term: &str, n_chars: usize) -> Option<&str> {
    let (at, last) = term.char_indices().nth(n_chars - 1)?;
    term.get(..at + last.len_utf8())
}

/// Writes the sums of the counts of several terms.
fn add_up<'a>(
    writer: &mut Writer,
    cursors: impl Iterator<Item = Cursor<'a>>,
    segment: &Segment,
    bm25: &Bm25,
) {
    let mut sums = vec![[0; 3]; segment.n_articles() as usize];
    for cursor in cursors {
        cursor.each(|article, counts| {
            if let Some(sums) = sums.get_mut(article as usize) {
                for (sum, count) in sums.iter_mut().zip(counts) {
                    *sum += count;
                }
            }
        });
    }
    let holding = (0..).zip(&sums).filter(|(_, sums)| **sums != [0; 3]);
    for (article, counts) in holding {
        let frequency = bm25.frequency(*counts, segment.lengths(article));
        writer.push_written(article, *counts, frequency, &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::{Beginnings, Bm25, Segment, TermId};
    use crate::index::testing::article;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn sums_are_those_of_the_terms(texts in prop::collection::vec("([ab][ab]?[c-e]?é? ){0,9}", 1..30), many in 0_u64..20) {
            let articles: Vec<_> = texts.iter().map(|text| article(text)).collect();
            let segment = Segment::build(&articles);
            let bm25 = Bm25::default();
            let beginnings = Beginnings::with_more_than(many, &segment, &bm25);
            for wanted in ["a", "b", "aa", "ab", "ba", "ac", "é"] {
                let (mut sums, mut n_postings) = (BTreeMap::<u32, [u32; 3]>::new(), 0);
                for id in segment.lexicon().with_prefix(wanted) {
                    segment.cursor(TermId(id)).each(|article, counts| {
                        n_postings += 1;
                        let sums = sums.entry(article).or_default();
                        *sums = [0, 1, 2].map(|field| sums[field] + counts[field]);
                    });
                }
                let mut found = Vec::new();
                match beginnings.cursor(wanted) {
                    None => prop_assert!(n_postings <= many),
                    Some(cursor) => {
                        prop_assert!(n_postings > many);
                        cursor.each(|article, counts| found.push((article, counts)));
                        prop_assert_eq!(found, sums.into_iter().collect::<Vec<_>>());
                    }
                }
            }
        }
    }
}
