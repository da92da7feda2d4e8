//! Records: each line is an article or skipped, a text read in two parts is the text read
//! whole, and what a parser takes as it is needs no mending.
#![no_main]

use dossier::corpus::formats::json::{DOCUMENT, LINES, Place, document, lines, repair};
use dossier::corpus::formats::{Parsed, Start};
use dossier::corpus::{Article, Origin};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let origin = Origin::file("a.jsonl");
    let place = Place {
        origin: &origin,
        modified: None,
        encoding: None,
        format: LINES.id,
    };
    mended(text);
    let start = Start::new(text.as_bytes());
    let _ = ((LINES.is_certain)(&start), (DOCUMENT.is_certain)(&start));
    let whole = lines(text, 1, &place);
    let filled = text.split('\n').filter(|line| !line.trim().is_empty());
    assert_eq!(whole.articles.len() + whole.skipped.len(), filled.count());
    in_order(&whole);
    if let Some((first, second)) = cut(text) {
        let n_lines = u32::try_from(first.matches('\n').count() + 2).expect("short");
        let mut both = lines(first, 1, &place);
        let behind = lines(second, n_lines, &place);
        both.articles.extend(behind.articles);
        both.skipped.extend(behind.skipped);
        assert_eq!(shown(&both.articles), shown(&whole.articles));
        assert_eq!(both.skipped, whole.skipped);
    }
    if let Ok(parsed) = document(text, &place) {
        in_order(&parsed);
        // All of an array that is well-formed, and nothing twice.
        if let Ok(Value::Array(records)) = serde_json::from_str(text) {
            assert_eq!(parsed.articles.len() + parsed.skipped.len(), records.len());
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

fn in_order(parsed: &Parsed) {
    let numbers = parsed.articles.iter().map(|article| article.card.origin.line());
    assert!(numbers.is_sorted());
    parsed.articles.iter().for_each(dossier_fuzz::article);
}

fn shown(articles: &[Article]) -> Vec<String> {
    articles
        .iter()
        .map(|article| format!("{article:?}"))
        .collect()
}
