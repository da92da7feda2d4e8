//! Where the parts of a dossier stand in its page: pure geometry.

use super::Side;
use crate::app::screen::Area;
use crate::app::screen::{MEDIUM, WIDE};

/// Where the parts of a dossier stand; empty where one is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Name, kind, numbers, spellings.
    pub(super) head: Area,
    /// Articles over time.
    pub(super) chart: Area,
    /// The lists, their heading line not included.
    pub(super) lists: Area,
    /// The mentions in context, under one heading line.
    pub(super) lines: Area,
}

/// Rows of the head, where there is room for a chart and where there is little.
const HEAD: (u16, u16) = (6, 3);
/// Rows from which there is room for it.
const ROOMY: u16 = 20;

impl Parts {
    /// The parts in an area, `side` being where the keys are.
    #[must_use]
    pub(super) fn new(area: Area, side: Side) -> Self {
        let height = if area.height >= ROOMY { HEAD.0 } else { HEAD.1 };
        let (top, body) = area.split_top(height);
        let (head, chart) = match (area.width >= MEDIUM, height == HEAD.0) {
            (true, true) => top.split_left(area.width - area.width * 9 / 20),
            (false, true) => {
                let (head, chart) = top.split_top(HEAD.1);
                (head, chart)
            }
            _ => (top, Area::default()),
        };
        let (lists, lines) = match side {
            _ if area.width >= WIDE => body.split_left((area.width * 3 / 10).clamp(34, 60)),
            Side::Lists => (body, Area::default()),
            Side::Lines => (Area::default(), body),
        };
        Self {
            head,
            chart,
            lists,
            lines,
        }
    }
}
