//! The blocks of an article laid out in rows.
//!
//! In go an article and a number of columns; out come the rows of a [`Page`](super::Page),
//! those of its tables, and the facts under the title. How a row looks is not known here.

use super::table::{self, TableRow};
use super::{Row, RowKind, union};
use crate::app::parts::wording::{grouped, reading_time};
use crate::corpus::{Article, Block, Inline, Role, Style};
use crate::text::fold::fold;
use crate::text::{Span, safe, wrap};

/// The lines under an article's title.
pub(super) fn facts(article: &Article) -> Vec<String> {
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
pub(super) struct Typesetter<'a> {
    article: &'a Article,
    columns: usize,
    rows: Vec<Row>,
    table_rows: Vec<TableRow>,
}

impl<'a> Typesetter<'a> {
    pub(super) fn new(article: &'a Article, columns: usize) -> Self {
        Self {
            article,
            columns,
            rows: Vec::new(),
            table_rows: Vec::new(),
        }
    }

    /// The rows, those of tables, and how many are the head.
    pub(super) fn run(mut self, facts: &[String]) -> (Vec<Row>, Vec<TableRow>, usize) {
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
        let mut next = 0;
        for (index, block) in self.article.blocks.iter().enumerate() {
            if index < next
                || !block.role.is_shown()
                || Some(index) == titled
                || self.is_said_already(block)
            {
                continue;
            }
            if needs_blank(before, block.role) {
                self.apart(RowKind::Blank, block.span);
            }
            if let Role::Cell { .. } = block.role {
                next = index + self.table(index);
            } else {
                self.block(index);
            }
            before = block.role;
        }
        (self.rows, self.table_rows, head)
    }

    /// A row without text above the text at `span`.
    fn apart(&mut self, kind: RowKind, span: Span) {
        let start = span.start;
        self.push(kind, Span { start, end: start }, 0);
    }

    /// Lays out the table that begins at a block; returns how many blocks it takes.
    fn table(&mut self, first: usize) -> usize {
        let len = table::len(self.article, first).max(1);
        let table = table::lay_out(self.article, first, len, self.columns);
        let (headed, is_tall, width) = (table.headed, table.is_tall, table.width);
        for (at, row) in table.rows.into_iter().enumerate() {
            if headed && at == 1 {
                self.apart(RowKind::Rule(width), row.span);
            } else if is_tall && at > 0 {
                self.apart(RowKind::Blank, row.span);
            }
            for (line, pieces) in row.lines.iter().enumerate() {
                let spans = pieces
                    .iter()
                    .filter(|piece| !piece.is_name)
                    .map(|piece| piece.span);
                let span = spans.reduce(union).unwrap_or(row.span);
                let kind = RowKind::Cells {
                    row: self.table_rows.len(),
                    line,
                };
                self.push(kind, span, 0);
            }
            self.table_rows.push(row);
        }
        len
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
        let spans = match block.role {
            Role::Code => wrap::chop(text, columns),
            Role::Lines => wrap_lines(text, columns),
            _ => wrap::wrap(text, &hidden(block, body), columns),
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

/// The rows of lines that keep their ends: as they are where they fit, else broken between
/// words.
fn wrap_lines(text: &str, columns: usize) -> Vec<Span> {
    let mut rows = Vec::new();
    for line in wrap::chop(text, usize::MAX) {
        if safe::width(line.slice(text)) <= columns {
            rows.push(line);
        } else {
            let wrapped = wrap::wrap(line.slice(text), &[], columns);
            rows.extend(wrapped.into_iter().map(|row| row.shifted(line.from())));
        }
    }
    rows
}

/// The hidden runs of `body`, counted from its start.
pub(super) fn hidden(block: &Block, body: Span) -> Vec<Span> {
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
pub(super) fn body(block: &Block, text: &str) -> Span {
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
        Role::Quote | Role::Summary | Role::Code | Role::Lines | Role::Image => 2,
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
