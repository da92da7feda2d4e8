//! The entities: of the article on the screen, or of all articles listed; of those also who
//! published them and when.

use super::job::{Counts, Generation, Question};
use super::list::Selection;
use super::page::Named;
use crate::entities::Form;
use crate::query::{Facet, Value};
use crate::text::fold::fold;
use crate::text::period::Period;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

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

/// Rows of sources, years and months that are shown before the rest is asked for.
const FEW: usize = 3;
/// Rows of a kind of entities.
const SOME: usize = 8;

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

/// An entity, source, year or month in the sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub value: Value,
    /// Its name as shown: the canonical one of an entity, a date in words.
    pub name: String,
    /// Mentions or articles, as the scope has it.
    pub count: u32,
    /// Spellings other than the name where counted, most frequent first.
    pub forms: Vec<Form>,
    /// Other spellings that the collection has.
    pub elsewhere: Vec<String>,
    /// Index into the page's names, if it is one of them.
    pub named: Option<usize>,
    /// When, for a date that has a value.
    pub date: Option<Period>,
    /// Whether the article shown leaves that to be assumed.
    pub assumed: bool,
}

impl Item {
    /// A value with its count, and an entity's spellings.
    #[must_use]
    pub fn new(value: Value, count: u32, forms: &[Form]) -> Self {
        let name = value.to_string();
        let forms = forms.iter().filter(|form| form.text != name).cloned();
        Self {
            forms: forms.collect(),
            value,
            name,
            count,
            elsewhere: Vec::new(),
            named: None,
            date: None,
            assumed: false,
        }
    }

    /// Its name and every other spelling known.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let forms = self.forms.iter().map(|form| form.text.as_str());
        let elsewhere = self.elsewhere.iter().map(String::as_str);
        std::iter::once(self.name.as_str())
            .chain(forms)
            .chain(elsewhere)
    }

    /// Whether it has a spelling besides its name.
    #[must_use]
    pub fn has_forms(&self) -> bool {
        self.spellings().any(|text| text != self.name)
    }

    /// Where it stands among the values of its facet: dates of publication latest first,
    /// whatever the order; dates that a text names in the order of time where their counts
    /// are equal or do not matter, those without a value last.
    fn rank(&self, order: Order) -> impl Ord + use<> {
        let date = match self.value {
            Value::Published(date) => Some(date),
            Value::Entity(..) | Value::Source(_) => None,
        };
        let (count, name) = match order {
            Order::Count => (self.count, self.name.clone()),
            Order::Name => (0, fold(&self.name)),
        };
        let named = (self.date.is_none(), self.date);
        (
            self.value.facet(),
            Reverse(date),
            Reverse(count),
            named,
            name,
        )
    }
}

/// A line of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of a facet, with the number of its values.
    Section(Facet, usize),
    /// An index into [`Sidebar::items`].
    Item(usize),
    /// So many values of a facet more, shown when they are asked for.
    More(Facet, usize),
}

/// The state of the sidebar.
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    /// What it is about.
    pub scope: Scope,
    /// Its order.
    pub order: Order,
    /// Only names that contain this, folded.
    pub filter: String,
    /// What is shown, by facet and order.
    pub items: Vec<Item>,
    /// The lines shown.
    pub lines: Vec<Line>,
    /// The selected line, never a heading if there is another.
    pub selection: Selection,
    /// Number of values before the filter.
    pub total: usize,
    /// The newest counts of the listed articles.
    pub counts: Arc<Counts>,
    /// Facets that are shown whole.
    whole: Vec<Facet>,
    /// How many values each facet has, where only the most frequent are known.
    of_facet: Vec<(Facet, usize)>,
    /// Of the newest request for counts.
    pub(super) generation: Generation,
    /// The list that they were asked for.
    pub(super) asked: Option<Generation>,
    /// What that list answered.
    pub(super) about: Question,
    /// Whether the answer is still to come.
    pub waiting: bool,
}

impl Sidebar {
    /// Shows the entities of an article.
    pub fn show_article(&mut self, names: &[Named]) {
        self.of_facet.clear();
        let item = |(at, named): (usize, &Named)| Item {
            elsewhere: named.elsewhere.clone(),
            named: Some(at),
            date: named.date,
            assumed: named.assumed,
            ..Item::new(
                Value::Entity(named.kind, named.name.clone()),
                u32::try_from(named.mentions.len()).unwrap_or(u32::MAX),
                &named.forms,
            )
        };
        let items: Vec<Item> = names.iter().enumerate().map(item).collect();
        self.rebuild(&items);
    }

    /// Shows what was counted of the listed articles; `names` are those of the article shown.
    pub fn show_results(&mut self, names: &[Named]) {
        let counts = Arc::clone(&self.counts);
        self.of_facet.clone_from(&counts.of_facet);
        self.rebuild(&counts.values);
        let here =
            |(at, named): (usize, &Named)| (Value::Entity(named.kind, named.name.clone()), at);
        let here: HashMap<Value, usize> = names.iter().enumerate().map(here).collect();
        for item in &mut self.items {
            item.named = here.get(&item.value).copied();
        }
    }

