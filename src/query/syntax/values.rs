//! What single values of a query stand for.

use super::ast::{Named, Node, Scope, Spelling, Words};
use crate::entities::Kind;
use crate::query::terms::word::{Reach, Word};
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::tokens::{Class, term, tokens};

/// A value as it stands in the input.
pub(super) struct Value<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// Whether the input may go on with it.
    pub(super) unfinished: bool,
    /// Whether `=` stood before it.
    pub(super) exact: bool,
    /// Whether it stood in quotes.
    pub(super) quoted: bool,
    /// The number behind the `~` of a quoted one.
    pub(super) near: Option<u32>,
}

/// The words of a value, as the index has them.
pub(super) fn words(value: &Value<'_>, scope: Scope) -> Option<Node> {
    let bare = value.text.trim_end_matches(['*', '~']);
    let ending = value.text.get(bare.len()..).unwrap_or_default();
    let terms = tokens(bare).filter(|token| token.is_term());
    let terms: Vec<_> = terms
        .map(|token| (token, term(token.span.slice(bare))))
        .filter(|(_, term)| !term.is_empty())
        .collect();
    let (last, _) = terms.last()?;
    let behind = bare.get(last.span.to()..).unwrap_or_default();
    // `don'` may become `don't`, and `1,` may become `1,364`.
    let may_go_on = match last.class {
        Class::Number => behind.chars().all(|c| matches!(c, '.' | ',' | ':')),
        _ => {
            behind.chars().all(|c| matches!(c, '\'' | '\u{2019}'))
                && !last.span.slice(bare).ends_with('.')
        }
    };
    let ending = ending.chars().next().filter(|_| behind.is_empty());
    let n = terms.len();
    // Several words in one value are a phrase, and phrases are exact.
    let exact = value.exact || value.quoted || n > 1;
    let reach_of_last = match value.unfinished && may_go_on {
        _ if ending == Some('*') => Reach::Beginning,
        _ if ending == Some('~') && n == 1 => Reach::Typo,
        true if exact => Reach::Beginning,
        true => Reach::Typed,
        false if exact => Reach::Exact,
        false => Reach::Forms,
    };
    let words = (1..).zip(terms).map(|(i, (_, term))| {
        let reach = if i == n { reach_of_last } else { Reach::Exact };
        Word::new(term, reach)
    });
    let as_read = Words {
        words: words.collect(),
        scope,
        near: value.near.filter(|_| n > 1),
        span: value.span,
    };
    let Some(term) = acronym(bare) else {
        return Some(Node::Words(as_read));
    };
    let whole = Words {
        words: vec![Word::new(term, reach_of_last)],
        scope,
        near: None,
        span: value.span,
    };
    Some(Node::Any(vec![Node::Words(whole), Node::Words(as_read)]))
}

/// The term of `U.S`, an acronym whose last dot is missing.
fn acronym(word: &str) -> Option<String> {
    let letters: Vec<&str> = word.split('.').collect();
    let single =
        |letter: &&str| letter.chars().count() == 1 && letter.chars().all(char::is_alphabetic);
    (letters.len() > 1 && letters.iter().all(single)).then(|| term(&format!("{word}.")))
}

pub(super) fn folded(value: &Value<'_>) -> Option<String> {
    let text = fold(value.text.trim().trim_matches('*'));
    (!text.is_empty()).then_some(text)
}

pub(super) fn named(value: &Value<'_>, kind: Option<Kind>) -> Option<Named> {
    let name = value.text.trim();
    let bare = name.trim_end_matches('*').trim_end();
    let beginning = value.unfinished || bare.len() < name.len();
    let spelling = match beginning {
        _ if value.exact => Spelling::Exact,
        true => Spelling::Beginning,
        false => Spelling::Any,
    };
    (!bare.is_empty()).then(|| Named {
        kind,
        name: bare.to_owned(),
        spelling,
        span: value.span,
    })
}
