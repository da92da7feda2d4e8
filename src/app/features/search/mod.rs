//! The query being typed, over the panes, which show what it lists.
//!
//! Each key asks anew; Enter keeps what was typed, Esc puts back what was there.

use crate::app::canvas::{Canvas, Meaning};
use crate::app::chips;
use crate::app::here::Here;
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::foot::TYPING;
use crate::app::layer::{Act, Cx, Foot, Handled, Layer, Now};
use crate::app::parts::line::Line;
use crate::app::parts::prompt::Prompt;
use crate::app::parts::typed::typed;
use crate::app::request::{Asked, Change, Keep, Request, Subject};
use crate::app::screen::Shape;
use crate::app::screen::{Area, Pane};
use crate::app::verb::Verb;
use crate::text::safe;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "search",
    place: "",
    shape: Shape::Line,
    named: false,
    keys: &[
        Keys {
            section: "In all panes and pages",
            reach: Reach::Screens,
            bindings: &[Binding {
                id: "search-all",
                keys: &[&[Key::Char('S')]],
                run: Run::Open("search"),
                foot: None,
                help: "search the collection, from any pane or page",
            }],
        },
        Keys {
            section: "In all panes",
            reach: Reach::Panes,
            bindings: &[Binding {
                id: "take-meant",
                keys: &[&[Key::Char('~')]],
                run: Run::Open("meant"),
                foot: None,
                help: "take the spelling that is offered for an unknown word of the query",
            }],
        },
        Keys {
            section: "While typing",
            reach: Reach::Typing,
            bindings: &[Binding {
                id: "type-meant",
                keys: &[&[Key::Tab]],
                run: Run::Own,
                foot: None,
                help: "in the query, take the spelling that is offered",
            }],
        },
    ],
    opens,
};

/// What stands before the query.
const LABEL: &str = "search: ";

/// The keys that matter where a spelling is offered.
const OFFERED: &[Foot] = &[
    ("Enter", Key::Enter, "keep"),
    ("Esc", Key::Esc, "cancel"),
    ("Tab", Key::Tab, "take what is meant"),
    ("↑↓", Key::Up, "history"),
    ("Ctrl-u", Key::Ctrl('u'), "clear"),
];

/// The line of the query.
#[derive(Debug, Default)]
pub struct SearchLine {
    prompt: Prompt,
    /// What was there when it was opened.
    origin: Here,
}

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    match subject {
        Subject::Feature("search") => {
            let mut line = SearchLine::default();
            line.begin(cx);
            Opening::of(line)
        }
        Subject::Feature("meant") => match cx.here.meant().map(str::to_owned) {
            Some(meant) => {
                ask(meant, false, cx);
                Opening::Done
            }
            None => Opening::Refused(NOTHING_MEANT.to_owned()),
        },
        _ => Opening::Another,
    }
}

const NOTHING_MEANT: &str = "no other spelling is known for this query";

/// Asks the collection for what a query says.
fn ask(text: String, typing: bool, cx: &mut Cx<'_>) {
    let typing = typing && !text.trim().is_empty();
    cx.request(Request::Ask(Asked {
        text,
        typing,
        keep: Keep::First,
    }));
}

impl SearchLine {
    fn begin(&mut self, cx: &mut Cx<'_>) {
        self.origin = cx.here.clone();
        self.prompt.set(&cx.here.question.text);
        ask(self.prompt.text().to_owned(), true, cx);
    }

    fn keep(&mut self, cx: &mut Cx<'_>) {
        self.prompt.remember();
        ask(self.prompt.text().to_owned(), false, cx);
        cx.request(Request::Leave);
        cx.request(Request::Visit);
        cx.request(Request::Focus(Pane::Articles));
    }

    fn cancel(&mut self, cx: &mut Cx<'_>) {
        let origin = std::mem::take(&mut self.origin);
        cx.request(Request::PutBack(Box::new(origin)));
        cx.request(Request::Close);
    }

    /// Goes to an older or newer line of the history.
    fn browse(&mut self, newer: bool, cx: &mut Cx<'_>) {
        if self.prompt.browse(newer).is_change() {
            self.typed(cx);
        }
    }

    fn take_meant(&mut self, cx: &mut Cx<'_>) {
        match cx.here.meant() {
            Some(meant) => {
                self.prompt.set(meant);
                self.typed(cx);
            }
            None => cx.say(NOTHING_MEANT),
        }
    }
}

impl Layer for SearchLine {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Verb(Verb::Enter) => self.keep(cx),
            Act::Verb(Verb::Escape | Verb::Interrupt) => self.cancel(cx),
            Act::Verb(Verb::Down) => self.browse(true, cx),
            Act::Verb(Verb::Up) => self.browse(false, cx),
            Act::Own("type-meant") => self.take_meant(cx),
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

    fn typed(&mut self, cx: &mut Cx<'_>) {
        ask(self.prompt.text().to_owned(), true, cx);
    }

    fn follow(&mut self, change: &Change<'_>, _: &mut Cx<'_>) {
        if let Change::Files(_, after) = change {
            self.origin.follow(&after.corpus);
        }
    }

    fn foot(&self, now: Now<'_>) -> Option<&'static [Foot]> {
        Some(if now.here.meant().is_some() {
            OFFERED
        } else {
            TYPING
        })
    }

    fn closed(&mut self) -> bool {
        self.origin = Here::default();
        true
    }

    fn reopened(&mut self, _: &Subject, cx: &mut Cx<'_>) -> Result<(), String> {
        self.begin(cx);
        Ok(())
    }

    fn draw(&self, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
        let (mut room, said) = chips::room(now, true);
        let marks = chips::problem_spans(now.here, self.prompt.text());
        let mut line = Line::new(out, at, 0);
        line.put(" ", Meaning::Text);
        let before = line.left();
        let inner = room.saturating_sub(safe::width(LABEL));
        typed(&mut line, LABEL, &self.prompt, &marks, inner);
        room = room.saturating_sub(before - line.left());
        chips::put(now, true, room, &said, &mut line);
    }
}
