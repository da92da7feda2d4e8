//! The entities of the collection as a table, as a page: which rows, in which order.
//!
//! In go the collection and perhaps the articles listed; out comes a row for each name, with
//! its numbers. They are counted anew whenever one of these is another; what is selected
//! stays selected.

mod draw;
mod task;

use crate::app::canvas::Canvas;
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::{Act, Cx, Handled, Layer, Now, Pointer};
use crate::app::parts::list::Selection;
use crate::app::parts::prompt::Prompt;
use crate::app::request::{Menu, Subject};
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::verb::Verb;
use crate::app::work::{Ask, Snapshot};
use crate::corpus::ArticleId;
use crate::library::Library;
use crate::query::Value;
use crate::query::entity::table::{Kinds, Order, Row};
use std::sync::Arc;
use task::{Choice, Counted, Extent, TableTask};

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "entity-table",
    place: "entities",
    shape: Shape::Page,
    named: true,
    keys: &[
        Keys {
            section: "In the table of entities",
            reach: Reach::Front,
            bindings: &[
                Binding {
                    id: "dossier-of-row",
                    keys: &[&[Key::Enter], &[Key::Char('d')]],
                    run: Run::Verb(Verb::Enter),
                    foot: Some((10, "dossier")),
                    help: "the dossier of the selected entity",
                },
                Binding {
                    id: "filter-table",
                    keys: &[&[Key::Char('/')]],
                    run: Run::Verb(Verb::Search),
                    foot: Some((12, "filter")),
                    help: "only names with these letters",
                },
                Binding {
                    id: "which-articles",
                    keys: &[&[Key::Tab]],
                    run: Run::Verb(Verb::Next),
                    foot: Some((13, "which articles")),
                    help: "count all articles, or those listed",
                },
                Binding {
                    id: "next-kind",
                    keys: &[&[Key::Char('l')], &[Key::Right]],
                    run: Run::Verb(Verb::Right),
                    foot: Some((14, "kind")),
                    help: "the next kind",
                },
                Binding {
                    id: "previous-kind",
                    keys: &[&[Key::Char('h')], &[Key::Left]],
                    run: Run::Verb(Verb::Left),
                    foot: None,
                    help: "the kind before",
                },
            ],
        },
        Keys {
            section: "In all panes and pages",
            reach: Reach::Screens,
            bindings: &[Binding {
                id: "entity-table",
                keys: &[&[Key::Char('E')]],
                run: Run::Open("entity-table"),
                foot: None,
                help: "all entities of the collection, as a table",
            }],
        },
    ],
    opens,
};

/// The table on the screen.
#[derive(Debug, Default)]
struct Page {
    choice: Choice,
    /// The letters as they are typed, with those typed before.
    prompt: Prompt,
    /// Whether they are being typed.
    typing: bool,
    /// The rows; `None` until the first answer.
    counted: Option<Counted>,
    selection: Selection,
    ask: Ask<Choice, Counted, Articles>,
    /// Rows that the page shows.
    height: usize,
}

/// Which articles are counted: those of a collection, or of them those listed.
type Articles = (Snapshot<Library>, Option<Snapshot<Vec<ArticleId>>>);

/// Lines of the page that are no rows: its title and the heads of its columns.
const HEADS: u16 = 2;

/// What is said where the table is in front already.
const HERE: &str = "this is the table of entities";

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    match subject {
        Subject::Feature("entity-table") if is_in_front(cx.now()) => {
            Opening::Refused(HERE.to_owned())
        }
        Subject::Feature("entity-table") => Opening::of(Page::default()),
        _ => Opening::Another,
    }
}

fn is_in_front(now: Now<'_>) -> bool {
    now.screen.front == FEATURE.id
}

impl Page {
    /// Number of rows.
    fn len(&self) -> usize {
        self.counted.as_ref().map_or(0, Counted::len)
    }

    /// What stands in a row.
    fn row(&self, at: usize) -> Option<&Row> {
        self.counted.as_ref()?.at(at)
    }

    /// The selected row.
    fn selected(&self) -> Option<&Row> {
        self.row(self.selection.selected)
    }

    /// Takes what has been counted; what is selected stays selected, but for the first row.
    fn take(&mut self) {
        let Some(counted) = self.ask.take() else {
            return;
        };
        let moved = self.selection.selected > 0;
        let entity = self.selected().map(|row| row.entity).filter(|_| moved);
        let kept = entity.and_then(|entity| counted.row_of(entity));
        self.counted = Some(counted);
        self.selection.selected = kept.unwrap_or(0);
        self.selection.clamp(self.len());
    }

    fn step(&mut self, rows: isize) {
        self.selection.step(rows, self.len());
    }

