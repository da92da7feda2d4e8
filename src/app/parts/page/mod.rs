//! An article typeset for a number of columns.
//!
//! In goes an article, what is known of its entities, and a query; out comes a [`Page`]:
//! rows that are spans of the article's text, with the marks and mentions that lie on
//! them. A page is made on a worker, never while drawing; drawing turns only the visible
//! rows into cells.

mod draw;
mod table;
mod typeset;

use crate::corpus::{Article, ArticleId, Block};
use crate::entities::{Form, Kind};
use crate::library::Library;
use crate::text::Span;
use crate::text::period::Period;
pub use draw::View;
use std::sync::Arc;
pub use table::{Piece, TableRow};
use typeset::{Typesetter, facts};
pub use typeset::{marker, sign};

/// A typeset article.
#[derive(Clone, Debug)]
pub struct Page {
    /// The snapshot that the article is taken from.
    pub library: Arc<Library>,
    /// Which article.
    pub id: ArticleId,
    article: Article,
    /// Columns that it was typeset for.
    pub columns: usize,
    /// Its rows from top to bottom.
    pub rows: Vec<Row>,
    /// Number of rows above the text: the title and the facts.
    pub head: usize,
    /// The rows of its tables.
    pub table_rows: Vec<TableRow>,
    /// The lines under the title: source, date, length, and what they rest on.
    pub facts: Vec<String>,
    /// Terms of the query in the text, sorted.
    pub marks: Vec<Span>,
    /// Its entities, by kind, then most mentions first.
    pub names: Vec<Named>,
    /// Where they stand, sorted; `name` is an index into `names`.
    pub mentions: Vec<Mention>,
}

/// An entity of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Canonical name.
    pub name: String,
    /// Kind.
    pub kind: Kind,
    /// The spellings in this article with their counts, most frequent first.
    pub forms: Vec<Form>,
    /// Its other spellings in the collection, most frequent first.
    pub elsewhere: Vec<String>,
    /// Where it is mentioned, sorted.
    pub mentions: Vec<Span>,
    /// When, for a date that has a value.
    pub date: Option<Period>,
    /// Whether the article leaves that to be assumed.
    pub assumed: bool,
}

/// One mention of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Index into [`Page::names`].
    pub name: usize,
}

/// One row of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// The text shown; for rows without text, empty at the start of the text that follows.
    /// Below the head, spans never decrease.
    pub span: Span,
    /// Columns left free before the text.
    pub indent: u8,
}

/// What a [`Row`] shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Nothing.
    Blank,
    /// A piece of a title that the article does not have itself; a span into `Title::text`.
    Derived(Span),
    /// A piece of one of [`Page::facts`].
    Fact(usize, Span),
    /// Text of the block with that index; `first` on its first row.
    Text {
        /// Index into `Article::blocks`.
        block: usize,
        /// Whether the block's marker stands on this row.
        first: bool,
    },
    /// Cells of a table beside each other.
    Cells {
        /// Index into [`Page::table_rows`].
        row: usize,
        /// Index into its lines.
        line: usize,
    },
    /// A line of so many columns under the head of a table.
    Rule(usize),
}

impl RowKind {
    /// Whether a block, or a row of a table, begins here.
    #[must_use]
    pub fn is_start(self) -> bool {
        matches!(
            self,
            Self::Text { first: true, .. } | Self::Cells { line: 0, .. }
        )
    }
}

impl Page {
    /// Typesets an article.
    #[must_use]
    pub fn new(
        library: Arc<Library>,
        id: ArticleId,
        article: Article,
        columns: usize,
        marks: Vec<Span>,
        names: Vec<Named>,
    ) -> Self {
        let mut mentions: Vec<Mention> = names
            .iter()
            .enumerate()
            .flat_map(|(name, named)| {
                named
                    .mentions
                    .iter()
                    .map(move |span| Mention { span: *span, name })
            })
            .collect();
        mentions.sort_unstable_by_key(|mention| mention.span);
        let facts = facts(&article);
        let (rows, table_rows, head) = Typesetter::new(&article, columns.max(8)).run(&facts);
        Self {
            library,
            id,
            article,
            columns,
            rows,
            head,
            table_rows,
            facts,
            marks,
            names,
            mentions,
        }
    }

    /// The article.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// Whether it shows a new version of another page's article.
    #[must_use]
    pub fn follows(&self, before: &Self) -> bool {
        before.id != self.id && self.library.corpus.present(before.id) == Some(self.id)
    }

    /// The row that shows the byte at `offset`, or the last one before it.
    #[must_use]
    pub fn row_at(&self, offset: usize) -> usize {
        // The title stands above whatever the text has before it, so its rows are apart.
        let (head, text) = self.rows.split_at(self.head.min(self.rows.len()));
        if let Some(row) = head.iter().position(|row| row.span.contains(offset)) {
            return row;
        }
        // Several rows may start at one offset (a blank, then its text): take the text.
        match text.partition_point(|row| row.span.from() <= offset) {
            0 => 0,
            after => self.line_of_cell(head.len() + after - 1, offset),
        }
    }

    /// Of the rows of the page that show the row of a table that `row` shows, the one with
    /// the byte at `offset`.
    fn line_of_cell(&self, row: usize, offset: usize) -> usize {
        let Some(RowKind::Cells { row: cells, line }) = self.rows.get(row).map(|row| row.kind)
        else {
            return row;
        };
        let lines = self.table_rows.get(cells).map_or(&[][..], |row| &row.lines);
        let shows = |pieces: &Vec<Piece>| {
            let mut values = pieces.iter().filter(|piece| !piece.is_name);
            values.any(|piece| piece.span.contains(offset))
        };
        lines
            .iter()
            .position(shows)
            .map_or(row, |at| row - line + at)
    }

    /// The first row of each block, for moving by paragraphs.
    #[must_use]
    pub fn block_starts(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.kind.is_start())
            .map(|(at, _)| at)
    }

    /// The block shown at a row, or the nearest one before it.
    #[must_use]
    pub fn block_at(&self, row: usize) -> Option<&Block> {
        let upto = self.rows.get(..=row.min(self.rows.len().checked_sub(1)?))?;
        let text = |row: &Row| match row.kind {
            RowKind::Text { block, .. } => Some(block),
            RowKind::Cells { row, line } => {
                let pieces = self.table_rows.get(row)?.lines.get(line)?;
                Some(pieces.iter().find(|piece| !piece.is_name)?.block)
            }
            _ => None,
        };
        let block = upto
            .iter()
            .rev()
            .find_map(text)
            .or_else(|| self.rows.iter().find_map(text))?;
        self.article().blocks.get(block)
    }

    /// The smallest span that holds the text of some rows.
    #[must_use]
    pub fn span_of(&self, rows: std::ops::Range<usize>) -> Span {
        let shown = self.rows.get(rows.start..rows.end.min(self.rows.len()));
        let spans = shown.unwrap_or_default().iter().map(|row| row.span);
        spans.reduce(union).unwrap_or_default()
    }
}

/// The smallest span that holds both.
fn union(a: Span, b: Span) -> Span {
    Span {
        start: a.start.min(b.start),
        end: a.end.max(b.end),
    }
}

/// The spans of a sorted list that touch `window`.
#[must_use]
pub fn touching(spans: &[Span], window: Span) -> &[Span] {
    let from = spans.partition_point(|span| span.end <= window.start);
    let to = spans.partition_point(|span| span.start < window.end);
    spans.get(from..to).unwrap_or_default()
}
