//! Threads that read a collection and then follow its files.
//!
//! In go inputs; out comes every new state of the library. Files are watched once
//! everything is read; what changed in the meantime is found by looking at all of them
//! once, so nothing is missed and reading is not slowed down.

use super::screen::Drawn;
use super::workers::SharedRecognizer;
use crate::corpus::files::load::Input;
use crate::corpus::files::survey::Hints;
use crate::corpus::files::watch::Watch;
use crate::library::{self, Library, Opened, Said};
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant};

/// What to read.
pub(super) struct Reading {
    pub(super) inputs: Vec<Input>,
    pub(super) recognizer: SharedRecognizer,
    /// Threads that read.
    pub(super) threads: usize,
    /// What the user says about names.
    pub(super) said: Arc<Said>,
    /// Gets a message once what is said has been read.
    pub(super) ready: Receiver<()>,
}

/// What there is to tell.
pub(super) enum News {
    /// A new state of the collection.
    Library(Arc<Library>),
    /// Something that the user should know.
    Said(String),
}

impl Reading {
    /// Starts to read and then to follow; `tell` may end it.
    ///
    /// # Errors
    /// When no thread can be made.
    pub(super) fn start(
        self,
        _: Drawn,
        tell: impl Fn(News) -> ControlFlow<()> + Send + 'static,
    ) -> io::Result<()> {
        let named = |name: &str| thread::Builder::new().name(name.to_owned());
        named("dossier-library").spawn(move || {
            // Whoever would send it is gone: then nothing is said.
            let _ = self.ready.recv();
            let (recognizer, threads) = (&self.recognizer, self.threads);
            let publish = |library| tell(News::Library(library));
            let opened = library::open(&self.inputs, recognizer, threads, &self.said, publish);
            let Some(opened) = opened else { return };
            // Whoever cannot have one more thread goes on without following.
            let _ = named("dossier-watch").spawn(move || self.follow(opened, &tell));
        })?;
        Ok(())
    }

    /// Follows the files until `tell` ends it, or there is nothing to follow.
    fn follow(&self, mut opened: Opened, tell: &impl Fn(News) -> ControlFlow<()>) {
        let watch = match Watch::start(&self.inputs) {
            Ok(Some(watch)) => watch,
            Ok(None) => return,
            Err(error) => {
                let _ = tell(News::Said(format!(
                    "changes of files will not be seen: {error}"
                )));
                return;
            }
        };
        let mut hints = Some(Hints {
            everything: true,
            ..Hints::default()
        });
        while let Some(some) = hints {
            let began = Instant::now();
            if self.update(&mut opened, &some, tell).is_break() {
                return;
            }
            hints = watch.next(began.elapsed().min(LONGEST));
        }
    }

    /// Brings the library up to date, and tells if that makes a difference.
    fn update(
        &self,
        opened: &mut Opened,
        hints: &Hints,
        tell: &impl Fn(News) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let changes = opened.files.survey(&self.inputs, hints);
        if changes.is_empty() {
            return ControlFlow::Continue(());
        }
        let (library, files) = (&opened.library, &opened.files);
        match library.update(files, changes, &self.recognizer, self.threads) {
            None => ControlFlow::Continue(()),
            Some(mut library) => {
                library.correct(self.said.now(), &self.recognizer, self.threads);
                opened.library = library;
                tell(News::Library(Arc::new(opened.library.clone())))
            }
        }
    }
}

/// What an update is taken to have cost at most, when the next one is put off for it.
const LONGEST: Duration = Duration::from_secs(2);
