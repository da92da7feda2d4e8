//! The entities that one can be merged into, to choose from by typing.
//!
//! In goes a catalog and an entity; out come [`Choices`], prepared once: every other entity
//! in the order in which it is offered, with its spellings folded. What is typed then is
//! looked for in plain text. Costs a walk over all entities, and about 40 bytes for each
//! while they are kept; a pattern is looked for in all of them at most.

use super::duplicates::{MOST, Reason, Taken, is_name, pair, reason};
use crate::entities::catalog::Catalog;
use crate::entities::catalog::entity::{Entity, EntityId};
use crate::entities::corrections::Named;
use crate::entities::kind::Kind;
use crate::entities::recognizer::Recognizer;
use crate::text::fold::fold;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// An entity that another one can be merged into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// The entity.
    pub entity: Named,
    /// In how many articles it is named.
    pub articles: usize,
    /// Why the two may be one, if there is a reason.
    pub reason: Option<Reason>,
}

/// All entities that one can be merged into.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Those with a reason first, then those of the same kind, then the most frequent.
    rows: Vec<Choice>,
    /// Their spellings, folded.
    text: String,
}

#[derive(Clone, Copy, Debug)]
struct Choice {
    entity: EntityId,
    reason: Option<Reason>,
    /// Where its spellings begin and end in the text, in bytes.
    from: u32,
    to: u32,
}

/// Words of a name that are too short to make another name alike, in bytes.
const SHORT: usize = 3;

impl Catalog {
    /// The entities that one can be merged into; none if there is no such entity.
    #[must_use]
    pub fn choices(&self, about: &Named, recognizer: &Recognizer) -> Choices {
        let Some((id, entity)) = self.find(about) else {
            return Choices::default();
        };
        let refused = self.refused();
        let alike = Alike::new(self, id, &entity);
        let subject = Taken::new(id, entity);
        let mut choices = Choices::default();
        let mut order = Vec::new();
        let others = self
            .iter()
            .filter(|(other, it)| *other != id && is_name(it.kind));
        for (other, it) in others {
            let from = choices.text.len();
            choices.push_spellings(&it);
            let text = choices.text.get(from..).unwrap_or_default();
            let reason = alike
                .may_be(other, text)
                .then(|| reason(&subject, &Taken::new(other, it), recognizer))
                .flatten()
                .filter(|_| !refused.contains(&pair(id, other)));
            let rank = (
                reason.is_none(),
                it.kind != about.kind,
                Reverse(it.articles.len()),
            );
            order.push((rank, it.kind, it.name, order.len()));
            choices.rows.push(Choice {
                entity: other,
                reason,
                from: narrow(from),
                to: narrow(choices.text.len()),
            });
        }
        order.sort_unstable();
        choices.rows = order.iter().map(|(.., at)| choices.rows[*at]).collect();
        choices
    }

    /// Those of the choices, made of this catalog, of which a spelling has the typed words.
    #[must_use]
    pub fn chosen(&self, choices: &Choices, pattern: &str) -> Vec<Likely> {
        let wanted = fold(pattern);
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |row: &&Choice| {
            let text = choices.text.get(row.from as usize..row.to as usize);
            let mut spellings = text.unwrap_or_default().split('\n');
            spellings.any(|text| wanted.iter().all(|word| text.contains(word)))
        };
        let likely = |row: &Choice| {
            let entity = self.get(row.entity)?;
            Some(Likely {
                entity: Named {
                    kind: entity.kind,
                    name: entity.name.to_owned(),
                },
                articles: entity.articles.len(),
                reason: row.reason,
            })
        };
        choices
            .rows
            .iter()
            .filter(fits)
            .take(MOST)
            .filter_map(likely)
            .collect()
    }
}

