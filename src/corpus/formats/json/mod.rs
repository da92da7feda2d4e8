//! Records become articles: JSON Lines, a JSON array, one JSON object.
//!
//! In goes a decoded text; out come the articles, and for every record that cannot be read
//! its line and the reason. A record's text is its title, a blank line and its body, read
//! by the rules of plain text. One bad record costs no other.

mod repair;
mod sniff;
mod split;

use super::assemble;
use super::{Format, Parsed, Source, Sure, plain};
use crate::corpus::article::{Article, FormatId, Origin, Skipped};
use crate::corpus::metadata::record::Record;
pub use repair::repair;
use serde_json::error::Category;
use sniff::{is_document, is_lines};
use split::{elements, wrapped};

/// JSON Lines: an article a line.
pub static LINES: Format = Format {
    id: FormatId(2),
    name: "JSON Lines",
    extensions: &["jsonl", "ndjson"],
    is_certain: is_lines,
    sniff: |_| Sure::No,
    read: |source, parsed| {
        let first = source.part.unwrap_or(1);
        read(
            source,
            LINES.id,
            |text, place| Ok(lines(text, first, place)),
            parsed,
        )
    },
    by_line: true,
};

/// JSON: an array of articles, or one.
pub static DOCUMENT: Format = Format {
    id: FormatId(3),
    name: "JSON",
    extensions: &["json"],
    is_certain: is_document,
    sniff: |_| Sure::No,
    read: |source, parsed| read(source, DOCUMENT.id, document, parsed),
    by_line: false,
};

fn read(
    mut source: Source<'_>,
    format: FormatId,
    records: impl FnOnce(&str, &Place<'_>) -> Result<Parsed, String>,
    parsed: &mut Parsed,
) -> Result<(), String> {
    let decoded = source.text()?;
    let place = Place {
        origin: source.origin,
        modified: source.modified,
        encoding: decoded.encoding.as_deref(),
        format,
    };
    let found = records(&decoded.text, &place)?;
    parsed.articles.extend(found.articles);
    parsed.skipped.extend(found.skipped);
    Ok(())
}

/// Where records come from.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The file, or standard input.
    pub origin: &'a Origin,
    /// When the file was last changed, in seconds since 1970.
    pub modified: Option<i64>,
    /// How the bytes were read, when it was not plain UTF-8.
    pub encoding: Option<&'a str>,
    /// What the file is read as.
    pub format: FormatId,
}

/// Reads a record a line, the first of them number `first`; blank lines are passed over.
#[must_use]
pub fn lines(text: &str, first: u32, place: &Place<'_>) -> Parsed {
    let mut parsed = Parsed {
        articles: Vec::with_capacity(text.len() / 2048),
        skipped: Vec::new(),
    };
    for (line, number) in text.split('\n').zip(first..) {
        let line = line.trim();
        if !line.is_empty() {
            take(line, number, place, &mut parsed);
        }
    }
    parsed
}

/// Reads an array of records, one record, an object around an array (`{"articles": […]}`),
/// or records one after the other.
///
/// # Errors
/// Why there is no record in it, in words.
pub fn document(text: &str, place: &Place<'_>) -> Result<Parsed, String> {
    let body = text.trim_start();
    if !body.starts_with(['{', '[']) {
        return Err("is no JSON object or array".to_owned());
    }
    let mut parsed = Parsed::default();
    let mut line = Lines {
        text,
        at: 0,
        line: 1,
    };
    let start = text.len() - body.len();
    let single = body.starts_with('{');
    let inner = if single {
        wrapped(body).map(|at| start + at)
    } else {
        Some(start)
    };
    match inner {
        Some(start) => {
            for (from, to) in elements(text, start + 1) {
                let record = text.get(from..to).unwrap_or_default();
                take(record, line.of(from), place, &mut parsed);
            }
        }
        None => {
            for (from, to) in elements(text, start) {
                let record = text.get(from..to).unwrap_or_default();
                take(record, line.of(from), place, &mut parsed);
            }
        }
    }
    if parsed.articles.is_empty() && parsed.skipped.is_empty() {
        return Err("holds no records".to_owned());
    }
    Ok(parsed)
}

/// Reads one record.
fn take(json: &str, line: u32, place: &Place<'_>, parsed: &mut Parsed) {
    let read = serde_json::from_str(json).or_else(|error| {
        let repaired = repair(json).and_then(|json| serde_json::from_str(&json).ok());
        repaired.ok_or(error)
    });
    let article = match read {
        Ok(record) => article(record, line, place),
        Err(error) => Err(words(&error)),
    };
    match article {
        Ok(article) => parsed.articles.push(article),
        Err(reason) => parsed.skipped.push(Skipped {
            path: format!("{}:{line}", place.origin),
            reason,
        }),
    }
}

/// An error of the JSON parser in words, without its line, which is always 1.
fn words(error: &serde_json::Error) -> String {
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or(&what);
    match error.classify() {
        Category::Eof => format!("broken JSON: it ends early at byte {}", error.column()),
        Category::Data => format!("no record: {what}"),
        _ => format!("broken JSON at byte {}: {what}", error.column()),
    }
}

