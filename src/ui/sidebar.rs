//! The entities, drawn.

use super::paint::{Line, tint};
use super::theme::Theme;
use super::{empty, heading, typed};
use crate::app::App;
use crate::app::layout::{Area, Pane};
use crate::app::page::{grouped, touching};
use crate::app::sidebar::{Item, Line as Row, Scope};
use crate::app::typing::Bar;
use crate::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Columns of the longest bar, in a sidebar of at least [`ROOMY`] columns and in a narrower one.
const BARS: (usize, usize) = (6, 2);
/// Columns from which a sidebar has room for long bars.
const ROOMY: u16 = 36;
/// Parts of a cell, for bars in eighths.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

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
            Row::Section(kind, count) => {
                let mut line = Line::new(buffer, part, 0);
                line.put(" ", theme.text)
                    .put(plural(kind), theme.kind(kind).patch(theme.strong));
                let shown = grouped(count as u64);
                let shown = match sidebar.beyond(kind, count) {
                    Some(all) => format!(" {}, top {shown}", grouped(all as u64)),
                    None => format!(" {shown}"),
                };
                line.put(&shown, theme.dim);
            }
            Row::Item(index) => {
                let item = &sidebar.items[index];
                let kin = sidebar.items.iter().filter(|other| other.kind == item.kind);
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
    let count = grouped(u64::from(item.count));
    let columns = if area.width >= ROOMY { BARS.0 } else { BARS.1 };
    let bar = bar(item.count, look.most, columns);
    let mut line = Line::new(buffer, area, 0);
    line.put(if look.selected { "▌" } else { " " }, theme.accent);
    match filter_sign(app, item) {
        Some(sign) => line.put(sign, theme.warning),
        None => line.put(if look.seen { "▸" } else { " " }, theme.kind(item.kind)),
    };
    line.put(" ", theme.text);
    let taken = columns + look.digits + 3;
    let room = line.left().saturating_sub(taken);
    let style = if look.seen {
        theme.kind(item.kind)
    } else {
        theme.text
    };
    // As behind an article's own date that is only inferred.
    let sign = if item.assumed { "?" } else { "" };
    line.put_cut(&format!("{}{sign}", item.name), room, style);
    let rest = line.left().saturating_sub(taken);
    line.skip(rest + 1).put(&bar, theme.kind(item.kind));
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
    let filter = filters.find(|filter| filter.kind == item.kind && filter.name == item.name)?;
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

/// A bar of at most `columns`, in eighths of cells, at least one eighth long.
fn bar(count: u32, most: u32, columns: usize) -> String {
    let eighths = (count as usize * columns * 8)
        .div_ceil(most.max(1) as usize)
        .max(1);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

/// The heading of a kind's section.
pub(super) fn plural(kind: crate::entities::Kind) -> &'static str {
    use crate::entities::Kind;
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
        let cursor = typed(&mut line, "name: ", &app.typing.names, room, theme, y);
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
        Scope::Results => " in articles",
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

#[cfg(test)]
mod tests {
    use super::bar;

    fn check(count: u32, most: u32, expected: &str) {
        assert_eq!(bar(count, most, 5), expected);
    }

    #[test]
    fn bars_show_shares_in_eighths() {
        check(10, 10, "█████");
        check(5, 10, "██▌");
        check(1, 1000, "▏");
    }
}
