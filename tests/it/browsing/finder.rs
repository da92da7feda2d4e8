//! The finder: what is found in each section, where its rows lead, what is shown of them.

use crate::support::finder::{Row, go_to, rows, selected, shown};
use crate::support::properties::cases;
use crate::support::stage::{SAMPLE, Stage, collection};
use dossier::app::Action;
use dossier::app::input::Input;
use dossier::app::screen::Pane;
use dossier::corpus::ArticleId;
use dossier::library::Register;
use dossier::query::fuzzy::Pattern;
use dossier::query::{self, Mode};
use dossier::text::Span;
use dossier::text::fold::Folded;
use proptest::prelude::*;
use std::sync::LazyLock;

/// The finder on a screen that shows all of its rows.
fn finder(keys: &str) -> Stage {
    let mut stage = Stage::sample(240, 90);
    stage.keys(&format!("f{keys}"));
    stage
}

/// Selects the first row of a section.
fn go_to_section(stage: &mut Stage, section: &str) -> Row {
    go_to(stage, |row| row.section == section);
    selected(stage)
}

/// The article of the sample with a title.
fn titled_so(title: &str) -> ArticleId {
    let mut articles = SAMPLE.corpus.iter();
    let found = articles.find(|(_, card)| *card.title.text == *title);
    found.expect("an article has this title").0
}

#[test]
fn an_entity_is_found_by_every_form_and_the_row_says_by_which() {
    let stage = finder("@kiev");
    let rows = rows(&stage, "Entities");
    assert_eq!(rows[0].label, "Kyiv");
    let form = rows[0].form.as_ref().expect("another form matched");
    assert_eq!(form.to_lowercase(), "kiev");
    assert_eq!(rows[0].marked.concat().to_lowercase(), "kiev");
    stage.shows("Kyiv  as ");
    let kyivs = rows.iter().filter(|row| row.label == "Kyiv");
    assert_eq!(kyivs.count(), 1);
}

#[test]
fn every_section_has_its_count() {
    let stage = finder("pr");
    let all = shown(&stage).sections;
    for (section, n_matching) in &all {
        let (pattern, library) = (Pattern::new("pr"), &SAMPLE);
        let matches = |text: &str| pattern.score(&Folded::new(text)).is_some();
        let expected = match section.as_str() {
            "Titles" => {
                let titles = library
                    .corpus
                    .iter()
                    .map(|(_, article)| article.title.text.to_string());
                titles.filter(|title| matches(title)).count()
            }
            "Entities" => {
                let entities = library.catalog.iter().filter(|(_, entity)| {
                    matches(entity.name) || entity.forms.texts().any(matches)
                });
                entities.count()
            }
            "Sources" => {
                let articles = library.corpus.iter();
                let sources = articles.filter_map(|(_, article)| article.source_name());
                let sources: std::collections::BTreeSet<&str> = sources.collect();
                sources.into_iter().filter(|source| matches(source)).count()
            }
            "Headings" => {
                let n_present = library.names().headings().n_present();
                let heading = |row| {
                    let heading = library
                        .names()
                        .heading(row)
                        .expect("a heading for each row");
                    let article = library.article(heading.article).expect("its article");
                    matches(&dossier::library::shown(&article, heading.block))
                };
                let n_present = u32::try_from(n_present).expect("a small collection");
                (0..n_present).filter(|row| heading(*row)).count()
            }
            _ => continue,
        };
        assert_eq!(*n_matching, expected, "{section}");
    }
    assert_eq!(
        all.last().map(|(section, _)| section.as_str()),
        Some("Text")
    );
    assert!(all.len() >= 4, "{all:?}");
}

