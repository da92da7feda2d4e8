//! Floor 5: what is on the screen and how it changes.
//!
//! In go inputs, snapshots of the collection and answers of slow work; out come changes of
//! [`App`] and [`Job`]s. Nothing here reads a file, asks the time or starts a thread, so
//! everything here can be tested by calling it.
//!
//! A key goes from [`input`] through the [`shell`] to the [`Layer`] in front, a feature of
//! [`features`]. That changes itself, and asks for everything else by [`request`]s, which the
//! shell does and every layer hears of. What all share is [`here`]. Slow work is asked for in
//! [`work`]; what comes of it is taken when layers are refreshed, and drawn through a
//! [`canvas`].

pub mod canvas;
pub mod chips;
pub mod features;
pub mod here;
pub mod input;
pub mod kept;
pub mod layer;
pub mod parts;
pub mod request;
pub mod screen;
pub mod shell;
pub mod verb;
pub mod work;

mod stack;
mod trail;

use crate::library::{Library, Phase};
use features::Panes;
use here::Here;
use input::Input;
use kept::Kept;
use layer::{Layer, Now};
use request::{Change, Request};
use screen::{Screen, Size};
use std::collections::VecDeque;
use std::sync::Arc;
use trail::Trail;
use work::{Arrival, Job, News};

/// The whole state of the interface.
#[derive(Debug, Default)]
pub struct App {
    /// What the user is looking at.
    pub here: Here,
    /// The newest snapshot of the collection.
    pub library: Arc<Library>,
    /// What the user keeps of it.
    pub kept: Kept,
    /// The screen as a whole.
    pub screen: Screen,
    /// The three panes.
    pub panes: Panes,
    /// What lies over them, the front one last.
    pub layers: Vec<Box<dyn Layer>>,
    /// Closed layers that are found again as they were.
    stowed: Vec<Box<dyn Layer>>,
    trail: Trail,
    requests: Vec<Request>,
    jobs: VecDeque<Job>,
}

/// Something that changes the app.
#[derive(Debug)]
pub enum Action {
    /// The user did something.
    Input(Input),
    /// The collection has grown, or its files have changed.
    Grown(Arc<Library>),
    /// Slow work is done.
    Arrived(Arrival),
    /// There is news of what is kept, or of what was done to the world.
    Told(News),
    /// What [`App::is_patient`] says is waited for has not come for a while.
    Late,
}

/// Rounds of requests that follow from each other, at most: a layer that never stops asking
/// must not stop the program.
const ROUNDS: usize = 16;

impl App {
    /// An empty app for a collection of that name.
    #[must_use]
    pub fn new(name: String, size: Size) -> Self {
        let screen = Screen {
            name,
            size,
            mouse: true,
            ..Screen::default()
        };
        let mut app = Self {
            screen,
            ..Self::default()
        };
        app.arrange();
        app
    }

    /// Changes the state. Returns the first thing to be done for it, the rest comes from
    /// [`Self::next_job`].
    pub fn update(&mut self, action: Action) -> Option<Job> {
        match action {
            Action::Input(input) => self.input(input),
            Action::Grown(library) => self.grow(library),
            Action::Arrived(arrival) => arrival.land(),
            Action::Told(news) => self.told(news),
            Action::Late => self.screen.late = true,
        }
        self.settle();
        self.next_job()
    }

    /// The next thing to be done.
    pub fn next_job(&mut self) -> Option<Job> {
        self.jobs.pop_front()
    }

    /// Whether rows are waited for that answer what is typed, and are not said to be late.
    #[must_use]
    pub fn is_patient(&self) -> bool {
        self.is_waiting() && !self.screen.late
    }

    /// What is the same for everybody at this moment.
    #[must_use]
    pub fn now(&self) -> Now<'_> {
        Now {
            here: &self.here,
            library: &self.library,
            kept: &self.kept,
            screen: &self.screen,
        }
    }

    fn is_waiting(&self) -> bool {
        let now = self.now();
        self.all_layers().any(|layer| layer.is_waiting(now))
    }

    /// Does what was requested, lays everything out and takes answers, until nothing follows;
    /// then once more, as what was taken last has to be laid out too.
    fn settle(&mut self) {
        let mut was_quiet = false;
        for _ in 0..ROUNDS {
            self.do_requests();
            self.take_corrected();
            self.arrange();
            self.refresh();
            let is_quiet = self.requests.is_empty();
            if is_quiet && was_quiet {
                break;
            }
            was_quiet = is_quiet;
        }
        self.screen.late &= self.is_waiting();
    }

    /// Takes note of where everything stands now.
    fn arrange(&mut self) {
        self.screen.front = self.front().feature().id;
        self.screen.chips = !self.here.question.is_empty() || self.is_asking();
        self.screen.layout = self.screen.layout_with(self.screen.focus);
        self.arrange_layers();
        self.here.value = self.front().value(self.now());
    }

    fn grow(&mut self, library: Arc<Library>) {
        if self.kept.follows(&library) {
            self.show_library(library);
        } else {
            let work = self.kept.bring_under(library);
            self.jobs.push_back(Job::Work(work));
        }
    }

    fn show_library(&mut self, library: Arc<Library>) {
        let before = std::mem::replace(&mut self.library, library);
        if before.progress.updates != self.library.progress.updates {
            self.follow_files(&before);
        }
    }

    /// Leads everything that is held of articles from `before` to the present library.
    fn follow_files(&mut self, before: &Library) {
        let library = Arc::clone(&self.library);
        self.follow(&Change::Files(before, &library));
        self.trail.follow(|id| library.corpus.present(id));
        let was_shown = self.here.shown.is_some();
        self.here.follow(&library.corpus);
        self.do_requests();
        if was_shown && self.here.shown.is_none() {
            self.screen
                .say("the article that was open is gone: its file was removed or changed");
            self.here.shown = self.here.selected();
        }
    }

    /// Shows the collection as corrected, once it is.
    fn take_corrected(&mut self) {
        if let Some((library, message)) = self.kept.take_corrected() {
            self.show_library(library);
            if let Some(message) = message {
                self.screen.say(message);
            }
        }
    }

    fn told(&mut self, news: News) {
        match news {
            News::Said(message) => self.screen.say(message),
            News::NotKept(reason) => {
                let message = self.kept.not_kept(reason);
                self.screen.say(message);
            }
            News::Names(corrections) => {
                let work = self.kept.take_names(corrections, &self.library);
                self.jobs.extend(work.map(Job::Work));
            }
        }
    }

    /// Whether every article is searchable.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.library.progress.phase > Phase::Reading
    }
}
