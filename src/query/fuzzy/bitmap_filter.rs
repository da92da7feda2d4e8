//! What a text has, as signs that it has or lacks: enough to pass most texts by without
//! reading them.
//!
//! A sign is a number: one of the characters that a text has, of those that its words begin
//! with, of the pairs of letters that stand in a row in it, a bit of the number of its
//! first character, the class that it is of, or that there is a text at all. A pattern asks for some of them. A [`Block`] has the signs of 512 texts,
//! for each sign the bits of all texts together in a line of the processor's cache, so that
//! few operations ask all of them and nothing else is fetched.

use super::alignment::place;

/// Number of classes that rows can be of.
pub const CLASSES: u32 = 10;

/// Signs of letters and digits of ASCII, one each.
const PLAIN: u32 = 36;
/// Signs that all other characters share.
const SHARED: u32 = 17;
/// The sign of every row that can match.
pub(super) const PRESENT: Sign = Sign(53);
/// The first of the signs for the class of a row.
const OF_CLASS: u8 = 54;
/// The first of those for the beginnings of words, 32: letters of ASCII have one each, all
/// other characters share 6.
const INITIALS: u8 = 64;
/// The first of those for pairs, 128: all pairs share them.
const PAIRS: u8 = 96;
/// The first of six for the number of the first character.
const FIRST: u8 = 224;
/// What no pattern asks for.
const NOTHING: Sign = Sign(230);
/// Number of signs.
const SIGNS: usize = 231;

/// Something that a text has or lacks, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign(u8);

/// Rows of a block.
pub(super) const BLOCK: usize = 64 * LANES;
/// Words of a set of rows.
const LANES: usize = 8;

/// A set of rows of a block, a bit for each.
pub(super) type Lanes = [u64; LANES];

/// The signs of up to 512 rows: for each sign the rows that have it.
#[derive(Clone, Debug)]
pub(super) struct Block([Lanes; SIGNS]);

/// What a character is to the signs.
#[derive(Clone, Copy)]
struct Mark {
    letter: Sign,
    initial: Sign,
    /// The number of a letter or digit of ASCII, or [`PLAIN`].
    plain: u8,
    /// Whether a word may begin behind it.
    parts: bool,
}

/// The marks of ASCII, which most characters are.
const MARKS: [Mark; 128] = {
    let mut marks = [mark_of('\0'); 128];
    let mut c = 0_u8;
    while c < 128 {
        marks[c as usize] = mark_of(c as char);
        c += 1;
    }
    marks
};

impl Block {
    /// No rows.
    pub(super) const EMPTY: Self = Self([[0; LANES]; SIGNS]);

    /// Adds a row with the signs of a folded text.
    pub(super) fn add(&mut self, row: usize, text: &str) {
        self.set(PRESENT, row);
        let mut before = [mark('\0'); 2];
        for c in text.chars() {
            let mark = mark(c);
            let [second, last] = before;
            // Without branches, which would be foreseen wrongly twice a word.
            let (left, initial) = if last.parts {
                (second, mark.initial)
            } else {
                (last, NOTHING)
            };
            self.set(mark.letter, row);
            self.set(initial, row);
            self.set(pair_of(left.plain, mark.plain), row);
            before = [last, mark];
        }
        if let Some(first) = text.chars().next() {
            let number = mark(first).letter.0;
            for (at, sign) in first_signs().enumerate() {
                if number >> at & 1 == 1 {
                    self.set(sign, row);
                }
            }
        }
    }

    /// Adds the rows of another block behind the first `n` that this one has; those that
    /// there is no room for are left over.
    pub(super) fn append(&mut self, n: usize, other: &Self) -> Self {
        let mut over = Self::EMPTY;
        for ((rows, over), others) in self.0.iter_mut().zip(&mut over.0).zip(&other.0) {
            for (at, word) in (n / 64..).zip(others) {
                let (low, high) = (word << (n % 64), word >> 1 >> (63 - n % 64));
                for (at, bits) in [(at, low), (at + 1, high)] {
                    if let Some(word) = rows.iter_mut().chain(&mut *over).nth(at) {
                        *word |= bits;
                    }
                }
            }
        }
        over
    }

