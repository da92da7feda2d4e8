//! How many names were found: exact span and kind, over persons, organizations and places.

use dossier::corpus::Article;
use dossier::entities::{Kind, Recognized};
use dossier::text::Span;
use dossier::text::safe::clean;
use std::collections::BTreeSet;
use std::fmt;

use crate::labelled::Document;

/// The kinds that are scored.
const KINDS: [Kind; 3] = [Kind::Person, Kind::Organization, Kind::Place];

/// Names found right, found wrongly, and missed, for each of the scored kinds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally([[usize; 3]; 3]);

/// The kind that a label of a file means, if it is scored.
fn kind(label: &str) -> Option<Kind> {
    match label {
        "PER" | "PERSON" => Some(Kind::Person),
        "ORG" => Some(Kind::Organization),
        "LOC" | "GPE" | "FAC" => Some(Kind::Place),
        _ => None,
    }
}

/// A span without a leading article and a trailing possessive.
fn trimmed(text: &str, span: Span) -> Span {
    let slice = span.slice(text);
    let articles = ["the ", "The ", "THE ", "a ", "A ", "an ", "An "];
    let start = articles
        .iter()
        .find(|article| slice.starts_with(*article))
        .map_or(0, |article| article.len());
    let rest = slice.get(start..).unwrap_or_default();
    let owner = ["'s", "’s", "'"]
        .iter()
        .find_map(|owner| rest.strip_suffix(owner));
    let len = owner.unwrap_or(rest).trim_end_matches(' ').len();
    Span::new(span.from() + start, span.from() + start + len)
}

/// The names of a document, as found and as labelled.
pub(crate) struct Compared {
    right: BTreeSet<(Span, Kind)>,
    wrong: BTreeSet<(Span, Kind)>,
    missed: BTreeSet<(Span, Kind)>,
}

impl Compared {
    /// What was found of a document beside what is labelled in it.
    pub(crate) fn new(document: &Document, recognized: &Recognized) -> Self {
        let text = &document.article.text;
        let wanted: BTreeSet<(Span, Kind)> = document
            .names
            .iter()
            .filter_map(|(span, label)| Some((trimmed(text, *span), kind(label)?)))
            .collect();
        let found = found(&document.article, recognized);
        Self {
            right: &found & &wanted,
            wrong: &found - &wanted,
            missed: &wanted - &found,
        }
    }

    /// A line for each name that was found wrongly (`+`) or missed (`-`), in the order of the
    /// text, with the words around it.
    pub(crate) fn errors(&self, text: &str) -> Vec<String> {
        let wrong = self.wrong.iter().map(|name| (name, '+'));
        let mut errors: Vec<_> = wrong
            .chain(self.missed.iter().map(|name| (name, '-')))
            .collect();
        errors.sort_unstable_by_key(|((span, _), sign)| (*span, *sign));
        let line = |((span, kind), sign): &(&(Span, Kind), char)| {
            let before = text.get(..span.from()).unwrap_or_default();
            let after = text.get(span.to()..).unwrap_or_default();
            let start = before
                .char_indices()
                .rev()
                .nth(AROUND)
                .map_or(0, |(at, _)| at);
            let end = after
                .char_indices()
                .nth(AROUND)
                .map_or(after.len(), |(at, _)| at);
            let around = |part: Option<&str>| {
                let words: Vec<&str> = part.unwrap_or_default().split_whitespace().collect();
                words.join(" ")
            };
            let (before, after) = (around(before.get(start..)), around(after.get(..end)));
            let name = clean(span.slice(text));
            clean(&format!("{sign} {kind}\t{name}\t{before} [{name}] {after}")).into_owned()
        };
        errors.iter().map(line).collect()
    }
}

/// Characters shown on each side of a name.
const AROUND: usize = 60;

impl Tally {
    /// Adds what was found of a document.
    pub(crate) fn add(&mut self, compared: &Compared) {
        let rows = [&compared.right, &compared.wrong, &compared.missed];
        for (row, names) in self.0.iter_mut().zip(rows) {
            for (_, kind) in names {
                if let Some(at) = KINDS.iter().position(|known| known == kind) {
                    row[at] += 1;
                }
            }
        }
    }

    /// How many names were right, wrong and missed, of some kind or over all.
    fn counts(&self, kind: Option<usize>) -> [usize; 3] {
        self.0.map(|row| match kind {
            Some(kind) => row[kind],
            None => row.iter().sum(),
        })
    }

    /// Precision, recall and F1 in percent, of some kind or over all.
    pub(crate) fn rates(&self, kind: Option<usize>) -> [f64; 3] {
        let [right, wrong, missed] = self.counts(kind);
        #[expect(clippy::cast_precision_loss, reason = "counts of names")]
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        [
            share(right, right + wrong),
            share(right, right + missed),
            share(2 * right, 2 * right + wrong + missed),
        ]
    }
}

fn found(article: &Article, recognized: &Recognized) -> BTreeSet<(Span, Kind)> {
    recognized
        .entities
        .iter()
        .filter(|entity| KINDS.contains(&entity.kind))
        .flat_map(|entity| entity.mentions.iter().map(|span| (*span, entity.kind)))
        .map(|(span, kind)| (trimmed(&article.text, span), kind))
        .collect()
}

/// A table: for each kind and for all, precision, recall, F1, and how many are labelled.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {:14}     P     R    F1  labelled", "")?;
        let rows = KINDS
            .iter()
            .enumerate()
            .map(|(at, kind)| (kind.to_string(), Some(at)));
        for (name, kind) in rows.chain([("all".to_owned(), None)]) {
            let [precision, recall, f1] = self.rates(kind);
            let [right, _, missed] = self.counts(kind);
            let labelled = right + missed;
            writeln!(
                f,
                "  {name:14} {precision:5.1} {recall:5.1} {f1:5.1} {labelled:9}"
            )?;
        }
        Ok(())
    }
}
