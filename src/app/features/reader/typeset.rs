//! The article on the screen: asked for when it, its width or what is marked in it is
//! another one, and typeset on a worker.

use super::Reader;
use super::lookup::Lookup;
use super::names::names;
use crate::app::layer::{Cx, Now};
use crate::app::parts::page::Page;
use crate::app::request::Jump;
use crate::app::work::{Task, Tools, Urgency};
use crate::corpus::ArticleId;
use crate::library::Library;
use crate::query::{self, Mode};
use std::sync::Arc;

/// What a page is wanted for; a change makes a new page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The article.
    id: ArticleId,
    /// Columns of the text.
    columns: usize,
    /// The query whose terms are marked.
    query: String,
    /// Whether it is being typed.
    typing: bool,
    /// Whether the collection's entities include the article's.
    named: bool,
    /// How often files had changed: other articles may call its entities otherwise.
    updates: u64,
    /// How often names were corrected.
    corrections: u64,
}

/// A page, and what is looked up in it.
#[derive(Debug)]
pub(super) struct Typeset {
    page: Arc<Page>,
    lookup: Lookup,
}

/// Typesets an article.
#[derive(Debug)]
struct PageTask {
    /// Where the article is.
    library: Arc<Library>,
    /// Which it is, and what for.
    wanted: Wanted,
}

impl Task for PageTask {
    /// None if the article is gone.
    type Answer = Option<Typeset>;
    const NAME: &'static str = "page";
    const URGENCY: Urgency = Urgency::Page;

    fn perform(&self, tools: &Tools<'_>) -> Option<Typeset> {
        let Wanted { id, columns, .. } = self.wanted;
        let article = self.library.article(id)?;
        let mode = if self.wanted.typing {
            Mode::Typing
        } else {
            Mode::Whole
        };
        let query = query::parse(&self.wanted.query, mode);
        let marks = query::highlights(&article, &query);
        let names = names(&self.library, id, &article, tools.recognizer);
        let library = Arc::clone(&self.library);
        let page = Page::new(library, id, article, columns, marks, names);
        Some(Typeset {
            lookup: Lookup::new(&page),
            page: Arc::new(page),
        })
    }
}

impl Reader {
    /// The page that has to be on the screen; none where there is no room for one.
    fn wanted(&self, now: Now<'_>) -> Option<Wanted> {
        let id = now.here.shown.filter(|_| self.columns > 0)?;
        Some(Wanted {
            id,
            columns: self.columns,
            query: now.here.question.text.clone(),
            typing: now.here.question.typing,
            named: now.library.catalog.has_read(id),
            updates: now.library.progress.updates,
            corrections: now.kept.version,
        })
    }

    /// Asks for that page, unless it is there or on its way.
    pub(super) fn ask_page(&mut self, cx: &mut Cx<'_>) {
        let Some(wanted) = self.wanted(cx.now()) else {
            return;
        };
        if self.asking.needs(&wanted, &()) {
            let task = PageTask {
                library: Arc::clone(cx.library),
                wanted: wanted.clone(),
            };
            let work = self.asking.ask(wanted, (), task);
            cx.work(work);
        }
    }

    /// Shows a page that has come.
    pub(super) fn take_page(&mut self, cx: &mut Cx<'_>) {
        let Some(Typeset { page, lookup }) = self.asking.take().flatten() else {
            return;
        };
        let id = page.id;
        let same = self.article() == Some(id);
        self.show(page, lookup);
        if !self.find.needle.is_empty() && self.find.id != Some(id) {
            // Asked anew for the article that is on the screen now.
            let jump = if same { self.find.jump } else { Jump::Stay };
            self.find_here(self.find.needle.clone(), jump, cx);
        }
    }

    /// Goes where the user wants to go in the article, once its page is there and stays.
    pub(super) fn arrive(&mut self) {
        let shown = self.article().filter(|_| !self.asking.is_waiting());
        let arrival = self.arrival.take_if(|(id, _)| Some(*id) == shown);
        if let Some((_, jump)) = arrival {
            self.jump(jump);
        }
    }
}