    /// Goes to the next or previous choice of kinds.
    fn turn(&mut self, forward: bool) {
        let all: Vec<Kinds> = Kinds::all().collect();
        let mut kinds = all.iter();
        let at = kinds.position(|kinds| *kinds == self.choice.kinds);
        let step = if forward { 1 } else { all.len() - 1 };
        self.choice.kinds = all[(at.unwrap_or(0) + step) % all.len()];
    }

    /// Goes to an older or newer line of the history.
    fn browse(&mut self, newer: bool, cx: &mut Cx<'_>) {
        if self.prompt.browse(newer).is_change() {
            self.typed(cx);
        }
    }

    /// Does what a key asks for while letters are typed.
    fn act_typing(&mut self, verb: Verb, cx: &mut Cx<'_>) -> Handled {
        match verb {
            Verb::Enter => {
                self.prompt.remember();
                self.typing = false;
            }
            Verb::Escape | Verb::Interrupt => {
                self.choice.pattern.clear();
                self.typing = false;
            }
            Verb::Down => self.browse(true, cx),
            Verb::Up => self.browse(false, cx),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn open_orders(&self, cx: &mut Cx<'_>) {
        let mut orders = Order::ALL.iter();
        let selected = orders.position(|(order, _)| *order == self.choice.order);
        cx.show(Subject::Menu(Menu {
            asker: FEATURE.id,
            title: "Order of the entities".to_owned(),
            rows: Order::ALL
                .iter()
                .map(|(_, name)| (*name).to_owned())
                .collect(),
            selected: selected.unwrap_or(0),
        }));
    }

    /// Asks for the rows if the articles or the choice changed.
    fn ask_if_needed(&mut self, cx: &mut Cx<'_>) {
        let listed = &cx.here.listed.ids;
        let ids = (self.choice.extent == Extent::Results).then_some(listed);
        let of = (Snapshot::of(cx.library), ids.map(Snapshot::of));
        if !self.ask.needs(&self.choice, &of) {
            return;
        }
        let is_known = self.ask.is_answered_of(&of);
        let known = self.counted.as_ref().filter(|_| is_known);
        let task = TableTask {
            library: Arc::clone(cx.library),
            ids: ids.cloned(),
            choice: self.choice.clone(),
            known: known.map(|counted| Arc::clone(&counted.table)),
        };
        let work = self.ask.ask(self.choice.clone(), of, task);
        cx.work(work);
    }
}

impl Layer for Page {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        let Act::Verb(verb) = act else {
            return Handled::No;
        };
        if self.typing {
            return self.act_typing(verb, cx);
        }
        match verb {
            Verb::Left => self.turn(false),
            Verb::Right => self.turn(true),
            Verb::Next => self.choice.extent = self.choice.extent.other(),
            Verb::Sort => self.open_orders(cx),
            Verb::Search => {
                self.prompt.set(&self.choice.pattern);
                self.typing = true;
            }
            Verb::Enter => {
                if let Some(value) = self.value(cx.now()) {
                    cx.show(Subject::Value(value));
                }
            }
            Verb::Escape | Verb::Back if !self.choice.pattern.is_empty() => {
                self.choice.pattern.clear();
            }
            Verb::NextMatch => self.step(1),
            Verb::PreviousMatch => self.step(-1),
            verb => match verb.distance(self.height) {
                Some(rows) => self.step(rows),
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn prompt(&self) -> Option<&Prompt> {
        self.typing.then_some(&self.prompt)
    }

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        self.typing.then_some(&mut self.prompt)
    }

    fn typed(&mut self, _: &mut Cx<'_>) {
        self.prompt.text().clone_into(&mut self.choice.pattern);
    }

    fn chosen(&mut self, row: usize, _: &mut Cx<'_>) {
        if let Some((order, _)) = Order::ALL.get(row) {
            self.choice.order = *order;
        }
    }

    fn pointer(&mut self, pointer: Pointer, _: &mut Cx<'_>) -> Handled {
        if let Pointer::Wheel { down } = pointer {
            self.step(if down { 1 } else { -1 });
        }
        Handled::Yes
    }

    fn refresh(&mut self, cx: &mut Cx<'_>) {
        self.take();
        self.ask_if_needed(cx);
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        self.height = usize::from(at.height.saturating_sub(HEADS));
        let len = self.len();
        self.selection.reveal(len, self.height, |_| 1);
    }

    fn value(&self, now: Now<'_>) -> Option<Value> {
        let entity = now.library.catalog.get(self.selected()?.entity)?;
        Some(Value::Entity(entity.kind, entity.name.to_owned()))
    }

    /// Only what was typed is found again.
    fn closed(&mut self) -> bool {
        *self = Self {
            prompt: std::mem::take(&mut self.prompt),
            ..Self::default()
        };
        true
    }

    fn reopened(&mut self, _: &Subject, cx: &mut Cx<'_>) -> Result<(), String> {
        if is_in_front(cx.now()) {
            return Err(HERE.to_owned());
        }
        Ok(())
    }

    fn draw(&self, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
        draw::draw(self, at, now, out);
    }
}
