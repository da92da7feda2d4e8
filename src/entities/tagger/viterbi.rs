//! The best tags of a sentence (Viterbi 1967): of all sequences in which each tag may stand
//! behind the one before, that with the most weight.

use super::tags::{TAGS, Tag};
use super::weights::{Model, Row};

/// Less than any sequence weighs.
const NEVER: i64 = i64::MIN / 2;

/// The best tags for tokens with these scores.
pub(super) fn decode(model: &Model, scores: &[Row]) -> Vec<Tag> {
    let mut best = [NEVER; TAGS];
    let mut ways: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    for (at, row) in scores.iter().enumerate() {
        let mut next = [NEVER; TAGS];
        let mut way = [0_u8; TAGS];
        for (column, (score, from)) in next.iter_mut().zip(&mut way).enumerate() {
            let tag = Tag::at(column);
            if at == 0 {
                if tag.follows(Tag::OUTSIDE) {
                    *score = i64::from(model.joins(TAGS)[column]) + i64::from(row[column]);
                }
                continue;
            }
            for (before, weight) in (0_u8..).zip(best) {
                let column_before = usize::from(before);
                let together = weight + i64::from(model.joins(column_before)[column]);
                if tag.follows(Tag::at(column_before)) && together > *score {
                    (*score, *from) = (together, before);
                }
            }
            *score = (*score + i64::from(row[column])).max(NEVER);
        }
        best = next;
        ways.push(way);
    }
    let last = (0..TAGS).max_by_key(|column| (best[*column], std::cmp::Reverse(*column)));
    let mut column = last.unwrap_or(0);
    let mut tags = vec![Tag::OUTSIDE; scores.len()];
    for (tag, way) in tags.iter_mut().zip(&ways).rev() {
        *tag = Tag::at(column);
        column = usize::from(way[column]);
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::entities::tagger::tags::{TAGS, Tag};
    use crate::entities::tagger::weights::{Model, Row, pack};
    use proptest::prelude::*;
    use std::borrow::Cow;

    /// What a sequence weighs; nothing where a tag may not stand behind the one before.
    fn weight(model: &Model, scores: &[Row], tags: &[Tag]) -> Option<i64> {
        let (mut column, mut before, mut sum) = (TAGS, Tag::OUTSIDE, 0);
        for (tag, row) in tags.iter().zip(scores) {
            sum += i64::from(model.joins(column)[tag.column()]) + i64::from(row[tag.column()]);
            if !tag.follows(before) {
                return None;
            }
            (column, before) = (tag.column(), *tag);
        }
        Some(sum)
    }

    proptest! {
        #[test]
        fn no_sequence_weighs_more(
            joins in prop::array::uniform12(prop::array::uniform11(-4.0_f32..4.0)),
            scores in prop::collection::vec(prop::array::uniform11(-9_000_i32..9_000), 0..4),
        ) {
            let model = Model::new(Cow::Owned(pack(&[(1, [3.0; TAGS])], &joins))).unwrap();
            let best = decode(&model, &scores);
            prop_assert_eq!(best.len(), scores.len());
            let best = weight(&model, &scores, &best);
            prop_assert!(best.is_some());
            let ways = TAGS.pow(u32::try_from(scores.len()).unwrap());
            for mut way in 0..ways {
                let tags: Vec<Tag> = scores
                    .iter()
                    .map(|_| {
                        let tag = Tag::at(way % TAGS);
                        way /= TAGS;
                        tag
                    })
                    .collect();
                prop_assert!(weight(&model, &scores, &tags) <= best);
            }
        }
    }
}
