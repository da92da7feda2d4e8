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
fn any_word_will_do_where_no_article_has_all() {
    let (out, errors) = check(&["search", "blinken signed", "articles"], 0);
    assert_eq!(out.lines().count(), 2, "{out}");
    let said = "dossier: query: no article has all of the words; these have any of them\n";
    assert!(errors.ends_with(said), "{errors}");
    let (out, errors) = check(&["search", "blinken ukrane", "articles"], 0);
    assert_eq!(out.lines().count(), 1, "{out}");
    let said = "no article has ukrane; did you mean ukraine?; these have any of the words\n";
    assert!(errors.ends_with(said), "{errors}");
    check(&["search", "blinken -deal", "articles"], 1);
}

#[test]
fn topics_become_a_run() {
    let folder = super::folder();
    let topics = "1\tWhat of -Blinken?\n\nq2\tnowhere\nq3\tdeals";
    fs::write(folder.path().join("topics.tsv"), topics).unwrap();
    let arguments = [
        "search",
        "--topics",
        "topics.tsv",
        "--format",
        "run",
        "articles",
    ];
    let (out, _) = checked(&run(folder.path(), &arguments), 0);
    let lines: Vec<Vec<&str>> = out.lines().map(|line| line.split(' ').collect()).collect();
    assert!(
        lines
            .iter()
            .all(|line| line.len() == 6 && line[1] == "Q0" && line[5] == "dossier")
    );
    assert_eq!(lines[0][0..4], ["1", "Q0", "7", "1"]);
    let third = lines.iter().filter(|line| line[0] == "q3");
    let ranks: Vec<&str> = third.map(|line| line[3]).collect();
    assert_eq!(ranks, ["1", "2", "3", "4"]);
    assert!(lines.iter().all(|line| line[0] != "q2"), "{out}");
    let arguments = ["search", "--topics", "none", "--format", "run", "articles"];
    let (_, errors) = checked(&run(folder.path(), &arguments), 2);
    assert!(errors.starts_with("dossier: none: "), "{errors}");
}

#[test]
fn facets_count_what_is_found() {
    let (out, _) = check(&["search", "deal", "articles", "--facets"], 0);
    for line in [
        "source\tWire\t1",
        "year\t2024\t1",
        "month\t2024-05\t1",
        "place\tUkraine\t2",
    ] {
        assert!(out.lines().any(|found| found == line), "{line}: {out}");
    }
    let (out, _) = check(
        &["search", "deal", "articles", "--facets", "--format", "json"],
        0,
    );
    let facets: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(facets["articles"], 4);
    let first = &facets["month"].as_array().unwrap()[0];
    assert_eq!(
        (&first["name"], &first["articles"]),
        (&Value::from("2025-02"), &Value::from(1))
    );
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
