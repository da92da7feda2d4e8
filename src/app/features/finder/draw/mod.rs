//! The finder, drawn: the line, the sections of rows, and what the selected row leads to.

mod preview;

use super::Finder;
use super::matching::{Found, MatchRow, Target};
use super::place::place;
use super::scope::Section;
use crate::app::canvas::{Canvas, Meaning};
use crate::app::layer::Now;
use crate::app::parts::boxed;
use crate::app::parts::line::{Line, tint};
use crate::app::parts::typed::typed;
use crate::app::parts::wording::grouped;
use crate::app::screen::Area;
use crate::text::safe;

/// The prefixes, as the edge of the box tells them; the shorter one for a narrow screen.
const HINTS: [&str; 2] = [
    "@ entities  @person: of a kind  # sources  / text  Tab this section",
    "@ entities  # sources  / text",
];

/// Draws the finder.
pub(super) fn draw(finder: &Finder, screen: Area, now: Now<'_>, out: &mut dyn Canvas) {
    let area = place(screen);
    let fits = |hint: &&&str| safe::width(hint) + 6 <= usize::from(area.frame.width);
    let hint = HINTS.iter().find(fits).unwrap_or(&HINTS[1]);
    boxed(area.frame, &title(finder), hint, out);
    draw_head(finder, now.screen.late, area.head, out);
    draw_rule(area.rule, out);
    if finder.is_empty() {
        let mut line = Line::new(out, area.list, 0);
        line.put_cut(&nothing(finder), usize::MAX, Meaning::Dim);
    } else {
        draw_rows(finder, area.list, out);
    }
    if let Some((_, shown)) = &finder.preview {
        preview::draw(shown, area.preview, out);
    }
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

fn draw_head(finder: &Finder, late: bool, area: Area, out: &mut dyn Canvas) {
    let mut line = Line::new(out, area, 0);
    let awaited = if late { awaited(finder) } else { "" };
    let room = line.left().saturating_sub(safe::width(awaited) + 2);
    typed(&mut line, "› ", &finder.prompt, &[], room);
    line.put_right(awaited, Meaning::Dim);
    let rule = "─".repeat(usize::from(area.width));
    Line::new(out, area, 1).put(&rule, Meaning::Rule);
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
fn nothing(finder: &Finder) -> String {
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

fn draw_rule(area: Area, out: &mut dyn Canvas) {
    if area.height == 1 {
        let rule = "─".repeat(usize::from(area.width));
        Line::new(out, area, 0).put(&rule, Meaning::Rule);
        return;
    }
    for row in 0..area.height {
        Line::new(out, area, row).skip(1).put("│", Meaning::Rule);
    }
}

fn draw_rows(finder: &Finder, area: Area, out: &mut dyn Canvas) {
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
                draw_name(found, finder.only.is_some(), area, y, out);
                y += 1;
            }
            let selected = at == finder.selection.selected + 1;
            draw_row(shown, selected, area, y, out);
            y += 1;
            if let Some(passage) = &shown.passage {
                if selected {
                    tint(out, area, y, Meaning::Selected);
                }
                let mut line = Line::new(out, area, y);
                line.put(if selected { "▌" } else { " " }, Meaning::Accent)
                    .skip(3);
                let room = line.left();
                line.put_marked(
                    &passage.text,
                    &passage.marks,
                    room,
                    Meaning::Dim,
                    Meaning::Mark,
                );
                y += 1;
            }
        }
    }
}

/// Draws the name of a section with its counts.
fn draw_name(found: &Found, only: bool, area: Area, row: u16, out: &mut dyn Canvas) {
    let mut line = Line::new(out, area, row);
    line.put(found.section.name(), Meaning::Heading)
        .put("  ", Meaning::Text);
    let (matching, all) = (
        grouped(found.n_matching as u64),
        grouped(found.n_all as u64),
    );
    let of = match found.section {
        Section::Text => " articles",
        _ => "",
    };
    line.put(&format!("{matching} of {all}{of}"), Meaning::Dim);
    if let Some(note) = &found.note {
        line.put("  ", Meaning::Text)
            .put_cut(note, usize::MAX, Meaning::Warning);
    }
    let shown = found.rows.len();
    if shown < found.n_matching {
        let more = if only { "" } else { ", Tab for more" };
        let said = format!("first {shown}{more}");
        if line.left() > safe::width(&said) + 1 {
            line.put_right(&said, Meaning::Dim);
        }
    }
}

fn draw_row(found: &MatchRow, selected: bool, area: Area, row: u16, out: &mut dyn Canvas) {
    if selected {
        tint(out, area, row, Meaning::Selected);
    }
    let (sign, look) = match &found.target {
        Target::Article(_) => ("¶", Meaning::Dim),
        Target::Heading(..) => ("§", Meaning::Dim),
        Target::Passage(..) => ("…", Meaning::Dim),
        Target::Entity(kind, _) => ("@", Meaning::Kind(*kind)),
        Target::Source(_) => ("#", Meaning::Dim),
    };
    let base = if matches!(found.target, Target::Entity(..)) {
        look
    } else {
        Meaning::Text
    };
    let mut line = Line::new(out, area, row);
    line.put(if selected { "▌" } else { " " }, Meaning::Accent)
        .put(" ", Meaning::Text)
        .put(sign, look)
        .put(" ", Meaning::Text);
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
    line.put_marked(label, marks, room_for_name, base, Meaning::Mark);
    if let Some(form) = &found.form {
        let left = room.saturating_sub(safe::width(label).min(room_for_name) + FORM.len());
        line.put(FORM, Meaning::Dim);
        line.put_marked(&form.text, &form.marks, left, Meaning::Text, Meaning::Mark);
    }
    line.put("  ", Meaning::Text);
    line.put_right(&detail, Meaning::Dim);
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
