//! The keys of the reader: its own, and those that it lends to the other panes and to pages,
//! where they are about the article that it shows.

use crate::app::input::Key::{self, Char};
use crate::app::layer::feature::{Binding, Keys, Reach, Run};
use crate::app::verb::Verb;

/// The keys that it adds.
pub(super) static KEYS: &[Keys] = &[
    Keys {
        section: "In the reader",
        reach: Reach::Front,
        bindings: &[Binding {
            id: "only-named",
            keys: &[&[Key::Enter]],
            run: Run::Verb(Verb::Enter),
            foot: Some((10, "only")),
            help: "only articles that name the entity at the reading line; again lifts that",
        }],
    },
    Keys {
        section: "In all panes",
        reach: Reach::Panes,
        bindings: &[
            own(
                "search-here",
                &[&[Char('*')]],
                "search the collection for the entity or word at the reading line, or the selected entity",
            ),
            Binding {
                foot: Some((30, "mention")),
                ..own(
                    "next-mention",
                    &[&[Char(']')]],
                    "next mention: of any entity, or of the one selected in the sidebar",
                )
            },
            own("previous-mention", &[&[Char('[')]], "previous mention"),
            own(
                "reader-down",
                &[&[Char('J')]],
                "scroll the reader down, from any pane",
            ),
            own(
                "reader-up",
                &[&[Char('K')]],
                "scroll the reader up, from any pane",
            ),
            own(
                "copy-paragraph",
                &[&[Char('y')]],
                "copy the paragraph at the reading line",
            ),
            own(
                "quote-paragraph",
                &[&[Char('Y')]],
                "copy it as a quote with its citation",
            ),
        ],
    },
    Keys {
        section: "In all panes and pages",
        reach: Reach::Screens,
        bindings: &[
            own(
                "browse",
                &[&[Char('o')]],
                "open the article's address in the browser",
            ),
            own(
                "edit",
                &[&[Char('e')]],
                "open the article's file in your editor",
            ),
        ],
    },
];

/// A key that only the reader understands, and that the last line does not name.
const fn own(id: &'static str, keys: &'static [&'static [Key]], help: &'static str) -> Binding {
    Binding {
        id,
        keys,
        run: Run::Own,
        foot: None,
        help,
    }
}
