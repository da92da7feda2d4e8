//! Phrases of single terms.
//!
//! In go the words of a phrase, each of which one term answers; out come the articles that
//! hold the phrase, with how often. The postings of the two rarest words are walked side by
//! side; where they meet, the others are looked up, and the positions in the article walked.
//! That is enough to know whether it holds the phrase at the first place found; only an
//! article that may be among the best is read to its end.

use super::bitset::Bits;
use super::lookup::{Found, Lookup};
use super::segments::{Numbered, numbered};
use crate::index::{Cursor, Field, Segment};
use crate::query::syntax::ast::Words;
use std::ops::ControlFlow;

/// Whether the words are such a phrase.
pub(crate) fn is_plain(lookup: &Lookup<'_, '_>, words: &Words) -> bool {
    let n_segments = lookup.view.index.segments().count();
    let one_term = |word| (0..n_segments).all(|n| lookup.only(word, n).is_ok());
    words.near.is_none() && words.words.len() > 1 && words.words.iter().all(one_term)
}

/// Calls `visit` with each article of `within` that holds the phrase.
pub(crate) fn each(
    lookup: &Lookup<'_, '_>,
    words: &Words,
    within: &Bits,
    mut visit: impl FnMut(&Found),
) {
    walk(&numbered(lookup.view.index), lookup, words, |meeting| {
        let article = meeting.first + meeting.local;
        if !within.has(article) {
            return;
        }
        let counts = words.scope.mask(meeting.counts());
        if counts != [0; 3] {
            visit(&Found {
                article,
                counts,
                lengths: meeting.segment.lengths(meeting.local),
                weight: 1.0,
            });
        }
    });
}

/// An article that holds all words of a phrase.
pub(crate) struct Meeting<'w, 'a> {
    pub(crate) segment: &'a Segment,
    /// Number of the segment's first article.
    pub(crate) first: u32,
    /// The article's number in the segment.
    pub(crate) local: u32,
    /// On the article, in the order of the words.
    cursors: &'w mut [Cursor<'a>],
    scratch: &'w mut Scratch,
}

/// Calls `visit` for each article that holds all words of a phrase.
pub(crate) fn walk<'a>(
    segments: &[Numbered<'a>],
    lookup: &Lookup<'a, '_>,
    words: &Words,
    mut visit: impl FnMut(&mut Meeting<'_, 'a>),
) {
    let mut scratch = Scratch::new();
    for Numbered {
        number: n,
        first,
        segment,
    } in segments.iter().copied()
    {
        let terms = words.words.iter().map(|word| lookup.only(word, n).ok()?);
        let Some(terms) = terms.collect::<Option<Vec<_>>>() else {
            continue;
        };
        let mut cursors: Vec<Cursor<'a>> =
            terms.into_iter().map(|term| segment.cursor(term)).collect();
        let mut order: Vec<usize> = (0..cursors.len()).collect();
        order.sort_by_key(|n| cursors[*n].n_articles());
        let [rarest, rare, others @ ..] = order.as_slice() else {
            continue;
        };
        Cursor::each_meeting(&mut cursors, [*rarest, *rare], |local, cursors| {
            let mut others = others.iter();
            if others.all(|n| cursors[*n].reach(local)) {
                visit(&mut Meeting {
                    segment,
                    first,
                    local,
                    cursors,
                    scratch: &mut scratch,
                });
            }
        });
    }
}

impl Meeting<'_, '_> {
    /// How often title, headings and body can hold the phrase at most.
    pub(crate) fn most(&self) -> [u32; 3] {
        let each = self.cursors.iter().map(Cursor::counts);
        let least = |a: [u32; 3], b: [u32; 3]| [0, 1, 2].map(|field| a[field].min(b[field]));
        each.reduce(least).unwrap_or_default()
    }

    /// Whether the article holds the phrase.
    pub(crate) fn holds(&mut self) -> bool {
        self.places(|_| ControlFlow::Break(())).is_break()
    }

