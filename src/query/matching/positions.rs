//! Words that stand together looked up in the index: phrases, and words near each other.
//!
//! In go the words and a set of candidates; out come those that hold them so, with how
//! often. Only articles that hold all of the words have their positions read; for a phrase
//! those of one word after the other, as long as any place is left where it may go on. A
//! [phrase] of single terms takes a shorter way.

use super::bitset::Bits;
use super::lookup::{Found, Lookup, occurrences, walk};
use super::phrase;
use super::phrase::Counts;
use super::windows::{LONGEST, Stand, windows};
use crate::corpus::ArticleId;
use crate::index::{Cursor, Segment, TermId};
use crate::query::syntax::ast::Words;
use crate::query::terms::word::{Answers, Word};

/// The articles of `within` that hold all of the words, wherever.
fn holding_all(lookup: &Lookup<'_, '_>, words: &Words, within: &Bits) -> Bits {
    let mut candidates = within.clone();
    let mut ordered: Vec<&Word> = words.words.iter().collect();
    ordered.sort_by_cached_key(|word| lookup.n_at_most(word));
    for word in ordered {
        let mut found = Bits::none(within.len());
        if !candidates.is_empty() {
            occurrences(lookup, word, &candidates, |article, _| found.add(article));
        }
        candidates = found;
    }
    candidates
}

/// [`counts`](super::lookup::counts) for several words.
pub(crate) fn together(
    lookup: &Lookup<'_, '_>,
    words: &Words,
    within: &Bits,
    mut visit: impl FnMut(&Found),
) {
    if phrase::is_plain(lookup, words) {
        return phrase::each(lookup, words, within, visit);
    }
    let candidates = holding_all(lookup, words, within);
    let mut starts = Vec::new();
    for (n, (ArticleId(first), segment)) in lookup.view.index.segments().enumerate() {
        let behind = first + segment.n_articles();
        if candidates.count_about(first, behind) == 0 {
            continue;
        }
        let each = words.words.iter();
        let mut places: Vec<Places<'_>> = each
            .map(|word| Places::new(segment, first, lookup.answers(word, n), &candidates))
            .collect();
        let inside = candidates.iter_from(first);
        for article in inside.take_while(|article| *article < behind) {
            let local = article - first;
            match words.near {
                None => phrases(&mut places, local, &mut starts),
                Some(near) => nearby(&mut places, local, near, &mut starts),
            }
            let mut counts = Counts::new(segment, local);
            for start in &starts {
                counts.add(*start);
            }
            let counts = words.scope.mask(counts.finish());
            if counts != [0; 3] {
                visit(&Found {
                    article,
                    counts,
                    lengths: segment.lengths(local),
                    weight: 1.0,
                });
            }
        }
    }
}

/// The positions in an article at which the words stand in order, those of the last word.
fn phrases(places: &mut [Places<'_>], local: u32, ends: &mut Vec<u32>) {
    let mut next = Vec::new();
    for (n, places) in places.iter_mut().enumerate() {
        if n == 0 {
            places.of(local, ends);
        } else if !ends.is_empty() {
            places.of(local, &mut next);
            keep_following(ends, &mut next);
            std::mem::swap(ends, &mut next);
        }
    }
}

/// The positions in an article at which the words stand with at most `near` others among
/// them, those of the first.
fn nearby(places: &mut [Places<'_>], local: u32, near: u32, starts: &mut Vec<u32>) {
    let mut stands = Vec::new();
    for (word, places) in places.iter_mut().enumerate() {
        places.of(local, starts);
        stands.extend(starts.iter().map(|position| Stand {
            position: *position,
            word,
        }));
    }
    stands.sort_unstable();
    starts.clear();
    let found = windows(&stands, places.len(), span_of(places.len(), near));
    starts.extend(
        found
            .into_iter()
            .map(|window| stands[window.start].position),
    );
}

/// Positions that words may take up with at most `near` others among them.
pub(crate) fn span_of(n_words: usize, near: u32) -> u32 {
    let n_words = u32::try_from(n_words).unwrap_or(LONGEST);
    n_words.saturating_add(near).min(LONGEST)
}

/// Where the articles of a segment hold a word; asked for one article after the other.
enum Places<'a> {
    /// The word is one term.
    Term(Cursor<'a>),
    /// The word is several: the places sorted, and how many are passed.
    Terms(Vec<(u32, u32)>, usize),
}

impl<'a> Places<'a> {
    fn new(segment: &'a Segment, first: u32, answers: &[Answers], candidates: &Bits) -> Self {
        let ids: Vec<u32> = answers
            .iter()
            .flat_map(|answers| answers.ids.clone())
            .collect();
        if let [id] = ids.as_slice() {
            return Self::Term(segment.cursor(TermId(*id)));
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
            Self::Term(cursor) => {
                if cursor.reach(local) {
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
