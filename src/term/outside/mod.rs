//! Programs and the clipboard beside this one.
//!
//! In go text to copy, an address to open or a file to edit, each from an article and
//! therefore hostile; out go one control sequence, or one argument of one program. No
//! shell is ever asked, and nothing here reads the environment: its values are handed in.

mod browser;
mod clipboard;
mod editor;

pub use browser::{Address, browse, browsers};
pub use clipboard::{Clip, Multiplexer, copy};
pub use editor::{edit, editor};

use std::io;
use std::process::ExitStatus;

/// Why something outside was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An address that is not opened.
    #[error("not opened: the address {0}")]
    Address(&'static str),
    /// No program to open addresses with.
    #[error("no browser found: set BROWSER")]
    NoBrowser,
    /// An editor that is no command.
    #[error("no editor: {0} cannot be read as a command")]
    NoEditor(&'static str),
    /// A program that could not be started.
    #[error("{program}: {error}")]
    Start {
        /// Its name, made printable.
        program: String,
        /// Why.
        error: io::Error,
    },
    /// A program that failed.
    #[error("{program}: {status}")]
    Failed {
        /// Its name, made printable.
        program: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// The terminal could not be lent or taken back.
    #[error("terminal: {0}")]
    Terminal(#[from] io::Error),
}
