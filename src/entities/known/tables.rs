//! The tables of `assets/entities` become a [`Lexicon`].
//!
//! In go the compiled-in files, whose form their first lines tell; lines that start with
//! `#` are comments. A table that cannot be read is a defect of the build, which the tests
//! here find; reading it never fails, it only knows less.

use super::lexicon::{Cue, End, Entry, Lexicon, Node, Office};
use super::word_key::{join, key};
use crate::entities::kind::Kind;
use crate::text::tokens::{Class, tokens};

const COUNTRIES: &str = include_str!("../../../assets/entities/countries.tsv");
const PLACES: &str = include_str!("../../../assets/entities/places.tsv");
const GROUPS: &str = include_str!("../../../assets/entities/groups.tsv");
const ORGANIZATIONS: &str = include_str!("../../../assets/entities/organizations.tsv");
const THINGS: &str = include_str!("../../../assets/entities/things.tsv");
const PEOPLE: &str = include_str!("../../../assets/entities/people.tsv");
const NICKNAMES: &str = include_str!("../../../assets/entities/nicknames.tsv");
const COGNATES: &str = include_str!("../../../assets/entities/cognates.tsv");
const CUES: &str = include_str!("../../../assets/entities/cues.txt");
const FIRST: &str = include_str!("../../../assets/entities/names-first.txt");
const GIVEN: &str = include_str!("../../../assets/entities/names-given.txt");
const LAST: &str = include_str!("../../../assets/entities/names-last.txt");
const CITIES: &str = include_str!("../../../assets/entities/cities.txt");
const TOWNS: &str = include_str!("../../../assets/entities/towns.txt");
const COMMON: &str = include_str!("../../../assets/entities/common.txt");
const WORD_KINDS: &str = include_str!("../../../assets/entities/word-kinds.txt");

/// The classes of `cues.txt` that say something of single words.
const CUE_CLASSES: [(&str, Cue); 29] = [
    ("large-title", Cue::LargeTitle),
    ("honorific", Cue::Honorific),
    ("org-head", Cue::OrgHead),
    ("org-lead", Cue::OrgLead),
    ("loose-head", Cue::LooseHead),
    ("org-tail", Cue::OrgTail),
    ("place-head", Cue::PlaceHead),
    ("place-lead", Cue::PlaceLead),
    ("compass", Cue::Compass),
    ("law-head", Cue::LawHead),
    ("law-number", Cue::LawNumber),
    ("law-tail", Cue::LawTail),
    ("event-head", Cue::EventHead),
    ("event-lead", Cue::EventLead),
    ("say", Cue::Say),
    ("in", Cue::In),
    ("link", Cue::Link),
    ("stop", Cue::Stop),
    ("no-name", Cue::NoName),
    ("number", Cue::Number),
    ("scale", Cue::Scale),
    ("money", Cue::Money),
    ("unit", Cue::Unit),
    ("month", Cue::Month),
    ("weekday", Cue::Weekday),
    ("time", Cue::Time),
    ("past", Cue::Past),
    ("ahead", Cue::Ahead),
    ("place-given", Cue::PlaceGiven),
];

/// What can stand before a person's name, in lower case.
pub(super) fn titles() -> impl Iterator<Item = &'static str> {
    let titles = rows(CUES).filter_map(|line| line.strip_prefix("title: "));
    titles.flat_map(|titles| titles.split(", "))
}

impl Lexicon {
    /// The lexicon of the compiled-in tables. Takes some milliseconds.
    pub(crate) fn embedded() -> Self {
        let mut lexicon = Self::default();
        lexicon.words.reserve(100_000);
        lexicon.phrases.reserve(20_000);
        lexicon.add_words(COMMON, Cue::Common);
        lexicon.add_words(FIRST, Cue::First);
        lexicon.add_words(GIVEN, Cue::First);
        lexicon.add_words(LAST, Cue::Last);
        lexicon.add_seen();
        for line in rows(CUES) {
            lexicon.add_cues(line);
        }
        lexicon.add_names(ORGANIZATIONS, Kind::Organization);
        lexicon.add_names(PLACES, Kind::Place);
        lexicon.add_countries();
        lexicon.add_names(GROUPS, Kind::Group);
        lexicon.add_things();
        lexicon.add_people();
        lexicon.add_towns(CITIES, Cue::City);
        lexicon.add_towns(TOWNS, Cue::Town);
        for (group, line) in (0..).zip(rows(NICKNAMES)) {
            for name in line.split(' ') {
                lexicon.nicknames.entry(key(name)).or_default().push(group);
            }
        }
        for (group, line) in (0..).zip(rows(COGNATES)) {
            for name in line.split(' ') {
                lexicon.cognates.entry(key(name)).or_default().push(group);
            }
        }
        lexicon
    }

