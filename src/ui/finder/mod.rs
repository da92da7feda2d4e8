//! The finder, drawn: the line, the sections of rows, and what the selected row leads to.

mod preview;

use super::paint::{Line, tint};
use super::theme::Theme;
use super::{boxed, typed};
use crate::app::App;
use crate::app::finder::Finder;
use crate::app::finder::matching::{Found, MatchRow, Target};
use crate::app::finder::scope::Section;
use crate::app::layout::Area;
use crate::app::page::grouped;
use crate::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// The prefixes, as the edge of the box tells them; the shorter one for a narrow screen.
const HINTS: [&str; 2] = [
    "@ entities  @person: of a kind  # sources  / text  Tab this section",
    "@ entities  # sources  / text",
];

/// Draws the finder; tells where the cursor stands.
pub(super) fn paint(app: &App, theme: &Theme, buffer: &mut Buffer) -> Position {
    let finder = &app.typing.finder;
    let area = app.layout.finder();
    let fits = |hint: &&&str| safe::width(hint) + 6 <= usize::from(area.frame.width);
    let hint = HINTS.iter().find(fits).unwrap_or(&HINTS[1]);
    boxed(area.frame, &title(finder), hint, theme, buffer);
    let cursor = paint_head(app, area.head, theme, buffer);
    paint_rule(area.rule, theme, buffer);
    if finder.is_empty() {
        let mut line = Line::new(buffer, area.list, 0);
        line.put_cut(&nothing(app), usize::MAX, theme.dim);
    } else {
        paint_rows(finder, area.list, theme, buffer);
    }
    if let Some((_, shown)) = &finder.preview {
        preview::paint(shown, area.preview, theme, buffer);
    }
    cursor
}

/// What the finder looks in.
fn title(finder: &Finder) -> String {
    let asked = finder.asked();
    match (asked.only, asked.kind) {
        (Some(Section::Entities), Some(kind)) => format!("Find {}", kind.name()),
        (Some(section), _) => format!("Find in {}", section.name().to_lowercase()),
        (None, _) => "Find".to_owned(),
    }
}

fn paint_head(app: &App, area: Area, theme: &Theme, buffer: &mut Buffer) -> Position {
    let finder = &app.typing.finder;
    let mut line = Line::new(buffer, area, 0);
    let awaited = if app.late { awaited(finder) } else { "" };
    let room = line.left().saturating_sub(safe::width(awaited) + 2);
    let cursor = typed(&mut line, "› ", &finder.prompt, &[], room, theme, area.y);
    line.put_right(awaited, theme.dim);
    let rule = "─".repeat(usize::from(area.width));
    Line::new(buffer, area, 1).put(&rule, theme.rule);
    cursor
}

/// What is still to come.
fn awaited(finder: &Finder) -> &'static str {
    let asked = finder.asked();
    let looks_in_register = [Section::Entities, Section::Sources]
        .iter()
        .any(|section| asked.looks_in(*section));
    if finder.is_preparing() && looks_in_register {
        " preparing entities … "
    } else if !finder.has_names() {
        " … "
    } else if !finder.has_text() {
        " searching the text … "
    } else {
        ""
    }
}

/// Why there are no rows.
fn nothing(app: &App) -> String {
    let finder = &app.typing.finder;
    let asked = finder.asked();
    if !finder.is_answered() || (finder.is_preparing() && asked.only != Some(Section::Text)) {
        return String::new();
    }
    let note = finder
        .passages
        .iter()
        .find_map(|passages| passages.found.note.clone());
    let letters = "has these letters in this order";
    match asked.only {
        _ if asked.words.is_empty() => "type a few letters".to_owned(),
        Some(Section::Text) => note.unwrap_or_else(|| "no article has these words".to_owned()),
        Some(Section::Entities) => match asked.kind {
            Some(kind) => format!("no {} {letters}", kind.name()),
            None => format!("no entity {letters}"),
        },
        Some(section) => format!("none of the {} {letters}", section.name().to_lowercase()),
        None => format!("no name, title or heading {letters}, and no text has these words"),
    }
}

fn paint_rule(area: Area, theme: &Theme, buffer: &mut Buffer) {
    if area.height == 1 {
        let rule = "─".repeat(usize::from(area.width));
        Line::new(buffer, area, 0).put(&rule, theme.rule);
        return;
    }
    for row in 0..area.height {
        Line::new(buffer, area, row).skip(1).put("│", theme.rule);
    }
}

