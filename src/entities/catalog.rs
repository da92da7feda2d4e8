//! The entities of a collection.
//!
//! In goes what each article names; out come entities with all their spellings and the
//! articles that name them. That takes two steps. Two articles' names are one *part* when
//! their kind and the key of their names agree: accents, transliteration, legal forms and a
//! leading article aside, and known names by their usual one. Parts are brought together
//! as entities by [`settle`](Catalog::settle): those of which the collection as a whole
//! tells that they are one (see [`groups`](super::groups)), and those of which the user
//! says so. An entity has the number of its first part. All of it follows from the names
//! and counts, whatever the order and the batches in which articles came.

use super::corrections::{Correction, Named};
use super::groups::{Groups, block};
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
    pub(super) parts: Shelf<Arc<Part>>,
    /// What each article names, by part.
    pub(super) articles: Shelf<Option<Arc<[Appearance]>>>,
    by_key: Layers,
    by_form: Layers,
    read: usize,
    /// Parts that no article names any more.
    unnamed: usize,
    pub(super) groups: Groups,
}

/// What articles' names come to by their keys alone.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The part as an entity of its own.
    pub(super) entity: Entity,
    /// How often articles call it what.
    pub(super) names: Vec<Form>,
    /// Where the parts stand that it may be one with.
    pub(super) block: Option<Key>,
}

