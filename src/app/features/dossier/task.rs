//! The dossier of an entity, gathered on a worker.

use crate::app::work::{Task, Tools, Urgency};
use crate::entities::corrections::Named;
use crate::library::Library;
use crate::query::entity::dossier::concordance::sorted;
use crate::query::entity::dossier::{Dossier, Order, dossier};
use std::sync::Arc;

/// Gathers the dossier of an entity.
#[derive(Debug)]
pub(super) struct DossierTask {
    /// Where the articles are.
    pub(super) library: Arc<Library>,
    /// The entity.
    pub(super) about: Named,
    /// The order of its mentions.
    pub(super) order: Order,
    /// What was gathered from the same snapshot already.
    pub(super) known: Option<Arc<Dossier>>,
}

/// The dossier of an entity, for the screen.
#[derive(Debug)]
pub(super) struct Gathered {
    /// The entity as it was looked up; `None` where that had been done before.
    pub(super) about: Option<Named>,
    /// What is known; `None` when no article names the entity.
    pub(super) dossier: Option<Arc<Dossier>>,
    /// The places of its mentions in context, in the order asked for.
    pub(super) order_of_lines: Vec<u32>,
}

impl Task for DossierTask {
    type Answer = Gathered;
    const NAME: &'static str = "dossier";
    const URGENCY: Urgency = Urgency::Opened;

    /// What was gathered already is only put in order.
    fn perform(&self, _: &Tools<'_>) -> Gathered {
        let view = self.library.view();
        let gathered = || {
            // The one called so stands before those that are only spelled so.
            let Named { kind, name } = &self.about;
            let ids = view.catalog.lookup(name, Some(*kind));
            dossier(view, *ids.first()?).map(Arc::new)
        };
        let dossier = self.known.clone().or_else(gathered);
        let lines = dossier.as_ref().map_or(&[][..], |dossier| &dossier.lines);
        Gathered {
            about: self.known.is_none().then(|| self.about.clone()),
            order_of_lines: sorted(lines, self.order),
            dossier,
        }
    }
}
