//! The weights, as they lie in the binary.
//!
//! In go bytes, compiled in or made by [`pack`]; out come the weights of a feature and
//! those between neighboring tags. Nothing is unpacked: a feature is found where it lies.
//!
//! ```text
//! "DSNR" version u32, buckets u32, rows u32     little-endian throughout
//! steps   f32                                   weight of one unit of the integers below
//! joins   i32 x (TAGS + 1) x TAGS               from the tag before (last row: none) to a tag
//! starts  u32 x (buckets + 1)                   first row of each bucket
//! marks   u16 x rows                            low bits of the feature
//! scales  u16 x rows                            units of one step of the weights
//! weights i8 x rows x TAGS                      the largest of a row is 127 steps, or close
//! ```
//!
//! The high bits of a feature, a 64-bit hash, choose its bucket; in it, the low 16 bits tell
//! the rows apart. With four rows a bucket, one in some 16,000 features that the model does
//! not know is taken for another.

use super::tags::TAGS;
use std::borrow::Cow;

/// What the file starts with.
const MAGIC: [u8; 4] = *b"DSNR";
/// The form described above.
const VERSION: u32 = 1;
const HEADER: usize = 20;
const JOINS: usize = (TAGS + 1) * TAGS * 4;

/// For each tag, its score, in units of the model.
pub type Row = [i32; TAGS];

/// Weights of features and of neighboring tags.
#[derive(Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    joins: [Row; TAGS + 1],
    unit: f32,
    buckets: usize,
    rows: usize,
}

impl Model {
    /// The model that `bytes` hold, if they hold one of this version.
    #[must_use]
    pub fn new(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let word = |at: usize| u32_at(&bytes, at);
        if bytes.get(..4)? != MAGIC || word(4)? != VERSION {
            return None;
        }
        let (buckets, rows) = (word(8)? as usize, word(12)? as usize);
        let unit = f32::from_bits(word(16)?);
        let mut joins = [Row::default(); TAGS + 1];
        for (at, join) in joins.iter_mut().flatten().enumerate() {
            *join = word(HEADER + 4 * at)?.cast_signed();
        }
        let len = HEADER + JOINS + 4 * (buckets + 1) + rows * (4 + TAGS);
        (buckets.is_power_of_two() && bytes.len() == len).then_some(Self {
            bytes,
            joins,
            unit,
            buckets,
            rows,
        })
    }

    /// A model that knows nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            bytes: Cow::Borrowed(&[]),
            joins: [Row::default(); TAGS + 1],
            unit: 1.0,
            buckets: 1,
            rows: 0,
        }
    }

    /// How many features have weights.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether it knows nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The weight of one unit.
    #[must_use]
    pub fn unit(&self) -> f32 {
        self.unit
    }

    /// For each tag, the weight of its standing behind the tag in column `before`; behind
    /// [`TAGS`], at the start.
    #[must_use]
    pub fn joins(&self, before: usize) -> &Row {
        &self.joins[before.min(TAGS)]
    }

    /// Adds the weights of a feature.
    pub fn add(&self, feature: u64, scores: &mut Row) {
        let bucket = bucket(feature, self.buckets);
        let starts = HEADER + JOINS;
        let marks = starts + 4 * (self.buckets + 1);
        let at = starts + 4 * bucket;
        let (Some(from), Some(to)) = (u32_at(&self.bytes, at), u32_at(&self.bytes, at + 4)) else {
            return;
        };
        let (from, to) = (from as usize, to as usize);
        let Some(in_bucket) = self.bytes.get(marks + 2 * from..marks + 2 * to) else {
            return;
        };
        let mark = low(feature).to_le_bytes();
        let Some(found) = in_bucket.chunks_exact(2).position(|known| known == mark) else {
            return;
        };
        let row = from + found;
        let scales = marks + 2 * self.rows;
        let weights = scales + 2 * self.rows + row * TAGS;
        let scale = self.bytes.get(scales + 2 * row..scales + 2 * row + 2);
        let weights = self.bytes.get(weights..weights + TAGS);
        if let (Some(&[low, high]), Some(weights)) = (scale, weights) {
            let scale = i32::from(u16::from_le_bytes([low, high]));
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += scale * i32::from(weight.cast_signed());
            }
        }
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// The bucket that the high bits of a feature choose among a power of two.
fn bucket(feature: u64, buckets: usize) -> usize {
    let bits = buckets.trailing_zeros();
    usize::try_from(feature.checked_shr(64 - bits).unwrap_or(0)).unwrap_or(0)
}

/// The low bits, which tell the features of a bucket apart.
#[expect(clippy::cast_possible_truncation, reason = "the low 16 bits are meant")]
fn low(feature: u64) -> u16 {
    feature as u16
}

