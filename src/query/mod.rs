//! Floor 3: questions become hits.
//!
//! In go a line of text and a [`View`] of the collection; out come the articles that
//! answer it, in order, with what the filters hide, the places to mark in a text, and the
//! entities of the hits. The finder ([`fuzzy`]) ranks names and titles for a few letters.
//! Nothing here changes anything, does I/O, or knows a screen.
//!
//! ```text
//! a line ── syntax ──> Query ─┬─ search ──────> Results ── facets ──> entities with counts
//!                             ├─ snippet ─────> the best line of an article
//!                             └─ highlights ──> every place in an article
//! entity ── dossier ──> what the collection tells of it
//! articles ── table ──> the entities that they name
//! ```
//!
//! A search goes through the rooms like this: `syntax` reads the line, `terms` turns its words
//! into terms of the index, `matching` finds the articles, `facets` narrows to what the filters
//! say, `ranking` puts the best first.

mod did_you_mean;
pub mod entity;
mod excerpts;
mod explanation;
mod facets;
pub mod fuzzy;
mod matching;
mod ranking;
mod results;
mod search;
pub mod syntax;
mod terms;
mod view;

pub use did_you_mean::corrected;
pub use excerpts::highlights::highlights;
pub use excerpts::snippet::{Snippet, snippet};
pub use explanation::{Condition, Term, Why, why};
pub use facets::counts::{Published, facets, published};
pub use facets::filter::{Facet, Filter, Value, quoted};
pub use ranking::score::{N_NEAR, NEARNESS, explain};
pub use results::{Extent, Hit, Missing, Results};
pub use search::search;
pub use syntax::ast::{Named, Node, Problem, Query, Scope, Spelling, Words};
pub use syntax::date_range::DateRange;
pub use syntax::order::Sort;
pub use syntax::{GRAMMAR, Mode, any_of, parse};
pub use terms::word::{OTHER_FORM, Reach, Word};
pub use view::View;
