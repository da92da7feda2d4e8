//! Header, line of query and filters, footer: drawn.

use super::paint::{Line, counted};
use super::theme::Theme;
use super::typed;
use crate::app::App;
use crate::app::command::Command;
use crate::app::keys;
use crate::app::layout::Pane;
use crate::app::page::grouped;
use crate::app::panel::Kind;
use crate::app::sheet::Sheet;
use crate::app::typing::Bar;
use crate::library::{Phase, Progress};
use crate::query::Filter;
use crate::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

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
    let room = line.left().saturating_sub(right);
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

/// Draws the line of query and filters; tells where the cursor stands in the query.
pub(super) fn chips(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    if app.layout.chips.is_empty() {
        return None;
    }
    let mut line = Line::new(buffer, app.layout.chips, 0);
    line.put(" ", theme.text);
    let chips = chip_texts(app, theme);
    let wanted: usize = chips.iter().map(|(chip, _)| safe::width(chip) + 1).sum();
    let half = line.left() / 2;
    let wanted = if app.typing.is_query() {
        half
    } else {
        wanted.min(half)
    };
    let said = said(app, line.left() - wanted);
    let mut room = line.left().saturating_sub(safe::width(&said) + 1);
    let mut cursor = None;
    if app.typing.is_query() {
        let (query, y) = (&app.typing.query, app.layout.chips.y);
        let before = line.left();
        cursor = Some(typed(&mut line, "search: ", query, room, theme, y));
        room = room.saturating_sub(before - line.left());
    }
    for (chip, style) in chips {
        let before = line.left();
        if room < 3 {
            break;
        }
        line.put_cut(&chip, room, style).put(" ", theme.text);
        room = room.saturating_sub(before - line.left());
    }
    let style = if app.articles.listed.problems.is_empty() {
        theme.dim
    } else {
        theme.warning
    };
    line.put_right(&said, style);
    cursor
}

/// The query, unless it is being typed, and the filters.
fn chip_texts(app: &App, theme: &Theme) -> Vec<(String, Style)> {
    let question = &app.articles.question;
    let query = question.text.trim();
    let query =
        (!query.is_empty() && !app.typing.is_query()).then(|| (format!(" {query} × "), theme.chip));
    let filter = |(at, filter): (usize, &Filter)| {
        let (sign, style) = if filter.exclude {
            ("−", theme.chip_without)
        } else {
            ("", theme.chip)
        };
        let (kind, name, hides) = (filter.kind.name(), &filter.name, hides(app, at));
        (format!(" {sign}{kind}: {name}{hides} × "), style)
    };
    query
        .into_iter()
        .chain(question.filters.iter().enumerate().map(filter))
        .collect()
}

/// What the query and the filters do to the list: in as many words as fit in `columns`, in
/// figures where there is no room for any.
fn said(app: &App, columns: usize) -> String {
    let listed = &app.articles.listed;
    let shown = listed.ids.len();
    let all = grouped(app.library.corpus.len() as u64);
    let hidden = listed.before_filters.saturating_sub(shown);
    let shown = grouped(shown as u64);
    let blamed = match hidden {
        0 => String::new(),
        _ => format!(", {} hidden by filters", grouped(hidden as u64)),
    };
    let forms = [
        format!("{shown} of {all} shown{blamed}, Esc lifts "),
        format!("{shown} of {all} shown, Esc lifts "),
        format!("{shown} of {all} shown "),
        format!("{shown} of {all} "),
    ];
    let fitting = |room: usize| forms.iter().find(|form| safe::width(form) <= room);
    let last = || forms[3].clone();
    let Some(problem) = listed.problems.first() else {
        return fitting(columns).cloned().unwrap_or_else(last);
    };
    // What the query could not do comes first; the numbers stand behind it where there is room.
    let message = safe::clean(&problem.message);
    let room = columns.saturating_sub(safe::width(&message) + 3);
    match fitting(room) {
        Some(form) => format!("{message} · {form}"),
        None => safe::cut(&message, columns.saturating_sub(1)) + " ",
    }
}

