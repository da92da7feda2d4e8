//! Browsing: the loop that brings the world and the app together.
//!
//! Events of all threads come through one channel; whatever is waiting is taken in before
//! a frame is drawn. The first frame is drawn before anything else is started: whatever
//! starts a thread asks for [`Drawn`], but for the one that minds signals, which must be
//! there before the terminal is taken.

use super::follow::{News, Reading};
use super::hold::Options;
use super::names::{self, Keeper};
use super::outside::{self, Address, Multiplexer};
use super::screen::Drawn;
use super::workers::{SharedRecognizer, Workers};
use super::{Hold, InputThread, Received, Screen, panic, signals};
use crate::app::input::Input as UserInput;
use crate::app::screen::Size;
use crate::app::work::{Effect, Job, News as Told};
use crate::app::{Action, App};
use crate::corpus::files::load::Input;
use crate::entities::Recognizer;
use crate::library::Said;
use crate::text::safe::Safe;
use crate::ui::{self, Theme};
use anyhow::Context;
use std::env;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

/// Threads that answer the app while others read the collection: one may set a book, one
/// look through every article, and two are left for what is asked meanwhile.
const WORKERS: usize = 4;

/// What to browse and how.
#[derive(Debug)]
pub struct Browse {
    /// What to read.
    pub inputs: Vec<Input>,
    /// What the collection is called.
    pub name: String,
    /// The colors.
    pub theme: Theme,
    /// Threads that read.
    pub threads: usize,
}

/// What the loop waits for.
enum Event {
    Received(Received),
    Act(Action),
    Resumed,
    Late,
}

/// How long rows are waited for before the screen says that they are late: what takes less
/// seems to come at once (Miller, Response time in man-computer conversational transactions,
/// 1968).
const PATIENCE: Duration = Duration::from_millis(100);

/// Browses until the user quits.
///
/// # Errors
/// When there is no terminal, it is gone, or a thread cannot be made.
pub fn browse(browse: Browse) -> anyhow::Result<()> {
    let (events, received) = channel();
    let hold = Hold::new();
    panic::install(&hold);
    let resumed = events.clone();
    signals::watch(&hold, move || drop(resumed.send(Event::Resumed)))?;
    let title = Safe::new(&format!("Dossier: {}", browse.name));
    let options = Options {
        mouse: true,
        title: Some(title),
    };
    let mut screen = Screen::enter(&hold, options).context("cannot use the terminal")?;
    let app = App::new(browse.name.clone(), size(&screen)?);
    let drawn = screen.draw(|frame| ui::draw(&app, &browse.theme, frame))?;
    let threads = start(drawn, &browse, &events)?;
    let mut session = Session {
        app,
        theme: browse.theme,
        screen,
        input: threads.input,
        workers: threads.workers,
        names: threads.names,
        events,
        since: None,
        ended: false,
    };
    let result = session.run(&received);
    session.screen.leave();
    // What was said last must not be lost.
    session.names.finish();
    result
}

/// The threads that the loop speaks to.
struct Threads {
    input: InputThread,
    workers: Workers,
    names: Keeper,
}

