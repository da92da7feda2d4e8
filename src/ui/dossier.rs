//! The dossier of an entity, drawn.

use super::chart;
use super::paint::{Line, counted, tint};
use super::theme::Theme;
use crate::app::App;
use crate::app::dossier::{DossierSheet, ListRow, Parts, Side};
use crate::app::layout::{Area, MEDIUM, WIDE};
use crate::app::page::grouped;
use crate::entities::{Form, Kind};
use crate::library::Phase;
use crate::query::dossier::{Companion, Dossier, Line as Mention, Unit};
use crate::text::calendar::PartialDate;
use crate::text::{safe, wrap};
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use std::fmt::Write as _;

/// Draws a dossier in place of the panes.
pub(super) fn paint(app: &App, sheet: &DossierSheet, theme: &Theme, buffer: &mut Buffer) {
    let parts = Parts::new(app.layout.sheet(), sheet.side);
    let Some(dossier) = &sheet.dossier else {
        return paint_waiting(app, sheet, parts.head, theme, buffer);
    };
    paint_head(app, sheet, dossier, parts.head, theme, buffer);
    paint_chart(dossier, parts.chart, theme, buffer);
    paint_lists(sheet, dossier, parts.lists, theme, buffer);
    paint_lines(sheet, dossier, parts.lines, theme, buffer);
    if !parts.lists.is_empty() && !parts.lines.is_empty() {
        let column = Area {
            x: parts.lines.x.saturating_sub(1),
            width: 1,
            ..parts.lines
        };
        for row in 0..column.height {
            Line::new(buffer, column, row).put("│", theme.rule);
        }
    }
}

fn paint_waiting(app: &App, sheet: &DossierSheet, area: Area, theme: &Theme, buffer: &mut Buffer) {
    title(sheet, area, theme, buffer);
    let said = match (sheet.waiting, app.library.progress.phase < Phase::Ready) {
        (true, _) => "Gathering …",
        (false, true) => "Nothing names it so far; entities are still being recognized.",
        (false, false) => "No article names it any more. Esc goes back.",
    };
    Line::new(buffer, area, 2)
        .put("  ", theme.text)
        .put(said, theme.dim);
}

fn title<'a>(sheet: &DossierSheet, area: Area, theme: &Theme, buffer: &'a mut Buffer) -> Line<'a> {
    let mut line = Line::new(buffer, area, 0);
    let kind = sheet.kind.name();
    let room = line.left().saturating_sub(safe::width(kind) + 5);
    line.put(" ", theme.text)
        .put_cut(
            &sheet.name,
            room,
            theme.kind(sheet.kind).patch(theme.strong),
        )
        .put("  ", theme.text)
        .put(kind, theme.dim);
    line
}

fn paint_head(
    app: &App,
    sheet: &DossierSheet,
    dossier: &Dossier,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    title(sheet, area, theme, buffer);
    let numbers = numbers(app, dossier);
    Line::new(buffer, area, 1)
        .put(" ", theme.text)
        .put_cut(&numbers, usize::MAX, theme.text);
    let forms = spelled(&dossier.forms, &dossier.name);
    let columns = usize::from(area.width.saturating_sub(3));
    let rows = usize::from(area.height.saturating_sub(3)).max(1);
    let wrapped = wrap::wrap(&forms, &[], columns);
    for (at, (row, span)) in (2..).zip(&wrapped).take(rows).enumerate() {
        let mut line = Line::new(buffer, area, row);
        line.put(" ", theme.text).put(span.slice(&forms), theme.dim);
        if at + 1 == rows && wrapped.len() > rows {
            line.put(" …", theme.dim);
        }
    }
}

/// Its mentions, its articles, and when they were published.
fn numbers(app: &App, dossier: &Dossier) -> String {
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
    if app.library.progress.phase < Phase::Ready {
        said += " · so far";
    }
    said
}

/// Its spellings but for the name itself, with their numbers.
fn spelled(forms: &[Form], name: &str) -> String {
    let forms: Vec<String> = forms
        .iter()
        .map(|form| format!("{}\u{a0}{}", form.text, grouped(u64::from(form.count))))
        .collect();
    match forms.as_slice() {
        [only] if only.starts_with(name) => "spelled so everywhere".to_owned(),
        _ => format!("spelled {}", forms.join(" · ")),
    }
}

