//! What is known before reading: words with their cues, and names with their kinds.
//!
//! In go the tables of `assets/entities`, compiled in; out comes a [`Lexicon`] that answers
//! two questions about tokens of a text: what is this word known for ([`Facts`]), and which
//! known name starts here ([`Lexicon::step`], a walk from word to word).
//!
//! Words are kept by their [keys](super::word_key).

use super::word_key::{Key, KeyMap, join, key};
use crate::entities::kind::Kind;

/// What a word can tell about the names around it. The tables name the same classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
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
    /// A place's name, or a day's, that is a given name as well.
    PlaceGiven,
}

/// A set of [`Cue`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cues(u64);

impl Cues {
    /// The cues that the model has seen: those before [`Cue::PlaceGiven`].
    pub(crate) const LEARNED: u64 = (1 << Cue::PlaceGiven as u32) - 1;

    pub(crate) fn insert(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u32;
    }

    pub(crate) fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u32) != 0
    }

    pub(crate) fn any(self, cues: &[Cue]) -> bool {
        cues.iter().any(|cue| self.has(*cue))
    }

    /// A bit for each cue.
    pub(crate) fn bits(self) -> u64 {
        self.0
    }
}

/// Bodies of which every country has some: alone they name none.
const BODIES: [&str; 24] = [
    "agency",
    "association",
    "authority",
    "bank",
    "banks",
    "board",
    "bureau",
    "commission",
    "committee",
    "company",
    "corporation",
    "council",
    "department",
    "directorate",
    "exchange",
    "firm",
    "fund",
    "group",
    "institute",
    "ministry",
    "office",
    "panel",
    "trust",
    "union",
];

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    /// Its cues.
    pub(crate) cues: Cues,
    /// How often it stood, written large inside a sentence, in the name of a person,
    /// organization, place, group, or in none: each the rounded base-2 logarithm of the
    /// count plus one, at most 9.
    pub(crate) seen: [u8; 5],
}

/// A name that the tables know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// What to call it; empty when it is called what the text calls it.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What the walk from word to word has reached.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node {
    /// Whether longer names go on from here.
    pub(crate) longer: bool,
    /// What ends here.
    pub(crate) end: Option<End>,
    /// The words, from the last (bit 0) back, that the table writes in capitals only.
    pub(crate) upper: u16,
    /// The words, from the last back, that the table writes with a capital.
    pub(crate) capital: u16,
}

/// What a known sequence of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// A name: index of its [`Entry`].
    Name(u32),
    /// What comes before a person's name.
    Title,
    /// Holds a name, and is none.
    Slogan,
}

/// A person who is known by office and surname.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Office {
    /// The person's entry.
    pub(crate) entry: u32,
    /// Key of the office; 0 when none is needed.
    pub(crate) office: Key,
}

/// Everything known before reading.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) words: KeyMap<Facts>,
    pub(crate) phrases: KeyMap<Node>,
    pub(crate) entries: Vec<Entry>,
    /// By surname in any of its spellings.
    pub(crate) offices: KeyMap<Vec<Office>>,
    /// Words that mean a known organization where they name one at all: its entry.
    pub(crate) short_names: KeyMap<u32>,
    /// By given name: the groups of names that stand for one another.
    pub(crate) nicknames: KeyMap<Vec<u16>>,
    /// By given name: the groups of names that are one in several languages.
    pub(crate) cognates: KeyMap<Vec<u16>>,
}

impl Lexicon {
    /// What is known of a word.
    pub(crate) fn facts(&self, word: Key) -> Facts {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// What the sequence `before` (0 at its start), continued by `word`, leads to.
    pub(crate) fn step(&self, before: Key, word: Key) -> (Key, Option<Node>) {
        let next = join(before, word);
        (next, self.phrases.get(&next).copied())
    }

    /// Whether a name only says what an organization is, and not which: `Commission`, `Co Inc`.
    pub(crate) fn is_generic(&self, name: &str) -> bool {
        let bare = name.replace(['.', ','], "");
        let words: Vec<&str> = bare.split_whitespace().collect();
        match words.as_slice() {
            [] => false,
            [word] => {
                BODIES.contains(&word.to_lowercase().as_str())
                    || self.facts(key(word)).cues.has(Cue::OrgTail)
            }
            [words @ .., last] => {
                let says = |word: &&str| {
                    let cues = self.facts(key(word)).cues;
                    cues.any(&[Cue::OrgTail, Cue::OrgHead]) || *word == "and"
                };
                self.facts(key(last)).cues.has(Cue::OrgTail) && words.iter().all(says)
            }
        }
    }

    /// The entry with that index.
    pub(crate) fn entry(&self, index: u32) -> Entry {
        self.entries[index as usize]
    }

    /// Whether two given names stand for one another, or one is the other's initial.
    pub(crate) fn same_given(&self, a: &str, b: &str) -> bool {
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
    pub(crate) fn cognate(&self, a: &str, b: &str) -> bool {
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
