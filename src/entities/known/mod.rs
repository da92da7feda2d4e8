//! What is known before an article is read: words with their cues, names with their kinds.
//!
//! In go the tables of `assets/entities`, compiled in, and the words of an article; out come a
//! [`Lexicon`](lexicon::Lexicon) and a [`Scan`](scan::Scan), the words looked up in it once.

pub(crate) mod lexicon;
pub(crate) mod roles;
pub(crate) mod scan;
mod tables;
pub(crate) mod word_key;