fn paint_chart(dossier: &Dossier, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let trend = &dossier.trend;
    let Some((first, last)) = trend.range.filter(|_| area.height > 2) else {
        return paint_timeless(dossier, area, theme, buffer);
    };
    let area = area.inset(1);
    let (axis, bars) = area.split_bottom(1);
    let (head, bars) = bars.split_top(1);
    let counts = trend.at_most(usize::from(bars.width));
    let style = dossier.kind.map_or(theme.text, |kind| theme.kind(kind));
    chart::columns(&counts, bars, style, buffer);
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
    Line::new(buffer, head, 0).put_cut(&said, usize::MAX, theme.dim);
    let drawn = u16::try_from(counts.len() * (usize::from(bars.width) / counts.len()).clamp(1, 3));
    let axis = Area {
        width: drawn
            .unwrap_or(axis.width)
            .clamp(24.min(axis.width), axis.width),
        ..axis
    };
    let mut line = Line::new(buffer, axis, 0);
    line.put(&first.short(), theme.dim);
    if first != last {
        line.put(" ", theme.dim).put_right(&last.short(), theme.dim);
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

fn paint_timeless(dossier: &Dossier, area: Area, theme: &Theme, buffer: &mut Buffer) {
    if dossier.trend.range.is_none() {
        Line::new(buffer, area.inset(1), 1).put("none of its articles has a date", theme.dim);
    }
}

fn paint_lists(
    sheet: &DossierSheet,
    dossier: &Dossier,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let focused = sheet.side == Side::Lists;
    let (heading, rows) = area.split_top(1);
    let rows = Area {
        width: rows.width.saturating_sub(2),
        ..rows
    };
    let mut line = Line::new(buffer, heading, 0);
    let style = if focused { theme.accent } else { theme.dim };
    line.put(if focused { "▌" } else { " " }, style)
        .put("BESIDE IT", style);
    if sheet.rows.is_empty() {
        Line::new(buffer, rows, 1).put("  nothing else is named there", theme.dim);
    }
    for row in 0..rows.height {
        let at = sheet.lists.offset + usize::from(row);
        let Some(shown) = sheet.rows.get(at) else {
            break;
        };
        let selected = focused && at == sheet.lists.selected;
        if selected {
            tint(buffer, rows, row, theme.selected);
        }
        let mut line = Line::new(buffer, rows, row);
        match shown {
            ListRow::Heading(name, n, listed) => {
                let n = if n == listed {
                    format!(" {}", grouped(*n as u64))
                } else {
                    format!(" {}, top {listed}", grouped(*n as u64))
                };
                line.put(" ", theme.text)
                    .put(name, theme.heading)
                    .put(&n, theme.dim);
            }
            ListRow::Company(n) => {
                paint_companion(dossier.company.get(*n), selected, &mut line, theme);
            }
            ListRow::Date(n) => paint_companion(dossier.dates.get(*n), selected, &mut line, theme),
            ListRow::Called(n) => {
                if let Some(form) = dossier.called.get(*n) {
                    let count = u64::from(form.count);
                    paint_row(&form.text, theme.text, count, selected, &mut line, theme);
                }
            }
        }
    }
}

fn paint_companion(of: Option<&Companion>, selected: bool, line: &mut Line<'_>, theme: &Theme) {
    if let Some(of) = of {
        paint_row(
            &of.name,
            theme.kind(of.kind),
            u64::from(of.count),
            selected,
            line,
            theme,
        );
    }
}

fn paint_row(
    name: &str,
    style: Style,
    count: u64,
    selected: bool,
    line: &mut Line<'_>,
    theme: &Theme,
) {
    let count = grouped(count);
    let room = line.left().saturating_sub(safe::width(&count) + 5);
    line.put(if selected { "▌  " } else { "   " }, theme.accent)
        .put_cut(name, room, style)
        .put_right(&count, theme.dim);
}

fn paint_lines(
    sheet: &DossierSheet,
    dossier: &Dossier,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let focused = sheet.side == Side::Lines;
    let (heading, rows) = area.split_top(1);
    paint_lines_heading(sheet, dossier, heading, theme, buffer);
    let widths = Widths::new(rows.width, dossier);
    for row in 0..rows.height {
        let at = sheet.lines.offset + usize::from(row);
        let Some(mention) = sheet.line_at(at) else {
            break;
        };
        let selected = focused && at == sheet.lines.selected;
        if selected {
            tint(buffer, rows, row, theme.selected);
        }
        let mut line = Line::new(buffer, rows, row);
        line.put(if selected { "▌" } else { " " }, theme.accent);
        paint_mention(mention, dossier.kind, &widths, &mut line, theme);
    }
}

fn paint_lines_heading(
    sheet: &DossierSheet,
    dossier: &Dossier,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let focused = sheet.side == Side::Lines;
    let style = if focused { theme.accent } else { theme.dim };
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
            grouped(sheet.lines.selected as u64 + 1),
            grouped(shown as u64)
        ),
    };
    let mut line = Line::new(buffer, area, 0);
    line.put(if focused { "▌" } else { " " }, style)
        .put("IN CONTEXT ", style);
    let room = line.left().saturating_sub(safe::width(&number) + 1);
    line.put_cut(&format!("{}{all}", sheet.order.describe()), room, theme.dim)
        .put_right(&number, theme.dim);
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

fn paint_mention(
    mention: &Mention,
    kind: Option<Kind>,
    widths: &Widths,
    line: &mut Line<'_>,
    theme: &Theme,
) {
    let date = mention.date.map_or_else(String::new, PartialDate::short);
    if widths.date > 0 {
        // The years stand in one column.
        line.skip(widths.date - safe::width(&date).min(widths.date))
            .put(&date, theme.dim)
            .skip(2);
    }
    if widths.source > 0 {
        let source = safe::cut(&mention.source, widths.source);
        line.put(&source, theme.dim)
            .skip(widths.source + 1 - safe::width(&source));
    }
    let before = safe::cut_start(&mention.before, widths.before);
    let named = kind
        .map_or(theme.text, |kind| theme.kind(kind))
        .patch(theme.strong);
    line.skip(widths.before - safe::width(&before))
        .put(&before, theme.text)
        .put(&mention.name, named)
        .put_cut(&mention.after, usize::MAX, theme.text);
}
