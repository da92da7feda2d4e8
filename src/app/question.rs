//! A question that workers answer, of which only the newest asking counts.

use super::job::Generation;

/// One kind of question: what was asked last, and whether the answer is still to come.
#[derive(Clone, Debug)]
pub(super) struct Asking<T> {
    generation: Generation,
    pub(super) asked: Option<T>,
    pub(super) waiting: bool,
}

impl<T> Default for Asking<T> {
    fn default() -> Self {
        Self {
            generation: Generation::default(),
            asked: None,
            waiting: false,
        }
    }
}

impl<T> Asking<T> {
    /// Takes note of a question.
    pub(super) fn ask(&mut self, asked: T) -> Generation {
        self.asked = Some(asked);
        self.waiting = true;
        self.generation.renew()
    }

    /// Whether an answer is the one that is waited for; it is not waited for any more then.
    pub(super) fn is_answered_by(&mut self, generation: Generation) -> bool {
        let newest = generation == self.generation;
        self.waiting &= !newest;
        newest
    }

    /// Lets an answer on its way come to nothing.
    pub(super) fn expire(&mut self) {
        let mut generation = self.generation;
        generation.expire();
        *self = Self {
            generation,
            ..Self::default()
        };
    }
}
