//! Words become terms of the index.
//!
//! In goes one word of a query; out come the terms that answer it, each at a weight: its other
//! forms, words that begin so, words with a slip in them.

pub(crate) mod edit_distance;
pub(crate) mod word;
