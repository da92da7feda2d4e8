//! Which articles answer a query best, and in which order.
//!
//! In go articles that match; out come the best of them. `score` adds up what the words are
//! worth (BM25, with `document_frequency` and `proximity`), `top_k` and `phrases` find the best without
//! weighing most, `collector` keeps them, `sort` has the orders that no score decides.

pub(crate) mod collector;
pub(crate) mod document_frequency;
pub(crate) mod phrases;
pub(crate) mod proximity;
pub(crate) mod score;
pub(crate) mod sort;
pub(crate) mod top_k;
