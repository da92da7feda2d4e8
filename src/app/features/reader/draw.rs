//! The reader, drawn: its heading, visible rows of the page, the reading line.

use super::{Reader, text};
use crate::app::canvas::{Canvas, Meaning};
use crate::app::layer::Now;
use crate::app::parts::line::Line;
use crate::app::parts::page::{Page, View};
use crate::app::parts::typed::typed;
use crate::app::parts::{empty, heading};
use crate::app::screen::{Area, Pane};
use crate::text::Span;

/// Columns of the heading that are kept for what stands behind the line being typed, and that
/// the string looked for takes at most.
const BESIDE: usize = 24;

/// Draws the reader and its heading.
pub(super) fn draw(reader: &Reader, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
    draw_heading(reader, at, now, out);
    let text = text(at);
    let Some(page) = &reader.page else {
        let waiting = now.here.shown.is_some();
        let what = if waiting { "Opening …" } else { "" };
        return empty::said(what, "", text, out);
    };
    let mut view = View::new(page);
    view.found = reader.found();
    view.current = current(reader, page);
    let shown = page.rows.iter().enumerate().skip(reader.top);
    for (row, (at, shown)) in (0..text.height).zip(shown) {
        if at == reader.line {
            let gutter = Area {
                x: text.x.saturating_sub(2),
                width: 1,
                ..text
            };
            let (sign, look) = match now.screen.focus {
                Pane::Reader => ("▶", Meaning::Accent),
                _ => ("▷", Meaning::Rule),
            };
            Line::new(out, gutter, row).put(sign, look);
        }
        view.paint_row(shown, Line::new(out, text, row));
    }
}

/// The match or mention jumped to, if it is on the reading line.
fn current(reader: &Reader, page: &Page) -> Option<Span> {
    let line = reader.line_span();
    let found = reader.find.current;
    let found = found.and_then(|at| reader.matches().get(at)).copied();
    let mention = reader.mention.and_then(|at| page.mentions.get(at));
    [found, mention.map(|mention| mention.span)]
        .into_iter()
        .flatten()
        .find(|span| span.overlaps(line))
}

fn draw_heading(reader: &Reader, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
    let find = &reader.find;
    let count = match find.current {
        Some(at) => format!(" {}/{} ", at + 1, reader.found().len()),
        None => format!(" {} found ", reader.found().len()),
    };
    if reader.typing.is_some() {
        let mut line = heading("", now.screen.focus == Pane::Reader, at, out);
        let room = line.left().saturating_sub(BESIDE);
        typed(&mut line, "find in article: ", &reader.prompt, &[], room);
        if !find.needle.is_empty() {
            line.put(&count, Meaning::Dim);
        }
        return;
    }
    let mut line = heading("READER", now.screen.focus == Pane::Reader, at, out);
    if !find.needle.is_empty() {
        line.put(" find ", Meaning::Dim)
            .put_cut(&find.needle, BESIDE, Meaning::Text)
            .put(&count, Meaning::Dim);
    }
    if !reader.is_empty() {
        line.put_right(&format!("{} ", place(reader)), Meaning::Dim);
    }
}

/// Where the view is in the page, as editors write it.
fn place(reader: &Reader) -> String {
    let below = reader.len().saturating_sub(reader.height);
    match reader.top {
        _ if below == 0 => "all".to_owned(),
        0 => "top".to_owned(),
        top if top >= below => "end".to_owned(),
        top => format!("{} %", 100 * top / below),
    }
}
