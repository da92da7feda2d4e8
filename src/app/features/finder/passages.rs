//! The text searched for what is typed into the finder, on a worker.
//!
//! In goes a query; out come the best hits, each with its line. The search is that of the
//! search bar while it is being typed.

use super::matching::{Found, MatchRow, Target};
use super::scope::Section;
use crate::app::parts::excerpt::{Excerpt, excerpt, printable};
use crate::app::parts::wording::facts;
use crate::app::work::{Task, Tools, Urgency};
use crate::library::Library;
use crate::query::{self, Extent, Mode, Query, Sort};
use crate::text::Span;
use std::sync::Arc;

/// Searches the text.
#[derive(Debug)]
pub(super) struct PassagesTask {
    /// Where to look.
    pub(super) library: Arc<Library>,
    /// The query.
    pub(super) words: String,
    /// Hits to show.
    pub(super) most: usize,
    /// Columns of a line.
    pub(super) columns: usize,
}

/// The best hits of a query.
#[derive(Clone, Debug)]
pub struct Passages {
    /// The query.
    pub words: String,
    /// The section of them; without rows where nothing was found.
    pub found: Found,
}

impl Task for PassagesTask {
    type Answer = Passages;
    const NAME: &'static str = "passages";
    const URGENCY: Urgency = Urgency::Searched;

    fn perform(&self, _: &Tools<'_>) -> Passages {
        let query = query::parse(&self.words, Mode::Typing);
        let results = query::search(
            self.library.view(),
            &query,
            &[],
            Sort::Relevance,
            Extent::First(self.most),
        );
        let rows = results.hits.iter();
        let rows = rows.filter_map(|hit| row(self, &query, hit.article));
        let found = Found {
            section: Section::Text,
            rows: rows.collect(),
            n_matching: results.n_before_filters,
            n_all: self.library.corpus.len(),
            note: results.notes().into_iter().next().map(|note| note.message),
        };
        Passages {
            words: self.words.clone(),
            found,
        }
    }
}

fn row(task: &PassagesTask, query: &Query, id: crate::corpus::ArticleId) -> Option<MatchRow> {
    let article = task.library.article(id)?;
    let snippet = query::snippet(&article, query, task.columns);
    let title = &article.card.title.text;
    let first = snippet.marks.first().map_or(snippet.span, |mark| *mark);
    let passage: Excerpt = excerpt(&snippet, &article);
    Some(MatchRow {
        target: Target::Passage(id, first.from()),
        label: printable(std::iter::once(Span::whole(title)), &[], title),
        form: None,
        detail: facts(&article.card),
        passage: Some(passage),
    })
}
