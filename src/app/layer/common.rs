//! The keys that no feature has for itself: what they do depends on what is in front.

use super::feature::Run::{self, Open, Own, Verb as Do};
use super::feature::{Binding, Keys, Reach};
use crate::app::input::Key::{self, Char, Ctrl};
use crate::app::verb::Verb;

/// What the reader and the entities are asked to take back a search or filter of their own.
pub const CLEAR: &str = "clear";

/// A row of the table.
const fn key(
    id: &'static str,
    keys: &'static [&'static [Key]],
    run: Run,
    foot: Option<(u8, &'static str)>,
    help: &'static str,
) -> Binding {
    Binding {
        id,
        keys,
        run,
        foot,
        help,
    }
}

/// The keys that no feature has for itself.
pub static COMMON: &[Keys] = &[
    Keys {
        section: "In all panes",
        reach: Reach::Panes,
        bindings: &[
            key(
                "search",
                &[&[Char('/')]],
                Do(Verb::Search),
                Some((20, "search")),
                "search what is focused: the collection, this article, the entity names",
            ),
            key(
                "sort",
                &[&[Char(',')]],
                Do(Verb::Sort),
                Some((40, "sort")),
                "choose the order of the list, or what the sidebar counts",
            ),
            key(
                "next-section",
                &[&[Char('}')]],
                Do(Verb::NextSection),
                None,
                "next paragraph; in the entities, next kind",
            ),
            key(
                "previous-section",
                &[&[Char('{')]],
                Do(Verb::PreviousSection),
                None,
                "previous paragraph; in the entities, previous kind",
            ),
            key(
                "back",
                &[&[Char('H')]],
                Do(Verb::Back),
                None,
                "back to the article read before, or to the page that it was opened from",
            ),
            key(
                "forward",
                &[&[Char('L')]],
                Do(Verb::Forward),
                None,
                "forward again",
            ),
            key(
                "next-pane",
                &[&[Key::Tab]],
                Do(Verb::Next),
                Some((50, "pane")),
                "focus the next pane",
            ),
            key(
                "pane-left",
                &[&[Char('h')], &[Key::Left]],
                Do(Verb::Left),
                None,
                "focus the pane to the left",
            ),
            key(
                "pane-right",
                &[&[Char('l')], &[Key::Right]],
                Do(Verb::Right),
                None,
                "focus the pane to the right",
            ),
            key(
                "zen",
                &[&[Char('z')]],
                Own,
                Some((60, "zen")),
                "the reader alone, and back",
            ),
        ],
    },
    Keys {
        section: "In all panes and pages",
        reach: Reach::Screens,
        bindings: &[
            key(
                "next-match",
                &[&[Char('n')]],
                Do(Verb::NextMatch),
                None,
                "next match; in the reader, past the last one, in the next article; in a list, the next row",
            ),
            key(
                "previous-match",
                &[&[Char('N')]],
                Do(Verb::PreviousMatch),
                None,
                "previous match",
            ),
            key(
                "focus-articles",
                &[&[Char('1')]],
                Own,
                None,
                "focus the article list",
            ),
            key(
                "focus-reader",
                &[&[Char('2')]],
                Own,
                None,
                "focus the reader",
            ),
            key(
                "focus-entities",
                &[&[Char('3')]],
                Own,
                None,
                "focus the entities",
            ),
            key(
                "mouse",
                &[&[Char('M')]],
                Own,
                None,
                "hand the mouse to the terminal, to select text; again to take it back",
            ),
            key(
                "undo",
                &[&[Char('u')]],
                Do(Verb::Undo),
                None,
                "take the last correction of names back",
            ),
            key(
                "redo",
                &[&[Ctrl('r')]],
                Do(Verb::Redo),
                None,
                "do again what was taken back",
            ),
        ],
    },
    Keys {
        section: "In the entities and the reader",
        reach: Reach::NamedPanes,
        bindings: &[
            key(
                "include",
                &[&[Char('+')]],
                Do(Verb::Include),
                Some((11, "add")),
                "also require it; of sources, years or months, allow it too",
            ),
            key(
                "exclude",
                &[&[Char('x')]],
                Do(Verb::Exclude),
                Some((12, "exclude")),
                "leave out articles that have it",
            ),
        ],
    },
    Keys {
        section: "Moving, in panes and lists",
        reach: Reach::Lists,
        bindings: &[
            key(
                "down",
                &[&[Char('j')], &[Key::Down]],
                Do(Verb::Down),
                None,
                "down",
            ),
            key("up", &[&[Char('k')], &[Key::Up]], Do(Verb::Up), None, "up"),
            key(
                "top",
                &[&[Char('g'), Char('g')], &[Key::Home]],
                Do(Verb::Top),
                None,
                "first row",
            ),
            key(
                "bottom",
                &[&[Char('G')], &[Key::End]],
                Do(Verb::Bottom),
                None,
                "last row",
            ),
            key(
                "half-down",
                &[&[Ctrl('d')]],
                Do(Verb::HalfDown),
                None,
                "half a page down",
            ),
            key(
                "half-up",
                &[&[Ctrl('u')]],
                Do(Verb::HalfUp),
                None,
                "half a page up",
            ),
            key(
                "page-down",
                &[&[Ctrl('f')], &[Key::PageDown]],
                Do(Verb::PageDown),
                None,
                "a page down",
            ),
            key(
                "page-up",
                &[&[Ctrl('b')], &[Key::PageUp]],
                Do(Verb::PageUp),
                None,
                "a page up",
            ),
            key(
                "help",
                &[&[Char('?')]],
                Open("help"),
                Some((80, "help")),
                "these keys",
            ),
            key(
                "close",
                &[&[Char('q')]],
                Do(Verb::Close),
                Some((90, "quit")),
                "close what is open; with nothing open, quit",
            ),
            key("quit", &[&[Char('Q')]], Do(Verb::Quit), None, "quit"),
        ],
    },
    Keys {
        section: "In pages",
        reach: Reach::Pages,
        bindings: &[key(
            "back-page",
            &[&[Char('H')]],
            Do(Verb::Back),
            Some((70, "back")),
            "one step back",
        )],
    },
    Keys {
        section: "In a dossier and the table",
        reach: Reach::NamedPages,
        bindings: &[
            key(
                "sort-page",
                &[&[Char(',')]],
                Do(Verb::Sort),
                Some((40, "sort")),
                "choose the order of the mentions, or of the table",
            ),
            key(
                "search-for-it",
                &[&[Char('*')]],
                Do(Verb::SearchHere),
                None,
                "search the collection for the entity",
            ),
            key(
                "include-it",
                &[&[Char('+')]],
                Do(Verb::Include),
                None,
                "list the articles that name the entity",
            ),
            key(
                "exclude-it",
                &[&[Char('x')]],
                Do(Verb::Exclude),
                None,
                "list those that do not",
            ),
        ],
    },
    Keys {
        section: "In lists over the panes",
        reach: Reach::Boxes,
        bindings: &[key(
            "choose",
            &[&[Key::Enter]],
            Do(Verb::Enter),
            None,
            "choose",
        )],
    },
    Keys {
        section: "While typing",
        reach: Reach::Typing,
        bindings: &[
            key(
                "keep",
                &[&[Key::Enter]],
                Do(Verb::Enter),
                None,
                "choose, or keep what was typed",
            ),
            key(
                "typing-down",
                &[&[Key::Down], &[Ctrl('n')]],
                Do(Verb::Down),
                None,
                "next row of the finder; newer line of the history that begins as typed",
            ),
            key(
                "typing-up",
                &[&[Key::Up], &[Ctrl('p')]],
                Do(Verb::Up),
                None,
                "previous row of the finder; older line of the history that begins as typed",
            ),
            key(
                "typing-page-down",
                &[&[Key::PageDown]],
                Do(Verb::PageDown),
                None,
                "a page of the finder down",
            ),
            key(
                "typing-page-up",
                &[&[Key::PageUp]],
                Do(Verb::PageUp),
                None,
                "a page of the finder up",
            ),
        ],
    },
    Keys {
        section: "Everywhere",
        reach: Reach::Everywhere,
        bindings: &[
            key(
                "escape",
                &[&[Key::Esc]],
                Do(Verb::Escape),
                None,
                "one step back: half-typed key, what is open, search in the article, query, newest filter",
            ),
            key(
                "interrupt",
                &[&[Ctrl('c')]],
                Do(Verb::Interrupt),
                None,
                "cancel what is being typed, else quit",
            ),
            key(
                "suspend",
                &[&[Ctrl('z')]],
                Do(Verb::Suspend),
                None,
                "suspend; `fg` in the shell comes back",
            ),
        ],
    },
];
