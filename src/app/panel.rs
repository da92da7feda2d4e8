//! Lists that lie over the panes: the keys, the skipped files, the orders to choose from, the
//! reasons of a hit.

use super::bindings::{BINDINGS, NAMED, PAGES};
use super::input::Key;
use super::keys::{Context, written};
use super::list::Selection;
use super::prompt::EDITS;
use crate::query::GRAMMAR;
use crate::text::{safe, wrap};

/// What lies over the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Which list.
    pub kind: Kind,
    /// The selected row, or for a text the first row shown.
    pub selection: Selection,
}

/// Which list lies over the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The keys.
    Help,
    /// The skipped files.
    Skipped,
    /// The orders of the article list.
    Orders,
    /// What the sidebar counts, and its orders.
    Views,
    /// The spellings of an entity, to split one off.
    Forms,
    /// The kinds that an entity can be of.
    Kinds,
    /// Names that may be one.
    Suggestions,
    /// The orders of the mentions in a dossier.
    Lines,
    /// The orders of the table of entities.
    Rows,
    /// Why an article is a hit.
    Why,
}

impl Kind {
    /// Whether it is a text to scroll rather than rows to choose from.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Help | Self::Why)
    }
}

impl Panel {
    /// A panel with the given row selected.
    #[must_use]
    pub fn new(kind: Kind, selected: usize) -> Self {
        Self {
            kind,
            selection: Selection {
                selected,
                offset: 0,
            },
        }
    }
}

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// A heading.
    Heading(&'static str),
    /// Keys or a piece of a query, and what they do.
    Entry(String, String),
    /// Nothing.
    Blank,
}

/// Columns of the help, at most.
pub const HELP_COLUMNS: u16 = 92;
/// The rows of the help, wrapped for `columns`: the table of keys, by where they work, then
/// the query language.
#[must_use]
pub fn help(columns: usize) -> Vec<HelpRow> {
    let mut wrapped = Vec::new();
    for section in help_rows().chunk_by(|_, after| !matches!(after, HelpRow::Heading(_))) {
        let widths = section.iter().map(|row| match row {
            HelpRow::Entry(keys, _) => safe::width(keys),
            _ => 0,
        });
        let width = widths.max().unwrap_or(0);
        let room = columns.saturating_sub(width + HELP_GAPS).max(16);
        for row in section {
            let HelpRow::Entry(keys, text) = row else {
                wrapped.push(row.clone());
                continue;
            };
            for (at, line) in wrap::wrap(text, &[], room).into_iter().enumerate() {
                let keys = if at == 0 { keys.as_str() } else { "" };
                let keys = format!("{keys}{}", " ".repeat(width - safe::width(keys)));
                wrapped.push(HelpRow::Entry(keys, line.slice(text).to_owned()));
            }
        }
    }
    wrapped
}

/// Columns before and behind the keys of the help.
pub const HELP_GAPS: usize = 4;

/// The rows of the help, each text whole.
fn help_rows() -> Vec<HelpRow> {
    let mut rows = Vec::new();
    let mut told = Vec::new();
    for (heading, contexts) in SECTIONS {
        if !rows.is_empty() {
            rows.push(HelpRow::Blank);
        }
        rows.push(HelpRow::Heading(heading));
        for (at, binding) in BINDINGS.iter().enumerate() {
            if binding.contexts == *contexts || (contexts.is_empty() && !told.contains(&at)) {
                told.push(at);
                rows.push(HelpRow::Entry(written(binding), binding.help.to_owned()));
            }
        }
        if heading == &"While typing" {
            let written = |keys: &[Key]| {
                keys.iter()
                    .map(Key::to_string)
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            rows.extend(
                EDITS
                    .iter()
                    .map(|(keys, _, help)| HelpRow::Entry(written(keys), (*help).to_owned())),
            );
        }
    }
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Heading("Queries"));
    let example =
        |(query, help): &(&str, &str)| HelpRow::Entry((*query).to_owned(), (*help).to_owned());
    rows.extend(QUERIES.iter().map(example));
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Heading("Their grammar"));
    rows.extend(GRAMMAR.lines().map(grammar_row));
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Heading("The finder"));
    rows.extend(FINDER.iter().map(example));
    rows
}

/// A line of the grammar: what it defines, and how.
fn grammar_row(line: &str) -> HelpRow {
    let (name, form) = line.split_once(['=', '|']).unwrap_or((line, ""));
    let sign = line.get(name.len()..=name.len()).unwrap_or_default();
    HelpRow::Entry(name.trim().to_owned(), format!("{sign}{form}"))
}

/// Headings of the help and the contexts whose bindings stand under them; the last takes
/// what is left.
const SECTIONS: &[(&str, &[Context])] = &[
    (
        "In all panes",
        &[Context::Articles, Context::Reader, Context::Entities],
    ),
    (
        "Moving, in panes and lists",
        &[
            Context::Articles,
            Context::Reader,
            Context::Entities,
            Context::Dossier,
            Context::Roster,
            Context::Panel,
        ],
    ),
    ("In the article list", &[Context::Articles]),
    ("In the reader", &[Context::Reader]),
    ("In the entities", &[Context::Entities]),
    (
        "In the entities and the reader",
        &[Context::Entities, Context::Reader],
    ),
    ("Correcting names, where an entity is at hand", NAMED),
    ("Correcting names, anywhere", PAGES),
    ("In lists over the panes", &[Context::Panel]),
    ("In a dossier", &[Context::Dossier]),
    ("In the table of entities", &[Context::Roster]),
    (
        "In a dossier and the table",
        &[Context::Dossier, Context::Roster],
    ),
    ("While typing", &[Context::Typing]),
    ("Everywhere", &[]),
];

/// What can be typed into the finder.
pub const FINDER: &[(&str, &str)] = &[
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
    use super::{BINDINGS, HelpRow, help, help_rows};

    #[test]
    fn the_help_tells_every_key_once() {
        let rows = help_rows();
        for binding in BINDINGS {
            let told = rows.iter().filter(|row| {
                matches!(row, HelpRow::Entry(keys, help)
                if *help == binding.help && *keys == super::written(binding))
            });
            assert_eq!(told.count(), 1, "{binding:?}");
        }
    }

    #[test]
    fn wrapping_loses_no_word() {
        let words = |rows: Vec<HelpRow>| {
            let texts = rows.into_iter().filter_map(|row| match row {
                HelpRow::Entry(_, text) => Some(text),
                _ => None,
            });
            texts
                .flat_map(|text| text.split(' ').map(str::to_owned).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        assert_eq!(words(help(40)), words(help_rows()));
    }
}
