//! Building the index in memory, positions kept, and what it takes there.

use crate::held;
use crate::options::{Options, Part};
use crate::peer::{Peer, Tokenizer};
use crate::pile::Pile;
use crate::table::{Row, mb, real, section};
use crate::times::{Times, processor_time, time};
use anyhow::Context;
use dossier::corpus::ArticleId;
use dossier::index::{Index, Memo, Segment};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

/// Measures and prints.
///
/// # Errors
/// When the collection cannot be read, and those of the peer.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let pile = largest(options)?;
    let n = pile.articles().count();
    section(&format!(
        "Index of {} articles, {} of text",
        crate::table::grouped(n),
        mb(pile.bytes)
    ));
    let built = build_both(&pile, options)?;
    let speed = |times: &Times| real(pile.bytes) / 1e6 / times.median().as_secs_f64();
    let row = |what: &str, [ours, peers]: [&Times; 2]| {
        let written = |speed: f64| format!("{speed:.1} MB/s");
        Row::new(what, written(speed(ours)))
            .beside(written(speed(peers)), speed(ours) / speed(peers))
            .ratio_at_least(3.0)
            .print();
    };
    let [ours, peers] = &built;
    row("building, articles in memory", [&ours.times, &peers.times]);
    row(
        "the same, for a second of a core",
        [&ours.cores, &peers.cores],
    );
    let share = |bytes: u64| real(bytes) / real(pile.bytes);
    let row = |what: &str, [ours, peers]: [u64; 2]| {
        let of_text = |bytes| format!("{:.2} × text", share(bytes));
        Row::new(what, of_text(ours)).beside(of_text(peers), real(ours) / real(peers.max(1)))
    };
    row("memory, by its own account", [ours.bytes, peers.bytes])
        .figure_at_most(share(ours.bytes), 0.6, "× text")
        .print();
    let held = [
        held::asked(options, Part::HeldByOurs)?,
        held::asked(options, Part::HeldByPeer)?,
    ];
    row("memory, growth of the process", held).print();
    Ok(())
}

/// What building costs one side.
struct Built {
    times: Times,
    /// Times of the processor.
    cores: Times,
    /// Bytes of the index, by its own account.
    bytes: u64,
}

/// Both sides in turn.
fn build_both(pile: &Pile, options: &Options) -> anyhow::Result<[Built; 2]> {
    let (mut times, mut cores) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    let (threads, mut bytes) = (options.threads, [0; 2]);
    for _ in 0..options.rounds.max(1) {
        let (took, (core, mut index)) = time(|| processor_time(|| build(pile, threads)));
        times[0].push(took);
        cores[0].push(core);
        settle(&mut index);
        bytes[0] = index.bytes() as u64;
        drop(index);
        let texts = held::texts(pile);
        let build = || Peer::build(texts, Tokenizer::Default, threads);
        let (took, (core, peer)) = time(|| processor_time(build));
        times[1].push(took);
        cores[1].push(core);
        let mut peer = peer?;
        peer.settle()?;
        bytes[1] = peer.bytes()?;
    }
    let [a, b] = times.map(Times::new);
    let [c, d] = cores.map(Times::new);
    let built = |times, cores, bytes| Built {
        times,
        cores,
        bytes,
    };
    Ok([built(a, c, bytes[0]), built(b, d, bytes[1])])
}

/// Builds our index as the program does: a segment of each batch, on several threads,
/// published in order.
#[must_use]
pub fn build(pile: &Pile, threads: usize) -> Index {
    let next = AtomicUsize::new(0);
    let (sender, segments) = mpsc::channel();
    let mut index = Index::default();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                let mut memo = Memo::default();
                while let Some((n, batch)) = claim(pile, next) {
                    let segment = Arc::new(Segment::build_with(&mut memo, batch));
                    if sender.send((n, segment)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let (mut early, mut wanted, mut first) = (BTreeMap::new(), 0, 0);
        for (n, segment) in segments {
            early.insert(n, segment);
            while let Some(segment) = early.remove(&wanted) {
                let id = ArticleId(first);
                first += segment.n_articles();
                index.push(id, segment);
                wanted += 1;
            }
        }
    });
    index
}

/// Merges its segments, as the program does in the background.
pub fn settle(index: &mut Index) {
    while let Some(merge) = index.due(true) {
        index.install(merge.run());
    }
}

fn claim<'a>(
    pile: &'a Pile,
    next: &AtomicUsize,
) -> Option<(usize, &'a Vec<dossier::corpus::Article>)> {
    let n = next.fetch_add(1, Ordering::Relaxed);
    pile.batches.get(n).map(|batch| (n, batch))
}

/// The last of the collections.
///
/// # Errors
/// When it cannot be read.
pub fn largest(options: &Options) -> anyhow::Result<Pile> {
    let path = options.collections.last().context("no collection")?;
    Pile::read(path, options.threads)
}
