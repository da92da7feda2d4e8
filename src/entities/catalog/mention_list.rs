//! Where one article names which parts, in few bytes.
//!
//! In goes a list of [`Appearance`]s by part; out it comes again, or the parts alone. Numbers
//! take one byte or more (LEB128): how many parts there are, each part as the step from the
//! one before, then for each its number of mentions (doubled, and one more for dates that
//! are all assumed), and each mention as the step from the one before and its length. That
//! is about eight bytes for a part named once. Reading the parts alone does not touch the
//! mentions. The bytes are kept by others, and are at least one.

use super::entity::{Appearance, EntityId};
use super::postings::{read, write};
use crate::text::Span;

/// What an article names, read where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mentions<'a>(pub(crate) &'a [u8]);

impl<'a> Mentions<'a> {
    /// Packs appearances of parts, each part once, with mentions in order.
    pub(crate) fn pack(mut all: Vec<Appearance>) -> Vec<u8> {
        all.sort_by_key(|appearance| appearance.entity);
        let mut bytes = Vec::new();
        write(&mut bytes, len(all.len()));
        let mut before = 0;
        for appearance in &all {
            write(&mut bytes, appearance.entity.0 - before);
            before = appearance.entity.0;
        }
        for appearance in &all {
            let assumed = u32::from(appearance.assumed);
            write(&mut bytes, len(appearance.mentions.len()) << 1 | assumed);
            let mut before = 0;
            for span in &appearance.mentions {
                write(&mut bytes, span.start - before);
                write(&mut bytes, span.end - span.start);
                before = span.start;
            }
        }
        bytes
    }

    /// The parts, by rising number.
    pub(crate) fn parts(self) -> impl Iterator<Item = u32> + 'a {
        self.counted().1
    }

    /// Number of parts, and each of them.
    fn counted(self) -> (usize, Parts<'a>) {
        let mut bytes = self.0;
        let left = read(&mut bytes).unwrap_or(0);
        let parts = Parts {
            bytes,
            left,
            part: 0,
        };
        (left as usize, parts)
    }

    /// All of it, by rising number of the part.
    pub(crate) fn appearances(self) -> Vec<Appearance> {
        let (n, mut parts) = self.counted();
        let mut all = Vec::with_capacity(n);
        for part in parts.by_ref() {
            all.push(Appearance {
                entity: EntityId(part),
                mentions: Vec::new(),
                assumed: false,
            });
        }
        let mut bytes = parts.bytes;
        for appearance in &mut all {
            let head = read(&mut bytes).unwrap_or(0);
            appearance.assumed = head & 1 == 1;
            let mut start = 0;
            for _ in 0..head >> 1 {
                let (Some(step), Some(len)) = (read(&mut bytes), read(&mut bytes)) else {
                    break;
                };
                start += step;
                let end = start + len;
                appearance.mentions.push(Span { start, end });
            }
        }
        all
    }
}

/// The parts that an article names.
struct Parts<'a> {
    bytes: &'a [u8],
    left: u32,
    part: u32,
}

impl Iterator for Parts<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        self.part += read(&mut self.bytes)?;
        Some(self.part)
    }
}

fn len(n: usize) -> u32 {
    // An article is shorter than 4 GiB, and mentions do not overlap.
    u32::try_from(n).unwrap_or(u32::MAX >> 1)
}

#[cfg(test)]
mod tests {
    use super::{Appearance, EntityId, Mentions, Span};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn what_is_packed_comes_out_by_part(
            named in prop::collection::btree_map(any::<u32>(), (prop::collection::vec((0_u32..1 << 20, 1_u32..300), 1..5), any::<bool>()), 0..12)
        ) {
            let all: BTreeMap<u32, Appearance> = named
                .into_iter()
                .map(|(part, (steps, assumed))| {
                    let mut end = 0;
                    let mentions = steps.into_iter().map(|(step, len)| {
                        let start = end + step;
                        end = start + len;
                        Span { start, end }
                    });
                    let entity = EntityId(part);
                    (part, Appearance { entity, mentions: mentions.collect(), assumed })
                })
                .collect();
            let packed = Mentions::pack(all.values().rev().cloned().collect());
            let packed = Mentions(&packed);
            prop_assert!(packed.parts().eq(all.keys().copied()));
            prop_assert!(packed.appearances().iter().eq(all.values()));
        }
    }
}
