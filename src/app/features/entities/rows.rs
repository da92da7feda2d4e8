//! The rows of the sidebar: which are shown, and which is selected.
//!
//! In go ranked values, a filter and what the user selects; out come [`Line`]s. What a row
//! needs besides its item is known per facet, so that drawing a row walks over no others.

use super::ranks::Ranked;
use super::{Entities, Item, Order, Ranks, Scope};
use crate::app::parts::list::Selection;
use crate::query::{Facet, Value};
use crate::text::fold::fold;
use std::sync::Arc;

/// Rows of sources, years and months that are shown before the rest is asked for.
const FEW: usize = 3;
/// Rows of a kind of entities.
const SOME: usize = 8;

/// A line of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of a facet, with the number of its values.
    Section(Facet, usize),
    /// An index into [`Entities::items`].
    Item(usize),
    /// So many values of a facet more, shown when they are asked for.
    More(Facet, usize),
}

/// What all rows of a facet share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) facet: Facet,
    /// The line of its heading.
    pub(super) line: usize,
    /// How many of its values fit the filter.
    pub(super) known: usize,
    /// How many of them are not shown before they are asked for.
    pub(super) hidden: usize,
    /// How many values it has, where the known ones are only the most frequent and no filter
    /// is what hides the others.
    pub(super) beyond: Option<usize>,
    /// The highest count of those shown.
    pub(super) most: u32,
}

impl Entities {
    /// Shows what there is by now; the selection stays on its value.
    pub(super) fn rebuild(&mut self) {
        let ranks = self.ranks();
        let selected = self.under().map(|item| item.value.clone());
        let more = match self.lines.get(self.selection.selected) {
            Some(Line::More(facet, _)) => Some(*facet),
            _ => None,
        };
        self.total = ranks.len();
        self.lines.clear();
        self.items.clear();
        self.sections.clear();
        let needle = fold(self.filter.trim());
        for ranked in &ranks.facets {
            self.add_facet(ranked, &needle);
        }
        let most = self.sections.iter().map(|section| section.most).max();
        self.highest = most.unwrap_or(1);
        if let Some(value) = selected {
            self.select(&value);
        } else if let Some(facet) = more {
            let is_it = |line: &Line| matches!(line, Line::More(of, _) if *of == facet);
            let line = self.lines.iter().position(is_it);
            self.selection.selected = line.unwrap_or(self.selection.selected);
        }
        if let Some(wanted) = self.wanted.clone() {
            self.select(&wanted);
        }
        self.settle(true);
    }

    /// What there is to show.
    fn ranks(&self) -> Arc<Ranks> {
        match (self.scope, &self.names) {
            (Scope::Results, _) => Arc::clone(&self.counts),
            (Scope::Article, Some(names)) => Arc::clone(&names.ranks),
            (Scope::Article, None) => Arc::default(),
        }
    }

    /// Adds the values of a facet, if any fits: the first few, unless all are asked for.
    fn add_facet(&mut self, ranked: &Ranked, needle: &str) {
        let items = ranked.fitting(self.order, needle);
        if items.is_empty() {
            return;
        }
        let (facet, known, all) = (ranked.facet, items.len(), needle.is_empty());
        let mut n_shown = self.n_shown(facet, known, all);
        let folds = items.get(n_shown..).unwrap_or_default();
        if folds.iter().any(|item| self.is_wanted(item)) {
            self.whole.push(facet);
            n_shown = known;
        }
        let line = self.lines.len();
        self.lines.push(Line::Section(facet, known));
        let mut most = 0;
        for item in items.into_iter().take(n_shown) {
            most = most.max(item.count);
            self.lines.push(Line::Item(self.items.len()));
            self.items.push(Arc::clone(item));
        }
        let hidden = known - n_shown;
        if hidden > 0 {
            self.lines.push(Line::More(facet, hidden));
        }
        self.sections.push(Section {
            facet,
            line,
            known,
            hidden,
            beyond: (all && ranked.all > known).then_some(ranked.all),
            most,
        });
    }

