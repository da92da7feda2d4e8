//! What a file is: by its name, and by its first bytes where those say otherwise.
//!
//! In go a path, the first bytes, and whether the user named the file; out comes its
//! format, or why it is not read.

use super::unread::{self, Content, Unread};
use super::{FORMATS, Format, Start, Sure, of_name};
use std::path::Path;

/// How a file is read. Without a path, as for standard input, the bytes alone decide.
///
/// A file whose name says nothing counts as an article in a folder only where prose is
/// found in it; `named` by the user, it is read as the text that it is.
///
/// # Errors
/// Why it is not read, in words.
pub fn choose(
    path: Option<&Path>,
    start: &Start<'_>,
    named: bool,
) -> Result<&'static Format, String> {
    let by_name = path.and_then(of_name);
    let unread = path.and_then(unread::of_name);
    let certain = |format: &&Format| (format.is_certain)(start);
    let mut candidates = by_name.into_iter().chain(FORMATS);
    if let Some(format) = candidates.find(certain) {
        return Ok(format);
    }
    if let Some(kind) = unread::of_content(start) {
        return Err(refusal(kind, path, unread));
    }
    if let Some(format) = by_name {
        return Ok(format);
    }
    if start.text.is_none() {
        return Err(match unread {
            Some(kind) => unsupported(kind),
            None => "is no text: binary data".to_owned(),
        });
    }
    let (surest, sure) = surest(start);
    let prose = sure > Sure::No;
    match unread.map(|kind| (kind, &kind.content)) {
        Some((kind, Content::Text)) => Err(unsupported(kind)),
        Some((kind, Content::Source)) if !named => Err(unsupported(kind)),
        Some((_, Content::Source)) => Ok(surest),
        Some((kind, _)) if !prose => Err(unsupported(kind)),
        None if path.is_some() && !named && !prose => {
            Err("no prose in it, and its name says no format".to_owned())
        }
        _ => Ok(surest),
    }
}

/// The format that the bytes are most like; the first of several.
fn surest(start: &Start<'_>) -> (&'static Format, Sure) {
    let mut best = (FORMATS[0], Sure::No);
    for format in FORMATS {
        let sure = (format.sniff)(start);
        if sure > best.1 {
            best = (format, sure);
        }
    }
    best
}

fn unsupported(kind: &Unread) -> String {
    format!("{} files are not supported", kind.name)
}

/// Why a file is left out that its bytes tell, where its name may say something else.
fn refusal(kind: &Unread, path: Option<&Path>, by_name: Option<&Unread>) -> String {
    use Content::{Magic, Opens};
    let agrees = match by_name {
        // A word processor's file is a ZIP archive too: there the name says more.
        Some(by_name) if matches!(by_name.content, Magic([])) => return unsupported(by_name),
        Some(by_name) => {
            let markup = |kind: &Unread| matches!(kind.content, Opens(_));
            by_name.name == kind.name || markup(by_name) && markup(kind)
        }
        None => path.and_then(of_name).is_none(),
    };
    let extension = path.and_then(Path::extension).filter(|_| !agrees);
    let spite = extension.map(|name| format!("its name ends in .{}, but ", name.display()));
    format!("{}{}", spite.unwrap_or_default(), unsupported(kind))
}

#[cfg(test)]
mod tests {
    use super::choose;
    use crate::corpus::formats::Start;
    use std::path::Path;

    const PROSE: &str =
        "The bridge was closed on Monday, the board said. Nobody knows for how long.\n";

    /// How a file is read in a folder, and when it is named.
    fn check(name: &str, bytes: &[u8], expected: [&str; 2]) {
        let seen = [false, true].map(|named| {
            let path = Path::new(name);
            choose(Some(path), &Start::new(bytes), named)
                .map_or_else(|reason| reason, |it| it.name.to_owned())
        });
        assert_eq!(seen, expected, "{name}");
    }

    #[test]
    fn a_name_is_believed_where_the_bytes_do_not_object() {
        check("a.txt", b"x", ["plain text"; 2]);
        check("a.MD", b"x", ["Markdown"; 2]);
        check("a.jsonl", b"{broken", ["JSON Lines"; 2]);
        check("a.json", b"{\"body\":\"x\"}\n{\"body\":\"y\"}", ["JSON"; 2]);
        check("a.txt", &[0, 1, 2, 3].repeat(40), ["plain text"; 2]);
        check("a.pdf", b"%PDF-1.7", ["PDF files are not supported"; 2]);
        check("a.docx", b"PK\x03\x04", ["Word files are not supported"; 2]);
        check(
            "a.csv",
            PROSE.as_bytes(),
            ["CSV files are not supported"; 2],
        );
        check(
            "a.xml",
            b"<?xml version='1.0'?>\n<rss>",
            ["RSS files are not supported"; 2],
        );
    }

    #[test]
    fn a_name_that_lies_is_found_out() {
        check("a.dat", PROSE.as_bytes(), ["plain text"; 2]);
        check("a.pdf", PROSE.as_bytes(), ["plain text"; 2]);
        check("a.html", PROSE.as_bytes(), ["plain text"; 2]);
        check("a.dat", b"1 2 3 4", ["binary files are not supported"; 2]);
        check(
            "a.txt",
            b"{\"title\":\"One\",\"body\":\"x\"}\n",
            ["JSON Lines"; 2],
        );
        check("a.jsonl", b"[\n {\"body\":\"x\"}]", ["JSON"; 2]);
        check(
            "a.txt",
            b"<!-- saved -->\n<!DOCTYPE html><p>x",
            ["its name ends in .txt, but HTML files are not supported"; 2],
        );
        check(
            "a.md",
            b"%PDF-1.7",
            ["its name ends in .md, but PDF files are not supported"; 2],
        );
        check(
            "a.png",
            b"\x1f\x8b\x08",
            ["its name ends in .png, but gzip files are not supported"; 2],
        );
        check(
            "a.html",
            b"{\"title\":\"One\",\"body\":\"x\"}\n",
            ["JSON Lines"; 2],
        );
    }

    #[test]
    fn what_has_no_format_by_name_is_prose_or_named() {
        let none = "no prose in it, and its name says no format";
        check("NOTES", PROSE.as_bytes(), ["plain text"; 2]);
        check("a.adoc", PROSE.as_bytes(), ["plain text"; 2]);
        check("Makefile", b"all: build\n\tcc a.c\n", [none, "plain text"]);
        check("a.xyz", b"1;2;3\n4;5;6\n", [none, "plain text"]);
        check(
            "a.py",
            PROSE.as_bytes(),
            ["code files are not supported", "plain text"],
        );
        check(
            "Cargo.lock",
            b"version = 4\n",
            ["lock files are not supported", "plain text"],
        );
        check(
            "a.log",
            PROSE.as_bytes(),
            ["log files are not supported", "plain text"],
        );
        check("page", b"<html><p>x", ["HTML files are not supported"; 2]);
        check(
            "core",
            b"\x7fELF\x02\0",
            ["program files are not supported"; 2],
        );
        check(
            "core",
            &[0, 1, 2, 3].repeat(40),
            ["is no text: binary data"; 2],
        );
        let notes =
            format!("# Notes\n\n{PROSE}\nSee [the site](https://e.org) for **more** of it.\n");
        check("NOTES", notes.as_bytes(), ["Markdown"; 2]);
    }
}
