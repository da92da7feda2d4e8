//! The reader: which page is shown, where in it the user is, and what is found in it.
//!
//! In go the article that is shown and the query, as [`Here`](crate::app::here::Here) tells
//! them, and where to go in the article, as [`Request::Open`] does; out comes what is on the
//! screen of it, as [`Request::Viewed`], and the entity at the reading line. The article is
//! typeset on a worker, and a key takes no longer in a book than in a note.

mod draw;
mod finding;
mod going;
mod keys;
mod lookup;
mod names;
mod place;
mod search;
mod take;
#[cfg(test)]
mod testing;
mod typeset;
mod view;

use crate::app::canvas::Canvas;
use crate::app::here::View;
use crate::app::layer::CLEAR;
use crate::app::layer::feature::{Feature, Opening};
use crate::app::layer::{Act, Cx, Handled, Layer, Now, Pointer};
use crate::app::parts::page::Page;
use crate::app::parts::prompt::Prompt;
use crate::app::request::{Asked, Change, Jump, Narrow, Open, Request};
use crate::app::screen::Shape;
use crate::app::screen::{Area, Pane};
use crate::app::verb::Verb;
use crate::app::work::Ask;
use crate::corpus::ArticleId;
use crate::query::Value;
use crate::text::tokens::tokens;
use finding::Origin;
use going::Step;
use lookup::Lookup;
use place::Place;
use search::Found;
use std::collections::HashMap;
use std::sync::Arc;
use typeset::{Typeset, Wanted};

pub use finding::Find;

/// Its row in the table of features.
pub static FEATURE: Feature = Feature {
    id: "reader",
    place: "reader",
    shape: Shape::Pane,
    named: true,
    keys: keys::KEYS,
    opens: |_, _| Opening::Another,
};

/// Columns of the reader's text at most: 66 to 75 letters a line read best
/// (Bringhurst, The Elements of Typographic Style, 2.1.2).
pub const MEASURE: u16 = 72;
/// Rows that a turn of the wheel scrolls.
const WHEEL: isize = 3;
/// What is said where keys are about an entity and there is none.
const NO_ENTITY: &str = "no entity here: [ and ] go to the mentions";

/// The state of the reader.
#[derive(Debug, Default)]
pub struct Reader {
    /// The page shown.
    pub page: Option<Arc<Page>>,
    /// The first row shown.
    pub top: usize,
    /// The reading line, a row of the page.
    pub line: usize,
    /// Rows that the pane shows.
    pub height: usize,
    /// What is found in the article.
    pub find: Find,
    /// The mention jumped to last, an index into [`Page::mentions`].
    pub mention: Option<usize>,
    /// What is looked up in the page.
    lookup: Lookup,
    places: HashMap<ArticleId, Place>,
    /// A row and the byte in it that the reading line was brought to, so that a place does
    /// not drift when the width changes several times.
    anchor: Option<(usize, usize)>,
    /// The row that a jump to a match or mention led to: until the reading line leaves it,
    /// the next one follows from there, also where the page does not show the match itself.
    landed: Option<usize>,
    /// Where to go once the page of that article is there.
    arrival: Option<(ArticleId, Jump)>,
    /// The article that it showed or waited for when it was refreshed last.
    shown: Option<ArticleId>,
    /// The line in which what is looked for is typed.
    prompt: Prompt,
    /// Where to go back to from it, while it is typed.
    typing: Option<Origin>,
    /// Asks for pages; none comes of an article that is gone.
    asking: Ask<Wanted, Option<Typeset>, ()>,
    /// Asks where what is looked for stands.
    finding: Ask<(), Found, ()>,
    /// The rows under its heading.
    rows: Area,
    /// Columns of its text.
    columns: usize,
}

/// The columns of the text of a reader in an area: under its heading, centered, at most
/// [`MEASURE`] wide, with a gutter of two columns at its left.
#[must_use]
pub fn text(at: Area) -> Area {
    let (_, rows) = at.split_top(1);
    let inner = rows.inset(2);
    let width = inner.width.min(MEASURE);
    Area {
        x: inner.x + (inner.width - width) / 2,
        width,
        ..inner
    }
}

