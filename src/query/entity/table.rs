//! All entities of a collection, or of some of its articles, as rows of a table.
//!
//! In go a [`View`] and perhaps a set of articles; out comes a [`EntityTable`]: for each entity
//! the articles that name it, its mentions, the first and the last date, and its articles
//! over time. [`EntityTable::select`] picks the rows of a kind whose names match some letters,
//! in an order. Cost: a walk over all appearances, then a sort of the rows kept.

use crate::corpus::ArticleId;
use crate::entities::{Entity, EntityId, Kind};
use crate::query::fuzzy::Pattern;
use crate::query::view::View;
use crate::text::calendar::PartialDate;
use crate::text::fold::{Folded, fold};
use std::cmp::Reverse;

/// Steps of time over which articles are counted, of equal length from the collection's
/// first date to its last.
pub const STEPS: usize = 16;

/// The entities of some articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityTable {
    /// A row for each entity that at least one of the articles names, by number.
    pub rows: Vec<Row>,
    /// The dates that the steps run from and to; `None` when no article has a date.
    pub range: Option<(PartialDate, PartialDate)>,
}

/// An entity in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The entity.
    pub entity: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Articles that name it.
    pub articles: u32,
    /// Its mentions in them.
    pub mentions: u32,
    /// Publication dates of the first and the last dated article.
    pub seen: Option<(PartialDate, PartialDate)>,
    /// Dated articles in each step of time.
    pub steps: [u16; STEPS],
}

/// Which kinds are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kinds {
    /// Everything with a name: no dates, no amounts.
    #[default]
    Names,
    /// One kind.
    Only(Kind),
}

impl Kinds {
    /// Every choice, in the order in which they follow each other.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + Clone {
        std::iter::once(Self::Names).chain(Kind::ALL.into_iter().map(Self::Only))
    }

    fn has(self, kind: Kind) -> bool {
        match self {
            Self::Names => kind.is_named(),
            Self::Only(only) => only == kind,
        }
    }
}

/// An order of rows; equal ones stand by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Most articles first.
    #[default]
    Articles,
    /// Most mentions first.
    Mentions,
    /// By name.
    Name,
    /// The earliest first date first.
    First,
    /// The latest last date first.
    Last,
    /// What the last quarter of the time names more than the time before, first.
    Rising,
}

impl Order {
    /// Every order, and how it is called.
    pub const ALL: [(Self, &str); 6] = [
        (Self::Articles, "most articles first"),
        (Self::Mentions, "most mentions first"),
        (Self::Name, "by name"),
        (Self::First, "first seen first"),
        (Self::Last, "last seen first"),
        (Self::Rising, "rising first"),
    ];

    /// How it is called.
    #[must_use]
    pub fn describe(self) -> &'static str {
        let named = Self::ALL.iter().find(|(order, _)| *order == self);
        named.map_or("", |(_, name)| name)
    }
}

/// Counts the entities of a collection, or of the articles `within`.
#[must_use]
pub fn count(view: View<'_>, within: Option<&[ArticleId]>) -> EntityTable {
    let clock = Clock::new(view, within);
    let rows = view
        .catalog
        .iter()
        .filter_map(|(id, entity)| clock.row(id, &entity));
    EntityTable {
        rows: rows.collect(),
        range: clock.range,
    }
}

/// The articles that count, and in which step of time each lies.
struct Clock {
    /// For each article: whether it counts, its date, its step.
    articles: Vec<Option<(Option<PartialDate>, Option<usize>)>>,
    range: Option<(PartialDate, PartialDate)>,
}

impl Clock {
    fn new(view: View<'_>, within: Option<&[ArticleId]>) -> Self {
        let mut articles = vec![None; view.corpus.end() as usize];
        let mut put = |id: ArticleId| {
            let date = view.corpus.card(id).map(crate::corpus::Card::published);
            if let (Some(date), Some(slot)) = (date, articles.get_mut(id.index())) {
                *slot = Some((date, None));
            }
        };
        match within {
            Some(ids) => ids.iter().copied().for_each(&mut put),
            None => view.corpus.iter().for_each(|(id, _)| put(id)),
        }
        let dates = || articles.iter().flatten().filter_map(|(date, _)| *date);
        let range = dates().min().zip(dates().max());
        let (from, to) = range.map_or((0, 0), |(first, last)| (day(first), day(last)));
        let steps = i64::try_from(STEPS).unwrap_or(1);
        for (date, step) in articles.iter_mut().flatten() {
            let at = date.map(|date| (day(date) - from) * steps / (to - from + 1));
            *step = at.and_then(|at| usize::try_from(at).ok());
        }
        Self { articles, range }
    }

