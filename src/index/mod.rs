//! Floor 2: articles become an inverted index.
//!
//! In go batches of articles; out come immutable [`Segment`]s, each telling for a term
//! which of its articles hold it, how often in which field, and at which positions. An
//! [`Index`] is a list of segments with exact statistics over all of them. Nothing here
//! knows what a query looks like, what an entity is, or where an article came from.
//!
//! ```text
//! Article ── analysis ──> terms with fields ── segment::build ──> Segment ─┬─ lexicon   terms, sorted;
//!                                                                          │            forms of one word
//!                                                                          ├─ postings  article, counts, positions
//!                                                                          └─ lengths   words a field; headings
//!                                    segment::merge: several Segments -> one
//! Index = [(first article, Segment)] + totals          scoring = counts, lengths, totals -> score
//! ```
//!
//! What an article's term is, is decided in one place, [`analysis`], which the highlights of a
//! query use too, so that what is found is what is marked.

pub mod analysis;
mod collection;
mod lexicon;
pub mod postings;
pub mod scoring;
mod segment;
#[cfg(test)]
mod testing;

pub use analysis::Field;
pub use collection::{Index, Merge, Merged};
pub use lexicon::signature::Signature;
pub use lexicon::stems::Memo;
pub use lexicon::{Lexicon, TermId};
pub use postings::block::Block;
pub use postings::{Cursor, Places};
pub use scoring::bm25::Bm25;
pub use scoring::impacts::{Impacts, Scale};
pub use segment::Segment;
