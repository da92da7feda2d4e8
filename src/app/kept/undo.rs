//! What the user did, to be taken back and done again.

use crate::entities::corrections::{Edit, Named};

/// Something done.
#[derive(Clone, Debug)]
pub(super) struct Done {
    /// What was written down.
    pub(super) edit: Edit,
    /// The same in words.
    pub(super) what: String,
    /// The entities that it is about.
    pub(super) about: Vec<Named>,
}

/// All that was done in this session, the newest last, and all that was taken back.
#[derive(Debug, Default)]
pub(super) struct Undo {
    done: Vec<Done>,
    undone: Vec<Done>,
}

impl Undo {
    /// Takes note of something new; what was taken back cannot be done again then.
    pub(super) fn push(&mut self, done: Done) {
        self.undone.clear();
        self.done.push(done);
    }

    /// What is to be taken back.
    pub(super) fn back(&mut self) -> Option<Done> {
        let done = self.done.pop()?;
        self.undone.push(done.clone());
        Some(done)
    }

    /// What is to be done again.
    pub(super) fn forward(&mut self) -> Option<Done> {
        let done = self.undone.pop()?;
        self.done.push(done.clone());
        Some(done)
    }
}
