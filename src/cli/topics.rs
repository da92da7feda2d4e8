//! `dossier search --topics`: many plain questions, answered as a TREC run.
//!
//! In goes a file with a question a line; out comes a line for each article found for one,
//! which programs like `trec_eval` score.

use super::args::Search;
use super::browsing::inputs;
use super::{Error, Found, read};
use crate::library;
use crate::query::{self, Extent, Sort};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Articles printed for a topic unless told otherwise.
const LIMIT: usize = 1000;

/// Answers the topics of a file.
pub(super) fn run(
    asked: &Search,
    file: &Path,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> Result<Found, Error> {
    let topics = fs::read(file)
        .map_err(|error| Error::Refused(vec![format!("{}: {error}", file.display())]))?;
    let topics = String::from_utf8_lossy(&topics);
    let inputs = inputs(&asked.paths);
    let library = library::read(&inputs, None, asked.threads);
    read::check(&library.corpus, &inputs, errors)?;
    let extent = match asked.limit.unwrap_or(LIMIT) {
        0 => Extent::All,
        limit => Extent::First(limit),
    };
    let mut found = Found::Nothing;
    for line in topics.lines().filter(|line| !line.trim().is_empty()) {
        let (id, text) = line.split_once('\t').unwrap_or((line, line));
        let query = query::any_of(text);
        if query.is_empty() {
            continue;
        }
        let results = query::search(library.view(), &query, &[], Sort::Relevance, extent);
        for (rank, hit) in (1..).zip(&results.hits) {
            let name = library.card(hit.article).map_or("", |card| &card.name);
            put(out, id, name, rank, hit.score)?;
            found = Found::Something;
        }
    }
    Ok(found)
}

/// One line of a run: topic, `Q0`, article, rank, score, name of the run.
fn put(out: &mut dyn Write, topic: &str, article: &str, rank: usize, score: f32) -> io::Result<()> {
    let [topic, article] = [topic, article].map(word);
    writeln!(out, "{topic} Q0 {article} {rank} {score:.6} dossier")
}

/// A text as one printable field between blanks.
fn word(text: &str) -> String {
    let fit = |c: char| !c.is_whitespace() && !c.is_control();
    let word: String = text
        .trim()
        .chars()
        .map(|c| if fit(c) { c } else { '_' })
        .collect();
    crate::text::safe::clean(&word).into_owned()
}
