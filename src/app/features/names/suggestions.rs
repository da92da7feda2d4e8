//! Pairs of names that may be one, to merge or to keep apart.
//!
//! In go the pairs that a worker finds, anew for each state of the collection; out comes what
//! the user says of each.

use super::merge;
use crate::app::canvas::{Canvas, Meaning};
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::{Act, Cx, Foot, Handled, Layer, Now};
use crate::app::parts::boxed;
use crate::app::parts::line::{Line, tint};
use crate::app::parts::list::Selection;
use crate::app::parts::wording::{counted, grouped};
use crate::app::request::{Request, Said, Subject};
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::verb::Verb;
use crate::app::work::{Ask, Snapshot, Task, Tools, Urgency};
use crate::entities::corrections::Correction;
use crate::entities::proposals::duplicates::Suggestion;
use crate::library::Library;
use crate::text::safe;
use std::sync::Arc;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "suggestions",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[
        Keys {
            section: "In all panes and pages",
            reach: Reach::Screens,
            bindings: &[Binding {
                id: "suggestions",
                keys: &[&[Key::Char('g'), Key::Char('m')]],
                run: Run::Open("suggestions"),
                foot: None,
                help: "list names that may be one, each with the reason, to merge or keep apart",
            }],
        },
        Keys {
            section: "In lists over the panes",
            reach: Reach::Front,
            bindings: &[Binding {
                id: "keep-apart",
                keys: &[&[Key::Char('x')]],
                run: Run::Own,
                foot: None,
                help: "keep the two names of a suggestion apart",
            }],
        },
    ],
    opens,
};

/// The keys that matter here.
const SUGGESTED: &[Foot] = &[
    ("Enter", Key::Enter, "merge"),
    ("x", Key::Char('x'), "keep apart"),
    ("j k", Key::Char('j'), "choose"),
    ("Esc", Key::Esc, "close"),
];

/// What is said until the pairs are there.
const LOOKING: &str = "looking for names that may be one …";
/// What is said where there are none.
const NONE: &str = "no two names here look like one";
/// Columns of the box, at most.
const COLUMNS: u16 = 96;

/// Finds pairs that may be one.
#[derive(Debug)]
struct SuggestTask {
    library: Arc<Library>,
}

impl Task for SuggestTask {
    type Answer = Vec<Suggestion>;
    const NAME: &'static str = "suggest";
    const URGENCY: Urgency = Urgency::Prepared;

    fn perform(&self, tools: &Tools<'_>) -> Vec<Suggestion> {
        self.library.catalog.suggestions(tools.recognizer)
    }
}

/// The pairs on the screen.
#[derive(Debug, Default)]
pub struct Suggestions {
    /// The pairs; `None` until the first answer.
    pairs: Option<Vec<Suggestion>>,
    selection: Selection,
    asking: Ask<(), Vec<Suggestion>>,
    height: usize,
}

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    match subject {
        Subject::Feature("suggestions") => {
            cx.say(LOOKING);
            Opening::of(Suggestions::default())
        }
        _ => Opening::Another,
    }
}

impl Suggestions {
    fn pairs(&self) -> &[Suggestion] {
        self.pairs.as_deref().unwrap_or_default()
    }

    /// Takes the pairs found; the selection stays on its pair, or on its row.
    fn take(&mut self, cx: &mut Cx<'_>) {
        let Some(found) = self.asking.take() else {
            return;
        };
        let is_first = self.pairs.is_none();
        if is_first && cx.screen.message.as_deref() == Some(LOOKING) {
            cx.say("");
        }
        let selected = self.pairs().get(self.selection.selected);
        let again = selected.and_then(|pair| {
            let same = |other: &Suggestion| (&other.from, &other.into) == (&pair.from, &pair.into);
            found.iter().position(same)
        });
        self.selection.selected = again.unwrap_or(self.selection.selected);
        self.selection.clamp(found.len());
        self.pairs = Some(found);
    }

    fn ask(&mut self, cx: &mut Cx<'_>) {
        let of = Snapshot::of(cx.library);
        if self.asking.needs(&(), &of) {
            let task = SuggestTask {
                library: Arc::clone(cx.library),
            };
            let work = self.asking.ask((), of, task);
            cx.work(work);
        }
    }

