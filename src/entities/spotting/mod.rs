//! Names found by rules, from capital letters and tables.
//!
//! In go the words of an article; out come [`SurfaceForm`](surface_forms::SurfaceForm)s: spellings with
//! the kind that the article's own words speak for, and all their mentions.
//!
//! ```text
//! annotations    known names, titles, dates and amounts laid over the words
//! capital_runs   runs of capitals, and how far a name may go
//! evident_names  names that look like days, places or persons, known by what stands beside
//! candidates     runs become candidates, with evidence for their kind
//!                (trigger_words, kind_scores)
//! surface_forms  the evidence of all mentions of a spelling added up
//! ```

pub(crate) mod annotations;
pub(crate) mod candidates;
mod capital_runs;
mod evident_names;
mod kind_scores;
pub(crate) mod surface_forms;
mod trigger_words;
