//! The spellings of an entity with how often each occurs, in few bytes.
//!
//! In go spellings as articles print them, and what each article calls the entity; out come
//! both counts again, and the name: what most articles call it. All of them are one piece
//! of bytes, which others keep: where the name begins, a number of one byte or more
//! (LEB128), then a spelling after the other as postcard writes them (two such counts, the
//! length, the letters), the most frequent first and, of equals, the longest. A change
//! writes all of them anew, which are one or two of most entities and some dozens of the
//! most frequent.

use super::postings::{read, write};
use crate::entities::recognized::Form;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// The spellings of an entity, read where they are kept: a byte, and for each its letters
/// and three bytes or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spellings<'a> {
    all: &'a [u8],
    /// Those from the name on.
    named: &'a [u8],
}

/// A spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spelling<'a> {
    /// Mentions printed so.
    pub(crate) count: u32,
    /// How often an article calls it so.
    pub(crate) named: u32,
    pub(crate) text: &'a str,
}

/// Whether counts are added or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Add,
    Take,
}

impl Change {
    fn of(self, known: u32, by: u32) -> u32 {
        match self {
            Self::Add => known.saturating_add(by),
            Self::Take => known.saturating_sub(by),
        }
    }
}

impl<'a> Spellings<'a> {
    /// As they were [written](write_all); none, where nothing was.
    pub(crate) fn new(mut bytes: &'a [u8]) -> Self {
        let name = read(&mut bytes).unwrap_or(0);
        let named = bytes.get(name as usize..).unwrap_or_default();
        Self { all: bytes, named }
    }

    /// Writes down those of some articles together, and what they are called.
    pub(crate) fn called(name: &str, all: Vec<Spelling<'_>>) -> Vec<u8> {
        let mut merged: Vec<Spelling<'_>> = Vec::new();
        for spelling in all {
            merge(&mut merged, spelling, Change::Add);
        }
        let named = Spelling {
            count: 0,
            named: 0,
            text: name,
        };
        merge(&mut merged, named, Change::Add);
        write_all(merged, Some(name))
    }

    /// Writes these down with those of an article, and what it calls the entity, or without
    /// them. What is `proper` is called by a name with a capital if any article does: texts
    /// all in small letters do not tell.
    pub(crate) fn changed(
        self,
        name: &str,
        forms: &[Form],
        change: Change,
        proper: bool,
    ) -> Vec<u8> {
        let mut all: Vec<Spelling<'_>> = self.iter().collect();
        for form in forms {
            let spelling = Spelling {
                count: form.count,
                named: 0,
                text: &form.text,
            };
            merge(&mut all, spelling, change);
        }
        let named = Spelling {
            count: 0,
            named: 1,
            text: name,
        };
        merge(&mut all, named, change);
        all.retain(|it| it.count > 0 || it.named > 0);
        let small = |it: &Spelling<'_>| proper && !it.text.contains(char::is_uppercase);
        let named = all.iter().filter(|it| it.named > 0);
        let most = named.min_by(|a, b| {
            let by_count = by_count(a.named, a, b.named, b);
            small(a).cmp(&small(b)).then(by_count)
        });
        let name = most.map(|it| it.text);
        write_all(all, name)
    }

    /// All of them, the most frequent first.
    pub(crate) fn iter(self) -> impl Iterator<Item = Spelling<'a>> {
        Iter(self.all)
    }

    /// What articles call it, with how many do.
    pub(crate) fn names(self) -> impl Iterator<Item = (&'a str, u32)> {
        let named = self.iter().filter(|it| it.named > 0);
        named.map(|it| (it.text, it.named))
    }

    /// The name; nothing where there is none.
    pub(crate) fn name(self) -> &'a str {
        Iter(self.named).next().map_or("", |it| it.text)
    }

    /// Those that are printed.
    pub(crate) fn forms(self) -> Forms<'a> {
        Forms(self.all)
    }
}

/// Writes spellings down with the name among them; nothing where there are none.
fn write_all(mut all: Vec<Spelling<'_>>, name: Option<&str>) -> Vec<u8> {
    if all.is_empty() {
        return Vec::new();
    }
    all.sort_by(|a, b| by_count(a.count, a, b.count, b));
    let (mut start, mut letters) = (0, Vec::new());
    for spelling in &all {
        if Some(spelling.text) == name {
            start = letters.len();
        }
        letters = postcard::to_extend(spelling, letters).expect("memory can be written");
    }
    let mut bytes = Vec::with_capacity(letters.len() + 1);
    write(&mut bytes, u32::try_from(start).unwrap_or(0));
    bytes.append(&mut letters);
    bytes
}

