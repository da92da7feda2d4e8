//! The arguments: what can be asked for, and the help that says so.
//!
//! In go the program's arguments; out comes a [`Task`], or the one line that says what is
//! wrong with them.

use super::bench::Bench;
use super::browsing::Browsing;
use super::{Error, help};
use crate::entities::Kind;
use crate::query::Sort;
use crate::query::entity::dossier;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;
use std::thread::available_parallelism;

/// What the command line asks for.
#[derive(Debug)]
pub enum Task {
    /// Browse a collection.
    Browse(Box<Browsing>),
    /// Print something.
    Print(Print),
}

/// What to print.
#[derive(Debug)]
pub enum Print {
    /// The help, or the version.
    Help(clap::Error),
    /// What a query finds.
    Search(Search),
    /// What articles name.
    Entities(Entities),
    /// The dossier of an entity.
    Export(Export),
    /// What reading and searching a collection takes.
    Bench(Bench),
}

#[derive(Debug, Parser)]
#[command(
    name = "dossier",
    version,
    about = "Browse, search and take apart a pile of articles",
    long_about = "Browse, search and take apart a pile of articles: list, reader, and the \
        people, organizations and places named in them.",
    override_usage = "dossier [OPTIONS] [PATH]...\n       dossier search [OPTIONS] QUERY [PATH]...\n       \
        dossier entities [OPTIONS] [PATH]...\n       dossier export [OPTIONS] --entity NAME [PATH]...\n       \
        dossier bench [OPTIONS] [PATH]...",
    after_help = help::PROGRAM,
    disable_help_subcommand = true
)]
struct Arguments {
    /// Files and folders of articles; - for standard input; none for the sample collection
    ///
    /// Folders are read whole, but for hidden files and those that .gitignore or .ignore
    /// name. A file called like a command is given as ./search.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Colors of the browser
    #[arg(long, value_enum, value_name = "THEME", default_value_t)]
    theme: ThemeName,

    /// Threads that read; as many as there are processors unless given
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    #[command(subcommand)]
    command: Option<Command>,
}

/// The colors of the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ThemeName {
    /// As the terminal says
    #[default]
    Auto,
    /// For a dark background
    Dark,
    /// For a light background
    Light,
    /// No colors
    Plain,
}

#[derive(Debug, Subcommand)]
enum Command {
    Search(Search),
    Entities(Entities),
    Export(Export),
    Bench(Bench),
}

/// Print the articles that a query finds
///
/// The query is that of the search bar, read as it stands: its last word is no prefix.
/// Words are joined by AND; there are "phrases", -not, OR, parentheses, prefix*, and fields:
/// title: body: source: path: date: sort: entity: person: org: place: and the other kinds.
/// A query that begins with - goes behind --.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help::SEARCH)]
pub struct Search {
    /// What to look for; an empty one finds every article. With --topics there is none
    #[arg(value_name = "QUERY", required_unless_present = "topics")]
    pub(super) query: Option<String>,

    /// Files and folders; - for standard input; none for the sample collection
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: SearchFormat,

    /// Most articles to print, 20 unless given (1000 for each topic); 0 for all
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,

    /// Print what the articles name, who published them and when, with their numbers
    #[arg(long, conflicts_with = "topics")]
    pub(super) facets: bool,

    /// Look for each line of a file: an id, a tab, plain words of which any will do
    #[arg(long, value_name = "FILE", conflicts_with = "sort")]
    pub(super) topics: Option<PathBuf>,

    /// Order, unless the query has a sort: of its own
    #[arg(long, value_enum, value_name = "ORDER", default_value_t)]
    pub(super) sort: Order,

    #[arg(skip)]
    pub(super) threads: usize,
}

/// Print what articles name
///
/// People, organizations, places, groups, events, agreements, works, money, quantities and
/// dates: spellings of one are brought together under one name, over all articles.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help::ENTITIES)]
pub struct Entities {
    /// Files and folders; - for standard input; none for the sample collection
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Print every mention with its place in the text
    #[arg(long, conflicts_with = "merged")]
    pub(super) mentions: bool,

