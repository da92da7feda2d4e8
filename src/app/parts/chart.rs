//! Numbers over time, drawn: in one line of cells, or as columns.

use super::line::Line;
use crate::app::canvas::{Canvas, Look};
use crate::app::screen::Area;

/// Heights of a column in eighths of a cell, the lowest first.
const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Numbers as a line of blocks, the highest one full; nothing is a dot.
#[must_use]
pub fn sparkline(counts: &[u32]) -> String {
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
pub fn columns(counts: &[u32], area: Area, look: impl Into<Look>, out: &mut dyn Canvas) {
    let look = look.into();
    let most = counts.iter().copied().max().unwrap_or(0);
    let width = (usize::from(area.width) / counts.len().max(1)).clamp(1, 3);
    let rows = usize::from(area.height);
    for row in 0..area.height {
        let below = 8 * (rows - 1 - usize::from(row));
        let mut line = Line::new(out, area, row);
        for count in counts {
            let here = eighths(*count, most, rows).saturating_sub(below).min(8);
            let block = match here {
                0 => " ",
                n => EIGHTHS[n - 1],
            };
            // A gap keeps wide columns apart.
            let solid = width.saturating_sub(1).max(1);
            line.put(&block.repeat(solid), look)
                .put(&" ".repeat(width - solid), look);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{columns, sparkline};
    use crate::app::canvas::{Canvas, Meaning, TextCanvas};
    use crate::app::screen::Size;

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
        let size = Size {
            columns: 4,
            rows: 2,
        };
        let mut canvas = TextCanvas::new(size);
        columns(&[1, 0, 16, 12], canvas.area(), Meaning::Text, &mut canvas);
        assert_eq!(canvas.text(), "  █▄\n▁ ██");
    }
}
