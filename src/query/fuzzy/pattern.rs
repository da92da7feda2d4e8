//! What is typed into the finder.

use super::{head, mask};
use crate::query::marks::merged;
use crate::text::Span;
use crate::text::fold::{Folded, fold};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Most characters of a pattern that are read.
const MAX_PATTERN: usize = 100;

/// What is typed into the finder: words, each to be found letter by letter.
pub struct Pattern {
    words: Vec<String>,
    mask: u64,
    matcher: SkimMatcherV2,
}

impl Pattern {
    /// Reads a pattern, of which the first 100 characters count.
    #[must_use]
    pub fn new(input: &str) -> Self {
        let folded: String = fold(input).chars().take(MAX_PATTERN).collect();
        Self {
            words: folded.split_whitespace().map(str::to_owned).collect(),
            mask: folded
                .split_whitespace()
                .fold(0, |all, word| all | mask(word)),
            matcher: SkimMatcherV2::default().ignore_case(),
        }
    }

    /// Whether there is nothing to find; matches everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a text matches, higher is better; `None` if it does not.
    #[must_use]
    pub fn score(&self, text: &Folded) -> Option<i64> {
        self.score_folded(head(&text.text))
    }

    /// The score, and the matching characters as spans of the original text, sorted,
    /// neighbors joined.
    #[must_use]
    pub fn indices(&self, text: &Folded) -> Option<(i64, Vec<Span>)> {
        let shown = head(&text.text);
        let score = self.score_folded(shown)?;
        let mut spans = Vec::new();
        for word in &self.words {
            self.forget();
            let (_, indices) = self.matcher.fuzzy_indices(shown, word)?;
            spans.extend(indices.into_iter().map(|index| text.origin(index)));
        }
        let mut spans = merged(spans);
        spans.dedup_by(|next, kept| {
            let touch = next.start == kept.end;
            if touch {
                kept.end = next.end;
            }
            touch
        });
        Some((score, spans))
    }

    /// The score of a text that is folded and cut already.
    pub(super) fn score_folded(&self, text: &str) -> Option<i64> {
        let scores = self.words.iter().map(|word| {
            self.forget();
            self.matcher.fuzzy_match(text, word)
        });
        scores.sum()
    }

    /// Cuts the matcher's scratch table to four known cells. It is not cleared between
    /// texts, and a score could depend on what was matched before; to do without the table
    /// (`use_cache(false)`) panics in version 0.3.7.
    fn forget(&self) {
        self.matcher.fuzzy_match("a", "a");
    }

    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// The characters that a matching text has.
    pub(super) fn mask(&self) -> u64 {
        self.mask
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;
    use crate::text::fold::{Folded, fold};
    use proptest::prelude::*;

    fn check(pattern: &str, text: &str, expected: Option<&[&str]>) {
        let found = Pattern::new(pattern).indices(&Folded::new(text));
        let found: Option<Vec<&str>> =
            found.map(|(_, spans)| spans.iter().map(|span| span.slice(text)).collect());
        assert_eq!(found.as_deref(), expected, "{pattern} in {text}");
    }

    #[test]
    fn marks_the_letters_of_every_word_in_any_order() {
        check("rubio", "Marco Rubio", Some(&["Rubio"]));
        check("rub marc", "Marco Rubio", Some(&["Marc", "Rub"]));
        check("krakow", "In Kraków", Some(&["Kraków"]));
        check("strasse", "Straße", Some(&["Straße"]));
        check("elan", "e\u{301}lan", Some(&["e\u{301}lan"]));
        check("Зел", "Володимир Зеленський", Some(&["Зел"]));
        check("mr", "Marco Rubio", Some(&["M", "R"]));
        check("xyz", "Marco Rubio", None);
        check("", "anything", Some(&[]));
    }

    #[test]
    fn better_matches_score_higher() {
        let score = |text: &str| Pattern::new("nato").score(&Folded::new(text)).unwrap();
        assert!(score("NATO summit") > score("A NATO summit"));
        assert!(score("A NATO summit") > score("Senators"));
        assert!(score("Senators") > score("In a storm"));
    }

    #[test]
    fn the_end_of_a_long_text_takes_no_part() {
        let text = format!("{}zebra", "a".repeat(600));
        check("zebra", &text, None);
    }

    proptest! {
        #[test]
        fn indices_spell_the_pattern(text in "[a-cA-C éßÉ\u{301}日ж-]{0,40}", word in "[a-cé日жs-]{1,5}") {
            let pattern = Pattern::new(&word);
            let folded = Folded::new(&text);
            let mut letters = folded.text.chars();
            let in_order = fold(&word).chars().all(|wanted| letters.any(|c| c == wanted));
            let found = pattern.indices(&folded);
            prop_assert_eq!(found.is_some(), in_order);
            prop_assert_eq!(pattern.score(&folded), found.as_ref().map(|(score, _)| *score));
            let Some((_, spans)) = found else { return Ok(()) };
            prop_assert!(spans.is_sorted_by(|a, b| a.end < b.start));
            let marked: String = spans.iter().map(|span| fold(text.get(span.from()..span.to()).unwrap())).collect();
            let mut marked = marked.chars();
            prop_assert!(fold(&word).chars().all(|wanted| marked.any(|c| c == wanted)));
        }

        /// The matcher keeps scratch space; what was matched before must not matter.
        #[test]
        fn scores_do_not_depend_on_earlier_ones(texts in prop::collection::vec("[a-c -]{0,30}", 1..6), word in "[a-c]{1,5}( [a-c]{1,3})?") {
            let used = Pattern::new(&word);
            for text in &texts {
                let fresh = Pattern::new(&word);
                let folded = Folded::new(text);
                prop_assert_eq!(used.indices(&folded), fresh.indices(&folded));
                prop_assert_eq!(used.score(&folded), fresh.score(&folded));
            }
        }
    }
}
