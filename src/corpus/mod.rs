//! Floor 1: files become articles.
//!
//! In go paths, standard input or the embedded sample; out come [`Article`]s, in order,
//! and a [`Skipped`] for everything that could not be read. Nothing here knows words,
//! entities or screens.

pub mod article;
pub mod files;
pub mod formats;
pub mod invariant;
pub mod metadata;
pub mod sample;
pub mod store;
pub mod structure;

pub use article::{
    Article, ArticleId, Block, Card, Claim, Evidence, FormatId, Inline, Link, Origin, Role, Shift,
    Skipped, Style, Title,
};
pub use files::load::{Batch, Input, Progress, Total, load};
pub use store::collection::Corpus;
pub use store::packer::Packer;
pub use store::volume::{Unpacker, Volume};
