//! The dossier of an entity, drawn.

use super::parts::Parts;
use super::rows::ListRow;
use super::{DossierPage, Side};
use crate::app::canvas::{Canvas, Meaning};
use crate::app::layer::Now;
use crate::app::parts::chart;
use crate::app::parts::line::{Line, tint};
use crate::app::parts::wording::{counted, grouped};
use crate::app::screen::Area;
use crate::app::screen::{MEDIUM, WIDE};
use crate::entities::{Form, Kind};
use crate::library::Phase;
use crate::query::entity::dossier::{Companion, Dossier, Line as Mention, Unit};
use crate::text::calendar::PartialDate;
use crate::text::{safe, wrap};
use std::fmt::Write as _;

/// Draws a dossier in place of the panes.
pub(super) fn draw(page: &DossierPage, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
    let parts = Parts::new(at, page.side);
    let Some(dossier) = &page.dossier else {
        return draw_waiting(page, now, parts.head, out);
    };
    draw_head(page, now, dossier, parts.head, out);
    draw_chart(dossier, parts.chart, out);
    draw_lists(page, dossier, parts.lists, out);
    draw_lines(page, dossier, parts.lines, out);
    if !parts.lists.is_empty() && !parts.lines.is_empty() {
        let column = Area {
            x: parts.lines.x.saturating_sub(1),
            width: 1,
            ..parts.lines
        };
        for row in 0..column.height {
            Line::new(out, column, row).put("│", Meaning::Rule);
        }
    }
}

fn draw_waiting(page: &DossierPage, now: Now<'_>, area: Area, out: &mut dyn Canvas) {
    title(page, area, out);
    let said = match (
        page.ask.is_waiting(),
        now.library.progress.phase < Phase::Ready,
    ) {
        (true, _) => "Gathering …",
        (false, true) => "Nothing names it so far; entities are still being recognized.",
        (false, false) => "No article names it any more. Esc goes back.",
    };
    Line::new(out, area, 2)
        .put("  ", Meaning::Text)
        .put(said, Meaning::Dim);
}

fn title<'a>(page: &DossierPage, area: Area, out: &'a mut dyn Canvas) -> Line<'a> {
    let mut line = Line::new(out, area, 0);
    let kind = page.about.kind.name();
    let room = line.left().saturating_sub(safe::width(kind) + 5);
    line.put(" ", Meaning::Text)
        .put_cut(
            &page.about.name,
            room,
            Meaning::Kind(page.about.kind).and(Meaning::Strong),
        )
        .put("  ", Meaning::Text)
        .put(kind, Meaning::Dim);
    line
}

fn draw_head(
    page: &DossierPage,
    now: Now<'_>,
    dossier: &Dossier,
    area: Area,
    out: &mut dyn Canvas,
) {
    title(page, area, out);
    let numbers = numbers(now, dossier);
    Line::new(out, area, 1)
        .put(" ", Meaning::Text)
        .put_cut(&numbers, usize::MAX, Meaning::Text);
    let columns = usize::from(area.width.saturating_sub(3));
    let rows = usize::from(area.height.saturating_sub(3)).max(1);
    // Enough for a row more than there is room for, which says that it goes on.
    let forms = spelled(&dossier.forms, &dossier.name, (rows + 2) * (columns + 1));
    let wrapped = wrap::wrap(&forms, &[], columns);
    for (at, (row, span)) in (2..).zip(&wrapped).take(rows).enumerate() {
        let mut line = Line::new(out, area, row);
        line.put(" ", Meaning::Text)
            .put(span.slice(&forms), Meaning::Dim);
        if at + 1 == rows && wrapped.len() > rows {
            line.put(" …", Meaning::Dim);
        }
    }
}

/// Its mentions, its articles, and when they were published.
fn numbers(now: Now<'_>, dossier: &Dossier) -> String {
    let mentions = usize::try_from(dossier.n_mentions).unwrap_or(usize::MAX);
    let mut said = format!(
        "{} in {}",
        counted(mentions, "mention"),
        counted(dossier.n_articles, "article")
    );
    if let Some((first, last)) = dossier.seen {
        said.push_str(" · ");
        said.push_str(&first.short());
        if first != last {
            said.push_str(" to ");
            said.push_str(&last.short());
        }
    }
    if now.library.progress.phase < Phase::Ready {
        said += " · so far";
    }
    said
}

