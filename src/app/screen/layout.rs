//! Where everything stands on a screen of a given size: pure geometry.
//!
//! In goes the size and which panes are wanted; out come rectangles. The same value
//! tells the drawing where to draw, the panes how much they show, and the mouse what
//! is under it.

use super::Shape;

/// A size in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// A rectangle of cells; empty where a part is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether the cell lies inside.
    #[must_use]
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.x..self.x + self.width).contains(&column)
            && (self.y..self.y + self.height).contains(&row)
    }

    /// What lies in both areas; empty if nothing does.
    #[must_use]
    pub fn common(self, other: Self) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let right = (self.x + self.width).min(other.x + other.width);
        let bottom = (self.y + self.height).min(other.y + other.height);
        Self {
            x,
            y,
            width: right.saturating_sub(x),
            height: bottom.saturating_sub(y),
        }
    }

    /// Whether it shows nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// The upper `rows` rows, and the rest.
    #[must_use]
    pub fn split_top(self, rows: u16) -> (Self, Self) {
        let rows = rows.min(self.height);
        let top = Self {
            height: rows,
            ..self
        };
        let rest = Self {
            y: self.y + rows,
            height: self.height - rows,
            ..self
        };
        (top, rest)
    }

    /// The lower `rows` rows, and the rest.
    #[must_use]
    pub fn split_bottom(self, rows: u16) -> (Self, Self) {
        let rows = rows.min(self.height);
        let (rest, bottom) = self.split_top(self.height - rows);
        (bottom, rest)
    }

    /// The left `columns` columns, and the rest.
    #[must_use]
    pub fn split_left(self, columns: u16) -> (Self, Self) {
        let columns = columns.min(self.width);
        let left = Self {
            width: columns,
            ..self
        };
        let rest = Self {
            x: self.x + columns,
            width: self.width - columns,
            ..self
        };
        (left, rest)
    }

    /// The area without `columns` columns at its left and right.
    #[must_use]
    pub fn inset(self, columns: u16) -> Self {
        let columns = columns.min(self.width / 2);
        Self {
            x: self.x + columns,
            width: self.width - 2 * columns,
            ..self
        }
    }

    /// Where a box for `rows` rows of `columns` stands on a screen, its frame included: between
    /// the first and the last line.
    #[must_use]
    pub fn panel(self, columns: u16, rows: u16) -> Self {
        let below = Self {
            y: self.y + 1,
            height: self.height.saturating_sub(2),
            ..self
        };
        below.centered(columns.saturating_add(4), rows.saturating_add(2))
    }

    /// A box of at most that size, in the middle, a little above the center.
    #[must_use]
    pub fn centered(self, width: u16, height: u16) -> Self {
        let (width, height) = (width.min(self.width), height.min(self.height));
        Self {
            x: self.x + (self.width - width) / 2,
            y: self.y + (self.height - height) / 3,
            width,
            height,
        }
    }
}

/// One of the three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The article list.
    #[default]
    Articles,
    /// The reader.
    Reader,
    /// The entities.
    Entities,
}

impl Pane {
    /// The panes from left to right.
    pub const ALL: [Self; 3] = [Self::Articles, Self::Reader, Self::Entities];
}

/// What the layout depends on besides the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The pane that must be visible.
    pub focus: Pane,
    /// The reader alone.
    pub zen: bool,
    /// A line of filters under the header.
    pub chips: bool,
}

/// Columns from which all three panes are shown.
pub const WIDE: u16 = 110;
/// Columns from which two panes are shown.
pub const MEDIUM: u16 = 70;
/// Below this only a polite line is shown.
pub const SMALLEST: Size = Size {
    columns: 40,
    rows: 10,
};

/// Where everything stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The whole screen.
    pub screen: Area,
    /// The first line.
    pub header: Area,
    /// The line of query and filters.
    pub chips: Area,
    /// The article list, its heading included.
    pub articles: Area,
    /// The reader, its margins included.
    pub reader: Area,
    /// The entities, their heading included.
    pub entities: Area,
    /// The last line.
    pub footer: Area,
}

impl Layout {
    /// The layout of a screen.
    #[must_use]
    pub fn new(size: Size, wanted: Wanted) -> Self {
        let screen = Area {
            x: 0,
            y: 0,
            width: size.columns,
            height: size.rows,
        };
        if size.columns < SMALLEST.columns || size.rows < SMALLEST.rows {
            return Self {
                screen,
                ..Self::default()
            };
        }
        let (header, rest) = screen.split_top(1);
        let (footer, rest) = rest.split_bottom(1);
        let (chips, body) = rest.split_top(u16::from(wanted.chips));
        let mut layout = Self {
            screen,
            header,
            chips,
            footer,
            ..Self::default()
        };
        layout.place_panes(body, wanted);
        layout
    }

