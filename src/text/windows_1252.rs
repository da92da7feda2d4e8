//! The characters of windows-1252, which texts of other encodings often have some of.

use super::Span;
use encoding_rs::WINDOWS_1252;

/// The character of a byte; a control character where it has none.
#[must_use]
pub fn windows_1252(byte: u8) -> char {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Where control characters from U+0080 to U+009F stand, which no text has, and what they are
/// at their numbers in windows-1252: quotation marks, dashes. The two that are ends of lines
/// and the beginnings of commands to terminals are marks only where the text says so: U+0085
/// behind a word, U+009B where its pair is.
#[must_use]
pub fn disguised(text: &str) -> Vec<(Span, char)> {
    let is_control = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    if text.is_ascii() || !text.contains(is_control) {
        return Vec::new();
    }
    let paired = text.contains('\u{8b}');
    let mut before = ' ';
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let is_mark = match c {
            '\u{85}' => before.is_alphanumeric(),
            '\u{9b}' => paired,
            c => is_control(c),
        };
        before = c;
        if let Ok(byte) = u8::try_from(u32::from(c))
            && is_mark
            && windows_1252(byte) != c
        {
            found.push((Span::new(at, at + c.len_utf8()), windows_1252(byte)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::disguised;

    #[test]
    fn marks_are_found_and_commands_are_not() {
        let check = |text: &str, expected: &str| {
            let seen: String = disguised(text).iter().map(|(_, c)| *c).collect();
            assert_eq!(seen, expected, "{text:?}");
        };
        check("The mayor\u{92}s \u{93}no\u{94} \u{96} wait\u{85}", "’“”–…");
        check("red\u{9b}31m \u{85}next \u{81}", "");
        check("\u{8b}so\u{9b}", "‹›");
        check("plain", "");
    }
}
