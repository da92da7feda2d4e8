//! The help: every key, made from the table of features, and the query language.

mod rows;

use crate::app::canvas::{Canvas, Meaning};
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::foot::READING;
use crate::app::layer::{Act, Cx, Foot, Handled, Layer, Now};
use crate::app::parts::boxed;
use crate::app::parts::line::Line;
use crate::app::parts::list::Selection;
use crate::app::request::{Request, Subject};
use crate::app::screen::Area;
use crate::app::screen::Shape;
pub use rows::{QUERIES, Row, rows};

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "help",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[Keys {
        section: "",
        reach: Reach::Front,
        bindings: &[Binding {
            id: "close-help",
            keys: &[&[Key::Char('?')], &[Key::Enter]],
            run: Run::Own,
            foot: None,
            help: "close the help",
        }],
    }],
    opens,
};

/// Columns of the help, at most.
const COLUMNS: u16 = 92;

/// The help on the screen.
#[derive(Debug, Default)]
pub struct Help {
    rows: Vec<Row>,
    selection: Selection,
    height: usize,
}

fn opens(subject: &Subject, _: &mut Cx<'_>) -> Opening {
    match subject {
        Subject::Feature("help") => Opening::of(Help::default()),
        _ => Opening::Another,
    }
}

impl Layer for Help {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Own(_) => cx.request(Request::Close),
            Act::Verb(verb) => {
                let Some(rows) = verb.distance(self.height) else {
                    return Handled::No;
                };
                self.selection.scroll(rows, self.rows.len(), self.height);
            }
        }
        Handled::Yes
    }

    fn foot(&self, _: Now<'_>) -> Option<&'static [Foot]> {
        Some(READING)
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        let frame = at.panel(COLUMNS, u16::MAX);
        self.height = usize::from(frame.height.saturating_sub(2));
        self.rows = rows(usize::from(frame.width.saturating_sub(4)));
        self.selection.scroll(0, self.rows.len(), self.height);
    }

    fn draw(&self, at: Area, _: Now<'_>, out: &mut dyn Canvas) {
        let frame = at.panel(COLUMNS, u16::MAX);
        let area = boxed(frame, "Keys", "j k scroll · Esc closes", out);
        let shown = self.rows.iter().skip(self.selection.offset);
        for (row, shown) in (0..area.height).zip(shown) {
            let mut line = Line::new(out, area, row);
            match shown {
                Row::Blank => {}
                Row::Heading(heading) => {
                    line.put(heading, Meaning::Heading);
                }
                Row::Entry(keys, help) => {
                    line.put("  ", Meaning::Text)
                        .put(keys, Meaning::Strong)
                        .put("  ", Meaning::Text)
                        .put_cut(help, usize::MAX, Meaning::Text);
                }
            }
        }
    }
}
