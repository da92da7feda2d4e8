//! Ours and the peer's answers to the same questions, on random small collections.
//!
//! Both cut the texts at blanks, and no article has more than 40 words, up to which the peer
//! keeps lengths exactly.

use dossier::corpus::{Article, ArticleId, Block, Card, Corpus, Role, Title, Volume};
use dossier::entities::Catalog;
use dossier::index::{Index, Segment};
use dossier::query::{Extent, Mode, NEARNESS, Sort, View, explain, parse, search};
use dossier::text::Span;
use dossier_benches::peer::{Peer, Tokenizer};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Greatest difference of scores.
const TOLERANCE: f32 = 1e-4;
const WORDS: [&str; 6] = ["bank", "harbor", "talks", "oil", "the", "g7"];

fn text() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(&WORDS[..]), 1..=40);
    words.prop_map(|words| words.join(" "))
}

/// An article of one paragraph, without a title to be searched.
fn article(text: &str) -> Article {
    Article {
        text: text.to_owned(),
        blocks: vec![Block {
            role: Role::Paragraph,
            span: Span::new(0, text.len()),
            inlines: Box::default(),
        }],
        card: Card {
            title: Title {
                text: "untitled".into(),
                derived: true,
            },
            ..Card::default()
        },
        ..Article::default()
    }
}

/// Our scores by article: what its words earn, without what their nearness adds.
fn ours(texts: &[String], query: &str) -> BTreeMap<u64, f32> {
    let (mut corpus, mut index) = (Corpus::default(), Index::default());
    // In two batches: statistics are over all of them.
    for texts in texts.chunks(texts.len().div_ceil(2)) {
        let articles: Vec<Article> = texts.iter().map(|text| article(text)).collect();
        let segment = Segment::build(&articles);
        let first = corpus.push(Arc::new(Volume::plain(articles)), Vec::new());
        index.push(first, Arc::new(segment));
    }
    let catalog = Catalog::default();
    let view = View {
        corpus: &corpus,
        index: &index,
        catalog: &catalog,
    };
    let query = parse(query, Mode::Whole);
    let results = search(view, &query, &[], Sort::Relevance, Extent::All);
    let found = results.hits.iter().filter(|_| !results.any_of);
    let scored = found.map(|hit| {
        let ArticleId(number) = hit.article;
        let parts = explain(view, &query, hit.article).into_iter();
        let (near, words): (Vec<_>, Vec<_>) = parts.partition(|part| part.term == NEARNESS);
        let sum = |parts: Vec<_>| {
            parts
                .iter()
                .map(|part: &dossier::index::scoring::bm25::Explanation| part.score)
                .sum::<f32>()
        };
        let (near, words) = (sum(near), sum(words));
        assert!(
            (near + words - hit.score).abs() < TOLERANCE,
            "the parts are the whole"
        );
        (u64::from(number), words)
    });
    scored.collect()
}

fn peers(texts: &[String], query: &str) -> BTreeMap<u64, f32> {
    let peer = Peer::build(texts.iter().map(String::as_str), Tokenizer::Whitespace, 1);
    let peer = peer.expect("an index");
    let question = peer.parse(query).expect("a query");
    let (best, count) = peer.search(&*question, texts.len()).expect("an answer");
    assert_eq!(best.len(), count);
    best.into_iter()
        .map(|(score, number)| (number, score))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn scores_and_counts_are_those_of_the_peer(
        texts in prop::collection::vec(text(), 1..30),
        a in prop::sample::select(&WORDS[..]),
        b in prop::sample::select(&WORDS[..]),
    ) {
        prop_assume!(a != b);
        for (query, asked) in [
            (format!("={a}"), a.to_owned()),
            (format!("={a} ={b}"), format!("+{a} +{b}")),
            (format!("={a} OR ={b}"), format!("{a} {b}")),
            (format!("\"{a} {b}\""), format!("\"{a} {b}\"")),
            (format!("={a} -={b}"), format!("+{a} -{b}")),
        ] {
            let (ours, peers) = (ours(&texts, &query), peers(&texts, &asked));
            let numbers = |scores: &BTreeMap<u64, f32>| -> Vec<u64> { scores.keys().copied().collect() };
            prop_assert_eq!(numbers(&ours), numbers(&peers), "{}", query);
            for (number, score) in &ours {
                let peer = peers[number];
                prop_assert!((score - peer).abs() < TOLERANCE, "{query}, {number}: {score}, {peer}");
            }
        }
    }
}
