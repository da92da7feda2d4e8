//! The articles that a question asks for, found on a worker.

use crate::app::here::{Listed, Question};
use crate::app::work::{Task, Tools, Urgency};
use crate::library::{Library, Phase};
use crate::query::{self, Extent};
use std::sync::Arc;

/// Lists articles.
#[derive(Debug)]
pub(super) struct ListTask {
    /// Where to look.
    pub(super) library: Arc<Library>,
    /// What to look for.
    pub(super) question: Question,
    /// How many of the articles to list.
    pub(super) extent: Extent,
}

impl Task for ListTask {
    type Answer = Listed;
    const NAME: &'static str = "list";
    const URGENCY: Urgency = Urgency::Typed;

    fn perform(&self, _: &Tools<'_>) -> Listed {
        let Question { filters, sort, .. } = &self.question;
        let query = self.question.parsed();
        let results = query::search(self.library.view(), &query, filters, *sort, self.extent);
        let mut notes = results.notes();
        if self.library.progress.phase < Phase::Ready {
            for note in &mut notes {
                note.message.insert_str(0, "so far ");
            }
        }
        let listed = Listed {
            question: self.question.clone(),
            beyond: results.n_hits - results.hits.len(),
            before_filters: results.n_before_filters,
            hidden_by: results.hidden_by.clone(),
            n_unread: query.problems.len(),
            problems: query.problems.into_iter().chain(notes).collect(),
            meant: query::corrected(&self.question.text, &results.missing),
            ids: Arc::default(),
            rows: Vec::new(),
        };
        listed.with(results.hits.iter().map(|hit| hit.article).collect())
    }
}
