//! The one coordinate for text: a half-open range of bytes.

use serde::{Deserialize, Serialize};

/// A half-open byte range `start..end` into an article's text.
///
/// Both ends lie on character boundaries of the text that the span belongs to.
/// Offsets are `u32`: the loader refuses files of 4 GiB and more.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`, in bytes; an end before the start gives the empty span at `start`.
    ///
    /// # Panics
    /// If an offset does not fit in `u32`, which the loader's size limit excludes.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).expect("texts are shorter than 4 GiB");
        Self {
            start: narrow(start),
            end: narrow(end.max(start)),
        }
    }

    /// The span of the whole of `text`.
    #[must_use]
    pub fn whole(text: &str) -> Self {
        Self::new(0, text.len())
    }

    /// First byte, as an index.
    #[must_use]
    pub fn from(self) -> usize {
        self.start as usize
    }

    /// One past the last byte, as an index.
    #[must_use]
    pub fn to(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The text under the span; empty when the span does not belong to `text`.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        debug_assert!(text.get(self.from()..self.to()).is_some());
        text.get(self.from()..self.to()).unwrap_or_default()
    }

    /// The same range, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.from() + by, self.to() + by)
    }

    /// Whether the byte at `offset` lies inside.
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.from() <= offset && offset < self.to()
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The bytes that lie in both, if there are any.
    #[must_use]
    pub fn common(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        })
    }

    /// The span without white space at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let slice = self.slice(text);
        let start = self.from() + (slice.len() - slice.trim_start().len());
        Self::new(start, start + slice.trim().len())
    }
}

/// What spans cover together: sorted, those that overlap made one.
#[must_use]
pub fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let overlap = next.start < kept.end;
        if overlap {
            kept.end = kept.end.max(next.end);
        }
        overlap
    });
    spans
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn trims_to_visible_text() {
        let text = "  Kraków\t\n";
        assert_eq!(Span::whole(text).trimmed(text).slice(text), "Kraków");
    }

    #[test]
    fn overlap_needs_a_shared_byte() {
        assert!(Span::new(0, 3).overlaps(Span::new(2, 4)));
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 4)));
    }
}
