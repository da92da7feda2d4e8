//! An article typeset for a number of columns.
//!
//! In goes an article, what is known of its entities, and a query; out comes a [`Page`]:
//! rows that are spans of the article's text, with the marks and mentions that lie on
//! them. A page is made on a worker, never while drawing; drawing turns only the visible
//! rows into cells.

mod draw;

use crate::app::parts::wording::{grouped, reading_time};
use crate::corpus::{Article, ArticleId, Block, Inline, Role, Style};
use crate::entities::{Form, Kind};
use crate::library::Library;
use crate::text::fold::fold;
use crate::text::period::Period;
use crate::text::{Span, safe, wrap};
pub use draw::View;
use std::sync::Arc;

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
        let (rows, head) = Typesetter::new(&article, columns.max(8)).run(&facts);
        Self {
            library,
            id,
            article,
            columns,
            rows,
            head,
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
            after => head.len() + after - 1,
        }
    }

    /// The first row of each block, for moving by paragraphs.
    #[must_use]
    pub fn block_starts(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let is_start = |row: &Row| matches!(row.kind, RowKind::Text { first: true, .. });
        self.rows
            .iter()
            .enumerate()
            .filter(move |(_, row)| is_start(row))
            .map(|(at, _)| at)
    }

    /// The block shown at a row, or the nearest one before it.
    #[must_use]
    pub fn block_at(&self, row: usize) -> Option<&Block> {
        let upto = self.rows.get(..=row.min(self.rows.len().checked_sub(1)?))?;
        let text = |row: &Row| match row.kind {
            RowKind::Text { block, .. } => Some(block),
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
        let both = |a: Span, b: Span| Span {
            start: a.start.min(b.start),
            end: a.end.max(b.end),
        };
        spans.reduce(both).unwrap_or_default()
    }
}

/// The spans of a sorted list that touch `window`.
#[must_use]
pub fn touching(spans: &[Span], window: Span) -> &[Span] {
    let from = spans.partition_point(|span| span.end <= window.start);
    let to = spans.partition_point(|span| span.start < window.end);
    spans.get(from..to).unwrap_or_default()
}

/// The lines under an article's title.
fn facts(article: &Article) -> Vec<String> {
    let mut first = Vec::new();
    let mut grounds = Vec::new();
    let card = &article.card;
    if let Some(source) = &card.source {
        first.push(source.value.to_string());
        grounds.push(("source", source.evidence));
    }
    if let Some(date) = &card.date {
        let mark = if date.evidence.is_uncertain() {
            "?"
        } else {
            ""
        };
        first.push(format!("{}{mark}", date.value.short()));
        grounds.push(("date", date.evidence));
    }
    first.extend(article.author.as_ref().map(|author| format!("by {author}")));
    first.push(reading_time(card));
    first.push(format!("{} words", grouped(u64::from(card.words))));
    let mut facts = vec![first.join(SEPARATOR)];
    grounds.retain(|(_, evidence)| *evidence > crate::corpus::Evidence::Byline);
    let mut second: Vec<String> = grounds
        .iter()
        .map(|(what, evidence)| format!("{what} {}", evidence.describe()))
        .collect();
    if card.title.derived {
        second.insert(0, "no title: its first words stand in".to_owned());
    }
    second.extend(
        article
            .encoding
            .as_ref()
            .map(|encoding| format!("read as {encoding}")),
    );
    if !second.is_empty() {
        facts.push(second.join(SEPARATOR));
    }
    facts
}

/// Between two facts on a line; the dot stays with what it follows.
const SEPARATOR: &str = "\u{a0}· ";

/// Lays the blocks of one article out in rows.
struct Typesetter<'a> {
    article: &'a Article,
    columns: usize,
    rows: Vec<Row>,
}

impl<'a> Typesetter<'a> {
    fn new(article: &'a Article, columns: usize) -> Self {
        Self {
            article,
            columns,
            rows: Vec::new(),
        }
    }

    /// The rows, and how many of them are the head.
    fn run(mut self, facts: &[String]) -> (Vec<Row>, usize) {
        let titled = self
            .article
            .blocks
            .iter()
            .position(|block| block.role == Role::Title);
        match titled {
            Some(block) => self.block(block),
            None => self.derived_title(),
        }
        for (at, fact) in facts.iter().enumerate() {
            for span in wrap::wrap(fact, &[], self.columns) {
                self.push(RowKind::Fact(at, span), self.last_span(), 0);
            }
        }
        let head = self.rows.len();
        let mut before = Role::Title;
        for (index, block) in self.article.blocks.iter().enumerate() {
            if !block.role.is_shown() || Some(index) == titled || self.is_said_already(block) {
                continue;
            }
            if needs_blank(before, block.role) {
                let start = block.span.start;
                self.push(RowKind::Blank, Span { start, end: start }, 0);
            }
            self.block(index);
            before = block.role;
        }
        (self.rows, head)
    }

