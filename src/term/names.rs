//! The thread that keeps the user's corrections: reads them, writes them, follows them.
//!
//! In go edits; out comes what the corrections say after them, and why they could not be
//! kept. The file is read anew before each edit, so what was written into it by hand stays,
//! and is watched, so what is written into it by hand is done.

use super::screen::Drawn;
use crate::corpus::files::load::Input;
use crate::entities::corrections::{Corrections, Edit};
use crate::journal;
use crate::library::{Said, corrections_at, corrections_place};
use notify::{RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::{env, io};

/// What there is to tell of corrections.
#[derive(Clone, Debug)]
pub(super) enum News {
    /// This is what they say.
    Read(Arc<Corrections>),
    /// An edit was not written down, and why.
    NotKept(String),
}

/// What the thread is asked.
enum Request {
    Keep(Edit),
    Look,
    End,
}

/// The thread that keeps corrections.
pub(super) struct Keeper {
    requests: Sender<Request>,
    thread: JoinHandle<()>,
}

impl Keeper {
    /// Starts the thread; `tell` gets the corrections as they are found and whenever they
    /// change, `read` is called once they have been read first.
    ///
    /// # Errors
    /// When no thread can be made.
    pub(super) fn start(
        _: Drawn,
        inputs: Vec<Input>,
        said: Arc<Said>,
        tell: impl Fn(News) + Send + 'static,
        read: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        let (requests, received) = channel();
        let looks = requests.clone();
        let thread = thread::Builder::new()
            .name("dossier-names".to_owned())
            .spawn(move || {
                let config = journal::config_folder(|name| env::var_os(name));
                let place = corrections_place(&inputs, config.as_deref());
                let keeping = Keeping { place, said, tell };
                keeping.look();
                read();
                keeping.keep(&received, &looks);
            })?;
        Ok(Self { requests, thread })
    }

    /// Has an edit written down.
    pub(super) fn keep(&self, edit: Edit) {
        // A thread that has panicked has told so.
        let _ = self.requests.send(Request::Keep(edit));
    }

    /// Waits until everything is written down.
    pub(super) fn finish(self) {
        let _ = self.requests.send(Request::End);
        let _ = self.thread.join();
    }
}

struct Keeping<T> {
    place: Option<PathBuf>,
    said: Arc<Said>,
    tell: T,
}

impl<T: Fn(News)> Keeping<T> {
    /// Does what is asked until the end.
    fn keep(&self, received: &Receiver<Request>, looks: &Sender<Request>) {
        let place = self.place.clone();
        let watch = || watch(place.as_deref()?, looks.clone());
        let mut watched = watch();
        while let Ok(request) = received.recv() {
            match request {
                Request::End => break,
                Request::Look => self.look(),
                Request::Keep(edit) => {
                    if let Err(reason) = self.write(&edit) {
                        self.said.say(Arc::new(self.said.now().edited(&edit)));
                        (self.tell)(News::NotKept(reason));
                    }
                    // The folder may be there only now.
                    watched = watched.or_else(watch);
                }
            }
        }
        drop(watched);
    }

    /// Reads the file, and tells if it says something else than is said.
    fn look(&self) {
        let Some(place) = &self.place else { return };
        let read = corrections_at(place);
        // A file that vanishes under the program is no reason to forget what it said.
        let gone = !place.exists() && !self.said.now().is_empty();
        if !gone && read != *self.said.now() {
            self.say(read);
        }
    }

    fn say(&self, corrections: Corrections) {
        let corrections = Arc::new(corrections);
        self.said.say(Arc::clone(&corrections));
        (self.tell)(News::Read(corrections));
    }

    /// Writes an edit down.
    fn write(&self, edit: &Edit) -> Result<(), String> {
        let place = self
            .place
            .as_ref()
            .ok_or("this collection has no place for a file")?;
        let mut read = corrections_at(place);
        if read.is_unreadable() {
            return Err(format!("{} cannot be read", place.display()));
        }
        if read == Corrections::default().at(place.display().to_string()) && !place.exists() {
            read = Corrections::parse(HEAD).at(place.display().to_string());
        }
        let edited = read.edited(edit);
        journal::write(place, &edited.to_string()).map_err(|error| error.to_string())?;
        if edited != *self.said.now() {
            self.say(edited);
        }
        Ok(())
    }
}

/// What a new file begins with.
const HEAD: &str = "\
# Names in this collection, as corrected in Dossier. One thing a line, in any order:
#   merge person: Joe Biden -> Joseph Biden
#   apart person: Joe Biden | Hunter Biden
#   split person: Joe Biden / Biden @ talks.txt
#   rename place: Kiev -> Kyiv
#   kind person: Oscar -> work
#   hide place: State
";

/// Asks for a look whenever something happens to a file.
fn watch(place: &Path, looks: Sender<Request>) -> Option<notify::RecommendedWatcher> {
    let name = place.file_name()?.to_owned();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let concerns = |path: &PathBuf| path.file_name() == Some(&name);
        let news =
            event.is_ok_and(|event| !event.kind.is_access() && event.paths.iter().any(concerns));
        if news {
            let _ = looks.send(Request::Look);
        }
    })
    .ok()?;
    let folder = place.parent().filter(|folder| folder.is_dir())?;
    watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}
