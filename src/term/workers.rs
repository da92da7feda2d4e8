//! Threads that do the app's slow work.
//!
//! Work that nobody waits for any more, because something newer was asked, is dropped. What
//! is being done is left to end, but however slow it is, it never keeps work of other names
//! waiting: the last idle thread is kept for a name that none is at. Work that panics becomes
//! a message; the thread goes on.

use super::screen::Drawn;
use crate::app::Action;
use crate::app::work::{News, Work};
use crate::entities::Recognizer;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The recognizer, made by whichever thread needs it first.
pub(super) type SharedRecognizer = Arc<LazyLock<Recognizer>>;

/// Threads that do work; they end when this is dropped.
pub(super) struct Workers(Arc<Shared>);

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
}

#[derive(Default)]
struct Waiting {
    /// Work that nobody does yet, the oldest first.
    work: Vec<Work>,
    /// The names of the work being performed.
    running: Vec<&'static str>,
    idle: usize,
    closed: bool,
}

impl Waiting {
    /// Takes the most urgent work that may be done now; what nobody waits for any more is
    /// dropped.
    fn take(&mut self) -> Option<Work> {
        self.work.retain(Work::is_wanted);
        let may_run = |work: &Work| self.idle > 1 || !self.running.contains(&work.name());
        let waiting = self.work.iter().enumerate();
        let (at, _) = waiting
            .filter(|(_, work)| may_run(work))
            .min_by_key(|(at, work)| (work.urgency(), *at))?;
        let work = self.work.remove(at);
        self.running.push(work.name());
        self.idle -= 1;
        Some(work)
    }

    /// Takes note that work of that name is done.
    fn done(&mut self, name: &str) {
        if let Some(at) = self.running.iter().position(|running| *running == name) {
            self.running.swap_remove(at);
        }
        self.idle += 1;
    }
}

impl Workers {
    /// Starts `threads` threads that hand what comes of work to `report`.
    ///
    /// # Errors
    /// When no thread can be made.
    pub(super) fn start(
        _: Drawn,
        threads: usize,
        recognizer: &SharedRecognizer,
        report: impl Fn(Action) + Clone + Send + 'static,
    ) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        shared.lock().idle = threads.max(1);
        for number in 0..threads.max(1) {
            let (shared, recognizer, report) =
                (Arc::clone(&shared), Arc::clone(recognizer), report.clone());
            thread::Builder::new()
                .name(format!("dossier-guarded-worker-{number}"))
                .spawn(move || {
                    while let Some(work) = shared.next() {
                        let name = work.name();
                        let come = guarded(&work, &recognizer);
                        drop(work);
                        shared.done(name);
                        come.into_iter().for_each(&report);
                    }
                })?;
        }
        Ok(Self(shared))
    }

    /// Hands over work.
    pub(super) fn perform(&self, work: Work) {
        self.0.lock().work.push(work);
        self.0.arrived.notify_one();
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.arrived.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // A waiting map is whole whatever panicked beside it.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for work; `None` when there will be no more.
    fn next(&self) -> Option<Work> {
        let mut waiting = self.lock();
        loop {
            if waiting.closed {
                return None;
            }
            if let Some(taken) = waiting.take() {
                return Some(taken);
            }
            waiting = self
                .arrived
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Takes note that work is done: other work of its name may be done now.
    fn done(&self, name: &str) {
        self.lock().done(name);
        self.arrived.notify_one();
    }
}

/// Does work; tells what came of it, and whether it failed because of a bug.
fn guarded(work: &Work, recognizer: &LazyLock<Recognizer>) -> Vec<Action> {
    let performed = catch_unwind(AssertUnwindSafe(|| work.perform(recognizer)));
    match performed {
        Ok(arrival) => vec![Action::Arrived(arrival)],
        Err(_) => vec![
            Action::Arrived(work.fail()),
            Action::Told(News::Said(
                "this failed because of a bug in Dossier; the rest goes on".to_owned(),
            )),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::Waiting;
    use crate::app::work::{Ask, Task, Tools, Urgency, Work};

    /// Looks for something, or prepares something.
    #[derive(Debug)]
    struct Find;
    #[derive(Debug)]
    struct Prepare;

    impl Task for Find {
        type Answer = ();
        const NAME: &'static str = "find";
        const URGENCY: Urgency = Urgency::Searched;
        fn perform(&self, _: &Tools<'_>) {}
    }

    impl Task for Prepare {
        type Answer = ();
        const NAME: &'static str = "prepare";
        const URGENCY: Urgency = Urgency::Prepared;
        fn perform(&self, _: &Tools<'_>) {}
    }

    type Asking = Ask<(), (), ()>;

    fn check(idle: usize, running: &[&'static str], waiting: &[&str], expected: Option<&str>) {
        let mut asked: Vec<Asking> = waiting.iter().map(|_| Asking::default()).collect();
        let mut all = Waiting {
            running: running.to_vec(),
            idle,
            ..Waiting::default()
        };
        for (name, ask) in waiting.iter().zip(&mut asked) {
            all.work.push(match *name {
                "find" => ask.ask((), (), Find),
                _ => ask.ask((), (), Prepare),
            });
        }
        assert_eq!(all.take().as_ref().map(Work::name), expected);
    }

    #[test]
    fn the_last_thread_is_for_a_name_that_none_is_at() {
        check(2, &[], &["prepare", "find"], Some("find"));
        check(1, &["find"], &["prepare", "find"], Some("prepare"));
        check(1, &["find"], &["find"], None);
        check(2, &["find"], &["find"], Some("find"));
    }

    #[test]
    fn what_nobody_waits_for_is_not_done() {
        let mut ask = Asking::default();
        let mut all = Waiting {
            idle: 2,
            ..Waiting::default()
        };
        all.work.push(ask.ask((), (), Find));
        all.work.push(ask.ask((), (), Prepare));
        assert_eq!(all.take().as_ref().map(Work::name), Some("prepare"));
        drop(ask);
        assert!(all.take().is_none());
    }
}
