//! Floor 1: files become articles.
//!
//! In go paths, standard input or the embedded sample; out come [`Article`]s, in order,
//! and a [`Skipped`] for everything that could not be read. Nothing here knows words,
//! entities or screens.

pub mod article;
pub mod collection;
pub mod load;

pub use article::{Article, ArticleId, Block, Claim, Evidence, Inline, Origin, Role, Style, Title};
pub use collection::{Corpus, Skipped};
