//! The last line: the keys that matter here, where they stand, and what a click on one does.
//!
//! What is laid out here is drawn as it is, so that what is seen is what is clicked.

use super::keys;
use super::pointer::name_of;
use crate::app::App;
use crate::app::input::Key;
use crate::app::layer::feature::Binding;
use crate::app::layer::foot::{CHOOSING, Foot, TYPING};
use crate::app::screen::Shape;
use crate::text::safe;

/// A key in the last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FooterKey {
    /// The key as it is written.
    pub label: String,
    /// What it does, in a word or two.
    pub short: &'static str,
    /// The keys that a click presses.
    pub presses: Vec<Key>,
    /// Columns from the beginning of the keys.
    pub start: usize,
}

impl FooterKey {
    /// Columns that it takes, without the gap behind it.
    fn width(&self) -> usize {
        safe::width(&self.label) + 1 + safe::width(self.short)
    }

    /// Whether a column, counted from the beginning of the keys, belongs to it.
    pub(super) fn covers(&self, column: usize) -> bool {
        (self.start..self.start + self.width()).contains(&column)
    }
}

/// Columns between two keys.
pub(super) const GAP: usize = 2;

impl App {
    /// The keys that matter here, as many as fit.
    #[must_use]
    pub fn footer_keys(&self) -> Vec<FooterKey> {
        let mut room = self.footer_room();
        let mut start = 0;
        let fits = |key: &mut FooterKey| {
            let columns = key.width() + GAP;
            let fits = columns <= room;
            room = room.saturating_sub(columns);
            key.start = start;
            start += columns;
            fits
        };
        let mut keys = self.keys_here();
        let n_fitting = keys.iter_mut().map(fits).take_while(|fits| *fits).count();
        keys.truncate(n_fitting);
        keys
    }

    fn keys_here(&self) -> Vec<FooterKey> {
        let front = self.front();
        let typing = front.prompt().is_some();
        let fixed = match front.foot(self.now()) {
            None if typing => Some(TYPING),
            None if front.feature().shape == Shape::Box => Some(CHOOSING),
            own => own,
        };
        let key = |(label, press, short): &Foot| FooterKey {
            label: (*label).to_owned(),
            short,
            presses: vec![*press],
            start: 0,
        };
        match fixed {
            Some(fixed) => fixed.iter().map(key).collect(),
            None => self.bound_keys(),
        }
    }

    /// The keys that the rows of the table put into the last line.
    fn bound_keys(&self) -> Vec<FooterKey> {
        let bound = keys::bindings(self.front().feature(), false);
        let mut ranked: Vec<(u8, FooterKey)> = bound
            .filter_map(|(binding, _)| {
                let (rank, short) = binding.foot?;
                let first = binding.keys.first()?;
                let key = FooterKey {
                    label: first.iter().map(ToString::to_string).collect(),
                    short: self.label(binding).unwrap_or(short),
                    presses: first.to_vec(),
                    start: 0,
                };
                Some((rank, key))
            })
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, key)| key).collect()
    }

    /// What a binding does at this moment, where that is not what it usually does.
    fn label(&self, binding: &Binding) -> Option<&'static str> {
        match binding.id {
            "close" | "zen" if self.screen.zen => Some("all panes"),
            id => self.front().label(id, self.now()),
        }
    }

    /// Columns of the last line that are for keys and messages.
    #[must_use]
    pub fn footer_room(&self) -> usize {
        let all = usize::from(self.screen.layout.footer.width);
        all.saturating_sub(safe::width(&self.place()) + 2)
    }

    /// Which pane is focused, or which page stands in place of the panes.
    #[must_use]
    pub fn place(&self) -> String {
        let mouse = if self.screen.mouse {
            ""
        } else {
            "mouse off (M) · "
        };
        if let Some((page, depth)) = self.page() {
            return format!("{mouse}{} {depth} ", page.feature().place);
        }
        let (name, number) = name_of(self.screen.focus);
        format!("{mouse}{name} {number}/3 ")
    }
}
