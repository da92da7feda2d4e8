//! What screens are drawn on: cells that take text and what it means.
//!
//! In go text and [`Meaning`]s; what comes out is for each [`Canvas`] to say. Nothing here
//! knows colors, or what the cells are made of.

mod text;

use super::screen::Area;
use crate::entities;
use crate::text::safe;
pub use text::TextCanvas;

/// What a piece of text is or does on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Running text.
    Text,
    /// What matters less.
    Dim,
    /// A title.
    Title,
    /// A heading in an article or a list.
    Heading,
    /// The name of the program, the focused pane, keys.
    Accent,
    /// Lines between panes and around boxes.
    Rule,
    /// What needs attention.
    Warning,
    /// Added to what could not be read of a query.
    Problem,
    /// Added to the selected row of the focused pane.
    Selected,
    /// Added to the selected row of the other panes.
    SelectedAway,
    /// Added to terms of the query.
    Mark,
    /// Added to what was found in the article.
    Found,
    /// Added to the match or mention jumped to.
    Current,
    /// A filter.
    Chip,
    /// A filter that leaves out.
    ChipWithout,
    /// Added to strong text and lead-ins.
    Strong,
    /// Added to emphasized text.
    Emphasis,
    /// Added to links.
    Link,
    /// Added to code.
    Code,
    /// Added to mentions of entities in an article, besides their kind.
    Mention,
    /// An entity of that kind.
    Kind(entities::Kind),
}

impl Meaning {
    /// This, and more over it.
    #[must_use]
    pub fn and(self, over: impl Into<Look>) -> Look {
        Look::from(self).and(over)
    }
}

/// Meanings that a [`Look`] holds at most; the reader, which lays the most over each other,
/// needs seven.
const MOST: usize = 8;

/// What a piece of text means: one meaning and others over it, where they contradict each
/// other the later ones hold. Beyond eight, the earliest are forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look([Option<Meaning>; MOST]);

impl Look {
    /// This, and more over it.
    #[must_use]
    pub fn and(self, over: impl Into<Self>) -> Self {
        over.into().meanings().fold(self, Self::with)
    }

    /// The meanings, the undermost first.
    pub fn meanings(self) -> impl Iterator<Item = Meaning> {
        self.0.into_iter().flatten()
    }

    fn with(mut self, meaning: Meaning) -> Self {
        if let Some(free) = self.0.iter_mut().find(|place| place.is_none()) {
            *free = Some(meaning);
        } else {
            self.0.rotate_left(1);
            self.0[MOST - 1] = Some(meaning);
        }
        self
    }
}

impl From<Meaning> for Look {
    fn from(meaning: Meaning) -> Self {
        Self([None; MOST]).with(meaning)
    }
}

impl Default for Look {
    fn default() -> Self {
        Meaning::Text.into()
    }
}

/// Cells to draw on. What lies outside of [`Canvas::area`] is never drawn.
pub trait Canvas {
    /// What can be drawn on.
    fn area(&self) -> Area;

    /// Puts a text, made printable, at a cell; what does not fit in `columns` is cut off.
    /// Tells the column behind it.
    fn put(&mut self, x: u16, y: u16, text: &str, columns: u16, look: Look) -> u16;

    /// Adds a look to the cells of an area.
    fn tint(&mut self, area: Area, look: Look);

    /// Empties an area and draws a box around it, with a title above and a hint below. A
    /// wide letter that reaches into the area from its left becomes a blank: a terminal
    /// would print it whole, over the box.
    fn frame(&mut self, area: Area, title: &str, hint: &str);

    /// Says where the cursor stands; the last call holds.
    fn cursor(&mut self, x: u16, y: u16);
}

/// Draws the sides of a box along an area that lies on the canvas, with a title at the left
/// of the upper one and a hint at the right of the lower one.
pub fn sides(out: &mut dyn Canvas, area: Area, title: &str, hint: &str) {
    if area.is_empty() {
        return;
    }
    let rule = Look::from(Meaning::Rule);
    let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
    for y in area.y..=bottom {
        out.put(area.x, y, "│", 1, rule);
        out.put(right, y, "│", 1, rule);
    }
    let side = "─".repeat(usize::from(area.width));
    for (y, ends) in [(bottom, ["╰", "╯"]), (area.y, ["╭", "╮"])] {
        // Where a box is one cell high or wide, its lower right gives way to its upper left.
        out.put(area.x, y, &side, area.width, rule);
        out.put(right, y, ends[1], 1, rule);
        out.put(area.x, y, ends[0], 1, rule);
    }
    let inner = Area {
        height: 1,
        ..area.inset(1)
    };
    let title = format!(" {title} ");
    let heading = Area {
        width: columns(&title).min(inner.width),
        ..inner
    };
    out.tint(heading, Meaning::Accent.into());
    out.put(
        inner.x,
        inner.y,
        &title,
        inner.width,
        Meaning::Accent.into(),
    );
    let hint = tail(&format!(" {hint} "), usize::from(inner.width));
    let x = right.saturating_sub(columns(&hint));
    out.put(x, bottom, &hint, inner.width, Meaning::Dim.into());
}

fn columns(text: &str) -> u16 {
    u16::try_from(safe::width(text)).unwrap_or(u16::MAX)
}

/// The end of a text that fits in `columns`.
fn tail(text: &str, columns: usize) -> String {
    let mut over = safe::width(text).saturating_sub(columns);
    let kept = safe::glyphs(text).skip_while(|glyph| {
        let skip = over > 0;
        over = over.saturating_sub(glyph.width);
        skip
    });
    kept.map(|glyph| glyph.symbol).collect()
}

#[cfg(test)]
mod tests {
    use super::{Look, MOST, Meaning};

    fn check(look: impl Into<Look>, expected: &[Meaning]) {
        assert_eq!(look.into().meanings().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn meanings_lie_over_each_other_in_order() {
        use Meaning::{Accent, Emphasis, Mark, Strong, Text, Title};
        check(Look::default(), &[Text]);
        check(Title.and(Emphasis), &[Title, Emphasis]);
        check(Accent.and(Strong.and(Mark)), &[Accent, Strong, Mark]);
        let full = (0..MOST).fold(Look::default(), |look, _| look.and(Mark));
        check(full, &[Mark; MOST]);
    }
}
