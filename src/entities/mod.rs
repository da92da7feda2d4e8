//! Stand-in for the entity catalog until the real one is merged.

use crate::corpus::ArticleId;
use crate::text::Span;
use crate::text::calendar::PartialDate;
use crate::text::fold::fold;
use std::collections::HashMap;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    Person,
    Organization,
    Place,
    Group,
    Event,
    Law,
    Work,
    Date,
    Money,
    Quantity,
}

/// Entities of one article.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Recognized {
    pub entities: Vec<LocalEntity>,
    pub dates: Vec<DateMention>,
}

/// An entity of one article.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct LocalEntity {
    pub name: String,
    pub kind: Kind,
    pub forms: Vec<Form>,
    pub mentions: Vec<Span>,
}

/// A spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Form {
    pub text: String,
    pub count: u32,
}

/// A date.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct DateMention {
    pub span: Span,
    pub value: Option<PartialDate>,
    pub resolved_from: Option<PartialDate>,
}

/// Number of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub u32);

/// An article that names an entity.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Posting {
    pub article: ArticleId,
    pub count: u32,
}

/// An entity of the collection.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Entity {
    pub name: String,
    pub kind: Kind,
    pub forms: Vec<Form>,
    pub articles: Vec<Posting>,
}

/// An entity in an article.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Appearance {
    pub entity: EntityId,
    pub mentions: Vec<Span>,
}

/// All entities.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    entities: Vec<Entity>,
    of_article: HashMap<ArticleId, Vec<Appearance>>,
}

#[allow(missing_docs)]
impl Catalog {
    pub fn add(&mut self, article: ArticleId, recognized: Recognized) {
        let mut appearances = Vec::new();
        for local in recognized.entities {
            let count = u32::try_from(local.mentions.len()).unwrap();
            let known = self
                .entities
                .iter()
                .position(|e| e.name == local.name && e.kind == local.kind);
            let at = known.unwrap_or_else(|| {
                self.entities.push(Entity {
                    name: local.name.clone(),
                    kind: local.kind,
                    forms: Vec::new(),
                    articles: Vec::new(),
                });
                self.entities.len() - 1
            });
            let entity = &mut self.entities[at];
            entity.articles.push(Posting { article, count });
            for form in local.forms {
                match entity.forms.iter_mut().find(|f| f.text == form.text) {
                    Some(known) => known.count += form.count,
                    None => entity.forms.push(form),
                }
            }
            appearances.push(Appearance {
                entity: EntityId(u32::try_from(at).unwrap()),
                mentions: local.mentions,
            });
        }
        self.of_article.insert(article, appearances);
    }

    #[must_use]
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        (0..).map(EntityId).zip(&self.entities)
    }

    #[must_use]
    pub fn of_article(&self, id: ArticleId) -> Option<&[Appearance]> {
        self.of_article.get(&id).map(Vec::as_slice)
    }

    #[must_use]
    pub fn lookup(&self, name: &str, kind: Option<Kind>) -> Vec<EntityId> {
        let name = fold(name);
        let fits = |e: &Entity| kind.is_none_or(|kind| e.kind == kind);
        let canonical = self
            .iter()
            .filter(|(_, e)| fits(e) && fold(&e.name) == name)
            .map(|(id, _)| id);
        let other = self.iter().filter(|(_, e)| {
            fits(e) && fold(&e.name) != name && e.forms.iter().any(|f| fold(&f.text) == name)
        });
        canonical.chain(other.map(|(id, _)| id)).collect()
    }

    #[must_use]
    pub fn n_read(&self) -> usize {
        self.of_article.len()
    }
}

pub struct Recognizer;
impl Recognizer {
    pub fn embedded() -> Self {
        Self
    }
    pub fn read(&self, _a: &crate::corpus::Article) -> Recognized {
        Recognized::default()
    }
}
impl Kind {
    pub const ALL: [Self; 10] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Group,
        Self::Event,
        Self::Law,
        Self::Work,
        Self::Date,
        Self::Money,
        Self::Quantity,
    ];
    pub fn name(self) -> &'static str {
        "x"
    }
}