    fn cue(&mut self, word: &str, cue: Cue) {
        self.words.entry(key(word)).or_default().cues.insert(cue);
    }

    fn add_words(&mut self, table: &'static str, cue: Cue) {
        for word in rows(table).flat_map(|line| line.split(' ')) {
            self.cue(word, cue);
        }
    }

    fn add_seen(&mut self) {
        for line in rows(WORD_KINDS) {
            let Some((word, digits)) = line.split_once(' ') else {
                continue;
            };
            let facts = self.words.entry(key(word)).or_default();
            for (count, digit) in facts.seen.iter_mut().zip(digits.bytes()) {
                *count = digit.saturating_sub(b'0');
            }
        }
    }

    fn add_cues(&mut self, line: &'static str) {
        let Some((class, words)) = line.split_once(": ") else {
            return;
        };
        for word in words.split(", ") {
            match class {
                "title" => self.add_phrase(word, End::Title),
                "slogan" => self.add_phrase(word, End::Slogan),
                _ => {
                    if let Some((_, cue)) = CUE_CLASSES.iter().find(|(name, _)| *name == class) {
                        self.cue(word, *cue);
                    }
                }
            }
        }
    }

    /// Rows `name; other|names; short|names`.
    fn add_names(&mut self, table: &'static str, kind: Kind) {
        for line in rows(table) {
            let mut columns = line.split(';');
            let mut column = || columns.next().unwrap_or_default();
            let (name, others, short) = (column(), column(), column());
            let entry = self.add_entry(name, kind, &[others]);
            for short in short.split('|').filter(|short| !short.is_empty()) {
                self.short_names.insert(key(short), entry);
            }
        }
    }

    fn add_countries(&mut self) {
        for line in rows(COUNTRIES) {
            let mut columns = line.split(';');
            let mut column = || columns.next().unwrap_or_default();
            let (name, others, people, capital) = (column(), column(), column(), column());
            self.add_entry(name, Kind::Place, &[others]);
            let mut people = people.split('|').filter(|form| !form.is_empty());
            if let Some(adjective) = people.next() {
                let entry = self.add_entry(adjective, Kind::Group, &[]);
                for form in people {
                    self.add_phrase(form, End::Name(entry));
                }
                if adjective.ends_with(['n', 'i', 'k', 't']) {
                    self.add_phrase(&format!("{adjective}s"), End::Name(entry));
                }
            }
            if let Some((capital, others)) = capital
                .split_once('|')
                .or((!capital.is_empty()).then_some((capital, "")))
            {
                self.add_entry(capital, Kind::Place, &[others]);
            }
        }
    }

    fn add_things(&mut self) {
        let mut kind = Kind::Event;
        for line in rows(THINGS) {
            match line {
                "[event]" => kind = Kind::Event,
                "[law]" => kind = Kind::Law,
                "[work]" => kind = Kind::Work,
                row => {
                    let (name, others) = row.split_once(';').unwrap_or((row, ""));
                    self.add_entry(name, kind, &[others]);
                }
            }
        }
    }

    fn add_people(&mut self) {
        for line in rows(PEOPLE) {
            let mut columns = line.split(';');
            let mut column = || columns.next().unwrap_or_default();
            let (name, others, surnames, offices) = (column(), column(), column(), column());
            let entry = self.add_entry(name, Kind::Person, &[others]);
            let surname = name.rsplit(' ').next().unwrap_or(name);
            let surnames = surnames.split('|').chain([surname]);
            for surname in surnames.filter(|surname| !surname.is_empty()) {
                let facts = self.words.entry(key(surname)).or_default();
                facts.seen[0] = facts.seen[0].max(5);
                let known = self.offices.entry(key(surname)).or_default();
                known.extend(offices.split('|').map(|office| Office {
                    entry,
                    office: if office == "*" { 0 } else { key(office) },
                }));
            }
        }
    }

    /// One-word towns are cues; longer names are known names.
    fn add_towns(&mut self, table: &'static str, cue: Cue) {
        let entry = self.new_entry("", Kind::Place);
        for line in rows(table) {
            if line.contains([' ', '-']) {
                self.add_sequence(line, End::Name(entry), true);
            } else {
                self.cue(line, cue);
            }
        }
    }

    fn new_entry(&mut self, name: &'static str, kind: Kind) -> u32 {
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.entries.push(Entry { name, kind });
        index
    }

