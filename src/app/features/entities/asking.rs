//! What the sidebar asks for: the names of the page that the reader shows, and counts of the
//! articles listed while it is about these.

use super::facets::FacetsTask;
use super::here::{AT_ONCE, NamesTask, PageNames};
use super::{Entities, Scope};
use crate::app::layer::Cx;
use crate::app::parts::page::Page;
use crate::app::work::Snapshot;
use std::sync::Arc;

impl Entities {
    /// Takes the names of the page that the reader shows; false while there is nothing new.
    pub(super) fn take_names(&mut self, cx: &mut Cx<'_>) -> bool {
        let Some(page) = &cx.here.view.page else {
            self.naming.forget();
            return self.names.take().is_some();
        };
        if self.has_names_of(page) {
            return false;
        }
        let names = if page.names.len() <= AT_ONCE {
            self.naming.forget();
            Some(PageNames::of(page))
        } else {
            self.naming.take().filter(|names| names.is_of(page))
        };
        if names.is_some() {
            self.names = names;
            return true;
        }
        let which = Snapshot::of(page);
        if self.naming.needs(&which, &()) {
            let task = NamesTask {
                page: Arc::clone(page),
            };
            let work = self.naming.ask(which, (), task);
            cx.work(work);
        }
        false
    }

    pub(super) fn has_names_of(&self, page: &Arc<Page>) -> bool {
        self.names.as_ref().is_some_and(|names| names.is_of(page))
    }

    /// Takes the counts of the listed articles; false while there is nothing new.
    pub(super) fn take_counts(&mut self) -> bool {
        let Some(counts) = self.counting.take() else {
            return false;
        };
        self.counts = Arc::new(counts);
        true
    }

    /// Asks what the listed articles name, who published them and when, if the sidebar is
    /// about that.
    pub(super) fn ask_counts(&mut self, cx: &mut Cx<'_>) {
        if cx.screen.layout.entities.is_empty() || self.scope != Scope::Results {
            return;
        }
        let listed = &cx.here.listed;
        let of = Snapshot::of(listed);
        // What the first articles have says little of all.
        if listed.beyond > 0 || !self.counting.needs(&listed.question, &of) {
            return;
        }
        let task = FacetsTask {
            library: Arc::clone(cx.library),
            question: listed.question.clone(),
            ids: Arc::clone(&listed.ids),
        };
        let work = self.counting.ask(listed.question.clone(), of, task);
        cx.work(work);
    }
}
