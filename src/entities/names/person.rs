//! Persons' names taken apart, and whether two can be one person's.
//!
//! In goes a name as printed; out come its given names, surname and generation, and how
//! far two of them agree. Nothing here knows who else is named: whoever asks decides how
//! much agreement is enough.

use super::normalize::{skeleton, words};
use crate::entities::known::lexicon::Lexicon;

/// Words that begin a surname and are none alone: `van`, `de`, `al`.
const PARTICLES: [&str; 34] = [
    "de", "del", "della", "der", "den", "di", "da", "das", "do", "dos", "du", "des", "la", "le",
    "van", "von", "vom", "zu", "zur", "ten", "ter", "af", "av", "bin", "ibn", "bint", "ben", "al",
    "el", "abu", "mac", "st", "san", "dal",
];

/// What follows a surname and tells generations apart.
const GENERATIONS: [(&str, Generation); 10] = [
    ("jr", Generation::Junior),
    ("junior", Generation::Junior),
    ("sr", Generation::Senior),
    ("senior", Generation::Senior),
    ("ii", Generation::Number(2)),
    ("iii", Generation::Number(3)),
    ("iv", Generation::Number(4)),
    ("v", Generation::Number(5)),
    ("vi", Generation::Number(6)),
    ("vii", Generation::Number(7)),
];

/// Letters behind a name that say what somebody holds, and nothing of who it is.
const POSTNOMINALS: [&str; 14] = [
    "cbe", "obe", "mbe", "kbe", "phd", "md", "mp", "qc", "kc", "esq", "mc", "dso", "vc", "frs",
];

/// Which of those who share a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Generation {
    Junior,
    Senior,
    Number(u8),
}

/// A person's name in its parts, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// Every word but generation, letters behind the name and what is in quotes.
    pub(crate) words: Vec<String>,
    /// The words with transliteration folded away.
    bones: Vec<String>,
    /// How many of `words` are given names; 0 for a name that is a surname alone.
    pub(crate) given: usize,
    /// What the name has in quotes: `Wilfried "Willi" Schneider`.
    pub(crate) called: Vec<String>,
    pub(crate) generation: Option<Generation>,
}

/// How far the given names of two agree, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    /// The same, but for transliteration.
    Same,
    /// One is short for the other.
    Short,
    /// Forms of one name in two languages: `Volodymyr`, `Vladimir`.
    Cognate,
    /// One is the other's initial.
    Initial,
}

impl PersonName {
    pub(crate) fn new(name: &str) -> Self {
        let (bare, called) = without_quotes(name);
        let whole = spaced(&bare);
        let mut words = words(&whole);
        let mut generation = None;
        while words.len() > 1 {
            let last = words.last().map(String::as_str).unwrap_or_default();
            let known = GENERATIONS.iter().find(|(word, _)| *word == last);
            // `Senior` and `Junior` in full can be surnames.
            if let Some((_, known)) = known.filter(|_| generation.is_none()) {
                generation = Some(*known);
            } else if !POSTNOMINALS.contains(&last) || words.len() < 3 {
                break;
            }
            words.pop();
        }
        // A double surname is no given name and a surname, nor are its halves: `Cole-Ruiz`.
        let mut given = match whole.split_whitespace().collect::<Vec<_>>().as_slice() {
            [] | [_] => 0,
            [.., last] if generation.is_none() => words.len().saturating_sub(halves(last)),
            _ => words.len().saturating_sub(1),
        };
        while given > 0 && PARTICLES.contains(&words[given - 1].as_str()) {
            given -= 1;
        }
        Self {
            bones: words.iter().map(|word| skeleton(word)).collect(),
            words,
            given,
            called,
            generation,
        }
    }

    /// The last word of the surname, transliteration folded away: what names of one person
    /// have in common.
    pub(crate) fn family(&self) -> &str {
        self.bones.last().map_or("", String::as_str)
    }

    /// What names have in common that differ in transliteration and division alone.
    pub(crate) fn key(&self) -> String {
        let generation = match self.generation {
            None => String::new(),
            Some(Generation::Junior) => " jr".to_owned(),
            Some(Generation::Senior) => " sr".to_owned(),
            Some(Generation::Number(n)) => format!(" {n}"),
        };
        // A name by itself is no full name run together: `Lina`, `Li Na`.
        let full = if self.is_full() { " " } else { "" };
        self.bones.concat() + full + &generation
    }

