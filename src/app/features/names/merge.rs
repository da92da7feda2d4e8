//! The entity to merge another one into, chosen by typing.
//!
//! In go keys and the rows that a worker lists; out comes that the one is the other. Who
//! chooses before the rows are there gets the first of them.

use super::choices::{ChoicesTask, Chosen};
use super::{SECTION, at_hand, merge, titled};
use crate::app::canvas::{Canvas, Meaning};
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::{Act, Cx, Foot, Handled, Layer, Now};
use crate::app::parts::boxed;
use crate::app::parts::line::{Line, tint};
use crate::app::parts::list::Selection;
use crate::app::parts::prompt::Prompt;
use crate::app::parts::typed::typed;
use crate::app::parts::wording::counted;
use crate::app::request::{Request, Subject};
use crate::app::screen::Area;
use crate::app::screen::Shape;
use crate::app::screen::part;
use crate::app::verb::Verb;
use crate::app::work::{Ask, Snapshot};
use crate::entities::corrections::Named;
use crate::entities::proposals::merge_targets::{Choices, Likely};
use crate::library::Library;
use crate::text::safe;
use std::sync::Arc;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "merge",
    place: "",
    shape: Shape::Box,
    named: false,
    keys: &[Keys {
        section: SECTION,
        reach: Reach::Named,
        bindings: &[Binding {
            id: "merge",
            keys: &[&[Key::Char('a')]],
            run: Run::Open("merge"),
            foot: Some((95, "merge")),
            help: "merge the entity into another one, chosen by typing",
        }],
    }],
    opens,
};

/// The keys that matter here.
const CHOOSING: &[Foot] = &[
    ("Enter", Key::Enter, "merge into it"),
    ("Esc", Key::Esc, "cancel"),
    ("↑↓", Key::Down, "choose"),
    ("Ctrl-u", Key::Ctrl('u'), "clear"),
];

/// Columns of the box, at most, and its rows in percent of the screen's.
const COLUMNS: u16 = 96;
const PERCENT: u32 = 75;
/// Rows of the box, at least.
const LEAST: u16 = 8;
/// Rows of it that show no entity: its frame, the line being typed and the rule below.
const FRAME: u16 = 4;

/// The choice on the screen.
#[derive(Debug)]
pub struct Merge {
    about: Named,
    /// What is typed: part of the wanted name.
    prompt: Prompt,
    /// The entities to choose from, the likely ones first.
    rows: Vec<Likely>,
    selection: Selection,
    /// All that there is to choose from, and in which collection.
    choices: Option<(Snapshot<Library>, Arc<Choices>)>,
    /// The line that the rows are for.
    answered: Option<String>,
    asking: Ask<String, Chosen>,
    /// Whether the user chose before the rows were there.
    chosen: bool,
}

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    if *subject != Subject::Feature("merge") {
        return Opening::Another;
    }
    match at_hand(cx) {
        Ok(about) => Opening::of(Merge::new(about, Prompt::default())),
        Err(reason) => Opening::Refused(reason),
    }
}

/// The box, its frame included.
fn frame(screen: Area) -> Area {
    screen.centered(COLUMNS, part(screen.height, PERCENT).max(LEAST))
}

impl Merge {
    fn new(about: Named, mut prompt: Prompt) -> Self {
        prompt.set("");
        Self {
            about,
            prompt,
            rows: Vec::new(),
            selection: Selection::default(),
            choices: None,
            answered: None,
            asking: Ask::default(),
            chosen: false,
        }
    }

    /// Whether the rows are those of the line as it is now.
    fn is_answered(&self) -> bool {
        self.answered.as_deref() == Some(self.prompt.text())
    }

    /// Merges into the selected row, once the rows are those of what is typed.
    fn enter(&mut self, cx: &mut Cx<'_>) {
        self.chosen = !self.is_answered();
        if !self.chosen {
            self.prompt.remember();
            self.choose(cx);
        }
    }

    fn choose(&mut self, cx: &mut Cx<'_>) {
        self.chosen = false;
        match self.rows.get(self.selection.selected) {
            Some(row) => merge(self.about.clone(), row.entity.clone(), cx),
            None => cx.say("nothing was chosen, so nothing is merged"),
        }
        cx.request(Request::Close);
    }

