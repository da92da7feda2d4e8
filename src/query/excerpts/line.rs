//! A line cut from a block around a place in it.
//!
//! In goes a block of an article and a place or a beginning; out comes the span that fits
//! on a line of some columns once hidden markup is left out and the rest made printable.

use crate::corpus::{Article, Block, Style};
use crate::text::Span;
use crate::text::safe::{glyphs, width};
use crate::text::wrap::first_row;

/// The line of a block that shows `core`, with what stands around it.
pub(super) fn line(article: &Article, block: &Block, core: Span, columns: usize) -> Span {
    let text = &article.text;
    let rest = clip(text, core.from(), core.from() + reach(columns), block.span);
    let shown = |bounds: Span| shown_width(text, block, bounds);
    let (core_width, rest_width) = (shown(core), shown(rest));
    let spare =
        (columns.saturating_sub(core_width) / 3).max(columns.saturating_sub(rest_width + 1));
    let first = core.from().saturating_sub(reach(spare));
    let before = clip(text, first, core.from(), block.span);
    let start = start_before(text, block, before, spare.saturating_sub(1));
    row(text, block, start, columns)
}

/// Bytes in which so many columns are looked for, with some hidden markup among them.
fn reach(columns: usize) -> usize {
    4 * columns + 64
}

/// How far before the end of `before` a line can begin: at most `columns` earlier, at the
/// start of a word.
fn start_before(text: &str, block: &Block, before: Span, columns: usize) -> usize {
    let mut shown = Vec::new();
    for part in shown_in(block, before) {
        shown.extend(
            glyphs(part.slice(text)).map(|glyph| (part.from() + glyph.offset, glyph.width)),
        );
    }
    let (mut start, mut used) = (before.to(), 0);
    for (at, glyph_width) in shown.into_iter().rev() {
        used += glyph_width;
        if used > columns {
            break;
        }
        let blank_before = text
            .get(..at)
            .is_some_and(|head| head.ends_with(char::is_whitespace));
        let blank = text
            .get(at..)
            .is_some_and(|rest| rest.starts_with(char::is_whitespace));
        if !blank && (blank_before || at == block.span.from()) {
            start = at;
        }
    }
    start
}

/// As much of the block from `start` on as fits on a line.
pub(super) fn row(text: &str, block: &Block, start: usize, columns: usize) -> Span {
    let room = columns.saturating_sub(usize::from(start > block.span.from()));
    let rest = clip(text, start, start + 8 * columns + 256, block.span);
    let hidden = hidden_in(block, rest);
    let cut = |columns: usize| {
        let row = first_row(rest.slice(text), &hidden, columns);
        row.map_or(rest, |row| row.shifted(rest.from()).trimmed(text))
    };
    let whole = cut(room);
    if whole.end == block.span.end {
        whole
    } else {
        cut(room.saturating_sub(1))
    }
}

/// `from..to`, kept inside `bounds` and moved to character boundaries.
fn clip(text: &str, from: usize, to: usize, bounds: Span) -> Span {
    let start = text.ceil_char_boundary(from.max(bounds.from()));
    Span::new(start, text.floor_char_boundary(to.min(bounds.to())))
}

/// The shown parts of a block inside `bounds`.
fn shown_in(block: &Block, bounds: Span) -> impl Iterator<Item = Span> {
    let cut = move |part: Span| Span {
        start: part.start.max(bounds.start),
        end: part.end.min(bounds.end),
    };
    block.visible().map(cut).filter(|part| !part.is_empty())
}

fn shown_width(text: &str, block: &Block, bounds: Span) -> usize {
    shown_in(block, bounds)
        .map(|part| width(part.slice(text)))
        .sum()
}

/// The hidden parts of a block inside `bounds`, counted from its start.
fn hidden_in(block: &Block, bounds: Span) -> Vec<Span> {
    let hidden = block
        .inlines
        .iter()
        .filter(|inline| inline.style == Style::Hidden);
    let inside = hidden
        .map(|inline| inline.span)
        .filter(|span| span.overlaps(bounds));
    inside
        .map(|span| Span {
            start: span.start.max(bounds.start) - bounds.start,
            end: span.end.min(bounds.end) - bounds.start,
        })
        .collect()
}
