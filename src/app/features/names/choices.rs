//! The entities that one can be merged into, listed on a worker.

use crate::app::work::{Snapshot, Task, Tools, Urgency};
use crate::entities::corrections::Named;
use crate::entities::proposals::merge_targets::{Choices, Likely};
use crate::library::Library;
use std::sync::Arc;

/// Lists the entities that one can be merged into.
#[derive(Debug)]
pub(super) struct ChoicesTask {
    /// The collection.
    pub(super) library: Arc<Library>,
    /// The entity.
    pub(super) about: Named,
    /// What there is to choose from, where it is known.
    pub(super) known: Option<Arc<Choices>>,
    /// What was typed: part of the wanted name.
    pub(super) pattern: String,
}

/// What can be chosen.
#[derive(Debug)]
pub(super) struct Chosen {
    /// Of which collection.
    pub(super) library: Snapshot<Library>,
    /// All that there is.
    pub(super) choices: Arc<Choices>,
    /// What has the typed words.
    pub(super) rows: Vec<Likely>,
}

impl Task for ChoicesTask {
    type Answer = Chosen;
    const NAME: &'static str = "choices";
    const URGENCY: Urgency = Urgency::Typed;

    /// What was prepared already is only searched.
    fn perform(&self, tools: &Tools<'_>) -> Chosen {
        let catalog = &self.library.catalog;
        let prepared = || Arc::new(catalog.choices(&self.about, tools.recognizer));
        let choices = self.known.clone().unwrap_or_else(prepared);
        Chosen {
            rows: catalog.chosen(&choices, &self.pattern),
            library: Snapshot::of(&self.library),
            choices,
        }
    }
}
