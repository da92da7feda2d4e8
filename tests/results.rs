//! Looking through results: facets and filters, why a hit is one, what was meant, the history,
//! and clicks on what stands around.

mod support {
    pub(crate) mod stage;
}

use dossier::app::Action;
use dossier::app::features::entities::{Item, Scope};
use dossier::app::input::Input;
use dossier::app::screen::Pane;
use dossier::app::work::Work;
use dossier::library::Library;
use dossier::query::{Extent, Facet, Mode, Sort, Value, parse, search, why};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use support::stage::{SAMPLE, Stage, collection};

/// Articles with a source and a date, each with a body.
fn dated(articles: &[(&str, &str, &str)]) -> Arc<Library> {
    let mut lines = String::new();
    for (at, (source, date, body)) in articles.iter().enumerate() {
        let article = serde_json::json!({
            "title": format!("Number {at}"), "source": source, "date": date, "text": body,
        });
        writeln!(lines, "{article}").expect("a string takes every line");
    }
    collection(&[("a.jsonl", &lines)])
}

fn wires() -> Arc<Library> {
    dated(&[
        (
            "Alpha Wire",
            "2023-05-02",
            "Grain was sold to the north, and oil.",
        ),
        (
            "Alpha Wire",
            "2024-01-09",
            "Grain again, and the river rose.",
        ),
        ("Beta Post", "2024-01-30", "Oil fell; grain did not."),
        ("Beta Post", "2024-03-01", "A concert was given."),
        ("", "", "Nobody knows who printed this about grain."),
    ])
}

/// A stage whose sidebar is focused and about the articles listed.
fn faceted(library: &Arc<Library>) -> Stage {
    let mut stage = Stage::new(library, 120, 40);
    stage.keys("3,jj<enter>");
    assert_eq!(stage.app.panes.entities.scope, Scope::Results);
    stage
}

/// The values of a facet with their counts, as the sidebar has them.
fn counts(stage: &Stage, facet: Facet) -> Vec<(String, u32)> {
    let items = stage.app.panes.entities.items.iter();
    let of_facet = items.filter(|item| item.value.facet() == facet);
    of_facet
        .map(|item| (item.name.clone(), item.count))
        .collect()
}

#[track_caller]
fn check(stage: &Stage, facet: Facet, expected: &[(&str, u32)]) {
    let expected = expected.iter().map(|(name, n)| ((*name).to_owned(), *n));
    assert_eq!(counts(stage, facet), expected.collect::<Vec<_>>());
}

/// Selects a value in the sidebar.
fn select(stage: &mut Stage, name: &str) {
    stage.keys("gg");
    while stage
        .app
        .panes
        .entities
        .selected()
        .map(|item| item.name.as_str())
        != Some(name)
    {
        let before = stage.app.panes.entities.selection.selected;
        stage.keys("j");
        assert_ne!(
            stage.app.panes.entities.selection.selected, before,
            "no {name}"
        );
    }
}

#[test]
fn facets_follow_the_query_as_it_is_typed() {
    let mut stage = faceted(&wires());
    check(
        &stage,
        Facet::Source,
        &[("Alpha Wire", 2), ("Beta Post", 2)],
    );
    check(&stage, Facet::Year, &[("2024", 3), ("2023", 1)]);
    stage.keys("S");
    stage.keys("gra");
    check(
        &stage,
        Facet::Source,
        &[("Alpha Wire", 2), ("Beta Post", 1)],
    );
    stage.keys("in -oil");
    check(&stage, Facet::Source, &[("Alpha Wire", 1)]);
    check(&stage, Facet::Month, &[("January 2024", 1)]);
    stage.keys("<esc>");
    check(
        &stage,
        Facet::Source,
        &[("Alpha Wire", 2), ("Beta Post", 2)],
    );
}

#[test]
fn facets_are_counted_only_for_who_looks_at_them() {
    let mut stage = Stage::new(&wires(), 120, 40);
    let is_count = |work: &Work| work.name() == "facets";
    assert!(!stage.hold_keys("Sgrain").iter().any(is_count));
    stage.keys("<esc>");
    let mut stage = faceted(&wires());
    let held = stage.hold_keys("Sgr");
    assert!(!held.iter().any(is_count), "the list comes first");
    stage.perform(held);
    check(
        &stage,
        Facet::Source,
        &[("Alpha Wire", 2), ("Beta Post", 1)],
    );
}

