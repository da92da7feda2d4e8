//! The entities of a collection.
//!
//! In goes what each article names; out come entities with all their spellings and the
//! articles that name them. That takes two steps. Two articles' names are one *part* when
//! their kind, the key of their names, and the basis of their kind agree (see
//! [`part`]). Parts are brought together as entities by
//! [`settle`](Catalog::settle): those of which the collection as a whole tells that they
//! are one (see [`linking`](super::linking)), and those of which the user says so. An entity
//! has the number of its first part. All of it follows from the names and counts, whatever
//! the order and the batches in which articles came.
//!
//! What it takes in memory, in bytes: for a part about 45, its letters, and 13 for each key
//! that leads to it; two for each article more; for an article four, and eight for each
//! entity that it names ([`bytes`](Catalog::bytes) adds it up). Finding a name costs a hash
//! or two for each kind; reading what an article names, its bytes once.

mod blobs;
mod chunked_vec;
mod date_entities;
mod layered_map;
mod lookup;
mod mention_list;
mod part_table;

pub(crate) mod canonical;
pub(crate) mod entity;
pub(crate) mod part;
pub(crate) mod partition;
pub(crate) mod postings;
pub(crate) mod spellings;

use self::blobs::Blobs;
use self::date_entities::{Dated, dates};
use self::entity::{Appearance, Entity, EntityId};
use self::layered_map::LayeredMap;
use self::mention_list::Mentions;
use self::part::Known;
use self::part_table::Parts;
use self::partition::Partition;
use self::spellings::Change;
use super::kind::VOTING;
use super::known::word_key::Key;
use super::names::key::{key_of, name_key, told};
use super::recognized::{LocalEntity, Recognized};
use crate::corpus::ArticleId;
use crate::text::Span;
use crate::text::period::Period;

/// The entities of the articles read so far. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    pub(crate) parts: Parts,
    /// What each article names, by part; nothing where it has not been read.
    articles: Blobs,
    pub(crate) by_key: LayeredMap,
    /// Parts by those of their spellings whose key is not their own.
    pub(crate) by_form: LayeredMap,
    read: usize,
    /// Parts that no article names any more.
    unnamed: usize,
    /// Dates and amounts among the parts that an article names.
    n_values: usize,
    pub(crate) partition: Partition,
}

impl Catalog {
    /// Adds what an article names. An article that is there already stays as it is. Its
    /// names meet those of others in [`settle`](Self::settle).
    pub fn add(&mut self, article: ArticleId, recognized: Recognized) {
        while self.articles.len() <= article.index() {
            self.articles.push(&[]);
        }
        if self.mentions_in(article).is_some() {
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
            if let Some(part) = self.add_entity(article, &local, date) {
                add_mentions(&mut appearances, EntityId(part), local.mentions, assumed);
            }
        }
        let mentions = Mentions::pack(appearances);
        self.articles.set(article.index(), &mentions);
        self.read += 1;
    }

    /// Takes out an article and what it names, which has to be what was
    /// [added](Self::add) for it. An entity that no article names any more keeps its
    /// number, and is itself again when one does.
    pub fn remove(&mut self, article: ArticleId, recognized: &Recognized) {
        let Some(mentions) = self.mentions_in(article) else {
            return;
        };
        let parts: Vec<u32> = mentions.parts().collect();
        self.articles.set(article.index(), &[]);
        self.read -= 1;
        for part in parts {
            self.partition.touch(part);
            let is_value = self.is_value(part);
            if let Some(articles) = self.parts.articles_mut(part) {
                articles.remove(article);
                self.unnamed += usize::from(articles.is_empty());
                self.n_values -= usize::from(articles.is_empty() && is_value);
            }
        }
        let entities = recognized.entities.iter().cloned().map(Dated::from);
        for Dated { local, date, .. } in entities.chain(dates(recognized)) {
            let id = self
                .by_key
                .get(told(key_of(&local, date), local.basis))
                .next();
            if let Some((id, part)) = id.and_then(|id| Some((id, self.part(id)?))) {
                let (spellings, proper) = (part.known.spellings, VOTING.contains(&local.kind));
                let left = spellings.changed(&local.name, &local.forms, Change::Take, proper);
                self.parts.spell(id, &left);
            }
        }
    }