/// Steps of a row's largest weight.
const STEPS: f32 = 127.0;
/// Units of a step of the row with the largest weight: its product with 127 and the number
/// of a token's features stays below 2³¹.
const LARGEST: f32 = 4095.0;

/// The bytes of a model with the weights of `features` and of neighboring tags (see
/// [`Model::joins`]). No weight is cut off: each row is rounded to 127ths of its largest. Of
/// two features that cannot be told apart the first counts.
#[must_use]
pub fn pack(features: &[(u64, [f32; TAGS])], joins: &[[f32; TAGS]; TAGS + 1]) -> Vec<u8> {
    let mut features: Vec<&(u64, [f32; TAGS])> = features.iter().collect();
    let buckets = (features.len() / 4).next_power_of_two();
    features.sort_by_key(|(feature, _)| (bucket(*feature, buckets), low(*feature)));
    features.dedup_by_key(|(feature, _)| (bucket(*feature, buckets), low(*feature)));
    let largest = |row: &[f32]| {
        row.iter()
            .fold(0_f32, |most, weight| most.max(weight.abs()))
    };
    let most = features
        .iter()
        .map(|(_, row)| largest(row))
        .fold(f32::MIN_POSITIVE, f32::max);
    let unit = most / STEPS / LARGEST;
    #[expect(clippy::cast_possible_truncation, reason = "within the bounds above")]
    let units = |weight: f32, step: f32| (weight / unit / step).round() as i32;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(count(buckets));
    bytes.extend(count(features.len()));
    bytes.extend(unit.to_le_bytes());
    for join in joins.iter().flatten() {
        bytes.extend(units(*join, 1.0).to_le_bytes());
    }
    for at in 0..=buckets {
        let start = features.partition_point(|(feature, _)| bucket(*feature, buckets) < at);
        bytes.extend(count(start));
    }
    for (feature, _) in &features {
        bytes.extend(low(*feature).to_le_bytes());
    }
    let scale = |row: &[f32]| (largest(row) / unit / STEPS).ceil().max(1.0);
    for (_, row) in &features {
        let scale = u16::try_from(units(scale(row) * unit, 1.0)).unwrap_or(u16::MAX);
        bytes.extend(scale.to_le_bytes());
    }
    for (_, row) in &features {
        let step = scale(row);
        for weight in row {
            let steps = i8::try_from(units(*weight, step)).unwrap_or(i8::MAX);
            bytes.extend(steps.to_le_bytes());
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{Model, Row, pack};
    use crate::entities::known::word_key::join;
    use crate::entities::tagger::tags::TAGS;
    use std::borrow::Cow;

    fn model(n: u64) -> Model {
        let features: Vec<(u64, [f32; TAGS])> = (0_u16..)
            .zip(0..n)
            .map(|(weight, n)| (join(7, n), [f32::from(weight); TAGS]))
            .collect();
        let mut joins = [[0.0; TAGS]; TAGS + 1];
        joins[TAGS][1] = -2.0;
        Model::new(Cow::Owned(pack(&features, &joins))).unwrap()
    }

    #[test]
    fn finds_what_was_packed() {
        for n in [1, 2, 3, 1000] {
            let model = model(n);
            assert!(model.len() as u64 >= n.saturating_sub(2));
            for at in 0..n {
                let mut row = Row::default();
                model.add(join(7, at), &mut row);
                #[expect(clippy::cast_precision_loss, reason = "small numbers")]
                let (found, packed) = (row[0] as f32 * model.unit(), at as f32);
                let step = packed / 127.0 + 127.0 * model.unit();
                assert!((found - packed).abs() <= step, "{found} {packed}");
                assert!(row.iter().all(|score| *score == row[0]));
            }
        }
    }

    #[test]
    fn adds_nothing_for_what_it_does_not_know() {
        let model = model(10);
        let mut row = Row::default();
        for at in 0..1000 {
            model.add(join(8, at), &mut row);
        }
        assert_eq!(row, Row::default());
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let join = model.joins(TAGS)[1] as f32 * model.unit();
        assert!((join + 2.0).abs() <= model.unit());
    }

    #[test]
    fn other_bytes_are_no_model() {
        let bytes = pack(&[(1, [1.0; TAGS])], &[[0.0; TAGS]; TAGS + 1]);
        assert!(Model::new(Cow::Owned(bytes.clone())).is_some());
        for len in 0..bytes.len() {
            let cut = bytes.get(..len).unwrap().to_vec();
            assert!(Model::new(Cow::Owned(cut)).is_none(), "{len}");
        }
    }
}