    /// Makes an entry that is found by its name and by each of `others`, `|` between them.
    fn add_entry(&mut self, name: &'static str, kind: Kind, others: &[&'static str]) -> u32 {
        let entry = self.new_entry(name, kind);
        let others = others.iter().flat_map(|list| list.split('|'));
        for form in others.chain([name]).filter(|form| !form.is_empty()) {
            self.add_phrase(form, End::Name(entry));
            if form.contains(" & ") {
                self.add_phrase(&form.replace(" & ", " and "), End::Name(entry));
            }
        }
        entry
    }

    /// Adds a sequence of words, unless it is known already; a longer one also without its `The`.
    fn add_phrase(&mut self, phrase: &str, end: End) {
        self.add_sequence(phrase, end, false);
        if let Some(rest) = phrase
            .strip_prefix("The ")
            .filter(|rest| rest.contains(' '))
        {
            self.add_sequence(rest, end, false);
        }
    }

    /// Adds a sequence of words, unless it is known already; `large` when the table writes
    /// it small and it is to be found written large.
    fn add_sequence(&mut self, phrase: &str, end: End, large: bool) {
        let mut node = Node::default();
        let mut walk = 0;
        let mut words = tokens(phrase)
            .map(|token| (token.class, token.span.slice(phrase)))
            .filter(|(class, word)| !(*class == Class::Punctuation && *word == "-"))
            .peekable();
        let mut first = true;
        while let Some((_, word)) = words.next() {
            if std::mem::take(&mut first) {
                self.cue(word, Cue::Starts);
                if end == End::Title {
                    self.cue(word, Cue::Title);
                }
            }
            let capital = large && word.len() > 2 || word.starts_with(char::is_uppercase);
            let upper = capital && !large && !word.contains(char::is_lowercase);
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            node.capital = node.capital << 1 | u16::from(capital);
            node.upper = node.upper << 1 | u16::from(upper && letters > 0);
            walk = join(walk, key(word));
            if words.peek().is_some() {
                self.phrases.entry(walk).or_default().longer = true;
            }
        }
        let known = self.phrases.entry(walk).or_default();
        if known.end.is_none() && !first {
            *known = Node {
                longer: known.longer,
                end: Some(end),
                ..node
            };
        }
    }
}

/// The lines of a table, without comments and blank ones.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::{COUNTRIES, CUE_CLASSES, CUES, rows};
    use crate::entities::known::lexicon::{Cue, End, Lexicon};
    use crate::entities::known::word_key::key;

    /// The name and kind of a whole known phrase.
    fn check(lexicon: &Lexicon, phrase: &str, expected: Option<(&str, &str)>) {
        let mut at = 0;
        let mut node = None;
        for word in phrase.split(' ') {
            (at, node) = lexicon.step(at, key(word));
        }
        let found = node.and_then(|node| node.end).and_then(|end| match end {
            End::Name(entry) => Some(lexicon.entry(entry)),
            End::Title | End::Slogan => None,
        });
        assert_eq!(
            found.map(|entry| (entry.name, entry.kind.name())),
            expected,
            "{phrase}"
        );
    }

    #[test]
    fn knows_names_in_all_spellings() {
        let lexicon = Lexicon::embedded();
        check(&lexicon, "Kiev", Some(("Kyiv", "place")));
        check(&lexicon, "U.S.", Some(("United States", "place")));
        check(&lexicon, "Ukrainians", Some(("Ukrainian", "group")));
        check(&lexicon, "Group of Seven", Some(("G7", "organization")));
        check(&lexicon, "Zürich", Some(("Zurich", "place")));
        check(
            &lexicon,
            "Washington Times",
            Some(("The Washington Times", "organization")),
        );
        check(
            &lexicon,
            "Vladimir Zelenskiy",
            Some(("Volodymyr Zelenskyy", "person")),
        );
        check(&lexicon, "secretary of state", None);
        assert!(lexicon.facts(key("Ministry")).cues.has(Cue::OrgHead));
        assert!(lexicon.facts(key("article")).cues.has(Cue::Common));
    }

    #[test]
    fn every_cue_class_is_read() {
        for line in rows(CUES) {
            let (class, _) = line.split_once(": ").expect(line);
            let known = CUE_CLASSES.iter().any(|(name, _)| *name == class);
            assert!(known || matches!(class, "title" | "slogan"), "{class}");
        }
    }

    #[test]
    fn countries_have_four_columns() {
        for line in rows(COUNTRIES) {
            assert_eq!(line.split(';').count(), 4, "{line}");
        }
    }

    #[test]
    fn given_names_and_their_short_forms() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.same_given("Joe", "Joseph"));
        assert!(lexicon.same_given("J", "Joseph"));
        assert!(!lexicon.same_given("Joe", "Hunter"));
    }
}
