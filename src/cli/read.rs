//! What the commands do with their paths.

use super::{Error, say};
use crate::corpus::Corpus;
use crate::corpus::files::load::Input;
use crate::entities::Recognizer;
use crate::entities::corrections::Corrections;
use crate::journal;
use crate::library::{self, Library};
use std::env;
use std::io::Write;
use std::sync::Arc;

/// What the user says of the names in a collection.
pub(super) fn corrections(inputs: &[Input]) -> Arc<Corrections> {
    let config = journal::config_folder(|name| env::var_os(name));
    let place = library::corrections_place(inputs, config.as_deref());
    Arc::new(place.map_or_else(Corrections::default, |place| {
        library::corrections_at(&place)
    }))
}

/// Reads a collection with its names as the user has corrected them.
pub(super) fn named(inputs: &[Input], threads: usize) -> Library {
    let recognizer = Recognizer::embedded();
    let mut library = library::read_once(inputs, Some(&recognizer), threads);
    library.correct(corrections(inputs), &recognizer, threads);
    library
}

/// Says what was skipped, a line each; refuses a collection of which nothing is left.
pub(super) fn check(
    corpus: &Corpus,
    inputs: &[Input],
    errors: &mut dyn Write,
) -> Result<(), Error> {
    for skipped in corpus.skipped() {
        say(errors, &format!("{}: {}", skipped.path, skipped.reason));
    }
    if !corpus.is_empty() {
        return Ok(());
    }
    if corpus.n_skipped() > 0 {
        return Err(Error::Unreadable);
    }
    let empty = |input: &Input| match input {
        Input::Path(path) => format!("{}: holds no articles", path.display()),
        Input::Stdin => "-: holds no articles".to_owned(),
        Input::Sample => "sample: holds no articles".to_owned(),
    };
    Err(Error::Refused(inputs.iter().map(empty).collect()))
}
