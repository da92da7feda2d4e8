//! What the user is looking at: the part of the state that all share.
//!
//! Only requests change it. A line being typed keeps a copy of what was there when it was
//! opened, and its Esc puts that back.

use super::parts::list::Selection;
use super::parts::page::Page;
use super::parts::wording::order_name;
use crate::corpus::{ArticleId, Corpus};
use crate::query::{Filter, Mode, Problem, Query, Sort, Value, parse};
use crate::text::Span;
use std::sync::Arc;

/// What the user is looking at.
#[derive(Clone, Debug, Default)]
pub struct Here {
    /// What is asked.
    pub question: Question,
    /// The order that the user chose; `None` follows the question.
    pub order: Option<Sort>,
    /// The newest answer.
    pub listed: Arc<Listed>,
    /// The selected row of it.
    pub selection: Selection,
    /// The article that the reader shows or waits for.
    pub shown: Option<ArticleId>,
    /// What the reader shows.
    pub view: View,
    /// The entity, source or date that keys are about.
    pub value: Option<Value>,
}

/// What is asked of the collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The query as typed.
    pub text: String,
    /// Whether it is still being typed, so that its last word is a prefix.
    pub typing: bool,
    /// What articles must or must not have.
    pub filters: Vec<Filter>,
    /// The order.
    pub sort: Sort,
}

impl Question {
    /// Whether it asks for all articles.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.filters.is_empty()
    }

    /// The query as the language reads it.
    #[must_use]
    pub fn parsed(&self) -> Query {
        let mode = if self.typing {
            Mode::Typing
        } else {
            Mode::Whole
        };
        parse(&self.text, mode)
    }
}

/// What the reader shows of an article.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// The page.
    pub page: Option<Arc<Page>>,
    /// The text on the screen.
    pub visible: Span,
    /// The text of the reading line.
    pub line: Span,
}

impl View {
    /// Whether another one shows the same.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let same_page = match (&self.page, &other.page) {
            (Some(mine), Some(other)) => Arc::ptr_eq(mine, other),
            (mine, other) => mine.is_none() && other.is_none(),
        };
        same_page && (self.visible, self.line) == (other.visible, other.line)
    }
}

/// The articles that a question asks for.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// What was asked.
    pub question: Question,
    /// The articles, in order: all, or the first.
    pub ids: Arc<Vec<ArticleId>>,
    /// The row of each article, by its number.
    pub(in crate::app) rows: Vec<u32>,
    /// How many more there are behind them.
    pub beyond: usize,
    /// How many articles the query alone has.
    pub before_filters: usize,
    /// For each filter, how many articles it alone hides.
    pub hidden_by: Vec<usize>,
    /// What could not be read of the query, then what of it no article has.
    pub problems: Vec<Problem>,
    /// How many of them are about reading it.
    pub n_unread: usize,
    /// The query with what may be meant in place of the words that no article has.
    pub meant: Option<String>,
}

/// In the place of a row: the article has none.
const UNLISTED: u32 = u32::MAX;

impl Listed {
    /// The same with other articles.
    #[must_use]
    pub fn with(mut self, ids: Vec<ArticleId>) -> Self {
        let len = ids.iter().map(|id| id.0 as usize + 1).max().unwrap_or(0);
        self.rows.clear();
        self.rows.resize(len, UNLISTED);
        for (row, id) in (0..).zip(&ids) {
            self.rows[id.0 as usize] = row;
        }
        self.ids = Arc::new(ids);
        self
    }

    /// Number of articles listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether none are.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The article at a row.
    #[must_use]
    pub fn at(&self, row: usize) -> Option<ArticleId> {
        self.ids.get(row).copied()
    }

    /// The row of an article, if it is listed.
    #[must_use]
    pub fn row_of(&self, id: ArticleId) -> Option<usize> {
        let row = *self.rows.get(id.0 as usize)?;
        (row != UNLISTED).then_some(row as usize)
    }

    /// The same with the present versions of its articles, without those that are gone;
    /// `None` where all are present.
    #[must_use]
    pub fn followed(&self, corpus: &Corpus) -> Option<Self> {
        let is_old = |id: &ArticleId| corpus.present(*id) != Some(*id);
        self.ids.iter().any(is_old).then(|| {
            let present = self.ids.iter().filter_map(|id| corpus.present(*id));
            self.clone().with(present.collect())
        })
    }
}

impl Here {
    /// Whether the rows answer what is asked.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.listed.question == self.question
    }

    /// The selected article.
    #[must_use]
    pub fn selected(&self) -> Option<ArticleId> {
        self.listed.at(self.selection.selected)
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

    /// In which order the list is, and why where that is not the one chosen.
    #[must_use]
    pub fn describe_order(&self) -> String {
        let (order, chosen) = (self.order_in_force(), self.sort());
        let why = match self.order {
            _ if chosen != order => ": the query says so with sort:",
            Some(Sort::Relevance) if chosen != Sort::Relevance => ": relevance needs a query",
            _ => "",
        };
        format!("articles {}{why}", order_name(order))
    }

    /// The query as it may be meant, where words of it are unknown.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        let current = self.listed.question.text == self.question.text;
        self.listed.meant.as_deref().filter(|_| current)
    }

    /// Leads what it knows of articles to their present versions.
    pub(super) fn follow(&mut self, corpus: &Corpus) {
        if let Some(listed) = self.listed.followed(corpus) {
            self.listed = Arc::new(listed);
        }
        self.shown = self.shown.and_then(|id| corpus.present(id));
    }
}

#[cfg(test)]
mod tests {
    use super::{ArticleId, Listed};

    #[test]
    fn articles_are_found_by_their_number() {
        let listed = Listed::default().with([7, 2, 5].map(ArticleId).to_vec());
        for (row, id) in listed.ids.iter().enumerate() {
            assert_eq!(listed.row_of(*id), Some(row));
        }
        for id in [0, 3, 8, u32::MAX] {
            assert_eq!(listed.row_of(ArticleId(id)), None);
        }
        let fewer = listed.with(vec![ArticleId(1)]);
        assert_eq!((fewer.len(), fewer.row_of(ArticleId(7))), (1, None));
    }
}