    /// How many of the values of a facet are shown at first; where a filter is set, all.
    fn n_shown(&self, facet: Facet, known: usize, may_fold: bool) -> usize {
        let fold = match facet {
            _ if self.scope == Scope::Article || !may_fold => usize::MAX,
            _ if self.whole.contains(&facet) => usize::MAX,
            Facet::Entity(_) => SOME,
            Facet::Source | Facet::Year | Facet::Month => FEW,
        };
        // A row that says "1 more" takes the room of the one that it hides.
        if known > fold.saturating_add(1) {
            fold
        } else {
            known
        }
    }

    fn is_wanted(&self, item: &Item) -> bool {
        self.wanted.as_ref() == Some(&item.value)
    }

    /// What all rows of a facet share; facets are few.
    pub(super) fn section(&self, facet: Facet) -> Option<&Section> {
        self.sections.iter().find(|section| section.facet == facet)
    }

    /// Whether the row is selected that shows the rest of a facet.
    #[must_use]
    pub fn is_at_more(&self) -> bool {
        let line = self.lines.get(self.selection.selected);
        matches!(line, Some(Line::More(..))) && self.missing().is_none()
    }

    /// Shows all values of the facet whose rest is selected; false if none is.
    pub(super) fn unfold(&mut self) -> bool {
        match self.lines.get(self.selection.selected) {
            Some(Line::More(facet, _)) if self.missing().is_none() => self.whole.push(*facet),
            _ => return false,
        }
        self.rebuild();
        true
    }

    /// Changes what it is about, and its order.
    pub(super) fn view(&mut self, scope: Scope, order: Order) {
        if self.scope != scope {
            self.items.clear();
            self.lines.clear();
            self.whole.clear();
            self.selection = Selection::default();
        }
        (self.scope, self.order) = (scope, order);
        self.rebuild();
    }

    /// Selects a value as soon as it is shown, and until the user selects another.
    pub(super) fn want(&mut self, value: Value) {
        self.wanted = Some(value);
        self.rebuild();
    }

    /// What is wanted but not among the rows; keys are about it all the same. What this scope
    /// never shows is not missed in it.
    pub(super) fn missing(&self) -> Option<&Value> {
        let wanted = self.wanted.as_ref()?;
        let belongs = self.scope == Scope::Results || matches!(wanted, Value::Entity(..));
        let is_there = self.under().is_some_and(|item| item.value == *wanted);
        (belongs && !is_there).then_some(wanted)
    }

    /// Selects a value, if it is shown.
    pub(super) fn select(&mut self, value: &Value) {
        let is_it = |line: &Line| matches!(line, Line::Item(at) if self.items[*at].value == *value);
        if let Some(line) = self.lines.iter().position(is_it) {
            self.selection.selected = line;
        }
    }

    /// The item in the line where the selection stands.
    fn under(&self) -> Option<&Item> {
        match self.lines.get(self.selection.selected)? {
            Line::Item(at) => self.items.get(*at).map(AsRef::as_ref),
            Line::Section(..) | Line::More(..) => None,
        }
    }

    /// The selected entity, source, year or month; none while another is waited for.
    #[must_use]
    pub fn selected(&self) -> Option<&Item> {
        self.under().filter(|_| self.missing().is_none())
    }

    /// The line that is drawn as the selected one.
    pub(super) fn selected_line(&self) -> Option<usize> {
        self.missing().is_none().then_some(self.selection.selected)
    }

    /// Number of the selected row among those shown, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        match self.selected_line().and_then(|line| self.lines.get(line)) {
            Some(Line::Item(at)) => at + 1,
            _ => 0,
        }
    }

    /// Moves by rows, stepping over headings.
    pub fn step(&mut self, rows: isize) {
        self.wanted = None;
        self.selection.step(rows, self.lines.len());
        self.settle(rows >= 0);
    }

    /// Moves to the first row of the next facet, or of this one and then the one before.
    pub(super) fn step_section(&mut self, forward: bool) {
        self.wanted = None;
        let here = self.selection.selected;
        let mut headings = self.sections.iter().map(|section| section.line);
        let to = if forward {
            headings.find(|line| *line > here)
        } else {
            headings.rfind(|line| line + 1 < here)
        };
        if let Some(line) = to {
            self.selection.selected = line;
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
