//! The lines that can be typed: the query, a string in the article, entity names, the finder.

use super::App;
use super::command::Command;
use super::input::Key;
use super::job::{Generation, Job, MatchJob, Matched, Target};
use super::layout::Pane;
use super::list::Selection;
use super::picker::Picker;
use super::prompt::{Effect, Prompt};
use super::reader::Jump;
use crate::corpus::ArticleId;
use crate::library::Library;
use crate::query::Value;
use std::sync::Arc;

/// Which line is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// The query over the collection.
    Query,
    /// A string in the article.
    Find,
    /// A filter of the entity names.
    Names,
    /// A filter of the table of entities.
    Rows,
    /// The finder.
    Finder,
    /// The entity to merge another one into.
    Merge,
    /// A new name of an entity.
    Rename,
}

/// The lines that can be typed; each keeps its history.
#[derive(Clone, Debug, Default)]
pub struct Typing {
    /// The one being typed.
    pub bar: Option<Bar>,
    /// The query.
    pub query: Prompt,
    /// The string in the article.
    pub find: Prompt,
    /// The filter of entity names.
    pub names: Prompt,
    /// The filter of the table of entities.
    pub rows: Prompt,
    /// The finder.
    pub finder: Finder,
    /// A line about an entity.
    pub picker: Picker,
    pub(super) origin: Origin,
}

/// The finder's line and rows.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// The pattern.
    pub prompt: Prompt,
    /// What it matches.
    pub matched: Matched,
    /// The selected row.
    pub selection: Selection,
    generation: Generation,
    /// What was asked last: the pattern, and where to look.
    asked: Option<(String, Arc<Library>)>,
    /// Whether its answer is still to come.
    waiting: bool,
    /// The collection of the newest answer: its names are prepared, so that the next
    /// letter need not wait for those of a newer one.
    prepared: Option<Arc<Library>>,
    /// Whether the user chose before the rows were there.
    chosen: bool,
}

impl Finder {
    /// Whether the rows are those of the line as it is now.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.prepared.is_some() && self.matched.pattern == self.prompt.text()
    }
}

/// What to come back to when typing is canceled.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    query: String,
    /// The article selected, and how many rows stand above it on the screen.
    pub(super) article: Option<ArticleId>,
    above: usize,
    /// The article in the reader, which the list may hide.
    pub(super) shown: Option<ArticleId>,
    /// The reading line.
    line: usize,
    /// Where it begins in the article.
    offset: usize,
}

impl Typing {
    /// Whether the query is being typed.
    #[must_use]
    pub fn is_query(&self) -> bool {
        self.bar == Some(Bar::Query)
    }

    /// Whether the finder is open.
    #[must_use]
    pub fn is_finder(&self) -> bool {
        self.bar == Some(Bar::Finder)
    }

    /// The line being typed.
    #[must_use]
    pub fn prompt(&self) -> Option<&Prompt> {
        Some(match self.bar? {
            Bar::Query => &self.query,
            Bar::Find => &self.find,
            Bar::Names => &self.names,
            Bar::Rows => &self.rows,
            Bar::Finder => &self.finder.prompt,
            Bar::Merge | Bar::Rename => &self.picker.prompt,
        })
    }

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(match self.bar? {
            Bar::Query => &mut self.query,
            Bar::Find => &mut self.find,
            Bar::Names => &mut self.names,
            Bar::Rows => &mut self.rows,
            Bar::Finder => &mut self.finder.prompt,
            Bar::Merge | Bar::Rename => &mut self.picker.prompt,
        })
    }

    /// Takes the finder's rows, if they are the newest.
    fn accept(&mut self, generation: Generation, matched: Matched) {
        let finder = &mut self.finder;
        if generation != finder.generation {
            return;
        }
        finder.waiting = false;
        finder.prepared = finder
            .asked
            .as_ref()
            .map(|(_, library)| Arc::clone(library));
        let kept = finder
            .matched
            .rows
            .get(finder.selection.selected)
            .map(|row| row.target.clone());
        let same = finder.matched.pattern == matched.pattern;
        let place = matched
            .rows
            .iter()
            .position(|row| same && Some(&row.target) == kept.as_ref());
        finder.selection.selected = place.unwrap_or(0);
        finder.selection.clamp(matched.rows.len());
        finder.matched = matched;
    }
}

