//! Files become articles, on several threads, in order.
//!
//! In go inputs; out come batches of articles, small ones first, in the order of the
//! inputs and of the paths inside a folder, whatever the number of threads. One thread
//! walks the folders, `threads` workers read and parse, the calling thread hands the
//! results on. What cannot be read is [`Skipped`] with a reason; a reader that fails costs
//! one file. The threads are named `dossier-load-N`.

use super::open::Stamp;
use super::queue::{Queue, Work};
use super::reader::Reader;
pub use super::walk::Input;
use super::walk::{Found, walk};
use crate::corpus::article::Article;
use crate::corpus::article::Skipped;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Articles read together.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The articles, in order.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
    /// Bytes read from disk for them.
    pub bytes: u64,
    /// Number of files finished with them.
    pub files: u64,
    /// The files begun with them, each in the state in which it was opened, if it could be.
    pub read: Vec<(PathBuf, Option<Stamp>)>,
    /// How much there is in all, as far as it was known when the batch was read.
    pub total: Total,
}

/// How much there is to read in all, as far as the walk has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Number of files, once all are known.
    pub files: Option<u64>,
    /// Their bytes, if every file was asked for its length.
    pub bytes: Option<u64>,
}

/// How far loading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read from disk.
    pub bytes: u64,
    /// Articles read.
    pub articles: u64,
    /// Things that could not be read.
    pub skipped: u64,
    /// Files finished.
    pub files: u64,
    /// Number of files, once all are found.
    pub total_files: Option<u64>,
    /// Bytes of all files, if they are known without opening them.
    pub total_bytes: Option<u64>,
}

impl Progress {
    /// What one batch adds.
    #[must_use]
    pub fn of(batch: &Batch) -> Self {
        Self {
            bytes: batch.bytes,
            articles: batch.articles.len() as u64,
            skipped: batch.skipped.len() as u64,
            files: batch.files,
            total_files: batch.total.files,
            total_bytes: batch.total.bytes,
        }
    }

    /// Adds what `step` adds; totals once known stay.
    pub fn add(&mut self, step: Self) {
        self.bytes += step.bytes;
        self.articles += step.articles;
        self.skipped += step.skipped;
        self.files += step.files;
        self.total_files = self.total_files.or(step.total_files);
        self.total_bytes = self.total_bytes.or(step.total_bytes);
    }

    /// The part that is done, 0 to 1: of the bytes if their number is known, else of the
    /// files.
    #[must_use]
    pub fn fraction(&self) -> Option<f64> {
        let (done, all) = match (self.total_bytes, self.total_files) {
            (Some(all), _) => (self.bytes, all),
            (None, Some(all)) => (self.files, all),
            (None, None) => return None,
        };
        #[expect(clippy::cast_precision_loss, reason = "a fraction for the eye")]
        let fraction = done as f64 / all.max(1) as f64;
        Some(fraction.min(1.0))
    }
}

/// A result of a task, or its end.
type Message<T> = (u64, Option<T>);

/// Reads everything with `threads` workers, at least one.
///
/// `work` runs on the worker that read the batch. `sink` gets the results in order on the
/// calling thread, and stops the loading with [`ControlFlow::Break`].
///
/// # Panics
/// If the system cannot start a thread, or `work` panics.
pub fn load<T: Send>(
    inputs: &[Input],
    threads: usize,
    work: impl Fn(Batch) -> T + Sync,
    sink: impl FnMut(T) -> ControlFlow<()>,
) {
    run(|queue| find(inputs, queue), threads, work, sink);
}

/// Reads what has been found already, as [`load`] does.
///
/// # Panics
/// If the system cannot start a thread, or `work` panics.
pub fn load_found<T: Send>(
    found: Vec<Found>,
    threads: usize,
    work: impl Fn(Batch) -> T + Sync,
    sink: impl FnMut(T) -> ControlFlow<()>,
) {
    let find = |queue: &Queue| {
        let mut found = found;
        queue.put(&mut found);
        queue.close();
    };
    run(find, threads, work, sink);
}

/// Reads what `find` puts in the queue.
fn run<T: Send>(
    find: impl FnOnce(&Queue) + Send,
    threads: usize,
    work: impl Fn(Batch) -> T + Sync,
    sink: impl FnMut(T) -> ControlFlow<()>,
) {
    let queue = Queue::default();
    let threads = threads.max(1);
    let (sender, receiver) = sync_channel(2 * threads);
    thread::scope(|scope| {
        let (queue, work) = (&queue, &work);
        let named = |name: String| thread::Builder::new().name(name);
        named("dossier-load-walk".to_owned())
            .spawn_scoped(scope, move || find(queue))
            .expect("the system can start a thread");
        for n in 0..threads {
            let sender = sender.clone();
            named(format!("dossier-load-{n}"))
                .spawn_scoped(scope, move || worker(queue, work, &sender))
                .expect("the system can start a thread");
        }
        drop(sender);
        in_order(&receiver, sink);
        queue.stop();
        drop(receiver);
    });
}

