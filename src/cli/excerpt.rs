//! A snippet as one printable line.
//!
//! In goes a span of an article with the places to mark in it; out comes a line without
//! markup, with single blanks and an ellipsis where it is cut off, and the places in it.

use crate::corpus::{Article, Block, Style};
use crate::query::Snippet;
use crate::text::{Span, safe};

/// A printable line and the places to mark in it, as bytes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The line.
    pub(super) text: String,
    /// Sorted, not overlapping, none of them empty.
    pub(super) marks: Vec<Span>,
}

/// The line of a snippet.
pub(super) fn excerpt(article: &Article, snippet: &Snippet) -> Excerpt {
    let block = article
        .blocks
        .iter()
        .find(|block| block.span.covers(snippet.span));
    let hidden = block.map(hidden).unwrap_or_default();
    let shown = |start: u32, end: u32| {
        let parts = shown(&hidden, Span { start, end });
        parts.into_iter().map(|part| part.slice(&article.text))
    };
    let goes_on =
        |start: u32, end: u32| shown(start, end).any(|part| !part.trim_start().is_empty());
    let bounds = block.map_or(snippet.span, |block| block.span);
    let mut line = Line::default();
    if goes_on(bounds.start, snippet.span.start) {
        line.done.text.push('…');
    }
    let mut at = snippet.span.start;
    for mark in &snippet.marks {
        line.put(shown(at, mark.start));
        line.put_marked(shown(mark.start, mark.end));
        at = mark.end;
    }
    line.put(shown(at, snippet.span.end));
    if goes_on(snippet.span.end, bounds.end) {
        line.done.text.push('…');
    }
    line.done
}

/// The hidden parts of a block.
fn hidden(block: &Block) -> Vec<Span> {
    let inlines = block.inlines.iter();
    inlines
        .filter(|inline| inline.style == Style::Hidden)
        .map(|inline| inline.span)
        .collect()
}

/// The parts of a span that are not hidden.
fn shown(hidden: &[Span], span: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut at = span.start;
    for hidden in hidden.iter().filter(|hidden| hidden.overlaps(span)) {
        parts.push(Span {
            start: at,
            end: hidden.start.max(at),
        });
        at = hidden.end.min(span.end);
    }
    parts.push(Span {
        start: at,
        end: span.end.max(at),
    });
    parts
}

/// A line being made: blanks wait until something stands behind them.
#[derive(Default)]
struct Line {
    done: Excerpt,
    blank: bool,
}

impl Line {
    fn put<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        let glyphs = parts.into_iter().flat_map(safe::glyphs);
        for symbol in glyphs.map(|glyph| glyph.symbol) {
            if symbol.trim().is_empty() {
                self.blank |= !symbol.is_empty();
                continue;
            }
            let begun = !matches!(self.done.text.as_str(), "" | "…");
            if std::mem::take(&mut self.blank) && begun {
                self.done.text.push(' ');
            }
            self.done.text += symbol;
        }
    }

    fn put_marked<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        let before = self.done.text.len();
        self.put(parts);
        let added = self.done.text.get(before..).unwrap_or_default();
        let start = before + (added.len() - added.trim_start().len());
        if start < self.done.text.len() {
            self.done.marks.push(Span::new(start, self.done.text.len()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::excerpt;
    use crate::corpus::{Article, Block, Card, Inline, Role, Style, Title};
    use crate::query::Snippet;
    use crate::text::Span;

    fn span(text: &str, part: &str) -> Span {
        let at = text.find(part).unwrap();
        Span::new(at, at + part.len())
    }

    fn check(text: &str, shown: &str, hidden: &[&str], marked: &[&str], expected: &str) {
        let inline = |part: &&str| Inline {
            span: span(text, part),
            style: Style::Hidden,
        };
        let article = Article {
            card: Card {
                name: "a".into(),
                title: Title {
                    text: "a".into(),
                    derived: true,
                },
                ..Card::default()
            },
            text: text.to_owned(),
            blocks: vec![Block {
                role: Role::Paragraph,
                span: Span::whole(text),
                inlines: hidden.iter().map(inline).collect(),
            }],
            ..Article::default()
        };
        let snippet = Snippet {
            span: span(text, shown),
            marks: marked.iter().map(|part| span(text, part)).collect(),
        };
        let found = excerpt(&article, &snippet);
        let mut with_marks = found.text.clone();
        for mark in found.marks.iter().rev() {
            with_marks.insert(mark.to(), '>');
            with_marks.insert(mark.from(), '<');
        }
        assert_eq!(with_marks, expected);
    }

    #[test]
    fn marks_move_with_the_text() {
        check(
            "oil  prices\r\n  rose",
            "oil  prices\r\n  rose",
            &[],
            &["prices", "rose"],
            "oil <prices> <rose>",
        );
        check("a\x1bb\tc", "a\x1bb\tc", &[], &["c"], "a␛b <c>");
        check(
            "oil\u{202e} prices",
            "oil\u{202e} prices",
            &[],
            &["prices"],
            "oil <prices>",
        );
    }

    #[test]
    fn cuts_are_shown() {
        check("one two three", "two", &[], &["two"], "…<two>…");
        check("one two three", "two three", &[], &[], "…two three");
        check("one two three ", "one", &[], &["one"], "<one>…");
    }

    #[test]
    fn markup_is_left_out() {
        let text = "see [the deal](https://example.org) now";
        check(
            text,
            text,
            &["[", "](https://example.org)"],
            &["deal", "now"],
            "see the <deal> <now>",
        );
        let text = "**bold** word";
        check(text, "bold** word", &["**", "** "], &["bold"], "<bold>word");
    }
}
