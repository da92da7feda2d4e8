//! Header, line of query and filters, footer: drawn.

use super::paint::{Line, counted};
use super::theme::Theme;
use super::typed;
use crate::app::App;
use crate::app::footer::GAP;
use crate::app::keys;
use crate::app::page::grouped;
use crate::library::{Phase, Progress};
use crate::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the first line: name, collection, counts, progress, what was skipped.
pub(super) fn header(app: &App, theme: &Theme, buffer: &mut Buffer) {
    let skipped = match app.library.corpus.n_skipped() {
        0 => String::new(),
        n => format!("{} skipped (!)  ", grouped(n as u64)),
    };
    let help = "? help ";
    let counts = counts(app);
    let mut line = Line::new(buffer, app.layout.header, 0);
    line.put(" Dossier ", theme.accent);
    let right = safe::width(&skipped) + safe::width(help);
    let room = line.left().saturating_sub(right + 2);
    let name = safe::cut(
        &app.name,
        room.saturating_sub(safe::width(&counts) + 3).max(room / 3),
    );
    line.put(" ", theme.text)
        .put(&name, theme.title)
        .put("  ", theme.text);
    let room = line.left().saturating_sub(right + 1);
    line.put_cut(&counts, room, theme.dim);
    let gap = line.left().saturating_sub(right);
    line.skip(gap)
        .put(&skipped, theme.warning)
        .put(help, theme.dim);
}

/// What the collection holds, and how far reading it has come.
fn counts(app: &App) -> String {
    let library = &app.library;
    let articles = counted(library.corpus.len(), "article");
    let words = counted(
        usize::try_from(library.progress.words).unwrap_or(usize::MAX),
        "word",
    );
    match library.progress.phase {
        Phase::Reading => format!("reading · {articles}{}", pace(&library.progress)),
        Phase::Naming => {
            let percent = 100 * library.progress.named / library.corpus.len().max(1);
            format!("{articles} · {words} · naming entities {percent} %")
        }
        Phase::Ready => {
            let entities = counted(library.catalog.len(), "entity");
            format!("{articles} · {words} · {entities}")
        }
    }
}

/// Bytes, rate and time left of a collection being read.
fn pace(progress: &Progress) -> String {
    let mega = |bytes: u64| format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10);
    let bytes = progress.read.bytes;
    let milliseconds = u64::try_from(progress.elapsed.as_millis())
        .unwrap_or(u64::MAX)
        .max(1);
    let rate = (bytes.saturating_mul(1000) / milliseconds).max(1);
    match progress.read.total_bytes.filter(|total| *total >= bytes) {
        Some(total) => {
            let left = (total - bytes) / rate;
            format!(
                " · {} of {} MB · {} MB/s · {left} s left",
                mega(bytes),
                mega(total),
                mega(rate)
            )
        }
        None => format!(" · {} MB · {} MB/s", mega(bytes), mega(rate)),
    }
}

/// What stands before the query being typed.
const QUERY: &str = "search: ";

/// Draws the line of query and filters; tells where the cursor stands in the query.
pub(super) fn chips(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    if app.layout.chips.is_empty() {
        return None;
    }
    let mut line = Line::new(buffer, app.layout.chips, 0);
    line.put(" ", theme.text);
    let (mut room, said) = app.chip_room();
    let mut cursor = None;
    if app.typing.is_query() {
        let (query, y) = (&app.typing.query, app.layout.chips.y);
        let marks = app.problem_spans(query.text());
        let before = line.left();
        let inner = room.saturating_sub(safe::width(QUERY));
        cursor = Some(typed(&mut line, QUERY, query, &marks, inner, theme, y));
        room = room.saturating_sub(before - line.left());
    }
    for chip in app.chips(room) {
        let style = if chip.exclude {
            theme.chip_without
        } else {
            theme.chip
        };
        line.put_marked(&chip.text, &chip.marks, room, style, theme.problem)
            .put(" ", theme.text);
    }
    let style = if app.articles.listed.problems.is_empty() {
        theme.dim
    } else {
        theme.warning
    };
    line.put_right(&said, style);
    cursor
}

/// Draws the last line: a message, what can follow, or the keys that matter here.
pub(super) fn footer(app: &App, theme: &Theme, buffer: &mut Buffer) {
    let mut line = Line::new(buffer, app.layout.footer, 0);
    line.put(" ", theme.text);
    if let Some(message) = &app.message {
        line.put_cut(message, app.footer_room(), theme.text);
    } else if let Some(problem) = app.unsaid().filter(|_| app.pressed.is_empty()) {
        line.put_cut(&problem, app.footer_room(), theme.warning);
    } else if app.pressed.is_empty() {
        for key in app.footer_keys() {
            line.put(&key.label, theme.accent)
                .put(" ", theme.text)
                .put(key.short, theme.dim)
                .skip(GAP);
        }
    } else {
        let pressed: String = app.pressed.iter().map(ToString::to_string).collect();
        line.put(&pressed, theme.accent);
        for (key, help) in keys::following(app.context(), &app.pressed) {
            line.put(&format!("  {key}"), theme.accent)
                .put(" ", theme.text)
                .put(help, theme.dim);
        }
    }
    line.put_right(&app.place(), theme.dim);
}
