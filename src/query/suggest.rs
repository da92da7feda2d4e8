//! What may be meant by a word that no article has.
//!
//! In goes the word; out come the terms of the collection that are a slip or two from it:
//! the nearest first, then those of the most articles.

use super::search::View;
use super::typo::Typo;
use hashbrown::HashMap;
use std::cmp::Reverse;

/// Most terms offered for a word.
const MOST: usize = 3;

/// The terms that may be meant by a word.
pub(super) fn suggestions(view: View<'_>, word: &str) -> Vec<String> {
    let typo = Typo::new(word);
    let mut found: HashMap<&str, (u8, u64)> = HashMap::new();
    for (_, segment) in view.index.segments() {
        for (id, distance) in typo.near(segment.lexicon()) {
            let (_, n_with) = found
                .entry(segment.lexicon().get(id))
                .or_insert((distance, 0));
            *n_with += u64::from(segment.cursor(id).n_articles());
        }
    }
    let mut ordered: Vec<(&str, (u8, u64))> = found.into_iter().collect();
    ordered.sort_unstable_by_key(|(term, (distance, n))| (*distance, Reverse(*n), *term));
    let terms = ordered.into_iter().take(MOST);
    terms.map(|(term, _)| term.to_owned()).collect()
}
