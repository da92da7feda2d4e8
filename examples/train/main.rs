//! Trains and evaluates the model that recognizes names.
//!
//! ```text
//! cargo run --release --example train -- learn FOLDER          writes assets/entities/*.bin
//! cargo run --release --example train -- try FOLDER [FILE...]  holds two tenths back and scores them
//! cargo run --release --example train -- evaluate FILE...      scores the model in the binary
//! ```
//!
//! FOLDER holds `train/*.tsv`, `silver/*.tsv` and `resources/clus_lc.tsv` as
//! `assets/entities/MODEL.md` names them; a FILE is one like those (see [`labelled`]). `learn`
//! gives the same bytes for the same files, in one to two minutes.
//!
//! What is scored: exact span and kind over persons, organizations and places, on running
//! text read as the program reads any file, with articles before and possessives behind a
//! name taken off on both sides.

mod crf;
mod labelled;
mod lessons;
mod right;
mod score;

use anyhow::{Context, bail};
use crf::{Field, Plan};
use dossier::entities::Recognizer;
use dossier::entities::tagger::{Clusters, Model, pack_model};
use labelled::Document;
use lessons::{Labels, Lessons, School, Source, sources};
use rustix::time::{ClockId, clock_gettime};
use score::{Compared, Tally};
use std::borrow::Cow;
use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
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
/// Of how many documents that people labelled one is also learned written small.
const SMALL: usize = 4;
/// Of how many documents two are held back by `try`.
const HELD_BACK: usize = 10;

fn main() -> anyhow::Result<()> {
    let (options, args): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let errors = match options.as_slice() {
        [] => Errors::Counted,
        [option] if option == "--wrong" => Errors::Shown,
        _ => bail!("the only option is --wrong"),
    };
    let mut args = args.into_iter();
    let command = args.next();
    let paths: Vec<PathBuf> = args.map(PathBuf::from).collect();
    match (command.as_deref(), paths.split_first()) {
        (Some("learn"), Some((folder, []))) => learn(folder),
        (Some("try"), Some((folder, files))) => attempt(folder, files, errors),
        (Some("evaluate"), Some(_)) => evaluate(&paths, errors),
        _ => bail!("learn FOLDER | [--wrong] try FOLDER [FILE...] | [--wrong] evaluate FILE..."),
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

/// What is said of names found wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Errors {
    /// How many there are.
    Counted,
    /// Each, too.
    Shown,
}

/// Learns from eight tenths, scores the others and the `files`.
fn attempt(folder: &Path, files: &[PathBuf], errors: Errors) -> anyhow::Result<()> {
    let made = made(folder, HELD_BACK)?;
    let model = Model::new(Cow::Owned(made.model)).context("the model cannot be read")?;
    let recognizer = Recognizer::with_model(model, Clusters::new(Cow::Owned(made.clusters)));
    for (part, held_back) in PARTS.iter().zip(&made.held_back) {
        writeln!(stdout(), "held back, {part}")?;
        for (path, documents) in held_back {
            report(&recognizer, path, documents, errors)?;
        }
    }
    for file in files {
        report(&recognizer, file, &documents(file, false)?, errors)?;
    }
    Ok(())
}

/// Scores the model in the binary.
fn evaluate(files: &[PathBuf], errors: Errors) -> anyhow::Result<()> {
    let mut times: Vec<f64> = (0..LOADED).map(|_| loaded()).collect();
    times.sort_by(f64::total_cmp);
    let (middle, most) = (times[LOADED / 2], times[LOADED - 1]);
    writeln!(
        stdout(),
        "tables and model loaded in {middle:.1} ms, at most {most:.1} ms ({LOADED} times)"
    )?;
    let recognizer = Recognizer::embedded();
    for file in files {
        report(&recognizer, file, &documents(file, false)?, errors)?;
    }
    Ok(())
}

/// How often the loading of the model is timed.
const LOADED: usize = 20;

/// Time of this thread that loading takes, in milliseconds.
fn loaded() -> f64 {
    let start = thread_seconds();
    std::hint::black_box(Recognizer::embedded());
    (thread_seconds() - start) * 1e3
}

/// Time that this thread has had, in seconds: what else the machine does is not in it.
fn thread_seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "some seconds")]
    let (seconds, rest) = (time.tv_sec as f64, time.tv_nsec as f64);
    seconds + rest / 1e9
}

fn documents(path: &Path, cut: bool) -> anyhow::Result<Vec<Document>> {
    labelled::read(path, cut).with_context(|| format!("{} cannot be read", path.display()))
}

/// Scores some documents, on one thread.
fn report(
    recognizer: &Recognizer,
    path: &Path,
    documents: &[Document],
    errors: Errors,
) -> anyhow::Result<()> {
    let start = thread_seconds();
    let found: Vec<_> = documents
        .iter()
        .map(|document| recognizer.read(&document.article))
        .collect();
    let seconds = thread_seconds() - start;
    let mut tally = Tally::default();
    for (document, found) in documents.iter().zip(&found) {
        let compared = Compared::new(document, found);
        tally.add(&compared);
        if errors == Errors::Shown {
            for line in compared.errors(&document.article.text) {
                writeln!(stdout(), "{line}")?;
            }
        }
    }
    let tokens: usize = documents.iter().map(|document| document.tokens).sum();
    #[expect(clippy::cast_precision_loss, reason = "a count of tokens")]
    let rate = tokens as f64 / seconds;
    let name = path.file_name().unwrap_or_default().display();
    write!(
        stdout(),
        "{name}: {tokens} tokens, {rate:.0} a second\n{tally}"
    )?;
    Ok(())
}

/// What the documents that are held back are for.
const PARTS: [&str; 2] = ["to choose by", "to check the choice"];

/// The part of those held back that a document belongs to, `at` among every `nth`.
fn part(at: usize, nth: usize) -> Option<usize> {
    [nth - 1, nth / 2 - 1].iter().position(|held| *held == at)
}

/// A model with its word classes, and the documents that it has not seen.
struct Made {
    model: Vec<u8>,
    clusters: Vec<u8>,
    held_back: [Vec<(PathBuf, Vec<Document>)>; 2],
}

/// Learns from the files in `folder`, without two of every `nth` documents when that is not 0.
fn made(folder: &Path, nth: usize) -> anyhow::Result<Made> {
    let path = folder.join("resources/clus_lc.tsv");
    let clusters =
        lessons::clusters(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let reader =
        Recognizer::with_model(Model::empty(), Clusters::new(Cow::Owned(clusters.clone())));
    let mut school = School::default();
    let mut held_back = [Vec::new(), Vec::new()];
    for Source { path, labels } in sources(folder)? {
        let mut kept = [Vec::new(), Vec::new()];
        for (at, document) in documents(&path, true)?.into_iter().enumerate() {
            if let Some(part) = at.checked_rem(nth).and_then(|at| part(at, nth)) {
                kept[part].push(document);
            } else {
                school.add(&reader, &document, labels);
                if labels != Labels::Silver && at % SMALL == 0 {
                    school.add(&reader, &document.small(), labels);
                }
            }
        }
        for (part, documents) in held_back.iter_mut().zip(kept) {
            part.push((path.clone(), documents));
        }
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
