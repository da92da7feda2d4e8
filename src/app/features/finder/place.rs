//! Where the finder stands on a screen: in goes the screen, out come the parts of its box.

use crate::app::screen::Area;
use crate::app::screen::{MEDIUM, WIDE, part};

/// Where the finder stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Its frame.
    pub(super) frame: Area,
    /// The line being typed and the rule under it.
    pub(super) head: Area,
    /// Its rows.
    pub(super) list: Area,
    /// What the selected row leads to; empty on a narrow or low screen.
    pub(super) preview: Area,
    /// The rule between the rows and the preview, a column or a row.
    pub(super) rule: Area,
}

/// Columns of the finder at most.
const COLUMNS: u16 = 240;
/// Rows of the preview under the list.
const PREVIEW: u16 = 7;

/// Where the finder stands on a screen.
pub(super) fn place(screen: Area) -> Place {
    let height = part(screen.height, 84).max(8);
    let frame = screen.centered(COLUMNS, height);
    let (_, body) = frame.inset(2).split_top(1);
    let (_, body) = body.split_bottom(1);
    let (head, body) = body.split_top(2);
    let mut place = Place {
        frame,
        head,
        list: body,
        ..Place::default()
    };
    if screen.width >= WIDE {
        let (list, rest) = body.split_left(part(body.width, 52));
        let (rule, preview) = rest.split_left(3);
        (place.list, place.rule, place.preview) = (list, rule, preview);
    } else if screen.width >= MEDIUM && body.height > 2 * PREVIEW {
        let (preview, list) = body.split_bottom(PREVIEW);
        let (list, rule) = list.split_top(list.height - 1);
        (place.list, place.rule, place.preview) = (list, rule, preview);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::{Area, place};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn everything_stays_on_the_screen(width in prop_oneof![0u16..300, 0u16..], height in prop_oneof![0u16..100, 0u16..]) {
            let screen = Area { width, height, ..Area::default() };
            let place = place(screen);
            for area in [place.frame, place.head, place.list, place.preview, place.rule] {
                prop_assert!(area.x + area.width <= width && area.y + area.height <= height);
            }
        }
    }
}
