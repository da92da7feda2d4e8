//! What an entity is called: the words that stand before and behind its name.
//!
//! In goes the text around a mention; out come its descriptors: a title before a name
//! (`rebel leader Juno Marsh`), an apposition behind it (`Juno Marsh, the governor of
//! Ellery, said`). Both need a word for a role, or, behind what is no person, an article:
//! whatever else stands beside a name says nothing of it.

use crate::entities::Roles;
use crate::text::tokens::{Class, Token, tokens};

/// Words of a title at most.
const TITLE: usize = 5;
/// Words before a title that may belong to it.
const MODIFIERS: usize = 3;
/// Words of an apposition at most.
const APPOSITION: usize = 9;

/// Lower-case words that may stand before a title as part of it.
const QUALIFIERS: [&str; 26] = [
    "acting",
    "ailing",
    "ally",
    "chief",
    "deputy",
    "disgraced",
    "ex",
    "exiled",
    "former",
    "influential",
    "interim",
    "jailed",
    "late",
    "leading",
    "longtime",
    "new",
    "outgoing",
    "ousted",
    "prominent",
    "rebel",
    "retired",
    "ruling",
    "self-styled",
    "senior",
    "top",
    "vice",
];
/// Endings of words that may do the same.
const QUALIFYING: [&str; 8] = ["ian", "ese", "ish", "al", "ive", "ist", "ary", "ic"];
/// Words that open a sentence in capitals and qualify nothing.
const STOPS: [&str; 52] = [
    "a",
    "after",
    "also",
    "although",
    "an",
    "and",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "even",
    "for",
    "friday",
    "from",
    "he",
    "however",
    "if",
    "in",
    "it",
    "like",
    "meanwhile",
    "monday",
    "now",
    "of",
    "on",
    "once",
    "only",
    "or",
    "said",
    "saturday",
    "she",
    "since",
    "so",
    "sunday",
    "that",
    "the",
    "then",
    "they",
    "this",
    "thursday",
    "to",
    "today",
    "tuesday",
    "wednesday",
    "when",
    "while",
    "with",
    "yesterday",
];
/// Words that an apposition does not have: then it is a clause.
const CLAUSES: [&str; 33] = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "does", "did", "will", "would",
    "can", "could", "said", "says", "told", "adding", "who", "whom", "whose", "which", "that",
    "where", "when", "while", "but", "because", "although", "after", "before", "if",
];
/// Marks that end an apposition.
const ENDS: [&str; 13] = [
    ",", ".", ";", ":", "(", ")", "—", "–", "”", "\"", "?", "!", "…",
];
/// Words that may open an apposition without saying a role themselves.
const OPENERS: [&str; 6] = ["the", "a", "an", "his", "her", "its"];
/// Those of them that open a clause as often, and the most words that they open here:
/// `Kyiv, its capital,`.
const POSSESSIVES: [&str; 3] = ["his", "her", "its"];
const OWNED: usize = 3;

/// The title that stands right before a name, `before` being the text up to it.
#[must_use]
pub(super) fn before(before: &str, roles: &Roles) -> Option<String> {
    let words = words_at_end(before);
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_title = |n: &usize| {
        let at = lower.len() - n;
        lower
            .get(at..)
            .is_some_and(|last| roles.has(&last.join(" ")))
    };
    let mut n = (1..=words.len().min(TITLE)).rev().find(is_title)?;
    for _ in 0..MODIFIERS {
        let next = words.len().checked_sub(n + 1);
        match next.filter(|at| qualifies(words[*at], &lower[*at])) {
            Some(_) => n += 1,
            None => break,
        }
    }
    Some(words[words.len() - n..].join(" "))
}

/// The words without a mark between them at the end of a text, as many as can matter.
fn words_at_end(text: &str) -> Vec<&str> {
    let all: Vec<Token> = tokens(text).collect();
    let mut words = Vec::new();
    let mut end = text.len();
    for token in all.iter().rev().take(TITLE + MODIFIERS) {
        let gap = text.get(token.span.to()..end).unwrap_or_default();
        let apart = !gap.chars().all(|c| c == ' ');
        if apart || !matches!(token.class, Class::Word) {
            break;
        }
        words.push(token.span.slice(text));
        end = token.span.from();
    }
    words.reverse();
    words
}

