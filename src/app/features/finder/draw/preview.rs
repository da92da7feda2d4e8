//! What the selected row of the finder leads to, drawn.

use super::super::preview::{CardLine, Part, Preview};
use crate::app::canvas::{Canvas, Look, Meaning};
use crate::app::parts::line::Line;
use crate::app::parts::page::View;
use crate::app::screen::Area;

/// Draws a preview, as far as it fits.
pub(super) fn draw(preview: &Preview, area: Area, out: &mut dyn Canvas) {
    match preview {
        Preview::Page(page, top) => {
            let view = View::new(page);
            for (row, shown) in (0..area.height).zip(page.rows.iter().skip(*top)) {
                view.paint_row(shown, Line::new(out, area, row));
            }
        }
        Preview::Card(lines) => {
            for (row, line) in (0..area.height).zip(lines) {
                draw_line(line, Line::new(out, area, row));
            }
        }
    }
}

fn draw_line(shown: &CardLine, mut line: Line<'_>) {
    let look: Look = match shown.part {
        Part::Name(Some(kind)) => Meaning::Kind(kind).and(Meaning::Strong),
        Part::Name(None) => Meaning::Title.into(),
        Part::Heading => Meaning::Heading.into(),
        Part::Line => Meaning::Text.into(),
        Part::Fact => Meaning::Dim.into(),
    };
    line.put_cut(&shown.text, usize::MAX, look);
}
