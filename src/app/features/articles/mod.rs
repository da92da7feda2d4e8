//! The article list: what is found, which row is selected, and the snippets of its rows.
//!
//! What is asked stands in [`Here`](crate::app::here::Here); the list asks it of the
//! collection, anew whenever it or the collection is another, and stays on its article.

mod draw;
mod list;
mod snippets;

use crate::app::canvas::Canvas;
use crate::app::here::{Listed, Question};
use crate::app::input::Key;
use crate::app::layer::feature::{Binding, Feature, Keys, Opening, Reach, Run};
use crate::app::layer::{Act, Cx, Handled, Layer, Now, Pointer};
use crate::app::parts::excerpt::Excerpt;
use crate::app::parts::list::Selection;
use crate::app::parts::wording::ORDERS;
use crate::app::request::{Asked, Change, Keep, Menu, Open, Request, Subject};
use crate::app::screen::Shape;
use crate::app::screen::{Area, Pane};
use crate::app::verb::Verb;
use crate::app::work::{Ask, Snapshot};
use crate::corpus::{ArticleId, Card, Corpus};
use crate::library::Library;
use crate::query::Extent;
use crate::text::{Span, wrap};
use list::ListTask;
use snippets::SnippetTask;
use std::collections::HashMap;
use std::sync::Arc;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "articles",
    place: "articles",
    shape: Shape::Pane,
    named: false,
    keys: &[
        Keys {
            section: "In the article list",
            reach: Reach::Front,
            bindings: &[Binding {
                id: "read",
                keys: &[&[Key::Enter]],
                run: Run::Verb(Verb::Enter),
                foot: Some((10, "read")),
                help: "read the selected article",
            }],
        },
        Keys {
            section: "In all panes",
            reach: Reach::Panes,
            bindings: &[
                Binding {
                    id: "next-article",
                    keys: &[&[Key::Ctrl('n')]],
                    run: Run::Own,
                    foot: None,
                    help: "next article, from any pane",
                },
                Binding {
                    id: "previous-article",
                    keys: &[&[Key::Ctrl('p')]],
                    run: Run::Own,
                    foot: None,
                    help: "previous article, from any pane",
                },
            ],
        },
    ],
    opens: |_, _| Opening::Another,
};

/// Lines that a title takes at most in the list.
const TITLE_LINES: usize = 2;
/// Columns by which a row's facts and snippet stand in from its title.
const DETAIL_INDENT: usize = 2;
/// Lines that a snippet takes in the list.
const SNIPPET_LINES: usize = 2;
/// Articles that are listed before the rest of their order is known.
const AT_ONCE: usize = 200;

/// The state of the article list.
#[derive(Debug, Default)]
pub struct Articles {
    /// The selected row.
    pub selection: Selection,
    /// Snippets of rows that were on the screen, for the present answer.
    pub excerpts: HashMap<ArticleId, Excerpt>,
    /// The article to stay on when an answer comes; `None` goes to the first row.
    keep: Option<ArticleId>,
    list: Ask<Question, Listed, Snapshot<Library>>,
    cut: Ask<Cut, Vec<(ArticleId, Excerpt)>, ()>,
    /// The rows, without its heading.
    rows: Area,
}

/// The articles that snippets were asked for, and the columns of these.
type Cut = (Vec<ArticleId>, usize);

impl Articles {
    /// Columns of text: without the selection's bar and a margin.
    fn columns(&self) -> usize {
        usize::from(self.rows.width).saturating_sub(3)
    }

    /// Lines that a row takes.
    fn height(&self, now: Now<'_>, row: usize) -> usize {
        let card = now.here.listed.at(row).and_then(|id| now.library.card(id));
        let title = card.map_or(1, |card| title_lines(card, self.columns()).len());
        row_height(now, title)
    }

    /// Articles that are whole on the screen.
    fn n_visible(&self, now: Now<'_>) -> usize {
        let (len, rows) = (now.here.listed.len(), usize::from(self.rows.height));
        self.selection
            .n_whole(len, rows, |row| self.height(now, row))
    }

    /// Selects a row and shows its article.
    fn select(&mut self, row: usize, cx: &mut Cx<'_>) {
        self.selection.selected = row;
        self.selection.clamp(cx.here.listed.len());
        if let Some(id) = cx.here.listed.at(self.selection.selected) {
            self.keep = Some(id);
            cx.request(Request::Open(Open::row(id)));
        }
    }

    fn step(&mut self, rows: isize, cx: &mut Cx<'_>) {
        let mut selection = self.selection;
        selection.step(rows, cx.here.listed.len());
        self.select(selection.selected, cx);
    }

    /// Selects the article to stay on, where it stood on the screen, or else the first row;
    /// tells whether it is listed. Where the list hid the article `shown` in the reader and
    /// now does not, it is that one.
    fn keep_place(&mut self, listed: &Listed, shown: Option<ArticleId>) -> bool {
        let Selection { selected, offset } = self.selection;
        let above = selected.saturating_sub(offset);
        let row = self.keep.and_then(|keep| {
            let shown = shown.filter(|shown| *shown != keep);
            let shown = shown.and_then(|id| listed.row_of(id));
            shown.or_else(|| listed.row_of(keep))
        });
        if let Some(row) = row {
            self.keep = listed.at(row);
        }
        self.selection = row.map_or_else(Selection::default, |row| Selection {
            selected: row,
            offset: row.saturating_sub(above),
        });
        row.is_some()
    }

