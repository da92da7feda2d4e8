//! One word of a pattern: what a text must have for it, and the most it can score.

use super::order::end_in_order;
use super::rank::{Scorer, place, place_at};
use super::signs::{Signs, bit, initial, pair};
use std::num::NonZeroU8;

/// A word of a pattern, folded.
pub(super) struct Word {
    pub(super) text: String,
    /// Its characters, where one is not ASCII.
    pub(super) wide: Option<Vec<char>>,
    /// The characters that a matching text has.
    pub(super) mask: u64,
    first: u8,
    initial: u32,
    /// The most that the letters behind the first can score.
    rest: i32,
    /// What they score in a row; `None` where something else may score more.
    in_a_row: Option<i32>,
    /// Letters that score more where a text doubles them.
    mistaken: Vec<u8>,
    /// These doubled, and what they can score more in a row.
    doubled: (u128, i32),
    /// For each letter behind the first what lets it score most.
    steps: Vec<Step>,
}

/// Where a word ends in a text, in bytes, if that is known: it is up to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End(Option<NonZeroU8>);

impl End {
    pub(super) const UNKNOWN: Self = Self(None);

    fn new(end: usize) -> Self {
        Self(u8::try_from(end).ok().and_then(NonZeroU8::new))
    }
}

/// What a text must have for a letter to score most.
struct Step {
    /// The letter in a row with the one before it.
    pair: u128,
    /// Else, a word that begins with it.
    initial: u32,
}

/// What a text can score at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    /// The score.
    pub(super) score: i32,
    /// Whether it is the text's score.
    pub(super) is_reached: bool,
}

/// The matcher's rules, as `SkimScoreConfig::default()` of fuzzy-matcher 0.3.7 has them: a
/// matching letter; one at the beginning of a word, which counts twice at the beginning of
/// the text; one behind punctuation; one in a row with the letter before; each gap, with
/// its first letter; each further letter in it.
pub(super) const MATCH: i32 = 16;
pub(super) const HEAD: i32 = 8;
pub(super) const BREAK: i32 = 7;
pub(super) const IN_A_ROW: i32 = 4;
pub(super) const GAP: i32 = -4;
pub(super) const GAP_LETTER: i32 = -1;

