//! Terms that are a word with a slip of the finger in it.
//!
//! In goes a word; out come the terms of a lexicon within a few edits of it. An edit
//! removes, adds or replaces a character or swaps two neighbors, and no part is edited
//! twice (the optimal string alignment distance; Damerau 1964, Levenshtein 1966). Of the
//! sorted lexicon, terms that begin alike share their rows of the table of distances, and
//! a beginning that is too far off already is left with all terms that begin so: of
//! 100,000 terms a few thousand are looked at.

use crate::index::{Lexicon, TermId};

/// Longest word, in characters, that may have one slip only; longer ones may have two.
const SHORT: usize = 5;
/// Longest word, in characters, that is compared.
const LONGEST: usize = 64;

/// A word to compare terms with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Typo {
    word: Vec<char>,
    most: u8,
}

impl Typo {
    /// With as many slips as a word of that length may have: none below 3 characters, 1 up
    /// to 5, 2 above.
    pub(super) fn new(word: &str) -> Self {
        let word: Vec<char> = word.chars().collect();
        let most = match word.len() {
            3..=SHORT => 1,
            n if (SHORT..=LONGEST).contains(&n) => 2,
            _ => 0,
        };
        Self { word, most }
    }

    /// The number of edits that make the word of a term, if they are not too many.
    pub(super) fn distance(&self, term: &str) -> Option<u8> {
        let n = term.chars().count();
        if n.abs_diff(self.word.len()) > usize::from(self.most) {
            return None;
        }
        let mut table = Table::new(self);
        let alive = term.chars().all(|c| table.push(c));
        table.distance().filter(|_| alive)
    }

    /// The terms near the word with their distances, in order.
    pub(super) fn near(&self, lexicon: &Lexicon) -> Vec<(TermId, u8)> {
        let (mut found, mut table, mut before) = (Vec::new(), Table::new(self), "");
        let (mut next, end) = (0, u32::try_from(lexicon.len()).unwrap_or(u32::MAX));
        while next < end {
            let id = TermId(next);
            let term = lexicon.get(id);
            let pairs = term.chars().zip(before.chars());
            table.cut(pairs.take_while(|(a, b)| a == b).count());
            before = term;
            next += 1;
            let depth = table.term.len();
            let dead = term
                .char_indices()
                .skip(depth)
                .find(|(_, c)| !table.push(*c));
            if let Some((at, c)) = dead {
                let beginning = term.get(..at + c.len_utf8()).unwrap_or_default();
                next = next.max(lexicon.with_prefix(beginning).end);
            } else if let Some(distance) = table.distance() {
                found.push((id, distance));
            }
        }
        found
    }
}

/// The table of distances between the beginnings of a word and those of a term, a row for
/// each beginning of the term.
struct Table<'a> {
    typo: &'a Typo,
    term: Vec<char>,
    /// One row behind the other; the first is that of the empty beginning.
    rows: Vec<u8>,
}

impl<'a> Table<'a> {
    fn new(typo: &'a Typo) -> Self {
        Self {
            typo,
            term: Vec::new(),
            rows: (0..).take(typo.word.len() + 1).collect(),
        }
    }

    /// Goes back to the first `n` characters of the term, if there are more.
    fn cut(&mut self, n: usize) {
        self.term.truncate(n);
        self.rows.truncate((n + 1) * (self.typo.word.len() + 1));
    }

    /// Adds a character of the term; whether what follows may still be near.
    fn push(&mut self, c: char) -> bool {
        let (word, width) = (&self.typo.word, self.typo.word.len() + 1);
        let start = self.rows.len();
        let (above, two_above) = (start - width, start.checked_sub(2 * width));
        self.rows.push(self.rows[above].saturating_add(1));
        for (n, wanted) in word.iter().enumerate() {
            let replaced = self.rows[above + n] + u8::from(*wanted != c);
            let removed = self.rows[above + n + 1].saturating_add(1);
            let added = self.rows[start + n].saturating_add(1);
            let mut least = replaced.min(removed).min(added);
            let swapped = n > 0 && word[n - 1] == c && self.term.last() == Some(wanted);
            if let (true, Some(two_above)) = (swapped, two_above) {
                least = least.min(self.rows[two_above + n - 1].saturating_add(1));
            }
            self.rows.push(least);
        }
        self.term.push(c);
        let least = |rows: &[u8]| rows.iter().copied().min().unwrap_or(u8::MAX);
        let here = least(&self.rows[start..]);
        // A swap goes back two rows.
        here.min(least(&self.rows[above..start]).saturating_add(1)) <= self.typo.most
    }

    /// The distance between the word and the term, if it is not too great.
    fn distance(&self) -> Option<u8> {
        let distance = self.rows.last().copied()?;
        (distance <= self.typo.most).then_some(distance)
    }
}

#[cfg(test)]
mod tests {
    use super::Typo;
    use proptest::prelude::*;

    fn check(word: &str, term: &str, expected: Option<u8>) {
        assert_eq!(Typo::new(word).distance(term), expected, "{word} {term}");
    }

    /// The distance by its definition.
    fn naive(a: &[char], b: &[char]) -> usize {
        let (Some((x, a_rest)), Some((y, b_rest))) = (a.split_last(), b.split_last()) else {
            return a.len().max(b.len());
        };
        let mut least = (naive(a_rest, b) + 1).min(naive(a, b_rest) + 1);
        least = least.min(naive(a_rest, b_rest) + usize::from(x != y));
        if let ([a_rest @ .., v, w], [b_rest @ .., x, y]) = (a, b)
            && (v, w) == (y, x)
        {
            least = least.min(naive(a_rest, b_rest) + 1);
        }
        least
    }

    #[test]
    fn slips_of_the_finger() {
        check("zelenski", "zelensky", Some(1));
        check("zelenski", "zelenskyy", Some(2));
        check("teh", "the", Some(1));
        check("bank", "bnak", Some(1));
        check("bank", "blnk", Some(1));
        check("bank", "blank", Some(1));
        check("bank", "blanks", None);
        check("guarantee", "gaurantee", Some(1));
        check("us", "uk", None);
        check("us", "us", Some(0));
        check("krakow", "кракow", None);
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_definition(word in "[ab\u{e9}]{0,7}", term in "[ab\u{e9}]{0,7}") {
            let chars = |text: &str| text.chars().collect::<Vec<char>>();
            let expected = naive(&chars(&word), &chars(&term));
            let most = [0, 0, 0, 1, 1, 1, 2, 2][word.chars().count()];
            let found = Typo::new(&word).distance(&term).map(usize::from);
            prop_assert_eq!(found, (expected <= most).then_some(expected));
        }
    }
}
