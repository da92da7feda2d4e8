//! The dossier of an entity on the screen: what is selected in it, and where its parts stand.

use super::App;
use super::act::distance;
use super::command::Command;
use super::job::{GatherJob, Gathered, Generation, Job};
use super::layout::{Area, MEDIUM, WIDE};
use super::list::Selection;
use super::panel::{Kind as PanelKind, Panel};
use super::sheet::Sheet;
use crate::entities::Kind;
use crate::library::Library;
use crate::query::dossier::{Companion, Dossier, Line, Order, markdown};
use std::sync::Arc;

/// The two sides of a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// What stands with the entity: companions, dates, descriptors.
    Lists,
    /// Its mentions in context.
    #[default]
    Lines,
}

/// A row of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// The heading of a list: how many it has, and how many of them follow.
    Heading(&'static str, usize, usize),
    /// A companion, by its place.
    Company(usize),
    /// A date, by its place.
    Date(usize),
    /// A descriptor, by its place.
    Called(usize),
}

/// The state of a dossier on the screen.
#[derive(Clone, Debug)]
pub struct DossierSheet {
    /// The entity's kind.
    pub kind: Kind,
    /// Its canonical name.
    pub name: String,
    /// What is known of it; `None` until it has been gathered, or when nothing names it.
    pub dossier: Option<Arc<Dossier>>,
    /// The places of the lines in the order shown.
    pub order_of_lines: Arc<Vec<u32>>,
    /// The order asked for.
    pub order: Order,
    /// The side that keys move in.
    pub side: Side,
    /// The rows of the lists.
    pub rows: Vec<ListRow>,
    /// The selected row of the lists.
    pub lists: Selection,
    /// The selected line.
    pub lines: Selection,
    /// Whether an answer is still to come.
    pub waiting: bool,
    /// Of the newest asking.
    generation: Generation,
    /// What that was for.
    asked: Option<(Order, Arc<Library>)>,
}

impl DossierSheet {
    /// The sheet of an entity, with nothing gathered yet.
    pub(super) fn new(kind: Kind, name: String) -> Self {
        Self {
            kind,
            name,
            dossier: None,
            order_of_lines: Arc::default(),
            order: Order::default(),
            side: Side::default(),
            rows: Vec::new(),
            lists: Selection::default(),
            lines: Selection::default(),
            waiting: true,
            generation: Generation::default(),
            asked: None,
        }
    }

    /// The selected line.
    #[must_use]
    pub fn line(&self) -> Option<&Line> {
        self.line_at(self.lines.selected)
    }

