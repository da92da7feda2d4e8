//! The line for a new name of an entity.

use super::{SECTION, at_hand, become_other, titled};
use crate::app::canvas::Canvas;
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::{Act, Cx, Handled, Layer, Now};
use crate::app::parts::boxed;
use crate::app::parts::line::Line;
use crate::app::parts::prompt::Prompt;
use crate::app::parts::typed::typed;
use crate::app::request::{Request, Subject};
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::verb::Verb;
use crate::entities::corrections::{Correction, Named};
use crate::text::fold::one_line;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "rename",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[Keys {
        section: SECTION,
        reach: Reach::Named,
        bindings: &[Binding {
            id: "rename",
            keys: &[&[Key::Char('R')]],
            run: Run::Open("rename"),
            foot: None,
            help: "give the entity another name",
        }],
    }],
    opens,
};

/// Columns of the line, at most.
const COLUMNS: u16 = 64;

/// The line on the screen.
#[derive(Debug)]
pub struct Rename {
    about: Named,
    prompt: Prompt,
}

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    if *subject != Subject::Feature("rename") {
        return Opening::Another;
    }
    match at_hand(cx) {
        Ok(about) => Opening::of(Rename::new(about, Prompt::default())),
        Err(reason) => Opening::Refused(reason),
    }
}

impl Rename {
    fn new(about: Named, mut prompt: Prompt) -> Self {
        prompt.set(&about.name);
        Self { about, prompt }
    }

    /// Gives the entity the name that was typed.
    fn choose(&mut self, cx: &mut Cx<'_>) {
        self.prompt.remember();
        let about = self.about.clone();
        let name = one_line(self.prompt.text());
        if name.is_empty() || name == about.name {
            return cx.say("the name stays as it is");
        }
        let what = format!("{} is called {name}", about.name);
        let called = Named {
            kind: about.kind,
            name: name.clone(),
        };
        let line = Correction::Rename(about.clone(), name);
        become_other(about, called, line, what, cx);
    }
}

impl Layer for Rename {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Verb(Verb::Enter) => {
                self.choose(cx);
                cx.request(Request::Close);
            }
            Act::Verb(verb @ (Verb::Down | Verb::Up)) => {
                self.prompt.browse(verb == Verb::Down);
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn prompt(&self) -> Option<&Prompt> {
        Some(&self.prompt)
    }

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn closed(&mut self) -> bool {
        true
    }

    fn reopened(&mut self, _: &Subject, cx: &mut Cx<'_>) -> Result<(), String> {
        let about = at_hand(cx)?;
        *self = Self::new(about, std::mem::take(&mut self.prompt));
        Ok(())
    }

    fn draw(&self, at: Area, _: Now<'_>, out: &mut dyn Canvas) {
        let title = format!("What {} is called", titled(&self.about));
        let hint = "Enter renames · Esc cancels";
        let area = boxed(at.panel(COLUMNS, 1), &title, hint, out);
        let mut line = Line::new(out, area, 0);
        let room = line.left();
        typed(&mut line, "› ", &self.prompt, &[], room);
    }
}
