//! What an explanation says of a hit, against a scan.

use super::merging::{picked, remove, settle, worn};
use super::model::{Built, Model, collection};
use super::tree::{Tree, words};
use crate::support::properties::cases;
use dossier::corpus::Role;
use dossier::index::Bm25;
use dossier::index::scoring::bm25::Explanation;
use dossier::query::{Extent, Mode, NEARNESS, Sort, explain, parse, search};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Holds an explanation of a word or phrase against the articles that there are.
fn same(part: &Explanation, tree: &Tree, models: &[(usize, &Model)], bm25: &Bm25) {
    let with = models.iter().filter(|(n, model)| tree.holds(model, *n));
    assert_eq!(part.n_with, with.count() as u64, "{tree:?}");
    if let Some(asked) = tree.asked() {
        let of_word = |at: usize| {
            let with = models.iter().filter(|(_, model)| asked.has(model, at));
            with.count() as u64
        };
        let expected: Vec<u64> = (0..asked.terms.len()).map(of_word).collect();
        let said: Vec<u64> = part.rarity_of.iter().map(|(_, n)| *n).collect();
        let is_own = expected == [part.n_with];
        assert_eq!(said, if is_own { vec![] } else { expected }, "{tree:?}");
    }
    let rarity_of = part.rarity_of.iter().map(|(_, n)| *n);
    let own = part.rarity_of.is_empty().then_some(part.n_with);
    let idf: f32 = rarity_of.chain(own).map(|n| bm25.idf(n)).sum();
    assert!((idf - part.idf).abs() < 1e-5, "{tree:?}");
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn an_explanation_counts_the_articles_that_there_are(
        batches in collection(),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
        merged in any::<[bool; 2]>(),
        trees in prop::collection::vec(words(), 1..4),
    ) {
        let removed = picked(&picks, batches.iter().map(Vec::len).sum());
        let built = worn(&batches, &removed, merged);
        let all = batches.iter().flatten().enumerate();
        let models: Vec<(usize, &Model)> =
            all.filter(|(n, _)| !removed.iter().any(|id| *id as usize == *n)).collect();
        let written: Vec<String> = trees.iter().map(Tree::written).collect();
        let query = parse(&written.join(" OR "), Mode::Whole);
        let bm25 = Bm25::of(&built.index);
        for hit in search(built.view(), &query, &[], Sort::Relevance, Extent::All).hits {
            let here = hit.article.index();
            let model = batches.iter().flatten().nth(here).expect("a hit is an article");
            let parts = explain(built.view(), &query, hit.article);
            let of_words = parts.iter().filter(|part| part.term != NEARNESS);
            let held: Vec<&Tree> = trees.iter().filter(|tree| tree.holds(model, here)).collect();
            prop_assert_eq!(of_words.clone().count(), held.len());
            for (part, tree) in of_words.zip(held) {
                same(part, tree, &models, &bm25);
            }
            let sum: f32 = parts.iter().map(|part| part.score).sum();
            prop_assert!((sum - hit.score).abs() <= 1e-4 * (1.0 + sum), "{sum} {}", hit.score);
        }
    }
}

/// In a large segment frequent words of several forms are counted when it is merged.
#[test]
fn words_counted_beforehand_are_counted_right() {
    let words = ["rate", "rates", "rated", "rating", "Rat", "rats", "bank"];
    let article = |n: usize| Model {
        blocks: vec![(
            Role::Paragraph,
            (0..n % 4)
                .map(|at| words[(n / 4 + at * (n % 3 + 1)) % 7])
                .collect(),
        )],
        names: BTreeSet::new(),
        year: None,
        source: None,
    };
    let models: Vec<Model> = (0..6000).map(article).collect();
    let batches = [models[..2500].to_vec(), models[2500..].to_vec()];
    let mut merged = Built::new(&batches);
    settle(&mut merged.index);
    let removed: Vec<u32> = (0..6000).step_by(7).collect();
    let mut changed = Built::new(&batches);
    remove(&mut changed, &removed);
    settle(&mut changed.index);
    for (built, removed) in [(&merged, &[][..]), (&changed, &removed)] {
        let mut segments = built.index.segments();
        assert!(segments.all(|(_, segment)| segment.n_with_stem("rate", 4).is_some()));
        let all = models.iter().enumerate();
        let left = all.filter(|(n, _)| !removed.iter().any(|id| *id as usize == *n));
        let left: Vec<(usize, &Model)> = left.collect();
        for (word, sign) in [
            ("rate", ""),
            ("rat", ""),
            ("rate", "*"),
            ("r", "*"),
            ("rates", "~"),
            ("rate", "="),
        ] {
            let field = "";
            let tree = Tree::Word { field, word, sign };
            let query = parse(&tree.written(), Mode::Whole);
            let found = search(built.view(), &query, &[], Sort::Relevance, Extent::First(9));
            let first = found.hits.first().expect("there are some");
            let parts = explain(built.view(), &query, first.article);
            same(&parts[0], &tree, &left, &Bm25::of(&built.index));
            assert_eq!(found.n_hits as u64, parts[0].n_with);
            assert!((parts[0].score - first.score).abs() < 1e-4);
            let [.., in_text] = parts[0].counts;
            let (_, model) = left
                .iter()
                .find(|(n, _)| *n == first.article.index())
                .unwrap();
            let expected = tree.asked().unwrap().n_occurrences(model);
            assert_eq!(in_text as usize, expected);
        }
    }
}
