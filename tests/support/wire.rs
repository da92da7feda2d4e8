//! What was written to a terminal, read back the way a terminal reads it.
//!
//! In goes raw output, out come the kinds of its control sequences, and what they leave
//! turned on.

use std::collections::{BTreeMap, BTreeSet};
use vte::{Params, Parser, Perform};

/// The state that a stream of output leaves a terminal in, and what it consisted of.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    /// Kinds of sequences, such as `CSI ? h 1049`, `CSI m`, `OSC 52`, `ESC c`, and of
    /// control characters, such as `C0 0a`.
    pub(crate) kinds: BTreeSet<String>,
    /// Private modes, by number, that were switched: whether they are on.
    pub(crate) modes: BTreeMap<u16, bool>,
    /// Titles pushed and not popped.
    pub(crate) titles: i32,
    /// Sets of keyboard flags pushed and not popped.
    pub(crate) keyboards: i32,
    /// Whether the last attributes set were others than the plain ones.
    pub(crate) styled: bool,
    /// Titles set, in order.
    pub(crate) set_titles: Vec<String>,
    /// Every printed character.
    pub(crate) text: String,
}

/// Modes that a terminal has on when nobody asks: wrapping, and the cursor.
const ON_BY_DEFAULT: [u16; 2] = [7, 25];

impl Wire {
    /// Reads `raw` output.
    pub(crate) fn read(raw: &[u8]) -> Self {
        let mut wire = Self::default();
        Parser::new().advance(&mut wire, raw);
        wire
    }

    /// What is not as it was before, in words; empty when the terminal was given back whole.
    pub(crate) fn left_behind(&self) -> Vec<String> {
        let modes = self.modes.iter();
        let changed = modes.filter(|&(mode, &on)| on != ON_BY_DEFAULT.contains(mode));
        let mut left: Vec<String> = changed
            .map(|(mode, on)| format!("mode {mode}: {on}"))
            .collect();
        if self.titles != 0 {
            left.push(format!("titles pushed: {}", self.titles));
        }
        if self.keyboards != 0 {
            left.push(format!("keyboard flags pushed: {}", self.keyboards));
        }
        if self.styled {
            left.push("attributes".into());
        }
        left
    }
}

impl Perform for Wire {
    fn print(&mut self, c: char) {
        self.text.push(c);
        if c.is_control() {
            self.kinds.insert(format!("C1 {:02x}", u32::from(c)));
        }
    }

    fn execute(&mut self, byte: u8) {
        self.kinds.insert(format!("C0 {byte:02x}"));
    }

    fn csi_dispatch(
        &mut self,
        params: &Params,
        intermediates: &[u8],
        _ignored: bool,
        action: char,
    ) {
        let first = params
            .iter()
            .next()
            .and_then(|param| param.first())
            .copied()
            .unwrap_or(0);
        let marks = String::from_utf8_lossy(intermediates);
        match (marks.as_ref(), action) {
            ("?", 'h' | 'l') => {
                for mode in params.iter().flatten() {
                    self.modes.insert(*mode, action == 'h');
                    self.kinds.insert(format!("CSI ? {action} {mode}"));
                }
                return;
            }
            ("", 't') => self.titles += i32::from(first == 22) - i32::from(first == 23),
            (">", 'u') => self.keyboards += 1,
            ("<", 'u') => self.keyboards -= 1,
            ("", 'm') => self.styled = params.iter().last().is_some_and(|last| last != [0]),
            _ => {}
        }
        let kind = format!("CSI {marks} {action}").replace("  ", " ");
        self.kinds.insert(kind);
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _ignored: bool, byte: u8) {
        // The end of a string is a sequence of its own to the parser.
        if byte != b'\\' {
            let marks = String::from_utf8_lossy(intermediates);
            self.kinds
                .insert(format!("ESC {marks}{}", char::from(byte)));
        }
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], _bell: bool) {
        let text = |at: usize| {
            String::from_utf8_lossy(params.get(at).copied().unwrap_or_default()).into_owned()
        };
        self.kinds.insert(format!("OSC {}", text(0)));
        if matches!(text(0).as_str(), "0" | "1" | "2") {
            self.set_titles.push(text(1));
        }
    }

    fn hook(&mut self, _params: &Params, _intermediates: &[u8], _ignored: bool, action: char) {
        self.kinds.insert(format!("DCS {action}"));
    }
}
