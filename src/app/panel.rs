//! Lists that lie over the panes: the keys, the skipped files, the orders to choose from.

use super::articles::ORDERS;
use super::input::Key;
use super::keys::{BINDINGS, Context, written};
use super::list::Selection;
use super::prompt::EDITS;
use super::sidebar::VIEWS;

/// What lies over the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Which list.
    pub kind: Kind,
    /// The selected row, or for the help the first row shown.
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

    /// Number of its rows; `n_skipped` is the number of skipped files.
    #[must_use]
    pub fn len(&self, n_skipped: usize) -> usize {
        match self.kind {
            Kind::Help => help().len(),
            Kind::Skipped => n_skipped,
            Kind::Orders => ORDERS.len(),
            Kind::Views => VIEWS.len(),
        }
    }
}

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// A heading.
    Heading(&'static str),
    /// Keys or a piece of a query, and what they do.
    Entry(String, &'static str),
    /// Nothing.
    Blank,
}

/// The rows of the help: the table of keys, by where they work, then the query language.
#[must_use]
pub fn help() -> Vec<HelpRow> {
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
                rows.push(HelpRow::Entry(written(binding), binding.help));
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
                    .map(|(keys, _, help)| HelpRow::Entry(written(keys), help)),
            );
        }
    }
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Heading("Queries"));
    let example = |(query, help): &(&str, &'static str)| HelpRow::Entry((*query).to_owned(), help);
    rows.extend(QUERIES.iter().map(example));
    rows
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
    ("While typing", &[Context::Typing]),
    ("Everywhere", &[]),
];

/// The query language by example.
pub const QUERIES: &[(&str, &str)] = &[
    ("peace talks", "articles with both words"),
    ("\"security guarantees\"", "the words side by side"),
    ("talks -oil", "without a word"),
    ("Kyiv OR Moscow", "either word"),
    ("(Kyiv OR Moscow) talks", "parentheses group"),
    (
        "guarant*",
        "words that begin so; the word being typed always does",
    ),
    ("title:deal", "in the title"),
    ("source:wire", "from a source"),
    (
        "person:blinken",
        "naming a person; org: place: entity: likewise, by any spelling",
    ),
];

#[cfg(test)]
mod tests {
    use super::{BINDINGS, HelpRow, help};

    #[test]
    fn the_help_tells_every_key_once() {
        let rows = help();
        for binding in BINDINGS {
            let told = rows.iter().filter(|row| {
                matches!(row, HelpRow::Entry(keys, help)
                if *help == binding.help && *keys == super::written(binding))
            });
            assert_eq!(told.count(), 1, "{binding:?}");
        }
    }
}
