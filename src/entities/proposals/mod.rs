//! What the user is offered to decide: which pairs may be one, and what one may be merged into.
//!
//! In goes a catalog; out come rows to choose from, each with its reason. Nothing is changed.

pub mod duplicates;
pub mod merge_targets;
