//! The last line: the keys that matter here, where they stand, and what a click on one does.
//!
//! `ui` draws what is laid out here, so that what is seen is what is clicked.

use super::App;
use super::command::Command;
use super::input::Key;
use super::keys;
use super::layout::Pane;
use super::panel::Kind;
use super::sheet::Sheet;
use super::typing::Bar;
use crate::text::safe;

/// A key in the last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FooterKey {
    /// The key as it is written.
    pub label: String,
    /// What it does, in a word or two.
    pub short: &'static str,
    /// The keys that a click presses.
    pub presses: Vec<Key>,
    /// Columns from the beginning of the keys.
    pub start: usize,
}

impl FooterKey {
    /// Columns that it takes, without the gap behind it.
    fn width(&self) -> usize {
        safe::width(&self.label) + 1 + safe::width(self.short)
    }
}

/// Columns between two keys.
pub const GAP: usize = 2;

/// Keys that are written in the last line: how, what a click presses, and what they do.
type Fixed = &'static [(&'static str, Key, &'static str)];

/// The keys that matter in the finder, in the query, in another typed line, in a text to
/// read, in a choice of entities, of pairs, in a menu.
const FINDER: Fixed = &[
    ("Enter", Key::Enter, "go there"),
    ("Esc", Key::Esc, "close"),
    ("↑↓", Key::Down, "choose"),
    ("Tab", Key::Tab, "section"),
    ("Ctrl-u", Key::Ctrl('u'), "clear"),
];
const QUERY: Fixed = &[
    ("Enter", Key::Enter, "keep"),
    ("Esc", Key::Esc, "cancel"),
    ("Tab", Key::Tab, "take what is meant"),
    ("↑↓", Key::Up, "history"),
    ("Ctrl-u", Key::Ctrl('u'), "clear"),
];
const TYPING: Fixed = &[
    ("Enter", Key::Enter, "keep"),
    ("Esc", Key::Esc, "cancel"),
    ("↑↓", Key::Up, "history"),
    ("Ctrl-u", Key::Ctrl('u'), "clear"),
];
const READING: Fixed = &[
    ("j k", Key::Char('j'), "scroll"),
    ("Ctrl-d Ctrl-u", Key::Ctrl('d'), "half a page"),
    ("Esc", Key::Esc, "close"),
];
const CHOOSING: Fixed = &[
    ("Enter", Key::Enter, "merge into it"),
    ("Esc", Key::Esc, "cancel"),
    ("↑↓", Key::Down, "choose"),
    ("Ctrl-u", Key::Ctrl('u'), "clear"),
];
const SUGGESTED: Fixed = &[
    ("Enter", Key::Enter, "merge"),
    ("x", Key::Char('x'), "keep apart"),
    ("j k", Key::Char('j'), "choose"),
    ("Esc", Key::Esc, "close"),
];
const MENU: Fixed = &[
    ("j k", Key::Char('j'), "choose"),
    ("Enter", Key::Enter, "take"),
    ("Esc", Key::Esc, "close"),
];

impl App {
    /// The keys that matter here, as many as fit.
    #[must_use]
    pub fn footer_keys(&self) -> Vec<FooterKey> {
        let mut room = self.footer_room();
        let mut start = 0;
        let fits = |key: &mut FooterKey| {
            let columns = key.width() + GAP;
            let fits = columns <= room;
            room = room.saturating_sub(columns);
            key.start = start;
            start += columns;
            fits
        };
        let mut keys = self.keys_here();
        let n_fitting = keys.iter_mut().map(fits).take_while(|fits| *fits).count();
        keys.truncate(n_fitting);
        keys
    }

    fn keys_here(&self) -> Vec<FooterKey> {
        let fixed = match (self.typing.bar, self.panel.map(|panel| panel.kind)) {
            (Some(Bar::Finder), _) => FINDER,
            (Some(Bar::Merge), _) => CHOOSING,
            (Some(Bar::Query), _) if self.meant().is_some() => QUERY,
            (Some(_), _) => TYPING,
            (None, Some(Kind::Help | Kind::Skipped | Kind::Why)) => READING,
            (None, Some(Kind::Suggestions)) => SUGGESTED,
            (None, Some(_)) => MENU,
            (None, None) => return self.keys_of_panes(),
        };
        let key = |(label, press, short): &(&str, Key, &'static str)| FooterKey {
            label: (*label).to_owned(),
            short,
            presses: vec![*press],
            start: 0,
        };
        fixed.iter().map(key).collect()
    }

    fn keys_of_panes(&self) -> Vec<FooterKey> {
        let bound = keys::bindings(self.context()).filter(|binding| !binding.short.is_empty());
        let key = |binding: &keys::Binding| {
            let first = binding.keys.first()?;
            Some(FooterKey {
                label: first.iter().map(ToString::to_string).collect(),
                short: match binding.command {
                    Command::Close | Command::Zen if self.zen => "all panes",
                    Command::Enter if self.focus == Pane::Entities && self.sidebar.is_at_more() => {
                        "show more"
                    }
                    _ => binding.short,
                },
                presses: first.to_vec(),
                start: 0,
            })
        };
        bound.filter_map(key).collect()
    }

    /// Columns of the last line that are for keys and messages.
    #[must_use]
    pub fn footer_room(&self) -> usize {
        let all = usize::from(self.layout.footer.width);
        all.saturating_sub(safe::width(&self.place()) + 2)
    }

    /// Which pane is focused, or which page stands in place of the panes.
    #[must_use]
    pub fn place(&self) -> String {
        let mouse = if self.mouse { "" } else { "mouse off (M) · " };
        let sheet = match self.sheets.top() {
            Some(Sheet::Dossier(_)) => Some("dossier"),
            Some(Sheet::Roster(_)) => Some("entities"),
            None => None,
        };
        if let Some(sheet) = sheet {
            return format!("{mouse}{sheet} {} ", self.sheets.depth());
        }
        let (name, number) = match self.focus {
            Pane::Articles => ("articles", 1),
            Pane::Reader => ("reader", 2),
            Pane::Entities => ("entities", 3),
        };
        format!("{mouse}{name} {number}/3 ")
    }

    /// Presses the key in the last line that is clicked.
    pub(super) fn click_footer(&mut self, column: u16) {
        let Some(column) = column.checked_sub(self.layout.footer.x + 1) else {
            return;
        };
        let column = usize::from(column);
        let mut keys = self.footer_keys().into_iter();
        let hit = |key: &FooterKey| (key.start..key.start + key.width()).contains(&column);
        if let Some(key) = keys.find(hit) {
            key.presses.into_iter().for_each(|key| self.key(key));
        }
    }
}