    /// The line in a row of the screen.
    #[must_use]
    pub fn line_at(&self, row: usize) -> Option<&Line> {
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
    fn take(&mut self, gathered: Gathered) {
        let line = self.line().map(|line| (line.article, line.span));
        self.waiting = false;
        self.rows = gathered.dossier.as_deref().map(rows).unwrap_or_default();
        if let Some(dossier) = &gathered.dossier {
            self.name.clone_from(&dossier.name);
        }
        self.dossier = gathered.dossier;
        self.order_of_lines = gathered.order_of_lines;
        let kept = (0..self.order_of_lines.len()).find(|row| {
            let here = self.line_at(*row).map(|line| (line.article, line.span));
            line.is_some() && here == line
        });
        self.lines.selected = kept.unwrap_or(0);
        self.lists.clamp(self.rows.len());
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

    /// Brings the selected rows into view.
    pub(super) fn reveal(&mut self, area: Area) {
        let parts = Parts::new(area, self.side);
        let rows = |area: Area| usize::from(area.height.saturating_sub(1));
        self.lines
            .reveal(self.order_of_lines.len(), rows(parts.lines), |_| 1);
        self.lists.reveal(self.rows.len(), rows(parts.lists), |_| 1);
        if self.lists.selected == 1 {
            self.lists.offset = 0;
        }
    }
}

/// Descriptors that are listed, so that the companions are not far below them.
const CALLED: usize = 6;
/// Companions that are listed, so that the dates can be reached.
const COMPANY: usize = 200;

/// The rows of a dossier's lists.
fn rows(dossier: &Dossier) -> Vec<ListRow> {
    type List = (&'static str, usize, usize, fn(usize) -> ListRow);
    let lists: [List; 3] = [
        ("CALLED", dossier.called.len(), CALLED, ListRow::Called),
        (
            "NAMED WITH",
            dossier.company.len(),
            COMPANY,
            ListRow::Company,
        ),
        (
            "DATES BESIDE IT",
            dossier.dates.len(),
            usize::MAX,
            ListRow::Date,
        ),
    ];
    let filled = lists.into_iter().filter(|(_, n, ..)| *n > 0);
    filled
        .flat_map(|(heading, n, most, row)| {
            let shown = n.min(most);
            std::iter::once(ListRow::Heading(heading, n, shown)).chain((0..shown).map(row))
        })
        .collect()
}

/// Where the parts of a dossier stand; empty where one is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Name, kind, numbers, spellings.
    pub head: Area,
    /// Articles over time.
    pub chart: Area,
    /// The lists, their heading line not included.
    pub lists: Area,
    /// The mentions in context, under one heading line.
    pub lines: Area,
}

/// Rows of the head, where there is room for a chart and where there is little.
const HEAD: (u16, u16) = (6, 3);
/// Rows from which there is room for it.
const ROOMY: u16 = 20;

impl Parts {
    /// The parts in an area, `side` being where the keys are.
    #[must_use]
    pub fn new(area: Area, side: Side) -> Self {
        let height = if area.height >= ROOMY { HEAD.0 } else { HEAD.1 };
        let (top, body) = area.split_top(height);
        let (head, chart) = match (area.width >= MEDIUM, height == HEAD.0) {
            (true, true) => top.split_left(area.width - area.width * 9 / 20),
            (false, true) => {
                let (head, chart) = top.split_top(HEAD.1);
                (head, chart)
            }
            _ => (top, Area::default()),
        };
        let (lists, lines) = match side {
            _ if area.width >= WIDE => body.split_left((area.width * 3 / 10).clamp(34, 60)),
            Side::Lists => (body, Area::default()),
            Side::Lines => (Area::default(), body),
        };
        Self {
            head,
            chart,
            lists,
            lines,
        }
    }
}

impl App {
    /// Does a command given with a dossier in front.
    pub(super) fn act_dossier(&mut self, command: Command) {
        let area = self.layout.sheet();
        let Some(Sheet::Dossier(sheet)) = self.sheets.top_mut() else {
            return;
        };
        let parts = Parts::new(area, sheet.side);
        let page = match sheet.side {
            Side::Lines => parts.lines,
            Side::Lists => parts.lists,
        };
        if let Some(rows) = distance(command, usize::from(page.height.saturating_sub(1))) {
            return sheet.step(rows);
        }
        match command {
            Command::FocusNext => {
                sheet.side = match sheet.side {
                    Side::Lists => Side::Lines,
                    Side::Lines => Side::Lists,
                };
            }
            Command::FocusLeft => sheet.side = Side::Lists,
            Command::FocusRight => sheet.side = Side::Lines,
            Command::Enter | Command::Dossier => self.enter_dossier(),
            Command::Sort => {
                let present = Order::ALL
                    .iter()
                    .position(|(order, _)| *order == sheet.order);
                self.panel = Some(Panel::new(PanelKind::Lines, present.unwrap_or(0)));
            }
            Command::Copy => self.copy_dossier(),
            _ => {}
        }
    }

    /// Goes where the selected row leads: to a companion's dossier, to a mention.
    fn enter_dossier(&mut self) {
        let Some(Sheet::Dossier(sheet)) = self.sheets.top() else {
            return;
        };
        match sheet.side {
            Side::Lines => {
                if let Some((id, span)) = sheet.line().map(|line| (line.article, line.span)) {
                    self.leave_for(id, span);
                }
            }
            Side::Lists => match sheet.companion() {
                Some(companion) => self.open_dossier(companion.kind, companion.name.clone()),
                None => self.say("nothing stands behind this row"),
            },
        }
    }

    fn copy_dossier(&mut self) {
        let Some(Sheet::Dossier(sheet)) = self.sheets.top() else {
            return;
        };
        match &sheet.dossier {
            Some(dossier) => {
                let text = markdown(dossier, sheet.order);
                self.copy_text(text, "dossier as Markdown");
            }
            None => self.say("nothing to copy yet"),
        }
    }

    /// Orders the lines of the dossier on the screen.
    pub(super) fn order_lines(&mut self, order: Order) {
        if let Some(Sheet::Dossier(sheet)) = self.sheets.top_mut() {
            sheet.order = order;
        }
    }

    /// Asks for the dossier if the collection or the order changed.
    pub(super) fn ask_dossier(&mut self) {
        let generation = self.sheets.next_generation();
        let Some(Sheet::Dossier(sheet)) = self.sheets.top_mut() else {
            return;
        };
        let is_new = |(order, library): &(Order, Arc<Library>)| {
            *order != sheet.order || (!sheet.waiting && !Arc::ptr_eq(library, &self.library))
        };
        if !sheet.asked.as_ref().is_none_or(is_new) {
            return;
        }
        let known = sheet
            .asked
            .as_ref()
            .filter(|(_, library)| Arc::ptr_eq(library, &self.library));
        let job = GatherJob {
            generation,
            library: Arc::clone(&self.library),
            kind: sheet.kind,
            name: sheet.name.clone(),
            order: sheet.order,
            known: known.and(sheet.dossier.clone()),
        };
        sheet.generation = generation;
        sheet.asked = Some((sheet.order, Arc::clone(&self.library)));
        sheet.waiting = true;
        self.jobs.push_back(Job::Gather(job));
    }

    pub(super) fn accept_dossier(&mut self, generation: Generation, gathered: Gathered) {
        if let Some(Sheet::Dossier(sheet)) = self.sheets.top_mut()
            && sheet.generation == generation
        {
            sheet.take(gathered);
        }
    }
}
