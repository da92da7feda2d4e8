//! The choice of what to merge an entity into, and the line for a new name: drawn.

use super::paint::{Line, counted, tint};
use super::theme::Theme;
use super::{boxed, typed};
use crate::app::App;
use crate::app::layout::Area;
use crate::app::typing::Bar;
use crate::entities::choices::Likely;
use crate::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Columns of the line for a new name, at most.
const RENAME_COLUMNS: u16 = 64;

/// Draws the line that is typed about an entity; tells where the cursor stands.
pub(super) fn paint(app: &App, theme: &Theme, buffer: &mut Buffer) -> Position {
    let picker = &app.typing.picker;
    let name = picker
        .about
        .as_ref()
        .map_or("", |about| about.name.as_str());
    let name = safe::cut(name, 40);
    if app.typing.bar == Some(Bar::Rename) {
        let frame = app.layout.panel(RENAME_COLUMNS, 1);
        let title = format!("What {name} is called");
        let area = boxed(frame, &title, "Enter renames · Esc cancels", theme, buffer);
        let mut line = Line::new(buffer, area, 0);
        let room = line.left();
        return typed(&mut line, "› ", &picker.prompt, &[], room, theme, area.y);
    }
    let title = format!("{name} is the same as");
    let frame = app.layout.picker();
    let area = boxed(frame, &title, "Enter merges · Esc cancels", theme, buffer);
    let mut line = Line::new(buffer, area, 0);
    let room = line.left();
    let cursor = typed(&mut line, "› ", &picker.prompt, &[], room, theme, area.y);
    let rule = "─".repeat(usize::from(area.width));
    Line::new(buffer, area, 1).put(&rule, theme.rule);
    let (_, rows) = area.split_top(2);
    if picker.rows.is_empty() && picker.is_answered() {
        Line::new(buffer, rows, 0).put("no name here has these letters", theme.dim);
    }
    for row in 0..rows.height {
        let at = picker.selection.offset + usize::from(row);
        let Some(likely) = picker.rows.get(at) else {
            break;
        };
        paint_row(
            likely,
            at == picker.selection.selected,
            (rows, row),
            theme,
            buffer,
        );
    }
    cursor
}

fn paint_row(
    likely: &Likely,
    selected: bool,
    (area, row): (Area, u16),
    theme: &Theme,
    buffer: &mut Buffer,
) {
    if selected {
        tint(buffer, area, row, theme.selected);
    }
    let mut detail = format!(
        "{} · {}",
        likely.entity.kind,
        counted(likely.articles, "article")
    );
    if let Some(reason) = likely.reason {
        detail = format!("{reason} · {detail}");
    }
    let mut line = Line::new(buffer, area, row);
    line.put(if selected { "▌ " } else { "  " }, theme.accent);
    let width = safe::width(&detail).min(line.left() / 2);
    let room = line.left().saturating_sub(width + 2);
    line.put_cut(&likely.entity.name, room, theme.kind(likely.entity.kind));
    line.put_right(&safe::cut(&detail, width), theme.dim);
}
