//! The entities of a collection.
//!
//! In goes what each article names; out come entities with all their spellings and the
//! articles that name them. Two articles' entities are one when their kind and the key of
//! their names agree: accents, transliteration, legal forms and a leading article aside,
//! and known names by their usual one. A surname alone is its own entity: it never joins a
//! full name of another article. Numbers never change once given, and every name follows
//! from counts, so neither depends on how the articles came in batches.

use super::lexicon::Key;
use super::model::{Appearance, Entity, EntityId, Form, Kind, LocalEntity, Posting, Recognized};
use super::names;
use super::recognize::worth;
use super::shelf::{Layers, Shelf};
use super::spellings::{count, uncount};
use crate::corpus::ArticleId;
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::period::Period;
use std::cmp::Reverse;
use std::sync::Arc;

/// The entities of the articles read so far. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    entities: Shelf<Arc<Kept>>,
    articles: Shelf<Option<Arc<[Appearance]>>>,
    by_key: Layers,
    by_form: Layers,
    read: usize,
    /// Entities that no article names any more.
    unnamed: usize,
}

/// An entity, and how often articles call it what.
#[derive(Clone, Debug)]
struct Kept {
    entity: Entity,
    names: Vec<Form>,
}

impl Catalog {
    /// Adds what an article names. An article that is there already stays as it is.
    pub fn add(&mut self, article: ArticleId, recognized: Recognized) {
        while self.articles.len() <= article.index() {
            self.articles.push(None);
        }
        if self.of_article(article).is_some() {
            return;
        }
        let dates = dates(&recognized);
        let mut appearances: Vec<Appearance> = Vec::new();
        let names = recognized.entities.into_iter();
        for Dated {
            local,
            date,
            assumed,
        } in names.map(Dated::from).chain(dates)
        {
            let Some(entity) = self.add_entity(article, &local, date) else {
                continue;
            };
            match appearances.iter_mut().find(|known| known.entity == entity) {
                Some(known) => {
                    known.mentions.extend(local.mentions);
                    known.mentions.sort_unstable();
                    known.assumed &= assumed;
                }
                None => appearances.push(Appearance {
                    entity,
                    mentions: local.mentions,
                    assumed,
                }),
            }
        }
        if let Some(slot) = self.articles.get_mut(article.index()) {
            *slot = Some(appearances.into());
            self.read += 1;
        }
    }

    /// Takes out an article and what it names, which has to be what was
    /// [added](Self::add) for it. An entity that no article names any more keeps its
    /// number, and is itself again when one does.
    pub fn remove(&mut self, article: ArticleId, recognized: &Recognized) {
        let slot = self.articles.get_mut(article.index());
        let Some(appearances) = slot.and_then(Option::take) else {
            return;
        };
        self.read -= 1;
        for appearance in appearances.iter() {
            let kept = self.entities.get_mut(appearance.entity.index());
            if let Some(kept) = kept.map(Arc::make_mut) {
                let articles = &mut kept.entity.articles;
                articles.retain(|posting| posting.article != article);
                self.unnamed += usize::from(articles.is_empty());
            }
        }
        let entities = recognized.entities.iter().cloned().map(Dated::from);
        for Dated { local, date, .. } in entities.chain(dates(recognized)) {
            let id = self.by_key.get(key_of(&local, date)).next();
            let kept = id.and_then(|id| self.entities.get_mut(id as usize));
            let Some(kept) = kept.map(Arc::make_mut) else {
                continue;
            };
            uncount(&mut kept.names, &local.name, 1);
            for form in &local.forms {
                uncount(&mut kept.entity.forms, &form.text, form.count);
            }
            if let Some(name) = kept.names.first() {
                kept.entity.name.clone_from(&name.text);
            }
        }
    }

