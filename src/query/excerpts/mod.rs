//! Where an article answers a query: highlights, and the line that shows it best.
//!
//! In go an article and a query; out come spans of the article's text.

pub(crate) mod highlights;
pub(crate) mod line;
pub(crate) mod snippet;
