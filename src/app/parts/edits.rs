//! The editing keys of a line being typed: one table that both handles and explains them.

use crate::app::input::{Key, Modifiers, Named};

/// What an editing key does to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// One character left.
    Left,
    /// One character right.
    Right,
    /// To the start of the word before the cursor.
    WordLeft,
    /// To the end of the word behind the cursor.
    WordRight,
    /// To the start.
    Start,
    /// To the end.
    End,
    /// Deletes the character before the cursor.
    DeleteBefore,
    /// Deletes the character behind the cursor.
    DeleteAfter,
    /// Deletes the word before the cursor.
    DeleteWord,
    /// Deletes everything before the cursor.
    DeleteToStart,
}

/// The editing keys: the keys, what they do, and in words.
pub const EDITS: &[(&[Key], Edit, &str)] = &[
    (&[Key::Left], Edit::Left, "one character left"),
    (&[Key::Right], Edit::Right, "one character right"),
    (
        &[
            Key::Held(Modifiers::CTRL, Named::Left),
            Key::Held(Modifiers::ALT, Named::Left),
            Key::Alt('b'),
        ],
        Edit::WordLeft,
        "one word left",
    ),
    (
        &[
            Key::Held(Modifiers::CTRL, Named::Right),
            Key::Held(Modifiers::ALT, Named::Right),
            Key::Alt('f'),
        ],
        Edit::WordRight,
        "one word right",
    ),
    (
        &[Key::Home, Key::Ctrl('a')],
        Edit::Start,
        "to the start of the line",
    ),
    (
        &[Key::End, Key::Ctrl('e')],
        Edit::End,
        "to the end of the line",
    ),
    (
        &[
            Key::Backspace,
            Key::Held(Modifiers::SHIFT, Named::Backspace),
        ],
        Edit::DeleteBefore,
        "delete the character before the cursor",
    ),
    (
        &[Key::Delete],
        Edit::DeleteAfter,
        "delete the character behind the cursor",
    ),
    (
        &[
            Key::Ctrl('w'),
            Key::Held(Modifiers::CTRL, Named::Backspace),
            Key::Held(Modifiers::ALT, Named::Backspace),
        ],
        Edit::DeleteWord,
        "delete the word before the cursor",
    ),
    (
        &[Key::Ctrl('u')],
        Edit::DeleteToStart,
        "delete everything before the cursor",
    ),
];

/// What a key does to a line.
pub(super) fn edit(key: Key) -> Option<Edit> {
    EDITS
        .iter()
        .find(|(keys, ..)| keys.contains(&key))
        .map(|(_, edit, _)| *edit)
}
