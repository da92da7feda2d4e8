//! Finding in an article, and queries that are given up.

use super::sizes_and_views::single;
use crate::support::stage::{Stage, collection};
use dossier::library::Library;
use std::sync::Arc;

#[test]
fn what_stands_above_the_title_is_found() {
    let text = "By Ann Low, 29 August 2025\n\nA bridge in the north fell\n\nThe bridge fell on Friday, and nobody was hurt when it did, the police said.\n";
    let mut stage = Stage::new(&single("a.txt", text), 120, 30);
    for needle in ["Ann Low", "bridge in the north", "nobody"] {
        stage.keys(&format!("2/{needle}<enter>"));
        let reader = &stage.app.panes.reader;
        let found = reader.find.matches[0];
        let row = reader.page.as_ref().unwrap().row_at(found.from());
        let shown = reader.page.as_ref().unwrap().rows[row].span;
        assert!(shown.covers(found), "{needle}: {found:?} in {shown:?}");
        stage.keys("<esc>");
    }
}

#[test]
fn hidden_markup_stands_in_no_snippet() {
    let text = "# A title\n\nThe **peace** [talks](http://example.org/a/long/address) about needle were *ended*.\n";
    let mut stage = Stage::new(&single("a.md", text), 120, 36);
    stage.keys("/\"talks about\"<enter>");
    let excerpt = stage.app.panes.articles.excerpts.values().next().unwrap();
    assert_eq!(excerpt.text, "The peace talks about needle were ended.");
    let marked = excerpt.marks.iter().map(|mark| mark.slice(&excerpt.text));
    assert_eq!(marked.collect::<String>(), "talks about");
}

#[test]
fn a_find_that_no_other_article_has_keeps_its_matches() {
    let mut stage = Stage::new(&two_stories(), 120, 36);
    stage.keys("2j1/other<enter>2jH");
    assert_eq!(
        (stage.title(), stage.app.here.listed.len()),
        ("First story".to_owned(), 1)
    );
    stage.keys("2/first<enter>");
    assert_eq!(stage.app.panes.reader.found().len(), 2);
    stage
        .keys("nnn")
        .shows("no other article of the list has it");
    assert_eq!(stage.app.panes.reader.found().len(), 2);
}

#[test]
fn finding_reads_over_line_ends_and_markup() {
    let hard = "A title of this\n\nThe peace\n   talks were ended on Friday, and\nthe Straße was closed while they were held in the town.\n";
    let mut stage = Stage::new(&single("a.txt", hard), 120, 36);
    for (needle, found) in [("peace  talks", "peace\n   talks"), ("stras", "Straß")] {
        stage.keys(&format!("2/{needle}<enter>"));
        let reader = &stage.app.panes.reader;
        let text = &reader.page.as_ref().unwrap().article().text;
        let texts: Vec<&str> = reader.found().iter().map(|span| span.slice(text)).collect();
        assert_eq!(texts, [found]);
    }
    let marked = "# A title\n\nThe **peace** *talks* were ended.\n";
    let mut stage = Stage::new(&single("a.md", marked), 120, 36);
    stage.keys("2/the peace talks were<enter>");
    assert_eq!(stage.app.panes.reader.found().len(), 1);
}

#[test]
fn opening_the_query_and_leaving_it_moves_no_row() {
    let mut stage = Stage::sample(120, 20);
    stage.keys("jjjjjjkk");
    let before = (stage.app.here.selection, stage.title());
    stage.keys("/<esc>");
    assert_eq!((stage.app.here.selection, stage.title()), before);
}

#[test]
fn a_canceled_query_comes_back_to_the_row() {
    for keys in ["/ukraine<esc>", "/u<bs><esc>", "/xyzzy<esc>"] {
        let mut stage = Stage::sample(120, 20);
        stage.keys("jjjjjjkk");
        let before = (stage.app.here.selection, stage.title());
        stage.keys(keys);
        let after = (stage.app.here.selection, stage.title());
        assert_eq!(after, before, "{keys}");
    }
}

#[test]
fn canceling_keeps_an_article_that_the_list_hides() {
    let mut stage = Stage::new(&two_stories(), 120, 36);
    stage.keys("2j1/other<enter>2jH");
    assert_eq!(
        (stage.title(), stage.app.here.listed.len()),
        ("First story".to_owned(), 1)
    );
    stage.keys("S<esc>");
    assert_eq!(stage.title(), "First story");
}

#[test]
fn an_article_that_the_list_hid_is_selected_once_it_is_listed() {
    let mut stage = Stage::new(&two_stories(), 120, 36);
    stage.keys("2j1/other<enter>2jH");
    assert_eq!(stage.title(), "First story");
    stage.keys("1<esc>");
    assert_eq!(stage.app.here.selected(), stage.app.here.shown);
    assert_eq!(stage.title(), "First story");
}

/// Two articles, each with a word that the other has not.
fn two_stories() -> Arc<Library> {
    collection(&[
        (
            "a.txt",
            "First story\n\nThe first words are here, and they are the only ones.\n",
        ),
        (
            "b.txt",
            "Second story\n\nThe other words are here, and they are the only ones.\n",
        ),
    ])
}

#[test]
fn matches_in_a_line_that_is_not_shown_are_passed() {
    let text = "A bridge fell in the north\n\nNorthgate Review | 29 August 2025\n\nThe bridge fell on Friday, and the Northgate Review was there to see it.\n\nNobody was hurt, the Northgate Review heard.\n";
    let mut stage = Stage::new(&single("a.txt", text), 120, 30);
    let page = stage.app.panes.reader.page.clone().unwrap();
    let hidden = page
        .rows
        .iter()
        .all(|row| !row.span.slice(text).contains("29 August"));
    assert!(hidden);
    stage.keys("/northgate<enter>2");
    assert_eq!(stage.app.panes.reader.matches().len(), 3);
    stage.keys("nnn");
    assert_eq!(stage.app.panes.reader.find.current, Some(2));
    stage.keys("gg/review<enter>nn").shows("3/3");
}