    /// Whether it has a given name.
    pub(crate) fn is_full(&self) -> bool {
        self.given > 0
    }

    /// The surname, without an Arabic article.
    fn surname(&self) -> impl Iterator<Item = &str> {
        let own = &self.bones[self.given..];
        own.iter()
            .map(String::as_str)
            .filter(|word| !matches!(*word, "al" | "el"))
    }

    /// The first word, and without what transliterations differ in.
    fn first(&self) -> Option<(&str, &str)> {
        Some((self.words.first()?, self.bones.first()?))
    }

    /// The given names after the first, each likewise.
    fn middles(&self) -> impl Iterator<Item = (&str, &str)> {
        let words = self.words.iter().zip(&self.bones).take(self.given).skip(1);
        words.map(|(word, bone)| (word.as_str(), bone.as_str()))
    }

    /// Whether two names have the same letters, however they are divided.
    fn runs_like(&self, other: &Self) -> bool {
        let alike = |ours: &[String], theirs: &[String]| {
            let letters = |words: &[String]| words.iter().map(String::len).sum::<usize>();
            letters(ours) == letters(theirs) && ours.concat() == theirs.concat()
        };
        alike(&self.bones, &other.bones) || alike(&self.words, &other.words)
    }

    /// How far two full names agree as one person's: one surname, and given names that
    /// are the same, short for one another, forms of one name, or initials; one may leave
    /// middle names out. `None` when they cannot be one person's.
    pub(crate) fn agrees(&self, other: &Self, lexicon: &Lexicon) -> Option<Agreement> {
        if self.generation != other.generation || !self.is_full() || !other.is_full() {
            return None;
        }
        if self.runs_like(other) {
            return Some(Agreement::Same);
        }
        if !self.surname().eq(other.surname()) {
            return None;
        }
        let called = |name: &Self, other: &Self| {
            let called = name.called.iter();
            let agreement = |called: &String| {
                let bone = skeleton(called);
                given((called, &bone), other.first()?, lexicon)
            };
            called.filter_map(agreement).min()
        };
        let first = [
            given(self.first()?, other.first()?, lexicon),
            called(self, other),
            called(other, self),
        ];
        let first = first.into_iter().flatten().min()?;
        let (ours, theirs) = (self.middles(), other.middles());
        let middles = ours.zip(theirs);
        let mut weakest = first;
        for (a, b) in middles {
            // A second initial that agrees makes up for a first one: `J.K. Rowling`.
            let middle = given(a, b, lexicon)?;
            weakest = match (first, middle) {
                (Agreement::Initial, Agreement::Initial) => Agreement::Short,
                _ => weakest,
            };
        }
        Some(weakest)
    }

    /// Whether a full name's words are all in a longer full name, in order, beginning with
    /// the same: `Gabriel García` and `Gabriel García Márquez`.
    pub(crate) fn is_within(&self, longer: &Self, lexicon: &Lexicon) -> bool {
        let (Some(ours), Some(theirs)) = (self.first(), longer.first()) else {
            return false;
        };
        if self.words.len() < 2
            || self.words.len() >= longer.words.len()
            || self.generation != longer.generation
            || given(ours, theirs, lexicon).is_none()
        {
            return false;
        }
        let mut rest = longer.bones.iter().skip(1);
        self.bones
            .iter()
            .skip(1)
            .filter(|word| !PARTICLES.contains(&word.as_str()))
            .all(|word| rest.any(|other| other == word))
    }

    /// Whether a name of few words is the end of this one, or the whole run together.
    pub(crate) fn ends_with(&self, name: &Self) -> bool {
        let Some(from) = self.bones.len().checked_sub(name.bones.len()) else {
            return false;
        };
        let fits = from > 0 && self.bones[from..] == name.bones || self.runs_like(name);
        fits && (name.generation.is_none() || name.generation == self.generation)
    }

    /// Whether a lone name stands inside this one, behind the given name: the first of two
    /// surnames.
    pub(crate) fn has_inside(&self, name: &Self) -> bool {
        let [word] = name.bones.as_slice() else {
            return false;
        };
        self.bones.iter().skip(1).any(|other| other == word)
    }

    /// Whether a lone name is the first of this one, or what it is called in quotes.
    pub(crate) fn begins_with(&self, name: &Self) -> bool {
        match name.words.as_slice() {
            [word] => self.words.first() == Some(word) || self.called.contains(word),
            _ => false,
        }
    }
}