impl Word {
    pub(super) fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        // A letter behind a gap scores 8 at most for the beginning of a word and loses 4 for
        // the gap, one in a row gains 4. Only a letter in a row with punctuation that is a
        // letter of the pattern itself has the 8 whole, and one that the matcher mistakes
        // for the letter two before it.
        let is_mistaken = |n: usize| n >= 2 && letters.get(n) == letters.get(n - 2);
        let behind = |n: usize| letters.get(n - 1).copied().unwrap_or(' ');
        let gains = (1..letters.len()).map(|n| {
            let more = !behind(n).is_alphanumeric() || is_mistaken(n);
            MATCH + if more { HEAD } else { IN_A_ROW }
        });
        let rest = gains.sum();
        let is_plain = letters.iter().all(char::is_ascii_alphanumeric);
        let n_behind = i32::try_from(letters.len()).unwrap_or(0) - 1;
        let mistaken = text.bytes().enumerate().filter(|(n, _)| is_mistaken(*n));
        let doubled = letters.iter().enumerate().filter(|(n, _)| is_mistaken(*n));
        let first = letters.first().copied().unwrap_or(' ');
        let steps = letters.windows(2).map(|letters| Step {
            pair: pair(letters[0], letters[1]),
            initial: initial(letters[1]),
        });
        Self {
            mask: letters.iter().fold(0, |mask, c| mask | bit(*c)),
            first: text.bytes().next().unwrap_or(0),
            initial: initial(first),
            rest,
            in_a_row: is_plain.then_some((MATCH + IN_A_ROW) * n_behind),
            mistaken: mistaken.map(|(_, byte)| byte).collect(),
            doubled: doubled.fold((0, 0), |(all, more), (_, c)| {
                (all | pair(*c, *c), more + HEAD - IN_A_ROW)
            }),
            steps: steps.collect(),
            wide: (!text.is_ascii()).then_some(letters),
            text: text.to_owned(),
        }
    }

    /// The most that any text can score.
    pub(super) fn most(&self) -> i32 {
        MATCH + GAP_LETTER + 2 * HEAD + self.rest
    }

    /// The most that a text with these signs can score: the first letter stands as far in
    /// front as it may, each other one in a row with the one before it if the text has these
    /// two in a row, or else behind a gap.
    pub(super) fn bound(&self, signs: &Signs) -> i32 {
        let may_begin = signs.initials & self.initial != 0;
        let first = if may_begin { 2 * HEAD } else { 0 };
        MATCH + GAP_LETTER + first + self.rest(signs)
    }

    /// The most that the letters behind the first score in a text with these signs.
    fn rest(&self, signs: &Signs) -> i32 {
        let Some(in_a_row) = self.in_a_row else {
            return self.rest;
        };
        let (doubled, more) = self.doubled;
        let more = if signs.pairs & doubled == 0 { 0 } else { more };
        in_a_row + more - self.steps.iter().map(|step| step.loss(signs)).sum::<i32>()
    }

    /// A closer bound: that of a text that begins like this one.
    pub(super) fn bound_in(&self, text: &[u8], signs: &Signs) -> i32 {
        self.first(text, signs) + self.rest(signs)
    }

    /// The most that the first letter scores.
    fn first(&self, text: &[u8], signs: &Signs) -> i32 {
        let place = match () {
            () if text.first() == Some(&self.first) => 2 * HEAD,
            () if signs.initials & self.initial != 0 => HEAD,
            () => 0,
        };
        MATCH + GAP_LETTER + place
    }

    /// A still closer bound, looking at the whole text: letters that do not stand in a row
    /// lose something, unless the next word goes on with them.
    pub(super) fn close_bound(&self, text: &[u8], signs: &Signs) -> Bound {
        let most = self.bound_in(text, signs);
        let Some(in_a_row) = self
            .in_a_row
            .filter(|_| text.is_ascii() && !self.is_doubled(text))
        else {
            return Bound {
                score: most,
                is_reached: false,
            };
        };
        let in_front = self.first(text, signs) + in_a_row;
        let start = MATCH + GAP_LETTER + in_a_row;
        let firsts = text
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == self.first);
        let rows = firsts.filter(|(at, _)| self.goes_on(text, at + 1));
        match rows.map(|(at, _)| start + place_at(text, at)).max() {
            Some(score) if score >= in_front - 1 => Bound {
                score,
                is_reached: true,
            },
            _ => Bound {
                score: most.min(in_front - 1),
                is_reached: false,
            },
        }
    }

    /// Whether the text doubles a letter that the matcher then mistakes for the one two
    /// letters before it.
    pub(super) fn is_doubled(&self, text: &[u8]) -> bool {
        !self.mistaken.is_empty()
            && text
                .windows(2)
                .any(|pair| pair[0] == pair[1] && self.mistaken.contains(&pair[0]))
    }

    /// Whether the letters behind the first follow each other from a place of the text on,
    /// a blank between words aside.
    fn goes_on(&self, text: &[u8], at: usize) -> bool {
        let mut rest = text.get(at..).unwrap_or_default().iter();
        self.text.bytes().skip(1).all(|letter| match rest.next() {
            Some(byte) if *byte == letter => true,
            Some(byte) => place(char::from(*byte)) == HEAD && rest.next() == Some(&letter),
            None => false,
        })
    }

    /// Whether the mask says it all: a letter or digit alone.
    fn is_in_mask(&self) -> bool {
        self.text.len() == 1 && self.first.is_ascii_alphanumeric()
    }

    /// Whether a folded text that has all the letters has them in order.
    pub(super) fn stands_in(&self, text: &[u8]) -> bool {
        self.is_in_mask() || self.end_in(text, End::UNKNOWN, 0).is_some()
    }

    /// Where the word ends in a folded text that has all the letters, if it has them in
    /// order; its first `known` bytes end at `from`.
    pub(super) fn end_in(&self, text: &[u8], from: End, known: usize) -> Option<End> {
        if let Some(wide) = &self.wide {
            let mut rest = std::str::from_utf8(text).unwrap_or_default().chars();
            let all = wide.iter().all(|wanted| rest.any(|c| c == *wanted));
            return all.then_some(End::UNKNOWN);
        }
        let word = self.text.as_bytes();
        let from = from.0.filter(|_| known > 0);
        let (start, known) = from.map_or((0, 0), |start| (start.get().into(), known));
        let end = end_in_order(text.get(start..)?, word.get(known..)?)?;
        Some(End::new(start + end))
    }

    /// The matcher's score of a folded text.
    pub(super) fn score(&self, text: &str, scorer: &mut Scorer) -> Option<i32> {
        scorer.score(text, self)
    }
}

impl Step {
    /// What the letter scores less, at least, in a text with these signs than in a row. One
    /// letter between it and the one before would part words, and these then are a pair:
    /// there are two or more.
    fn loss(&self, signs: &Signs) -> i32 {
        let behind_a_gap = match () {
            () if signs.pairs & self.pair != 0 => return 0,
            () if signs.initials & self.initial != 0 => GAP + GAP_LETTER + HEAD,
            () => GAP,
        };
        IN_A_ROW - behind_a_gap
    }
}

/// Whether a text that has `longer` always has `word`: its letters stand in it in order.
pub(super) fn implied(word: &str, longer: &str) -> bool {
    let mut rest = longer.chars();
    word.chars().all(|letter| rest.any(|c| c == letter))
}
