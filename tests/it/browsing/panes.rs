//! The list, the reader and the sidebar: what each key does in them, and what is never lost.

use crate::support::finder;
use crate::support::stage::{RECOGNIZER, SAMPLE, Stage};
use dossier::app::Action;
use dossier::app::input::Input;
use dossier::app::screen::Pane;
use dossier::app::work::Effect;
use dossier::entities::Kind;

/// Presses keys on the sample collection at 120×36 and looks for texts on the screen.
#[track_caller]
fn check(keys: &str, shown: &[&str]) {
    let mut stage = Stage::sample(120, 36);
    stage.keys(keys);
    for text in shown {
        stage.shows(text);
    }
}

#[test]
fn three_panes_stand_side_by_side() {
    check(
        "",
        &[
            "ARTICLES by file",
            "READER",
            "ENTITIES here",
            "People",
            "Places",
            "articles 1/3",
        ],
    );
}

#[test]
fn the_reader_follows_the_list() {
    let mut stage = Stage::sample(120, 36);
    let first = stage.title();
    stage.keys("j");
    assert_ne!(stage.title(), first);
    stage.keys("<c-p>");
    assert_eq!(stage.title(), first);
}

#[test]
fn a_query_narrows_the_list_as_it_is_typed_and_escape_undoes_it() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("jj");
    let before = stage.title();
    let all = stage.app.here.listed.len();
    stage.keys("/blin");
    let some = stage.app.here.listed.len();
    assert!(0 < some && some < all, "{some} of {all}");
    stage.shows("by relevance");
    stage.keys("<esc>");
    assert_eq!((stage.title(), stage.app.here.listed.len()), (before, all));
    stage.shows("ARTICLES by file");
}

#[test]
fn the_last_word_is_a_prefix_only_while_it_is_typed() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("/blin");
    assert!(!stage.app.here.listed.is_empty());
    stage.keys("<enter>").shows("No article matches");
    stage.keys("<esc>").shows("ARTICLES by file");
}

#[test]
fn an_entity_filters_and_the_chip_says_what_it_hides() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("3<enter>");
    let name = stage.app.here.question.filters[0].value.to_string();
    stage
        .shows(&format!("{name} hides"))
        .shows("hidden by filters");
    stage.keys("<esc>").hides("hidden by");
    stage.keys("x");
    assert!(stage.app.here.question.filters[0].exclude);
    stage.shows("hidden by");
    stage.keys("<esc>").hides("hidden by");
}

#[test]
fn every_listed_article_names_the_entity_that_filters() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("3");
    let value = stage
        .app
        .panes
        .entities
        .selected()
        .map(|item| item.value.clone())
        .unwrap();
    stage.keys("<enter>");
    let catalog = &stage.app.library.catalog;
    let (id, entity) = catalog
        .iter()
        .find(|(_, entity)| value.is_entity(entity.kind, entity.name))
        .unwrap();
    assert_eq!(stage.app.here.listed.len(), entity.articles.len());
    for article in stage.app.here.listed.ids.iter() {
        assert!(catalog.entities_of(*article).contains(&id));
    }
}

#[test]
fn the_place_in_each_article_is_kept() {
    let mut stage = Stage::sample(120, 20);
    stage.keys("2<c-d>jj");
    let (top, line) = (stage.app.panes.reader.top, stage.app.panes.reader.line);
    assert!(line > 0);
    stage.keys("<c-n><c-p>");
    assert_eq!(
        (stage.app.panes.reader.top, stage.app.panes.reader.line),
        (top, line)
    );
}

#[test]
fn the_place_survives_another_width() {
    let mut stage = Stage::sample(160, 30);
    stage.keys("2<c-d><c-d>");
    let before = stage.app.panes.reader.line_span();
    stage.resize(80, 30).resize(160, 30);
    let after = stage.app.panes.reader.line_span();
    assert!(before.overlaps(after), "{before:?} {after:?}");
}

