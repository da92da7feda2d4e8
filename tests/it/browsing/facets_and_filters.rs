//! Facets of the results, and filters by them.

use crate::support::properties::cases;
use crate::support::stage::{SAMPLE, Stage, collection};
use dossier::app::features::entities::{Item, Scope};
use dossier::app::work::Work;
use dossier::library::Library;
use dossier::query::{Facet, Value};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// Articles with a source and a date, each with a body.
pub(super) fn dated(articles: &[(&str, &str, &str)]) -> Arc<Library> {
    let mut lines = String::new();
    for (at, (source, date, body)) in articles.iter().enumerate() {
        let article = serde_json::json!({
            "title": format!("Number {at}"), "source": source, "date": date, "text": body,
        });
        writeln!(lines, "{article}").expect("a string takes every line");
    }
    collection(&[("a.jsonl", &lines)])
}

pub(super) fn wires() -> Arc<Library> {
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
pub(super) fn faceted(library: &Arc<Library>) -> Stage {
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
pub(super) fn select(stage: &mut Stage, name: &str) {
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
    #![proptest_config(cases(64))]

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
