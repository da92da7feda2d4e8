//! Words looked up in the index.
//!
//! In goes a word or [phrase] and a set of candidates; out come those that hold it, with how
//! often. A word is answered by any of several terms, so everything here works on the
//! union of terms; which those are is known to [`Word::expand`] only, and asked once for a
//! whole search, by [`Lookup`].
//!
//! [phrase]: super::positions

use super::bitset::Bits;
use super::positions::together;
use crate::corpus::ArticleId;
use crate::index::{Bm25, Cursor, Segment, TermId};
use crate::query::syntax::ast::{Node, Query, Scope, Words};
use crate::query::terms::word::{Answers, Word};
use crate::query::view::View;

/// The terms that answer the words of a query, looked up once.
pub(crate) struct Lookup<'a, 'q> {
    pub(crate) view: View<'a>,
    known: Vec<Known<'q>>,
}

/// The terms that answer a word.
pub(crate) struct Known<'q> {
    word: &'q Word,
    /// For each segment of the index.
    answers: Vec<Vec<Answers>>,
    /// The sum over its terms of the articles that hold each, at most all.
    pub(crate) n_at_most: u64,
}

impl<'a, 'q> Lookup<'a, 'q> {
    /// Of all words of a query.
    pub(crate) fn new(view: View<'a>, query: &'q Query) -> Self {
        Self::of_nodes(view, query.root.iter())
    }

    /// Of all words of some conditions.
    pub(crate) fn of_nodes(view: View<'a>, nodes: impl Iterator<Item = &'q Node>) -> Self {
        let words = nodes.flat_map(Node::all_words);
        let known = words.flat_map(|words| &words.words);
        let known = known.map(|word| Known::new(view, word)).collect();
        Self { view, known }
    }

    /// The terms that answer a word of the query.
    ///
    /// # Panics
    /// If it is none of the query's own words.
    pub(crate) fn of(&self, word: &Word) -> &Known<'q> {
        let mut known = self.known.iter();
        let found = known.find(|known| std::ptr::eq(known.word, word));
        found.expect("every word of the query was looked up")
    }

    /// Number of articles that hold a word of the query, at most; that costs next to
    /// nothing, and is for planning. What is [exact](crate::query::ranking::document_frequency) ranks.
    pub(crate) fn n_at_most(&self, word: &Word) -> u64 {
        self.of(word).n_at_most
    }

    /// The terms that answer a word of the query in the segment of that number.
    pub(crate) fn answers(&self, word: &Word, segment: usize) -> &[Answers] {
        let of_segment = self.of(word).answers.get(segment);
        of_segment.map(Vec::as_slice).unwrap_or_default()
    }

    /// The term that answers a word in the segment of that number, if there is one; with
    /// `Err` if there are several, or one that is not the word as it was written.
    pub(crate) fn only(&self, word: &Word, segment: usize) -> Result<Option<TermId>, ()> {
        match self.answers(word, segment) {
            [] => Ok(None),
            [one] if one.is_itself() => Ok(Some(TermId(one.ids.start))),
            _ => Err(()),
        }
    }

    /// The segments, with the number of each one's first article and the terms in it that
    /// answer a word.
    pub(crate) fn segments(
        &self,
        word: &Word,
    ) -> impl Iterator<Item = (u32, &'a Segment, &[Answers])> {
        let answers = self.of(word).answers.iter();
        let segments = self.view.index.segments().zip(answers);
        segments.map(|((ArticleId(first), segment), answers)| (first, segment, answers.as_slice()))
    }
}

impl<'q> Known<'q> {
    fn new(view: View<'_>, word: &'q Word) -> Self {
        let segments = view.index.segments();
        let answers: Vec<Vec<Answers>> =
            segments.map(|(_, segment)| word.expand(segment)).collect();
        let all = view.index.n_articles();
        let mut n_at_most = 0;
        for ((_, segment), answers) in view.index.segments().zip(&answers) {
            let ids = answers.iter().flat_map(|answers| answers.ids.clone());
            for id in ids {
                n_at_most += u64::from(segment.cursor(TermId(id)).n_articles());
                if n_at_most >= all {
                    break;
                }
            }
        }
        Self {
            word,
            answers,
            n_at_most: n_at_most.min(all),
        }
    }

    /// Whether any article holds the word.
    pub(crate) fn is_known(&self) -> bool {
        self.answers.iter().any(|answers| !answers.is_empty())
    }
}

/// Calls `visit` with the postings that answer a word in a segment, each with what an
/// occurrence counts: all but those of the word [`itself`]. Terms that are
/// counted together have no positions.
pub(crate) fn others<'a>(
    word: &Word,
    segment: &'a Segment,
    answers: &[Answers],
    mut visit: impl FnMut(Cursor<'a>, f32),
) {
    let begun = word.begun(segment);
    if let Some((cursor, weight)) = begun.clone() {
        visit(cursor, weight);
    }
    for Answers { ids, weight } in answers.iter().filter(|answers| !answers.is_itself()) {
        let first = segment.lexicon().get(TermId(ids.start));
        if begun.is_some() && first.starts_with(&word.term) {
            continue;
        }
        for id in ids.clone() {
            visit(segment.cursor(TermId(id)), *weight);
        }
    }
}

