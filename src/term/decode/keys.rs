//! What one whole byte or sequence means.
//!
//! In go its bytes, out comes an [`Input`], or nothing for what is no key.

use crate::app::input::layouts;
use crate::app::input::{Input, Key, Modifiers, Named};

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

/// The byte after `ESC O`; rxvt sends small letters for arrows held with Ctrl.
pub(super) fn single(byte: u8) -> Option<Key> {
    match byte {
        b'M' => Some(Key::Enter),
        b'a'..=b'd' => arrow(byte).map(|named| Key::held(Modifiers::CTRL, named)),
        _ => letter(byte).map(Named::plain),
    }
}

/// The key that a sequence ending in a letter means.
fn letter(last: u8) -> Option<Named> {
    Some(match last {
        b'A'..=b'D' => return arrow(last),
        b'F' => Named::End,
        b'H' => Named::Home,
        b'P'..=b'S' => Named::F(last - b'P' + 1),
        _ => return None,
    })
}

/// The arrow of a letter, in either case.
fn arrow(letter: u8) -> Option<Named> {
    Some(match letter.to_ascii_uppercase() {
        b'A' => Named::Up,
        b'B' => Named::Down,
        b'C' => Named::Right,
        b'D' => Named::Left,
        _ => return None,
    })
}

/// The key that a sequence ending in `~` means by its number.
fn numbered(number: u32) -> Option<Named> {
    let function = |from: u32, first: u8| {
        let offset = u8::try_from(number - from).ok()?;
        Some(Named::F(first + offset))
    };
    match number {
        1 | 7 => Some(Named::Home),
        3 => Some(Named::Delete),
        4 | 8 => Some(Named::End),
        5 => Some(Named::PageUp),
        6 => Some(Named::PageDown),
        11..=15 => function(11, 1),
        17..=21 => function(17, 6),
        23..=24 => function(23, 11),
        _ => None,
    }
}

/// What a key is held with, sent as 1 plus Shift 1, Alt 2, Ctrl 4. Caps lock 64 and num lock
/// 128 are not held; Super 8, Hyper 16 and Meta 32 make it a key of the desktop: none.
fn modifiers(sent: u32) -> Option<Modifiers> {
    const DESKTOP: u32 = 8 | 16 | 32;
    let held = sent.saturating_sub(1);
    let is_held = |bit| held & bit != 0;
    (!is_held(DESKTOP)).then(|| Modifiers {
        shift: is_held(1),
        alt: is_held(2),
        ctrl: is_held(4),
    })
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
    let mut second = text.split(';').nth(1).unwrap_or_default().split(':');
    let sent = second.next().and_then(|bits| bits.parse().ok());
    if second.next() == Some("3") {
        return None;
    }
    let held = modifiers(sent.unwrap_or(1))?;
    let key = match last {
        b'u' => return coded(text.split(';').next()?, held),
        b'~' if number(0) == 27 => return coded(text.split(';').nth(2)?, held),
        b'~' => numbered(number(0)).map(|named| Key::held(held, named)),
        // rxvt's way to say Ctrl, and Ctrl and Shift.
        b'^' => numbered(number(0)).map(|named| Key::held(Modifiers::CTRL, named)),
        b'@' => numbered(number(0)).map(|named| Key::held(CTRL_SHIFT, named)),
        b'a'..=b'd' if text.is_empty() => {
            arrow(last).map(|named| Key::held(Modifiers::SHIFT, named))
        }
        b'Q'..=b'S' if number(0) > 1 => None, // where the cursor is
        b'Z' => Some(Key::held(
            Modifiers {
                shift: true,
                ..held
            },
            Named::Tab,
        )),
        // Some say what is held in the only number.
        b'A'..=b'D' if sent.is_none() => {
            let held = modifiers(number(0).max(1))?;
            arrow(last).map(|named| Key::held(held, named))
        }
        _ => letter(last).map(|named| Key::held(held, named)),
    };
    key.map(Input::Key)
}

/// Ctrl and Shift.
const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..Modifiers::CTRL
};

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

/// A key by its code point and, behind a `:` each where the terminal says it, the one that
/// Shift makes of it and the one in its place on a QWERTY keyboard.
fn coded(codes: &str, held: Modifiers) -> Option<Input> {
    let mut codes = codes.split(':').map(|code| code.parse().unwrap_or(0));
    let code = codes.next()?;
    if code == 27 {
        return Some(Input::Key(Key::Esc));
    }
    if let Some(named) = named(code) {
        return Some(Input::Key(Key::held(held, named)));
    }
    let c = keypad(code).or_else(|| char::from_u32(code))?;
    // Keys without a character have code points set aside for private use.
    if c.is_control() || matches!(c, '\u{e000}'..='\u{f8ff}') {
        return None;
    }
    let mut told = || char::from_u32(codes.next()?).filter(|c| !c.is_control());
    let (shifted, place) = (told(), told());
    // Layouts of Latin letters are taken at their word.
    let place = place.filter(|place| place.is_ascii() && layouts::is_of_another_script(c));
    if held.ctrl {
        return Some(Input::Key(ctrl(place.unwrap_or(c).to_ascii_lowercase())));
    }
    let (typed, latin) = if held.shift {
        let upper = shifted.unwrap_or_else(|| c.to_uppercase().next().unwrap_or(c));
        (upper, place.map(layouts::shifted))
    } else {
        (c, place)
    };
    Some(match latin {
        _ if held.alt => Input::Key(Key::Alt(latin.unwrap_or(typed))),
        Some(latin) => Input::Foreign {
            typed: Key::Char(typed),
            latin: Key::Char(latin),
        },
        None => Input::Key(Key::Char(typed)),
    })
}

/// A character held with Ctrl. What most terminals send the same byte for stays the same
/// key, or a habit would work in one terminal and not in the other.
fn ctrl(c: char) -> Key {
    match c {
        '[' => Key::Esc,
        'h' | 'i' | 'j' | 'm' => u8::try_from(c).map_or(Key::Ctrl(c), |c| ascii(c & 0x1f)),
        _ => Key::Ctrl(c),
    }
}

/// The key without a character of a code point, on the keypad too.
fn named(code: u32) -> Option<Named> {
    Some(match code {
        9 => Named::Tab,
        10 | 13 | 57414 => Named::Enter,
        8 | 127 => Named::Backspace,
        57417 => Named::Left,
        57418 => Named::Right,
        57419 => Named::Up,
        57420 => Named::Down,
        57421 => Named::PageUp,
        57422 => Named::PageDown,
        57423 => Named::Home,
        57424 => Named::End,
        57426 => Named::Delete,
        _ => return None,
    })
}

/// The character of a keypad's key.
fn keypad(code: u32) -> Option<char> {
    const KEYS: [char; 18] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '/', '*', '-', '+', '\r', '=', ',',
    ];
    let at = usize::try_from(code.checked_sub(57399)?).ok()?;
    KEYS.get(at).copied()
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