    /// Takes the rows. Where the same line was asked again, who was selected stays so.
    fn take(&mut self) {
        let Some(answer) = self.asking.take() else {
            return;
        };
        let line = self.asking.asked().cloned();
        let selected = self.rows.get(self.selection.selected);
        let selected = selected.filter(|_| self.answered == line);
        let again = selected.and_then(|row| {
            let same = |other: &Likely| other.entity == row.entity;
            answer.rows.iter().position(same)
        });
        self.answered = line;
        self.choices = Some((answer.library, answer.choices));
        self.rows = answer.rows;
        self.selection = Selection {
            selected: again.unwrap_or_default(),
            offset: 0,
        };
    }

    /// Asks for the rows of the line as it is now.
    fn ask(&mut self, cx: &mut Cx<'_>) {
        let (line, of) = (self.prompt.text().to_owned(), Snapshot::of(cx.library));
        if !self.asking.needs(&line, &of) {
            return;
        }
        let known = self.choices.as_ref().filter(|(known, _)| *known == of);
        let task = ChoicesTask {
            library: Arc::clone(cx.library),
            about: self.about.clone(),
            known: known.map(|(_, choices)| Arc::clone(choices)),
            pattern: line.clone(),
        };
        let work = self.asking.ask(line, of, task);
        cx.work(work);
    }
}

impl Layer for Merge {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Verb(Verb::Enter) => self.enter(cx),
            Act::Verb(Verb::Down) => self.selection.step(1, self.rows.len()),
            Act::Verb(Verb::Up) => self.selection.step(-1, self.rows.len()),
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

    fn refresh(&mut self, cx: &mut Cx<'_>) {
        self.take();
        // What closes is the layer in front.
        if self.chosen && self.is_answered() && cx.screen.front == FEATURE.id {
            return self.choose(cx);
        }
        self.ask(cx);
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        let height = usize::from(frame(at).height.saturating_sub(FRAME));
        self.selection.reveal(self.rows.len(), height, |_| 1);
    }

    fn foot(&self, _: Now<'_>) -> Option<&'static [Foot]> {
        Some(CHOOSING)
    }

    /// Only what was typed is kept.
    fn closed(&mut self) -> bool {
        let prompt = std::mem::take(&mut self.prompt);
        *self = Self::new(self.about.clone(), prompt);
        true
    }

    fn reopened(&mut self, _: &Subject, cx: &mut Cx<'_>) -> Result<(), String> {
        let about = at_hand(cx)?;
        *self = Self::new(about, std::mem::take(&mut self.prompt));
        Ok(())
    }

    fn draw(&self, at: Area, _: Now<'_>, out: &mut dyn Canvas) {
        let title = format!("{} is the same as", titled(&self.about));
        let area = boxed(frame(at), &title, "Enter merges · Esc cancels", out);
        let mut line = Line::new(out, area, 0);
        let room = line.left();
        typed(&mut line, "› ", &self.prompt, &[], room);
        let rule = "─".repeat(usize::from(area.width));
        Line::new(out, area, 1).put(&rule, Meaning::Rule);
        let (_, rows) = area.split_top(2);
        if self.rows.is_empty() && self.is_answered() {
            Line::new(out, rows, 0).put("no name here has these letters", Meaning::Dim);
        }
        let shown = self.rows.iter().enumerate().skip(self.selection.offset);
        for (row, (at, likely)) in (0..rows.height).zip(shown) {
            draw_row(likely, at == self.selection.selected, (rows, row), out);
        }
    }
}

fn draw_row(likely: &Likely, selected: bool, (area, row): (Area, u16), out: &mut dyn Canvas) {
    if selected {
        tint(out, area, row, Meaning::Selected);
    }
    let articles = counted(likely.articles, "article");
    let mut detail = format!("{} · {articles}", likely.entity.kind);
    if let Some(reason) = likely.reason {
        detail = format!("{reason} · {detail}");
    }
    let mut line = Line::new(out, area, row);
    line.put(if selected { "▌ " } else { "  " }, Meaning::Accent);
    let width = safe::width(&detail).min(line.left() / 2);
    let room = line.left().saturating_sub(width + 2);
    line.put_cut(&likely.entity.name, room, Meaning::Kind(likely.entity.kind));
    line.put_right(&safe::cut(&detail, width), Meaning::Dim);
}
