//! The entities, drawn.

use super::rows::{Line as Row, Section};
use super::{Entities, Item, Scope};
use crate::app::canvas::{Canvas, Meaning};
use crate::app::layer::Now;
use crate::app::parts::line::{Line, tint};
use crate::app::parts::page::touching;
use crate::app::parts::typed::typed;
use crate::app::parts::wording::{bar, grouped, plural};
use crate::app::parts::{empty, heading};
use crate::app::screen::{Area, Pane};
use crate::library::Phase;
use crate::query::{Facet, Value};
use crate::text::safe;

/// Columns of the longest bar, in a sidebar of at least [`ROOMY`] columns and in a narrower one.
const BARS: (usize, usize) = (6, 2);
/// Columns from which a sidebar has room for long bars.
const ROOMY: u16 = 36;

/// Draws the entities and their heading.
pub(super) fn draw(sidebar: &Entities, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
    draw_heading(sidebar, at, now, out);
    let (_, area) = at.split_top(1);
    if sidebar.items.is_empty() {
        let (what, press) = nothing(sidebar, now);
        return empty::said(what, press, area, out);
    }
    let focused = now.screen.focus == Pane::Entities;
    let selected = sidebar.selected_line();
    let mut y = 0;
    for (at, row) in sidebar
        .lines
        .iter()
        .enumerate()
        .skip(sidebar.selection.offset)
    {
        if y >= area.height {
            break;
        }
        let part = Area {
            y: area.y + y,
            height: area.height - y,
            ..area
        };
        let look = Shown {
            selected: selected == Some(at),
            focused,
        };
        match row {
            Row::Section(facet, _) => draw_section(sidebar, *facet, now, part, out),
            Row::More(facet, hidden) => {
                draw_more(&more(sidebar, *facet, *hidden), look, part, out);
            }
            Row::Item(index) => {
                if let Some(item) = sidebar.items.get(*index) {
                    draw_item(sidebar, item, now, look, part, out);
                }
            }
        }
        y += u16::try_from(sidebar.height(at)).unwrap_or(1);
    }
}

/// How a row is drawn.
#[derive(Clone, Copy)]
struct Shown {
    selected: bool,
    /// Whether the sidebar has the focus.
    focused: bool,
}

/// Draws the heading of a facet, with the number of its values.
fn draw_section(sidebar: &Entities, facet: Facet, now: Now<'_>, area: Area, out: &mut dyn Canvas) {
    let Some(section) = sidebar.section(facet) else {
        return;
    };
    let mut line = Line::new(out, area, 0);
    line.put(" ", Meaning::Text)
        .put(heading_of(facet), color(facet).and(Meaning::Strong));
    let shown = grouped(section.known as u64);
    let shown = match section.beyond {
        Some(all) if section.hidden > 0 => format!(" {}", grouped(all as u64)),
        Some(all) => format!(" {}, top {shown}", grouped(all as u64)),
        None => format!(" {shown}"),
    };
    line.put(&shown, Meaning::Dim);
    let phase = now.library.progress.phase;
    let growing = match facet {
        Facet::Entity(_) => phase < Phase::Ready,
        Facet::Source | Facet::Year | Facet::Month => phase <= Phase::Reading,
    };
    if growing && sidebar.scope == Scope::Results {
        line.put(" so far", Meaning::Warning);
    }
}

/// How many values of a facet are shown when they are asked for.
fn more(sidebar: &Entities, facet: Facet, hidden: usize) -> String {
    let hidden = grouped(hidden as u64);
    match sidebar.section(facet) {
        Some(Section {
            beyond: Some(_),
            known,
            ..
        }) => format!("… {hidden} of the top {}", grouped(*known as u64)),
        _ => format!("… {hidden} more"),
    }
}

/// Draws the row that shows the rest of a facet.
fn draw_more(more: &str, look: Shown, area: Area, out: &mut dyn Canvas) {
    if look.selected && look.focused {
        tint(out, area, 0, Meaning::Selected);
    }
    Line::new(out, area, 0)
        .put(if look.selected { "▌" } else { " " }, Meaning::Accent)
        .put("  ", Meaning::Text)
        .put(more, Meaning::Dim);
}

fn draw_item(
    sidebar: &Entities,
    item: &Item,
    now: Now<'_>,
    look: Shown,
    area: Area,
    out: &mut dyn Canvas,
) {
    let lines = 1 + u16::from(look.selected && item.has_forms());
    for row in 0..lines {
        if look.selected && look.focused {
            tint(out, area, row, Meaning::Selected);
        }
    }
    let facet = item.value.facet();
    let (color, seen) = (color(facet), is_seen(sidebar, &item.value, now));
    let count = grouped(u64::from(item.count));
    let columns = if area.width >= ROOMY { BARS.0 } else { BARS.1 };
    let most = sidebar.section(facet).map_or(1, |section| section.most);
    let bar = bar(item.count, most, columns);
    let mut line = Line::new(out, area, 0);
    line.put(if look.selected { "▌" } else { " " }, Meaning::Accent);
    match filter_sign(now, &item.value) {
        Some(sign) => line.put(sign, Meaning::Warning),
        None => line.put(if seen { "▸" } else { " " }, color),
    };
    line.put(" ", Meaning::Text);
    let taken = columns + grouped(u64::from(sidebar.highest)).len() + 3;
    let room = line.left().saturating_sub(taken);
    let meaning = if seen { color } else { Meaning::Text };
    // As behind an article's own date that is only inferred.
    let sign = if item.assumed { "?" } else { "" };
    line.put_cut(&format!("{}{sign}", item.name), room, meaning);
    let rest = line.left().saturating_sub(taken);
    line.skip(rest + 1).put(&bar, color);
    line.put_right(&format!("{count} "), Meaning::Dim);
    if lines > 1 {
        Line::new(out, area, 1)
            .put("▌", Meaning::Accent)
            .put("   ", Meaning::Text)
            .put_cut(&forms(item), usize::MAX, Meaning::Dim);
    }
}

