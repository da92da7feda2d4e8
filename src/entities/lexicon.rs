//! What is known before reading: words with their cues, and names with their kinds.
//!
//! In go the tables of `assets/entities`, compiled in; out comes a [`Lexicon`] that answers
//! two questions about tokens of a text: what is this word known for ([`Facts`]), and which
//! known name starts here ([`Lexicon::step`], a walk from word to word).
//!
//! Words are kept as 64-bit hashes of their folded letters, so that asking allocates
//! nothing. Two different words meet in one hash about once in 10¹³ pairs, and then a
//! rare word is taken for another: never a panic, never a wrong span.

use super::model::Kind;
use crate::text::fold::fold_char;
use hashbrown::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Hash of a folded word, or of a sequence of them.
pub(super) type Key = u64;

/// The hash of `word`, folded, without apostrophes and the dots of acronyms.
pub(super) fn key(word: &str) -> Key {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut eat = |c: char| {
        if c != '\'' && c != '.' {
            hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for c in word.chars() {
        if c.is_ascii() {
            eat(c.to_ascii_lowercase());
        } else {
            fold_char(c, &mut eat);
        }
    }
    spread(hash)
}

/// The hash of the sequence that `before` stands for, continued by `word`.
pub(super) fn join(before: Key, word: Key) -> Key {
    spread(before.rotate_left(23) ^ word)
}

/// Mixes the bits, so that any of them serve as a table's index (Stafford's variant 13 of
/// the `MurmurHash3` finalizer).
fn spread(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Hashes keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map from [`Key`]s.
pub(super) type KeyMap<V> = HashMap<Key, V, BuildHasherDefault<Ready>>;

/// What a word can tell about the names around it. The tables name the same classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A given name.
    First,
    /// A family name.
    Last,
    /// A city of more than about 100,000.
    City,
    /// A smaller one.
    Town,
    /// Mostly written small.
    Common,
    /// Starts a title.
    Title,
    /// A title only when written large: `major`.
    LargeTitle,
    /// `Mr` and the like.
    Honorific,
    /// Head of an organization's name.
    OrgHead,
    /// First word of an organization's name.
    OrgLead,
    /// Such a head that also follows names of others: `Biden Administration`.
    LooseHead,
    /// `Inc` and the like.
    OrgTail,
    /// Head of a place's name.
    PlaceHead,
    /// First word of a place's name.
    PlaceLead,
    /// Point of the compass.
    Compass,
    /// Head of an agreement's name.
    LawHead,
    /// Takes a number: `Article 5`.
    LawNumber,
    /// Head of a plan's name.
    LawTail,
    /// Head of an event's name.
    EventHead,
    /// First word of an event's name.
    EventLead,
    /// Verb of saying, or another thing that people do.
    Say,
    /// Stands before places.
    In,
    /// Joins the parts of a name: `of`, `van`.
    Link,
    /// Never a name.
    Stop,
    /// Acronym that names no organization.
    NoName,
    /// `five`.
    Number,
    /// `million`.
    Scale,
    /// A currency.
    Money,
    /// A unit.
    Unit,
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// Makes a time of its neighbors: `last`, `ago`.
    Time,
    /// A verb of the past: `was`, `took`.
    Past,
    /// A verb that looks ahead: `will`, `expected`.
    Ahead,
    /// Some known name or title starts with it.
    Starts,
}

/// A set of [`Cue`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues(u64);

impl Cues {
    pub(super) fn insert(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u32;
    }

    pub(super) fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u32) != 0
    }

    pub(super) fn any(self, cues: &[Cue]) -> bool {
        cues.iter().any(|cue| self.has(*cue))
    }

    /// A bit for each cue.
    pub(super) fn bits(self) -> u64 {
        self.0
    }
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// Its cues.
    pub(super) cues: Cues,
    /// How often it stood, written large inside a sentence, in the name of a person,
    /// organization, place, group, or in none: each the rounded base-2 logarithm of the
    /// count plus one, at most 9.
    pub(super) seen: [u8; 5],
}

/// A name that the tables know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// What to call it; empty when it is called what the text calls it.
    pub(super) name: &'static str,
    /// What it is.
    pub(super) kind: Kind,
}

/// What the walk from word to word has reached.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    /// Whether longer names go on from here.
    pub(super) longer: bool,
    /// What ends here.
    pub(super) end: Option<End>,
    /// The words, from the last (bit 0) back, that the table writes in capitals only.
    pub(super) upper: u16,
    /// The words, from the last back, that the table writes with a capital.
    pub(super) capital: u16,
}

/// What a known sequence of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A name: index of its [`Entry`].
    Name(u32),
    /// What comes before a person's name.
    Title,
    /// Holds a name, and is none.
    Slogan,
}

/// A person who is known by office and surname.
#[derive(Clone, Copy, Debug)]
pub(super) struct Office {
    /// The person's entry.
    pub(super) entry: u32,
    /// Key of the office; 0 when none is needed.
    pub(super) office: Key,
}

/// Everything known before reading.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) words: KeyMap<Facts>,
    pub(super) phrases: KeyMap<Node>,
    pub(super) entries: Vec<Entry>,
    /// By surname in any of its spellings.
    pub(super) offices: KeyMap<Vec<Office>>,
    /// By given name: the groups of names that stand for one another.
    pub(super) nicknames: KeyMap<Vec<u16>>,
    /// By given name: the groups of names that are one in several languages.
    pub(super) cognates: KeyMap<Vec<u16>>,
}

impl Lexicon {
    /// What is known of a word.
    pub(super) fn facts(&self, word: Key) -> Facts {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// What the sequence `before` (0 at its start), continued by `word`, leads to.
    pub(super) fn step(&self, before: Key, word: Key) -> (Key, Option<Node>) {
        let next = join(before, word);
        (next, self.phrases.get(&next).copied())
    }

    /// The entry with that index.
    pub(super) fn entry(&self, index: u32) -> Entry {
        self.entries[index as usize]
    }

    /// Whether two given names stand for one another, or one is the other's initial.
    pub(super) fn same_given(&self, a: &str, b: &str) -> bool {
        let (ka, kb) = (key(a), key(b));
        if ka == kb {
            return true;
        }
        let initial = |short: &str, long: &str| {
            short.chars().filter(|c| c.is_alphabetic()).count() == 1
                && short.chars().next() == long.chars().next()
        };
        if initial(a, b) || initial(b, a) {
            return true;
        }
        share(&self.nicknames, ka, kb)
    }

    /// Whether two given names are forms of one name in two languages.
    pub(super) fn cognate(&self, a: &str, b: &str) -> bool {
        share(&self.cognates, key(a), key(b))
    }
}

/// Whether two names have a group in common.
fn share(groups: &KeyMap<Vec<u16>>, a: Key, b: Key) -> bool {
    match (groups.get(&a), groups.get(&b)) {
        (Some(left), Some(right)) => left.iter().any(|group| right.contains(group)),
        _ => false,
    }
}
