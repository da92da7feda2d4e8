//! The reader, drawn: visible rows of the page, each cluster styled by what lies on it.

use super::paint::Line;
use super::theme::Theme;
use super::{empty, heading, typed};
use crate::app::App;
use crate::app::layout::{Area, Pane};
use crate::app::page::{Page, Row, RowKind, sign, touching};
use crate::app::typing::Bar;
use crate::corpus::{Block, Role, Style as InlineStyle};
use crate::text::{Span, safe};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

/// Draws the reader and its heading; tells where the cursor stands, if something is typed.
pub(super) fn paint(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let cursor = paint_heading(app, theme, buffer);
    let Some(page) = &app.reader.page else {
        empty::reader(app, theme, buffer);
        return cursor;
    };
    let text = app.layout.text();
    let view = View {
        found: app.reader.found(),
        current: current(app, page),
        ..View::new(page, theme)
    };
    for row in 0..text.height {
        let at = app.reader.top + usize::from(row);
        let Some(shown) = page.rows.get(at) else {
            break;
        };
        if at == app.reader.line {
            let gutter = Area {
                x: text.x - 2,
                width: 1,
                ..text
            };
            let (sign, style) = match app.focus {
                Pane::Reader => ("▶", theme.accent),
                _ => ("▷", theme.rule),
            };
            Line::new(buffer, gutter, row).put(sign, style);
        }
        view.paint_row(shown, Line::new(buffer, text, row));
    }
    cursor
}

/// The match or mention jumped to, if it is on the reading line.
fn current(app: &App, page: &Page) -> Option<Span> {
    let line = app.reader.line_span();
    let found = app
        .reader
        .find
        .current
        .and_then(|at| app.reader.matches().get(at))
        .copied();
    let mention = app
        .reader
        .mention
        .and_then(|at| page.mentions.get(at))
        .map(|mention| mention.span);
    [found, mention]
        .into_iter()
        .flatten()
        .find(|span| span.overlaps(line))
}

fn paint_heading(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let y = app.layout.reader.y;
    let mut line = heading(app, Pane::Reader, "", theme, buffer);
    let find = &app.reader.find;
    let count = match find.current {
        Some(at) => format!(" {}/{} ", at + 1, app.reader.found().len()),
        None => format!(" {} found ", app.reader.found().len()),
    };
    if app.typing.bar == Some(Bar::Find) {
        let room = line.left().saturating_sub(24);
        let cursor = typed(
            &mut line,
            "find in article: ",
            &app.typing.find,
            &[],
            room,
            theme,
            y,
        );
        if !find.needle.is_empty() {
            line.put(&count, theme.dim);
        }
        return Some(cursor);
    }
    line.put(
        "READER",
        if app.focus == Pane::Reader {
            theme.accent
        } else {
            theme.dim
        },
    );
    if !find.needle.is_empty() {
        line.put(" find ", theme.dim)
            .put_cut(&find.needle, 24, theme.text)
            .put(&count, theme.dim);
    }
    if !app.reader.is_empty() {
        line.put_right(&format!("{} ", place(app)), theme.dim);
    }
    None
}

/// Where the view is in the page, as editors write it.
fn place(app: &App) -> String {
    let reader = &app.reader;
    let below = reader.len().saturating_sub(reader.height);
    match reader.top {
        _ if below == 0 => "all".to_owned(),
        0 => "top".to_owned(),
        top if top >= below => "end".to_owned(),
        top => format!("{} %", 100 * top / below),
    }
}

/// A page and what is marked on it.
pub(super) struct View<'a> {
    page: &'a Page,
    marks: &'a [Span],
    found: &'a [Span],
    current: Option<Span>,
    theme: &'a Theme,
}

impl<'a> View<'a> {
    /// A page with nothing marked but the terms of its query.
    pub(super) fn new(page: &'a Page, theme: &'a Theme) -> Self {
        Self {
            page,
            marks: &page.marks,
            found: &[],
            current: None,
            theme,
        }
    }

