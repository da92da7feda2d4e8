//! Floor 1: files become articles.
//!
//! In go paths, standard input or the embedded sample; out come [`Article`]s, in order,
//! and a [`Skipped`] for everything that could not be read. Nothing here knows words,
//! entities or screens.

pub mod article;
pub mod bylines;
pub mod collection;
pub mod datelines;
pub mod dates;
pub mod decode;
pub mod field_names;
pub mod fields;
pub mod files;
pub mod formats;
pub mod front_matter;
pub mod furniture;
pub mod head;
pub mod headings;
pub mod invariant;
pub mod lines;
pub mod load;
pub mod markers;
pub mod open;
pub mod packer;
pub mod parse;
mod queue;
mod reader;
pub mod sample;
pub mod sources;
mod stream;
pub mod titles;
pub mod volume;
pub mod walk;
pub mod watch;
pub mod words;

pub use article::{
    Article, ArticleId, Block, Card, Claim, Evidence, Inline, Origin, Role, Style, Title,
};
pub use collection::{Corpus, Skipped};
pub use load::{Batch, Input, Progress, Total, load};
pub use packer::Packer;
pub use volume::{Unpacker, Volume};
