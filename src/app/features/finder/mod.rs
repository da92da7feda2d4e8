//! The finder: one line for titles, entities, sources, headings and the text.
//!
//! What is typed becomes [`Asked`]; workers answer with sections of rows, names first, the
//! text when it has been searched. What a row leads to is shown beside the rows, and Enter
//! goes there: an article is opened, an entity filtered by, a source searched for.

mod asking;
mod choosing;
mod draw;
pub mod matching;
pub mod passages;
mod place;
pub mod preview;
mod rows;
pub mod scope;

use crate::app::canvas::Canvas;
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::{Act, Cx, Foot, Handled, Layer, Now, Pointer};
use crate::app::parts::list::Selection;
use crate::app::parts::prompt::Prompt;
use crate::app::request::Subject;
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::verb::Verb;
use crate::app::work::Ask;
use crate::library::Register;
use asking::Source;
use choosing::Hold;
use matching::{Found, MatchRow, Matched, Matchings, Trails};
use passages::Passages;
use place::{Place, place};
use preview::{Preview, Wanted};
use scope::{Asked, Section};
use std::sync::Arc;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "finder",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[
        Keys {
            section: "In all panes and pages",
            reach: Reach::Panes,
            bindings: &[Binding {
                id: "find",
                keys: &[&[Key::Char('f')]],
                run: Run::Open("finder"),
                foot: Some((25, "find")),
                help: "find a title, entity, source, heading or line of text by a few letters",
            }],
        },
        // The same in pages, whose last line does not show it; the help tells it once.
        Keys {
            section: "",
            reach: Reach::Pages,
            bindings: &[Binding {
                id: "find-page",
                keys: &[&[Key::Char('f')]],
                run: Run::Open("finder"),
                foot: None,
                help: "find an article, entity or source",
            }],
        },
        Keys {
            section: "While typing",
            reach: Reach::Typing,
            bindings: &[Binding {
                id: "finder-section",
                keys: &[&[Key::Tab]],
                run: Run::Own,
                foot: None,
                help: "in the finder, only the section of the selected row, or again all",
            }],
        },
    ],
    opens,
};

/// The keys that matter in it.
const FOOT: &[Foot] = &[
    ("Enter", Key::Enter, "go there"),
    ("Esc", Key::Esc, "close"),
    ("↑↓", Key::Down, "choose"),
    ("Tab", Key::Tab, "section"),
    ("Ctrl-u", Key::Ctrl('u'), "clear"),
];

/// The finder's line and rows.
#[derive(Debug, Default)]
pub struct Finder {
    /// The line.
    pub prompt: Prompt,
    /// The section that a key chose to look in alone.
    pub only: Option<Section>,
    /// The names that match.
    pub matched: Matched,
    /// The hits in the text.
    pub passages: Option<Passages>,
    /// The selected row.
    pub selection: Selection,
    /// What the selection holds on to when there are other rows.
    hold: Hold,
    /// What the selected row leads to, and for what that was made.
    pub preview: Option<(Wanted, Preview)>,
    names: Ask<Asked, (Matched, Matchings), Source>,
    /// By the words and whether they are looked for in the text alone.
    text: Ask<(String, bool), Passages>,
    look: Ask<Wanted, Option<Preview>, ()>,
    register: Option<Arc<Register>>,
    preparing: Ask<(), Register>,
    trails: Trails,
    /// Whether the user chose before the rows were there.
    chosen: bool,
    /// Where it stands.
    place: Place,
}

fn opens(subject: &Subject, _: &mut Cx<'_>) -> Opening {
    match subject {
        Subject::Feature("finder") => Opening::of(Finder::default()),
        _ => Opening::Another,
    }
}

