//! Why an article is a hit, found on a worker.

use crate::app::here::Question;
use crate::app::work::{Task, Tools, Urgency};
use crate::corpus::ArticleId;
use crate::library::Library;
use crate::query::{self, Sort, Why};
use std::sync::Arc;

/// Explains a hit.
#[derive(Debug)]
pub(super) struct WhyTask {
    /// Where the article is.
    pub(super) library: Arc<Library>,
    /// What is to be explained.
    pub(super) hit: Hit,
    /// Where the article stands in the list.
    pub(super) place: Place,
}

/// An article and what it is a hit of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The article.
    pub(super) id: ArticleId,
    /// What was asked.
    pub(super) question: Question,
    /// The order that the articles have.
    pub(super) sort: Sort,
}

/// An article's row, from 0, if it is listed, and the number of rows.
pub(super) type Place = (Option<usize>, usize);

/// Why an article is a hit.
#[derive(Debug)]
pub(super) struct Reasons {
    /// The article's title.
    pub(super) title: String,
    /// The order that the articles have.
    pub(super) sort: Sort,
    /// Where it stands in the list.
    pub(super) place: Place,
    /// What the query finds in it.
    pub(super) why: Why,
}

impl Task for WhyTask {
    type Answer = Reasons;
    const NAME: &'static str = "why";
    const URGENCY: Urgency = Urgency::Opened;

    fn perform(&self, _: &Tools<'_>) -> Reasons {
        let Hit { id, question, sort } = &self.hit;
        let card = self.library.card(*id);
        let (view, query) = (self.library.view(), question.parsed());
        Reasons {
            title: card.map_or_else(String::new, |card| card.title.text.to_string()),
            sort: *sort,
            place: self.place,
            why: query::why(view, &query, &question.filters, *id),
        }
    }
}
