//! Metadata in front of an article: YAML between `---`, TOML between `+++`, or bare lines
//! such as `Title: …` above a blank line.
//!
//! In goes a text; out come the facts, and blocks that cover the metadata. The title's
//! value is a [`Role::Title`] block of its own, so that it is shown, found and marked like
//! any other title. Metadata that cannot be read in full are read line by line; a text
//! that only starts like metadata is left to its format.

use super::keys::{Field, field};
use super::record::{Record, Value};
use crate::corpus::article::{Block, Role};
use crate::text::Span;

pub use super::record::Facts;

/// Bytes within which front matter must end.
const LONGEST: usize = 64 * 1024;

/// The metadata of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// Byte at which the article's text begins.
    pub end: usize,
    /// The blocks that cover the metadata.
    pub blocks: Vec<Block>,
    /// What they say.
    pub facts: Facts,
}

/// The front matter of `text`, if it has any.
#[must_use]
pub fn split(text: &str) -> Option<FrontMatter> {
    let (inner, end, record) = match text.as_bytes().first()? {
        b'-' => fenced(text, "---", &["---", "..."]),
        b'+' => fenced(text, "+++", &["+++"]),
        _ => lines(text),
    }?;
    let facts = record.facts();
    let title = facts
        .title
        .as_ref()
        .and_then(|title| title_line(text, inner, title));
    let whole = Span::new(0, end);
    let pieces = match title {
        Some(title) => vec![
            (
                Role::FrontMatter,
                Span {
                    end: title.start,
                    ..whole
                },
            ),
            (Role::Title, title),
            (
                Role::FrontMatter,
                Span {
                    start: title.end,
                    ..whole
                },
            ),
        ],
        None => vec![(Role::FrontMatter, whole)],
    };
    let blocks = pieces
        .into_iter()
        .map(|(role, span)| Block {
            role,
            span: span.trimmed(text),
            inlines: Box::default(),
        })
        .filter(|block| !block.span.is_empty())
        .collect();
    Some(FrontMatter { end, blocks, facts })
}

/// Where the value of the title stands between its key and the line's end.
fn title_line(text: &str, inner: Span, title: &str) -> Option<Span> {
    let mut at = inner.from();
    for line in inner.slice(text).split_inclusive('\n') {
        let key = line.find([':', '=']).filter(|key| {
            let name = line
                .get(..*key)
                .unwrap_or_default()
                .trim()
                .trim_matches('"');
            matches!(field(name), Some((_, Field::Title)))
        });
        if let Some(span) = key.and_then(|key| find(text, at + key + 1, at + line.len(), title)) {
            return Some(span);
        }
        at += line.len();
    }
    None
}

type Read = (Span, usize, Record);

/// Reads metadata between a line `open` and one of `close`.
fn fenced(text: &str, open: &str, close: &[&str]) -> Option<Read> {
    let head = text.get(..text.floor_char_boundary(LONGEST))?;
    let first = head.split_inclusive('\n').next()?;
    if first.trim_end() != open || !first.ends_with('\n') {
        return None;
    }
    let mut at = first.len();
    for line in head.get(at..)?.split_inclusive('\n') {
        if close.contains(&line.trim_end()) {
            let inner = Span::new(first.len(), at);
            let record = record(inner.slice(text), open)?;
            return Some((inner, at + line.len(), record));
        }
        at += line.len();
    }
    None
}

/// The fields of fenced metadata; `None` when there is none, so that the fences are rules
/// around a text.
fn record(inner: &str, open: &str) -> Option<Record> {
    let whole = if open == "+++" {
        toml::from_str(inner).ok()
    } else {
        serde_norway::from_str(inner).ok()
    };
    if let Some(record) = whole.filter(|record: &Record| !record.is_empty()) {
        return Some(record);
    }
    let mut record = Record::default();
    let mut known = inner.trim().is_empty();
    for line in inner.lines() {
        if let Some((key, value)) = pair(line) {
            known = true;
            record.take(key, Value::Text(value.to_owned()));
        }
    }
    known.then_some(record)
}

/// Key and value of a line whose key the table names.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once([':', '='])?;
    let (key, value) = (key.trim(), value.trim().trim_matches(['"', '\'']));
    let known = key.len() <= 24
        && matches!(field(key), Some((_, kind)) if !matches!(kind, Field::Body | Field::Records));
    (known && !value.is_empty()).then_some((key, value))
}

/// Reads lines `Title: …`, `Date: …` at the top, two or more, up to a blank line.
fn lines(text: &str) -> Option<Read> {
    let head = text.get(..text.floor_char_boundary(LONGEST))?;
    // One look at the first line spares most texts the rest.
    pair(head.lines().next()?)?;
    let (mut record, mut count, mut at) = (Record::default(), 0, 0);
    for line in head.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        let (key, value) = line.split_once(':')?;
        if key.len() > 24 || !key.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        if let Some((key, _)) = pair(line) {
            record.take(key, Value::Text(value.trim().to_owned()));
            count += 1;
        }
        at += line.len();
    }
    (count >= 2).then(|| (Span::new(0, at), at, record))
}

/// Where `title` stands in `text` from byte `from` to `to`, letter for letter.
fn find(text: &str, from: usize, to: usize, title: &str) -> Option<Span> {
    let at = text.get(from..to)?.find(title)?;
    (!title.is_empty()).then(|| Span::new(from + at, from + at + title.len()))
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::corpus::Role;

    fn check(text: &str, title: &str, date: &str, rest: &str) {
        let front = split(text).expect(text);
        let shown = front.blocks.iter().find(|block| block.role == Role::Title);
        assert_eq!(
            shown.map_or("", |block| block.span.slice(text)),
            title,
            "{text}"
        );
        assert_eq!(front.facts.title.unwrap_or_default(), title, "{text}");
        let read = front.facts.date.map(|date| date.to_string());
        assert_eq!(read.unwrap_or_default(), date, "{text}");
        assert_eq!(text.split_at(front.end).1.trim(), rest, "{text}");
    }

    #[test]
    fn reads_yaml_toml_and_bare_lines() {
        check(
            "---\ntitle: \"Old: bridge\"\ndate: 2025-08-29\n---\nText.",
            "Old: bridge",
            "2025-08-29",
            "Text.",
        );
        check(
            "+++\r\ntitle = 'Bridge'\r\ndate = 2025-08-29\r\n+++\r\nText.",
            "Bridge",
            "2025-08-29",
            "Text.",
        );
        check(
            "Title: Bridge\nDate: 29 August 2025\nTags: x\n\nText.",
            "Bridge",
            "2025-08-29",
            "Text.",
        );
    }

    #[test]
    fn malformed_metadata_are_read_line_by_line() {
        check(
            "---\ntitle: A: b: c\n  - x\ndate: 2025-08-29\n---\nText.",
            "A: b: c",
            "2025-08-29",
            "Text.",
        );
    }

    #[test]
    fn rules_and_sentences_are_no_metadata() {
        for text in [
            "---\nIt rained.\n\n---\nText.",
            "---\ntitle: never closed\n\nText.",
            "Source: the river\n\nText.",
            "Note: this is a sentence.\nDate: unknown",
            "",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
