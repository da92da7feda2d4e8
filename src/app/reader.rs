//! The reader: which page is shown, where in it the user is, and what is found in it.
//!
//! The user's place is the reading line, a row that moves with the arrow keys while the
//! page scrolls under it; the place in each article is kept while the program runs.

use super::job::Generation;
use super::page::{Mention, Page};
use super::place::Place;
use crate::corpus::{ArticleId, Corpus};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// The state of the reader.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The page shown.
    pub page: Option<Arc<Page>>,
    /// The first row shown.
    pub top: usize,
    /// The reading line, a row of the page.
    pub line: usize,
    /// Rows that the pane shows.
    pub height: usize,
    /// What is found in the article.
    pub find: Find,
    /// The mention jumped to last, an index into [`Page::mentions`].
    pub mention: Option<usize>,
    places: HashMap<ArticleId, Place>,
    /// A row and the byte in it that the reading line was brought to, so that a place does
    /// not drift when the width changes several times.
    anchor: Option<(usize, usize)>,
    /// The row that a jump to a match or mention led to: until the reading line leaves it,
    /// the next one follows from there, also where the page does not show the match itself.
    landed: Option<usize>,
    /// Of the newest request for a page.
    pub(super) generation: Generation,
    /// What that request was for.
    pub(super) wanted: Option<Wanted>,
    /// Where to go once the page of that article is there.
    pub(super) arrival: Option<(ArticleId, Jump)>,
}

/// What a page is wanted for; a change makes a new page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The article.
    pub id: ArticleId,
    /// Columns of the text.
    pub columns: usize,
    /// The query whose terms are marked.
    pub query: String,
    /// Whether it is being typed.
    pub typing: bool,
    /// Whether the collection's entities include the article's.
    pub named: bool,
    /// How often files had changed: other articles may call its entities otherwise.
    pub updates: u64,
    /// How often names were corrected.
    pub corrections: u64,
}

/// A string looked for in the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// The string; empty when nothing is looked for.
    pub needle: String,
    /// The article that `matches` belongs to.
    pub id: Option<ArticleId>,
    /// Where it stands, sorted.
    pub matches: Vec<Span>,
    /// The match jumped to last, an index into `matches`.
    pub current: Option<usize>,
    /// Of the newest request.
    pub(super) generation: Generation,
    /// Held while its answer is wanted.
    pub(super) wanted: Arc<()>,
    /// Where to go when its answer comes.
    pub(super) jump: Jump,
}

/// Where to go when something was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Jump {
    /// Nowhere.
    #[default]
    Stay,
    /// To the first match at or behind a byte offset.
    From(usize),
    /// To the first match.
    First,
    /// To the last match.
    Last,
    /// To a place in the text, matched or not.
    To(Span),
}

impl Jump {
    /// Whether it leads into whichever article has the string.
    #[must_use]
    pub fn is_beyond(self) -> bool {
        matches!(self, Self::First | Self::Last)
    }
}

