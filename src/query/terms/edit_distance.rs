//! Terms that are a word with a slip of the finger in it.
//!
//! In goes a word; out come the terms of a lexicon within a few edits of it. An edit
//! removes, adds or replaces a character or swaps two neighbors, and no part is edited
//! twice (the optimal string alignment distance; Damerau 1964, Levenshtein 1966).
//!
//! The beginnings of the word that a text may have spelled so far with at most so many
//! edits are a set of bits, and a character of the text takes a few operations (Wu and
//! Manber, "Fast Text Searching Allowing Errors", CACM 35(10), 1992; with the swap as one
//! edit). Of a lexicon only the terms with nearly the same letters are compared, see
//! [`Signature`].

use crate::index::{Lexicon, Signature, TermId};

/// Longest word, in characters, that may have one slip only; longer ones may have two.
const SHORT: usize = 5;
/// Longest word, in characters, that is compared: its beginnings fit in 64 bits.
const LONGEST: usize = 63;
/// Most slips.
const MOST: usize = 2;

/// A word to compare terms with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Typo {
    /// Number of characters.
    len: usize,
    most: usize,
    /// For each character of the word, a bit for each beginning of it that ends with the
    /// character; sorted.
    ends: Vec<(char, u64)>,
    signature: Signature,
}

impl Typo {
    /// With as many slips as a word of that length may have: none below 3 characters, 1 up
    /// to 5, 2 above.
    pub(crate) fn new(word: &str) -> Self {
        let len = word.chars().count();
        let most = match len {
            3..=SHORT => 1,
            n if (SHORT..=LONGEST).contains(&n) => MOST,
            _ => 0,
        };
        let mut ends: Vec<(char, u64)> = Vec::new();
        for (n, c) in word.chars().enumerate().take(LONGEST) {
            match ends.binary_search_by_key(&c, |(c, _)| *c) {
                Ok(at) => ends[at].1 |= 2 << n,
                Err(at) => ends.insert(at, (c, 2 << n)),
            }
        }
        Self {
            len,
            most,
            ends,
            signature: Signature::new(word),
        }
    }

    /// The number of edits that make the word of a term, if they are not too many.
    pub(crate) fn distance(&self, term: &str) -> Option<u8> {
        let n = term.chars().count();
        if self.len > LONGEST || n.abs_diff(self.len) > self.most {
            return None;
        }
        let mut read = Read::new(self);
        let alive = term.chars().all(|c| read.push(c));
        read.distance().filter(|_| alive)
    }

    /// The terms near the word with their distances, in order.
    pub(crate) fn near(&self, lexicon: &Lexicon) -> Vec<(TermId, u8)> {
        if self.len > LONGEST {
            return Vec::new();
        }
        let mut read = Read::new(self);
        let near = lexicon.near(self.signature, self.most);
        let near = near.filter_map(|(id, term)| {
            read.cut(0);
            let alive = term.chars().all(|c| read.push(c));
            Some((id, read.distance().filter(|_| alive)?))
        });
        near.collect()
    }

    fn ends(&self, c: char) -> u64 {
        let mut ends = self.ends.iter();
        ends.find(|(other, _)| *other == c)
            .map_or(0, |(_, ends)| *ends)
    }
}

/// What the characters of a term, as far as they were read, may be.
struct Read<'a> {
    typo: &'a Typo,
    /// After each character; the first is before all.
    states: Vec<State>,
}

/// What the beginning of a term may be.
#[derive(Clone, Copy)]
struct State {
    /// For each number of edits, a bit for each beginning of the word that is made of the
    /// term's beginning by so many edits at most.
    within: [u64; MOST + 1],
    /// The beginnings of the word that end with the last character.
    ends: u64,
}

impl<'a> Read<'a> {
    fn new(typo: &'a Typo) -> Self {
        let mut states = Vec::with_capacity(LONGEST);
        states.push(State {
            // The empty term is made of a beginning by removing all of it.
            within: [1, 3, 7],
            ends: 0,
        });
        Self { typo, states }
    }

    /// Goes back to the first `n` characters of the term, if there are more.
    fn cut(&mut self, n: usize) {
        self.states.truncate(n + 1);
    }

    /// Adds a character of the term; whether what follows may still be near.
    #[inline]
    fn push(&mut self, c: char) -> bool {
        let ends = self.typo.ends(c);
        let [.., last] = self.states.as_slice() else {
            return false;
        };
        let before_last = self.states.iter().nth_back(1);
        let mut within = [0; MOST + 1];
        within[0] = last.within[0] << 1 & ends;
        for n in 1..=MOST {
            let same = last.within[n] << 1 & ends;
            let added = last.within[n - 1];
            let replaced = last.within[n - 1] << 1;
            let removed = within[n - 1] << 1;
            let swapped =
                before_last.map_or(0, |state| state.within[n - 1] << 2 & ends << 1 & last.ends);
            within[n] = same | added | replaced | removed | swapped;
        }
        self.states.push(State { within, ends });
        // What a swap may still bring about was kept as an addition.
        let all = u64::MAX >> (LONGEST - self.typo.len);
        within[self.typo.most] & all != 0
    }

    /// The distance between the word and the term, if it is not too great.
    fn distance(&self) -> Option<u8> {
        let within = self.states.last()?.within;
        let fits = |n: &usize| within[*n] >> self.typo.len & 1 == 1;
        let distance = (0..=self.typo.most).find(fits)?;
        u8::try_from(distance).ok()
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
