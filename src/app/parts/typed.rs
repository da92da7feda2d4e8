//! The line being typed.

use super::line::Line;
use super::prompt::Prompt;
use crate::app::canvas::Meaning;
use crate::text::{Span, safe};

/// Puts the line being typed in at most `room` columns behind its label, scrolled so that
/// the cursor is seen, and the cursor in it. `marks` is what could not be read of it.
pub fn typed(line: &mut Line<'_>, label: &str, prompt: &Prompt, marks: &[Span], room: usize) {
    line.put(label, Meaning::Accent);
    let room = room.min(line.left()).saturating_sub(1);
    let before = prompt.before_cursor();
    let mut skipped = safe::width(before).saturating_sub(room);
    let first = safe::glyphs(before).find(|glyph| {
        let skip = skipped > 0;
        skipped = skipped.saturating_sub(glyph.width);
        !skip
    });
    let start = first.map_or(before.len(), |glyph| glyph.offset);
    let end = prompt.text().len();
    let put = |line: &mut Line<'_>, from: usize, to: usize, room: usize| {
        let part = Span::new(from, to);
        let marks = marks.iter().filter_map(|mark| mark.common(part));
        let marks: Vec<Span> = marks
            .map(|mark| Span::new(mark.from() - from, mark.to() - from))
            .collect();
        let text = part.slice(prompt.text());
        line.put_marked(text, &marks, room, Meaning::Text, Meaning::Problem);
    };
    put(line, start, before.len(), room);
    line.cursor();
    let left = room.saturating_sub(safe::width(Span::new(start, before.len()).slice(before)));
    put(line, before.len(), end, left);
    line.put(" ", Meaning::Text);
}