/// Whether a mention of a value is on the screen.
fn is_seen(sidebar: &Entities, value: &Value, now: Now<'_>) -> bool {
    let view = &now.here.view;
    let both = sidebar.names.as_ref().zip(view.page.as_ref());
    let both = both.filter(|(names, page)| names.is_of(page));
    let here = both.and_then(|(names, _)| names.get(value));
    here.is_some_and(|it| !touching(&it.mentions, view.visible).is_empty())
}

/// The sign of a filter that names the entity: it must be named, or must not.
fn filter_sign(now: Now<'_>, value: &Value) -> Option<&'static str> {
    let mut filters = now.here.question.filters.iter();
    let filter = filters.find(|filter| filter.value == *value)?;
    Some(if filter.exclude { "−" } else { "+" })
}

/// Other spellings: those that are counted, with their counts where above one, then those
/// that only other articles have.
fn forms(item: &Item) -> String {
    let counted = item.forms.iter().map(|form| match form.count {
        1 => form.text.clone(),
        count => format!("{} {count}", form.text),
    });
    let here = counted.collect::<Vec<_>>().join(" · ");
    let others = item.elsewhere.iter().filter(|text| **text != item.name);
    let others = others.map(String::as_str).collect::<Vec<_>>().join(" · ");
    match (here.is_empty(), others.is_empty()) {
        (_, true) => here,
        (true, false) => format!("elsewhere {others}"),
        (false, false) => format!("{here}, elsewhere {others}"),
    }
}

/// The color of a facet.
fn color(facet: Facet) -> Meaning {
    match facet {
        Facet::Entity(kind) => Meaning::Kind(kind),
        Facet::Source | Facet::Year | Facet::Month => Meaning::Accent,
    }
}

/// The heading of a facet's section.
fn heading_of(facet: Facet) -> &'static str {
    match facet {
        Facet::Source => "Sources",
        Facet::Year => "Years",
        Facet::Month => "Months",
        Facet::Entity(kind) => plural(kind),
    }
}

fn draw_heading(sidebar: &Entities, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
    let count = format!(" {}/{} ", sidebar.number(), sidebar.items.len());
    let mut line = heading("", now.screen.focus == Pane::Entities, at, out);
    if sidebar.typing {
        let room = line.left().saturating_sub(safe::width(&count) + 6);
        typed(&mut line, "name: ", &sidebar.prompt, &[], room);
        line.put(&count, Meaning::Dim);
        return;
    }
    let focused = now.screen.focus == Pane::Entities;
    let look = if focused {
        Meaning::Accent
    } else {
        Meaning::Dim
    };
    line.put("ENTITIES", look);
    let scope = match sidebar.scope {
        Scope::Article => " here",
        Scope::Results => " in results",
    };
    line.put(scope, Meaning::Dim);
    if !sidebar.filter.is_empty() {
        line.put(" ", Meaning::Text)
            .put_cut(&sidebar.filter, 8, Meaning::Warning);
    }
    // What keys are about is said where no row does.
    if let Some(missing) = sidebar.missing().filter(|_| focused) {
        let room = line.left().saturating_sub(safe::width(&count) + 3);
        line.put(" › ", Meaning::Dim)
            .put_cut(&missing.to_string(), room, color(missing.facet()));
    }
    if !sidebar.items.is_empty() {
        line.put_right(&count, Meaning::Dim);
    }
}

/// Why no entity is listed: what happened, and what to press.
fn nothing(sidebar: &Entities, now: Now<'_>) -> (&'static str, &'static str) {
    let naming = now.library.progress.phase < Phase::Ready;
    if !sidebar.filter.is_empty() && sidebar.total > 0 {
        ("No name has these letters.", "Esc lifts the filter.")
    } else if now.here.view.page.is_none() {
        ("", "")
    } else if sidebar.scope == Scope::Results && sidebar.is_counting() {
        ("Counting …", "")
    } else if sidebar.scope == Scope::Results && now.here.listed.is_empty() {
        ("No article is listed.", "")
    } else if naming {
        ("Entities are being recognized …", "")
    } else if sidebar.scope == Scope::Article && sidebar.naming.is_waiting() {
        ("", "")
    } else if sidebar.scope == Scope::Article {
        (
            "No entities in this article.",
            "The key , shows those of all listed articles instead.",
        )
    } else {
        ("No entities in the listed articles.", "")
    }
}
