//! The index of one batch of articles.

pub(crate) mod build;
pub(crate) mod headings;
pub(crate) mod merge;
mod prefix_counts;
mod stem_counts;

use self::build::Builder;
use self::headings::Headings;
use self::prefix_counts::Beginnings;
use self::stem_counts::Families;
use super::lexicon::stems::{Memo, Stems};
use super::lexicon::{Lexicon, TermId};
use super::postings::Cursor;
use super::scoring::bm25::Bm25;
use super::scoring::impacts;
use crate::corpus::Article;
use crate::index::scoring::bm25::totals;
use std::borrow::Borrow;

/// The index of one batch of articles, or of several; never changes.
///
/// Articles are numbered from 0 in the batch's order. Memory: a term costs its bytes and
/// 11, an inflected one 8 more, an article 17, a heading 8, an article of a term about 1.5,
/// an occurrence about 1.5.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segment {
    lexicon: Lexicon,
    stems: Stems,
    postings: Postings,
    headings: Headings,
    /// Number of terms in each article's title, headings and body.
    lengths: Vec<[u32; 3]>,
    /// The class of each running text's length.
    classes: Vec<u8>,
    totals: [u64; 3],
    /// The formula with the averages of these articles alone, for the bounds of postings.
    bm25: Bm25,
    beginnings: Beginnings,
    families: Families,
}

/// The postings of all terms, one after the other, in the terms' order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Postings {
    pub(crate) bytes: Vec<u8>,
    /// Where each term's begin, and where the last one's end.
    pub(crate) starts: Vec<u32>,
}

impl Segment {
    /// Indexes a batch. Pure, so batches may be indexed on any thread.
    #[must_use]
    pub fn build(articles: impl IntoIterator<Item: Borrow<Article>>) -> Self {
        Self::build_with(&mut Memo::default(), articles)
    }

    /// Indexes one batch of many, with what is remembered of those before.
    #[must_use]
    pub fn build_with(memo: &mut Memo, articles: impl IntoIterator<Item: Borrow<Article>>) -> Self {
        let mut builder = Builder::default();
        for article in articles {
            builder.add(article.borrow());
        }
        builder.finish(memo)
    }

    /// From parts that belong together; the bounds of the postings are those under
    /// [`Bm25::of_lengths`].
    pub(crate) fn new(
        lexicon: Lexicon,
        stems: Stems,
        postings: Postings,
        headings: Headings,
        mut lengths: Vec<[u32; 3]>,
    ) -> Self {
        lengths.shrink_to_fit();
        let running = lengths.iter().map(|[_, heading, body]| heading + body);
        Self {
            classes: running.map(impacts::class).collect(),
            lexicon,
            stems,
            postings,
            headings: headings.finish(),
            totals: totals(&lengths),
            bm25: Bm25::of_lengths(&lengths),
            lengths,
            beginnings: Beginnings::default(),
            families: Families::default(),
        }
    }

    /// The same with the terms of frequent [beginnings](Self::beginning) and
    /// [stems](Self::n_with_stem) counted together.
    pub(crate) fn with_sums(mut self) -> Self {
        self.beginnings = Beginnings::of(&self, &self.bm25);
        self.families = Families::of(&self);
        self
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

    /// The factor by which [`Cursor::bound`] has to be raised under other averages.
    #[must_use]
    pub fn growth(&self, bm25: &Bm25) -> f32 {
        bm25.growth(&self.bm25)
    }

    pub(crate) fn stems(&self) -> &Stems {
        &self.stems
    }

    pub(crate) fn postings(&self) -> &Postings {
        &self.postings
    }

    /// The terms that are forms of the word with that [stem](fn@crate::text::stem::stem),
    /// in order.
    #[must_use]
    pub fn with_stem(&self, stem: &str) -> Vec<TermId> {
        self.stems.with_stem(&self.lexicon, stem)
    }

    /// Number of articles that hold any of the `n_terms` [terms with a stem](Self::with_stem);
    /// only in large segments, and for frequent words of several forms.
    #[must_use]
    pub fn n_with_stem(&self, stem: &str, n_terms: usize) -> Option<u32> {
        self.families.n_with(stem, n_terms)
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

    /// The articles of all terms with that beginning as those of one term, without
    /// positions; only in large segments, and for beginnings that very many terms share.
    #[must_use]
    pub fn beginning(&self, beginning: &str) -> Option<Cursor<'_>> {
        self.beginnings.cursor(beginning)
    }

    /// Number of terms in an article's title, headings and body.
    #[must_use]
    pub fn lengths(&self, article: u32) -> [u32; 3] {
        self.lengths
            .get(article as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The class of the length of each article's running text, for [`Impacts`].
    ///
    /// [`Impacts`]: super::Impacts
    #[must_use]
    pub fn classes(&self) -> &[u8] {
        &self.classes
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
            + self.beginnings.bytes()
            + self.families.bytes()
            + self.headings.bytes()
            + self.postings.bytes.capacity()
            + 4 * self.postings.starts.capacity()
            + size_of::<[u32; 3]>() * self.lengths.capacity()
            + self.classes.capacity()
    }
}
