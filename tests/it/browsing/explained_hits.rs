//! Why a hit is one, what was meant, what could not be read, and the history of queries.

use super::facets_and_filters::{faceted, select, wires};
use crate::support::stage::{SAMPLE, Stage};
use dossier::query::{Extent, Mode, Sort, parse, search, why};

#[test]
fn a_hit_explains_itself() {
    let mut stage = Stage::new(&wires(), 120, 40);
    stage.keys("/grain oil<enter>gw");
    for text in [
        "Why this hit",
        "number 1 of 2, by relevance",
        "grain",
        "nearness",
        "together",
    ] {
        stage.shows(text);
    }
    stage.shows("in the text; 4 of 5 articles have it");
    let score = |stage: &Stage| {
        let query = parse("grain oil", Mode::Whole);
        search(
            stage.app.library.view(),
            &query,
            &[],
            Sort::Relevance,
            Extent::All,
        )
        .hits[0]
            .score
    };
    // On the screen in thousandths.
    let screen = stage.screen();
    let line = screen.lines().find(|line| line.contains("together"));
    let total = line.and_then(|line| line.split(&[' ', '│']).rfind(|word| word.contains('.')));
    let total: f32 = total.unwrap().parse().unwrap();
    assert!((total - score(&stage)).abs() < 0.6e-3, "{total}");
    stage.keys("<esc>").hides("Why this hit");
}

#[test]
fn a_hit_says_which_conditions_let_it_pass() {
    let mut stage = faceted(&wires());
    select(&mut stage, "Beta Post");
    stage.keys("<enter>S");
    stage.keys("(grain OR concert) date:2024 -river sort:title<enter>gw");
    for text in [
        "not in this article",
        "by title",
        "✓ date:2024-01-01..2024-12-31  published 30 January 2024",
        "✓ not river",
        "✓ source: Beta Post",
        "this order weighs nothing",
    ] {
        stage.shows(text);
    }
}

#[test]
fn without_a_question_there_is_no_why() {
    let mut stage = Stage::new(&wires(), 120, 40);
    stage
        .keys("gw")
        .shows("nothing is searched")
        .hides("Why this hit");
}

#[test]
fn what_is_meant_is_taken_by_one_key() {
    let mut stage = Stage::new(&wires(), 120, 40);
    stage.keys("/gtain ");
    stage.shows("no article has gtain; did you mean grain? Tab takes it");
    stage.keys("<tab>");
    assert_eq!(stage.app.here.question.text, "grain ");
    assert_eq!(stage.app.here.listed.len(), 4);
    stage.hides("did you mean");
    stage.keys("<esc>");
    stage.keys("/oil OR conzert<enter>").shows("~ takes it");
    stage.keys("~");
    assert_eq!(stage.app.here.question.text, "oil OR concert");
    assert_eq!(stage.app.here.listed.len(), 3);
    stage.keys("~").shows("no other spelling is known");
}

#[test]
fn a_name_that_nobody_has_is_put_right() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("/person:blinkn<enter>~");
    assert_eq!(stage.app.here.question.text, "person:\"Antony Blinken\"");
    assert!(!stage.app.here.listed.is_empty());
}

#[test]
fn what_could_not_be_read_is_underlined_and_said() {
    use ratatui::style::Modifier;
    let underlined = |stage: &Stage| {
        let buffer = stage.buffer();
        let cells = buffer.content.iter().skip(120).take(120);
        let cells = cells.filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
        cells.map(ratatui::buffer::Cell::symbol).collect::<String>()
    };
    let mut stage = Stage::new(&wires(), 120, 40);
    stage.keys("/grain date:soon ");
    assert_eq!(underlined(&stage), "soon");
    stage.shows("not a date");
    // Until the next answer comes, what stood before is still true.
    stage.hold_keys("x");
    assert_eq!(underlined(&stage), "soon");
    stage.keys("<bs><enter>");
    assert_eq!(underlined(&stage), "soon");
    stage.shows("not a date");
}

#[test]
fn the_history_of_queries_is_kept() {
    let mut stage = Stage::new(&wires(), 120, 40);
    stage.keys("/oil<enter><esc>/grain<enter><esc>/<up>");
    assert_eq!(stage.app.here.question.text, "grain");
    stage.keys("<up>");
    assert_eq!(stage.app.here.question.text, "oil");
    stage.keys("<esc>");
    assert_eq!(
        (
            stage.app.here.question.text.as_str(),
            stage.app.here.listed.len()
        ),
        ("", 5)
    );
}

#[test]
fn the_heading_has_the_order_that_the_query_asks_for() {
    let mut stage = Stage::new(&wires(), 120, 40);
    stage
        .keys("/grain sort:date<enter>")
        .shows("ARTICLES newest first");
    stage
        .keys(",<up><enter>")
        .shows("the query says so with sort:");
}

#[test]
fn reasons_add_up_to_the_score_on_the_sample() {
    let view = SAMPLE.view();
    for text in [
        "security talks",
        "\"security deal\" OR guarant*",
        "kyiv~ title:talks",
        "U.S deal",
    ] {
        let query = parse(text, Mode::Whole);
        for hit in search(view, &query, &[], Sort::Relevance, Extent::All).hits {
            let why = why(view, &query, &[], hit.article);
            assert!(
                (why.total(true) - hit.score).abs() <= 1e-4 * (1.0 + hit.score),
                "{text}"
            );
            for term in &why.terms {
                let counted: u32 = term
                    .found
                    .as_ref()
                    .map_or(0, |found| found.counts.iter().sum());
                assert_eq!(counted > 0, term.found.is_some());
            }
        }
    }
}

#[test]
fn what_could_not_be_read_is_said_in_the_last_line_of_a_narrow_screen() {
    let mut stage = Stage::new(&wires(), 40, 12);
    stage.keys("/grain date:soon ").shows("4 of 5");
    let screen = stage.screen();
    let last = screen.lines().last().unwrap_or_default();
    assert!(last.contains("not a date"), "{screen}");
    stage.keys("<enter>").shows("Enter read");
}