    fn rebuild(&mut self, all: &[Item]) {
        let selected = self.selected().map(|item| item.value.clone());
        let more = match self.lines.get(self.selection.selected) {
            Some(Line::More(facet, _)) => Some(*facet),
            _ => None,
        };
        self.total = all.len();
        let needle = fold(self.filter.trim());
        let has = |text: &str| fold(text).contains(&needle);
        let mut shown: Vec<&Item> = all
            .iter()
            .filter(|item| needle.is_empty() || item.spellings().any(has))
            .collect();
        shown.sort_by_cached_key(|item| item.rank(self.order));
        self.lines.clear();
        self.items.clear();
        for items in shown.chunk_by(|a, b| a.value.facet() == b.value.facet()) {
            self.add_facet(items, needle.is_empty());
        }
        if let Some(value) = selected {
            self.select(&value);
        } else if let Some(facet) = more {
            let is_it = |line: &Line| matches!(line, Line::More(of, _) if *of == facet);
            let line = self.lines.iter().position(is_it);
            self.selection.selected = line.unwrap_or(self.selection.selected);
        }
        self.settle(true);
    }

    /// Adds the values of a facet, at least one: the first few, unless all are asked for.
    fn add_facet(&mut self, items: &[&Item], may_fold: bool) {
        let facet = items[0].value.facet();
        let fold = match facet {
            _ if self.scope == Scope::Article || !may_fold => usize::MAX,
            _ if self.whole.contains(&facet) => usize::MAX,
            Facet::Entity(_) => SOME,
            Facet::Source | Facet::Year | Facet::Month => FEW,
        };
        // A row that says "1 more" takes the room of the one that it hides.
        let n_shown = if items.len() > fold.saturating_add(1) {
            fold
        } else {
            items.len()
        };
        self.lines.push(Line::Section(facet, items.len()));
        for item in &items[..n_shown] {
            self.lines.push(Line::Item(self.items.len()));
            self.items.push((*item).clone());
        }
        if n_shown < items.len() {
            self.lines.push(Line::More(facet, items.len() - n_shown));
        }
    }

    /// Whether the row is selected that shows the rest of a facet.
    #[must_use]
    pub fn is_at_more(&self) -> bool {
        matches!(
            self.lines.get(self.selection.selected),
            Some(Line::More(..))
        )
    }

    /// Shows all values of the facet whose rest is selected; false if none is.
    pub(super) fn unfold(&mut self) -> bool {
        let Some(Line::More(facet, _)) = self.lines.get(self.selection.selected) else {
            return false;
        };
        self.whole.push(*facet);
        true
    }

    /// How many values of a facet there are beyond those that are known, unless a filter is
    /// what hides them.
    #[must_use]
    pub fn beyond(&self, facet: Facet, known: usize) -> Option<usize> {
        let all = self.of_facet.iter().find(|(other, _)| *other == facet)?.1;
        (self.filter.trim().is_empty() && all > known).then_some(all)
    }

    /// Forgets the selection, what is scrolled and what is shown whole.
    pub(super) fn deselect(&mut self) {
        self.items.clear();
        self.lines.clear();
        self.whole.clear();
        self.selection = Selection::default();
    }

    /// Selects a value, if it is shown.
    pub fn select(&mut self, value: &Value) {
        let is_it = |line: &Line| matches!(line, Line::Item(at) if self.items[*at].value == *value);
        if let Some(line) = self.lines.iter().position(is_it) {
            self.selection.selected = line;
        }
    }

    /// The selected entity, source, year or month.
    #[must_use]
    pub fn selected(&self) -> Option<&Item> {
        match self.lines.get(self.selection.selected)? {
            Line::Item(at) => self.items.get(*at),
            Line::Section(..) | Line::More(..) => None,
        }
    }

