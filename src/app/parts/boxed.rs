//! A box over the panes.

use crate::app::canvas::Canvas;
use crate::app::screen::Area;

/// Draws an empty box with a frame, a title and a hint; gives its inside.
pub fn boxed(area: Area, title: &str, hint: &str, out: &mut dyn Canvas) -> Area {
    out.frame(area, title, hint);
    Area {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}