#[test]
fn a_prefix_looks_in_one_section() {
    for (keys, section) in [
        ("@person:a", "Entities"),
        ("#lan", "Sources"),
        ("/talks", "Text"),
    ] {
        let all = shown(&finder(keys)).sections;
        assert_eq!(all.len(), 1, "{keys}");
        assert_eq!(all[0].0, section);
    }
    let persons = rows(&finder("@person:a"), "Entities");
    assert!(!persons.is_empty());
    assert!(persons.iter().all(|row| row.detail.starts_with("person")));
    finder("@zqxw").shows("no entity has these letters");
    finder("#zqxw").shows("none of the sources has these letters");
    finder("/zqxw").shows("no article has zqxw");
    finder("zqxw").shows("no name, title or heading has these letters");
}

#[test]
fn tab_looks_in_the_section_of_the_row_and_escape_leaves_it() {
    let mut stage = finder("e");
    let before = rows(&stage, "Titles").len();
    go_to_section(&mut stage, "Titles");
    stage.keys("<tab>");
    assert_eq!(shown(&stage).sections.len(), 1);
    assert!(rows(&stage, "Titles").len() > before);
    stage.shows("Find in titles");
    stage.keys("<esc>");
    assert!(stage.is_open("finder") && shown(&stage).sections.len() > 1);
    stage.keys("<esc>");
    assert!(!stage.is_open("finder"));
}

#[test]
fn ctrl_c_closes_it_at_once() {
    let mut stage = finder("e<tab>");
    assert_eq!(shown(&stage).sections.len(), 1);
    stage.keys("<c-c>");
    assert!(!stage.is_open("finder") && stage.effects.is_empty());
}

#[test]
fn it_opens_anew_without_what_was_typed() {
    let mut stage = finder("");
    let fresh = stage.screen();
    for keys in ["kyiv<down><down><esc>", "e<tab><c-c>", "/talks<esc><esc>"] {
        stage.keys(keys).keys("f");
        assert_eq!(stage.screen(), fresh, "{keys}");
    }
}

#[test]
fn a_heading_opens_its_article_there() {
    let mut stage = finder("how firm is firm");
    let row = go_to_section(&mut stage, "Headings");
    let id = titled_so(&row.detail);
    let place = heading(id, &row.label);
    stage.keys("<enter>");
    let reader = &stage.app.panes.reader;
    assert_eq!(
        (reader.article(), stage.app.screen.focus),
        (Some(id), Pane::Reader)
    );
    let page = reader.page.as_ref().expect("the article is open");
    assert_eq!(reader.line_span(), place);
    let heading = place.slice(&page.article().text);
    assert!(heading.contains("How firm is firm?"), "{heading}");
    // Once more, on the page that is there.
    let line = reader.line;
    stage.keys("ggf").keys("how firm is firm");
    go_to_section(&mut stage, "Headings");
    stage.keys("<enter>");
    assert_eq!(stage.app.panes.reader.line, line);
}

/// Where a heading of an article of the sample stands.
fn heading(id: ArticleId, label: &str) -> Span {
    let article = SAMPLE.article(id).expect("the article is there");
    let mut blocks = (0..).zip(&article.blocks);
    let found = blocks.find(|(block, _)| dossier::library::shown(&article, *block) == label);
    found.expect("the article has the heading").1.span
}

#[test]
fn a_hit_in_the_text_opens_its_article_there_and_keeps_the_query() {
    let mut stage = finder("security guarantee");
    let row = go_to_section(&mut stage, "Text");
    let (id, columns) = (titled_so(&row.label), shown(&stage).columns - 4);
    assert!(row.passage.is_some(), "a hit has its line: {row:?}");
    assert!(
        row.marked
            .iter()
            .any(|word| word.to_lowercase().starts_with("guarantee")),
        "{row:?}"
    );
    let query = query::parse("security guarantee", Mode::Typing);
    let article = SAMPLE.article(id).expect("the article is there");
    let offset = query::snippet(&article, &query, columns).marks[0].from();
    stage.keys("<enter>");
    let app = &stage.app;
    assert_eq!(app.here.question.text, "security guarantee");
    assert_eq!(
        (app.panes.reader.article(), app.here.selected()),
        (Some(id), Some(id))
    );
    assert!(app.panes.reader.line_span().contains(offset));
    assert_eq!(app.screen.focus, Pane::Reader);
    let listed = app.here.listed.row_of(id).is_some();
    let message = &app.screen.message;
    assert!(listed && message.is_none(), "{message:?}");
}

