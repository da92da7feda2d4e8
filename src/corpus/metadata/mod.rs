//! Who published an article, when, and how that is said: in fields, in front matter, in
//! the lines around a text.
//!
//! In go lines and records; out come names of sources, dates and other facts. It does not
//! know blocks but those of front matter.

pub mod bylines;
pub mod datelines;
pub mod dates;
pub mod front_matter;
pub mod keys;
pub mod record;
pub mod sources;