    fn place_panes(&mut self, body: Area, wanted: Wanted) {
        let width = body.width;
        if wanted.zen {
            self.reader = body;
        } else if width >= WIDE {
            let sidebar = part(width, 24).clamp(28, 44);
            let list = part(width, 29).min(60);
            let (articles, rest) = body.split_left(list);
            let (reader, entities) = rest.split_left(rest.width - sidebar);
            (self.articles, self.reader, self.entities) = (articles, reader, entities);
        } else if width >= MEDIUM && wanted.focus == Pane::Entities {
            let (reader, entities) = body.split_left(width - (width / 3).clamp(28, 34));
            (self.reader, self.entities) = (reader, entities);
        } else if width >= MEDIUM {
            let (articles, reader) = body.split_left(part(width, 40));
            (self.articles, self.reader) = (articles, reader);
        } else {
            *self.area_mut(wanted.focus) = body;
        }
    }

    /// The area of a pane.
    #[must_use]
    pub fn area(&self, pane: Pane) -> Area {
        match pane {
            Pane::Articles => self.articles,
            Pane::Reader => self.reader,
            Pane::Entities => self.entities,
        }
    }

    fn area_mut(&mut self, pane: Pane) -> &mut Area {
        match pane {
            Pane::Articles => &mut self.articles,
            Pane::Reader => &mut self.reader,
            Pane::Entities => &mut self.entities,
        }
    }

    /// The pane under a cell.
    #[must_use]
    pub fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        Pane::ALL
            .into_iter()
            .find(|pane| self.area(*pane).contains(column, row))
    }

    /// Where a layer of that shape stands: a page between the first and the last line, a line
    /// being typed in that of the query, a box anywhere.
    #[must_use]
    pub fn of(&self, shape: Shape) -> Area {
        let ends = self.header.height + self.footer.height;
        match shape {
            Shape::Page => Area {
                y: self.header.height,
                height: self.screen.height.saturating_sub(ends),
                ..self.screen
            },
            Shape::Line => self.chips,
            Shape::Box | Shape::Pane => self.screen,
        }
    }

    /// Whether the screen is too small for anything but a line that says so.
    #[must_use]
    pub fn is_too_small(&self) -> bool {
        self.header.is_empty()
    }

    /// A pane without the column of the rule between it and the pane to its right.
    #[must_use]
    pub fn inner(&self, pane: Pane) -> Area {
        let area = self.area(pane);
        let ruled = u16::from(area.x + area.width < self.screen.width);
        Area {
            width: area.width.saturating_sub(ruled),
            ..area
        }
    }
}

/// So many percent of a length.
#[must_use]
pub fn part(length: u16, percent: u32) -> u16 {
    u16::try_from(u32::from(length) * percent / 100).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Layout, Pane, Shape, Size, Wanted};
    use proptest::prelude::*;

    fn check(columns: u16, focus: Pane, expected: &[Pane]) {
        let wanted = Wanted {
            focus,
            zen: false,
            chips: false,
        };
        let layout = Layout::new(Size { columns, rows: 24 }, wanted);
        let shown: Vec<Pane> = Pane::ALL
            .into_iter()
            .filter(|pane| !layout.area(*pane).is_empty())
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn panes_follow_the_width() {
        check(120, Pane::Articles, &Pane::ALL);
        check(80, Pane::Articles, &[Pane::Articles, Pane::Reader]);
        check(80, Pane::Entities, &[Pane::Reader, Pane::Entities]);
        check(50, Pane::Reader, &[Pane::Reader]);
        check(39, Pane::Reader, &[]);
    }

    proptest! {
        #[test]
        fn everything_stays_on_the_screen(columns in prop_oneof![0u16..300, 0u16..], rows in prop_oneof![0u16..100, 0u16..], zen: bool, chips: bool, pane in 0usize..3) {
            let layout = Layout::new(Size { columns, rows }, Wanted { focus: Pane::ALL[pane], zen, chips });
            let areas = [layout.header, layout.chips, layout.articles, layout.reader, layout.entities,
                layout.footer, layout.of(Shape::Page), layout.of(Shape::Line), layout.of(Shape::Box)];
            for area in areas {
                prop_assert!(area.x + area.width <= columns && area.y + area.height <= rows);
            }
            let panel = layout.screen.panel(columns, rows);
            prop_assert!(layout.is_too_small() || panel.y + panel.height < rows);
            for pane in Pane::ALL {
                prop_assert!(layout.inner(pane).width <= layout.area(pane).width);
            }
        }
    }
}