    /// Print each entity once for all articles
    #[arg(long)]
    pub(super) merged: bool,

    /// Kinds to print, with commas between them; all unless given
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',', value_parser = kind_parser())]
    pub(super) kinds: Vec<Kind>,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,

    /// Most articles to print, or entities with --merged; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) limit: usize,

    #[arg(skip)]
    pub(super) threads: usize,
}

/// Print the dossier of an entity
///
/// What the browser shows with d: spellings, articles over time, what it is called, who and
/// what is named with it, the dates beside it, and its mentions in context.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help::EXPORT)]
pub struct Export {
    /// Its name, in any spelling
    #[arg(long, value_name = "NAME")]
    pub(super) entity: String,

    /// Files and folders; - for standard input; none for the sample collection
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Its kind, where the name is that of several
    #[arg(long, value_name = "KIND", value_parser = kind_parser())]
    pub(super) kind: Option<Kind>,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ExportFormat,

    /// Order of the mentions
    #[arg(long, value_enum, value_name = "ORDER", default_value_t)]
    pub(super) order: LineOrder,

    #[arg(skip)]
    pub(super) threads: usize,
}

/// How to print a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// A page to be read
    #[default]
    Markdown,
    /// One object
    Json,
}

/// The order of mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum LineOrder {
    /// Those of the newest article first
    #[default]
    Newest,
    /// Those of the oldest article first
    Oldest,
    /// By source
    Source,
    /// By the words before the name
    Before,
    /// By the words behind it
    After,
}

impl From<LineOrder> for dossier::Order {
    fn from(order: LineOrder) -> Self {
        match order {
            LineOrder::Newest => Self::Newest,
            LineOrder::Oldest => Self::Oldest,
            LineOrder::Source => Self::Source,
            LineOrder::Before => Self::Before,
            LineOrder::After => Self::After,
        }
    }
}

/// How to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// To be read, or cut at tabs
    #[default]
    Text,
    /// One array
    Json,
    /// An object a line
    Jsonl,
}

/// How to print what is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum SearchFormat {
    /// To be read, or cut at tabs
    #[default]
    Text,
    /// One array
    Json,
    /// An object a line
    Jsonl,
    /// A TREC run, for --topics
    Run,
}

/// The order of results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Order {
    /// The best first
    #[default]
    Relevance,
    /// By path
    File,
    /// The latest first
    Newest,
    /// By title
    Title,
    /// By source
    Source,
    /// The most words first
    Longest,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::File => Self::File,
            Order::Newest => Self::Newest,
            Order::Title => Self::Title,
            Order::Source => Self::Source,
            Order::Longest => Self::Longest,
        }
    }
}

/// Reads the name of a kind.
fn kind_parser() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::name)).map(|name| {
        let named = |kind: &Kind| kind.name() == name;
        // The parser lets only these names through.
        Kind::ALL.into_iter().find(named).unwrap_or(Kind::Person)
    })
}

/// Reads the program's arguments, its own name first.
///
/// # Errors
/// When they cannot be followed, or ask to browse what is not there or where it cannot be
/// shown.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Task, Error> {
    let read = match Arguments::try_parse_from(arguments) {
        Ok(read) => read,
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            return Ok(Task::Print(Print::Help(error)));
        }
        Err(error) => return Err(Error::Refused(vec![one_line(&error)])),
    };
    let threads = read.threads.map_or_else(processors, usize::from);
    match read.command {
        None => {
            let browsing = Browsing::new(&read.paths, read.theme, threads)?;
            Ok(Task::Browse(Box::new(browsing)))
        }
        Some(Command::Search(asked)) => {
            let asked = Search { threads, ..asked }.settled()?;
            Ok(Task::Print(Print::Search(asked)))
        }
        Some(Command::Entities(asked)) => {
            Ok(Task::Print(Print::Entities(Entities { threads, ..asked })))
        }
        Some(Command::Bench(asked)) => Ok(Task::Print(Print::Bench(Bench { threads, ..asked }))),
        Some(Command::Export(asked)) => Ok(Task::Print(Print::Export(Export { threads, ..asked }))),
    }
}