    /// The entity with that number, or the one that its part has become a part of.
    #[must_use]
    pub fn get(&self, id: EntityId) -> Option<Entity<'_>> {
        let leader = self.partition.leader(id.0);
        let known = self.partition.shown(leader);
        let known = known.or_else(|| Some(self.part(leader)?.known));
        known.map(Known::entity)
    }

    /// Number of entities that an article names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.len() - self.unnamed - self.partition.n_hidden()
    }

    /// Number of those that have a [name](super::Kind::is_named); exact once what was added
    /// has been brought together.
    #[must_use]
    pub fn n_names(&self) -> usize {
        self.len()
            .saturating_sub(self.n_values)
            .saturating_add_signed(self.partition.n_turned())
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
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, Entity<'_>)> {
        self.parts
            .iter()
            .filter(|(id, _)| self.partition.leader(*id) == *id)
            .map(|(id, part)| {
                let shown = self.partition.shown(id);
                let entity = shown.unwrap_or(part.known).entity();
                (EntityId(id), entity)
            })
            .filter(|(_, entity)| !entity.articles.is_empty())
    }

    /// Where an article names what, by its first mentions; `None` when it has not been read
    /// yet.
    #[must_use]
    pub fn of_article(&self, id: ArticleId) -> Option<Vec<Appearance>> {
        let mut found: Vec<Appearance> = Vec::new();
        for part in self.mentions_in(id)?.appearances() {
            if let Some(entity) = self.partition.entity(part.entity.0) {
                add_mentions(&mut found, EntityId(entity), part.mentions, part.assumed);
            }
        }
        found.sort_by_key(|appearance| appearance.mentions.first().copied());
        Some(found)
    }

    /// Which entities an article names, each once; none when it has not been read yet.
    #[must_use]
    pub fn entities_of(&self, id: ArticleId) -> Vec<EntityId> {
        let parts = self.parts_of(id);
        let entities = parts.filter_map(|part| self.partition.entity(part));
        let mut found: Vec<EntityId> = entities.map(EntityId).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether it is known what an article names.
    #[must_use]
    pub fn has_read(&self, id: ArticleId) -> bool {
        self.mentions_in(id).is_some()
    }

    fn mentions_in(&self, id: ArticleId) -> Option<Mentions<'_>> {
        let bytes = self.articles.get(id.index());
        (!bytes.is_empty()).then_some(Mentions(bytes))
    }

    /// The parts that an article names.
    pub(crate) fn parts_of(&self, id: ArticleId) -> impl Iterator<Item = u32> {
        self.mentions_in(id).into_iter().flat_map(Mentions::parts)
    }

    /// Number of articles read.
    #[must_use]
    pub fn n_read(&self) -> usize {
        self.read
    }

    /// Bytes that it takes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.parts.bytes()
            + self.articles.bytes()
            + self.by_key.bytes()
            + self.by_form.bytes()
            + self.partition.bytes()
    }

    /// Adds one article's entity; the number of its part.
    fn add_entity(
        &mut self,
        article: ArticleId,
        local: &LocalEntity,
        date: Option<Period>,
    ) -> Option<u32> {
        let key = key_of(local, date);
        let told = told(key, local.basis);
        let known = self.by_key.get(told).next();
        let id = match known {
            Some(id) => id,
            None => self.add_part(told, local, date)?,
        };
        self.partition.touch(id);
        let known = self.part(id)?.known;
        let new = |text: &&str| !known.spellings.iter().any(|it| it.text == *text);
        let texts = local.forms.iter().map(|form| form.text.as_str());
        let texts: Vec<&str> = texts.chain([local.name.as_str()]).filter(new).collect();
        let is_name_new = !known.spellings.names().any(|(name, _)| name == local.name);

        let (spellings, proper) = (known.spellings, VOTING.contains(&local.kind));
        let spelled = spellings.changed(&local.name, &local.forms, Change::Add, proper);
        self.parts.spell(id, &spelled);
        let articles = self.parts.articles_mut(id)?;
        // A part just made, or one that no article named any more.
        self.unnamed -= usize::from(articles.is_empty());
        self.n_values += usize::from(articles.is_empty() && !local.kind.is_named());
        let mentions = u32::try_from(local.mentions.len()).unwrap_or(u32::MAX);
        articles.add(article, mentions);
        for text in texts {
            self.add_name(id, text, key);
        }
        if is_name_new && proper {
            self.meet(id, &local.name);
        }
        Some(id)
    }

    fn add_part(&mut self, key: Key, local: &LocalEntity, date: Option<Period>) -> Option<u32> {
        let id = self.parts.push(local, date)?;
        let block = self.part(id)?.block;
        self.partition.add(id, block);
        self.by_key.add(key, id);
        self.unnamed += 1;
        Some(id)
    }

    /// Takes note that a part shares a name with others.
    fn meet(&mut self, part: u32, name: &str) {
        for kind in VOTING {
            let others: Vec<u32> = self.parts_by_key(name_key(kind, name)).collect();
            for other in others {
                self.partition.meet(part, other);
            }
        }
    }
}

