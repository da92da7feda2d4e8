//! The stages of reading a collection, timed.

use crate::corpus::files::load::{self, Batch, Input};
use crate::entities::Recognizer;
use crate::index::{Memo, Segment};
use crate::library::{self, Library, Phase, Said};
use memory_stats::memory_stats;
use std::ops::ControlFlow;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A collection read as the browser reads it.
pub(super) struct Whole {
    pub(super) library: Library,
    /// Until every article could be searched, and until all entities were known.
    pub(super) searchable: Moment,
    pub(super) known: Moment,
}

/// A moment of the reading.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Moment {
    /// Time since it began.
    pub(super) elapsed: Duration,
    /// Memory of the process in bytes, where the system tells.
    pub(super) memory: Option<u64>,
}

/// The parts of making a collection searchable.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    /// Reading and parsing, and indexing, added up over all threads.
    pub(super) reading: Duration,
    pub(super) indexing: Duration,
    /// Bytes of all texts.
    pub(super) text: u64,
}

/// Reads a collection to its end.
pub(super) fn whole(inputs: &[Input], threads: usize) -> Whole {
    let recognizer: LazyLock<Recognizer> = LazyLock::new(Recognizer::embedded);
    let mut searchable = None;
    let opened = library::open(inputs, &recognizer, threads, &Said::default(), |library| {
        if searchable.is_none() && library.progress.phase > Phase::Reading {
            searchable = Some(Moment::at(library.progress.elapsed));
        }
        ControlFlow::Continue(())
    });
    let library = opened.map(|opened| opened.library).unwrap_or_default();
    let known = Moment::at(library.progress.elapsed);
    Whole {
        library,
        searchable: searchable.unwrap_or(known),
        known,
    }
}

impl Moment {
    fn at(elapsed: Duration) -> Self {
        Self {
            elapsed,
            memory: memory_stats().map(|memory| memory.physical_mem as u64),
        }
    }
}

/// Reads a collection once more; what was indexed is dropped at once.
pub(super) fn parts(inputs: &[Input], threads: usize) -> Parts {
    // One for each thread that is at work at the same time.
    let memos: Mutex<Vec<Memo>> = Mutex::default();
    let pool = || memos.lock().unwrap_or_else(PoisonError::into_inner);
    let index = |batch: Batch| {
        let began = Instant::now();
        let mut memo = pool().pop().unwrap_or_default();
        drop(Segment::build_with(&mut memo, &batch.articles));
        pool().push(memo);
        let texts = batch
            .articles
            .iter()
            .map(|article| article.text.len() as u64);
        (began.elapsed(), texts.sum::<u64>())
    };
    let (began, mut parts) = (Instant::now(), Parts::default());
    load::load(inputs, threads, index, |(indexing, text)| {
        parts.indexing += indexing;
        parts.text += text;
        ControlFlow::Continue(())
    });
    let threads = u32::try_from(threads).unwrap_or(u32::MAX);
    parts.reading = (began.elapsed() * threads).saturating_sub(parts.indexing);
    parts
}
