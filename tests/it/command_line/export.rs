//! `dossier export`: the page of an entity.

use super::check;
use serde_json::Value;

#[test]
fn a_page_is_printed_for_any_spelling() {
    let (page, errors) = check(&["export", "--entity", "volodymyr zelensky", "articles"], 0);
    assert!(
        page.starts_with("# Volodymyr Zelenskyy\n\nperson, 2 mentions in 2 articles"),
        "{page}"
    );
    assert!(page.contains("## In context, newest first"), "{page}");
    assert!(
        errors.lines().all(|line| line.contains("articles/")),
        "{errors}"
    );
}

#[test]
fn json_has_the_numbers_and_places() {
    let arguments = [
        "export",
        "--entity",
        "Marco Rubio",
        "--format",
        "json",
        "articles",
    ];
    let (page, _) = check(&arguments, 0);
    let page: Value = serde_json::from_str(&page).unwrap();
    let lines = page["in_context"].as_array().unwrap();
    assert_eq!(page["name"], "Marco Rubio");
    assert_eq!(page["mentions"], lines.len());
    assert!(!lines.is_empty());
    for line in lines {
        let length = line["end"].as_u64().unwrap() - line["start"].as_u64().unwrap();
        assert!(
            length >= line["text"].as_str().unwrap().len() as u64,
            "{line}"
        );
    }
}

#[test]
fn an_unknown_name_is_said() {
    let (page, errors) = check(&["export", "--entity", "Nobody \x1b[2J", "articles"], 1);
    assert_eq!(page, "");
    assert!(
        errors.ends_with("dossier: Nobody ␛[2J: no entity is called so\n"),
        "{errors}"
    );
}

#[test]
fn the_kind_chooses() {
    check(
        &["export", "--entity", "Kyiv", "--kind", "person", "articles"],
        1,
    );
    check(
        &["export", "--entity", "Kyiv", "--kind", "place", "articles"],
        0,
    );
    check(&["export", "articles"], 2);
}
