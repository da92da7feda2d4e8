//! Threads that perform the app's jobs, the newest of each kind only.
//!
//! A job that is still waiting when another of its kind arrives is dropped: its answer
//! would be stale. One that is being performed is left to end, but however slow it is, it
//! never keeps the other kinds waiting: the last idle thread is kept for a kind that has
//! none. A job that panics becomes a message; the thread goes on.

use crate::app::job::{Job, Outcome};
use crate::app::perform::perform;
use crate::entities::Recognizer;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The recognizer, made by whichever thread needs it first.
pub(super) type SharedRecognizer = Arc<LazyLock<Recognizer>>;

/// Threads that perform jobs; they end when this is dropped.
pub(super) struct Workers(Arc<Shared>);

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
}

#[derive(Default)]
struct Waiting {
    /// The newest job of each kind, the most urgent kind first.
    jobs: BTreeMap<u8, Job>,
    /// The kinds of the jobs being performed.
    running: Vec<u8>,
    idle: usize,
    closed: bool,
}

impl Waiting {
    /// Takes the most urgent job that may run now.
    fn take(&mut self) -> Option<(u8, Job)> {
        let may_run = |kind: &&u8| self.idle > 1 || !self.running.contains(kind);
        let kind = *self.jobs.keys().find(may_run)?;
        let job = self.jobs.remove(&kind)?;
        self.running.push(kind);
        self.idle -= 1;
        Some((kind, job))
    }

    /// Takes note that a job of that kind is done.
    fn done(&mut self, kind: u8) {
        if let Some(at) = self.running.iter().position(|running| *running == kind) {
            self.running.swap_remove(at);
        }
        self.idle += 1;
    }
}

impl Workers {
    /// Starts `threads` threads that hand outcomes to `report`.
    ///
    /// # Errors
    /// When no thread can be made.
    pub(super) fn start(
        threads: usize,
        recognizer: &SharedRecognizer,
        report: impl Fn(Outcome) + Clone + Send + 'static,
    ) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        shared.lock().idle = threads.max(1);
        for number in 0..threads.max(1) {
            let (shared, recognizer, report) =
                (Arc::clone(&shared), Arc::clone(recognizer), report.clone());
            thread::Builder::new()
                .name(format!("dossier-guarded-worker-{number}"))
                .spawn(move || {
                    while let Some((kind, job)) = shared.next() {
                        let outcome = guarded(&job, &recognizer);
                        drop(job);
                        shared.done(kind);
                        outcome.into_iter().for_each(&report);
                    }
                })?;
        }
        Ok(Self(shared))
    }

    /// Hands over a job; one of its kind that still waits is dropped.
    pub(super) fn perform(&self, job: Job) {
        self.0.lock().jobs.insert(urgency(&job), job);
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

    /// Waits for a job; `None` when there will be no more.
    fn next(&self) -> Option<(u8, Job)> {
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

    /// Takes note that a job is done: one of its kind may run now.
    fn done(&self, kind: u8) {
        self.lock().done(kind);
        self.arrived.notify_one();
    }
}

fn guarded(job: &Job, recognizer: &LazyLock<Recognizer>) -> Option<Outcome> {
    catch_unwind(AssertUnwindSafe(|| perform(job, recognizer))).unwrap_or_else(|_| {
        Some(Outcome::Said(
            "this failed because of a bug in Dossier; the rest goes on".to_owned(),
        ))
    })
}

/// The kinds of jobs, the most urgent first.
fn urgency(job: &Job) -> u8 {
    match job {
        Job::Open(_) => 0,
        Job::Match(_) => 1,
        Job::List(_) => 2,
        Job::Preview(_) => 3,
        Job::Cut(_) => 4,
        Job::Correct(_) => 5,
        Job::Choose(_) => 6,
        Job::Explain(_) => 7,
        Job::Facets(_) => 8,
        Job::Find(_) => 9,
        Job::Passages(_) => 10,
        Job::Gather(_) => 11,
        Job::Count(_) => 12,
        Job::Prepare(_) => 13,
        Job::Suggest(_) => 14,
        Job::Effect(_) => 15,
    }
}

#[cfg(test)]
mod tests {
    use super::{Waiting, urgency};
    use crate::app::job::{FindJob, Generation, Job, PrepareJob};
    use std::sync::Arc;

    fn find() -> Job {
        Job::Find(FindJob {
            generation: Generation::default(),
            library: Arc::default(),
            ids: Arc::default(),
            from: 0,
            backwards: false,
            needle: String::new(),
            wanted: std::sync::Weak::default(),
        })
    }

    fn preparing() -> Job {
        Job::Prepare(PrepareJob {
            library: Arc::default(),
            earlier: None,
        })
    }

    fn check(idle: usize, running: &[Job], waiting: Vec<Job>, expected: Option<u8>) {
        let mut all = Waiting {
            jobs: waiting
                .into_iter()
                .map(|job| (urgency(&job), job))
                .collect(),
            running: running.iter().map(urgency).collect(),
            idle,
            closed: false,
        };
        assert_eq!(all.take().map(|(kind, _)| kind), expected);
    }

    #[test]
    fn the_last_thread_is_for_a_kind_that_has_none() {
        let (a, b) = (urgency(&find()), urgency(&preparing()));
        check(2, &[], vec![preparing(), find()], Some(a));
        check(1, &[find()], vec![preparing(), find()], Some(b));
        check(1, &[find()], vec![find()], None);
        check(2, &[find()], vec![find()], Some(a));
    }
}