impl App {
    /// Opens a line for typing.
    pub(super) fn open_bar(&mut self, bar: Bar) {
        let Selection { selected, offset } = self.articles.selection;
        self.typing.origin = Origin {
            query: self.articles.question.text.clone(),
            article: self.articles.selected(),
            above: selected.saturating_sub(offset),
            shown: self.shown,
            line: self.reader.line,
            offset: self.reader.line_span().from(),
        };
        match bar {
            Bar::Query => self.typing.query.set(&self.articles.question.text),
            Bar::Find => self.typing.find.set(""),
            Bar::Names => self.typing.names.set(&self.sidebar.filter),
            Bar::Rows => self.typing.rows.set(super::roster::pattern(&self.sheets)),
            Bar::Finder => {
                self.close_finder();
                self.typing.finder.prompt.set("");
            }
            // These are opened with what they are about.
            Bar::Merge | Bar::Rename => {}
        }
        self.typing.bar = Some(bar);
    }

    /// Handles a key that belongs to the line's editor.
    pub(super) fn type_key(&mut self, key: Key) {
        let effect = self.typing.prompt_mut().map(|prompt| prompt.key(key));
        if effect == Some(Effect::Changed) {
            self.typed();
        }
    }

    /// Takes pasted text as data; outside of a line it means nothing.
    pub(super) fn paste(&mut self, text: &str) {
        match self.typing.prompt_mut() {
            Some(prompt) => {
                prompt.insert(text);
                self.typed();
            }
            None => {
                self.say("nothing is being typed, so the paste was dropped; / opens the search");
            }
        }
    }

    /// Follows the line as it is typed.
    fn typed(&mut self) {
        let Some(prompt) = self.typing.prompt() else {
            return;
        };
        let text = prompt.text().to_owned();
        match self.typing.bar {
            Some(Bar::Query) => self.set_query(text),
            Some(Bar::Find) => {
                let jump = Jump::From(self.typing.origin.offset);
                self.find_here(text, jump);
            }
            Some(Bar::Names) => {
                self.sidebar.filter = text;
                self.refill_sidebar();
            }
            Some(Bar::Rows) => self.set_roster_pattern(text),
            Some(Bar::Finder) => self.typing.finder.chosen = false,
            Some(Bar::Merge | Bar::Rename) | None => {}
        }
    }

    /// Does what a key means while a line is typed.
    pub(super) fn act_typing(&mut self, command: Command) {
        match command {
            Command::Enter => self.confirm(),
            Command::Escape | Command::Interrupt => self.cancel(),
            Command::Suspend => self.effect(super::job::Effect::Suspend),
            Command::TakeMeant => self.take_meant(),
            Command::Down => self.step_typing(1),
            Command::Up => self.step_typing(-1),
            Command::PageDown => self.step_finder(self.finder_height()),
            Command::PageUp => self.step_finder(-self.finder_height()),
            _ => {}
        }
    }

    /// Moves in the finder's rows, or in a line's history.
    fn step_typing(&mut self, rows: isize) {
        if self.typing.is_finder() {
            return self.step_finder(rows);
        }
        if self.typing.bar == Some(Bar::Merge) {
            return self.step_picker(rows);
        }
        let effect = self
            .typing
            .prompt_mut()
            .map(|prompt| prompt.browse(rows > 0));
        if effect == Some(Effect::Changed) {
            self.typed();
        }
    }

    fn step_finder(&mut self, rows: isize) {
        let finder = &mut self.typing.finder;
        finder.selection.step(rows, finder.matched.rows.len());
    }

    /// Brings the selected row of the finder into view.
    pub(super) fn reveal_finder(&mut self) {
        let height = usize::from(self.layout.finder().rows());
        let finder = &mut self.typing.finder;
        let len = finder.matched.rows.len();
        finder.selection.reveal(len, height, |_| 1);
    }

    fn finder_height(&self) -> isize {
        isize::try_from(self.layout.finder().rows())
            .unwrap_or(1)
            .max(1)
    }

