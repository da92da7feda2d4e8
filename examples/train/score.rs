//! How many names were found: exact span and kind, over persons, organizations and places.

use dossier::corpus::Article;
use dossier::entities::{Kind, Recognized};
use dossier::text::Span;
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

impl Tally {
    /// Adds what was found of a document.
    pub(crate) fn add(&mut self, document: &Document, recognized: &Recognized) {
        let text = &document.article.text;
        let wanted: BTreeSet<(Span, Kind)> = document
            .names
            .iter()
            .filter_map(|(span, label)| Some((trimmed(text, *span), kind(label)?)))
            .collect();
        let found = found(&document.article, recognized);
        for (row, names) in [
            found.intersection(&wanted).collect::<Vec<_>>(),
            found.difference(&wanted).collect(),
            wanted.difference(&found).collect(),
        ]
        .into_iter()
        .enumerate()
        {
            for (_, kind) in names {
                if let Some(at) = KINDS.iter().position(|known| known == kind) {
                    self.0[row][at] += 1;
                }
            }
        }
    }

    /// Precision, recall and F1 in percent, of some kind or over all.
    pub(crate) fn rates(&self, kind: Option<usize>) -> [f64; 3] {
        let [right, wrong, missed] = self.0.map(|row| match kind {
            Some(kind) => row[kind],
            None => row.iter().sum(),
        });
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

/// One row of a table: precision, recall, F1 over all, then F1 of each kind.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [precision, recall, f1] = self.rates(None);
        write!(f, "P {precision:.1}  R {recall:.1}  F1 {f1:.1}  (")?;
        for (at, kind) in KINDS.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            write!(f, "{comma}{kind} {:.1}", self.rates(Some(at))[2])?;
        }
        f.write_str(")")
    }
}
