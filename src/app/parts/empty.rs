//! What stands in a pane that has nothing to show: what happened, and what to press.

use super::line::Line;
use crate::app::canvas::{Canvas, Meaning};
use crate::app::screen::Area;
use crate::text::{Span, wrap};

/// Puts what happened and what to press in the upper part of an area.
pub fn said(what: &str, press: &str, area: Area, out: &mut dyn Canvas) {
    let area = area.inset(2);
    let mut row = 1.min(area.height.saturating_sub(1));
    for (text, look) in [(what, Meaning::Title), (press, Meaning::Dim)] {
        for line in wrap::wrap(text, &[], usize::from(area.width)) {
            let line: Span = line;
            Line::new(out, area, row).put(line.slice(text), look);
            row += 1;
        }
        row += 1;
    }
}