    /// How often its title, headings and body hold the phrase.
    pub(crate) fn counts(&mut self) -> [u32; 3] {
        let mut counts = Counts::new(self.segment, self.local);
        let _ = self.places(|end| {
            counts.add(end);
            ControlFlow::Continue(())
        });
        counts.finish()
    }

    /// Calls `visit` with the position of the last word wherever the phrase stands, in order,
    /// until it has enough.
    fn places(&mut self, mut visit: impl FnMut(u32) -> ControlFlow<()>) -> ControlFlow<()> {
        let Self {
            cursors, scratch, ..
        } = self;
        let Some(([first, middle @ ..], last)) = cursors
            .split_last_mut()
            .map(|(last, before)| (before, last))
        else {
            return ControlFlow::Continue(());
        };
        scratch.begin(first);
        for cursor in middle {
            scratch.go_on(cursor);
        }
        scratch.mark();
        let ends = last.places().try_for_each(|place| {
            if scratch.goes_on_at(place) {
                visit(place)
            } else {
                ControlFlow::Continue(())
            }
        });
        scratch.unmark();
        ends
    }
}

/// Bits of a [`Scratch`].
const MARKS: usize = 4096;

/// Where the first words of a phrase stand in an article.
struct Scratch {
    /// The positions of the last of these words, in order.
    ends: Vec<u32>,
    next: Vec<u32>,
    /// A bit for each position behind an end, by its lower bits: in all but long articles
    /// one look tells whether the phrase goes on somewhere, with no branch to guess.
    marks: Box<[u64; MARKS / 64]>,
}

impl Scratch {
    fn new() -> Self {
        Self {
            ends: Vec::new(),
            next: Vec::new(),
            marks: Box::new([0; MARKS / 64]),
        }
    }

    /// Begins with the positions of the first word.
    fn begin(&mut self, cursor: &mut Cursor<'_>) {
        cursor.positions(&mut self.ends);
    }

    /// Goes on with the next word.
    fn go_on(&mut self, cursor: &mut Cursor<'_>) {
        self.mark();
        let mut next = std::mem::take(&mut self.next);
        next.clear();
        next.extend(cursor.places().filter(|place| self.goes_on_at(*place)));
        self.unmark();
        self.next = std::mem::replace(&mut self.ends, next);
    }

    fn mark(&mut self) {
        for end in &self.ends {
            let (at, bit) = mark(end + 1);
            self.marks[at] |= bit;
        }
    }

    fn unmark(&mut self) {
        for end in &self.ends {
            self.marks[mark(end + 1).0] = 0;
        }
    }

    /// Whether a word at `place` stands behind an end; these must be marked.
    #[inline]
    fn goes_on_at(&self, place: u32) -> bool {
        let (at, bit) = mark(place);
        self.marks[at] & bit != 0
            && place
                .checked_sub(1)
                .is_some_and(|end| self.ends.binary_search(&end).is_ok())
    }
}

/// The place of a position among the marks.
#[inline]
fn mark(position: u32) -> (usize, u64) {
    let at = position as usize % MARKS;
    (at / 64, 1 << (at % 64))
}

/// Counts positions of an article by field.
pub(crate) struct Counts<'a> {
    title: u32,
    headings: &'a [[u32; 2]],
    found: [u32; 3],
}

impl<'a> Counts<'a> {
    pub(crate) fn new(segment: &'a Segment, local: u32) -> Self {
        let [title, ..] = segment.lengths(local);
        Self {
            title,
            headings: segment.headings(local),
            found: [0; 3],
        }
    }

    /// Adds a position; they come in order.
    pub(crate) fn add(&mut self, position: u32) {
        while let [[_, end], rest @ ..] = self.headings
            && *end <= position
        {
            self.headings = rest;
        }
        let in_heading = self
            .headings
            .first()
            .is_some_and(|[start, _]| *start <= position);
        let field = match in_heading {
            _ if position < self.title => Field::Title,
            true => Field::Heading,
            false => Field::Body,
        };
        self.found[field as usize] += 1;
    }

    /// How many were in the title, in headings and in the body.
    pub(crate) fn finish(self) -> [u32; 3] {
        self.found
    }
}
