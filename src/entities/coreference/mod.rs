//! Which spellings of one article mean the same: coreference of names.
//!
//! In go the names of an article; out come clusters of them, one for each entity.

pub(crate) mod gold_mentions;
pub(crate) mod resolve;
