//! What a worker does with a task: open, decode, parse.
//!
//! In go files or parts of them; out come batches, given away as soon as they are large
//! enough. A file whose reader panics is skipped.

use super::article::Origin;
use super::collection::Skipped;
use super::decode::{Decoded, decode, repaired};
use super::formats::Format;
use super::formats::json_lines::{self, Parsed};
use super::load::Batch;
use super::parse::{self, Raw};
use super::stream::Part;
use super::walk::{Found, Target};
use super::{open, sample};
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
        let read = opened.and_then(|mut opened| Ok((opened.read()?, opened.modified)));
        self.batch.files += 1;
        match read {
            Err(reason) => self.skip(target.path.display().to_string(), reason),
            Ok((bytes, modified)) => {
                let origin = Origin::file(&target.path);
                self.bytes(bytes, target.format, &origin, modified);
            }
        }
    }

    /// Reads standard input, records if it looks like them.
    fn stdin(&mut self) {
        self.batch.files += 1;
        match open::read_bounded(&mut io::stdin().lock(), 0) {
            Err(reason) => self.skip("-".to_owned(), reason),
            Ok(bytes) => {
                let format = json_lines::sniff(&bytes).unwrap_or(Format::Text);
                self.bytes(bytes, format, &Origin::Stdin { line: 0 }, None);
            }
        }
    }

    /// Decodes and parses the bytes of a file.
    fn bytes(&mut self, bytes: Vec<u8>, format: Format, origin: &Origin, modified: Option<i64>) {
        self.batch.bytes += bytes.len() as u64;
        let guarded = catch_unwind(AssertUnwindSafe(|| {
            articles(bytes, format, origin, modified)
        }));
        match guarded {
            Err(_) => self.skip(origin.to_string(), "the reader failed on it".to_owned()),
            Ok(Err(reason)) => self.skip(origin.to_string(), reason),
            Ok(Ok((articles, skipped))) => {
                self.batch.articles.extend(articles);
                self.batch.skipped.extend(skipped);
            }
        }
    }

    /// Reads a part of a file of records.
    pub(super) fn part(&mut self, part: Part) {
        self.batch.bytes += part.bytes.len() as u64;
        if part.begins {
            self.batch.files += 1;
            let read = ((*part.path).clone(), Some(part.stamp));
            self.batch.read.push(read);
        }
        let path = part.path.display().to_string();
        if let Some(reason) = part.failed {
            self.skip(path.clone(), reason);
        }
        let origin = Origin::file(&*part.path);
        let bytes = match part.bytes.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) if part.begins => rest.to_vec(),
            _ => part.bytes,
        };
        let decoded = match String::from_utf8(bytes) {
            Ok(text) => Decoded {
                text,
                encoding: None,
            },
            Err(error) => repaired(error.as_bytes()),
        };
        let guarded = catch_unwind(AssertUnwindSafe(|| {
            let place = json_lines::Place {
                origin: &origin,
                modified: part.modified,
                encoding: decoded.encoding.as_deref(),
            };
            json_lines::lines(&decoded.text, part.first_line, &place)
        }));
        match guarded {
            Err(_) => self.skip(
                format!("{path}:{}", part.first_line),
                "the reader failed on it".to_owned(),
            ),
            Ok((articles, skipped)) => {
                self.batch.articles = articles;
                self.batch.skipped.extend(skipped);
            }
        }
        self.give();
    }
}

/// The articles in the bytes of one file.
pub(super) fn articles(
    bytes: Vec<u8>,
    format: Format,
    origin: &Origin,
    modified: Option<i64>,
) -> Result<Parsed, String> {
    let decoded = decode(bytes).map_err(|what| format!("is no text: {what}"))?;
    if decoded.text.trim_start().is_empty() {
        return Err("empty".to_owned());
    }
    let place = json_lines::Place {
        origin,
        modified,
        encoding: decoded.encoding.as_deref(),
    };
    match format {
        Format::JsonLines => Ok(json_lines::lines(&decoded.text, 1, &place)),
        Format::Json => json_lines::document(&decoded.text, &place),
        Format::Text | Format::Markdown => {
            let mut raw = Raw::new(decoded.text, origin.clone(), format);
            raw.modified = modified;
            raw.encoding = decoded.encoding;
            Ok((vec![parse::article(raw)], Vec::new()))
        }
    }
}
