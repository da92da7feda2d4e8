//! The finder: what is found in each section, where its rows lead, what is shown of them.

mod support {
    pub(crate) mod stage;
}

use dossier::app::Action;
use dossier::app::finder::Finder;
use dossier::app::finder::matching::{MatchRow, Target};
use dossier::app::finder::preview::Preview;
use dossier::app::finder::scope::Section;
use dossier::app::input::Input;
use dossier::app::layout::Pane;
use dossier::library::Register;
use dossier::query::fuzzy::Pattern;
use dossier::text::fold::Folded;
use proptest::prelude::*;
use std::sync::LazyLock;
use support::stage::{SAMPLE, Stage, collection};

fn finder(keys: &str) -> Stage {
    let mut stage = Stage::sample(120, 40);
    stage.keys(&format!("f{keys}"));
    stage
}

/// The names of the sections on the screen, and how many match in each.
fn sections(finder: &Finder) -> Vec<(Section, usize)> {
    let counts = finder
        .sections()
        .map(|found| (found.section, found.n_matching));
    counts.collect()
}

/// The rows of a section.
fn rows(finder: &Finder, section: Section) -> Vec<MatchRow> {
    let rows = finder.rows().filter(|(found, _)| found.section == section);
    rows.map(|(_, row)| row.clone()).collect()
}

/// Selects the first row of a section.
fn go_to(stage: &mut Stage, section: Section) {
    let mut rows = stage.app.typing.finder.rows();
    let row = rows.position(|(found, _)| found.section == section);
    let row = row.expect("the section has a row");
    drop(rows);
    stage.keys(&"<down>".repeat(row));
}

#[test]
fn an_entity_is_found_by_every_form_and_the_row_says_by_which() {
    let stage = finder("@kiev");
    let rows = rows(&stage.app.typing.finder, Section::Entities);
    assert_eq!(rows[0].label.text, "Kyiv");
    let form = rows[0].form.as_ref().expect("another form matched");
    assert_eq!(form.text.to_lowercase(), "kiev");
    let marked: String = form
        .marks
        .iter()
        .map(|mark| mark.slice(&form.text))
        .collect();
    assert_eq!(marked.to_lowercase(), "kiev");
    stage.shows("Kyiv  as ");
    let kyivs = rows.iter().filter(|row| row.label.text == "Kyiv");
    assert_eq!(kyivs.count(), 1);
}

