//! Segments of the index merged on a thread of its own, while reading goes on.
//!
//! In goes an index that grows; the same index comes out with fewer segments. Whoever holds
//! a snapshot keeps its segments.

use crate::index::{Index, Merged};
use std::thread::{self, JoinHandle};

/// The merge that is going on, if any.
#[derive(Debug, Default)]
pub(super) struct Merging {
    running: Option<JoinHandle<Merged>>,
    /// Whether nothing is to be merged: it does not pay, or a merge has failed.
    off: bool,
}

impl Merging {
    /// Leaves all segments as they are.
    pub(super) fn off() -> Self {
        Self {
            running: None,
            off: true,
        }
    }

    /// Puts in what has been merged, and begins the next merge if one is due; `settled` says
    /// that nothing more is coming. Never waits.
    pub(super) fn go_on(&mut self, index: &mut Index, settled: bool) {
        if let Some(running) = self.running.take_if(|running| running.is_finished()) {
            self.install(running, index);
        }
        if !self.off
            && self.running.is_none()
            && let Some(merge) = index.due(settled)
        {
            let named = thread::Builder::new().name("dossier-guarded-merge".to_owned());
            // Without a thread the segments stay as they are.
            self.running = named.spawn(move || merge.run()).ok();
        }
    }

    /// Waits for the merge that is going on; whether there was one.
    pub(super) fn wait(&mut self, index: &mut Index) -> bool {
        let running = self.running.take();
        let waited = running.is_some();
        if let Some(running) = running {
            self.install(running, index);
        }
        waited
    }

    fn install(&mut self, running: JoinHandle<Merged>, index: &mut Index) {
        match running.join() {
            Ok(merged) => index.install(merged),
            // A bug: searches go on with the segments as they are.
            Err(_) => self.off = true,
        }
    }
}
