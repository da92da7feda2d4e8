//! The entities, drawn.

use super::paint::{Line, bar, tint};
use super::theme::Theme;
use super::{empty, heading, typed};
use crate::app::App;
use crate::app::layout::{Area, Pane};
use crate::app::page::{grouped, touching};
use crate::app::sidebar::{Item, Line as Row, Scope};
use crate::app::typing::Bar;
use crate::entities::Kind;
use crate::library::Phase;
use crate::query::Facet;
use crate::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

/// Columns of the longest bar, in a sidebar of at least [`ROOMY`] columns and in a narrower one.
const BARS: (usize, usize) = (6, 2);
/// Columns from which a sidebar has room for long bars.
const ROOMY: u16 = 36;
/// Draws the entities and their heading; tells where the cursor stands, if something is typed.
pub(super) fn paint(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let cursor = paint_heading(app, theme, buffer);
    let area = app.layout.rows_of(Pane::Entities);
    let sidebar = &app.sidebar;
    if sidebar.items.is_empty() {
        empty::entities(app, area, theme, buffer);
        return cursor;
    }
    let highest = sidebar.items.iter().map(|item| item.count).max();
    let digits = grouped(u64::from(highest.unwrap_or(1))).len();
    let visible = app.reader.visible();
    let mut y = 0;
    for at in sidebar.selection.offset..sidebar.lines.len() {
        if y >= area.height {
            break;
        }
        let part = Area {
            y: area.y + y,
            height: area.height - y,
            ..area
        };
        match sidebar.lines[at] {
            Row::Section(facet, known) => paint_section(app, facet, known, part, theme, buffer),
            Row::More(facet, hidden) => {
                let selected = at == sidebar.selection.selected;
                let more = more(app, facet, hidden);
                paint_more(app, &more, selected, part, theme, buffer);
            }
            Row::Item(index) => {
                let item = &sidebar.items[index];
                let facet = item.value.facet();
                let kin = sidebar.items.iter();
                let kin = kin.filter(|other| other.value.facet() == facet);
                let most = kin.map(|other| other.count).max().unwrap_or(1);
                let selected = at == sidebar.selection.selected;
                let seen = item
                    .named
                    .and_then(|named| app.reader.page.as_ref()?.names.get(named));
                let seen = seen.is_some_and(|named| !touching(&named.mentions, visible).is_empty());
                paint_item(
                    app,
                    item,
                    Look {
                        selected,
                        seen,
                        most,
                        digits,
                    },
                    part,
                    theme,
                    buffer,
                );
            }
        }
        y += u16::try_from(sidebar.height(at)).unwrap_or(1);
    }
    cursor
}

/// Draws the heading of a facet, with the number of its values.
fn paint_section(
    app: &App,
    facet: Facet,
    known: usize,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let mut line = Line::new(buffer, area, 0);
    line.put(" ", theme.text)
        .put(heading_of(facet), color(facet, theme).patch(theme.strong));
    let shown = grouped(known as u64);
    let is_folded = |line: &Row| matches!(line, Row::More(of, _) if *of == facet);
    let folded = app.sidebar.lines.iter().any(is_folded);
    let shown = match app.sidebar.beyond(facet, known) {
        Some(all) if folded => format!(" {}", grouped(all as u64)),
        Some(all) => format!(" {}, top {shown}", grouped(all as u64)),
        None => format!(" {shown}"),
    };
    line.put(&shown, theme.dim);
    let growing = match facet {
        Facet::Entity(_) => app.library.progress.phase < Phase::Ready,
        Facet::Source | Facet::Year | Facet::Month => !app.is_read(),
    };
    if growing && app.sidebar.scope == Scope::Results {
        line.put(" so far", theme.warning);
    }
}

/// How many values of a facet are shown when they are asked for.
fn more(app: &App, facet: Facet, hidden: usize) -> String {
    let sidebar = &app.sidebar;
    let known = sidebar.lines.iter().find_map(|line| match line {
        Row::Section(of, known) if *of == facet => Some(*known),
        _ => None,
    });
    let known = known.unwrap_or(hidden);
    let hidden = grouped(hidden as u64);
    match sidebar.beyond(facet, known) {
        Some(_) => format!("… {hidden} of the top {}", grouped(known as u64)),
        None => format!("… {hidden} more"),
    }
}

