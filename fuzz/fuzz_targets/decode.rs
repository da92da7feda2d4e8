//! Bytes of a file made into text: UTF-8 stays as it is, UTF-16 and UTF-32 mean the same
//! characters, and nothing grows beyond what a replaced byte takes.
#![no_main]

use dossier::corpus::formats::decode::{Decoded, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(Decoded { text, encoding }) = decode(bytes.to_vec()) else {
        return;
    };
    // U+FFFD takes three bytes.
    assert!(text.len() <= bytes.len() * 3);
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match encoding.as_deref() {
        None => assert_eq!(text.as_bytes(), unmarked, "UTF-8 was changed"),
        // What is right stays, and each place that is not is one character.
        Some("UTF-8, damaged" | "UTF-8 with windows-1252") => {
            let right: usize = unmarked.utf8_chunks().map(|it| it.valid().chars().count()).sum();
            let wrong = unmarked.utf8_chunks().filter(|it| !it.invalid().is_empty()).count();
            assert_eq!(text.chars().count(), right + wrong);
        }
        Some("UTF-16LE") => same_units(bytes, &text, u16::to_le_bytes),
        Some("UTF-16BE") => same_units(bytes, &text, u16::to_be_bytes),
        Some(name) if name.starts_with("UTF-32") => {
            assert_eq!(text.chars().count(), bytes.len() / 4 - 1);
        }
        // Half a character at the end.
        Some(name) if name.starts_with("UTF-16") => {}
        Some(_) => assert!(std::str::from_utf8(bytes).is_err(), "UTF-8 was guessed at"),
    }
});

/// Undamaged UTF-16 is the same when it is written again, but for its mark.
fn same_units(bytes: &[u8], text: &str, unit: fn(u16) -> [u8; 2]) {
    let written: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
    let mark = unit(0xfeff);
    assert!(bytes.strip_prefix(&mark).unwrap_or(bytes) == written);
}
