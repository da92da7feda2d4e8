//! Segments merged, and articles removed, against an index made at once.

use super::model::{Built, Model, collection, ids};
use super::tree::{Tree, tree};
use crate::support::properties::cases;
use dossier::corpus::{Article, ArticleId, Role};
use dossier::index::{Index, Segment};
use dossier::query::{Extent, Mode, Results, Sort, parse, search};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Merges until nothing is left to merge.
pub(crate) fn settle(index: &mut Index) {
    while let Some(merge) = index.due(true) {
        index.install(merge.run());
    }
}

/// Takes articles out of a collection and its index.
pub(crate) fn remove(built: &mut Built, removed: &[u32]) {
    let gone: Vec<ArticleId> = removed.iter().copied().map(ArticleId).collect();
    let none: BTreeMap<ArticleId, Option<ArticleId>> = gone.iter().map(|id| (*id, None)).collect();
    built.corpus.replace(&none, |_| 0);
    built.index.remove(&gone);
}

/// A collection out of which articles were taken, its index merged before that, behind it, or
/// not at all.
pub(crate) fn worn(batches: &[Vec<Model>], removed: &[u32], merged: [bool; 2]) -> Built {
    let mut built = Built::new(batches);
    if merged[0] {
        settle(&mut built.index);
    }
    remove(&mut built, removed);
    if merged[1] {
        settle(&mut built.index);
    }
    built
}

/// The same collection with an index made at once of what is left.
fn anew(batches: &[Vec<Model>], removed: &[u32]) -> Built {
    let mut built = Built::new(&[batches.concat()]);
    remove(&mut built, removed);
    let articles: Vec<Article> = (0..built.corpus.end())
        .map(|id| built.corpus.article(ArticleId(id)).unwrap_or_default())
        .collect();
    let mut index = Index::default();
    index.push(ArticleId(0), Arc::new(Segment::build(&articles)));
    // Pushing counts every place, empty or not.
    index.remove(&removed.iter().copied().map(ArticleId).collect::<Vec<_>>());
    built.index = index;
    built
}

pub(crate) fn picked(picks: &[prop::sample::Index], n: usize) -> Vec<u32> {
    let picked = picks.iter().filter(|_| n > 0).map(|pick| pick.index(n));
    let mut picked: Vec<u32> = picked
        .map(|n| u32::try_from(n).expect("few articles"))
        .collect();
    picked.sort_unstable();
    picked.dedup();
    picked
}

fn same(a: &Built, b: &Built, tree: &Tree) -> Result<(), TestCaseError> {
    let query = parse(&tree.written(), Mode::Whole);
    for extent in [Extent::All, Extent::First(2)] {
        let [a, b] = [a, b].map(|built| search(built.view(), &query, &[], Sort::Relevance, extent));
        prop_assert_eq!(ids(&a.hits), ids(&b.hits));
        prop_assert_eq!(a.n_hits, b.n_hits);
        for (a, b) in a.hits.iter().zip(&b.hits) {
            prop_assert!(
                (a.score - b.score).abs() <= 1e-5 * (1.0 + a.score),
                "{a:?} {b:?}"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_merged_segment_is_that_of_all_articles(batches in collection()) {
        let mut built = Built::new(&batches);
        settle(&mut built.index);
        let articles: Vec<Article> = built.corpus.iter().filter_map(|(id, _)| built.corpus.article(id)).collect();
        let segments: Vec<&Segment> = built.index.segments().map(|(_, segment)| segment).collect();
        prop_assert_eq!(segments.len(), 1);
        prop_assert_eq!(segments[0], &Segment::build(&articles));
    }

    #[test]
    fn merging_and_removing_change_no_answer(
        batches in collection(),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        merged in any::<[bool; 2]>(),
        tree in tree(),
    ) {
        let removed = picked(&picks, batches.iter().map(Vec::len).sum());
        let built = worn(&batches, &removed, merged);
        let anew = anew(&batches, &removed);
        prop_assert_eq!(built.index.totals(), anew.index.totals());
        same(&built, &anew, &tree)?;
    }

    #[test]
    fn a_merge_overtaken_by_a_change_is_dropped(
        batches in collection(),
        pick in any::<prop::sample::Index>(),
        tree in tree(),
    ) {
        let removed = picked(&[pick], batches.iter().map(Vec::len).sum());
        let mut built = Built::new(&batches);
        let merge = built.index.due(true);
        remove(&mut built, &removed);
        if let Some(merge) = merge {
            built.index.install(merge.run());
        }
        same(&built, &anew(&batches, &removed), &tree)?;
    }
}

/// In a large segment the terms of a frequent beginning are counted together.
#[test]
fn beginnings_counted_together_change_no_answer() {
    let words = ["rate", "rates", "rating", "Rat", "rank", "rail", "bank"];
    let article = |n: usize| Model {
        blocks: vec![(
            Role::Paragraph,
            (0..7 + n % 6)
                .map(|at| words[(n + at * (n % 3 + 1)) % 7])
                .collect(),
        )],
        names: BTreeSet::new(),
        year: None,
        source: None,
    };
    let batches = [
        (0..3000).map(article).collect(),
        (3000..6000).map(article).collect(),
    ];
    let plain = Built::new(&batches);
    let mut merged = Built::new(&batches);
    settle(&mut merged.index);
    let mut segments = merged.index.segments();
    assert!(segments.any(|(_, segment)| segment.beginning("ra").is_some()));
    for (query, mode) in [
        ("ra*", Mode::Whole),
        ("r", Mode::Typing),
        ("bank ra", Mode::Typing),
    ] {
        let query = parse(query, mode);
        let [a, b] = [&plain, &merged]
            .map(|built| search(built.view(), &query, &[], Sort::Relevance, Extent::All));
        assert_eq!(a.n_hits, b.n_hits);
        let scores = |results: &Results| -> BTreeMap<u32, f32> {
            let hits = results.hits.iter();
            hits.map(|hit| (hit.article.0, hit.score)).collect()
        };
        let (a, b) = (scores(&a), scores(&b));
        let far = |(id, score): (&u32, &f32)| (score - b[id]).abs() > 1e-5 * (1.0 + score);
        assert!(!a.iter().any(far));
        let first = search(
            merged.view(),
            &query,
            &[],
            Sort::Relevance,
            Extent::First(20),
        );
        let all = search(merged.view(), &query, &[], Sort::Relevance, Extent::All);
        assert_eq!(ids(&first.hits), ids(&all.hits)[..20]);
    }
}