    /// Lets a row have a sign.
    pub(super) fn set(&mut self, sign: Sign, row: usize) {
        if let Some(word) = self.word_of(sign, row) {
            *word |= 1 << (row % 64);
        }
    }

    /// Takes a sign from a row.
    pub(super) fn unset(&mut self, sign: Sign, row: usize) {
        if let Some(word) = self.word_of(sign, row) {
            *word &= !(1 << (row % 64));
        }
    }

    fn word_of(&mut self, sign: Sign, row: usize) -> Option<&mut u64> {
        self.0
            .get_mut(usize::from(sign.0))?
            .get_mut(row / 64 % LANES)
    }

    /// Whether a row has a sign.
    pub(super) fn has(&self, sign: Sign, row: usize) -> bool {
        has(self.with(sign), row)
    }

    /// The rows with a sign.
    pub(super) fn with(&self, sign: Sign) -> &Lanes {
        self.0.get(usize::from(sign.0)).unwrap_or(&[0; LANES])
    }

    /// The rows with all of some signs.
    pub(super) fn with_all(&self, signs: &[Sign]) -> Lanes {
        let all = [u64::MAX; LANES];
        signs
            .iter()
            .fold(all, |rows, sign| zip(&rows, self.with(*sign), |a, b| a & b))
    }

    /// The rows whose text may begin with a character: those with its number.
    pub(super) fn beginning(&self, c: char) -> Lanes {
        let number = mark(c).letter.0;
        let bits = first_signs().enumerate();
        bits.fold([u64::MAX; LANES], |rows, (at, sign)| {
            // All bits of a word are turned where a zero is wanted.
            let turn = u64::from(number >> at & 1).wrapping_sub(1);
            zip(&rows, self.with(sign), |rows, with| rows & (with ^ turn))
        })
    }
}

/// Two sets of rows, word by word.
pub(super) fn zip(a: &Lanes, b: &Lanes, with: impl Fn(u64, u64) -> u64) -> Lanes {
    std::array::from_fn(|at| with(a[at], b[at]))
}

/// Whether a row is in a set.
pub(super) fn has(rows: &[u64], row: usize) -> bool {
    rows.get(row / 64)
        .is_some_and(|word| word >> (row % 64) & 1 == 1)
}

/// The sign of a character.
pub(super) fn letter(c: char) -> Sign {
    mark(c).letter
}

/// The sign of a class.
pub(super) fn class_sign(class: u32) -> Sign {
    Sign(OF_CLASS + narrow(class % CLASSES))
}

/// The sign of a character that a word begins with.
pub(super) fn initial(c: char) -> Sign {
    mark(c).initial
}

/// The sign of two letters or digits of ASCII in a row, or with one character between that
/// parts words; of other characters one that no pattern asks for.
pub(super) fn pair(first: char, second: char) -> Sign {
    pair_of(mark(first).plain, mark(second).plain)
}

fn pair_of(first: u8, second: u8) -> Sign {
    let is_plain = u32::from(first) < PLAIN && u32::from(second) < PLAIN;
    let at = first.wrapping_mul(29).wrapping_add(second) % 128;
    if is_plain { Sign(PAIRS + at) } else { NOTHING }
}

fn first_signs() -> impl Iterator<Item = Sign> {
    (FIRST..FIRST + 6).map(Sign)
}

fn mark(c: char) -> Mark {
    let plain = MARKS.get(c as usize).copied();
    plain.unwrap_or_else(|| mark_of(c))
}

const fn mark_of(c: char) -> Mark {
    let plain = match c {
        'a'..='z' => c as u32 - 'a' as u32,
        '0'..='9' => 26 + c as u32 - '0' as u32,
        _ => PLAIN,
    };
    let letter = if plain < PLAIN {
        plain
    } else {
        PLAIN + c as u32 % SHARED
    };
    let initial = if plain < 26 { plain } else { 26 + c as u32 % 6 };
    Mark {
        letter: Sign(narrow(letter)),
        initial: Sign(INITIALS + narrow(initial)),
        plain: narrow(plain),
        parts: place(c) > 0,
    }
}

/// The number of a sign, which is below 256.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a const fn has no try_from"
)]
const fn narrow(number: u32) -> u8 {
    number as u8
}
