//! Numbers over time, drawn: in one line of cells, or as columns.

use super::paint::Line;
use crate::app::layout::Area;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Heights of a column in eighths of a cell, the lowest first.
const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Numbers as a line of blocks, the highest one full; nothing is a dot.
pub(super) fn sparkline(counts: &[u32]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0);
    let block = |count: &u32| match eighths(*count, most, 1) {
        0 => "·",
        n => EIGHTHS[n - 1],
    };
    counts.iter().map(block).collect()
}

/// The height of a column in eighths of a cell, the highest being `rows` cells; at least
/// one for what is not nothing.
fn eighths(count: u32, most: u32, rows: usize) -> usize {
    (count as usize * rows * 8).div_ceil(most.max(1) as usize)
}

/// Draws numbers as columns over the whole height of an area, each as wide as there is
/// room for.
pub(super) fn columns(counts: &[u32], area: Area, style: Style, buffer: &mut Buffer) {
    let most = counts.iter().copied().max().unwrap_or(0);
    let width = (usize::from(area.width) / counts.len().max(1)).clamp(1, 3);
    let rows = usize::from(area.height);
    for row in 0..area.height {
        let below = 8 * (rows - 1 - usize::from(row));
        let mut line = Line::new(buffer, area, row);
        for count in counts {
            let here = eighths(*count, most, rows).saturating_sub(below).min(8);
            let block = match here {
                0 => " ",
                n => EIGHTHS[n - 1],
            };
            // A gap keeps wide columns apart.
            let solid = width.saturating_sub(1).max(1);
            line.put(&block.repeat(solid), style)
                .put(&" ".repeat(width - solid), style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{columns, sparkline};
    use crate::app::layout::Area;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn check(counts: &[u32], expected: &str) {
        assert_eq!(sparkline(counts), expected);
    }

    #[test]
    fn a_line_of_blocks() {
        check(&[0, 1, 8, 4], "·▁█▄");
        check(&[1, 1000], "▁█");
        check(&[0, 0], "··");
        check(&[], "");
    }

    #[test]
    fn columns_stand_on_the_last_row() {
        let area = Area {
            x: 0,
            y: 0,
            width: 4,
            height: 2,
        };
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 2));
        columns(&[1, 0, 16, 12], area, Style::new(), &mut buffer);
        let symbols: String = buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(symbols, "  █▄▁ ██");
    }
}