    /// Keeps what was typed.
    fn confirm(&mut self) {
        if self.typing.is_finder() && !self.typing.finder.is_answered() {
            self.typing.finder.chosen = true;
            return;
        }
        if self.waits_for_rows() {
            return;
        }
        if let Some(prompt) = self.typing.prompt_mut() {
            prompt.remember();
        }
        match self.typing.bar.take() {
            Some(Bar::Query) => {
                self.visit_trail();
                self.focus_pane(Pane::Articles);
            }
            Some(Bar::Finder) => self.choose_found(),
            Some(Bar::Merge) => self.choose_merge(),
            Some(Bar::Rename) => self.rename(),
            Some(Bar::Find) => {
                if self.typing.find.text().trim().is_empty() {
                    self.clear_find();
                }
                self.focus = Pane::Reader;
            }
            Some(Bar::Names | Bar::Rows) | None => {}
        }
    }

    /// Goes back to how it was before the line was opened.
    fn cancel(&mut self) {
        match self.typing.bar.take() {
            Some(Bar::Query) => {
                let origin = self.typing.origin.clone();
                self.articles.question.text = origin.query;
                self.articles.keep = origin.article;
                self.articles.above = Some(origin.above);
                // The rows may be those of before already, but the selected one is not.
                self.articles.outdated = true;
                if let Some(id) = origin.shown {
                    self.show(id);
                }
            }
            Some(Bar::Find) => {
                self.clear_find();
                self.reader.go_to_row(self.typing.origin.line);
            }
            Some(Bar::Names) => {
                self.sidebar.filter.clear();
                self.refill_sidebar();
            }
            Some(Bar::Rows) => self.set_roster_pattern(String::new()),
            Some(Bar::Finder) => self.close_finder(),
            Some(Bar::Merge | Bar::Rename) | None => {}
        }
    }

    /// Takes the finder's rows, and goes where the first leads if the user chose already.
    pub(super) fn accept_matched(&mut self, generation: Generation, matched: Matched) {
        self.typing.accept(generation, matched);
        let finder = &self.typing.finder;
        if self.typing.is_finder() && finder.chosen && finder.is_answered() {
            self.confirm();
        }
    }

    /// Lets go of what the finder shows; an answer on its way comes to nothing.
    fn close_finder(&mut self) {
        let finder = &mut self.typing.finder;
        let (prompt, mut generation) = (std::mem::take(&mut finder.prompt), finder.generation);
        generation.expire();
        *finder = Finder {
            prompt,
            generation,
            ..Finder::default()
        };
    }

    /// Goes where the selected row of the finder leads.
    fn choose_found(&mut self) {
        let finder = &self.typing.finder;
        let row = finder.matched.rows.get(finder.selection.selected);
        let target = row.map(|row| row.target.clone());
        self.close_finder();
        self.sheets.close();
        match target {
            Some(Target::Article(id)) => {
                self.jump_to_article(id);
                self.focus = Pane::Reader;
            }
            Some(Target::Entity(kind, name)) => self.only(Value::Entity(kind, name)),
            Some(Target::Source(source)) => {
                self.visit_trail();
                self.set_query(format!("source:{}", super::asking::quoted(&source)));
                self.focus_pane(Pane::Articles);
            }
            None => {}
        }
    }

    /// Asks for the finder's rows if the pattern or the collection changed.
    pub(super) fn ask_finder(&mut self) {
        let finder = &mut self.typing.finder;
        if self.typing.bar != Some(Bar::Finder) {
            return;
        }
        let pattern = finder.prompt.text();
        let library = match &finder.asked {
            // While the collection grows, an answer on its way is awaited, as for the list.
            Some((asked, library)) if asked == pattern => {
                if finder.waiting || Arc::ptr_eq(library, &self.library) {
                    return;
                }
                &self.library
            }
            _ => finder.prepared.as_ref().unwrap_or(&self.library),
        };
        let job = MatchJob {
            generation: finder.generation.renew(),
            library: Arc::clone(library),
            pattern: pattern.to_owned(),
        };
        finder.asked = Some((job.pattern.clone(), Arc::clone(&job.library)));
        finder.waiting = true;
        self.jobs.push_back(Job::Match(job));
    }
}
