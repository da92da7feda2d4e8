//! The entities of an article, for its page.
//!
//! In go a library and an article of it; out come its entities with their mentions, those
//! of a kind together and the most frequent first.

use crate::app::parts::page::Named;
use crate::corpus::{Article, ArticleId};
use crate::entities::{Appearance, Form, Recognizer};
use crate::library::Library;
use crate::text::Span;
use std::sync::Arc;

/// Bytes up to which an article's entities are recognized at once when it is opened before
/// the collection's are known; a longer one shows them when its turn has come.
const PROMPT: usize = 400_000;
/// Other spellings of an entity that are told beside those of the article.
const SPELLINGS: usize = 12;

/// The entities of an article: as the collection knows it, else as it alone tells.
pub(super) fn names(
    library: &Library,
    id: ArticleId,
    article: &Article,
    recognizer: &Recognizer,
) -> Vec<Named> {
    let mut names = match library.catalog.of_article(id) {
        Some(appearances) => from_catalog(library, &appearances, article),
        None if article.text.len() > PROMPT => Vec::new(),
        None => from_article(library, recognizer, article),
    };
    names.sort_by(|a, b| {
        (a.kind, b.mentions.len(), &a.name).cmp(&(b.kind, a.mentions.len(), &b.name))
    });
    names
}

fn from_catalog(library: &Library, appearances: &[Appearance], article: &Article) -> Vec<Named> {
    let named = |appearance: &Appearance| {
        let entity = library.catalog.get(appearance.entity)?;
        let forms = forms(&appearance.mentions, article);
        let is_here = |text: &&str| forms.iter().any(|form| form.text == *text);
        let all = entity.forms.texts();
        Some(Named {
            name: entity.name.to_owned(),
            kind: entity.kind,
            elsewhere: all
                .filter(|text| !is_here(text))
                .take(SPELLINGS)
                .map(str::to_owned)
                .collect(),
            forms,
            mentions: appearance.mentions.clone(),
            date: entity.date,
            assumed: appearance.assumed,
        })
    };
    appearances.iter().filter_map(named).collect()
}

/// The entities of an article alone, through a catalog of its own, so that its dates and
/// names read as they will once the whole collection is known.
fn from_article(whole: &Library, recognizer: &Recognizer, article: &Article) -> Vec<Named> {
    let mut library = Library::default();
    let corrections = whole.catalog.corrections();
    let names = corrections.cut(article, recognizer.read(article));
    library.catalog.add(ArticleId(0), names);
    library.catalog.correct(Arc::clone(corrections));
    library.catalog.settle(recognizer);
    let appearances = library.catalog.of_article(ArticleId(0)).unwrap_or_default();
    from_catalog(&library, &appearances, article)
}

/// The spellings under the mentions, most frequent first.
fn forms(mentions: &[Span], article: &Article) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    for mention in mentions {
        let text = mention
            .slice(&article.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        match forms.iter_mut().find(|form| form.text == text) {
            Some(form) => form.count += 1,
            None => forms.push(Form { text, count: 1 }),
        }
    }
    forms.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    forms
}
