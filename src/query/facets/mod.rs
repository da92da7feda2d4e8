//! What hits are counted by and narrowed to: entities, sources, dates.
//!
//! In go hits; out come counts. In go filters; out come the articles that pass them.

pub(crate) mod counts;
pub(crate) mod filter;
