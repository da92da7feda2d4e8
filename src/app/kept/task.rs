//! A collection brought under what is said of names, on a worker.

use crate::app::work::{Task, Tools, Urgency};
use crate::entities::corrections::{Corrections, Named};
use crate::library::Library;
use std::sync::Arc;

/// Threads that read articles again for a correction.
const THREADS: usize = 2;

/// Brings names under what the user says of them.
#[derive(Debug)]
pub(super) struct CorrectTask {
    /// The collection.
    pub(super) library: Arc<Library>,
    /// What the user says.
    pub(super) corrections: Arc<Corrections>,
    /// The entities that the newest correction is about.
    pub(super) about: Vec<Named>,
}

impl Task for CorrectTask {
    type Answer = (Arc<Library>, usize);
    const NAME: &'static str = "correct";
    const URGENCY: Urgency = Urgency::Edited;

    fn perform(&self, tools: &Tools<'_>) -> Self::Answer {
        let corrections = Arc::clone(&self.corrections);
        let after = self
            .library
            .corrected(corrections, tools.recognizer, THREADS);
        let touched = self.library.n_touched(&after, &self.about);
        (Arc::new(after), touched)
    }
}