impl Finder {
    /// What the line asks for.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked::read(self.prompt.text(), self.only)
    }

    /// Whether the names are those of the line as it is now.
    #[must_use]
    pub fn has_names(&self) -> bool {
        let answered = self.names.asked().is_some() && self.matched.asked == self.asked();
        answered && (!self.names.is_waiting() || !self.matched.sections.is_empty())
    }

    /// Whether the text has been searched for the line as it is now, if it has to be.
    #[must_use]
    pub fn has_text(&self) -> bool {
        let asked = self.asked();
        let passages = self.passages.as_ref();
        !asked.looks_in(Section::Text)
            || asked.words.is_empty()
            || passages.is_some_and(|passages| passages.words == asked.words)
    }

    /// Whether entities and sources are still being prepared.
    #[must_use]
    pub fn is_preparing(&self) -> bool {
        self.register.is_none()
    }

    /// Whether there is a row to take: of the names, or once none is there of the text.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        let without_text = self.asked().only.is_some_and(|only| only != Section::Text);
        let found = !self.matched.sections.is_empty() || without_text;
        self.has_names() && (found || self.has_text())
    }

    /// The sections with their rows, the text last.
    pub fn sections(&self) -> impl Iterator<Item = &Found> {
        let text = self.passages.iter().map(|passages| &passages.found);
        let all = self.matched.sections.iter().chain(text);
        all.filter(|found| !found.rows.is_empty())
    }

    /// All rows with their sections.
    pub fn rows(&self) -> impl Iterator<Item = (&Found, &MatchRow)> {
        self.sections()
            .flat_map(|found| found.rows.iter().map(move |row| (found, row)))
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sections().map(|found| found.rows.len()).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The selected row and its section.
    #[must_use]
    pub fn selected(&self) -> Option<(&Found, &MatchRow)> {
        self.rows().nth(self.selection.selected)
    }

    /// For each row, the lines that it takes: its own, those of its passage, and above the
    /// first of a section the section's name, with a blank above all but the first.
    #[must_use]
    pub fn heights(&self) -> Vec<usize> {
        let mut heights = Vec::new();
        for (n, found) in self.sections().enumerate() {
            for (at, row) in found.rows.iter().enumerate() {
                let name = if at == 0 { 1 + usize::from(n > 0) } else { 0 };
                heights.push(name + row.lines());
            }
        }
        heights
    }

    /// Lines of the screen for rows.
    fn height(&self) -> usize {
        usize::from(self.place.list.height)
    }

    /// Puts new rows in place of the old. The selection stays on its row if the line is the
    /// same and the user has gone there, and else on the first one.
    fn put(&mut self, same: bool, put: impl FnOnce(&mut Self)) {
        let kept = self.selected().map(|(_, row)| row.target.clone());
        put(self);
        let place = self
            .rows()
            .position(|(_, row)| Some(&row.target) == kept.as_ref());
        if !same {
            self.hold = Hold::Top;
        }
        let place = place.filter(|_| self.hold != Hold::Top);
        self.selection.selected = place.unwrap_or(0);
        let len = self.len();
        self.selection.clamp(len);
    }

    /// Takes what has come; whether rows are among it.
    fn take(&mut self) -> bool {
        if let Some(register) = self.preparing.take() {
            self.register = Some(Arc::new(register));
        }
        if let Some(preview) = self.look.take() {
            self.preview = self.look.asked().cloned().zip(preview);
        }
        let (names, text) = (self.names.take(), self.text.take());
        let has_come = names.is_some() || text.is_some();
        if let Some((matched, matchings)) = names {
            self.trails.add(matchings);
            let same = self.matched.asked == matched.asked;
            self.put(same, |finder| finder.matched = matched);
        }
        if let Some(passages) = text {
            self.put(true, |finder| finder.passages = Some(passages));
        }
        has_come
    }

    /// Takes note that what is asked for has changed.
    fn follow_line(&mut self) {
        self.chosen = false;
        self.hold = Hold::Top;
        if self.asked().words.is_empty() || !self.asked().looks_in(Section::Text) {
            self.text.forget();
            self.put(true, |finder| finder.passages = None);
        }
    }

    /// Looks in the section of the selected row only, or again in all.
    fn toggle_section(&mut self) {
        let section = self.selected().map(|(found, _)| found.section);
        self.only = match self.only {
            Some(_) => None,
            None => section,
        };
        self.follow_line();
    }

    /// Looks in all sections again, if one was chosen.
    fn leave_section(&mut self) -> bool {
        let left = self.only.take().is_some();
        if left {
            self.follow_line();
        }
        left
    }
}

impl Layer for Finder {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Own("finder-section") => self.toggle_section(),
            Act::Verb(Verb::Enter) => self.confirm(cx),
            Act::Verb(Verb::Escape) if self.leave_section() => {}
            Act::Verb(verb) => match verb.distance(self.height()) {
                Some(rows) => self.step(rows),
                None => return Handled::No,
            },
            Act::Own(_) => return Handled::No,
        }
        Handled::Yes
    }

    fn prompt(&self) -> Option<&Prompt> {
        Some(&self.prompt)
    }

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn typed(&mut self, _: &mut Cx<'_>) {
        self.follow_line();
    }

    fn pointer(&mut self, pointer: Pointer, cx: &mut Cx<'_>) -> Handled {
        match pointer {
            Pointer::Click { column, row } => self.click(column, row, cx),
            Pointer::Wheel { down } => self.wheel(down),
        }
        Handled::Yes
    }

    fn refresh(&mut self, cx: &mut Cx<'_>) {
        if self.take() && self.chosen && self.is_answered() {
            return self.confirm(cx);
        }
        self.reveal();
        self.ask(cx);
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        self.place = place(at);
        self.reveal();
    }

    fn is_waiting(&self, _: Now<'_>) -> bool {
        self.is_preparing() || !self.has_names() || !self.has_text()
    }

    fn foot(&self, _: Now<'_>) -> Option<&'static [Foot]> {
        Some(FOOT)
    }

    /// Keeps only what another opening can use.
    fn closed(&mut self) -> bool {
        let mut old = std::mem::take(self);
        old.prompt.set("");
        self.prompt = old.prompt;
        self.register = old.register;
        self.preparing = old.preparing;
        true
    }

    fn draw(&self, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
        draw::draw(self, at, now, out);
    }
}
