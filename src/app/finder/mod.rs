//! The finder: one line for titles, entities, sources, headings and the text.
//!
//! What is typed becomes [`Asked`]; workers answer with sections of rows, names first, the
//! text when it has been searched. Newest keystroke wins: an answer to an older line is
//! dropped, but what it matched is kept, so that the next one has less to look through.

mod asking;
mod choosing;
pub mod matching;
pub mod passages;
pub mod preview;
mod rows;
pub mod scope;

use super::App;
use super::job::Generation;
use super::list::Selection;
use super::prompt::Prompt;
use super::question::Asking;
use crate::library::Register;
use asking::Source;
use choosing::Hold;
use matching::{Found, MatchRow, Matched, Trails};
use passages::Passages;
use preview::{Preview, Wanted};
use scope::{Asked, Section};
use std::sync::Arc;

/// The finder's line and rows.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// The line.
    pub prompt: Prompt,
    /// The section that a key chose to look in alone.
    pub only: Option<Section>,
    /// The names that match.
    pub matched: Matched,
    /// The hits in the text.
    pub passages: Option<Passages>,
    /// The selected row.
    pub selection: Selection,
    /// What the selection holds on to when there are other rows.
    hold: Hold,
    /// What the selected row leads to, and for what that was made.
    pub preview: Option<(Wanted, Preview)>,
    names: Asking<(Asked, Source)>,
    text: Asking<(String, Source)>,
    look: Asking<Wanted>,
    register: Option<Arc<Register>>,
    /// Whether a register is being prepared.
    preparing: bool,
    trails: Trails,
    /// Whether the user chose before the rows were there.
    chosen: bool,
}

impl Finder {
    /// What the line asks for.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked::read(self.prompt.text(), self.only)
    }

    /// Whether the names are those of the line as it is now.
    #[must_use]
    pub fn has_names(&self) -> bool {
        let answered = self.names.asked.is_some() && self.matched.asked == self.asked();
        answered && (!self.names.waiting || !self.matched.sections.is_empty())
    }

    /// Whether the text has been searched for the line as it is now, if it has to be.
    #[must_use]
    pub fn has_text(&self) -> bool {
        let asked = self.asked();
        let passages = self.passages.as_ref();
        !asked.looks_in(Section::Text)
            || asked.words.is_empty()
            || passages.is_some_and(|passages| passages.words == asked.words)
    }

    /// Whether entities and sources are still being prepared.
    #[must_use]
    pub fn is_preparing(&self) -> bool {
        self.register.is_none()
    }

    /// Whether there is a row to take: of the names, or once none is there of the text.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        let without_text = self.asked().only.is_some_and(|only| only != Section::Text);
        let found = !self.matched.sections.is_empty() || without_text;
        self.has_names() && (found || self.has_text())
    }

    /// The sections with their rows, the text last.
    pub fn sections(&self) -> impl Iterator<Item = &Found> {
        let text = self.passages.iter().map(|passages| &passages.found);
        let all = self.matched.sections.iter().chain(text);
        all.filter(|found| !found.rows.is_empty())
    }

    /// All rows with their sections.
    pub fn rows(&self) -> impl Iterator<Item = (&Found, &MatchRow)> {
        self.sections()
            .flat_map(|found| found.rows.iter().map(move |row| (found, row)))
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sections().map(|found| found.rows.len()).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The selected row and its section.
    #[must_use]
    pub fn selected(&self) -> Option<(&Found, &MatchRow)> {
        self.rows().nth(self.selection.selected)
    }

    /// For each row, the lines that it takes: its own, those of its passage, and above the
    /// first of a section the section's name, with a blank above all but the first.
    #[must_use]
    pub fn heights(&self) -> Vec<usize> {
        let mut heights = Vec::new();
        for (n, found) in self.sections().enumerate() {
            for (at, row) in found.rows.iter().enumerate() {
                let name = if at == 0 { 1 + usize::from(n > 0) } else { 0 };
                heights.push(name + row.lines());
            }
        }
        heights
    }

    /// Whether answers to the line as it is now are still to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.is_preparing() || !self.has_names() || !self.has_text()
    }

    /// Puts new rows in place of the old. The selection stays on its row if the line is the
    /// same and the user has gone there, and else on the first one.
    fn put(&mut self, same: bool, put: impl FnOnce(&mut Self)) {
        let kept = self.selected().map(|(_, row)| row.target.clone());
        put(self);
        let place = self
            .rows()
            .position(|(_, row)| Some(&row.target) == kept.as_ref());
        if !same {
            self.hold = Hold::Top;
        }
        let place = place.filter(|_| self.hold != Hold::Top);
        self.selection.selected = place.unwrap_or(0);
        let len = self.len();
        self.selection.clamp(len);
    }

    fn take_names(&mut self, generation: Generation, matched: Matched) {
        self.trails.add(&matched);
        if self.names.is_answered_by(generation) {
            let same = self.matched.asked == matched.asked;
            self.put(same, |finder| finder.matched = matched);
        }
    }

    fn take_passages(&mut self, generation: Generation, passages: Passages) {
        if self.text.is_answered_by(generation) {
            self.put(true, |finder| finder.passages = Some(passages));
        }
    }

    /// Lets go of all but the line and what another opening can use.
    fn close(&mut self) {
        self.names.expire();
        self.text.expire();
        self.look.expire();
        let old = std::mem::take(self);
        *self = Self {
            prompt: old.prompt,
            names: old.names,
            text: old.text,
            look: old.look,
            register: old.register,
            preparing: old.preparing,
            ..Self::default()
        };
    }
}

