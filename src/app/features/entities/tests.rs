use super::here::PageNames;
use super::{Entities, Item, Line, Ranks, Scope};
use crate::app::App;
use crate::app::layer::Layer;
use crate::app::parts::page::{Named, Page};
use crate::app::screen::Size;
use crate::corpus::{Article, ArticleId};
use crate::entities::{Form, Kind};
use crate::query::{Facet, Filter, Value};
use crate::text::Span;
use crate::text::calendar::PartialDate;
use std::collections::BTreeMap;
use std::sync::Arc;

fn named(name: &str, kind: Kind, mentions: usize, forms: &[&str]) -> Named {
    let form = |text: &&str| Form {
        text: (*text).to_owned(),
        count: 1,
    };
    Named {
        name: name.to_owned(),
        kind,
        forms: forms.iter().map(form).collect(),
        elsewhere: Vec::new(),
        mentions: vec![Span::default(); mentions],
        date: None,
        assumed: false,
    }
}

fn page(names: &[Named]) -> Arc<Page> {
    let (library, article) = (Arc::default(), Article::default());
    let page = Page::new(library, ArticleId(3), article, 80, Vec::new(), names.into());
    Arc::new(page)
}

/// Shows the entities of an article.
fn show(sidebar: &mut Entities, names: &[Named]) {
    sidebar.names = Some(PageNames::of(&page(names)));
    sidebar.rebuild();
}

fn names(sidebar: &Entities) -> Vec<&str> {
    let names = sidebar.items.iter().map(|item| item.name.as_str());
    names.collect()
}

fn check(filter: &str, expected: &[&str]) {
    let mut sidebar = Entities {
        filter: filter.to_owned(),
        ..Entities::default()
    };
    show(
        &mut sidebar,
        &[
            named("Ukraine", Kind::Place, 2, &["Ukraine"]),
            named("Kyiv", Kind::Place, 5, &["Kyiv", "Kiev"]),
            named("Marco Rubio", Kind::Person, 1, &["Rubio"]),
        ],
    );
    assert_eq!(names(&sidebar), expected);
}

#[test]
fn kinds_in_order_then_counts() {
    check("", &["Marco Rubio", "Kyiv", "Ukraine"]);
}

#[test]
fn the_filter_reads_every_spelling() {
    check("kiev", &["Kyiv"]);
    check("U", &["Marco Rubio", "Ukraine"]);
}

#[test]
fn steps_over_headings_and_stays_inside() {
    let mut sidebar = Entities::default();
    show(
        &mut sidebar,
        &[
            named("A", Kind::Person, 1, &[]),
            named("B", Kind::Place, 1, &[]),
        ],
    );
    let mut seen = Vec::new();
    for step in [0, 1, 1, -1, -1, -1] {
        sidebar.step(step);
        let selected = sidebar.selected().map_or("", |item| item.name.as_str());
        seen.push(selected.to_owned());
    }
    assert_eq!(seen, ["A", "B", "B", "A", "A", "A"]);
}

/// A sidebar about results: sources with so many articles each, and a few years.
fn results(n_sources: u32) -> Entities {
    let year = |year| Value::Published(PartialDate::year(year).unwrap());
    let years = [(2023, 5), (2025, 1), (2024, 9)];
    let years = years.map(|(of, n)| Item::new(year(of), n, &[]));
    let values = (0..n_sources).map(|n| Item::new(source(n), 100 - n, &[]));
    let values = values.chain(years).collect();
    let mut sidebar = Entities {
        scope: Scope::Results,
        counts: Arc::new(Ranks::new(values, &BTreeMap::new())),
        ..Entities::default()
    };
    sidebar.rebuild();
    sidebar
}

fn source(n: u32) -> Value {
    Value::Source(format!("S{n}"))
}

#[test]
fn the_rest_of_a_facet_is_shown_when_it_is_asked_for() {
    let mut sidebar = results(9);
    assert_eq!(names(&sidebar).join(" "), "S0 S1 S2 2025 2024 2023");
    assert_eq!(sidebar.lines[4], Line::More(Facet::Source, 6));
    sidebar.step(3);
    assert!(sidebar.selected().is_none() && sidebar.unfold());
    assert_eq!(
        sidebar.selected().map(|item| item.name.as_str()),
        Some("S3")
    );
    assert_eq!(sidebar.items.len(), 12);
    // One row more than the few takes no more room than to say so.
    assert_eq!(results(4).items.len(), 7);
    sidebar = results(9);
    sidebar.set_filter("s8".to_owned());
    assert_eq!(names(&sidebar).join(" "), "S8");
}

