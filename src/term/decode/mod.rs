//! Bytes from the terminal made into [`Input`], however they are cut into pieces.
//!
//! In go bytes as they are read, out comes what they mean; half a sequence waits for its
//! other half. Knows no file and no clock: [`Decoder::patience`] says how long its caller
//! should wait for more, and [`Decoder::expire`] that nothing came.
//!
//! The sequences are those of xterm (ctlseqs, "PC-Style Function Keys", "Mouse Tracking",
//! "Bracketed Paste Mode"), with the older ones of rxvt and the Linux console, and the
//! `CSI u` form of keys with what kitty's protocol adds. What is not understood is swallowed whole, so that no part of an
//! unknown sequence, such as a late answer to another program, acts as a key.

mod keys;
#[cfg(test)]
mod tests;

use crate::app::input::{Input, Key, LONGEST_PASTE, Modifiers, Named};
use keys::{ascii, finished, mouse, single};
use std::time::Duration;

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";
/// Bytes of the longest control sequence that is looked at.
const LONGEST_SEQUENCE: usize = 64;

/// What has been read of something unfinished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// Part of a character of several bytes; `alt` if ESC came before it.
    Char { alt: bool, bytes: Vec<u8> },
    /// ESC: the key, or the start of something.
    Escape,
    /// `ESC O`: a key of the keypad or a function key follows.
    Single,
    /// `ESC [` and the parameters so far.
    Sequence(Vec<u8>),
    /// `ESC [ [`: a function key of the Linux console follows.
    Console,
    /// `ESC [ M`: button, column and row of an old mouse report follow.
    OldMouse(Vec<u8>),
    /// A string for programs that asked for it, until BEL or `ESC \`; begun by a character
    /// that could also be held with Alt.
    Text { begun: u8, long: bool },
    /// A paste, up to its end mark.
    Paste(Paste),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Paste {
    bytes: Vec<u8>,
    /// Bytes of the end mark that the last bytes were.
    matched: usize,
}

/// Reads input byte by byte.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
}

impl Decoder {
    /// Reads `bytes` and adds what they mean to `out`.
    pub fn read(&mut self, bytes: &[u8], out: &mut Vec<Input>) {
        for &byte in bytes {
            self.byte(byte, out);
        }
    }

    /// How long to wait for the rest of what has begun; `None` when nothing has.
    ///
    /// The times are a compromise: Escape should act at once, and a slow line should not
    /// break a sequence into an Escape and letters, which would act as keys.
    #[must_use]
    pub fn patience(&self) -> Option<Duration> {
        let milliseconds = match &self.state {
            State::Ground => return None,
            State::Escape => 30,
            State::Single | State::Text { long: false, .. } => 100,
            State::Sequence(parameters) if parameters.is_empty() => 100,
            State::Paste(_) => 5000,
            _ => 1000,
        };
        Some(Duration::from_millis(milliseconds))
    }

