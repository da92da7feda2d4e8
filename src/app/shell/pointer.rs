//! What the mouse does: a click lifts a filter, presses a key of the last line, or goes to the
//! layer under it; so does the wheel.

use crate::app::App;
use crate::app::chips::{self, Lifts};
use crate::app::layer::Pointer;
use crate::app::request::{Asked, Narrow, Request, Subject};
use crate::app::screen::Pane;

impl App {
    /// Does what a click asks for.
    pub(in crate::app) fn click(&mut self, column: u16, row: u16) {
        // What covers the keys of the last line is put away first.
        let had_message = self.screen.message.take().is_some()
            || !self.screen.pressed.is_empty()
            || chips::unsaid(self.now(), self.is_asking()).is_some();
        self.screen.pressed.clear();
        let layout = self.screen.layout;
        if layout.footer.contains(column, row) && !had_message {
            return self.click_footer(column);
        }
        let click = Pointer::Click { column, row };
        if !self.layers.is_empty() {
            self.with_front(|front, cx| front.pointer(click, cx));
            return;
        }
        if self.front().prompt().is_some() {
            return;
        }
        if layout.chips.contains(column, row) {
            return self.click_chip(column);
        }
        let Some(pane) = layout.pane_at(column, row) else {
            return;
        };
        let zen = self.screen.zen;
        self.focus(pane);
        self.screen.zen = zen;
        self.with_pane(pane, |pane, cx| pane.pointer(click, cx));
    }

    /// Turns the wheel over what is under it.
    pub(in crate::app) fn wheel(&mut self, column: u16, row: u16, down: bool) {
        let wheel = Pointer::Wheel { down };
        if !self.layers.is_empty() {
            self.with_front(|front, cx| front.pointer(wheel, cx));
        } else if let Some(pane) = self.screen.layout.pane_at(column, row) {
            self.with_pane(pane, |pane, cx| pane.pointer(wheel, cx));
        }
    }

    /// Presses the key in the last line that is clicked.
    fn click_footer(&mut self, column: u16) {
        let Some(column) = column.checked_sub(self.screen.layout.footer.x + 1) else {
            return;
        };
        let column = usize::from(column);
        let mut keys = self.footer_keys().into_iter();
        if let Some(key) = keys.find(|key| key.covers(column)) {
            key.presses.into_iter().for_each(|key| self.key(key));
        }
    }

    /// Lifts the query or filter whose × is clicked; a click on the query opens it.
    fn click_chip(&mut self, column: u16) {
        let Some(column) = column.checked_sub(self.screen.layout.chips.x + 1) else {
            return;
        };
        let Some((lifts, on_cross)) = chips::at(self.now(), usize::from(column)) else {
            return;
        };
        match (lifts, on_cross) {
            (Lifts::Query, true) => self.requests.push(Request::Ask(Asked::stay(String::new()))),
            (Lifts::Query, false) => self.open(&Subject::Feature("search")),
            (Lifts::Filter(at), true) => self.requests.push(Request::Narrow(Narrow::Lift(at))),
            (Lifts::Filter(_), false) => {}
        }
    }
}

/// Which pane a name of the help stands for; here so that the names of panes stand in one place.
pub(super) fn name_of(pane: Pane) -> (&'static str, usize) {
    match pane {
        Pane::Articles => ("articles", 1),
        Pane::Reader => ("reader", 2),
        Pane::Entities => ("entities", 3),
    }
}
