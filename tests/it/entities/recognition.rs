//! Entities as a reader finds them, over whole articles.
//!
//! Two lists hold every row, judged by hand, of two collections: `sample.txt` of the sample in
//! the binary, `articles.txt` of the folder `articles`, five about one affair in which names
//! stand in all the ways that news have of them. A row is `kind: name = form n, form n`.
//! Properties hold for any text.

use crate::support::properties::cases;
use crate::support::stage::{RECOGNIZER, SAMPLE, read};
use dossier::corpus::{Article, ArticleId, Block, Card, Input, Origin, Role, Title, sample};
use dossier::entities::{Catalog, EntityId, Kind, Recognized, Recognizer};
use dossier::text::Span;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

/// What each article of the sample names.
static RECOGNIZED: LazyLock<Vec<Recognized>> = LazyLock::new(|| {
    let articles = sample::articles();
    articles.iter().map(|it| RECOGNIZER.read(it)).collect()
});

fn catalog<'a>(recognized: impl IntoIterator<Item = &'a Recognized>) -> Catalog {
    let mut catalog = Catalog::default();
    for (id, of_article) in (0..).map(ArticleId).zip(recognized) {
        catalog.add(id, of_article.clone());
    }
    catalog.settle(&RECOGNIZER);
    catalog
}

/// One line an entity, in the order of kinds, then names.
fn rows(catalog: &Catalog) -> Vec<String> {
    let mut rows: Vec<(Kind, String)> = catalog
        .iter()
        .map(|(_, entity)| {
            let forms: Vec<String> = entity
                .forms
                .iter()
                .map(|(text, count)| format!("{text} {count}"))
                .collect();
            (
                entity.kind,
                format!("{}: {} = {}", entity.kind, entity.name, forms.join(", ")),
            )
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Fails with the rows that are missing and those that are too many.
fn check_rows(catalog: &Catalog, expected: &str) {
    let found = rows(catalog);
    let expected: Vec<&str> = expected.lines().filter(|line| !line.is_empty()).collect();
    let (have, want): (BTreeSet<&str>, BTreeSet<&str>) = (
        found.iter().map(String::as_str).collect(),
        expected.iter().copied().collect(),
    );
    let missing: Vec<_> = want.difference(&have).collect();
    let extra: Vec<_> = have.difference(&want).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "missing: {missing:#?}\ntoo many: {extra:#?}"
    );
    assert_eq!(found.len(), expected.len());
}

#[test]
fn every_row_of_the_sample() {
    check_rows(&SAMPLE.catalog, include_str!("sample.txt"));
}

#[test]
fn every_row_of_five_articles_about_one_affair() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/entities/articles");
    let library = read(&[Input::Path(folder)]);
    assert_eq!(library.corpus.len(), 5);
    check_rows(&library.catalog, include_str!("articles.txt"));
}

/// An article of one paragraph a line.
fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        if !span.is_empty() {
            blocks.push(Block {
                role: Role::Paragraph,
                span,
                inlines: Box::default(),
            });
        }
    }
    let card = Card {
        name: "test".into(),
        origin: Origin::Stdin { line: 0 },
        title: Title {
            text: "test".into(),
            derived: true,
        },
        ..Card::default()
    };
    Article {
        card,
        text: text.into(),
        blocks,
        ..Article::default()
    }
}

/// Text in which names, dates and marks meet at random.
fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the",
        "of",
        "and",
        "said",
        "in",
        "President",
        "Secretary of State",
        "Mr.",
        "Antony",
        "Blinken",
        "Zelenskyy",
        "Kyiv",
        "U.S.",
        "US",
        "NATO",
        "Bank of England",
        "Ministry",
        "Article 5",
        "on",
        "May",
        "29",
        "2024",
        "Monday",
        "last week",
        "$5 million",
        "percent",
        "Acme Corp.",
        "Budapest Memorandum",
        "’s",
        "'s",
        "-",
        "–",
        "“",
        "”",
        "(",
        ")",
        ":",
        ",",
        ".",
        "\n",
        "é",
        "日本",
        "\u{301}",
        "De-escalation",
        "ALL CAPS",
        "al-Qaeda",
        "von der",
    ]);
    let phrase = prop::collection::vec((words, prop::sample::select(vec![" ", ""])), 0..60);
    let phrase = phrase.prop_map(|words| {
        let parts: Vec<&str> = words.iter().flat_map(|(word, gap)| [*word, *gap]).collect();
        parts.concat()
    });
    prop_oneof![phrase, "\\PC*"]
}

