//! Bytes become text, or a reason why they are not text.
//!
//! In go the bytes of a file; out comes a `String`, and a note on the encoding when it
//! was not plain UTF-8. A byte order mark is dropped, so offsets count from the first
//! character behind it; nothing else is changed: line ends, tabs and control characters
//! stay. It does not know formats: HTML is text to it.

use super::utf16;
use crate::text::windows_1252::windows_1252;
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

/// The text of `bytes`: by byte order mark, as UTF-8, as UTF-16 where it reads
/// as a text, as slightly damaged UTF-8, and last by guessing.
///
/// # Errors
/// What the bytes look like, when they are no text: `binary data`.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, &'static str> {
    if let Some(decoded) = by_mark(&bytes) {
        return Ok(decoded);
    }
    match String::from_utf8(bytes) {
        Ok(text) if is_binary(text.as_bytes()) => unmarked(text.as_bytes()).ok_or("binary data"),
        Ok(text) => Ok(Decoded {
            text,
            encoding: None,
        }),
        Err(error) => not_utf8(error.as_bytes()),
    }
}

/// What a text of two encodings is called.
const MIXED: &str = "UTF-8 with windows-1252";

/// The text of `bytes` that are UTF-8 but for some damage: single bytes that are quotation
/// marks, dashes or letters of windows-1252 are read as these, the rest is U+FFFD.
#[must_use]
pub fn repaired(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut lost = false;
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        let next = chunks.peek().and_then(|next| next.valid().chars().next());
        match stray(chunk.invalid(), text.chars().next_back(), next) {
            Some(meant) => text.push(meant),
            None if chunk.invalid().is_empty() => {}
            None => {
                text.push(char::REPLACEMENT_CHARACTER);
                lost = true;
            }
        }
    }
    let encoding = if lost { "UTF-8, damaged" } else { MIXED };
    Decoded {
        text,
        encoding: Some(encoding.to_owned()),
    }
}

/// What a byte that is no UTF-8 stands for between two characters.
fn stray(bytes: &[u8], before: Option<char>, next: Option<char>) -> Option<char> {
    let [byte] = bytes else { return None };
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    match byte {
        // Marks, but for five numbers that mean nothing.
        0x81 | 0x8d | 0x8f | 0x90 | 0x9d => None,
        0x80..=0xbf | 0xd7 | 0xf7 => Some(windows_1252(*byte)),
        // A letter beside a letter; the last two of the row hardly any language has.
        0xc0..=0xfd if letter(before) || letter(next) => Some(windows_1252(*byte)),
        _ => None,
    }
}

fn not_utf8(bytes: &[u8]) -> Result<Decoded, &'static str> {
    if let Some(decoded) = unmarked(bytes) {
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

/// Reads UTF-16 without a mark.
fn unmarked(bytes: &[u8]) -> Option<Decoded> {
    let decoded = decode_as(utf16::guess(bytes)?, bytes);
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
/// are right than places that are wrong, or nothing wrong but a cut at the end; or some that
/// are right and single bytes between ASCII, as where texts of two encodings were joined.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut wrong, mut right, mut at, mut apart) = (0_usize, 0_usize, 0, true);
    for chunk in bytes.utf8_chunks() {
        let text = chunk.valid();
        if !text.is_ascii() {
            right += text.bytes().filter(|byte| *byte >= 0xc0).count();
        }
        apart &= at == 0 || text.starts_with(|c: char| c.is_ascii());
        at += text.len() + chunk.invalid().len();
        let error = std::str::from_utf8(chunk.invalid()).err();
        let cut = at == bytes.len() && error.is_some_and(|error| error.error_len().is_none());
        wrong += usize::from(error.is_some() && !cut);
        apart &= cut || chunk.invalid().len() <= 1;
    }
    right >= 2 * wrong || (apart && right * 20 >= wrong && right > 0)
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
    fn texts_of_two_encodings_keep_both() {
        let mut bytes = "Müller opened a café in Köln.\n".as_bytes().to_vec();
        bytes.extend_from_slice(b"The mayor\x92s letter said \x93no\x94 \x96 na\xefve, she said.");
        check(
            &bytes,
            Ok((
                "Müller opened a café in Köln.\nThe mayor’s letter said “no” – naïve, she said.",
                Some("UTF-8 with windows-1252"),
            )),
        );
        check(
            b"L\x92\xe9t\xe9 \xe0 Li\xe8ge: \xab\xa0oui\xa0\xbb, a dit le maire de la ville",
            Ok((
                "L’été à Liège: «\u{a0}oui\u{a0}», a dit le maire de la ville",
                Some("windows-1252"),
            )),
        );
    }

    #[test]
    fn reads_unmarked_utf16_in_any_script() {
        for text in [
            "Мост закрыли в понедельник, сообщил совет.\n",
            "Η γέφυρα έκλεισε τη Δευτέρα.\n",
            "הגשר נסגר ביום שני, אמרה המועצה.\n",
            "أُغلق الجسر يوم الاثنين، قال المجلس.\n",
            "橋は月曜日に閉鎖された、と委員会は発表した。\n",
            "大桥星期一关闭，委员会说。\n",
            "다리는 월요일에 폐쇄되었다.\n",
            "पुल सोमवार को बंद कर दिया गया।\n",
        ] {
            check(&utf16(text, u16::to_le_bytes), Ok((text, Some("UTF-16LE"))));
            check(&utf16(text, u16::to_be_bytes), Ok((text, Some("UTF-16BE"))));
        }
    }

    #[test]
    fn what_is_in_another_encoding_is_no_utf16() {
        let said = |encoding: &'static encoding_rs::Encoding, text: &str| {
            encoding.encode(text).0.into_owned()
        };
        for (encoding, text) in [
            (
                encoding_rs::SHIFT_JIS,
                "橋は月曜日に閉鎖された、と委員会は発表した。橋の上の車は引き返した。",
            ),
            (
                encoding_rs::GBK,
                "大桥星期一关闭，委员会说。没有人知道它什么时候会重新开放。",
            ),
            (
                encoding_rs::EUC_KR,
                "다리는 월요일에 폐쇄되었다. 언제 다시 열릴지 아무도 모른다.",
            ),
            (
                encoding_rs::WINDOWS_1251,
                "Мост закрыли в понедельник, сообщил совет города.",
            ),
        ] {
            let decoded = decode(said(encoding, text)).unwrap();
            assert_eq!(
                (decoded.text.as_str(), decoded.encoding.as_deref()),
                (text, Some(encoding.name()))
            );
        }
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