fn paint_rows(finder: &Finder, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let mut y = 0;
    let mut at = 0;
    for (n, found) in finder.sections().enumerate() {
        for (row, shown) in found.rows.iter().enumerate() {
            at += 1;
            if at <= finder.selection.offset {
                continue;
            }
            if y >= area.height {
                return;
            }
            if row == 0 {
                y += u16::from(n > 0);
                paint_name(found, finder.only.is_some(), area, y, theme, buffer);
                y += 1;
            }
            let selected = at == finder.selection.selected + 1;
            paint_row(shown, selected, area, y, theme, buffer);
            y += 1;
            if let Some(passage) = &shown.passage {
                if selected {
                    tint(buffer, area, y, theme.selected);
                }
                let mut line = Line::new(buffer, area, y);
                line.put(if selected { "▌" } else { " " }, theme.accent)
                    .skip(3);
                let room = line.left();
                line.put_marked(&passage.text, &passage.marks, room, theme.dim, theme.mark);
                y += 1;
            }
        }
    }
}

/// Draws the name of a section with its counts.
fn paint_name(found: &Found, only: bool, area: Area, row: u16, theme: &Theme, buffer: &mut Buffer) {
    let mut line = Line::new(buffer, area, row);
    line.put(found.section.name(), theme.heading)
        .put("  ", theme.text);
    let (matching, all) = (
        grouped(found.n_matching as u64),
        grouped(found.n_all as u64),
    );
    let of = match found.section {
        Section::Text => " articles",
        _ => "",
    };
    line.put(&format!("{matching} of {all}{of}"), theme.dim);
    if let Some(note) = &found.note {
        line.put("  ", theme.text)
            .put_cut(note, usize::MAX, theme.warning);
    }
    let shown = found.rows.len();
    if shown < found.n_matching {
        let more = if only { "" } else { ", Tab for more" };
        let said = format!("first {shown}{more}");
        if line.left() > safe::width(&said) + 1 {
            line.put_right(&said, theme.dim);
        }
    }
}

fn paint_row(
    found: &MatchRow,
    selected: bool,
    area: Area,
    row: u16,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    if selected {
        tint(buffer, area, row, theme.selected);
    }
    let (sign, style) = match &found.target {
        Target::Article(_) => ("¶", theme.dim),
        Target::Heading(..) => ("§", theme.dim),
        Target::Passage(..) => ("…", theme.dim),
        Target::Entity(kind, _) => ("@", theme.kind(*kind)),
        Target::Source(_) => ("#", theme.dim),
    };
    let base = if matches!(found.target, Target::Entity(..)) {
        style
    } else {
        theme.text
    };
    let mut line = Line::new(buffer, area, row);
    line.put(if selected { "▌" } else { " " }, theme.accent)
        .put(" ", theme.text)
        .put(sign, style)
        .put(" ", theme.text);
    let form = found
        .form
        .as_ref()
        .map_or(0, |form| safe::width(&form.text) + FORM.len());
    let label = safe::width(&found.label.text) + form;
    // The detail gives way to the name, down to a third of the line.
    let least = line.left() / 3;
    let spare = line.left().saturating_sub(label + 2).max(least);
    let detail = fitting(&found.detail, spare);
    let room = line.left().saturating_sub(safe::width(&detail) + 2);
    let (label, marks) = (&found.label.text, &found.label.marks);
    let room_for_name = room.saturating_sub(form).max(room / 2);
    line.put_marked(label, marks, room_for_name, base, theme.mark);
    if let Some(form) = &found.form {
        let left = room.saturating_sub(safe::width(label).min(room_for_name) + FORM.len());
        line.put(FORM, theme.dim);
        line.put_marked(&form.text, &form.marks, left, theme.text, theme.mark);
    }
    line.put("  ", theme.text);
    line.put_right(&detail, theme.dim);
}

/// The first of the facts about a row that fit, whole ones if one does.
fn fitting(facts: &str, columns: usize) -> String {
    let mut kept = facts;
    while safe::width(kept) > columns
        && let Some((others, _)) = kept.rsplit_once(" · ")
    {
        kept = others;
    }
    safe::cut(kept, columns)
}

/// Between an entity and the name of it that matched.
const FORM: &str = "  as ";
