//! The marks of plain text in Markdown: `TL;DR:`, `Q:`, lead-ins, page furniture.
//!
//! In goes a block of Markdown; its role and inlines are set right by what is shown of it,
//! so that `**TL;DR:** text` is a summary as well.

use crate::corpus::article::{Block, Inline, Role, Style};
use crate::corpus::structure::furniture::is_furniture;
use crate::corpus::structure::markers;
use crate::text::Span;

/// Bytes of the shown text in which marks are looked for.
const WINDOW: usize = 256;

/// Sets role and inlines of `block`.
pub(super) fn mark(text: &str, block: &mut Block) {
    if !matches!(block.role, Role::Paragraph | Role::Bullet(_)) {
        return;
    }
    let skip = block
        .inlines
        .first()
        .filter(|inline| inline.style == Style::Marker)
        .map_or(block.span.start, |marker| marker.span.end);
    let shown = shown(text, block, skip);
    let line = shown.trim_start();
    let blanks = shown.len() - line.len();
    let question = markers::question(line);
    let (role, style, len) = if let Some((role, len)) = question {
        (role, Style::Marker, len)
    } else if let Some(len) = markers::summary(line) {
        (Role::Summary, Style::Lead, len)
    } else if block.role == Role::Paragraph
        && block.span.len() < WINDOW
        && is_furniture(line.trim_end())
    {
        block.role = Role::Furniture;
        return;
    } else if block.role == Role::Paragraph
        && markers::bullet(line).is_some()
        && line.starts_with('•')
    {
        (Role::Bullet(0), Style::Marker, '•'.len_utf8())
    } else if let Some(len) =
        markers::lead(line, if block.role == Role::Paragraph { 8 } else { 12 })
    {
        (block.role, Style::Lead, len)
    } else {
        return;
    };
    let styled = || {
        block
            .inlines
            .iter()
            .any(|inline| !matches!(inline.style, Style::Hidden | Style::Marker))
    };
    // A bold lead-in of a paragraph is marked as its author wished.
    if role == Role::Paragraph && styled() {
        return;
    }
    block.role = role;
    restyle(block, skip, [blanks, len], style);
}

/// The first bytes that are shown from byte `from` on.
fn shown(text: &str, block: &Block, from: u32) -> String {
    let mut shown = String::new();
    for span in block.visible().filter(|span| span.end > from) {
        let slice = Span {
            start: span.start.max(from),
            ..span
        }
        .slice(text);
        shown.push_str(
            slice
                .get(..slice.floor_char_boundary(WINDOW))
                .unwrap_or_default(),
        );
        if shown.len() >= WINDOW {
            break;
        }
    }
    shown
}

/// Gives the first shown bytes from `from` on, behind some blanks, one style in place of
/// theirs.
fn restyle(block: &mut Block, from: u32, [blanks, len]: [usize; 2], style: Style) {
    let narrow = |n| u32::try_from(n).unwrap_or(u32::MAX);
    let (mut blanks, mut left) = (narrow(blanks), narrow(len));
    let mut styled = Vec::new();
    for span in block.visible().filter(|span| span.end > from) {
        let start = span.start.max(from);
        let passed = blanks.min(span.end - start);
        blanks -= passed;
        let start = start + passed;
        let end = span.end.min(start.saturating_add(left));
        if start < end {
            styled.push(Inline {
                span: Span { start, end },
                style,
            });
            left -= end - start;
        }
    }
    let end = styled.last().map_or(from, |inline| inline.span.end);
    let others = block.inlines.iter().filter_map(|inline| {
        let kept = inline.style == Style::Hidden || inline.span.end <= from;
        let start = if kept {
            inline.span.start
        } else {
            inline.span.start.max(end)
        };
        (start < inline.span.end).then_some(Inline {
            span: Span {
                start,
                ..inline.span
            },
            style: inline.style,
        })
    });
    let mut inlines: Vec<Inline> = others.chain(styled).collect();
    inlines.sort_by_key(|inline| inline.span);
    block.inlines = inlines.into();
}
