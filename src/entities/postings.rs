//! Which articles name an entity, and how often, in few bytes.
//!
//! In go articles with counts; out they come again, by rising number. Most entities are
//! named by one article, which takes no memory of its own. Of several, each but the last is
//! kept as two numbers of one byte or more (LEB128, as postcard writes them): the step from
//! the article before, and the count; so an article of a frequent entity costs about two
//! bytes. Adding behind the last article is cheap; in between, everything is written anew.

use super::model::Posting;
use crate::corpus::ArticleId;
use std::cmp::Ordering;

/// The articles that name an entity, by rising number. 16 bytes, and what several articles
/// take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings(Kept);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Kept {
    #[default]
    None,
    One(Posting),
    Several(Box<Several>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Several {
    /// Every posting but the last.
    bytes: Vec<u8>,
    /// Number of postings, the last included.
    len: u32,
    /// The article of the last posting in `bytes`.
    before: u32,
    last: Posting,
}

impl Several {
    fn push(&mut self, posting: Posting) {
        let step = self.last.article.0 - self.before;
        write(&mut self.bytes, step);
        write(&mut self.bytes, self.last.count);
        self.before = self.last.article.0;
        self.last = posting;
        self.len += 1;
    }
}

/// Appends a number, 1 to 5 bytes.
pub(super) fn write(bytes: &mut Vec<u8>, number: u32) {
    let taken = std::mem::take(bytes);
    *bytes = postcard::to_extend(&number, taken).expect("memory can be written");
}

/// Takes a number off the beginning of `bytes`; `None` where they have ended.
pub(super) fn read(bytes: &mut &[u8]) -> Option<u32> {
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
            Kept::None => 0,
            Kept::One(_) => 1,
            Kept::Several(several) => several.len as usize,
        }
    }

    /// Whether no article names it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.0, Kept::None)
    }

    /// The articles, by rising number.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        let (bytes, last) = match &self.0 {
            Kept::None => (&[][..], None),
            Kept::One(posting) => (&[][..], Some(*posting)),
            Kept::Several(several) => (several.bytes.as_slice(), Some(several.last)),
        };
        Iter {
            bytes,
            article: 0,
            last,
        }
    }

    /// Adds mentions in an article.
    pub(super) fn add(&mut self, article: ArticleId, count: u32) {
        let posting = Posting { article, count };
        let last = match &mut self.0 {
            Kept::None => return self.0 = Kept::One(posting),
            Kept::One(last) => last,
            Kept::Several(several) => &mut several.last,
        };
        match last.article.cmp(&article) {
            Ordering::Less => self.push(posting),
            Ordering::Equal => last.count = last.count.saturating_add(count),
            Ordering::Greater => {
                let mut all: Vec<Posting> = self.iter().collect();
                match all.binary_search_by_key(&article, |known| known.article) {
                    Ok(at) => all[at].count = all[at].count.saturating_add(count),
                    Err(at) => all.insert(at, posting),
                }
                *self = all.into_iter().collect();
            }
        }
    }

    /// Takes an article out.
    pub(super) fn remove(&mut self, article: ArticleId) {
        *self = self.iter().filter(|it| it.article != article).collect();
    }

    /// Adds behind the last article.
    fn push(&mut self, posting: Posting) {
        match &mut self.0 {
            Kept::None => self.0 = Kept::One(posting),
            Kept::One(first) => {
                self.0 = Kept::Several(Box::new(Several {
                    bytes: Vec::new(),
                    len: 1,
                    before: 0,
                    last: *first,
                }));
                self.push(posting);
            }
            Kept::Several(several) => several.push(posting),
        }
    }

    /// Bytes that they take beyond their own 16.
    pub(super) fn bytes(&self) -> usize {
        match &self.0 {
            Kept::None | Kept::One(_) => 0,
            Kept::Several(several) => size_of::<Several>() + several.bytes.capacity(),
        }
    }
}

impl FromIterator<Posting> for Postings {
    /// The postings of articles by rising number.
    fn from_iter<I: IntoIterator<Item = Posting>>(all: I) -> Self {
        let mut postings = Self::default();
        for posting in all {
            postings.push(posting);
        }
        postings
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
