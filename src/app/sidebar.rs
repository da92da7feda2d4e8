//! The entities: of the article on the screen, or of all articles listed.

use super::job::Facet;
use super::list::Selection;
use super::page::Named;
use crate::entities::{Form, Kind};
use crate::text::fold::fold;
use crate::text::period::Period;
use std::collections::HashMap;

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

/// An entity in the sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Canonical name.
    pub name: String,
    /// Kind.
    pub kind: Kind,
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
}

/// A line of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of a kind, with the number of its entities.
    Section(Kind, usize),
    /// An index into [`Sidebar::items`].
    Item(usize),
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
    /// The entities that pass the filter, by kind and order.
    pub items: Vec<Item>,
    /// The lines shown.
    pub lines: Vec<Line>,
    /// The selected line, always an item if there is one.
    pub selection: Selection,
    /// Number of entities before the filter.
    pub total: usize,
    /// How many entities of each kind there are, where only the most frequent are shown.
    of_kind: Vec<(Kind, usize)>,
}

impl Sidebar {
    /// Shows the entities of an article.
    pub fn show_article(&mut self, names: &[Named]) {
        self.of_kind.clear();
        let item = |(at, named): (usize, &Named)| Item {
            name: named.name.clone(),
            kind: named.kind,
            count: u32::try_from(named.mentions.len()).unwrap_or(u32::MAX),
            forms: named
                .forms
                .iter()
                .filter(|form| form.text != named.name)
                .cloned()
                .collect(),
            elsewhere: named.elsewhere.clone(),
            named: Some(at),
            date: named.date,
            assumed: named.assumed,
        };
        self.rebuild(names.iter().enumerate().map(item).collect());
    }

    /// Shows the entities of the listed articles; `names` are those of the article shown.
    pub fn show_results<'a>(
        &mut self,
        facets: &'a [Facet],
        of_kind: &[(Kind, usize)],
        names: &'a [Named],
    ) {
        self.of_kind = of_kind.to_vec();
        let here = |(at, named): (usize, &'a Named)| ((named.kind, named.name.as_str()), at);
        let here: HashMap<(Kind, &str), usize> = names.iter().enumerate().map(here).collect();
        let item = |facet: &Facet| Item {
            name: facet.name.clone(),
            kind: facet.kind,
            count: facet.count,
            forms: facet
                .forms
                .iter()
                .filter(|form| form.text != facet.name)
                .cloned()
                .collect(),
            elsewhere: Vec::new(),
            date: facet.date,
            assumed: false,
            named: here.get(&(facet.kind, facet.name.as_str())).copied(),
        };
        self.rebuild(facets.iter().map(item).collect());
    }

    fn rebuild(&mut self, mut items: Vec<Item>) {
        let selected = self.selected().map(|item| (item.kind, item.name.clone()));
        self.total = items.len();
        let needle = fold(self.filter.trim());
        let has = |text: &str| fold(text).contains(&needle);
        items.retain(|item| needle.is_empty() || item.spellings().any(has));
        match self.order {
            // Dates with a value in the order of time, before those without.
            Order::Count => items.sort_by(|a, b| {
                let time = |item: &Item| (item.date.is_none(), item.date);
                (a.kind, b.count, time(a), &a.name).cmp(&(b.kind, a.count, time(b), &b.name))
            }),
            Order::Name => items.sort_by_cached_key(|item| {
                (item.kind, item.date.is_none(), item.date, fold(&item.name))
            }),
        }
        self.lines.clear();
        for (at, item) in items.iter().enumerate() {
            if at == 0 || items[at - 1].kind != item.kind {
                let of_kind = items.iter().filter(|other| other.kind == item.kind).count();
                self.lines.push(Line::Section(item.kind, of_kind));
            }
            self.lines.push(Line::Item(at));
        }
        self.items = items;
        if let Some((kind, name)) = selected {
            self.select(kind, &name);
        }
        self.settle(true);
    }

    /// How many entities of a kind there are beyond those that are shown, unless a filter
    /// is what hides them.
    #[must_use]
    pub fn beyond(&self, kind: Kind, shown: usize) -> Option<usize> {
        let all = self.of_kind.iter().find(|(other, _)| *other == kind)?.1;
        (self.filter.trim().is_empty() && all > shown).then_some(all)
    }

    /// Forgets the selection and what is scrolled.
    pub(super) fn deselect(&mut self) {
        self.items.clear();
        self.lines.clear();
        self.selection = Selection::default();
    }

    /// Selects an entity, if it is shown.
    pub fn select(&mut self, kind: Kind, name: &str) {
        let is_it = |line: &Line| matches!(line, Line::Item(at) if self.items[*at].kind == kind && self.items[*at].name == name);
        if let Some(line) = self.lines.iter().position(is_it) {
            self.selection.selected = line;
        }
    }

    /// The selected entity.
    #[must_use]
    pub fn selected(&self) -> Option<&Item> {
        match self.lines.get(self.selection.selected)? {
            Line::Item(at) => self.items.get(*at),
            Line::Section(..) => None,
        }
    }

    /// Number of the selected entity among those shown, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        match self.lines.get(self.selection.selected) {
            Some(Line::Item(at)) => at + 1,
            _ => 0,
        }
    }

    /// Moves by entities, stepping over headings.
    pub fn step(&mut self, rows: isize) {
        self.selection.step(rows, self.lines.len());
        self.settle(rows >= 0);
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
    use super::{Named, Sidebar};
    use crate::entities::{Form, Kind};
    use crate::text::Span;

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
}
