//! One word of a pattern: what a text must have for it, and the most it can score.

use super::alignment::{Scorer, place, place_at};
use super::bitmap_filter::{Block, Sign, initial, letter, pair, zip};
use super::letters::{WINDOW, behind_first, below, end_in_order, equal, places, set_in};
use super::padded_text::Text;
use super::score_bounds::ScoreBounds;
use std::num::NonZeroU8;
use std::ops::BitOr;

/// A word of a pattern, folded.
pub(super) struct Word {
    pub(super) text: String,
    /// Its characters, where one is not ASCII.
    pub(super) wide: Option<Vec<char>>,
    /// The characters that a matching text has.
    pub(super) signs: Vec<Sign>,
    first: char,
    initial: Sign,
    /// The most that the letters behind the first can score.
    rest: i32,
    /// What they score in a row; `None` where something else may score more.
    in_a_row: Option<i32>,
    /// Letters that score more where a text doubles them.
    mistaken: Vec<u8>,
    /// These doubled, one for each time that they may score more.
    doubled: Vec<Sign>,
    /// For each letter behind the first what lets it score most.
    steps: Vec<Step>,
}

/// Where a word ends in a text, in bytes, if that is known: it is up to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End(Option<NonZeroU8>);

impl End {
    pub(super) const UNKNOWN: Self = Self(None);

    pub(super) fn new(end: usize) -> Self {
        Self(u8::try_from(end).ok().and_then(NonZeroU8::new))
    }
}

