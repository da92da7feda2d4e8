//! What a person at a terminal can do, in words that no terminal knows.
//!
//! [`Input`] is all that comes in; which bytes a key sends and which library reads them
//! is the business of the floor above.

pub mod layouts;

use std::fmt;

/// One key press. A repeat is a press like any other; a release is not reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A printable character as the keyboard layout makes it: `G` is Shift and g.
    Char(char),
    /// A letter, in lower case, or a sign of ASCII, held with Ctrl.
    Ctrl(char),
    /// A character held with Alt (on some keyboards Option or Meta).
    Alt(char),
    /// Return, on the keypad too.
    Enter,
    /// Escape.
    Esc,
    /// Tab; terminals send the same for Ctrl-i.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Erase to the left; terminals may send the same for Ctrl-h.
    Backspace,
    /// Erase to the right.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 12.
    F(u8),
    /// A key without a character, held with others: a key of its own. [`Key::held`] makes it.
    Held(Modifiers, Named),
}

/// The keys that another one is held with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Modifiers {
    /// Ctrl.
    pub ctrl: bool,
    /// Alt (on some keyboards Option).
    pub alt: bool,
    /// Shift.
    pub shift: bool,
}

impl Modifiers {
    /// None.
    pub const NONE: Self = Self {
        ctrl: false,
        alt: false,
        shift: false,
    };
    /// Ctrl alone.
    pub const CTRL: Self = Self {
        ctrl: true,
        ..Self::NONE
    };
    /// Alt alone.
    pub const ALT: Self = Self {
        alt: true,
        ..Self::NONE
    };
    /// Shift alone.
    pub const SHIFT: Self = Self {
        shift: true,
        ..Self::NONE
    };
}

/// A key without a character that terminals tell apart by what it is held with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// Return, on the keypad too.
    Enter,
    /// Tab.
    Tab,
    /// Erase to the left.
    Backspace,
    /// Erase to the right.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 12.
    F(u8),
}

impl Named {
    /// The key held with nothing.
    #[must_use]
    pub fn plain(self) -> Key {
        match self {
            Self::Enter => Key::Enter,
            Self::Tab => Key::Tab,
            Self::Backspace => Key::Backspace,
            Self::Delete => Key::Delete,
            Self::Up => Key::Up,
            Self::Down => Key::Down,
            Self::Left => Key::Left,
            Self::Right => Key::Right,
            Self::Home => Key::Home,
            Self::End => Key::End,
            Self::PageUp => Key::PageUp,
            Self::PageDown => Key::PageDown,
            Self::F(number) => Key::F(number),
        }
    }
}

impl Key {
    /// A key without a character as it is held: the plain key, [`Key::BackTab`], or a key of
    /// its own.
    #[must_use]
    pub fn held(modifiers: Modifiers, named: Named) -> Self {
        match (modifiers, named) {
            (Modifiers::NONE, _) => named.plain(),
            (Modifiers::SHIFT, Named::Tab) => Self::BackTab,
            _ => Self::Held(modifiers, named),
        }
    }
}

impl fmt::Display for Modifiers {
    /// What is written before the key: `Ctrl-Shift-`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ];
        let mut held = names.iter().filter(|(held, _)| *held);
        held.try_for_each(|(_, name)| f.write_str(name))
    }
}

impl fmt::Display for Key {
    /// As the help writes it: `Ctrl-d`, `PgUp`, `Space`, `G`, `Ctrl-Left`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Char(' ') => "Space",
            Self::Ctrl(' ') => "Ctrl-Space",
            Self::Alt(' ') => "Alt-Space",
            Self::Char(c) => return write!(f, "{c}"),
            Self::Ctrl(c) => return write!(f, "Ctrl-{c}"),
            Self::Alt(c) => return write!(f, "Alt-{c}"),
            Self::F(number) => return write!(f, "F{number}"),
            Self::Held(modifiers, named) => return write!(f, "{modifiers}{}", named.plain()),
            Self::Enter => "Enter",
            Self::Esc => "Esc",
            Self::Tab => "Tab",
            Self::BackTab => "Shift-Tab",
            Self::Backspace => "Backspace",
            Self::Delete => "Del",
            Self::Up => "Up",
            Self::Down => "Down",
            Self::Left => "Left",
            Self::Right => "Right",
            Self::Home => "Home",
            Self::End => "End",
            Self::PageUp => "PgUp",
            Self::PageDown => "PgDn",
        };
        f.write_str(name)
    }
}

/// Bytes of a paste that are kept; the rest of a longer one is dropped.
pub const LONGEST_PASTE: usize = 64 * 1024;

/// Something a person did at the terminal. Columns and rows count from 0, at the top left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key press.
    Key(Key),
    /// A key with a letter of another script than the Latin one, of which the terminal has
    /// said where it stands.
    Foreign {
        /// The key as the layout makes it: what is typed.
        typed: Key,
        /// The key in the same place of a QWERTY keyboard: what it means where nothing is typed.
        latin: Key,
    },
    /// Pasted text: data, never keys. Line breaks are `\n`; every other character is as it
    /// came, control characters included; at most [`LONGEST_PASTE`] bytes.
    Paste(String),
    /// The left mouse button went down.
    Click {
        /// Column of the cell.
        column: u16,
        /// Row of the cell.
        row: u16,
    },
    /// The mouse wheel turned by one notch.
    Scroll {
        /// Column of the cell under the mouse.
        column: u16,
        /// Row of the cell under the mouse.
        row: u16,
        /// Towards the end of the text.
        down: bool,
    },
    /// The terminal has a new size, which may be the old one.
    Resize {
        /// Width in cells, 0 where the terminal does not say.
        columns: u16,
        /// Height in cells, 0 where the terminal does not say.
        rows: u16,
    },
}

#[cfg(test)]
mod tests {
    use super::{Key, Modifiers, Named};

    #[test]
    fn keys_that_are_held_are_written_as_in_the_help() {
        let all = Modifiers {
            ctrl: true,
            alt: true,
            shift: true,
        };
        let written = |modifiers, named| Key::held(modifiers, named).to_string();
        assert_eq!(written(Modifiers::CTRL, Named::Left), "Ctrl-Left");
        assert_eq!(written(Modifiers::SHIFT, Named::Down), "Shift-Down");
        assert_eq!(written(all, Named::PageUp), "Ctrl-Alt-Shift-PgUp");
        assert_eq!(written(Modifiers::ALT, Named::F(5)), "Alt-F5");
        assert_eq!(Key::held(Modifiers::NONE, Named::Left), Key::Left);
        assert_eq!(Key::held(Modifiers::SHIFT, Named::Tab), Key::BackTab);
    }

    #[test]
    fn keys_are_written_as_in_the_help() {
        let written: Vec<String> = [
            Key::Char('G'),
            Key::Char(' '),
            Key::Ctrl('d'),
            Key::PageUp,
            Key::BackTab,
            Key::F(5),
        ]
        .iter()
        .map(ToString::to_string)
        .collect();
        assert_eq!(written, ["G", "Space", "Ctrl-d", "PgUp", "Shift-Tab", "F5"]);
    }
}
