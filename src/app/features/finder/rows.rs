//! What the rows of the finder show of what matched.
//!
//! In goes a matching row; out comes what it is called, with what matched of it marked, and
//! what it leads to.

use super::matching::{MatchRow, Matcher, Target};
use super::scope::Section;
use crate::app::parts::excerpt::{Excerpt, printable};
use crate::app::parts::wording::{counted, facts};
use crate::corpus::ArticleId;
use crate::entities::{Entity, EntityId};
use crate::library::{HeadingId, shown};
use crate::text::Span;
use crate::text::fold::Folded;

/// What a match scores more at the beginning of a text than of another word, per word of a
/// short pattern.
const AT_BEGINNING: i64 = 16;

impl Matcher<'_> {
    /// What a row of a section shows.
    pub(super) fn row(&self, section: Section, row: u32) -> Option<MatchRow> {
        let library = &self.task.library;
        match section {
            Section::Titles => {
                let id = ArticleId(row);
                let card = library.card(id)?;
                Some(MatchRow {
                    target: Target::Article(id),
                    label: self.marked(&card.title.text),
                    detail: facts(card),
                    ..MatchRow::default()
                })
            }
            Section::Headings => {
                let HeadingId { article: id, block } = library.names().heading(row)?;
                let article = library.article(id)?;
                Some(MatchRow {
                    target: Target::Heading(id, article.blocks.get(block)?.span),
                    label: self.marked(&shown(&article, block)),
                    detail: article.card.title.text.to_string(),
                    ..MatchRow::default()
                })
            }
            Section::Sources => {
                let (source, articles) = self.task.register.as_deref()?.source(row)?;
                Some(MatchRow {
                    target: Target::Source(source.to_owned()),
                    label: self.marked(source),
                    detail: counted(articles, "article"),
                    ..MatchRow::default()
                })
            }
            Section::Entities => self.entity(row),
            Section::Text => None,
        }
    }

    /// The row of an entity, by a row of the register, or without a pattern by its number.
    fn entity(&self, row: u32) -> Option<MatchRow> {
        let entities = self.task.register.as_deref()?.entities();
        let id = if self.pattern.is_empty() {
            row
        } else {
            entities.thing(row)?
        };
        let entity = self.task.library.catalog.get(EntityId(id))?;
        let matched = entities.folded(row).filter(|_| !self.pattern.is_empty());
        // While entities are still being brought together, another may have the number.
        if matched.is_some_and(|matched| !has_name(&entity, matched)) {
            return None;
        }
        let form = matched.and_then(|matched| self.form(&entity, matched));
        Some(MatchRow {
            target: Target::Entity(entity.kind, entity.name.to_owned()),
            label: match form {
                Some(_) => plain(entity.name),
                None => self.marked(entity.name),
            },
            form: form.map(|form| self.marked(form)),
            detail: format!(
                "{} · {}",
                entity.kind.name(),
                counted(entity.articles.len(), "article")
            ),
            passage: None,
        })
    }

    /// The form of an entity that matched, if it matched better than the name; being at the
    /// beginning of a shorter text is not better.
    fn form<'e>(&self, entity: &Entity<'e>, matched: &str) -> Option<&'e str> {
        let score = |text: &str| self.pattern.score(&Folded::new(text));
        let mut forms = entity.forms.texts();
        let form = forms.find(|form| is_folded(form, matched))?;
        let name = score(entity.name);
        let worse = name.is_none_or(|name| Some(name + AT_BEGINNING) < score(form));
        worse.then_some(form)
    }

    /// A text made printable, what the pattern matches of it marked.
    fn marked(&self, text: &str) -> Excerpt {
        let marks = self.pattern.indices(&Folded::new(text)).unwrap_or_default();
        printable(std::iter::once(Span::whole(text)), &marks, text)
    }
}

fn has_name(entity: &Entity<'_>, folded: &str) -> bool {
    let mut forms = entity.forms.texts();
    is_folded(entity.name, folded) || forms.any(|form| is_folded(form, folded))
}

/// Whether a text folds to another, as far as the finder reads it.
fn is_folded(text: &str, folded: &str) -> bool {
    let whole = Folded::new(text).text;
    whole == folded || (folded.len() >= crate::query::fuzzy::MAX_CHARS && whole.starts_with(folded))
}

fn plain(text: &str) -> Excerpt {
    printable(std::iter::once(Span::whole(text)), &[], text)
}
