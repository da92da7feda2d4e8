//! What the selected row of the finder leads to, drawn.

use crate::app::finder::preview::{CardLine, Part, Preview};
use crate::app::layout::Area;
use crate::ui::paint::Line;
use crate::ui::reader::View;
use crate::ui::theme::Theme;
use ratatui::buffer::Buffer;

/// Draws a preview, as far as it fits.
pub(super) fn paint(preview: &Preview, area: Area, theme: &Theme, buffer: &mut Buffer) {
    match preview {
        Preview::Page(page, top) => {
            let view = View::new(page, theme);
            for (row, shown) in (0..area.height).zip(page.rows.iter().skip(*top)) {
                view.paint_row(shown, Line::new(buffer, area, row));
            }
        }
        Preview::Card(lines) => {
            for (row, line) in (0..area.height).zip(lines) {
                paint_line(line, Line::new(buffer, area, row), theme);
            }
        }
    }
}

fn paint_line(shown: &CardLine, mut line: Line<'_>, theme: &Theme) {
    let style = match shown.part {
        Part::Name(Some(kind)) => theme.kind(kind).patch(theme.strong),
        Part::Name(None) => theme.title,
        Part::Heading => theme.heading,
        Part::Line => theme.text,
        Part::Fact => theme.dim,
    };
    line.put_cut(&shown.text, usize::MAX, style);
}
