//! `dossier bench`: what a collection costs in time and memory.
//!
//! In go paths; out come the stages of reading them, the memory they take, queries of their
//! own words and keystrokes of the finder, each with its time. The collection is read
//! twice: first as the browser does, then once more to tell parsing and indexing apart.

mod asked;
mod figures;
mod questions;
mod stages;
mod text;

use super::browsing::inputs;
use super::look::Look;
use super::records::Records;
use super::{Error, Found, read};
use crate::corpus::files::load::Input;
use asked::Format;
use figures::Report;
use std::io::Write;

pub(super) use asked::Bench;

/// Measures, and prints the figures.
pub(super) fn run(
    asked: &Bench,
    look: &Look,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> Result<Found, Error> {
    let inputs = inputs(&asked.paths);
    if inputs.iter().any(|input| matches!(input, Input::Stdin)) {
        let why = "-: bench reads everything twice, and standard input can be read once";
        return Err(Error::Refused(vec![why.to_owned()]));
    }
    let whole = stages::whole(&inputs, asked.threads);
    read::check(&whole.library.corpus, &inputs, errors)?;
    let parts = stages::parts(&inputs, asked.threads);
    let report = Report::new(asked.threads, &whole, &parts);
    match asked.format {
        Format::Text => text::print(&report, look, out)?,
        Format::Json => Records::one(out, &report)?,
    }
    Ok(Found::Something)
}
