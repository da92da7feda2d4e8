//! Keyboards of other scripts: which Latin letter stands on the same key.
//!
//! A terminal sends what a layout makes of a key, so where nothing is typed a letter of
//! another script has to stand for the Latin one in its place. The places are those of the
//! usual layouts (xkeyboard-config's `ru`, `ua`, `by`, `gr`, `il`, `ara`, `ir`, `ge`, `th`)
//! on a QWERTY keyboard. Some letters have two: a letter of several Cyrillic layouts counts
//! where Russian has it, else where Ukrainian has it, so Bulgarian (BDS and phonetic), Serbian
//! and Macedonian keyboards act as if they were Russian ones; of an Arabic and a Persian place
//! the one of a Latin letter counts. What a layout shares with ASCII stays what it is: on a
//! Greek keyboard the key of `q` sends `;`.

use super::Key;

/// Keys of a layout, and the same keys of a QWERTY keyboard. No letter stands in two rows.
const ROWS: &[(&str, &str)] = &[
    // Russian.
    (
        "ёйцукенгшщзхъфывапролджэячсмитьбю",
        "`qwertyuiop[]asdfghjkl;'zxcvbnm,.",
    ),
    (
        "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ",
        "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>",
    ),
    // Ukrainian, what Russian has not.
    ("їієґ", "]s'\\"),
    ("ЇІЄҐ", "}S\"|"),
    // Belarusian, likewise.
    ("ўЎ", "oO"),
    // Greek.
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    ("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"),
    // Hebrew.
    ("קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,."),
    // Arabic.
    (
        "ضصثقفغعهخحجشسيبلاتنمكئءؤرﻻىةو",
        "qwertyuiop[asdfghjkl;zxcvbnm,",
    ),
    // Persian, and what is elsewhere on an Arabic keyboard.
    ("۱۲۳۴۵۶۷۸۹۰چیکگظطزذدپ", "1234567890]d;'zxcbnm"),
    // The question mark of both.
    ("؟", "?"),
    // Digits of Arabic keyboards.
    ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
    // Georgian.
    ("ქწერტყუიოპასდფგჰჯკლზხცვბნმ", "qwertyuiopasdfghjklzxcvbnm"),
    ("ჭღთშჟძჩ", "WRTSJZC"),
    // Thai.
    (
        "ๅภถ\u{e38}\u{e36}คตจขชๆไำพะ\u{e31}\u{e35}รนยบลฟหกดเ\u{e49}\u{e48}าสวงผปแอ\u{e34}\u{e37}ทมใฝฃ",
        "14567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./\\",
    ),
    (
        "๑๒๓๔\u{e39}฿๕๖๗๘๙๐ฎฑธ\u{e4d}\u{e4a}ณฯญฐฤฆฏโฌ\u{e47}\u{e4b}ษศซฉฮ\u{e3a}\u{e4c}ฒฬฦฅ",
        "@#$%^&*()_+QERTYUIOP{ASDFGHJKL:CVBN<>?|",
    ),
];

/// The signs of a QWERTY keyboard, and the same keys with Shift.
const PLAIN: &str = "`1234567890-=[]\\;',./";
const SHIFTED: &str = "~!@#$%^&*()_+{}|:\"<>?";

/// What a QWERTY keyboard has on the key of a letter of another script, or of one of its
/// digits or marks: a Latin letter, or a sign, with or without Shift.
#[must_use]
pub fn latin(c: char) -> Option<char> {
    ROWS.iter()
        .find_map(|(letters, latin)| counterpart(c, letters, latin))
}

/// The key in the same place of a QWERTY keyboard, for one with a letter of another script.
#[must_use]
pub fn on_qwerty(key: Key) -> Option<Key> {
    match key {
        Key::Char(c) => latin(c).map(Key::Char),
        Key::Ctrl(c) => latin(c).map(|c| Key::Ctrl(c.to_ascii_lowercase())),
        Key::Alt(c) => latin(c).map(Key::Alt),
        _ => None,
    }
}

/// What Shift makes of a key of a QWERTY keyboard.
#[must_use]
pub fn shifted(c: char) -> char {
    counterpart(c, PLAIN, SHIFTED).unwrap_or(c.to_ascii_uppercase())
}

/// Whether a character is of another script than the Latin one, so that its key has nothing
/// to say that the key's place would not say better. Signs that Latin keyboards have too are
/// not.
#[must_use]
pub fn is_of_another_script(c: char) -> bool {
    let is_latin = matches!(c, '\u{1e00}'..='\u{1eff}');
    let is_sign = matches!(c, '\u{2000}'..='\u{2bff}');
    c >= '\u{370}' && !is_latin && !is_sign
}

/// The character of `to` in the place that `c` has in `from`.
fn counterpart(c: char, from: &str, to: &str) -> Option<char> {
    let mut pairs = from.chars().zip(to.chars());
    pairs.find(|(from, _)| *from == c).map(|(_, to)| to)
}

#[cfg(test)]
mod tests {
    use super::{Key, PLAIN, ROWS, SHIFTED, is_of_another_script, latin, on_qwerty, shifted};
    use std::collections::HashSet;

    fn check(typed: &str, expected: &str) {
        let found: Vec<Option<char>> = typed.chars().map(latin).collect();
        let expected: Vec<Option<char>> = expected.chars().map(Some).collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn letters_stand_for_the_latin_ones_on_their_keys() {
        check("йцукен ЙЦУКЕН".replace(' ', "").as_str(), "qwertyQWERTY");
        check("олджэхъё", "jkl;'[]`");
        check("ЖЭХЪБЮЁ", ":\"{}<>~");
        check("іїєґ", "s]'\\");
        check("ўЎ", "oO");
        check("ςερτυ αΑσΣ".replace(' ', "").as_str(), "wertyaAsS");
        check("קראטון", "ertyui");
        check("ضصثقفغ", "qwerty");
        check("ظطزرذدپ", "zxcvbnm");
        check("؟۱۲۳", "?123");
        check("ქწჭ", "qwW");
        check("ฟหกด", "asdf");
        assert_eq!([latin('q'), latin('é'), latin('ö'), latin('日')], [None; 4]);
    }

    #[test]
    fn held_keys_are_held_in_their_place() {
        assert_eq!(on_qwerty(Key::Ctrl('С')), Some(Key::Ctrl('c')));
        assert_eq!(on_qwerty(Key::Alt('и')), Some(Key::Alt('b')));
        assert_eq!(on_qwerty(Key::Enter), None);
        assert_eq!([shifted('g'), shifted('['), shifted('/')], ['G', '{', '?']);
    }

    #[test]
    fn the_rows_are_sound() {
        let mut seen = HashSet::new();
        for (letters, latin) in ROWS {
            assert_eq!(letters.chars().count(), latin.len(), "{letters}");
            assert!(latin.chars().all(|c| c.is_ascii_graphic()), "{latin}");
            for c in letters.chars() {
                assert!(is_of_another_script(c) && seen.insert(c), "{c:?}");
            }
        }
        assert_eq!(PLAIN.len(), SHIFTED.len());
        assert!(!"azéöıłßñ€“–×".chars().any(is_of_another_script));
    }
}
