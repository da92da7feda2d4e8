//! What `dossier bench` can be asked for.

use crate::cli::help;
use clap::ValueEnum;
use std::path::PathBuf;

/// Measure what reading and searching a collection takes
///
/// Time and memory of each stage, queries of the collection's own words, and keystrokes of
/// the finder. The collection is read twice; nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help::BENCH)]
pub struct Bench {
    /// Files and folders; none for the sample collection
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: Format,

    #[arg(skip)]
    pub(in crate::cli) threads: usize,
}

/// How to print figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// To be read
    #[default]
    Text,
    /// One object
    Json,
}
