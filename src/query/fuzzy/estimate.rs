//! A quick guess at the matcher's score, to leave it the texts that matter.
//!
//! Looks at the first few places where the letters stand close together and scores each
//! by the matcher's rules; what it cannot see is a better choice of letters inside or
//! behind them. Costs about a nanosecond a letter of the text.

/// The matcher's rules: a matching letter, one at the beginning of a word, in a row with
/// the one before; each gap, and each letter in it.
const MATCH: i32 = 16;
const WORD_START: i32 = 8;
const IN_A_ROW: i32 = 4;
const GAP: i32 = -3;
const GAP_LETTER: i32 = -1;

/// Places that are looked at.
const MAX_PLACES: usize = 4;

/// About the matcher's score of a pattern's word in a text, both folded; `None` exactly
/// if the text does not have the letters in order.
pub(super) fn estimate(text: &str, word: &str) -> Option<i32> {
    if word.is_ascii() {
        // Bytes of other characters are never equal to those of ASCII.
        best_place(text.as_bytes(), word.as_bytes(), starts_word)
    } else {
        let text: Vec<char> = text.chars().collect();
        let word: Vec<char> = word.chars().collect();
        best_place(&text, &word, |text, at| {
            at == 0
                || text
                    .get(at - 1)
                    .is_some_and(|before| !before.is_alphanumeric())
        })
    }
}

fn starts_word(text: &[u8], at: usize) -> bool {
    at == 0
        || text
            .get(at - 1)
            .is_some_and(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
}

fn best_place<T: Copy + PartialEq>(
    text: &[T],
    word: &[T],
    starts_word: impl Fn(&[T], usize) -> bool + Copy,
) -> Option<i32> {
    let mut best = None;
    let mut from = 0;
    for _ in 0..MAX_PLACES {
        let Some((start, end)) = place(text, word, from) else {
            break;
        };
        let score = score(text, word, start, end, starts_word);
        best = best.max(Some(score));
        // Whole and at the beginning of a word: only the beginning of the text is better.
        if end - start == word.len() && starts_word(text, start) {
            break;
        }
        from = start + 1;
    }
    best
}

/// The first place from `from` on that has the letters in order, as narrow as its end
/// allows.
fn place<T: Copy + PartialEq>(text: &[T], word: &[T], from: usize) -> Option<(usize, usize)> {
    let mut end = from;
    for letter in word {
        end += text.get(end..)?.iter().position(|c| c == letter)? + 1;
    }
    let mut start = end;
    for letter in word.iter().rev() {
        start = text.get(..start)?.iter().rposition(|c| c == letter)?;
    }
    Some((start, end))
}

/// The score of the letters, each taken at the last chance from the end of the place.
fn score<T: Copy + PartialEq>(
    text: &[T],
    word: &[T],
    start: usize,
    end: usize,
    starts_word: impl Fn(&[T], usize) -> bool,
) -> i32 {
    let (mut total, mut run, mut in_gap) = (0, 0, false);
    let mut letters = word.iter().peekable();
    for at in start..end {
        if letters
            .next_if(|letter| text.get(at) == Some(letter))
            .is_some()
        {
            let first = if at == 0 { 2 } else { 1 };
            let here = if starts_word(text, at) {
                WORD_START * first
            } else {
                0
            };
            // A row keeps the bonus that it began with.
            run = if in_gap || at == start {
                here
            } else {
                run.max(here).max(IN_A_ROW)
            };
            total += MATCH + run;
            in_gap = false;
        } else {
            total += GAP_LETTER + if in_gap { 0 } else { GAP };
            (run, in_gap) = (0, true);
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::estimate;
    use fuzzy_matcher::FuzzyMatcher;
    use fuzzy_matcher::skim::SkimMatcherV2;
    use proptest::prelude::*;

    #[test]
    fn orders_places_as_the_matcher_does() {
        let texts = ["nato summit", "a nato summit", "senators", "in a storm"];
        let guesses: Vec<_> = texts.iter().map(|text| estimate(text, "nato")).collect();
        assert!(guesses.is_sorted_by(|a, b| a > b), "{guesses:?}");
    }

    proptest! {
        #[test]
        fn matches_exactly_what_the_matcher_matches(text in "[a-c é日-]{0,30}", word in "[a-cé日]{1,4}") {
            let matched = SkimMatcherV2::default().fuzzy_match(&text, &word);
            prop_assert_eq!(estimate(&text, &word).is_some(), matched.is_some());
        }

        #[test]
        fn a_lone_letter_is_guessed_in_the_matchers_order(a in "[a-c ]{1,9}", b in "[a-c ]{1,9}") {
            let exact = |text: &str| SkimMatcherV2::default().fuzzy_match(text, "a");
            if exact(&a) > exact(&b) && a.matches('a').count() <= 4 {
                prop_assert!(estimate(&a, "a") > estimate(&b, "a"));
            }
        }
    }
}
