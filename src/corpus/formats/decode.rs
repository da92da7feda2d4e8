//! Bytes become text, or a reason why they are not text.
//!
//! In go the bytes of a file; out comes a `String`, and a note on the encoding when it
//! was not plain UTF-8. A byte order mark is dropped, so offsets count from the first
//! character behind it; nothing else is changed: line ends, tabs and control characters
//! stay. It does not know formats: HTML is text to it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The decoded text, without a byte order mark.
    pub text: String,
    /// How it was read, when it was not plain UTF-8: `windows-1252`, `UTF-8, damaged`.
    pub encoding: Option<String>,
}

/// Bytes looked at to tell binary data and UTF-16 from text.
const SAMPLE: usize = 8192;

/// The text of `bytes`: by byte order mark, as UTF-8, as UTF-16 by the place of its zero
/// bytes, as slightly damaged UTF-8, and last by guessing.
///
/// # Errors
/// What the bytes look like, when they are no text: `binary data`.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, &'static str> {
    if let Some(decoded) = by_mark(&bytes) {
        return Ok(decoded);
    }
    match String::from_utf8(bytes) {
        Ok(text) if is_binary(text.as_bytes()) => by_zeros(text.as_bytes()).ok_or("binary data"),
        Ok(text) => Ok(Decoded {
            text,
            encoding: None,
        }),
        Err(error) => not_utf8(error.as_bytes()),
    }
}

/// The text of `bytes` that are UTF-8 but for some damage, with U+FFFD in its place.
#[must_use]
pub fn repaired(bytes: &[u8]) -> Decoded {
    Decoded {
        text: String::from_utf8_lossy(bytes).into_owned(),
        encoding: Some("UTF-8, damaged".to_owned()),
    }
}

fn not_utf8(bytes: &[u8]) -> Result<Decoded, &'static str> {
    if let Some(decoded) = by_zeros(bytes) {
        return Ok(decoded);
    }
    if is_binary(bytes) {
        return Err("binary data");
    }
    if is_mostly_utf8(bytes) {
        return Ok(repaired(bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(decode_as(detector.guess(None, Utf8Detection::Deny), bytes))
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let damage = if damaged { ", damaged" } else { "" };
    Decoded {
        text: text.into_owned(),
        encoding: Some(format!("{}{damage}", encoding.name())),
    }
}

/// Reads what starts with a byte order mark.
fn by_mark(bytes: &[u8]) -> Option<Decoded> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Some(match std::str::from_utf8(rest) {
            Ok(text) => Decoded {
                text: text.to_owned(),
                encoding: None,
            },
            Err(_) => repaired(rest),
        });
    }
    let utf32 = |rest: &[u8], unit: fn([u8; 4]) -> u32, name: &str| Decoded {
        text: rest
            .as_chunks()
            .0
            .iter()
            .map(|four| char::from_u32(unit(*four)).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        encoding: Some(name.to_owned()),
    };
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => Some(utf32(rest, u32::from_le_bytes, "UTF-32LE")),
        [0, 0, 0xfe, 0xff, rest @ ..] => Some(utf32(rest, u32::from_be_bytes, "UTF-32BE")),
        [0xff, 0xfe, rest @ ..] => Some(decode_as(UTF_16LE, rest)),
        [0xfe, 0xff, rest @ ..] => Some(decode_as(UTF_16BE, rest)),
        _ => None,
    }
}

/// Reads UTF-16 without a mark: Latin letters leave every other byte zero.
fn by_zeros(bytes: &[u8]) -> Option<Decoded> {
    let (pairs, _) = bytes.get(..bytes.len().min(SAMPLE))?.as_chunks::<2>();
    if pairs.len() < 2 {
        return None;
    }
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let (many, few) = (pairs.len() * 2 / 5, pairs.len() / 20);
    let encoding = if second >= many.max(1) && first <= few {
        UTF_16LE
    } else if first >= many.max(1) && second <= few {
        UTF_16BE
    } else {
        return None;
    };
    let decoded = decode_as(encoding, bytes);
    (!is_binary(decoded.text.as_bytes())).then_some(decoded)
}

