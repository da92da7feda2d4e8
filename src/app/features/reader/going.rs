//! Going to mentions and matches in the page: where each leads, and which is the next.
//!
//! Mentions and matches are sorted, so each is found by halves: a page may have any number.

use super::Reader;
use crate::app::parts::page::{Mention, Page};
use crate::app::request::Jump;
use crate::text::Span;
use std::sync::Arc;

/// A step to one of several things: "3/17".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Which one, from 1.
    pub(super) number: usize,
    /// Of how many.
    pub(super) of: usize,
    /// Whether it went round.
    pub(super) wrapped: bool,
}

/// The mentions of one entity of a page, an index into [`Page::names`], or of all.
#[derive(Clone, Copy)]
struct Mentions<'a> {
    page: &'a Page,
    name: Option<usize>,
}

impl<'a> Mentions<'a> {
    fn of_name(self) -> Option<&'a [Span]> {
        let named = self.name.and_then(|name| self.page.names.get(name))?;
        Some(&named.mentions)
    }

    fn len(self) -> usize {
        let all = self.page.mentions.len();
        self.of_name().map_or(all, <[Span]>::len)
    }

    /// The index into [`Page::mentions`] of the one with that number.
    fn index(self, number: usize) -> usize {
        match self.of_name().and_then(|spans| spans.get(number)) {
            Some(span) => {
                let before = |mention: &Mention| mention.span < *span;
                self.page.mentions.partition_point(before)
            }
            None => number,
        }
    }

    fn span(self, number: usize) -> Span {
        let mention = self.page.mentions.get(self.index(number));
        mention.map_or(Span::default(), |mention| mention.span)
    }

    /// How many come before those that are not `before`, which come last.
    fn count(self, before: impl Fn(usize) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            if before(middle) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}

/// The first mention that shares a byte with a span, an index into [`Page::mentions`].
fn first_in(page: &Page, span: Span) -> Option<usize> {
    let mentions = &page.mentions;
    let at = mentions.partition_point(|mention| mention.span.end <= span.start);
    let found = mentions.get(at)?;
    found.span.overlaps(span).then_some(at)
}

impl Reader {
    /// Whether the reading line is where a jump to this span leads.
    fn is_at(&self, span: Span) -> bool {
        self.landed == Some(self.line) || span.overlaps(self.line_span())
    }

    /// The mention jumped to, if it is still on the reading line, else the first one there.
    #[must_use]
    pub fn mention_here(&self) -> Option<Mention> {
        let page = self.page.as_ref()?;
        let line = self.line_span();
        let current = self.mention.and_then(|at| page.mentions.get(at));
        let here = current.filter(|mention| mention.span.overlaps(line));
        let first = || page.mentions.get(first_in(page, line)?);
        here.or_else(first).copied()
    }

    /// Goes to the next or previous mention, of `name` if given (an index into
    /// [`Page::names`]), from the end round to the beginning. Tells its number among all.
    pub(super) fn next_mention(&mut self, forward: bool, name: Option<usize>) -> Option<Step> {
        let page = Arc::clone(self.page.as_ref()?);
        let mentions = Mentions { page: &page, name };
        let of = mentions.len();
        let line = self.line_span();
        let is_here = |at: &usize| {
            let mention = page.mentions.get(*at);
            mention.is_some_and(|mention| self.is_at(mention.span))
        };
        let next = match (self.mention.filter(is_here), forward) {
            (Some(present), true) => mentions.count(|number| mentions.index(number) <= present),
            (Some(present), false) => mentions.count(|number| mentions.index(number) < present),
            (None, true) => mentions.count(|number| mentions.span(number).end <= line.start),
            (None, false) => mentions.count(|number| mentions.span(number).start < line.start),
        };
        let next = if forward {
            Some(next).filter(|number| *number < of)
        } else {
            next.checked_sub(1)
        };
        let last = of.checked_sub(1)?;
        let number = next.unwrap_or(if forward { 0 } else { last });
        self.go_to(mentions.span(number).from());
        self.landed = Some(self.line);
        self.find.current = None;
        self.mention = Some(mentions.index(number));
        Some(Step {
            number: number + 1,
            of,
            wrapped: next.is_none(),
        })
    }

    /// What `n` goes through: what is looked for in the article, else the query's terms.
    #[must_use]
    pub fn matches(&self) -> &[Span] {
        if self.find.needle.is_empty() {
            self.page.as_ref().map_or(&[], |page| &page.marks)
        } else {
            self.found()
        }
    }

    /// Where what is looked for stands in the article shown.
    #[must_use]
    pub fn found(&self) -> &[Span] {
        if self.find.id == self.article() {
            &self.find.matches
        } else {
            &[]
        }
    }

