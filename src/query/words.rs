//! Words and phrases looked up in the index.
//!
//! In goes a word or phrase and a set of candidates; out come those that hold it, with how
//! often. A word is answered by any of several terms, so everything here works on the
//! union of terms; that it is one term or the range of a prefix is known to
//! [`Word::expand`] only.

use super::bits::Bits;
use super::search::View;
use super::tree::{Word, Words};
use crate::corpus::ArticleId;
use crate::index::{Bm25, Cursor, Segment, TermId};
use std::ops::Range;

/// Calls `visit` with each article of `within` that holds the words, how often its title,
/// headings and body do (for a phrase, headings count as body), and how long they are:
/// in order, but for a prefix once for each of its terms.
pub(super) fn counts(
    view: View<'_>,
    words: &Words,
    within: &Bits,
    mut visit: impl FnMut(u32, [u32; 3], [u32; 3]),
) {
    let [word] = words.words.as_slice() else {
        return phrase(view, words, within, visit);
    };
    occurrences(view, word, within, |segment, article, local, cursor| {
        let counts = words.scope.mask(cursor.counts());
        if counts != [0; 3] {
            visit(article, counts, segment.lengths(local));
        }
    });
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
        .filter(|word| word.prefix && words.words.len() == 1);
    if union.is_some_and(|word| n_with(view, word) > u64::from(within.len()) / 16) {
        let mut all = vec![0.0; within.len() as usize];
        counts(view, words, within, |article, counts, lengths| {
            if let Some(frequency) = all.get_mut(article as usize) {
                *frequency += bm25.frequency(counts, lengths);
            }
        });
        return (0..)
            .zip(all)
            .filter(|(_, frequency)| *frequency > 0.0)
            .collect();
    }
    let mut found: Vec<(u32, f32)> = Vec::new();
    counts(view, words, within, |article, counts, lengths| {
        found.push((article, bm25.frequency(counts, lengths)));
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
    counts(view, words, within, |article, _, _| found.add(article));
    found
}

/// Whether any article holds a word.
pub(super) fn is_known(view: View<'_>, word: &Word) -> bool {
    let mut segments = view.index.segments();
    segments.any(|(_, segment)| !word.expand(segment.lexicon()).iter().all(Range::is_empty))
}

/// Number of articles that hold a word; for a prefix the sum over its terms, at most all.
pub(super) fn n_with(view: View<'_>, word: &Word) -> u64 {
    let of_segment = |segment: &Segment| -> u64 {
        let ids = word.expand(segment.lexicon()).into_iter().flatten();
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

/// Calls `visit` with the segment, the article, its number in the segment and a cursor on
/// it, for every article of `within` that holds the word; once for each of its terms.
pub(super) fn occurrences<'a>(
    view: View<'a>,
    word: &Word,
    within: &Bits,
    mut visit: impl FnMut(&'a Segment, u32, u32, &mut Cursor<'a>),
) {
    for (ArticleId(first), segment) in view.index.segments() {
        let n_candidates = within.count_about(first, first + segment.n_articles());
        if n_candidates == 0 {
            continue;
        }
        for id in word.expand(segment.lexicon()).into_iter().flatten() {
            let mut cursor = segment.cursor(TermId(id));
            walk(&mut cursor, first, within, n_candidates, |local, cursor| {
                visit(segment, first + local, local, cursor);
            });
        }
    }
}

/// Calls `visit` at each of the cursor's articles that is in `within`.
fn walk<'a>(
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

/// The articles of `within` that hold all words of a phrase, perhaps not in order.
fn together(view: View<'_>, words: &Words, within: &Bits) -> Bits {
    let mut candidates = within.clone();
    let mut ordered: Vec<&Word> = words.words.iter().collect();
    ordered.sort_by_cached_key(|word| n_with(view, word));
    for word in ordered {
        let mut found = Bits::none(within.len());
        if !candidates.is_empty() {
            occurrences(view, word, &candidates, |_, article, _, _| {
                found.add(article);
            });
        }
        candidates = found;
    }
    candidates
}

/// [`counts`] for a phrase.
fn phrase(
    view: View<'_>,
    words: &Words,
    within: &Bits,
    mut visit: impl FnMut(u32, [u32; 3], [u32; 3]),
) {
    let candidates = together(view, words, within);
    let (mut ends, mut next) = (Vec::new(), Vec::new());
    for (ArticleId(first), segment) in view.index.segments() {
        let behind = first + segment.n_articles();
        if candidates.count_about(first, behind) == 0 {
            continue;
        }
        let mut places: Vec<Places<'_>> = words
            .words
            .iter()
            .map(|word| Places::new(segment, first, word, &candidates))
            .collect();
        for article in candidates
            .iter_from(first)
            .take_while(|article| *article < behind)
        {
            let local = article - first;
            for (n, places) in places.iter_mut().enumerate() {
                if n == 0 {
                    places.of(local, &mut ends);
                } else if !ends.is_empty() {
                    places.of(local, &mut next);
                    keep_following(&ends, &mut next);
                    std::mem::swap(&mut ends, &mut next);
                }
            }
            let lengths = segment.lengths(local);
            let counts = words.scope.mask(by_field(&ends, lengths));
            if counts != [0; 3] {
                visit(article, counts, lengths);
            }
        }
    }
}

/// Where the articles of a segment hold a word; asked for one article after the other.
enum Places<'a> {
    /// The word is one term.
    Term(Cursor<'a>, Option<u32>),
    /// The word is several: the places sorted, and how many are passed.
    Terms(Vec<(u32, u32)>, usize),
}

impl<'a> Places<'a> {
    fn new(segment: &'a Segment, first: u32, word: &Word, candidates: &Bits) -> Self {
        let ids: Vec<u32> = word
            .expand(segment.lexicon())
            .into_iter()
            .flatten()
            .collect();
        if let [id] = ids.as_slice() {
            return Self::Term(segment.cursor(TermId(*id)), None);
        }
        let n_candidates = candidates.count_about(first, first + segment.n_articles());
        let (mut all, mut positions) = (Vec::new(), Vec::new());
        for id in ids {
            let mut cursor = segment.cursor(TermId(id));
            walk(
                &mut cursor,
                first,
                candidates,
                n_candidates,
                |local, cursor| {
                    cursor.positions(&mut positions);
                    all.extend(positions.iter().map(|position| (local, *position)));
                },
            );
        }
        all.sort_unstable();
        Self::Terms(all, 0)
    }

    /// Puts the positions in the article `local` into `out`, ascending.
    fn of(&mut self, local: u32, out: &mut Vec<u32>) {
        out.clear();
        match self {
            Self::Term(cursor, at) => {
                if at.is_none_or(|at| at < local) {
                    *at = cursor.seek(local);
                }
                if *at == Some(local) {
                    cursor.positions(out);
                }
            }
            Self::Terms(all, passed) => {
                let rest = all.get(*passed..).unwrap_or_default();
                *passed += rest.partition_point(|(article, _)| *article < local);
                let rest = all.get(*passed..).unwrap_or_default();
                let here = rest.iter().take_while(|(article, _)| *article == local);
                out.extend(here.map(|(_, position)| *position));
            }
        }
    }
}

/// Keeps of the sorted `next` what stands right behind one of the sorted `ends`.
fn keep_following(ends: &[u32], next: &mut Vec<u32>) {
    let mut ends = ends.iter().map(|end| end + 1).peekable();
    next.retain(|place| {
        while ends.next_if(|end| end < place).is_some() {}
        ends.peek() == Some(place)
    });
}

/// How many of the sorted positions lie in the title, in headings (not told apart) and in
/// the body.
fn by_field(positions: &[u32], [title, ..]: [u32; 3]) -> [u32; 3] {
    let in_title = positions.partition_point(|position| *position < title);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    [count(in_title), 0, count(positions.len() - in_title)]
}