impl App {
    pub(super) fn open_finder(&mut self) {
        self.typing.finder.close();
        self.typing.finder.prompt.set("");
    }

    pub(super) fn close_finder(&mut self) {
        self.typing.finder.close();
    }

    /// Takes note that the line has changed.
    pub(super) fn finder_typed(&mut self) {
        let finder = &mut self.typing.finder;
        finder.chosen = false;
        finder.hold = Hold::Top;
        if finder.asked().words.is_empty() || !finder.asked().looks_in(Section::Text) {
            finder.text.expire();
            finder.put(true, |finder| finder.passages = None);
        }
    }

    /// Looks in the section of the selected row only, or again in all.
    pub(super) fn toggle_section(&mut self) {
        let finder = &mut self.typing.finder;
        let section = finder.selected().map(|(found, _)| found.section);
        finder.only = match finder.only {
            Some(_) => None,
            None => section,
        };
        self.finder_typed();
    }

    /// Looks in all sections again, if one was chosen.
    pub(super) fn leave_section(&mut self) -> bool {
        let left = self.typing.is_finder() && self.typing.finder.only.take().is_some();
        if left {
            self.finder_typed();
        }
        left
    }

    /// Takes note that the user chose a row; false if its rows are still to come.
    pub(super) fn may_choose(&mut self) -> bool {
        let finder = &mut self.typing.finder;
        finder.chosen = !finder.is_answered();
        !finder.chosen
    }

    pub(super) fn accept_matched(&mut self, generation: Generation, matched: Matched) {
        if self.typing.is_finder() {
            self.typing.finder.take_names(generation, matched);
            self.choose_when_answered();
        }
    }

    pub(super) fn accept_passages(&mut self, generation: Generation, passages: Passages) {
        if self.typing.is_finder() {
            self.typing.finder.take_passages(generation, passages);
            self.choose_when_answered();
        }
    }

    pub(super) fn accept_register(&mut self, register: Arc<Register>) {
        self.typing.finder.preparing = false;
        self.typing.finder.register = Some(register);
    }

    pub(super) fn accept_preview(&mut self, generation: Generation, preview: Option<Preview>) {
        let look = &mut self.typing.finder.look;
        if look.is_answered_by(generation) {
            self.typing.finder.preview = look.asked.clone().zip(preview);
        }
    }

    /// Goes where the first row leads if the user chose before it was there.
    fn choose_when_answered(&mut self) {
        let finder = &self.typing.finder;
        if finder.chosen && finder.is_answered() {
            self.confirm();
        }
    }
}