impl Reader {
    fn act_verb(&mut self, verb: Verb, cx: &mut Cx<'_>) -> Handled {
        match verb {
            Verb::Enter => match self.value(cx.now()) {
                Some(value) => cx.request(Request::Narrow(Narrow::Only(value))),
                None => cx.say(NO_ENTITY),
            },
            Verb::Search => self.open_line(),
            Verb::NextSection => self.paragraph(true),
            Verb::PreviousSection => self.paragraph(false),
            Verb::NextMatch => self.next_in_reader(true, cx),
            Verb::PreviousMatch => self.next_in_reader(false, cx),
            verb => match verb.distance(self.height.saturating_sub(2)) {
                Some(rows) => {
                    cx.request(Request::Visit);
                    match verb {
                        Verb::Down | Verb::Up | Verb::Top | Verb::Bottom => self.step(rows),
                        _ => self.scroll(rows),
                    }
                }
                None => return Handled::No,
            },
        }
        Handled::Yes
    }

    fn act_own(&mut self, id: &str, cx: &mut Cx<'_>) -> Handled {
        match id {
            "next-mention" => self.go_to_mention(true, cx),
            "previous-mention" => self.go_to_mention(false, cx),
            "reader-down" => self.visit_and_scroll(1, cx),
            "reader-up" => self.visit_and_scroll(-1, cx),
            "copy-paragraph" => self.copy(false, cx),
            "quote-paragraph" => self.copy(true, cx),
            "browse" => self.browse(cx),
            "edit" => self.edit(cx),
            "search-here" => self.search_here(cx),
            CLEAR if !self.find.needle.is_empty() => self.clear_find(),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn visit_and_scroll(&mut self, rows: isize, cx: &mut Cx<'_>) {
        cx.request(Request::Visit);
        self.scroll(rows);
    }

    /// Goes to a mention: of the entity selected in the entities, if that pane is focused,
    /// else of any.
    fn go_to_mention(&mut self, forward: bool, cx: &mut Cx<'_>) {
        let selected = cx.here.value.as_ref();
        let selected = selected.filter(|_| cx.screen.focus == Pane::Entities);
        let named = |value| self.lookup.named(self.page.as_ref()?, value);
        let name = selected.map(named);
        if name == Some(None) {
            return cx.say("this article does not mention it");
        }
        cx.request(Request::Visit);
        match self.next_mention(forward, name.flatten()) {
            Some(step) => self.say_mention(step, forward, cx),
            None => cx.say("no mentions in this article"),
        }
    }

    fn say_mention(&self, step: Step, forward: bool, cx: &mut Cx<'_>) {
        let here = self.mention_here().zip(self.page.as_ref());
        let name = here.and_then(|(mention, page)| page.names.get(mention.name));
        let name = name.map(|named| format!("{} ({})", named.name, named.kind.name()));
        let round = match (step.wrapped, forward) {
            (false, _) => "",
            (true, true) => ", from the top again",
            (true, false) => ", from the end again",
        };
        let name = name.unwrap_or_default();
        cx.say(format!("{name} {}/{}{round}", step.number, step.of));
    }

    /// Searches the collection for the selected entity, or the entity or word at the reading
    /// line.
    fn search_here(&self, cx: &mut Cx<'_>) {
        let query = if cx.screen.focus == Pane::Entities {
            cx.here.value.as_ref().map(Value::query).ok_or(NO_ENTITY)
        } else if let Some(value) = self.value(cx.now()) {
            Ok(value.query())
        } else {
            self.word_here().ok_or("no word on the reading line")
        };
        match query {
            Ok(query) => {
                cx.request(Request::Visit);
                cx.request(Request::Ask(Asked::stay(query)));
            }
            Err(_) if self.page.is_none() => {}
            Err(reason) => cx.say(reason),
        }
    }

    /// The longest word on the reading line.
    fn word_here(&self) -> Option<String> {
        let page = self.page.as_ref()?;
        let line = self.line_span().slice(&page.article().text);
        let words = tokens(line)
            .filter(|token| token.is_term())
            .map(|token| token.span.slice(line));
        let word = words.max_by_key(|word| word.chars().count());
        word.map(str::to_owned)
    }

    fn click(&mut self, column: u16, row: u16) {
        if self.rows.contains(column, row) {
            self.go_to_row(self.top + usize::from(row - self.rows.y));
        }
    }

    /// Takes note of where to go in an article that is about to be shown.
    fn hear_of(&mut self, Open { id, jump, .. }: Open, cx: &Cx<'_>) {
        // The terms of a query are looked for now.
        if matches!(jump, Jump::From(_)) {
            self.clear_find();
        }
        if jump != Jump::Stay {
            self.arrival = Some((id, jump));
        } else if cx.here.shown != Some(id) {
            self.arrival = None;
        }
    }

    /// Takes note of which article is shown. Where to go in another one is forgotten, and a
    /// search on its way to another leads nowhere now.
    fn take_shown(&mut self, shown: Option<ArticleId>) {
        if self.shown != shown {
            self.shown = shown;
            self.arrival.take_if(|(id, _)| Some(*id) != shown);
            if self.find.jump.is_beyond() {
                self.find.jump = Jump::Stay;
                self.finding.forget();
            }
        }
        if shown.is_none() {
            self.close();
        }
    }

    fn shown_now(&self) -> View {
        View {
            page: self.page.clone(),
            visible: self.visible(),
            line: self.line_span(),
        }
    }
}

impl Layer for Reader {
    fn feature(&self) -> &'static Feature {
        &FEATURE
    }

    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled {
        match act {
            Act::Verb(verb) if self.typing.is_some() => self.act_typing(verb, cx),
            Act::Verb(verb) => self.act_verb(verb, cx),
            Act::Own(id) => self.act_own(id, cx),
        }
    }

    fn prompt(&self) -> Option<&Prompt> {
        self.typing.is_some().then_some(&self.prompt)
    }

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        self.typing.is_some().then_some(&mut self.prompt)
    }

