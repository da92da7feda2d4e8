//! The reasons of a hit, drawn.

use super::boxed;
use super::paint::{Line, bar};
use super::theme::Theme;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::panel::{HELP_COLUMNS, Panel};
use crate::app::why::Row;
use ratatui::buffer::Buffer;

/// Columns of the longest bar.
const BAR: usize = 24;
/// Columns of a score.
const SCORE: usize = 8;

/// Draws the reasons over the panes.
pub(super) fn paint(app: &App, panel: &Panel, theme: &Theme, buffer: &mut Buffer) {
    let widest = app.layout.panel(HELP_COLUMNS, u16::MAX);
    let rows = app.why_rows(usize::from(widest.width.saturating_sub(4)));
    let height = u16::try_from(rows.len().max(1)).unwrap_or(u16::MAX);
    let frame = app.layout.panel(HELP_COLUMNS, height);
    let area = boxed(
        frame,
        "Why this hit",
        "j k scroll · Esc closes",
        theme,
        buffer,
    );
    if rows.is_empty() {
        Line::new(buffer, area, 0).put("…", theme.dim);
    }
    for (at, row) in (0..area.height).zip(rows.iter().skip(panel.selection.offset)) {
        paint_row(row, Line::new(buffer, area, at), area, theme);
    }
}

fn paint_row(row: &Row, mut line: Line<'_>, area: Area, theme: &Theme) {
    match row {
        Row::Blank => {}
        Row::Title(text) => {
            line.put(text, theme.title);
        }
        Row::Heading(text) => {
            line.put(text, theme.heading);
        }
        Row::Detail(indent, text) => {
            line.skip(*indent).put(text, theme.dim);
        }
        Row::Part(label, score, share) => {
            let columns = BAR.min(usize::from(area.width) / 3);
            let room = line.left().saturating_sub(columns + SCORE + 2);
            line.put_cut(label, room, theme.accent);
            let gap = line.left().saturating_sub(columns + SCORE + 1);
            line.skip(gap);
            if *share > 0 {
                line.put(&bar(*share, 1000, columns), theme.accent);
            }
            line.put_right(&format!("{score:.3}"), theme.text);
        }
        Row::Sum(score) => {
            line.put("together", theme.title);
            line.put_right(&format!("{score:.3}"), theme.title);
        }
        Row::Condition(holds, label, because) => {
            let (sign, style) = if *holds {
                ("✓ ", theme.accent)
            } else {
                ("– ", theme.dim)
            };
            line.put(sign, style).put(label, theme.text);
            line.put("  ", theme.text)
                .put_cut(because, usize::MAX, theme.dim);
        }
    }
}
