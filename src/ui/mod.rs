//! Floor 5: the app drawn in cells.
//!
//! In goes `&App`, out come cells; nothing here changes the app, and nothing is drawn
//! that is not on the screen: lists and the reader build their visible rows only.

pub mod paint;
pub mod theme;

mod articles;
mod chart;
mod dossier;
mod empty;
mod finder;
mod panel;
mod picker;
mod reader;
mod roster;
mod sidebar;
mod status;
mod why;

use crate::app::App;
use crate::app::layout::{Area, Pane};
use crate::app::sheet::Sheet;
use crate::app::typing::Bar;
use crate::text::{Span, safe, wrap};
use paint::{Line, rect};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};
pub use theme::Theme;

/// Draws the app.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame<'_>) {
    let cursor = paint_app(app, theme, frame.buffer_mut());
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

/// Paints the app into a buffer; tells where the cursor stands, if something is typed.
fn paint_app(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let layout = &app.layout;
    if layout.is_too_small() {
        too_small(layout.screen, theme, buffer);
        return None;
    }
    status::header(app, theme, buffer);
    status::footer(app, theme, buffer);
    let mut cursor = match app.sheets.top() {
        Some(Sheet::Dossier(sheet)) => {
            dossier::paint(app, sheet, theme, buffer);
            None
        }
        Some(Sheet::Roster(sheet)) => roster::paint(app, sheet, theme, buffer),
        None => paint_panes(app, theme, buffer),
    };
    if let Some(panel) = &app.panel {
        panel::paint(app, panel, theme, buffer);
    }
    if matches!(app.typing.bar, Some(Bar::Merge | Bar::Rename)) {
        cursor = Some(picker::paint(app, theme, buffer));
    }
    if app.typing.is_finder() {
        cursor = Some(finder::paint(app, theme, buffer));
    }
    cursor
}

/// Paints the panes and the line above them.
fn paint_panes(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let layout = &app.layout;
    let mut cursor = status::chips(app, theme, buffer);
    if !layout.articles.is_empty() {
        articles::paint(app, theme, buffer);
    }
    if !layout.reader.is_empty() {
        cursor = reader::paint(app, theme, buffer).or(cursor);
    }
    if !layout.entities.is_empty() {
        cursor = sidebar::paint(app, theme, buffer).or(cursor);
    }
    rules(app, theme, buffer);
    cursor
}

/// Says that the screen is too small, in as many lines as that takes.
fn too_small(screen: Area, theme: &Theme, buffer: &mut Buffer) {
    let said = "Dossier needs 40×10 cells; enlarge the window, or q quits";
    let lines = wrap::wrap(said, &[], usize::from(screen.width));
    let first = usize::from(screen.height).saturating_sub(lines.len()) / 2;
    for (row, line) in (first..).zip(lines) {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        Line::new(buffer, screen, row).put(line.slice(said), theme.dim);
    }
}

/// Draws the lines between panes.
fn rules(app: &App, theme: &Theme, buffer: &mut Buffer) {
    for pane in Pane::ALL {
        let area = app.layout.area(pane);
        if area.is_empty() || area.x + area.width >= app.layout.screen.width {
            continue;
        }
        let column = Area {
            x: area.x + area.width - 1,
            width: 1,
            ..area
        };
        for row in 0..column.height {
            Line::new(buffer, column, row).put("│", theme.rule);
        }
    }
}

/// Starts the heading of a pane: its name, marked if it is focused.
fn heading<'a>(
    app: &App,
    pane: Pane,
    name: &str,
    theme: &Theme,
    buffer: &'a mut Buffer,
) -> Line<'a> {
    let area = app.layout.area(pane);
    let ruled = u16::from(area.x + area.width < app.layout.screen.width);
    let area = Area {
        width: area.width.saturating_sub(ruled),
        ..area
    };
    let focused = app.focus == pane;
    let style = if focused { theme.accent } else { theme.dim };
    let mut line = Line::new(buffer, area, 0);
    line.put(if focused { "▌" } else { " " }, style)
        .put(name, style);
    line
}

/// Puts the line being typed, scrolled so that the cursor is seen; tells where it stands.
fn typed(
    line: &mut Line<'_>,
    label: &str,
    prompt: &crate::app::prompt::Prompt,
    marks: &[Span],
    room: usize,
    theme: &Theme,
    y: u16,
) -> Position {
    line.put(label, theme.accent);
    let room = room.min(line.left()).saturating_sub(1);
    let before = prompt.before_cursor();
    let mut skipped = safe::width(before).saturating_sub(room);
    let first = safe::glyphs(before).find(|glyph| {
        let skip = skipped > 0;
        skipped = skipped.saturating_sub(glyph.width);
        !skip
    });
    let start = first.map_or(before.len(), |glyph| glyph.offset);
    let end = prompt.text().len();
    let put = |line: &mut Line<'_>, from: usize, to: usize, room: usize| {
        let part = Span::new(from, to);
        let marks = marks.iter().filter_map(|mark| mark.common(part));
        let marks: Vec<Span> = marks
            .map(|mark| Span::new(mark.from() - from, mark.to() - from))
            .collect();
        let text = part.slice(prompt.text());
        line.put_marked(text, &marks, room, theme.text, theme.problem);
    };
    put(line, start, before.len(), room);
    let x = line.column();
    let left = room.saturating_sub(safe::width(Span::new(start, before.len()).slice(before)));
    put(line, before.len(), end, left);
    line.put(" ", theme.text);
    Position { x, y }
}

/// An empty box over the panes with a frame and a title; gives its inside.
fn boxed(area: Area, title: &str, hint: &str, theme: &Theme, buffer: &mut Buffer) -> Area {
    use ratatui::text::Line as Text;
    use ratatui::widgets::{Block, BorderType};
    let inner = rect(area).intersection(buffer.area);
    cut_wide(inner, buffer);
    Clear.render(inner, buffer);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.rule)
        .title(Text::styled(format!(" {title} "), theme.accent))
        .title_bottom(Text::styled(format!(" {hint} "), theme.dim).right_aligned())
        .render(inner, buffer);
    Area {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// Blanks the wide letters that reach into an area from its left: a terminal would print
/// them whole, over the first column.
fn cut_wide(area: Rect, buffer: &mut Buffer) {
    let Some(x) = area.x.checked_sub(1) else {
        return;
    };
    for y in area.top()..area.bottom() {
        let cell = buffer.cell_mut((x, y));
        if let Some(cell) = cell.filter(|cell| safe::width(cell.symbol()) > 1) {
            cell.set_symbol(" ");
        }
    }
}
