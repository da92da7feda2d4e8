//! The heading of a pane.

use super::line::Line;
use crate::app::canvas::{Canvas, Meaning};
use crate::app::screen::Area;

/// Starts the heading of a pane in the first line of its area: its name, marked if it is
/// focused.
#[must_use]
pub fn heading<'a>(name: &str, focused: bool, at: Area, out: &'a mut dyn Canvas) -> Line<'a> {
    let look = if focused {
        Meaning::Accent
    } else {
        Meaning::Dim
    };
    let mut line = Line::new(out, at, 0);
    line.put(if focused { "▌" } else { " " }, look)
        .put(name, look);
    line
}
