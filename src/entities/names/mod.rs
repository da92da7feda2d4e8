//! Names as strings, compared.
//!
//! In go names as printed; out come keys that are equal when only the spelling differs, and how
//! far the names of two persons agree. Nothing here knows articles.

pub(crate) mod key;
pub(crate) mod normalize;
pub(crate) mod person;
