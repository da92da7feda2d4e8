//! What a worker does with a task: open, decode, parse.
//!
//! In go files or parts of them; out come batches, given away as soon as they are large
//! enough. A file whose reader panics is skipped.

use super::load::Batch;
use super::open::{self, Opened};
use super::stream::Part;
use super::walk::{Found, Target};
use crate::corpus::article::{Origin, Skipped};
use crate::corpus::formats::choose::choose;
use crate::corpus::formats::{Format, Parsed, Source, Start};
use crate::corpus::sample;
use std::io;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes after which a batch is given away.
const FULL: u64 = 4 << 20;

/// Reads tasks and gives batches to `give`, which says whether to go on.
pub(super) struct Reader<G: FnMut(Batch) -> bool> {
    give: G,
    batch: Batch,
    open: bool,
}

impl<G: FnMut(Batch) -> bool> Reader<G> {
    /// A reader that gives its batches to `give`.
    pub(super) fn new(give: G) -> Self {
        Self {
            give,
            batch: Batch::default(),
            open: true,
        }
    }

    /// Reads what was found.
    pub(super) fn found(&mut self, found: Vec<Found>) {
        self.batch.articles.reserve(found.len());
        for one in found {
            match one {
                Found::File(target) => self.file(&target),
                Found::Stdin => self.stdin(),
                Found::Sample => {
                    self.batch.files += 1;
                    self.batch.articles.extend(sample::articles());
                }
                Found::Skipped(skipped) => self.batch.skipped.push(skipped),
            }
            if self.batch.bytes >= FULL {
                self.give();
            }
            if !self.open {
                return;
            }
        }
        self.give();
    }

    fn give(&mut self) {
        let batch = mem::take(&mut self.batch);
        if self.open && (!batch.articles.is_empty() || !batch.skipped.is_empty() || batch.files > 0)
        {
            self.open = (self.give)(batch);
        }
    }

    fn skip(&mut self, path: String, reason: String) {
        self.batch.skipped.push(Skipped { path, reason });
    }

    fn file(&mut self, target: &Target) {
        let opened = open::open(&target.path, target.named);
        let stamp = opened.as_ref().ok().map(|opened| opened.stamp);
        self.batch.read.push((target.path.clone(), stamp));
        self.batch.files += 1;
        match opened.and_then(|opened| content(opened, target)) {
            Err(reason) => self.skip(target.path.display().to_string(), reason),
            Ok((format, bytes, modified)) => {
                let origin = Origin::file(&target.path);
                self.source(format, Source::new(bytes, &origin, modified));
            }
        }
    }

    /// Reads standard input as what it looks like.
    fn stdin(&mut self) {
        self.batch.files += 1;
        let read = open::read_bounded(&mut io::stdin().lock());
        let origin = Origin::Stdin { line: 0 };
        match read.and_then(|bytes| Ok((choose(None, &Start::new(&bytes), true)?, bytes))) {
            Err(reason) => self.skip("-".to_owned(), reason),
            Ok((format, bytes)) => self.source(format, Source::new(bytes, &origin, None)),
        }
    }

    /// Reads a part of a file of records.
    pub(super) fn part(&mut self, part: Part) {
        if part.begins {
            self.batch.files += 1;
            let read = ((*part.path).clone(), Some(part.stamp));
            self.batch.read.push(read);
        }
        if let Some(reason) = part.failed {
            self.skip(part.path.display().to_string(), reason);
        }
        let source = Source {
            bytes: part.bytes,
            origin: &Origin::file(&*part.path),
            modified: part.modified,
            part: Some(part.first_line),
        };
        self.source(part.format, source);
        self.give();
    }

    /// Reads a file or a part of one; a reader that panics costs no other file.
    fn source(&mut self, format: &Format, source: Source<'_>) {
        self.batch.bytes += source.bytes.len() as u64;
        let at = match source.part {
            Some(line) => format!("{}:{line}", source.origin),
            None => source.origin.to_string(),
        };
        let read = AssertUnwindSafe(|| {
            let mut parsed = Parsed::default();
            (format.read)(source, &mut parsed).map(|()| parsed)
        });
        match catch_unwind(read) {
            Err(_) => self.skip(at, "the reader failed on it".to_owned()),
            Ok(Err(reason)) => self.skip(at, reason),
            Ok(Ok(mut parsed)) => {
                self.batch.articles.append(&mut parsed.articles);
                self.batch.skipped.append(&mut parsed.skipped);
            }
        }
    }
}

/// The format and the bytes of a file, and when it was last changed. Of a file that is not
/// read, only its beginning is.
fn content(
    mut opened: Opened,
    target: &Target,
) -> Result<(&'static Format, Vec<u8>, Option<i64>), String> {
    let mut bytes = opened.start(Start::LEN)?;
    let format = choose(Some(&target.path), &Start::new(&bytes), target.named)?;
    opened.rest(&mut bytes)?;
    Ok((format, bytes, opened.modified))
}
