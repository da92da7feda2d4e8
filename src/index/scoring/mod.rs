//! What a term is worth to an article: BM25 over fields, and bounds of it.
//!
//! In go counts, lengths and totals; out come scores. Nothing here knows postings.

pub mod bm25;
pub mod impacts;
