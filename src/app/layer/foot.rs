//! Keys of the last line that are no binding's.

use crate::app::input::Key;

/// A key of the last line that is no binding's: how it is written, what a click presses, and
/// what it does.
pub type Foot = (&'static str, Key, &'static str);

/// The keys that matter in a line being typed, where its feature says nothing else.
pub const TYPING: &[Foot] = &[
    ("Enter", Key::Enter, "keep"),
    ("Esc", Key::Esc, "cancel"),
    ("↑↓", Key::Up, "history"),
    ("Ctrl-u", Key::Ctrl('u'), "clear"),
];
/// Those that matter in a text over the panes.
pub const READING: &[Foot] = &[
    ("j k", Key::Char('j'), "scroll"),
    ("Ctrl-d Ctrl-u", Key::Ctrl('d'), "half a page"),
    ("Esc", Key::Esc, "close"),
];
/// Those that matter in rows to choose from over the panes.
pub const CHOOSING: &[Foot] = &[
    ("j k", Key::Char('j'), "choose"),
    ("Enter", Key::Enter, "take"),
    ("Esc", Key::Esc, "close"),
];