fn qualifies(word: &str, lower: &str) -> bool {
    let large = word.starts_with(char::is_uppercase) && !STOPS.contains(&lower);
    large
        || QUALIFIERS.contains(&lower)
        || (lower.len() > 4 && QUALIFYING.iter().any(|ending| lower.ends_with(ending)))
}

/// The apposition that stands right behind a name, `after` being the text from there;
/// `person` says whether it is one's name.
#[must_use]
pub(super) fn after(after: &str, roles: &Roles, person: bool) -> Option<String> {
    let rest = after.strip_prefix(", ")?;
    // A token, as the dots of `U.S.` end nothing.
    let ends = |token: &Token| ENDS.contains(&token.span.slice(rest));
    let end = tokens(rest).find(ends)?.span.from();
    let words: Vec<&str> = rest.get(..end)?.split(' ').collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let clause = lower.iter().any(|word| CLAUSES.contains(&word.as_str()));
    if clause || words.len() > APPOSITION {
        return None;
    }
    let opened = OPENERS.contains(&lower.first()?.as_str());
    let body = words.get(usize::from(opened)..)?;
    let says_role = (0..lower.len()).any(|at| {
        let to = |n| lower.get(at..at + n).map(|words| words.join(" "));
        (1..=TITLE).filter_map(to).any(|phrase| roles.has(&phrase))
    });
    let kept = if person {
        says_role && (opened || begins_with_role(&lower, roles))
    } else {
        let clause = POSSESSIVES.contains(&lower.first()?.as_str()) && body.len() > OWNED;
        // `the Netherlands` behind a country is another one.
        opened && !clause && body.first()?.starts_with(char::is_lowercase)
    };
    (kept && !body.is_empty()).then(|| body.join(" "))
}

/// Whether an apposition without an article begins with a role, a former one perhaps.
fn begins_with_role(lower: &[String], roles: &Roles) -> bool {
    let skip = lower
        .iter()
        .take_while(|word| QUALIFIERS.contains(&word.as_str()))
        .count();
    (1..=TITLE).any(|n| {
        lower
            .get(skip..skip + n)
            .is_some_and(|words| roles.has(&words.join(" ")))
    })
}

#[cfg(test)]
mod tests {
    use super::{after, before};
    use crate::entities::Roles;

    fn check_before(text: &str, expected: Option<&str>) {
        let found = before(text, &Roles::embedded());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    fn check_after(text: &str, person: bool, expected: Option<&str>) {
        let found = after(text, &Roles::embedded(), person);
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn titles_stand_before_a_name() {
        check_before("It was the rebel leader ", Some("rebel leader"));
        check_before(
            "according to U.S. Secretary of State ",
            Some("U.S. Secretary of State"),
        );
        check_before("When President ", Some("President"));
        check_before(
            "the former Ukrainian foreign minister ",
            Some("former Ukrainian foreign minister"),
        );
        check_before("he met, in the state of ", None);
        check_before("asked the minister, ", None);
        check_before("", None);
    }

    #[test]
    fn appositions_stand_behind_a_name() {
        check_after(
            ", the governor of Port Ellery, said",
            true,
            Some("governor of Port Ellery"),
        );
        check_after(
            ", a former rebel leader.",
            true,
            Some("former rebel leader"),
        );
        check_after(
            ", chairman of the board, left",
            true,
            Some("chairman of the board"),
        );
        check_after(", the day before, said", true, None);
        check_after(", who was the governor, said", true, None);
        check_after(" said the governor.", true, None);
        check_after(", the capital, was quiet", false, Some("capital"));
        check_after(", its capital, was quiet", false, Some("capital"));
        check_after(", its cause still stood high in May, and", false, None);
        check_after(", Kharkiv, Odesa", false, None);
        check_after(", the Netherlands, was quiet", false, None);
        check_after(", the unended", false, None);
    }
}
