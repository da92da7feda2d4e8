//! Places in articles, which survive another width and another version of the article.

use crate::app::parts::page::Page;

/// A place in an article that survives another column width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Columns of the page that the rows belong to; 0 when they belong to none.
    pub(super) columns: usize,
    /// The first row shown.
    pub(super) top: Spot,
    /// The reading line.
    pub(super) line: Spot,
}

/// A row of a page and the byte that it begins with. What stands above the text has no
/// byte of its own and is known by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    row: usize,
    pub(super) offset: Option<usize>,
}

impl Place {
    /// The place with these rows of a page at the top and as the reading line.
    pub(super) fn new(page: &Page, top: usize, line: usize) -> Self {
        Self {
            columns: page.columns,
            top: Spot::new(page, top),
            line: Spot::new(page, line),
        }
    }

    /// The top row and the reading line on a page of the same article.
    pub(super) fn on(self, page: &Page) -> (usize, usize) {
        if self.columns == page.columns {
            (self.top.row, self.line.row)
        } else {
            (self.top.row_on(page), self.line.row_on(page))
        }
    }

    /// The place in another version of the article.
    pub(super) fn moved(self, before: &str, after: &str) -> Self {
        let spot = |spot: Spot| Spot {
            row: spot.row,
            offset: spot.offset.map(|offset| moved(before, after, offset)),
        };
        Self {
            columns: 0,
            top: spot(self.top),
            line: spot(self.line),
        }
    }
}

impl Spot {
    fn new(page: &Page, row: usize) -> Self {
        let shown = page.rows.get(row).filter(|_| row >= page.head);
        Self {
            row,
            offset: shown.map(|row| row.span.from()),
        }
    }

    /// The row that shows it on a page of another width.
    fn row_on(self, page: &Page) -> usize {
        match self.offset {
            Some(offset) => page.row_at(offset),
            None => self.row.min(page.head.saturating_sub(1)),
        }
    }
}

/// Bytes, about, by which a place is known again: a row, then a few words.
const PASSAGES: [usize; 2] = [64, 24];

/// Where the text at `offset` stands in another version: the nearest place that reads the
/// same, else as far from the nearer end that both share, else as far from the beginning.
fn moved(before: &str, after: &str, offset: usize) -> usize {
    let (old, new) = (before.as_bytes(), after.as_bytes());
    let offset = offset.min(old.len());
    let behind = old.len() - offset;
    // Where it would be if all that changed stood behind it, or before it.
    let guesses = [offset, new.len().saturating_sub(behind)];
    for len in PASSAGES {
        let end = before.ceil_char_boundary(offset + len);
        let passage = before.get(offset..end).unwrap_or_default();
        let distance = |at: &usize| guesses.map(|guess| guess.abs_diff(*at));
        let places = after.match_indices(passage).map(|(at, _)| at);
        let nearest = places.min_by_key(|at| distance(at).into_iter().min());
        if let Some(at) = nearest.filter(|_| !passage.trim().is_empty()) {
            return at;
        }
    }
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let ends = old.iter().rev().zip(new.iter().rev());
    let same_end = ends.take_while(|(a, b)| a == b).count();
    if offset > same && behind <= same_end {
        return guesses[1];
    }
    offset.min(new.len())
}

#[cfg(test)]
mod tests {
    use super::moved;

    /// `‸` stands at the place, before and behind.
    fn check(before: &str, after: &str) {
        let at = |text: &str| (text.find('‸').unwrap(), text.replace('‸', ""));
        let ((from, before), (to, after)) = (at(before), at(after));
        assert_eq!(moved(&before, &after, from), to, "{before:?} {after:?}");
    }

    #[test]
    fn a_place_goes_with_its_text() {
        check("One. ‸Two. Three.", "Zero. One. ‸Two. Three.");
        check("One. ‸Two. Three.", "One. ‸Two. Three. Four.");
        check("One. ‸The end.", "One. The middle. ‸The end.");
        check("‸One. Two.", "‸One. Two. Three.");
        let (a, b) = ("first ".repeat(30), "second ".repeat(30));
        check(&format!("{a}‸{b}"), &format!("{b}{a}‸{b}"));
    }

    #[test]
    fn a_place_whose_text_is_gone_stays_where_it_was() {
        check("One. ‸Two. Three.", "One. ‸2. Three.");
        check("One. Two. ‸Three.", "One. ‸");
        check("One.‸", "‸");
        check("It is ‸é.", "It is ‸è.");
    }

    #[test]
    fn of_equal_texts_the_nearest_is_it() {
        check("a b. ‸a b. a b. c", "x. a b. ‸a b. a b. c");
    }
}
