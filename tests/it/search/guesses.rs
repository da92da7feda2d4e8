//! What may be meant by a word that no article has.

use super::asked::edits;
use super::model::{Built, Model, collection};
use crate::support::properties::cases;
use dossier::query::{Extent, Mode, Sort, parse, search};
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn unknown_words_are_guessed(batches in collection(), word in "[abknrt]{2,6}|uz|kraokw") {
        let built = Built::new(&batches);
        let models: Vec<&Model> = batches.iter().flatten().collect();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for model in models {
            let terms: BTreeSet<String> = model.terms().into_iter().flat_map(|(_, terms)| terms).collect();
            for term in terms {
                *known.entry(term).or_default() += 1;
            }
        }
        let found = search(built.view(), &parse(&format!("={word}"), Mode::Whole), &[], Sort::File, Extent::All);
        prop_assert_eq!(found.missing.is_empty(), known.contains_key(&word));
        let most = if word.len() < 3 { 0 } else { 1 + usize::from(word.len() > 5) };
        let distance = |term: &str| {
            let [a, b] = [word.as_str(), term].map(|word| word.chars().collect::<Vec<_>>());
            edits(&a, &b)
        };
        let mut near: Vec<(usize, Reverse<usize>, String)> =
            known.into_iter().map(|(term, n)| (distance(&term), Reverse(n), term)).collect();
        near.retain(|(distance, ..)| *distance <= most);
        near.sort();
        let expected: Vec<String> = near.into_iter().take(3).map(|(.., term)| term).collect();
        for missing in &found.missing {
            prop_assert_eq!(&missing.suggestions, &expected);
        }
    }
}
