//! The dossier of an entity: what the collection tells of it, on one page.
//!
//! In go a [`View`] and the number of an entity; out comes a [`Dossier`]: its spellings,
//! when articles named it, which other entities they name, the dates that stand in the
//! same sentences, what it is called, and every mention in context. Numbers of articles
//! are exact; what needs the texts (mentions in context, dates, descriptors) is read from
//! the newest articles up to [`MOST_LINES`] mentions, and says how many that are.
//!
//! Cost: a walk over the entity's articles, and the reading of those texts.

pub mod concordance;
mod descriptors;
mod markdown;
mod phrase_counts;
mod time_series;

pub use concordance::{Line, Order};
pub use markdown::markdown;
pub use time_series::{Trend, Unit};

use crate::corpus::ArticleId;
use crate::entities::{Appearance, EntityId, Form, Kind, Roles};
use crate::query::view::View;
use crate::text::Span;
use crate::text::calendar::PartialDate;
use crate::text::sentences::sentences;
use hashbrown::HashMap;
use phrase_counts::Tally;
use std::cmp::Reverse;

/// Mentions that are shown in context at most.
pub const MOST_LINES: usize = 5_000;
/// Descriptors that are kept at most: what is called so once among thousands says little.
const MOST_CALLED: usize = 500;

/// What a collection tells of an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    /// Its canonical name.
    pub name: String,
    /// What it is; `None` only for an empty dossier.
    pub kind: Option<Kind>,
    /// Every spelling with its mentions, most frequent first.
    pub forms: Vec<Form>,
    /// Articles that name it.
    pub n_articles: usize,
    /// Its mentions in them.
    pub n_mentions: u64,
    /// When the first and the last of the dated articles were published.
    pub seen: Option<(PartialDate, PartialDate)>,
    /// Articles over time.
    pub trend: Trend,
    /// Other entities that its articles name, by their numbers of these articles; no
    /// dates, no amounts.
    pub company: Vec<Companion>,
    /// Dates that stand in a sentence with it, by the number of such mentions.
    pub dates: Vec<Companion>,
    /// What it is called, with the number of mentions, most frequent first.
    pub called: Vec<Form>,
    /// Its mentions in context, those of the newest articles first.
    pub lines: Vec<Line>,
    /// Articles whose texts were read for `lines`, `dates` and `called`.
    pub n_read: usize,
}

/// An entity beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Its number.
    pub entity: EntityId,
    /// Its canonical name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// How often the two stand together.
    pub count: u32,
}

/// The dossier of an entity; `None` when no article names it.
#[must_use]
pub fn dossier(view: View<'_>, id: EntityId) -> Option<Dossier> {
    let entity = view.catalog.get(id)?;
    let mut articles: Vec<(Option<PartialDate>, ArticleId)> = entity
        .articles
        .iter()
        .filter_map(|posting| {
            Some((
                view.corpus.card(posting.article)?.published(),
                posting.article,
            ))
        })
        .collect();
    articles.sort_by_key(|(date, id)| (Reverse(*date), view.corpus.rank(*id)));
    if articles.is_empty() {
        return None;
    }
    let dates: Vec<Option<PartialDate>> = articles.iter().map(|(date, _)| *date).collect();
    let known = || dates.iter().flatten().copied();
    let mut dossier = Dossier {
        name: entity.name.to_owned(),
        kind: Some(entity.kind),
        forms: entity.forms.to_vec(),
        n_articles: articles.len(),
        n_mentions: entity.mentions(),
        seen: known().min().zip(known().max()),
        trend: Trend::of(&dates),
        company: company(view, id, &articles),
        ..Dossier::default()
    };
    read(view, id, &articles, &mut dossier);
    Some(dossier)
}

/// The entities that the same articles name, the most frequent first.
fn company(
    view: View<'_>,
    id: EntityId,
    articles: &[(Option<PartialDate>, ArticleId)],
) -> Vec<Companion> {
    let mut counts: HashMap<EntityId, u32> = HashMap::new();
    for (_, article) in articles {
        for entity in view.catalog.entities_of(*article) {
            *counts.entry(entity).or_default() += 1;
        }
    }
    counts.remove(&id);
    let named = |kind: Kind| !matches!(kind, Kind::Date | Kind::Money | Kind::Quantity);
    companions(view, counts, named)
}

fn companions(
    view: View<'_>,
    counts: HashMap<EntityId, u32>,
    wanted: impl Fn(Kind) -> bool,
) -> Vec<Companion> {
    let companion = |(id, count)| {
        let entity = view.catalog.get(id).filter(|entity| wanted(entity.kind))?;
        Some((id, count, entity))
    };
    let mut found: Vec<_> = counts.into_iter().filter_map(companion).collect();
    found.sort_unstable_by(|(_, m, a), (_, n, b)| {
        (Reverse(m), a.kind, a.name).cmp(&(Reverse(n), b.kind, b.name))
    });
    let row = |(entity, count, known): (EntityId, u32, crate::entities::Entity<'_>)| Companion {
        entity,
        name: known.name.to_owned(),
        kind: known.kind,
        count,
    };
    found.into_iter().map(row).collect()
}

/// Fills in what stands in the texts.
fn read(
    view: View<'_>,
    id: EntityId,
    articles: &[(Option<PartialDate>, ArticleId)],
    dossier: &mut Dossier,
) {
    let roles = Roles::embedded();
    let person = dossier.kind == Some(Kind::Person);
    let (mut called, mut dates) = (Tally::default(), HashMap::new());
    for (number, article) in view.corpus.articles(articles.iter().map(|(_, id)| *id)) {
        if dossier.lines.len() >= MOST_LINES {
            break;
        }
        let appearances = view.catalog.of_article(number).unwrap_or_default();
        let Some(here) = appearances.iter().find(|known| known.entity == id) else {
            continue;
        };
        dossier.n_read += 1;
        let when = dated(view, &appearances, id);
        for (block, line) in concordance::lines(number, &article, &here.mentions) {
            // Before other names a title is somebody else's: "the chief UK adviser".
            let title = person.then(|| descriptors::before(&line.before, &roles));
            let apposition = descriptors::after(&line.after, &roles, person);
            [title.flatten(), apposition]
                .into_iter()
                .flatten()
                .for_each(|words| called.add(&words));
            let around = block.span.slice(&article.text);
            if !when.is_empty() {
                let sentence = sentence_of(around, block.span, line.span);
                let inside = when.iter().filter(|(span, _)| sentence.covers(*span));
                for (_, date) in inside {
                    *dates.entry(*date).or_default() += 1;
                }
            }
            dossier.lines.push(line);
        }
    }
    dossier.called = called.most_frequent(MOST_CALLED);
    dossier.dates = companions(view, dates, |_| true);
}

/// The dates of an article: where, and which.
fn dated(view: View<'_>, appearances: &[Appearance], id: EntityId) -> Vec<(Span, EntityId)> {
    let is_date = |known: &&Appearance| {
        let entity = view.catalog.get(known.entity);
        known.entity != id && entity.is_some_and(|entity| entity.kind == Kind::Date)
    };
    let places = appearances.iter().filter(is_date);
    places
        .flat_map(|known| known.mentions.iter().map(|span| (*span, known.entity)))
        .collect()
}

/// The sentence of a block, `text` at `block`, in which a mention stands.
fn sentence_of(text: &str, block: Span, mention: Span) -> Span {
    let here = sentences(text)
        .map(|sentence| sentence.shifted(block.from()))
        .find(|sentence| sentence.end > mention.start);
    here.unwrap_or(mention)
}
