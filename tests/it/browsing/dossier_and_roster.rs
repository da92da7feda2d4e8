//! Dossiers and the table of entities on the screen: keys in, screens out.

use crate::support::stage::{SAMPLE, Stage, collection};
use dossier::app::Action;
use dossier::app::input::{Input, Key};
use dossier::app::work::Effect;
use dossier::query::Value;
use dossier::query::entity::dossier::{Line, dossier};
use std::sync::Arc;

/// What keys go to.
fn front(stage: &Stage) -> &'static str {
    stage.app.front().feature().id
}

/// The newest mention of the entity that the page on the screen is about.
fn newest_mention(stage: &Stage) -> Line {
    let Some(Value::Entity(kind, name)) = &stage.app.here.value else {
        panic!("no entity: {:?}", stage.app.here.value);
    };
    let ids = SAMPLE.catalog.lookup(name, Some(*kind));
    let dossier = dossier(SAMPLE.view(), ids[0]).expect("it has articles");
    dossier.lines[0].clone()
}

/// The selected mention of a dossier on a wide screen, as it is drawn.
fn selected_mention(stage: &Stage) -> Option<String> {
    let screen = stage.screen();
    let rows = screen.lines().filter_map(|row| row.split_once("│▌"));
    let mut rows = rows.map(|(_, row)| row.to_owned());
    rows.find(|row| !row.starts_with("IN CONTEXT"))
}

/// The dossier of the first person in the fifth article of the sample.
fn rubio(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::sample(columns, rows);
    stage.keys("jjjj3d");
    stage
}

#[test]
fn a_dossier_has_the_numbers_of_the_collection() {
    let stage = rubio(120, 36);
    let id = SAMPLE.catalog.lookup("Marco Rubio", None)[0];
    let entity = SAMPLE.catalog.get(id).unwrap();
    let (mentions, articles) = (entity.mentions(), entity.articles.len());
    stage.shows(&format!("{mentions} mentions in {articles} articles"));
    stage.shows("IN CONTEXT newest first").shows("NAMED WITH");
}

#[test]
fn enter_goes_to_the_mention_and_back_to_where_the_reader_was() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("jjjj2jjjjjjjj");
    let (title, line) = (stage.title(), stage.app.panes.reader.line);
    stage.keys("3d");
    assert_eq!(front(&stage), "dossier");
    let wanted = newest_mention(&stage);
    stage.keys("<enter>");
    assert_eq!(front(&stage), "reader");
    assert_eq!(stage.app.here.shown, Some(wanted.article));
    let here = stage.app.panes.reader.mention_here().unwrap();
    assert_eq!(here.span, wanted.span);
    assert_ne!(stage.title(), title);

    stage.keys("H").shows("IN CONTEXT");
    assert_eq!(stage.title(), title);
    stage.keys("<esc>");
    assert_eq!((stage.title(), stage.app.panes.reader.line), (title, line));
    assert_eq!(front(&stage), "entities");
}

#[test]
fn companions_lie_on_each_other_and_escape_takes_one_away() {
    let mut stage = rubio(120, 36);
    stage.keys("hG<home><down><down><down><down>");
    stage.keys("<enter>");
    assert_eq!(stage.app.page().map(|(_, depth)| depth), Some(2));
    stage.hides(" Marco Rubio  person");
    stage.keys("<esc>").shows(" Marco Rubio  person");
    stage.keys("q");
    assert_eq!(front(&stage), "entities");
}

#[test]
fn the_order_of_the_mentions_is_chosen() {
    let mut stage = rubio(120, 36);
    stage.keys(",").shows("Order of the mentions");
    stage.keys("j<enter>").shows("IN CONTEXT oldest first");
    let newest_last = stage.screen();
    stage.keys(",k<enter>").shows("IN CONTEXT newest first");
    assert_ne!(newest_last, stage.screen());
}

