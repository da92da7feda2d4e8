//! What of an article is searched, in which field, and as which terms.
//!
//! In goes an article; out come its parts in indexing order (the title first, then the
//! other shown blocks as they stand) and the terms of a part with their places. Hidden
//! markup is left out and separates words; front matter and a repeated title are left out.

pub(crate) mod term_key;

use self::term_key::{Key, SHORT};
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
/// a few nanoseconds a word in place of 40.
pub fn terms(text: &str, scratch: &mut String, mut emit: impl FnMut(&str, Span)) {
    each(text, scratch, |found, span, scratch| {
        emit(term(&found, span.slice(text), scratch), span);
    });
}

/// The term that was found for a `word`.
fn term<'t>(found: &Found, word: &'t str, scratch: &'t mut String) -> &'t str {
    match found {
        Found::Folded => scratch,
        Found::Plain(..) if word.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            small(word, scratch)
        }
        Found::Plain(..) => word,
    }
}

/// Bytes of a beginning at most.
const TOGETHER: usize = 8;

/// How a term begins: its first eight bytes, or the fewer that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning {
    key: Key,
    mask: Key,
}

impl Beginning {
    /// With these bytes, as far as it goes.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        let bytes = bytes.get(..TOGETHER).unwrap_or(bytes);
        Self {
            key: Key::of(bytes),
            mask: Key::of(&[u8::MAX; TOGETHER][..bytes.len()]),
        }
    }

    #[inline]
    fn is_of(&self, key: Key) -> bool {
        key.masked(self.mask) == self.key
    }
}

/// Calls `emit` with those of the [`terms`] of `text` that begin in one of these ways, each
/// with how many terms there are before it; how many there are in all. The others cost next
/// to nothing.
pub fn terms_among(
    text: &str,
    among: &[Beginning],
    scratch: &mut String,
    mut emit: impl FnMut(u32, &str, Span),
) -> u32 {
    let mut position = 0;
    each(text, scratch, |found, span, scratch| {
        let key = match found {
            Found::Plain(key, _) => key,
            Found::Folded => Key::of(scratch.as_bytes()),
        };
        if among.iter().any(|beginning| beginning.is_of(key)) {
            emit(position, term(&found, span.slice(text), scratch), span);
        }
        position += 1;
    });
    position
}

/// A term, as [`terms`] finds them.
pub(crate) enum Term<'t> {
    /// Of at most [`SHORT`] bytes.
    Short(Key),
    Long(&'t str),
}

/// Calls `emit` with each of the [`terms`] of `text`, by its key if it is short.
#[inline]
pub(crate) fn keys(text: &str, scratch: &mut String, mut emit: impl FnMut(Term<'_>)) {
    each(text, scratch, |found, span, scratch| {
        emit(match found {
            Found::Plain(key, ..=SHORT) => Term::Short(key),
            Found::Plain(..) => Term::Long(small(span.slice(text), scratch)),
            Found::Folded if scratch.len() <= SHORT => Term::Short(Key::of(scratch.as_bytes())),
            Found::Folded => Term::Long(scratch),
        });
    });
}

/// A plain word in small letters.
fn small<'s>(word: &str, scratch: &'s mut String) -> &'s str {
    scratch.clear();
    scratch.push_str(word);
    scratch.make_ascii_lowercase();
    scratch
}

/// How a term was found.
enum Found {
    /// A plain word of so many bytes, to be put in small letters; the key of the term.
    Plain(Key, usize),
    /// Anything else; the term is in the scratch.
    Folded,
}

