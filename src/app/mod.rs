//! Floor 4: what is on the screen and how it changes.
//!
//! In go inputs, snapshots of the collection and outcomes of jobs; out come changes of
//! [`App`] and [`Job`]s. Nothing here draws, reads a file, asks the time or starts a
//! thread, so everything here can be tested by calling it.

pub mod articles;
pub mod bindings;
pub mod chips;
pub mod command;
pub mod correcting;
pub mod dossier;
pub mod finder;
pub mod footer;
pub mod input;
pub mod job;
pub mod keys;
pub mod layout;
pub mod list;
pub mod page;
pub mod panel;
pub mod perform;
pub mod picker;
pub mod prompt;
pub mod reader;
pub mod roster;
pub mod sheet;
pub mod sidebar;
pub mod trail;
pub mod typing;
pub mod why;

mod act;
mod asking;
mod facets;
mod finding;
mod follow;
mod over;
mod place;
mod pointer;
mod question;
mod take;

use crate::corpus::ArticleId;
use crate::library::{Library, Phase};
use articles::Articles;
use command::Command;
use correcting::Correcting;
use input::{Input, Key};
use job::{Effect, Job, Outcome};
use keys::{Context, Meaning};
use layout::{Area, Layout, Pane, Size, Wanted};
use panel::Panel;
use reader::Reader;
use sheet::{Sheet, Sheets};
use sidebar::Sidebar;
use std::collections::VecDeque;
use std::sync::Arc;
use trail::Trail;
use typing::Typing;

/// The whole state of the interface.
#[derive(Debug, Default)]
pub struct App {
    /// The newest snapshot of the collection.
    pub library: Arc<Library>,
    /// What the collection is called; made printable where it is drawn.
    pub name: String,
    /// Where everything stands.
    pub layout: Layout,
    /// The focused pane.
    pub focus: Pane,
    /// Whether the reader stands alone.
    pub zen: bool,
    /// Whether clicks and the wheel are ours.
    pub mouse: bool,
    /// The article list.
    pub articles: Articles,
    /// The reader.
    pub reader: Reader,
    /// The entities.
    pub sidebar: Sidebar,
    /// The lines that can be typed, and which one is.
    pub typing: Typing,
    /// Why the article on the screen is a hit.
    pub why: why::Asking,
    /// What stands in place of the panes.
    pub sheets: Sheets,
    /// What lies over the panes.
    pub panel: Option<Panel>,
    /// Keys of a sequence pressed so far.
    pub pressed: Vec<Key>,
    /// What was just done or could not be; gone at the next key.
    pub message: Option<String>,
    /// What the user says about names.
    pub correcting: Correcting,
    /// The article that the reader shows or waits for.
    pub shown: Option<ArticleId>,
    /// Whether what is waited for is late, which the screen says.
    pub late: bool,
    size: Size,
    trail: Trail,
    jobs: VecDeque<Job>,
}

/// Something that changes the app.
#[derive(Clone, Debug)]
pub enum Action {
    /// The user did something.
    Input(Input),
    /// The collection has grown.
    Grown(Arc<Library>),
    /// A job is done.
    Done(Outcome),
    /// What [`App::is_patient`] says is waited for has not come for a while.
    Late,
}

impl App {
    /// An empty app for a collection of that name.
    #[must_use]
    pub fn new(name: String, size: Size) -> Self {
        let mut app = Self {
            name,
            size,
            mouse: true,
            ..Self::default()
        };
        app.relayout();
        app
    }

    /// Changes the state. Returns the first thing to be done for it, the rest comes from
    /// [`Self::next_job`].
    pub fn update(&mut self, action: Action) -> Option<Job> {
        match action {
            Action::Input(input) => self.input(input),
            Action::Grown(library) => self.grow(library),
            Action::Done(outcome) => self.accept(outcome),
            Action::Late => self.late = true,
        }
        self.relayout();
        self.ask();
        self.late &= self.is_waiting();
        self.next_job()
    }

    /// The next thing to be done.
    pub fn next_job(&mut self) -> Option<Job> {
        self.jobs.pop_front()
    }

    /// Whether rows are waited for that answer what is typed, and are not said to be late.
    #[must_use]
    pub fn is_patient(&self) -> bool {
        self.is_waiting() && !self.late
    }

    fn is_waiting(&self) -> bool {
        let finder = self.typing.is_finder() && self.typing.finder.is_waiting();
        finder || self.articles.is_waiting()
    }

    /// Where a key is pressed.
    #[must_use]
    pub fn context(&self) -> Context {
        match (self.sheets.top(), self.focus) {
            _ if self.typing.bar.is_some() => Context::Typing,
            _ if self.panel.is_some() => Context::Panel,
            (Some(Sheet::Dossier(_)), _) => Context::Dossier,
            (Some(Sheet::Roster(_)), _) => Context::Roster,
            (None, Pane::Articles) => Context::Articles,
            (None, Pane::Reader) => Context::Reader,
            (None, Pane::Entities) => Context::Entities,
        }
    }

    fn input(&mut self, input: Input) {
        match input {
            Input::Key(key) => self.key(key),
            Input::Paste(text) => self.paste(&text),
            Input::Click { column, row } => self.click(column, row),
            Input::Scroll { column, row, down } => self.wheel(column, row, down),
            Input::Resize { columns, rows } => self.size = Size { columns, rows },
        }
    }

