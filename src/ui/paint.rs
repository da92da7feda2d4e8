//! Text put into cells: the one way by which text reaches a screen.

use crate::app::layout::Area;
use crate::text::{Span, safe};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The rectangle of an area.
#[must_use]
pub fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// Writes pieces of text into one line of cells, from left to right.
pub struct Line<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Line<'a> {
    /// A line in the given row of an area, counted from its top.
    #[must_use]
    pub fn new(buffer: &'a mut Buffer, area: Area, row: u16) -> Self {
        let inside = row < area.height && area.y + row < buffer.area.bottom();
        Self {
            x: area.x,
            y: area.y + row,
            end: if inside {
                (area.x + area.width).min(buffer.area.right())
            } else {
                area.x
            },
            buffer,
        }
    }

    /// Columns left.
    #[must_use]
    pub fn left(&self) -> usize {
        usize::from(self.end.saturating_sub(self.x))
    }

    /// Column where the next piece will stand.
    #[must_use]
    pub fn column(&self) -> u16 {
        self.x
    }

    /// Puts a text, made printable; what does not fit is cut off.
    pub fn put(&mut self, text: &str, style: Style) -> &mut Self {
        if self.left() > 0 {
            let text = safe::clean(text);
            self.x = self
                .buffer
                .set_stringn(self.x, self.y, text, self.left(), style)
                .0;
        }
        self
    }

    /// Puts a text, made printable; what does not fit in `columns` is cut with `…`.
    pub fn put_cut(&mut self, text: &str, columns: usize, style: Style) -> &mut Self {
        let cut = safe::cut(text, columns.min(self.left()));
        self.put(&cut, style)
    }

    /// Puts a text with spans of it in a style of their own.
    pub fn put_marked(
        &mut self,
        text: &str,
        marks: &[Span],
        columns: usize,
        style: Style,
        marked: Style,
    ) -> &mut Self {
        let fits = safe::width(text) <= columns.min(self.left());
        let mut room = columns.min(self.left()).saturating_sub(usize::from(!fits));
        let mut at = 0;
        let ends = marks
            .iter()
            .flat_map(|mark| [(mark.from(), style), (mark.to(), style.patch(marked))]);
        for (to, style) in ends.chain([(text.len(), style)]) {
            let piece: String = text
                .get(at..to)
                .map(|piece| {
                    let glyphs = safe::glyphs(piece).take_while(|glyph| {
                        let fits = glyph.width <= room;
                        room = if fits { room - glyph.width } else { 0 };
                        fits
                    });
                    glyphs.map(|glyph| glyph.symbol).collect()
                })
                .unwrap_or_default();
            self.put(&piece, style);
            at = to.max(at);
        }
        if !fits {
            self.put("…", style);
        }
        self
    }

    /// Leaves columns free.
    pub fn skip(&mut self, columns: usize) -> &mut Self {
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        self.x = self.x.saturating_add(columns).min(self.end);
        self
    }

    /// Puts a text at the right end of the line, if it fits behind what stands there.
    pub fn put_right(&mut self, text: &str, style: Style) -> &mut Self {
        let width = safe::width(text);
        if width > 0 && width <= self.left() {
            let columns = self.left() - width;
            self.skip(columns).put(text, style);
        }
        self
    }

    /// Adds a style to the rest of the line.
    pub fn fill(&mut self, style: Style) {
        let rest = Rect::new(self.x, self.y, self.end.saturating_sub(self.x), 1);
        self.buffer.set_style(rest, style);
    }
}

/// Parts of a cell, for bars in eighths.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A bar of at most `columns`, in eighths of cells, at least one eighth long.
#[must_use]
pub fn bar(count: u32, most: u32, columns: usize) -> String {
    let eighths = (count as usize * columns * 8)
        .div_ceil(most.max(1) as usize)
        .max(1);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

/// Adds a style to a row of an area.
pub fn tint(buffer: &mut Buffer, area: Area, row: u16, style: Style) {
    Line::new(buffer, area, row).fill(style);
}

/// A number with its noun: `1 article`, `1,364 words`.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    let plural = match noun {
        _ if number == 1 => noun.to_owned(),
        _ => match noun.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{noun}s"),
        },
    };
    format!("{} {plural}", crate::app::page::grouped(number as u64))
}

#[cfg(test)]
mod tests {
    use super::{Line, bar, counted};
    use crate::app::layout::Area;
    use crate::text::Span;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Modifier, Style};

    fn area(width: u16) -> Area {
        Area {
            x: 0,
            y: 0,
            width,
            height: 1,
        }
    }

    fn check(text: &str, marks: &[Span], width: u16, expected: &str, bold: &str) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let marked = Style::new().add_modifier(Modifier::BOLD);
        Line::new(&mut buffer, area(width), 0).put_marked(text, marks, 99, Style::new(), marked);
        let symbols = |of: &dyn Fn(Modifier) -> bool| {
            let cells = buffer.content.iter().filter(|cell| of(cell.modifier));
            cells.map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        assert_eq!(symbols(&|_| true), expected);
        assert_eq!(symbols(&|modifier| modifier.contains(Modifier::BOLD)), bold);
    }

    #[test]
    fn marks_and_cuts() {
        check("oil prices", &[Span::new(0, 3)], 12, "oil prices  ", "oil");
        check("oil prices", &[Span::new(4, 10)], 7, "oil pr…", "pr");
        check("a\x1b[31m", &[], 8, "a␛[31m  ", "");
    }

    #[test]
    fn bars_show_shares_in_eighths() {
        assert_eq!(bar(10, 10, 5), "█████");
        assert_eq!(bar(5, 10, 5), "██▌");
        assert_eq!(bar(1, 1000, 5), "▏");
    }

    #[test]
    fn nothing_is_written_outside() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        Line::new(&mut buffer, area(9), 0).put("too long", Style::new());
        Line::new(&mut buffer, area(9), 5)
            .put("below", Style::new())
            .fill(Style::new());
        assert_eq!(buffer.content.len(), 3);
    }

    #[test]
    fn nouns_agree_with_numbers() {
        assert_eq!(counted(1, "entity"), "1 entity");
        assert_eq!(counted(1364, "entity"), "1,364 entities");
        assert_eq!(counted(0, "article"), "0 articles");
    }
}
