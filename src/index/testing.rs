//! Articles for the tests of the index.

use crate::corpus::{Article, Block, Role};
use crate::text::Span;

/// An article of one paragraph, without a title.
pub(crate) fn article(text: &str) -> Article {
    let paragraph = Block {
        role: Role::Paragraph,
        span: Span::whole(text),
        inlines: Box::default(),
    };
    Article {
        text: text.to_owned(),
        blocks: vec![paragraph],
        ..Article::default()
    }
}
