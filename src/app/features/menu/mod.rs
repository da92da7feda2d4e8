//! A menu over the panes. The chosen row goes to the layer that asked for it.

use crate::app::canvas::{Canvas, Meaning};
use crate::app::layer::feature::{Feature, Opening};
use crate::app::layer::{Act, Cx, Handled, Layer, Now};
use crate::app::parts::boxed;
use crate::app::parts::line::{Line, tint};
use crate::app::parts::list::Selection;
use crate::app::request::{Menu, Request, Subject};
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::verb::Verb;
use crate::text::safe;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "menu",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[],
    opens,
};

/// A menu on the screen.
#[derive(Debug)]
pub struct Choice {
    menu: Menu,
    selection: Selection,
    height: usize,
}

fn opens(subject: &Subject, _: &mut Cx<'_>) -> Opening {
    match subject {
        Subject::Menu(menu) => Opening::of(Choice::new(menu.clone())),
        _ => Opening::Another,
    }
}

impl Choice {
    /// A menu with its row selected.
    #[must_use]
    pub fn new(menu: Menu) -> Self {
        let selection = Selection {
            selected: menu.selected,
            offset: 0,
        };
        Self {
            menu,
            selection,
            height: 0,
        }
    }
}

impl Layer for Choice {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        let Act::Verb(verb) = act else {
            return Handled::No;
        };
        if let Some(rows) = verb.distance(self.height) {
            self.selection.step(rows, self.menu.rows.len());
        } else if verb == Verb::Enter {
            cx.request(Request::Choose(self.menu.asker, self.selection.selected));
        } else {
            return Handled::No;
        }
        Handled::Yes
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        self.height = usize::from(frame(&self.menu, at).height.saturating_sub(2));
        let len = self.menu.rows.len();
        self.selection.reveal(len, self.height, |_| 1);
    }

    fn draw(&self, at: Area, _: Now<'_>, out: &mut dyn Canvas) {
        let frame = frame(&self.menu, at);
        let area = boxed(frame, &self.menu.title, "Enter chooses", out);
        let shown = self.menu.rows.iter().enumerate();
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

/// The box of a menu, its frame included.
fn frame(menu: &Menu, screen: Area) -> Area {
    let rows = menu.rows.iter().map(String::as_str);
    let widths = rows.chain([menu.title.as_str()]).map(safe::width);
    let columns = u16::try_from(widths.max().unwrap_or(0) + 4).unwrap_or(u16::MAX);
    let rows = u16::try_from(menu.rows.len()).unwrap_or(u16::MAX);
    screen.panel(columns, rows)
}
