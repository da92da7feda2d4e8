//! The entities of many articles, counted on a worker.

use crate::app::work::{Task, Tools, Urgency};
use crate::corpus::ArticleId;
use crate::entities::EntityId;
use crate::library::Library;
use crate::query::entity::table::{EntityTable, Kinds, Order, Row, count};
use std::sync::Arc;

/// Which articles the table counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of the collection.
    #[default]
    Collection,
    /// Those listed.
    Results,
}

impl Extent {
    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Collection => Self::Results,
            Self::Results => Self::Collection,
        }
    }
}

/// Which rows, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// Which articles are counted.
    pub(super) extent: Extent,
    /// The kinds listed.
    pub(super) kinds: Kinds,
    /// Only names with these letters; all if it is empty.
    pub(super) pattern: String,
    /// The order asked for; with a pattern the best match comes first.
    pub(super) order: Order,
}

/// Counts the entities of many articles, as rows of a table.
#[derive(Debug)]
pub(super) struct TableTask {
    /// Where the articles are.
    pub(super) library: Arc<Library>,
    /// The articles; `None` for all.
    pub(super) ids: Option<Arc<Vec<ArticleId>>>,
    /// Which rows, in which order.
    pub(super) choice: Choice,
    /// What was counted of the same articles already.
    pub(super) known: Option<Arc<EntityTable>>,
}

/// The entities of many articles, for the screen.
#[derive(Debug)]
pub(super) struct Counted {
    /// All of them, by number.
    pub(super) table: Arc<EntityTable>,
    /// The places in it of the rows chosen, in order.
    rows: Vec<u32>,
    /// For each place, its row.
    row_of: Vec<Option<u32>>,
}

impl Counted {
    fn new(table: Arc<EntityTable>, rows: Vec<u32>) -> Self {
        let mut row_of = vec![None; table.rows.len()];
        for (row, place) in (0..).zip(&rows) {
            if let Some(slot) = row_of.get_mut(*place as usize) {
                *slot = Some(row);
            }
        }
        Self {
            table,
            rows,
            row_of,
        }
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// What stands in a row.
    pub(super) fn at(&self, row: usize) -> Option<&Row> {
        let place = *self.rows.get(row)?;
        self.table.rows.get(place as usize)
    }

    /// The row of an entity, if it has one. Costs a search by halves.
    pub(super) fn row_of(&self, entity: EntityId) -> Option<usize> {
        let rows = &self.table.rows;
        let place = rows.binary_search_by_key(&entity, |row| row.entity).ok()?;
        let row = (*self.row_of.get(place)?)?;
        Some(row as usize)
    }
}

impl Task for TableTask {
    type Answer = Counted;
    const NAME: &'static str = "entity-table";
    const URGENCY: Urgency = Urgency::Opened;

    /// What was counted already is only chosen from.
    fn perform(&self, _: &Tools<'_>) -> Counted {
        let view = self.library.view();
        let ids = self.ids.as_ref().map(|ids| ids.as_slice());
        let counted = || Arc::new(count(view, ids));
        let table = self.known.clone().unwrap_or_else(counted);
        let Choice {
            kinds,
            pattern,
            order,
            ..
        } = &self.choice;
        let rows = table.select(view, *kinds, pattern, *order);
        Counted::new(table, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::Counted;
    use crate::entities::{EntityId, Kind};
    use crate::query::entity::table::{EntityTable, Row, STEPS};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn table(entities: &[u32]) -> Arc<EntityTable> {
        let row = |entity: &u32| Row {
            entity: EntityId(*entity),
            kind: Kind::Place,
            articles: 1,
            mentions: 1,
            seen: None,
            steps: [0; STEPS],
        };
        let rows = entities.iter().map(row).collect();
        Arc::new(EntityTable { rows, range: None })
    }

    proptest! {
        #[test]
        fn the_row_of_an_entity_is_the_one_where_it_stands(
            entities in prop::collection::btree_set(0u32..50, 0..30),
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
        ) {
            let entities: Vec<u32> = entities.into_iter().collect();
            let mut rows: Vec<u32> = Vec::new();
            for pick in picks.iter().filter(|_| !entities.is_empty()) {
                let place = u32::try_from(pick.index(entities.len())).unwrap();
                if !rows.contains(&place) {
                    rows.push(place);
                }
            }
            let counted = Counted::new(table(&entities), rows);
            for entity in (0..50).map(EntityId) {
                let found = (0..counted.len()).find(|row| {
                    counted.at(*row).is_some_and(|row| row.entity == entity)
                });
                prop_assert_eq!(counted.row_of(entity), found);
            }
        }
    }
}
