//! The texts of a collection, packed once all of them are searchable, on several threads.
//!
//! In go the volumes of a corpus; out comes each one packed, in no order.

use crate::corpus::{Corpus, Packer, Volume};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, Builder};

/// Packs what is to be packed with `threads` threads; `sink` gets the number of each volume
/// and what takes its place, and may end it early. Holds no volume for longer than needed.
pub(super) fn pack(
    corpus: Corpus,
    packer: &Packer,
    threads: usize,
    mut sink: impl FnMut(usize, Volume) -> ControlFlow<()>,
) -> ControlFlow<()> {
    packer.learn(corpus.volumes().map(|(_, volume)| &**volume));
    let mut waiting: Vec<(usize, Arc<Volume>)> = corpus
        .volumes()
        .map(|(_, volume)| Arc::clone(volume))
        .enumerate()
        .filter(|(_, volume)| packer.will_pack(volume))
        .collect();
    drop(corpus);
    waiting.reverse();
    if waiting.is_empty() {
        return ControlFlow::Continue(());
    }
    let waiting = Mutex::new(waiting);
    let next = || {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.pop()
    };
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(threads);
        for _ in 0..threads.max(1) {
            let (sender, next) = (sender.clone(), &next);
            let work = move || {
                while let Some((at, volume)) = next() {
                    let smaller = packer.packed(&volume);
                    drop(volume);
                    if smaller.is_some_and(|smaller| sender.send((at, smaller)).is_err()) {
                        return;
                    }
                }
            };
            Builder::new()
                .name("dossier-packing".to_owned())
                .spawn_scoped(scope, work)
                .expect("the system can start a thread");
        }
        drop(sender);
        for (at, volume) in receiver {
            sink(at, volume)?;
        }
        ControlFlow::Continue(())
    })
}
