//! What the listed articles name, who published them and when: asked for while the sidebar
//! shows it, and counted on a worker.

use super::App;
use super::job::{Counts, FacetJob, Generation, Job, Question};
use super::perform::{SPELLINGS, parsed};
use super::sidebar::{Item, Scope};
use crate::query::{self, Facet, Filter, Hit, Published, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Values of a facet that the sidebar knows for a set of articles.
const PER_FACET: usize = 1000;

impl App {
    /// Asks what the listed articles name, who published them and when, if the sidebar is
    /// about that.
    pub(super) fn ask_counts(&mut self) {
        let (articles, sidebar) = (&self.articles, &mut self.sidebar);
        let wanted = Some(articles.answered);
        if self.layout.entities.is_empty() {
            return;
        }
        if sidebar.scope != Scope::Results || sidebar.asked == wanted {
            return;
        }
        let same_question = sidebar.about == articles.listed.question;
        // While the collection grows, an answer on its way is awaited, as for the list.
        if sidebar.waiting && same_question {
            return;
        }
        sidebar.waiting = true;
        sidebar.asked = wanted;
        sidebar.about = articles.listed.question.clone();
        let job = FacetJob {
            generation: sidebar.generation.renew(),
            library: Arc::clone(&self.library),
            question: articles.listed.question.clone(),
            ids: Arc::clone(&articles.listed.ids),
        };
        self.jobs.push_back(Job::Facets(job));
    }

    pub(super) fn accept_counts(&mut self, generation: Generation, counts: Arc<Counts>) {
        if generation != self.sidebar.generation {
            return;
        }
        self.sidebar.waiting = false;
        self.sidebar.counts = counts;
        if self.sidebar.scope == Scope::Results {
            self.refill_sidebar();
        }
    }
}

/// Counts what the articles of a list have.
pub(super) fn counts(job: &FacetJob) -> Counts {
    let ids = job.ids.iter();
    let hits: Vec<Hit> = ids
        .map(|article| Hit {
            article: *article,
            score: 0.0,
        })
        .collect();
    let mut counts = Counter::default();
    counts.published(job, &hits);
    let catalog = &job.library.catalog;
    for (id, count) in query::facets(job.library.view(), &hits) {
        let Some(entity) = catalog.get(id) else {
            continue;
        };
        counts.add(Facet::Entity(entity.kind), || {
            let mut forms = entity.forms.to_vec();
            forms.truncate(SPELLINGS);
            let value = Value::Entity(entity.kind, entity.name.to_owned());
            Item {
                date: entity.date,
                ..Item::new(value, count, &forms)
            }
        });
    }
    Counts {
        values: counts.values,
        of_facet: counts.of_facet.into_iter().collect(),
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
    fn published(&mut self, job: &FacetJob, hits: &[Hit]) {
        let here = query::published(&job.library.corpus, hits);
        for facet in [Facet::Source, Facet::Year, Facet::Month] {
            let asks = |filter: &Filter| filter.value.facet() == facet && !filter.exclude;
            if !job.question.filters.iter().any(asks) {
                self.values_of(&here, facet);
                continue;
            }
            let mut filters = job.question.filters.clone();
            filters.retain(|filter| !asks(filter));
            let Question { text, typing, .. } = &job.question;
            let query = parsed(text, *typing);
            let others = query::search(
                job.library.view(),
                &query,
                &filters,
                query::Sort::File,
                query::Extent::All,
            );
            let others = query::published(&job.library.corpus, &others.hits);
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
