//! The entities: of the article on the screen, or of all articles listed; of those also who
//! published them and when.
//!
//! In go the page that the reader shows and the list, both from
//! [`Here`](crate::app::here::Here); out comes the value that keys are about. What there is
//! comes ranked (see `ranks`), and rows only refer to it.

mod asking;
mod draw;
mod facets;
mod here;
mod item;
mod ranks;
mod rows;

#[cfg(test)]
mod tests;

use crate::app::canvas::Canvas;
use crate::app::here::{Listed, Question};
use crate::app::input::Key;
use crate::app::layer::CLEAR;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::{Act, Cx, Handled, Layer, Now, Pointer};
use crate::app::parts::list::Selection;
use crate::app::parts::page::Page;
use crate::app::parts::prompt::Prompt;
use crate::app::request::{Change, Jump, Menu, Narrow, Open, Request, Subject};
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::verb::Verb;
use crate::app::work::{Ask, Snapshot};
use crate::corpus::ArticleId;
use crate::query::{Facet, Filter, Value};
use crate::text::Span;
use here::PageNames;
pub use item::Item;
pub use ranks::Ranks;
pub use rows::Line;
use rows::Section;
use std::sync::Arc;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "entities",
    place: "entities",
    shape: Shape::Pane,
    named: true,
    keys: &[Keys {
        section: "In the entities",
        reach: Reach::Front,
        bindings: &[Binding {
            id: "only-selected",
            keys: &[&[Key::Enter]],
            run: Run::Verb(Verb::Enter),
            foot: Some((10, "only")),
            help: "only articles with the selected entity, source, year or month; again lifts that",
        }],
    }],
    opens: |_, _| Opening::Another,
};

/// What the sidebar is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The article in the reader; counts are mentions.
    #[default]
    Article,
    /// The articles listed; counts are articles.
    Results,
}

/// How entities of a kind are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The most frequent first.
    #[default]
    Count,
    /// By name.
    Name,
}

/// The choices of the sidebar's menu.
pub const VIEWS: &[(Scope, Order, &str)] = &[
    (
        Scope::Article,
        Order::Count,
        "in this article, most mentions first",
    ),
    (Scope::Article, Order::Name, "in this article, by name"),
    (
        Scope::Results,
        Order::Count,
        "in the listed articles, most articles first",
    ),
    (
        Scope::Results,
        Order::Name,
        "in the listed articles, by name",
    ),
];

/// The state of the sidebar.
#[derive(Debug, Default)]
pub struct Entities {
    /// What it is about.
    pub scope: Scope,
    /// Its order.
    pub order: Order,
    /// Only names that contain this, folded.
    pub filter: String,
    /// What is shown, by facet and order.
    pub items: Vec<Arc<Item>>,
    /// The lines shown.
    pub lines: Vec<Line>,
    /// The selected line, never a heading if there is another.
    pub selection: Selection,
    /// Number of values before the filter.
    pub total: usize,
    /// The newest counts of the listed articles.
    pub counts: Arc<Ranks>,
    /// The facets that have rows, in their order.
    sections: Vec<Section>,
    /// The highest count of all rows; 1 where there are none.
    highest: u32,
    /// Facets that are shown whole.
    whole: Vec<Facet>,
    /// What the list was narrowed to, until the user selects something else.
    wanted: Option<Value>,
    /// A place in an article that is on its way to the screen, to select what it names.
    arriving: Option<(ArticleId, Span)>,
    /// The names of the page that the reader shows, or of one before it.
    names: Option<PageNames>,
    naming: Ask<Snapshot<Page>, PageNames, ()>,
    counting: Ask<Question, Ranks, Snapshot<Listed>>,
    /// The filter as it is typed, with its history.
    prompt: Prompt,
    typing: bool,
    /// The rows, without their heading.
    rows: Area,
}

impl Entities {
    /// Whether counts of the listed articles are still to come.
    #[must_use]
    pub fn is_counting(&self) -> bool {
        self.counting.is_waiting()
    }

    /// Gives up what is wanted once the list is no longer narrowed to it.
    fn doubt_wanted(&mut self, filters: &[Filter]) {
        let asks = |wanted: &Value| filters.iter().any(|it| it.value == *wanted && !it.exclude);
        self.wanted.take_if(|wanted| !asks(wanted));
    }

    /// Selects the entity named at the place that the user jumped to, once that is shown.
    fn arrive(&mut self, now: Now<'_>) {
        let (Some((id, place)), Some(page)) = (self.arriving, &now.here.view.page) else {
            return;
        };
        if page.id != id || !self.has_names_of(page) {
            return;
        }
        self.arriving = None;
        let at = page.mentions.partition_point(|it| it.span < place);
        let mention = page.mentions.get(at).filter(|it| it.span == place);
        if let Some(named) = mention.and_then(|it| page.names.get(it.name)) {
            self.wanted = None;
            self.select(&Value::Entity(named.kind, named.name.clone()));
        }
    }

    /// Narrows the list to what is selected, or shows the rest of a facet.
    fn enter(&mut self, cx: &mut Cx<'_>) {
        if self.unfold() {
            return;
        }
        match self.value(cx.now()) {
            Some(value) => cx.request(Request::Narrow(Narrow::Only(value))),
            None => cx.say("no entity here: [ and ] go to the mentions"),
        }
    }

