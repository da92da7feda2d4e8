//! Slow work: one way to ask for it, to hand it to a thread, and to take what came of it.
//!
//! The app asks with an [`Ask`], which makes [`Work`] of a [`Task`]; any thread performs
//! that, and its [`Arrival`] comes back to the app, which lands it where the `Ask` finds it.
//! Which answer is still wanted is known to the `Ask` alone: an older one has nowhere to
//! land. What the tasks are about is not known here.

mod ask;
mod job;
mod task;

pub use ask::{Ask, Snapshot};
pub use job::{Effect, Job, News};
pub use task::{Arrival, Task, Tools, Urgency, Work};
