//! What the app has done outside of itself, and what it is told of that.

use super::Work;
use crate::entities::corrections::{Corrections, Edit};
use std::path::PathBuf;
use std::sync::Arc;

/// Something to be done outside of the app.
#[derive(Clone, Debug)]
pub enum Job {
    /// Slow work.
    Work(Work),
    /// Something done to the world.
    Effect(Effect),
}

/// Something done to the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Put a text on the clipboard.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the message: "paragraph".
        what: &'static str,
    },
    /// Open an address in the browser.
    Browse(String),
    /// Open a file in the editor.
    Edit {
        /// The file.
        path: PathBuf,
        /// The line to stand on, from 1.
        line: u32,
    },
    /// Write an edit of the corrections down.
    Keep(Edit),
    /// Take the mouse, or hand it to the terminal.
    Mouse(bool),
    /// Stop until the shell continues the program.
    Suspend,
    /// End the program.
    Quit,
}

/// What the app is told without having asked.
#[derive(Clone, Debug)]
pub enum News {
    /// What the corrections of names say that were read or written.
    Names(Arc<Corrections>),
    /// Why an edit of them was not written down.
    NotKept(String),
    /// A message about an effect, or about the collection.
    Said(String),
}
