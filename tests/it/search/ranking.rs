//! Scores.

use super::asked::{Asked, bonus};
use super::model::{Built, Model, collection, ids};
use super::tree::{Tree, tree};
use crate::support::properties::cases;
use dossier::query::{Extent, Mode, Sort, any_of, parse, search};
use proptest::prelude::*;
proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn words_near_each_other_score_more(
        batches in collection(),
        words in prop::collection::vec(prop::sample::select(&["rate", "bank", "us", "krakow"][..]), 2..4),
    ) {
        let built = Built::new(&batches);
        let models: Vec<&Model> = batches.iter().flatten().collect();
        let asked: Vec<Asked> = words
            .iter()
            .filter_map(|word| Tree::Word { field: "", word, sign: "" }.asked())
            .collect();
        for hit in search(built.view(), &any_of(&words.join(" ")), &[], Sort::Relevance, Extent::All).hits {
            let model = models[hit.article.index()];
            let of_words: f32 = asked.iter().map(|word| word.score(model, &models)).sum();
            let naive = of_words + bonus(&asked, model, &models);
            prop_assert!((naive - hit.score).abs() <= 1e-4 * (1.0 + naive), "{words:?}: {naive} {}", hit.score);
        }
    }

    #[test]
    fn segments_do_not_change_scores(batches in collection(), tree in tree()) {
        let query = parse(&tree.written(), Mode::Whole);
        let one = vec![batches.concat()];
        let hits = |batches: &[Vec<Model>]| {
            let built = Built::new(batches);
            search(built.view(), &query, &[], Sort::Relevance, Extent::All).hits
        };
        let (many, one) = (hits(&batches), hits(&one));
        prop_assert_eq!(ids(&many), ids(&one));
        for (a, b) in many.iter().zip(&one) {
            prop_assert!((a.score - b.score).abs() < 1e-5);
        }
    }
}
