//! The table of entities, drawn.

use super::paint::{Line, tint};
use super::theme::Theme;
use super::{chart, sidebar, typed};
use crate::app::App;
use crate::app::layout::Area;
use crate::app::page::grouped;
use crate::app::roster::{Extent, Roster};
use crate::app::typing::Bar;
use crate::library::Phase;
use crate::query::census::{Kinds, Row, STEPS};
use crate::text::calendar::PartialDate;
use crate::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Kind,
    Articles,
    Mentions,
    First,
    Last,
    Trend,
}

/// The columns behind the name, the most telling first: a narrow table leaves the last
/// ones out. Each with its heading, its width, and whether it stands at the right.
const COLUMNS: [(Column, &str, usize, bool); 6] = [
    (Column::Articles, "articles", 9, true),
    (Column::Kind, "kind", 13, false),
    (Column::Trend, "over time", STEPS, false),
    (Column::Mentions, "mentions", 9, true),
    (Column::Last, "last seen", 11, true),
    (Column::First, "first seen", 11, true),
];
/// The order in which columns stand.
const ORDER: [Column; 6] = [
    Column::Kind,
    Column::Articles,
    Column::Mentions,
    Column::First,
    Column::Last,
    Column::Trend,
];
/// Columns of cells that a name gets at least.
const NAME: usize = 24;

/// Draws the table in place of the panes; tells where the cursor stands.
pub(super) fn paint(
    app: &App,
    roster: &Roster,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let area = app.layout.sheet();
    let cursor = paint_title(app, roster, area, theme, buffer);
    let (_, below) = area.split_top(1);
    let dated = roster.census.as_ref().is_none_or(|it| it.range.is_some());
    let columns = columns(usize::from(area.width), dated);
    paint_heads(&columns, below, theme, buffer);
    let (_, rows) = below.split_top(1);
    if roster.rows.is_empty() {
        let said = match (
            roster.is_counting(),
            app.library.progress.phase < Phase::Ready,
        ) {
            (true, _) => "Counting …",
            (false, true) => "None so far; entities are still being recognized.",
            (false, false) => "No such entity. Esc lifts the filter, l goes to another kind.",
        };
        Line::new(buffer, rows, 1)
            .put("  ", theme.text)
            .put(said, theme.dim);
    }
    for line in 0..rows.height {
        let at = roster.selection.offset + usize::from(line);
        let Some(row) = roster.row(at) else { break };
        let selected = at == roster.selection.selected;
        if selected {
            tint(buffer, rows, line, theme.selected);
        }
        let mut line = Line::new(buffer, rows, line);
        line.put(if selected { "▌ " } else { "  " }, theme.accent);
        paint_row(app, row, &columns, &mut line, theme);
    }
    cursor
}

/// The columns that fit beside the name, in the order in which they stand; those that tell
/// of time only where any article is `dated`.
fn columns(width: usize, dated: bool) -> Vec<Column> {
    let mut room = width.saturating_sub(NAME + 3);
    let mut fitting = Vec::new();
    let of_time = [Column::First, Column::Last, Column::Trend];
    let told = COLUMNS.into_iter();
    for (column, _, columns, _) in told.filter(|it| dated || !of_time.contains(&it.0)) {
        if columns + 2 > room {
            break;
        }
        room -= columns + 2;
        fitting.push(column);
    }
    ORDER
        .into_iter()
        .filter(|column| fitting.contains(column))
        .collect()
}

/// Heading, width and whether it stands at the right.
fn facts(column: Column) -> (&'static str, usize, bool) {
    let known = COLUMNS.iter().find(|(other, ..)| *other == column);
    known.map_or(("", 0, false), |(_, heading, width, right)| {
        (*heading, *width, *right)
    })
}

fn paint_title(
    app: &App,
    roster: &Roster,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let kinds = match roster.kinds {
        Kinds::Names => "All names",
        Kinds::Only(kind) => sidebar::plural(kind),
    };
    let extent = match roster.extent {
        Extent::Collection => "in the whole collection",
        Extent::Results => "in the listed articles",
    };
    let number = match roster.rows.len() {
        0 => String::new(),
        n => format!(
            "{}/{} ",
            grouped(roster.selection.selected as u64 + 1),
            grouped(n as u64)
        ),
    };
    let unfinished = if app.library.progress.phase < Phase::Ready {
        ", so far"
    } else {
        ""
    };
    let mut line = Line::new(buffer, area, 0);
    line.put("▌", theme.accent)
        .put(kinds, theme.accent)
        .put(" ", theme.text);
    if app.typing.bar == Some(Bar::Rows) {
        let room = line.left().saturating_sub(safe::width(&number) + 1);
        let cursor = typed(
            &mut line,
            "name: ",
            &app.typing.rows,
            &[],
            room,
            theme,
            area.y,
        );
        line.put_right(&number, theme.dim);
        return Some(cursor);
    }
    let order = if roster.pattern.is_empty() {
        roster.order.describe()
    } else {
        "best match first"
    };
    let room = line.left().saturating_sub(safe::width(&number) + 1);
    let said = format!("{extent}{unfinished}, {order}");
    line.put_cut(&said, room, theme.dim);
    if !roster.pattern.is_empty() {
        let room = line.left().saturating_sub(safe::width(&number) + 3);
        line.put("  ", theme.text)
            .put_cut(&format!(" {} × ", roster.pattern), room, theme.chip);
    }
    line.put_right(&number, theme.dim);
    None
}

fn paint_heads(columns: &[Column], area: Area, theme: &Theme, buffer: &mut Buffer) {
    let mut line = Line::new(buffer, area, 0);
    let name = name_width(line.left().saturating_sub(3), columns);
    line.put("  ", theme.text)
        .put("name", theme.dim)
        .skip(name - 4);
    for column in columns {
        let (heading, width, right) = facts(*column);
        put_column(heading, width, right, theme.dim, &mut line);
    }
}

/// Columns of cells left for the name.
fn name_width(room: usize, columns: &[Column]) -> usize {
    let taken: usize = columns.iter().map(|column| facts(*column).1 + 2).sum();
    room.saturating_sub(taken).max(4)
}

fn put_column(
    text: &str,
    width: usize,
    right: bool,
    style: ratatui::style::Style,
    line: &mut Line<'_>,
) {
    let text = safe::cut(text, width);
    let rest = width - safe::width(&text);
    line.skip(2 + if right { rest } else { 0 })
        .put(&text, style)
        .skip(if right { 0 } else { rest });
}

fn paint_row(app: &App, row: &Row, columns: &[Column], line: &mut Line<'_>, theme: &Theme) {
    let entity = app.library.catalog.get(row.entity);
    let name = entity.map_or("", |entity| entity.name);
    let width = name_width(line.left().saturating_sub(1), columns);
    let before = line.left();
    line.put_cut(name, width, theme.kind(row.kind));
    line.skip(width - (before - line.left()).min(width));
    for column in columns {
        let (_, width, right) = facts(*column);
        let date = |date: Option<PartialDate>| date.map_or_else(String::new, PartialDate::short);
        let text = match column {
            Column::Kind => row.kind.name().to_owned(),
            Column::Articles => grouped(u64::from(row.articles)),
            Column::Mentions => grouped(u64::from(row.mentions)),
            Column::First => date(row.seen.map(|(first, _)| first)),
            Column::Last => date(row.seen.map(|(_, last)| last)),
            Column::Trend => chart::sparkline(&row.steps.map(u32::from)),
        };
        let style = if *column == Column::Trend {
            theme.kind(row.kind)
        } else {
            theme.dim
        };
        put_column(&text, width, right, style, line);
    }
}
