//! Answers that come late: while others are asked for, and while the collection grows.

use crate::support::finder;
use crate::support::stage::{SAMPLE, Stage, collection};
use dossier::app::Action;
use dossier::app::work::Work;
use dossier::corpus::ArticleId;
use dossier::library::Library;
use std::sync::Arc;

/// A collection of articles with these titles, each with a body that names it.
pub(super) fn titled(titles: &[&str]) -> Arc<Library> {
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
    let older = late(&mut stage, "a", "snippets");
    let newer = late(&mut stage, "s", "snippets");
    assert_eq!((older.len(), newer.len()), (1, 1));
    stage.perform(older);
    assert!(stage.app.panes.articles.excerpts.is_empty());
    stage.perform(newer);
    assert_eq!(stage.app.panes.articles.excerpts.len(), 2);
}

/// Presses keys and does the work that follows, but for that which is to come late.
fn late(stage: &mut Stage, keys: &str, name: &str) -> Vec<Work> {
    let mut waiting = stage.hold_keys(keys);
    let mut held = Vec::new();
    while let Some(work) = waiting.pop() {
        if work.name() == name {
            held.push(work);
        } else {
            waiting.extend(stage.arrive(&work));
        }
    }
    held
}

#[test]
fn snippets_are_cut_anew_for_another_width() {
    let mut stage = Stage::new(&long_story(), 112, 36);
    stage.keys("/needle<enter>");
    let width = |stage: &Stage| stage.app.panes.articles.excerpts[&ArticleId(0)].text.len();
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
    assert!(!stage.is_open("finder"));
}

#[test]
fn an_older_answer_never_lands_in_the_finder() {
    let library = titled(&["Apple harvest", "Banana harvest"]);
    let mut stage = Stage::new(&library, 120, 36);
    stage.keys("f");
    let (older, newer) = (stage.hold_keys("a"), stage.hold_keys("p"));
    stage.perform(newer);
    stage.perform(older);
    let finder = finder::shown(&stage);
    assert_eq!(finder.line, "ap");
    let titles = finder::rows(&stage, "Titles");
    assert_eq!(titles.len(), 1, "{titles:?}");
    assert_eq!(
        (titles[0].label.as_str(), &titles[0].marked[..]),
        ("Apple harvest", &["Ap".to_owned()][..])
    );
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
    let rows = finder::shown(&stage).rows;
    let first = rows.first().expect("there is an answer by now");
    assert_eq!(first.marked.concat().to_lowercase(), "kyiv");
    stage.perform(held);
    let held = stage.hold_keys("x");
    stage.perform(held);
    assert!(!stage.app.is_patient());
    assert_eq!(finder::shown(&stage).line, "kyivx");
}

#[test]
fn keys_after_a_canceled_query_are_about_the_rows_of_before() {
    let library = titled(&["First story", "Second story", "Third story"]);
    let mut stage = Stage::new(&library, 120, 36);
    stage.keys("j/third");
    let held = stage.hold_keys("<esc>");
    stage.keys("k").shows("1/3");
    stage.perform(held);
    assert_eq!(stage.title(), "First story");
    assert_eq!(stage.app.here.selected(), stage.app.here.shown);
    stage.shows("1/3");
}

#[test]
fn a_canceled_query_puts_back_only_articles_that_are_there() {
    let mut stage = Stage::new(&titled(&["First story", "Second story"]), 120, 36);
    stage.keys("j/first");
    stage.act(Action::Grown(titled(&[
        "First story",
        "Second story",
        "Third story",
    ])));
    let held = stage.hold_keys("<esc>");
    stage.shows("2/2");
    stage.perform(held);
    stage.shows("2/3");
    assert_eq!(stage.title(), "Second story");
}

#[test]
fn what_is_late_is_said_until_it_comes() {
    let library = titled(&["First story", "Second story"]);
    let mut stage = Stage::new(&library, 120, 36);
    let held = stage.hold_keys("/second");
    assert!(stage.app.is_patient());
    stage.hides("… 1/2");
    stage.hold(Action::Late);
    stage.shows("… 1/2");
    stage.perform(held);
    stage.hides("… 1/").shows("1/1");
    stage.keys("<esc>");
    let held = stage.hold_keys("fsecond");
    stage.hides("preparing");
    stage.hold(Action::Late);
    stage.shows("preparing entities …");
    stage.perform(held);
    stage.hides("preparing");
    assert!(!stage.app.is_patient() && !stage.app.screen.late);
    // Nothing is late any more, so nothing is said.
    stage.hold(Action::Late);
    assert!(!stage.app.screen.late);
}

#[test]
fn a_late_find_never_pulls_the_reader_away() {
    let library = titled(&["First story", "Second story", "Third story"]);
    let mut stage = Stage::new(&library, 120, 36);
    stage.keys("2/first<enter>/third<enter>/story<enter>n");
    let beyond = stage.hold_keys("n");
    stage.keys("<c-n><c-n>");
    stage.perform(beyond);
    assert_eq!(stage.title(), "Third story");
}

#[test]
fn matches_of_an_article_left_never_land_in_another() {
    let library = titled(&["First story", "Second story"]);
    let mut stage = Stage::new(&library, 120, 36);
    stage.keys("2/needle<enter>");
    let of_second = late(&mut stage, "<c-n>", "find");
    stage.keys("<c-p>");
    stage.perform(of_second);
    assert_eq!(stage.title(), "First story");
    assert_eq!(stage.app.panes.reader.found().len(), 1);
}

#[test]
fn going_on_to_a_match_belongs_to_one_article() {
    let library = titled(&["First story", "Second story", "Third story"]);
    let mut stage = Stage::new(&library, 120, 36);
    stage.keys("/needle<enter>2n");
    // The next article is on its way, to its first match; another is chosen meanwhile.
    let _ = stage.hold_keys("n");
    stage.keys("<c-n>");
    assert_eq!(
        (stage.title(), stage.app.panes.reader.line),
        ("Third story".to_owned(), 0)
    );
}

#[test]
fn a_find_keeps_its_aim_when_the_page_is_made_anew() {
    let mut stage = Stage::new(&titled(&["First story"]), 120, 36);
    let found = stage.hold_keys("2/needle");
    stage.resize(100, 36);
    stage.perform(found);
    assert_eq!(stage.app.panes.reader.find.current, Some(0));
}

#[test]
fn a_search_beyond_that_finds_nothing_still_looks_here() {
    let mut stage = Stage::new(&titled(&["First story", "Second story"]), 120, 36);
    // The search in the article is overtaken by the one beyond it.
    let _ = stage.hold_keys("2/zzz<enter>");
    stage.keys("n").shows("no other article");
    assert_eq!(
        stage.app.panes.reader.find.id,
        stage.app.panes.reader.article()
    );
}

#[test]
fn articles_that_come_in_above_leave_the_selected_row_where_it_stands() {
    let few = ["Mm", "Nn", "Oo", "Pp", "Qq", "Rr"];
    let more = [
        "Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Xx", "Yy", "Zz", "Zzz",
    ];
    let mut stage = Stage::new(&titled(&few), 120, 20);
    stage.keys(",jj<enter>1jj").shows("by title");
    let before = (selected_line(&stage), stage.title());
    stage.act(Action::Grown(titled(&[&few[..], &more[..]].concat())));
    assert_eq!((selected_line(&stage), stage.title()), before);
}

/// The line of the screen on which the selected row of the list stands.
fn selected_line(stage: &Stage) -> usize {
    let screen = stage.screen();
    let lines = screen.lines().skip(2);
    lines.take_while(|line| !line.starts_with('▌')).count()
}
