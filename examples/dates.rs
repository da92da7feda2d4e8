//! How well dates are found and read, rule by rule.
//!
//! ```sh
//! cargo run --release --example dates -- tests/it/entities/dates/dev.tsv            # a table
//! cargo run --release --example dates -- --wrong tests/it/entities/dates/dev.tsv    # and what is wrong
//! ```
//!
//! In go files of sentences with labelled dates, whose form the first lines of
//! `tests/it/entities/dates/dev.tsv` tell. Out comes a line for each rule and one for all: how many dates
//! are labelled and found, F1 of the spans (any overlap, and byte for byte), how many of the
//! matched ones have the right value, F1 of the values, and how many right values are rightly
//! marked as assumed or not.

#[path = "../tests/it/entities/dates/score.rs"]
mod score;

use dossier::entities::Recognizer;
use score::Counts;
use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let (options, files): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let shows_wrong = options.iter().any(|option| option == "--wrong");
    let recognizer = Recognizer::embedded();
    let mut out = io::stdout().lock();
    for file in files {
        let mut rows: Vec<(String, Counts)> = Vec::new();
        let mut all = Counts::default();
        for sentence in score::read(&fs::read_to_string(&file)?) {
            let (counts, wrong) = score::score(&recognizer, &sentence);
            if shows_wrong && !wrong.is_empty() {
                writeln!(
                    out,
                    "{}: {}\n    {}",
                    sentence.rule,
                    sentence.text,
                    wrong.join("\n    ")
                )?;
            }
            match rows.last_mut().filter(|(rule, _)| *rule == sentence.rule) {
                Some((_, sum)) => sum.add(counts),
                None => rows.push((sentence.rule, counts)),
            }
            all.add(counts);
        }
        writeln!(out, "{file}")?;
        writeln!(
            out,
            "{:26}labelled  found  span F1  exact  value right  value F1  assumed right",
            "rule"
        )?;
        rows.push(("all".to_owned(), all));
        for (rule, counts) in rows {
            write_row(&mut out, &rule, counts)?;
        }
    }
    Ok(())
}

fn write_row(out: &mut impl Write, rule: &str, counts: Counts) -> io::Result<()> {
    writeln!(
        out,
        "{rule:26}{:8}{:7}{:9.3}{:7.3}{:13.3}{:10.3}{:9} of {}",
        counts.labelled,
        counts.found,
        counts.relaxed(),
        counts.exact(),
        counts.accuracy(),
        counts.value(),
        counts.right_assumed,
        counts.right_given,
    )
}
