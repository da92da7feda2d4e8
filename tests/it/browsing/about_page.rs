//! The page about an article: what it says of articles of every kind.

use crate::support::stage::{Stage, collection};
use dossier::app::work::Effect;

const FILES: &[(&str, &str)] = &[
    (
        "a.md",
        "---\ntitle: Harbor talks\nsource: Lantern Wire\ndate: 2025-03-01\nurl: https://example.org/a\n---\n\n# Harbor talks\n\nMarco Rubio met Juno Marsh in Kyiv on 14 March 2025.\n\n- first point\n- second point\n\n> Nobody was hurt.\n",
    ),
    (
        "b.jsonl",
        "{\"title\": \"Grain\", \"text\": \"The price of grain rose by 5 percent.\"}\n{\"title\": \"Oil\", \"text\": \"Oil fell.\"}\n",
    ),
    (
        "c.txt",
        "Only a few words stand in this file and no title above them, so they stand in for it.\n",
    ),
];

/// The page about the article with this title.
fn about(title: &str) -> Stage {
    let mut stage = Stage::new(&collection(FILES), 120, 44);
    for _ in 0..FILES.len() {
        if !stage.title().starts_with(title) {
            stage.keys("<c-n>");
        }
    }
    stage.keys("gi");
    stage
}

#[track_caller]
fn check(title: &str, expected: &[&str]) {
    let stage = about(title);
    let screen = stage.screen();
    let rows: Vec<String> = screen
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    for text in expected {
        assert!(
            rows.iter().any(|row| row.contains(text)),
            "{text:?}\n{screen}"
        );
    }
}

#[test]
fn markdown_with_metadata() {
    check(
        "Harbor talks",
        &[
            "About Harbor talks",
            "a.md",
            "address https://example.org/a",
            "format Markdown",
            "encoding UTF-8",
            "content hash",
            "FNV-1a of the text",
            "title Harbor talks",
            "source Lantern Wire from its metadata",
            "date 1 March 2025 from its metadata",
            "made of 1 paragraph, 2 list items, 1 quotation",
            "People",
            "Places 1 1 mention",
            "Dates 1 1 mention",
            "metadata source: Lantern Wire date: 2025-03-01",
            "about 1",
        ],
    );
}

#[test]
fn a_record_and_a_text_without_a_title() {
    check("Oil", &["b.jsonl", "record line 2", "format JSON Lines"]);
    check(
        "Only a few words",
        &[
            "format plain text",
            "no title: its first words stand in",
            "source – unknown",
            "address – none is named",
        ],
    );
}

#[test]
fn rows_lead_to_their_places_and_back() {
    let mut stage = about("Harbor talks");
    let rows = stage
        .screen()
        .lines()
        .take_while(|line| !line.contains("People"))
        .count();
    for _ in 0..rows {
        let selected = stage.screen();
        let selected = selected.lines().find(|line| line.starts_with("▌ "));
        if selected.is_some_and(|line| line.contains("People")) {
            break;
        }
        stage.keys("j");
    }
    stage.keys("<enter>");
    assert!(stage.app.layers.is_empty());
    let mention = stage.app.panes.reader.mention_here();
    assert!(mention.is_some());
    stage.keys("H").shows("About Harbor talks");
    stage.keys("ggy");
    assert!(
        matches!(stage.effects.last(), Some(Effect::Copy { text, .. }) if text.ends_with("a.md"))
    );
    stage.keys("<esc>").shows("ARTICLES");
}

#[test]
fn an_article_that_is_not_there_has_no_page() {
    let mut stage = Stage::new(&collection(&[]), 120, 36);
    stage.keys("gi").shows("no article is open");
    for (columns, rows) in [(40, 10), (41, 11), (300, 9), (1, 1)] {
        about("Oil").resize(columns, rows);
    }
}
