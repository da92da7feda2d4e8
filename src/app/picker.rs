//! The entity to merge another one into, chosen by typing; and the new name of one.
//!
//! In go keys and rows; out come the typed line and the row chosen. What a choice does is
//! said in [`correcting`](super::correcting).

use super::App;
use super::job::{ChooseJob, Chosen, Generation, Job};
use super::list::Selection;
use super::prompt::Prompt;
use super::question::Asking;
use super::typing::Bar;
use crate::entities::choices::{Choices, Likely};
use crate::entities::corrections::Named;
use crate::library::Library;
use std::sync::{Arc, Weak};

/// A line typed about an entity, and the entities to choose from.
#[derive(Clone, Debug, Default)]
pub struct Picker {
    /// The line.
    pub prompt: Prompt,
    /// The entity that it is about.
    pub about: Option<Named>,
    /// The entities to choose from, the likely ones first.
    pub rows: Vec<Likely>,
    /// The selected one.
    pub selection: Selection,
    /// All that there is to choose from, and in which library.
    choices: Option<(Weak<Library>, Arc<Choices>)>,
    /// The line that the rows are for.
    answered: Option<String>,
    /// The line asked about, and in which library.
    asking: Asking<(String, Weak<Library>)>,
    /// Whether the user chose before the rows were there.
    chosen: bool,
}

impl Picker {
    /// Whether the rows are those of the line as it is now.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.answered.as_deref() == Some(self.prompt.text())
    }

    /// A picker for an entity, with a line to begin with.
    fn of(&self, about: Named, text: &str) -> Self {
        let (mut prompt, mut asking) = (self.prompt.clone(), self.asking.clone());
        prompt.set(text);
        asking.expire();
        Self {
            prompt,
            asking,
            about: Some(about),
            ..Self::default()
        }
    }
}

impl App {
    /// Opens a line about an entity.
    pub(super) fn open_picker(&mut self, bar: Bar, about: Named, text: &str) {
        self.typing.picker = self.typing.picker.of(about, text);
        self.typing.bar = Some(bar);
    }

    /// Asks for the rows of the line as it is now.
    pub(super) fn ask_picker(&mut self) {
        if self.typing.bar != Some(Bar::Merge) {
            return;
        }
        let picker = &mut self.typing.picker;
        let Some(about) = picker.about.clone() else {
            return;
        };
        let is_here = |of: &Weak<Library>| Weak::as_ptr(of) == Arc::as_ptr(&self.library);
        if let Some((line, of)) = &picker.asking.asked
            && line == picker.prompt.text()
            // While the collection grows, an answer on its way is awaited, as for the list.
            && (picker.asking.waiting || is_here(of))
        {
            return;
        }
        let pattern = picker.prompt.text().to_owned();
        let asked = (pattern.clone(), Arc::downgrade(&self.library));
        let known = picker.choices.as_ref().filter(|(of, _)| is_here(of));
        let job = ChooseJob {
            generation: picker.asking.ask(asked),
            known: known.map(|(_, choices)| Arc::clone(choices)),
            library: Arc::clone(&self.library),
            about,
            pattern,
        };
        self.jobs.push_back(Job::Choose(job));
    }

    /// Takes the rows, and the first of them if the user chose already.
    pub(super) fn accept_chosen(&mut self, generation: Generation, chosen: Chosen) {
        let picker = &mut self.typing.picker;
        if !picker.asking.is_answered_by(generation) {
            return;
        }
        let line = picker.asking.asked.as_ref().map(|(line, _)| line.clone());
        // The same line asked again: who was selected stays so.
        let selected = picker.rows.get(picker.selection.selected);
        let selected = selected.filter(|_| picker.answered == line);
        let again = selected.and_then(|row| {
            let same = |other: &Likely| other.entity == row.entity;
            chosen.rows.iter().position(same)
        });
        picker.answered = line;
        picker.choices = Some((chosen.library, chosen.choices));
        picker.rows = chosen.rows;
        picker.selection = Selection::default();
        picker.selection.selected = again.unwrap_or_default();
        if picker.chosen && self.typing.bar == Some(Bar::Merge) {
            self.typing.bar = None;
            self.choose_merge();
        }
    }

    /// Moves in the rows.
    pub(super) fn step_picker(&mut self, rows: isize) {
        let picker = &mut self.typing.picker;
        picker.selection.step(rows, picker.rows.len());
    }

    /// Brings the selected row into view.
    pub(super) fn reveal_picker(&mut self) {
        let height = usize::from(self.layout.picker().height.saturating_sub(4));
        let picker = &mut self.typing.picker;
        picker.selection.reveal(picker.rows.len(), height, |_| 1);
    }

    /// Whether a choice has to wait for the rows of what was typed; if so, it does.
    pub(super) fn waits_for_rows(&mut self) -> bool {
        let picker = &mut self.typing.picker;
        picker.chosen = self.typing.bar == Some(Bar::Merge) && !picker.is_answered();
        picker.chosen
    }

    /// Merges into the selected row.
    pub(super) fn choose_merge(&mut self) {
        let picker = &self.typing.picker;
        let row = picker.rows.get(picker.selection.selected);
        match (picker.about.clone(), row.map(|row| row.entity.clone())) {
            (Some(about), Some(into)) => self.merge(about, into),
            _ => self.say("nothing was chosen, so nothing is merged"),
        }
    }
}
