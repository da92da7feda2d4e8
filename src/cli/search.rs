//! `dossier search`: what a query finds.

use super::args::{Format, Search, SearchFormat};
use super::browsing::inputs;
use super::excerpt::{Excerpt, excerpt};
use super::heading::{dated, heading, place};
use super::look::{Look, Page, fields};
use super::records::Records;
use super::{Error, Found, facets, read, say, topics};
use crate::corpus::{Article, Card};
use crate::entities::Recognizer;
use crate::library::{self, Library};
use crate::query::{self, Extent, Hit, Mode, Node, Query, Results, snippet};
use crate::text::calendar::PartialDate;
use serde::Serialize;
use std::io::{self, Write};

/// Articles printed unless told otherwise.
const LIMIT: usize = 20;
/// Widest snippet in JSON and in a pipe, in columns.
const COLUMNS: usize = 160;

/// A hit as scripts read it.
#[derive(Serialize)]
struct Record<'a> {
    rank: usize,
    score: f32,
    path: String,
    id: &'a str,
    title: &'a str,
    source: Option<&'a str>,
    date: Option<PartialDate>,
    snippet: String,
    highlights: Vec<(u32, u32)>,
}

/// Searches, and prints what is found.
pub(super) fn run(
    asked: &Search,
    look: &Look,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> Result<Found, Error> {
    if let Some(file) = &asked.topics {
        return topics::run(asked, file, out, errors);
    }
    let query = query::parse(asked.query.as_deref().unwrap_or_default(), Mode::Whole);
    for problem in &query.problems {
        say(errors, &format!("query: {}", problem.message));
    }
    let inputs = inputs(&asked.paths);
    let needs_names = asked.facets || query.root.as_ref().is_some_and(names_entities);
    let recognizer = needs_names.then(Recognizer::embedded);
    let library = library::read_once(&inputs, recognizer.as_ref(), asked.threads);
    read::check(&library.corpus, &inputs, errors)?;
    let results = query::search(
        library.view(),
        &query,
        &[],
        asked.sort.into(),
        extent(asked),
    );
    for note in results.notes() {
        say(errors, &format!("query: {}", note.message));
    }
    if asked.facets {
        facets::print(asked, look, &library, &results.hits, out)?;
    } else {
        print(asked, look, &library, &query, &results, out)?;
    }
    let (shown, all) = (results.hits.len(), results.n_hits);
    let hides = shown < all && asked.limit.is_none() && !asked.facets;
    if hides && !is_page(asked, look) {
        say(
            errors,
            &format!("{shown} of {all} articles printed; --limit 0 prints all"),
        );
    }
    Ok(if all > 0 {
        Found::Something
    } else {
        Found::Nothing
    })
}

/// Whether a condition can only be answered once the entities are known.
fn names_entities(node: &Node) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(names_entities),
        Node::Not(node) => names_entities(node),
        Node::Entity(_) | Node::Mentions(_) => true,
        Node::Nothing | Node::Words(_) | Node::Source(_) | Node::Path(_) | Node::Date(_) => false,
    }
}

/// How many hits are needed.
fn extent(asked: &Search) -> Extent {
    match asked.limit.unwrap_or(LIMIT) {
        // Facets count all.
        _ if asked.facets => Extent::All,
        0 => Extent::All,
        limit => Extent::First(limit),
    }
}

fn is_page(asked: &Search, look: &Look) -> bool {
    asked.format == SearchFormat::Text && matches!(look, Look::Page(_))
}

fn print(
    asked: &Search,
    look: &Look,
    library: &Library,
    query: &Query,
    results: &Results,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = results.hits.len();
    let hits = results.hits.iter();
    let articles = library.corpus.articles(hits.clone().map(|hit| hit.article));
    let hits = hits.zip(articles.map(|(_, article)| article));
    match (asked.format, look) {
        (SearchFormat::Json | SearchFormat::Jsonl | SearchFormat::Run, _) => {
            let format = match asked.format {
                SearchFormat::Json => Format::Json,
                _ => Format::Jsonl,
            };
            let mut records = Records::new(out, format);
            for (rank, (hit, article)) in (1..).zip(hits) {
                records.put(&record(rank, *hit, &article, query))?;
            }
            records.end()
        }
        (SearchFormat::Text, Look::Fields) => {
            for (_, article) in hits {
                let line = excerpt(&article, &snippet(&article, query, COLUMNS));
                let card = &article.card;
                fields(
                    out,
                    &[
                        &card.title.text,
                        card.source_name().unwrap_or_default(),
                        &card
                            .date
                            .as_ref()
                            .map(|date| dated(date, |d| d.to_string()))
                            .unwrap_or_default(),
                        &place(card),
                        &line.text,
                    ],
                )?;
            }
            Ok(())
        }
        (SearchFormat::Text, Look::Page(page)) => {
            let margin = shown.to_string().len();
            for (rank, (_, article)) in (1..).zip(hits) {
                let columns = page.columns.saturating_sub(margin + 2);
                let line = excerpt(&article, &snippet(&article, query, columns));
                on_page(page, margin, rank, &article.card, &line, out)?;
            }
            summary(page, shown, results.n_hits, out)
        }
    }
}

fn record<'a>(rank: usize, hit: Hit, article: &'a Article, query: &Query) -> Record<'a> {
    let line = excerpt(article, &snippet(article, query, COLUMNS));
    let card = &article.card;
    Record {
        rank,
        score: hit.score,
        path: card.origin.to_string(),
        id: &card.name,
        title: &card.title.text,
        source: card.source_name(),
        date: card.published(),
        highlights: line
            .marks
            .iter()
            .map(|mark| (mark.start, mark.end))
            .collect(),
        snippet: line.text,
    }
}

/// Three lines for a hit: title; source, date and place; snippet.
fn on_page(
    page: &Page,
    margin: usize,
    rank: usize,
    card: &Card,
    line: &Excerpt,
    out: &mut dyn Write,
) -> io::Result<()> {
    let theme = &page.theme;
    let columns = page.columns.saturating_sub(margin + 2);
    page.put(out, &format!("{rank:>margin$}  "), theme.dim)?;
    heading(page, card, margin + 2, out)?;
    if !line.text.is_empty() {
        write!(out, "{:1$}  ", "", margin)?;
        debug_assert!(crate::text::safe::width(&line.text) <= columns.max(2));
        page.put_marked(out, &line.text, &line.marks, theme.mark)?;
        writeln!(out)?;
    }
    writeln!(out)
}

/// The last line: how much there is.
fn summary(page: &Page, shown: usize, all: usize, out: &mut dyn Write) -> io::Result<()> {
    let said = match all {
        0 => "no article found".to_owned(),
        1 => "1 article".to_owned(),
        _ if shown < all => format!("{shown} of {all} articles; --limit 0 shows all"),
        _ => format!("{all} articles"),
    };
    page.put(out, &said, page.theme.dim)?;
    writeln!(out)
}
