//! The article list: what was asked, what was found, which row is selected.

use super::job::{Excerpt, Generation, Listed, Question};
use super::list::Selection;
use crate::corpus::{ArticleId, Card};
use crate::library::Library;
use crate::query::{Mode, Sort, parse};
use crate::text::{Span, wrap};
use std::collections::HashMap;

/// Lines that a title takes at most in the list.
pub const TITLE_LINES: usize = 2;
/// Columns by which a row's facts and snippet stand in from its title.
pub const DETAIL_INDENT: usize = 2;
/// Lines that a snippet takes in the list.
pub const SNIPPET_LINES: usize = 2;

/// The state of the article list.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// What is asked now.
    pub question: Question,
    /// The order that the user chose; `None` follows the question.
    pub order: Option<Sort>,
    /// The newest answer.
    pub listed: Listed,
    /// The selected row.
    pub selection: Selection,
    /// Snippets of rows that were on the screen, for the present answer.
    pub excerpts: HashMap<ArticleId, Excerpt>,
    /// The question asked last.
    pub(super) asked: Option<Question>,
    /// The article to stay on when the answer comes; `None` goes to the first row.
    pub(super) keep: Option<ArticleId>,
    /// Of the newest asking.
    pub(super) generation: Generation,
    /// Counts the answers taken.
    pub(super) answered: Generation,
    /// Whether its answer is still to come.
    pub(super) waiting: bool,
    /// Whether the collection grew since it was asked.
    pub(super) outdated: bool,
    /// Of the newest request for snippets.
    pub(super) cut_generation: Generation,
    /// The articles of that request.
    pub(super) cut_wanted: Vec<ArticleId>,
    /// Columns that the snippets were cut for.
    pub(super) cut_columns: usize,
}

impl Articles {
    /// Number of articles listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.listed.ids.len()
    }

    /// Whether none are.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listed.ids.is_empty()
    }

    /// The article at a row.
    #[must_use]
    pub fn at(&self, row: usize) -> Option<ArticleId> {
        self.listed.ids.get(row).copied()
    }

    /// The selected article.
    #[must_use]
    pub fn selected(&self) -> Option<ArticleId> {
        self.at(self.selection.selected)
    }

    /// Whether rows show snippets.
    #[must_use]
    pub fn has_snippets(&self) -> bool {
        !self.listed.question.text.trim().is_empty()
    }

    /// Selects the article to stay on, where it stood on the screen, or else the first row;
    /// tells whether it is listed. Where the list hid the article `shown` in the reader and
    /// now does not, it is that one.
    pub(super) fn keep_place(&mut self, shown: Option<ArticleId>) -> bool {
        let Selection { selected, offset } = self.selection;
        let above = selected.saturating_sub(offset);
        let ids = &self.listed.ids;
        let row_of = |wanted: ArticleId| ids.iter().position(|id| *id == wanted);
        let row = self.keep.and_then(|keep| {
            let shown = shown.filter(|shown| *shown != keep);
            shown.and_then(row_of).or_else(|| row_of(keep))
        });
        if let Some(row) = row {
            self.keep = self.at(row);
        }
        self.selection = row.map_or_else(Selection::default, |row| Selection {
            selected: row,
            offset: row.saturating_sub(above),
        });
        row.is_some()
    }

    /// Whether the rows answer another question than the present one.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.waiting && self.listed.question != self.question
    }

    /// Forgets the snippets, and those on their way: they answer another question.
    pub(super) fn forget_excerpts(&mut self) {
        self.excerpts.clear();
        self.cut_wanted.clear();
        self.cut_generation.expire();
    }

    /// The order that is asked for beside the query.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match self.order {
            Some(Sort::Relevance) | None if self.question.text.trim().is_empty() => Sort::File,
            None => Sort::Relevance,
            Some(order) => order,
        }
    }

    /// The order that the rows have: that which the query asks for itself goes first.
    #[must_use]
    pub fn order_in_force(&self) -> Sort {
        let own = parse(&self.question.text, Mode::Typing).sort;
        own.unwrap_or_else(|| self.sort())
    }

    /// Lines that a row takes in a list of `columns`.
    #[must_use]
    pub fn height(&self, library: &Library, row: usize, columns: usize) -> usize {
        let title = self
            .at(row)
            .and_then(|id| library.card(id))
            .map_or(1, |card| title_lines(card, columns).len());
        self.row_height(title)
    }

    /// Lines that a row takes whose title takes `title` lines.
    #[must_use]
    pub fn row_height(&self, title: usize) -> usize {
        title
            + 1
            + if self.has_snippets() {
                SNIPPET_LINES
            } else {
                0
            }
    }

    /// The row drawn at `line`, counted from the first line of the list.
    #[must_use]
    pub fn row_at(&self, library: &Library, line: usize, columns: usize) -> Option<usize> {
        self.selection
            .row_at(line, self.len(), |row| self.height(library, row, columns))
    }
}

/// The lines of an article's title in a list of `columns`, as spans of `Title::text`; the
/// last one is to be cut.
#[must_use]
pub fn title_lines(card: &Card, columns: usize) -> Vec<Span> {
    let title = &card.title.text;
    let mut lines = first_lines(title, columns, TITLE_LINES);
    if lines.is_empty() {
        lines.push(Span::whole(title));
    }
    lines
}

/// A text in at most `most` lines; the last one takes what is left and is to be cut.
#[must_use]
pub fn first_lines(text: &str, columns: usize, most: usize) -> Vec<Span> {
    let mut lines = wrap::wrap(text, &[], columns);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = Span::new(last.from(), text.len());
        }
    }
    lines
}

/// The orders offered, in the order of the menu, and what they are called.
pub const ORDERS: &[(Sort, &str)] = &[
    (Sort::Relevance, "by relevance"),
    (Sort::File, "by file"),
    (Sort::Newest, "newest first"),
    (Sort::Title, "by title"),
    (Sort::Source, "by source"),
    (Sort::Longest, "longest first"),
];

/// What an order is called.
#[must_use]
pub fn order_name(sort: Sort) -> &'static str {
    ORDERS
        .iter()
        .find(|(order, _)| *order == sort)
        .map_or("", |(_, name)| name)
}
