//! The dossier of an entity, as a page: all that the collection tells of it.
//!
//! In go the name of an entity and the collection; out come its numbers, its articles over
//! time, what stands beside it, and its mentions in context, of which each leads to its
//! article. It is gathered anew whenever the collection is another.

mod draw;
mod parts;
mod rows;
mod task;
#[cfg(test)]
mod tests;

use crate::app::canvas::Canvas;
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::{Act, Cx, Handled, Layer, Now, Pointer};
use crate::app::parts::list::Selection;
use crate::app::request::{Change, Jump, Menu, Open, Request, Subject};
use crate::app::screen::Shape;
use crate::app::screen::{Area, Pane};
use crate::app::verb::Verb;
use crate::app::work::{Ask, Effect, Snapshot};
use crate::entities::corrections::Named;
use crate::query::Value;
use crate::query::entity::dossier::{Companion, Dossier, Line, Order, markdown};
use parts::Parts;
use rows::{ListRow, rows};
use std::sync::Arc;
use task::{DossierTask, Gathered};

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "dossier",
    place: "dossier",
    shape: Shape::Page,
    named: true,
    keys: &[
        Keys {
            section: "In a dossier",
            reach: Reach::Front,
            bindings: &[
                Binding {
                    id: "go-there",
                    keys: &[&[Key::Enter], &[Key::Char('d')]],
                    run: Run::Verb(Verb::Enter),
                    foot: Some((10, "go there")),
                    help: "read the article at that mention; open the dossier of the selected name",
                },
                Binding {
                    id: "other-side",
                    keys: &[&[Key::Tab]],
                    run: Run::Verb(Verb::Next),
                    foot: Some((11, "other side")),
                    help: "between the lists and the mentions",
                },
                Binding {
                    id: "to-lists",
                    keys: &[&[Key::Char('h')], &[Key::Left]],
                    run: Run::Verb(Verb::Left),
                    foot: None,
                    help: "to the lists",
                },
                Binding {
                    id: "to-mentions",
                    keys: &[&[Key::Char('l')], &[Key::Right]],
                    run: Run::Verb(Verb::Right),
                    foot: None,
                    help: "to the mentions",
                },
                Binding {
                    id: "copy-dossier",
                    keys: &[&[Key::Char('y')]],
                    run: Run::Verb(Verb::Copy),
                    foot: Some((45, "copy")),
                    help: "copy the dossier as Markdown",
                },
            ],
        },
        Keys {
            section: "In the entities and the reader",
            reach: Reach::NamedPanes,
            bindings: &[Binding {
                id: "dossier",
                keys: &[&[Key::Char('d')]],
                run: Run::Open("dossier"),
                foot: Some((13, "dossier")),
                help: "the entity's dossier: all that the collection tells of it",
            }],
        },
    ],
    opens,
};

/// The two sides of a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    /// What stands with the entity: companions, dates, descriptors.
    Lists,
    /// Its mentions in context.
    #[default]
    Lines,
}

/// The page on the screen.
#[derive(Debug)]
struct DossierPage {
    /// The entity, called as the newest answer calls it.
    about: Named,
    /// What is known of it; `None` until it has been gathered, or when nothing names it.
    dossier: Option<Arc<Dossier>>,
    /// The places of the lines in the order shown.
    order_of_lines: Vec<u32>,
    /// The order asked for.
    order: Order,
    /// The side that keys move in.
    side: Side,
    /// The rows of the lists.
    rows: Vec<ListRow>,
    /// The selected row of the lists.
    lists: Selection,
    /// The selected line.
    lines: Selection,
    /// What the entity is called is no part of the question: another name is one of the
    /// collection that follows it.
    ask: Ask<Order, Gathered>,
    /// Where it stands.
    area: Area,
}

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    let value = match subject {
        Subject::Value(value @ Value::Entity(..)) => Some(value),
        Subject::Feature("dossier") => cx.here.value.as_ref(),
        _ => return Opening::Another,
    };
    match value {
        Some(Value::Entity(kind, name)) => Opening::of(DossierPage::new(Named {
            kind: *kind,
            name: name.clone(),
        })),
        Some(_) => Opening::Refused(
            "no entity here: names have a dossier, sources and dates have none".to_owned(),
        ),
        None => Opening::Refused("no entity here: [ and ] go to the mentions".to_owned()),
    }
}