    pub(super) fn paint_row(&self, row: &Row, mut line: Line<'_>) {
        let theme = self.theme;
        match row.kind {
            RowKind::Blank => {}
            RowKind::Derived(span) => {
                line.put(
                    span.slice(&self.page.article().card.title.text),
                    theme.title.patch(theme.emphasis),
                );
            }
            RowKind::Fact(at, span) => {
                let fact = self.page.facts.get(at).map_or("", String::as_str);
                line.put(span.slice(fact), theme.dim);
            }
            RowKind::Text { block, first } => {
                if let Some(block) = self.page.article().blocks.get(block) {
                    self.paint_lead(block, first, row, &mut line);
                    self.paint_text(block, row.span, &mut line);
                }
            }
        }
    }

    /// Draws what stands before the text: a bullet, the letter of a question, a rule.
    fn paint_lead(&self, block: &Block, first: bool, row: &Row, line: &mut Line<'_>) {
        let theme = self.theme;
        let text = &self.page.article().text;
        let (lead, style) = match block.role {
            Role::Summary => ("▌", theme.accent),
            Role::Quote => ("│", theme.rule),
            Role::Bullet(_) | Role::Question | Role::Answer if first => {
                (sign(block, text), theme.accent)
            }
            _ => ("", theme.text),
        };
        // Markers stand to the left of their text, the rules of others at the margin.
        let indent = usize::from(row.indent);
        let before = match block.role {
            Role::Bullet(_) => indent.saturating_sub(safe::width(lead) + 1),
            _ => 0,
        };
        let room = indent - before;
        let gap = room - safe::width(lead).min(room);
        line.skip(before).put_cut(lead, room, style).skip(gap);
    }

    fn paint_text(&self, block: &Block, row: Span, line: &mut Line<'_>) {
        let text = &self.page.article().text;
        let base = self.base(block.role);
        let mut hidden_until = 0;
        let (mut run, mut run_style) = (String::new(), base);
        for glyph in safe::glyphs(row.slice(text)) {
            let at = row.from() + glyph.offset;
            if at < hidden_until {
                continue;
            }
            let Some(style) = self.style_at(block, at, base) else {
                hidden_until = at + glyph.len;
                continue;
            };
            if style != run_style {
                line.put(&std::mem::take(&mut run), run_style);
                run_style = style;
            }
            run.push_str(glyph.symbol);
        }
        line.put(&run, run_style);
    }

    fn base(&self, role: Role) -> Style {
        let theme = self.theme;
        match role {
            Role::Title => theme.title,
            Role::Heading(level) if level > 2 => theme.strong,
            Role::Heading(_) => theme.heading,
            Role::Standfirst => theme.emphasis,
            Role::Byline | Role::Furniture => theme.dim,
            Role::Question => theme.strong,
            Role::Code => theme.code,
            _ => theme.text,
        }
    }

    /// The style of the cluster at a byte; `None` if it is hidden.
    fn style_at(&self, block: &Block, at: usize, base: Style) -> Option<Style> {
        let theme = self.theme;
        let mut style = base;
        let next = block
            .inlines
            .partition_point(|inline| inline.span.to() <= at);
        if let Some(inline) = block
            .inlines
            .get(next)
            .filter(|inline| inline.span.contains(at))
        {
            style = match inline.style {
                InlineStyle::Hidden => return None,
                InlineStyle::Lead | InlineStyle::Strong => style.patch(theme.strong),
                InlineStyle::Emphasis => style.patch(theme.emphasis),
                InlineStyle::Link => style.patch(theme.link),
                InlineStyle::Code => style.patch(theme.code),
                InlineStyle::Marker => style.patch(theme.accent),
            };
        }
        let mentions = &self.page.mentions;
        let next = mentions.partition_point(|mention| mention.span.to() <= at);
        if let Some(mention) = mentions
            .get(next)
            .filter(|mention| mention.span.contains(at))
        {
            let kind = self.page.names.get(mention.name).map(|named| named.kind);
            style = kind.map_or(style, |kind| {
                style.patch(theme.kind(kind)).patch(theme.mention)
            });
        }
        let cell = Span::new(at, at + 1);
        if !touching(self.marks, cell).is_empty() {
            style = style.patch(theme.mark);
        }
        if !touching(self.found, cell).is_empty() {
            style = style.patch(theme.found);
        }
        if self.current.is_some_and(|span| span.contains(at)) {
            style = style.patch(theme.current);
        }
        Some(style)
    }
}
