//! What is typed into the finder.

use super::alignment::Scorer;
use super::bitmap_filter::{PRESENT, Sign, class_sign};
use super::head;
use super::padded_text::Text;
use super::word::Word;
use crate::text::Span;
use crate::text::fold::{Folded, fold};
use crate::text::span::union;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Most characters of a pattern that are read.
const MAX_PATTERN: usize = 100;

/// What is typed into the finder: words, each to be found letter by letter.
pub struct Pattern {
    words: Vec<Word>,
    class: Option<u32>,
    /// What a matching row has, each once.
    signs: Vec<Sign>,
}

impl Pattern {
    /// Reads a pattern, of which the first 100 characters count.
    #[must_use]
    pub fn new(input: &str) -> Self {
        let folded: String = fold(input).chars().take(MAX_PATTERN).collect();
        let words: Vec<Word> = folded.split_whitespace().map(Word::new).collect();
        let mut signs = vec![PRESENT];
        for sign in words.iter().flat_map(|word| &word.signs) {
            if !signs.contains(sign) {
                signs.push(*sign);
            }
        }
        Self {
            signs,
            words,
            class: None,
        }
    }

    /// The pattern for rows of one class only.
    #[must_use]
    pub fn of_class(mut self, class: u32) -> Self {
        self.signs.push(class_sign(class));
        self.class = Some(class);
        self
    }

    /// Whether there is nothing to find; matches everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a text matches, higher is better; `None` if it does not.
    #[must_use]
    pub fn score(&self, text: &Folded) -> Option<i64> {
        let (text, mut room) = (Text::alone(head(&text.text)), Scorer::default());
        let scores = self.words.iter().map(|word| word.score(text, &mut room));
        scores.sum::<Option<i32>>().map(i64::from)
    }

    /// The matching characters as spans of the original text, sorted, neighbors joined.
    #[must_use]
    pub fn indices(&self, text: &Folded) -> Option<Vec<Span>> {
        let shown = head(&text.text);
        let mut spans = Vec::new();
        for word in &self.words {
            // A matcher of its own: it does not clear its scratch table between texts, and
            // what it says could depend on what was matched before.
            let matcher = SkimMatcherV2::default().ignore_case();
            let (_, indices) = matcher.fuzzy_indices(shown, &word.text)?;
            spans.extend(indices.into_iter().map(|index| text.origin(index)));
        }
        let mut spans = union(spans);
        spans.dedup_by(|next, kept| {
            let touch = next.start == kept.end;
            if touch {
                kept.end = next.end;
            }
            touch
        });
        Some(spans)
    }

    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The class that rows must be of.
    pub(super) fn class(&self) -> Option<u32> {
        self.class
    }

    /// The most that any text can score.
    pub(super) fn most(&self) -> i32 {
        self.words.iter().map(Word::most).sum()
    }

    /// The characters and the class that a matching row has.
    pub(super) fn signs(&self) -> &[Sign] {
        &self.signs
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
            found.map(|spans| spans.iter().map(|span| span.slice(text)).collect());
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
            prop_assert_eq!(pattern.score(&folded).is_some(), in_order);
            let Some(spans) = found else { return Ok(()) };
            prop_assert!(spans.is_sorted_by(|a, b| a.end < b.start));
            let marked: String = spans.iter().map(|span| fold(text.get(span.from()..span.to()).unwrap())).collect();
            let mut marked = marked.chars();
            prop_assert!(fold(&word).chars().all(|wanted| marked.any(|c| c == wanted)));
        }
    }
}
