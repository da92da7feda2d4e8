//! What to measure, as the command line says it.

use clap::{Parser, ValueEnum};
use std::path::PathBuf;

/// What to measure and on what.
#[derive(Clone, Debug, Parser)]
#[command(about = "Measures Dossier beside its peers and prints a table in Markdown")]
pub struct Options {
    /// What to measure; everything unless given
    #[arg(value_enum)]
    pub themes: Vec<Theme>,

    /// A file or folder of articles, the largest last; several if given several times.
    /// Without one a small collection is made
    #[arg(long = "collection", value_name = "PATH")]
    pub collections: Vec<PathBuf>,

    /// A file with a title on each line. Without one they are made
    #[arg(long, value_name = "FILE")]
    pub titles: Option<PathBuf>,

    /// Threads of both sides
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub threads: usize,

    /// How often to do what takes seconds; the median counts
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub rounds: usize,

    /// Measures one thing in this process and prints its rows; the rest is made already
    #[arg(long, hide = true, value_enum, value_name = "PART")]
    pub part: Option<Part>,

    /// The program that was built beside this one.
    #[arg(skip)]
    pub program: PathBuf,

    /// Given by cargo
    #[arg(long, hide = true)]
    pub bench: bool,
}

/// A group of measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// Building the index, and the memory that it takes
    Index,
    /// Queries and snippets
    Search,
    /// Keystrokes of the finder
    Finder,
    /// The program in a terminal: first frame, time until searchable, memory, keys
    Screen,
}

/// What one process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The rows of [`Theme::Index`].
    Index,
    /// The rows of [`Theme::Search`].
    Search,
    /// The rows of [`Theme::Finder`].
    Finder,
    /// The rows of [`Theme::Screen`].
    Screen,
    /// Builds our index and prints the bytes by which the process has grown.
    HeldByOurs,
    /// Builds the peer's and does the same.
    HeldByPeer,
}

impl Theme {
    /// The part that prints its rows.
    #[must_use]
    pub fn part(self) -> Part {
        match self {
            Self::Index => Part::Index,
            Self::Search => Part::Search,
            Self::Finder => Part::Finder,
            Self::Screen => Part::Screen,
        }
    }
}

/// Reads the command line; ends the program where it cannot be followed.
#[must_use]
pub fn read() -> Options {
    Options::parse()
}