#[test]
fn a_source_or_date_filters_as_an_entity_does() {
    let mut stage = faceted(&wires());
    select(&mut stage, "Beta Post");
    stage.keys("<enter>").shows("source: Beta Post hides 3 ×");
    stage.shows("2 of 5 shown, 3 hidden by filters");
    // The other sources stay, as what could be asked for instead.
    check(
        &stage,
        Facet::Source,
        &[("Alpha Wire", 2), ("Beta Post", 2)],
    );
    check(&stage, Facet::Year, &[("2024", 2)]);
    stage.keys("<enter>").hides("hidden by");
    select(&mut stage, "2024");
    stage.keys("<enter>").shows("year: 2024 hides 2 ×");
    select(&mut stage, "January 2024");
    stage.keys("+").shows("month: January 2024 hides 1 ×");
    assert_eq!(stage.app.here.listed.len(), 2);
    stage.keys("x").shows("−month: January 2024 hides 2 ×");
    assert_eq!(stage.app.here.listed.len(), 1);
}

#[test]
fn two_sources_are_alternatives() {
    let mut stage = faceted(&wires());
    select(&mut stage, "Alpha Wire");
    stage.keys("<enter>");
    select(&mut stage, "Beta Post");
    stage.keys("+");
    assert_eq!(stage.app.here.listed.len(), 4);
    stage
        .shows("source: Alpha Wire hides 1 ×")
        .shows("source: Beta Post ×");
}

#[test]
fn the_star_searches_for_what_is_selected() {
    let mut stage = faceted(&wires());
    select(&mut stage, "January 2024");
    stage.keys("*");
    assert_eq!(stage.app.here.question.text, "date:2024-01");
    assert_eq!(stage.app.here.listed.len(), 2);
    stage.keys("<esc>3");
    select(&mut stage, "Beta Post");
    stage.keys("*");
    assert_eq!(stage.app.here.question.text, "source:\"Beta Post\"");
}

#[test]
fn braces_step_from_kind_to_kind() {
    let mut stage = faceted(&wires());
    stage.keys("gg}");
    assert_eq!(
        stage
            .app
            .panes
            .entities
            .selected()
            .map(|item| item.name.as_str()),
        Some("2024")
    );
    stage.keys("{");
    assert_eq!(
        stage
            .app
            .panes
            .entities
            .selected()
            .map(|item| item.name.as_str()),
        Some("Alpha Wire")
    );
}

#[test]
fn counts_say_when_they_are_not_complete() {
    let mut early = Library::clone(&SAMPLE);
    early.progress.phase = dossier::library::Phase::Naming;
    let stage = faceted(&Arc::new(early));
    stage.shows("so far");
    faceted(&SAMPLE).hides("so far");
}

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

/// Clicks where a text stands on the screen, so many columns behind its beginning.
fn click(stage: &mut Stage, text: &str, behind: usize) {
    let screen = stage.screen();
    let (row, line) = screen
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains(text))
        .last()
        .expect("what is clicked is on the screen");
    let before = line.split(text).next().unwrap_or_default();
    let column = dossier::text::safe::width(before) + behind;
    let at = |n: usize| u16::try_from(n).expect("a screen is not that large");
    stage.act(Action::Input(Input::Click {
        column: at(column),
        row: at(row),
    }));
}

#[test]
fn a_click_on_the_cross_of_a_chip_lifts_it() {
    let mut stage = faceted(&wires());
    select(&mut stage, "Beta Post");
    stage.keys("<enter>Soil<enter>");
    assert_eq!(stage.app.here.listed.len(), 1);
    click(&mut stage, "source: Beta", 2);
    assert_eq!(stage.app.here.listed.len(), 1);
    click(&mut stage, "× ", 0);
    assert_eq!(
        (
            stage.app.here.question.text.as_str(),
            stage.app.here.listed.len()
        ),
        ("", 2)
    );
    click(&mut stage, "× ", 0);
    assert!(stage.app.here.question.is_empty());
    stage.keys("Soil<enter>");
    click(&mut stage, "oil ×", 0);
    assert!(stage.is_open("search"));
}

#[test]
fn a_click_on_a_key_of_the_last_line_presses_it() {
    let mut stage = Stage::new(&wires(), 120, 40);
    click(&mut stage, "Tab pane", 1);
    assert_eq!(stage.app.screen.focus, Pane::Reader);
    click(&mut stage, "f find", 3);
    assert!(stage.is_open("finder"));
    click(&mut stage, "Esc close", 0);
    assert!(!stage.is_open("finder"));
    stage.keys("1");
    click(&mut stage, "/ search", 0);
    stage.keys("oil");
    click(&mut stage, "Enter keep", 0);
    assert_eq!(stage.app.here.question.text, "oil");
    assert!(stage.app.layers.is_empty());
}

