//! Floor 6: the command line.
//!
//! In go arguments; out come what to browse, or search results, entities and figures as
//! text, JSON or JSON Lines, and the exit code. Knows nothing of the browser: [`parse`] says what is
//! asked for, and the program hands it to whoever does it.
//!
//! ```text
//! arguments ── parse ──> Task ─┬─ Browse ──> the browser
//!                              └─ Print ───> print ──> standard output
//!                       either's result ──> conclude ──> exit code
//! ```
//!
//! What scripts rely on: exit code 0 for done, 1 for nothing found, 2 for wrong usage or
//! nothing readable; errors on standard error, one printable line each, `dossier: PATH:
//! reason`; a closed pipe ends the program quietly, with 0.

mod args;
mod bench;
mod browsing;
mod entities;
mod excerpt;
mod export;
mod facets;
mod heading;
mod help;
mod look;
mod read;
mod records;
mod search;
mod topics;

pub use args::{Print, Task, parse};
pub use browsing::Browsing;

use crate::text::safe::Safe;
use look::Look;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// Whether there was anything to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// There was, or nothing was looked for.
    Something,
    /// There was not.
    Nothing,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The arguments cannot be followed, or name nothing that is there; a line for each
    /// reason.
    #[error("{}", .0.join("; "))]
    Refused(Vec<String>),
    /// There is nothing to read, and the reader has already said why.
    #[error("nothing could be read")]
    Unreadable,
    /// Standard output takes no more.
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
    /// The browser gave up.
    #[error("{0:#}")]
    Browsing(anyhow::Error),
}

/// Prints what was asked for on standard output.
///
/// # Errors
/// When there is nothing to read, or standard output takes no more.
pub fn print(task: &Print) -> Result<Found, Error> {
    let look = Look::of_stdout();
    let mut out = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let mut errors = io::stderr().lock();
    let found = match task {
        Print::Help(help) => help.print().map(|()| Found::Something)?,
        Print::Search(asked) => search::run(asked, &look, &mut out, &mut errors)?,
        Print::Entities(asked) => entities::run(asked, &look, &mut out, &mut errors)?,
        Print::Bench(asked) => bench::run(asked, &look, &mut out, &mut errors)?,
        Print::Export(asked) => export::run(asked, &mut out, &mut errors)?,
    };
    out.flush()?;
    Ok(found)
}

/// Says what went wrong, and turns the result into the exit code.
#[must_use]
pub fn conclude(result: Result<Found, Error>) -> ExitCode {
    let error = match result {
        Ok(Found::Something) => return ExitCode::SUCCESS,
        Ok(Found::Nothing) => return ExitCode::from(1),
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            return ExitCode::SUCCESS;
        }
        Err(error) => error,
    };
    let mut errors = io::stderr().lock();
    match &error {
        Error::Unreadable => {}
        Error::Refused(lines) => lines.iter().for_each(|line| say(&mut errors, line)),
        other => say(&mut errors, &other.to_string()),
    }
    ExitCode::from(2)
}

/// Writes one line for the user, made printable. Where it cannot be written nobody reads it.
fn say(errors: &mut dyn Write, line: &str) {
    let _ = writeln!(errors, "dossier: {}", Safe::new(line));
}
