//! Sets of articles.

/// A set of the articles 0 to `len`, a bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits {
    blocks: Vec<u64>,
    len: u32,
}

impl Bits {
    /// No article of `len`.
    pub(crate) fn none(len: u32) -> Self {
        let blocks = vec![0; len.div_ceil(64) as usize];
        Self { blocks, len }
    }

    /// All articles of `len`.
    pub(crate) fn all(len: u32) -> Self {
        let mut bits = Self::none(len);
        bits.blocks.fill(u64::MAX);
        if let Some(last) = bits.blocks.last_mut() {
            *last >>= (64 - len % 64) % 64;
        }
        bits
    }

    /// Number of articles that there are, in the set or not.
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    /// Number of articles in the set.
    pub(crate) fn count(&self) -> u32 {
        self.blocks.iter().map(|block| block.count_ones()).sum()
    }

    /// Number of articles from `start` to `end` in the set, at most 63 too many at either end.
    pub(crate) fn count_about(&self, start: u32, end: u32) -> u32 {
        let end = (end.div_ceil(64) as usize).min(self.blocks.len());
        let blocks = self.blocks.get(start as usize / 64..end);
        blocks
            .unwrap_or_default()
            .iter()
            .map(|block| block.count_ones())
            .sum()
    }

    /// Whether the set is empty.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.iter().all(|block| *block == 0)
    }

    /// Whether the article is in the set.
    #[inline]
    pub(crate) fn has(&self, article: u32) -> bool {
        let block = self.blocks.get(article as usize / 64);
        block.is_some_and(|block| block >> (article % 64) & 1 == 1)
    }

    /// Adds an article; one that there is not is ignored.
    #[inline]
    pub(crate) fn add(&mut self, article: u32) {
        if article < self.len
            && let Some(block) = self.blocks.get_mut(article as usize / 64)
        {
            *block |= 1 << (article % 64);
        }
    }

    /// Takes an article out.
    pub(crate) fn drop(&mut self, article: u32) {
        if let Some(block) = self.blocks.get_mut(article as usize / 64) {
            *block &= !(1 << (article % 64));
        }
    }

    /// Keeps what is in both.
    pub(crate) fn keep(&mut self, other: &Self) {
        for (block, other) in self.blocks.iter_mut().zip(&other.blocks) {
            *block &= other;
        }
    }

    /// Adds what is in the other.
    pub(crate) fn join(&mut self, other: &Self) {
        for (block, other) in self.blocks.iter_mut().zip(&other.blocks) {
            *block |= other;
        }
    }

    /// Removes what is in the other.
    pub(crate) fn remove(&mut self, other: &Self) {
        for (block, other) in self.blocks.iter_mut().zip(&other.blocks) {
            *block &= !other;
        }
    }

    /// Whether all articles of the other are in the set.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        let mut pairs = self.blocks.iter().zip(&other.blocks);
        pairs.all(|(block, other)| other & !block == 0)
    }

    /// The articles of the set in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        self.iter_from(0)
    }

    /// The articles of the set from `start` on, in order.
    pub(crate) fn iter_from(&self, start: u32) -> impl Iterator<Item = u32> {
        let first = start / 64;
        let blocks = self.blocks.get(first as usize..).unwrap_or_default();
        (first..).zip(blocks).flat_map(move |(n, block)| {
            let mut left = if n == first {
                block >> (start % 64) << (start % 64)
            } else {
                *block
            };
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.checked_sub(1)?;
                Some(n * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn bits(len: u32, set: &BTreeSet<u32>) -> Bits {
        let mut bits = Bits::none(len);
        for article in set {
            bits.add(*article);
        }
        bits
    }

    proptest! {
        #[test]
        fn acts_like_a_set(
            len in 0_u32..200,
            a in prop::collection::btree_set(0_u32..200, 0..60),
            b in prop::collection::btree_set(0_u32..200, 0..60),
            from in 0_u32..210,
        ) {
            let cut = |set: BTreeSet<u32>| set.into_iter().filter(|n| *n < len).collect::<BTreeSet<_>>();
            let (full, a, b) = (cut((0..len).collect()), cut(a), cut(b));
            prop_assert_eq!(Bits::all(len), bits(len, &full));
            let of = |change: fn(&mut Bits, &Bits)| {
                let mut changed = bits(len, &a);
                change(&mut changed, &bits(len, &b));
                changed
            };
            prop_assert_eq!(of(Bits::keep), bits(len, &(&a & &b)));
            prop_assert_eq!(of(Bits::join), bits(len, &(&a | &b)));
            prop_assert_eq!(of(Bits::remove), bits(len, &(&a - &b)));
            prop_assert_eq!(bits(len, &a).covers(&bits(len, &b)), a.is_superset(&b));
            let set = bits(len, &a);
            prop_assert_eq!(set.count() as usize, a.len());
            prop_assert_eq!(set.iter_from(from).collect::<Vec<_>>(), a.range(from..).copied().collect::<Vec<_>>());
            for article in 0..len {
                prop_assert_eq!(set.has(article), a.contains(&article));
            }
        }
    }
}