    fn row(&self, id: EntityId, entity: &Entity<'_>) -> Option<Row> {
        let mut row = Row {
            entity: id,
            kind: entity.kind,
            articles: 0,
            mentions: 0,
            seen: None,
            steps: [0; STEPS],
        };
        for posting in entity.articles {
            let counted = self
                .articles
                .get(posting.article.index())
                .copied()
                .flatten();
            let Some((date, step)) = counted else {
                continue;
            };
            row.articles += 1;
            row.mentions += posting.count;
            if let Some(date) = date {
                let (first, last) = row.seen.unwrap_or((date, date));
                row.seen = Some((first.min(date), last.max(date)));
            }
            if let Some(slot) = step.and_then(|step| row.steps.get_mut(step)) {
                *slot = slot.saturating_add(1);
            }
        }
        (row.articles > 0).then_some(row)
    }
}

/// About the number of a date's day, for dividing time into steps; what is not known of it
/// counts as its beginning.
fn day(date: PartialDate) -> i64 {
    let (year, month, day) = date.parts();
    let (month, day) = (month.unwrap_or(1), day.unwrap_or(1));
    (i64::from(year) * 12 + i64::from(month) - 1) * 31 + i64::from(day) - 1
}

impl EntityTable {
    /// The places in [`EntityTable::rows`] of those rows whose kind is wanted and whose name or
    /// another spelling has the pattern's letters: with a pattern the best match first,
    /// else in the given order.
    #[must_use]
    pub fn select(&self, view: View<'_>, kinds: Kinds, pattern: &str, by: Order) -> Vec<u32> {
        let places = (0..).zip(&self.rows).filter(|(_, row)| kinds.has(row.kind));
        let pattern = Pattern::new(pattern);
        if pattern.is_empty() {
            let mut places: Vec<u32> = places.map(|(at, _)| at).collect();
            self.sort(view, &mut places, by);
            return places;
        }
        let scored = places.filter_map(|(at, row)| {
            let entity = view.catalog.get(row.entity)?;
            let score = |text: &str| pattern.score(&Folded::new(text));
            let forms = entity.forms.texts().filter_map(score);
            let best = forms.chain(score(entity.name)).max()?;
            Some((Reverse(best), Reverse(row.articles), at))
        });
        let mut scored: Vec<_> = scored.collect();
        scored.sort_unstable();
        scored.into_iter().map(|(_, _, at)| at).collect()
    }

    fn sort(&self, view: View<'_>, places: &mut [u32], by: Order) {
        let row = |at: &u32| &self.rows[*at as usize];
        let name = |at: &u32| {
            view.catalog
                .get(row(at).entity)
                .map(|entity| fold(entity.name))
        };
        places.sort_by_cached_key(name);
        match by {
            Order::Name => {}
            Order::Articles => {
                places.sort_by_key(|at| Reverse((row(at).articles, row(at).mentions)));
            }
            Order::Mentions => {
                places.sort_by_key(|at| Reverse((row(at).mentions, row(at).articles)));
            }
            Order::First => places.sort_by_key(|at| {
                let first = row(at).seen.map(|(first, _)| first);
                (first.is_none(), first)
            }),
            Order::Last => places.sort_by_key(|at| Reverse(row(at).seen.map(|(_, last)| last))),
            Order::Rising => places.sort_by_key(|at| Reverse(row(at).rise())),
        }
    }
}

impl Row {
    /// How many articles the last quarter of the time has beyond what an even spread over
    /// the time before would give, in thirds.
    fn rise(&self) -> i64 {
        let (before, last) = self.steps.split_at(STEPS - STEPS / 4);
        let sum = |steps: &[u16]| steps.iter().map(|n| i64::from(*n)).sum::<i64>();
        3 * sum(last) - sum(before)
    }
}
