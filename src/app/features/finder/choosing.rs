//! Moving in the finder's rows, by keys and by the mouse, and going where one leads.

use super::Finder;
use super::matching::Target;
use crate::app::layer::Cx;
use crate::app::request::{Asked, Jump, Keep, Narrow, Open, Request};
use crate::app::screen::Pane;
use crate::query::{Value, quoted};

/// What the selection holds on to when there are other rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hold {
    /// The first row: the user has not moved.
    #[default]
    Top,
    /// The row that the user went to.
    Row,
    /// The row that the user clicked, where another click goes where it leads.
    Clicked,
}

/// Rows that a turn of the wheel scrolls.
const WHEEL: isize = 3;

impl Finder {
    /// The row drawn at a line of the list; the names of sections are no rows.
    fn row_at(&self, line: usize) -> Option<usize> {
        let heights = self.heights();
        let height = |row: usize| heights.get(row).copied().unwrap_or(1);
        let row = self.selection.row_at(line, heights.len(), height)?;
        let above: usize = (self.selection.offset..row).map(height).sum();
        let (_, shown) = self.rows().nth(row)?;
        let name = height(row) - shown.lines();
        (line >= above + name).then_some(row)
    }

    /// Goes so many rows down.
    pub(super) fn step(&mut self, rows: isize) {
        let len = self.len();
        self.selection.step(rows, len);
        self.hold = Hold::Row;
    }

    /// Selects the row at a cell of the screen, or goes where it leads if it was clicked
    /// before.
    pub(super) fn click(&mut self, column: u16, row: u16, cx: &mut Cx<'_>) {
        let area = self.place.list;
        if !area.contains(column, row) {
            return;
        }
        let Some(at) = self.row_at(usize::from(row - area.y)) else {
            return;
        };
        if self.hold == Hold::Clicked && self.selection.selected == at {
            return self.confirm(cx);
        }
        self.selection.selected = at;
        self.hold = Hold::Clicked;
    }

    /// Scrolls the rows; the selected one stays in view.
    pub(super) fn wheel(&mut self, down: bool) {
        let heights = self.heights();
        let row_height = |row: usize| heights.get(row).copied().unwrap_or(1);
        let before = self.selection.selected;
        let visible = self
            .selection
            .n_whole(heights.len(), self.height(), row_height);
        let rows = if down { WHEEL } else { -WHEEL };
        self.selection.scroll(rows, heights.len(), visible);
        if self.selection.selected != before {
            self.hold = Hold::Row;
        }
    }

    /// Brings the selected row into view.
    pub(super) fn reveal(&mut self) {
        let heights = self.heights();
        let row_height = |row: usize| heights.get(row).copied().unwrap_or(1);
        let height = self.height();
        self.selection.reveal(heights.len(), height, row_height);
    }

    /// Goes where the selected row leads, at once or when the rows are there.
    pub(super) fn confirm(&mut self, cx: &mut Cx<'_>) {
        self.chosen = !self.is_answered();
        if !self.chosen {
            self.prompt.remember();
            self.choose(cx);
        }
    }

    /// Goes where the selected row leads. What lies over the panes is closed first, so that
    /// an article is opened from the panes.
    fn choose(&self, cx: &mut Cx<'_>) {
        cx.request(Request::CloseAll);
        let Some((_, row)) = self.selected() else {
            return;
        };
        match row.target.clone() {
            Target::Article(id) => read(Open::jump(id, Jump::Stay), cx),
            Target::Heading(id, place) => read(Open::jump(id, Jump::To(place)), cx),
            Target::Passage(id, offset) => {
                ask(self.asked().words, Keep::On(id), cx);
                read(Open::found(id, Jump::From(offset)), cx);
            }
            Target::Entity(kind, name) => {
                let value = Value::Entity(kind, name);
                cx.request(Request::Narrow(Narrow::Only(value)));
            }
            Target::Source(source) => {
                ask(format!("source:{}", quoted(&source)), Keep::First, cx);
                cx.request(Request::Focus(Pane::Articles));
            }
        }
    }
}

fn read(open: Open, cx: &mut Cx<'_>) {
    cx.request(Request::Open(open));
    cx.request(Request::Focus(Pane::Reader));
}

/// Asks the collection for something else; the article on the screen is found by going back.
fn ask(text: String, keep: Keep, cx: &mut Cx<'_>) {
    cx.request(Request::Visit);
    cx.request(Request::Ask(Asked {
        text,
        typing: false,
        keep,
    }));
}
