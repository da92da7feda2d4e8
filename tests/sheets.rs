//! Dossiers and the table of entities on the screen: keys in, screens out.

mod support {
    pub(crate) mod stage;
}

use dossier::app::Action;
use dossier::app::input::{Input, Key};
use dossier::app::job::Effect;
use dossier::app::keys::Context;
use std::sync::Arc;
use support::stage::{SAMPLE, Stage, collection};

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
    let (title, line) = (stage.title(), stage.app.reader.line);
    stage.keys("3d");
    let Some(dossier::app::sheet::Sheet::Dossier(sheet)) = stage.app.sheets.top() else {
        panic!("no dossier");
    };
    let wanted = sheet.line().unwrap().clone();
    stage.keys("<enter>");
    assert_eq!(stage.app.context(), Context::Reader);
    assert_eq!(stage.app.shown, Some(wanted.article));
    let here = stage.app.reader.mention_here().unwrap();
    assert_eq!(here.span, wanted.span);
    assert_ne!(stage.title(), title);

    stage.keys("H").shows("IN CONTEXT");
    assert_eq!(stage.title(), title);
    stage.keys("<esc>");
    assert_eq!((stage.title(), stage.app.reader.line), (title, line));
    assert_eq!(stage.app.context(), Context::Entities);
}

#[test]
fn companions_lie_on_each_other_and_escape_takes_one_away() {
    let mut stage = rubio(120, 36);
    stage.keys("hG<home><down><down><down><down>");
    stage.keys("<enter>");
    assert_eq!(stage.app.sheets.depth(), 2);
    stage.hides(" Marco Rubio  person");
    stage.keys("<esc>").shows(" Marco Rubio  person");
    stage.keys("q");
    assert_eq!(stage.app.context(), Context::Entities);
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
    assert_eq!(stage.app.context(), Context::Articles);
}

#[test]
fn the_table_counts_the_listed_articles() {
    let mut stage = Stage::sample(120, 36);
    stage
        .keys("/saltmere<enter>E<tab>")
        .shows("in the listed articles");
    let listed = stage.app.articles.listed.ids.len();
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
    assert_eq!(stage.app.context(), Context::Articles);
    stage.keys("E/kyiv<enter>x").shows("−place: Kyiv");
    stage.keys("E/nato<enter>*").shows("org:\"NATO\"");
}

#[test]
fn a_growing_collection_keeps_what_is_selected() {
    let mut stage = rubio(120, 36);
    stage.keys("jjj");
    let selected = |stage: &Stage| match stage.app.sheets.top() {
        Some(dossier::app::sheet::Sheet::Dossier(sheet)) => sheet.line().cloned(),
        _ => None,
    };
    let before = selected(&stage);
    let grown = Arc::new((**SAMPLE).clone());
    stage.act(Action::Grown(grown));
    assert!(before.is_some());
    assert_eq!(selected(&stage), before);
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
