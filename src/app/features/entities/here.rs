//! The names of the page that the reader shows, ranked for the sidebar.
//!
//! Those of an article are few and come with it; those of a book are ranked on a worker.

use super::{Item, Ranks};
use crate::app::parts::page::{Named, Page};
use crate::app::work::{Task, Tools, Urgency};
use crate::query::Value;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Names of a page that are ranked without a worker, at most.
pub(super) const AT_ONCE: usize = 300;

/// The names of a page.
#[derive(Clone, Debug)]
pub(super) struct PageNames {
    page: Arc<Page>,
    /// Their ranks, by mentions.
    pub(super) ranks: Arc<Ranks>,
    /// Where each stands in the page's names.
    places: HashMap<Value, usize>,
}

impl PageNames {
    /// Those of a page.
    pub(super) fn of(page: &Arc<Page>) -> Self {
        let value = |(at, named): (usize, &Named)| {
            let value = Value::Entity(named.kind, named.name.clone());
            (value, at)
        };
        Self {
            ranks: Arc::new(Ranks::new(
                page.names.iter().map(Item::of_page).collect(),
                &BTreeMap::new(),
            )),
            places: page.names.iter().enumerate().map(value).collect(),
            page: Arc::clone(page),
        }
    }

    /// Whether they are those of that very page.
    pub(super) fn is_of(&self, page: &Arc<Page>) -> bool {
        Arc::ptr_eq(&self.page, page)
    }

    /// What the page has of a value, if it names it.
    pub(super) fn get(&self, value: &Value) -> Option<&Named> {
        self.page.names.get(*self.places.get(value)?)
    }
}

/// Ranks the names of a page.
#[derive(Debug)]
pub(super) struct NamesTask {
    /// The page.
    pub(super) page: Arc<Page>,
}

impl Task for NamesTask {
    type Answer = PageNames;
    const NAME: &'static str = "names";
    const URGENCY: Urgency = Urgency::Page;

    fn perform(&self, _: &Tools<'_>) -> PageNames {
        PageNames::of(&self.page)
    }
}
