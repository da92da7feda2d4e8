//! A canvas that keeps the text and forgets what it means.

use super::{Canvas, Look, sides};
use crate::app::screen::{Area, Size};
use crate::text::safe;
use smol_str::SmolStr;

const BLANK: SmolStr = SmolStr::new_static(" ");

/// A screen as text. A wide letter takes two cells, of which the second is blank.
#[derive(Clone, Debug)]
pub struct TextCanvas {
    area: Area,
    /// What stands in each cell, row by row.
    symbols: Vec<SmolStr>,
    cursor: Option<(u16, u16)>,
}

impl TextCanvas {
    /// An empty screen.
    #[must_use]
    pub fn new(size: Size) -> Self {
        let n = usize::from(size.columns) * usize::from(size.rows);
        Self {
            area: Area {
                x: 0,
                y: 0,
                width: size.columns,
                height: size.rows,
            },
            symbols: vec![BLANK; n],
            cursor: None,
        }
    }

    /// The lines of the screen, without blanks at their ends.
    #[must_use]
    pub fn text(&self) -> String {
        let rows = self.symbols.chunks(usize::from(self.area.width).max(1));
        let line = |row: &[SmolStr]| row.concat().trim_end().to_owned();
        rows.map(line).collect::<Vec<_>>().join("\n")
    }

    /// What stands in a cell; nothing outside of the screen.
    #[must_use]
    pub fn symbol(&self, x: u16, y: u16) -> &str {
        let symbol = self.at(x, y).and_then(|at| self.symbols.get(at));
        symbol.map_or("", SmolStr::as_str)
    }

    /// Column and row of the cursor, if something is typed.
    #[must_use]
    pub fn cursor_at(&self) -> Option<(u16, u16)> {
        self.cursor
    }

    fn at(&self, x: u16, y: u16) -> Option<usize> {
        let (column, row) = (usize::from(x), usize::from(y));
        let inside = self.area.contains(x, y);
        inside.then(|| row * usize::from(self.area.width) + column)
    }

    fn set(&mut self, x: u16, y: u16, symbol: SmolStr) {
        if let Some(cell) = self.at(x, y).and_then(|at| self.symbols.get_mut(at)) {
            *cell = symbol;
        }
    }
}

/// Cells that a symbol takes. Terminals give the sound marks of half-width katakana one of
/// their own, which Unicode counts with the letter before them.
fn cells(symbol: &str) -> u16 {
    let marks = symbol.matches(['\u{ff9e}', '\u{ff9f}']).count();
    u16::try_from(safe::width(symbol) + marks).unwrap_or(u16::MAX)
}

impl Canvas for TextCanvas {
    fn area(&self) -> Area {
        self.area
    }

    fn put(&mut self, x: u16, y: u16, text: &str, columns: u16, _: Look) -> u16 {
        if !self.area.contains(x, y) {
            return x;
        }
        let end = x + columns.min(self.area.width - x);
        let mut column = x;
        // As the marks of one letter may meet those of another only once both are printable.
        for glyph in safe::glyphs(&safe::clean(text)) {
            let behind = column.saturating_add(cells(glyph.symbol));
            if behind > end {
                break;
            }
            for blank in column..behind {
                self.set(blank, y, BLANK);
            }
            if behind > column {
                self.set(column, y, SmolStr::new(glyph.symbol));
            }
            column = behind;
        }
        column
    }

    fn tint(&mut self, _: Area, _: Look) {}

    fn frame(&mut self, area: Area, title: &str, hint: &str) {
        let area = area.common(self.area);
        for y in area.y..area.y + area.height {
            if let Some(before) = area.x.checked_sub(1)
                && safe::width(self.symbol(before, y)) > 1
            {
                self.set(before, y, BLANK);
            }
            for x in area.x..area.x + area.width {
                self.set(x, y, BLANK);
            }
        }
        sides(self, area, title, hint);
    }

    fn cursor(&mut self, x: u16, y: u16) {
        self.cursor = Some((x, y));
    }
}

#[cfg(test)]
mod tests {
    use super::TextCanvas;
    use crate::app::canvas::{Canvas, Look};
    use crate::app::screen::{Area, Size};

    fn canvas(columns: u16, rows: u16) -> TextCanvas {
        TextCanvas::new(Size { columns, rows })
    }

    fn check(x: u16, y: u16, text: &str, columns: u16, expected: &str, behind: u16) {
        let mut canvas = canvas(8, 2);
        assert_eq!(canvas.put(x, y, text, columns, Look::default()), behind);
        assert_eq!(canvas.text(), expected);
    }

    #[test]
    fn text_stands_where_it_is_put() {
        check(1, 0, "oil", 9, " oil\n", 4);
        check(6, 1, "oil", 9, "\n      oi", 8);
        check(0, 0, "oil", 2, "oi\n", 2);
        check(0, 0, "日本", 3, "日\n", 2);
        check(0, 0, "日本x", 9, "日 本 x\n", 5);
        check(0, 0, "a\x1b[m", 9, "a␛[m\n", 4);
        check(8, 0, "oil", 9, "\n", 8);
        check(0, 2, "oil", 9, "\n", 0);
    }

    #[test]
    fn a_box_empties_what_it_covers() {
        let mut canvas = canvas(9, 3);
        for y in 0..3 {
            canvas.put(0, y, "日本語日", 9, Look::default());
        }
        let area = Area {
            x: 1,
            y: 0,
            width: 7,
            height: 3,
        };
        canvas.frame(area, "A", "keys");
        assert_eq!(canvas.text(), " ╭ A ──╮\n │     │\n ╰keys ╯");
        canvas.cursor(3, 1);
        assert_eq!(canvas.cursor_at(), Some((3, 1)));
    }
}
