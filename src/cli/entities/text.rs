//! What articles name, to be read or cut at tabs.

use super::spellings;
use crate::cli::heading::{heading, place};
use crate::cli::look::{Page, fields};
use crate::corpus::Article;
use crate::entities::{Appearance, Entity};
use crate::text::safe;
use std::io::{self, Write};

/// A line an entity, or a mention.
pub(super) fn in_fields(
    article: &Article,
    found: &[(Entity<'_>, Appearance)],
    each: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let place = place(&article.card);
    for (entity, appearance) in found {
        let (kind, name) = (entity.kind.name(), entity.name);
        if each {
            for span in &appearance.mentions {
                let there = article.in_file(*span);
                let (start, end) = (there.start.to_string(), there.end.to_string());
                fields(
                    out,
                    &[&place, kind, name, &start, &end, span.slice(&article.text)],
                )?;
            }
        } else {
            let count = appearance.mentions.len().to_string();
            let forms = spellings(article, &appearance.mentions).join(" · ");
            fields(out, &[&place, kind, name, &count, &forms])?;
        }
    }
    Ok(())
}

/// An article's heading, then a line an entity; its mentions below it.
pub(super) fn on_page(
    page: &Page,
    article: &Article,
    found: &[(Entity<'_>, Appearance)],
    each: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    heading(page, &article.card, 0, out)?;
    for (entity, appearance) in found {
        let forms = spellings(article, &appearance.mentions);
        row(
            page,
            entity,
            &appearance.mentions.len().to_string(),
            &forms,
            out,
        )?;
        for span in appearance.mentions.iter().filter(|_| each) {
            let there = article.in_file(*span);
            let place = format!("{:KIND$}    {}..{}  ", "", there.start, there.end);
            page.put(out, &place, page.theme.dim)?;
            writeln!(out, "{}", safe::clean(span.slice(&article.text)))?;
        }
    }
    writeln!(out)
}

/// Columns of the longest name of a kind.
const KIND: usize = "organization".len();
/// Columns of a count.
const COUNT: usize = 7;

/// Kind, name, count and the other spellings of an entity on one line.
fn row(
    page: &Page,
    entity: &Entity<'_>,
    count: &str,
    forms: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    let theme = &page.theme;
    let left = page.columns.saturating_sub(2 + KIND + 2 + COUNT + 2);
    let name = left.min((left / 2).max(24));
    write!(out, "  ")?;
    page.put_padded(out, entity.kind.name(), KIND + 2, theme.dim)?;
    page.put_padded(out, entity.name, name, theme.kind(entity.kind))?;
    write!(out, "{count:>COUNT$}")?;
    let others: Vec<&str> = forms
        .iter()
        .filter(|form| **form != entity.name)
        .map(String::as_str)
        .collect();
    if !others.is_empty() && left > name {
        let others = safe::cut(&others.join(" · "), left - name);
        write!(out, "  ")?;
        page.put(out, &others, theme.dim)?;
    }
    writeln!(out)
}

/// A line for an entity of all articles.
pub(super) fn merged_in_fields(entity: &Entity<'_>, out: &mut dyn Write) -> io::Result<()> {
    let articles = entity.articles.len().to_string();
    let mentions = entity.mentions().to_string();
    let forms = forms(entity).join(" · ");
    fields(
        out,
        &[
            entity.kind.name(),
            entity.name,
            &articles,
            &mentions,
            &forms,
        ],
    )
}

/// A line for an entity of all articles, laid out.
pub(super) fn merged_on_page(
    page: &Page,
    entity: &Entity<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    row(
        page,
        entity,
        &entity.articles.len().to_string(),
        &forms(entity),
        out,
    )
}

fn forms(entity: &Entity<'_>) -> Vec<String> {
    entity.forms.texts().map(str::to_owned).collect()
}