#[inline]
fn each(text: &str, scratch: &mut String, mut emit: impl FnMut(Found, Span, &mut String)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let class = CLASSES[usize::from(byte)];
        if class == Byte::Gap {
            at += 1;
            continue;
        }
        let (key, len) = Key::of_word(bytes.get(at..).unwrap_or_default());
        let (found, span) = if is_plain(bytes, at, len, class) {
            (Found::Plain(key, len), Span::new(at, at + len))
        } else {
            let rest = text.get(at..).unwrap_or_default();
            let Some(span) = fold_first(rest, scratch) else {
                break;
            };
            (Found::Folded, span.shifted(at))
        };
        at = span.to();
        if matches!(found, Found::Plain(..)) || !scratch.is_empty() {
            // In one place, so that the compiler puts what is done with a term here.
            emit(found, span, scratch);
        }
    }
}

/// The place of the first token; its term is put into `scratch`, which stays empty where it
/// is none.
#[inline(never)]
fn fold_first(text: &str, scratch: &mut String) -> Option<Span> {
    let token = tokens(text).next()?;
    scratch.clear();
    if token.is_term() {
        term_into(token.span.slice(text), scratch);
    }
    Some(token.span)
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

/// Whether the few bytes around the `len` ASCII letters and digits from `start` on prove that
/// they are a word or number that the tokenizer would end there too.
#[inline]
fn is_plain(bytes: &[u8], start: usize, len: usize, class: Byte) -> bool {
    let Some(next) = bytes.get(start + len) else {
        return class != Byte::Other;
    };
    let goes_on = match class {
        Byte::Letter if len > 1 => Follows::WORD,
        Byte::Letter => Follows::LETTER,
        Byte::Digit => Follows::NUMBER,
        Byte::Other | Byte::Gap => return false,
    };
    FOLLOWS[usize::from(*next)] & goes_on == 0
        || class == Byte::Digit && {
            let behind = bytes.get(start + len + 1);
            next.is_ascii()
                && behind.is_none_or(|behind| CLASSES[usize::from(*behind)] == Byte::Gap)
        }
}

/// What a term may go on behind a byte that is no letter or digit, a bit each.
struct Follows;

impl Follows {
    /// Behind an apostrophe, or with a character outside ASCII.
    const WORD: u8 = 1;
    /// The same; or it is the first of an acronym.
    const LETTER: u8 = 2;
    /// Behind a decimal point, a thousands separator, the colon of a time of day.
    const NUMBER: u8 = 4;
}

static FOLLOWS: [u8; 256] = {
    let mut follows = [0; 256];
    let (mut n, mut byte) = (0, 0_u8);
    while n < 256 {
        follows[n] = match byte {
            0x80.. => Follows::WORD | Follows::LETTER | Follows::NUMBER,
            b'\'' => Follows::WORD | Follows::LETTER,
            b'.' => Follows::LETTER | Follows::NUMBER,
            b',' | b':' => Follows::NUMBER,
            _ => 0,
        };
        byte = byte.wrapping_add(1);
        n += 1;
    }
    follows
};

#[cfg(test)]
mod tests {
    use super::{Beginning, TOGETHER, terms, terms_among};
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
            text in "[a-cSs'’.,: 0-9é日\u{301}\\n-]*|\\PC*|[a-zA-Z ]*",
            begins in prop::collection::vec("[a-cs]{0,2}|[a-c]{0,12}|é\\PC?", 0..3),
        ) {
            let slow: Vec<(String, Span)> = tokens(&text)
                .filter(|token| token.is_term())
                .map(|token| (term(token.span.slice(&text)), token.span))
                .filter(|(term, _)| !term.is_empty())
                .collect();
            prop_assert_eq!(&read(&text), &slow);

            let slow = (0..).zip(&slow).filter(|(_, (term, _))| begins.iter().any(|b| term.as_bytes().starts_with(&b.as_bytes()[..b.len().min(TOGETHER)])));
            let slow: Vec<_> = slow.map(|(n, (term, span))| (n, term.clone(), *span)).collect();
            let among: Vec<Beginning> = begins.iter().map(|b| Beginning::new(b.as_bytes())).collect();
            let mut found = Vec::new();
            terms_among(&text, &among, &mut String::new(), |n, term, span| found.push((n, term.to_owned(), span)));
            prop_assert_eq!(found, slow);
        }
    }
}
