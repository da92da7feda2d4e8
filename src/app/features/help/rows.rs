//! What the help says, in rows.

use crate::app::features::FEATURES;
use crate::app::input::Key;
use crate::app::layer::COMMON;
use crate::app::layer::feature::Keys;
use crate::app::parts::edits::EDITS;
use crate::query::GRAMMAR;
use crate::text::{safe, wrap};

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading.
    Heading(&'static str),
    /// Keys or a piece of a query, and what they do.
    Entry(String, String),
    /// Nothing.
    Blank,
}

/// The rows of the help, wrapped for `columns`: the table of keys, by where they work, then
/// the query language.
#[must_use]
pub fn rows(columns: usize) -> Vec<Row> {
    let mut wrapped = Vec::new();
    for section in all_rows().chunk_by(|_, after| !matches!(after, Row::Heading(_))) {
        let widths = section.iter().map(|row| match row {
            Row::Entry(keys, _) => safe::width(keys),
            _ => 0,
        });
        let width = widths.max().unwrap_or(0);
        let room = columns.saturating_sub(width + HELP_GAPS).max(16);
        for row in section {
            let Row::Entry(keys, text) = row else {
                wrapped.push(row.clone());
                continue;
            };
            for (at, line) in wrap::wrap(text, &[], room).into_iter().enumerate() {
                let keys = if at == 0 { keys.as_str() } else { "" };
                let keys = format!("{keys}{}", " ".repeat(width - safe::width(keys)));
                wrapped.push(Row::Entry(keys, line.slice(text).to_owned()));
            }
        }
    }
    wrapped
}

/// Columns before and behind the keys of the help.
const HELP_GAPS: usize = 4;

/// The rows of the help, each text whole.
fn all_rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for heading in sections() {
        if !rows.is_empty() {
            rows.push(Row::Blank);
        }
        rows.push(Row::Heading(heading));
        let here = all_keys().filter(|keys| keys.section == heading);
        let bindings = here.flat_map(|keys| keys.bindings);
        rows.extend(bindings.map(|it| Row::Entry(it.written(), it.help.to_owned())));
        if heading == "While typing" {
            let written = |keys: &[Key]| {
                keys.iter()
                    .map(Key::to_string)
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            rows.extend(
                EDITS
                    .iter()
                    .map(|(keys, _, help)| Row::Entry(written(keys), (*help).to_owned())),
            );
        }
    }
    rows.push(Row::Blank);
    rows.push(Row::Heading("Queries"));
    let example =
        |(query, help): &(&str, &str)| Row::Entry((*query).to_owned(), (*help).to_owned());
    rows.extend(QUERIES.iter().map(example));
    rows.push(Row::Blank);
    rows.push(Row::Heading("Their grammar"));
    rows.extend(GRAMMAR.lines().map(grammar_row));
    rows.push(Row::Blank);
    rows.push(Row::Heading("The finder"));
    rows.extend(FINDER.iter().map(example));
    rows
}

/// A line of the grammar: what it defines, and how.
fn grammar_row(line: &str) -> Row {
    let (name, form) = line.split_once(['=', '|']).unwrap_or((line, ""));
    let sign = line.get(name.len()..=name.len()).unwrap_or_default();
    Row::Entry(name.trim().to_owned(), format!("{sign}{form}"))
}

/// The sections that stand first, and those that stand last; between them stand the others
/// in the order of the table of features.
const FIRST: &[&str] = &[
    "In all panes",
    "In all panes and pages",
    "Moving, in panes and lists",
];
const LAST: &[&str] = &["While typing", "Everywhere"];

/// The sections of the help, each once.
fn sections() -> Vec<&'static str> {
    let named = all_keys().map(|keys| keys.section);
    let others = named.filter(|it| !FIRST.contains(it) && !LAST.contains(it) && !it.is_empty());
    let mut sections = FIRST.to_vec();
    for section in others.chain(LAST.iter().copied()) {
        if !sections.contains(&section) {
            sections.push(section);
        }
    }
    sections
}

/// All keys: those of the shell, then those of each feature.
fn all_keys() -> impl Iterator<Item = &'static Keys> {
    let features = FEATURES.iter().flat_map(|feature| feature.keys);
    COMMON.iter().chain(features)
}

/// What can be typed into the finder.
const FINDER: &[(&str, &str)] = &[
    (
        "rub sec",
        "names with these letters in order, gaps allowed, the words in any order; text with these words",
    ),
    (
        "@kiev",
        "entities, by all their forms; @person: those of a kind",
    ),
    ("#wire", "sources"),
    ("/peace talks", "the text, as the search bar finds it"),
];

/// The query language by example.
pub const QUERIES: &[(&str, &str)] = &[
    (
        "peace talks",
        "articles with both words, in any form: talk, talking",
    ),
    (
        "\"security guarantees\"",
        "the words side by side, as written",
    ),
    ("=talks", "the word as written, no other form of it"),
    ("talks -oil", "without a word"),
    ("Kyiv OR Moscow", "either word"),
    ("(Kyiv OR Moscow) talks", "parentheses group"),
    (
        "guarant*",
        "words that begin so; the word being typed always does",
    ),
    ("zelenski~", "words with a slip in them"),
    (
        "\"talks grain\"~5",
        "the words near each other, in any order",
    ),
    ("title:deal", "in the title; body: in the rest"),
    ("source:wire", "from a source; path: from a file"),
    (
        "date:2023-05..2024",
        "published then; date:>2024-06 later; mentions: the text names such a date",
    ),
    (
        "sort:date",
        "in that order: relevance, date, title, source, length",
    ),
    (
        "person:blinken",
        "by any spelling; org: place: entity: and other kinds likewise",
    ),
    ("place:=Kiev", "an entity where it is spelled just so"),
    ("is:unread tag:x", "marks and tags; nothing is marked yet"),
];

#[cfg(test)]
mod tests {
    use super::{Row, all_keys, all_rows, rows};

    #[test]
    fn the_help_tells_every_key_once() {
        let rows = all_rows();
        for binding in all_keys()
            .filter(|keys| !keys.section.is_empty())
            .flat_map(|it| it.bindings)
        {
            let told = rows.iter().filter(|row| {
                matches!(row, Row::Entry(keys, help)
                if *help == binding.help && *keys == binding.written())
            });
            assert_eq!(told.count(), 1, "{binding:?}");
        }
    }

    #[test]
    fn wrapping_loses_no_word() {
        let words = |rows: Vec<Row>| {
            let texts = rows.into_iter().filter_map(|row| match row {
                Row::Entry(_, text) => Some(text),
                _ => None,
            });
            texts
                .flat_map(|text| text.split(' ').map(str::to_owned).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        assert_eq!(words(rows(40)), words(all_rows()));
    }
}
