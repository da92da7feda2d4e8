//! The figures, as scripts read them.

use super::questions::{self, Times};
use super::stages::{Parts, Whole};
use crate::library::{Library, Register};
use crate::query::fuzzy::{History, Pattern};
use serde::Serialize;
use std::time::{Duration, Instant};

/// Rows of the finder that are asked for.
const ROWS: usize = 100;
/// Letters of each word that are typed into it.
const LETTERS: usize = 5;
/// How often the pattern is typed.
const ROUNDS: usize = 3;

/// Everything measured. Times are in seconds, sizes in bytes.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) threads: usize,
    pub(super) files: u64,
    pub(super) articles: usize,
    pub(super) skipped: usize,
    /// Bytes of all texts.
    pub(super) text: u64,
    pub(super) stages: Vec<Timed>,
    pub(super) memory: Memory,
    pub(super) queries: Vec<Asked>,
    pub(super) finder: Finder,
}

/// A stage of reading.
#[derive(Debug, Serialize)]
pub(super) struct Timed {
    pub(super) stage: &'static str,
    pub(super) seconds: f64,
    /// Bytes of text and articles for each second of it.
    pub(super) bytes_per_second: u64,
    pub(super) articles_per_second: u64,
}

/// What is held in memory; of the process, where the system tells.
#[derive(Debug, Serialize)]
pub(super) struct Memory {
    /// What lists need of every article.
    pub(super) cards: usize,
    /// Texts and structure, packed unless they are few.
    pub(super) texts: usize,
    pub(super) index: usize,
    /// What is known of entities.
    pub(super) entities: usize,
    pub(super) searchable: Option<u64>,
    pub(super) known: Option<u64>,
}

/// A query of words of the collection.
#[derive(Debug, Serialize)]
pub(super) struct Asked {
    pub(super) class: &'static str,
    pub(super) query: String,
    /// How many it finds.
    pub(super) articles: usize,
    pub(super) median: f64,
    pub(super) worst: f64,
}

/// Keystrokes of the finder.
#[derive(Debug, Serialize)]
pub(super) struct Finder {
    /// What was typed, letter by letter.
    pub(super) pattern: String,
    /// Making titles, entities and sources ready, once.
    pub(super) preparing: f64,
    pub(super) median: f64,
    pub(super) worst: f64,
}

impl Report {
    /// Measures what is left to measure, and puts all in order.
    pub(super) fn new(threads: usize, whole: &Whole, parts: &Parts) -> Self {
        let library = &whole.library;
        let articles = library.corpus.len();
        let stage = |stage, time: Duration| Timed {
            stage,
            seconds: seconds(time),
            bytes_per_second: per_second(parts.text, time),
            articles_per_second: per_second(articles as u64, time),
        };
        let share = |time: Duration| time / u32::try_from(threads).unwrap_or(u32::MAX).max(1);
        let naming = whole.known.elapsed.saturating_sub(whole.searchable.elapsed);
        Self {
            threads,
            files: library.progress.read.files,
            articles,
            skipped: library.corpus.n_skipped(),
            text: parts.text,
            stages: vec![
                stage("read and parse", share(parts.reading)),
                stage("index", share(parts.indexing)),
                stage("all searchable", whole.searchable.elapsed),
                stage("entities", naming),
            ],
            memory: Memory {
                cards: bytes_of(library, |(cards, _)| cards),
                texts: bytes_of(library, |(_, texts)| texts),
                index: library.index.bytes(),
                entities: library.catalog.bytes(),
                searchable: whole.searchable.memory,
                known: whole.known.memory,
            },
            queries: queries(library),
            finder: finder(library),
        }
    }
}

/// Bytes of one part of all volumes.
fn bytes_of(library: &Library, part: impl Fn((usize, usize)) -> usize) -> usize {
    let volumes = library.corpus.volumes();
    volumes.map(|(_, volume)| part(volume.bytes())).sum()
}

fn queries(library: &Library) -> Vec<Asked> {
    let asked = questions::of(library).into_iter();
    let timed = asked.map(|(class, query)| {
        let (times, articles) = questions::ask(library, &query);
        Asked {
            class,
            query,
            articles,
            median: seconds(times.median()),
            worst: seconds(times.worst()),
        }
    });
    timed.collect()
}

/// Types the beginnings of the first two words of a title, as somebody would who looks for it.
fn finder(library: &Library) -> Finder {
    let began = Instant::now();
    let register = Register::new(library, None);
    let preparing = began.elapsed();
    let middle = library.corpus.iter().nth(library.corpus.len() / 2);
    let title = middle.map_or(String::new(), |(_, card)| card.title.text.to_string());
    let beginning = |word: &str| word.chars().take(LETTERS).collect::<String>();
    let words: Vec<String> = title.split_whitespace().take(2).map(beginning).collect();
    let pattern = words.join(" ");
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let mut trail = History::default();
        for (at, c) in pattern.char_indices() {
            let typed = pattern.get(..at + c.len_utf8()).unwrap_or_default();
            let began = Instant::now();
            let typed = Pattern::new(typed);
            let titles = library.names().titles();
            let (_, matching) = titles.search(&typed, ROWS, 1, trail.nearest(&typed));
            trail.add(matching);
            let _ = register.entities().top(&typed, ROWS);
            times.push(began.elapsed());
        }
    }
    let times = Times::new(times);
    Finder {
        pattern,
        preparing: seconds(preparing),
        median: seconds(times.median()),
        worst: seconds(times.worst()),
    }
}

/// Seconds to the microsecond.
fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e6
}

/// How many of `count` there are for each second of `time`.
fn per_second(count: u64, time: Duration) -> u64 {
    let each = u128::from(count) * 1_000_000_000 / time.as_nanos().max(1);
    u64::try_from(each).unwrap_or(u64::MAX)
}

/// A count to calculate with.
#[expect(clippy::cast_precision_loss, reason = "figures for the eye")]
pub(super) fn real(count: u64) -> f64 {
    count as f64
}
