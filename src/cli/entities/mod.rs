//! `dossier entities`: what articles name.
//!
//! In go paths; out come an article's entities and dates with their places, or those of
//! all articles merged, named and counted as the browser does.

mod records;
mod text;

use super::args::{Entities, Format};
use super::browsing::inputs;
use super::look::Look;
use super::records::Records;
use super::{Error, Found, read};
use crate::corpus::files::load::{self, Batch, Input};
use crate::corpus::{Article, ArticleId, Corpus, Packer, Skipped, Volume};
use crate::entities::corrections::Corrections;
use crate::entities::{Appearance, Catalog, DateMention, Entity, Kind, Recognized, Recognizer};
use crate::text::Span;
use std::cmp::Reverse;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Articles and what they name, without an index: nothing is searched here.
#[derive(Default)]
struct Reading {
    corpus: Corpus,
    catalog: Catalog,
    /// The dates of each article, as the article has them.
    dates: Vec<Box<[DateMention]>>,
}

impl Reading {
    /// Reads a collection. Names and counts are those of the browser, as both come from a
    /// catalog filled in the order of the articles.
    fn new(inputs: &[Input], threads: usize) -> Self {
        let (recognizer, packer) = (Recognizer::embedded(), Packer::default());
        let corrections = read::corrections(inputs);
        let recognize = |batch: Batch| {
            let articles = batch.articles.iter();
            let found: Vec<Recognized> = articles
                .map(|article| corrections.cut(article, recognizer.read(article)))
                .collect();
            (packer.volume(batch.articles), batch.skipped, found)
        };
        let mut reading = Self::default();
        load::load(inputs, threads, recognize, |(volume, skipped, found)| {
            reading.add(volume, skipped, found);
            ControlFlow::Continue(())
        });
        reading.note(&corrections);
        reading.catalog.correct(corrections);
        reading.catalog.settle(&recognizer);
        reading
    }

    /// Lists the corrections that could not be read.
    fn note(&mut self, corrections: &Corrections) {
        let path = corrections.place().unwrap_or_default();
        let skipped = corrections.unread().map(|unread| Skipped {
            path: path.to_owned(),
            reason: unread.to_string(),
        });
        self.corpus.push(Arc::default(), skipped.collect());
    }

    fn add(&mut self, volume: Volume, skipped: Vec<Skipped>, found: Vec<Recognized>) {
        let ArticleId(first) = self.corpus.push(Arc::new(volume), skipped);
        for (id, recognized) in (first..).map(ArticleId).zip(found) {
            self.dates.push(recognized.dates.clone().into());
            self.catalog.add(id, recognized);
        }
    }

    /// An article's entities of the kinds asked for: by kind, then most mentions first.
    fn of(&self, id: ArticleId, asked: &Entities) -> Vec<(Entity<'_>, Appearance)> {
        let appearances = self.catalog.of_article(id).unwrap_or_default().into_iter();
        let known = appearances.filter_map(|it| Some((self.catalog.get(it.entity)?, it)));
        let mut found: Vec<_> = known
            .filter(|(entity, _)| wants(asked, entity.kind))
            .collect();
        found.sort_by_key(|(entity, it)| {
            (
                entity.kind,
                Reverse(it.mentions.len()),
                it.mentions.first().copied(),
            )
        });
        found
    }

    fn articles(&self, asked: &Entities) -> impl Iterator<Item = (ArticleId, Article)> {
        let ids = self.corpus.iter().map(|(id, _)| id);
        self.corpus.articles(ids.take(limit(asked)))
    }
}

fn wants(asked: &Entities, kind: Kind) -> bool {
    asked.kinds.is_empty() || asked.kinds.contains(&kind)
}

fn limit(asked: &Entities) -> usize {
    if asked.limit == 0 {
        usize::MAX
    } else {
        asked.limit
    }
}

/// Reads the articles, and prints what they name.
pub(super) fn run(
    asked: &Entities,
    look: &Look,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> Result<Found, Error> {
    let inputs = inputs(&asked.paths);
    let reading = Reading::new(&inputs, asked.threads);
    read::check(&reading.corpus, &inputs, errors)?;
    if asked.merged {
        print_merged(&reading, asked, look, out)?;
    } else {
        print(&reading, asked, look, out)?;
    }
    let found = reading
        .catalog
        .iter()
        .any(|(_, entity)| wants(asked, entity.kind));
    Ok(if found {
        Found::Something
    } else {
        Found::Nothing
    })
}

fn print(reading: &Reading, asked: &Entities, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if asked.format != Format::Text {
        let mut all = Records::new(out, asked.format);
        for (id, article) in reading.articles(asked) {
            all.put(&records::article(reading, asked, id, &article))?;
        }
        return all.end();
    }
    for (id, article) in reading.articles(asked) {
        let found = reading.of(id, asked);
        match look {
            Look::Fields => text::in_fields(&article, &found, asked.mentions, out)?,
            Look::Page(page) => text::on_page(page, &article, &found, asked.mentions, out)?,
        }
    }
    Ok(())
}

/// The spellings under some spans, white space collapsed: the most frequent first, equal
/// ones as they come.
fn spellings(article: &Article, spans: &[Span]) -> Vec<String> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for span in spans {
        let words: Vec<&str> = span.slice(&article.text).split_whitespace().collect();
        let text = words.join(" ");
        match found.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => found.push((text, 1)),
        }
    }
    found.sort_by_key(|(_, count)| Reverse(*count));
    found.into_iter().map(|(text, _)| text).collect()
}

fn print_merged(
    reading: &Reading,
    asked: &Entities,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut found: Vec<Entity<'_>> = reading.catalog.iter().map(|(_, entity)| entity).collect();
    found.retain(|entity| wants(asked, entity.kind));
    found.sort_by(|a, b| {
        (a.kind, b.articles.len(), a.name).cmp(&(b.kind, a.articles.len(), b.name))
    });
    found.truncate(limit(asked));
    if asked.format != Format::Text {
        let mut all = Records::new(out, asked.format);
        for entity in found {
            all.put(&records::merged(&entity))?;
        }
        return all.end();
    }
    for entity in found {
        match look {
            Look::Fields => text::merged_in_fields(&entity, out)?,
            Look::Page(page) => text::merged_on_page(page, &entity, out)?,
        }
    }
    Ok(())
}