#[test]
fn a_hit_is_not_said_to_be_hidden_by_the_query_of_before() {
    let mut stage = finder("");
    stage.keys("<esc>/xylophone<enter>");
    assert!(stage.app.here.listed.is_empty());
    stage.keys("fsecurity guarantee");
    let row = go_to_section(&mut stage, "Text");
    stage.keys("<enter>");
    assert_eq!(stage.app.screen.message, None);
    assert_eq!(stage.app.here.selected(), Some(titled_so(&row.label)));
    // A row of the names keeps the query, which hides it.
    stage.keys("1/<c-u>xylophone<enter>fsecurity");
    go_to_section(&mut stage, "Titles");
    stage
        .keys("<enter>")
        .shows("this article is not in the list");
}

#[test]
fn a_source_lists_its_articles() {
    let mut stage = finder("#lantern");
    let row = go_to_section(&mut stage, "Sources");
    stage.keys("<enter>");
    let app = &stage.app;
    let expected = format!("source:{}", query::quoted(&row.label));
    assert_eq!(
        (&app.here.question.text, app.screen.focus),
        (&expected, Pane::Articles)
    );
    let of_it = SAMPLE
        .corpus
        .iter()
        .filter(|(_, card)| card.source_name() == Some(&row.label));
    assert_eq!(app.here.listed.len(), of_it.count());
}

#[test]
fn the_preview_shows_what_the_row_leads_to() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("f@kiev");
    stage.shows("Forms").shows("Latest articles").shows("Kiev");
    stage.keys("<c-u>how firm is firm");
    go_to_section(&mut stage, "Headings");
    let preview = shown(&stage).preview.expect("a heading shows its page");
    assert!(preview[0].contains("How firm is firm?"), "{preview:?}");
    stage.resize(60, 24);
    assert!(shown(&stage).preview.is_none());
    stage.resize(80, 30);
    let preview = shown(&stage).preview.expect("there is room for it again");
    assert!(preview[0].contains("How firm is firm?"), "{preview:?}");
}

#[test]
fn accents_and_order_of_words_do_not_count() {
    let library = collection(&[
        (
            "a.txt",
            "Kraków signs a pact\n\nThe pact was signed on Friday, they said.\n",
        ),
        (
            "b.txt",
            "A pact for Warsaw\n\nIt was signed on Monday, they said in the town.\n",
        ),
    ]);
    let mut stage = Stage::new(&library, 120, 36);
    stage.keys("fpact krakow");
    let rows = rows(&stage, "Titles");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].marked, ["Kraków", "pact"]);
}

/// A collection of articles with these titles.
fn titled(titles: &[&str]) -> std::sync::Arc<dossier::library::Library> {
    let name = |at: usize| format!("{at}.txt");
    let text = |title: &&str| format!("{title}\n\nThis is what happened, they said in town.\n");
    let files: Vec<_> = (0..).map(name).zip(titles.iter().map(text)).collect();
    let files = files.iter().map(|(name, text)| (&**name, &**text));
    collection(&files.collect::<Vec<_>>())
}

#[test]
fn the_selection_stays_on_top_until_the_user_moves_it() {
    let few = ["Banana harvest", "Cherry harvest"];
    let more = titled(&[&few[..], &["A harvest"]].concat());
    let mut stage = Stage::new(&titled(&few), 120, 36);
    stage.keys("fharvest");
    assert_eq!(selected(&stage).label, "Banana harvest");
    stage.act(Action::Grown(std::sync::Arc::clone(&more)));
    assert_eq!(selected(&stage).label, "A harvest");
    let mut stage = Stage::new(&titled(&few), 120, 36);
    stage.keys("fharvest<down>");
    stage.act(Action::Grown(more));
    assert_eq!(selected(&stage).label, "Cherry harvest");
    stage.keys("<bs>");
    assert_eq!(selected(&stage).label, "A harvest");
}

