//! A selection in rows of which only some are visible.

/// The selected row of a list and the first row shown.
///
/// Rows may differ in height, so the offset counts rows, not lines, and
/// [`Selection::reveal`] is told how high rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The selected row, from 0; 0 in an empty list.
    pub selected: usize,
    /// The first row shown.
    pub offset: usize,
}

impl Selection {
    /// Moves by `rows`, stopping at the ends of a list of `len` rows.
    pub fn step(&mut self, rows: isize, len: usize) {
        self.selected = self.selected.saturating_add_signed(rows);
        self.clamp(len);
    }

    /// Keeps selection and offset inside a list of `len` rows.
    pub fn clamp(&mut self, len: usize) {
        self.selected = self.selected.min(len.saturating_sub(1));
        self.offset = self.offset.min(self.selected);
    }

    /// Moves the offset as little as needed for the selected row to be whole inside
    /// `height` lines, and so that the last page is full.
    pub fn reveal(&mut self, len: usize, height: usize, row_height: impl Fn(usize) -> usize) {
        self.clamp(len);
        let fits_above = |last: usize, mut room: usize| {
            let mut first = last;
            room = room.saturating_sub(row_height(last));
            while first > 0 && row_height(first - 1) <= room {
                first -= 1;
                room -= row_height(first);
            }
            first
        };
        if len == 0 || height == 0 {
            return;
        }
        self.offset = self.offset.max(fits_above(self.selected, height));
        self.offset = self
            .offset
            .min(fits_above(len - 1, height))
            .min(self.selected);
    }

    /// Number of rows that are whole inside `height` lines from the first one shown.
    #[must_use]
    pub fn n_whole(&self, len: usize, height: usize, row_height: impl Fn(usize) -> usize) -> usize {
        let mut bottom = 0;
        let whole = (self.offset..len).take_while(|row| {
            bottom += row_height(*row);
            bottom <= height
        });
        whole.count()
    }

    /// The row drawn at `line`, counted from the first line shown.
    #[must_use]
    pub fn row_at(
        &self,
        line: usize,
        len: usize,
        row_height: impl Fn(usize) -> usize,
    ) -> Option<usize> {
        let mut bottom = 0;
        for row in self.offset..len {
            bottom += row_height(row);
            if line < bottom {
                return Some(row);
            }
        }
        None
    }

    /// Scrolls by `rows` and drags the selection along where it would leave the view of
    /// `visible` rows.
    pub fn scroll(&mut self, rows: isize, len: usize, visible: usize) {
        let last = len.saturating_sub(visible.max(1));
        self.offset = self.offset.saturating_add_signed(rows).min(last);
        let bottom = self.offset + visible.max(1) - 1;
        self.selected = self.selected.clamp(self.offset, bottom.max(self.offset));
        self.selected = self.selected.min(len.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;

    fn check(selected: usize, offset: usize, heights: &[usize], height: usize, expected: usize) {
        let mut selection = Selection { selected, offset };
        selection.reveal(heights.len(), height, |row| heights[row]);
        assert_eq!(selection.offset, expected);
    }

    #[test]
    fn reveals_with_as_little_movement_as_needed() {
        check(0, 3, &[1; 9], 4, 0);
        check(4, 3, &[1; 9], 4, 3);
        check(8, 0, &[1; 9], 4, 5);
        check(2, 0, &[2, 3, 2], 5, 1);
        check(1, 1, &[1, 1], 9, 0);
    }

    #[test]
    fn a_row_higher_than_the_view_is_shown_from_its_top() {
        check(1, 0, &[1, 9, 1], 4, 1);
    }

    #[test]
    fn scrolling_drags_the_selection() {
        let mut selection = Selection::default();
        selection.scroll(3, 10, 4);
        assert_eq!(
            selection,
            Selection {
                selected: 3,
                offset: 3
            }
        );
        selection.scroll(99, 10, 4);
        assert_eq!(
            selection,
            Selection {
                selected: 6,
                offset: 6
            }
        );
    }
}