#[test]
fn a_dossier_is_copied_as_markdown() {
    let mut stage = rubio(120, 36);
    stage.keys("y");
    let Some(Effect::Copy { text, .. }) = stage.effects.last() else {
        panic!("nothing copied: {:?}", stage.effects);
    };
    assert!(text.starts_with("# Marco Rubio\n"), "{text}");
}

#[test]
fn the_table_lists_every_name_and_filters_as_typed() {
    let mut stage = Stage::sample(120, 36);
    stage
        .keys("E")
        .shows("All names in the whole collection, most articles first");
    let named = SAMPLE.catalog.iter().filter(|(_, entity)| {
        use dossier::entities::Kind::{Date, Money, Quantity};
        !matches!(entity.kind, Date | Money | Quantity)
    });
    stage.shows(&format!("1/{}", named.count()));
    stage.keys("/kiev").shows("Kyiv").hides("Marco Rubio");
    stage
        .keys("<enter><enter>")
        .shows(" Kyiv  place")
        .shows("spelled Kyiv");
    stage.keys("<esc>").shows(" kiev × ");
    stage.keys("<esc>").shows("Marco Rubio");
    stage.keys("<esc>");
    assert_eq!(front(&stage), "articles");
}

#[test]
fn the_table_counts_the_listed_articles() {
    let mut stage = Stage::sample(120, 36);
    stage
        .keys("/saltmere<enter>E<tab>")
        .shows("in the listed articles");
    let listed = stage.app.here.listed.len();
    assert!(listed < SAMPLE.corpus.len());
    stage.shows(&format!(" {listed} ")).hides("Hugo Lanthier");
    stage.keys("l").shows("People in the listed articles");
    stage
        .keys("h<tab>")
        .shows("All names in the whole collection");
    stage.keys("/hugo").shows("Hugo Lanthier");
}

#[test]
fn a_filter_from_a_sheet_lists_articles() {
    let mut stage = rubio(120, 36);
    stage.keys("+").shows("person: Marco Rubio");
    assert_eq!(front(&stage), "articles");
    stage.keys("E/kyiv<enter>x").shows("−place: Kyiv");
    stage.keys("E/nato<enter>*").shows("org:\"NATO\"");
}

#[test]
fn a_growing_collection_keeps_what_is_selected() {
    let mut stage = rubio(120, 36);
    stage.keys("jjj");
    let before = selected_mention(&stage);
    let grown = Arc::new((**SAMPLE).clone());
    stage.act(Action::Grown(grown));
    assert!(before.is_some());
    assert_eq!(selected_mention(&stage), before);
    stage.shows(" 4/10");
}

#[test]
fn a_late_answer_lands_on_no_other_sheet() {
    let mut stage = Stage::sample(120, 36);
    let held = stage.hold_keys("jjjj3");
    stage.perform(held);
    let late = stage.hold_keys("d");
    let other = stage.hold_keys("<esc>jd");
    stage.perform(other);
    let screen = stage.screen();
    stage.perform(late);
    assert_eq!(stage.screen(), screen);
}

#[test]
fn no_size_and_no_key_breaks_a_sheet() {
    for (columns, rows) in [
        (0, 0),
        (1, 1),
        (40, 10),
        (41, 11),
        (69, 19),
        (110, 24),
        (300, 9),
    ] {
        for keys in ["3d", "3dhjG<tab>,<esc>", "E", "E/x<enter>jG,<esc>l<tab>"] {
            let mut stage = Stage::sample(80, 24);
            stage.keys(keys).resize(columns, rows);
            stage.act(Action::Input(Input::Key(Key::PageDown)));
            let _ = stage.screen();
        }
    }
}

#[test]
fn a_table_without_dates_has_no_columns_for_them() {
    let files = [("a.txt", "Talks\n\nMarco Rubio came to Kyiv.")];
    let mut stage = Stage::new(&collection(&files), 120, 36);
    stage
        .keys("E")
        .shows("mentions")
        .hides("first seen")
        .hides("over time");
    Stage::sample(120, 36)
        .keys("E")
        .shows("first seen")
        .shows("over time");
}

