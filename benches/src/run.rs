//! One process for each theme.

use crate::options::{Options, Part, Theme};
use crate::{finder, held, index, made, screen, search, table};
use anyhow::{Context, ensure};
use clap::ValueEnum;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::available_parallelism;

/// Measures what is asked for and prints the table.
///
/// # Errors
/// When a collection cannot be read or made, or a peer fails.
pub fn run(options: &Options) -> anyhow::Result<()> {
    match options.part {
        Some(part) => run_part(part, options),
        None => run_all(options),
    }
}

fn run_all(options: &Options) -> anyhow::Result<()> {
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let mut options = options.clone();
    if options.collections.is_empty() {
        options.collections = vec![made::collection(folder.path())?];
    }
    if options.titles.is_none() {
        options.titles = Some(made::titles(folder.path())?);
    }
    let cores = available_parallelism().map_or(1, std::num::NonZero::get);
    println!(
        "Machine: {cores} cores; {} threads each.\n",
        options.threads
    );
    table::head();
    let themes = match options.themes.as_slice() {
        [] => Theme::value_variants(),
        themes => themes,
    };
    // One that fails does not keep the others from being measured.
    let mut failed = Vec::new();
    for theme in themes {
        if !process(&options, theme.part())?.status()?.success() {
            failed.push(theme);
        }
    }
    ensure!(failed.is_empty(), "not measured to the end: {failed:?}");
    Ok(())
}

fn run_part(part: Part, options: &Options) -> anyhow::Result<()> {
    match part {
        Part::Index => index::run(options),
        Part::Search => search::run(options),
        Part::Finder => finder::run(options),
        Part::Screen => screen::run(options),
        Part::HeldByOurs => held::ours(options),
        Part::HeldByPeer => held::peer(options),
    }
}

/// This program again, for one part.
fn process(options: &Options, part: Part) -> anyhow::Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    let name = part.to_possible_value().context("a part has a name")?;
    command.args(["--part", name.get_name()]);
    command.args(["--threads", &options.threads.to_string()]);
    command.args(["--rounds", &options.rounds.to_string()]);
    let paths = |option: &str, path: &PathBuf| [OsString::from(option), path.into()];
    for path in &options.collections {
        command.args(paths("--collection", path));
    }
    if let Some(path) = &options.titles {
        command.args(paths("--titles", path));
    }
    Ok(command)
}

/// What another process prints for a part.
///
/// # Errors
/// When it fails.
pub fn ask(options: &Options, part: Part) -> anyhow::Result<String> {
    let output = process(options, part)?.stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "{part:?}: {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}
