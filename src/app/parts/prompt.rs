//! A line being typed: editing keys, paste, history.
//!
//! Its own small editor because the crates for it move and delete by `char`, which
//! tears accents and emoji apart; this one moves by grapheme cluster.

use super::edits::{Edit, edit};
use crate::app::input::Key;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Bytes that a line may hold; what a paste brings beyond is dropped.
pub const LIMIT: usize = 4096;

/// One line of text and a cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    text: String,
    /// Byte offset, on a cluster boundary.
    cursor: usize,
    /// Whether it was edited since it was set, so that the history is narrowed to what
    /// begins so.
    edited: bool,
    history: History,
}

/// Earlier lines, oldest first, and where the user is among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct History {
    lines: Vec<String>,
    /// Index into `lines` while browsing it, and the line that was being typed before.
    browsing: Option<(usize, String)>,
}

/// What a key did to a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The text changed.
    Changed,
    /// Only the cursor moved, or nothing happened.
    Kept,
    /// The key is none of the editor's.
    Ignored,
}

impl Effect {
    /// Whether the text is another one.
    #[must_use]
    pub fn is_change(self) -> bool {
        self == Self::Changed
    }
}

impl Prompt {
    /// The line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part before the cursor.
    #[must_use]
    pub fn before_cursor(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// The part behind the cursor.
    #[must_use]
    pub fn after_cursor(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Replaces the line, the cursor behind it.
    pub fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.cursor = self.text.len();
        self.edited = false;
        self.history.browsing = None;
    }

    /// Adds the line to the history, unless it is blank or the last one already.
    pub fn remember(&mut self) {
        self.history.browsing = None;
        let line = self.text.trim();
        if !line.is_empty() && self.history.lines.last().is_none_or(|last| last != line) {
            self.history.lines.push(line.to_owned());
        }
    }

    /// Inserts pasted or typed text on one line, without control characters.
    pub fn insert(&mut self, text: &str) {
        self.edited = true;
        self.history.browsing = None;
        let room = LIMIT.saturating_sub(self.text.len());
        let mut flat = String::new();
        for c in text.trim_matches(['\r', '\n']).chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if !c.is_control() && flat.len() + c.len_utf8() <= room {
                flat.push(c);
            }
        }
        self.text.insert_str(self.cursor, &flat);
        // A combining mark joins the cluster before it, so the cursor may have to move on.
        self.cursor = self.boundary(self.cursor + flat.len());
    }

    /// Handles an editing key.
    pub fn key(&mut self, key: Key) -> Effect {
        let before = self.text.len();
        match (key, edit(key)) {
            (Key::Char(c), _) => self.insert(c.encode_utf8(&mut [0; 4])),
            (_, None) => return Effect::Ignored,
            (_, Some(edit)) => match edit {
                Edit::Left => self.cursor = self.previous(),
                Edit::Right => self.cursor = self.next(),
                Edit::WordLeft => self.cursor = self.word_start(),
                Edit::WordRight => self.cursor = self.word_end(),
                Edit::Start => self.cursor = 0,
                Edit::End => self.cursor = self.text.len(),
                Edit::DeleteBefore => self.delete(self.previous(), self.cursor),
                Edit::DeleteAfter => self.delete(self.cursor, self.next()),
                Edit::DeleteWord => self.delete(self.word_start(), self.cursor),
                Edit::DeleteToStart => self.delete(0, self.cursor),
            },
        }
        if self.text.len() == before {
            Effect::Kept
        } else {
            self.edited = true;
            self.history.browsing = None;
            Effect::Changed
        }
    }

    fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = self.boundary(from);
    }

    /// Goes to an older or newer line of the history, past the newest to what was typed. Of a
    /// line that was begun, only those that begin so.
    pub fn browse(&mut self, newer: bool) -> Effect {
        let History { lines, browsing } = &mut self.history;
        let (at, typed) = match browsing.take() {
            Some((at, typed)) => (at, typed),
            None => (lines.len(), self.text.clone()),
        };
        let begun = if self.edited { typed.as_str() } else { "" };
        let fits = |at: &usize| {
            let line = lines.get(*at);
            line.is_some_and(|line| line.starts_with(begun) && *line != self.text)
        };
        let to = if newer {
            (at + 1..lines.len()).find(fits)
        } else {
            (0..at).rev().find(fits)
        };
        let back = newer && to.is_none() && at < lines.len();
        if to.is_none() && !back {
            *browsing = (at < lines.len()).then_some((at, typed));
            return Effect::Kept;
        }
        self.text = to.and_then(|to| lines.get(to)).unwrap_or(&typed).clone();
        self.cursor = self.text.len();
        *browsing = to.map(|to| (to, typed));
        Effect::Changed
    }

    fn previous(&self) -> usize {
        let before = self.before_cursor();
        before
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        let cluster = self.after_cursor().graphemes(true).next();
        self.cursor + cluster.map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let before = self.before_cursor();
        let words = before.split_word_bound_indices();
        words
            .rev()
            .find(|(_, word)| !word.trim().is_empty())
            .map_or(0, |(at, _)| at)
    }

    fn word_end(&self) -> usize {
        let words = self.after_cursor().split_word_bound_indices();
        words
            .map(|(at, word)| (self.cursor + at + word.len(), word))
            .find(|(_, word)| !word.trim().is_empty())
            .map_or(self.text.len(), |(end, _)| end)
    }

    /// `at`, or the next cluster boundary behind it.
    fn boundary(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at.min(self.text.len()), self.text.len(), true);
        match cursor.is_boundary(&self.text, 0) {
            Ok(true) => at.min(self.text.len()),
            _ => cursor
                .next_boundary(&self.text, 0)
                .ok()
                .flatten()
                .unwrap_or(self.text.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Effect, Prompt};
    use crate::app::input::{Key, Modifiers, Named};
    use proptest::prelude::*;

    /// Types `keys` into an empty prompt; `|` marks the cursor in `expected`.
    fn check(keys: &[Key], expected: &str) {
        let mut prompt = Prompt::default();
        for key in keys {
            prompt.key(*key);
        }
        let shown = format!("{}|{}", prompt.before_cursor(), prompt.after_cursor());
        assert_eq!(shown, expected);
    }

    fn typed(text: &str) -> Vec<Key> {
        text.chars().map(Key::Char).collect()
    }

    #[test]
    fn edits_by_cluster_and_word() {
        check(
            &[typed("ab"), vec![Key::Left, Key::Char('x')]].concat(),
            "ax|b",
        );
        check(&[typed("one two"), vec![Key::Ctrl('w')]].concat(), "one |");
        check(&[typed("one two "), vec![Key::Ctrl('w')]].concat(), "one |");
        let word = |modifiers, named| Key::Held(modifiers, named);
        let (ctrl, alt) = (Modifiers::CTRL, Modifiers::ALT);
        for back in [
            word(ctrl, Named::Left),
            word(alt, Named::Left),
            Key::Alt('b'),
        ] {
            check(&[typed("one two"), vec![back]].concat(), "one |two");
            check(
                &[typed("one, two  "), vec![back; 3]].concat(),
                "|one, two  ",
            );
            check(&[typed("one"), vec![back; 3]].concat(), "|one");
        }
        for on in [
            word(ctrl, Named::Right),
            word(alt, Named::Right),
            Key::Alt('f'),
        ] {
            check(
                &[typed("one  two"), vec![Key::Home, on]].concat(),
                "one|  two",
            );
            check(
                &[typed("one  two"), vec![Key::Home, on, on]].concat(),
                "one  two|",
            );
            check(
                &[typed("one "), vec![Key::Home, on, on, on]].concat(),
                "one |",
            );
        }
        for delete in [word(ctrl, Named::Backspace), word(alt, Named::Backspace)] {
            check(&[typed("one two"), vec![delete]].concat(), "one |");
        }
        let shifted = word(Modifiers::SHIFT, Named::Backspace);
        check(&[typed("ab"), vec![shifted]].concat(), "a|");
        let unbound = word(Modifiers::SHIFT, Named::Left);
        check(&[typed("ab"), vec![unbound]].concat(), "ab|");
        check(
            &[typed("abc"), vec![Key::Left, Key::Ctrl('u')]].concat(),
            "|c",
        );
        check(
            &[typed("e\u{301}👩‍👧"), vec![Key::Backspace]].concat(),
            "e\u{301}|",
        );
        check(&[typed("e\u{301}"), vec![Key::Backspace]].concat(), "|");
        check(
            &[typed("abc"), vec![Key::Home, Key::Delete]].concat(),
            "|bc",
        );
    }

    #[test]
    fn a_paste_is_one_line_of_data() {
        let mut prompt = Prompt::default();
        prompt.insert("two\r\nlines\x1b[31m\n");
        assert_eq!(prompt.text(), "two  lines[31m");
    }

    #[test]
    fn history_gives_the_typed_line_back() {
        let mut prompt = Prompt::default();
        for line in ["first", "second"] {
            prompt.set(line);
            prompt.remember();
        }
        prompt.set("new");
        let mut seen = Vec::new();
        for newer in [false, false, false, true, true, true] {
            prompt.browse(newer);
            seen.push(prompt.text().to_owned());
        }
        assert_eq!(seen, ["second", "first", "first", "second", "new", "new"]);
    }

    #[test]
    fn history_begins_as_the_line_does() {
        let mut prompt = Prompt::default();
        for line in ["oil prices", "grain", "oil talks", "grain"] {
            prompt.set(line);
            prompt.remember();
        }
        let seen = |prompt: &mut Prompt, newer: &[bool]| {
            let lines = newer.iter().map(|newer| {
                prompt.browse(*newer);
                prompt.text().to_owned()
            });
            lines.collect::<Vec<_>>()
        };
        prompt.set("");
        prompt.key(Key::Char('o'));
        let oil = ["oil talks", "oil prices", "oil prices", "oil talks", "o"];
        assert_eq!(seen(&mut prompt, &[false, false, false, true, true]), oil);
        // The line that is there already is no news, and a line that was only set is no
        // beginning.
        prompt.set("grain");
        assert_eq!(seen(&mut prompt, &[false, false]), ["oil talks", "grain"]);
    }

    #[test]
    fn other_keys_are_left_to_the_caller() {
        assert_eq!(Prompt::default().key(Key::Enter), Effect::Ignored);
    }

    proptest! {
        #[test]
        fn the_cursor_stays_on_a_boundary(ops in prop::collection::vec((0..14u8, any::<char>()), 0..60)) {
            let keys = [Key::Left, Key::Right, Key::Home, Key::End, Key::Backspace, Key::Delete,
                Key::Ctrl('w'), Key::Ctrl('u'), Key::Alt('b'), Key::Alt('f')];
            let mut prompt = Prompt::default();
            for (op, c) in ops {
                prompt.key(keys.get(usize::from(op)).copied().unwrap_or(Key::Char(c)));
                prop_assert_eq!([prompt.before_cursor(), prompt.after_cursor()].concat(), prompt.text());
            }
        }
    }
}
