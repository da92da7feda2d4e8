//! The learner of `examples/train`, on sentences of a few features.

#[path = "../../examples/train/crf.rs"]
mod crf;

use crf::{Field, Plan, Sentence, TagSet};
use dossier::entities::tagger::{Class, Tag};

const PLAN: Plan = Plan {
    rounds: 6,
    rate: 0.1,
    left_out: 0.1,
    unknown: 0.1,
    seed: 7,
};

/// A sentence whose tokens have one feature each, and what may be right of them.
fn sentence(tokens: &[(u32, TagSet)]) -> Sentence {
    Sentence {
        features: tokens.iter().map(|(feature, _)| *feature).collect(),
        own: vec![false; tokens.len()],
        ends: (1..=tokens.len()).collect(),
        right: tokens.iter().map(|(_, right)| *right).collect(),
        trust: 1.0,
    }
}

fn learned(sentences: &[Sentence]) -> Field {
    let mut field = Field::new(3);
    for _ in 0..PLAN.rounds {
        field.round(sentences, PLAN);
    }
    field.mean()
}

/// Feature 0 is a person's, 1 outside; of 2 both are allowed once, and it stands where
/// a person is.
fn lessons() -> Vec<Sentence> {
    let person = TagSet::only(Tag::first(Class::Person));
    let outside = TagSet::only(Tag::OUTSIDE);
    (0..40)
        .map(|at| match at % 4 {
            0 => sentence(&[(2, person.or(outside)), (1, outside)]),
            1 => sentence(&[(2, person), (1, TagSet::ALL)]),
            _ => sentence(&[(0, person), (1, outside)]),
        })
        .collect()
}

#[test]
fn the_same_sentences_make_the_same_weights() {
    let bits = || {
        let field = learned(&lessons());
        let weights = field.weights.into_iter().chain(field.joins).flatten();
        weights.map(f32::to_bits).collect::<Vec<u32>>()
    };
    assert_eq!(bits(), bits());
}

#[test]
fn what_is_doubted_follows_what_is_sure() {
    let field = learned(&lessons());
    let person = Tag::first(Class::Person).column();
    let outside = Tag::OUTSIDE.column();
    for (feature, right, wrong) in [
        (0, person, outside),
        (1, outside, person),
        (2, person, outside),
    ] {
        let row = field.weights[feature];
        assert!(row[right] > row[wrong], "{feature}: {row:?}");
    }
}