impl DossierPage {
    /// The page of an entity, with nothing gathered yet.
    fn new(about: Named) -> Self {
        Self {
            about,
            dossier: None,
            order_of_lines: Vec::new(),
            order: Order::default(),
            side: Side::default(),
            rows: Vec::new(),
            lists: Selection::default(),
            lines: Selection::default(),
            ask: Ask::default(),
            area: Area::default(),
        }
    }

    /// The selected line.
    fn line(&self) -> Option<&Line> {
        self.line_at(self.lines.selected)
    }

    /// The line in a row of the mentions.
    fn line_at(&self, row: usize) -> Option<&Line> {
        let at = *self.order_of_lines.get(row)?;
        self.dossier.as_ref()?.lines.get(at as usize)
    }

    /// The selected companion or date.
    fn companion(&self) -> Option<&Companion> {
        let dossier = self.dossier.as_ref()?;
        match self.rows.get(self.lists.selected)? {
            ListRow::Company(at) => dossier.company.get(*at),
            ListRow::Date(at) => dossier.dates.get(*at),
            ListRow::Called(_) | ListRow::Heading(..) => None,
        }
    }

    /// Takes what was gathered; what is selected stays selected.
    fn take(&mut self) {
        let Some(gathered) = self.ask.take() else {
            return;
        };
        let line = self.line().map(|line| (line.article, line.span));
        self.rows = gathered.dossier.as_deref().map(rows).unwrap_or_default();
        // An entity that was renamed meanwhile keeps its new name.
        if let (Some(dossier), true) = (
            &gathered.dossier,
            gathered.about.as_ref() == Some(&self.about),
        ) {
            self.about.name.clone_from(&dossier.name);
        }
        self.dossier = gathered.dossier;
        self.order_of_lines = gathered.order_of_lines;
        let kept = (0..self.order_of_lines.len()).find(|row| {
            let here = self.line_at(*row).map(|line| (line.article, line.span));
            line.is_some() && here == line
        });
        self.lines.selected = kept.unwrap_or(0);
        self.settle(true);
    }

    /// Moves the selection off a heading.
    fn settle(&mut self, forward: bool) {
        self.lists.clamp(self.rows.len());
        if matches!(
            self.rows.get(self.lists.selected),
            Some(ListRow::Heading(..))
        ) {
            let up = !forward && self.lists.selected > 0;
            self.lists.step(if up { -1 } else { 1 }, self.rows.len());
        }
    }

    fn step(&mut self, rows: isize) {
        match self.side {
            Side::Lines => self.lines.step(rows, self.order_of_lines.len()),
            Side::Lists => {
                self.lists.step(rows, self.rows.len());
                self.settle(rows >= 0);
            }
        }
    }

    /// Rows that the side with the keys shows.
    fn height(&self) -> usize {
        let parts = Parts::new(self.area, self.side);
        let side = match self.side {
            Side::Lines => parts.lines,
            Side::Lists => parts.lists,
        };
        below_heading(side)
    }

    /// Brings the selected rows into view.
    fn reveal(&mut self) {
        let parts = Parts::new(self.area, self.side);
        let (lines, lists) = (self.order_of_lines.len(), self.rows.len());
        self.lines.reveal(lines, below_heading(parts.lines), |_| 1);
        self.lists.reveal(lists, below_heading(parts.lists), |_| 1);
        if self.lists.selected == 1 {
            self.lists.offset = 0;
        }
    }

