//! How rare words are.
//!
//! In go words that were looked up; out come the articles that hold them, counted, and what
//! that is worth. An article counts once, whatever number of a word's terms it holds. One
//! term's articles are known, and those of a frequent [beginning](crate::index::Segment::beginning) or
//! [stem](crate::index::Segment::n_with_stem) of a large segment; others are counted here,
//! which takes about a nanosecond a posting.

use crate::index::{Bm25, Cursor, Segment};
use crate::query::matching::bitset::Bits;
use crate::query::matching::lookup::{Lookup, itself, others};
use crate::query::syntax::ast::Words;
use crate::query::terms::word::Word;

/// Where the postings are fewer than this part of a segment's articles, they are sorted to
/// be counted.
const FEW: u32 = 64;

/// Number of articles of each segment that hold a word.
pub(crate) fn n_in(lookup: &Lookup<'_, '_>, word: &Word) -> Vec<u32> {
    let segments = lookup.segments(word);
    let each = segments.map(|(_, segment, answers)| {
        let mut cursors = Vec::new();
        others(word, segment, answers, |cursor, _| cursors.push(cursor));
        cursors.extend(itself(word, segment, answers).map(|(cursor, _)| cursor));
        let known = || segment.n_with_stem(word.stem()?, cursors.len());
        match cursors.as_slice() {
            [] => 0,
            [one] => one.n_articles(),
            several => known().unwrap_or_else(|| n_with_any(segment, several)),
        }
    });
    each.collect()
}

/// Number of articles that hold a word.
pub(crate) fn n_with(lookup: &Lookup<'_, '_>, word: &Word) -> u64 {
    n_in(lookup, word).into_iter().map(u64::from).sum()
}

/// What a word or phrase says about an article that holds it: for a phrase, and where it
/// is looked for in one field only, what its words say wherever they stand.
pub(crate) fn idf(lookup: &Lookup<'_, '_>, bm25: &Bm25, words: &Words) -> f32 {
    let each = words.words.iter().map(|word| n_with(lookup, word));
    each.map(|n_with| bm25.idf(n_with)).sum()
}

/// Number of articles of a segment that any of the cursors has.
fn n_with_any(segment: &Segment, cursors: &[Cursor<'_>]) -> u32 {
    let all = segment.n_articles();
    let counts = || cursors.iter().map(Cursor::n_articles);
    if counts().any(|n| n == all) {
        return all;
    }
    let sum: u64 = counts().map(u64::from).sum();
    if sum < u64::from(all / FEW) {
        let mut articles = Vec::new();
        for cursor in cursors {
            cursor.articles(|local| articles.push(local));
        }
        articles.sort_unstable();
        articles.dedup();
        return u32::try_from(articles.len()).unwrap_or(all);
    }
    let mut holding = Bits::none(all);
    for cursor in cursors {
        cursor.articles(|local| holding.add(local));
    }
    holding.count()
}
