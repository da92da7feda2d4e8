//! Blocks of Markdown put together from the runs that are shown.
//!
//! In go leaves: a role, a range, and the runs of text in it; out come blocks in which
//! everything between the runs is hidden, and which together cover the whole text. What a
//! run means is not known here.

use crate::corpus::article::{Block, Inline, Role, Style};
use crate::text::Span;

/// A run of shown text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Its style, if it has one.
    pub(super) style: Option<Style>,
}

/// A block to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// What it is.
    pub(super) role: Role,
    /// First byte, marks included.
    pub(super) start: usize,
    /// One past the last byte, marks included.
    pub(super) end: usize,
    /// What is shown of it, in order.
    pub(super) runs: Vec<Run>,
}

impl Leaf {
    /// Adds a run behind the others.
    pub(super) fn add(&mut self, start: usize, end: usize, style: Option<Style>) {
        match self.runs.last_mut() {
            Some(last) if last.end == start && last.style == style => last.end = end,
            Some(last) if last.end > start => {}
            _ if start < end => self.runs.push(Run { start, end, style }),
            _ => {}
        }
    }
}

/// The blocks that `leaves` make; what lies between them, from byte `from` on, goes to a
/// neighbor on its line or becomes a block of its own.
pub(super) fn close(text: &str, from: usize, leaves: Vec<Leaf>) -> Vec<Block> {
    let mut whole: Vec<Leaf> = Vec::with_capacity(leaves.len());
    let mut at = from;
    for mut leaf in leaves {
        leaf.start = leaf.start.max(at);
        leaf.end = leaf.end.max(leaf.start);
        leaf.runs
            .retain(|run| run.start >= leaf.start && run.end <= leaf.end);
        between(text, at, &mut leaf.start, &mut whole);
        at = leaf.end;
        whole.push(leaf);
    }
    let mut end = text.len();
    between(text, at, &mut end, &mut whole);
    if end < text.len() {
        whole.push(own(text, end, text.len()));
    }
    whole.iter().filter_map(|leaf| block(text, leaf)).collect()
}

/// Deals out what stands between byte `at` and the next leaf's `start`.
fn between(text: &str, at: usize, start: &mut usize, whole: &mut Vec<Leaf>) {
    let gap = text.get(at..*start).unwrap_or_default();
    if gap.trim().is_empty() {
        return;
    }
    let mut from = at;
    for line in gap.split_inclusive('\n') {
        let to = from + line.len();
        let first = from == at
            && !text
                .get(..at)
                .is_some_and(|before| before.is_empty() || before.ends_with('\n'));
        let marks_only = line.chars().all(|c| c == '>' || c.is_whitespace());
        match whole.last_mut() {
            _ if line.trim().is_empty() => {}
            _ if !line.ends_with('\n') && to == *start => *start = from,
            Some(last) if first || (marks_only && last.role == Role::Quote) => last.end = to,
            Some(last) if last.end == from && last.runs.is_empty() => last.end = to,
            Some(last) if is_rule(line) && matches!(last.role, Role::Cell { .. }) => last.end = to,
            _ => whole.push(own(text, from, to)),
        }
        from = to;
    }
}

/// Whether a line parts the head of a table from its rows.
fn is_rule(line: &str) -> bool {
    line.contains('-')
        && line
            .chars()
            .all(|c| "|-:>".contains(c) || c.is_whitespace())
}

/// A block of what the parser gave no event for: definitions of links are not shown.
fn own(text: &str, start: usize, end: usize) -> Leaf {
    let line = text.get(start..end).unwrap_or_default().trim();
    let definition = line.starts_with('[') && line.contains("]:");
    let (role, runs) = if definition {
        (Role::FrontMatter, Vec::new())
    } else if line.chars().any(char::is_alphanumeric) {
        (
            Role::Paragraph,
            vec![Run {
                start,
                end,
                style: None,
            }],
        )
    } else {
        (
            Role::Furniture,
            vec![Run {
                start,
                end,
                style: None,
            }],
        )
    };
    Leaf {
        role,
        start,
        end,
        runs,
    }
}

fn block(text: &str, leaf: &Leaf) -> Option<Block> {
    let span = Span::new(leaf.start, leaf.end).trimmed(text);
    if span.is_empty() {
        return None;
    }
    let shown = leaf.runs.iter().any(|run| {
        !text
            .get(run.start..run.end)
            .unwrap_or_default()
            .trim()
            .is_empty()
    });
    let role = if shown { leaf.role } else { Role::FrontMatter };
    let inlines = if shown {
        inlines(text, span, leaf)
    } else {
        Vec::new()
    };
    Some(Block {
        role,
        span,
        inlines: inlines.into(),
    })
}

/// Styles of the runs, and what lies between them hidden.
fn inlines(text: &str, span: Span, leaf: &Leaf) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut at = span.from();
    for run in &leaf.runs {
        // The last line end of code is none of its text.
        let last = run.end == leaf.runs.last().map_or(0, |last| last.end);
        let shown = Span::new(run.start, run.end);
        let end = if last {
            shown.trimmed(text).to()
        } else {
            run.end
        };
        let run = Run { end, ..*run };
        let (start, end) = (run.start.max(at), run.end.min(span.to()));
        if start >= end {
            continue;
        }
        gap(text, span, at, start, leaf.role, &mut inlines);
        if let Some(style) = run.style {
            inlines.push(Inline {
                span: Span::new(start, end),
                style,
            });
        }
        at = end;
    }
    gap(text, span, at, span.to(), leaf.role, &mut inlines);
    inlines
}

/// Hides the marks between `from` and `to`, and the blanks that only set them off; the
/// marker of a list item is shown.
fn gap(text: &str, block: Span, from: usize, to: usize, role: Role, inlines: &mut Vec<Inline>) {
    let whole = Span::new(from, to);
    let marks = whole.trimmed(text);
    if marks.is_empty() {
        return;
    }
    let mut hidden = marks;
    let first = from == block.from();
    if first && matches!(role, Role::Bullet(_)) {
        let marker = marker_len(marks.slice(text));
        inlines.push(Inline {
            span: Span::new(marks.from(), marks.from() + marker),
            style: Style::Marker,
        });
        hidden = Span::new(marks.from() + marker, to).trimmed(text);
        if hidden.is_empty() {
            return;
        }
        hidden.end = whole.end;
    } else if !first && to == block.to() {
        hidden.start = whole.start;
    } else if first || role != Role::Code && starts_line(text, hidden.from()) {
        let behind = Span::new(hidden.to(), to).slice(text);
        let blanks = if role == Role::Code {
            behind.find('\n').map_or(0, |at| at + 1)
        } else {
            behind.len()
        };
        hidden = Span::new(hidden.from(), hidden.to() + blanks);
    }
    inlines.push(Inline {
        span: hidden,
        style: Style::Hidden,
    });
}

/// Length of the marker of a list item, a box to tick included: `-`, `12.`, `- [x]`.
fn marker_len(marks: &str) -> usize {
    let first = marks.find(char::is_whitespace).unwrap_or(marks.len());
    let behind = marks.get(first..).unwrap_or_default();
    let boxed = behind.trim_start();
    match boxed.strip_prefix('[').and_then(|boxed| boxed.find(']')) {
        Some(end) => first + (behind.len() - boxed.len()) + end + 2,
        None => first,
    }
}

fn starts_line(text: &str, at: usize) -> bool {
    text.get(..at)
        .is_some_and(|before| before.trim_end_matches([' ', '\t']).ends_with('\n'))
}
