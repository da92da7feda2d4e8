//! The app driven by keys: what each does, and what must never be lost.

mod support {
    pub(crate) mod finder;
    pub(crate) mod stage;
}

use dossier::app::Action;
use dossier::app::input::{Input, Key};
use dossier::app::screen::Pane;
use dossier::app::work::Effect;
use dossier::corpus::files::Hints;
use dossier::corpus::load::Input as Load;
use dossier::entities::{Kind, Recognizer};
use dossier::library::{self, Opened};
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock};
use support::stage::{SAMPLE, Stage, cases, parse_keys};

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
    support::finder::go_to(&mut stage, |row| row.detail.starts_with("person"));
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
    let recognizer = Recognizer::embedded();
    let mut stage = Stage::sample(120, 36);
    stage.keys("/");
    let mut press = |key| stage.hold_keys(key).remove(0);
    let (older, newer) = (press("t"), press("z"));
    assert_eq!((older.name(), newer.name()), ("list", "list"));
    let (older, newer) = (older.perform(&recognizer), newer.perform(&recognizer));
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

/// Anything that can happen at a terminal.
fn input() -> impl Strategy<Value = Input> {
    let keys = "jkhlgGJKnNHLSf*+x[]{}z,yYoe!?qQM/123 abABw~\"-():;é日опцхΗγי\u{e31}";
    let key = prop_oneof![
        12 => prop::sample::select(keys.chars().map(Key::Char).collect::<Vec<_>>()),
        4 => prop::sample::select(parse_keys("<enter><esc><tab><up><down><left><right><home><end><pgup><pgdn><bs>")),
        2 => prop::sample::select(parse_keys("<c-d><c-u><c-f><c-b><c-n><c-p><c-w><c-a><c-e><c-c><c-z><c-left><a-bs><s-up>")),
    ];
    prop_oneof![
        20 => key.prop_map(Input::Key),
        1 => "\\PC{0,12}|[\\x00-\\x1f]{0,4}".prop_map(Input::Paste),
        2 => (0u16..210, 0u16..60).prop_map(|(column, row)| Input::Click { column, row }),
        2 => (0u16..210, 0u16..60, any::<bool>()).prop_map(|(column, row, down)| Input::Scroll { column, row, down }),
        1 => (0u16..210, 0u16..60).prop_map(|(columns, rows)| Input::Resize { columns, rows }),
        1 => (0u16..4, 0u16..4).prop_map(|(columns, rows)| Input::Resize { columns, rows }),
    ]
}

proptest! {
    #![proptest_config(cases(64))]

    /// 64 runs of up to 400 inputs: over 10,000 random events at random sizes.
    #[test]
    fn no_sequence_of_inputs_panics_or_leaves_the_screen_unsafe(inputs in prop::collection::vec(input(), 150..400)) {
        let mut stage = Stage::sample(120, 36);
        for (at, input) in inputs.into_iter().enumerate() {
            if let Input::Resize { columns, rows } = input {
                stage.resize(columns, rows);
            } else {
                stage.act(Action::Input(input));
            }
            if at % 7 == 0 {
                let screen = stage.screen();
                prop_assert!(!screen.chars().any(|c| c.is_control() && c != '\n'));
            }
        }
        let reader = &stage.app.panes.reader;
        prop_assert!(reader.is_empty() || reader.line < reader.len());
        let here = &stage.app.here;
        prop_assert!(here.listed.is_empty() || here.selection.selected < here.listed.len());
    }
}

/// A stage over a folder, and what is needed to follow it.
fn followed(texts: &[(&str, String)]) -> (Stage, tempfile::TempDir, Opened, [Load; 1]) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).expect("a folder to write in");
    }
    let inputs = [Load::Path(folder.path().to_owned())];
    let recognizer: LazyLock<Recognizer> = LazyLock::new(Recognizer::embedded);
    let opened = library::open(
        &inputs,
        &recognizer,
        1,
        &dossier::library::Said::default(),
        |_| ControlFlow::Continue(()),
    )
    .expect("a whole collection");
    let stage = Stage::new(&Arc::new(opened.library.clone()), 120, 24);
    (stage, folder, opened, inputs)
}

/// Lets the app see what has become of the files.
fn catch_up(stage: &mut Stage, opened: &mut Opened, inputs: &[Load]) {
    let hints = Hints {
        everything: true,
        ..Hints::default()
    };
    let changes = opened.files.survey(inputs, &hints);
    let recognizer = Recognizer::embedded();
    opened.library = opened
        .library
        .update(&opened.files, changes, &recognizer, 1)
        .expect("a change");
    stage.act(Action::Grown(Arc::new(opened.library.clone())));
}

fn lines(from: usize) -> String {
    let lines: Vec<String> = (from..80)
        .map(|n| format!("Line number {n} of it."))
        .collect();
    lines.join("\n\n")
}

#[test]
fn a_new_version_of_the_open_article_is_shown_at_the_same_text() {
    let text = |head: &str| format!("The bridge\n\n{head}{}", lines(10));
    let texts = [("a.txt", "Another.".to_owned()), ("b.txt", text(""))];
    let (mut stage, folder, mut opened, inputs) = followed(&texts);
    stage.keys("j2<c-d><c-d>j");
    let place = |stage: &Stage| {
        let reader = &stage.app.panes.reader;
        let text = &reader.page.as_ref().unwrap().article().text;
        (
            reader.line_span().slice(text).to_owned(),
            reader.line - reader.top,
        )
    };
    let (before, id) = (place(&stage), stage.app.here.shown.unwrap());
    assert!(before.0.starts_with("Line number"));
    let longer = text("A paragraph.\n\nAnd another one that was not there.\n\n");
    std::fs::write(folder.path().join("b.txt"), longer).unwrap();
    catch_up(&mut stage, &mut opened, &inputs);
    assert_eq!(place(&stage), before);
    assert_ne!(stage.app.here.shown, Some(id));
    assert_eq!(stage.app.here.selection.selected, 1);
    assert_eq!(stage.app.here.selected(), stage.app.here.shown);
    // The trail and the place kept for it lead to the new version too.
    stage.keys("1k2").keys("H");
    assert_eq!(place(&stage), before);
}

