//! The spellings of an entity, to split one off.

use super::rows::Rows;
use super::{SECTION, at_hand, titled};
use crate::app::canvas::Canvas;
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::{Act, Cx, Handled, Layer, Now};
use crate::app::parts::wording::counted;
use crate::app::request::{Request, Said, Subject};
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::verb::Verb;
use crate::entities::Form;
use crate::entities::corrections::Named;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "split",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[Keys {
        section: SECTION,
        reach: Reach::Named,
        bindings: &[Binding {
            id: "split",
            keys: &[&[Key::Char('A')]],
            run: Run::Open("split"),
            foot: None,
            help: "split a spelling off the entity, everywhere or in this article",
        }],
    }],
    opens,
};

/// A spelling that can be split off.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Away {
    /// The spelling.
    form: String,
    /// Mentions of it, where they were counted.
    count: u32,
    /// The path of the one article, unless it is everywhere.
    path: Option<String>,
}

/// The spellings on the screen.
#[derive(Debug)]
pub struct Split {
    about: Named,
    forms: Vec<Away>,
    rows: Rows,
}

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    if *subject != Subject::Feature("split") {
        return Opening::Another;
    }
    match at_hand(cx).and_then(|about| Split::new(about, cx.now())) {
        Ok(split) => Opening::of(split),
        Err(reason) => Opening::Refused(reason),
    }
}

/// The spellings of an entity: each everywhere, then in the article on the screen.
fn forms(about: &Named, now: Now<'_>) -> Vec<Away> {
    let here = now.here.view.page.as_ref();
    let path = here.map(|page| page.article().card.origin.to_string());
    let named = here.and_then(|page| {
        let mut names = page.names.iter();
        names.find(|named| named.kind == about.kind && named.name == about.name)
    });
    let mut forms = Vec::new();
    for form in now.library.catalog.forms_of(about) {
        let is_it = |it: &&Form| it.text == form.text;
        let printed = named.and_then(|named| named.forms.iter().find(is_it));
        forms.push(Away {
            form: form.text.clone(),
            count: form.count,
            path: None,
        });
        if let (Some(printed), Some(path)) = (printed, &path)
            && printed.text != about.name
        {
            forms.push(Away {
                form: form.text.clone(),
                count: printed.count,
                path: Some(path.clone()),
            });
        }
    }
    forms
}

/// A spelling that can be split off, and where.
fn spelling(away: &Away) -> String {
    let place = match away.path {
        Some(_) => "in this article only",
        None => "everywhere",
    };
    let mentions = counted(away.count as usize, "mention");
    format!("{} · {place}, {mentions}", away.form)
}

impl Split {
    fn new(about: Named, now: Now<'_>) -> Result<Self, String> {
        let forms = forms(&about, now);
        if forms.len() < 2 {
            return Err(format!(
                "{} has one spelling only: nothing to split",
                about.name
            ));
        }
        let title = format!("Which spelling is not {}", titled(&about));
        Ok(Self {
            rows: Rows::new(title, forms.iter().map(spelling).collect(), 0),
            about,
            forms,
        })
    }

    /// Splits the selected spelling off.
    fn choose(&self, cx: &mut Cx<'_>) {
        let Some(away) = self.forms.get(self.rows.selection.selected) else {
            return;
        };
        let (about, path) = (self.about.clone(), away.path.as_deref());
        let lines = cx.library.catalog.split_lines(&about, &away.form, path);
        if lines.is_empty() {
            return cx.say(format!(
                "{} is its name: split another spelling off, or rename it",
                away.form
            ));
        }
        let place = match path {
            Some(_) => " in this article",
            None => "",
        };
        cx.request(Request::Correct(Said {
            lines,
            what: format!("{} is not {}{place}", away.form, about.name),
            about: vec![about],
            becomes: None,
        }));
    }
}

impl Layer for Split {
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
