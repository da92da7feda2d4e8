//! What is asked and what has come of it.
//!
//! In go questions, each with what it is asked of; out comes [`Work`], and later its answer,
//! once. Only the answer to the newest question ever comes: with each question the slot of
//! the one before is dropped, and whatever is on its way there lands nowhere. How work is
//! performed, and by whom, is not known here.

use super::task::{Slot, Task, Work};
use crate::library::Library;
use std::fmt;
use std::sync::{Arc, OnceLock, Weak};

/// Questions of one kind: what was asked last, and what has come of it.
///
/// `Q` is what tells one question from another, `A` the answer's type, and `S` what is asked:
/// another state of that may have another answer to the same question.
pub struct Ask<Q, A, S = Snapshot<Library>> {
    /// The newest question, and what it was asked of unless that is in doubt.
    asked: Option<(Q, Option<S>)>,
    /// Where its answer lands; gone when that was taken.
    slot: Option<Arc<Slot<A>>>,
}

impl<Q: PartialEq, A: Send + Sync + 'static, S: PartialEq> Ask<Q, A, S> {
    /// Whether a question has to be asked: another than the last one, or the same of another
    /// state. While that changes, an answer on its way is awaited: asking anew each time
    /// would make every answer stale before it comes.
    #[must_use]
    pub fn needs(&self, question: &Q, of: &S) -> bool {
        self.asked.as_ref().is_none_or(|(asked, asked_of)| {
            asked != question || (asked_of.as_ref() != Some(of) && !self.is_waiting())
        })
    }

    /// Asks. An answer to an older question that is still on its way will not come.
    #[must_use]
    pub fn ask<T: Task<Answer = A>>(&mut self, question: Q, of: S, task: T) -> Work {
        self.asked = Some((question, Some(of)));
        let slot = self.slot.insert(Arc::new(OnceLock::new()));
        Work::new(task, Arc::downgrade(slot))
    }

    /// The newest question.
    #[must_use]
    pub fn asked(&self) -> Option<&Q> {
        self.asked.as_ref().map(|(question, _)| question)
    }

    /// Whether an answer is still to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.slot.as_ref().is_some_and(|slot| slot.get().is_none())
    }

    /// Whether what was taken last answers the newest question, asked of this.
    #[must_use]
    pub fn is_answered_of(&self, of: &S) -> bool {
        let same = |(_, asked_of): &(Q, Option<S>)| asked_of.as_ref() == Some(of);
        self.slot.is_none() && self.asked.as_ref().is_some_and(same)
    }

    /// The answer that has come, once.
    #[must_use]
    pub fn take(&mut self) -> Option<A> {
        let is_there = |slot: &mut Arc<Slot<A>>| matches!(slot.get(), Some(Some(_)));
        // Work refers to a slot weakly, so that this is all there is of it.
        let slot = self.slot.take_if(is_there)?;
        Arc::into_inner(slot)?.into_inner()?
    }

    /// Doubts the answer, unless it is still to come: the same question is asked again.
    pub fn doubt(&mut self) {
        if let Some((_, of)) = &mut self.asked {
            *of = None;
        }
    }

    /// Leaves it as if nothing had been asked.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

impl<Q, A, S> Default for Ask<Q, A, S> {
    fn default() -> Self {
        Self {
            asked: None,
            slot: None,
        }
    }
}

impl<Q: fmt::Debug, A, S> fmt::Debug for Ask<Q, A, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asked = self.asked.as_ref().map(|(question, _)| question);
        f.debug_struct("Ask")
            .field("asked", &asked)
            .field("is_open", &self.slot.is_some())
            .finish_non_exhaustive()
    }
}

/// Which of several shared values one is: the very same, not one that is equal. It keeps the
/// value from nothing.
pub struct Snapshot<T>(Weak<T>);

impl<T> Snapshot<T> {
    /// That of a value.
    #[must_use]
    pub fn of(value: &Arc<T>) -> Self {
        Self(Arc::downgrade(value))
    }
}

impl<T> PartialEq for Snapshot<T> {
    fn eq(&self, other: &Self) -> bool {
        Weak::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Clone for Snapshot<T> {
    fn clone(&self) -> Self {
        Self(Weak::clone(&self.0))
    }
}

impl<T> fmt::Debug for Snapshot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Snapshot")
    }
}

#[cfg(test)]
mod tests {
    use super::super::task::{Arrival, Tools, Urgency};
    use super::{Ask, Task, Work};
    use crate::entities::Recognizer;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static RECOGNIZER: LazyLock<Recognizer> = LazyLock::new(Recognizer::embedded);

    /// Answers with its number, and knows whether that was wanted.
    #[derive(Debug)]
    struct Echo(usize);

    impl Task for Echo {
        type Answer = (usize, bool);
        const NAME: &'static str = "echo";
        const URGENCY: Urgency = Urgency::Typed;

        fn perform(&self, tools: &Tools<'_>) -> (usize, bool) {
            (self.0, tools.is_wanted())
        }
    }

    type Asking = Ask<u8, (usize, bool), u8>;

    fn answer(work: &Work) -> Arrival {
        work.perform(&RECOGNIZER)
    }

    #[test]
    fn an_answer_comes_once_however_often_it_is_given() {
        let mut ask = Asking::default();
        let work = ask.ask(0, 0, Echo(7));
        assert_eq!((work.name(), work.is_wanted()), ("echo", true));
        answer(&work).land();
        answer(&work).land();
        assert!(!ask.is_waiting() && ask.take() == Some((7, true)));
        answer(&work).land();
        assert!(ask.take().is_none() && !work.is_wanted());
        assert!(ask.is_answered_of(&0) && !ask.is_answered_of(&1));
    }

