//! Records: each line is an article or skipped, a text read in two parts is the text read
//! whole, and what a parser takes as it is needs no mending.
#![no_main]

use dossier::corpus::formats::json_lines::{Parsed, Place, document, lines, sniff};
use dossier::corpus::formats::json_repair::repair;
use dossier::corpus::{Article, Origin};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let origin = Origin::file("a.jsonl");
    let place = Place {
        origin: &origin,
        modified: None,
        encoding: None,
    };
    mended(text);
    let _ = sniff(text.as_bytes());
    let whole = lines(text, 1, &place);
    let filled = text.split('\n').filter(|line| !line.trim().is_empty());
    assert_eq!(whole.0.len() + whole.1.len(), filled.count());
    in_order(&whole);
    if let Some((first, second)) = cut(text) {
        let n_lines = u32::try_from(first.matches('\n').count() + 2).expect("short");
        let (mut articles, mut skipped) = lines(first, 1, &place);
        let behind = lines(second, n_lines, &place);
        articles.extend(behind.0);
        skipped.extend(behind.1);
        assert_eq!(shown(&articles), shown(&whole.0));
        assert_eq!(skipped, whole.1);
    }
    if let Ok(parsed) = document(text, &place) {
        in_order(&parsed);
        // All of an array that is well-formed, and nothing twice.
        if let Ok(Value::Array(records)) = serde_json::from_str(text) {
            assert_eq!(parsed.0.len() + parsed.1.len(), records.len());
        }
    }
});

/// What is mended is mended once.
fn mended(text: &str) {
    let Some(mended) = repair(text) else { return };
    assert!(
        serde_json::from_str::<Value>(text).is_err(),
        "was no damage"
    );
    assert_eq!(repair(&mended), None, "from {text:?} to {mended:?}");
}

/// A text parted at the line end nearest to its middle.
fn cut(text: &str) -> Option<(&str, &str)> {
    let middle = text.floor_char_boundary(text.len() / 2);
    let at = middle + text.get(middle..)?.find('\n')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn in_order((articles, _): &Parsed) {
    let numbers = articles.iter().map(|article| article.card.origin.line());
    assert!(numbers.is_sorted());
    articles.iter().for_each(dossier_fuzz::article);
}

fn shown(articles: &[Article]) -> Vec<String> {
    articles
        .iter()
        .map(|article| format!("{article:?}"))
        .collect()
}
