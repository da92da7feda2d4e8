//! What articles name, as scripts read it.

use super::{Reading, spellings, wants};
use crate::cli::args::Entities;
use crate::corpus::{Article, ArticleId};
use crate::entities::{DateMention, Entity, Form, Kind, Measure};
use crate::text::Span;
use crate::text::calendar::PartialDate;
use crate::text::period::{Period, Stretch};
use serde::Serialize;

/// An article as scripts read it.
#[derive(Serialize)]
pub(super) struct Record<'a> {
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
    #[serde(flatten)]
    worth: Option<Measure>,
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
    value: Option<Stretch>,
    until: Option<Stretch>,
    assumed: bool,
    resolved_from: Option<PartialDate>,
}

/// An entity of all articles as scripts read it.
#[derive(Serialize)]
pub(super) struct MergedRecord<'a> {
    name: &'a str,
    kind: &'static str,
    articles: usize,
    mentions: u64,
    forms: Vec<Form>,
    #[serde(flatten)]
    worth: Option<Worth>,
}

/// What an entity is worth that is a number or a date.
#[derive(Serialize)]
#[serde(untagged)]
enum Worth {
    Amount(Measure),
    Date {
        value: Stretch,
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Stretch>,
    },
}

/// An article's record.
pub(super) fn article<'a>(
    reading: &'a Reading,
    asked: &Entities,
    id: ArticleId,
    article: &'a Article,
) -> Record<'a> {
    let found = reading.of(id, asked);
    let names = found
        .into_iter()
        .filter(|(entity, _)| entity.kind != Kind::Date);
    let entities = names.map(|(entity, appearance)| EntityRecord {
        name: entity.name,
        kind: entity.kind.name(),
        count: appearance.mentions.len(),
        forms: spellings(article, &appearance.mentions),
        worth: Measure::read(entity.name, entity.kind),
        mentions: asked
            .mentions
            .then(|| mentions(article, entity.kind, &appearance.mentions)),
    });
    let dates = reading
        .dates
        .get(id.index())
        .filter(|_| wants(asked, Kind::Date));
    let date = |date: &DateMention| DateRecord {
        start: article.in_file(date.span).start,
        end: article.in_file(date.span).end,
        text: date.span.slice(&article.text),
        value: date.value.map(Period::start),
        until: date.value.and_then(Period::until),
        assumed: date.assumed,
        resolved_from: date.resolved_from,
    };
    Record {
        path: article.card.origin.to_string(),
        line: article.card.origin.line(),
        id: &article.card.name,
        title: &article.card.title.text,
        entities: entities.collect(),
        dates: dates
            .map(|dates| dates.iter().map(date).collect())
            .unwrap_or_default(),
    }
}

fn mentions<'a>(article: &'a Article, kind: Kind, spans: &[Span]) -> Vec<MentionRecord<'a>> {
    let mention = |span: &Span| MentionRecord {
        start: article.in_file(*span).start,
        end: article.in_file(*span).end,
        kind: kind.name(),
        text: span.slice(&article.text),
    };
    spans.iter().map(mention).collect()
}

/// The record of an entity of all articles.
pub(super) fn merged<'a>(entity: &Entity<'a>) -> MergedRecord<'a> {
    MergedRecord {
        name: entity.name,
        kind: entity.kind.name(),
        articles: entity.articles.len(),
        mentions: entity.mentions(),
        forms: entity.forms.to_vec(),
        worth: match entity.date {
            Some(period) => Some(Worth::Date {
                value: period.start(),
                until: period.until(),
            }),
            None => Measure::read(entity.name, entity.kind).map(Worth::Amount),
        },
    }
}