    #[test]
    fn an_older_answer_never_lands() {
        let mut ask = Asking::default();
        let (older, newer) = (ask.ask(0, 0, Echo(0)), ask.ask(1, 0, Echo(1)));
        assert!(!older.is_wanted() && newer.is_wanted());
        let late = answer(&older);
        answer(&newer).land();
        late.land();
        assert_eq!(ask.take(), Some((1, true)));
        answer(&older).land();
        assert_eq!((ask.take(), ask.asked()), (None, Some(&1)));
    }

    #[test]
    fn an_answer_without_an_owner_goes_nowhere() {
        let mut ask = Asking::default();
        let work = ask.ask(0, 0, Echo(0));
        ask.forget();
        answer(&work).land();
        assert!(ask.take().is_none() && ask.asked().is_none() && ask.needs(&0, &0));
        let work = ask.ask(0, 0, Echo(0));
        drop(ask);
        assert!(!work.is_wanted());
        answer(&work).land();
    }

    #[test]
    fn what_fails_is_not_waited_for_and_not_asked_again() {
        let mut ask = Asking::default();
        let work = ask.ask(0, 0, Echo(0));
        work.fail().land();
        answer(&work).land();
        assert!(ask.take().is_none() && !ask.is_waiting());
        assert!(!ask.is_answered_of(&0) && !ask.needs(&0, &0));
        assert!(ask.needs(&0, &1) && ask.needs(&1, &0));
    }

    #[test]
    fn an_answer_on_its_way_is_awaited_while_the_collection_grows() {
        let mut ask = Asking::default();
        let work = ask.ask(0, 0, Echo(0));
        assert!(!ask.needs(&0, &1) && ask.needs(&1, &0));
        ask.doubt();
        assert!(!ask.needs(&0, &0));
        answer(&work).land();
        assert!(ask.take().is_some() && ask.needs(&0, &0));
    }

    /// What happens to an asking.
    #[derive(Clone, Debug)]
    enum Event {
        Ask(u8, u8),
        /// The nth asking is answered, perhaps once more.
        Answer(prop::sample::Index),
        Fail(prop::sample::Index),
        Take,
        Doubt,
        Forget,
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            3 => (0u8..2, 0u8..3).prop_map(|(question, of)| Event::Ask(question, of)),
            4 => any::<prop::sample::Index>().prop_map(Event::Answer),
            1 => any::<prop::sample::Index>().prop_map(Event::Fail),
            3 => Just(Event::Take),
            1 => Just(Event::Doubt),
            1 => Just(Event::Forget),
        ]
    }

    /// An asking: the question, what of, and whether its work was done or failed first.
    type Asked = (u8, Option<u8>, Option<bool>);

    /// All that was asked, in a list; the newest counts.
    #[derive(Debug, Default)]
    struct Model {
        asked: Vec<Asked>,
        /// Whether the last of them counts, and whether its answer was taken.
        counts: bool,
        taken: bool,
    }

    impl Model {
        fn land(&mut self, at: usize, done: bool) {
            self.asked[at].2.get_or_insert(done);
        }

        fn newest(&self) -> Option<Asked> {
            self.asked.last().copied().filter(|_| self.counts)
        }

        fn take(&mut self) -> Option<usize> {
            let (_, _, done) = self.newest().filter(|_| !self.taken)?;
            self.taken = done == Some(true);
            self.taken.then(|| self.asked.len() - 1)
        }

        fn needs(&self, question: u8, of: u8) -> bool {
            self.newest().is_none_or(|(asked, asked_of, done)| {
                asked != question || (asked_of != Some(of) && done.is_some())
            })
        }

        fn is_answered_of(&self, of: u8) -> bool {
            let same = |asked: Asked| asked.1 == Some(of);
            self.taken && self.newest().is_some_and(same)
        }
    }

    proptest! {
        #[test]
        fn the_newest_question_is_answered_once(events in prop::collection::vec(event(), 0..60)) {
            let (mut ask, mut model) = (Asking::default(), Model::default());
            let mut works: Vec<Work> = Vec::new();
            for event in events {
                match event {
                    Event::Ask(question, of) => {
                        works.push(ask.ask(question, of, Echo(works.len())));
                        model.asked.push((question, Some(of), None));
                        (model.counts, model.taken) = (true, false);
                    }
                    Event::Answer(at) if !works.is_empty() => {
                        let at = at.index(works.len());
                        answer(&works[at]).land();
                        model.land(at, true);
                    }
                    Event::Fail(at) if !works.is_empty() => {
                        let at = at.index(works.len());
                        works[at].fail().land();
                        model.land(at, false);
                    }
                    Event::Answer(_) | Event::Fail(_) => {}
                    Event::Take => prop_assert_eq!(ask.take(), model.take().map(|n| (n, true))),
                    Event::Doubt => {
                        ask.doubt();
                        model.asked.last_mut().into_iter().for_each(|asked| asked.1 = None);
                    }
                    Event::Forget => {
                        ask.forget();
                        model.counts = false;
                    }
                }
                let waits = model.newest().is_some_and(|(_, _, done)| done.is_none());
                prop_assert_eq!(ask.is_waiting(), waits);
                prop_assert_eq!(ask.asked().copied(), model.newest().map(|asked| asked.0));
                for (question, of) in [(0, 0), (0, 1), (1, 0), (1, 2)] {
                    prop_assert_eq!(ask.needs(&question, &of), model.needs(question, of));
                    prop_assert_eq!(ask.is_answered_of(&of), model.is_answered_of(of));
                }
                for (at, work) in works.iter().enumerate() {
                    let newest = model.counts && !model.taken && at + 1 == works.len();
                    prop_assert_eq!(work.is_wanted(), newest);
                }
            }
        }
    }
}
