//! Words for what somebody is or does: `governor`, `secretary of state`, `rebel leader`.
//!
//! In goes a phrase; out comes whether it says a role. The list of titles is the
//! recognizer's own (`assets/entities/cues.txt`); beside it stand the endings by which
//! English makes nouns of doers.

use super::tables::titles;
use std::collections::HashSet;

/// What says a role.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    titles: HashSet<&'static str>,
}

/// Endings of nouns for doers, and the shortest word that they are believed in, in bytes.
const DOERS: [(&str, usize); 12] = [
    ("ist", 6),
    ("ologist", 7),
    ("man", 6),
    ("woman", 7),
    ("person", 9),
    ("ician", 7),
    ("maker", 7),
    ("holder", 8),
    ("keeper", 8),
    ("owner", 5),
    ("leader", 6),
    ("fighter", 7),
];

impl Roles {
    /// The roles that the tables in the binary know.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            titles: titles().collect(),
        }
    }

    /// Whether a phrase in lower case, its words with one blank between them, says a role:
    /// `secretary of state`, `economist`; `state` does not.
    #[must_use]
    pub fn has(&self, phrase: &str) -> bool {
        let one_word = !phrase.contains(' ');
        let does = |(ending, shortest): &(&str, usize)| {
            phrase.len() >= *shortest && phrase.ends_with(ending)
        };
        self.titles.contains(phrase) || (one_word && DOERS.iter().any(does))
    }
}

#[cfg(test)]
mod tests {
    use super::Roles;

    fn check(phrase: &str, expected: bool) {
        assert_eq!(Roles::embedded().has(phrase), expected, "{phrase}");
    }

    #[test]
    fn knows_titles_and_doers() {
        check("secretary of state", true);
        check("economist", true);
        check("congressman", true);
        check("state", false);
        check("list", false);
        check("human", false);
    }
}
