//! The finder, drawn.

use super::paint::{Line, tint};
use super::theme::Theme;
use super::{boxed, typed};
use crate::app::App;
use crate::app::job::{MatchRow, Target};
use crate::app::layout::Area;
use crate::app::page::grouped;
use crate::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the finder; tells where the cursor stands.
pub(super) fn paint(app: &App, theme: &Theme, buffer: &mut Buffer) -> Position {
    let finder = &app.typing.finder;
    let frame = app.layout.finder().frame;
    let area = boxed(
        frame,
        "Find an article, an entity, a source",
        "Enter goes there · Esc closes",
        theme,
        buffer,
    );
    let total = finder.matched.total;
    let count = match total {
        _ if !finder.is_answered() => " … ".to_owned(),
        0 => " nothing ".to_owned(),
        _ => format!(
            " {}/{} ",
            finder.selection.selected + 1,
            grouped(total as u64)
        ),
    };
    let mut line = Line::new(buffer, area, 0);
    let room = line.left().saturating_sub(safe::width(&count) + 2);
    let cursor = typed(&mut line, "› ", &finder.prompt, &[], room, theme, area.y);
    line.put_right(&count, theme.dim);
    let rule = "─".repeat(usize::from(area.width));
    Line::new(buffer, area, 1).put(&rule, theme.rule);
    let (_, rows) = area.split_top(2);
    if finder.matched.rows.is_empty() && finder.is_answered() && !finder.prompt.text().is_empty() {
        Line::new(buffer, rows, 0).put(
            "no title, name or source has these letters in this order",
            theme.dim,
        );
    }
    for row in 0..rows.height {
        let at = finder.selection.offset + usize::from(row);
        let Some(found) = finder.matched.rows.get(at) else {
            break;
        };
        paint_row(
            found,
            at == finder.selection.selected,
            rows,
            row,
            theme,
            buffer,
        );
    }
    cursor
}

fn paint_row(
    found: &MatchRow,
    selected: bool,
    area: Area,
    row: u16,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    if selected {
        tint(buffer, area, row, theme.selected);
    }
    let (sign, style) = match &found.target {
        Target::Article(_) => ("¶", theme.dim),
        Target::Entity(kind, _) => ("@", theme.kind(*kind)),
        Target::Source(_) => ("#", theme.dim),
    };
    let mut line = Line::new(buffer, area, row);
    line.put(if selected { "▌" } else { " " }, theme.accent)
        .put(sign, style)
        .put(" ", theme.text);
    let detail = safe::width(&found.detail).min(line.left() / 2);
    let room = line.left().saturating_sub(detail + 2);
    let base = if matches!(found.target, Target::Entity(..)) {
        style
    } else {
        theme.text
    };
    line.put_marked(&found.label, &found.marks, room, base, theme.mark)
        .put("  ", theme.text);
    let detail = safe::cut(&found.detail, detail);
    line.put_right(&detail, theme.dim);
}
