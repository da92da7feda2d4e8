//! One word of a pattern: what a text must have for it, and the most it can score.

use super::rank::{Scorer, place, place_at};
use super::{bit, initial};

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
        let first = letters.first().copied().unwrap_or(' ');
        Self {
            mask: letters.iter().fold(0, |mask, c| mask | bit(*c)),
            first: text.bytes().next().unwrap_or(0),
            initial: initial(first),
            rest,
            in_a_row: is_plain.then_some((MATCH + IN_A_ROW) * n_behind),
            mistaken: mistaken.map(|(_, byte)| byte).collect(),
            wide: (!text.is_ascii()).then_some(letters),
            text: text.to_owned(),
        }
    }

    /// The most that a text can score whose words begin with `initials`: what the letters
    /// score that stand in a row, the first one as far in front as it may.
    pub(super) fn bound(&self, text: &[u8], initials: u32) -> i32 {
        let first = match () {
            () if text.first() == Some(&self.first) => 2 * HEAD,
            () if initials & self.initial != 0 => HEAD,
            () => 0,
        };
        MATCH + GAP_LETTER + first + self.rest
    }

    /// A closer bound, looking at the text: letters that do not stand in a row lose
    /// something, unless the next word goes on with them.
    pub(super) fn close_bound(&self, text: &[u8], initials: u32) -> Bound {
        let most = self.bound(text, initials);
        let Some(in_a_row) = self
            .in_a_row
            .filter(|_| text.is_ascii() && !self.is_doubled(text))
        else {
            return Bound {
                score: most,
                is_reached: false,
            };
        };
        let most = most - self.rest + in_a_row;
        let start = MATCH + GAP_LETTER + in_a_row;
        let firsts = text
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == self.first);
        let rows = firsts.filter(|(at, _)| self.goes_on(text, at + 1));
        match rows.map(|(at, _)| start + place_at(text, at)).max() {
            Some(score) if score >= most - 1 => Bound {
                score,
                is_reached: true,
            },
            _ => Bound {
                score: most - 1,
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
    pub(super) fn stands_in(&self, text: &str) -> bool {
        if self.is_in_mask() {
            return true;
        }
        let Some(wide) = &self.wide else {
            return in_order(text.as_bytes(), self.text.as_bytes());
        };
        let mut rest = text.chars();
        wide.iter().all(|wanted| rest.any(|c| c == *wanted))
    }

    /// The matcher's score of a folded text.
    pub(super) fn score(&self, text: &str, scorer: &mut Scorer) -> Option<i32> {
        scorer.score(text, self)
    }
}

/// Whether the bytes of a word stand in a text in order. Bytes of other characters are
/// never equal to those of ASCII.
fn in_order(text: &[u8], word: &[u8]) -> bool {
    let mut rest = text.iter();
    word.iter().all(|letter| rest.any(|byte| byte == letter))
}

/// Whether a text that has `longer` always has `word`: its letters stand in it in order.
pub(super) fn implied(word: &str, longer: &str) -> bool {
    let mut rest = longer.chars();
    word.chars().all(|letter| rest.any(|c| c == letter))
}
