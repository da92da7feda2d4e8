//! The text searched for what is typed into the finder: a job for a worker.
//!
//! In goes a query; out come the best hits, each with its line. The search is that of the
//! search bar while it is being typed.

use super::matching::{Found, MatchRow, Target};
use super::rows::facts;
use super::scope::Section;
use crate::app::job::{Excerpt, Generation};
use crate::app::perform::{excerpt, printable};
use crate::library::Library;
use crate::query::{self, Extent, Mode, Query, Sort};
use crate::text::Span;
use std::sync::Arc;

/// Searches the text.
#[derive(Clone, Debug)]
pub struct PassagesJob {
    /// Which asking this is.
    pub generation: Generation,
    /// Where to look.
    pub library: Arc<Library>,
    /// The query.
    pub words: String,
    /// Hits to show.
    pub most: usize,
    /// Columns of a line.
    pub columns: usize,
}

/// The best hits of a query.
#[derive(Clone, Debug)]
pub struct Passages {
    /// The query.
    pub words: String,
    /// The section of them; without rows where nothing was found.
    pub found: Found,
}

/// Performs the job.
#[must_use]
pub fn passages(job: &PassagesJob) -> Passages {
    let library = &job.library;
    let query = query::parse(&job.words, Mode::Typing);
    let results = query::search(
        library.view(),
        &query,
        &[],
        Sort::Relevance,
        Extent::First(job.most),
    );
    let hits = results.hits.iter();
    let found = Found {
        section: Section::Text,
        rows: hits
            .filter_map(|hit| row(job, &query, hit.article))
            .collect(),
        n_matching: results.n_before_filters,
        n_all: library.corpus.len(),
        note: results.notes().into_iter().next().map(|note| note.message),
    };
    Passages {
        words: job.words.clone(),
        found,
    }
}

fn row(job: &PassagesJob, query: &Query, id: crate::corpus::ArticleId) -> Option<MatchRow> {
    let article = job.library.article(id)?;
    let snippet = query::snippet(&article, query, job.columns);
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
