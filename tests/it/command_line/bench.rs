//! `dossier bench`: that every figure is there. What they say is the machine's business.

use super::{check, names};
use serde_json::Value;

#[test]
fn every_figure_is_there() {
    let (out, errors) = check(&["bench", "--format", "json", "articles"], 0);
    assert_eq!(errors.lines().count(), 1, "the broken record: {errors}");
    let report: Value = serde_json::from_str(&out).unwrap();
    let expected = "articles files finder memory queries skipped stages text threads";
    let mut fields = names(&report);
    fields.sort_unstable();
    assert_eq!(fields, expected.split(' ').collect::<Vec<_>>());
    assert_eq!(
        (&report["files"], &report["articles"]),
        (&5.into(), &6.into())
    );
    assert_eq!(report["skipped"], 1);
    let stages: Vec<&str> = report["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| stage["stage"].as_str().unwrap())
        .collect();
    assert_eq!(
        stages,
        ["read and parse", "index", "all searchable", "entities"]
    );
    let queries = report["queries"].as_array().unwrap();
    assert!(queries.len() >= 7, "{queries:?}");
    assert!(
        queries
            .iter()
            .all(|query| query["articles"].as_u64().unwrap() > 0)
    );
    for part in ["cards", "texts", "index", "entities"] {
        assert!(report["memory"][part].as_u64().unwrap() > 0, "{part}");
    }
}

#[test]
fn text_has_a_line_for_each_figure() {
    let (out, _) = check(&["bench", "articles"], 0);
    assert!(out.starts_with("6 articles in 5 files, "), "{out}");
    for line in [
        "Stages",
        "read and parse",
        "all searchable",
        "Memory",
        "Queries",
        "typo",
        "Finder",
        "preparing, once",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
}

#[test]
fn what_cannot_be_measured_is_refused() {
    let (out, errors) = check(&["bench", "-"], 2);
    assert!(
        out.is_empty() && errors.contains("standard input"),
        "{errors}"
    );
    check(&["bench", "nowhere"], 2);
    check(&["bench", "--format", "jsonl"], 2);
}
