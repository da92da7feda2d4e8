//! The finder: every keystroke of some patterns over many titles, beside nucleo.
//!
//! A pattern is typed letter by letter and taken back. Both sides may use what they know
//! from the keys before. A keystroke's time is the median over some rounds; the worst and
//! the typical one of all are printed, apart for letters typed and letters taken back.

use crate::options::Options;
use crate::table::{Row, grouped, ms, section};
use crate::times::{Times, time};
use anyhow::Context;
use dossier::query::fuzzy::{Candidates, Pattern, History};
use nucleo::pattern::{CaseMatching, Normalization};
use nucleo::{Config, Nucleo};
use std::fs;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

/// What is typed.
const PATTERNS: [&str; 6] = [
    "rubio secur",
    "zelenskyy",
    "g7 pact",
    "ukr guar",
    "interest rates",
    "said the",
];
/// Rows shown.
const ROWS: usize = 100;

/// Measures and prints.
///
/// # Errors
/// When the titles cannot be read.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let path = options.titles.as_ref().context("no titles")?;
    let titles = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let titles: Vec<&str> = titles.lines().collect();
    section(&format!("Finder over {} titles", grouped(titles.len())));
    let (took_ours, ours) = time(|| candidates(&titles));
    let (took_peer, mut peer) = time(|| nucleo(&titles, options.threads));
    Row::new("preparing the titles, one thread", ms(took_ours))
        .beside(
            ms(took_peer),
            took_ours.as_secs_f64() / took_peer.as_secs_f64(),
        )
        .print();
    let (mut typed, mut taken_back) = (Both::default(), Both::default());
    for pattern in PATTERNS {
        let keys = keystrokes(pattern);
        let (mut a, mut b) = (vec![Vec::new(); keys.len()], vec![Vec::new(); keys.len()]);
        for _ in 0..options.rounds {
            let mut trail = History::default();
            for (times, typed) in a.iter_mut().zip(&keys) {
                times.push(time(|| press(&ours, typed, options.threads, &mut trail)).0);
            }
            let mut before = "";
            for (times, typed) in b.iter_mut().zip(&keys) {
                times.push(time(|| press_peer(&mut peer, before, typed)).0);
                before = typed;
            }
        }
        let of_keys = |times: Vec<Vec<Duration>>| -> Vec<Duration> {
            times
                .into_iter()
                .map(|times| Times::new(times).median())
                .collect()
        };
        let letters = pattern.chars().count();
        let mut both = Both {
            ours: of_keys(a),
            peers: of_keys(b),
        };
        taken_back.add(both.split_off(letters));
        both.report(&format!("typing `{pattern}`")).print();
        typed.add(both);
    }
    typed.judged("every letter typed").print();
    taken_back.judged("every letter taken back").print();
    Ok(())
}

/// Times of the same keystrokes on both sides.
#[derive(Default)]
struct Both {
    ours: Vec<Duration>,
    peers: Vec<Duration>,
}

impl Both {
    fn add(&mut self, other: Self) {
        self.ours.extend(other.ours);
        self.peers.extend(other.peers);
    }

    fn split_off(&mut self, at: usize) -> Self {
        Self {
            ours: self.ours.split_off(at),
            peers: self.peers.split_off(at),
        }
    }

    fn report(&self, what: &str) -> Row {
        let times = |times: &[Duration]| Times::new(times.to_vec());
        report(what, &times(&self.ours), &times(&self.peers))
    }

    fn judged(&self, what: &str) -> Row {
        let ours = Times::new(self.ours.clone());
        self.report(what)
            .at_most("worst", ours.max(), Duration::from_millis(50))
            .at_most("typical", ours.median(), Duration::from_millis(10))
    }
}

/// The typical and the worst keystroke of both.
fn report(what: &str, ours: &Times, peers: &Times) -> Row {
    let written = |times: &Times| format!("{}, worst {}", ms(times.median()), ms(times.max()));
    let ratio = ours.median().as_secs_f64() / peers.median().as_secs_f64();
    Row::new(what, written(ours)).beside(written(peers), ratio)
}

/// What stands in the line after each key: a letter more each, then a letter less each.
fn keystrokes(pattern: &str) -> Vec<&str> {
    let ends = pattern.char_indices().map(|(at, c)| at + c.len_utf8());
    let typed: Vec<&str> = ends.filter_map(|end| pattern.get(..end)).collect();
    let back = typed.iter().rev().skip(1);
    typed.iter().chain(back).copied().collect()
}

fn candidates(titles: &[&str]) -> Candidates {
    let mut candidates = Candidates::default();
    for title in titles {
        candidates.push(title);
    }
    candidates
}

fn press(candidates: &Candidates, typed: &str, threads: usize, trail: &mut History) -> usize {
    let pattern = Pattern::new(typed);
    let known = trail.nearest(&pattern);
    let (top, matching) = candidates.search(&pattern, ROWS, threads, known);
    trail.add(matching);
    top.best.len()
}

fn nucleo(titles: &[&str], threads: usize) -> Nucleo<String> {
    let nucleo = Nucleo::new(Config::DEFAULT, Arc::new(|| {}), Some(threads), 1);
    let injector = nucleo.injector();
    for title in titles {
        injector.push((*title).to_owned(), |title, columns| {
            columns[0] = title.as_str().into();
        });
    }
    nucleo
}

fn press_peer(nucleo: &mut Nucleo<String>, before: &str, typed: &str) -> usize {
    let extends = !before.is_empty() && typed.starts_with(before);
    nucleo
        .pattern
        .reparse(0, typed, CaseMatching::Smart, Normalization::Smart, extends);
    while nucleo.tick(1000).running {}
    let shown = nucleo
        .snapshot()
        .matched_item_count()
        .min(u32::try_from(ROWS).unwrap_or(u32::MAX));
    black_box(nucleo.snapshot().matched_items(0..shown).count())
}
