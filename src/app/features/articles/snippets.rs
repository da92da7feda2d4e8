//! Snippets of the articles on the screen, cut on a worker.

use crate::app::here::Question;
use crate::app::parts::excerpt::{Excerpt, excerpt};
use crate::app::work::{Task, Tools, Urgency};
use crate::corpus::ArticleId;
use crate::library::Library;
use crate::query;
use std::sync::Arc;

/// Cuts snippets.
#[derive(Debug)]
pub(super) struct SnippetTask {
    /// Where the articles are.
    pub(super) library: Arc<Library>,
    /// The articles.
    pub(super) ids: Vec<ArticleId>,
    /// What was asked.
    pub(super) question: Question,
    /// Columns of a snippet.
    pub(super) columns: usize,
}

impl Task for SnippetTask {
    type Answer = Vec<(ArticleId, Excerpt)>;
    const NAME: &'static str = "snippets";
    const URGENCY: Urgency = Urgency::Rows;

    fn perform(&self, _: &Tools<'_>) -> Self::Answer {
        let query = self.question.parsed();
        let articles = self.library.corpus.articles(self.ids.iter().copied());
        let excerpts = articles.map(|(id, article)| {
            let snippet = query::snippet(&article, &query, self.columns);
            (id, excerpt(&snippet, &article))
        });
        excerpts.collect()
    }
}