    /// Goes to the next or previous match after or before the reading line; tells whether
    /// there was one, past the last or first there is none.
    pub(super) fn next_match(&mut self, forward: bool) -> bool {
        let line = self.line_span();
        let matches = self.matches();
        let present = self
            .find
            .current
            .filter(|at| matches.get(*at).is_some_and(|span| self.is_at(*span)));
        let next = match (present, forward) {
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => Some(matches.partition_point(|span| span.start < line.end)),
            (None, false) => matches
                .partition_point(|span| span.start < line.start)
                .checked_sub(1),
        };
        let next = next.filter(|at| *at < matches.len());
        if let Some(at) = next {
            self.go_to_match(at);
        }
        next.is_some()
    }

    /// Goes to one of the matches, if there are any, or to a place.
    pub(super) fn jump(&mut self, jump: Jump) {
        let matches = self.matches();
        let last = matches.len().checked_sub(1);
        let at = match jump {
            Jump::To(place) => return self.go_to_place(place),
            Jump::Stay => None,
            Jump::First => last.map(|_| 0),
            Jump::Last => last,
            Jump::From(offset) => last.map(|last| {
                let at = matches.partition_point(|span| span.from() < offset);
                if at <= last { at } else { 0 }
            }),
        };
        if let Some(at) = at {
            self.go_to_match(at);
        }
    }

    /// Goes to a place in the text; the mention there, if there is one, is the present one.
    fn go_to_place(&mut self, place: Span) {
        self.go_to_from_below(place.from());
        self.landed = Some(self.line);
        self.find.current = None;
        let page = self.page.as_ref();
        self.mention = page.and_then(|page| first_in(page, place));
    }

    /// Goes to the match with that index.
    fn go_to_match(&mut self, at: usize) {
        if let Some(start) = self.matches().get(at).map(|span| span.from()) {
            self.go_to(start);
        }
        self.landed = Some(self.line);
        self.mention = None;
        self.find.current = Some(at);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{named, page};
    use super::{Reader, first_in};
    use crate::app::parts::page::Page;
    use crate::entities::Kind;
    use crate::text::Span;
    use proptest::prelude::*;
    use std::sync::Arc;

    const TEXT: &str = "# A title\n\nSome words that stand on a few short lines, so that they go on.\n\nAnd more of them on others.\n";

    /// A page of ten columns with words of the text as mentions of two entities: `true` is
    /// the first one's.
    fn mentioning(words: &[Option<bool>]) -> Page {
        let mut spans = [Vec::new(), Vec::new()];
        let starts = TEXT.match_indices(char::is_alphabetic).map(|(at, _)| at);
        let starts: Vec<usize> = starts.step_by(3).collect();
        for (at, word) in starts.into_iter().zip(words) {
            if let Some(first) = word {
                spans[usize::from(!first)].push(Span::new(at, at + 2));
            }
        }
        let names = vec![
            named("Ann", Kind::Person, &spans[0]),
            named("Ben", Kind::Person, &spans[1]),
        ];
        page(TEXT, 10, names)
    }

    /// The mention that a step leads to, found by going through all of them, and its number.
    fn expected(reader: &Reader, forward: bool, name: Option<usize>) -> Option<(usize, usize)> {
        let page = reader.page.as_ref().unwrap();
        let all = 0..page.mentions.len();
        let wanted: Vec<usize> = all
            .filter(|at| name.is_none_or(|name| page.mentions[*at].name == name))
            .collect();
        let line = reader.line_span();
        let present = reader
            .mention
            .filter(|at| reader.is_at(page.mentions[*at].span));
        let from = |at: &usize| match present {
            Some(present) if forward => *at > present,
            Some(present) => *at < present,
            None if forward => page.mentions[*at].span.end > line.start,
            None => page.mentions[*at].span.start < line.start,
        };
        let next = if forward {
            wanted.iter().position(from).unwrap_or(0)
        } else {
            let last = wanted.len().checked_sub(1)?;
            wanted.iter().rposition(from).unwrap_or(last)
        };
        Some((*wanted.get(next)?, next + 1))
    }

    proptest! {
        #[test]
        fn steps_lead_where_going_through_all_mentions_leads(
            words in prop::collection::vec(any::<Option<bool>>(), 0..30),
            steps in prop::collection::vec((any::<bool>(), prop_oneof![Just(None), (0usize..2).prop_map(Some)], 0usize..30), 0..20),
        ) {
            let page = Arc::new(mentioning(&words));
            let mut reader = Reader { page: Some(Arc::clone(&page)), height: 5, ..Reader::default() };
            for (forward, name, line) in steps {
                if line < page.rows.len() {
                    reader.go_to_row(line);
                }
                let expected = expected(&reader, forward, name);
                let step = reader.next_mention(forward, name);
                prop_assert_eq!(step.map(|step| (reader.mention.unwrap(), step.number)), expected);
                let line = reader.line_span();
                let here = page.mentions.iter().position(|mention| mention.span.overlaps(line));
                prop_assert_eq!(first_in(&page, line), here);
            }
        }
    }
}