/// Whether the control characters are too many for a text. A text may hold a few of them;
/// a zero byte weighs more than the others.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = |byte: u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    // Looked at in pieces without branches, since nearly every text has none.
    let none = |piece: &[u8]| !piece.iter().fold(false, |any, byte| any | control(*byte));
    if sample.chunks(128).all(none) {
        return false;
    }
    let count = |test: fn(u8) -> bool| sample.iter().filter(|byte| test(**byte)).count();
    let (zeros, controls) = (count(|byte| byte == 0), count(control));
    zeros * 100 > sample.len().max(200) || (controls - zeros) * 10 > sample.len().max(80)
}

/// Whether `bytes` read as UTF-8 with little damage: more characters of several bytes that
/// are right than places that are wrong, or nothing wrong but a cut at the end.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut wrong, mut right, mut at) = (0_usize, 0_usize, 0);
    for chunk in bytes.utf8_chunks() {
        let text = chunk.valid();
        if !text.is_ascii() {
            right += text.bytes().filter(|byte| *byte >= 0xc0).count();
        }
        at += text.len() + chunk.invalid().len();
        let error = std::str::from_utf8(chunk.invalid()).err();
        let cut = at == bytes.len() && error.is_some_and(|error| error.error_len().is_none());
        wrong += usize::from(error.is_some() && !cut);
    }
    right >= 2 * wrong
}

#[cfg(test)]
mod tests {
    use super::decode;
    use proptest::prelude::*;

    fn check(bytes: &[u8], expected: Result<(&str, Option<&str>), &str>) {
        let decoded = decode(bytes.to_vec());
        let seen = decoded
            .as_ref()
            .map(|decoded| (decoded.text.as_str(), decoded.encoding.as_deref()))
            .map_err(|name| *name);
        assert_eq!(seen, expected);
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf8_stays_as_it_is() {
        check(
            "Kraków\r\n\t\u{1b}x".as_bytes(),
            Ok(("Kraków\r\n\t\u{1b}x", None)),
        );
        check(b"", Ok(("", None)));
        check(b"\xef\xbb\xbfKyiv", Ok(("Kyiv", None)));
        check(b"one \0 zero", Ok(("one \0 zero", None)));
    }

    #[test]
    fn reads_utf16_with_and_without_a_mark() {
        let text = "Kyiv says “yes”\r\n";
        let marked = utf16(&format!("\u{feff}{text}"), u16::to_le_bytes);
        check(&marked, Ok((text, Some("UTF-16LE"))));
        check(&utf16(text, u16::to_le_bytes), Ok((text, Some("UTF-16LE"))));
        check(&utf16(text, u16::to_be_bytes), Ok((text, Some("UTF-16BE"))));
        let marked = utf16(&format!("\u{feff}{text}"), u16::to_be_bytes);
        check(&marked, Ok((text, Some("UTF-16BE"))));
    }

    #[test]
    fn reads_utf32_with_a_mark() {
        check(
            b"\xff\xfe\0\0K\0\0\0\x44\x01\0\0",
            Ok(("Kń", Some("UTF-32LE"))),
        );
    }

    #[test]
    fn guesses_what_is_not_unicode() {
        check(
            b"The caf\xe9 in M\xfcnchen was full; the na\xefve clich\xe9 \x93held\x94.",
            Ok((
                "The café in München was full; the naïve cliché “held”.",
                Some("windows-1252"),
            )),
        );
    }

    #[test]
    fn damaged_utf8_is_read_and_noted() {
        let mut bytes = "Żółć i gęś, Łódź nocą, źdźbło".as_bytes().to_vec();
        bytes.push(0xff);
        bytes.extend_from_slice(" koniec".as_bytes());
        check(
            &bytes,
            Ok((
                "Żółć i gęś, Łódź nocą, źdźbło\u{fffd} koniec",
                Some("UTF-8, damaged"),
            )),
        );
        check(
            "żół\u{107} cut".as_bytes().split_last().unwrap().1,
            Ok(("żółć cu", None)),
        );
        check(
            b"cut \xe2\x80",
            Ok(("cut \u{fffd}", Some("UTF-8, damaged"))),
        );
    }

    #[test]
    fn refuses_what_is_no_text() {
        check(
            &[7, 0, 1, 2, 3, 0, 0, 0, 200, 9, 0, 1].repeat(30),
            Err("binary data"),
        );
    }

    proptest! {
        #[test]
        fn any_text_without_controls_survives(text in "[^\\x00-\\x1f\\x7f\\x{feff}]{0,60}") {
            let decoded = decode(text.clone().into_bytes()).unwrap();
            prop_assert_eq!(decoded.text, text);
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(bytes);
        }
    }
}
