//! The index of one batch of articles.

use super::build::Builder;
use super::headings::Headings;
use super::lexicon::{Lexicon, TermId};
use super::postings::Cursor;
use super::stems::Stems;
use crate::corpus::Article;
use std::borrow::Borrow;

/// The index of one batch of articles; never changes.
///
/// Articles are numbered from 0 in the batch's order. Memory: a term costs its bytes and
/// 11.5, an article 16, a heading 8, an article of a term about 1.5, an occurrence about 1.5.
#[derive(Clone, Debug, Default)]
pub struct Segment {
    lexicon: Lexicon,
    stems: Stems,
    postings: Postings,
    headings: Headings,
    /// Number of terms in each article's title, headings and body.
    lengths: Vec<[u32; 3]>,
    totals: [u64; 3],
}

/// The postings of all terms, one after the other, in the terms' order.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    pub(super) bytes: Vec<u8>,
    /// Where each term's begin, and where the last one's end.
    pub(super) starts: Vec<u32>,
}

impl Segment {
    /// Indexes a batch. Pure, so batches may be indexed on any thread.
    #[must_use]
    pub fn build(articles: impl IntoIterator<Item: Borrow<Article>>) -> Self {
        let mut builder = Builder::default();
        for article in articles {
            builder.add(article.borrow());
        }
        builder.finish()
    }

    pub(super) fn new(
        lexicon: Lexicon,
        postings: Postings,
        headings: Headings,
        mut lengths: Vec<[u32; 3]>,
    ) -> Self {
        lengths.shrink_to_fit();
        let mut totals = [0; 3];
        for article in &lengths {
            for (total, length) in totals.iter_mut().zip(article) {
                *total += u64::from(*length);
            }
        }
        Self {
            stems: Stems::build(&lexicon),
            lexicon,
            postings,
            headings: headings.finish(),
            lengths,
            totals,
        }
    }

    /// Number of articles.
    #[must_use]
    pub fn n_articles(&self) -> u32 {
        u32::try_from(self.lengths.len()).unwrap_or(u32::MAX)
    }

    /// The terms.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The terms that are forms of the word with that [stem](fn@crate::text::stem::stem),
    /// in order.
    #[must_use]
    pub fn with_stem(&self, stem: &str) -> Vec<TermId> {
        self.stems.with_stem(&self.lexicon, stem)
    }

    /// The articles of a term; none for a number that the lexicon does not have.
    #[must_use]
    pub fn cursor(&self, term: TermId) -> Cursor<'_> {
        let n = term.0 as usize;
        let bytes = match self.postings.starts.get(n..n + 2) {
            Some([start, end]) => self.postings.bytes.get(*start as usize..*end as usize),
            _ => None,
        };
        Cursor::new(bytes.unwrap_or_default())
    }

    /// Number of terms in an article's title, headings and body.
    #[must_use]
    pub fn lengths(&self, article: u32) -> [u32; 3] {
        self.lengths
            .get(article as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The positions that each of an article's headings takes up, from the first up to but
    /// not the second number, in order.
    #[must_use]
    pub fn headings(&self, article: u32) -> &[[u32; 2]] {
        self.headings.of(article)
    }

    /// Number of terms in all titles, headings and bodies.
    #[must_use]
    pub fn totals(&self) -> [u64; 3] {
        self.totals
    }

    /// Bytes that it takes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.lexicon.bytes()
            + self.stems.bytes()
            + self.headings.bytes()
            + self.postings.bytes.capacity()
            + 4 * self.postings.starts.capacity()
            + size_of::<[u32; 3]>() * self.lengths.capacity()
    }
}
