//! What the user keeps of a collection: today what is said of names.
//!
//! In go edits and what the disk has; out come the effect that writes an edit down and the
//! work that brings the collection under it. What is on the screen stays until the collection
//! has followed, which takes no longer than a keystroke is felt. One undo stack holds what
//! the user did, never what happens by itself.

mod task;
mod undo;

use super::request::Said;
use super::work::{Ask, Effect, Job, Snapshot, Work};
use crate::entities::corrections::{Corrections, Edit, Named};
use crate::library::Library;
use std::sync::Arc;
use task::CorrectTask;
use undo::{Done, Undo};

/// What the user keeps.
#[derive(Debug, Default)]
pub struct Kept {
    /// What is said of names.
    pub said: Arc<Corrections>,
    /// How often the collection has followed what was said.
    pub version: u64,
    undo: Undo,
    correcting: Ask<(), Corrected, Snapshot<Corrections>>,
    /// What to say once the collection has followed, and which entities it is about.
    doing: Option<(String, Vec<Named>)>,
    /// Why the last edit was not written down.
    unwritten: Option<String>,
}

/// The collection under what is said, and how many articles the newest edit touches.
type Corrected = (Arc<Library>, usize);

/// The jobs of an edit: what writes it down, and what brings the collection under it.
type Jobs = [Job; 2];

impl Kept {
    /// Says something new about names.
    ///
    /// # Errors
    /// What to say where that is said already.
    pub(super) fn correct(&mut self, said: Said, library: &Arc<Library>) -> Result<Jobs, String> {
        let Said {
            lines, what, about, ..
        } = said;
        let edit = Edit::say(&self.said, &lines);
        if edit.is_empty() {
            return Err("that is said already".to_owned());
        }
        let jobs = self.apply(edit.clone(), what.clone(), about.clone(), library);
        self.undo.push(Done { edit, what, about });
        Ok(jobs)
    }

    /// Takes the last thing said back.
    ///
    /// # Errors
    /// What to say where there is none.
    pub(super) fn undo(&mut self, library: &Arc<Library>) -> Result<Jobs, String> {
        let done = self.undo.back();
        let done = done.ok_or("no correction of this session to take back")?;
        let what = format!("taken back: {}", done.what);
        Ok(self.apply(done.edit.inverse(), what, done.about, library))
    }

    /// Says again what was taken back last.
    ///
    /// # Errors
    /// What to say where there is none.
    pub(super) fn redo(&mut self, library: &Arc<Library>) -> Result<Jobs, String> {
        let done = self.undo.forward().ok_or("nothing was taken back")?;
        Ok(self.apply(done.edit, done.what, done.about, library))
    }

    fn apply(
        &mut self,
        edit: Edit,
        what: String,
        about: Vec<Named>,
        library: &Arc<Library>,
    ) -> Jobs {
        self.said = Arc::new(self.said.edited(&edit));
        self.doing = Some((what, about));
        let work = self.bring_under(Arc::clone(library));
        [Job::Effect(Effect::Keep(edit)), Job::Work(work)]
    }

    /// Asks for a collection under what is said.
    pub(super) fn bring_under(&mut self, library: Arc<Library>) -> Work {
        let doing = self.doing.as_ref();
        let task = CorrectTask {
            library,
            corrections: Arc::clone(&self.said),
            about: doing.map_or_else(Vec::new, |(_, about)| about.clone()),
        };
        self.correcting.ask((), Snapshot::of(&self.said), task)
    }

    /// Whether a collection follows what is said; then none is waited for any more.
    pub(super) fn follows(&mut self, library: &Library) -> bool {
        let follows = *library.catalog.corrections() == self.said;
        if follows {
            self.correcting.forget();
        }
        follows
    }

    /// The collection as corrected, once it is, and what to say about that.
    pub(super) fn take_corrected(&mut self) -> Option<(Arc<Library>, Option<String>)> {
        let (library, touched) = self.correcting.take()?;
        self.version += 1;
        let doing = self.doing.take();
        let message = doing.map(|(what, _)| self.describe(&what, touched));
        Some((library, message))
    }

    /// What was done, to how many articles, and where that is kept.
    fn describe(&self, what: &str, touched: usize) -> String {
        let articles = match touched {
            1 => " · 1 article".to_owned(),
            n => format!(" · {n} articles"),
        };
        let kept = match (&self.unwritten, self.said.place()) {
            (None, Some(place)) => format!(" · in {place}"),
            (Some(why), _) => format!(" · only until you quit: {why}"),
            (None, None) => " · only until you quit".to_owned(),
        };
        format!("{what}{articles}{kept}")
    }

    /// Takes what the file says; gives the work that brings the collection under it.
    pub(super) fn take_names(
        &mut self,
        corrections: Arc<Corrections>,
        library: &Arc<Library>,
    ) -> Option<Work> {
        self.unwritten = None;
        if self.said == corrections {
            return None;
        }
        self.said = corrections;
        let follows = *library.catalog.corrections() == self.said;
        (!follows).then(|| self.bring_under(Arc::clone(library)))
    }

    /// Takes note that the last edit holds for this session only, and says so.
    pub(super) fn not_kept(&mut self, reason: String) -> String {
        let message = format!("not written down, so only until you quit: {reason}");
        self.unwritten = Some(reason);
        message
    }
}
