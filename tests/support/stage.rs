//! The app with its jobs performed at once: keys go in, a screen as text comes out.
#![allow(dead_code, reason = "each test binary uses its own part of this")]

use dossier::app::canvas::TextCanvas;
use dossier::app::input::{Input, Key, Modifiers, Named};
use dossier::app::screen::Size;
use dossier::app::work::{Effect, Job, Work};
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
    LazyLock::new(|| read(&[dossier::corpus::files::load::Input::Sample]));

/// Reads a collection to its end.
pub(crate) fn read(inputs: &[dossier::corpus::files::load::Input]) -> Arc<Library> {
    Arc::new(dossier::library::read(inputs, Some(&RECOGNIZER), 2))
}

/// Reads files, given by name and content, as a collection.
pub(crate) fn collection(files: &[(&str, &str)]) -> Arc<Library> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).expect("room on the disk");
    }
    read(&[dossier::corpus::files::load::Input::Path(
        folder.path().to_owned(),
    )])
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
        let mut held = self.hold(action);
        while let Some(work) = held.pop() {
            held.extend(self.arrive(&work));
        }
    }

    /// Does one thing, and hands over the work that follows instead of doing it.
    pub(crate) fn hold(&mut self, action: Action) -> Vec<Work> {
        let mut held = Vec::new();
        let mut job = self.app.update(action);
        while let Some(next) = job {
            match next {
                Job::Work(work) => held.push(work),
                Job::Effect(effect) => self.effects.push(effect),
            }
            job = self.app.next_job();
        }
        held
    }

    /// Does held work, and hands over what follows from it.
    pub(crate) fn arrive(&mut self, work: &Work) -> Vec<Work> {
        self.hold(Action::Arrived(work.perform(&RECOGNIZER)))
    }

    /// Presses keys, and hands over the work that follows instead of doing it.
    pub(crate) fn hold_keys(&mut self, keys: &str) -> Vec<Work> {
        let keys = parse_keys(keys).into_iter();
        keys.flat_map(|key| self.hold(Action::Input(Input::Key(key))))
            .collect()
    }

    /// Does held work, and all that follows from it.
    pub(crate) fn perform(&mut self, held: Vec<Work>) {
        for work in held {
            self.act(Action::Arrived(work.perform(&RECOGNIZER)));
        }
    }

    /// Presses keys, written as in `j<enter>gg<c-d><c-s-left>`.
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
        let mut canvas = TextCanvas::new(self.size);
        self.app.draw(&mut canvas);
        canvas.text()
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

    /// Whether a feature is open over the panes, by its id.
    pub(crate) fn is_open(&self, id: &str) -> bool {
        let mut layers = self.app.layers.iter();
        layers.any(|layer| layer.feature().id == id)
    }

    /// The title of the article in the reader.
    pub(crate) fn title(&self) -> String {
        let page = self.app.panes.reader.page.as_ref();
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
    let mut held = Modifiers::NONE;
    let mut rest = name;
    while let Some((modifier, after)) = rest.split_once('-').filter(|(m, _)| m.len() == 1) {
        match modifier {
            "c" => held.ctrl = true,
            "a" => held.alt = true,
            "s" => held.shift = true,
            _ => panic!("no key is called {name}"),
        }
        rest = after;
    }
    let mut chars = rest.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return if held.ctrl { Key::Ctrl(c) } else { Key::Alt(c) };
    }
    let named = match rest {
        "esc" => return Key::Esc,
        "lt" => return Key::Char('<'),
        "enter" => Named::Enter,
        "tab" => Named::Tab,
        "up" => Named::Up,
        "down" => Named::Down,
        "left" => Named::Left,
        "right" => Named::Right,
        "home" => Named::Home,
        "end" => Named::End,
        "pgup" => Named::PageUp,
        "pgdn" => Named::PageDown,
        "bs" => Named::Backspace,
        "del" => Named::Delete,
        "f5" => Named::F(5),
        _ => panic!("no key is called {name}"),
    };
    Key::held(held, named)
}
