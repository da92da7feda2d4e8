//! A dossier as Markdown, to be kept or sent.

use super::{Companion, Dossier, Line, Order, Unit, concordance};
use crate::entities::Form;
use crate::text::safe::clean;
use std::fmt::Write;

/// Rows of a list that are written; what is left out is said.
const ROWS: usize = 40;

/// The page as Markdown: headings, lists, and the mentions in context as a list with the
/// name in bold. Text of articles is escaped, so that it cannot act as markup.
#[must_use]
pub fn markdown(dossier: &Dossier, order: Order) -> String {
    let mut out = String::new();
    head(dossier, &mut out);
    trend(dossier, &mut out);
    companions("Named with", "articles", &dossier.company, &mut out);
    companions(
        "Dates in its sentences",
        "mentions",
        &dossier.dates,
        &mut out,
    );
    forms("Called", &dossier.called, &mut out);
    lines(dossier, order, &mut out);
    out
}

fn head(dossier: &Dossier, out: &mut String) {
    let kind = dossier.kind.map_or("", crate::entities::Kind::name);
    let _ = writeln!(out, "# {}\n", escaped(&dossier.name));
    let _ = write!(
        out,
        "{kind}, {} in {}",
        counted(dossier.n_mentions, "mention"),
        counted(dossier.n_articles as u64, "article"),
    );
    if let Some((first, last)) = dossier.seen {
        let range = if first == last {
            first.long()
        } else {
            format!("{} to {}", first.long(), last.long())
        };
        let _ = write!(out, ", {range}");
    }
    out.push_str("\n\n");
    forms("Spellings", &dossier.forms, out);
}

fn forms(heading: &str, forms: &[Form], out: &mut String) {
    let rows = forms
        .iter()
        .map(|form| format!("{} ({})", escaped(&form.text), form.count));
    list(heading, rows.collect(), out);
}

fn companions(heading: &str, what: &str, companions: &[Companion], out: &mut String) {
    let row = |of: &Companion| format!("{}, {}, {} {what}", escaped(&of.name), of.kind, of.count);
    list(heading, companions.iter().map(row).collect(), out);
}

fn list(heading: &str, rows: Vec<String>, out: &mut String) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {heading}\n");
    let more = rows.len().saturating_sub(ROWS);
    for row in rows.into_iter().take(ROWS) {
        let _ = writeln!(out, "- {row}");
    }
    if more > 0 {
        let _ = writeln!(out, "- and {more} more");
    }
    out.push('\n');
}

fn trend(dossier: &Dossier, out: &mut String) {
    let trend = &dossier.trend;
    let what = match trend.unit {
        Unit::Day => "Articles by day",
        Unit::Month => "Articles by month",
        Unit::Year => "Articles by year",
    };
    let steps = trend.steps();
    let rows = steps.filter(|(_, count)| *count > 0);
    let mut rows: Vec<String> = rows
        .map(|(date, count)| format!("{}: {count}", date.long()))
        .collect();
    rows.extend((trend.coarse > 0).then(|| format!("less exactly known: {}", trend.coarse)));
    rows.extend((trend.undated > 0).then(|| format!("without a date: {}", trend.undated)));
    list(what, rows, out);
}

fn lines(dossier: &Dossier, order: Order, out: &mut String) {
    if dossier.lines.is_empty() {
        return;
    }
    let shown = dossier.lines.len() as u64;
    let all = if shown < dossier.n_mentions {
        format!(
            ", {shown} of {} mentions, those of the newest articles",
            dossier.n_mentions
        )
    } else {
        String::new()
    };
    let _ = writeln!(out, "## In context, {}{all}\n", order.describe());
    for at in concordance::sorted(&dossier.lines, order) {
        if let Some(line) = dossier.lines.get(at as usize) {
            let _ = writeln!(out, "- {}", in_context(line));
        }
    }
}

fn in_context(line: &Line) -> String {
    let facts = [
        (!line.source.is_empty()).then(|| escaped(&line.source)),
        line.date.map(crate::text::calendar::PartialDate::short),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!(" ({})", facts.join(", "))
    };
    format!(
        "{}**{}**{}{facts}",
        escaped(&line.before),
        escaped(&line.name),
        escaped(&line.after)
    )
}

fn counted(n: u64, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{ending}")
}

/// A text made printable, with everything escaped that Markdown or HTML reads as markup.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '!' | '~'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
