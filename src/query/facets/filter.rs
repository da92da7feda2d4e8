//! What articles are counted by, and narrowed to.
//!
//! In go the articles that answer a query, and filters; out come those that pass all of
//! them, and how many each filter hides. A filter keeps or leaves out the articles that have
//! one value of a facet: that name an entity, come from a source, or were published in a
//! year or month.
//!
//! An article has one source, one year and one month, so to ask for two of them at once is
//! to ask for either. Of entities it has many, and is to name each that is asked for.

use crate::corpus::ArticleId;
use crate::entities::Kind;
use crate::entities::corrections::Named;
use crate::query::matching::bitset::Bits;
use crate::query::view::View;
use crate::text::calendar::PartialDate;
use std::fmt;

/// What articles are counted by, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Who published them.
    Source,
    /// The year in which they were published.
    Year,
    /// The month.
    Month,
    /// The entities of a kind that they name.
    Entity(Kind),
}

impl Facet {
    /// Its name, as chips and scripts have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Year => "year",
            Self::Month => "month",
            Self::Entity(kind) => kind.name(),
        }
    }

    /// Whether an article has at most one value of it.
    #[must_use]
    pub fn is_single(self) -> bool {
        !matches!(self, Self::Entity(_))
    }
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// An entity: its kind and canonical name; another spelling does where no entity has it
    /// for its name.
    Entity(Kind, String),
    /// The name of a source.
    Source(String),
    /// A year, or a month of one.
    Published(PartialDate),
}

impl Value {
    /// The facet that it is a value of.
    #[must_use]
    pub fn facet(&self) -> Facet {
        match self {
            Self::Entity(kind, _) => Facet::Entity(*kind),
            Self::Source(_) => Facet::Source,
            Self::Published(date) => match date.parts() {
                (_, None, _) => Facet::Year,
                (_, Some(_), _) => Facet::Month,
            },
        }
    }

    /// Whether it is an entity of that kind and name.
    #[must_use]
    pub fn is_entity(&self, kind: Kind, name: &str) -> bool {
        matches!(self, Self::Entity(of, called) if *of == kind && called == name)
    }
}

impl Value {
    /// The query that finds what has it.
    #[must_use]
    pub fn query(&self) -> String {
        let (field, name) = match self {
            Self::Published(date) => return format!("date:{date}"),
            Self::Source(name) => ("source", name),
            Self::Entity(Kind::Person, name) => ("person", name),
            Self::Entity(Kind::Organization, name) => ("org", name),
            Self::Entity(Kind::Place, name) => ("place", name),
            Self::Entity(_, name) => ("entity", name),
        };
        format!("{field}:{}", quoted(name))
    }
}

/// A value as the query language takes it whole.
#[must_use]
pub fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', " "))
}

impl From<&Named> for Value {
    fn from(named: &Named) -> Self {
        Self::Entity(named.kind, named.name.clone())
    }
}

/// The name, or the date in words.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entity(_, name) | Self::Source(name) => f.write_str(name),
            Self::Published(date) => f.write_str(&date.long()),
        }
    }
}

/// A value that articles must have, or must not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    /// The value.
    pub value: Value,
    /// Whether articles that have it are hidden, rather than those that do not.
    pub exclude: bool,
}

impl Filter {
    /// Whether it asks for one of several values with another filter.
    fn is_alternative(&self, other: &Self) -> bool {
        let facet = self.value.facet();
        let both_ask = !self.exclude && !other.exclude;
        both_ask && facet.is_single() && facet == other.value.facet()
    }
}

/// Removes what the filters hide; for each, how many articles it alone hides. Of filters that
/// are alternatives the first answers for all.
pub(crate) fn apply(view: View<'_>, filters: &[Filter], found: &mut Bits) -> Vec<usize> {
    let mut first_of: Vec<usize> = Vec::new();
    let mut groups: Vec<Bits> = Vec::new();
    for filter in filters {
        let passes = passing(view, filter, found);
        let mut earlier = filters.iter().zip(&first_of);
        let alternative = earlier.find(|(other, _)| filter.is_alternative(other));
        let first = alternative.map_or(groups.len(), |(_, first)| *first);
        first_of.push(first);
        match groups.get_mut(first) {
            Some(alternatives) => alternatives.join(&passes),
            None => groups.push(passes),
        }
    }
    let mut hidden = groups.iter().enumerate().map(|(n, passes)| {
        let mut others = found.clone();
        for (_, passes) in groups.iter().enumerate().filter(|(other, _)| *other != n) {
            others.keep(passes);
        }
        others.remove(passes);
        others.count() as usize
    });
    let mut n_told = 0;
    let hidden_by = first_of.iter().map(|group| {
        let tells = *group == n_told;
        n_told += usize::from(tells);
        if tells { hidden.next().unwrap_or(0) } else { 0 }
    });
    let hidden_by = hidden_by.collect();
    for passes in &groups {
        found.keep(passes);
    }
    hidden_by
}

/// The articles of `within` that a filter lets through.
pub(crate) fn passing(view: View<'_>, filter: &Filter, within: &Bits) -> Bits {
    let mut having = match &filter.value {
        Value::Entity(kind, name) => naming(view, *kind, name, within.len()),
        of_article => {
            let mut having = Bits::none(within.len());
            for article in within.iter() {
                if has(view, ArticleId(article), of_article) {
                    having.add(article);
                }
            }
            having
        }
    };
    if filter.exclude {
        let mut left = within.clone();
        left.remove(&having);
        return left;
    }
    having.keep(within);
    having
}

/// Whether an article comes from a source, or was published then.
fn has(view: View<'_>, article: ArticleId, value: &Value) -> bool {
    let Some(card) = view.corpus.card(article) else {
        return false;
    };
    match value {
        Value::Source(name) => card.source_name() == Some(name),
        Value::Published(date) => card.published().is_some_and(|published| {
            let ((year, month, _), (of_year, of_month, _)) = (date.parts(), published.parts());
            year == of_year && (month.is_none() || month == of_month)
        }),
        Value::Entity(..) => false,
    }
}

/// The articles that name an entity.
fn naming(view: View<'_>, kind: Kind, name: &str, len: u32) -> Bits {
    let ids = view.catalog.lookup(name, Some(kind));
    let entities = ids.into_iter().filter_map(|id| view.catalog.get(id));
    let entities: Vec<_> = entities.collect();
    let only_canonical = entities.iter().any(|entity| entity.name == name);
    let mut named = Bits::none(len);
    for entity in entities {
        if !only_canonical || entity.name == name {
            for posting in entity.articles {
                named.add(posting.article.0);
            }
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::{Facet, Value};
    use crate::entities::Kind;
    use crate::text::calendar::PartialDate;

    fn check(value: &Value, facet: Facet, shown: &str) {
        assert_eq!((value.facet(), value.to_string().as_str()), (facet, shown));
    }

    #[test]
    fn values_know_their_facets() {
        let date = |text| Value::Published(PartialDate::parse_iso(text).unwrap());
        check(&date("2025"), Facet::Year, "2025");
        check(&date("2025-05"), Facet::Month, "May 2025");
        check(&Value::Source("AP".to_owned()), Facet::Source, "AP");
        let person = Value::Entity(Kind::Person, "Ann Low".to_owned());
        check(&person, Facet::Entity(Kind::Person), "Ann Low");
    }
}
