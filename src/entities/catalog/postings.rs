//! Which articles name an entity, and how often, in few bytes.
//!
//! In go articles with counts; out they come again, by rising number, each kept as two
//! numbers of one byte or more (LEB128, as postcard writes them): the step from the article
//! before, and the count; so an article of a frequent entity costs about two bytes. Most
//! entities are named by few articles, which take no memory of their own. Of many, the last
//! is kept apart, so that adding behind it is cheap; in between, everything is written anew.

use super::entity::Posting;
use crate::corpus::ArticleId;
use std::cmp::Ordering;
use std::sync::Arc;

/// Bytes that fit beside what tells few articles from many: two to four articles.
const FEW: usize = 14;
/// What part of its bytes is set aside for more when a list has to grow.
const SLACK: usize = 8;

/// The articles that name an entity, by rising number. 16 bytes, and what many articles
/// take. Cloning shares these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings(Kept);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    Few {
        /// Bytes that are taken; the others are 0.
        taken: u8,
        bytes: [u8; FEW],
    },
    Many(Arc<Many>),
}

impl Default for Kept {
    fn default() -> Self {
        let bytes = [0; FEW];
        Self::Few { taken: 0, bytes }
    }
}

impl Kept {
    /// As few, where they are.
    fn of(many: Many) -> Self {
        let (mut bytes, mut whole) = ([0; FEW], Vec::new());
        if many.bytes.len() < FEW {
            whole.clone_from(&many.bytes);
            write(&mut whole, many.last.article.0 - many.before);
            write(&mut whole, many.last.count);
        }
        match (bytes.get_mut(..whole.len()), u8::try_from(whole.len())) {
            (Some(few), Ok(taken @ 1..)) => {
                few.copy_from_slice(&whole);
                Self::Few { taken, bytes }
            }
            _ => Self::Many(Arc::new(many)),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Many {
    /// Every posting but the last.
    bytes: Vec<u8>,
    /// Number of postings, the last included.
    len: u32,
    /// The article of the last posting in `bytes`.
    before: u32,
    last: Posting,
}

impl Many {
    fn push(&mut self, posting: Posting) {
        let room = self.bytes.capacity() - self.bytes.len();
        if room < LONGEST {
            let more = self.bytes.len() / SLACK;
            self.bytes.reserve_exact(more.max(LONGEST));
        }
        let step = self.last.article.0 - self.before;
        write(&mut self.bytes, step);
        write(&mut self.bytes, self.last.count);
        self.before = self.last.article.0;
        self.last = posting;
        self.len += 1;
    }
}

/// Bytes of the longest posting.
const LONGEST: usize = 10;

/// Appends a number, 1 to 5 bytes.
pub(crate) fn write(bytes: &mut Vec<u8>, number: u32) {
    let taken = std::mem::take(bytes);
    *bytes = postcard::to_extend(&number, taken).expect("memory can be written");
}

/// Takes a number off the beginning of `bytes`; `None` where they have ended.
pub(crate) fn read(bytes: &mut &[u8]) -> Option<u32> {
    // Nearly all numbers take one byte.
    if let [number @ ..0x80, rest @ ..] = *bytes {
        *bytes = rest;
        return Some(u32::from(*number));
    }
    let (number, rest) = postcard::take_from_bytes(bytes).ok()?;
    *bytes = rest;
    Some(number)
}

impl Postings {
    /// Number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            // Two numbers each, of which the last byte is below 128.
            Kept::Few { .. } => self.few().iter().filter(|byte| **byte < 0x80).count() / 2,
            Kept::Many(many) => many.len as usize,
        }
    }

    /// Whether no article names it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.0, Kept::Few { taken: 0, .. })
    }