/// Every span of what an article names, sorted.
fn spans(article: &Article, recognizer: &Recognizer) -> Vec<Span> {
    let found = recognizer.read(article);
    let mut spans: Vec<Span> = found.dates.iter().map(|date| date.span).collect();
    for entity in &found.entities {
        assert!(!entity.name.is_empty() && !entity.mentions.is_empty());
        assert!(entity.mentions.is_sorted());
        let forms: u32 = entity.forms.iter().map(|form| form.count).sum();
        assert_eq!(forms as usize, entity.mentions.len());
        spans.extend(&entity.mentions);
    }
    spans.sort_unstable();
    spans
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn mentions_are_text_and_never_overlap(text in texts()) {
        let article = article(&text);
        let spans = spans(&article, &RECOGNIZER);
        for span in &spans {
            let slice = text.get(span.from()..span.to());
            prop_assert!(slice.is_some_and(|slice| !slice.trim().is_empty()), "{span:?}");
        }
        for pair in spans.windows(2) {
            prop_assert!(!pair[0].overlaps(pair[1]), "{pair:?} in {text:?}");
        }
        prop_assert_eq!(RECOGNIZER.read(&article), RECOGNIZER.read(&article));
    }
}

#[test]
fn the_catalog_counts_what_the_articles_name() {
    let articles = sample::articles();
    let catalog = &SAMPLE.catalog;
    let mut counted: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
    for (id, article) in (0..).map(ArticleId).zip(&articles) {
        let appearances = catalog.of_article(id).unwrap();
        let mut named: Vec<EntityId> = appearances.iter().map(|it| it.entity).collect();
        named.sort_unstable();
        assert_eq!(catalog.entities_of(id), named);
        let mut mentions = 0;
        for appearance in appearances {
            let (articles, all) = counted.entry(appearance.entity).or_default();
            *articles += 1;
            *all += appearance.mentions.len();
            mentions += appearance.mentions.len();
        }
        assert_eq!(mentions, spans(article, &RECOGNIZER).len());
    }
    for (id, entity) in catalog.iter() {
        let forms: u32 = entity.forms.iter().map(|(_, count)| count).sum();
        let mentions = usize::try_from(entity.mentions()).unwrap();
        assert_eq!(
            counted[&id],
            (entity.articles.len(), mentions),
            "{}",
            entity.name
        );
        assert_eq!(forms as usize, mentions, "{}", entity.name);
        assert!(catalog.lookup(entity.name, Some(entity.kind)).contains(&id));
        for text in entity.forms.texts() {
            assert!(catalog.lookup(text, None).contains(&id), "{text}");
        }
    }
    assert_eq!(catalog.n_read(), articles.len());
    assert_eq!(counted.len(), catalog.len());
    let named = catalog.iter().filter(|(_, it)| it.kind.is_named());
    assert_eq!(named.count(), catalog.n_names());
    assert!(catalog.n_names() < catalog.len());
}

#[test]
fn the_order_of_the_articles_changes_no_row() {
    let forward = rows(&catalog(RECOGNIZED.iter()));
    assert_eq!(rows(&catalog(RECOGNIZED.iter().rev())), forward);
}

#[test]
fn a_snapshot_keeps_what_it_had() {
    let mut growing = Catalog::default();
    let mut snapshots = Vec::new();
    for (id, of_article) in (0..).map(ArticleId).zip(RECOGNIZED.iter()) {
        growing.add(id, of_article.clone());
        growing.settle(&RECOGNIZER);
        snapshots.push(growing.clone());
    }
    for (n, snapshot) in snapshots.iter().enumerate() {
        assert_eq!(rows(snapshot), rows(&catalog(&RECOGNIZED[..=n])));
    }
}
