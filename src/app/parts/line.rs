//! Text put into one line of cells: the way by which nearly all text reaches a screen.

use crate::app::canvas::{Canvas, Look};
use crate::app::screen::Area;
use crate::text::{Span, safe};

/// Writes pieces of text into one line of cells, from left to right.
pub struct Line<'a> {
    out: &'a mut dyn Canvas,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Line<'a> {
    /// A line in the given row of an area, counted from its top.
    #[must_use]
    pub fn new(out: &'a mut dyn Canvas, area: Area, row: u16) -> Self {
        let canvas = out.area();
        let inside = row < area.height && area.y + row < canvas.y + canvas.height;
        Self {
            x: area.x,
            y: area.y + row,
            end: if inside {
                (area.x + area.width).min(canvas.x + canvas.width)
            } else {
                area.x
            },
            out,
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
    pub fn put(&mut self, text: &str, look: impl Into<Look>) -> &mut Self {
        if self.left() > 0 {
            let columns = self.end - self.x;
            self.x = self.out.put(self.x, self.y, text, columns, look.into());
        }
        self
    }

    /// Puts a text, made printable; what does not fit in `columns` is cut with `…`.
    pub fn put_cut(&mut self, text: &str, columns: usize, look: impl Into<Look>) -> &mut Self {
        let cut = safe::cut(text, columns.min(self.left()));
        self.put(&cut, look)
    }

    /// Puts a text with spans of it in a look of their own.
    pub fn put_marked(
        &mut self,
        text: &str,
        marks: &[Span],
        columns: usize,
        look: impl Into<Look>,
        marked: impl Into<Look>,
    ) -> &mut Self {
        let (look, marked) = (look.into(), marked.into());
        let fits = safe::width(text) <= columns.min(self.left());
        let mut room = columns.min(self.left()).saturating_sub(usize::from(!fits));
        let mut at = 0;
        let ends = marks
            .iter()
            .flat_map(|mark| [(mark.from(), look), (mark.to(), look.and(marked))]);
        for (to, look) in ends.chain([(text.len(), look)]) {
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
            self.put(&piece, look);
            at = to.max(at);
        }
        if !fits {
            self.put("…", look);
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
    pub fn put_right(&mut self, text: &str, look: impl Into<Look>) -> &mut Self {
        let width = safe::width(text);
        if width > 0 && width <= self.left() {
            let columns = self.left() - width;
            self.skip(columns).put(text, look);
        }
        self
    }

    /// Adds a look to the rest of the line.
    pub fn fill(&mut self, look: impl Into<Look>) {
        let rest = Area {
            x: self.x,
            y: self.y,
            width: self.end.saturating_sub(self.x),
            height: 1,
        };
        self.out.tint(rest, look.into());
    }

    /// Says that the cursor stands where the next piece will stand.
    pub fn cursor(&mut self) {
        self.out.cursor(self.x, self.y);
    }
}

/// Adds a look to a row of an area.
pub fn tint(out: &mut dyn Canvas, area: Area, row: u16, look: impl Into<Look>) {
    Line::new(out, area, row).fill(look);
}

#[cfg(test)]
mod tests {
    use super::Line;
    use crate::app::canvas::{Canvas, Look, Meaning, TextCanvas};
    use crate::app::screen::{Area, Size};
    use crate::text::Span;

    fn area(width: u16) -> Area {
        Area {
            x: 0,
            y: 0,
            width,
            height: 1,
        }
    }

    fn canvas(columns: u16) -> TextCanvas {
        TextCanvas::new(Size { columns, rows: 1 })
    }

    /// Text, and what of it was marked.
    struct Marked {
        text: TextCanvas,
        marked: String,
    }

    impl Canvas for Marked {
        fn area(&self) -> Area {
            self.text.area()
        }

        fn put(&mut self, x: u16, y: u16, text: &str, columns: u16, look: Look) -> u16 {
            if look == Meaning::Text.and(Meaning::Mark) {
                self.marked.push_str(text);
            }
            self.text.put(x, y, text, columns, look)
        }

        fn tint(&mut self, _: Area, _: Look) {}

        fn frame(&mut self, _: Area, _: &str, _: &str) {}

        fn cursor(&mut self, _: u16, _: u16) {}
    }

    fn check(text: &str, marks: &[Span], width: u16, expected: &str, marked: &str) {
        let mut out = Marked {
            text: canvas(width),
            marked: String::new(),
        };
        Line::new(&mut out, area(width), 0).put_marked(
            text,
            marks,
            99,
            Meaning::Text,
            Meaning::Mark,
        );
        assert_eq!(out.text.text(), expected);
        assert_eq!(out.marked, marked);
    }

    #[test]
    fn marks_and_cuts() {
        check("oil prices", &[Span::new(0, 3)], 12, "oil prices", "oil");
        check("oil prices", &[Span::new(4, 10)], 7, "oil pr…", "pr");
        check("a\x1b[31m", &[], 8, "a␛[31m", "");
    }

    #[test]
    fn nothing_is_written_outside() {
        let mut canvas = canvas(3);
        Line::new(&mut canvas, area(9), 0).put("too long", Meaning::Text);
        Line::new(&mut canvas, area(9), 5)
            .put("below", Meaning::Text)
            .fill(Meaning::Dim);
        assert_eq!(canvas.text(), "too");
    }
}