    /// Asks for articles that answer the question.
    fn ask(&mut self, extent: Extent, cx: &mut Cx<'_>) {
        let question = cx.here.question.clone();
        let task = ListTask {
            library: Arc::clone(cx.library),
            question: question.clone(),
            extent,
        };
        let work = self.list.ask(question, Snapshot::of(cx.library), task);
        cx.work(work);
    }

    fn ask_if_needed(&mut self, cx: &mut Cx<'_>) {
        if self
            .list
            .needs(&cx.here.question, &Snapshot::of(cx.library))
        {
            // A list that goes to its first row can show that before it knows the others.
            let extent = match self.keep {
                None => Extent::First(AT_ONCE),
                Some(_) => Extent::All,
            };
            self.ask(extent, cx);
        }
    }

    /// Takes the answer, if it has come.
    fn take(&mut self, cx: &mut Cx<'_>) -> bool {
        let Some(listed) = self.list.take() else {
            return false;
        };
        let is_first = listed.beyond > 0;
        let anew = cx.here.listed.question != listed.question;
        if anew {
            self.forget_excerpts();
        }
        let listed = Arc::new(listed.followed(&cx.library.corpus).unwrap_or(listed));
        // What is selected is a row of the new list.
        cx.request(Request::Listed(Arc::clone(&listed)));
        self.settle(&listed, anew, cx);
        if is_first {
            self.ask(Extent::All, cx);
        }
        true
    }

    /// Finds its place among other rows.
    fn settle(&mut self, listed: &Listed, anew: bool, cx: &mut Cx<'_>) {
        let before = self.selection;
        let kept = self.keep_place(listed, cx.here.shown);
        // A new version of the article on the screen may not answer the question any more:
        // who reads it goes on reading.
        let stays = !anew && self.keep.is_some() && cx.library.progress.updates > 0;
        if !kept && stays && cx.here.shown.is_some() {
            self.selection = before;
            self.selection.clamp(listed.len());
            return;
        }
        // The reader follows the list, unless it shows an article that the list hides.
        if let (false, Some(id)) = (kept, listed.at(self.selection.selected)) {
            self.keep = Some(id);
            cx.request(Request::Open(Open::row(id)));
        }
    }

    /// Forgets the snippets, and those on their way: they answer another question.
    fn forget_excerpts(&mut self) {
        self.excerpts.clear();
        self.cut.forget();
    }

    /// Asks for the snippets of the rows on the screen.
    fn ask_excerpts(&mut self, cx: &mut Cx<'_>) {
        if !has_snippets(cx.now()) || self.rows.is_empty() {
            return;
        }
        let columns = SNIPPET_LINES * self.columns().saturating_sub(DETAIL_INDENT);
        if self
            .cut
            .asked()
            .is_some_and(|(_, before)| *before != columns)
        {
            self.forget_excerpts();
        }
        let from = self.selection.offset;
        let missing: Vec<ArticleId> = (from..from + usize::from(self.rows.height))
            .filter_map(|row| cx.here.listed.at(row))
            .filter(|id| !self.excerpts.contains_key(id))
            .collect();
        let wanted = (missing, columns);
        if wanted.0.is_empty() || !self.cut.needs(&wanted, &()) {
            return;
        }
        let task = SnippetTask {
            library: Arc::clone(cx.library),
            ids: wanted.0.clone(),
            question: cx.here.listed.question.clone(),
            columns,
        };
        let work = self.cut.ask(wanted, (), task);
        cx.work(work);
    }

    /// Takes what is gone out of the list; the selection stays on its article, or on the row
    /// where that was.
    fn follow_files(&mut self, corpus: &Corpus, cx: &mut Cx<'_>) {
        let listed = &cx.here.listed;
        let is_gone = |id: &ArticleId| corpus.present(*id).is_none();
        let gone_above = |row: usize| {
            let above = listed.ids.iter().take(row);
            above.filter(|id| is_gone(id)).count()
        };
        let Selection { selected, offset } = self.selection;
        self.selection.selected = selected - gone_above(selected).min(selected);
        self.selection.offset = offset - gone_above(offset).min(offset);
        let followed = listed.followed(corpus);
        let now = followed.as_ref().unwrap_or(listed);
        self.selection.clamp(now.len());
        let kept = self.keep.and_then(|id| corpus.present(id));
        let moves = self.keep.is_some() && kept.is_none();
        self.keep = if moves {
            now.at(self.selection.selected)
        } else {
            kept
        };
        self.excerpts
            .retain(|id, _| corpus.present(*id) == Some(*id));
        cx.request(Request::Selected(self.selection));
    }

