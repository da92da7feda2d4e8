//! Rows to choose from in a box, each a text.

use crate::app::canvas::{Canvas, Meaning};
use crate::app::parts::boxed;
use crate::app::parts::line::{Line, tint};
use crate::app::parts::list::Selection;
use crate::app::screen::Area;
use crate::app::verb::Verb;
use crate::text::safe;

/// Rows to choose from.
#[derive(Debug, Default)]
pub(super) struct Rows {
    title: String,
    names: Vec<String>,
    pub(super) selection: Selection,
    height: usize,
}

impl Rows {
    /// Rows under a title, one of them selected.
    pub(super) fn new(title: String, names: Vec<String>, selected: usize) -> Self {
        Self {
            title,
            names,
            selection: Selection {
                selected,
                offset: 0,
            },
            height: 0,
        }
    }

    /// Moves in the rows; false for what is no movement.
    pub(super) fn step(&mut self, verb: Verb) -> bool {
        let rows = verb.distance(self.height);
        if let Some(rows) = rows {
            self.selection.step(rows, self.names.len());
        }
        rows.is_some()
    }

    /// Brings the selected row into view on that screen.
    pub(super) fn arrange(&mut self, screen: Area) {
        self.height = usize::from(self.frame(screen).height.saturating_sub(2));
        self.selection.reveal(self.names.len(), self.height, |_| 1);
    }

    /// The box, its frame included.
    fn frame(&self, screen: Area) -> Area {
        let rows = self.names.iter().map(String::as_str);
        let widths = rows.chain([self.title.as_str()]).map(safe::width);
        let columns = u16::try_from(widths.max().unwrap_or(0) + 4).unwrap_or(u16::MAX);
        let rows = u16::try_from(self.names.len()).unwrap_or(u16::MAX);
        screen.panel(columns, rows)
    }

    /// Draws the box.
    pub(super) fn draw(&self, screen: Area, out: &mut dyn Canvas) {
        let area = boxed(self.frame(screen), &self.title, "Enter chooses", out);
        let shown = self.names.iter().enumerate();
        for (row, (at, name)) in (0..area.height).zip(shown.skip(self.selection.offset)) {
            let selected = at == self.selection.selected;
            if selected {
                tint(out, area, row, Meaning::Selected);
            }
            Line::new(out, area, row)
                .put(if selected { "▌ " } else { "  " }, Meaning::Accent)
                .put_cut(name, usize::MAX, Meaning::Text);
        }
    }
}
