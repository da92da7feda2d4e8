//! Floor 2: articles become an inverted index.
//!
//! In go batches of articles; out come immutable [`Segment`]s, each telling for a term
//! which of its articles hold it, how often in which field, and at which positions. An
//! [`Index`] is a list of segments with exact statistics over all of them. Nothing here
//! knows what a query looks like, what an entity is, or where an article came from.
//!
//! ```text
//! Article ── reading ──> terms with fields ── build ──> Segment ─┬─ lexicon    terms, sorted
//!                                         dictionary            ├─ stems      forms of one word
//!                                                               ├─ postings   article, counts, positions
//!                                                               └─ lengths    words per field, their classes; headings
//!                                                  merge: several Segments -> one
//! Index = [(first article, Segment)] + totals          bm25 = counts, lengths, totals -> score
//! ```
//!
//! What an article's term is, is decided in one place, [`reading`], which the marks of a
//! query use too, so that what is found is what is marked.

mod beginnings;
mod block;
pub mod bm25;
mod build;
mod collection;
pub mod counts;
mod dictionary;
mod families;
mod gallop;
mod headings;
mod impacts;
mod key;
mod lexicon;
mod merge;
mod postings;
pub mod reading;
mod segment;
mod signature;
mod stems;
mod varint;
mod writer;

pub use block::Block;
pub use bm25::Bm25;
pub use collection::{Index, Merge, Merged};
pub use impacts::{Impacts, Scale};
pub use lexicon::{Lexicon, TermId};
pub use postings::{Cursor, Places};
pub use reading::Field;
pub use segment::Segment;
pub use signature::Signature;
pub use stems::Memo;