#[test]
fn every_section_has_its_count() {
    let stage = finder("pr");
    for (section, n_matching) in sections(&stage.app.typing.finder) {
        let (pattern, library) = (Pattern::new("pr"), &SAMPLE);
        let matches = |text: &str| pattern.score(&Folded::new(text)).is_some();
        let expected = match section {
            Section::Titles => {
                let titles = library
                    .corpus
                    .iter()
                    .map(|(_, article)| article.title.text.to_string());
                titles.filter(|title| matches(title)).count()
            }
            Section::Entities => {
                let entities = library.catalog.iter().filter(|(_, entity)| {
                    matches(&entity.name) || entity.forms.iter().any(|form| matches(&form.text))
                });
                entities.count()
            }
            Section::Sources => {
                let articles = library.corpus.iter();
                let sources = articles.filter_map(|(_, article)| article.source_name());
                let sources: std::collections::BTreeSet<&str> = sources.collect();
                sources.into_iter().filter(|source| matches(source)).count()
            }
            Section::Headings => {
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
            Section::Text => continue,
        };
        assert_eq!(n_matching, expected, "{section:?}");
    }
    let all = sections(&stage.app.typing.finder);
    assert_eq!(all.last().map(|(section, _)| *section), Some(Section::Text));
    assert!(all.len() >= 4, "{all:?}");
}

#[test]
fn a_prefix_looks_in_one_section() {
    for (keys, section) in [
        ("@person:a", Section::Entities),
        ("#lan", Section::Sources),
        ("/talks", Section::Text),
    ] {
        let stage = finder(keys);
        let all = sections(&stage.app.typing.finder);
        assert_eq!(all.len(), 1, "{keys}");
        assert_eq!(all[0].0, section);
    }
    let persons = rows(&finder("@person:a").app.typing.finder, Section::Entities);
    assert!(persons.iter().all(|row| row.detail.starts_with("person")));
    finder("@zqxw").shows("no entity has these letters");
    finder("#zqxw").shows("none of the sources has these letters");
    finder("/zqxw").shows("no article has zqxw");
    finder("zqxw").shows("no name, title or heading has these letters");
}

#[test]
fn tab_looks_in_the_section_of_the_row_and_escape_leaves_it() {
    let mut stage = finder("e");
    let before = rows(&stage.app.typing.finder, Section::Titles).len();
    go_to(&mut stage, Section::Titles);
    stage.keys("<tab>");
    assert_eq!(sections(&stage.app.typing.finder).len(), 1);
    assert!(rows(&stage.app.typing.finder, Section::Titles).len() > before);
    stage.shows("Find in titles");
    stage.keys("<esc>");
    assert!(stage.app.typing.is_finder() && sections(&stage.app.typing.finder).len() > 1);
    stage.keys("<esc>");
    assert!(!stage.app.typing.is_finder());
}

#[test]
fn a_heading_opens_its_article_there() {
    let mut stage = finder("how firm is firm");
    go_to(&mut stage, Section::Headings);
    let row = &rows(&stage.app.typing.finder, Section::Headings)[0];
    let Target::Heading(id, place) = row.target else {
        panic!("a heading leads to a heading: {row:?}");
    };
    stage.keys("<enter>");
    let reader = &stage.app.reader;
    assert_eq!(
        (reader.article(), stage.app.focus),
        (Some(id), Pane::Reader)
    );
    let page = reader.page.as_ref().expect("the article is open");
    assert_eq!(reader.line_span(), place);
    let heading = place.slice(&page.article().text);
    assert!(heading.contains("How firm is firm?"), "{heading}");
    // Once more, on the page that is there.
    let line = reader.line;
    stage.keys("ggf").keys("how firm is firm");
    go_to(&mut stage, Section::Headings);
    stage.keys("<enter>");
    assert_eq!(stage.app.reader.line, line);
}

#[test]
fn a_hit_in_the_text_opens_its_article_there_and_keeps_the_query() {
    let mut stage = finder("security guarantee");
    go_to(&mut stage, Section::Text);
    let row = rows(&stage.app.typing.finder, Section::Text)[0].clone();
    let Target::Passage(id, offset) = row.target else {
        panic!("a hit leads to a passage: {row:?}");
    };
    let passage = row.passage.expect("a hit has its line");
    let marked: Vec<&str> = passage
        .marks
        .iter()
        .map(|mark| mark.slice(&passage.text))
        .collect();
    assert!(
        marked
            .iter()
            .any(|word| word.to_lowercase().starts_with("guarantee")),
        "{marked:?}"
    );
    stage.keys("<enter>");
    let app = &stage.app;
    assert_eq!(app.articles.question.text, "security guarantee");
    assert_eq!(
        (app.reader.article(), app.articles.selected()),
        (Some(id), Some(id))
    );
    assert!(app.reader.line_span().contains(offset));
    assert_eq!(app.focus, Pane::Reader);
    let listed = app.articles.listed.ids.contains(&id);
    assert!(listed && app.message.is_none(), "{:?}", app.message);
}

#[test]
fn the_preview_shows_what_the_row_leads_to() {
    let mut stage = finder("@kiev");
    stage.shows("Forms").shows("Latest articles").shows("Kiev");
    stage.keys("<c-u>how firm is firm");
    go_to(&mut stage, Section::Headings);
    let Some((_, Preview::Page(page, top))) = &stage.app.typing.finder.preview else {
        panic!("a heading shows its page");
    };
    let first = page.rows[*top].span.slice(&page.article().text);
    assert!(first.contains("How firm is firm?"), "{first}");
    stage.resize(60, 24);
    assert!(stage.app.typing.finder.preview.is_none());
    stage.resize(80, 30);
    assert!(stage.app.typing.finder.preview.is_some());
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
    let rows = rows(&stage.app.typing.finder, Section::Titles);
    assert_eq!(rows.len(), 1);
    let label = &rows[0].label;
    let marked: Vec<&str> = label
        .marks
        .iter()
        .map(|mark| mark.slice(&label.text))
        .collect();
    assert_eq!(marked, ["Kraków", "pact"]);
}

/// A collection of articles with these titles.
fn titled(titles: &[&str]) -> std::sync::Arc<dossier::library::Library> {
    let name = |at: usize| format!("{at}.txt");
    let text = |title: &&str| format!("{title}\n\nThis is what happened, they said in town.\n");
    let files: Vec<_> = (0..).map(name).zip(titles.iter().map(text)).collect();
    let files = files.iter().map(|(name, text)| (&**name, &**text));
    collection(&files.collect::<Vec<_>>())
}

fn selected(stage: &Stage) -> &str {
    let row = stage.app.typing.finder.selected();
    row.map_or("", |(_, row)| &row.label.text)
}

#[test]
fn the_selection_stays_on_top_until_the_user_moves_it() {
    let few = ["Banana harvest", "Cherry harvest"];
    let more = titled(&[&few[..], &["A harvest"]].concat());
    let mut stage = Stage::new(&titled(&few), 120, 36);
    stage.keys("fharvest");
    assert_eq!(selected(&stage), "Banana harvest");
    stage.act(Action::Grown(std::sync::Arc::clone(&more)));
    assert_eq!(selected(&stage), "A harvest");
    let mut stage = Stage::new(&titled(&few), 120, 36);
    stage.keys("fharvest<down>");
    stage.act(Action::Grown(more));
    assert_eq!(selected(&stage), "Cherry harvest");
    stage.keys("<bs>");
    assert_eq!(selected(&stage), "A harvest");
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
    assert_eq!(selected(&stage), "Cherry harvest");
    click(&mut stage, "¶ Apple");
    assert_eq!(selected(&stage), "Apple harvest");
    // The name of a section and the line are no rows.
    click(&mut stage, "Titles  3");
    click(&mut stage, "› harvest");
    assert!(stage.app.typing.is_finder());
    click(&mut stage, "¶ Apple");
    assert!(!stage.app.typing.is_finder());
    assert_eq!(
        (stage.title().as_str(), stage.app.focus),
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
    stage.hides("¶ Harvest 10").shows(selected(&stage));
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
