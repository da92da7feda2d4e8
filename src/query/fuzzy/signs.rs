//! What a text has, as sets of bits: enough to pass most texts by without reading them.
//!
//! In goes a folded text; out come its characters, the beginnings of its words, and the
//! pairs of letters that stand in a row in it. A pattern asks for some of them.

use super::rank::place;

/// Number of classes that rows can be of.
pub const CLASSES: u32 = 10;

/// Bits of a set of characters that letters and digits of ASCII take, one each.
const PLAIN: u32 = 36;
/// Bits that all other characters share.
const SHARED: u32 = 64 - PLAIN - CLASSES - 1;
/// The bit of every row that can match.
pub(super) const PRESENT: u64 = 1 << (64 - CLASSES - 1);

/// The sets of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs {
    /// Its characters: letters and digits of ASCII have one bit each, all others share 17;
    /// one is for all, the last ten are for the class of a row. A text that lacks a bit of a
    /// pattern's set cannot match it.
    pub(super) mask: u64,
    /// The characters that its words begin with: letters of ASCII have one bit each, all
    /// others share 6.
    pub(super) initials: u32,
    /// The pairs of letters and digits of ASCII that stand in a row in it, or with one
    /// character between that parts words. All pairs share the bits.
    pub(super) pairs: u128,
}

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Self {
            mask: PRESENT,
            initials: 0,
            pairs: 0,
        };
        let mut before = ['\0'; 2];
        for c in text.chars() {
            signs.mask |= bit(c);
            let [second, last] = before;
            if place(last) > 0 {
                signs.initials |= initial(c);
                signs.pairs |= pair(second, c);
            } else {
                signs.pairs |= pair(last, c);
            }
            before = [last, c];
        }
        signs
    }
}

/// The bit of a character.
pub(super) fn bit(c: char) -> u64 {
    1 << plain(c).unwrap_or(PLAIN + u32::from(c) % SHARED)
}

/// The bit of a class.
pub(super) fn class_bit(class: u32) -> u64 {
    1 << (64 - CLASSES + class % CLASSES)
}

/// The bit of a character that a word begins with.
pub(super) fn initial(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        _ => 1 << (26 + u32::from(c) % 6),
    }
}

/// The bit of two letters or digits of ASCII in a row; none of other characters.
pub(super) fn pair(first: char, second: char) -> u128 {
    let at = |(first, second): (u32, u32)| (first * 29 + second) % u128::BITS;
    plain(first)
        .zip(plain(second))
        .map_or(0, |pair| 1 << at(pair))
}

/// The number of a letter or digit of ASCII, below [`PLAIN`].
fn plain(c: char) -> Option<u32> {
    match c {
        'a'..='z' => Some(u32::from(c) - u32::from('a')),
        '0'..='9' => Some(26 + u32::from(c) - u32::from('0')),
        _ => None,
    }
}
