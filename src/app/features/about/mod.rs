//! *About this article*: a page with all that is known of the article in the reader, what it
//! rests on, and what was set aside in it.
//!
//! A worker gathers its rows; the page moves in them. Enter goes to the place of a row that
//! has one in the text, `y` copies what a row says.

mod keys;
mod task;

use crate::app::canvas::{Canvas, Meaning};
use crate::app::layer::feature::{Feature, Opening};
use crate::app::layer::{Act, Cx, Handled, Layer, Now};
use crate::app::parts::line::{Line, tint};
use crate::app::parts::list::Selection;
use crate::app::request::{Change, Jump, Open, Request, Subject};
use crate::app::screen::{Area, Pane};
use crate::app::verb::Verb;
use crate::app::work::{Ask, Effect, Snapshot};
use crate::corpus::ArticleId;
use crate::library::Library;
use crate::text::safe;
pub use keys::FEATURE;
use std::sync::Arc;
use task::{AboutTask, Row};

/// The page.
#[derive(Debug)]
pub struct About {
    article: ArticleId,
    rows: Vec<Row>,
    selection: Selection,
    height: usize,
    ask: Ask<ArticleId, Vec<Row>, Snapshot<Library>>,
}

fn opens(subject: &Subject, cx: &mut Cx<'_>) -> Opening {
    match (subject, cx.here.shown) {
        (Subject::Feature("about"), Some(article)) => Opening::of(About::new(article)),
        (Subject::Feature("about"), None) => Opening::Refused("no article is open".to_owned()),
        _ => Opening::Another,
    }
}

impl About {
    fn new(article: ArticleId) -> Self {
        Self {
            article,
            rows: Vec::new(),
            selection: Selection::default(),
            height: 0,
            ask: Ask::default(),
        }
    }

    /// Moves in the rows, over headings and blanks.
    fn step(&mut self, rows: isize) {
        self.selection.step(rows, self.rows.len());
        self.settle(rows >= 0);
    }

    /// Brings the selection to a row that says something, forward if it can.
    fn settle(&mut self, forward: bool) {
        let says = |at: &usize| self.rows.get(*at).is_some_and(|row| !row.is_heading());
        let here = self.selection.selected;
        let ahead = (here..self.rows.len()).find(says);
        let behind = (0..here).rev().find(says);
        let to = if forward {
            ahead.or(behind)
        } else {
            says(&here).then_some(here).or(behind).or(ahead)
        };
        self.selection.selected = to.unwrap_or(0);
    }

    fn row(&self) -> Option<&Row> {
        self.rows.get(self.selection.selected)
    }

    /// Goes to the place in the text that the selected row is about.
    fn enter(&self, cx: &mut Cx<'_>) {
        match self.row().and_then(|row| row.place) {
            Some(place) => {
                let open = Open::jump(self.article, Jump::To(place));
                cx.request(Request::Open(open));
                cx.request(Request::Focus(Pane::Reader));
            }
            None => cx.say("this row stands for no place in the text"),
        }
    }

    fn copy(&self, cx: &mut Cx<'_>) {
        let text = self.row().map(|row| row.value.clone()).unwrap_or_default();
        if text.is_empty() {
            return cx.say("nothing to copy in this row");
        }
        cx.request(Request::Effect(Effect::Copy {
            text: safe::clean(&text).into_owned(),
            what: "row",
        }));
    }
}

impl Layer for About {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        let Act::Verb(verb) = act else {
            return Handled::No;
        };
        match verb {
            Verb::Enter => self.enter(cx),
            Verb::Copy => self.copy(cx),
            Verb::NextMatch => self.step(1),
            Verb::PreviousMatch => self.step(-1),
            verb => match verb.distance(self.height) {
                Some(rows) => self.step(rows),
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn follow(&mut self, change: &Change<'_>, _: &mut Cx<'_>) {
        if let Change::Files(_, after) = change {
            self.article = after.corpus.present(self.article).unwrap_or(self.article);
        }
    }

    fn refresh(&mut self, cx: &mut Cx<'_>) {
        if let Some(rows) = self.ask.take() {
            self.rows = rows;
            self.settle(true);
        }
        let of = Snapshot::of(cx.library);
        if self.ask.needs(&self.article, &of) {
            let task = AboutTask {
                library: Arc::clone(cx.library),
                article: self.article,
            };
            let work = self.ask.ask(self.article, of, task);
            cx.work(work);
        }
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        self.height = usize::from(at.height.saturating_sub(1));
        let len = self.rows.len();
        self.selection.reveal(len, self.height, |_| 1);
        if self.selection.selected == 1 {
            self.selection.offset = 0;
        }
    }

    fn draw(&self, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
        let (head, rows) = at.split_top(1);
        let card = now.library.card(self.article);
        let title = card.map_or("", |card| &card.title.text);
        let mut line = Line::new(out, head, 0);
        line.put("▌", Meaning::Accent)
            .put("About ", Meaning::Accent)
            .put_cut(title, usize::MAX, Meaning::Title);
        if self.rows.is_empty() {
            let said = if self.ask.is_waiting() {
                "Looking …"
            } else {
                "This article is gone. Esc goes back."
            };
            Line::new(out, rows, 1)
                .put("  ", Meaning::Text)
                .put(said, Meaning::Dim);
        }
        let shown = self.rows.iter().enumerate().skip(self.selection.offset);
        for (line, (at, row)) in (0..rows.height).zip(shown) {
            let selected = at == self.selection.selected;
            if selected {
                tint(out, rows, line, Meaning::Selected);
            }
            draw_row(row, selected, Line::new(out, rows, line));
        }
    }
}

/// Columns of what a row is about.
const LABEL: usize = 16;

fn draw_row(row: &Row, selected: bool, mut line: Line<'_>) {
    line.put(if selected { "▌ " } else { "  " }, Meaning::Accent);
    if row.is_heading() {
        line.put(row.label, Meaning::Heading);
        return;
    }
    let label = safe::cut(row.label, LABEL);
    line.put(&label, Meaning::Dim)
        .skip(LABEL + 2 - safe::width(&label));
    let room = line.left().saturating_sub(safe::width(&row.note) + 3);
    line.put_cut(&row.value, room.max(line.left() / 2), Meaning::Text)
        .put("  ", Meaning::Text)
        .put_cut(&row.note, usize::MAX, Meaning::Dim);
}
