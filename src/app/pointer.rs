//! What the mouse does: a click focuses and selects, lifts a filter, presses a key of the last
//! line; the wheel scrolls what is under it.

use super::App;
use super::command::Command;
use super::layout::Pane;

/// Rows that a turn of the wheel scrolls.
const WHEEL: isize = 3;

impl App {
    /// Focuses and selects what is under a click.
    pub(super) fn click(&mut self, column: u16, row: u16) {
        // What covers the keys of the last line is put away first.
        let had_message =
            self.message.take().is_some() || !self.pressed.is_empty() || self.unsaid().is_some();
        self.pressed.clear();
        if self.layout.footer.contains(column, row) && !had_message {
            return self.click_footer(column);
        }
        if self.typing.is_finder() {
            return self.click_finder(column, row);
        }
        let covered = self.panel.is_some() || self.sheets.top().is_some();
        if covered || self.typing.bar.is_some() {
            return;
        }
        if self.layout.chips.contains(column, row) {
            return self.click_chip(column);
        }
        let Some(pane) = self.layout.pane_at(column, row) else {
            return;
        };
        self.focus_pane_keeping_zen(pane);
        let area = self.layout.rows_of(pane);
        if !area.contains(column, row) {
            return;
        }
        let line = usize::from(row - area.y);
        match pane {
            Pane::Articles => {
                if let Some(row) = self
                    .articles
                    .row_at(&self.library, line, self.list_columns())
                {
                    self.select_row(row);
                }
            }
            Pane::Reader => self.reader.go_to_row(self.reader.top + line),
            Pane::Entities => self.click_entity(line),
        }
    }

    fn focus_pane_keeping_zen(&mut self, pane: Pane) {
        let zen = self.zen;
        self.focus_pane(pane);
        self.zen = zen;
    }

    fn click_entity(&mut self, line: usize) {
        let sidebar = &self.sidebar;
        let clicked = sidebar
            .selection
            .row_at(line, sidebar.lines.len(), |at| sidebar.height(at));
        if let Some(at) = clicked {
            self.sidebar.selection.selected = at;
            self.sidebar.settle(true);
            if self.sidebar.unfold() {
                self.refill_sidebar();
            }
        }
    }

    /// Scrolls what is under the wheel.
    pub(super) fn wheel(&mut self, column: u16, row: u16, down: bool) {
        let rows = if down { WHEEL } else { -WHEEL };
        if self.typing.is_finder() {
            return self.scroll_finder(rows);
        }
        if self.panel.is_some() {
            return self.act_panel(if down { Command::Down } else { Command::Up });
        }
        if self.sheets.top().is_some() {
            return self.act_sheet(if down { Command::Down } else { Command::Up });
        }
        match self.layout.pane_at(column, row) {
            Some(Pane::Reader) => self.scroll_reader(rows),
            Some(Pane::Articles) => {
                let mut selection = self.articles.selection;
                selection.step(rows.signum(), self.articles.len());
                self.select_row(selection.selected);
            }
            Some(Pane::Entities) => self.sidebar.step(rows.signum()),
            None => {}
        }
    }
}
