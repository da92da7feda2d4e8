//! The keys: one table that both handles them and explains them.
//!
//! The help screen and the footer are written from [`BINDINGS`], so a key that works is
//! a key that is documented.

use super::bindings::BINDINGS;
use super::command::Command;
use super::input::Key;

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The article list is focused.
    Articles,
    /// The reader is focused.
    Reader,
    /// The entities are focused.
    Entities,
    /// The dossier of an entity stands in place of the panes.
    Dossier,
    /// The table of entities does.
    Roster,
    /// A list lies over the panes: help, skipped files, orders.
    Panel,
    /// A line is being typed.
    Typing,
}

/// One way to give a command.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it works.
    pub contexts: &'static [Context],
    /// The keys, each a sequence to press one after the other.
    pub keys: &'static [&'static [Key]],
    /// What it does.
    pub command: Command,
    /// One or two words for the footer; empty for what is not shown there.
    pub short: &'static str,
    /// What it does, for the help screen.
    pub help: &'static str,
}

/// What a key means after the keys pressed before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It gives a command.
    Command(Command),
    /// It opens a sequence; what can follow.
    Prefix,
    /// Nothing.
    Nothing,
}

/// The meaning of `pressed`, a sequence of keys, in a context.
#[must_use]
pub fn meaning(context: Context, pressed: &[Key]) -> Meaning {
    let mut meaning = Meaning::Nothing;
    for binding in bindings(context) {
        for keys in binding.keys {
            if *keys == pressed {
                return Meaning::Command(binding.command);
            }
            if keys.starts_with(pressed) {
                meaning = Meaning::Prefix;
            }
        }
    }
    meaning
}

/// The bindings of a context, in the order of the table.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(move |binding| binding.contexts.contains(&context))
}

/// What can follow the keys pressed: the key and what it does.
pub fn following(context: Context, pressed: &[Key]) -> impl Iterator<Item = (Key, &'static str)> {
    bindings(context).flat_map(move |binding| {
        let next = |keys: &&'static [Key]| {
            keys.starts_with(pressed)
                .then(|| keys.get(pressed.len()).copied())
                .flatten()
        };
        binding
            .keys
            .iter()
            .filter_map(next)
            .map(|key| (key, binding.help))
    })
}

/// The keys of a binding as the help writes them: `gg, Home`.
#[must_use]
pub fn written(binding: &Binding) -> String {
    let sequence = |keys: &&[Key]| keys.iter().map(Key::to_string).collect::<String>();
    binding
        .keys
        .iter()
        .map(sequence)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::{BINDINGS, Command, Context, Key, Meaning, meaning};
    use std::collections::HashSet;

    fn check(context: Context, pressed: &[Key], expected: &Meaning) {
        assert_eq!(meaning(context, pressed), *expected);
    }

    #[test]
    fn sequences_and_contexts() {
        let g = Key::Char('g');
        check(Context::Reader, &[g], &Meaning::Prefix);
        check(Context::Reader, &[g, g], &Meaning::Command(Command::Top));
        check(Context::Reader, &[g, Key::Char('j')], &Meaning::Nothing);
        check(Context::Typing, &[g], &Meaning::Nothing);
        check(Context::Articles, &[Key::Char('x')], &Meaning::Nothing);
    }

    #[test]
    fn no_key_means_two_things_in_one_context() {
        let mut seen = HashSet::new();
        for binding in BINDINGS {
            for context in binding.contexts {
                for keys in binding.keys {
                    assert!(seen.insert((*context, *keys)), "{context:?} {keys:?}");
                }
            }
        }
    }

    #[test]
    fn keys_that_terminals_confuse_are_not_bound() {
        let confused = [
            Key::Ctrl('i'),
            Key::Ctrl('h'),
            Key::Ctrl('m'),
            Key::Ctrl('j'),
        ];
        let mut keys = BINDINGS
            .iter()
            .flat_map(|binding| binding.keys)
            .flat_map(|keys| keys.iter());
        assert!(!keys.any(|key| confused.contains(key)));
    }
}