/// Starts reading the collection and the keys, and the threads that answer the app.
fn start(drawn: Drawn, browse: &Browse, events: &Sender<Event>) -> anyhow::Result<Threads> {
    let recognizer: SharedRecognizer = Arc::new(LazyLock::new(Recognizer::embedded));
    let done = events.clone();
    let workers = Workers::start(drawn, WORKERS, &recognizer, move |action| {
        drop(done.send(Event::Act(action)));
    })?;
    let (said, told) = (Arc::new(Said::default()), events.clone());
    let (read, ready) = channel();
    let tell = move |news| {
        let news = match news {
            names::News::Read(corrections) => Told::Names(corrections),
            names::News::NotKept(reason) => Told::NotKept(reason),
        };
        drop(told.send(Event::Act(Action::Told(news))));
    };
    let inputs = browse.inputs.clone();
    let names = Keeper::start(drawn, inputs, Arc::clone(&said), tell, move || {
        let _ = read.send(());
    })?;
    let reading = Reading {
        inputs: browse.inputs.clone(),
        recognizer,
        threads: browse.threads,
        said,
        ready,
    };
    let grown = events.clone();
    reading.start(drawn, move |news| {
        let action = match news {
            News::Library(library) => Action::Grown(library),
            News::Said(said) => Action::Told(Told::Said(said)),
        };
        match grown.send(Event::Act(action)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })?;
    let reader = events.clone();
    let input = InputThread::spawn(move |received| drop(reader.send(Event::Received(received))))?;
    Ok(Threads {
        input,
        workers,
        names,
    })
}

fn size(screen: &Screen) -> anyhow::Result<Size> {
    let size = screen.size()?;
    Ok(Size {
        columns: size.width,
        rows: size.height,
    })
}

/// Everything that the loop works with.
struct Session {
    app: App,
    theme: Theme,
    screen: Screen,
    input: InputThread,
    workers: Workers,
    names: Keeper,
    events: Sender<Event>,
    /// Since when rows are waited for.
    since: Option<Instant>,
    ended: bool,
}

impl Session {
    fn run(&mut self, received: &Receiver<Event>) -> anyhow::Result<()> {
        while let Some(event) = self.next(received) {
            self.handle(event)?;
            // What was typed behind the key that ends the program is not for it.
            while !self.ended
                && let Ok(event) = received.try_recv()
            {
                self.handle(event)?;
            }
            if self.ended {
                break;
            }
            let (app, theme) = (&self.app, &self.theme);
            self.screen.draw(|frame| ui::draw(app, theme, frame))?;
        }
        Ok(())
    }

    /// The next event; `None` once none can come.
    fn next(&mut self, received: &Receiver<Event>) -> Option<Event> {
        if !self.app.is_patient() {
            self.since = None;
            return received.recv().ok();
        }
        let since = *self.since.get_or_insert_with(Instant::now);
        match received.recv_timeout(PATIENCE.saturating_sub(since.elapsed())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => Some(Event::Late),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn handle(&mut self, event: Event) -> anyhow::Result<()> {
        match event {
            Event::Received(Received::Input(input)) => self.update(Action::Input(input)),
            Event::Received(Received::Gone) => anyhow::bail!("the terminal is gone"),
            Event::Act(action) => self.update(action),
            Event::Late => self.update(Action::Late),
            Event::Resumed => {
                self.screen.redraw();
                let Size { columns, rows } = size(&self.screen)?;
                self.update(Action::Input(UserInput::Resize { columns, rows }))
            }
        }
    }

    fn update(&mut self, action: Action) -> anyhow::Result<()> {
        let mut job = self.app.update(action);
        while let Some(next) = job {
            match next {
                Job::Effect(effect) => self.effect(effect)?,
                Job::Work(work) => self.workers.perform(work),
            }
            job = self.app.next_job();
        }
        Ok(())
    }

    /// Does something to the world; what comes of it is said on the screen.
    fn effect(&mut self, effect: Effect) -> anyhow::Result<()> {
        let said = match effect {
            Effect::Quit => {
                self.ended = true;
                return Ok(());
            }
            Effect::Mouse(on) => {
                self.screen.set_mouse(on)?;
                return Ok(());
            }
            Effect::Keep(edit) => {
                self.names.keep(edit);
                None
            }
            Effect::Suspend => signals::suspend()
                .err()
                .map(|error| format!("not suspended: {error}")),
            Effect::Copy { text, what } => Some(self.copy(&text, what)?),
            Effect::Browse(url) => Some(self.open_address(&url)),
            Effect::Edit { path, line } => self.edit(&path, line),
        };
        if let Some(said) = said {
            self.say(said);
        }
        Ok(())
    }

    fn say(&self, said: String) {
        // The loop's own receiver outlives it.
        let _ = self.events.send(Event::Act(Action::Told(Told::Said(said))));
    }

    fn copy(&self, text: &str, what: &str) -> anyhow::Result<String> {
        let (tmux, term) = (env::var("TMUX").ok(), env::var("TERM").ok());
        let clip = outside::copy(text, Multiplexer::of(tmux.as_deref(), term.as_deref()));
        self.screen.copy(&clip)?;
        Ok(if clip.copied < clip.wanted {
            format!("{what} cut to {} bytes and copied", clip.copied)
        } else {
            format!("{what} copied, if your terminal allows it (OSC 52)")
        })
    }

    fn open_address(&self, url: &str) -> String {
        let events = self.events.clone();
        let opened = Address::parse(url).and_then(|address| {
            let browser = env::var("BROWSER").ok();
            let commands = outside::browsers(browser.as_deref(), &address);
            outside::browse(&commands, move |error| {
                let said = Told::Said(error.to_string());
                drop(events.send(Event::Act(Action::Told(said))));
            })?;
            Ok(address)
        });
        match opened {
            Ok(address) => format!("opening {}", address.as_str()),
            Err(error) => error.to_string(),
        }
    }

    fn edit(&mut self, path: &std::path::Path, line: u32) -> Option<String> {
        let (visual, editor) = (env::var("VISUAL").ok(), env::var("EDITOR").ok());
        let edited = outside::editor(visual.as_deref(), editor.as_deref(), path, Some(line))
            .and_then(|argv| outside::edit(&self.screen, &self.input, &argv));
        self.screen.redraw();
        edited.err().map(|error| error.to_string())
    }
}
