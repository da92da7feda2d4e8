//! Its row in the table of features.

use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Reach, Run};
use crate::app::screen::Shape;
use crate::app::verb::Verb;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "about",
    place: "about",
    shape: Shape::Page,
    named: false,
    keys: &[
        Keys {
            section: "In all panes and pages",
            reach: Reach::Screens,
            bindings: &[Binding {
                id: "about",
                keys: &[&[Key::Char('g'), Key::Char('i')]],
                run: Run::Open("about"),
                foot: None,
                help: "about this article: its file, what title, source and date rest on, what it names, what was set aside",
            }],
        },
        Keys {
            section: "In the page about an article",
            reach: Reach::Front,
            bindings: &[
                Binding {
                    id: "go-to-place",
                    keys: &[&[Key::Enter]],
                    run: Run::Verb(Verb::Enter),
                    foot: Some((10, "go there")),
                    help: "go to the place in the text that the row is about",
                },
                Binding {
                    id: "copy-row",
                    keys: &[&[Key::Char('y')]],
                    run: Run::Verb(Verb::Copy),
                    foot: Some((45, "copy")),
                    help: "copy what the row says",
                },
            ],
        },
    ],
    opens: super::opens,
};
