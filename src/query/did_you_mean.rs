//! What may be meant by a word that no article has.
//!
//! In goes the word; out come the terms of the collection that are a slip or two from it:
//! the nearest first, then those of the most articles. For the name of an entity it is the
//! entities that such a slip leads to. With them goes the query as it may be meant.

use super::matching::entities::entities;
use crate::query::results::Missing;
use crate::query::syntax::ast::Named;
use crate::query::terms::edit_distance::Typo;
use crate::query::view::View;
use crate::text::Span;
use crate::text::tokens::{term, tokens};
use hashbrown::HashMap;
use std::cmp::Reverse;

/// Most terms offered for a word.
const MOST: usize = 3;

/// The terms that may be meant by a word.
pub(crate) fn suggestions(view: View<'_>, word: &str) -> Vec<String> {
    let typo = Typo::new(word);
    let mut found: HashMap<&str, (u8, u64)> = HashMap::new();
    for (_, segment) in view.index.segments() {
        for (id, distance) in typo.near(segment.lexicon()) {
            let (_, n_with) = found
                .entry(segment.lexicon().get(id))
                .or_insert((distance, 0));
            *n_with += u64::from(segment.cursor(id).n_articles());
        }
    }
    let mut ordered: Vec<(&str, (u8, u64))> = found.into_iter().collect();
    ordered.sort_unstable_by_key(|(term, (distance, n))| (*distance, Reverse(*n), *term));
    let terms = ordered.into_iter().take(MOST);
    terms.map(|(term, _)| term.to_owned()).collect()
}

/// The names of the entities that may be meant by a name that none has: those that one of
/// its words leads to, if it is put right; the most frequent first.
pub(crate) fn names(view: View<'_>, named: &Named) -> Vec<String> {
    let wrong = tokens(&named.name).filter(|token| token.is_term());
    let wrong: Vec<Span> = wrong.map(|token| token.span).collect();
    let mut found: Vec<(u64, String)> = Vec::new();
    for span in wrong {
        for right in suggestions(view, &term(span.slice(&named.name))) {
            let meant = Named {
                name: replaced(&named.name, span, &right),
                ..named.clone()
            };
            for id in entities(view, &meant) {
                if let Some(entity) = view.catalog.get(id) {
                    found.push((entity.articles.len() as u64, entity.name.to_owned()));
                }
            }
        }
    }
    found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found.dedup();
    found.truncate(MOST);
    found.into_iter().map(|(_, name)| name).collect()
}

/// A query with the likeliest suggestion in the place of each word and name that is missing;
/// `None` where there is none to take.
#[must_use]
pub fn corrected(input: &str, missing: &[Missing]) -> Option<String> {
    let mut changes: Vec<(Span, String)> = missing
        .iter()
        .filter_map(|missing| {
            let right = missing.suggestions.first()?;
            let span = place(input, missing)?;
            let whole = span == missing.span && right.contains(' ');
            let right = if whole {
                format!("\"{}\"", right.replace('"', " "))
            } else {
                right.clone()
            };
            Some((span, right))
        })
        .collect();
    changes.sort_by_key(|(span, _)| Reverse(*span));
    changes.dedup_by(|next, kept| next.0.overlaps(kept.0));
    let corrected = changes
        .iter()
        .fold(input.to_owned(), |text, (span, right)| {
            replaced(&text, *span, right)
        });
    (corrected != input).then_some(corrected)
}

/// Where the input has what is missing: one word of a phrase, or a whole name.
fn place(input: &str, missing: &Missing) -> Option<Span> {
    let value = missing.span.slice(input);
    let mut words = tokens(value).filter(|token| token.is_term());
    let word = words.find(|token| term(token.span.slice(value)) == missing.text);
    match word {
        Some(token) => Some(token.span.shifted(missing.span.from())),
        // What is missing is a name, not a term.
        None => value.contains(&missing.text).then_some(missing.span),
    }
}

fn replaced(text: &str, span: Span, with: &str) -> String {
    let before = text.get(..span.from()).unwrap_or_default();
    let behind = text.get(span.to()..).unwrap_or_default();
    [before, with, behind].concat()
}

#[cfg(test)]
mod tests {
    use super::{Missing, Span, corrected};

    /// `missing` has the text in the input, the span's, what is missing, and what is meant.
    fn check(input: &str, missing: &[(&str, &str, &str)], expected: Option<&str>) {
        let missing = missing.iter().map(|(value, text, meant)| {
            let at = input.find(value).unwrap();
            Missing {
                span: Span::new(at, at + value.len()),
                text: (*text).to_owned(),
                suggestions: vec![(*meant).to_owned()],
            }
        });
        let missing: Vec<Missing> = missing.collect();
        assert_eq!(corrected(input, &missing).as_deref(), expected, "{input}");
    }

    #[test]
    fn what_is_meant_takes_the_place_of_what_is_missing() {
        check("Bnak -oil", &[("Bnak", "bnak", "bank")], Some("bank -oil"));
        check("=bnak*", &[("bnak*", "bnak", "bank")], Some("=bank*"));
        check(
            "a title:\"the bnak of\" raet",
            &[
                ("\"the bnak of\"", "bnak", "bank"),
                ("raet", "raet", "rate"),
            ],
            Some("a title:\"the bank of\" rate"),
        );
        check(
            "person:blinkn x",
            &[("blinkn", "blinkn", "Antony Blinken")],
            Some("person:\"Antony Blinken\" x"),
        );
        check(
            "person:\"A. Blinkn\"",
            &[("\"A. Blinkn\"", "A. Blinkn", "Antony Blinken")],
            Some("person:\"Antony Blinken\""),
        );
        check("bank", &[], None);
    }
}
