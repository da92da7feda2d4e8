//! Queries as the tests think of them, and a scan that answers them.

use super::model::{Model, NAMES, NEAR_WORDS, WORDS};
use dossier::index::Field;
use dossier::text::tokens::term;
use proptest::prelude::*;
/// A query as the tests think of it.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Word {
        field: &'static str,
        word: &'static str,
        sign: &'static str,
    },
    Phrase {
        field: &'static str,
        words: Vec<&'static str>,
        star: bool,
    },
    Near {
        field: &'static str,
        words: Vec<&'static str>,
        near: usize,
    },
    Mentions(i16),
    Marked,
    Entity(usize),
    Year {
        sign: &'static str,
        year: i16,
    },
    Source(&'static str),
    Path(&'static str),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

/// Words, phrases, and words near each other.
pub(crate) fn words() -> impl Strategy<Value = Tree> {
    let field = prop::sample::select(&["", "", "title:", "body:"][..]);
    let any_word = prop::sample::select(vec![
        "rate", "rat", "ra", "BANK", "us", "F-16", "16", "dont", "krakow", "1,364", "ukraine",
        "日", "nowhere",
    ]);
    prop_oneof![
        4 => (field.clone(), any_word, prop::sample::select(&["", "", "*", "=", "~"][..]))
            .prop_map(|(field, word, sign)| Tree::Word { field, word, sign }),
        2 => (field, prop::collection::vec(prop::sample::select(&WORDS[..]), 1..4), any::<bool>())
            .prop_map(|(field, words, star)| Tree::Phrase { field, words, star }),
        2 => (prop::sample::select(&["", "title:"][..]), prop::collection::vec(prop::sample::select(&NEAR_WORDS[..]), 2..5), 0_usize..4)
            .prop_map(|(field, words, near)| Tree::Near { field, words, near }),
    ]
}

pub(crate) fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        8 => words(),
        1 => (2020_i16..2026).prop_map(Tree::Mentions),
        1 => Just(Tree::Marked),
        1 => (0..NAMES.len()).prop_map(Tree::Entity),
        1 => (prop::sample::select(&["", ">", "<="][..]), 2020_i16..2026).prop_map(|(sign, year)| Tree::Year { sign, year }),
        1 => prop::sample::select(&["reut", "PPL", "none"][..]).prop_map(Tree::Source),
        1 => prop::sample::select(&["dir1", "3.TXT"][..]).prop_map(Tree::Path),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|tree| Tree::Not(Box::new(tree))),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Tree::All),
            prop::collection::vec(inner, 1..4).prop_map(Tree::Any),
        ]
    })
}

impl Tree {
    pub(crate) fn written(&self) -> String {
        let star = |star: &bool| if *star { "*" } else { "" };
        let joined =
            |trees: &[Self], by: &str| trees.iter().map(Self::written).collect::<Vec<_>>().join(by);
        match self {
            Self::Word {
                field,
                word,
                sign: "=",
            } => format!("{field}={word}"),
            Self::Word { field, word, sign } => format!("{field}{word}{sign}"),
            Self::Phrase {
                field,
                words,
                star: s,
            } => format!("{field}\"{}{}\"", words.join(" "), star(s)),
            Self::Near { field, words, near } => format!("{field}\"{}*\"~{near}", words.join(" ")),
            Self::Mentions(year) => format!("mentions:{year}"),
            Self::Marked => "is:unread".to_owned(),
            Self::Entity(n) => format!("entity:\"{}\"", NAMES[*n].0.to_uppercase()),
            Self::Year { sign, year } => format!("date:{sign}{year}"),
            Self::Source(part) => format!("source:{part}"),
            Self::Path(part) => format!("path:{part}"),
            Self::Not(tree) => format!("-({})", tree.written()),
            Self::All(trees) => format!("({})", joined(trees, " ")),
            Self::Any(trees) => format!("({})", joined(trees, " OR ")),
        }
    }

    /// The tree without parents of one.
    pub(crate) fn plain(&self) -> Self {
        match self {
            Self::All(trees) | Self::Any(trees) if trees.len() == 1 => trees[0].plain(),
            Self::All(trees) => Self::All(trees.iter().map(Self::plain).collect()),
            Self::Any(trees) => Self::Any(trees.iter().map(Self::plain).collect()),
            leaf => leaf.clone(),
        }
    }

    /// The tree with the words that it joins by AND joined by OR, if there are two.
    pub(crate) fn loosened(&self) -> Option<Self> {
        let Self::All(trees) = self.plain() else {
            return None;
        };
        let is_word = |tree: &Self| {
            matches!(
                tree,
                Self::Word { .. } | Self::Phrase { .. } | Self::Near { .. }
            )
        };
        let is_words = |tree: &Self| match tree {
            Self::Any(trees) => trees.iter().all(is_word),
            tree => is_word(tree),
        };
        let (words, mut others): (Vec<Self>, Vec<Self>) = trees.into_iter().partition(is_words);
        let loose = words.len() > 1;
        others.push(Self::Any(words));
        loose.then_some(Self::All(others))
    }

    pub(crate) fn holds(&self, model: &Model, number: usize) -> bool {
        match self {
            Self::Word { .. } | Self::Phrase { .. } => self
                .asked()
                .is_some_and(|asked| asked.counts(model).iter().any(|count| *count > 0.0)),
            Self::Near { field, words, near } => nearby(model, field, words, *near),
            Self::Mentions(year) => model.year.is_some_and(|of| of + 1 == *year),
            Self::Marked => false,
            Self::Entity(n) => model.names.contains(n),
            Self::Year { sign, year } => model.year.is_some_and(|of| match *sign {
                ">" => of > *year,
                "<=" => of <= *year,
                _ => of == *year,
            }),
            Self::Source(part) => model
                .source
                .is_some_and(|of| of.to_lowercase().contains(&part.to_lowercase())),
            Self::Path(part) => {
                format!("dir{}/{number}.txt", number % 2).contains(&part.to_lowercase())
            }
            Self::Not(tree) => !tree.holds(model, number),
            Self::All(trees) => trees.iter().all(|tree| tree.holds(model, number)),
            Self::Any(trees) => trees.iter().any(|tree| tree.holds(model, number)),
        }
    }
}

/// Whether a block has the words in any order, each at a place of its own, with at most
/// `near` others among them; anything that begins like the last word will do for it.
fn nearby(model: &Model, field: &str, words: &[&str], near: usize) -> bool {
    fn fits(left: &[String], wanted: &[(String, bool)]) -> bool {
        let Some(((word, begins), others)) = wanted.split_first() else {
            return true;
        };
        (0..left.len()).any(|at| {
            let found = left[at] == *word || (*begins && left[at].starts_with(word.as_str()));
            let mut rest = left.to_vec();
            found && {
                rest.remove(at);
                fits(&rest, others)
            }
        })
    }
    let n = words.len();
    let wanted = words
        .iter()
        .enumerate()
        .map(|(at, word)| (term(word), at + 1 == n));
    let wanted: Vec<(String, bool)> = wanted.collect();
    let searched = model.terms().into_iter();
    searched
        .filter(|(of, _)| field.is_empty() || *of == Field::Title)
        .any(|(_, terms)| {
            terms
                .windows((n + near).min(terms.len()))
                .any(|window| fits(window, &wanted))
        })
}
