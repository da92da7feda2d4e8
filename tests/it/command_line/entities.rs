//! `dossier entities`.

use super::{bytes, check, checked, folder, lines, run};
use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn every_mention_is_its_bytes_in_the_file() {
    let folder = folder();
    let arguments = ["entities", "--format", "jsonl", "--mentions", "articles"];
    let (out, _) = checked(&run(folder.path(), &arguments), 0);
    let articles = lines(&out);
    assert_eq!(articles.len(), 6);
    let mut total = 0;
    for article in &articles {
        let path = article["path"].as_str().unwrap();
        if path.contains(".jsonl") {
            assert!(article["line"].as_u64().is_some(), "{article}");
            continue;
        }
        assert_eq!(article["line"], Value::Null);
        let text = fs::read_to_string(folder.path().join(path)).unwrap();
        total += check_places(article, &text);
    }
    assert!(total > 6, "{out}");
}

/// Checks an article's mentions and dates against its text; how many there are.
fn check_places(article: &Value, text: &str) -> usize {
    let mut total = 0;
    for entity in article["entities"].as_array().unwrap() {
        let mentions = entity["mentions"].as_array().unwrap();
        assert_eq!(entity["count"], mentions.len());
        assert_ne!(entity["kind"], "date");
        for mention in mentions {
            assert_eq!(mention["text"], bytes(text, mention));
            assert_eq!(mention["kind"], entity["kind"]);
            let spelled = mention["text"]
                .as_str()
                .unwrap()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            assert!(
                entity["forms"]
                    .as_array()
                    .unwrap()
                    .contains(&spelled.into()),
                "{entity}"
            );
        }
        total += mentions.len();
    }
    for date in article["dates"].as_array().unwrap() {
        assert_eq!(date["text"], bytes(text, date));
        total += 1;
    }
    total
}

#[test]
fn a_record_counts_in_title_blank_line_and_body() {
    let (out, _) = check(
        &[
            "entities",
            "--format",
            "jsonl",
            "--mentions",
            "articles/records.jsonl",
        ],
        0,
    );
    let articles = lines(&out);
    assert_eq!(
        (&articles[0]["id"], &articles[1]["id"]),
        (&"7".into(), &"b".into())
    );
    assert_eq!(
        (&articles[0]["line"], &articles[1]["line"]),
        (&1.into(), &3.into())
    );
    let text = "Wire one\n\nA deal in Kyiv, Antony Blinken said.";
    assert!(check_places(&articles[0], text) >= 2, "{out}");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Title\n\nMarco Rubio went to Kyiv, Marco Rubio said.\n";
    fs::write(folder.path().join("bom.txt"), format!("\u{feff}{text}")).unwrap();
    let output = run(
        folder.path(),
        &["entities", "--format", "jsonl", "--mentions", "."],
    );
    let (out, _) = checked(&output, 0);
    assert!(check_places(&lines(&out)[0], text) >= 2, "{out}");
}

#[test]
fn dates_say_what_they_rest_on() {
    let (out, _) = check(&["entities", "--format", "jsonl", "articles"], 0);
    let articles = lines(&out);
    let dates = |path: &str| {
        let article = articles
            .iter()
            .find(|article| article["path"] == path)
            .unwrap();
        let dates = article["dates"].as_array().unwrap().iter();
        let told = |date: &Value| {
            format!(
                "{} {} {}",
                date["text"], date["value"], date["resolved_from"]
            )
        };
        dates.map(told).collect::<Vec<_>>()
    };
    assert_eq!(
        dates("articles/notes.md"),
        ["\"yesterday\" \"2025-02-02\" \"2025-02-03\""]
    );
    assert!(dates("articles/deal.txt").contains(&"\"January 2025\" \"2025-01\" null".to_owned()));
}

#[test]
fn merged_entities_add_up_what_articles_have() {
    let (out, _) = check(&["entities", "--format", "jsonl", "articles"], 0);
    let (merged, _) = check(
        &["entities", "--format", "jsonl", "--merged", "articles"],
        0,
    );
    let (articles, merged) = (lines(&out), lines(&merged));
    let kinds = [
        "person",
        "organization",
        "place",
        "group",
        "event",
        "law",
        "work",
        "date",
        "money",
        "quantity",
    ];
    let order = |entity: &Value| {
        let kind = kinds
            .iter()
            .position(|kind| entity["kind"] == *kind)
            .unwrap();
        (
            kind,
            u64::MAX - entity["articles"].as_u64().unwrap(),
            entity["name"].as_str().unwrap().to_owned(),
        )
    };
    assert!(merged.iter().map(order).is_sorted(), "{merged:#?}");
    assert!(
        merged
            .iter()
            .any(|entity| entity["articles"].as_u64() > Some(1))
    );
    for entity in merged.iter().filter(|entity| entity["kind"] != "date") {
        let same =
            |other: &&Value| other["name"] == entity["name"] && other["kind"] == entity["kind"];
        let all = articles
            .iter()
            .flat_map(|article| article["entities"].as_array().unwrap());
        let counts: Vec<u64> = all
            .filter(same)
            .map(|other| other["count"].as_u64().unwrap())
            .collect();
        assert_eq!(entity["articles"], counts.len(), "{entity}");
        assert_eq!(entity["mentions"], counts.iter().sum::<u64>(), "{entity}");
        let forms = entity["forms"].as_array().unwrap().iter();
        let by_form: u64 = forms.map(|form| form["count"].as_u64().unwrap()).sum();
        assert_eq!(entity["mentions"], by_form, "{entity}");
    }
}

#[test]
fn kinds_can_be_chosen() {
    let (out, _) = check(&["entities", "--kind", "person,date", "articles"], 0);
    let kinds: Vec<&str> = out
        .lines()
        .map(|line| line.split('\t').nth(1).unwrap())
        .collect();
    assert!(
        kinds.contains(&"person") && kinds.contains(&"date"),
        "{out}"
    );
    assert!(
        kinds.iter().all(|kind| ["person", "date"].contains(kind)),
        "{out}"
    );
    let (out, _) = check(
        &[
            "entities", "--kind", "place", "--format", "jsonl", "articles",
        ],
        0,
    );
    assert!(
        lines(&out)
            .iter()
            .all(|article| article["dates"] == Value::Array(vec![]))
    );
    check(&["entities", "--kind", "law", "articles"], 1);
}

#[test]
fn whole_articles_are_read_to_the_last_mention() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/entities/articles");
    let place = articles.to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["entities", "--format", "jsonl", "--mentions", place];
    let (out, errors) = checked(&run(folder.path(), &arguments), 0);
    assert_eq!(errors, "");
    let articles = lines(&out);
    assert_eq!(articles.len(), 5);
    for article in &articles {
        let text = fs::read_to_string(article["path"].as_str().unwrap()).unwrap();
        assert!(check_places(article, &text) > 0);
    }
    let arguments = ["search", "--format", "json", "person:Zelenskyy", place];
    let (out, _) = checked(&run(folder.path(), &arguments), 0);
    assert!(
        serde_json::from_str::<Vec<Value>>(&out).unwrap().len() > 1,
        "{out}"
    );
}