    fn click(&mut self, column: u16, row: u16, cx: &mut Cx<'_>) {
        if !self.rows.contains(column, row) {
            return;
        }
        let (line, len) = (usize::from(row - self.rows.y), cx.here.listed.len());
        let now = cx.now();
        let clicked = self
            .selection
            .row_at(line, len, |row| self.height(now, row));
        if let Some(row) = clicked {
            self.select(row, cx);
        }
    }
}

impl Layer for Articles {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Own("next-article") => self.select(self.selection.selected + 1, cx),
            Act::Own("previous-article") => {
                self.select(self.selection.selected.saturating_sub(1), cx);
            }
            Act::Verb(Verb::Enter) => cx.request(Request::Focus(Pane::Reader)),
            Act::Verb(Verb::Sort) => open_orders(cx),
            Act::Verb(Verb::NextMatch) => self.step(1, cx),
            Act::Verb(Verb::PreviousMatch) => self.step(-1, cx),
            Act::Verb(verb) => match verb.distance(self.n_visible(cx.now())) {
                Some(rows) => self.step(rows, cx),
                None => return Handled::No,
            },
            Act::Own(_) => return Handled::No,
        }
        Handled::Yes
    }

    fn chosen(&mut self, row: usize, cx: &mut Cx<'_>) {
        let order = ORDERS.get(row).map(|(order, _)| *order);
        cx.request(Request::Order(order));
    }

    fn pointer(&mut self, pointer: Pointer, cx: &mut Cx<'_>) -> Handled {
        match pointer {
            Pointer::Click { column, row } => self.click(column, row, cx),
            Pointer::Wheel { down } => self.step(if down { 1 } else { -1 }, cx),
        }
        Handled::Yes
    }

    fn hear(&mut self, request: &Request, cx: &mut Cx<'_>) {
        match request {
            Request::Ask(Asked { text, keep, .. }) => match keep {
                Keep::First if *text != cx.here.question.text => self.keep = None,
                Keep::First | Keep::Stay => {}
                Keep::On(id) => self.keep = Some(*id),
            },
            Request::Open(Open { id, .. }) => {
                if let Some(row) = cx.here.listed.row_of(*id) {
                    self.selection.selected = row;
                    self.keep = Some(*id);
                }
            }
            Request::PutBack(origin) => {
                self.forget_excerpts();
                self.selection = origin.selection;
                self.keep = origin.selected();
                let listed = origin.listed.followed(&cx.library.corpus);
                let listed = listed.as_ref().unwrap_or(&origin.listed);
                self.keep_place(listed, origin.shown);
                self.list.doubt();
            }
            _ => {}
        }
    }

    fn follow(&mut self, change: &Change<'_>, cx: &mut Cx<'_>) {
        if let Change::Files(_, after) = change {
            self.follow_files(&after.corpus, cx);
        }
    }

    fn refresh(&mut self, cx: &mut Cx<'_>) {
        if self.take(cx) {
            // Its rows are those of everybody only once that has been done.
            return;
        }
        self.excerpts.extend(self.cut.take().into_iter().flatten());
        self.ask_if_needed(cx);
        self.ask_excerpts(cx);
        if cx.here.selection != self.selection {
            cx.request(Request::Selected(self.selection));
        }
    }

    fn arrange(&mut self, at: Area, now: Now<'_>) {
        (_, self.rows) = at.split_top(1);
        let (len, rows) = (now.here.listed.len(), usize::from(self.rows.height));
        let mut selection = self.selection;
        selection.reveal(len, rows, |row| self.height(now, row));
        self.selection = selection;
    }

    fn is_waiting(&self, now: Now<'_>) -> bool {
        self.list.is_waiting() && !now.here.is_answered()
    }

    fn draw(&self, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
        draw::draw(self, at, now, out);
    }
}

/// Opens the menu of the orders.
fn open_orders(cx: &mut Cx<'_>) {
    let present = cx.here.order_in_force();
    let selected = ORDERS.iter().position(|(order, _)| *order == present);
    cx.show(Subject::Menu(Menu {
        asker: FEATURE.id,
        title: "Order of the articles".to_owned(),
        rows: ORDERS.iter().map(|(_, name)| (*name).to_owned()).collect(),
        selected: selected.unwrap_or(0),
    }));
}

/// Whether rows show snippets.
fn has_snippets(now: Now<'_>) -> bool {
    !now.here.listed.question.text.trim().is_empty()
}

/// Lines that a row takes whose title takes `title` lines.
fn row_height(now: Now<'_>, title: usize) -> usize {
    let snippet = if has_snippets(now) { SNIPPET_LINES } else { 0 };
    title + 1 + snippet
}

/// The lines of an article's title in a list of `columns`, as spans of `Title::text`; the
/// last one is to be cut.
fn title_lines(card: &Card, columns: usize) -> Vec<Span> {
    let title = &card.title.text;
    let mut lines = first_lines(title, columns, TITLE_LINES);
    if lines.is_empty() {
        lines.push(Span::whole(title));
    }
    lines
}

/// A text in at most `most` lines; the last one takes what is left and is to be cut.
fn first_lines(text: &str, columns: usize, most: usize) -> Vec<Span> {
    let mut lines = wrap::wrap(text, &[], columns);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = Span::new(last.from(), text.len());
        }
    }
    lines
}
