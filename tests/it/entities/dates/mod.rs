//! Dates in sentences written for the project, with the values that a reader gives them.
//!
//! `dev.tsv` was looked at while the rules were written, `test.tsv`
//! was only scored; `cargo run --example dates` prints both rule by rule.

mod score;

use crate::support::stage::RECOGNIZER;
use score::Counts;

/// Scores a labelled file, and fails when one of its figures is lower than asked: F1 of the
/// spans, F1 of exactly them, share of the right values, F1 of the values.
fn check(file: &str, least: [f64; 4]) {
    let (mut all, mut wrong) = (Counts::default(), Vec::new());
    for sentence in score::read(file) {
        let (counts, faults) = score::score(&RECOGNIZER, &sentence);
        all.add(counts);
        wrong.extend(
            faults
                .iter()
                .map(|fault| format!("{}: {fault}", sentence.rule)),
        );
    }
    assert!(all.labelled > 100, "{all:?}");
    let figures = [all.relaxed(), all.exact(), all.accuracy(), all.value()];
    let enough = figures
        .iter()
        .zip(least)
        .all(|(figure, least)| *figure >= least);
    assert!(enough, "{figures:?} {all:?} {wrong:#?}");
}

#[test]
fn dates_that_were_looked_at() {
    check(include_str!("dev.tsv"), [0.98; 4]);
}

#[test]
fn dates_that_were_only_scored() {
    check(include_str!("test.tsv"), [0.95, 0.9, 0.85, 0.85]);
}
