//! Pages for tests.

use crate::app::parts::page::{Named, Page};
use crate::corpus::formats::assemble::article;
use crate::corpus::formats::markdown;
use crate::corpus::{ArticleId, Origin};
use crate::entities::Kind;
use crate::library::Library;
use crate::text::Span;
use std::sync::Arc;

/// A page of a Markdown text.
pub(super) fn page(text: &str, columns: usize, names: Vec<Named>) -> Page {
    let raw = markdown::raw(text.to_owned(), Origin::default());
    let library = Arc::new(Library::default());
    let article = article(raw);
    Page::new(library, ArticleId(0), article, columns, Vec::new(), names)
}

/// An entity with these mentions.
pub(super) fn named(name: &str, kind: Kind, mentions: &[Span]) -> Named {
    Named {
        name: name.to_owned(),
        kind,
        forms: Vec::new(),
        elsewhere: Vec::new(),
        mentions: mentions.to_vec(),
        date: None,
        assumed: false,
    }
}
