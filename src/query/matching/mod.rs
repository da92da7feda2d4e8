//! Which articles fulfil a query.
//!
//! In go conditions and sets of articles; out come the articles that meet them, and how often
//! each holds a word. `evaluate` answers a whole query, `lookup` finds words in the index,
//! `phrase`, `positions` and `windows` words that stand together, `entities` the articles that
//! name somebody.

pub(crate) mod bitset;
pub(crate) mod entities;
pub(crate) mod evaluate;
pub(crate) mod frequencies;
pub(crate) mod lookup;
pub(crate) mod phrase;
pub(crate) mod positions;
pub(crate) mod segments;
pub(crate) mod windows;
