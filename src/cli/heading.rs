//! What an article is called and where it is, in text.

use super::look::Page;
use crate::corpus::{Card, Claim};
use crate::text::calendar::PartialDate;
use crate::text::safe;
use std::io::{self, Write};

/// Two lines for an article, of which the first is begun already: its title; source, date
/// and place, `indent` columns in.
pub(super) fn heading(
    page: &Page,
    card: &Card,
    indent: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let theme = &page.theme;
    let columns = page.columns.saturating_sub(indent);
    let title = safe::cut(&card.title.text, columns);
    let style = if card.title.derived {
        theme.emphasis
    } else {
        theme.title
    };
    page.put(out, &title, style)?;
    let mut facts = Vec::new();
    facts.extend(card.source_name().map(str::to_owned));
    facts.extend(
        card.date
            .as_ref()
            .map(|date| dated(date, PartialDate::short)),
    );
    facts.extend(card.title.derived.then(|| "no title".to_owned()));
    facts.push(place(card));
    write!(out, "\n{:indent$}", "")?;
    page.put(out, &facts.join(" · "), theme.dim)?;
    writeln!(out)
}

/// A date in words, with a question mark if it is only inferred.
pub(super) fn dated(date: &Claim<PartialDate>, words: impl Fn(PartialDate) -> String) -> String {
    let mark = if date.evidence.is_uncertain() {
        "?"
    } else {
        ""
    };
    format!("{}{mark}", words(date.value))
}

/// Where an article is, with the line of a record.
pub(super) fn place(card: &Card) -> String {
    match card.origin.line() {
        Some(line) => format!("{}:{line}", card.origin),
        None => card.origin.to_string(),
    }
}
