//! What a term is worth to an article at most, in a byte.
//!
//! A score takes two divisions; that it is too low to matter can be told by one look into a
//! table. In go the counts of a term [in a byte](crate::index::postings::field_counts) and the class of
//! the article's length; out comes an upper bound of the score, as a whole number of
//! steps, a quantized impact. Steps of several terms may be added up (Anh and Moffat, "Pruned query evaluation
//! using pre-computed impacts", SIGIR 2006; but these tables are made for each search, as
//! averages change while a collection is read). 8 KiB and some 10 microseconds a table.

use super::bm25::{Bm25, SLACK};
use crate::index::postings::field_counts;

/// Classes of lengths.
const N_CLASSES: usize = 32;
/// Each power of two is divided into 2 to the power of this.
const FINE: u32 = 2;
/// Lengths below are of the first class.
const SHORTEST: u32 = 1 << (FINE + 2);

/// The class of a running text of so many terms: four for each power of two from 16 on.
#[expect(
    clippy::cast_possible_truncation,
    reason = "below the number of classes"
)]
pub(crate) fn class(length: u32) -> u8 {
    let length = length.max(SHORTEST);
    let power = length.ilog2() - FINE;
    let class = (power << FINE) + (length >> power) - SHORTEST / 2 - (1 << FINE);
    class.min(N_CLASSES as u32 - 1) as u8
}

/// The least length of a class.
fn least(class: usize) -> u32 {
    if class == 0 {
        return 0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "below the number of classes"
    )]
    let number = class as u32 + SHORTEST / 2 + (1 << FINE);
    let power = (number >> FINE) - 1;
    (number - (power << FINE)) << power
}

/// How many steps a score of 1 has.
#[derive(Clone, Copy, Debug)]
pub struct Scale(f32);

impl Scale {
    /// For scores up to `most`: the finest whose steps are in a byte.
    #[must_use]
    pub fn up_to(most: f32) -> Self {
        Self(f32::from(u8::MAX) / most.max(f32::MIN_POSITIVE))
    }

    /// The fewest steps that have at least that score; 1 for a score of 0.
    #[must_use]
    #[inline]
    pub fn steps(self, score: f32) -> u8 {
        // Adding this leaves the nearest whole number in the lowest bits.
        const WHOLE: f32 = 8_388_608.0;
        // The nearest to something half a step more is nowhere below.
        let steps = (score * self.0 * SLACK + 0.5).clamp(1.0, f32::from(u8::MAX));
        let [lowest, ..] = (steps + WHOLE).to_bits().to_le_bytes();
        lowest
    }

    /// An article with fewer steps than these has a lower score.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and a bound may be low"
    )]
    pub fn least(self, score: f32) -> u8 {
        (score * self.0) as u8
    }
}

/// The table of a term.
pub struct Impacts {
    steps: [[u8; N_CLASSES]; 256],
    /// The bits of [packed counts](field_counts) in the fields that count.
    fields: u8,
    ceiling: u8,
}

impl Impacts {
    /// Of a term that says `idf`, an occurrence of which counts `weight`, in these fields.
    #[must_use]
    pub fn new(bm25: &Bm25, scale: Scale, idf: f32, weight: f32, fields: [bool; 3]) -> Self {
        let mut steps = [[0; N_CLASSES]; 256];
        let fields = field_counts::of_fields(fields);
        let norms: [f32; N_CLASSES] = std::array::from_fn(|n| bm25.norm([0, 0, least(n)]));
        let shares = norms.map(|norm| weight / norm);
        for (packed, steps) in (0..=u8::MAX).zip(&mut steps) {
            let masked = packed & fields;
            if masked == 0 {
                continue;
            }
            // A title is as long as what it holds, at least.
            let [title, ..] = bm25.shares(
                field_counts::unpacked(masked),
                field_counts::unpacked(masked),
            );
            let (title, text) = (weight * title, bm25.running(masked));
            for (steps, share) in steps.iter_mut().zip(&shares) {
                *steps = scale.steps(idf * bm25.saturate(title + text * share));
            }
        }
        // Not known from the byte.
        steps[usize::from(field_counts::LONG)] = [0; N_CLASSES];
        Self {
            steps,
            fields,
            ceiling: scale.steps(idf * bm25.ceiling()),
        }
    }

    /// Steps of an article with these counts, of a [class](crate::index::Segment::classes) of
    /// lengths; 0 for counts that do not fit in a byte, or are in other fields.
    #[must_use]
    #[inline]
    pub fn steps(&self, packed: u8, class: u8) -> u8 {
        self.steps[usize::from(packed)][usize::from(class) % N_CLASSES]
    }

    /// Steps of any article, at most.
    #[must_use]
    pub fn ceiling(&self) -> u8 {
        self.ceiling
    }

    /// The counts in the fields that count.
    #[must_use]
    #[inline]
    pub fn masked(&self, packed: u8) -> u8 {
        packed & self.fields
    }
}

#[cfg(test)]
mod tests {
    use super::{Bm25, Impacts, N_CLASSES, Scale, class, field_counts, least};
    use crate::index::scoring::bm25::Weights;
    use proptest::prelude::*;

    #[test]
    fn classes_begin_where_they_say() {
        let mut before = 0;
        for length in 0..10_000 {
            let class = usize::from(class(length));
            assert!((least(class)..=length).contains(&least(class)) && class < N_CLASSES);
            assert!(class == before || length == least(class) && class == before + 1);
            before = class;
        }
        assert_eq!(before, N_CLASSES - 1);
    }

    proptest! {
        #[test]
        fn no_score_is_above_its_steps(
            counts in [0_u32..4, 0..4, 0..16],
            more in [0_u32..20, 0..20, 0..3000],
            averages in [1_u64..20, 0..20, 1..3000],
            (weight, idf) in (0.1_f32..=1.0, 0.01_f32..12.0),
            fields in any::<[bool; 3]>(),
        ) {
            let bm25 = Bm25::new(Weights::default(), 1000, averages.map(|average| 1000 * average));
            let lengths = [0, 1, 2].map(|field| counts[field] + more[field]);
            let scale = Scale::up_to(idf * bm25.ceiling());
            let impacts = Impacts::new(&bm25, scale, idf, weight, fields);
            let masked = [0, 1, 2].map(|field| if fields[field] { counts[field] } else { 0 });
            let score = idf * bm25.saturate(weight * bm25.frequency(masked, lengths));
            prop_assert!(scale.steps(score) <= impacts.ceiling());
            let packed = field_counts::packed(counts);
            let steps = impacts.steps(packed, class(lengths[1] + lengths[2]));
            if packed == 0 || packed == field_counts::LONG {
                return Ok(());
            }
            prop_assert_eq!(steps == 0, masked == [0; 3]);
            prop_assert_eq!(field_counts::unpacked(impacts.masked(packed)), masked);
            prop_assert!(steps >= scale.least(score));
            prop_assert!(score == 0.0 || scale.steps(score) <= steps);
        }
    }
}
