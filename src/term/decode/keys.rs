//! What one whole byte or sequence means.
//!
//! In go its bytes, out comes an [`Input`], or nothing for what is no key.

use crate::app::input::{Input, Key};

/// The key that sends one byte.
pub(super) fn ascii(byte: u8) -> Key {
    match byte {
        // Line feed is what a script or a pasted line sends for Return.
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Tab,
        0x7f | 0x08 => Key::Backspace,
        0 => Key::Ctrl(' '),
        0x01..=0x1a => Key::Ctrl(char::from(byte + 0x60)),
        0x1b..=0x1f => Key::Ctrl(char::from(byte + 0x40)),
        _ => Key::Char(char::from(byte)),
    }
}

/// The byte after `ESC O`.
pub(super) fn single(byte: u8) -> Option<Key> {
    match byte {
        b'M' => Some(Key::Enter),
        _ => letter(byte),
    }
}

/// The key that a sequence ending in a letter means.
fn letter(last: u8) -> Option<Key> {
    Some(match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'P'..=b'S' => Key::F(last - b'P' + 1),
        b'Z' => Key::BackTab,
        _ => return None,
    })
}

/// The key that a sequence ending in `~` means by its number.
fn numbered(number: u32) -> Option<Key> {
    let function = |from: u32, first: u8| {
        let offset = u8::try_from(number - from).ok()?;
        Some(Key::F(first + offset))
    };
    match number {
        1 | 7 => Some(Key::Home),
        3 => Some(Key::Delete),
        4 | 8 => Some(Key::End),
        5 => Some(Key::PageUp),
        6 => Some(Key::PageDown),
        11..=15 => function(11, 1),
        17..=21 => function(17, 6),
        23..=24 => function(23, 11),
        _ => None,
    }
}

/// What a whole control sequence means.
pub(super) fn finished(parameters: &[u8], last: u8) -> Option<Input> {
    let text = std::str::from_utf8(parameters).ok()?;
    if let Some(report) = text.strip_prefix('<') {
        return mouse(&numbers(report), last == b'M');
    }
    if text.contains(['?', '>', '=', ' ', '$', '!']) {
        return None; // an answer to a question, not a key
    }
    let number = |index: usize| numbers(text).get(index).copied().unwrap_or(0);
    // `modifiers:event`, where event 3 is a release.
    let mut held = text.split(';').nth(1).unwrap_or_default().split(':');
    let modifiers = held.next().and_then(|bits| bits.parse().ok()).unwrap_or(1);
    if held.next() == Some("3") {
        return None;
    }
    let key = match last {
        b'u' => coded(number(0), modifiers),
        b'~' if number(0) == 27 => coded(number(2), modifiers),
        b'~' => numbered(number(0)),
        b'Q'..=b'S' if number(0) > 1 => None, // where the cursor is
        _ => letter(last),
    };
    key.map(Input::Key)
}

/// The parameters as numbers; the first of several joined by `:`, 0 for what is none.
fn numbers(text: &str) -> Vec<u32> {
    let first = |part: &str| {
        part.split(':')
            .next()
            .unwrap_or_default()
            .parse()
            .unwrap_or(0)
    };
    text.split(';').map(first).collect()
}

/// A key by its code point, with `modifiers` as 1 plus Shift 1, Alt 2, Ctrl 4.
fn coded(code: u32, modifiers: u32) -> Option<Key> {
    const SHIFT: u32 = 1;
    const ALT: u32 = 2;
    const CTRL: u32 = 4;
    let held = modifiers.saturating_sub(1);
    let c = char::from_u32(code)?;
    Some(match c {
        '\u{1b}' => Key::Esc,
        '\t' if held & SHIFT != 0 => Key::BackTab,
        '\t' | '\r' | '\n' | '\u{7f}' | '\u{8}' => ascii(u8::try_from(code).ok()?),
        // Keys without a character have code points set aside for private use.
        _ if c.is_control() || matches!(c, '\u{e000}'..='\u{f8ff}') => return None,
        _ if held & CTRL != 0 => Key::Ctrl(c.to_ascii_lowercase()),
        _ if held & ALT != 0 => Key::Alt(c),
        _ if held & SHIFT != 0 => Key::Char(c.to_uppercase().next().unwrap_or(c)),
        _ => Key::Char(c),
    })
}

/// A mouse report: button and modifiers as bits, column and row counted from 1.
pub(super) fn mouse(report: &[u32], pressed: bool) -> Option<Input> {
    const MODIFIERS: u32 = 4 | 8 | 16;
    let [button, column, row] = *report else {
        return None;
    };
    let place = |number: u32| u16::try_from(number.checked_sub(1)?).ok();
    let (column, row) = (place(column)?, place(row)?);
    match button & !MODIFIERS {
        0 if pressed => Some(Input::Click { column, row }),
        64 => Some(Input::Scroll {
            column,
            row,
            down: false,
        }),
        65 => Some(Input::Scroll {
            column,
            row,
            down: true,
        }),
        _ => None, // other buttons, moves, releases
    }
}
