//! What the tagger and the rules found, made one list of names.
//!
//! In go the tags of an article's words and the names of the rules; out come the names of the
//! article, with right boundaries, consistent labels, and none of the certain ones missing.

mod adjacent;
mod boundaries;
pub(crate) mod certain_names;
pub(crate) mod combine;
mod consistency;
mod firms;
mod particles;
mod registers;
