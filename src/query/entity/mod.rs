//! What the collection tells of its entities: of one a dossier, of all a table.
//!
//! In goes a [`View`](super::View); out come numbers that agree with the hits of a search for
//! the entity.

pub mod dossier;
pub mod table;
