//! Names matched against what is asked, on a worker.
//!
//! In go the names of a library and what was typed; out come sections of rows, the one with
//! the best row first.

use super::scope::{Asked, Section};
use crate::app::parts::excerpt::Excerpt;
use crate::app::work::{Task, Tools, Urgency};
use crate::corpus::ArticleId;
use crate::entities::{Entity, EntityId, Kind};
use crate::library::{Library, Register, class};
use crate::query::fuzzy::{Candidates, History, Matching, Pattern, Top};
use crate::text::Span;
use std::cmp::Reverse;
use std::sync::Arc;

/// Rows of a section that is alone, of the best of several, and of each other.
const ALONE: usize = 14;
const FIRST: usize = 8;
const OTHERS: usize = 5;
/// Rows of a section that alone was asked for.
const ONLY: usize = 200;
/// Rows from which more threads than one are worth their start.
const MANY: usize = 50_000;
/// Threads that look through many rows.
const THREADS: usize = 2;

/// Matches names.
#[derive(Debug)]
pub(super) struct NamesTask {
    /// Where the titles and headings are.
    pub(super) library: Arc<Library>,
    /// Where the entities and sources are, if they are prepared.
    pub(super) register: Option<Arc<Register>>,
    /// What was typed.
    pub(super) asked: Asked,
    /// What was matched before.
    pub(super) trails: Trails,
}

/// All that matched, for the next pattern to look through instead of everything.
pub(super) type Matchings = Vec<(Section, Matching)>;

/// What was matched before, for each kind of names. Rows do not depend on it. Cloning shares
/// it.
#[derive(Clone, Debug, Default)]
pub(super) struct Trails {
    titles: History,
    headings: History,
    entities: History,
}

impl Trails {
    /// Adds what an answer has matched.
    pub(super) fn add(&mut self, matchings: Matchings) {
        for (section, matching) in matchings {
            if let Some(trail) = self.of_mut(section) {
                trail.add(matching);
            }
        }
    }

    fn of_mut(&mut self, section: Section) -> Option<&mut History> {
        Some(match section {
            Section::Titles => &mut self.titles,
            Section::Headings => &mut self.headings,
            Section::Entities => &mut self.entities,
            Section::Sources | Section::Text => return None,
        })
    }
}

/// What a pattern matches.
#[derive(Clone, Debug, Default)]
pub struct Matched {
    /// What was asked.
    pub asked: Asked,
    /// The sections that have matches, the best first.
    pub sections: Vec<Found>,
}

/// A section of what is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub section: Section,
    /// The best rows, best first.
    pub rows: Vec<MatchRow>,
    /// How many match.
    pub n_matching: usize,
    /// Of how many.
    pub n_all: usize,
    /// What else there is to say of it.
    pub note: Option<String>,
}

/// A row of the finder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatchRow {
    /// What it leads to.
    pub target: Target,
    /// What it is called, what matched of it marked.
    pub label: Excerpt,
    /// The other name that matched, if it was not the label.
    pub form: Option<Excerpt>,
    /// What else is known: a source and date, a number of articles.
    pub detail: String,
    /// The line of the text that matched.
    pub passage: Option<Excerpt>,
}

impl MatchRow {
    /// Lines that it takes.
    #[must_use]
    pub fn lines(&self) -> usize {
        1 + usize::from(self.passage.is_some())
    }
}

/// What a row of the finder leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An article.
    Article(ArticleId),
    /// An entity.
    Entity(Kind, String),
    /// A source.
    Source(String),
    /// A heading: its article, and where it stands in its text.
    Heading(ArticleId, Span),
    /// A passage: its article, and the byte of its text where it begins.
    Passage(ArticleId, usize),
}

impl Default for Target {
    fn default() -> Self {
        Self::Source(String::new())
    }
}

/// Rows with the score of the best one.
struct Scored {
    found: Found,
    best: i64,
    /// Makes the rows, so that only those are made that are shown.
    rows: Vec<u32>,
}

impl Task for NamesTask {
    type Answer = (Matched, Matchings);
    const NAME: &'static str = "match";
    const URGENCY: Urgency = Urgency::Typed;

    fn perform(&self, tools: &Tools<'_>) -> Self::Answer {
        let names = Matcher {
            task: self,
            pattern: Pattern::new(&self.asked.words),
        };
        let mut matchings = Vec::new();
        let sections = names.sections(tools, &mut matchings);
        let matched = Matched {
            asked: self.asked.clone(),
            sections,
        };
        (matched, matchings)
    }
}

/// Matches names of one library.
pub(super) struct Matcher<'a> {
    pub(super) task: &'a NamesTask,
    pub(super) pattern: Pattern,
}