    /// Nothing more came: what has begun was a key, or is dropped. A paste without an end
    /// ends, so that a lost end mark does not swallow every key that follows.
    pub fn expire(&mut self, out: &mut Vec<Input>) {
        match std::mem::take(&mut self.state) {
            State::Escape => out.push(Input::Key(Key::Esc)),
            State::Single => out.push(Input::Key(Key::Alt('O'))),
            State::Sequence(parameters) if parameters.is_empty() => {
                out.push(Input::Key(Key::Alt('[')));
            }
            State::Text { begun, long: false } => {
                out.push(Input::Key(Key::Alt(char::from(begun))));
            }
            State::Paste(paste) => out.push(paste.finish()),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8, out: &mut Vec<Input>) {
        self.state = match (std::mem::take(&mut self.state), byte) {
            (State::Paste(paste), _) => paste.read(byte, out),
            (State::Escape, ESC) => {
                out.push(Input::Key(Key::Esc));
                State::Escape
            }
            (_, ESC) => State::Escape,
            (State::Escape, _) => escaped(byte, out),
            (State::Char { alt, bytes }, 0x80..=0xbf) => character(alt, bytes, byte, out),
            (State::Ground | State::Char { .. }, _) => plain(byte, out),
            (State::Text { .. }, 0x07) => State::Ground,
            (State::Text { begun, .. }, _) => State::Text { begun, long: true },
            (State::Single, _) => {
                out.extend(single(byte).map(Input::Key));
                State::Ground
            }
            (State::Console, _) => {
                out.extend(
                    matches!(byte, b'A'..=b'E').then(|| Input::Key(Key::F(byte - b'A' + 1))),
                );
                State::Ground
            }
            (State::OldMouse(report), _) => old_mouse(report, byte, out),
            (State::Sequence(parameters), _) => sequence(parameters, byte, out),
        };
    }
}

/// A byte outside any sequence.
fn plain(byte: u8, out: &mut Vec<Input>) -> State {
    match byte {
        0xc2..=0xf4 => {
            return State::Char {
                alt: false,
                bytes: vec![byte],
            };
        }
        0x80.. => {} // no UTF-8
        _ => out.push(Input::Key(ascii(byte))),
    }
    State::Ground
}

/// The byte after ESC.
fn escaped(byte: u8, out: &mut Vec<Input>) -> State {
    match byte {
        b'[' => State::Sequence(Vec::new()),
        b'O' => State::Single,
        b'P' | b']' | b'_' | b'^' | b'X' => State::Text {
            begun: byte,
            long: false,
        },
        0x7f | 0x08 => {
            let key = Key::held(Modifiers::ALT, Named::Backspace);
            out.push(Input::Key(key));
            State::Ground
        }
        // The end of a string (or of one that was not understood).
        b'\\' => State::Ground,
        b' '..=b'~' => {
            out.push(Input::Key(Key::Alt(char::from(byte))));
            State::Ground
        }
        0xc2..=0xf4 => State::Char {
            alt: true,
            bytes: vec![byte],
        },
        _ => {
            out.push(Input::Key(Key::Esc));
            plain(byte, out)
        }
    }
}

/// One more byte of a character.
fn character(alt: bool, mut bytes: Vec<u8>, byte: u8, out: &mut Vec<Input>) -> State {
    bytes.push(byte);
    let needed = match bytes.first() {
        Some(..=0xdf) => 2,
        Some(..=0xef) => 3,
        _ => 4,
    };
    if bytes.len() < needed {
        return State::Char { alt, bytes };
    }
    let text = std::str::from_utf8(&bytes).unwrap_or_default();
    let key = text.chars().next().filter(|c| !c.is_control());
    out.extend(key.map(|c| Input::Key(if alt { Key::Alt(c) } else { Key::Char(c) })));
    State::Ground
}

/// One more byte after `ESC [`.
fn sequence(mut parameters: Vec<u8>, byte: u8, out: &mut Vec<Input>) -> State {
    match byte {
        b'[' if parameters.is_empty() => return State::Console,
        b'M' if parameters.is_empty() => return State::OldMouse(Vec::new()),
        b' '..=b'?' => {
            if parameters.len() < LONGEST_SEQUENCE {
                parameters.push(byte);
            }
            return State::Sequence(parameters);
        }
        b'~' if parameters == b"200" => return State::Paste(Paste::default()),
        b'@'..=b'~' if parameters.len() < LONGEST_SEQUENCE => {
            out.extend(finished(&parameters, byte));
        }
        _ => {}
    }
    State::Ground
}

/// One more byte of an old mouse report: button, column and row, each with 32 added.
fn old_mouse(mut report: Vec<u8>, byte: u8, out: &mut Vec<Input>) -> State {
    report.push(byte);
    if report.len() < 3 {
        return State::OldMouse(report);
    }
    let numbers: Vec<u32> = report
        .iter()
        .map(|&byte| u32::from(byte).saturating_sub(32))
        .collect();
    out.extend(mouse(&numbers, true));
    State::Ground
}

impl Paste {
    /// One more byte; the end mark is not part of the paste.
    fn read(mut self, byte: u8, out: &mut Vec<Input>) -> State {
        if PASTE_END.get(self.matched) == Some(&byte) {
            self.matched += 1;
            if self.matched < PASTE_END.len() {
                return State::Paste(self);
            }
            out.push(self.finish());
            return State::Ground;
        }
        // What looked like the end mark was not: it is text, up to here. Only its first
        // byte can begin another one.
        let begun = PASTE_END
            .get(..std::mem::take(&mut self.matched))
            .unwrap_or_default();
        self.keep(begun);
        if byte == ESC {
            self.matched = 1;
        } else {
            self.keep(&[byte]);
        }
        State::Paste(self)
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = LONGEST_PASTE.saturating_sub(self.bytes.len());
        self.bytes.extend(bytes.iter().take(room));
    }

    /// The text, with `\n` for every line break; terminals send `\r`.
    fn finish(self) -> Input {
        let text = String::from_utf8_lossy(&self.bytes);
        let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
        // Damaged bytes grow when they are replaced.
        text.truncate(text.floor_char_boundary(LONGEST_PASTE));
        Input::Paste(text)
    }
}
