//! Trains and evaluates the model that recognizes names.
//!
//! ```text
//! cargo run --release --example train -- learn FOLDER          writes assets/entities/*.bin
//! cargo run --release --example train -- try FOLDER [FILE...]  holds a tenth back and scores it
//! cargo run --release --example train -- evaluate FILE...      scores the model in the binary
//! ```
//!
//! FOLDER holds `train/*.tsv`, `silver/*.tsv` and `resources/clus_lc.tsv` as
//! `assets/entities/MODEL.md` names them; a FILE is one like those (see [`labelled`]). `learn`
//! gives the same bytes for the same files. It takes about two minutes and 3 GB of memory.
//!
//! What is scored: exact span and kind over persons, organizations and places, on running
//! text read as the program reads any file, with articles before and possessives behind a
//! name taken off on both sides.

mod crf;
mod labelled;
mod lessons;
mod score;

use anyhow::{Context, bail};
use crf::{Field, Plan};
use dossier::entities::Recognizer;
use dossier::entities::tagger::{Clusters, Model, pack_model};
use labelled::Document;
use lessons::{Lessons, School, Source, sources};
use score::Tally;
use std::borrow::Cow;
use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

/// How the model in the binary was learned; chosen on the tenth that `try` holds back.
const PLAN: Plan = Plan {
    rounds: 8,
    rate: 0.1,
    left_out: 0.1,
    unknown: 0.1,
    seed: 88_172_645_463_325_252,
};

/// Features that stand less often in the training text are not learned.
const LEAST: u32 = 2;
/// Features that are kept: 15 bytes each.
const KEPT: usize = 340_000;
/// Of how many documents one is held back by `try`.
const HELD_BACK: usize = 10;

fn main() -> anyhow::Result<()> {
    let mut args = env::args().skip(1);
    let command = args.next();
    let paths: Vec<PathBuf> = args.map(PathBuf::from).collect();
    match (command.as_deref(), paths.split_first()) {
        (Some("learn"), Some((folder, []))) => learn(folder),
        (Some("try"), Some((folder, files))) => attempt(folder, files),
        (Some("evaluate"), Some(_)) => evaluate(&paths),
        _ => bail!("learn FOLDER | try FOLDER [FILE...] | evaluate FILE..."),
    }
}

/// Learns from everything and writes what the binary embeds.
fn learn(folder: &Path) -> anyhow::Result<()> {
    let made = made(folder, 0)?;
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/entities");
    fs::write(assets.join("model.bin"), &made.model)?;
    fs::write(assets.join("clusters.bin"), &made.clusters)?;
    writeln!(
        stdout(),
        "model.bin {} bytes, clusters.bin {} bytes",
        made.model.len(),
        made.clusters.len()
    )?;
    Ok(())
}

/// Learns from nine tenths, scores the rest and the `files`.
fn attempt(folder: &Path, files: &[PathBuf]) -> anyhow::Result<()> {
    let made = made(folder, HELD_BACK)?;
    let model = Model::new(Cow::Owned(made.model)).context("the model cannot be read")?;
    let recognizer = Recognizer::with_model(model, Clusters::new(Cow::Owned(made.clusters)));
    for (path, documents) in &made.held_back {
        report(&recognizer, path, documents)?;
    }
    for file in files {
        report(&recognizer, file, &documents(file, false)?)?;
    }
    Ok(())
}

/// Scores the model in the binary.
fn evaluate(files: &[PathBuf]) -> anyhow::Result<()> {
    let start = Instant::now();
    let recognizer = Recognizer::embedded();
    let loaded = start.elapsed().as_secs_f64() * 1e3;
    writeln!(stdout(), "tables and model loaded in {loaded:.1} ms")?;
    for file in files {
        report(&recognizer, file, &documents(file, false)?)?;
    }
    Ok(())
}

fn documents(path: &Path, cut: bool) -> anyhow::Result<Vec<Document>> {
    labelled::read(path, cut).with_context(|| format!("{} cannot be read", path.display()))
}

/// Scores some documents, on one thread.
fn report(recognizer: &Recognizer, path: &Path, documents: &[Document]) -> anyhow::Result<()> {
    let start = Instant::now();
    let found: Vec<_> = documents
        .iter()
        .map(|document| recognizer.read(&document.article))
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    let mut tally = Tally::default();
    for (document, found) in documents.iter().zip(&found) {
        tally.add(document, found);
    }
    let tokens: usize = documents.iter().map(|document| document.tokens).sum();
    #[expect(clippy::cast_precision_loss, reason = "a count of tokens")]
    let rate = tokens as f64 / seconds;
    let name = path.file_name().unwrap_or_default().display();
    writeln!(stdout(), "{name}: {tally}, {rate:.0} tokens/s")?;
    Ok(())
}

/// A model with its word classes, and the documents that it has not seen.
struct Made {
    model: Vec<u8>,
    clusters: Vec<u8>,
    held_back: Vec<(PathBuf, Vec<Document>)>,
}

/// Learns from the files in `folder`, without every `nth` document when that is not 0.
fn made(folder: &Path, nth: usize) -> anyhow::Result<Made> {
    let path = folder.join("resources/clus_lc.tsv");
    let clusters =
        lessons::clusters(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let reader =
        Recognizer::with_model(Model::empty(), Clusters::new(Cow::Owned(clusters.clone())));
    let mut school = School::default();
    let mut held_back = Vec::new();
    for Source { path, labels } in sources(folder)? {
        let mut kept = Vec::new();
        for (at, document) in documents(&path, true)?.into_iter().enumerate() {
            if nth > 0 && at % nth == nth - 1 {
                kept.push(document);
            } else {
                school.add(&reader, &document, labels);
            }
        }
        held_back.push((path, kept));
    }
    let all = school.sentences(LEAST);
    let field = trained(&all)?;
    let lessons = all.pruned(&field.weights, KEPT);
    // Those that are left share what the others knew.
    let field = trained(&lessons)?;
    let rows: Vec<_> = lessons.features.into_iter().zip(field.weights).collect();
    Ok(Made {
        model: pack_model(&rows, &field.joins),
        clusters,
        held_back,
    })
}

fn trained(lessons: &Lessons) -> anyhow::Result<Field> {
    let features = lessons.features.len();
    writeln!(
        stderr(),
        "{features} features, {} sentences",
        lessons.sentences.len()
    )?;
    let mut field = Field::new(features);
    for round in 0..PLAN.rounds {
        let loss = field.round(&lessons.sentences, PLAN);
        writeln!(stderr(), "round {round}: loss {loss:.0}")?;
    }
    Ok(field.mean())
}