/// Adds mentions of an entity to what an article names.
fn add_mentions(found: &mut Vec<Appearance>, entity: EntityId, mentions: Vec<Span>, assumed: bool) {
    match found.iter_mut().find(|known| known.entity == entity) {
        Some(known) => {
            known.mentions.extend(mentions);
            known.mentions.sort_unstable();
            known.assumed &= assumed;
        }
        None => found.push(Appearance {
            entity,
            mentions,
            assumed,
        }),
    }
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
        let names: Vec<&str> = catalog.iter().map(|(_, entity)| entity.name).collect();
        assert_eq!(names.len() == 1, one, "{names:?}");
    }

    #[test]
    fn a_name_is_large_where_any_text_writes_it_so() {
        let small = "they shot all of it in hollywood again .";
        let texts = [small, small, small, "The studio left Hollywood in May."];
        let catalog = catalog(&texts);
        let names: Vec<&str> = catalog.iter().map(|(_, entity)| entity.name).collect();
        assert!(names.contains(&"Hollywood"), "{names:?}");
        assert!(!names.contains(&"hollywood"), "{names:?}");
    }

    #[test]
    fn spellings_of_one_name_meet() {
        check("He met Valery Okhotsky.", "He met Valeriy Okhotskyy.", true);
        check("He met Andrii Okhotsky.", "He met Andrei Okhotsky.", false);
        check("He met Andrii Okhotsky.", "He met Andrii Okhotskyy.", true);
        check("He met José Ruiz.", "He met Jose Ruiz.", true);
        check(
            "He left Acme Widgets Inc.",
            "He left the Acme Widgets Corp now.",
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
        check("He met Mr. Halloway.", "He met Idris Halloway.", false);
    }

    #[test]
    fn lookup_knows_every_spelling_and_puts_the_name_first() {
        let catalog = catalog(&["He met Mr. Kiev.", "He was in Kiev and Kyiv."]);
        let names = |found: Vec<EntityId>| -> Vec<(String, Kind)> {
            let entity = |id| {
                catalog
                    .get(id)
                    .map(|entity| (entity.name.to_owned(), entity.kind))
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
            .map(|(_, entity)| (entity.name, entity.forms.len()))
            .collect();
        assert_eq!(rows, [("17 November 2025", 2), ("coming days", 1)]);
        assert!(catalog.of_article(ArticleId(2)).is_none());
        assert_eq!(catalog.entities_of(ArticleId(3)).len(), 2);
        assert_eq!(catalog.n_read(), 1);
    }

    #[test]
    fn an_article_is_added_once() {
        let mut catalog = catalog(&["He was in Kyiv."]);
        catalog.add(ArticleId(0), RECOGNIZER.read(&article("He was in Lviv.")));
        assert_eq!((catalog.len(), catalog.n_read()), (1, 1));
    }
}
