//! `dossier export`: the dossier of an entity, to be kept.
//!
//! In go a name and paths; out comes the page of the entity that the name means, as
//! Markdown or as one JSON object. Where several have that spelling the one that most
//! articles name is taken, and the others are said.

use super::args::{Export, ExportFormat};
use super::browsing::inputs;
use super::{Error, Found, read, say};
use crate::entities::{EntityId, Form, Kind};
use crate::library::Library;
use crate::query::entity::dossier::{Companion, Dossier, Line, dossier, markdown};
use crate::text::calendar::PartialDate;
use serde::Serialize;
use std::io::Write;

/// Prints the dossier of an entity.
///
/// # Errors
/// When nothing could be read, or the output takes no more.
pub(super) fn run(
    asked: &Export,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> Result<Found, Error> {
    let inputs = inputs(&asked.paths);
    let library = read::named(&inputs, asked.threads);
    read::check(&library.corpus, &inputs, errors)?;
    let ids = library.catalog.lookup(&asked.entity, asked.kind);
    let found = ids.first().and_then(|id| dossier(library.view(), *id));
    let Some(page) = found else {
        let kind = asked.kind.map_or("entity", Kind::name);
        say(errors, &format!("{}: no {kind} is called so", asked.entity));
        return Ok(Found::Nothing);
    };
    say_others(&library, &asked.entity, &ids, errors);
    match asked.format {
        ExportFormat::Markdown => out.write_all(markdown(&page, asked.order.into()).as_bytes())?,
        ExportFormat::Json => {
            let record = Record::new(&library, &page);
            let json = serde_json::to_string_pretty(&record).map_err(std::io::Error::from)?;
            writeln!(out, "{json}")?;
        }
    }
    Ok(Found::Something)
}

/// Says which other entities have the spelling.
fn say_others(library: &Library, asked: &str, ids: &[EntityId], errors: &mut dyn Write) {
    let others = ids.iter().skip(1).filter_map(|id| library.catalog.get(*id));
    for other in others {
        let line = format!(
            "{asked}: also {} ({}); --kind chooses",
            other.name, other.kind
        );
        say(errors, &line);
    }
}

/// A dossier as scripts read it.
#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    kind: Option<Kind>,
    articles: usize,
    mentions: u64,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
    forms: &'a [Form],
    called: &'a [Form],
    over_time: Vec<Step>,
    named_with: Vec<Beside<'a>>,
    dates: Vec<Beside<'a>>,
    in_context: Vec<InContext<'a>>,
}

/// Articles of a step of time.
#[derive(Serialize)]
struct Step {
    date: PartialDate,
    articles: u32,
}

/// An entity beside the one exported.
#[derive(Serialize)]
struct Beside<'a> {
    name: &'a str,
    kind: Kind,
    count: u32,
}

/// A mention in context.
#[derive(Serialize)]
struct InContext<'a> {
    path: String,
    title: &'a str,
    source: Option<&'a str>,
    date: Option<PartialDate>,
    start: u32,
    end: u32,
    before: &'a str,
    text: &'a str,
    after: &'a str,
}

impl<'a> Record<'a> {
    fn new(library: &'a Library, page: &'a Dossier) -> Self {
        let beside = |of: &'a Companion| Beside {
            name: &of.name,
            kind: of.kind,
            count: of.count,
        };
        let in_context = |line: &'a Line| {
            let card = library.card(line.article)?;
            Some(InContext {
                path: card.origin.to_string(),
                title: &card.title.text,
                source: card.source_name(),
                date: line.date,
                start: line.in_file.start,
                end: line.in_file.end,
                before: &line.before,
                text: &line.name,
                after: &line.after,
            })
        };
        let step = |(date, articles)| Step { date, articles };
        Self {
            name: &page.name,
            kind: page.kind,
            articles: page.n_articles,
            mentions: page.n_mentions,
            first: page.seen.map(|(first, _)| first),
            last: page.seen.map(|(_, last)| last),
            forms: &page.forms,
            called: &page.called,
            over_time: page.trend.steps().map(step).collect(),
            named_with: page.company.iter().map(beside).collect(),
            dates: page.dates.iter().map(beside).collect(),
            in_context: page.lines.iter().filter_map(in_context).collect(),
        }
    }
}
