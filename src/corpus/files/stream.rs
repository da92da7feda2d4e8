//! A large file of records, read in parts that end at line ends.
//!
//! In goes an open file; out come parts with the number of their first line. What is on
//! the lines is not known here.

use super::open::{Opened, Stamp, reason};
use crate::corpus::formats::Format;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of the first part.
const FIRST: usize = 128 << 10;
/// Bytes of the largest part, unless a line is longer.
const MOST: usize = 4 << 20;
/// Bytes of the longest line; what is behind them is given up.
const LONGEST_LINE: usize = 1 << 30;

/// A part of a file: whole lines.
#[derive(Debug)]
pub(super) struct Part {
    /// The file.
    pub(super) path: Arc<PathBuf>,
    /// What its name says that it is.
    pub(super) format: &'static Format,
    /// The lines.
    pub(super) bytes: Vec<u8>,
    /// The number of the first line, from 1.
    pub(super) first_line: u32,
    /// When the file was last changed, in seconds since 1970.
    pub(super) modified: Option<i64>,
    /// The state in which the file was opened.
    pub(super) stamp: Stamp,
    /// Whether the file begins here.
    pub(super) begins: bool,
    /// Why the file could not be read any further.
    pub(super) failed: Option<String>,
}

/// A file that is being read in parts.
#[derive(Debug)]
pub(super) struct Stream {
    opened: Opened,
    path: Arc<PathBuf>,
    format: &'static Format,
    /// What has been read behind the last line end.
    rest: Vec<u8>,
    line: u32,
    size: usize,
    ended: bool,
}

impl Stream {
    /// Begins to read; `None` when the file is in UTF-16 or UTF-32, where a line end is
    /// not one byte.
    #[must_use]
    pub(super) fn new(mut opened: Opened, path: &Path, format: &'static Format) -> Option<Self> {
        let mut rest = Vec::with_capacity(FIRST);
        let read = (&mut opened.file).take(4).read_to_end(&mut rest);
        let wide =
            rest.starts_with(b"\xff\xfe") || rest.starts_with(b"\xfe\xff") || rest.contains(&0);
        (read.is_ok() && !wide).then(|| Self {
            opened,
            path: Arc::new(path.to_owned()),
            format,
            rest,
            line: 1,
            size: FIRST,
            ended: false,
        })
    }

    /// The next part; `None` at the end.
    pub(super) fn next_part(&mut self) -> Option<Part> {
        if self.ended {
            return None;
        }
        let begins = self.line == 1;
        let mut bytes = std::mem::take(&mut self.rest);
        let mut failed = None;
        loop {
            let before = bytes.len();
            bytes.reserve(self.size.saturating_sub(before).max(FIRST));
            let want = self.size.saturating_sub(before).max(FIRST) as u64;
            let read = (&mut self.opened.file).take(want).read_to_end(&mut bytes);
            failed = failed.or_else(|| read.err().map(|error| reason(&error)));
            self.ended = bytes.len() == before || failed.is_some();
            if self.ended {
                break;
            }
            let new = bytes.get(before..).unwrap_or_default();
            if let Some(end) = new.iter().rposition(|byte| *byte == b'\n') {
                self.rest = bytes.split_off(before + end + 1);
                break;
            }
            if bytes.len() > LONGEST_LINE {
                failed = Some("a line is longer than 1 GiB".to_owned());
                self.ended = true;
                bytes.clear();
                break;
            }
        }
        if bytes.is_empty() && failed.is_none() {
            return None;
        }
        let first_line = self.line;
        self.line = self.line.saturating_add(count_lines(&bytes));
        self.size = (self.size * 2).min(MOST);
        Some(Part {
            path: Arc::clone(&self.path),
            format: self.format,
            bytes,
            first_line,
            modified: self.opened.modified,
            stamp: self.opened.stamp,
            begins,
            failed,
        })
    }
}

/// Number of line ends, counted in pieces small enough for counters of a byte, which the
/// compiler makes fast.
fn count_lines(bytes: &[u8]) -> u32 {
    let piece = |piece: &[u8]| {
        let ends = piece.iter().map(|byte| u8::from(*byte == b'\n'));
        u32::from(ends.fold(0_u8, u8::wrapping_add))
    };
    bytes.chunks(255).map(piece).sum()
}

#[cfg(test)]
mod tests {
    use super::{FIRST, Stream};
    use crate::corpus::files::open;
    use crate::corpus::formats::json;

    #[test]
    fn parts_hold_whole_lines_and_lose_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let lines: Vec<String> = (0..200)
            .map(|n: usize| "x".repeat(n * n % (FIRST / 8)) + &n.to_string())
            .collect();
        std::fs::write(&path, lines.join("\n")).unwrap();
        let mut stream =
            Stream::new(open::open(&path, false).unwrap(), &path, &json::LINES).unwrap();
        let mut seen = Vec::new();
        while let Some(part) = stream.next_part() {
            assert_eq!(part.first_line as usize, seen.len() + 1);
            assert_eq!(part.begins, seen.is_empty());
            let text = String::from_utf8(part.bytes).unwrap();
            seen.extend(text.lines().map(str::to_owned));
        }
        assert_eq!(seen, lines);
    }

    #[test]
    fn leaves_utf16_to_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, b"\xff\xfe{\0}\0").unwrap();
        assert!(Stream::new(open::open(&path, false).unwrap(), &path, &json::LINES).is_none());
    }
}
