//! Work for the readers, in order.
//!
//! The walker puts in what it finds; each worker takes a task out, numbered, so that the
//! results can be put back in order. The first tasks are small, so that something shows at
//! once; then they grow. A large file of records is cut into tasks at line ends.

use super::load::Total;
use super::open;
use super::stream::Stream;
use super::walk::Found;
use crate::corpus::article::Skipped;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Files of the first task.
const FIRST: usize = 16;
/// Files of the largest task.
const MOST: usize = 512;
/// Bytes from which a file of records is read in parts.
const STREAMED: u64 = 1 << 20;

/// Something to do for a worker.
#[derive(Debug)]
pub(super) struct Task {
    /// Its number, from 0 without gaps.
    pub(super) number: u64,
    /// What is to be read.
    pub(super) work: Work,
}

/// What is to be read.
#[derive(Debug)]
pub(super) enum Work {
    /// Files, standard input, the sample.
    Found(Vec<Found>),
    /// A part of a large file of records.
    Part(crate::corpus::files::stream::Part),
}

/// The queue between the walker and the workers.
#[derive(Debug, Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    found: VecDeque<Found>,
    stream: Option<Stream>,
    number: u64,
    files: u64,
    bytes: u64,
    unknown: bool,
    walked: bool,
    stopped: bool,
}

impl Queue {
    /// Puts in what has been found; `false` when nobody wants more.
    pub(super) fn put(&self, found: &mut Vec<Found>) -> bool {
        let mut state = self.lock();
        for found in found.iter() {
            match found {
                Found::File(target) => {
                    state.files += 1;
                    state.bytes += target.len.unwrap_or(0);
                    state.unknown |= target.len.is_none();
                }
                Found::Stdin | Found::Sample => {
                    state.files += 1;
                    state.unknown = true;
                }
                Found::Skipped(_) => {}
            }
        }
        state.found.extend(found.drain(..));
        self.changed.notify_all();
        !state.stopped
    }

    /// Says that everything has been found.
    pub(super) fn close(&self) {
        self.lock().walked = true;
        self.changed.notify_all();
    }

    /// Says that nobody wants more.
    pub(super) fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    /// What is known of the whole.
    #[must_use]
    pub(super) fn total(&self) -> Total {
        let state = self.lock();
        let whole = state.walked;
        Total {
            files: whole.then_some(state.files),
            bytes: (whole && !state.unknown).then_some(state.bytes),
        }
    }

    /// The next task; waits for the walker; `None` at the end.
    #[must_use]
    pub(super) fn take(&self) -> Option<Task> {
        let mut state = self.lock();
        loop {
            if state.stopped {
                return None;
            }
            if let Some(work) = state.next() {
                let number = state.number;
                state.number += 1;
                return Some(Task { number, work });
            }
            if state.walked && state.found.is_empty() {
                return None;
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The state; a worker that panicked has left it whole, since nothing here panics
    /// half-way through a change.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn next(&mut self) -> Option<Work> {
        if let Some(part) = self.stream.as_mut().and_then(Stream::next_part) {
            return Some(Work::Part(part));
        }
        self.stream = None;
        if self.found.front().is_some_and(is_streamed) {
            return self.begin_stream();
        }
        let most = FIRST << self.number.min(8);
        let count = self
            .found
            .iter()
            .take(most.min(MOST))
            .take_while(|found| !is_streamed(found))
            .count();
        let work: Vec<Found> = self.found.drain(..count).collect();
        (!work.is_empty()).then_some(Work::Found(work))
    }

    /// Opens the large file in front and takes its first part.
    fn begin_stream(&mut self) -> Option<Work> {
        let Some(Found::File(mut target)) = self.found.pop_front() else {
            return None;
        };
        let opened = match open::open(&target.path, target.named) {
            Ok(opened) => opened,
            Err(reason) => {
                let path = target.path.display().to_string();
                return Some(Work::Found(vec![Found::Skipped(Skipped { path, reason })]));
            }
        };
        let stream = target
            .format
            .and_then(|format| Stream::new(opened, &target.path, format));
        let Some(mut stream) = stream else {
            // Not UTF-8: it has to be decoded whole.
            target.len = None;
            return Some(Work::Found(vec![Found::File(target)]));
        };
        let part = stream.next_part();
        self.stream = Some(stream);
        part.map(Work::Part).or_else(|| self.next())
    }
}

fn is_streamed(found: &Found) -> bool {
    matches!(found, Found::File(target)
        if target.format.is_some_and(|format| format.by_line) && target.len.is_some_and(|len| len >= STREAMED))
}
