//! Phrases counted, case, accents and the dots of acronyms aside.

use crate::entities::Form;
use crate::text::tokens::{term, tokens};
use hashbrown::HashMap;
use std::cmp::Reverse;

/// Counts phrases; those whose words are the same terms are one.
#[derive(Debug, Default)]
pub(super) struct Tally {
    phrases: HashMap<String, HashMap<String, u32>>,
}

impl Tally {
    /// Counts a phrase.
    pub(super) fn add(&mut self, phrase: &str) {
        let spellings = self.phrases.entry(terms(phrase)).or_default();
        *spellings.entry_ref(phrase).or_default() += 1;
    }

    /// The `n` most frequent phrases, each in its most frequent spelling; equal ones by
    /// spelling.
    pub(super) fn most_frequent(self, n: usize) -> Vec<Form> {
        let phrase = |spellings: HashMap<String, u32>| {
            let count = spellings.values().sum();
            let usual = spellings
                .into_iter()
                .min_by_key(|(text, n)| (Reverse(*n), text.clone()));
            usual.map(|(text, _)| Form { text, count })
        };
        let mut found: Vec<Form> = self.phrases.into_values().filter_map(phrase).collect();
        found.sort_unstable_by(|a, b| (b.count, &a.text).cmp(&(a.count, &b.text)));
        found.truncate(n);
        found
    }
}

/// The terms of a phrase, with a blank between them.
fn terms(phrase: &str) -> String {
    let words = tokens(phrase).filter(|token| token.is_term());
    let terms: Vec<String> = words.map(|token| term(token.span.slice(phrase))).collect();
    terms.join(" ")
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn case_and_dots_make_no_difference() {
        let mut tally = Tally::default();
        for phrase in [
            "Rebel leader",
            "U.S. envoy",
            "US envoy",
            "U.S. envoy",
            "governor",
            "rebel leader",
            "rebel leader",
            "mayor",
        ] {
            tally.add(phrase);
        }
        let found = tally.most_frequent(2);
        let found: Vec<(&str, u32)> = found
            .iter()
            .map(|form| (form.text.as_str(), form.count))
            .collect();
        assert_eq!(found, [("U.S. envoy", 3), ("rebel leader", 3)]);
    }
}
