//! What the listed articles name, who published them and when: counted and ranked on a worker.

use super::{Item, Ranks};
use crate::app::here::Question;
use crate::app::work::{Task, Tools, Urgency};
use crate::corpus::ArticleId;
use crate::library::Library;
use crate::query::{self, Facet, Filter, Hit, Published, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Values of a facet that the sidebar knows for a set of articles.
const PER_FACET: usize = 1000;
/// Other spellings of an entity that the sidebar shows.
const SPELLINGS: usize = 12;

/// Counts facets.
#[derive(Debug)]
pub(super) struct FacetsTask {
    /// Where the articles are.
    pub(super) library: Arc<Library>,
    /// What was asked.
    pub(super) question: Question,
    /// The articles that answer it.
    pub(super) ids: Arc<Vec<ArticleId>>,
}

impl Task for FacetsTask {
    type Answer = Ranks;
    const NAME: &'static str = "facets";
    const URGENCY: Urgency = Urgency::Beside;

    fn perform(&self, _: &Tools<'_>) -> Ranks {
        let hit = |article: &ArticleId| Hit {
            article: *article,
            score: 0.0,
        };
        let hits: Vec<Hit> = self.ids.iter().map(hit).collect();
        let mut counts = Counter::default();
        counts.published(self, &hits);
        let catalog = &self.library.catalog;
        for (id, count) in query::facets(self.library.view(), &hits) {
            let Some(entity) = catalog.get(id) else {
                continue;
            };
            counts.add(Facet::Entity(entity.kind), || {
                let mut forms = entity.forms.to_vec();
                forms.truncate(SPELLINGS);
                let value = Value::Entity(entity.kind, entity.name.to_owned());
                let mut item = Item::new(value, count, &forms);
                item.date = entity.date;
                item
            });
        }
        Ranks::new(counts.values, &counts.of_facet)
    }
}

#[derive(Default)]
struct Counter {
    values: Vec<Item>,
    of_facet: BTreeMap<Facet, usize>,
}

impl Counter {
    /// Adds a value, unless the facet has enough.
    fn add(&mut self, facet: Facet, item: impl FnOnce() -> Item) {
        let n = self.of_facet.entry(facet).or_default();
        *n += 1;
        if *n <= PER_FACET {
            self.values.push(item());
        }
    }

    /// Counts sources, years and months. Where a filter asks for some of them, the others are
    /// counted as if it did not: they are what it could ask for instead.
    fn published(&mut self, task: &FacetsTask, hits: &[Hit]) {
        let here = query::published(&task.library.corpus, hits);
        for facet in [Facet::Source, Facet::Year, Facet::Month] {
            let asks = |filter: &Filter| filter.value.facet() == facet && !filter.exclude;
            if !task.question.filters.iter().any(asks) {
                self.values_of(&here, facet);
                continue;
            }
            let mut filters = task.question.filters.clone();
            filters.retain(|filter| !asks(filter));
            let query = task.question.parsed();
            let others = query::search(
                task.library.view(),
                &query,
                &filters,
                query::Sort::File,
                query::Extent::All,
            );
            let others = query::published(&task.library.corpus, &others.hits);
            self.values_of(&others, facet);
        }
    }

    fn values_of(&mut self, published: &Published, facet: Facet) {
        let dates = match facet {
            Facet::Source => {
                for (name, n) in &published.sources {
                    self.add(facet, || Item::new(Value::Source(name.clone()), *n, &[]));
                }
                return;
            }
            Facet::Month => &published.months,
            Facet::Year | Facet::Entity(_) => &published.years,
        };
        for (date, n) in dates {
            self.add(facet, || Item::new(Value::Published(*date), *n, &[]));
        }
    }
}
