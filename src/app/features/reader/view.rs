//! Where in its page the reader is: the rows shown, and the reading line, a row that moves
//! with the arrow keys while the page scrolls under it. The place in each article is kept
//! while the program runs.

use super::Reader;
use super::lookup::Lookup;
use super::place::Place;
use crate::app::parts::page::{Page, Row, RowKind};
use crate::corpus::{ArticleId, Corpus};
use crate::text::Span;
use std::sync::Arc;

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

    /// Shows a page, at the place where its article was left. A new version of the article
    /// on the screen is shown at the same text, in the same line of the pane.
    pub(super) fn show(&mut self, page: Arc<Page>, lookup: Lookup) {
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
        self.lookup = lookup;
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
    pub(super) fn follow_places(&mut self, before: &Corpus, after: &Corpus) {
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
        // A page on its way is not wanted any more.
        self.asking.forget();
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
    pub(super) fn resize(&mut self, height: usize) {
        self.height = height;
        self.settle();
    }

    /// Moves the reading line.
    pub(super) fn step(&mut self, rows: isize) {
        self.line = self.line.saturating_add_signed(rows);
        self.settle();
    }

    /// Scrolls the page, the reading line with it; at an end the line alone moves on.
    pub(super) fn scroll(&mut self, rows: isize) {
        self.top = self.top.saturating_add_signed(rows).min(self.last_top());
        self.step(rows);
    }

    /// Goes to a row, which is brought into view.
    pub(super) fn go_to_row(&mut self, row: usize) {
        self.line = row;
        self.settle();
    }

    /// Goes to the row that shows the byte at `offset`.
    pub(super) fn go_to(&mut self, offset: usize) {
        if let Some(page) = &self.page {
            self.go_to_row(page.row_at(offset));
        }
    }

    /// Goes to the row that shows the byte at `offset`, which stands high on the screen.
    pub(super) fn go_to_from_below(&mut self, offset: usize) {
        // So that what follows is on the screen rather than what went before.
        self.top = self.len();
        self.go_to(offset);
    }

    /// Goes to the first row of the next or previous block.
    pub(super) fn paragraph(&mut self, forward: bool) {
        let Some(page) = &self.page else { return };
        let row = if forward {
            next_start(page, self.line).unwrap_or(self.len())
        } else {
            previous_start(page, self.line)
        };
        self.go_to_row(row);
    }
}

/// The first row, from `row` on, with which a block begins. It has to be near.
fn start_from(page: &Page, row: usize) -> Option<usize> {
    let rows = page.rows.iter().enumerate().skip(row);
    let mut starts = rows.filter(|(_, row)| row.kind.is_start());
    starts.next().map(|(at, _)| at)
}

/// The first row below the head that begins at `offset` or behind it.
fn row_from(page: &Page, offset: u32) -> usize {
    let head = page.head.min(page.rows.len());
    let text = page.rows.get(head..).unwrap_or_default();
    head + text.partition_point(|row| row.span.start < offset)
}

/// The span of the block shown at a row below the head; none between blocks.
fn block_span(page: &Page, row: usize) -> Option<Span> {
    match page.rows.get(row)?.kind {
        RowKind::Text { block, .. } => Some(page.article().blocks.get(block)?.span),
        RowKind::Cells { row, .. } => Some(page.table_rows.get(row)?.span),
        _ => None,
    }
}

/// The first row of the next block. A block may be as long as a book, so its other rows are
/// not looked at.
fn next_start(page: &Page, line: usize) -> Option<usize> {
    let behind = if line < page.head {
        page.head
    } else {
        block_span(page, line).map_or(line, |span| row_from(page, span.end))
    };
    start_from(page, behind.max(line + 1))
}

/// The first row of the block at the row before `line`, or of the page.
fn previous_start(page: &Page, line: usize) -> usize {
    let above = page.rows.get(..line).unwrap_or_default();
    let blank = |row: &&Row| matches!(row.kind, RowKind::Blank | RowKind::Rule(_));
    let n_blank = above.iter().rev().take_while(blank).count();
    let Some(row) = (above.len() - n_blank).checked_sub(1) else {
        return 0;
    };
    if row < page.head {
        return 0;
    }
    let span = block_span(page, row).unwrap_or_default();
    start_from(page, row_from(page, span.start)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::testing::page;
    use super::{next_start, previous_start};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_are_found_without_looking_at_their_rows(
            lines in prop::collection::vec("(# |- |    |> |\\*\\*x\\*\\* |Q: )?([a-z日]{1,9} ?){0,9}|([a-z]{0,9}\\|){2}|-\\|-", 0..9),
            columns in 8usize..30,
        ) {
            let page = page(&lines.join("\n"), columns, Vec::new());
            for line in 0..=page.rows.len() {
                let next = page.block_starts().find(|row| *row > line);
                prop_assert_eq!(next_start(&page, line), next, "{} {:?}", line, page.rows);
                let previous = page.block_starts().rev().find(|row| *row < line);
                prop_assert_eq!(previous_start(&page, line), previous.unwrap_or(0), "{} {:?}", line, page.rows);
            }
        }
    }
}