    /// The entity with that number, if there is one.
    #[must_use]
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.index()).map(|kept| &kept.entity)
    }

    /// Number of entities that an article names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entities.len() - self.unnamed
    }

    /// One more than the highest number that an entity has.
    #[must_use]
    pub fn end(&self) -> usize {
        self.entities.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All entities that an article names, with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        (0..)
            .map(EntityId)
            .zip(self.entities.iter().map(|kept| &kept.entity))
            .filter(|(_, entity)| !entity.articles.is_empty())
    }

    /// What an article names; `None` when it has not been read yet.
    #[must_use]
    pub fn of_article(&self, id: ArticleId) -> Option<&[Appearance]> {
        self.articles.get(id.index())?.as_deref()
    }

    /// The entities with that name in any spelling, case and accents aside: those called so
    /// first, then those named by most articles.
    #[must_use]
    pub fn lookup(&self, name: &str, kind: Option<Kind>) -> Vec<EntityId> {
        let wanted = names::plain(name);
        let mut found: Vec<(bool, Reverse<usize>, EntityId)> = self
            .by_form
            .get(hash(&wanted))
            .map(EntityId)
            .filter_map(|id| {
                let entity = self.get(id)?;
                let called = names::plain(&entity.name) == wanted;
                let spelled = called
                    || entity
                        .forms
                        .iter()
                        .any(|form| names::plain(&form.text) == wanted);
                let named = spelled && !entity.articles.is_empty();
                let fits = named && kind.is_none_or(|kind| kind == entity.kind);
                fits.then_some((!called, Reverse(entity.articles.len()), id))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, _, id)| id).collect()
    }

    /// Number of articles read.
    #[must_use]
    pub fn n_read(&self) -> usize {
        self.read
    }

    /// Adds one article's entity; its number.
    fn add_entity(
        &mut self,
        article: ArticleId,
        local: &LocalEntity,
        date: Option<Period>,
    ) -> Option<EntityId> {
        let key = key_of(local, date);
        let id = if let Some(id) = self.by_key.get(key).next() {
            id
        } else {
            let id = u32::try_from(self.entities.len()).ok()?;
            self.entities.push(Arc::new(Kept {
                entity: Entity {
                    name: local.name.clone(),
                    kind: local.kind,
                    forms: Vec::new(),
                    articles: Vec::new(),
                    date,
                },
                names: Vec::new(),
            }));
            self.by_key.add(key, id);
            self.unnamed += 1;
            id
        };
        let kept = Arc::make_mut(self.entities.get_mut(id as usize)?);
        let mut spellings = Vec::new();
        if count(&mut kept.names, &local.name, 1) {
            spellings.push(hash(&names::plain(&local.name)));
        }
        for form in &local.forms {
            if count(&mut kept.entity.forms, &form.text, form.count) {
                spellings.push(hash(&names::plain(&form.text)));
            }
        }
        kept.entity.name.clone_from(&kept.names[0].text);
        let mentions = u32::try_from(local.mentions.len()).unwrap_or(u32::MAX);
        match kept.entity.articles.last_mut() {
            Some(posting) if posting.article == article => posting.count += mentions,
            last => {
                // An entity just made, or one that no article named any more.
                if last.is_none() {
                    self.unnamed -= 1;
                }
                kept.entity.articles.push(Posting {
                    article,
                    count: mentions,
                });
            }
        }
        for spelling in spellings {
            self.by_form.add(spelling, id);
        }
        Some(EntityId(id))
    }
}

/// What makes two articles' entities one.
fn key_of(local: &LocalEntity, date: Option<Period>) -> Key {
    let name = match (local.kind, date) {
        (_, Some(date)) => date.to_string(),
        (Kind::Person, _) => names::person(&local.name),
        (Kind::Organization, _) => names::organization(&local.name, false).join(" "),
        (Kind::Date, _) => fold(&local.name),
        (Kind::Money | Kind::Quantity, _) => fold(&worth(&local.name, local.kind)),
        _ => names::plain(&local.name),
    };
    let name = if name.is_empty() { &local.name } else { &name };
    hash(&format!("{} {name}", local.kind))
}

