//! Words looked up in the index.
//!
//! In goes a word or [phrase] and a set of candidates; out come those that hold it, with how
//! often. A word is answered by any of several terms, so everything here works on the
//! union of terms; which those are is known to [`Word::expand`] only.
//!
//! [phrase]: super::phrase

use super::bits::Bits;
use super::phrase::together;
use super::search::View;
use super::tree::Words;
use super::word::{Answers, Reach, Word};
use crate::corpus::ArticleId;
use crate::index::{Bm25, Cursor, Segment, TermId};

/// An article that holds a word or phrase.
pub(super) struct Found {
    pub(super) article: u32,
    /// How often its title, headings and body do.
    pub(super) counts: [u32; 3],
    /// How long they are, in terms.
    pub(super) lengths: [u32; 3],
    /// What each occurrence counts.
    pub(super) weight: f32,
}

/// Calls `visit` with each article of `within` that holds the words: in order, but for a
/// word of several terms once for each of its terms.
pub(super) fn counts(view: View<'_>, words: &Words, within: &Bits, mut visit: impl FnMut(&Found)) {
    let [word] = words.words.as_slice() else {
        return together(view, words, within, visit);
    };
    occurrences(view, word, within, |at, cursor| {
        let counts = words.scope.mask(cursor.counts());
        if counts != [0; 3] {
            visit(&Found {
                article: at.article,
                counts,
                lengths: at.segment.lengths(at.local),
                weight: at.weight,
            });
        }
    });
}

impl Found {
    fn frequency(&self, bm25: &Bm25) -> f32 {
        self.weight * bm25.frequency(self.counts, self.lengths)
    }
}

/// The articles of `within` that hold the words, in order, each with the
/// [frequency](Bm25::frequency).
pub(super) fn frequencies(
    view: View<'_>,
    bm25: &Bm25,
    words: &Words,
    within: &Bits,
) -> Vec<(u32, f32)> {
    let union = words
        .words
        .first()
        .filter(|word| word.reach != Reach::Exact && words.words.len() == 1);
    if union.is_some_and(|word| n_with(view, word) > u64::from(within.len()) / 16) {
        let mut all = vec![0.0; within.len() as usize];
        counts(view, words, within, |found| {
            if let Some(frequency) = all.get_mut(found.article as usize) {
                *frequency += found.frequency(bm25);
            }
        });
        return (0..)
            .zip(all)
            .filter(|(_, frequency)| *frequency > 0.0)
            .collect();
    }
    let mut found: Vec<(u32, f32)> = Vec::new();
    counts(view, words, within, |of_term| {
        found.push((of_term.article, of_term.frequency(bm25)));
    });
    if !found.is_sorted_by_key(|(article, _)| *article) {
        found.sort_by_key(|(article, _)| *article);
    }
    found.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0.0 };
        same
    });
    found
}

/// The articles of `within` that hold the words.
pub(super) fn holding(view: View<'_>, words: &Words, within: &Bits) -> Bits {
    let mut found = Bits::none(within.len());
    counts(view, words, within, |of_term| found.add(of_term.article));
    found
}

/// Whether any article holds a word.
pub(super) fn is_known(view: View<'_>, word: &Word) -> bool {
    let mut segments = view.index.segments();
    segments.any(|(_, segment)| !word.expand(segment).is_empty())
}

/// Number of articles that hold a word; for one of several terms the sum over them, at
/// most all.
pub(super) fn n_with(view: View<'_>, word: &Word) -> u64 {
    let of_segment = |segment: &Segment| -> u64 {
        let answers = word.expand(segment).into_iter();
        let ids = answers.flat_map(|answers| answers.ids);
        ids.map(|id| u64::from(segment.cursor(TermId(id)).n_articles()))
            .sum()
    };
    let sum: u64 = view
        .index
        .segments()
        .map(|(_, segment)| of_segment(segment))
        .sum();
    sum.min(view.index.n_articles())
}

/// Where a term is found.
pub(super) struct At<'a> {
    pub(super) segment: &'a Segment,
    pub(super) article: u32,
    /// The article's number in the segment.
    pub(super) local: u32,
    /// What an occurrence of the term counts.
    pub(super) weight: f32,
}

/// Calls `visit` for every article of `within` that holds the word, with a cursor on it;
/// once for each of its terms.
pub(super) fn occurrences<'a>(
    view: View<'a>,
    word: &Word,
    within: &Bits,
    mut visit: impl FnMut(&At<'a>, &mut Cursor<'a>),
) {
    for (ArticleId(first), segment) in view.index.segments() {
        let n_candidates = within.count_about(first, first + segment.n_articles());
        if n_candidates == 0 {
            continue;
        }
        for Answers { ids, weight } in word.expand(segment) {
            for id in ids {
                let mut cursor = segment.cursor(TermId(id));
                walk(&mut cursor, first, within, n_candidates, |local, cursor| {
                    let at = At {
                        segment,
                        article: first + local,
                        local,
                        weight,
                    };
                    visit(&at, cursor);
                });
            }
        }
    }
}

/// Calls `visit` at each of the cursor's articles that is in `within`.
pub(super) fn walk<'a>(
    cursor: &mut Cursor<'a>,
    first: u32,
    within: &Bits,
    n_candidates: u32,
    mut visit: impl FnMut(u32, &mut Cursor<'a>),
) {
    // A leap costs about as much as reading a few articles.
    if n_candidates.saturating_mul(16) >= cursor.n_articles() {
        while let Some(local) = cursor.next() {
            if within.has(first + local) {
                visit(local, cursor);
            }
        }
        return;
    }
    let mut reached = None;
    for article in within.iter_from(first) {
        let target = article - first;
        if reached.is_none_or(|reached| reached < target) {
            reached = cursor.seek(target);
        }
        match reached {
            None => break,
            Some(local) if local == target => visit(local, cursor),
            Some(_) => {}
        }
    }
}
