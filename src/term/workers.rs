//! Threads that perform the app's jobs, the newest of each kind only.
//!
//! A job that is still waiting when another of its kind arrives is dropped: its answer
//! would be stale. A job that panics becomes a message; the thread goes on.

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
pub struct Workers(Arc<Shared>);

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
}

#[derive(Default)]
struct Waiting {
    /// The newest job of each kind, the most urgent kind first.
    jobs: BTreeMap<u8, Job>,
    closed: bool,
}

impl Workers {
    /// Starts `threads` threads that hand outcomes to `report`.
    ///
    /// # Errors
    /// When no thread can be made.
    pub fn start(
        threads: usize,
        recognizer: &SharedRecognizer,
        report: impl Fn(Outcome) + Clone + Send + 'static,
    ) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        for number in 0..threads.max(1) {
            let (shared, recognizer, report) =
                (Arc::clone(&shared), Arc::clone(recognizer), report.clone());
            thread::Builder::new()
                .name(format!("dossier-guarded-worker-{number}"))
                .spawn(move || {
                    while let Some(job) = shared.next() {
                        if let Some(outcome) = guarded(&job, &recognizer) {
                            report(outcome);
                        }
                    }
                })?;
        }
        Ok(Self(shared))
    }

    /// Hands over a job; one of its kind that still waits is dropped.
    pub fn perform(&self, job: Job) {
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
    fn next(&self) -> Option<Job> {
        let mut waiting = self.lock();
        loop {
            if waiting.closed {
                return None;
            }
            if let Some((_, job)) = waiting.jobs.pop_first() {
                return Some(job);
            }
            waiting = self
                .arrived
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
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
        Job::Cut(_) => 3,
        Job::Find(_) => 4,
        Job::Effect(_) => 5,
    }
}