    /// Goes where the selected row leads: to a companion's dossier, to a mention.
    fn enter(&self, cx: &mut Cx<'_>) {
        match self.side {
            Side::Lines => {
                let Some(Line { article, span, .. }) = self.line() else {
                    return;
                };
                cx.request(Request::Open(Open::jump(*article, Jump::To(*span))));
                // Of an article that is gone only the message comes.
                if cx.library.corpus.present(*article).is_some() {
                    cx.request(Request::Focus(Pane::Reader));
                }
            }
            Side::Lists => match self.companion() {
                Some(Companion { kind, name, .. }) => {
                    cx.show(Subject::Value(Value::Entity(*kind, name.clone())));
                }
                None => cx.say("nothing stands behind this row"),
            },
        }
    }

    fn copy(&self, cx: &mut Cx<'_>) {
        match &self.dossier {
            Some(dossier) => cx.request(Request::Effect(Effect::Copy {
                text: markdown(dossier, self.order),
                what: "dossier as Markdown",
            })),
            None => cx.say("nothing to copy yet"),
        }
    }

    fn open_orders(&self, cx: &mut Cx<'_>) {
        let mut orders = Order::ALL.iter();
        let selected = orders.position(|(order, _)| *order == self.order);
        cx.show(Subject::Menu(Menu {
            asker: FEATURE.id,
            title: "Order of the mentions".to_owned(),
            rows: Order::ALL
                .iter()
                .map(|(_, name)| (*name).to_owned())
                .collect(),
            selected: selected.unwrap_or(0),
        }));
    }

    /// Asks for the dossier if the collection or the order changed.
    fn ask_if_needed(&mut self, cx: &mut Cx<'_>) {
        let of = Snapshot::of(cx.library);
        if !self.ask.needs(&self.order, &of) {
            return;
        }
        let is_known = self.ask.is_answered_of(&of);
        let task = DossierTask {
            library: Arc::clone(cx.library),
            about: self.about.clone(),
            order: self.order,
            known: self.dossier.clone().filter(|_| is_known),
        };
        let work = self.ask.ask(self.order, of, task);
        cx.work(work);
    }
}

/// Rows of a part under its heading.
fn below_heading(part: Area) -> usize {
    usize::from(part.height.saturating_sub(1))
}

impl Layer for DossierPage {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        let Act::Verb(verb) = act else {
            return Handled::No;
        };
        match verb {
            Verb::Next => {
                self.side = match self.side {
                    Side::Lists => Side::Lines,
                    Side::Lines => Side::Lists,
                };
            }
            Verb::Left => self.side = Side::Lists,
            Verb::Right => self.side = Side::Lines,
            Verb::Enter => self.enter(cx),
            Verb::Sort => self.open_orders(cx),
            Verb::Copy => self.copy(cx),
            Verb::NextMatch => self.step(1),
            Verb::PreviousMatch => self.step(-1),
            verb => match verb.distance(self.height()) {
                Some(rows) => self.step(rows),
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn chosen(&mut self, row: usize, _: &mut Cx<'_>) {
        if let Some((order, _)) = Order::ALL.get(row) {
            self.order = *order;
        }
    }

    fn pointer(&mut self, pointer: Pointer, _: &mut Cx<'_>) -> Handled {
        if let Pointer::Wheel { down } = pointer {
            self.step(if down { 1 } else { -1 });
        }
        Handled::Yes
    }

    fn follow(&mut self, change: &Change<'_>, _: &mut Cx<'_>) {
        if let Change::Renamed(from, into) = change
            && **from == self.about
        {
            self.about.clone_from(into);
        }
    }

    fn refresh(&mut self, cx: &mut Cx<'_>) {
        self.take();
        self.ask_if_needed(cx);
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        self.area = at;
        self.reveal();
    }

    fn value(&self, _: Now<'_>) -> Option<Value> {
        Some(Value::from(&self.about))
    }

    fn draw(&self, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
        draw::draw(self, at, now, out);
    }
}
