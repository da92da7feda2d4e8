//! The files that were not read, and why: a list over the panes.

use crate::app::canvas::{Canvas, Meaning};
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::foot::READING;
use crate::app::layer::{Act, Cx, Foot, Handled, Layer, Now};
use crate::app::parts::boxed;
use crate::app::parts::line::{Line, tint};
use crate::app::parts::list::Selection;
use crate::app::parts::wording::counted;
use crate::app::request::Subject;
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::verb::Verb;
use crate::text::safe;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "skipped",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[Keys {
        section: "In all panes and pages",
        reach: Reach::Screens,
        bindings: &[Binding {
            id: "skipped",
            keys: &[&[Key::Char('!')]],
            run: Run::Open("skipped"),
            foot: None,
            help: "show the files that were skipped, and why",
        }],
    }],
    opens,
};

/// The list on the screen.
#[derive(Debug, Default)]
pub struct Skipped {
    selection: Selection,
    height: usize,
}

/// Columns of the list, at most.
const COLUMNS: u16 = 104;

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    match subject {
        Subject::Feature("skipped") if cx.library.corpus.n_skipped() == 0 => {
            Opening::Refused("nothing was skipped".to_owned())
        }
        Subject::Feature("skipped") => Opening::of(Skipped::default()),
        _ => Opening::Another,
    }
}

/// The box of the list, its frame included.
fn frame(screen: Area, now: Now<'_>) -> Area {
    let rows = now.library.corpus.n_skipped();
    screen.panel(COLUMNS, u16::try_from(rows).unwrap_or(u16::MAX))
}

impl Layer for Skipped {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Verb(Verb::Enter) => cx.request(crate::app::request::Request::Close),
            Act::Verb(verb) => {
                let Some(rows) = verb.distance(self.height) else {
                    return Handled::No;
                };
                let len = cx.library.corpus.n_skipped();
                self.selection.step(rows, len);
            }
            Act::Own(_) => return Handled::No,
        }
        Handled::Yes
    }

    fn foot(&self, _: Now<'_>) -> Option<&'static [Foot]> {
        Some(READING)
    }

    fn arrange(&mut self, at: Area, now: Now<'_>) {
        self.height = usize::from(frame(at, now).height.saturating_sub(2));
        let len = now.library.corpus.n_skipped();
        self.selection.reveal(len, self.height, |_| 1);
    }

    fn draw(&self, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
        let corpus = &now.library.corpus;
        let title = format!("{} not read", counted(corpus.n_skipped(), "file"));
        let area = boxed(frame(at, now), &title, "Esc closes", out);
        let shown = corpus.skipped().enumerate().skip(self.selection.offset);
        for (row, (at, skipped)) in (0..area.height).zip(shown) {
            if at == self.selection.selected {
                tint(out, area, row, Meaning::Selected);
            }
            let mut line = Line::new(out, area, row);
            let reason = safe::width(&skipped.reason);
            let room = line.left().saturating_sub(reason + 2).max(line.left() / 3);
            // The name of a file tells more than its folders.
            line.put(&safe::cut_start(&skipped.path, room), Meaning::Text)
                .put("  ", Meaning::Text)
                .put_cut(&skipped.reason, usize::MAX, Meaning::Warning);
        }
    }
}