impl Choices {
    fn push_spellings(&mut self, entity: &Entity<'_>) {
        let others = entity.forms.texts().filter(|text| *text != entity.name);
        for (n, text) in std::iter::once(entity.name).chain(others).enumerate() {
            if n > 0 {
                self.text.push('\n');
            }
            self.text.push_str(&fold(text));
        }
    }
}

/// What tells cheaply whether an entity may be another one.
struct Alike {
    words: Vec<String>,
    name: String,
    /// Entities that its parts are compared with anyway.
    block: BTreeSet<EntityId>,
}

impl Alike {
    fn new(catalog: &Catalog, id: EntityId, entity: &Entity<'_>) -> Self {
        let name = fold(entity.name);
        let words = name.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| word.len() >= SHORT).map(str::to_owned);
        Self {
            words: words.collect(),
            block: match entity.kind {
                Kind::Person | Kind::Organization => catalog.neighbors(id).collect(),
                _ => BTreeSet::new(),
            },
            name,
        }
    }

    /// Whether it is worth a closer look: what is compared anyway, what has a word of the
    /// name, and what differs from it in two letters that stand together.
    fn may_be(&self, other: EntityId, text: &str) -> bool {
        self.block.contains(&other)
            || self.words.iter().any(|word| text.contains(word.as_str()))
            || text
                .split('\n')
                .next()
                .is_some_and(|name| self.is_near(name))
    }

    fn is_near(&self, name: &str) -> bool {
        // A letter takes up to four bytes.
        const NEAR: usize = 8;
        let (a, b) = (self.name.as_bytes(), name.as_bytes());
        let longest = a.len().max(b.len());
        if a.len().abs_diff(b.len()) > NEAR {
            return false;
        }
        let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let behind = a
            .iter()
            .rev()
            .zip(b.iter().rev())
            .take_while(|(a, b)| a == b);
        before + behind.count() + NEAR >= longest
    }
}

fn narrow(at: usize) -> u32 {
    // A catalog of 4 GiB of names is none.
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Catalog, Kind, Named};
    use crate::corpus::ArticleId;
    use crate::entities::testing::{RECOGNIZER, article};

    /// What can be chosen for a person by each pattern, with the reasons.
    fn check(texts: &[&str], about: &str, expected: &[(&str, &[&str])]) {
        let mut catalog = Catalog::default();
        for (id, text) in (0..).map(ArticleId).zip(texts) {
            catalog.add(id, RECOGNIZER.read(&article(text)));
        }
        catalog.settle(&RECOGNIZER);
        let about = Named {
            kind: Kind::Person,
            name: about.to_owned(),
        };
        let choices = catalog.choices(&about, &RECOGNIZER);
        for (pattern, rows) in expected {
            let found = catalog.chosen(&choices, pattern);
            let found: Vec<String> = found
                .into_iter()
                .map(|it| match it.reason {
                    Some(reason) => format!("{}: {reason}", it.entity.name),
                    None => it.entity.name,
                })
                .collect();
            assert_eq!(found, *rows, "{pattern}");
        }
    }

    #[test]
    fn the_likely_ones_come_first() {
        let texts = [
            "He met Mr. Okhotsky in Kyiv.",
            "He met Andrii Okhotsky and Joe Biden.",
        ];
        let all = ["Andrii Okhotsky: surname", "Joe Biden", "Kyiv"];
        let expected: [(&str, &[&str]); 4] = [
            ("", &all),
            ("bid", &["Joe Biden"]),
            ("JOE bid", &["Joe Biden"]),
            ("joe kyiv", &[]),
        ];
        check(&texts, "Okhotsky", &expected);
    }

    #[test]
    fn a_slip_of_a_letter_is_a_reason() {
        let texts = [
            "He met Andrii Okhotsky.",
            "He met Andril Okhotsky and Joe Biden.",
        ];
        let expected: [(&str, &[&str]); 1] = [("", &["Andril Okhotsky: one letter", "Joe Biden"])];
        check(&texts, "Andrii Okhotsky", &expected);
    }
}
