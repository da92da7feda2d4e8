//! `dossier search --facets`: what the articles found name, who published them and when.

use super::args::{Search, SearchFormat};
use super::look::{Look, fields};
use super::records::Records;
use crate::entities::Kind;
use crate::library::Library;
use crate::query::{Hit, facets, published};
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// Values printed of a facet unless told otherwise.
const LIMIT: usize = 20;

/// A value of a facet, and the number of articles that have it.
#[derive(Serialize)]
struct Counted {
    name: String,
    articles: u32,
}

/// Facets by name, each with its most frequent values, in the order of the contract.
fn counted(library: &Library, hits: &[Hit], limit: usize) -> Vec<(&'static str, Vec<Counted>)> {
    let named = |name: &dyn ToString, articles: u32| Counted {
        name: name.to_string(),
        articles,
    };
    let of = published(&library.corpus, hits);
    let sources = of.sources.iter().map(|(name, n)| named(name, *n));
    let years = of.years.iter().map(|(date, n)| named(date, *n));
    let months = of.months.iter().map(|(date, n)| named(date, *n));
    let mut all: Vec<(&str, Vec<Counted>)> = vec![
        ("source", sources.take(limit).collect()),
        ("year", years.take(limit).collect()),
        ("month", months.take(limit).collect()),
    ];
    let entities = facets(library.view(), hits);
    for kind in Kind::ALL {
        let of_kind = entities.iter().filter_map(|(id, n)| {
            let entity = library.catalog.get(*id)?;
            (entity.kind == kind).then(|| named(&entity.name, *n))
        });
        all.push((kind.name(), of_kind.take(limit).collect()));
    }
    all
}

/// Prints the facets of all hits.
pub(super) fn print(
    asked: &Search,
    look: &Look,
    library: &Library,
    hits: &[Hit],
    out: &mut dyn Write,
) -> io::Result<()> {
    let limit = match asked.limit.unwrap_or(LIMIT) {
        0 => usize::MAX,
        limit => limit,
    };
    let facets = counted(library, hits, limit);
    if asked.format != SearchFormat::Text {
        let mut object = Map::new();
        object.insert("articles".to_owned(), Value::from(hits.len()));
        for (facet, values) in facets {
            object.insert(facet.to_owned(), serde_json::to_value(values)?);
        }
        return Records::one(out, &object);
    }
    for (facet, values) in facets {
        if let (Look::Page(page), false) = (look, values.is_empty()) {
            page.put(out, facet, page.theme.title)?;
            writeln!(out)?;
        }
        for Counted { name, articles } in values {
            match look {
                Look::Fields => fields(out, &[facet, &name, &articles.to_string()])?,
                Look::Page(page) => {
                    page.put(out, &format!("{articles:>9}  "), page.theme.dim)?;
                    page.put(out, &name, page.theme.text)?;
                    writeln!(out)?;
                }
            }
        }
    }
    Ok(())
}