impl Matcher<'_> {
    /// The sections that have matches, the best first.
    fn sections(&self, tools: &Tools<'_>, matchings: &mut Matchings) -> Vec<Found> {
        let asked = &self.task.asked;
        let mut scored: Vec<Scored> = Section::ALL
            .into_iter()
            .filter(|section| asked.looks_in(*section) && tools.is_wanted())
            .filter_map(|section| self.section(section, matchings))
            .filter(|scored| !scored.rows.is_empty())
            .collect();
        scored.sort_by_key(|scored| Reverse(scored.best));
        let n_sections = scored.len();
        let sections = scored.into_iter().enumerate().map(|(at, scored)| {
            let most = match (asked.only, at) {
                (Some(_), _) => ONLY,
                (None, _) if n_sections == 1 => ALONE,
                (None, 0) => FIRST,
                (None, _) => OTHERS,
            };
            let section = scored.found.section;
            let rows = scored.rows.into_iter().take(most);
            Found {
                rows: rows.filter_map(|row| self.row(section, row)).collect(),
                ..scored.found
            }
        });
        sections.collect()
    }

    /// The best of a section; `None` where its names are not prepared.
    fn section(&self, section: Section, matchings: &mut Matchings) -> Option<Scored> {
        let names = self.task.library.names();
        let register = self.task.register.as_deref();
        let (candidates, trail, n_all) = match section {
            Section::Text => return None,
            Section::Titles => (
                names.titles(),
                &self.task.trails.titles,
                self.task.library.corpus.len(),
            ),
            Section::Headings => (
                names.headings(),
                &self.task.trails.headings,
                names.headings().n_present(),
            ),
            Section::Entities => {
                let register = register?;
                return Some(self.entities(register, matchings));
            }
            Section::Sources => {
                let top = register?.sources().top(&self.pattern, ONLY);
                return Some(scored(section, &top, register?.n_sources()));
            }
        };
        if self.pattern.is_empty() && section == Section::Headings && self.task.asked.only.is_none()
        {
            return None;
        }
        let (top, matching) = self.search(candidates, &self.pattern, trail);
        matchings.push((section, matching));
        Some(scored(section, &top, n_all))
    }

    fn search(
        &self,
        candidates: &Candidates,
        pattern: &Pattern,
        trail: &History,
    ) -> (Top, Matching) {
        let threads = if candidates.len() < MANY { 1 } else { THREADS };
        let most = if self.task.asked.only.is_some() {
            ONLY
        } else {
            ALONE
        };
        candidates.search(pattern, most, threads, trail.nearest(pattern))
    }

    fn entities(&self, register: &Register, matchings: &mut Matchings) -> Scored {
        let asked = &self.task.asked;
        if self.pattern.is_empty() {
            return self.most_named(register);
        }
        let mut pattern = Pattern::new(&asked.words);
        if let Some(kind) = asked.kind {
            pattern = pattern.of_class(class(kind));
        }
        let (top, matching) =
            self.search(register.entities(), &pattern, &self.task.trails.entities);
        matchings.push((Section::Entities, matching));
        scored(Section::Entities, &top, register.n_entities())
    }

    /// The entities that most articles name, where there is no pattern.
    fn most_named(&self, register: &Register) -> Scored {
        let kind = self.task.asked.kind;
        let of_kind =
            |(_, entity): &(EntityId, Entity<'_>)| kind.is_none_or(|kind| kind == entity.kind);
        let by_articles =
            |(id, entity): (EntityId, Entity<'_>)| (Reverse(entity.articles.len()), id);
        let mut all: Vec<_> = self
            .task
            .library
            .catalog
            .iter()
            .filter(of_kind)
            .map(by_articles)
            .collect();
        let n_matching = all.len();
        if all.len() > ONLY {
            let _ = all.select_nth_unstable(ONLY);
            all.truncate(ONLY);
        }
        all.sort_unstable();
        Scored {
            best: 0,
            rows: all.into_iter().map(|(_, id)| id.0).collect(),
            found: Found {
                section: Section::Entities,
                rows: Vec::new(),
                n_matching,
                n_all: register.n_entities().max(n_matching),
                note: None,
            },
        }
    }
}

fn scored(section: Section, top: &Top, n_all: usize) -> Scored {
    Scored {
        best: top.best.first().map_or(i64::MIN, |best| best.score),
        rows: top.best.iter().map(|ranked| ranked.row).collect(),
        found: Found {
            section,
            rows: Vec::new(),
            n_matching: top.n_matching,
            n_all,
            note: None,
        },
    }
}
