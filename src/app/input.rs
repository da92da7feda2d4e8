//! What a person at a terminal can do, in words that no terminal knows.
//!
//! [`Input`] is all that comes in; which bytes a key sends and which library reads them
//! is the business of the floor above.

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
}

impl fmt::Display for Key {
    /// As the help writes it: `Ctrl-d`, `PgUp`, `Space`, `G`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Char(' ') => "Space",
            Self::Ctrl(' ') => "Ctrl-Space",
            Self::Alt(' ') => "Alt-Space",
            Self::Char(c) => return write!(f, "{c}"),
            Self::Ctrl(c) => return write!(f, "Ctrl-{c}"),
            Self::Alt(c) => return write!(f, "Alt-{c}"),
            Self::F(number) => return write!(f, "F{number}"),
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
    use super::Key;

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