    fn open_views(&self, cx: &mut Cx<'_>) {
        let present = (self.scope, self.order);
        let selected = VIEWS
            .iter()
            .position(|(scope, order, _)| (*scope, *order) == present);
        cx.show(Subject::Menu(Menu {
            asker: FEATURE.id,
            title: "Entities to show".to_owned(),
            rows: VIEWS.iter().map(|(.., name)| (*name).to_owned()).collect(),
            selected: selected.unwrap_or(0),
        }));
    }

    /// Shows only names that contain a text.
    fn set_filter(&mut self, text: String) {
        self.wanted = None;
        self.filter = text;
        self.rebuild();
    }

    /// Does what a key means while the filter is typed.
    fn act_typing(&mut self, act: Act) -> Handled {
        match act {
            Act::Verb(Verb::Enter) => {
                self.prompt.remember();
                self.typing = false;
            }
            Act::Verb(Verb::Escape | Verb::Interrupt) => {
                self.typing = false;
                self.set_filter(String::new());
            }
            Act::Verb(verb @ (Verb::Down | Verb::Up)) => {
                if self.prompt.browse(verb == Verb::Down).is_change() {
                    self.set_filter(self.prompt.text().to_owned());
                }
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// Selects the line under a click; the rest of a facet is shown at once.
    fn click(&mut self, column: u16, row: u16) {
        if !self.rows.contains(column, row) {
            return;
        }
        let line = usize::from(row - self.rows.y);
        let clicked = self
            .selection
            .row_at(line, self.lines.len(), |at| self.height(at));
        if let Some(at) = clicked {
            self.wanted = None;
            self.selection.selected = at;
            self.settle(true);
            self.unfold();
        }
    }
}

impl Layer for Entities {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        if self.typing {
            return self.act_typing(act);
        }
        match act {
            Act::Own(CLEAR) if !self.filter.is_empty() => self.set_filter(String::new()),
            Act::Own(_) => return Handled::No,
            Act::Verb(Verb::Enter) => self.enter(cx),
            Act::Verb(Verb::Search) => {
                self.prompt.set(&self.filter);
                self.typing = true;
            }
            Act::Verb(Verb::Sort) => self.open_views(cx),
            Act::Verb(Verb::NextSection) => self.step_section(true),
            Act::Verb(Verb::PreviousSection) => self.step_section(false),
            Act::Verb(Verb::NextMatch) => self.step(1),
            Act::Verb(Verb::PreviousMatch) => self.step(-1),
            Act::Verb(verb) => match verb.distance(usize::from(self.rows.height)) {
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
        self.set_filter(self.prompt.text().to_owned());
    }

    fn chosen(&mut self, row: usize, _: &mut Cx<'_>) {
        if let Some((scope, order, _)) = VIEWS.get(row) {
            self.view(*scope, *order);
        }
    }

    fn pointer(&mut self, pointer: Pointer, _: &mut Cx<'_>) -> Handled {
        match pointer {
            Pointer::Click { column, row } => self.click(column, row),
            Pointer::Wheel { down } => self.step(if down { 1 } else { -1 }),
        }
        Handled::Yes
    }

    fn hear(&mut self, request: &Request, cx: &mut Cx<'_>) {
        match request {
            Request::Narrow(Narrow::Only(value)) => {
                let lifts = matches!(cx.here.question.filters.as_slice(),
                    [only] if only.value == *value && !only.exclude);
                if lifts {
                    self.wanted = None;
                } else {
                    self.want(value.clone());
                }
            }
            Request::Open(Open { id, jump, .. }) => {
                self.arriving = match jump {
                    Jump::To(place) => Some((*id, *place)),
                    _ => None,
                };
            }
            _ => {}
        }
    }

    fn follow(&mut self, change: &Change<'_>, _: &mut Cx<'_>) {
        match change {
            Change::Files(_, after) => {
                self.arriving = self.arriving.and_then(|(id, place)| {
                    let id = after.corpus.present(id)?;
                    Some((id, place))
                });
            }
            Change::Renamed(from, into) => {
                let from = Value::from(*from);
                if let Some(wanted) = self.wanted.as_mut().filter(|it| **it == from) {
                    *wanted = Value::from(*into);
                }
            }
        }
    }

    fn refresh(&mut self, cx: &mut Cx<'_>) {
        self.doubt_wanted(&cx.here.question.filters);
        let (names, counts) = (self.take_names(cx), self.take_counts());
        if match self.scope {
            Scope::Article => names,
            Scope::Results => counts,
        } {
            self.rebuild();
        }
        self.arrive(cx.now());
        self.ask_counts(cx);
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        (_, self.rows) = at.split_top(1);
        let (len, rows) = (self.lines.len(), usize::from(self.rows.height));
        let mut selection = self.selection;
        selection.reveal(len, rows, |line| self.height(line));
        if selection.selected == 1 {
            selection.offset = 0;
        }
        self.selection = selection;
    }

    fn value(&self, _: Now<'_>) -> Option<Value> {
        let selected = || self.selected().map(|item| item.value.clone());
        self.missing().cloned().or_else(selected)
    }

    fn label(&self, id: &str, _: Now<'_>) -> Option<&'static str> {
        (id == "only-selected" && self.is_at_more()).then_some("show more")
    }

    fn draw(&self, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
        draw::draw(self, at, now, out);
    }
}