impl Reader {
    /// Number of rows of the page.
    #[must_use]
    pub fn len(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.rows.len())
    }

    /// Whether no page is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article shown.
    #[must_use]
    pub fn article(&self) -> Option<ArticleId> {
        self.page.as_ref().map(|page| page.id)
    }

    /// Shows a page, at the place where its article was left. A new version of the article
    /// on the screen is shown at the same text, in the same line of the pane.
    pub fn show(&mut self, page: Arc<Page>) {
        self.keep_place();
        let same = self.article() == Some(page.id);
        let before = self.page.as_deref().filter(|old| page.follows(old));
        let followed = before.and_then(|old| {
            let place = self.places.remove(&old.id)?;
            Some(place.moved(&old.article().text, &page.article().text))
        });
        let place = followed.or_else(|| self.places.get(&page.id).copied());
        let above = self.line - self.top.min(self.line);
        (self.top, self.line) = place.map_or((0, 0), |place| place.on(&page));
        self.anchor = place
            .filter(|place| place.columns != page.columns)
            .and_then(|place| Some((self.line, place.line.offset?)));
        if followed.is_some() {
            self.top = self.line.saturating_sub(above);
        }
        if !same && self.find.id != Some(page.id) {
            self.find.id = None;
            self.find.matches.clear();
        }
        self.landed = None;
        // What was jumped to is an index into what the page has.
        let old = self.page.as_ref().filter(|_| same);
        if old.is_none_or(|old| old.mentions != page.mentions) {
            self.mention = None;
        }
        let by_query = self.find.needle.is_empty();
        if old.is_none_or(|old| by_query && old.marks != page.marks) {
            self.find.current = None;
        }
        self.page = Some(page);
        self.settle();
    }

    fn keep_place(&mut self) {
        let Some(page) = &self.page else { return };
        let mut place = Place::new(page, self.top, self.line);
        if let Some((row, offset)) = self.anchor
            && row == self.line
        {
            place.line.offset = Some(offset);
        }
        self.places.insert(page.id, place);
    }

    /// Keeps the places in articles of which `after` has another version than `before`,
    /// and forgets those in articles that are gone.
    pub(super) fn follow(&mut self, before: &Corpus, after: &Corpus) {
        self.keep_place();
        let changed = |id: &ArticleId| after.present(*id) != Some(*id);
        let ids: Vec<ArticleId> = self.places.keys().copied().filter(changed).collect();
        for id in ids {
            let place = self.places.remove(&id);
            if let (Some(place), Some(new)) = (place, after.present(id))
                && let (Some(old), Some(now)) = (before.article(id), after.article(new))
            {
                let moved = place.moved(&old.text, &now.text);
                self.places.insert(new, moved);
            }
        }
    }

    /// Shows nothing.
    pub(super) fn close(&mut self) {
        self.page = None;
        self.wanted = None;
        // A page on its way is not wanted any more.
        let _ = self.generation.renew();
    }

    /// Rows kept between the reading line and the edge of the pane.
    fn margin(&self) -> usize {
        self.height / 3
    }

    fn last_top(&self) -> usize {
        self.len().saturating_sub(self.height)
    }

    /// Brings the reading line and the view back to where both can be.
    fn settle(&mut self) {
        self.line = self.line.min(self.len().saturating_sub(1));
        let lowest = self.line.saturating_sub(self.margin());
        let highest = (self.line + self.margin() + 1).saturating_sub(self.height);
        self.top = self
            .top
            .clamp(highest.min(lowest), lowest)
            .min(self.last_top());
    }

    /// Takes note of the pane's height.
    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.settle();
    }

    /// Moves the reading line.
    pub fn step(&mut self, rows: isize) {
        self.line = self.line.saturating_add_signed(rows);
        self.settle();
    }

    /// Scrolls the page, the reading line with it; at an end the line alone moves on.
    pub fn scroll(&mut self, rows: isize) {
        self.top = self.top.saturating_add_signed(rows).min(self.last_top());
        self.step(rows);
    }

    /// Goes to a row, which is brought into view.
    pub fn go_to_row(&mut self, row: usize) {
        self.line = row;
        self.settle();
    }

    /// Goes to the row that shows the byte at `offset`.
    pub fn go_to(&mut self, offset: usize) {
        if let Some(page) = &self.page {
            self.go_to_row(page.row_at(offset));
        }
    }

    /// Goes to the first row of the next or previous block.
    pub fn paragraph(&mut self, forward: bool) {
        let Some(page) = &self.page else { return };
        let row = if forward {
            page.block_starts()
                .find(|row| *row > self.line)
                .unwrap_or(self.len())
        } else {
            page.block_starts()
                .rev()
                .find(|row| *row < self.line)
                .unwrap_or(0)
        };
        self.go_to_row(row);
    }

    /// The text on the screen.
    #[must_use]
    pub fn visible(&self) -> Span {
        let page = self.page.as_ref();
        page.map_or(Span::default(), |page| {
            page.span_of(self.top..self.top + self.height)
        })
    }

    /// The text of the reading line.
    #[must_use]
    pub fn line_span(&self) -> Span {
        let row = self.page.as_ref().and_then(|page| page.rows.get(self.line));
        row.map_or(Span::default(), |row| row.span)
    }

    /// Whether the reading line is where a jump to this span leads.
    fn is_at(&self, span: Span) -> bool {
        self.landed == Some(self.line) || span.overlaps(self.line_span())
    }

    /// The mention jumped to, if it is still on the reading line, else the first one there.
    #[must_use]
    pub fn mention_here(&self) -> Option<Mention> {
        let page = self.page.as_ref()?;
        let line = self.line_span();
        let current = self.mention.and_then(|at| page.mentions.get(at)).copied();
        let here = |mention: &Mention| mention.span.overlaps(line);
        current
            .filter(here)
            .or_else(|| page.mentions.iter().copied().find(here))
    }

    /// Goes to the next or previous mention, of `name` if given (an index into
    /// [`Page::names`]), from the end round to the beginning. Tells its number among all.
    pub fn next_mention(&mut self, forward: bool, name: Option<usize>) -> Option<Step> {
        let page = Arc::clone(self.page.as_ref()?);
        let wanted: Vec<usize> = (0..page.mentions.len())
            .filter(|at| name.is_none_or(|name| page.mentions[*at].name == name))
            .collect();
        let line = self.line_span();
        let is_here = |at: &usize| {
            let mention = page.mentions.get(*at);
            mention.is_some_and(|mention| self.is_at(mention.span))
        };
        let present = self.mention.filter(is_here);
        let from = |at: &usize| match present {
            Some(present) if forward => *at > present,
            Some(present) => *at < present,
            None if forward => page.mentions[*at].span.end > line.start,
            None => page.mentions[*at].span.start < line.start,
        };
        let next = if forward {
            wanted.iter().position(from)
        } else {
            wanted.iter().rposition(from)
        };
        let around = if forward {
            0
        } else {
            wanted.len().checked_sub(1)?
        };
        let number = next.unwrap_or(around);
        let at = *wanted.get(number)?;
        self.go_to(page.mentions[at].span.from());
        self.landed = Some(self.line);
        self.find.current = None;
        self.mention = Some(at);
        Some(Step {
            number: number + 1,
            of: wanted.len(),
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

    /// Goes to the next or previous match after or before the reading line; `None` past
    /// the last or first.
    pub fn next_match(&mut self, forward: bool) -> Option<Step> {
        let line = self.line_span();
        let matches = self.matches();
        let present = self
            .find
            .current
            .filter(|at| matches.get(*at).is_some_and(|span| self.is_at(*span)));
        let number = match (present, forward) {
            (Some(at), true) => Some(at + 1).filter(|at| *at < matches.len()),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => Some(matches.partition_point(|span| span.start < line.end))
                .filter(|at| *at < matches.len()),
            (None, false) => matches
                .partition_point(|span| span.start < line.start)
                .checked_sub(1),
        }?;
        Some(self.go_to_match(number))
    }

    /// Takes what was found in an article.
    pub(super) fn take_found(&mut self, id: Option<ArticleId>, matches: Vec<Span>) {
        self.find.id = id;
        self.find.matches = matches;
        self.find.current = None;
    }

    /// Goes to one of the matches, if there are any.
    pub fn jump(&mut self, jump: Jump) {
        if let Jump::To(place) = jump {
            return self.go_to_place(place);
        }
        let matches = self.matches();
        let Some(last) = matches.len().checked_sub(1) else {
            return;
        };
        match jump {
            Jump::Stay | Jump::To(_) => return,
            Jump::First => self.go_to_match(0),
            Jump::Last => self.go_to_match(last),
            Jump::From(offset) => {
                let at = matches.partition_point(|span| span.from() < offset);
                self.go_to_match(if at <= last { at } else { 0 })
            }
        };
    }

    /// Goes to a place in the text; the mention there, if there is one, is the present one.
    fn go_to_place(&mut self, place: Span) {
        // From below, so that what follows is on the screen rather than what went before.
        self.top = self.len();
        self.go_to(place.from());
        self.landed = Some(self.line);
        self.find.current = None;
        let page = self.page.as_ref();
        self.mention = page.and_then(|page| {
            page.mentions
                .iter()
                .position(|mention| mention.span.overlaps(place))
        });
    }

    /// Goes to the match with that index.
    fn go_to_match(&mut self, at: usize) -> Step {
        let matches = self.matches();
        let (of, start) = (matches.len(), matches.get(at).map(|span| span.from()));
        if let Some(start) = start {
            self.go_to(start);
        }
        self.landed = Some(self.line);
        self.mention = None;
        self.find.current = Some(at);
        Step {
            number: at + 1,
            of,
            wrapped: false,
        }
    }
}

/// A step to one of several things: "3/17".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which one, from 1.
    pub number: usize,
    /// Of how many.
    pub of: usize,
    /// Whether it went round.
    pub wrapped: bool,
}
