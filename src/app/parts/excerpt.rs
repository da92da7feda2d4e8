//! Pieces of an article's text on one line, made printable.

use crate::corpus::Article;
use crate::query::Snippet;
use crate::text::{Span, safe};

/// A piece of an article's text on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, made printable.
    pub text: String,
    /// Spans of the marked terms in it.
    pub marks: Vec<Span>,
}

/// A snippet without markup, that says whether its block goes on before and behind it.
#[must_use]
pub fn excerpt(snippet: &Snippet, article: &Article) -> Excerpt {
    let span = snippet.span;
    let block = article.blocks.iter().find(|block| block.span.covers(span));
    let Some(block) = block.filter(|_| !span.is_empty()) else {
        return Excerpt::default();
    };
    let visible: Vec<Span> = block.visible().collect();
    let shown = visible.iter().filter_map(|part| part.common(span));
    let mut excerpt = printable(shown, &snippet.marks, &article.text);
    if visible.first().is_some_and(|part| part.start < span.start) {
        let by = "…".len();
        excerpt.text.insert(0, '…');
        for mark in &mut excerpt.marks {
            *mark = mark.shifted(by);
        }
    }
    if visible.last().is_some_and(|part| part.end > span.end) {
        excerpt.text.push('…');
    }
    excerpt
}

/// Pieces of a text made printable, with the marks on them moved along.
#[must_use]
pub fn printable(parts: impl Iterator<Item = Span>, marks: &[Span], text: &str) -> Excerpt {
    let mut excerpt = Excerpt::default();
    for part in parts {
        let mut at = part.start;
        for mark in marks.iter().filter_map(|mark| mark.common(part)) {
            let before = Span {
                start: at,
                end: mark.start,
            };
            excerpt.text += &safe::clean(before.slice(text));
            let start = excerpt.text.len();
            excerpt.text += &safe::clean(mark.slice(text));
            excerpt.marks.push(Span::new(start, excerpt.text.len()));
            at = mark.end;
        }
        let rest = Span {
            start: at,
            end: part.end,
        };
        excerpt.text += &safe::clean(rest.slice(text));
    }
    excerpt
}