/// Walks the inputs.
fn find(inputs: &[Input], queue: &Queue) {
    const AT_ONCE: usize = 64;
    let mut found = Vec::with_capacity(AT_ONCE);
    let _ = walk(inputs, |one| {
        found.push(one);
        if found.len() < AT_ONCE || queue.put(&mut found) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    queue.put(&mut found);
    queue.close();
}

/// Reads one task after the other, until there are none or nobody listens.
fn worker<T>(queue: &Queue, work: &impl Fn(Batch) -> T, sender: &SyncSender<Message<T>>) {
    while let Some(task) = queue.take() {
        let mut open = true;
        let mut reader = Reader::new(|mut batch: Batch| {
            batch.total = queue.total();
            open = open && sender.send((task.number, Some(work(batch)))).is_ok();
            open
        });
        match task.work {
            Work::Found(found) => reader.found(found),
            Work::Part(part) => reader.part(part),
        }
        drop(reader);
        if !open || sender.send((task.number, None)).is_err() {
            return;
        }
    }
}

/// Hands results on in the order of their tasks.
fn in_order<T>(receiver: &Receiver<Message<T>>, mut sink: impl FnMut(T) -> ControlFlow<()>) {
    let mut early: BTreeMap<u64, (Vec<T>, bool)> = BTreeMap::new();
    let mut next = 0;
    for (number, result) in receiver {
        if number > next {
            let (results, ended) = early.entry(number).or_default();
            *ended |= result.is_none();
            results.extend(result);
            continue;
        }
        if let Some(result) = result {
            if sink(result).is_break() {
                return;
            }
            continue;
        }
        next += 1;
        while let Some((results, ended)) = early.remove(&next) {
            for result in results {
                if sink(result).is_break() {
                    return;
                }
            }
            if !ended {
                break;
            }
            next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Batch, Input, Progress, load};
    use std::fs;
    use std::ops::ControlFlow;
    use std::path::Path;

    fn read(inputs: &[Input], threads: usize) -> (Vec<String>, Progress) {
        let mut progress = Progress::default();
        let mut seen = Vec::new();
        load(
            inputs,
            threads,
            |batch: Batch| batch,
            |batch| {
                progress.add(Progress::of(&batch));
                let line = |origin: &crate::corpus::Origin| {
                    origin
                        .line()
                        .map_or(String::new(), |line| format!(":{line}"))
                };
                seen.extend(
                    batch.articles.iter().map(|article| {
                        format!("{}{}", article.card.name, line(&article.card.origin))
                    }),
                );
                seen.extend(batch.skipped.iter().map(|skipped| skipped.reason.clone()));
                ControlFlow::Continue(())
            },
        );
        (seen, progress)
    }

    fn many(folder: &Path) {
        for n in 0..300 {
            fs::write(
                folder.join(format!("{n:03}.txt")),
                format!("Title {n}\n\nIt rained."),
            )
            .unwrap();
        }
    }

    #[test]
    fn the_order_is_the_same_for_any_number_of_threads() {
        let folder = tempfile::tempdir().unwrap();
        many(folder.path());
        let mut lines = String::new();
        for n in 0..20_000 {
            lines.push_str(r#"{"id":"r","body":"It rained "#);
            lines.push_str(&n.to_string());
            lines.push_str(" times on the old bridge.\"}\n");
        }
        fs::write(folder.path().join("100.jsonl"), lines).unwrap();
        let inputs = [Input::Path(folder.path().to_owned())];
        let (one, progress) = read(&inputs, 1);
        assert_eq!(one.len(), 20_300);
        assert_eq!(one[99], "099");
        assert_eq!(one[100], "r:1");
        assert_eq!(one[20_100], "100");
        assert_eq!(
            (progress.articles, progress.files, progress.total_files),
            (20_300, 301, Some(301))
        );
        assert_eq!(progress.fraction(), Some(1.0));
        assert_eq!(read(&inputs, 4).0, one);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
        write("a.txt", b"");
        write("b.txt", b" \n\t\n");
        write("c.txt", b"%PDF-1.4");
        write("d.docx", b"PK");
        write("e.json", b"3");
        write("f.txt", b"It rained.");
        let (seen, progress) = read(
            &[
                Input::Path(folder.path().to_owned()),
                Input::Path("/none/such".into()),
            ],
            2,
        );
        assert_eq!(
            seen,
            [
                "f",
                "empty",
                "empty",
                "its name ends in .txt, but PDF files are not supported",
                "Word files are not supported",
                "is no JSON object or array",
                "no such file or folder",
            ]
        );
        assert_eq!((progress.articles, progress.skipped), (1, 6));
    }

    #[test]
    fn the_sample_counts_as_a_file() {
        let (seen, progress) = read(&[Input::Sample, Input::Sample], 2);
        assert_eq!(seen.len() as u64, progress.articles);
        assert_eq!((progress.files, progress.total_files), (1, Some(1)));
    }

    #[test]
    fn the_sink_can_stop_the_loading() {
        let folder = tempfile::tempdir().unwrap();
        many(folder.path());
        let mut calls = 0;
        load(
            &[Input::Path(folder.path().to_owned())],
            2,
            |batch| batch.articles.len(),
            |_| {
                calls += 1;
                ControlFlow::Break(())
            },
        );
        assert_eq!(calls, 1);
    }

    #[test]
    fn the_first_batch_is_small() {
        let folder = tempfile::tempdir().unwrap();
        many(folder.path());
        let mut sizes = Vec::new();
        load(
            &[Input::Path(folder.path().to_owned())],
            1,
            |batch| batch.articles.len(),
            |size| {
                sizes.push(size);
                ControlFlow::Continue(())
            },
        );
        assert!(
            sizes[0] <= 16 && sizes.iter().sum::<usize>() == 300,
            "{sizes:?}"
        );
    }

    #[test]
    fn workers_are_named() {
        let folder = tempfile::tempdir().unwrap();
        many(folder.path());
        let name = || std::thread::current().name().unwrap_or_default().to_owned();
        load(
            &[Input::Path(folder.path().to_owned())],
            2,
            |_| name(),
            |name| {
                assert!(name.starts_with("dossier-load-"), "{name}");
                ControlFlow::Continue(())
            },
        );
    }
}