    fn key(&mut self, key: Key) {
        self.message = None;
        let context = self.context();
        self.pressed.push(key);
        match keys::meaning(context, &self.pressed) {
            Meaning::Command(command) => {
                self.pressed.clear();
                self.act(command);
            }
            Meaning::Prefix => {}
            Meaning::Nothing => {
                let sequence = std::mem::take(&mut self.pressed);
                if context == Context::Typing {
                    self.type_key(key);
                } else if sequence.len() > 1 && key != Key::Esc {
                    self.key(key);
                }
            }
        }
    }

    fn act(&mut self, command: Command) {
        match self.context() {
            Context::Typing => self.act_typing(command),
            Context::Panel => self.act_panel(command),
            Context::Dossier | Context::Roster => self.act_sheet(command),
            Context::Articles | Context::Reader | Context::Entities => self.act_panes(command),
        }
    }

    fn grow(&mut self, library: Arc<Library>) {
        if self.follows(&library) {
            self.show_library(library);
        }
    }

    fn show_library(&mut self, library: Arc<Library>) {
        let before = std::mem::replace(&mut self.library, library);
        if before.progress.updates != self.library.progress.updates {
            self.follow(&before);
        }
        self.articles.outdated = true;
    }

    fn accept(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Listed(generation, listed) => self.accept_list(generation, listed),
            Outcome::Opened(generation, page) => self.accept_page(generation, page),
            Outcome::Faceted(generation, counts) => self.accept_counts(generation, counts),
            Outcome::Explained(generation, reasons) => self.accept_reasons(generation, reasons),
            Outcome::Cut(generation, excerpts) => self.accept_excerpts(generation, excerpts),
            Outcome::Found(generation, found) => self.accept_found(generation, found),
            Outcome::Prepared(register) => self.accept_register(register),
            Outcome::Matched(generation, matched) => self.accept_matched(generation, matched),
            Outcome::Corrected(generation, library, touched) => {
                self.accept_corrected(generation, library, touched);
            }
            Outcome::Chosen(generation, rows) => self.accept_chosen(generation, rows),
            Outcome::Suggested(generation, found) => self.accept_suggested(generation, found),
            Outcome::Names(corrections) => self.accept_names(corrections),
            Outcome::NotKept(reason) => self.accept_not_kept(reason),
            Outcome::Passages(generation, passages) => self.accept_passages(generation, passages),
            Outcome::Previewed(generation, preview) => self.accept_preview(generation, preview),
            Outcome::Gathered(generation, gathered) => self.accept_dossier(generation, gathered),
            Outcome::Counted(generation, counted) => self.accept_roster(generation, counted),
            Outcome::Said(message) => self.message = Some(message),
        }
    }

    /// Takes note of where everything stands now.
    fn relayout(&mut self) {
        self.layout = self.layout_with(self.focus);
        let text = self.text_area();
        // A screen with no room for a reader is no reason to lose the view.
        if !text.is_empty() {
            self.reader.resize(usize::from(text.height));
        }
        self.reveal();
    }

    fn layout_with(&self, focus: Pane) -> Layout {
        let wanted = Wanted {
            focus,
            zen: self.zen,
            chips: self.has_chips(),
        };
        Layout::new(self.size, wanted)
    }

    /// Where the reader's text stands, or would if another pane did not hide it: what the
    /// entities and the keys are about is typeset whether it is seen or not.
    fn text_area(&self) -> Area {
        match self.layout.text() {
            hidden if hidden.is_empty() => self.layout_with(Pane::Reader).text(),
            shown => shown,
        }
    }

    /// Brings the selected rows into view.
    fn reveal(&mut self) {
        let list = self.layout.rows_of(Pane::Articles);
        let (rows, columns) = (usize::from(list.height), self.list_columns());
        let mut selection = self.articles.selection;
        let len = self.articles.len();
        selection.reveal(len, rows, |row| {
            self.articles.height(&self.library, row, columns)
        });
        self.articles.selection = selection;
        let rows = usize::from(self.layout.rows_of(Pane::Entities).height);
        let mut selection = self.sidebar.selection;
        let len = self.sidebar.lines.len();
        selection.reveal(len, rows, |line| self.sidebar.height(line));
        if selection.selected == 1 {
            selection.offset = 0;
        }
        self.sidebar.selection = selection;
        self.reveal_finder();
        self.reveal_picker();
        self.reveal_panel();
        self.reveal_sheet();
    }

    /// Articles that are whole on the screen.
    fn n_visible(&self) -> usize {
        let rows = usize::from(self.layout.rows_of(Pane::Articles).height);
        let (list, columns) = (&self.articles, self.list_columns());
        let height = |row| list.height(&self.library, row, columns);
        list.selection.n_whole(list.len(), rows, height)
    }

    /// Columns of text in the article list: without the selection's bar and a margin.
    #[must_use]
    pub fn list_columns(&self) -> usize {
        usize::from(self.layout.rows_of(Pane::Articles).width).saturating_sub(3)
    }

    /// Whether a line shows the query and the filters.
    #[must_use]
    pub fn has_chips(&self) -> bool {
        !self.articles.question.is_empty() || self.typing.is_query()
    }

    /// Whether every article is searchable.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.library.progress.phase > Phase::Reading
    }

    fn say(&mut self, message: impl Into<String>) {
        self.message = Some(message.into());
    }

    fn effect(&mut self, effect: Effect) {
        self.jobs.push_back(Job::Effect(effect));
    }
}