#[test]
fn back_and_forward_go_through_what_was_read() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("<enter>");
    let first = stage.title();
    stage.keys("1jj<enter>");
    let second = stage.title();
    stage.keys("H");
    assert_eq!(stage.title(), first);
    stage.keys("L");
    assert_eq!(stage.title(), second);
}

#[test]
fn finding_in_the_article_counts_and_goes_on_in_the_next() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("2/security");
    let count = stage.app.panes.reader.find.matches.len();
    assert!(count > 0);
    stage.shows(&format!("1/{count}"));
    stage.keys("<enter>");
    let first = stage.title();
    for _ in 1..count {
        stage.keys("n");
    }
    stage.shows(&format!("{count}/{count}"));
    assert_eq!(stage.title(), first);
    stage.keys("n");
    assert_ne!(stage.title(), first);
    stage.keys("N");
    assert_eq!(stage.title(), first);
    stage.shows(&format!("{count}/{count}"));
}

#[test]
fn finding_folds_case_and_accents_and_marks_the_whole_cluster() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("2/KYIV<enter>");
    let page = stage.app.panes.reader.page.clone().unwrap();
    let found: Vec<&str> = stage
        .app
        .panes
        .reader
        .find
        .matches
        .iter()
        .map(|span| span.slice(&page.article().text))
        .collect();
    assert!(found.contains(&"Kyiv"), "{found:?}");
}

#[test]
fn canceling_a_find_comes_back_to_the_line() {
    let mut stage = Stage::sample(120, 20);
    stage.keys("2jj");
    let line = stage.app.panes.reader.line;
    stage.keys("/guarantee<esc>");
    assert_eq!(stage.app.panes.reader.line, line);
    assert!(stage.app.panes.reader.find.needle.is_empty());
}

#[test]
fn mentions_are_walked_in_order_and_round() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("2]");
    let page = stage.app.panes.reader.page.clone().unwrap();
    assert_eq!(stage.app.panes.reader.mention, Some(0));
    stage.keys("]");
    assert_eq!(stage.app.panes.reader.mention, Some(1));
    stage.keys("[[");
    assert_eq!(
        stage.app.panes.reader.mention,
        Some(page.mentions.len() - 1)
    );
    stage.shows("from the end again");
}

#[test]
fn mentions_of_the_selected_entity_alone() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("3]");
    let value = stage.app.panes.entities.selected().unwrap().value.clone();
    let page = stage.app.panes.reader.page.clone().unwrap();
    let mention = page.mentions[stage.app.panes.reader.mention.unwrap()];
    let named = &page.names[mention.name];
    assert!(value.is_entity(named.kind, &named.name));
}

#[test]
fn the_finder_goes_to_an_article_by_a_few_letters() {
    let mut stage = Stage::sample(120, 36);
    let last = SAMPLE.corpus.len() - 1;
    let title = SAMPLE
        .corpus
        .iter()
        .nth(last)
        .unwrap()
        .1
        .title
        .text
        .to_string();
    let words: Vec<String> = title
        .split(' ')
        .take(3)
        .map(|word| word.chars().take(5).collect())
        .collect();
    stage.keys("f");
    for word in words.iter().rev() {
        stage.keys(&format!("{word} "));
    }
    stage.keys("<enter>");
    assert_eq!(stage.title(), title);
    assert_eq!(stage.app.screen.focus, Pane::Reader);
}

#[test]
fn the_finder_filters_by_an_entity() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("fblinken");
    finder::go_to(&mut stage, |row| row.detail.starts_with("person"));
    stage.keys("<enter>");
    let filter = &stage.app.here.question.filters[0];
    assert!(filter.value.is_entity(Kind::Person, "Antony Blinken"));
}