/// A model of the filters: whether an article of that source and date passes.
fn passes(filters: &[(Value, bool)], source: &str, date: &str) -> bool {
    let has = |value: &Value| match value {
        Value::Source(name) => name == source,
        Value::Published(known) => date.starts_with(&known.to_string()),
        Value::Entity(..) => false,
    };
    let asked: Vec<&Value> = filters
        .iter()
        .filter(|(_, not)| !not)
        .map(|(value, _)| value)
        .collect();
    let of_facet = |facet: Facet| {
        let mut alternatives = asked
            .iter()
            .filter(|value| value.facet() == facet)
            .peekable();
        alternatives.peek().is_none() || alternatives.any(|value| has(value))
    };
    let excluded = filters.iter().any(|(value, not)| *not && has(value));
    !excluded
        && [Facet::Source, Facet::Year, Facet::Month]
            .into_iter()
            .all(of_facet)
}

const SOURCES: [&str; 3] = ["Alpha Wire", "Beta Post", "Gamma Daily"];
const DATES: [&str; 4] = ["2023-05-02", "2023-11-20", "2024-01-09", "2024-05-30"];

fn value() -> impl Strategy<Value = Value> {
    let date = |text: &str| dossier::text::calendar::PartialDate::parse_iso(text).expect("a date");
    prop_oneof![
        prop::sample::select(&SOURCES[..]).prop_map(|name| Value::Source(name.to_owned())),
        prop::sample::select(&["2023", "2024", "2023-05", "2024-01", "2024-05"][..])
            .prop_map(move |text| Value::Published(date(text))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn filters_and_facets_equal_a_recount(
        articles in prop::collection::vec((0..SOURCES.len(), 0..DATES.len(), any::<bool>()), 1..12),
        filters in prop::collection::vec((value(), any::<bool>()), 0..4),
    ) {
        let body = |grain| if grain { "grain" } else { "oil" };
        let rows: Vec<(&str, &str, &str)> = articles
            .iter()
            .map(|(source, date, grain)| (SOURCES[*source], DATES[*date], body(*grain)))
            .collect();
        let mut stage = faceted(&dated(&rows));
        stage.keys("Sgrain<enter>");
        stage.app.here.question.filters = filters
            .iter()
            .map(|(value, exclude)| dossier::query::Filter { value: value.clone(), exclude: *exclude })
            .collect();
        stage.resize(120, 60);
        let found: Vec<_> = rows.iter().filter(|(.., body)| *body == "grain").collect();
        let shown = |without: Option<Facet>| {
            let kept = |(value, exclude): &&(Value, bool)| *exclude || Some(value.facet()) != without;
            let filters: Vec<(Value, bool)> = filters.iter().filter(kept).cloned().collect();
            let passing = found.iter().filter(|(source, date, _)| passes(&filters, source, date));
            passing.copied().collect::<Vec<_>>()
        };
        prop_assert_eq!(stage.app.here.listed.len(), shown(None).len());
        prop_assert_eq!(stage.app.here.listed.before_filters, found.len());
        let recount = |facet: Facet| {
            let mut counts: BTreeMap<String, u32> = BTreeMap::new();
            for (source, date, _) in shown(Some(facet)) {
                let name = match facet {
                    Facet::Source => (*source).to_owned(),
                    Facet::Year => date.chars().take(4).collect(),
                    Facet::Month | Facet::Entity(_) => date.chars().take(7).collect(),
                };
                *counts.entry(name).or_default() += 1;
            }
            counts
        };
        for facet in [Facet::Source, Facet::Year, Facet::Month] {
            let of_facet = |item: &&Item| item.value.facet() == facet;
            let name = |item: &Item| match &item.value {
                Value::Published(date) => date.to_string(),
                value => value.to_string(),
            };
            let values = stage.app.panes.entities.counts.values().filter(of_facet);
            let counted: BTreeMap<String, u32> = values.map(|item| (name(item), item.count)).collect();
            prop_assert_eq!(counted, recount(facet));
        }
    }
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

/// Counts keep a blank before them, however narrow the pane.
#[test]
fn a_long_count_stands_apart() {
    let body = ("Alpha Wire", "2023-05-02", "Grain.");
    let mut stage = Stage::new(&dated(&vec![body; 1100]), 72, 24);
    stage.keys("/grain").shows("… 1/1,100 ");
    stage
        .resize(120, 24)
        .shows("by relevance")
        .shows(" 1/1,100 ");
}