    fn typed(&mut self, cx: &mut Cx<'_>) {
        self.find_typed(cx);
    }

    fn pointer(&mut self, pointer: Pointer, cx: &mut Cx<'_>) -> Handled {
        match pointer {
            Pointer::Click { column, row } => self.click(column, row),
            Pointer::Wheel { down } => self.visit_and_scroll(if down { WHEEL } else { -WHEEL }, cx),
        }
        Handled::Yes
    }

    fn hear(&mut self, request: &Request, cx: &mut Cx<'_>) {
        if let Request::Open(open) = request {
            self.hear_of(*open, cx);
        }
    }

    fn follow(&mut self, change: &Change<'_>, _: &mut Cx<'_>) {
        if let Change::Files(before, after) = change {
            self.follow_places(&before.corpus, &after.corpus);
            self.shown = self.shown.and_then(|id| after.corpus.present(id));
        }
    }

    fn refresh(&mut self, cx: &mut Cx<'_>) {
        let mention = self.mention;
        self.take_shown(cx.here.shown);
        self.take_page(cx);
        self.take_found(cx);
        self.ask_page(cx);
        self.arrive();
        let view = self.shown_now();
        // Another mention of the same line is another entity at hand.
        if self.mention != mention || !view.is(&cx.here.view) {
            cx.request(Request::Viewed(view));
        }
    }

    fn arrange(&mut self, at: Area, _: Now<'_>) {
        let text = text(at);
        // A screen with no room for a reader is no reason to lose the view.
        if !text.is_empty() {
            self.resize(usize::from(text.height));
        }
        (_, self.rows) = at.split_top(1);
        self.columns = usize::from(text.width);
    }

    fn value(&self, _: Now<'_>) -> Option<Value> {
        let page = self.page.as_ref()?;
        let named = page.names.get(self.mention_here()?.name)?;
        Some(Value::Entity(named.kind, named.name.clone()))
    }

    fn draw(&self, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
        draw::draw(self, at, now, out);
    }
}
