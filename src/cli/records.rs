//! Values printed as JSON, one after the other.
//!
//! In go serializable values; out comes one array with a value a line, or JSON Lines.
//! Strings are kept as they are, but characters that could drive or deceive a terminal are
//! written as escapes: a reader of JSON gets the same string, a terminal prints it.

use super::args::Format;
use crate::text::safe::is_deceptive;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// Values on their way out.
pub(super) struct Records<'a> {
    out: &'a mut dyn Write,
    is_array: bool,
    is_empty: bool,
}

impl<'a> Records<'a> {
    /// Values of `format`, which is not [`Format::Text`].
    pub(super) fn new(out: &'a mut dyn Write, format: Format) -> Self {
        Self {
            out,
            is_array: format == Format::Json,
            is_empty: true,
        }
    }

    /// Writes one value.
    pub(super) fn put(&mut self, value: &impl Serialize) -> io::Result<()> {
        if self.is_array {
            let before: &[u8] = if self.is_empty { b"[\n" } else { b",\n" };
            self.out.write_all(before)?;
        }
        self.is_empty = false;
        value.serialize(&mut Serializer::with_formatter(&mut *self.out, Escaping))?;
        if self.is_array {
            Ok(())
        } else {
            self.out.write_all(b"\n")
        }
    }

    /// Writes a single value, which is no array, on a line of its own.
    pub(super) fn one(out: &'a mut dyn Write, value: &impl Serialize) -> io::Result<()> {
        Self::new(out, Format::Jsonl).put(value)
    }

    /// Ends the array.
    pub(super) fn end(self) -> io::Result<()> {
        match (self.is_array, self.is_empty) {
            (true, true) => self.out.write_all(b"[]\n"),
            (true, false) => self.out.write_all(b"\n]\n"),
            (false, _) => Ok(()),
        }
    }
}

/// Compact JSON with escapes for what JSON itself would let through.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if fragment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return writer.write_all(fragment.as_bytes());
        }
        for piece in fragment.split_inclusive(is_deceptive) {
            let last = piece.chars().next_back().filter(|c| is_deceptive(*c));
            let plain = piece.strip_suffix(is_deceptive).unwrap_or(piece);
            writer.write_all(plain.as_bytes())?;
            for unit in last
                .into_iter()
                .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
            {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, Records};
    use proptest::prelude::*;

    fn check(values: &[&str], format: Format, expected: &str) {
        let mut out = Vec::new();
        let mut records = Records::new(&mut out, format);
        for value in values {
            records.put(value).unwrap();
        }
        records.end().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn one_array_or_a_line_each() {
        check(&["a", "b"], Format::Json, "[\n\"a\",\n\"b\"\n]\n");
        check(&["a", "b"], Format::Jsonl, "\"a\"\n\"b\"\n");
        check(&[], Format::Json, "[]\n");
        check(&[], Format::Jsonl, "");
    }

    #[test]
    fn what_drives_terminals_is_escaped() {
        check(
            &["a\x1b[31m\u{9b}b\x7f"],
            Format::Jsonl,
            "\"a\\u001b[31m\\u009bb\\u007f\"\n",
        );
        check(
            &["\u{202e}é\u{e0041}"],
            Format::Jsonl,
            "\"\\u202eé\\udb40\\udc41\"\n",
        );
    }

    proptest! {
        #[test]
        fn strings_come_back_unchanged(text in "\\PC*|[\\x00-\\x{a0}\\x{2000}-\\x{2070}\\x{e0000}-\\x{e0080}\"\\\\]*") {
            let mut out = Vec::new();
            Records::new(&mut out, Format::Jsonl).put(&text).unwrap();
            let line = String::from_utf8(out).unwrap();
            prop_assert!(!line.trim_end_matches('\n').chars().any(char::is_control));
            prop_assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
        }
    }
}