#[test]
fn sections_are_stepped_through() {
    let mut sidebar = results(2);
    let mut seen = Vec::new();
    for forward in [true, true, false, false] {
        sidebar.step_section(forward);
        seen.extend(sidebar.selected().map(|item| item.name.clone()));
    }
    assert_eq!(seen, ["2025", "2025", "S0", "S0"]);
}

#[test]
fn rows_know_what_they_are_measured_by() {
    let mut sidebar = results(9);
    let most = |sidebar: &Entities, facet| sidebar.section(facet).map(|it| (it.most, it.hidden));
    assert_eq!(most(&sidebar, Facet::Source), Some((100, 6)));
    assert_eq!(most(&sidebar, Facet::Year), Some((9, 0)));
    assert_eq!(sidebar.highest, 100);
    // Only what is shown counts, and it is shared with what there is.
    sidebar.set_filter("2025".to_owned());
    assert_eq!((most(&sidebar, Facet::Source), sidebar.highest), (None, 1));
    assert_eq!(Arc::strong_count(&sidebar.items[0]), 3);
}

#[test]
fn what_the_list_is_narrowed_to_is_selected_once_it_is_there() {
    let app = App::new(String::new(), Size::default());
    let value = |sidebar: &Entities| sidebar.value(app.now());
    let mut sidebar = results(2);
    assert_eq!(value(&sidebar), Some(source(0)));
    // Not among the rows: keys are about it, and no row looks selected.
    sidebar.want(source(7));
    assert_eq!(value(&sidebar), Some(source(7)));
    assert_eq!((sidebar.selected(), sidebar.number()), (None, 0));
    // Folded away: its facet is shown whole.
    sidebar.counts = results(9).counts;
    sidebar.rebuild();
    let selected = sidebar.selected().map(|item| item.value.clone());
    assert_eq!(
        (selected, value(&sidebar)),
        (Some(source(7)), Some(source(7)))
    );
    assert_eq!((sidebar.number(), sidebar.items.len()), (8, 12));
    // As often as it comes and goes, until the user moves.
    for (n, selected) in [(2, None), (9, Some(source(7)))] {
        sidebar.counts = results(n).counts;
        sidebar.rebuild();
        assert_eq!(sidebar.selected().map(|it| it.value.clone()), selected);
        assert_eq!(value(&sidebar), Some(source(7)));
    }
    sidebar.step(1);
    assert_eq!(value(&sidebar), Some(source(8)));
    sidebar.counts = results(2).counts;
    sidebar.rebuild();
    assert!(value(&sidebar).is_some_and(|value| value != source(7)));
}

#[test]
fn what_is_wanted_is_given_up_with_the_filter() {
    let app = App::new(String::new(), Size::default());
    let mut sidebar = results(2);
    sidebar.want(source(7));
    let mut filters = vec![Filter {
        value: source(7),
        exclude: false,
    }];
    sidebar.doubt_wanted(&filters);
    assert_eq!(sidebar.value(app.now()), Some(source(7)));
    filters[0].exclude = true;
    sidebar.doubt_wanted(&filters);
    assert_eq!(sidebar.value(app.now()), Some(source(0)));
}

#[test]
fn an_article_has_no_sources_to_miss() {
    let app = App::new(String::new(), Size::default());
    let mut sidebar = Entities::default();
    sidebar.want(source(7));
    assert_eq!(sidebar.value(app.now()), None);
    let kyiv = Value::Entity(Kind::Place, "Kyiv".to_owned());
    sidebar.want(kyiv.clone());
    assert_eq!(sidebar.value(app.now()), Some(kyiv));
}

#[test]
fn where_the_user_jumps_to_a_mention_it_is_selected() {
    let mut app = App::new(String::new(), Size::default());
    let mut kyiv = named("Kyiv", Kind::Place, 0, &[]);
    kyiv.mentions = vec![Span::new(2, 6), Span::new(20, 24)];
    let page = page(&[named("Ann Low", Kind::Person, 3, &[]), kyiv]);
    app.here.view.page = Some(Arc::clone(&page));
    let jump = |place| {
        let mut sidebar = Entities {
            arriving: Some((ArticleId(3), place)),
            names: Some(PageNames::of(&page)),
            ..Entities::default()
        };
        sidebar.rebuild();
        sidebar.arrive(app.now());
        sidebar.selected().map(|item| item.name.clone())
    };
    assert_eq!(jump(Span::new(20, 24)).as_deref(), Some("Kyiv"));
    assert_eq!(jump(Span::new(20, 23)).as_deref(), Some("Ann Low"));
}