/// How far two given names agree, each with what transliterations leave of it.
fn given(
    (a, bone): (&str, &str),
    (b, other_bone): (&str, &str),
    lexicon: &Lexicon,
) -> Option<Agreement> {
    if bone == other_bone {
        return Some(Agreement::Same);
    }
    if lexicon.same_given(a, b) {
        let initial = a.chars().count() == 1 || b.chars().count() == 1;
        return Some(if initial {
            Agreement::Initial
        } else {
            Agreement::Short
        });
    }
    lexicon.cognate(a, b).then_some(Agreement::Cognate)
}

/// The words of the last part of a name, which a hyphen may join.
fn halves(last: &str) -> usize {
    words(last).len().max(1)
}

/// A name with blanks between initials: `J.K. Norwell` has two.
fn spaced(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        if c == '.' && chars.peek().is_some_and(|next| next.is_alphabetic()) {
            out.push(' ');
        }
    }
    out
}

/// A name without what stands in quotes or parentheses in it, and the words of that.
fn without_quotes(name: &str) -> (String, Vec<String>) {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '(' | ')' | '«' | '»');
    let mut bare = String::with_capacity(name.len());
    let mut called = String::new();
    for (at, part) in name.split(is_quote).enumerate() {
        let to = if at % 2 == 0 { &mut bare } else { &mut called };
        to.push_str(part);
        to.push(' ');
    }
    // What is only a quote is the name.
    if bare.trim().is_empty() {
        return (called, Vec::new());
    }
    (bare, words(&called))
}

#[cfg(test)]
mod tests {
    use super::{Agreement, PersonName};
    use crate::entities::testing::RECOGNIZER;

    fn check(a: &str, b: &str, expected: Option<Agreement>) {
        let (left, right) = (PersonName::new(a), PersonName::new(b));
        let found = left.agrees(&right, &RECOGNIZER.lexicon);
        assert_eq!(found, expected, "{a} / {b}");
        assert_eq!(
            right.agrees(&left, &RECOGNIZER.lexicon),
            expected,
            "{b} / {a}"
        );
    }

    #[test]
    fn given_names_agree_in_four_ways() {
        check("Serhiy Halenko", "Serhii Halenko", Some(Agreement::Same));
        check("Ban Ki-moon", "Ban Ki Moon", Some(Agreement::Same));
        check("Joe Norwell", "Joseph R. Norwell", Some(Agreement::Short));
        check(
            "Volodymyr Halenko",
            "Vladimir Halenko",
            Some(Agreement::Cognate),
        );
        check("J. Norwell", "Joseph Norwell", Some(Agreement::Initial));
        check("J.K. Norwell", "Joanne Kay Norwell", Some(Agreement::Short));
        check(
            "Wilfried \"Willi\" Norwell",
            "Willi Norwell",
            Some(Agreement::Same),
        );
        check("Bashar al-Harith", "Bashar Harith", Some(Agreement::Same));
        check("Francesco De Masi", "F. De Masi", Some(Agreement::Initial));
    }

    #[test]
    fn a_name_by_itself_is_no_full_name() {
        let key = |name: &str| PersonName::new(name).key();
        assert_ne!(key("Lina"), key("Li Na"));
        assert_eq!(key("DePalma"), key("De Palma"));
        assert_eq!(key("Kim Yo-jong"), key("Kim Yo Jong"));
        assert_eq!(key("Xi Jin-ping"), key("Xi Jinping"));
    }

    #[test]
    fn what_disagrees_is_not_one() {
        check("Joe Norwell", "Hunter Norwell", None);
        check("Joe Norwell", "Joe Harwell", None);
        check("John A. Norwell", "John B. Norwell", None);
        check("John Norwell Jr.", "John Norwell", None);
        check("Norwell", "Joe Norwell", None);
    }

    #[test]
    fn parts_of_a_name() {
        let full = PersonName::new("Guillermo David Endara Galimany");
        let has = |name: &str| full.has_inside(&PersonName::new(name));
        assert!(has("Endara") && !has("Guillermo"));
        let short = PersonName::new("Guillermo Endara");
        assert!(short.is_within(&full, &RECOGNIZER.lexicon));
        assert!(!PersonName::new("De Masi").is_full());
        assert!(PersonName::new("Francesco De Masi").ends_with(&PersonName::new("De Masi")));
        assert_eq!(PersonName::new("Jan Boer III, CBE").words, ["jan", "boer"]);
    }
}