    /// The articles, by rising number.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        let (bytes, last) = match &self.0 {
            Kept::Few { .. } => (self.few(), None),
            Kept::Many(many) => (many.bytes.as_slice(), Some(many.last)),
        };
        Iter {
            bytes,
            article: 0,
            last,
        }
    }

    /// The bytes of few articles.
    fn few(&self) -> &[u8] {
        match &self.0 {
            Kept::Few { taken, bytes } => bytes.get(..usize::from(*taken)).unwrap_or_default(),
            Kept::Many(_) => &[],
        }
    }

    /// Adds mentions in an article.
    pub(crate) fn add(&mut self, article: ArticleId, count: u32) {
        let posting = Posting { article, count };
        if let Kept::Many(many) = &mut self.0
            && many.last.article <= article
        {
            let many = Arc::make_mut(many);
            match many.last.article.cmp(&article) {
                Ordering::Equal => many.last.count = many.last.count.saturating_add(count),
                _ => many.push(posting),
            }
            return;
        }
        let mut all: Vec<Posting> = self.iter().collect();
        match all.binary_search_by_key(&article, |known| known.article) {
            Ok(at) => all[at].count = all[at].count.saturating_add(count),
            Err(at) => all.insert(at, posting),
        }
        *self = all.into_iter().collect();
    }

    /// Takes an article out.
    pub(crate) fn remove(&mut self, article: ArticleId) {
        *self = self.iter().filter(|it| it.article != article).collect();
    }

    /// Bytes that they take beyond their own 16, the count of who shares them included.
    pub(crate) fn bytes(&self) -> usize {
        match &self.0 {
            Kept::Few { .. } => 0,
            Kept::Many(many) => 2 * size_of::<usize>() + size_of::<Many>() + many.bytes.capacity(),
        }
    }
}

impl FromIterator<Posting> for Postings {
    /// The postings of articles by rising number.
    fn from_iter<I: IntoIterator<Item = Posting>>(all: I) -> Self {
        let mut all = all.into_iter();
        let Some(last) = all.next() else {
            return Self::default();
        };
        let mut many = Many {
            bytes: Vec::new(),
            len: 1,
            before: 0,
            last,
        };
        all.for_each(|posting| many.push(posting));
        Self(Kept::of(many))
    }
}

impl<'a> IntoIterator for &'a Postings {
    type Item = Posting;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// Articles that name an entity.
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    bytes: &'a [u8],
    article: u32,
    last: Option<Posting>,
}

impl Iterator for Iter<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        let Some(step) = read(&mut self.bytes) else {
            return self.last.take();
        };
        self.article += step;
        Some(Posting {
            article: ArticleId(self.article),
            count: read(&mut self.bytes)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{ArticleId, Posting, Postings};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn they_are_a_map_from_articles_to_counts(
            steps in prop::collection::vec((prop_oneof![0_u32..40, any::<u32>()], 1_u32..300, 0..5), 0..60)
        ) {
            let (mut postings, mut model) = (Postings::default(), BTreeMap::new());
            for (article, count, turn) in steps {
                let id = ArticleId(article);
                if turn == 0 {
                    postings.remove(id);
                    model.remove(&id);
                } else {
                    postings.add(id, count);
                    *model.entry(id).or_insert(0) += count;
                }
            }
            prop_assert_eq!(postings.len(), model.len());
            prop_assert_eq!(postings.is_empty(), model.is_empty());
            let all: Vec<(ArticleId, u32)> = postings.iter().map(|it| (it.article, it.count)).collect();
            prop_assert_eq!(all, model.into_iter().collect::<Vec<_>>());
            // Equal ones are equal, however they came to be.
            prop_assert_eq!(postings.iter().collect::<Postings>(), postings);
        }
    }

    #[test]
    fn an_article_of_a_frequent_entity_takes_two_bytes() {
        let posting = |n: u32| Posting {
            article: ArticleId(n * 3),
            count: 2,
        };
        let postings: Postings = (0..10_000).map(posting).collect();
        assert!(postings.bytes() < 2 * 20_000);
        assert_eq!(size_of::<Postings>(), 16);
    }
}
