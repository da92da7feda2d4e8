//! Whole screens as text, at the sizes that people use.

use crate::support::stage::Stage;
use ratatui::buffer::Cell;

/// The sizes, and a name for each.
const SIZES: [(&str, u16, u16); 3] = [("80x24", 80, 24), ("120x40", 120, 40), ("40x10", 40, 10)];

fn check(name: &str, keys: &str) {
    for (size, columns, rows) in SIZES {
        snapshot(&format!("{name}-{size}"), keys, columns, rows);
    }
}

fn snapshot(name: &str, keys: &str, columns: u16, rows: u16) {
    let mut stage = Stage::sample(columns, rows);
    stage.keys(keys);
    assert_eq!(cells(&stage, columns), stage.screen());
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, stage.screen());
    });
}

/// The text of the cells that a terminal shows.
fn cells(stage: &Stage, columns: u16) -> String {
    let buffer = stage.buffer();
    let line = |cells: &[Cell]| {
        let text: String = cells.iter().map(Cell::symbol).collect();
        text.trim_end().to_owned()
    };
    let lines = buffer.content.chunks(usize::from(columns)).map(line);
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn start() {
    check("start", "");
    snapshot("start-200x50", "", 200, 50);
}

#[test]
fn reader() {
    check("reader", "jjjj<enter>jjjjjj");
}

#[test]
fn search() {
    check("search", "/security talks");
}

#[test]
fn no_result() {
    check("no-result", "/xylophone<enter>");
}

#[test]
fn entity_filter() {
    check("filter", "3<enter>");
}

#[test]
fn why() {
    check("why", "/security guarant* -oil source:lantern<enter>gw");
}

#[test]
fn facets() {
    check("facets", "3,jj<enter>");
}

#[test]
fn unread_parts() {
    check("unread", "/talks date:soon securty ");
}

#[test]
fn finder() {
    check("finder", "fblin");
}

#[test]
fn help() {
    check("help", "?");
}

#[test]
fn order() {
    check("order", ",");
}

#[test]
fn dossier() {
    check("dossier", "jjjj3d");
    snapshot("dossier-200x50", "jjjj3d", 200, 50);
}

#[test]
fn roster() {
    check("roster", "E");
}

#[test]
fn too_small_is_said_politely() {
    snapshot("small-39x9", "", 39, 9);
}

/// The first block of preformatted text of the README, which says by which command it was made.
#[test]
fn the_readme_shows_the_real_screen() {
    let readme = include_str!("../../../README.md");
    let block = readme.split("```\n").nth(1).unwrap();
    let mut stage = Stage::sample(110, 28);
    stage.keys("jjjj");
    assert_eq!(block.trim_end(), stage.screen().trim_end());
    assert!(readme.contains("`cargo run --release --example frame -- 110x28 jjjj`"));
}
