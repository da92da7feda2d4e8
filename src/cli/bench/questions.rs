//! Queries made of a collection's own words, and how long they take.
//!
//! In goes a library; out come a query of each class with words that the collection has:
//! the most common one, one that about every twentieth article has, and a rare one.

use crate::index::analysis::{parts, terms};
use crate::library::Library;
use crate::query::{Extent, Mode, Sort, parse, search};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Fewest letters of a word that is asked for; shorter ones say nothing.
const SHORTEST: usize = 4;
/// Every how many articles a medium and a rare word are in one.
const MEDIUM: u64 = 20;
const RARE: u64 = 5000;
/// Most times that a query is asked, and no further time after so long.
const ROUNDS: usize = 100;
/// What is asked for: a page of hits, and the number of all.
const BEST: Extent = Extent::First(20);
const LIMIT: Duration = Duration::from_millis(500);

/// Durations, sorted.
pub(super) struct Times(Vec<Duration>);

impl Times {
    pub(super) fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    pub(super) fn median(&self) -> Duration {
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }

    pub(super) fn worst(&self) -> Duration {
        self.0.last().copied().unwrap_or_default()
    }
}

/// Asks a query again and again; its times, and how many articles it finds.
pub(super) fn ask(library: &Library, query: &str) -> (Times, usize) {
    let query = parse(query, Mode::Whole);
    let (began, mut times, mut n) = (Instant::now(), Vec::new(), 0);
    while times.is_empty() || (times.len() < ROUNDS && began.elapsed() < LIMIT) {
        let began = Instant::now();
        let results = search(library.view(), &query, &[], Sort::Relevance, BEST);
        times.push(began.elapsed());
        n = results.n_hits;
    }
    (Times::new(times), n)
}

/// A query of each class with its name; fewer where the collection has too few words.
pub(super) fn of(library: &Library) -> Vec<(&'static str, String)> {
    let counts = counts(library);
    let mut words: Vec<(&str, u64)> = counts.iter().map(|(word, n)| (word.as_str(), *n)).collect();
    words.sort_unstable_by_key(|(word, n)| (std::cmp::Reverse(*n), *word));
    let n_articles = library.index.n_articles();
    let nearest = |wanted: u64, but: &[&str]| {
        let others = words.iter().filter(|(word, _)| !but.contains(word));
        others
            .min_by_key(|(_, n)| n.abs_diff(wanted))
            .map(|(word, _)| *word)
    };
    let Some(common) = words.first().map(|(word, _)| *word) else {
        return Vec::new();
    };
    let mut asked = vec![("common word", common.to_owned())];
    let Some(medium) = nearest(n_articles / MEDIUM, &[common]) else {
        return asked;
    };
    asked.push(("medium word", medium.to_owned()));
    if let Some(rare) = nearest((n_articles / RARE).max(1), &[common, medium]) {
        asked.push(("rare word", rare.to_owned()));
    }
    asked.push(("AND", format!("{common} {medium}")));
    asked.push(("OR", format!("{common} OR {medium}")));
    asked.extend(phrase(library, medium).map(|phrase| ("phrase", phrase)));
    let beginning: String = medium.chars().take(3).collect();
    asked.push(("prefix", format!("{beginning}*")));
    asked.push(("typo", format!("{}~", slip(medium))));
    asked
}

/// How many articles have each word of plain letters.
fn counts(library: &Library) -> HashMap<String, u64> {
    let mut counts = HashMap::new();
    for (_, segment) in library.index.segments() {
        for (id, term) in segment.lexicon().iter() {
            if term.len() >= SHORTEST && term.bytes().all(|byte| byte.is_ascii_lowercase()) {
                let n = u64::from(segment.cursor(id).n_articles());
                match counts.get_mut(term) {
                    Some(count) => *count += n,
                    None => drop(counts.insert(term.to_owned(), n)),
                }
            }
        }
    }
    counts
}

/// A word with the one that stands behind it in the best article for it.
fn phrase(library: &Library, word: &str) -> Option<String> {
    let query = parse(&format!("={word}"), Mode::Whole);
    let results = search(library.view(), &query, &[], Sort::Relevance, BEST);
    let article = library.article(results.hits.first()?.article)?;
    let (mut next, mut scratch) = (None, String::new());
    for (_, block) in parts(&article) {
        let mut is_next = false;
        for span in block.visible() {
            terms(span.slice(&article.text), &mut scratch, |term, _| {
                if is_next && next.is_none() {
                    next = Some(term.to_owned());
                }
                is_next = term == word;
            });
        }
    }
    next.map(|next| format!("\"{word} {next}\""))
}

/// A word with two neighboring letters behind the first in each other's place.
fn slip(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let differ = |at: &usize| letters.get(*at) != letters.get(at + 1);
    if let Some(at) = (1..letters.len().saturating_sub(1)).find(differ) {
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::corpus::files::load::Input;
    use crate::library::read;

    #[test]
    fn a_slip_swaps_letters_that_differ() {
        assert_eq!(super::slip("according"), "acocrding");
        assert_eq!(super::slip("deal"), "dael");
        assert_eq!(super::slip("aaaa"), "aaaa");
    }

    #[test]
    fn every_class_is_asked_of_words_that_are_there() {
        let library = read(&[Input::Sample], None, 1);
        let asked = of(&library);
        assert_eq!(asked.len(), 8, "{asked:?}");
        for (class, query) in asked {
            let (times, n) = super::ask(&library, &query);
            assert!(n > 0, "{class}: {query}");
            assert!(times.median() <= times.worst());
        }
        assert!(of(&crate::library::Library::default()).is_empty());
    }
}