fn article(mut record: Record, line: u32, place: &Place<'_>) -> Result<Article, String> {
    let body = record.body().filter(|body| !body.trim().is_empty());
    let facts = record.facts();
    let body = body.unwrap_or_default();
    let title = facts.title.as_deref().unwrap_or_default();
    let start = body.trim_start();
    let repeated = start
        .strip_prefix(title)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']));
    let text = match (title.is_empty(), body.is_empty()) {
        (true, true) => return Err("a record without title and text".to_owned()),
        (true, false) => body,
        (false, true) => title.to_owned(),
        (false, false) if repeated => start.to_owned(),
        (false, false) => {
            let mut text = String::with_capacity(title.len() + 2 + body.len());
            text.push_str(title);
            text.push_str("\n\n");
            text.push_str(&body);
            text
        }
    };
    let origin = match place.origin {
        Origin::File(path) => Origin::Record {
            path: path.clone(),
            line,
        },
        Origin::Sample(name) => Origin::Sample(name),
        _ => Origin::Stdin { line },
    };
    let mut raw = plain::raw(text, origin);
    raw.format = place.format;
    raw.titled = !title.is_empty();
    raw.modified = place.modified;
    raw.encoding = place.encoding.map(str::to_owned);
    raw.facts = facts;
    Ok(assemble::article(raw))
}

/// Numbers of lines, asked for in rising order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> u32 {
        let between = self.text.get(self.at..at).unwrap_or_default();
        let ends = between.bytes().filter(|byte| *byte == b'\n').count();
        self.line += u32::try_from(ends).unwrap_or(0);
        self.at = at;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENT, LINES, Parsed, Place, document, lines};
    use crate::corpus::formats::Start;
    use crate::corpus::{Article, Evidence, Origin, Role};
    use proptest::prelude::*;

    fn place(origin: &Origin) -> Place<'_> {
        Place {
            origin,
            modified: None,
            encoding: None,
            format: LINES.id,
        }
    }

    fn show(parsed: &Parsed) -> Vec<String> {
        let article = |article: &Article| {
            let line = article.card.origin.line().unwrap_or(0);
            format!("{line} {} {:?}", article.card.title.text, article.text)
        };
        let skipped = parsed
            .skipped
            .iter()
            .map(|skipped| format!("{}: {}", skipped.path, skipped.reason));
        parsed.articles.iter().map(article).chain(skipped).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let origin = Origin::file("a.jsonl");
        assert_eq!(show(&lines(text, 1, &place(&origin))), expected);
    }

    fn check_document(text: &str, expected: &[&str]) {
        let origin = Origin::file("a.json");
        assert_eq!(
            show(&document(text, &place(&origin)).unwrap()),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_line_is_an_article() {
        check(
            "{\"title\":\"One\",\"body\":\"Text.\"}\r\n\n{\"body\":\"It rained. Much.\"}",
            &[
                "1 One \"One\\n\\nText.\"",
                "3 It rained \"It rained. Much.\"",
            ],
        );
    }

    #[test]
    fn a_title_in_the_body_is_not_repeated() {
        check(
            r#"{"title":"One","body":"\nOne\nText."}"#,
            &["1 One \"One\\nText.\""],
        );
        check(
            r#"{"title":"One","body":"One more text."}"#,
            &["1 One \"One\\n\\nOne more text.\""],
        );
    }

    #[test]
    fn a_broken_line_costs_no_other() {
        check(
            "{\"body\":\"It rained.\"}\n{\"body\":\n[1]\n{\"id\":1}\n{\"body\":\"It snowed.\"}",
            &[
                "1 It rained \"It rained.\"",
                "5 It snowed \"It snowed.\"",
                "a.jsonl:2: broken JSON: it ends early at byte 8",
                "a.jsonl:3: no record: invalid type: sequence, expected an object",
                "a.jsonl:4: a record without title and text",
            ],
        );
    }

    #[test]
    fn arrays_objects_and_wrappers_are_read() {
        let one = "[\n {\"body\":\"It [rained].\"},\n {\"body\":\"It \\\"snowed\\\".\"}\n]";
        check_document(
            one,
            &[
                "2 It [rained] \"It [rained].\"",
                "3 It \"snowed\" \"It \\\"snowed\\\".\"",
            ],
        );
        check_document(
            " {\"body\":\"It rained.\"} ",
            &["1 It rained \"It rained.\""],
        );
        check_document(
            "{\"n\":1,\n\"items\":[\n{\"body\":\"It rained.\"}]}",
            &["3 It rained \"It rained.\""],
        );
        check_document(
            "{\"body\":\"A.\"}\n{\"body\":\"B.\"}",
            &["1 A \"A.\"", "2 B \"B.\""],
        );
        check_document(
            "[{\"body\":\"A.\"},{\"body\"},{\"body\":\"B.\"}",
            &[
                "1 A \"A.\"",
                "1 B \"B.\"",
                "a.json:1: broken JSON at byte 8: expected `:`",
            ],
        );
    }

    #[test]
    fn fields_are_facts() {
        let origin = Origin::Stdin { line: 0 };
        let json = r#"{"id":12,"title":"One","source":"Post","date":"2025-08-29","body":"Text.\n\n- a: b"}"#;
        let article = lines(json, 1, &place(&origin)).articles.remove(0);
        assert_eq!(article.card.name, "12");
        let (source, date) = (article.card.source.unwrap(), article.card.date.unwrap());
        assert_eq!(
            (&*source.value, source.evidence),
            ("Post", Evidence::Metadata)
        );
        assert_eq!(date.value.to_string(), "2025-08-29");
        let roles: Vec<Role> = article.blocks.iter().map(|block| block.role).collect();
        assert_eq!(roles, [Role::Title, Role::Paragraph, Role::Bullet(0)]);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[\\[\\]{}\",:a\\\\ \n]{0,40}") {
            let origin = Origin::file("a.json");
            let _ = document(&text, &place(&origin));
            let _ = lines(&text, 1, &place(&origin));
            let start = Start::new(text.as_bytes());
            let _ = ((LINES.is_certain)(&start), (DOCUMENT.is_certain)(&start));
        }
    }
}
