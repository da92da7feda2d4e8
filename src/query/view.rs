//! What is searched.

use crate::corpus::Corpus;
use crate::entities::Catalog;
use crate::index::Index;

/// What is searched: the three parts of one snapshot.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The articles.
    pub corpus: &'a Corpus,
    /// Their words; may lag behind the articles.
    pub index: &'a Index,
    /// Their entities; may lag behind the articles.
    pub catalog: &'a Catalog,
}