    /// Number of the selected row among those shown, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        match self.lines.get(self.selection.selected) {
            Some(Line::Item(at)) => at + 1,
            _ => 0,
        }
    }

    /// Moves by rows, stepping over headings.
    pub fn step(&mut self, rows: isize) {
        self.selection.step(rows, self.lines.len());
        self.settle(rows >= 0);
    }

    /// Moves to the first row of the next facet, or of this one and then the one before.
    pub(super) fn step_section(&mut self, forward: bool) {
        let here = self.selection.selected;
        let is_heading = |at: &usize| matches!(self.lines.get(*at), Some(Line::Section(..)));
        let to = if forward {
            (here + 1..self.lines.len()).find(is_heading)
        } else {
            (0..here.saturating_sub(1)).rev().find(is_heading)
        };
        if let Some(at) = to {
            self.selection.selected = at;
            self.settle(true);
        }
    }

    /// Lines that a line takes: the selected entity shows its forms below it.
    #[must_use]
    pub fn height(&self, line: usize) -> usize {
        let selected = line == self.selection.selected;
        1 + usize::from(selected && self.selected().is_some_and(Item::has_forms))
    }

    /// Moves the selection off a heading, forward or backward if it can.
    pub(super) fn settle(&mut self, forward: bool) {
        self.selection.clamp(self.lines.len());
        if matches!(
            self.lines.get(self.selection.selected),
            Some(Line::Section(..))
        ) {
            let backward = !forward && self.selection.selected > 0;
            self.selection.selected = if backward {
                self.selection.selected - 1
            } else {
                (self.selection.selected + 1).min(self.lines.len().saturating_sub(1))
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Facet, Item, Line, Named, Scope, Sidebar, Value};
    use crate::entities::{Form, Kind};
    use crate::text::Span;
    use crate::text::calendar::PartialDate;
    use std::sync::Arc;

    fn named(name: &str, kind: Kind, mentions: usize, forms: &[&str]) -> Named {
        Named {
            name: name.to_owned(),
            kind,
            forms: forms
                .iter()
                .map(|text| Form {
                    text: (*text).to_owned(),
                    count: 1,
                })
                .collect(),
            elsewhere: Vec::new(),
            mentions: vec![Span::default(); mentions],
            date: None,
            assumed: false,
        }
    }

    fn check(filter: &str, expected: &[&str]) {
        let mut sidebar = Sidebar {
            filter: filter.to_owned(),
            ..Sidebar::default()
        };
        sidebar.show_article(&[
            named("Ukraine", Kind::Place, 2, &["Ukraine"]),
            named("Kyiv", Kind::Place, 5, &["Kyiv", "Kiev"]),
            named("Marco Rubio", Kind::Person, 1, &["Rubio"]),
        ]);
        let shown: Vec<&str> = sidebar
            .items
            .iter()
            .map(|item| item.name.as_str())
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn kinds_in_order_then_counts() {
        check("", &["Marco Rubio", "Kyiv", "Ukraine"]);
    }

    #[test]
    fn the_filter_reads_every_spelling() {
        check("kiev", &["Kyiv"]);
        check("U", &["Marco Rubio", "Ukraine"]);
    }

    #[test]
    fn steps_over_headings_and_stays_inside() {
        let mut sidebar = Sidebar::default();
        sidebar.show_article(&[
            named("A", Kind::Person, 1, &[]),
            named("B", Kind::Place, 1, &[]),
        ]);
        let mut seen = Vec::new();
        for step in [0, 1, 1, -1, -1, -1] {
            sidebar.step(step);
            seen.push(
                sidebar
                    .selected()
                    .map_or("", |item| item.name.as_str())
                    .to_owned(),
            );
        }
        assert_eq!(seen, ["A", "B", "B", "A", "A", "A"]);
    }

    /// A sidebar about results: sources with so many articles each, and a few years.
    fn results(n_sources: u32) -> Sidebar {
        let source = |n| Item::new(Value::Source(format!("S{n}")), 100 - n, &[]);
        let year = |year| Value::Published(PartialDate::year(year).unwrap());
        let years = [(2023, 5), (2025, 1), (2024, 9)];
        let years = years.map(|(of, n)| Item::new(year(of), n, &[]));
        let mut sidebar = Sidebar {
            scope: Scope::Results,
            counts: Arc::new(Counts {
                values: (0..n_sources).map(source).chain(years).collect(),
                ..Counts::default()
            }),
            ..Sidebar::default()
        };
        sidebar.show_results(&[]);
        sidebar
    }

    #[test]
    fn the_rest_of_a_facet_is_shown_when_it_is_asked_for() {
        let mut sidebar = results(9);
        let names = |sidebar: &Sidebar| {
            let names = sidebar.items.iter().map(|item| item.name.clone());
            names.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(&sidebar), "S0 S1 S2 2025 2024 2023");
        assert_eq!(sidebar.lines[4], Line::More(Facet::Source, 6));
        sidebar.step(3);
        assert!(sidebar.selected().is_none() && sidebar.unfold());
        sidebar.show_results(&[]);
        assert_eq!(
            sidebar.selected().map(|item| item.name.as_str()),
            Some("S3")
        );
        assert_eq!(sidebar.items.len(), 12);
        // One row more than the few takes no more room than to say so.
        assert_eq!(results(4).items.len(), 7);
        sidebar = results(9);
        sidebar.filter = "s8".to_owned();
        sidebar.show_results(&[]);
        assert_eq!(names(&sidebar), "S8");
    }

    #[test]
    fn sections_are_stepped_through() {
        let mut sidebar = results(2);
        let mut seen = Vec::new();
        for forward in [true, true, false, false] {
            sidebar.step_section(forward);
            seen.extend(sidebar.selected().map(|item| item.name.clone()));
        }
        assert_eq!(seen, ["2025", "2025", "S0", "S0"]);
    }
}