/// Its spellings, unless its name is the only one, with their numbers; those behind `room`
/// columns are left out.
fn spelled(forms: &[Form], name: &str, room: usize) -> String {
    if let [only] = forms
        && only.text.starts_with(name)
    {
        return "spelled so everywhere".to_owned();
    }
    let (mut said, mut columns) = ("spelled ".to_owned(), 0);
    for (at, form) in forms.iter().enumerate() {
        let before = if at == 0 { "" } else { " · " };
        let form = format!(
            "{before}{}\u{a0}{}",
            form.text,
            grouped(u64::from(form.count))
        );
        said += &form;
        columns += safe::width(&form);
        if columns > room {
            break;
        }
    }
    said
}

fn draw_chart(dossier: &Dossier, area: Area, out: &mut dyn Canvas) {
    let trend = &dossier.trend;
    let Some((first, last)) = trend.range.filter(|_| area.height > 2) else {
        return draw_timeless(dossier, area, out);
    };
    let area = area.inset(1);
    let (axis, bars) = area.split_bottom(1);
    let (head, bars) = bars.split_top(1);
    let counts = trend.at_most(usize::from(bars.width));
    let look = dossier.kind.map_or(Meaning::Text, Meaning::Kind);
    chart::columns(&counts, bars, look, out);
    let most = counts.iter().copied().max().unwrap_or(0);
    let step = match (trend.unit, counts.len() == trend.counts.len()) {
        (Unit::Day, true) => "a day",
        (Unit::Month, true) => "a month",
        (Unit::Year, true) => "a year",
        (_, false) => "a column",
    };
    let apart = apart(trend.coarse, trend.undated);
    let most = format!("at most {} {step}{apart}", grouped(u64::from(most)));
    let whole = format!("articles over time, {most}");
    let fits = safe::width(&whole) <= usize::from(head.width);
    let said = if fits { whole } else { most };
    Line::new(out, head, 0).put_cut(&said, usize::MAX, Meaning::Dim);
    let drawn = u16::try_from(counts.len() * (usize::from(bars.width) / counts.len()).clamp(1, 3));
    let axis = Area {
        width: drawn
            .unwrap_or(axis.width)
            .clamp(24.min(axis.width), axis.width),
        ..axis
    };
    let mut line = Line::new(out, axis, 0);
    line.put(&first.short(), Meaning::Dim);
    if first != last {
        line.put(" ", Meaning::Dim)
            .put_right(&last.short(), Meaning::Dim);
    }
}

/// What the chart leaves out.
fn apart(coarse: u32, undated: u32) -> String {
    let mut said = String::new();
    if coarse > 0 {
        let _ = write!(said, ", {} less exactly dated", grouped(u64::from(coarse)));
    }
    if undated > 0 {
        let _ = write!(said, ", {} undated", grouped(u64::from(undated)));
    }
    said
}

fn draw_timeless(dossier: &Dossier, area: Area, out: &mut dyn Canvas) {
    if dossier.trend.range.is_none() {
        Line::new(out, area.inset(1), 1).put("none of its articles has a date", Meaning::Dim);
    }
}

fn draw_lists(page: &DossierPage, dossier: &Dossier, area: Area, out: &mut dyn Canvas) {
    let focused = page.side == Side::Lists;
    let (heading, rows) = area.split_top(1);
    let rows = Area {
        width: rows.width.saturating_sub(2),
        ..rows
    };
    let mut line = Line::new(out, heading, 0);
    let look = if focused {
        Meaning::Accent
    } else {
        Meaning::Dim
    };
    line.put(if focused { "▌" } else { " " }, look)
        .put("BESIDE IT", look);
    if page.rows.is_empty() {
        Line::new(out, rows, 1).put("  nothing else is named there", Meaning::Dim);
    }
    for row in 0..rows.height {
        let at = page.lists.offset + usize::from(row);
        let Some(shown) = page.rows.get(at) else {
            break;
        };
        let selected = focused && at == page.lists.selected;
        if selected {
            tint(out, rows, row, Meaning::Selected);
        }
        let mut line = Line::new(out, rows, row);
        draw_list_row(*shown, dossier, selected, &mut line);
    }
}

fn draw_list_row(row: ListRow, dossier: &Dossier, selected: bool, line: &mut Line<'_>) {
    match row {
        ListRow::Heading(name, n, listed) => {
            let n = if n == listed {
                format!(" {}", grouped(n as u64))
            } else {
                format!(" {}, top {listed}", grouped(n as u64))
            };
            line.put(" ", Meaning::Text)
                .put(name, Meaning::Heading)
                .put(&n, Meaning::Dim);
        }
        ListRow::Company(n) => draw_companion(dossier.company.get(n), selected, line),
        ListRow::Date(n) => draw_companion(dossier.dates.get(n), selected, line),
        ListRow::Called(n) => {
            if let Some(form) = dossier.called.get(n) {
                let count = u64::from(form.count);
                draw_row(&form.text, Meaning::Text, count, selected, line);
            }
        }
    }
}