/// Where a text stands on the screen.
fn place(stage: &Stage, text: &str) -> (u16, u16) {
    let screen = stage.screen();
    let mut lines = (0..).zip(screen.lines());
    let found = lines.find_map(|(row, line)| Some((line.find(text)?, row, line)));
    let (at, row, line) = found.expect("the text is on the screen");
    let column = line.get(..at).map_or(0, |before| before.chars().count());
    (u16::try_from(column).expect("a column"), row)
}

fn click(stage: &mut Stage, text: &str) {
    let (column, row) = place(stage, text);
    stage.act(Action::Input(Input::Click { column, row }));
}

#[test]
fn a_click_selects_a_row_and_another_goes_where_it_leads() {
    let library = titled(&["Apple harvest", "Banana harvest", "Cherry harvest"]);
    let mut stage = Stage::new(&library, 120, 36);
    stage.keys("fharvest");
    click(&mut stage, "¶ Cherry");
    assert_eq!(selected(&stage).label, "Cherry harvest");
    click(&mut stage, "¶ Apple");
    assert_eq!(selected(&stage).label, "Apple harvest");
    // The name of a section and the line are no rows.
    click(&mut stage, "Titles  3");
    click(&mut stage, "› harvest");
    assert!(stage.is_open("finder"));
    click(&mut stage, "¶ Apple");
    assert!(!stage.is_open("finder"));
    assert_eq!(
        (stage.title().as_str(), stage.app.screen.focus),
        ("Apple harvest", Pane::Reader)
    );
}

#[test]
fn the_wheel_scrolls_rows_that_do_not_fit() {
    let titles: Vec<String> = (10..60).map(|n| format!("Harvest {n}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let mut stage = Stage::new(&titled(&titles), 120, 24);
    stage.keys("fharvest<tab>").shows("Harvest 10");
    let (column, row) = place(&stage, "Harvest 12");
    stage.act(Action::Input(Input::Scroll {
        column,
        row,
        down: true,
    }));
    stage.hides("¶ Harvest 10");
    let kept = selected(&stage).label;
    assert!(kept.starts_with("Harvest "), "{kept:?} is out of view");
    stage.act(Action::Input(Input::Scroll {
        column,
        row,
        down: false,
    }));
    stage.shows("¶ Harvest 10");
}

/// Files whose names and forms change from one version to the next.
static VERSIONS: LazyLock<Vec<std::sync::Arc<dossier::library::Library>>> = LazyLock::new(|| {
    let people = ["Marco Rubio", "Angela Merkel", "Antony Blinken"];
    let text = |n: usize| {
        let told = people.iter().take(n).map(|name| {
            format!("{name} spoke to the European Union in Kiev on Monday, officials said.\n\n")
        });
        format!("On talks\n\n{}", told.collect::<String>())
    };
    let versions = (1..=people.len()).map(|n| collection(&[("a.txt", &text(n))]));
    versions.collect()
});

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_register_made_from_an_earlier_one_is_the_same(from in 0_usize..3, to in 0_usize..3, pattern in "[a-z]{1,3}") {
        let earlier = Register::new(&VERSIONS[from], None);
        let (fresh, followed) = (
            Register::new(&VERSIONS[to], None),
            Register::new(&VERSIONS[to], Some(&earlier)),
        );
        let pattern = Pattern::new(&pattern);
        prop_assert_eq!(fresh.entities().top(&pattern, 9), followed.entities().top(&pattern, 9));
        prop_assert_eq!(fresh.sources().top(&pattern, 9), followed.sources().top(&pattern, 9));
        prop_assert_eq!(fresh.n_entities(), followed.n_entities());
    }
}
