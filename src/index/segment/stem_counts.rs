//! Words of several forms, counted.
//!
//! How rare a word is in all its forms takes the number of articles that hold any of them,
//! which is less than the sum over the forms: many articles hold several. To count them
//! anew for each search would take as long as the search. So of each family, the terms with
//! one stem, that is frequent the number is kept; the others have few postings to count. Layout: the hash
//! of the stem, the number of terms and that of articles, sorted. Cost: 12 bytes a frequent
//! family; a look at the postings of these when segments are merged.

use super::Segment;
use crate::index::lexicon::{TermId, stems};
use hashbrown::HashMap;

/// Articles from which on it pays.
const LEAST: u32 = 4096;
/// A family is frequent if it has more postings than this part of the articles.
const PART: u32 = 64;

/// How many articles hold the frequent families of a segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Families(Vec<Family>);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Family {
    /// Of the stem. Two stems may share it, and are one family then, which is no use to
    /// either but tells by its number of terms that it is none.
    hash: u32,
    n_terms: u32,
    n_articles: u32,
}

impl Families {
    /// Of a segment's terms, if it is large enough to pay.
    pub(crate) fn of(segment: &Segment) -> Self {
        if segment.n_articles() < LEAST {
            return Self::default();
        }
        Self::with_more_than(segment.n_articles() / PART, segment)
    }

    /// Those that have more than so many postings.
    fn with_more_than(many: u32, segment: &Segment) -> Self {
        let mut terms: HashMap<u32, Vec<TermId>> = HashMap::new();
        let mut inflected = vec![false; segment.lexicon().len()];
        for (id, hash) in segment.stems().hashes() {
            terms.entry(hash).or_default().push(id);
            inflected[id.0 as usize] = true;
        }
        // What is not inflected is its own stem.
        for ((id, term), inflected) in segment.lexicon().iter().zip(inflected) {
            if !inflected && let Some(family) = terms.get_mut(&stems::hash(term)) {
                family.push(id);
            }
        }
        let mut counted = vec![0_u32; segment.n_articles() as usize];
        let mut families = Vec::new();
        for ((hash, terms), number) in terms.into_iter().zip(1..) {
            let cursors = || terms.iter().map(|id| segment.cursor(*id));
            let n_postings: u32 = cursors().map(|cursor| cursor.n_articles()).sum();
            if terms.len() < 2 || n_postings <= many {
                continue;
            }
            let mut n_articles = 0;
            for cursor in cursors() {
                cursor.articles(|local| {
                    if let Some(counted) = counted.get_mut(local as usize) {
                        n_articles += u32::from(*counted != number);
                        *counted = number;
                    }
                });
            }
            families.push(Family {
                hash,
                n_terms: u32::try_from(terms.len()).unwrap_or(u32::MAX),
                n_articles,
            });
        }
        families.sort_unstable_by_key(|family| family.hash);
        families.shrink_to_fit();
        Self(families)
    }

    /// Number of articles that hold any of the `n_terms` terms with a stem, if it is kept.
    pub(crate) fn n_with(&self, stem: &str, n_terms: usize) -> Option<u32> {
        let hash = stems::hash(stem);
        let at = self.0.binary_search_by_key(&hash, |family| family.hash);
        let family = self.0.get(at.ok()?)?;
        (family.n_terms as usize == n_terms).then_some(family.n_articles)
    }

    /// Bytes that they take in memory.
    pub(crate) fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<Family>()
    }
}

#[cfg(test)]
mod tests {
    use super::{Families, Segment};
    use crate::index::testing::article;
    use crate::text::stem::stem;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn an_article_with_several_forms_counts_once(
            texts in prop::collection::vec("((rate|hop|general)(s|d|ing|ly)? ){0,6}", 1..30),
            many in 0_u32..12,
        ) {
            let articles: Vec<_> = texts.iter().map(|text| article(text)).collect();
            let segment = Segment::build(&articles);
            let families = Families::with_more_than(many, &segment);
            for wanted in ["rate", "hop", "general"] {
                let wanted = stem(wanted);
                let forms = |text: &str| -> BTreeSet<String> {
                    let words = text.split(' ').filter(|word| stem(word) == wanted);
                    words.map(str::to_owned).collect()
                };
                let each: Vec<BTreeSet<String>> = texts.iter().map(|text| forms(text)).collect();
                let terms: BTreeSet<&String> = each.iter().flatten().collect();
                let n_postings: usize = each.iter().map(BTreeSet::len).sum();
                let n_articles = each.iter().filter(|forms| !forms.is_empty()).count();
                let found = families.n_with(&wanted, terms.len());
                let expected = (terms.len() > 1 && n_postings > many as usize).then_some(n_articles);
                prop_assert_eq!(found.map(|n| n as usize), expected);
                prop_assert_eq!(families.n_with(&wanted, terms.len() + 1), None);
            }
        }
    }
}
