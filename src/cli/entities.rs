//! `dossier entities`: what articles name.

use super::args::{Entities, Format};
use super::browsing::inputs;
use super::look::{Look, Page, fields};
use super::records::Records;
use super::search::{heading, place};
use super::{Error, Found, read};
use crate::corpus::load::{self, Batch, Input};
use crate::corpus::{Article, ArticleId, Corpus};
use crate::entities::{Appearance, Catalog, DateMention, Entity, Form, Kind, Recognized, Recognizer};
use crate::text::Span;
use crate::text::calendar::PartialDate;
use serde::Serialize;
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
        let recognizer = Recognizer::embedded();
        let recognize = |batch: Batch| {
            let found: Vec<Recognized> = batch.articles.iter().map(|a| recognizer.read(a)).collect();
            (batch, found)
        };
        let mut reading = Self::default();
        load::load(inputs, threads, recognize, |(batch, found)| {
            reading.add(batch, found);
            ControlFlow::Continue(())
        });
        reading
    }

    fn add(&mut self, batch: Batch, found: Vec<Recognized>) {
        let articles = Arc::new(batch.articles);
        let ArticleId(first) = self.corpus.push(Arc::clone(&articles), batch.skipped);
        for (id, recognized) in (first..).map(ArticleId).zip(found) {
            self.dates.push(recognized.dates.clone().into());
            self.catalog.add(id, recognized);
        }
    }

    /// An article's entities of the kinds asked for: by kind, then most mentions first.
    fn of(&self, id: ArticleId, asked: &Entities) -> Vec<(&Entity, &Appearance)> {
        let appearances = self.catalog.of_article(id).unwrap_or_default().iter();
        let known = appearances.filter_map(|it| Some((self.catalog.get(it.entity)?, it)));
        let mut found: Vec<_> = known.filter(|(entity, _)| wants(asked, entity.kind)).collect();
        found.sort_by_key(|(entity, it)| (entity.kind, Reverse(it.mentions.len()), it.mentions.first().copied()));
        found
    }

    fn articles(&self, asked: &Entities) -> impl Iterator<Item = (ArticleId, &Article)> {
        self.corpus.iter().take(limit(asked))
    }
}

fn wants(asked: &Entities, kind: Kind) -> bool {
    asked.kinds.is_empty() || asked.kinds.contains(&kind)
}

fn limit(asked: &Entities) -> usize {
    if asked.limit == 0 { usize::MAX } else { asked.limit }
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
    let found = reading.catalog.iter().any(|(_, entity)| wants(asked, entity.kind));
    Ok(if found { Found::Something } else { Found::Nothing })
}

/// An article as scripts read it.
#[derive(Serialize)]
struct Record<'a> {
    path: String,
    line: Option<u32>,
    id: &'a str,
    title: &'a str,
    entities: Vec<EntityRecord<'a>>,
    dates: Vec<DateRecord<'a>>,
}

/// An entity of an article as scripts read it.
#[derive(Serialize)]
struct EntityRecord<'a> {
    name: &'a str,
    kind: &'static str,
    count: usize,
    forms: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Vec<MentionRecord<'a>>>,
}

/// A mention as scripts read it.
#[derive(Serialize)]
struct MentionRecord<'a> {
    start: u32,
    end: u32,
    kind: &'static str,
    text: &'a str,
}

/// A date of an article as scripts read it.
#[derive(Serialize)]
struct DateRecord<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    value: Option<PartialDate>,
    resolved_from: Option<PartialDate>,
}

/// An entity of all articles as scripts read it.
#[derive(Serialize)]
struct MergedRecord<'a> {
    name: &'a str,
    kind: &'static str,
    articles: usize,
    mentions: u64,
    forms: &'a [Form],
}

fn print(reading: &Reading, asked: &Entities, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if asked.format != Format::Text {
        let mut records = Records::new(out, asked.format);
        for (id, article) in reading.articles(asked) {
            records.put(&record(reading, asked, id, article))?;
        }
        return records.end();
    }
    for (id, article) in reading.articles(asked) {
        let found = reading.of(id, asked);
        match look {
            Look::Fields => in_fields(article, &found, asked.mentions, out)?,
            Look::Page(page) => on_page(page, article, &found, asked.mentions, out)?,
        }
    }
    Ok(())
}