/// The postings of the word as it was written in a segment, and what an occurrence counts
/// beside what [`others`] count it.
pub(crate) fn itself<'a>(
    word: &Word,
    segment: &'a Segment,
    answers: &[Answers],
) -> Option<(Cursor<'a>, f32)> {
    let itself = answers.iter().find(|answers| answers.is_itself())?;
    let counted = word.begun(segment).map_or(0.0, |(_, weight)| weight);
    let cursor = segment.cursor(TermId(itself.ids.start));
    (counted < itself.weight).then_some((cursor, itself.weight - counted))
}

/// An article that holds a word or phrase.
pub(crate) struct Found {
    pub(crate) article: u32,
    /// How often its title, headings and body do.
    pub(crate) counts: [u32; 3],
    /// How long they are, in terms.
    pub(crate) lengths: [u32; 3],
    /// What each occurrence counts.
    pub(crate) weight: f32,
}

impl Found {
    #[inline]
    pub(crate) fn frequency(&self, bm25: &Bm25) -> f32 {
        self.weight * bm25.frequency(self.counts, self.lengths)
    }
}

/// Calls `visit` with each article of `within` that holds the words: in order, but for a
/// word of several terms once for each of its terms.
pub(crate) fn counts(
    lookup: &Lookup<'_, '_>,
    words: &Words,
    within: &Bits,
    mut visit: impl FnMut(&Found),
) {
    let [word] = words.words.as_slice() else {
        return together(lookup, words, within, visit);
    };
    for (first, segment, answers) in lookup.segments(word) {
        let n_candidates = within.count_about(first, first + segment.n_articles());
        if n_candidates == 0 {
            continue;
        }
        let mut of_term = |mut cursor: Cursor<'_>, weight: f32| {
            let mut add = |local: u32, counts: [u32; 3]| {
                let counts = words.scope.mask(counts);
                if counts != [0; 3] {
                    visit(&Found {
                        article: first + local,
                        counts,
                        lengths: segment.lengths(local),
                        weight,
                    });
                }
            };
            if is_dense(&cursor, n_candidates) {
                cursor.each(|local, counts| {
                    if within.has(first + local) {
                        add(local, counts);
                    }
                });
            } else {
                leap(&mut cursor, first, within, |local, cursor| {
                    add(local, cursor.counts());
                });
            }
        };
        // The word itself last: that is the order in which frequencies are added up.
        others(word, segment, answers, &mut of_term);
        if let Some((cursor, weight)) = itself(word, segment, answers) {
            of_term(cursor, weight);
        }
    }
}

/// The articles of `within` that hold the words.
pub(crate) fn holding(lookup: &Lookup<'_, '_>, words: &Words, within: &Bits) -> Bits {
    let mut found = Bits::none(within.len());
    let ([word], Scope::Anywhere) = (words.words.as_slice(), words.scope) else {
        counts(lookup, words, within, |of_term| found.add(of_term.article));
        return found;
    };
    for (first, segment, answers) in lookup.segments(word) {
        let n_candidates = within.count_about(first, first + segment.n_articles());
        let mut of_term = |mut cursor: Cursor<'_>, _| {
            if is_dense(&cursor, n_candidates) {
                cursor.articles(|local| found.add(first + local));
            } else {
                leap(&mut cursor, first, within, |local, _| {
                    found.add(first + local);
                });
            }
        };
        if n_candidates > 0 {
            others(word, segment, answers, &mut of_term);
            if let Some((cursor, weight)) = itself(word, segment, answers) {
                of_term(cursor, weight);
            }
        }
    }
    found.keep(within);
    found
}

/// Calls `visit` for every article of `within` that holds the word, with a cursor on it;
/// once for each of its terms.
pub(crate) fn occurrences<'a>(
    lookup: &Lookup<'a, '_>,
    word: &Word,
    within: &Bits,
    mut visit: impl FnMut(u32, &mut Cursor<'a>),
) {
    for (first, segment, answers) in lookup.segments(word) {
        let n_candidates = within.count_about(first, first + segment.n_articles());
        if n_candidates == 0 {
            continue;
        }
        for id in answers.iter().flat_map(|answers| answers.ids.clone()) {
            let mut cursor = segment.cursor(TermId(id));
            walk(&mut cursor, first, within, n_candidates, |local, cursor| {
                visit(first + local, cursor);
            });
        }
    }
}

/// Calls `visit` at each of the cursor's articles that is in `within`.
pub(crate) fn walk<'a>(
    cursor: &mut Cursor<'a>,
    first: u32,
    within: &Bits,
    n_candidates: u32,
    mut visit: impl FnMut(u32, &mut Cursor<'a>),
) {
    if !is_dense(cursor, n_candidates) {
        return leap(cursor, first, within, visit);
    }
    while let Some(local) = cursor.next() {
        if within.has(first + local) {
            visit(local, cursor);
        }
    }
}

/// Whether reading all articles of a cursor is cheaper than looking up the candidates: a
/// leap costs about as much as reading a few articles.
fn is_dense(cursor: &Cursor<'_>, n_candidates: u32) -> bool {
    n_candidates.saturating_mul(16) >= cursor.n_articles()
}

/// Looks up each article of `within`.
fn leap<'a>(
    cursor: &mut Cursor<'a>,
    first: u32,
    within: &Bits,
    mut visit: impl FnMut(u32, &mut Cursor<'a>),
) {
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
