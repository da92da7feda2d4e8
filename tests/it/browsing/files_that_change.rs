//! Files that change while their articles are looked at.

use crate::support::stage::{RECOGNIZER, Stage};
use dossier::app::Action;
use dossier::app::screen::Pane;
use dossier::app::work::Effect;
use dossier::corpus::files::load::Input as Load;
use dossier::corpus::files::survey::Hints;
use dossier::library::{self, Opened};
use std::ops::ControlFlow;
use std::sync::Arc;

/// A stage over a folder, and what is needed to follow it.
fn followed(texts: &[(&str, String)]) -> (Stage, tempfile::TempDir, Opened, [Load; 1]) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).expect("a folder to write in");
    }
    let inputs = [Load::Path(folder.path().to_owned())];
    let opened = library::open(
        &inputs,
        &RECOGNIZER,
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
    opened.library = opened
        .library
        .update(&opened.files, changes, &RECOGNIZER, 1)
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
