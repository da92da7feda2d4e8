//! The values of facets in both orders, ready to be shown: made once on a worker.
//!
//! In go values with their counts; out come [`Ranks`], whose items are only referred to from
//! then on. Showing them, in either order or those with some letters, sorts and copies none.

use super::{Item, Order};
use crate::query::Facet;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The values of all facets that have any, in the order in which they are shown.
#[derive(Clone, Debug, Default)]
pub struct Ranks {
    pub(super) facets: Vec<Ranked>,
}

/// The values of one facet.
#[derive(Clone, Debug)]
pub(super) struct Ranked {
    pub(super) facet: Facet,
    /// How many values it has, of which only the most frequent may be known.
    pub(super) all: usize,
    by_count: Vec<Arc<Item>>,
    by_name: Vec<Arc<Item>>,
}

impl Ranks {
    /// Ranks values; `all` tells how many a facet has where that is more than are given.
    #[must_use]
    pub fn new(values: Vec<Item>, all: &BTreeMap<Facet, usize>) -> Self {
        let mut by_facet: BTreeMap<Facet, Vec<Arc<Item>>> = BTreeMap::new();
        for item in values {
            let items = by_facet.entry(item.value.facet()).or_default();
            items.push(Arc::new(item.folded()));
        }
        let ranked = |(facet, items): (Facet, Vec<Arc<Item>>)| {
            let (mut by_count, mut by_name) = (items.clone(), items);
            by_count.sort_by_cached_key(|item| item.rank(Order::Count));
            by_name.sort_by_cached_key(|item| item.rank(Order::Name));
            Ranked {
                facet,
                all: all.get(&facet).copied().unwrap_or(by_count.len()),
                by_count,
                by_name,
            }
        };
        Self {
            facets: by_facet.into_iter().map(ranked).collect(),
        }
    }

    /// The values that are known.
    pub fn values(&self) -> impl Iterator<Item = &Item> {
        let items = self.facets.iter().flat_map(|of| &of.by_count);
        items.map(AsRef::as_ref)
    }

    /// How many values are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.facets.iter().map(|of| of.by_count.len()).sum()
    }

    /// Whether none are.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facets.is_empty()
    }
}

impl Ranked {
    /// The values of which a spelling contains a folded text, in an order.
    pub(super) fn fitting(&self, order: Order, needle: &str) -> Vec<&Arc<Item>> {
        let items = match order {
            Order::Count => &self.by_count,
            Order::Name => &self.by_name,
        };
        let fits = |item: &&Arc<Item>| needle.is_empty() || item.has(needle);
        items.iter().filter(fits).collect()
    }
}
