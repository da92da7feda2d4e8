//! Keys of names: what makes the names of two articles one part of the catalog.
//!
//! In goes a name with its kind; out come hashes that are equal when the kind is and the
//! names differ in accents, transliteration, American legal form or a leading article only.

use super::normalize::{self, Law};
use super::person::PersonName;
use crate::entities::kind::{Basis, Kind};
use crate::entities::known::word_key::{Key, join};
use crate::entities::recognized::LocalEntity;
use crate::entities::values::measure::worth;
use crate::text::fnv::fnv1a;
use crate::text::fold::fold;
use crate::text::period::Period;

/// The block of parts that a name may be one with: persons of one surname, organizations
/// of one acronym, or of one long word.
pub(crate) fn block(kind: Kind, name: &str) -> Option<Key> {
    match kind {
        Kind::Person => Some(hash(&format!("family {}", PersonName::new(name).family()))),
        Kind::Organization => {
            let stem = normalize::organization(name, false);
            Some(match normalize::acronym(&stem) {
                Some(acronym) => hash(&format!("acronym {acronym}")),
                None => hash(&format!("stem {}", stem.join(" "))),
            })
        }
        _ => None,
    }
}

/// What makes two articles' entities one part, but for the basis of their kind.
pub(crate) fn key_of(local: &LocalEntity, date: Option<Period>) -> Key {
    match date {
        Some(date) => hash(&format!("{} {date}", local.kind)),
        None => name_key(local.kind, &local.name),
    }
}

/// The key of a name whose kind is told on that basis.
pub(crate) fn told(key: Key, basis: Basis) -> Key {
    match basis {
        Basis::Rule => key,
        Basis::Guess => join(key, 1),
    }
}

/// The key of a name of that kind, told by a rule.
pub(crate) fn name_key(kind: Kind, name: &str) -> Key {
    let key = match kind {
        Kind::Person => normalize::person(name),
        Kind::Organization => {
            let stem = normalize::organization(name, false).join(" ");
            match Law::of(name) {
                Law::Other(form) => format!("{stem} / {form}"),
                Law::Unsaid | Law::American => stem,
            }
        }
        Kind::Date => fold(name),
        Kind::Money | Kind::Quantity => fold(&worth(name, kind)),
        _ => normalize::plain(name),
    };
    let key = if key.is_empty() { name } else { &key };
    hash(&format!("{kind} {key}"))
}

/// The key of a text as it stands.
pub(crate) fn hash(text: &str) -> Key {
    fnv1a(text.bytes())
}
