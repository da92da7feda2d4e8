//! The formats that articles are read from: a row of one table each.
//!
//! In go the bytes of a file and its name; out come articles and what could not be read of
//! them. What a file is, is said by its name and by its first bytes; where they disagree
//! the bytes are right. No other part of the program knows a format.

pub mod assemble;
pub mod choose;
pub mod decode;
pub mod json;
pub mod markdown;
pub mod plain;
mod prose;
mod unread;
mod utf16;

use super::article::{Article, FormatId, Origin, Skipped};
use decode::{Decoded, decode, repaired};
use std::path::Path;

/// A format that articles are read from.
#[derive(Debug)]
pub struct Format {
    /// What an article keeps of it: its place in [`FORMATS`].
    pub id: FormatId,
    /// What it is called, as in "Dossier reads Markdown".
    pub name: &'static str,
    /// What the names of its files end in, in small letters; the usual one first.
    pub extensions: &'static [&'static str],
    /// Whether a file's first bytes are its own, whatever the file's name says.
    pub is_certain: fn(&Start<'_>) -> bool,
    /// How like it the first bytes are of a file that neither bytes nor name say more of.
    pub sniff: fn(&Start<'_>) -> Sure,
    /// Reads a file, or says why nothing in it can be read.
    pub read: fn(Source<'_>, &mut Parsed) -> Result<(), String>,
    /// Whether each line is an article, so that a large file is read in parts.
    pub by_line: bool,
}

/// All of them. The first is what a text is that says nothing of itself.
pub static FORMATS: [&Format; 4] = [
    &plain::FORMAT,
    &markdown::FORMAT,
    &json::LINES,
    &json::DOCUMENT,
];

/// How like a format the first bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// It is something else.
    No,
    /// It may be that.
    Maybe,
    /// It is that more than anything with a `Maybe`.
    Likely,
}

/// The first bytes of a file.
#[derive(Debug)]
pub struct Start<'a> {
    /// The bytes; [`Start::LEN`] of them, or fewer when there are no more.
    pub bytes: &'a [u8],
    /// What they say, without a byte order mark; `None` when they are no text.
    pub text: Option<String>,
    /// Whether there are no more.
    pub whole: bool,
}

impl<'a> Start<'a> {
    /// Number of bytes looked at.
    pub const LEN: usize = 4096;

    /// Of a file with these bytes, or of which these are the first.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let start = bytes.get(..Self::LEN).unwrap_or(bytes);
        Self {
            bytes: start,
            text: decode(start.to_vec()).ok().map(|decoded| decoded.text),
            whole: bytes.len() <= Self::LEN,
        }
    }

    /// The text, empty when there is none, without blanks in front.
    #[must_use]
    pub fn trimmed(&self) -> &str {
        self.text.as_deref().unwrap_or_default().trim_start()
    }
}

/// What is read, and where it comes from.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The bytes of the file, or of a part of it.
    pub bytes: Vec<u8>,
    /// The file, or standard input.
    pub origin: &'a Origin,
    /// When the file was last changed, in seconds since 1970.
    pub modified: Option<i64>,
    /// The number of the first line when this is a part of a file, whose encoding cannot be
    /// guessed anew in each; from 1.
    pub part: Option<u32>,
}

impl<'a> Source<'a> {
    /// A whole file.
    #[must_use]
    pub fn new(bytes: Vec<u8>, origin: &'a Origin, modified: Option<i64>) -> Self {
        Self {
            bytes,
            origin,
            modified,
            part: None,
        }
    }

    /// The text, and how it was read when it was not plain UTF-8.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn text(&mut self) -> Result<Decoded, String> {
        let bytes = std::mem::take(&mut self.bytes);
        let decoded = match self.part {
            None => decode(bytes).map_err(|what| format!("is no text: {what}"))?,
            Some(first) => part(bytes, first == 1),
        };
        if decoded.text.trim_start().is_empty() && self.part.is_none() {
            return Err("empty".to_owned());
        }
        Ok(decoded)
    }
}

/// The text of a part of a file, in which a byte order mark may stand where it `begins`.
fn part(bytes: Vec<u8>, begins: bool) -> Decoded {
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) if begins => rest.to_vec(),
        _ => bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => Decoded {
            text,
            encoding: None,
        },
        Err(error) => repaired(error.as_bytes()),
    }
}

/// Articles, and what could not be read.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The articles, in order.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

/// The format of an article.
#[must_use]
pub fn of(id: FormatId) -> &'static Format {
    FORMATS.get(usize::from(id.0)).unwrap_or(&FORMATS[0])
}

/// The format that a file's name says, if it says one that is read.
#[must_use]
pub fn of_name(path: &Path) -> Option<&'static Format> {
    let extension = path.extension()?.to_str()?;
    let same = |name: &&str| name.eq_ignore_ascii_case(extension);
    FORMATS
        .into_iter()
        .find(|format| format.extensions.iter().any(same))
}

/// Their names in a sentence: `A, B and C`.
#[must_use]
pub fn names() -> String {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    match names.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        names => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, names, of, of_name};
    use std::path::Path;

    #[test]
    fn a_row_stands_where_its_number_says() {
        for format in FORMATS {
            assert_eq!(of(format.id).name, format.name);
            for name in format.extensions {
                let path = format!("a.b.{}", name.to_uppercase());
                assert_eq!(of_name(Path::new(&path)).unwrap().name, format.name);
            }
        }
        assert!(of_name(Path::new("README")).is_none());
        assert_eq!(names(), "plain text, Markdown, JSON Lines and JSON");
    }
}