fn draw_companion(of: Option<&Companion>, selected: bool, line: &mut Line<'_>) {
    if let Some(of) = of {
        draw_row(
            &of.name,
            Meaning::Kind(of.kind),
            u64::from(of.count),
            selected,
            line,
        );
    }
}

fn draw_row(name: &str, look: Meaning, count: u64, selected: bool, line: &mut Line<'_>) {
    let count = grouped(count);
    let room = line.left().saturating_sub(safe::width(&count) + 5);
    line.put(if selected { "▌  " } else { "   " }, Meaning::Accent)
        .put_cut(name, room, look)
        .put_right(&count, Meaning::Dim);
}

fn draw_lines(page: &DossierPage, dossier: &Dossier, area: Area, out: &mut dyn Canvas) {
    let focused = page.side == Side::Lines;
    let (heading, rows) = area.split_top(1);
    draw_lines_heading(page, dossier, heading, out);
    let widths = Widths::new(rows.width, dossier);
    for row in 0..rows.height {
        let at = page.lines.offset + usize::from(row);
        let Some(mention) = page.line_at(at) else {
            break;
        };
        let selected = focused && at == page.lines.selected;
        if selected {
            tint(out, rows, row, Meaning::Selected);
        }
        let mut line = Line::new(out, rows, row);
        line.put(if selected { "▌" } else { " " }, Meaning::Accent);
        draw_mention(mention, dossier.kind, &widths, &mut line);
    }
}

fn draw_lines_heading(page: &DossierPage, dossier: &Dossier, area: Area, out: &mut dyn Canvas) {
    let focused = page.side == Side::Lines;
    let look = if focused {
        Meaning::Accent
    } else {
        Meaning::Dim
    };
    let shown = dossier.lines.len();
    let all = if (shown as u64) < dossier.n_mentions {
        format!(", of the newest {}", counted(dossier.n_read, "article"))
    } else {
        String::new()
    };
    let number = match shown {
        0 => String::new(),
        _ => format!(
            "{}/{} ",
            grouped(page.lines.selected as u64 + 1),
            grouped(shown as u64)
        ),
    };
    let mut line = Line::new(out, area, 0);
    line.put(if focused { "▌" } else { " " }, look)
        .put("IN CONTEXT ", look);
    let room = line.left().saturating_sub(safe::width(&number) + 1);
    line.put_cut(
        &format!("{}{all}", page.order.describe()),
        room,
        Meaning::Dim,
    )
    .put_right(&number, Meaning::Dim);
}

/// How the columns of a mention share a line.
struct Widths {
    date: usize,
    source: usize,
    before: usize,
}

/// Columns of a date, and of a source by how much room there is.
const DATE: usize = 11;
const SOURCE: (usize, usize, usize) = (8, 14, 20);

impl Widths {
    fn new(width: u16, dossier: &Dossier) -> Self {
        let date = if width >= 56 { DATE } else { 0 };
        let longest = || {
            dossier
                .lines
                .iter()
                .take(200)
                .map(|line| safe::width(&line.source))
                .max()
        };
        let room = match width {
            ..MEDIUM => 0,
            MEDIUM..82 => SOURCE.0,
            82..WIDE => SOURCE.1,
            _ => SOURCE.2,
        };
        let source = longest().unwrap_or(0).min(room);
        let taken = 2 + date + 2 * usize::from(date > 0) + source + usize::from(source > 0);
        // The name stands a little left of the middle: what follows tells more.
        let before = usize::from(width).saturating_sub(taken) * 2 / 5;
        Self {
            date,
            source,
            before,
        }
    }
}

fn draw_mention(mention: &Mention, kind: Option<Kind>, widths: &Widths, line: &mut Line<'_>) {
    let date = mention.date.map_or_else(String::new, PartialDate::short);
    if widths.date > 0 {
        // The years stand in one column.
        line.skip(widths.date - safe::width(&date).min(widths.date))
            .put(&date, Meaning::Dim)
            .skip(2);
    }
    if widths.source > 0 {
        let source = safe::cut(&mention.source, widths.source);
        line.put(&source, Meaning::Dim)
            .skip(widths.source + 1 - safe::width(&source));
    }
    let before = safe::cut_start(&mention.before, widths.before);
    let named = kind
        .map_or(Meaning::Text, Meaning::Kind)
        .and(Meaning::Strong);
    line.skip(widths.before - safe::width(&before))
        .put(&before, Meaning::Text)
        .put(&mention.name, named)
        .put_cut(&mention.after, usize::MAX, Meaning::Text);
}
