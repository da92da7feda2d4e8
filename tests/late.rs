//! Answers that come late: while others are asked for, and while the collection grows.

mod support {
    pub(crate) mod stage;
}

use dossier::app::Action;
use dossier::app::job::Job;
use dossier::app::perform::perform;
use dossier::corpus::ArticleId;
use dossier::library::Library;
use std::sync::Arc;
use support::stage::{RECOGNIZER, SAMPLE, Stage, collection};

/// A collection of articles with these titles, each with a body that names it.
fn titled(titles: &[&str]) -> Arc<Library> {
    let body = |title: &&str| {
        format!("{title}\n\nThe word needle stands in the article {title}, and is found.\n")
    };
    let files: Vec<(String, String)> = (0..)
        .map(|at: usize| format!("{at:02}.txt"))
        .zip(titles.iter().map(body))
        .collect();
    let files = files
        .iter()
        .map(|(name, body)| (name.as_str(), body.as_str()));
    collection(&files.collect::<Vec<_>>())
}

#[test]
fn snippets_for_an_older_query_never_land() {
    let library = titled(&["A needle case", "B needle case"]);
    let mut stage = Stage::new(&library, 120, 36);
    stage.keys("/needle c");
    let older = late(&mut stage, "a", |job| matches!(job, Job::Cut(_)));
    let newer = late(&mut stage, "s", |job| matches!(job, Job::Cut(_)));
    assert_eq!((older.len(), newer.len()), (1, 1));
    stage.perform(older);
    assert!(stage.app.articles.excerpts.is_empty());
    stage.perform(newer);
    assert_eq!(stage.app.articles.excerpts.len(), 2);
}

/// Presses keys and does the work that follows, but for that which is to come late.
fn late(stage: &mut Stage, keys: &str, is_late: impl Fn(&Job) -> bool) -> Vec<Job> {
    let mut waiting = stage.hold_keys(keys);
    let mut held = Vec::new();
    while let Some(job) = waiting.pop() {
        if is_late(&job) {
            held.push(job);
        } else if let Some(outcome) = perform(&job, &RECOGNIZER) {
            waiting.extend(stage.hold(Action::Done(outcome)));
        }
    }
    held
}

#[test]
fn snippets_are_cut_anew_for_another_width() {
    let mut stage = Stage::new(&long_story(), 112, 36);
    stage.keys("/needle<enter>");
    let width = |stage: &Stage| stage.app.articles.excerpts[&ArticleId(0)].text.len();
    let narrow = width(&stage);
    stage.resize(200, 36);
    assert!(width(&stage) > narrow + 20, "{narrow} {}", width(&stage));
}

/// One article with one long paragraph.
fn long_story() -> Arc<Library> {
    let words = "and many other words stand on this line before it ends ".repeat(9);
    let text = format!("A story\n\nThe needle is here {words}.\n");
    collection(&[("a.txt", &text)])
}

#[test]
fn enter_in_the_finder_waits_for_the_rows_of_what_was_typed() {
    let library = titled(&["Apple harvest", "Banana harvest", "Cherry harvest"]);
    let mut stage = Stage::new(&library, 120, 36);
    stage.keys("fapple<esc>");
    let held = stage.hold_keys("fcherry<enter>");
    stage.perform(held);
    assert_eq!(stage.title(), "Cherry harvest");
    assert!(!stage.app.typing.is_finder());
}

#[test]
fn the_finder_answers_while_the_collection_grows() {
    let mut stage = Stage::sample(120, 36);
    let mut held = stage.hold_keys("fkyiv");
    // Answers take longer than the collection takes to grow.
    for _ in 0..3 {
        let more = stage.hold(Action::Grown(Arc::new((**SAMPLE).clone())));
        stage.perform(std::mem::replace(&mut held, more));
    }
    assert_eq!(stage.app.typing.finder.matched.pattern, "kyiv");
    let asked = |held: &[Job]| {
        let asked = held.iter().find_map(|job| match job {
            Job::Match(job) => Some(Arc::clone(&job.library)),
            _ => None,
        });
        asked.unwrap()
    };
    // The next letter is looked for where names are prepared; then in the newest snapshot.
    let _ = stage.hold(Action::Grown(Arc::new((**SAMPLE).clone())));
    let held = stage.hold_keys("x");
    assert!(!Arc::ptr_eq(&asked(&held), &stage.app.library));
    stage.perform(held);
    assert!(stage.app.typing.finder.is_answered());
    assert_eq!(stage.app.typing.finder.prompt.text(), "kyivx");
}