/// A collection while it is read, and as it is then: Juno Marsh is in one article, then in
/// three.
fn growing() -> [Arc<dossier::library::Library>; 2] {
    let files = [
        (
            "a.txt",
            "Harbor talks\n\nJuno Marsh met Hugo Lanthier in Kyiv.",
        ),
        ("b.txt", "Harbor notes\n\nJuno Marsh came to the harbor."),
        ("c.txt", "Harbor news\n\nJuno Marsh left the harbor."),
    ];
    [collection(&files[..1]), collection(&files)]
}

#[test]
fn a_page_under_another_is_gathered_anew_when_it_is_seen_again() {
    let [part, whole] = growing();
    let mut stage = Stage::new(&part, 120, 36);
    stage
        .keys("E/juno<enter><enter>")
        .shows("1 mention in 1 article");
    stage.keys("hj<enter>").hides(" Juno Marsh  person");
    stage.act(Action::Grown(Arc::clone(&whole)));
    stage.keys("<esc>").shows("3 mentions in 3 articles");
}

#[test]
fn pages_left_for_an_article_are_gathered_anew_after_going_back() {
    let [part, whole] = growing();
    let mut stage = Stage::new(&part, 120, 36);
    stage.keys("E/juno<enter><enter><enter>");
    assert_eq!(front(&stage), "reader");
    stage.act(Action::Grown(Arc::clone(&whole)));
    stage.keys("H").shows("3 mentions in 3 articles");
    stage.keys("<esc>").shows(" juno × ").shows("1/1");
}

#[test]
fn an_answer_waits_for_the_page_that_asked_for_it() {
    let [part, whole] = growing();
    let mut stage = Stage::new(&part, 120, 36);
    stage.keys("E/juno<enter>");
    let held = stage.hold_keys("<enter>");
    stage.keys("E").shows("All names in the whole collection");
    stage.perform(held);
    stage.keys("<esc>").shows("1 mention in 1 article");
    let held = stage.hold(Action::Grown(Arc::clone(&whole)));
    stage.keys("E");
    stage.perform(held);
    stage.keys("<esc>").shows("3 mentions in 3 articles");
}

#[test]
fn n_goes_through_the_rows_of_a_page() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("Enn").shows(" 3/");
    stage.keys("N").shows(" 2/");
    stage.keys("/marco<enter><enter>").shows("IN CONTEXT");
    stage.keys("nnn").shows(" 4/10");
    stage.keys("N").shows(" 3/10");
    stage
        .keys("h")
        .keys("N")
        .shows("▌  U.S. Secretary of State");
    stage.keys("n").hides("▌  U.S. Secretary of State");
}

#[test]
fn the_table_is_not_opened_over_itself() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("EE").shows("this is the table of entities");
    stage.keys("<esc>");
    assert_eq!(front(&stage), "articles");
    stage
        .keys("E<esc>EE")
        .shows("this is the table of entities");
}

#[test]
fn what_is_selected_in_the_table_is_at_hand_at_once() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("E");
    let Some(Value::Entity(_, name)) = &stage.app.here.value else {
        panic!("no entity: {:?}", stage.app.here.value);
    };
    stage.shows(&format!("▌ {name}"));
}

#[test]
fn why_a_hit_follows_a_list_that_grows() {
    let [part, whole] = growing();
    let mut stage = Stage::new(&part, 120, 10);
    stage.keys("/harbor<enter>gw").shows("number 1 of 1");
    stage.keys("jj").hides("number 1 of 1");
    let mut held = stage.hold(Action::Grown(Arc::clone(&whole)));
    let mut late = Vec::new();
    while let Some(work) = held.pop() {
        if work.name() == "why" {
            late.push(work);
        } else {
            held.extend(stage.arrive(&work));
        }
    }
    stage.shows(" 1 of 1 articles have it");
    stage.perform(late);
    stage.shows("3 of 3 articles have it").hides("number ");
    stage.keys("k").shows("of 3, by relevance");
}