/// Draws the row that shows the rest of a facet.
fn paint_more(
    app: &App,
    more: &str,
    selected: bool,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let focused = app.focus == Pane::Entities;
    if selected && focused {
        tint(buffer, area, 0, theme.selected);
    }
    Line::new(buffer, area, 0)
        .put(if selected { "▌" } else { " " }, theme.accent)
        .put("  ", theme.text)
        .put(more, theme.dim);
}

/// How an entity is drawn.
#[derive(Clone, Copy)]
struct Look {
    selected: bool,
    /// Whether one of its mentions is on the screen.
    seen: bool,
    /// The highest count of its kind.
    most: u32,
    /// Columns of the highest count.
    digits: usize,
}

fn paint_item(app: &App, item: &Item, look: Look, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let focused = app.focus == Pane::Entities;
    let forms = forms(item);
    let lines = 1 + u16::from(look.selected && item.has_forms());
    for row in 0..lines {
        if look.selected && focused {
            tint(buffer, area, row, theme.selected);
        }
    }
    let color = color(item.value.facet(), theme);
    let count = grouped(u64::from(item.count));
    let columns = if area.width >= ROOMY { BARS.0 } else { BARS.1 };
    let bar = bar(item.count, look.most, columns);
    let mut line = Line::new(buffer, area, 0);
    line.put(if look.selected { "▌" } else { " " }, theme.accent);
    match filter_sign(app, item) {
        Some(sign) => line.put(sign, theme.warning),
        None => line.put(if look.seen { "▸" } else { " " }, color),
    };
    line.put(" ", theme.text);
    let taken = columns + look.digits + 3;
    let room = line.left().saturating_sub(taken);
    let style = if look.seen { color } else { theme.text };
    // As behind an article's own date that is only inferred.
    let sign = if item.assumed { "?" } else { "" };
    line.put_cut(&format!("{}{sign}", item.name), room, style);
    let rest = line.left().saturating_sub(taken);
    line.skip(rest + 1).put(&bar, color);
    line.put_right(&format!("{count} "), theme.dim);
    if lines > 1 {
        Line::new(buffer, area, 1)
            .put("▌", theme.accent)
            .put("   ", theme.text)
            .put_cut(&forms, usize::MAX, theme.dim);
    }
}

/// The sign of a filter that names the entity: it must be named, or must not.
fn filter_sign(app: &App, item: &Item) -> Option<&'static str> {
    let mut filters = app.articles.question.filters.iter();
    let filter = filters.find(|filter| filter.value == item.value)?;
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
fn color(facet: Facet, theme: &Theme) -> Style {
    match facet {
        Facet::Entity(kind) => theme.kind(kind),
        Facet::Source | Facet::Year | Facet::Month => theme.accent,
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

/// The heading of a kind's section.
pub(super) fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "People",
        Kind::Organization => "Organizations",
        Kind::Place => "Places",
        Kind::Group => "Groups",
        Kind::Event => "Events",
        Kind::Law => "Laws and agreements",
        Kind::Work => "Works",
        Kind::Date => "Dates",
        Kind::Money => "Money",
        Kind::Quantity => "Quantities",
    }
}

fn paint_heading(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let y = app.layout.entities.y;
    let sidebar = &app.sidebar;
    let count = format!(" {}/{} ", sidebar.number(), sidebar.items.len());
    let mut line = heading(app, Pane::Entities, "", theme, buffer);
    if app.typing.bar == Some(Bar::Names) {
        let room = line.left().saturating_sub(safe::width(&count) + 6);
        let cursor = typed(&mut line, "name: ", &app.typing.names, &[], room, theme, y);
        line.put(&count, theme.dim);
        return Some(cursor);
    }
    line.put(
        "ENTITIES",
        if app.focus == Pane::Entities {
            theme.accent
        } else {
            theme.dim
        },
    );
    let scope = match sidebar.scope {
        Scope::Article => " here",
        Scope::Results => " in results",
    };
    line.put(scope, theme.dim);
    if !sidebar.filter.is_empty() {
        line.put(" ", theme.text)
            .put_cut(&sidebar.filter, 8, theme.warning);
    }
    if !sidebar.items.is_empty() {
        line.put_right(&count, theme.dim);
    }
    None
}