    /// Says of the selected pair that the two are one, or that they are not; closes after the
    /// last.
    fn decide(&mut self, one: bool, cx: &mut Cx<'_>) {
        let Some(pairs) = &mut self.pairs else { return };
        if self.selection.selected >= pairs.len() {
            return;
        }
        let pair = pairs.remove(self.selection.selected);
        self.selection.clamp(pairs.len());
        let was_last = pairs.is_empty();
        if one {
            merge(pair.from, pair.into, cx);
        } else {
            let (from, into) = (pair.from, pair.into);
            cx.request(Request::Correct(Said {
                what: format!("{} and {} stay apart", from.name, into.name),
                about: vec![from.clone(), into.clone()],
                lines: vec![Correction::Apart(from, into)],
                becomes: None,
            }));
        }
        if was_last {
            cx.request(Request::Close);
        }
    }

    /// The box, its frame included.
    fn frame(&self, screen: Area) -> Area {
        let rows = u16::try_from(self.pairs().len()).unwrap_or(u16::MAX);
        screen.panel(COLUMNS, rows.max(1))
    }
}

impl Layer for Suggestions {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Verb(Verb::Enter) => self.decide(true, cx),
            Act::Own("keep-apart") => self.decide(false, cx),
            Act::Verb(verb) => match verb.distance(self.height) {
                Some(rows) => {
                    let len = self.pairs().len();
                    self.selection.step(rows, len);
                }
                None => return Handled::No,
            },
            Act::Own(_) => return Handled::No,
        }
        Handled::Yes
    }

    fn refresh(&mut self, cx: &mut Cx<'_>) {
        self.take(cx);
        let none = self.pairs.as_ref().is_some_and(Vec::is_empty);
        // What closes is the layer in front.
        if none && cx.screen.front == FEATURE.id {
            cx.say(NONE);
            return cx.request(Request::Close);
        }
        self.ask(cx);
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        self.height = usize::from(self.frame(at).height.saturating_sub(2));
        let len = self.pairs().len();
        self.selection.reveal(len, self.height, |_| 1);
    }

    fn foot(&self, _: Now<'_>) -> Option<&'static [Foot]> {
        Some(SUGGESTED)
    }

    fn draw(&self, at: Area, _: Now<'_>, out: &mut dyn Canvas) {
        let title = match &self.pairs {
            Some(pairs) => format!("{} of names that may be one", counted(pairs.len(), "pair")),
            None => "Names that may be one".to_owned(),
        };
        let hint = "Enter merges · x keeps apart · Esc closes";
        let area = boxed(self.frame(at), &title, hint, out);
        if self.pairs().is_empty() {
            let said = self.pairs.as_ref().map_or(LOOKING, |_| NONE);
            Line::new(out, area, 0).put(said, Meaning::Dim);
        }
        let shown = self.pairs().iter().enumerate().skip(self.selection.offset);
        for (row, (at, pair)) in (0..area.height).zip(shown) {
            draw_row(pair, at == self.selection.selected, (area, row), out);
        }
    }
}

fn draw_row(pair: &Suggestion, selected: bool, (area, row): (Area, u16), out: &mut dyn Canvas) {
    if selected {
        tint(out, area, row, Meaning::Selected);
    }
    let why = if pair.from.kind == pair.into.kind {
        pair.reason.to_string()
    } else {
        format!("{} or {}", pair.from.kind, pair.into.kind)
    };
    let [few, many] = pair.articles.map(|articles| grouped(articles as u64));
    let detail = format!("{why} · {few} + {many} articles");
    let mut line = Line::new(out, area, row);
    line.put(if selected { "▌ " } else { "  " }, Meaning::Accent);
    let room = line.left().saturating_sub(safe::width(&detail) + 2);
    let half = (room / 2).max(8);
    line.put_cut(&pair.from.name, half, Meaning::Kind(pair.from.kind))
        .put(" → ", Meaning::Dim);
    let left = line.left().saturating_sub(safe::width(&detail) + 2);
    line.put_cut(&pair.into.name, left, Meaning::Kind(pair.into.kind));
    line.put_right(&detail, Meaning::Dim);
}
