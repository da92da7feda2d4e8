//! The table of entities, drawn.

use super::Page;
use super::task::{Choice, Extent};
use crate::app::canvas::{Canvas, Meaning};
use crate::app::layer::Now;
use crate::app::parts::chart;
use crate::app::parts::line::{Line, tint};
use crate::app::parts::typed::typed;
use crate::app::parts::wording::{grouped, plural};
use crate::app::screen::Area;
use crate::library::Phase;
use crate::query::entity::table::{Kinds, Row, STEPS};
use crate::text::calendar::PartialDate;
use crate::text::safe;

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
/// What stands before the letters being typed.
const LABEL: &str = "name: ";
/// Columns of cells that a name gets at least.
const NAME: usize = 24;

/// Draws the table in place of the panes.
pub(super) fn draw(page: &Page, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
    draw_title(page, at, now, out);
    let (_, below) = at.split_top(1);
    let table = page.counted.as_ref().map(|counted| &counted.table);
    let dated = table.is_none_or(|it| it.range.is_some());
    let columns = columns(usize::from(at.width), dated);
    draw_heads(&columns, below, out);
    let (_, rows) = below.split_top(1);
    if page.len() == 0 {
        let counting = page.counted.is_none();
        let said = match (counting, now.library.progress.phase < Phase::Ready) {
            (true, _) => "Counting …",
            (false, true) => "None so far; entities are still being recognized.",
            (false, false) => "No such entity. Esc lifts the filter, l goes to another kind.",
        };
        Line::new(out, rows, 1)
            .put("  ", Meaning::Text)
            .put(said, Meaning::Dim);
    }
    for line in 0..rows.height {
        let at = page.selection.offset + usize::from(line);
        let Some(row) = page.row(at) else { break };
        let selected = at == page.selection.selected;
        if selected {
            tint(out, rows, line, Meaning::Selected);
        }
        let mut line = Line::new(out, rows, line);
        line.put(if selected { "▌ " } else { "  " }, Meaning::Accent);
        draw_row(row, now, &columns, &mut line);
    }
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

fn draw_title(page: &Page, area: Area, now: Now<'_>, out: &mut dyn Canvas) {
    let kinds = match page.choice.kinds {
        Kinds::Names => "All names",
        Kinds::Only(kind) => plural(kind),
    };
    let number = match page.len() {
        0 => String::new(),
        n => format!(
            "{}/{} ",
            grouped(page.selection.selected as u64 + 1),
            grouped(n as u64)
        ),
    };
    let mut line = Line::new(out, area, 0);
    line.put("▌", Meaning::Accent)
        .put(kinds, Meaning::Accent)
        .put(" ", Meaning::Text);
    if page.typing {
        let room = line.left().saturating_sub(safe::width(&number) + 1);
        typed(&mut line, LABEL, &page.prompt, &[], room);
        line.put_right(&number, Meaning::Dim);
        return;
    }
    let room = line.left().saturating_sub(safe::width(&number) + 1);
    line.put_cut(&described(&page.choice, now), room, Meaning::Dim);
    if !page.choice.pattern.is_empty() {
        let room = line.left().saturating_sub(safe::width(&number) + 3);
        line.put("  ", Meaning::Text).put_cut(
            &format!(" {} × ", page.choice.pattern),
            room,
            Meaning::Chip,
        );
    }
    line.put_right(&number, Meaning::Dim);
}

/// What is counted, and in which order it stands.
fn described(choice: &Choice, now: Now<'_>) -> String {
    let extent = match choice.extent {
        Extent::Collection => "in the whole collection",
        Extent::Results => "in the listed articles",
    };
    let unfinished = if now.library.progress.phase < Phase::Ready {
        ", so far"
    } else {
        ""
    };
    let order = if choice.pattern.is_empty() {
        choice.order.describe()
    } else {
        "best match first"
    };
    format!("{extent}{unfinished}, {order}")
}

fn draw_heads(columns: &[Column], area: Area, out: &mut dyn Canvas) {
    let mut line = Line::new(out, area, 0);
    let name = name_width(line.left().saturating_sub(3), columns);
    line.put("  ", Meaning::Text)
        .put("name", Meaning::Dim)
        .skip(name - 4);
    for column in columns {
        let (heading, width, right) = facts(*column);
        put_column(heading, width, right, Meaning::Dim, &mut line);
    }
}

/// Columns of cells left for the name.
fn name_width(room: usize, columns: &[Column]) -> usize {
    let taken: usize = columns.iter().map(|column| facts(*column).1 + 2).sum();
    room.saturating_sub(taken).max(4)
}

fn put_column(text: &str, width: usize, right: bool, look: Meaning, line: &mut Line<'_>) {
    let text = safe::cut(text, width);
    let rest = width - safe::width(&text);
    line.skip(2 + if right { rest } else { 0 })
        .put(&text, look)
        .skip(if right { 0 } else { rest });
}

fn draw_row(row: &Row, now: Now<'_>, columns: &[Column], line: &mut Line<'_>) {
    let entity = now.library.catalog.get(row.entity);
    let name = entity.map_or("", |entity| entity.name);
    let width = name_width(line.left().saturating_sub(1), columns);
    let before = line.left();
    line.put_cut(name, width, Meaning::Kind(row.kind));
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
        let look = if *column == Column::Trend {
            Meaning::Kind(row.kind)
        } else {
            Meaning::Dim
        };
        put_column(&text, width, right, look, line);
    }
}
