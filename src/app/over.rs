//! What commands do while a list lies over the panes, and what opens one.

use super::App;
use super::act::distance;
use super::articles::ORDERS;
use super::command::Command;
use super::job::Effect;
use super::layout::Pane;
use super::panel::{HELP_COLUMNS, Kind as PanelKind, Panel, help};
use super::sidebar::VIEWS;
use crate::entities::Kind;
use crate::query::{census, dossier};

impl App {
    /// Does a command given with a list over the panes.
    pub(super) fn act_panel(&mut self, command: Command) {
        let (height, columns) = self.panel_room();
        let len = self.panel.map_or(0, |panel| self.panel_len(panel, columns));
        let Some(panel) = self.panel else { return };
        if let Some(rows) = distance(command, height) {
            let Some(panel) = &mut self.panel else { return };
            if panel.kind.is_text() {
                panel.selection.scroll(rows, len, height);
            } else {
                panel.selection.step(rows, len);
            }
            return;
        }
        match command {
            Command::Enter if panel.kind == PanelKind::Suggestions => {
                self.take_suggestion(panel.selection.selected);
            }
            Command::Refuse if panel.kind == PanelKind::Suggestions => {
                self.refuse(panel.selection.selected);
            }
            Command::Enter => self.choose(panel),
            Command::Help if panel.kind != PanelKind::Help => {
                self.panel = Some(Panel::new(PanelKind::Help, 0));
            }
            Command::Escape | Command::Close | Command::Help => self.panel = None,
            Command::Suspend => self.effect(Effect::Suspend),
            Command::Quit | Command::Interrupt => self.effect(Effect::Quit),
            _ => {}
        }
    }

    /// Number of rows of a panel in a box of `columns`.
    pub(super) fn panel_len(&self, panel: Panel, columns: usize) -> usize {
        match panel.kind {
            PanelKind::Help => help(columns).len(),
            PanelKind::Why => self.why_rows(columns).len(),
            PanelKind::Skipped => self.library.corpus.n_skipped(),
            PanelKind::Orders => ORDERS.len(),
            PanelKind::Views => VIEWS.len(),
            PanelKind::Lines => dossier::Order::ALL.len(),
            PanelKind::Rows => census::Order::ALL.len(),
            PanelKind::Forms => self.correcting.forms.len(),
            PanelKind::Kinds => Kind::ALL.len(),
            PanelKind::Suggestions => self.correcting.suggestions.len(),
        }
    }

    /// Takes the selected row of a menu.
    fn choose(&mut self, panel: Panel) {
        self.panel = None;
        match panel.kind {
            PanelKind::Help | PanelKind::Skipped | PanelKind::Why | PanelKind::Suggestions => {}
            PanelKind::Forms => self.split(panel.selection.selected),
            PanelKind::Kinds => self.retype(panel.selection.selected),
            PanelKind::Orders => {
                self.articles.order = ORDERS
                    .get(panel.selection.selected)
                    .map(|(order, _)| *order);
                self.say_order();
            }
            PanelKind::Lines => {
                if let Some((order, _)) = dossier::Order::ALL.get(panel.selection.selected) {
                    self.order_lines(*order);
                }
            }
            PanelKind::Rows => {
                if let Some((order, _)) = census::Order::ALL.get(panel.selection.selected) {
                    self.order_roster(*order);
                }
            }
            PanelKind::Views => {
                if let Some((scope, order, _)) = VIEWS.get(panel.selection.selected) {
                    if self.sidebar.scope != *scope {
                        self.sidebar.deselect();
                    }
                    (self.sidebar.scope, self.sidebar.order) = (*scope, *order);
                    self.refill_sidebar();
                }
            }
        }
    }

    /// Opens the menu of the focused pane's orders.
    pub(super) fn open_order(&mut self) {
        let (kind, selected) = if self.focus == Pane::Entities {
            let present = (self.sidebar.scope, self.sidebar.order);
            (
                PanelKind::Views,
                VIEWS
                    .iter()
                    .position(|(scope, order, _)| (*scope, *order) == present),
            )
        } else {
            let present = self.articles.order_in_force();
            (
                PanelKind::Orders,
                ORDERS.iter().position(|(order, _)| *order == present),
            )
        };
        self.panel = Some(Panel::new(kind, selected.unwrap_or(0)));
    }

    /// Opens the list of skipped files.
    pub(super) fn open_skipped(&mut self) {
        if self.library.corpus.n_skipped() == 0 {
            self.say("nothing was skipped");
        } else {
            self.panel = Some(Panel::new(PanelKind::Skipped, 0));
        }
    }

    /// Rows and columns that a list over the panes shows at most.
    pub(super) fn panel_room(&self) -> (usize, usize) {
        let full = self.layout.panel(HELP_COLUMNS, u16::MAX);
        let (rows, columns) = (full.height.saturating_sub(2), full.width.saturating_sub(4));
        (usize::from(rows), usize::from(columns))
    }
}
