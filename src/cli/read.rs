//! What both commands do with their paths.

use super::{Error, say};
use crate::corpus::Corpus;
use crate::corpus::load::Input;
use std::io::Write;

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