fn record<'a>(reading: &'a Reading, asked: &Entities, id: ArticleId, article: &'a Article) -> Record<'a> {
    let found = reading.of(id, asked);
    let names = found.into_iter().filter(|(entity, _)| entity.kind != Kind::Date);
    let entities = names.map(|(entity, appearance)| EntityRecord {
        name: &entity.name,
        kind: entity.kind.name(),
        count: appearance.mentions.len(),
        forms: spellings(article, &appearance.mentions),
        mentions: asked.mentions.then(|| mentions(article, entity.kind, &appearance.mentions)),
    });
    let dates = reading.dates.get(id.index()).filter(|_| wants(asked, Kind::Date));
    let date = |date: &DateMention| DateRecord {
        start: date.span.start,
        end: date.span.end,
        text: date.span.slice(&article.text),
        value: date.value,
        resolved_from: date.resolved_from,
    };
    Record {
        path: article.origin.to_string(),
        line: article.origin.line(),
        id: &article.name,
        title: &article.title.text,
        entities: entities.collect(),
        dates: dates.map(|dates| dates.iter().map(date).collect()).unwrap_or_default(),
    }
}

fn mentions<'a>(article: &'a Article, kind: Kind, spans: &[Span]) -> Vec<MentionRecord<'a>> {
    let mention = |span: &Span| MentionRecord {
        start: span.start,
        end: span.end,
        kind: kind.name(),
        text: span.slice(&article.text),
    };
    spans.iter().map(mention).collect()
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

/// A line an entity, or a mention.
fn in_fields(
    article: &Article,
    found: &[(&Entity, &Appearance)],
    each: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let place = place(article);
    for (entity, appearance) in found {
        let (kind, name) = (entity.kind.name(), entity.name.as_str());
        if each {
            for span in &appearance.mentions {
                let (start, end) = (span.start.to_string(), span.end.to_string());
                fields(out, &[&place, kind, name, &start, &end, span.slice(&article.text)])?;
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
fn on_page(
    page: &Page,
    article: &Article,
    found: &[(&Entity, &Appearance)],
    each: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    heading(page, article, 0, out)?;
    for (entity, appearance) in found {
        let forms = spellings(article, &appearance.mentions);
        row(page, entity, &appearance.mentions.len().to_string(), &forms, out)?;
        for span in appearance.mentions.iter().filter(|_| each) {
            let place = format!("{:KIND$}    {}..{}  ", "", span.start, span.end);
            page.put(out, &place, page.theme.dim)?;
            writeln!(out, "{}", crate::text::safe::clean(span.slice(&article.text)))?;
        }
    }
    writeln!(out)
}

/// Columns of the longest name of a kind.
const KIND: usize = "organization".len();
/// Columns of a count.
const COUNT: usize = 7;

/// Kind, name, count and the other spellings of an entity on one line.
fn row(page: &Page, entity: &Entity, count: &str, forms: &[String], out: &mut dyn Write) -> io::Result<()> {
    let theme = &page.theme;
    let left = page.columns.saturating_sub(2 + KIND + 2 + COUNT + 2);
    let name = left.min((left / 2).max(24));
    write!(out, "  ")?;
    page.put_padded(out, entity.kind.name(), KIND + 2, theme.dim)?;
    page.put_padded(out, &entity.name, name, theme.kind(entity.kind))?;
    write!(out, "{count:>COUNT$}")?;
    let others: Vec<&str> = forms.iter().filter(|form| **form != entity.name).map(String::as_str).collect();
    if !others.is_empty() && left > name {
        let others = crate::text::safe::cut(&others.join(" · "), left - name);
        write!(out, "  ")?;
        page.put(out, &others, theme.dim)?;
    }
    writeln!(out)
}

fn print_merged(reading: &Reading, asked: &Entities, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut found: Vec<&Entity> = reading.catalog.iter().map(|(_, entity)| entity).collect();
    found.retain(|entity| wants(asked, entity.kind));
    found.sort_by(|a, b| (a.kind, b.articles.len(), &a.name).cmp(&(b.kind, a.articles.len(), &b.name)));
    found.truncate(limit(asked));
    if asked.format != Format::Text {
        let mut records = Records::new(out, asked.format);
        for entity in found {
            records.put(&merged(entity))?;
        }
        return records.end();
    }
    for entity in found {
        let forms: Vec<String> = entity.forms.iter().map(|form| form.text.clone()).collect();
        let merged = merged(entity);
        let articles = merged.articles.to_string();
        match look {
            Look::Fields => {
                let mentions = merged.mentions.to_string();
                fields(out, &[merged.kind, merged.name, &articles, &mentions, &forms.join(" · ")])?;
            }
            Look::Page(page) => row(page, entity, &articles, &forms, out)?,
        }
    }
    Ok(())
}

fn merged(entity: &Entity) -> MergedRecord<'_> {
    MergedRecord {
        name: &entity.name,
        kind: entity.kind.name(),
        articles: entity.articles.len(),
        mentions: entity.articles.iter().map(|posting| u64::from(posting.count)).sum(),
        forms: &entity.forms,
    }
}