/// What a text must have for a letter to score most.
struct Step {
    /// The letter in a row with the one before it.
    pair: Sign,
    /// Else, a word that begins with it.
    initial: Sign,
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

// What a text can score less than the most, as powers of two.
/// The first letter does not begin the text, then not even a word.
const LESS_IN_FRONT: usize = 3;
/// A letter behind a gap, in the middle of a word.
const LESS_IN_A_WORD: usize = 3;
/// A letter behind a gap that begins a word.
const LESS_AT_A_HEAD: usize = 0;
/// A letter that is not mistaken.
const LESS_IN_A_ROW: usize = 2;
/// The most that a letter is taken to lose for a gap. The matcher can go on from a letter to
/// the third behind it, by cells that it left standing; it then scores two letters less, and
/// this three times is no more than that.
const FARTHEST: i32 = 2 * (MATCH + IN_A_ROW) / 3;
const _: () = {
    assert!(1 << LESS_IN_FRONT == HEAD);
    assert!(1 << LESS_IN_A_WORD == IN_A_ROW - GAP);
    assert!(1 << LESS_AT_A_HEAD == IN_A_ROW - GAP - GAP_LETTER - HEAD);
    assert!(1 << LESS_IN_A_ROW == HEAD - IN_A_ROW);
};

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
            signs: letters.iter().copied().map(letter).collect(),
            first,
            initial: initial(first),
            rest,
            in_a_row: is_plain.then_some((MATCH + IN_A_ROW) * n_behind),
            mistaken: mistaken.map(|(_, byte)| byte).collect(),
            doubled: doubled.map(|(_, c)| pair(*c, *c)).collect(),
            steps: steps.collect(),
            wide: (!text.is_ascii()).then_some(letters),
            text: text.to_owned(),
        }
    }

    /// The most that any text can score.
    pub(super) fn most(&self) -> i32 {
        MATCH + GAP_LETTER + 2 * HEAD + self.rest
    }

    /// Adds what the texts of a block score less than the most, at least, by their signs:
    /// the first letter stands as far in front as it may, each other one in a row with the
    /// one before it if the text has these two in a row, or else behind a gap.
    pub(super) fn lose(&self, block: &Block, losses: &mut ScoreBounds) {
        let elsewhere = block.beginning(self.first).map(|rows| !rows);
        losses.add(&elsewhere, LESS_IN_FRONT);
        let nowhere = zip(&elsewhere, block.with(self.initial), |a, b| a & !b);
        losses.add(&nowhere, LESS_IN_FRONT);
        if self.in_a_row.is_none() {
            return;
        }
        for step in &self.steps {
            let (pair, begins) = (block.with(step.pair), block.with(step.initial));
            losses.add(&zip(pair, begins, |a, b| !a & b), LESS_AT_A_HEAD);
            losses.add(&zip(pair, begins, |a, b| !a & !b), LESS_IN_A_WORD);
        }
        let doubled = self.doubled.iter().map(|sign| *block.with(*sign));
        if let Some(doubled) = doubled.reduce(|a, b| zip(&a, &b, BitOr::bitor)) {
            let single = doubled.map(|rows| !rows);
            for _ in &self.doubled {
                losses.add(&single, LESS_IN_A_ROW);
            }
        }
    }

    /// The most that the first letter scores in a text that is a row of a block.
    fn first(&self, text: &[u8], block: &Block, row: usize) -> i32 {
        let place = match text.first() {
            Some(byte) if char::from(*byte) == self.first => 2 * HEAD,
            _ if block.has(self.initial, row) => HEAD,
            _ => 0,
        };
        MATCH + GAP_LETTER + place
    }

    /// A closer bound, looking at the whole text: letters that do not stand in a row lose
    /// something, unless the next word goes on with them.
    pub(super) fn close_bound(&self, text: Text<'_>, block: &Block, row: usize) -> Bound {
        let bytes = text.bytes();
        let Some(in_a_row) = self
            .in_a_row
            .filter(|_| bytes.is_ascii() && !self.is_doubled(bytes))
        else {
            return Bound {
                score: self.most(),
                is_reached: false,
            };
        };
        let in_front = self.first(bytes, block, row) + in_a_row;
        let start = MATCH + GAP_LETTER + in_a_row;
        let firsts = self.text.bytes().next();
        let firsts = firsts.into_iter().flat_map(|first| places(text, 0, first));
        let rows = firsts.filter(|at| self.goes_on(bytes, at + 1));
        match rows.map(|at| start + place_at(bytes, at)).max() {
            Some(score) if score >= in_front - 1 => Bound {
                score,
                is_reached: true,
            },
            _ => Bound {
                score: in_front - self.gaps(text).max(1),
                is_reached: false,
            },
        }
    }

    /// What the letters behind the first lose, at least, each for the nearest place of the
    /// one before it.
    fn gaps(&self, text: Text<'_>) -> i32 {
        if text.len() > WINDOW {
            return 0;
        }
        let mut room = [0; WINDOW];
        let window = text.window(0, &mut room);
        let all = below(text.len());
        let mut letters = self.text.bytes();
        let mut before = letters.next().map_or(0, |first| equal(window, first) & all);
        let losses = letters.map(|letter| {
            let here = equal(window, letter) & all & behind_first(before);
            let last = std::mem::replace(&mut before, here);
            let losses = set_in(here).map(|at| gap(last & below(at), at, text.bytes()));
            losses.min().unwrap_or(0).min(FARTHEST)
        });
        losses.sum()
    }

    /// Whether the text doubles a letter that the matcher then mistakes for the one two
    /// letters before it.
    pub(super) fn is_doubled(&self, text: &[u8]) -> bool {
        let behind = text.get(1..).unwrap_or_default();
        self.mistaken.iter().any(|letter| {
            // Without leaving early, so that compilers use vectors.
            let both = text
                .iter()
                .zip(behind)
                .map(|(a, b)| a == letter && b == letter);
            both.fold(false, BitOr::bitor)
        })
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

    /// Whether the signs say it all: a letter or digit alone.
    pub(super) fn is_a_sign(&self) -> bool {
        self.text.len() == 1 && self.first.is_ascii_alphanumeric()
    }

    /// Where the word ends in a folded text, if that has the letters in order; its first
    /// `known` bytes end at `from`.
    #[inline]
    pub(super) fn end_in(&self, text: Text<'_>, from: End, known: usize) -> Option<End> {
        if let Some(wide) = &self.wide {
            let mut rest = text.str().chars();
            let all = wide.iter().all(|wanted| rest.any(|c| c == *wanted));
            return all.then_some(End::UNKNOWN);
        }
        let from = from.0.filter(|_| known > 0);
        let (from, known) = from.map_or((0, 0), |from| (from.get().into(), known));
        let letters = self.text.as_bytes().get(known..)?;
        end_in_order(text, from, letters).map(End::new)
    }

    /// The matcher's score of a folded text.
    pub(super) fn score(&self, text: Text<'_>, scorer: &mut Scorer) -> Option<i32> {
        scorer.score(text, self)
    }
}

/// What a letter loses for the gap between it and the nearest of some places before it.
fn gap(before: u64, at: usize, text: &[u8]) -> i32 {
    let nearest = before.checked_ilog2().unwrap_or(0) as usize;
    match i32::try_from(at - nearest).unwrap_or(FARTHEST) {
        1 => 0,
        far => IN_A_ROW - GAP - GAP_LETTER * (far - 2) - place_at(text, at),
    }
}

/// Whether a text that has `longer` always has `word`: its letters stand in it in order.
pub(super) fn implied(word: &str, longer: &str) -> bool {
    let mut rest = longer.chars();
    word.chars().all(|letter| rest.any(|c| c == letter))
}
