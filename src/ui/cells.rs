//! The canvas of a terminal: meanings become styles of cells.

use super::Theme;
use crate::app::canvas::{Canvas, Look, sides};
use crate::app::screen::Area;
use crate::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

/// The rectangle of an area.
fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// The cells of a screen, drawn in the styles of a theme.
pub struct Cells<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    cursor: Option<(u16, u16)>,
}

impl<'a> Cells<'a> {
    /// All cells of a buffer.
    #[must_use]
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self {
            buffer,
            theme,
            cursor: None,
        }
    }

    /// Column and row of the cursor, if something is typed.
    #[must_use]
    pub fn cursor_at(&self) -> Option<(u16, u16)> {
        self.cursor
    }

    /// Blanks the wide letters that reach into an area from its left.
    fn cut_wide(&mut self, area: Rect) {
        let Some(x) = area.x.checked_sub(1) else {
            return;
        };
        for y in area.top()..area.bottom() {
            let cell = self.buffer.cell_mut((x, y));
            if let Some(cell) = cell.filter(|cell| safe::width(cell.symbol()) > 1) {
                cell.set_symbol(" ");
            }
        }
    }
}

impl Canvas for Cells<'_> {
    fn area(&self) -> Area {
        let Rect {
            x,
            y,
            width,
            height,
        } = self.buffer.area;
        Area {
            x,
            y,
            width,
            height,
        }
    }

    fn put(&mut self, x: u16, y: u16, text: &str, columns: u16, look: Look) -> u16 {
        if !self.area().contains(x, y) {
            return x;
        }
        let (text, style) = (safe::clean(text), self.theme.style(look));
        let columns = usize::from(columns);
        self.buffer.set_stringn(x, y, text, columns, style).0
    }

    fn tint(&mut self, area: Area, look: Look) {
        self.buffer.set_style(rect(area), self.theme.style(look));
    }

    fn frame(&mut self, area: Area, title: &str, hint: &str) {
        let area = area.common(self.area());
        self.cut_wide(rect(area));
        Clear.render(rect(area), self.buffer);
        sides(self, area, title, hint);
    }

    fn cursor(&mut self, x: u16, y: u16) {
        self.cursor = Some((x, y));
    }
}

#[cfg(test)]
mod tests {
    use super::{Cells, rect};
    use crate::app::canvas::{Canvas, Meaning, TextCanvas};
    use crate::app::parts::line::Line;
    use crate::app::screen::{Area, Size};
    use crate::text::Span;
    use crate::ui::Theme;
    use crate::ui::theme::{Background, Depth};
    use proptest::prelude::*;
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;
    use ratatui::style::Modifier;
    use ratatui::text::Line as Text;
    use ratatui::widgets::{Block, BorderType, Widget};

    fn theme() -> Theme {
        Theme::new(Depth::True, Background::Dark)
    }

    fn symbols<'a>(cells: impl Iterator<Item = &'a Cell>) -> String {
        cells.map(Cell::symbol).collect()
    }

    fn check(text: &str, marks: &[Span], width: u16, expected: &str, bold: &str) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let theme = theme();
        let mut cells = Cells::new(&mut buffer, &theme);
        let area = cells.area();
        let (look, marked) = (Meaning::Text, Meaning::Strong);
        Line::new(&mut cells, area, 0).put_marked(text, marks, 99, look, marked);
        let is_bold = |cell: &&Cell| cell.modifier.contains(Modifier::BOLD);
        assert_eq!(symbols(buffer.content.iter()), expected);
        assert_eq!(symbols(buffer.content.iter().filter(is_bold)), bold);
    }

    #[test]
    fn marks_and_cuts() {
        check("oil prices", &[Span::new(0, 3)], 12, "oil prices  ", "oil");
        check("oil prices", &[Span::new(4, 10)], 7, "oil pr…", "pr");
        check("a\x1b[31m", &[], 8, "a␛[31m  ", "");
    }

    #[test]
    fn nothing_is_written_outside() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        let theme = theme();
        let mut cells = Cells::new(&mut buffer, &theme);
        let area = Area {
            width: 9,
            ..cells.area()
        };
        Line::new(&mut cells, area, 0).put("too long", Meaning::Text);
        Line::new(&mut cells, area, 5)
            .put("below", Meaning::Text)
            .fill(Meaning::Text);
        assert_eq!(cells.put(3, 0, "beside", 9, Meaning::Text.into()), 3);
        assert_eq!(buffer.content.len(), 3);
    }

    fn area() -> impl Strategy<Value = Area> {
        (0u16..14, 0u16..6, 0u16..14, 0u16..6).prop_map(|(x, y, width, height)| Area {
            x,
            y,
            width,
            height,
        })
    }

    proptest! {
        /// A box that lies on the screen is the one that ratatui draws.
        #[test]
        fn boxes_are_round((x, y, width, height) in (0u16..5, 0u16..3, 4u16..8, 2u16..3), title in "[a日é ]{0,8}", hint in "[aé ]{0,8}") {
            let area = Area { x, y, width, height };
            let screen = Rect::new(0, 0, 12, 5);
            let (theme, mut expected) = (theme(), Buffer::empty(screen));
            Block::bordered()
                .border_type(BorderType::Rounded)
                .border_style(theme.rule)
                .title(Text::styled(format!(" {title} "), theme.accent))
                .title_bottom(Text::styled(format!(" {hint} "), theme.dim).right_aligned())
                .render(rect(area).intersection(screen), &mut expected);
            let mut buffer = Buffer::empty(screen);
            Cells::new(&mut buffer, &theme).frame(area, &title, &hint);
            prop_assert_eq!(buffer, expected);
        }

        /// Both canvases show the same text.
        #[test]
        fn text_is_the_text_of_cells(puts in prop::collection::vec((area(), "[ -~]{0,9}|(日|本|ｶﾞ|e\u{301}|\t|👨\u{200d}|\u{200b}){0,6}", any::<bool>()), 0..9)) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 5));
            let theme = theme();
            let mut cells = Cells::new(&mut buffer, &theme);
            let mut text = TextCanvas::new(Size { columns: 12, rows: 5 });
            for (area, put, boxed) in &puts {
                let canvases: [&mut dyn Canvas; 2] = [&mut cells, &mut text];
                let behind = canvases.map(|out| {
                    if *boxed {
                        out.frame(*area, put, "keys");
                    }
                    out.put(area.x, area.y, put, area.width, Meaning::Text.into())
                });
                prop_assert_eq!(behind[0], behind[1]);
            }
            for (at, cell) in (0..).zip(&buffer.content) {
                prop_assert_eq!(cell.symbol(), text.symbol(at % 12, at / 12));
            }
        }
    }
}
