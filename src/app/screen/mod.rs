//! The screen as a whole: its size, where everything stands on it, which pane is focused, and
//! what the last line says.

mod layout;

use super::input::Key;
pub use layout::{Area, Layout, MEDIUM, Pane, SMALLEST, Size, WIDE, Wanted, part};

/// Where a feature stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One of the three panes.
    Pane,
    /// A page in place of the panes.
    Page,
    /// A box over them, with rows to choose from or a text.
    Box,
    /// A line being typed over the panes.
    Line,
}

/// The state of the screen as a whole.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each tells something else of the screen"
)]
pub struct Screen {
    /// What the collection is called; made printable where it is drawn.
    pub name: String,
    /// Where everything stands.
    pub layout: Layout,
    /// The focused pane.
    pub focus: Pane,
    /// Whether the reader stands alone.
    pub zen: bool,
    /// Whether clicks and the wheel are ours.
    pub mouse: bool,
    /// Keys of a sequence pressed so far.
    pub pressed: Vec<Key>,
    /// What was just done or could not be; gone at the next key.
    pub message: Option<String>,
    /// Whether what is waited for is late, which the screen says.
    pub late: bool,
    /// The feature in front, by its id.
    pub front: &'static str,
    /// Whether the line of query and filters is shown.
    pub chips: bool,
    pub(super) size: Size,
}

impl Screen {
    /// Says something in the last line; nothing takes away what is said there.
    pub(super) fn say(&mut self, message: impl Into<String>) {
        self.message = Some(message.into()).filter(|message| !message.is_empty());
    }

    /// Focuses a pane; the reader alone only stays so while it is focused.
    pub(super) fn focus(&mut self, pane: Pane) {
        self.zen &= pane == Pane::Reader;
        self.focus = pane;
    }

    /// The layout with a pane focused, perhaps another one than is.
    pub(super) fn layout_with(&self, focus: Pane) -> Layout {
        let wanted = Wanted {
            focus,
            zen: self.zen,
            chips: self.chips,
        };
        Layout::new(self.size, wanted)
    }

    /// Where a pane stands, or would if another one did not hide it: what the entities and
    /// the keys are about is typeset whether it is seen or not.
    #[must_use]
    pub fn area_of(&self, pane: Pane) -> Area {
        match self.layout.inner(pane) {
            hidden if hidden.is_empty() => self.layout_with(pane).inner(pane),
            shown => shown,
        }
    }
}
