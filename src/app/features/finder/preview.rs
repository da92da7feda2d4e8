//! What the selected row of the finder leads to, shown beside the rows; made on a worker.
//!
//! In goes a target; out comes the page of its article, from the right row on, or a card
//! that says what is known of an entity or source.

use super::matching::Target;
use crate::app::parts::page::Page;
use crate::app::parts::wording::{counted, facts, grouped};
use crate::app::work::{Task, Tools, Urgency};
use crate::corpus::{self, ArticleId};
use crate::entities::{Entity, Kind};
use crate::library::Library;
use crate::query::{self, Mode};
use crate::text::wrap;
use std::cmp::Reverse;
use std::sync::Arc;

/// Rows of a page that are shown above a passage.
const ABOVE: usize = 2;
/// Articles that a card names.
const LATEST: usize = 12;
/// Forms that a card names.
const FORMS: usize = 24;

/// Shows what a row leads to.
#[derive(Debug)]
pub(super) struct PreviewTask {
    /// What to show.
    pub(super) wanted: Wanted,
    /// Where it is.
    pub(super) library: Arc<Library>,
}

impl Task for PreviewTask {
    /// None if what was wanted is gone.
    type Answer = Option<Preview>;
    const NAME: &'static str = "preview";
    const URGENCY: Urgency = Urgency::Rows;

    fn perform(&self, _: &Tools<'_>) -> Option<Preview> {
        preview(&self.library, &self.wanted)
    }
}

/// What a preview is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What the row leads to.
    pub target: Target,
    /// What the row says of it: a new count makes a new preview.
    pub detail: String,
    /// Columns to show it in.
    pub columns: usize,
    /// The words to mark in a passage.
    pub words: String,
}

/// What a row leads to.
#[derive(Clone, Debug)]
pub enum Preview {
    /// An article, from a row of its page on.
    Page(Arc<Page>, usize),
    /// What is known of an entity or a source.
    Card(Vec<CardLine>),
}

/// A line of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    /// The text; made printable where it is drawn.
    pub text: String,
    /// What it is.
    pub part: Part,
}

/// What a line of a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A name, of an entity of some kind.
    Name(Option<Kind>),
    /// A heading over lines.
    Heading,
    /// A line.
    Line,
    /// What is known of the thing above it.
    Fact,
}

fn preview(library: &Arc<Library>, wanted: &Wanted) -> Option<Preview> {
    let Wanted {
        target,
        columns,
        words,
        ..
    } = wanted;
    let article = |id: ArticleId, marked: bool| {
        let query = query::parse(words, Mode::Typing);
        let article = library.article(id)?;
        let marks = if marked {
            query::highlights(&article, &query)
        } else {
            Vec::new()
        };
        let library = Arc::clone(library);
        Some(Page::new(library, id, article, *columns, marks, Vec::new()))
    };
    let from = |page: Page, row: usize| Preview::Page(Arc::new(page), row);
    Some(match target {
        Target::Article(id) => from(article(*id, false)?, 0),
        Target::Heading(id, place) => {
            let page = article(*id, false)?;
            let row = page.row_at(place.from());
            from(page, row)
        }
        Target::Passage(id, offset) => {
            let page = article(*id, true)?;
            let row = page.row_at(*offset).saturating_sub(ABOVE);
            from(page, row)
        }
        Target::Entity(kind, name) => {
            let ids = library.catalog.lookup(name, Some(*kind));
            let mut entities = ids.into_iter().filter_map(|id| library.catalog.get(id));
            let entity = entities.find(|entity| entity.name == *name)?;
            Preview::Card(entity_card(library, &entity, *columns))
        }
        Target::Source(source) => Preview::Card(source_card(library, source, *columns)),
    })
}

fn entity_card(library: &Library, entity: &Entity<'_>, columns: usize) -> Vec<CardLine> {
    let mut card = Card::new(columns);
    card.add(entity.name, Part::Name(Some(entity.kind)));
    let mentions = usize::try_from(entity.mentions()).unwrap_or(usize::MAX);
    let counts = format!(
        "{} · {} · {}",
        entity.kind.name(),
        counted(entity.articles.len(), "article"),
        counted(mentions, "mention"),
    );
    card.add(&counts, Part::Fact);
    let forms = entity.forms.iter().take(FORMS);
    let mut forms: Vec<String> = forms
        .map(|(text, count)| {
            format!(
                "{}\u{a0}{}",
                text.replace(' ', "\u{a0}"),
                grouped(u64::from(count))
            )
        })
        .collect();
    if entity.forms.len() > FORMS {
        forms.push(format!("{} more", entity.forms.len() - FORMS));
    }
    card.section(if entity.forms.len() == 1 {
        "Form"
    } else {
        "Forms"
    });
    card.add(&forms.join(" · "), Part::Line);
    let articles = entity.articles.iter().map(|posting| posting.article);
    card.latest(library, articles);
    card.lines
}

fn source_card(library: &Library, source: &str, columns: usize) -> Vec<CardLine> {
    let is_from = |(_, card): &(ArticleId, &corpus::Card)| card.source_name() == Some(source);
    let ids: Vec<ArticleId> = library
        .corpus
        .iter()
        .filter(is_from)
        .map(|(id, _)| id)
        .collect();
    let mut card = Card::new(columns);
    card.add(source, Part::Name(None));
    card.add(
        &format!("source · {}", counted(ids.len(), "article")),
        Part::Fact,
    );
    card.latest(library, ids.into_iter());
    card.lines
}

/// A card being written.
struct Card {
    columns: usize,
    lines: Vec<CardLine>,
}

impl Card {
    fn new(columns: usize) -> Self {
        Self {
            columns,
            lines: Vec::new(),
        }
    }

    /// Adds a text, wrapped.
    fn add(&mut self, text: &str, part: Part) {
        let rows = wrap::wrap(text, &[], self.columns);
        self.lines.extend(rows.into_iter().map(|row| CardLine {
            text: row.slice(text).to_owned(),
            part,
        }));
    }

    fn section(&mut self, name: &str) {
        self.lines.push(CardLine {
            text: String::new(),
            part: Part::Line,
        });
        self.add(name, Part::Heading);
    }

    /// Adds the newest of some articles; those without a date come last.
    fn latest(&mut self, library: &Library, ids: impl Iterator<Item = ArticleId>) {
        let dated = ids.filter_map(|id| {
            let card = library.card(id)?;
            Some((Reverse(card.published()), library.corpus.rank(id), id))
        });
        let mut dated: Vec<_> = dated.collect();
        if dated.len() > LATEST {
            let _ = dated.select_nth_unstable(LATEST);
            dated.truncate(LATEST);
        }
        dated.sort_unstable();
        self.section("Latest articles");
        for article in dated.iter().filter_map(|(_, _, id)| library.card(*id)) {
            self.add(&article.title.text, Part::Line);
            let facts = facts(article);
            self.add(&facts, Part::Fact);
        }
    }
}