/// FNV-1a.
fn hash(text: &str) -> Key {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// An entity of an article, with what it has more as a date.
struct Dated {
    local: LocalEntity,
    date: Option<Period>,
    /// Whether every mention leaves the value to be assumed.
    assumed: bool,
}

impl From<LocalEntity> for Dated {
    fn from(local: LocalEntity) -> Self {
        Self {
            local,
            date: None,
            assumed: false,
        }
    }
}

/// An article's dates as entities: one for each value, one for each text without.
fn dates(recognized: &Recognized) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    for date in &recognized.dates {
        let name = date.value.map_or_else(|| date.text.clone(), Period::long);
        let at = found
            .iter()
            .position(|known| {
                let same = || date.value.is_some() || fold(&known.local.name) == fold(&name);
                known.date == date.value && same()
            })
            .unwrap_or_else(|| {
                let local = LocalEntity {
                    name,
                    kind: Kind::Date,
                    forms: Vec::new(),
                    mentions: Vec::<Span>::new(),
                };
                found.push(Dated {
                    local,
                    date: date.value,
                    assumed: true,
                });
                found.len() - 1
            });
        let known = &mut found[at];
        known.assumed &= date.assumed;
        count(&mut known.local.forms, &date.text, 1);
        known.local.mentions.push(date.span);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Catalog;
    use crate::corpus::ArticleId;
    use crate::entities::testing::{RECOGNIZER, article, published};
    use crate::entities::{EntityId, Kind};

    /// The catalog of one article for each text.
    fn catalog(texts: &[&str]) -> Catalog {
        let mut catalog = Catalog::default();
        for (id, text) in (0..).map(ArticleId).zip(texts) {
            catalog.add(id, RECOGNIZER.read(&article(text)));
        }
        catalog
    }

    /// Whether two articles' names become one entity.
    fn check(a: &str, b: &str, one: bool) {
        let catalog = catalog(&[a, b]);
        let names: Vec<&str> = catalog
            .iter()
            .map(|(_, entity)| entity.name.as_str())
            .collect();
        assert_eq!(names.len() == 1, one, "{names:?}");
    }

    #[test]
    fn spellings_of_one_name_meet() {
        check("He met Valery Okhotsky.", "He met Valeriy Okhotskyy.", true);
        check("He met Andrii Okhotsky.", "He met Andrei Okhotsky.", false);
        check("He met Andrii Okhotsky.", "He met Andrii Okhotskyy.", true);
        check("He met José Ruiz.", "He met Jose Ruiz.", true);
        check(
            "He left Acme Widgets Inc.",
            "He left the Acme Widgets Ltd now.",
            true,
        );
        check("He was in Kiev.", "He was in Kyiv.", true);
        check("The U.S. went.", "The United States went.", true);
    }

    #[test]
    fn a_surname_alone_keeps_apart() {
        check("He met Mr. Okhotsky.", "He met Andrii Okhotsky.", false);
        check("He met Joe Biden.", "He met Hunter Biden.", false);
        check("He met Ms. Trump.", "He met Donald Trump.", false);
    }

    #[test]
    fn lookup_knows_every_spelling_and_puts_the_name_first() {
        let catalog = catalog(&["He met Mr. Kiev.", "He was in Kiev and Kyiv."]);
        let names = |found: Vec<EntityId>| -> Vec<(String, Kind)> {
            let entity = |id| {
                catalog
                    .get(id)
                    .map(|entity| (entity.name.clone(), entity.kind))
            };
            found.into_iter().filter_map(entity).collect()
        };
        let both = [
            ("Kiev".to_owned(), Kind::Person),
            ("Kyiv".to_owned(), Kind::Place),
        ];
        assert_eq!(names(catalog.lookup("KIEV", None)), both);
        assert_eq!(names(catalog.lookup("kiev", Some(Kind::Place))), both[1..]);
        assert_eq!(names(catalog.lookup("Lviv", None)), []);
    }

    #[test]
    fn dates_meet_in_their_value() {
        let mut catalog = Catalog::default();
        let text = "On Monday, that is November 17, 2025, and in the coming days.";
        catalog.add(
            ArticleId(3),
            RECOGNIZER.read(&published(text, "2025-11-19")),
        );
        let rows: Vec<(&str, usize)> = catalog
            .iter()
            .map(|(_, entity)| (entity.name.as_str(), entity.forms.len()))
            .collect();
        assert_eq!(rows, [("17 November 2025", 2), ("coming days", 1)]);
        assert!(catalog.of_article(ArticleId(2)).is_none());
        assert_eq!(catalog.of_article(ArticleId(3)).map(<[_]>::len), Some(2));
        assert_eq!(catalog.n_read(), 1);
    }

    #[test]
    fn an_article_is_added_once() {
        let mut catalog = catalog(&["He was in Kyiv."]);
        catalog.add(ArticleId(0), RECOGNIZER.read(&article("He was in Lviv.")));
        assert_eq!((catalog.len(), catalog.n_read()), (1, 1));
    }
}
