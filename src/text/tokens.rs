//! Words, numbers and punctuation marks of a text, the same for the index and the entities.
//!
//! In goes any text; out come [`Token`]s in order, that never overlap and whose spans
//! slice back to the source. Rules, chosen so that what a user types finds what an
//! article prints:
//!
//! * a word is a run of letters, digits and combining marks (`G7`, `Kraków`);
//! * an apostrophe between letters stays inside (`don't`, `O'Neill`), but a possessive
//!   `'s` is a token of its own class, so that `Ukraine's` is the word `Ukraine`;
//! * single letters with dots are one word (`U.S.`, `a.m.`);
//! * a hyphen splits (`US-Ukraine`, `F-16`): a hyphenated query is a phrase;
//! * digits keep their inner points, commas and colons (`1,364`, `29.5`, `10:30`);
//! * each Han, Hiragana or Katakana character is a word by itself;
//! * everything else that is not white space is punctuation, one token a character.

use super::fold::fold_char;
use super::span::Span;
use unicode_normalization::char::is_combining_mark;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Letters, perhaps with digits after them.
    Word,
    /// Starts with a digit.
    Number,
    /// A possessive ending, `'s` or `’s`; not a word of its own to a search.
    Possessive,
    /// One character that is neither of the above nor white space.
    Punctuation,
}

/// One token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub class: Class,
}

impl Token {
    /// Whether the index and a query see this token.
    #[must_use]
    pub fn is_term(self) -> bool {
        matches!(self.class, Class::Word | Class::Number)
    }
}

/// The tokens of `text`, in order.
#[must_use]
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// Iterator over the [`Token`]s of a text; made by [`tokens`].
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.text.get(self.at..)?;
        let skipped = rest.len() - rest.trim_start().len();
        let rest = rest.get(skipped..).filter(|rest| !rest.is_empty())?;
        let (class, len) = first_token(rest);
        let start = self.at + skipped;
        self.at = start + len;
        Some(Token {
            span: Span::new(start, start + len),
            class,
        })
    }
}

/// Class and length in bytes of the token that `rest`, which is not empty, starts with.
fn first_token(rest: &str) -> (Class, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    if is_apostrophe(first) && possessive(rest) {
        return (Class::Possessive, first.len_utf8() + 1);
    }
    if first.is_numeric() {
        return (Class::Number, number_len(rest));
    }
    if !first.is_alphabetic() {
        return (Class::Punctuation, first.len_utf8());
    }
    if stands_alone(first) {
        return (Class::Word, first.len_utf8());
    }
    let acronym = acronym_len(rest);
    let len = if acronym > 0 { acronym } else { word_len(rest) };
    (Class::Word, len)
}

/// Letters of the longest acronym. A bound, so that a text that is nothing but such letters is
/// not read again for each of them.
const LONGEST_ACRONYM: usize = 16;

/// Length of `U.S.` and the like at the start of `rest`; 0 if there is none.
fn acronym_len(rest: &str) -> usize {
    let (mut len, mut letters) = (0, 0);
    let mut chars = rest.chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if !letter.is_alphabetic() || letters > LONGEST_ACRONYM {
            break;
        }
        len += letter.len_utf8() + 1;
        letters += 1;
    }
    let after = rest.get(len..).and_then(|after| after.chars().next());
    match after {
        _ if !(2..=LONGEST_ACRONYM).contains(&letters) => 0,
        Some(next) if next.is_alphanumeric() => 0,
        _ => len,
    }
}

fn word_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_word_char(c) && !stands_alone(c) {
            continue;
        }
        let joins = is_apostrophe(c)
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic())
            && !rest.get(at..).is_some_and(possessive);
        if !joins {
            return at;
        }
    }
    rest.len()
}

fn number_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut digit = false;
    while let Some((at, c)) = chars.next() {
        let joins = digit
            && matches!(c, '.' | ',' | ':')
            && chars.peek().is_some_and(|(_, next)| next.is_numeric());
        if !joins && (!is_word_char(c) || stands_alone(c)) {
            return at;
        }
        digit = c.is_numeric();
    }
    rest.len()
}

/// Whether `rest` starts with an apostrophe, an `s`, and then no letter.
fn possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_apostrophe)
        && matches!(chars.next(), Some('s' | 'S'))
        && !chars.next().is_some_and(is_word_char)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)))
}

/// Whether a character is a word by itself: scripts written without spaces.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// Appends the term that the index keeps for a word or number: folded, without the dots
/// of an acronym (`U.S.` and `US` are one term) and without apostrophes.
pub fn term_into(word: &str, out: &mut String) {
    let acronym = word.ends_with('.');
    for c in word.chars() {
        fold_char(c, |folded| {
            if folded != '\'' && !(acronym && folded == '.') {
                out.push(folded);
            }
        });
    }
}

/// The term that the index keeps for a word or number; see [`term_into`].
#[must_use]
pub fn term(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    term_into(word, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::{Span, term, tokens};
    use proptest::prelude::*;

    fn check(input: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(input).map(|token| token.span.slice(input)).collect();
        assert_eq!(found, expected, "{input}");
    }

    #[test]
    fn splits_as_users_type() {
        check(
            "Ukraine’s don't O'Neill",
            &["Ukraine", "’s", "don't", "O'Neill"],
        );
        check(
            "US-Ukraine, F-16",
            &["US", "-", "Ukraine", ",", "F", "-", "16"],
        );
        check("the U.S. of A.", &["the", "U.S.", "of", "A", "."]);
        let (longest, longer) = ("a.".repeat(16), "a.".repeat(17));
        check(&longest, &[&longest]);
        check(&longer, &["a", ".", &longest]);
        check("at 10:30 a.m.", &["at", "10:30", "a.m."]);
        check("1,364 or 29.5.", &["1,364", "or", "29.5", "."]);
        check("G7’s 7th", &["G7", "’s", "7th"]);
        check("日本語 text", &["日", "本", "語", "text"]);
        check("'s", &["'s"]);
        check(
            "co.uk x.y.zebra",
            &["co", ".", "uk", "x", ".", "y", ".", "zebra"],
        );
    }

    #[test]
    fn terms_fold_and_drop_dots() {
        assert_eq!(term("U.S."), "us");
        assert_eq!(term("O’Neill"), "oneill");
        assert_eq!(term("Zelenskyy"), "zelenskyy");
        assert_eq!(term("29.5"), "29.5");
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_and_leave_only_white_space(text in "\\PC*|[a-zA-Z'’. \\n,:0-9日é-]*") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(!token.span.is_empty());
                prop_assert!(Span::new(end, token.span.from()).slice(&text).trim().is_empty());
                end = token.span.to();
            }
            prop_assert!(Span::new(end, text.len()).slice(&text).trim().is_empty());
        }
    }
}
