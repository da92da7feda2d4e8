//! Case and accents folded away, so that `Kraków`, `KRAKOW` and `krakow` are one word; and
//! white space, so that a text is one line.

use super::span::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` in lower case, without accents, with plain apostrophes and hyphens.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded form of `text` to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        let (ascii, other) = rest.split_at(plain);
        let start = out.len();
        out.push_str(ascii);
        if let Some(folded) = out.get_mut(start..) {
            folded.make_ascii_lowercase();
        }
        let mut chars = other.chars();
        if let Some(c) = chars.next() {
            fold_char(c, |folded| out.push(folded));
        }
        rest = chars.as_str();
    }
}

/// A folded text that knows where each of its characters comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each character of `text`, the byte offset in the original of the character it comes from.
    pub origins: Vec<u32>,
    /// Length of the original, in bytes.
    pub original_len: u32,
}

impl Folded {
    /// Folds `text`, keeping the way back.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut folded = Self {
            original_len: narrow(text.len()),
            ..Self::default()
        };
        for (offset, c) in text.char_indices() {
            let offset = narrow(offset);
            fold_char(c, |c| {
                folded.text.push(c);
                folded.origins.push(offset);
            });
        }
        folded
    }

    /// Where the original has the `n`th character of the folded text, with the combining
    /// marks behind it; empty when there are fewer.
    #[must_use]
    pub fn origin(&self, n: usize) -> Span {
        let Some(&start) = self.origins.get(n) else {
            return Span::default();
        };
        let mut behind = self.origins.iter().skip(n).copied();
        let end = behind
            .find(|origin| *origin > start)
            .unwrap_or(self.original_len);
        Span { start, end }
    }
}

/// Calls `emit` for each character of the folded form of `c`: none for a combining mark,
/// several for a ligature.
pub fn fold_char(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        return emit(c.to_ascii_lowercase());
    }
    if let Some(plain) = replacement(c) {
        return plain.chars().for_each(emit);
    }
    for part in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)) {
        match replacement(part) {
            Some(plain) => plain.chars().for_each(&mut emit),
            None => part
                .to_lowercase()
                .filter(|c| !is_combining_mark(*c))
                .for_each(&mut emit),
        }
    }
}

/// Letters that Unicode does not decompose, as English newspapers print them.
fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '`' => "'",
        '\u{201c}' | '\u{201d}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{a0}' => " ",
        _ => return None,
    })
}

/// `text` with every run of white space made one blank.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{Folded, fold, fold_char, one_line};
    use proptest::prelude::*;

    fn check(input: &str, expected: &str) {
        assert_eq!(fold(input), expected);
    }

    #[test]
    fn folds_case_accents_and_letters_without_decomposition() {
        check("Kraków", "krakow");
        check("Łódź Øresund Straße", "lodz oresund strasse");
        check("İstanbul", "istanbul");
        check("Зеленський", "зеленськии");
        check("e\u{301}lan", "elan");
        check("Ukraine’s F‑16", "ukraine's f-16");
        check("ﬁne", "fine");
    }

    #[test]
    fn every_folded_character_knows_its_origin() {
        let folded = Folded::new("aßé");
        assert_eq!(folded.text, "asse");
        assert_eq!(folded.origins, [0, 1, 1, 3]);
        let origins: Vec<(u32, u32)> = (0..5)
            .map(|n| folded.origin(n))
            .map(|span| (span.start, span.end))
            .collect();
        assert_eq!(origins, [(0, 1), (1, 3), (1, 3), (3, 5), (0, 0)]);
    }

    proptest! {
        #[test]
        fn folds_character_by_character(text in "[a-cA-C`’ é\u{301}ß]{0,12}|\\PC{0,12}") {
            let mut folded = String::new();
            for c in text.chars() {
                fold_char(c, |c| folded.push(c));
            }
            prop_assert_eq!(fold(&text), folded);
        }
    }

    #[test]
    fn one_line_has_single_blanks() {
        assert_eq!(one_line(" a\r\n\tb\u{a0} c "), "a b c");
    }
}
