//! `dossier search`.

use super::{check, checked, lines, names, records, run};
use serde_json::Value;
use std::fs;

#[test]
fn a_hit_is_a_line_of_json() {
    let (out, _) = check(&["search", "deal", "articles", "--format", "jsonl"], 0);
    let hits = lines(&out);
    assert_eq!(hits.len(), 4, "{out}");
    for (rank, hit) in (1..).zip(&hits) {
        let mut fields = names(hit);
        fields.sort_unstable();
        let expected = [
            "date",
            "highlights",
            "id",
            "path",
            "rank",
            "score",
            "snippet",
            "source",
            "title",
        ];
        assert_eq!(fields, expected);
        assert_eq!(hit["rank"], rank);
        let snippet = hit["snippet"].as_str().unwrap();
        assert!(!snippet.chars().any(char::is_control), "{snippet:?}");
        assert!(snippet.chars().count() <= 160, "{snippet:?}");
        for mark in hit["highlights"].as_array().unwrap() {
            let offset = |at: usize| usize::try_from(mark[at].as_u64().unwrap()).unwrap();
            assert_eq!(snippet[offset(0)..offset(1)].to_lowercase(), "deal");
        }
        assert!(
            hit["highlights"]
                .as_array()
                .is_some_and(|marks| !marks.is_empty())
        );
    }
    let scores: Vec<f64> = hits
        .iter()
        .map(|hit| hit["score"].as_f64().unwrap())
        .collect();
    assert!(
        scores.is_sorted_by(|a, b| a >= b) && scores.iter().all(|score| *score > 0.0),
        "{scores:?}"
    );
}

#[test]
fn fields_come_in_the_order_of_the_contract() {
    let (out, _) = check(&["search", "blinken", "articles", "--format", "jsonl"], 0);
    let expected = "{\"rank\":1,\"score\":";
    assert!(out.starts_with(expected), "{out}");
    let rest = ",\"path\":\"articles/records.jsonl\",\"id\":\"7\",\"title\":\"Wire one\",\"source\":\"Wire\",\
        \"date\":\"2024-05\",\"snippet\":\"A deal in Kyiv, Antony Blinken said.\",\"highlights\":[[23,30]]}\n";
    assert!(out.ends_with(rest), "{out}");
}

#[test]
fn text_in_a_pipe_is_cut_at_tabs() {
    let (out, _) = check(&["search", "sort:title blinken OR ready", "articles"], 0);
    let fields: Vec<Vec<&str>> = out.lines().map(|line| line.split('\t').collect()).collect();
    let expected = [
        [
            "Notes on the deal",
            "The Example",
            "2025-02-03",
            "articles/notes.md",
            "The deal with Ukraine was not ready, Volodymyr Zelenskyy said yesterday.",
        ],
        [
            "Wire one",
            "Wire",
            "2024-05",
            "articles/records.jsonl:1",
            "A deal in Kyiv, Antony Blinken said.",
        ],
    ];
    assert_eq!(fields, expected);
}

#[test]
fn limits_and_orders_are_kept() {
    let count = |arguments: &[&str], code| {
        let (out, errors) = check(&[&["search", "", "articles"], arguments].concat(), code);
        (out.lines().count(), errors.matches("--limit").count())
    };
    assert_eq!(count(&[], 0), (6, 0));
    assert_eq!(count(&["--limit", "2"], 0), (2, 0));
    assert_eq!(count(&["--limit", "0"], 0), (6, 0));
    let (out, _) = check(
        &["search", "", "articles", "--sort", "newest", "--limit", "1"],
        0,
    );
    assert!(out.starts_with("Notes on the deal"), "{out}");
    let (out, _) = check(
        &["entities", "articles", "--format", "jsonl", "--limit", "2"],
        0,
    );
    assert_eq!(out.lines().count(), 2);
    let (out, _) = check(&["entities", "articles", "--merged", "--limit", "3"], 0);
    assert_eq!(out.lines().count(), 3);
}

#[test]
fn what_the_usual_limit_hides_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("all.jsonl"), records(30, "Some news.")).unwrap();
    let (out, errors) = checked(&run(folder.path(), &["search", "news", "all.jsonl"]), 0);
    assert_eq!(out.lines().count(), 20);
    assert_eq!(
        errors,
        "dossier: 20 of 30 articles printed; --limit 0 prints all\n"
    );
    let all = run(
        folder.path(),
        &[
            "search",
            "news",
            "all.jsonl",
            "--limit",
            "0",
            "--format",
            "jsonl",
        ],
    );
    assert_eq!(checked(&all, 0).0.lines().count(), 30);
}

#[test]
fn problems_of_a_query_are_said_and_it_runs() {
    let (out, errors) = check(
        &["search", "blinken date:someday", "articles/records.jsonl"],
        0,
    );
    assert_eq!(out.lines().count(), 1);
    assert!(
        errors.starts_with("dossier: query: ") && errors.lines().count() == 1,
        "{errors}"
    );
}

#[test]
fn unknown_words_are_said_with_what_may_be_meant() {
    let (_, errors) = check(&["search", "ukrane", "articles"], 1);
    let said = "dossier: query: no article has ukrane; did you mean ukraine?\n";
    assert!(errors.ends_with(said), "{errors}");
    let (out, errors) = check(&["search", "ukrane~ \"ready yesterday\"~4", "articles"], 0);
    assert!(
        out.lines().count() == 1 && !errors.contains("query"),
        "{out}{errors}"
    );
    let (out, _) = check(&["search", "mentions:2025-01", "articles"], 0);
    assert!(
        out.contains("deal.txt") && out.lines().count() == 1,
        "{out}"
    );
    let (_, errors) = check(&["search", "is:unread", "articles"], 1);
    assert!(errors.contains("not marked"), "{errors}");
}

#[test]
fn names_are_searched_by_any_spelling() {
    let (out, _) = check(
        &[
            "search",
            "person:\"Volodymyr Zelensky\"",
            "articles",
            "--format",
            "jsonl",
        ],
        0,
    );
    let mut paths: Vec<Value> = lines(&out).iter().map(|hit| hit["path"].clone()).collect();
    paths.sort_by_key(ToString::to_string);
    assert_eq!(paths, ["articles/deal.txt", "articles/notes.md"]);
    let (out, _) = check(
        &["search", "deal -person:\"Volodymyr Zelensky\"", "articles"],
        0,
    );
    assert!(
        !out.contains("notes.md") && out.contains("records.jsonl"),
        "{out}"
    );
}
