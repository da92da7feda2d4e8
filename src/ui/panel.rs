//! Help, skipped files and menus, drawn.

use super::paint::{Line, counted, tint};
use super::theme::Theme;
use super::{boxed, why};
use crate::app::App;
use crate::app::articles::ORDERS;
use crate::app::correcting::Away;
use crate::app::page::grouped;
use crate::app::panel::{HELP_COLUMNS, HelpRow, Kind, Panel, help};
use crate::app::sidebar::VIEWS;
use crate::entities;
use crate::query::{census, dossier};
use crate::text::safe;
use ratatui::buffer::Buffer;

/// Draws a panel over the panes.
pub(super) fn paint(app: &App, panel: &Panel, theme: &Theme, buffer: &mut Buffer) {
    match panel.kind {
        Kind::Help => paint_help(app, panel, theme, buffer),
        Kind::Why => why::paint(app, panel, theme, buffer),
        Kind::Skipped => paint_skipped(app, panel, theme, buffer),
        Kind::Orders => {
            let names: Vec<&str> = ORDERS.iter().map(|(_, name)| *name).collect();
            paint_menu(app, panel, "Order of the articles", &names, theme, buffer);
        }
        Kind::Lines => {
            let names: Vec<&str> = dossier::Order::ALL.iter().map(|(_, name)| *name).collect();
            paint_menu(app, panel, "Order of the mentions", &names, theme, buffer);
        }
        Kind::Rows => {
            let names: Vec<&str> = census::Order::ALL.iter().map(|(_, name)| *name).collect();
            paint_menu(app, panel, "Order of the entities", &names, theme, buffer);
        }
        Kind::Views => {
            let names: Vec<&str> = VIEWS.iter().map(|(_, _, name)| *name).collect();
            paint_menu(app, panel, "Entities to show", &names, theme, buffer);
        }
        Kind::Forms => {
            let rows: Vec<String> = app.correcting.forms.iter().map(spelling).collect();
            let names: Vec<&str> = rows.iter().map(String::as_str).collect();
            let title = format!("Which spelling is not {}", about(app));
            paint_menu(app, panel, &title, &names, theme, buffer);
        }
        Kind::Kinds => {
            let names = entities::Kind::ALL.map(entities::Kind::name);
            let title = format!("What {} is", about(app));
            paint_menu(app, panel, &title, &names, theme, buffer);
        }
        Kind::Suggestions => paint_suggestions(app, panel, theme, buffer),
    }
}

fn paint_help(app: &App, panel: &Panel, theme: &Theme, buffer: &mut Buffer) {
    let frame = app.layout.panel(HELP_COLUMNS, u16::MAX);
    let area = boxed(frame, "Keys", "j k scroll · Esc closes", theme, buffer);
    let rows = help(usize::from(area.width));
    for (row, shown) in (0..area.height).zip(rows.iter().skip(panel.selection.offset)) {
        let mut line = Line::new(buffer, area, row);
        match shown {
            HelpRow::Blank => {}
            HelpRow::Heading(heading) => {
                line.put(heading, theme.heading);
            }
            HelpRow::Entry(keys, help) => {
                line.put("  ", theme.text).put(keys, theme.strong);
                line.put("  ", theme.text)
                    .put_cut(help, usize::MAX, theme.text);
            }
        }
    }
}

fn paint_skipped(app: &App, panel: &Panel, theme: &Theme, buffer: &mut Buffer) {
    let count = app.library.corpus.n_skipped();
    let rows = u16::try_from(count).unwrap_or(u16::MAX);
    let frame = app.layout.panel(104, rows);
    let area = boxed(
        frame,
        &format!("{} not read", counted(count, "file")),
        "Esc closes",
        theme,
        buffer,
    );
    let shown = app
        .library
        .corpus
        .skipped()
        .enumerate()
        .skip(panel.selection.offset);
    for (row, (at, skipped)) in (0..area.height).zip(shown) {
        if at == panel.selection.selected {
            tint(buffer, area, row, theme.selected);
        }
        let mut line = Line::new(buffer, area, row);
        let reason = safe::width(&skipped.reason);
        let room = line.left().saturating_sub(reason + 2).max(line.left() / 3);
        // The name of a file tells more than its folders.
        line.put(&safe::cut_start(&skipped.path, room), theme.text)
            .put("  ", theme.text);
        line.put_cut(&skipped.reason, usize::MAX, theme.warning);
    }
}

/// What a list is about.
fn about(app: &App) -> String {
    let about = app.correcting.about.as_ref();
    safe::cut(about.map_or("", |about| about.name.as_str()), 40)
}

/// A spelling that can be split off, and where.
fn spelling(away: &Away) -> String {
    let place = match away.path {
        Some(_) => "in this article only",
        None => "everywhere",
    };
    format!(
        "{} · {place}, {}",
        away.form,
        counted(away.count as usize, "mention")
    )
}

fn paint_suggestions(app: &App, panel: &Panel, theme: &Theme, buffer: &mut Buffer) {
    let found = &app.correcting.suggestions;
    let rows = u16::try_from(found.len()).unwrap_or(u16::MAX);
    let title = format!("{} of names that may be one", counted(found.len(), "pair"));
    let frame = app.layout.panel(96, rows);
    let area = boxed(
        frame,
        &title,
        "Enter merges · x keeps apart · Esc closes",
        theme,
        buffer,
    );
    let shown = found.iter().enumerate().skip(panel.selection.offset);
    for (row, (at, pair)) in (0..area.height).zip(shown) {
        let selected = at == panel.selection.selected;
        if selected {
            tint(buffer, area, row, theme.selected);
        }
        let [few, many] = pair.articles;
        let why = if pair.from.kind == pair.into.kind {
            pair.reason.to_string()
        } else {
            format!("{} or {}", pair.from.kind, pair.into.kind)
        };
        let (few, many) = (grouped(few as u64), grouped(many as u64));
        let detail = format!("{why} · {few} + {many} articles");
        let mut line = Line::new(buffer, area, row);
        line.put(if selected { "▌ " } else { "  " }, theme.accent);
        let room = line.left().saturating_sub(safe::width(&detail) + 2);
        let half = (room / 2).max(8);
        line.put_cut(&pair.from.name, half, theme.kind(pair.from.kind))
            .put(" → ", theme.dim);
        let left = line.left().saturating_sub(safe::width(&detail) + 2);
        line.put_cut(&pair.into.name, left, theme.kind(pair.into.kind));
        line.put_right(&detail, theme.dim);
    }
}

fn paint_menu(
    app: &App,
    panel: &Panel,
    title: &str,
    names: &[&str],
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let widest = names
        .iter()
        .map(|name| safe::width(name))
        .max()
        .unwrap_or(0)
        .max(safe::width(title));
    let columns = u16::try_from(widest + 4).unwrap_or(u16::MAX);
    let rows = u16::try_from(names.len()).unwrap_or(u16::MAX);
    let area = boxed(
        app.layout.panel(columns, rows),
        title,
        "Enter chooses",
        theme,
        buffer,
    );
    for (row, (at, name)) in
        (0..area.height).zip(names.iter().enumerate().skip(panel.selection.offset))
    {
        let selected = at == panel.selection.selected;
        if selected {
            tint(buffer, area, row, theme.selected);
        }
        let mut line = Line::new(buffer, area, row);
        line.put(if selected { "▌ " } else { "  " }, theme.accent)
            .put_cut(name, usize::MAX, theme.text);
    }
}
