//! Words and phrases of a query, and what an article's score is by the published formulas.

use super::model::Model;
use super::tree::Tree;
use dossier::index::Field;
use dossier::query::OTHER_FORM;
use dossier::text::stem::stem;
use dossier::text::tokens::{Token, term, tokens};
/// A word or phrase as a query asks for it.
pub(crate) struct Asked {
    pub(crate) field: &'static str,
    pub(crate) terms: Vec<String>,
    /// Whether anything that begins like the last word will do.
    pub(crate) begins: bool,
    /// Whether any form of the word will do.
    pub(crate) forms: bool,
    /// Whether what is a slip or two from the word will do.
    pub(crate) slips: bool,
}

impl Tree {
    pub(crate) fn asked(&self) -> Option<Asked> {
        let (field, words, star, exact) = match self {
            Self::Word { field, word, sign } => {
                (*field, (*word).to_owned(), *sign == "*", *sign == "=")
            }
            Self::Phrase { field, words, star } => (*field, words.join(" "), *star, true),
            _ => return None,
        };
        let slips = matches!(self, Self::Word { sign: "~", .. });
        let terms: Vec<String> = tokens(&words)
            .filter(|token| token.is_term())
            .map(|token| term(token.span.slice(&words)))
            .collect();
        Some(Asked {
            field,
            // A star behind a possessive or a dot ends no word.
            begins: star && tokens(&words).last().is_some_and(Token::is_term),
            forms: !exact && !star && !slips && terms.len() == 1,
            slips: slips && terms.len() == 1,
            terms,
        })
    }
}

impl Asked {
    /// What a term counts for the word at that place, 0 if it is no answer to it.
    pub(crate) fn weight(&self, term: &str, at: usize) -> f32 {
        let (wanted, last) = (&self.terms[at], at + 1 == self.terms.len());
        let begins = self.begins && last && term.starts_with(wanted.as_str());
        if term == wanted || begins {
            1.0
        } else if self.slips {
            let [a, b] = [wanted, term].map(|word| word.chars().collect::<Vec<_>>());
            let most = [0, 0, 0, 1, 1, 1].get(a.len()).copied().unwrap_or(2);
            match edits(&a, &b) {
                1 if most > 0 => OTHER_FORM,
                2 if most > 1 => OTHER_FORM * OTHER_FORM,
                _ => 0.0,
            }
        } else if self.forms && stem(term) == stem(wanted) {
            OTHER_FORM
        } else {
            0.0
        }
    }

    /// What the occurrences in the title, in headings and in the body count.
    pub(crate) fn counts(&self, model: &Model) -> [f32; 3] {
        let mut counts = [0.0; 3];
        for (field, terms) in model.terms() {
            let covered = match self.field {
                "title:" => field == Field::Title,
                "body:" => field != Field::Title,
                _ => true,
            };
            for window in terms.windows(self.terms.len()).filter(|_| covered) {
                let each = window
                    .iter()
                    .enumerate()
                    .map(|(at, term)| self.weight(term, at));
                counts[field as usize] += each.fold(1.0_f32, f32::min);
            }
        }
        counts
    }

    /// How often an article has a word, in any of its forms.
    pub(crate) fn n_occurrences(&self, model: &Model) -> usize {
        let blocks = model.terms().into_iter();
        let terms = blocks.flat_map(|(_, terms)| terms);
        terms.filter(|term| self.weight(term, 0) > 0.0).count()
    }

    /// Whether an article has a term, anywhere, that answers the word at that place.
    pub(crate) fn has(&self, model: &Model, at: usize) -> bool {
        let blocks = model.terms().into_iter();
        let mut terms = blocks.flat_map(|(_, terms)| terms);
        terms.any(|term| self.weight(&term, at) > 0.0)
    }

    /// What the word says about an article that has it.
    pub(crate) fn idf(&self, all: &[&Model]) -> f32 {
        let real = |n: usize| f32::from(u16::try_from(n).expect("small numbers"));
        let idf = (0..self.terms.len()).map(|at| {
            let with = real(all.iter().filter(|model| self.has(model, at)).count());
            (1.0 + (real(all.len()) - with + 0.5) / (with + 0.5)).ln()
        });
        idf.sum()
    }

    /// The score of an article by the published formula.
    pub(crate) fn score(&self, model: &Model, all: &[&Model]) -> f32 {
        let real = |n: usize| f32::from(u16::try_from(n).expect("small numbers"));
        let lengths = |model: &Model| {
            let mut lengths = [0.0; 3];
            for (field, terms) in model.terms() {
                lengths[field as usize] += real(terms.len());
            }
            let [title, heading, body] = lengths;
            [title, heading + body]
        };
        let norm = |stream: usize| {
            let sum: f32 = all.iter().map(|model| lengths(model)[stream]).sum();
            0.25 + 0.75 * lengths(model)[stream] * real(all.len()) / sum.max(f32::MIN_POSITIVE)
        };
        let [title, heading, body] = self.counts(model);
        let in_title = if title > 0.0 {
            3.0 * title / norm(0)
        } else {
            0.0
        };
        let f = in_title + (2.0 * heading + body) / norm(1).max(f32::MIN_POSITIVE);
        self.idf(all) * 2.2 * f / (1.2 + f)
    }
}

/// What it is worth that the words stand near each other, by the published formula.
pub(crate) fn bonus(asked: &[Asked], model: &Model, all: &[&Model]) -> f32 {
    let real = |n: usize| f32::from(u16::try_from(n).expect("small numbers"));
    let idf: Vec<f32> = asked.iter().map(|word| word.idf(all)).collect();
    let mut near = vec![0.0; asked.len()];
    for (_, terms) in model.terms() {
        let stands: Vec<(usize, usize)> = terms
            .iter()
            .enumerate()
            .flat_map(|(at, term)| {
                let here = (0..asked.len()).filter(move |word| asked[*word].weight(term, 0) > 0.0);
                here.map(move |word| (at, word))
            })
            .collect();
        for pair in stands.windows(2) {
            let [(a, v), (b, w)] = pair else { continue };
            if a != b && v != w {
                near[*v] += idf[*w] / real(b - a).powi(2);
                near[*w] += idf[*v] / real(b - a).powi(2);
            }
        }
    }
    let length = |model: &Model| -> f32 {
        let blocks = model.terms().into_iter();
        blocks
            .filter(|(field, _)| *field != Field::Title)
            .map(|(_, terms)| real(terms.len()))
            .sum()
    };
    let sum: f32 = all.iter().map(|model| length(model)).sum();
    let norm = 0.25 + 0.75 * length(model) * real(all.len()) / sum.max(f32::MIN_POSITIVE);
    let each = near
        .iter()
        .zip(idf)
        .map(|(near, idf)| idf.min(1.0) * 2.2 * near / (1.2 * norm + near));
    0.5 * each.sum::<f32>()
}

/// The number of edits between two words by the definition.
pub(crate) fn edits(a: &[char], b: &[char]) -> usize {
    let (Some((x, a_rest)), Some((y, b_rest))) = (a.split_last(), b.split_last()) else {
        return a.len().max(b.len());
    };
    let mut least = (edits(a_rest, b) + 1).min(edits(a, b_rest) + 1);
    least = least.min(edits(a_rest, b_rest) + usize::from(x != y));
    if let ([a_rest @ .., v, w], [b_rest @ .., x, y]) = (a, b)
        && (v, w) == (y, x)
    {
        least = least.min(edits(a_rest, b_rest) + 1);
    }
    least
}
