//! The first hits alone, against the first of all hits.

use super::model::{Built, Model, NAMES, collection, ids, model};
use super::tree::tree;
use crate::support::properties::cases;
use dossier::corpus::Role;
use dossier::query::{Extent, Filter, Mode, Query, Results, Sort, Value, parse, search};
use proptest::prelude::*;

/// All orders.
const SORTS: [Sort; 6] = [
    Sort::Relevance,
    Sort::File,
    Sort::Newest,
    Sort::Title,
    Sort::Source,
    Sort::Longest,
];

/// Queries that a block's highest score can shorten, and others beside them.
const QUERIES: [&str; 12] = [
    "=rate",
    "=rates",
    "=bank",
    "rate",
    "rat*",
    "\"bank rate\"",
    "\"rate rates rating\"",
    "bank rate",
    "bank OR krakow",
    "title:rate",
    "rate -bank",
    "bnak~",
];

/// Large collections of few different articles, in batches.
fn large() -> impl Strategy<Value = Vec<Vec<Model>>> {
    let models = prop::collection::vec(model(), 1..24);
    let picks = prop::collection::vec(
        prop::collection::vec(any::<prop::sample::Index>(), 1..500),
        1..3,
    );
    (models, picks).prop_map(|(models, picks)| {
        let batch = |picks: &Vec<prop::sample::Index>| {
            picks.iter().map(|pick| pick.get(&models).clone()).collect()
        };
        picks.iter().map(batch).collect()
    })
}

/// Segments of several windows, in which some articles are frequent and some rare, and some
/// hold words more often than a byte can count.
fn wide() -> impl Strategy<Value = Vec<Vec<Model>>> {
    let often = (model(), 4_usize..7, 15_usize..40).prop_map(|(mut model, in_title, in_body)| {
        model.blocks = vec![
            (Role::Title, vec!["rate"; in_title]),
            (Role::Paragraph, vec!["rates"; in_body]),
            (Role::Paragraph, vec!["bank"; in_body / 2]),
        ];
        model
    });
    let of = prop::collection::vec(prop_oneof![4 => model(), 1 => often], 2..16);
    (of, prop::collection::vec(any::<u8>(), 2050..4500)).prop_map(|(models, picks)| {
        let pick = |pick: &u8| (usize::from(*pick).pow(2) * models.len()) >> 16;
        vec![picks.iter().map(|n| models[pick(n)].clone()).collect()]
    })
}

fn check(
    built: &Built,
    query: &Query,
    filters: &[Filter],
    sort: Sort,
    k: usize,
) -> Result<(), TestCaseError> {
    let all = search(built.view(), query, filters, sort, Extent::All);
    prop_assert_eq!(all.n_hits, all.hits.len());
    let first = search(built.view(), query, filters, sort, Extent::First(k));
    let expected = &all.hits[..k.min(all.hits.len())];
    prop_assert_eq!(ids(&first.hits), ids(expected));
    for (a, b) in first.hits.iter().zip(expected) {
        prop_assert!(
            (a.score - b.score).abs() <= 1e-5 * (1.0 + a.score),
            "{a:?} {b:?}"
        );
    }
    let rest = |results: &Results| Results {
        hits: Vec::new(),
        ..results.clone()
    };
    prop_assert_eq!(rest(&first), rest(&all));
    Ok(())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_first_hits_are_the_first_of_all(
        batches in collection(),
        tree in tree(),
        filter in prop::option::of((0..NAMES.len(), any::<bool>())),
        sort in prop::sample::select(&SORTS[..]),
        k in 1_usize..12,
    ) {
        let built = Built::new(&batches);
        let filter = filter.map(|(n, exclude)| Filter { value: Value::Entity(NAMES[n].1, NAMES[n].0.into()), exclude });
        check(&built, &parse(&tree.written(), Mode::Whole), filter.as_slice(), sort, k)?;
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn the_best_of_many_are_the_best_of_all(batches in large(), k in 1_usize..300) {
        let built = Built::new(&batches);
        for query in QUERIES {
            check(&built, &parse(query, Mode::Whole), &[], Sort::Relevance, k)?;
        }
    }

    #[test]
    fn phrases_are_found_wherever_they_stand(batches in large()) {
        let built = Built::new(&batches);
        for phrase in ["bank rate", "rate rate", "rates rate bank", "rate rate rate"] {
            let words: Vec<&str> = phrase.split(' ').collect();
            let holds = |model: &Model| {
                let blocks = model.terms();
                let mut windows = blocks.iter().flat_map(|(_, terms)| terms.windows(words.len()));
                windows.any(|window| window == words)
            };
            let models = (0..).zip(batches.iter().flatten());
            let expected: Vec<u32> = models.filter(|(_, model)| holds(model)).map(|(id, _)| id).collect();
            let query = parse(&format!("\"{phrase}\""), Mode::Whole);
            let found = search(built.view(), &query, &[], Sort::File, Extent::All);
            prop_assert_eq!(ids(&found.hits), expected.clone(), "{}", phrase);
            let best = search(built.view(), &query, &[], Sort::Relevance, Extent::First(5));
            prop_assert_eq!(best.n_hits, expected.len(), "{}", phrase);
        }
    }
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn the_best_are_in_any_window(batches in wide(), k in 1_usize..300) {
        let built = Built::new(&batches);
        for query in QUERIES.into_iter().chain(["title:rate bank", "body:rate", "the OR bank rate~"]) {
            check(&built, &parse(query, Mode::Whole), &[], Sort::Relevance, k)?;
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn articles_that_the_index_lacks_are_hits(batches in collection(), k in 1_usize..10) {
        let mut built = Built::new(&batches);
        built.index = Built::new(&batches[..1]).index;
        let query = parse("rate OR -bank", Mode::Whole);
        check(&built, &query, &[], Sort::Relevance, k)?;
    }
}
