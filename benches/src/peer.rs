//! The peer of index and search: tantivy, in memory, positions kept, texts not stored.
//!
//! It has one text field, title and body together, which is the least that it can do for
//! the same answers: one list for each term, one length for each article.

use anyhow::Context;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{FuzzyTermQuery, Query, QueryParser, RegexQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

/// Memory that each thread of the writer may fill before it writes a segment, in bytes: as
/// much as made it fastest.
const BUDGET: usize = 300_000_000;

/// How texts become terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tokenizer {
    /// Words in lower case.
    Default,
    /// The same, stemmed as English.
    English,
    /// Pieces between white space.
    Whitespace,
}

impl Tokenizer {
    fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::English => "en_stem",
            Self::Whitespace => "whitespace",
        }
    }
}

/// An index that can be searched.
pub struct Peer {
    index: Index,
    searcher: Searcher,
    text: Field,
    /// Until the segments are merged.
    writer: Option<IndexWriter>,
}

/// A question to the peer.
pub type Question = Box<dyn Query>;

/// The answer: the numbers of the best articles with their scores, and how many there are.
pub type Answer = (Vec<(f32, u64)>, usize);

impl Peer {
    /// Indexes texts, numbered from 0, until they are committed.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn build<'a>(
        texts: impl Iterator<Item = &'a str>,
        tokenizer: Tokenizer,
        threads: usize,
    ) -> anyhow::Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer.name())
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let text = schema.add_text_field("text", options);
        let number = schema.add_u64_field("number", FAST);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(threads, threads * BUDGET)?;
        for (n, article) in (0_u64..).zip(texts) {
            let mut document = TantivyDocument::default();
            document.add_text(text, article);
            document.add_u64(number, n);
            writer.add_document(document)?;
        }
        writer.commit()?;
        let searcher = index.reader()?.searcher();
        Ok(Self {
            index,
            searcher,
            text,
            writer: Some(writer),
        })
    }

    /// Waits until its segments are merged, and searches those from then on.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn settle(&mut self) -> anyhow::Result<()> {
        if let Some(writer) = self.writer.take() {
            writer.wait_merging_threads()?;
        }
        self.searcher = self.index.reader()?.searcher();
        Ok(())
    }

    /// Bytes of its files, which are held in memory.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn bytes(&self) -> anyhow::Result<u64> {
        Ok(self.searcher.space_usage()?.total().get_bytes())
    }

    /// A question in the peer's language.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn parse(&self, text: &str) -> anyhow::Result<Question> {
        let parser = QueryParser::for_index(&self.index, vec![self.text]);
        Ok(parser.parse_query(text)?)
    }

    /// Terms that begin with a word of plain letters.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn beginning(&self, word: &str) -> anyhow::Result<Question> {
        let pattern = format!("{word}.*");
        Ok(Box::new(RegexQuery::from_pattern(&pattern, self.text)?))
    }

    /// Terms within some edits of a word, a swap of neighbors being one.
    #[must_use]
    pub fn near(&self, word: &str, edits: u8) -> Question {
        let term = Term::from_field_text(self.text, word);
        Box::new(FuzzyTermQuery::new(term, edits, true))
    }

    /// The best `n` articles and the number of all.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn search(&self, question: &dyn Query, n: usize) -> anyhow::Result<Answer> {
        let best = TopDocs::with_limit(n).order_by_score();
        let (best, count) = self.searcher.search(question, &(best, Count))?;
        let numbered = best.into_iter().map(|(score, address)| {
            let segment = self.searcher.segment_reader(address.segment_ord);
            let numbers = segment.fast_fields().u64("number")?;
            let number = numbers.first(address.doc_id).context("numbered")?;
            Ok((score, number))
        });
        Ok((numbered.collect::<anyhow::Result<_>>()?, count))
    }

    /// The best `n` articles with a snippet of each, of `chars` characters; the bytes of all
    /// snippets.
    ///
    /// # Errors
    /// Those of tantivy.
    pub fn snippets(
        &self,
        question: &dyn Query,
        n: usize,
        texts: &[String],
        chars: usize,
    ) -> anyhow::Result<usize> {
        let (best, _) = self.search(question, n)?;
        let mut generator = SnippetGenerator::create(&self.searcher, question, self.text)?;
        generator.set_max_num_chars(chars);
        let text = |number: u64| texts.get(usize::try_from(number).ok()?);
        let found = best.iter().filter_map(|(_, number)| text(*number));
        Ok(found
            .map(|text| generator.snippet(text).fragment().len())
            .sum())
    }
}