    /// Whether a byline says nothing but what the facts under the title say.
    fn is_said_already(&self, block: &Block) -> bool {
        use crate::corpus::Evidence::Byline;
        let article = self.article;
        if block.role != Role::Byline {
            return false;
        }
        let line = block.span.slice(&article.text);
        let name = line
            .trim_start_matches("By ")
            .trim_start_matches("by ")
            .trim();
        if article.author.as_deref() == Some(name) {
            return true;
        }
        let (Some(source), Some(date)) = (&article.card.source, &article.card.date) else {
            return false;
        };
        source.evidence == Byline
            && date.evidence == Byline
            && line.split('|').count() == 2
            && line
                .split('|')
                .any(|part| fold(part.trim()) == fold(&source.value))
    }

    fn derived_title(&mut self) {
        let title = &self.article.card.title.text;
        for span in wrap::wrap(title, &[], self.columns) {
            self.push(RowKind::Derived(span), Span::default(), 0);
        }
    }

    fn last_span(&self) -> Span {
        let end = self.rows.last().map_or(0, |row| row.span.start);
        Span { start: end, end }
    }

    fn push(&mut self, kind: RowKind, span: Span, indent: u8) {
        self.rows.push(Row { kind, span, indent });
    }

    fn block(&mut self, index: usize) {
        let Some(block) = self.article.blocks.get(index) else {
            return;
        };
        let indent = indent(block, &self.article.text);
        let columns = self.columns.saturating_sub(usize::from(indent)).max(4);
        let body = body(block, &self.article.text);
        let text = body.slice(&self.article.text);
        let spans = if block.role == Role::Code {
            wrap::chop(text, columns)
        } else {
            wrap::wrap(text, &hidden(block, body), columns)
        };
        for (at, span) in spans.into_iter().enumerate() {
            let kind = RowKind::Text {
                block: index,
                first: at == 0,
            };
            self.push(kind, span.shifted(body.from()), indent);
        }
    }
}

/// The hidden runs of `body`, counted from its start.
fn hidden(block: &Block, body: Span) -> Vec<Span> {
    let is_hidden = |inline: &&Inline| inline.style == Style::Hidden && body.covers(inline.span);
    let inlines = block.inlines.iter().filter(is_hidden);
    let start = body.start;
    inlines
        .map(|inline| Span {
            start: inline.span.start - start,
            end: inline.span.end - start,
        })
        .collect()
}

/// The marker that opens a block, if it has one.
#[must_use]
pub fn marker(block: &Block) -> Option<Span> {
    let first = block
        .inlines
        .first()
        .filter(|inline| inline.style == Style::Marker)?;
    (first.span.start == block.span.start).then_some(first.span)
}

/// The block's span without its marker.
fn body(block: &Block, text: &str) -> Span {
    match marker(block) {
        Some(marker) => Span {
            start: marker.end,
            end: block.span.end,
        }
        .trimmed(text),
        None => block.span,
    }
}

/// What stands before the first row of a list item, a question or an answer: its marker,
/// or the `•` that stands for plain ones.
#[must_use]
pub fn sign<'a>(block: &Block, text: &'a str) -> &'a str {
    let own = marker(block).map_or("", |span| span.slice(text).trim());
    let plain = ["", "•", "-", "*", "+", "–", "—", "◦", "·", "▪"];
    match block.role {
        Role::Bullet(_) if plain.contains(&own) => "•",
        _ => own,
    }
}

/// Columns of the widest marker that stands whole before its text.
const WIDEST_SIGN: usize = 12;

/// Columns before the text of a block; its marker or rule stands there.
fn indent(block: &Block, text: &str) -> u8 {
    let signed = || {
        let columns = safe::width(sign(block, text)).min(WIDEST_SIGN) + 1;
        u8::try_from(columns).unwrap_or(u8::MAX)
    };
    match block.role {
        Role::Bullet(depth) => 2 * depth.min(6) + signed(),
        Role::Question | Role::Answer => signed().max(3),
        Role::Quote | Role::Summary | Role::Code => 2,
        _ => 0,
    }
}

/// Whether a blank row stands between two blocks.
fn needs_blank(before: Role, after: Role) -> bool {
    !matches!(
        (before, after),
        (Role::Bullet(_), Role::Bullet(_))
            | (Role::Question, Role::Answer)
            | (
                Role::Heading(_),
                Role::Paragraph | Role::Bullet(_) | Role::Question
            )
            | (Role::Byline, Role::Byline)
            | (Role::Quote, Role::Quote)
    )
}
