//! The few things to do that every feature understands in its own way.

/// What the user asks for, whatever is in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// The first row.
    Top,
    /// The last row.
    Bottom,
    /// To what stands at the left.
    Left,
    /// To what stands at the right.
    Right,
    /// To the next side or pane, from the last the first.
    Next,
    /// To the next paragraph or group of rows.
    NextSection,
    /// To the one before.
    PreviousSection,
    /// To the next match.
    NextMatch,
    /// To the match before.
    PreviousMatch,
    /// Open, choose, filter by, or keep what is selected or typed.
    Enter,
    /// Narrow what is in front by typing.
    Search,
    /// Choose an order.
    Sort,
    /// Take a copy.
    Copy,
    /// Search the collection for what is selected.
    SearchHere,
    /// Also require what is selected.
    Include,
    /// Leave out what is selected.
    Exclude,
    /// Back to what was there before.
    Back,
    /// Forward again.
    Forward,
    /// One step back.
    Escape,
    /// Close what is open; at the root, quit.
    Close,
    /// Quit.
    Quit,
    /// Cancel what is being typed, else quit.
    Interrupt,
    /// Stop the program until the shell continues it.
    Suspend,
    /// Show the keys.
    Help,
    /// Take the last thing done back.
    Undo,
    /// Do it again.
    Redo,
}

impl Verb {
    /// How many rows a movement goes in a view of `page` rows; huge for the ends, `None` for
    /// what is no movement.
    #[must_use]
    pub fn distance(self, page: usize) -> Option<isize> {
        let page = isize::try_from(page).unwrap_or(isize::MAX).max(1);
        Some(match self {
            Self::Down => 1,
            Self::Up => -1,
            Self::HalfDown => (page / 2).max(1),
            Self::HalfUp => -(page / 2).max(1),
            Self::PageDown => page,
            Self::PageUp => -page,
            Self::Bottom => isize::MAX / 2,
            Self::Top => -(isize::MAX / 2),
            _ => return None,
        })
    }
}
