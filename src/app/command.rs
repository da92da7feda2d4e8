//! Everything that a key can do.

/// What the user asks for; a closed list, described by the table in [`keys`](super::keys).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Focus the article list.
    FocusArticles,
    /// Focus the reader.
    FocusReader,
    /// Focus the entities.
    FocusEntities,
    /// Focus the pane to the right, from the last the first.
    FocusNext,
    /// Focus the pane to the left.
    FocusLeft,
    /// Focus the pane to the right.
    FocusRight,
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
    /// Scroll the reader down, whatever is focused.
    ReaderDown,
    /// Scroll the reader up, whatever is focused.
    ReaderUp,
    /// The next article of the list.
    NextArticle,
    /// The previous article of the list.
    PreviousArticle,
    /// The article read before.
    Back,
    /// The article gone back from.
    Forward,
    /// Search what is focused.
    Search,
    /// Search the collection.
    SearchAll,
    /// The next match.
    NextMatch,
    /// The previous match.
    PreviousMatch,
    /// Open the finder.
    Find,
    /// Search the collection for what the reading line names.
    SearchHere,
    /// Open, choose, or filter by what is selected.
    Enter,
    /// Narrow to articles that also name the selected entity.
    Include,
    /// Leave out articles that name the selected entity.
    Exclude,
    /// Choose an entity that the selected one is the same as.
    Merge,
    /// Choose a spelling that is not the selected entity.
    Split,
    /// Give the selected entity another name.
    Rename,
    /// Give it another kind.
    Retype,
    /// Show it nowhere.
    Hide,
    /// Take the last correction of names back.
    Undo,
    /// Do what was taken back.
    Redo,
    /// List names that may be one.
    Suggest,
    /// Keep a suggested pair apart.
    Refuse,
    /// The next mention.
    NextMention,
    /// The mention before.
    PreviousMention,
    /// The next paragraph.
    NextParagraph,
    /// The paragraph before.
    PreviousParagraph,
    /// Show the reader alone, or all panes again.
    Zen,
    /// Take the query as it may be meant.
    TakeMeant,
    /// Say why the article is a hit.
    Why,
    /// Choose an order.
    Sort,
    /// Copy the paragraph at the reading line.
    Copy,
    /// Copy it with its citation.
    Quote,
    /// Open the article's address in the browser.
    Browse,
    /// Open the article's file in the editor.
    Edit,
    /// Open the dossier of an entity.
    Dossier,
    /// Open the table of entities.
    Roster,
    /// Show what was skipped.
    Skipped,
    /// Show the keys.
    Help,
    /// Hand the mouse to the terminal, or take it back.
    Mouse,
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
}
