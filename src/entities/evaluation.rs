//! The resolver on names that somebody else found.
//!
//! In go the names of an article in order, each with its kind; out comes which of them are
//! one entity. This is what a labelled collection measures: recognition is taken for
//! granted, so the figures say how well spellings are brought together and nothing else.

use super::coreference::resolve;
use crate::entities::kind::{Basis, Kind};
use crate::entities::known::lexicon::{End, Lexicon};
use crate::entities::known::word_key::{Key, key};
use crate::entities::recognizer::Recognizer;
use crate::entities::spotting::surface_forms::SurfaceForm;
use crate::text::tokens::{Class, tokens};
use hashbrown::HashMap;

impl Recognizer {
    /// The number of each name's entity, from 0; equal numbers are one entity.
    #[must_use]
    pub fn clusters(&self, names: &[(&str, Kind)]) -> Vec<usize> {
        let mut known: HashMap<(Key, Kind), usize> = HashMap::new();
        let mut surface_forms: Vec<SurfaceForm> = Vec::new();
        let mut texts: Vec<String> = Vec::new();
        let mut surface_of = Vec::with_capacity(names.len());
        for (at, (text, kind)) in names.iter().enumerate() {
            let (key, entry) = walk(&self.lexicon, text);
            let entry = entry.filter(|entry| self.lexicon.entry(*entry).kind == *kind);
            let surface = *known.entry((key, *kind)).or_insert_with(|| {
                texts.push((*text).to_owned());
                surface_forms.push(SurfaceForm {
                    key,
                    kind: *kind,
                    entry,
                    mentions: Vec::new(),
                    titles: Vec::new(),
                    basis: Basis::Rule,
                });
                surface_forms.len() - 1
            });
            surface_forms[surface].mentions.push(at..at + 1);
            surface_of.push(surface);
        }
        let clusters = resolve(&surface_forms, texts, &self.lexicon);
        let mut cluster_of = vec![0; surface_forms.len()];
        for (number, cluster) in clusters.iter().enumerate() {
            for surface in &cluster.surface_forms {
                cluster_of[*surface] = number;
            }
        }
        surface_of
            .into_iter()
            .map(|surface| cluster_of[surface])
            .collect()
    }
}

/// The key of a name's words, and the entry that it is known by as a whole.
fn walk(lexicon: &Lexicon, name: &str) -> (Key, Option<u32>) {
    let (mut at, mut node) = (0, None);
    for token in tokens(name) {
        if matches!(token.class, Class::Word | Class::Number) {
            (at, node) = lexicon.step(at, key(token.span.slice(name)));
        }
    }
    let entry = match node.and_then(|node| node.end) {
        Some(End::Name(entry)) => Some(entry),
        _ => None,
    };
    (at, entry)
}

#[cfg(test)]
mod tests {
    use crate::entities::kind::Kind;
    use crate::entities::testing::RECOGNIZER;

    #[test]
    fn names_found_elsewhere_are_brought_together() {
        let names = [
            ("Marco Rubio", Kind::Person),
            ("Kiev", Kind::Place),
            ("Rubio", Kind::Person),
            ("Kyiv", Kind::Place),
            ("Kyiv", Kind::Organization),
        ];
        let found = RECOGNIZER.clusters(&names);
        let same = |a: usize, b: usize| found[a] == found[b];
        assert!(same(0, 2) && same(1, 3) && !same(0, 1) && !same(3, 4));
    }
}
