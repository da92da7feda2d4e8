//! What is found, hidden, scored and counted.

use super::model::{Built, Model, NAMES, collection, ids};
use super::tree::{Tree, tree};
use crate::support::properties::cases;
use dossier::query::{Extent, Filter, Mode, Sort, Value, explain, facets, parse, search};
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn search_finds_what_a_scan_finds(
        batches in collection(),
        tree in tree(),
        filters in prop::collection::vec((0..NAMES.len(), any::<bool>()), 0..3),
    ) {
        let built = Built::new(&batches);
        let written = tree.written();
        let query = parse(&written, Mode::Whole);
        let unmarked = query.problems.iter().all(|problem| problem.message.contains("not marked"));
        prop_assert!(unmarked, "{written}: {:?}", query.problems);
        let models: Vec<&Model> = batches.iter().flatten().collect();
        let chips: Vec<Filter> = filters
            .iter()
            .map(|(n, exclude)| Filter { value: Value::Entity(NAMES[*n].1, NAMES[*n].0.into()), exclude: *exclude })
            .collect();
        let passes = |model: &Model, skip: usize| {
            let mut others = filters.iter().enumerate().filter(|(n, _)| *n != skip);
            others.all(|(_, (name, exclude))| model.names.contains(name) != *exclude)
        };
        let holding = |tree: &Tree| -> Vec<(u32, &Model)> {
            let all = (0..).zip(models.iter().copied());
            all.filter(|(n, model)| tree.holds(model, *n as usize)).collect()
        };
        let mut answers = holding(&tree);
        let loose = tree.loosened().map(|loose| holding(&loose)).unwrap_or_default();
        let any_of = answers.is_empty() && !loose.is_empty();
        if any_of {
            answers = loose;
        }
        let expected: Vec<u32> =
            answers.iter().filter(|(_, model)| passes(model, usize::MAX)).map(|(n, _)| *n).collect();

        let found = search(built.view(), &query, &chips, Sort::File, Extent::All);
        prop_assert_eq!(ids(&found.hits), expected.clone(), "{}", written);
        prop_assert_eq!(found.n_before_filters, answers.len());
        prop_assert_eq!(found.any_of, any_of);
        let silent = !any_of && found.missing.is_empty();
        prop_assert_eq!(found.notes().is_empty(), silent);
        for (skip, hidden) in found.hidden_by.iter().enumerate() {
            let without = answers.iter().filter(|(_, model)| passes(model, skip)).count();
            prop_assert_eq!(*hidden, without - expected.len());
        }

        let by_score = search(built.view(), &query, &chips, Sort::Relevance, Extent::All).hits;
        let mut sorted = by_score.clone();
        sorted.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
        prop_assert_eq!(&by_score, &sorted);
        prop_assert_eq!(by_score.iter().map(|hit| hit.article.0).collect::<BTreeSet<_>>(), expected.into_iter().collect());
        for hit in &by_score {
            let sum: f32 = explain(built.view(), &query, hit.article).iter().map(|part| part.score).sum();
            prop_assert!((sum - hit.score).abs() <= 1e-4 * (1.0 + sum), "{sum} {}", hit.score);
        }

        if let Some(asked) = tree.asked() {
            let models: Vec<&Model> = batches.iter().flatten().collect();
            for hit in &by_score {
                let naive = asked.score(models[hit.article.index()], &models);
                prop_assert!((naive - hit.score).abs() <= 1e-4 * (1.0 + naive), "{written}: {naive} {}", hit.score);
            }
        }

        let counted = facets(built.view(), &by_score);
        let mut recount: BTreeMap<&str, u32> = BTreeMap::new();
        for hit in &by_score {
            for id in built.catalog.entities_of(hit.article) {
                *recount.entry(built.catalog.get(id).unwrap().name).or_default() += 1;
            }
        }
        prop_assert!(counted.is_sorted_by_key(|(id, count)| (Reverse(*count), *id)));
        let named = counted.iter().map(|(id, count)| (built.catalog.get(*id).unwrap().name, *count));
        prop_assert_eq!(named.collect::<BTreeMap<_, _>>(), recount);
    }
}
