//! Hiding an entity everywhere.

use super::{SECTION, at_hand};
use crate::app::input::Key;
use crate::app::layer::Cx;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::request::{Request, Said, Subject};
use crate::app::screen::Shape;
use crate::entities::corrections::Correction;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "hide",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[Keys {
        section: SECTION,
        reach: Reach::Named,
        bindings: &[Binding {
            id: "hide",
            keys: &[&[Key::Char('X')]],
            run: Run::Open("hide"),
            foot: None,
            help: "hide the entity everywhere",
        }],
    }],
    opens,
};

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    if *subject != Subject::Feature("hide") {
        return Opening::Another;
    }
    let about = match at_hand(cx) {
        Ok(about) => about,
        Err(reason) => return Opening::Refused(reason),
    };
    cx.request(Request::Correct(Said {
        lines: vec![Correction::Hide(about.clone())],
        what: format!("{} is hidden, u shows it again", about.name),
        about: vec![about.clone()],
        becomes: Some((about, None)),
    }));
    Opening::Done
}
