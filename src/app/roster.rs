//! The table of entities on the screen: which rows, in which order, which one is selected.

use super::App;
use super::act::distance;
use super::command::Command;
use super::job::{CountJob, Counted, Generation, Job};
use super::layout::Area;
use super::list::Selection;
use super::panel::{Kind as PanelKind, Panel};
use super::sheet::{Sheet, Sheets};
use super::typing::Bar;
use crate::corpus::ArticleId;
use crate::library::Library;
use crate::query::census::{Census, Kinds, Order, Row};
use std::sync::Arc;

/// Which articles the table counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of the collection.
    #[default]
    Collection,
    /// Those listed.
    Results,
}

/// The state of the table.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// What is counted.
    pub extent: Extent,
    /// The kinds listed.
    pub kinds: Kinds,
    /// The order asked for; with a pattern the best match comes first.
    pub order: Order,
    /// Only names with these letters.
    pub pattern: String,
    /// All entities counted; `None` until the first answer.
    pub census: Option<Arc<Census>>,
    /// The places of the rows shown.
    pub rows: Arc<Vec<u32>>,
    /// The selected row.
    pub selection: Selection,
    /// Of the newest asking.
    generation: Generation,
    asked: Option<Asked>,
    waiting: bool,
}

/// What the table was asked for last.
#[derive(Clone, Debug)]
struct Asked {
    library: Arc<Library>,
    ids: Option<Arc<Vec<ArticleId>>>,
    choice: Choice,
}

/// Which rows, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The kinds.
    pub kinds: Kinds,
    /// The letters of the names.
    pub pattern: String,
    /// The order.
    pub order: Order,
}

impl Roster {
    /// The selected row.
    #[must_use]
    pub fn selected(&self) -> Option<&Row> {
        self.row(self.selection.selected)
    }

    /// A row as shown.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&Row> {
        let place = *self.rows.get(at)?;
        self.census.as_ref()?.rows.get(place as usize)
    }

    /// Whether nothing has been counted yet.
    #[must_use]
    pub fn is_counting(&self) -> bool {
        self.census.is_none()
    }

    fn choice(&self) -> Choice {
        Choice {
            kinds: self.kinds,
            pattern: self.pattern.clone(),
            order: self.order,
        }
    }

    /// Takes an answer; with the same choice, what is selected stays selected.
    fn take(&mut self, counted: Counted) {
        self.waiting = false;
        let entity = self.selected().map(|row| row.entity);
        let same = self
            .asked
            .as_ref()
            .is_some_and(|asked| asked.choice == counted.choice);
        self.census = Some(counted.census);
        self.rows = counted.rows;
        let is_it =
            |row: &usize| entity.is_some() && self.row(*row).map(|row| row.entity) == entity;
        let kept = (0..self.rows.len())
            .find(is_it)
            .filter(|_| same && self.selection.selected > 0);
        self.selection.selected = kept.unwrap_or(0);
        self.selection.clamp(self.rows.len());
    }

    /// Brings the selected row into view.
    pub(super) fn reveal(&mut self, area: Area) {
        self.selection.reveal(self.rows.len(), table(area), |_| 1);
    }

    /// Goes to the next or previous choice of kinds.
    fn turn(&mut self, forward: bool) {
        let all: Vec<Kinds> = Kinds::all().collect();
        let at = all
            .iter()
            .position(|kinds| *kinds == self.kinds)
            .unwrap_or(0);
        let step = if forward { 1 } else { all.len() - 1 };
        self.kinds = all[(at + step) % all.len()];
    }
}

/// Rows that the table shows in an area: without its title and the heads of its columns.
fn table(area: Area) -> usize {
    usize::from(area.height.saturating_sub(2))
}

/// The letters that names in the table on the screen must have.
pub(super) fn pattern(sheets: &Sheets) -> &str {
    match sheets.top() {
        Some(Sheet::Roster(roster)) => &roster.pattern,
        _ => "",
    }
}

impl App {
    /// Does a command given with the table in front.
    pub(super) fn act_roster(&mut self, command: Command) {
        let page = table(self.layout.sheet());
        let Some(Sheet::Roster(roster)) = self.sheets.top_mut() else {
            return;
        };
        if let Some(rows) = distance(command, page) {
            return roster.selection.step(rows, roster.rows.len());
        }
        match command {
            Command::FocusLeft => roster.turn(false),
            Command::FocusRight => roster.turn(true),
            Command::FocusNext => {
                roster.extent = match roster.extent {
                    Extent::Collection => Extent::Results,
                    Extent::Results => Extent::Collection,
                };
            }
            Command::Sort => {
                let present = Order::ALL
                    .iter()
                    .position(|(order, _)| *order == roster.order);
                self.panel = Some(Panel::new(PanelKind::Rows, present.unwrap_or(0)));
            }
            Command::Search => self.open_bar(Bar::Rows),
            Command::Enter | Command::Dossier => {
                if let Some((kind, name)) = self.sheet_entity() {
                    self.open_dossier(kind, name);
                }
            }
            _ => {}
        }
    }

    /// Lists only names with these letters.
    pub(super) fn set_roster_pattern(&mut self, pattern: String) {
        if let Some(Sheet::Roster(roster)) = self.sheets.top_mut() {
            roster.pattern = pattern;
        }
    }

    /// Orders the table.
    pub(super) fn order_roster(&mut self, order: Order) {
        if let Some(Sheet::Roster(roster)) = self.sheets.top_mut() {
            roster.order = order;
        }
    }

    /// Asks for the table's rows if the collection or the choice changed.
    pub(super) fn ask_roster(&mut self) {
        let listed = Arc::clone(&self.articles.listed.ids);
        let generation = self.sheets.next_generation();
        let Some(Sheet::Roster(roster)) = self.sheets.top_mut() else {
            return;
        };
        let ids = (roster.extent == Extent::Results).then_some(listed);
        let same_articles = |asked: &Asked| {
            let same_ids = match (&asked.ids, &ids) {
                (Some(before), Some(now)) => Arc::ptr_eq(before, now),
                (before, now) => before.is_none() && now.is_none(),
            };
            same_ids && Arc::ptr_eq(&asked.library, &self.library)
        };
        let choice = roster.choice();
        let known = roster.asked.as_ref().filter(|asked| same_articles(asked));
        let same_choice = roster
            .asked
            .as_ref()
            .is_some_and(|asked| asked.choice == choice);
        // While the collection grows, an answer on its way is awaited, as for the list.
        if same_choice && (roster.waiting || known.is_some()) {
            return;
        }
        let job = CountJob {
            generation,
            library: Arc::clone(&self.library),
            ids: ids.clone(),
            choice: choice.clone(),
            known: known.and(roster.census.clone()).filter(|_| !roster.waiting),
        };
        roster.generation = generation;
        roster.waiting = true;
        roster.asked = Some(Asked {
            library: Arc::clone(&self.library),
            ids,
            choice,
        });
        self.jobs.push_back(Job::Count(job));
    }

    pub(super) fn accept_roster(&mut self, generation: Generation, counted: Counted) {
        if let Some(Sheet::Roster(roster)) = self.sheets.top_mut()
            && roster.generation == generation
        {
            roster.take(counted);
        }
    }
}
