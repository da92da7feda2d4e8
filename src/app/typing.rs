//! The lines that can be typed: the query, a string in the article, entity names, the finder.

use super::App;
use super::command::Command;
use super::finder::Finder;
use super::input::Key;
use super::job::Listed;
use super::layout::Pane;
use super::list::Selection;
use super::picker::Picker;
use super::prompt::{Effect, Prompt};
use super::reader::Jump;
use crate::corpus::ArticleId;

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

/// What to come back to when typing is canceled.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    query: String,
    /// The rows of the list, the selected one, and its article.
    listed: Listed,
    selection: Selection,
    pub(super) article: Option<ArticleId>,
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
}

impl App {
    /// Opens a line for typing.
    pub(super) fn open_bar(&mut self, bar: Bar) {
        self.typing.origin = Origin {
            query: self.articles.question.text.clone(),
            listed: self.articles.listed.clone(),
            selection: self.articles.selection,
            article: self.articles.selected(),
            shown: self.shown,
            line: self.reader.line,
            offset: self.reader.line_span().from(),
        };
        match bar {
            Bar::Query => self.typing.query.set(&self.articles.question.text),
            Bar::Find => self.typing.find.set(""),
            Bar::Names => self.typing.names.set(&self.sidebar.filter),
            Bar::Rows => self.typing.rows.set(super::roster::pattern(&self.sheets)),
            // These are opened with what they are about.
            Bar::Merge | Bar::Rename => {}
            Bar::Finder => self.open_finder(),
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
            Some(Bar::Finder) => self.finder_typed(),
            Some(Bar::Merge | Bar::Rename) | None => {}
        }
    }

    /// Does what a key means while a line is typed.
    pub(super) fn act_typing(&mut self, command: Command) {
        match command {
            Command::Enter => self.confirm(),
            Command::Escape if self.leave_section() => {}
            Command::Escape | Command::Interrupt => self.cancel(),
            Command::TakeMeant if self.typing.is_finder() => self.toggle_section(),
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

    /// Keeps what was typed.
    pub(super) fn confirm(&mut self) {
        if self.typing.is_finder() && !self.may_choose() {
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
                let origin = std::mem::take(&mut self.typing.origin);
                self.articles.question.text = origin.query;
                if let Some(id) = origin.shown {
                    self.show(id);
                }
                self.put_back(origin.listed, origin.selection, origin.article);
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
}
