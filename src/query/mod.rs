//! Floor 3: questions become hits.
//!
//! In go a line of text and a [`View`] of the collection; out come the articles that
//! answer it, in order, with what the filters hide, the places to mark in a text, and the
//! entities of the hits. The finder ([`fuzzy`]) ranks names and titles for a few letters.
//! Nothing here changes anything, does I/O, or knows a screen.
//!
//! ```text
//! input ── syntax ──> Query ─┬─ search ──> Results ── facets ──> entities with counts
//!                            ├─ snippet ─> the best line of an article
//!                            └─ marks ───> every place in an article
//! entity ── dossier ─> what the collection tells of it
//! articles ─ census ─> the entities that they name, as a table
//! ```

mod best;
mod bits;
pub mod census;
mod dates;
pub mod dossier;
mod evaluate;
mod facets;
mod filter;
mod frequencies;
pub mod fuzzy;
mod halves;
mod line;
mod marks;
mod names;
mod near;
mod nearness;
mod order;
mod phrase;
mod rarity;
mod score;
mod search;
mod snippet;
mod suggest;
pub mod syntax;
mod together;
mod top;
mod tree;
mod typo;
mod why;
mod word;
mod words;

pub use dates::DateRange;
pub use facets::{Published, facets, published};
pub use filter::{Facet, Filter, Value, quoted};
pub use marks::marks;
pub use order::Sort;
pub use score::{N_NEAR, NEARNESS, explain};
pub use search::{Extent, Hit, Missing, Results, View, search};
pub use snippet::{Snippet, snippet};
pub use suggest::corrected;
pub use syntax::{GRAMMAR, Mode, any_of, parse};
pub use tree::{Named, Node, Problem, Query, Scope, Spelling, Words};
pub use why::{Condition, Term, Why, why};
pub use word::{OTHER_FORM, Reach, Word};
