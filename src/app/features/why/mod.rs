//! "Why this hit": the reasons of the article in the reader, in a box over the panes.
//!
//! In go what is asked, the article and its place in the list; out come rows of words. They
//! are asked for anew whenever the collection or that place is another, and stay on the
//! screen until the new ones are there.

mod draw;
mod rows;
mod task;

use crate::app::canvas::Canvas;
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::foot::READING;
use crate::app::layer::{Act, Cx, Foot, Handled, Layer, Now, Pointer};
use crate::app::parts::list::Selection;
use crate::app::request::{Request, Subject};
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::verb::Verb;
use crate::app::work::{Ask, Snapshot};
use crate::library::Library;
use rows::{Row, rows};
use std::sync::Arc;
use task::{Hit, Place, Reasons, WhyTask};

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "why",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[Keys {
        section: "In all panes",
        reach: Reach::Panes,
        bindings: &[Binding {
            id: "why",
            keys: &[&[Key::Char('g'), Key::Char('w')]],
            run: Run::Open("why"),
            foot: None,
            help: "why this hit: what the query found in the article, and what that is worth",
        }],
    }],
    opens,
};

/// Columns of the box, at most, without its frame.
const COLUMNS: u16 = 92;

/// The box on the screen.
#[derive(Debug, Default)]
struct WhyBox {
    /// The newest answer; `None` until it is there.
    reasons: Option<Reasons>,
    /// Its rows, wrapped for `columns`; none while there is no answer.
    rows: Vec<Row>,
    /// Columns of the rows; `None` when they have to be wrapped anew.
    columns: Option<usize>,
    selection: Selection,
    /// Rows that the box can show.
    height: usize,
    /// While the article moves in a list that grows, an answer on its way is awaited.
    ask: Ask<Hit, Reasons, (Snapshot<Library>, Place)>,
}

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    match subject {
        Subject::Feature("why") if cx.here.shown.is_none() => {
            Opening::Refused("no article is open".to_owned())
        }
        Subject::Feature("why") if cx.here.question.is_empty() => {
            Opening::Refused("nothing is searched and no filter is set: / searches".to_owned())
        }
        Subject::Feature("why") => Opening::of(WhyBox::default()),
        _ => Opening::Another,
    }
}

impl WhyBox {
    fn ask_if_needed(&mut self, cx: &mut Cx<'_>) {
        let Some(id) = cx.here.shown else { return };
        let listed = &cx.here.listed;
        let place = (listed.row_of(id), listed.len() + listed.beyond);
        let hit = Hit {
            id,
            question: cx.here.question.clone(),
            sort: cx.here.order_in_force(),
        };
        let of = (Snapshot::of(cx.library), place);
        if !self.ask.needs(&hit, &of) {
            return;
        }
        let task = WhyTask {
            library: Arc::clone(cx.library),
            hit: hit.clone(),
            place,
        };
        let work = self.ask.ask(hit, of, task);
        cx.work(work);
    }

    fn scroll(&mut self, by: isize) {
        self.selection.scroll(by, self.rows.len(), self.height);
    }
}

impl Layer for WhyBox {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Verb(Verb::Enter) => cx.request(Request::Close),
            Act::Verb(verb) => match verb.distance(self.height) {
                Some(rows) => self.scroll(rows),
                None => return Handled::No,
            },
            Act::Own(_) => return Handled::No,
        }
        Handled::Yes
    }

    fn pointer(&mut self, pointer: Pointer, _: &mut Cx<'_>) -> Handled {
        if let Pointer::Wheel { down } = pointer {
            self.scroll(if down { 1 } else { -1 });
        }
        Handled::Yes
    }

    fn foot(&self, _: Now<'_>) -> Option<&'static [Foot]> {
        Some(READING)
    }

    fn refresh(&mut self, cx: &mut Cx<'_>) {
        if let Some(reasons) = self.ask.take() {
            self.reasons = Some(reasons);
            self.columns = None;
        }
        self.ask_if_needed(cx);
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        let widest = at.panel(COLUMNS, u16::MAX);
        self.height = usize::from(widest.height.saturating_sub(2));
        let columns = usize::from(widest.width.saturating_sub(4));
        if self.columns != Some(columns) {
            let reasons = self.reasons.as_ref();
            self.rows = reasons.map_or_else(Vec::new, |reasons| rows(reasons, columns));
            self.columns = Some(columns);
        }
        self.scroll(0);
    }

    fn draw(&self, at: Area, _: Now<'_>, out: &mut dyn Canvas) {
        draw::draw(self, at, out);
    }
}
