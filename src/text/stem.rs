//! Stems of English words.
//!
//! In goes a term as the index keeps it; out comes what all forms of the word share:
//! `rates`, `rated` and `rating` have the stem `rate`. The rules are those of the Snowball
//! project's English stemmer (Porter 2, <https://snowballstem.org>). Only words of plain
//! lower-case letters have forms; numbers, names with accents and other scripts are their
//! own stems.

use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;

/// The stem of a term; mostly about a microsecond.
#[must_use]
pub fn stem(term: &str) -> Cow<'_, str> {
    if has_forms(term) {
        Stemmer::create(Algorithm::English).stem(term)
    } else {
        Cow::Borrowed(term)
    }
}

/// Whether a term has the stem `of`; quick where it does not begin so.
#[must_use]
#[inline]
pub fn has_stem(term: &str, of: &str) -> bool {
    term.as_bytes().starts_with(shared(of)) && term.len() >= of.len() && stem(term) == of
}

/// How all forms with that stem begin.
///
/// No rule makes a term longer, and a form shares all but the last byte of its stem: `only`
/// has the stem `onli`, `hoping` the stem `hope`. The exceptions are `dying`, `lying` and
/// `tying` with the stems `die`, `lie` and `tie`.
#[must_use]
#[inline]
pub fn shared(stem: &str) -> &[u8] {
    let free = if stem.ends_with("ie") { 2 } else { 1 };
    let n = stem.len().saturating_sub(free);
    stem.as_bytes().get(..n).unwrap_or_default()
}

/// Whether the rules could change a term: none of them removes or changes an ending that is
/// left out here.
#[must_use]
pub fn has_forms(term: &str) -> bool {
    let bytes = term.as_bytes();
    let ends = bytes.last_chunk().is_some_and(|end| match end {
        [_, b'e' | b's' | b'y']
        | [b'a' | b'u' | b'l', b'l']
        | [b'c' | b'g' | b'l' | b't', b'i']
        | [b'e' | b'o', b'r'] => true,
        end => matches!(end, b"ed" | b"ic" | b"ng" | b"nt" | b"on" | b"sm"),
    });
    ends && bytes.len() > 2 && bytes.iter().all(u8::is_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{has_stem, stem};
    use proptest::prelude::*;
    use rust_stemmers::{Algorithm, Stemmer};

    fn check(forms: &str, expected: &str) {
        for form in forms.split(' ') {
            assert_eq!(stem(form), expected, "{form}");
            assert!(has_stem(form, expected), "{form}");
        }
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        check("rate rates rated rating", "rate");
        check("guarantee guarantees guaranteed", "guarante");
        check("dying die", "die");
        check("tying ties tie", "tie");
        check("skies sky", "sky");
        check("ability", "abil");
        check("only", "onli");
        check("hoping hopes hope", "hope");
        check("hopping hopped hop", "hop");
        check("news", "news");
    }

    #[test]
    fn what_is_no_plain_word_is_its_own_stem() {
        for term in ["g7", "1,364", "f16s", "us", "élans", "украины", ""] {
            check(term, term);
        }
        assert!(!has_stem("rat", "rate"));
    }

    proptest! {
        #[test]
        fn the_quick_ways_change_nothing(
            word in "[a-z]{1,12}|[a-z]{1,12}[cdegilmnrsty]|[a-z]{1,6}(y|ies|ying|ing|ed|ly|ational|ability|ization|ies|li|iti|ogi|ism|ic|ous)",
            other in "[a-z]{1,8}",
        ) {
            let slow = Stemmer::create(Algorithm::English).stem(&word).into_owned();
            if word.len() > 2 {
                prop_assert_eq!(stem(&word), slow.as_str());
            }
            prop_assert!(has_stem(&word, &stem(&word)));
            prop_assert_eq!(has_stem(&other, &slow), stem(&other) == slow);
        }
    }
}
