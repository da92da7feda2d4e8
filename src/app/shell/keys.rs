//! What a key means: looked up in the rows of the table of features, then in the shell's own.
//!
//! A key belongs to the layer in front, if its feature binds it; else to a feature that lends
//! it to where the user is; else to the shell. It never falls to what lies hidden.

use crate::app::features::FEATURES;
use crate::app::input::Key;
use crate::app::layer::COMMON;
use crate::app::layer::feature::{Binding, Feature, Reach};
use crate::app::screen::Shape;

/// Whose a binding is.
#[derive(Clone, Copy, Debug)]
pub enum Owner {
    /// The layer in front.
    Front,
    /// A feature that lends it.
    Lender(&'static Feature),
    /// The shell.
    Shell,
}

/// What a key means after the keys pressed before it.
#[derive(Clone, Copy, Debug)]
pub enum Meaning {
    /// It does something.
    Does(&'static Binding, Owner),
    /// It opens a sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

/// The meaning of `pressed`, a sequence of keys, with that feature in front.
#[must_use]
pub fn meaning(front: &'static Feature, typing: bool, pressed: &[Key]) -> Meaning {
    let mut meaning = Meaning::Nothing;
    for (binding, owner) in bindings(front, typing) {
        if binding.keys.contains(&pressed) {
            return Meaning::Does(binding, owner);
        }
        if binding.keys.iter().any(|keys| keys.starts_with(pressed)) {
            meaning = Meaning::Prefix;
        }
    }
    meaning
}

/// The bindings that work with a feature in front, those that go first being first.
pub fn bindings(
    front: &'static Feature,
    typing: bool,
) -> impl Iterator<Item = (&'static Binding, Owner)> {
    let own = front.keys.iter().map(|keys| (keys, Owner::Front));
    let lenders = FEATURES.iter().filter(move |it| !std::ptr::eq(**it, front));
    let lent = lenders.flat_map(|it| it.keys.iter().map(move |keys| (keys, Owner::Lender(it))));
    let shell = COMMON.iter().map(|keys| (keys, Owner::Shell));
    own.chain(lent)
        .chain(shell)
        .filter(move |(keys, owner)| reaches(keys.reach, front, typing, *owner))
        .flat_map(|(keys, owner)| keys.bindings.iter().map(move |binding| (binding, owner)))
}

/// Whether keys work with that feature in front.
fn reaches(reach: Reach, front: &Feature, typing: bool, owner: Owner) -> bool {
    let is_lent = matches!(owner, Owner::Lender(_));
    let is = |shape: Shape| front.shape == shape;
    match reach {
        Reach::Everywhere => true,
        Reach::Typing => typing && !is_lent,
        _ if typing => false,
        Reach::Lists => true,
        Reach::Front => !is_lent,
        Reach::Panes => is(Shape::Pane),
        Reach::Pages => is(Shape::Page),
        Reach::Screens => is(Shape::Pane) || is(Shape::Page),
        Reach::Named => front.named && (is(Shape::Pane) || is(Shape::Page)),
        Reach::NamedPanes => front.named && is(Shape::Pane),
        Reach::NamedPages => front.named && is(Shape::Page),
        Reach::Boxes => is(Shape::Box),
    }
}

/// What can follow the keys pressed, those of the shell first: the key and what it does, in
/// as few words as its help begins with.
#[must_use]
pub fn following(
    front: &'static Feature,
    typing: bool,
    pressed: &[Key],
) -> Vec<(Key, &'static str)> {
    let mut all: Vec<(&'static Binding, Owner)> = bindings(front, typing).collect();
    all.sort_by_key(|(_, owner)| !matches!(owner, Owner::Shell));
    let next = |(binding, _): (&'static Binding, Owner)| {
        let begun = binding.keys.iter().filter(|keys| keys.starts_with(pressed));
        let short = binding.help.split([':', ';', ',']).next();
        begun
            .filter_map(|keys| keys.get(pressed.len()))
            .map(move |key| (*key, short.unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    all.into_iter().flat_map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::{COMMON, FEATURES, Key, Meaning, bindings, meaning};
    use crate::app::layer::feature::Feature;
    use std::collections::HashMap;

    fn feature(id: &str) -> &'static Feature {
        FEATURES.iter().find(|it| it.id == id).expect("a feature")
    }

    /// What keys mean in a feature, by the binding's id; `…` opens a sequence.
    fn check(front: &str, typing: bool, pressed: &[Key], expected: &str) {
        let id = match meaning(feature(front), typing, pressed) {
            Meaning::Does(binding, _) => binding.id,
            Meaning::Prefix => "…",
            Meaning::Nothing => "",
        };
        assert_eq!(id, expected, "{front} {pressed:?}");
    }

    #[test]
    fn sequences_and_places() {
        let g = Key::Char('g');
        check("reader", false, &[g], "…");
        check("reader", false, &[g, g], "top");
        check("reader", false, &[g, Key::Char('j')], "");
        check("reader", true, &[g], "");
        check("articles", false, &[Key::Char('x')], "");
        check("entities", false, &[Key::Char('x')], "exclude");
        check("dossier", false, &[Key::Char('x')], "exclude-it");
        check("menu", false, &[Key::Char('S')], "");
        check("dossier", false, &[Key::Char('S')], "search-all");
    }

    /// A key that a feature has for itself may stand over a lent one; the same place has it once.
    #[test]
    fn no_key_means_two_things_in_one_place() {
        for front in FEATURES {
            for typing in [false, true] {
                let mut seen: HashMap<(&[Key], u8), &str> = HashMap::new();
                for (binding, owner) in bindings(front, typing) {
                    let rank = u8::from(!matches!(owner, super::Owner::Front));
                    for keys in binding.keys {
                        let before = seen.insert((keys, rank), binding.id);
                        assert_eq!(before, None, "{} {keys:?} {}", front.id, binding.id);
                    }
                }
            }
        }
    }

    #[test]
    fn no_sequence_hides_behind_a_key() {
        for front in FEATURES {
            let all: Vec<&[Key]> = bindings(front, false)
                .flat_map(|(binding, _)| binding.keys.iter().copied())
                .collect();
            for keys in &all {
                let hidden = all
                    .iter()
                    .find(|it| it.len() > keys.len() && it.starts_with(keys));
                assert_eq!(hidden, None, "{} {keys:?}", front.id);
            }
        }
    }

    #[test]
    fn ids_are_unique() {
        let features = FEATURES.iter().flat_map(|feature| feature.keys);
        let all = COMMON.iter().chain(features).flat_map(|keys| keys.bindings);
        let mut ids: Vec<&str> = all.map(|binding| binding.id).collect();
        let n = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n);
    }

    #[test]
    fn keys_that_terminals_confuse_are_not_bound() {
        let confused = ['i', 'h', 'm', 'j'].map(Key::Ctrl);
        let features = FEATURES.iter().flat_map(|feature| feature.keys);
        let all = COMMON.iter().chain(features).flat_map(|keys| keys.bindings);
        let mut keys = all
            .flat_map(|binding| binding.keys)
            .flat_map(|keys| keys.iter());
        assert!(!keys.any(|key| confused.contains(key)));
    }
}
