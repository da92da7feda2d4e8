//! Answers that come late: while others are asked for, and while the collection grows.

mod support {
    pub(crate) mod stage;
}

use dossier::app::Action;
use dossier::app::input::Input;
use dossier::app::job::Job;
use dossier::app::perform::perform;
use dossier::corpus::ArticleId;
use dossier::library::Library;
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};
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
fn an_older_answer_never_lands_in_the_finder() {
    let library = titled(&["Apple harvest", "Banana harvest"]);
    let mut stage = Stage::new(&library, 120, 36);
    stage.keys("f");
    let (older, newer) = (stage.hold_keys("a"), stage.hold_keys("p"));
    stage.perform(newer);
    stage.perform(older);
    let finder = &stage.app.typing.finder;
    assert_eq!(finder.matched.asked.words, "ap");
    let mut rows = finder.rows().map(|(_, row)| row.label.text.as_str());
    assert!(rows.any(|label| label == "Apple harvest"));
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
    assert_eq!(stage.app.typing.finder.matched.asked.words, "kyiv");
    stage.perform(held);
    let held = stage.hold_keys("x");
    stage.perform(held);
    assert!(stage.app.typing.finder.is_answered());
    assert_eq!(stage.app.typing.finder.prompt.text(), "kyivx");
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
    assert_eq!(stage.app.articles.selected(), stage.app.shown);
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
    assert!(!stage.app.is_patient() && !stage.app.late);
    // Nothing is late any more, so nothing is said.
    stage.hold(Action::Late);
    assert!(!stage.app.late);
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
    let of_second = late(&mut stage, "<c-n>", |job| matches!(job, Job::Find(_)));
    stage.keys("<c-p>");
    stage.perform(of_second);
    assert_eq!(stage.title(), "First story");
    assert_eq!(stage.app.reader.found().len(), 1);
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
        (stage.title(), stage.app.reader.line),
        ("Third story".to_owned(), 0)
    );
}

#[test]
fn a_find_keeps_its_aim_when_the_page_is_made_anew() {
    let mut stage = Stage::new(&titled(&["First story"]), 120, 36);
    let found = stage.hold_keys("2/needle");
    stage.resize(100, 36);
    stage.perform(found);
    assert_eq!(stage.app.reader.find.current, Some(0));
}

#[test]
fn a_search_beyond_that_finds_nothing_still_looks_here() {
    let mut stage = Stage::new(&titled(&["First story", "Second story"]), 120, 36);
    // The search in the article is overtaken by the one beyond it.
    let _ = stage.hold_keys("2/zzz<enter>");
    stage.keys("n").shows("no other article");
    assert_eq!(stage.app.reader.find.id, stage.app.reader.article());
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

/// What happens in a run: something done at the terminal, or by the workers and the loader.
#[derive(Clone, Debug)]
enum Event {
    Keys(&'static str),
    Resize(u16, u16),
    Grow(usize),
    /// The job that has waited longest, or shortest, is answered.
    Answer(bool),
}

fn event() -> impl Strategy<Value = Event> {
    const KEYS: &[&str] = &[
        "j", "k", "G", "gg", "n", "N", "]", "[", "H", "L", "<c-n>", "<c-p>", "/", "S", "f", "ta",
        "e", "<enter>", "<esc>", "<bs>", "1", "2", "3", "x", "+", "z", ",", "*", "<pgdn>",
        "<down>", "?", "!", "y", "g", "<tab>", "J", "}", "{",
    ];
    prop_oneof![
        12 => prop::sample::select(KEYS).prop_map(Event::Keys),
        1 => (0u16..160, 0u16..50).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        2 => (0usize..4).prop_map(Event::Grow),
        8 => any::<bool>().prop_map(Event::Answer),
    ]
}

/// The sample collection as it grows.
static GROWING: LazyLock<Vec<Arc<Library>>> = LazyLock::new(|| {
    let all: Vec<&str> = vec![
        "First story",
        "Second story",
        "Third story about Kyiv",
        "Taxes",
        "Ta ta",
        "Story of the tea",
    ];
    (1..=4).map(|n| titled(&all[..n + 2])).collect()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever comes in whatever order: once all is answered, the screen shows what was asked.
    #[test]
    fn late_answers_leave_nothing_undone(events in prop::collection::vec(event(), 30..150)) {
        let mut stage = Stage::new(&GROWING[0], 120, 30);
        let (mut waiting, mut grown): (Vec<Job>, usize) = (Vec::new(), 0);
        let done = |stage: &mut Stage, waiting: &mut Vec<Job>, job: Job| {
            if let Some(outcome) = perform(&job, &RECOGNIZER) {
                waiting.extend(stage.hold(Action::Done(outcome)));
            }
        };
        for event in events {
            let jobs = match event {
                Event::Keys(keys) => stage.hold_keys(keys),
                Event::Resize(columns, rows) => { stage.size(columns, rows); stage.hold(Action::Input(Input::Resize { columns, rows })) }
                Event::Grow(to) => { grown = grown.max(to); stage.hold(Action::Grown(Arc::clone(&GROWING[grown]))) }
                Event::Answer(_) if waiting.is_empty() => Vec::new(),
                Event::Answer(first) => {
                    let at = if first { 0 } else { waiting.len() - 1 };
                    let job = waiting.remove(at);
                    done(&mut stage, &mut waiting, job);
                    Vec::new()
                }
            };
            for job in jobs {
                // As the workers do: the newest of a kind, and sometimes one that runs.
                let kind = std::mem::discriminant(&job);
                waiting.retain(|old| std::mem::discriminant(old) != kind || grown % 2 == 0);
                waiting.push(job);
            }
            let _ = stage.screen();
        }
        stage.size(100, 30);
        waiting.extend(stage.hold(Action::Input(Input::Resize { columns: 100, rows: 30 })));
        while let Some(job) = waiting.pop() {
            done(&mut stage, &mut waiting, job);
        }
        let app = &stage.app;
        prop_assert_eq!(&app.articles.listed.question, &app.articles.question);
        let all = app.articles.question.is_empty();
        prop_assert!(!all || app.articles.len() == app.library.corpus.len());
        prop_assert_eq!(app.reader.article(), app.shown);
        if app.articles.has_snippets() && !app.layout.articles.is_empty() {
            prop_assert!(app.articles.selected().is_none_or(|id| app.articles.excerpts.contains_key(&id)));
        }
        prop_assert!(!app.typing.is_finder() || app.typing.finder.is_answered());
        if !app.reader.find.needle.trim().is_empty() {
            prop_assert_eq!(app.reader.find.id, app.reader.article());
        }
        let listed = app.articles.listed.ids.contains(&app.shown.unwrap());
        prop_assert!(!listed || app.articles.selected() == app.shown, "{:?} {:?}", app.articles.selected(), app.shown);
    }
}