impl Catalog {
    /// Adds what an article names. An article that is there already stays as it is. Its
    /// names meet those of others in [`settle`](Self::settle).
    pub fn add(&mut self, article: ArticleId, recognized: Recognized) {
        while self.articles.len() <= article.index() {
            self.articles.push(None);
        }
        if self.parts_of(article).is_some() {
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
            self.groups.touch_article(article);
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
        self.groups.forget_article(article);
        for appearance in appearances.iter() {
            self.groups.touch(appearance.entity.0);
            let kept = self.parts.get_mut(appearance.entity.index());
            if let Some(kept) = kept.map(Arc::make_mut) {
                let articles = &mut kept.entity.articles;
                articles.retain(|posting| posting.article != article);
                self.unnamed += usize::from(articles.is_empty());
            }
        }
        let entities = recognized.entities.iter().cloned().map(Dated::from);
        for Dated { local, date, .. } in entities.chain(dates(recognized)) {
            let id = self.by_key.get(key_of(&local, date)).next();
            let kept = id.and_then(|id| self.parts.get_mut(id as usize));
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

    /// The entity with that number, or the one that its part has become a part of.
    #[must_use]
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        let leader = self.groups.leader(id.0);
        match self.groups.shown(leader) {
            Some(shown) => Some(shown),
            None => self.parts.get(leader as usize).map(|part| &part.entity),
        }
    }

    /// Number of entities that an article names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.len() - self.unnamed - self.groups.n_away()
    }

    /// One more than the highest number that an entity has.
    #[must_use]
    pub fn end(&self) -> usize {
        self.parts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All entities that an article names, with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        (0..)
            .zip(self.parts.iter())
            .filter(|(id, _)| self.groups.leader(*id) == *id)
            .map(|(id, part)| {
                let shown = self.groups.shown(id);
                (EntityId(id), shown.unwrap_or(&part.entity))
            })
            .filter(|(_, entity)| !entity.articles.is_empty())
    }

    /// What an article names; `None` when it has not been read yet.
    #[must_use]
    pub fn of_article(&self, id: ArticleId) -> Option<&[Appearance]> {
        match self.groups.of_article(id) {
            Some(shown) => Some(shown),
            None => self.parts_of(id),
        }
    }

    /// What an article names, by part.
    pub(super) fn parts_of(&self, id: ArticleId) -> Option<&[Appearance]> {
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
            .map(|part| EntityId(self.groups.leader(part)))
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
        found.dedup();
        found.into_iter().map(|(_, _, id)| id).collect()
    }

    /// The part that is meant by a name: the one with its key, else one called so.
    pub(super) fn part_named(&self, kind: Kind, name: &str) -> Option<u32> {
        let exact = self.by_key.get(name_key(kind, name)).next();
        exact.or_else(|| {
            let mut called = self.by_form.get(hash(&names::plain(name)));
            called.find(|part| {
                let part = self.parts.get(*part as usize);
                part.is_some_and(|part| part.entity.kind == kind && part.entity.name == name)
            })
        })
    }

    /// The articles that call an entity just so, but for case, accents and the like.
    #[must_use]
    pub fn articles_with(&self, kind: Kind, name: &str) -> Vec<ArticleId> {
        let part = self.by_key.get(name_key(kind, name)).next();
        let part = part.and_then(|part| self.parts.get(part as usize));
        let postings = part.into_iter().flat_map(|part| &part.entity.articles);
        postings.map(|posting| posting.article).collect()
    }

    /// The spellings of an entity, the most frequent first.
    #[must_use]
    pub fn forms_of(&self, named: &Named) -> Vec<Form> {
        let id = self
            .lookup(&named.name, Some(named.kind))
            .into_iter()
            .next();
        let entity = id.and_then(|id| self.get(id));
        entity.map_or_else(Vec::new, |entity| entity.forms.clone())
    }

    /// What to say so that a spelling of an entity is another one: everywhere, or in the
    /// article at `path`. Nothing, if the spelling is all that the entity is.
    #[must_use]
    pub fn split_lines(&self, named: &Named, form: &str, path: Option<&str>) -> Vec<Correction> {
        let Some(id) = self
            .lookup(&named.name, Some(named.kind))
            .into_iter()
            .next()
        else {
            return Vec::new();
        };
        let parts: Vec<&Part> = self.group_parts(id.0).collect();
        let called = |part: &Part| Named {
            kind: part.entity.kind,
            name: part.entity.name.clone(),
        };
        let mut lines = Vec::new();
        for part in &parts {
            let has = part.entity.forms.iter().any(|it| it.text == form);
            let kind = part.entity.kind;
            let itself = name_key(kind, form) == name_key(kind, &part.entity.name);
            if has && itself && path.is_none() {
                let others = parts.iter().filter(|other| !std::ptr::eq(**other, *part));
                lines.extend(others.map(|other| Correction::Apart(called(part), called(other))));
            } else if has && (!itself || path.is_some()) {
                lines.push(Correction::Split {
                    from: called(part),
                    form: form.to_owned(),
                    path: path.map(str::to_owned),
                });
            }
        }
        lines
    }

    /// Lets a part be found by another name.
    pub(super) fn add_name(&mut self, part: u32, name: &str) {
        self.by_form.add(hash(&names::plain(name)), part);
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
            let id = u32::try_from(self.parts.len()).ok()?;
            let block = block(local.kind, &local.name);
            self.parts.push(Arc::new(Part {
                block,
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
            self.groups.add(id, block);
            self.unnamed += 1;
            id
        };
        self.groups.touch(id);
        let kept = Arc::make_mut(self.parts.get_mut(id as usize)?);
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

/// What makes two articles' entities one part.
fn key_of(local: &LocalEntity, date: Option<Period>) -> Key {
    match date {
        Some(date) => hash(&format!("{} {date}", local.kind)),
        None => name_key(local.kind, &local.name),
    }
}

/// The key of a name of that kind.
pub(super) fn name_key(kind: Kind, name: &str) -> Key {
    let key = match kind {
        Kind::Person => names::person(name),
        Kind::Organization => names::organization(name, false).join(" "),
        Kind::Date => fold(name),
        Kind::Money | Kind::Quantity => fold(&worth(name, kind)),
        _ => names::plain(name),
    };
    let key = if key.is_empty() { name } else { &key };
    hash(&format!("{kind} {key}"))
}

/// FNV-1a.
pub(super) fn hash(text: &str) -> Key {
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
        catalog.settle(&RECOGNIZER);
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