/// Adds to a spelling's counts or takes from them.
fn merge<'a>(all: &mut Vec<Spelling<'a>>, with: Spelling<'a>, change: Change) {
    match all.iter_mut().find(|it| it.text == with.text) {
        Some(known) => {
            known.count = change.of(known.count, with.count);
            known.named = change.of(known.named, with.named);
        }
        None if change == Change::Add => all.push(with),
        None => {}
    }
}

/// The most frequent first and, of equals, the longest.
fn by_count(m: u32, a: &Spelling<'_>, n: u32, b: &Spelling<'_>) -> Ordering {
    (n, b.text.len(), a.text).cmp(&(m, a.text.len(), b.text))
}

#[derive(Clone, Debug)]
struct Iter<'a>(&'a [u8]);

impl<'a> Iterator for Iter<'a> {
    type Item = Spelling<'a>;

    fn next(&mut self) -> Option<Spelling<'a>> {
        let (spelling, rest) = postcard::take_from_bytes(self.0).ok()?;
        self.0 = rest;
        Some(spelling)
    }
}

/// The spellings that articles print, the most frequent first and, of equals, the longest.
#[derive(Clone, Copy, Debug)]
pub struct Forms<'a>(&'a [u8]);

impl<'a> Forms<'a> {
    /// Each with its mentions.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, u32)> {
        let printed = Iter(self.0).filter(|it| it.count > 0);
        printed.map(|it| (it.text, it.count))
    }

    /// Each by itself.
    pub fn texts(self) -> impl Iterator<Item = &'a str> {
        self.iter().map(|(text, _)| text)
    }

    /// Number of spellings.
    #[must_use]
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    /// Copied, to be kept.
    #[must_use]
    pub fn to_vec(self) -> Vec<Form> {
        let form = |(text, count): (&str, u32)| Form {
            text: text.to_owned(),
            count,
        };
        self.iter().map(form).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Form, Spellings};
    use proptest::prelude::*;

    fn form(text: &str, count: u32) -> Form {
        Form {
            text: text.to_owned(),
            count,
        }
    }

    /// Adds an article's name and spellings.
    fn add(spellings: &mut Vec<u8>, name: &str, forms: &[Form], proper: bool) {
        *spellings = Spellings::new(spellings).changed(name, forms, Change::Add, proper);
    }

    fn check(spellings: &[u8], name: &str, forms: &[(&str, u32)]) {
        let spellings = Spellings::new(spellings);
        assert_eq!(spellings.name(), name);
        assert_eq!(spellings.forms().iter().collect::<Vec<_>>(), forms);
    }

    #[test]
    fn the_name_is_what_most_articles_say() {
        let mut spellings = Vec::new();
        let both = [form("Kiev", 3), form("Kyiv", 1)];
        add(&mut spellings, "Kyiv", &both, true);
        check(&spellings, "Kyiv", &[("Kiev", 3), ("Kyiv", 1)]);
        add(&mut spellings, "Kiev", &[form("Kiev", 1)], true);
        add(&mut spellings, "Kiev", &[form("Kiev", 1)], true);
        check(&spellings, "Kiev", &[("Kiev", 5), ("Kyiv", 1)]);
    }

    #[test]
    fn a_name_is_large_where_any_article_writes_it_so() {
        for (small, large, proper, name) in [
            ("hollywood", "Hollywood", true, "Hollywood"),
            ("next month", "Next month", false, "next month"),
        ] {
            let mut spellings = Vec::new();
            for name in [small, small, large] {
                add(&mut spellings, name, &[form(name, 1)], proper);
            }
            check(&spellings, name, &[(small, 2), (large, 1)]);
        }
    }

    #[test]
    fn a_name_may_be_none_of_the_spellings() {
        let all = Spellings::new(&[]);
        let called = Spellings::called("Kyiv City", all.iter().collect());
        check(&called, "Kyiv City", &[]);
    }

    proptest! {
        #[test]
        fn what_is_taken_away_was_never_there(
            kept in prop::collection::vec(("[ab]{1,2}", prop::collection::vec(("[abc]{1,2}", 1_u32..4), 0..3)), 1..6),
            gone in prop::collection::vec(("[ab]{1,2}", prop::collection::vec(("[abc]{1,2}", 1_u32..4), 0..3)), 0..6),
        ) {
            let forms = |of: &[(String, u32)]| of.iter().map(|(text, n)| form(text, *n)).collect::<Vec<_>>();
            let mut alone = Vec::new();
            for (name, of) in &kept {
                add(&mut alone, name, &forms(of), true);
            }
            let mut both = Vec::new();
            for (name, of) in gone.iter().chain(&kept) {
                add(&mut both, name, &forms(of), true);
            }
            for (name, of) in &gone {
                both = Spellings::new(&both).changed(name, &forms(of), Change::Take, true);
            }
            prop_assert_eq!(alone, both);
        }
    }
}
