//! Work of any kind, for any thread to perform.
//!
//! In goes a [`Task`] with the slot that its answer goes to; out come [`Work`], which any
//! thread can perform, and its [`Arrival`], which only the app lands. A slot that is gone
//! means that nobody waits any more: then the work need not be performed, and an answer goes
//! nowhere. Why somebody waits is not known here.

use crate::entities::Recognizer;
use std::fmt;
use std::sync::{Arc, OnceLock, Weak};

/// Slow work, with the type of its answer. It holds everything that it needs.
pub trait Task: fmt::Debug + Send + Sync + 'static {
    /// What comes of it.
    type Answer: Send + Sync + 'static;
    /// What work of this kind is called: `list`.
    const NAME: &'static str;
    /// How urgent work of this kind is.
    const URGENCY: Urgency;

    /// Does the work.
    fn perform(&self, tools: &Tools<'_>) -> Self::Answer;
}

/// How urgent work is: what stands first here is done first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The article in the reader.
    Page,
    /// Rows that answer what is being typed.
    Typed,
    /// What belongs to the rows on the screen.
    Rows,
    /// What the user has just changed, and wants to see changed.
    Edited,
    /// What the user has opened.
    Opened,
    /// What stands beside the rows, about all of them.
    Beside,
    /// What the user looks for in whole articles.
    Searched,
    /// What is prepared for later.
    Prepared,
}

/// What a task is performed with.
#[derive(Debug)]
pub struct Tools<'a> {
    /// Finds names, dates and amounts.
    pub recognizer: &'a Recognizer,
    errand: &'a dyn Errand,
}

impl Tools<'_> {
    /// Whether anybody still waits for the answer; if not, it may as well be a wrong one.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.errand.is_wanted()
    }
}

/// Where one answer lands: empty until then, and `None` in it when the work has failed.
pub(super) type Slot<A> = OnceLock<Option<A>>;

/// A task of any kind, with the way its answer takes. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Work(Arc<dyn Errand>);

impl Work {
    pub(super) fn new<T: Task>(task: T, slot: Weak<Slot<T::Answer>>) -> Self {
        Self(Arc::new(Addressed { task, slot }))
    }

    /// What work of this kind is called.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.0.name()
    }

    /// How urgent it is.
    #[must_use]
    pub fn urgency(&self) -> Urgency {
        self.0.urgency()
    }

    /// Whether anybody still waits for the answer.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.0.is_wanted()
    }

    /// Does the work.
    #[must_use]
    pub fn perform(&self, recognizer: &Recognizer) -> Arrival {
        self.0.perform(recognizer)
    }

    /// What comes in place of an answer when the work could not be done: nobody waits for
    /// one any more.
    #[must_use]
    pub fn fail(&self) -> Arrival {
        self.0.fail()
    }
}

/// An answer on its way back.
pub struct Arrival {
    name: &'static str,
    land: Box<dyn FnOnce() + Send>,
}

impl Arrival {
    fn new<T: Task>(slot: &Weak<Slot<T::Answer>>, answer: Option<T::Answer>) -> Self {
        let slot = Weak::clone(slot);
        let land = move || {
            if let Some(slot) = slot.upgrade() {
                // Another answer to the same question is as good.
                let _ = slot.set(answer);
            }
        };
        Self {
            name: T::NAME,
            land: Box::new(land),
        }
    }

    /// Puts the answer where it is waited for; where it is not, it is dropped.
    pub(in crate::app) fn land(self) {
        (self.land)();
    }
}

impl fmt::Debug for Arrival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Arrival").field(&self.name).finish()
    }
}

/// What all work can do, whatever the answer's type.
trait Errand: fmt::Debug + Send + Sync {
    fn name(&self) -> &'static str;
    fn urgency(&self) -> Urgency;
    fn is_wanted(&self) -> bool;
    fn perform(&self, recognizer: &Recognizer) -> Arrival;
    fn fail(&self) -> Arrival;
}

/// A task that knows where its answer goes.
struct Addressed<T: Task> {
    task: T,
    slot: Weak<Slot<T::Answer>>,
}

impl<T: Task> fmt::Debug for Addressed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.task.fmt(f)
    }
}

impl<T: Task> Errand for Addressed<T> {
    fn name(&self) -> &'static str {
        T::NAME
    }

    fn urgency(&self) -> Urgency {
        T::URGENCY
    }

    fn is_wanted(&self) -> bool {
        self.slot.strong_count() > 0
    }

    fn perform(&self, recognizer: &Recognizer) -> Arrival {
        let tools = Tools {
            recognizer,
            errand: self,
        };
        Arrival::new::<T>(&self.slot, Some(self.task.perform(&tools)))
    }

    fn fail(&self) -> Arrival {
        Arrival::new::<T>(&self.slot, None)
    }
}
