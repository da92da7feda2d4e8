//! The reasons of a hit, drawn.

use super::WhyBox;
use super::rows::Row;
use crate::app::canvas::{Canvas, Meaning};
use crate::app::parts::boxed;
use crate::app::parts::line::Line;
use crate::app::parts::wording::bar;
use crate::app::screen::Area;

/// Columns of the longest bar.
const BAR: usize = 24;
/// Columns of a score.
const SCORE: usize = 8;

/// Draws the reasons over what is on the screen.
pub(super) fn draw(why: &WhyBox, at: Area, out: &mut dyn Canvas) {
    let height = u16::try_from(why.rows.len().max(1)).unwrap_or(u16::MAX);
    let frame = at.panel(super::COLUMNS, height);
    let area = boxed(frame, "Why this hit", "j k scroll · Esc closes", out);
    if why.rows.is_empty() {
        Line::new(out, area, 0).put("…", Meaning::Dim);
    }
    for (at, row) in (0..area.height).zip(why.rows.iter().skip(why.selection.offset)) {
        draw_row(row, Line::new(out, area, at), area);
    }
}

fn draw_row(row: &Row, mut line: Line<'_>, area: Area) {
    match row {
        Row::Blank => {}
        Row::Title(text) => {
            line.put(text, Meaning::Title);
        }
        Row::Heading(text) => {
            line.put(text, Meaning::Heading);
        }
        Row::Detail(indent, text) => {
            line.skip(*indent).put(text, Meaning::Dim);
        }
        Row::Part(label, score, share) => {
            let columns = BAR.min(usize::from(area.width) / 3);
            let room = line.left().saturating_sub(columns + SCORE + 2);
            line.put_cut(label, room, Meaning::Accent);
            let gap = line.left().saturating_sub(columns + SCORE + 1);
            line.skip(gap);
            if *share > 0 {
                line.put(&bar(*share, 1000, columns), Meaning::Accent);
            }
            line.put_right(&format!("{score:.3}"), Meaning::Text);
        }
        Row::Sum(score) => {
            line.put("together", Meaning::Title);
            line.put_right(&format!("{score:.3}"), Meaning::Title);
        }
        Row::Condition(holds, label, because) => {
            let (sign, look) = if *holds {
                ("✓ ", Meaning::Accent)
            } else {
                ("– ", Meaning::Dim)
            };
            line.put(sign, look).put(label, Meaning::Text);
            line.put("  ", Meaning::Text)
                .put_cut(because, usize::MAX, Meaning::Dim);
        }
    }
}