#[test]
fn nothing_moves_when_another_file_changes() {
    let texts = ["a.txt", "b.txt", "c.txt"].map(|name| (name, format!("{name}\n\n{}", lines(0))));
    let (mut stage, folder, mut opened, inputs) = followed(&texts);
    stage.keys("j2<c-d>");
    let seen = |stage: &Stage| {
        let reader = &stage.app.panes.reader;
        (stage.app.here.shown, reader.top, reader.line, stage.title())
    };
    let before = seen(&stage);
    std::fs::write(folder.path().join("aa.txt"), "A new one.").unwrap();
    std::fs::write(folder.path().join("c.txt"), "Written anew.").unwrap();
    std::fs::remove_file(folder.path().join("a.txt")).unwrap();
    catch_up(&mut stage, &mut opened, &inputs);
    assert_eq!(seen(&stage), before);
    assert_eq!(stage.app.here.selected(), before.0);
    stage
        .shows("A new one")
        .shows("Written anew")
        .hides("a.txt");
}

#[test]
fn what_takes_the_row_of_a_removed_article_is_opened() {
    let texts = ["a.txt", "b.txt", "c.txt"].map(|name| (name, format!("{name}\n\nIt rained.")));
    let (mut stage, folder, mut opened, inputs) = followed(&texts);
    stage.keys("j2");
    std::fs::remove_file(folder.path().join("b.txt")).unwrap();
    catch_up(&mut stage, &mut opened, &inputs);
    stage.shows("is gone");
    assert_eq!(stage.title(), "c.txt");
    stage.keys("H").keys("L");
    assert_eq!(stage.title(), "c.txt");
    for name in ["a.txt", "c.txt"] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    catch_up(&mut stage, &mut opened, &inputs);
    stage.shows("There are no articles here.");
    assert!(stage.app.panes.reader.page.is_none());
}

#[test]
fn an_article_that_no_longer_answers_the_query_stays_open_but_leaves_the_list() {
    let texts = ["a.txt", "b.txt", "c.txt"].map(|name| (name, format!("{name}\n\nIt rained.")));
    let (mut stage, folder, mut opened, inputs) = followed(&texts);
    stage.keys("/rained<enter>j");
    let title = stage.title();
    std::fs::write(folder.path().join(&title), format!("{title}\n\nIt snowed.")).unwrap();
    catch_up(&mut stage, &mut opened, &inputs);
    assert_eq!((stage.title(), stage.app.here.listed.len()), (title, 2));
    stage.shows("It snowed").shows("2 of 3 shown");
}

#[test]
fn pages_left_for_an_article_are_found_again_when_its_file_has_changed() {
    let story = |place: &str| format!("{place}\n\nMarco Rubio came to {place} on Monday.\n");
    let texts = [("a.txt", story("Kyiv")), ("b.txt", story("Warsaw"))];
    let (mut stage, folder, mut opened, inputs) = followed(&texts);
    stage.keys("E/rubio<enter><enter>").shows("IN CONTEXT");
    stage.keys("<enter>");
    let title = stage.title();
    let file = if title == "Kyiv" { "a.txt" } else { "b.txt" };
    std::fs::write(folder.path().join(file), story(&title) + "\nHe stayed.\n").unwrap();
    catch_up(&mut stage, &mut opened, &inputs);
    assert_eq!(stage.title(), title);
    stage.shows("He stayed");
    stage.keys("H").shows("IN CONTEXT");
    // The page has followed as well: its mentions lead to the present text.
    stage.keys("<enter>").shows("He stayed");
    stage.keys("H<esc>").shows("All names");
}

#[test]
fn the_dossier_of_what_was_found_is_opened() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("fblinken");
    support::finder::go_to(&mut stage, |row| row.detail.starts_with("person"));
    stage.keys("<enter>3d").shows(" Antony Blinken  person");
}

#[test]
fn keys_from_anywhere_work_in_pages() {
    let story = "Talks\n\nMarco Rubio came to Kyiv for talks about grain.\n";
    let (mut stage, _folder, ..) = followed(&[("a.txt", story.to_owned())]);
    for page in ["E", "3d"] {
        stage.keys(page);
        let before = stage.screen();
        stage.keys("Sgrain").shows("1 of 1 shown");
        assert_eq!(stage.app.here.question.text, "grain");
        // What was there comes back.
        stage.keys("<esc>");
        assert_eq!(stage.screen(), before, "{page}");
        stage.keys("e");
        assert!(matches!(stage.effects.last(), Some(Effect::Edit { .. })));
        for (key, pane) in [
            ("1", Pane::Articles),
            ("2", Pane::Reader),
            ("3", Pane::Entities),
        ] {
            stage.keys(key);
            assert_eq!((stage.app.layers.len(), stage.app.screen.focus), (0, pane));
            stage.keys("H");
            assert_eq!(stage.app.layers.len(), 1, "{page}{key}");
        }
        stage
            .keys("Sgrain<enter>")
            .shows("1 of 1 shown")
            .shows("ARTICLES");
        stage.keys("H");
        assert_eq!(stage.app.layers.len(), 1, "{page}");
        stage.keys("q<esc>");
    }
}
