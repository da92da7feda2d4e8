//! The table of all features. Each has a folder with its state, its keys, its work and its
//! picture; none knows another.

pub mod about;
pub mod articles;
pub mod dossier;
pub mod entities;
pub mod entity_table;
pub mod finder;
pub mod help;
pub mod menu;
pub mod names;
pub mod reader;
pub mod search;
pub mod skipped;
pub mod why;

use super::layer::Layer;
use super::layer::feature::Feature;
use super::screen::Pane;

/// Every feature. What several could open, the first one opens.
pub static FEATURES: &[&Feature] = &[
    &articles::FEATURE,
    &reader::FEATURE,
    &entities::FEATURE,
    &search::FEATURE,
    &finder::FEATURE,
    &why::FEATURE,
    &dossier::FEATURE,
    &entity_table::FEATURE,
    &about::FEATURE,
    &names::merge::FEATURE,
    &names::split::FEATURE,
    &names::rename::FEATURE,
    &names::kinds::FEATURE,
    &names::hide::FEATURE,
    &names::suggestions::FEATURE,
    &menu::FEATURE,
    &skipped::FEATURE,
    &help::FEATURE,
];

/// The three panes, which are always there.
#[derive(Debug, Default)]
pub struct Panes {
    /// The article list.
    pub articles: articles::Articles,
    /// The reader.
    pub reader: reader::Reader,
    /// The entities.
    pub entities: entities::Entities,
}

impl Panes {
    /// One of them.
    #[must_use]
    pub fn get(&self, pane: Pane) -> &dyn Layer {
        match pane {
            Pane::Articles => &self.articles,
            Pane::Reader => &self.reader,
            Pane::Entities => &self.entities,
        }
    }

    /// One of them, to be changed.
    pub(super) fn get_mut(&mut self, pane: Pane) -> &mut dyn Layer {
        match pane {
            Pane::Articles => &mut self.articles,
            Pane::Reader => &mut self.reader,
            Pane::Entities => &mut self.entities,
        }
    }
}