/// How many articles a filter alone hides, for its chip.
fn hides(app: &App, at: usize) -> String {
    let listed = &app.articles.listed;
    let current = listed.question.filters == app.articles.question.filters;
    match listed.hidden_by.get(at) {
        Some(hidden) if current && *hidden > 0 => format!(" hides {}", grouped(*hidden as u64)),
        _ => String::new(),
    }
}

/// Draws the last line: a message, what can follow, or the keys that matter here.
pub(super) fn footer(app: &App, theme: &Theme, buffer: &mut Buffer) {
    let place = place(app);
    let mut line = Line::new(buffer, app.layout.footer, 0);
    line.put(" ", theme.text);
    let room = line.left().saturating_sub(safe::width(&place) + 1);
    if let Some(message) = &app.message {
        line.put_cut(message, room, theme.text);
    } else if app.pressed.is_empty() {
        put_keys(app, &mut line, room, theme);
    } else {
        let pressed: String = app.pressed.iter().map(ToString::to_string).collect();
        line.put(&pressed, theme.accent);
        for (key, help) in keys::following(app.context(), &app.pressed) {
            line.put(&format!("  {key}"), theme.accent)
                .put(" ", theme.text)
                .put(help, theme.dim);
        }
    }
    line.put_right(&place, theme.dim);
}

/// The keys that matter in the finder, in another typed line, in a text to read, in a menu.
const FINDER: &[(&str, &str)] = &[
    ("Enter", "go there"),
    ("Esc", "close"),
    ("↑↓", "choose"),
    ("Ctrl-u", "clear"),
];
const TYPING: &[(&str, &str)] = &[
    ("Enter", "keep"),
    ("Esc", "cancel"),
    ("↑↓", "history"),
    ("Ctrl-u", "clear"),
];
const READING: &[(&str, &str)] = &[
    ("j k", "scroll"),
    ("Ctrl-d Ctrl-u", "half a page"),
    ("Esc", "close"),
];
const MENU: &[(&str, &str)] = &[("j k", "choose"), ("Enter", "take"), ("Esc", "close")];

/// Puts the keys that matter here, as many as fit.
fn put_keys(app: &App, line: &mut Line<'_>, mut room: usize, theme: &Theme) {
    let fixed = match (app.typing.bar, app.panel.map(|panel| panel.kind)) {
        (Some(Bar::Finder), _) => FINDER,
        (Some(_), _) => TYPING,
        (None, Some(Kind::Help | Kind::Skipped)) => READING,
        (None, Some(Kind::Orders | Kind::Views | Kind::Lines | Kind::Rows)) => MENU,
        (None, None) => &[],
    };
    let fixed = fixed
        .iter()
        .map(|(keys, short)| ((*keys).to_owned(), *short));
    let in_panes = fixed.len() == 0;
    let bound =
        keys::bindings(app.context()).filter(|binding| in_panes && !binding.short.is_empty());
    let bound = bound.filter_map(|binding| {
        let first = binding.keys.first()?;
        let short = match binding.command {
            Command::Close | Command::Zen if app.zen => "all panes",
            _ => binding.short,
        };
        Some((
            first.iter().map(ToString::to_string).collect::<String>(),
            short,
        ))
    });
    let bound = fixed.chain(bound);
    for (key, short) in bound {
        let width = safe::width(&key) + safe::width(short) + 3;
        if width > room {
            break;
        }
        room -= width;
        line.put(&key, theme.accent)
            .put(" ", theme.text)
            .put(short, theme.dim)
            .put("  ", theme.text);
    }
}

/// Which pane is focused, or which page stands in place of the panes.
fn place(app: &App) -> String {
    let mouse = if app.mouse { "" } else { "mouse off (M) · " };
    let sheet = match app.sheets.top() {
        Some(Sheet::Dossier(_)) => "dossier",
        Some(Sheet::Roster(_)) => "entities",
        None => "",
    };
    if !sheet.is_empty() {
        return format!("{mouse}{sheet} {} ", app.sheets.depth());
    }
    let (name, number) = match app.focus {
        Pane::Articles => ("articles", 1),
        Pane::Reader => ("reader", 2),
        Pane::Entities => ("entities", 3),
    };
    format!("{mouse}{name} {number}/3 ")
}
