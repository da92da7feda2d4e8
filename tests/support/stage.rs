//! The app with its jobs performed at once: keys go in, a screen as text comes out.
#![allow(dead_code, reason = "each test binary uses its own part of this")]

use dossier::app::input::{Input, Key};
use dossier::app::job::{Effect, Job};
use dossier::app::layout::Size;
use dossier::app::perform::perform;
use dossier::app::{Action, App};
use dossier::entities::Recognizer;
use dossier::library::Library;
use dossier::ui::theme::{Background, Depth};
use dossier::ui::{self, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::sync::{Arc, LazyLock};

pub(crate) static RECOGNIZER: LazyLock<Recognizer> = LazyLock::new(Recognizer::embedded);

/// The sample collection, read once for all tests of a binary.
pub(crate) static SAMPLE: LazyLock<Arc<Library>> =
    LazyLock::new(|| read(&[dossier::corpus::load::Input::Sample]));

/// Reads a collection to its end.
pub(crate) fn read(inputs: &[dossier::corpus::load::Input]) -> Arc<Library> {
    Arc::new(dossier::library::read(inputs, Some(&RECOGNIZER), 2))
}

/// Reads files, given by name and content, as a collection.
pub(crate) fn collection(files: &[(&str, &str)]) -> Arc<Library> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).expect("room on the disk");
    }
    read(&[dossier::corpus::load::Input::Path(folder.path().to_owned())])
}

/// An app on a screen of a given size.
pub(crate) struct Stage {
    pub(crate) app: App,
    /// What the app did to the world, oldest first.
    pub(crate) effects: Vec<Effect>,
    size: Size,
}

impl Stage {
    /// An app over a collection that has been read.
    pub(crate) fn new(library: &Arc<Library>, columns: u16, rows: u16) -> Self {
        let size = Size { columns, rows };
        let mut stage = Self {
            app: App::new("sample collection".to_owned(), size),
            effects: Vec::new(),
            size,
        };
        stage.act(Action::Grown(Arc::clone(library)));
        stage
    }

    /// An app over the sample collection.
    pub(crate) fn sample(columns: u16, rows: u16) -> Self {
        Self::new(&SAMPLE, columns, rows)
    }

    /// Does one thing, and all the work that follows from it.
    pub(crate) fn act(&mut self, action: Action) {
        let mut jobs: Vec<Job> = self.app.update(action).into_iter().collect();
        while let Some(job) = jobs.pop().or_else(|| self.app.next_job()) {
            if let Job::Effect(effect) = job {
                self.effects.push(effect);
            } else if let Some(outcome) = perform(&job, &RECOGNIZER) {
                jobs.extend(self.app.update(Action::Done(outcome)));
            }
        }
    }

    /// Does one thing, and hands over the work that follows instead of doing it.
    pub(crate) fn hold(&mut self, action: Action) -> Vec<Job> {
        let mut held: Vec<Job> = self.app.update(action).into_iter().collect();
        held.extend(std::iter::from_fn(|| self.app.next_job()));
        held
    }

    /// Presses keys, and hands over the work that follows instead of doing it.
    pub(crate) fn hold_keys(&mut self, keys: &str) -> Vec<Job> {
        let keys = parse_keys(keys).into_iter();
        keys.flat_map(|key| self.hold(Action::Input(Input::Key(key))))
            .collect()
    }

    /// Does held work, and all that follows from it.
    pub(crate) fn perform(&mut self, held: Vec<Job>) {
        for job in held {
            if let Some(outcome) = perform(&job, &RECOGNIZER) {
                self.act(Action::Done(outcome));
            }
        }
    }

    /// Presses keys, written as in `j<enter>gg<c-d>`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys) {
            self.act(Action::Input(Input::Key(key)));
        }
        self
    }

    /// Gives the screen another size without telling the app.
    pub(crate) fn size(&mut self, columns: u16, rows: u16) {
        self.size = Size { columns, rows };
    }

    /// Changes the size of the screen.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.size(columns, rows);
        self.act(Action::Input(Input::Resize { columns, rows }));
        self
    }

    /// The cells of the screen.
    pub(crate) fn buffer(&self) -> Buffer {
        let backend = TestBackend::new(self.size.columns, self.size.rows);
        let mut terminal = Terminal::new(backend).expect("a buffer needs no terminal");
        let theme = Theme::new(Depth::True, Background::Dark);
        terminal
            .draw(|frame| ui::draw(&self.app, &theme, frame))
            .expect("a buffer takes every frame");
        terminal.backend().buffer().clone()
    }

    /// The screen as text, without blanks at the ends of lines.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer();
        let columns = usize::from(self.size.columns).max(1);
        let line = |cells: &[ratatui::buffer::Cell]| {
            let text: String = cells.iter().map(ratatui::buffer::Cell::symbol).collect();
            text.trim_end().to_owned()
        };
        buffer
            .content
            .chunks(columns)
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Fails with the screen if a text does not stand on it.
    #[track_caller]
    pub(crate) fn shows(&self, text: &str) -> &Self {
        let screen = self.screen();
        assert!(
            screen.contains(text),
            "{text:?} is not on the screen:\n{screen}"
        );
        self
    }

    /// Fails with the screen if a text stands on it.
    #[track_caller]
    pub(crate) fn hides(&self, text: &str) -> &Self {
        let screen = self.screen();
        assert!(
            !screen.contains(text),
            "{text:?} is on the screen:\n{screen}"
        );
        self
    }

    /// The title of the article in the reader.
    pub(crate) fn title(&self) -> String {
        let page = self.app.reader.page.as_ref();
        page.map_or_else(String::new, |page| {
            page.article().card.title.text.to_string()
        })
    }
}

/// Reads keys written as in `j<enter>gg<c-d>`.
pub(crate) fn parse_keys(keys: &str) -> Vec<Key> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            parsed.push(named_key(name));
            rest = after;
        } else {
            parsed.push(Key::Char(c));
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    parsed
}

fn named_key(name: &str) -> Key {
    match name {
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "tab" => Key::Tab,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "home" => Key::Home,
        "end" => Key::End,
        "pgup" => Key::PageUp,
        "pgdn" => Key::PageDown,
        "bs" => Key::Backspace,
        "lt" => Key::Char('<'),
        _ => match name.strip_prefix("c-") {
            Some(c) => Key::Ctrl(c.chars().next().unwrap_or_default()),
            None => panic!("no key is called {name}"),
        },
    }
}
