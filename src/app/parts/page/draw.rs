//! A page, drawn: each cluster looks as what lies on it.

use super::{Page, Row, RowKind, sign, touching};
use crate::app::canvas::{Look, Meaning};
use crate::app::parts::line::Line;
use crate::corpus::{Block, Role, Style};
use crate::text::{Span, safe};

/// A page and what is marked on it.
pub struct View<'a> {
    page: &'a Page,
    marks: &'a [Span],
    /// What was found in it, sorted.
    pub found: &'a [Span],
    /// The match or mention jumped to.
    pub current: Option<Span>,
}

impl<'a> View<'a> {
    /// A page with nothing marked but the terms of its query.
    #[must_use]
    pub fn new(page: &'a Page) -> Self {
        Self {
            page,
            marks: &page.marks,
            found: &[],
            current: None,
        }
    }

    /// Draws a row of the page into a line.
    pub fn paint_row(&self, row: &Row, mut line: Line<'_>) {
        match row.kind {
            RowKind::Blank => {}
            RowKind::Derived(span) => {
                line.put(
                    span.slice(&self.page.article().card.title.text),
                    Meaning::Title.and(Meaning::Emphasis),
                );
            }
            RowKind::Fact(at, span) => {
                let fact = self.page.facts.get(at).map_or("", String::as_str);
                line.put(span.slice(fact), Meaning::Dim);
            }
            RowKind::Rule(columns) => {
                line.put(&"─".repeat(columns.min(line.left())), Meaning::Rule);
            }
            RowKind::Cells { row, line: at } => self.paint_cells(row, at, &mut line),
            RowKind::Text { block, first } => {
                if let Some(block) = self.page.article().blocks.get(block) {
                    self.paint_lead(block, first, row, &mut line);
                    self.paint_text(block, row.span, base(block.role), &mut line);
                }
            }
        }
    }

    /// Draws the pieces of cells on a row of the page.
    fn paint_cells(&self, row: usize, at: usize, line: &mut Line<'_>) {
        let pieces = self
            .page
            .table_rows
            .get(row)
            .and_then(|row| row.lines.get(at));
        let start = usize::from(line.column());
        for piece in pieces.into_iter().flatten() {
            let done = usize::from(line.column()) - start;
            line.skip(piece.column.saturating_sub(done));
            if let Some(block) = self.page.article().blocks.get(piece.block) {
                let name = if piece.is_name {
                    Meaning::Dim
                } else {
                    base(block.role)
                };
                self.paint_text(block, piece.span, name, line);
            }
        }
    }

    /// Draws what stands before the text: a bullet, the letter of a question, a rule.
    fn paint_lead(&self, block: &Block, first: bool, row: &Row, line: &mut Line<'_>) {
        let text = &self.page.article().text;
        let (lead, meaning) = match block.role {
            Role::Summary => ("▌", Meaning::Accent),
            Role::Quote => ("│", Meaning::Rule),
            Role::Image if first => ("▣", Meaning::Dim),
            Role::Bullet(_) | Role::Question | Role::Answer if first => {
                (sign(block, text), Meaning::Accent)
            }
            _ => ("", Meaning::Text),
        };
        // Markers stand to the left of their text, the rules of others at the margin.
        let indent = usize::from(row.indent);
        let before = match block.role {
            Role::Bullet(_) => indent.saturating_sub(safe::width(lead) + 1),
            _ => 0,
        };
        let room = indent - before;
        let gap = room - safe::width(lead).min(room);
        line.skip(before).put_cut(lead, room, meaning).skip(gap);
    }

    fn paint_text(&self, block: &Block, row: Span, base: Meaning, line: &mut Line<'_>) {
        let text = &self.page.article().text;
        let mut hidden_until = 0;
        let (mut run, mut run_look) = (String::new(), Look::from(base));
        for glyph in safe::glyphs(row.slice(text)) {
            let at = row.from() + glyph.offset;
            if at < hidden_until {
                continue;
            }
            let Some(look) = self.look_at(block, at, base) else {
                hidden_until = at + glyph.len;
                continue;
            };
            if look != run_look {
                line.put(&std::mem::take(&mut run), run_look);
                run_look = look;
            }
            run.push_str(glyph.symbol);
        }
        line.put(&run, run_look);
    }

    /// The look of the cluster at a byte; `None` if it is hidden.
    fn look_at(&self, block: &Block, at: usize, base: Meaning) -> Option<Look> {
        let mut look = Look::from(base);
        let next = block
            .inlines
            .partition_point(|inline| inline.span.to() <= at);
        if let Some(inline) = block
            .inlines
            .get(next)
            .filter(|inline| inline.span.contains(at))
        {
            look = match inline.style {
                Style::Hidden => return None,
                Style::Lead | Style::Strong => look.and(Meaning::Strong),
                Style::Emphasis | Style::Image => look.and(Meaning::Emphasis),
                Style::Link => look.and(Meaning::Link),
                Style::Code => look.and(Meaning::Code),
                Style::Marker => look.and(Meaning::Accent),
            };
        }
        let mentions = &self.page.mentions;
        let next = mentions.partition_point(|mention| mention.span.to() <= at);
        if let Some(mention) = mentions
            .get(next)
            .filter(|mention| mention.span.contains(at))
        {
            let kind = self.page.names.get(mention.name).map(|named| named.kind);
            look = kind.map_or(look, |kind| {
                look.and(Meaning::Kind(kind)).and(Meaning::Mention)
            });
        }
        let cell = Span::new(at, at + 1);
        if !touching(self.marks, cell).is_empty() {
            look = look.and(Meaning::Mark);
        }
        if !touching(self.found, cell).is_empty() {
            look = look.and(Meaning::Found);
        }
        if self.current.is_some_and(|span| span.contains(at)) {
            look = look.and(Meaning::Current);
        }
        Some(look)
    }
}

/// What the text of a block is.
fn base(role: Role) -> Meaning {
    match role {
        Role::Title => Meaning::Title,
        Role::Heading(level) if level > 2 => Meaning::Strong,
        Role::Heading(_) => Meaning::Heading,
        Role::Standfirst | Role::Image => Meaning::Emphasis,
        Role::Byline | Role::Furniture => Meaning::Dim,
        Role::Question | Role::Cell { row: 0, .. } => Meaning::Strong,
        Role::Code => Meaning::Code,
        _ => Meaning::Text,
    }
}
