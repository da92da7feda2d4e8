//! The kinds that an entity can be of, to give it another one.

use super::rows::Rows;
use super::{SECTION, at_hand, become_other, titled};
use crate::app::canvas::Canvas;
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::{Act, Cx, Handled, Layer, Now};
use crate::app::request::{Request, Subject};
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::verb::Verb;
use crate::entities::Kind;
use crate::entities::corrections::{Correction, Named};

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "kinds",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[Keys {
        section: SECTION,
        reach: Reach::Named,
        bindings: &[Binding {
            id: "kinds",
            keys: &[&[Key::Char('T')]],
            run: Run::Open("kinds"),
            foot: None,
            help: "give the entity another kind",
        }],
    }],
    opens,
};

/// The kinds on the screen.
#[derive(Debug)]
pub struct Kinds {
    about: Named,
    rows: Rows,
}

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    if *subject != Subject::Feature("kinds") {
        return Opening::Another;
    }
    match at_hand(cx) {
        Ok(about) => Opening::of(Kinds::new(about)),
        Err(reason) => Opening::Refused(reason),
    }
}

impl Kinds {
    fn new(about: Named) -> Self {
        let selected = Kind::ALL.iter().position(|kind| *kind == about.kind);
        let names = Kind::ALL.map(|kind| kind.name().to_owned());
        let title = format!("What {} is", titled(&about));
        Self {
            rows: Rows::new(title, names.into(), selected.unwrap_or(0)),
            about,
        }
    }

    /// Gives the entity the selected kind.
    fn choose(&self, cx: &mut Cx<'_>) {
        let about = self.about.clone();
        let Some(kind) = Kind::ALL.get(self.rows.selection.selected).copied() else {
            return;
        };
        if kind == about.kind {
            return cx.say(format!("{} is a {} already", about.name, kind.name()));
        }
        let what = format!("{} is of the kind {}", about.name, kind.name());
        let now = Named {
            kind,
            name: about.name.clone(),
        };
        let line = Correction::Kind(about.clone(), kind);
        become_other(about, now, line, what, cx);
    }
}

impl Layer for Kinds {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Verb(Verb::Enter) => {
                self.choose(cx);
                cx.request(Request::Close);
            }
            Act::Verb(verb) if self.rows.step(verb) => {}
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        self.rows.arrange(at);
    }

    fn draw(&self, at: Area, _: Now<'_>, out: &mut dyn Canvas) {
        self.rows.draw(at, out);
    }
}
