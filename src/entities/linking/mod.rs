//! Which names of different articles mean the same: record linkage.
//!
//! In go the parts of a [`Catalog`](super::catalog::Catalog), each a name that articles share;
//! out come clusters of parts, each one entity. `blocking` goes through all of it and is the one
//! to begin with: `kind_conflicts` decides what a name is that articles take for different
//! kinds, `clustering` which parts of a block are one, `canonical` what a cluster is called.

pub(crate) mod blocking;
mod canonical;
mod clustering;
mod kind_conflicts;