#[test]
fn escape_takes_one_step_back_at_a_time() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("3<enter>Stalks<enter>2/the<enter>z");
    let mut seen = Vec::new();
    for _ in 0..5 {
        let question = &stage.app.here.question;
        seen.push((
            stage.app.screen.zen,
            !stage.app.panes.reader.find.needle.is_empty(),
            !question.text.is_empty(),
            question.filters.len(),
        ));
        stage.keys("<esc>");
    }
    let expected = [
        (true, true, true, 1),
        (false, true, true, 1),
        (false, false, true, 1),
        (false, false, false, 1),
        (false, false, false, 0),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn copying_takes_the_paragraph_and_its_citation() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("2}}y}Y");
    let [
        Effect::Copy { text: plain, .. },
        Effect::Copy { text: quote, .. },
    ] = stage.effects.as_slice()
    else {
        panic!("{:?}", stage.effects);
    };
    assert!(!plain.is_empty() && !plain.contains('\n'));
    let title = stage.title();
    assert!(quote.contains(&format!("— {title}")), "{quote}");
}

#[test]
fn quitting_from_everywhere() {
    for keys in ["q", "Q", "<c-c>", "?q", "zq", "fabc<c-c>"] {
        let mut stage = Stage::sample(120, 36);
        stage.keys(keys);
        let quits = stage.effects == [Effect::Quit];
        assert_eq!(quits, !matches!(keys, "?q" | "zq" | "fabc<c-c>"), "{keys}");
    }
}

#[test]
fn a_half_typed_key_shows_what_can_follow_and_escape_forgets_it() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("jjg").shows("first row");
    stage.keys("<esc>");
    assert_eq!(stage.app.here.selection.selected, 2);
    stage.keys("gg");
    assert_eq!(stage.app.here.selection.selected, 0);
}

#[test]
fn a_paste_is_data() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("/");
    stage.act(Action::Input(Input::Paste("peace\nq\x1b[2J".to_owned())));
    assert_eq!(stage.app.here.question.text, "peace q[2J");
    assert!(stage.effects.is_empty());
}

#[test]
fn clicks_focus_and_select() {
    let mut stage = Stage::sample(120, 36);
    stage.act(Action::Input(Input::Click { column: 5, row: 8 }));
    assert!(stage.app.here.selection.selected > 0);
    stage.act(Action::Input(Input::Click {
        column: 60,
        row: 10,
    }));
    assert_eq!(stage.app.screen.focus, Pane::Reader);
    stage.act(Action::Input(Input::Click {
        column: 110,
        row: 8,
    }));
    assert_eq!(stage.app.screen.focus, Pane::Entities);
    let before = (stage.app.panes.reader.top, stage.app.panes.reader.line);
    stage.act(Action::Input(Input::Scroll {
        column: 60,
        row: 10,
        down: true,
    }));
    assert_ne!(
        (stage.app.panes.reader.top, stage.app.panes.reader.line),
        before
    );
    assert_eq!(stage.app.screen.focus, Pane::Entities);
}

#[test]
fn an_answer_to_an_older_question_never_lands() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("/");
    let mut press = |key| stage.hold_keys(key).remove(0);
    let (older, newer) = (press("t"), press("z"));
    assert_eq!((older.name(), newer.name()), ("list", "list"));
    let (older, newer) = (older.perform(&RECOGNIZER), newer.perform(&RECOGNIZER));
    stage.act(Action::Arrived(newer));
    let listed = stage.app.here.listed.question.text.clone();
    stage.act(Action::Arrived(older));
    assert_eq!(
        (
            listed.as_str(),
            stage.app.here.listed.question.text.as_str()
        ),
        ("tz", "tz")
    );
}

#[test]
fn a_growing_collection_moves_no_cursor() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("jjj");
    let before = (
        stage.title(),
        stage.app.here.selection.selected,
        stage.app.panes.reader.line,
    );
    stage.act(Action::Grown(SAMPLE.clone()));
    assert_eq!(
        (
            stage.title(),
            stage.app.here.selection.selected,
            stage.app.panes.reader.line
        ),
        before
    );
}

#[test]
fn the_dossier_of_what_was_found_is_opened() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("fblinken");
    finder::go_to(&mut stage, |row| row.detail.starts_with("person"));
    stage.keys("<enter>3d").shows(" Antony Blinken  person");
}
