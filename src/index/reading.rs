//! What of an article is searched, in which field, and as which terms.
//!
//! In goes an article; out come its parts in indexing order (the title first, then the
//! other shown blocks as they stand) and the terms of a part with their places. Hidden
//! markup is left out and separates words; front matter and a repeated title are left out.

use crate::corpus::{Article, Block, Role};
use crate::text::Span;
use crate::text::tokens::{term_into, tokens};

/// Number of positions left free between two blocks, so that no phrase crosses them, nor
/// words that only stand near each other.
pub const BLOCK_GAP: u32 = 64;

/// A searchable part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The title, unless it is only derived from the text.
    Title,
    /// A heading; body to a query's fields, but it counts for more.
    Heading,
    /// Everything else that is shown.
    Body,
}

impl Field {
    /// All fields, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Title, Self::Heading, Self::Body];

    /// The field of a block with that role; `None` when the block is not searched.
    #[must_use]
    pub fn of(role: Role) -> Option<Self> {
        match role {
            Role::Title => Some(Self::Title),
            Role::Heading(_) => Some(Self::Heading),
            role => role.is_shown().then_some(Self::Body),
        }
    }
}

/// The searched blocks of an article: title blocks, then the others, each group in text order.
pub fn parts(article: &Article) -> impl Iterator<Item = (Field, &Block)> {
    let of_title = |wanted: bool| {
        article.blocks.iter().filter_map(move |block| {
            let field = Field::of(block.role)?;
            ((field == Field::Title) == wanted).then_some((field, block))
        })
    };
    of_title(true).chain(of_title(false))
}

/// The title of an article that has one, but not as a block of its text: it stands in the
/// front matter or in a field of a record. Indexed as if it were a title block.
#[must_use]
pub fn outside_title(article: &Article) -> Option<&str> {
    let inside = article.blocks.iter().any(|block| block.role == Role::Title);
    let title = &article.card.title;
    (!title.derived && !inside).then_some(&title.text)
}

/// Calls `emit` with each term of `text` and its place in `text`, in order.
///
/// The terms are those of [`tokens`](fn@tokens) that are words or numbers, folded by
/// [`term_into`]; those that fold to nothing are left out. `scratch` only saves the
/// allocation. Plain ASCII words, nearly all of an English text, take a short way:
/// about 5 nanoseconds a word in place of 40.
pub fn terms(text: &str, scratch: &mut String, mut emit: impl FnMut(&str, Span)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let class = CLASSES[usize::from(byte)];
        if class == Byte::Gap {
            at += 1;
            continue;
        }
        let end = plain_end(bytes, at, class);
        if let Some(word) = end.and_then(|end| text.get(at..end)) {
            let span = Span::new(at, at + word.len());
            if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
                scratch.clear();
                scratch.push_str(word);
                scratch.make_ascii_lowercase();
                emit(scratch, span);
            } else {
                emit(word, span);
            }
            at += word.len();
            continue;
        }
        let Some(token) = tokens(text.get(at..).unwrap_or_default()).next() else {
            break;
        };
        let span = token.span.shifted(at);
        if token.is_term() {
            scratch.clear();
            term_into(span.slice(text), scratch);
            if !scratch.is_empty() {
                emit(scratch, span);
            }
        }
        at = span.to();
    }
}

/// What a byte can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// White space or a mark that is never part of a term.
    Gap,
    Letter,
    Digit,
    /// `'`, or a byte of a character outside ASCII.
    Other,
}

static CLASSES: [Byte; 256] = {
    let mut classes = [Byte::Gap; 256];
    let (mut n, mut byte) = (0, 0_u8);
    while n < 256 {
        classes[n] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            b'0'..=b'9' => Byte::Digit,
            b'\'' | 0x80.. => Byte::Other,
            _ => Byte::Gap,
        };
        byte = byte.wrapping_add(1);
        n += 1;
    }
    classes
};

/// The end of the ASCII word or number that begins at `start`, when the few bytes around
/// it prove that the tokenizer would end it there too.
fn plain_end(bytes: &[u8], start: usize, class: Byte) -> Option<usize> {
    if class == Byte::Other {
        return None;
    }
    let is_word = |byte: &u8| matches!(CLASSES[usize::from(*byte)], Byte::Letter | Byte::Digit);
    let rest = bytes.get(start..)?;
    let len = rest
        .iter()
        .position(|byte| !is_word(byte))
        .unwrap_or(rest.len());
    let end = start + len;
    let plain = match bytes.get(end) {
        Some(b'\'') => class == Byte::Digit,
        Some(0x80..) => false,
        // Perhaps an acronym.
        Some(b'.') if class == Byte::Letter => len > 1,
        // Perhaps a decimal point, a thousands separator or a time of day.
        Some(b'.' | b',' | b':') if class == Byte::Digit => bytes
            .get(end + 1)
            .is_none_or(|next| CLASSES[usize::from(*next)] == Byte::Gap),
        _ => true,
    };
    plain.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::terms;
    use crate::text::Span;
    use crate::text::tokens::{term, tokens};
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(String, Span)> {
        let mut found = Vec::new();
        terms(text, &mut String::new(), |term, span| {
            found.push((term.to_owned(), span));
        });
        found
    }

    fn check(input: &str, expected: &[&str]) {
        let found: Vec<String> = read(input).into_iter().map(|(term, _)| term).collect();
        assert_eq!(found, expected, "{input}");
    }

    #[test]
    fn folds_words_and_drops_marks() {
        check(
            "The U.S.-led G7’s F-16s",
            &["the", "us", "led", "g7", "f", "16s"],
        );
        check("Kraków, don't 1,364", &["krakow", "dont", "1,364"]);
        check("7's", &["7"]);
        check("\u{345} a", &["a"]);
    }

    proptest! {
        #[test]
        fn the_short_way_agrees_with_the_tokenizer(
            text in "[a-cSs'’.,: 0-9é日\u{301}\\n-]*|\\PC*|[a-zA-Z ]*"
        ) {
            let slow: Vec<(String, Span)> = tokens(&text)
                .filter(|token| token.is_term())
                .map(|token| (term(token.span.slice(&text)), token.span))
                .filter(|(term, _)| !term.is_empty())
                .collect();
            prop_assert_eq!(read(&text), slow);
        }
    }
}
