//! The entities of many articles, recognized on several threads.
//!
//! In go the numbers of articles; out comes what each names, in the same order.

use crate::corpus::{ArticleId, Corpus};
use crate::entities::{Recognized, Recognizer};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread::{self, Builder};

/// What an article names; `None` when the recognizer failed on it.
pub(super) type Named = Option<Recognized>;

/// Articles whose entities one thread recognizes at a time.
const CHUNK: usize = 64;

/// Recognizes the entities of articles with `threads` threads; `sink` gets them in order,
/// some articles at a time, and may end it early.
pub(super) fn recognize(
    recognizer: &Recognizer,
    corpus: &Corpus,
    ids: &[ArticleId],
    threads: usize,
    sink: impl FnMut(Vec<(ArticleId, Named)>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let tasks: Vec<&[ArticleId]> = ids.chunks(CHUNK).collect();
    let next = AtomicUsize::new(0);
    let threads = threads.clamp(1, tasks.len().max(1));
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(4 * threads);
        for _ in 0..threads {
            let (sender, tasks, next) = (sender.clone(), &tasks, &next);
            let work = move || {
                while let Some((at, ids)) = claim(next, tasks) {
                    if sender.send((at, chunk(recognizer, corpus, ids))).is_err() {
                        return;
                    }
                }
            };
            let named = Builder::new().name("dossier-guarded-naming".to_owned());
            named
                .spawn_scoped(scope, work)
                .expect("the system can start a thread");
        }
        drop(sender);
        in_order(receiver, sink)
    })
}

/// The next task that no other thread has taken.
fn claim<'a, T: ?Sized>(next: &AtomicUsize, tasks: &[&'a T]) -> Option<(usize, &'a T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    tasks.get(at).map(|task| (at, *task))
}

/// What some articles name. A bug that one article brings out costs that article's
/// entities only.
fn chunk(recognizer: &Recognizer, corpus: &Corpus, ids: &[ArticleId]) -> Vec<(ArticleId, Named)> {
    let articles = corpus.articles(ids.iter().copied());
    let named = articles.map(|(id, article)| {
        let guarded = catch_unwind(AssertUnwindSafe(|| recognizer.read(&article)));
        (id, guarded.ok())
    });
    named.collect()
}

/// Hands chunks on in order, whatever order they arrive in.
fn in_order<T>(
    chunks: mpsc::Receiver<(usize, T)>,
    mut sink: impl FnMut(T) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (at, found) in chunks {
        early.insert(at, found);
        while let Some(found) = early.remove(&next) {
            next += 1;
            sink(found)?;
        }
    }
    ControlFlow::Continue(())
}