impl Search {
    /// With topics there is no query: what stands in its place is the first path.
    fn settled(mut self) -> Result<Self, Error> {
        let wrong = match (self.topics.is_some(), self.format) {
            (true, SearchFormat::Run) => {
                let first = self.query.take().map(PathBuf::from);
                self.paths.splice(0..0, first);
                return Ok(self);
            }
            (true, _) => "--topics needs --format run",
            (false, SearchFormat::Run) => "--format run needs --topics",
            (false, _) if self.facets && self.format == SearchFormat::Jsonl => {
                "--facets are one object: --format json"
            }
            (false, _) => return Ok(self),
        };
        Err(Error::Refused(vec![format!("{wrong}; try --help")]))
    }
}

fn processors() -> usize {
    available_parallelism().map_or(1, std::num::NonZero::get)
}

/// What is wrong, and the tip if there is one, on one line.
fn one_line(error: &clap::Error) -> String {
    let rendered = error.render().to_string();
    let mut paragraphs = rendered.split("\n\n").map(|paragraph| {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        words.join(" ")
    });
    let what = paragraphs.next().unwrap_or_default();
    let what = what.strip_prefix("error: ").unwrap_or(&what);
    let tip = paragraphs.find(|paragraph| paragraph.starts_with("tip: "));
    let tip = tip.as_deref().and_then(|tip| tip.strip_prefix("tip: "));
    format!("{what}; {}", tip.unwrap_or("try --help"))
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Print, Task, parse};
    use crate::entities::Kind;
    use clap::CommandFactory;

    fn check(arguments: &str, expected: &str) {
        let given = std::iter::once("dossier").chain(arguments.split_whitespace());
        let said = match parse(given.map(Into::into)) {
            Ok(task) => format!("{task:?}"),
            Err(error) => error.to_string(),
        };
        assert!(said.contains(expected), "{arguments}: {said}");
    }

    #[test]
    fn the_definitions_agree_with_themselves() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn mistakes_are_said_on_one_line() {
        check(
            "search",
            "required arguments were not provided: <QUERY>; try --help",
        );
        check(
            "search x --limti 3",
            "unexpected argument '--limti' found; a similar argument",
        );
        check(
            "entities --format xml",
            "invalid value 'xml' for '--format <FORMAT>' [possible values: text, json, jsonl]",
        );
        check("entities --kind persn", "invalid value 'persn'");
        check("entities --merged --mentions", "cannot be used with");
        check("search x --limit -3", "unexpected argument '-3'");
        check("--threads 0", "0 is not in 1..=1024");
        check("search --topics t articles", "--topics needs --format run");
        check("search x --format run", "--format run needs --topics");
        check(
            "search x --facets --format jsonl",
            "--facets are one object",
        );
        // Behind a path, the name of a command is a path.
        check("/no/articles search", "search: no such file or folder");
    }

    #[test]
    fn with_topics_there_is_no_query() {
        let line = "search --format run --topics t a b";
        check(line, "query: None, paths: [\"a\", \"b\"]");
    }

    #[test]
    fn options_of_all_commands_go_anywhere() {
        for line in [
            "--threads 3 search x",
            "search --threads 3 x",
            "entities --threads 3",
        ] {
            check(line, "threads: 3");
        }
    }

    #[test]
    fn kinds_are_named() {
        let given = [
            "dossier",
            "entities",
            "--kind",
            "person,law",
            "--kind",
            "date",
        ];
        let task = parse(given.map(Into::into)).unwrap();
        let Task::Print(Print::Entities(asked)) = task else {
            panic!("{task:?}");
        };
        assert_eq!(asked.kinds, [Kind::Person, Kind::Law, Kind::Date]);
    }

    #[test]
    fn help_and_version_are_printed() {
        check("--help", "DisplayHelp");
        check("search --help", "DisplayHelp");
        check("-V", "DisplayVersion");
    }
}
