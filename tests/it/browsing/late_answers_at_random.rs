//! Answers in any order, lost answers and a growing collection, between any keys.

use super::late_answers::titled;
use crate::support::properties::cases;
use crate::support::stage::{Stage, parse_keys};
use dossier::app::Action;
use dossier::app::features::FEATURES;
use dossier::app::input::{Input, Key};
use dossier::app::layer::COMMON;
use dossier::app::parts::edits::EDITS;
use dossier::app::work::Work;
use dossier::library::Library;
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

/// What happens in a run: something done at the terminal, or by the workers and the loader.
#[derive(Clone, Debug)]
enum Event {
    Keys(Vec<Key>),
    Input(Input),
    Grow(usize),
    /// Some work that waits is answered; again, if it stays in the line.
    Answer(prop::sample::Index, bool),
    /// It never is.
    Lose(prop::sample::Index),
}

/// Every sequence of keys that the table of features has, and what is typed and edited.
fn keys() -> impl Strategy<Value = Event> {
    let features = FEATURES.iter().flat_map(|feature| feature.keys);
    let bindings = COMMON.iter().chain(features).flat_map(|keys| keys.bindings);
    let sequences = bindings.flat_map(|binding| binding.keys);
    let bound: Vec<Vec<Key>> = sequences.map(|keys| keys.to_vec()).collect();
    let edits: Vec<Vec<Key>> = EDITS.iter().map(|(keys, ..)| keys.to_vec()).collect();
    let typed = ["ta", "story", "kyiv", "@", "/", "\"", "é日"].map(parse_keys);
    prop_oneof![
        12 => prop::sample::select(bound),
        2 => prop::sample::select(edits),
        3 => prop::sample::select(typed.to_vec()),
        // What leads to pages and pickers, which single keys seldom do.
        2 => prop::sample::select(["3d", "E", "E<enter>", "3a", "3R", "gm", "fst", "Sst"].map(parse_keys).to_vec()),
    ]
    .prop_map(Event::Keys)
}

fn event() -> impl Strategy<Value = Event> {
    let at = any::<prop::sample::Index>;
    let input = prop_oneof![
        2 => (0u16..160, 0u16..50).prop_map(|(columns, rows)| Input::Resize { columns, rows }),
        2 => (0u16..160, 0u16..50).prop_map(|(column, row)| Input::Click { column, row }),
        2 => (0u16..160, 0u16..50, any::<bool>())
            .prop_map(|(column, row, down)| Input::Scroll { column, row, down }),
        1 => "\\PC{0,12}|[\\x00-\\x1f]{0,4}".prop_map(Input::Paste),
    ];
    prop_oneof![
        12 => keys(),
        3 => input.prop_map(Event::Input),
        2 => (0usize..4).prop_map(Event::Grow),
        8 => (at(), prop::bool::weighted(0.2)).prop_map(|(at, again)| Event::Answer(at, again)),
    ]
}

/// A run, and the work that waits in it.
struct Run {
    stage: Stage,
    waiting: Vec<Work>,
    grown: usize,
}

impl Run {
    fn new() -> Self {
        let mut stage = Stage::new(&GROWING[0], 120, 30);
        stage.effects.clear();
        Self {
            stage,
            waiting: Vec::new(),
            grown: 0,
        }
    }

    fn happens(&mut self, event: Event) {
        let stage = &mut self.stage;
        let held = match event {
            Event::Keys(keys) => {
                let press = |key| stage.hold(Action::Input(Input::Key(key)));
                keys.into_iter().flat_map(press).collect()
            }
            Event::Input(input) => {
                if let Input::Resize { columns, rows } = input {
                    stage.size(columns, rows);
                }
                stage.hold(Action::Input(input))
            }
            Event::Grow(to) => {
                self.grown = self.grown.max(to);
                stage.hold(Action::Grown(Arc::clone(&GROWING[self.grown])))
            }
            Event::Answer(..) | Event::Lose(_) if self.waiting.is_empty() => Vec::new(),
            Event::Answer(at, again) => {
                let at = at.index(self.waiting.len());
                let work = self.waiting[at].clone();
                if !again {
                    self.waiting.remove(at);
                }
                stage.arrive(&work)
            }
            Event::Lose(at) => {
                self.waiting.remove(at.index(self.waiting.len()));
                Vec::new()
            }
        };
        // As the workers do: what is wanted, and sometimes what was when it was begun.
        let grown = self.grown;
        self.waiting
            .retain(|work| work.is_wanted() || grown.is_multiple_of(2));
        self.waiting.extend(held);
        let _ = self.stage.screen();
    }

    /// Answers all that waits.
    fn end(&mut self) {
        let (columns, rows) = (100, 30);
        self.stage.size(columns, rows);
        let resized = self
            .stage
            .hold(Action::Input(Input::Resize { columns, rows }));
        self.waiting.extend(resized);
        while let Some(work) = self.waiting.pop() {
            self.waiting.extend(self.stage.arrive(&work));
        }
    }
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
    #![proptest_config(cases(64))]

    /// Whatever comes in whatever order: once all is answered, the screen shows what was asked.
    #[test]
    fn late_answers_leave_nothing_undone(events in prop::collection::vec(event(), 30..150)) {
        let mut run = Run::new();
        for event in events {
            run.happens(event);
        }
        run.end();
        let stage = &run.stage;
        let app = &stage.app;
        prop_assert_eq!(&app.here.listed.question, &app.here.question);
        let all = app.here.question.is_empty();
        prop_assert!(!all || app.here.listed.len() == app.library.corpus.len());
        prop_assert_eq!(app.panes.reader.article(), app.here.shown);
        if !app.here.listed.question.text.trim().is_empty() && !app.screen.layout.articles.is_empty() {
            prop_assert!(app.here.selected().is_none_or(|id| app.panes.articles.excerpts.contains_key(&id)));
        }
        prop_assert!(!stage.is_open("finder") || !(app.is_patient() || app.screen.late));
        if !app.panes.reader.find.needle.trim().is_empty() {
            prop_assert_eq!(app.panes.reader.find.id, app.panes.reader.article());
        }
        let listed = app.here.listed.ids.contains(&app.here.shown.unwrap());
        prop_assert!(!listed || app.here.selected() == app.here.shown, "{:?} {:?}", app.here.selected(), app.here.shown);
    }

    /// Answers that never come keep nothing else from happening.
    #[test]
    fn lost_answers_break_nothing(events in prop::collection::vec(
        prop_oneof![5 => event(), 1 => any::<prop::sample::Index>().prop_map(Event::Lose)],
        30..150,
    )) {
        let mut run = Run::new();
        for event in events {
            run.happens(event);
        }
        let screen = run.stage.screen();
        prop_assert!(!screen.chars().any(|c| c.is_control() && c != '\n'));
    }
}
