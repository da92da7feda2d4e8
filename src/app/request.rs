//! What layers ask of the shell and of each other: they say what, not whom.

use super::here::{Here, Listed, View};
use super::parts::list::Selection;
use super::screen::Pane;
use super::work::{Effect, Work};
use crate::corpus::ArticleId;
use crate::entities::corrections::{Correction, Named};
use crate::library::Library;
use crate::query::{Sort, Value};
use crate::text::Span;
use std::sync::Arc;

/// Something to be done outside of the layer that asks for it. Requests are done in their
/// order, and every layer hears of each ([`Layer::hear`](super::layer::Layer::hear)).
#[derive(Debug)]
pub enum Request {
    /// Open what shows a subject, over what is on the screen.
    Show(Subject),
    /// Take the menu in front away, and hand the chosen row to the feature that asked for it.
    Choose(&'static str, usize),
    /// Take the layer in front away.
    Close,
    /// Take every layer away; pages are found again by going back from the article shown.
    Leave,
    /// Take every layer away for good.
    CloseAll,
    /// Focus a pane.
    Focus(Pane),
    /// Ask the collection for something else.
    Ask(Asked),
    /// Order the list.
    Order(Option<Sort>),
    /// Narrow the list, or widen it again.
    Narrow(Narrow),
    /// Go back to what was there when the line in front was opened.
    PutBack(Box<Here>),
    /// The list has an answer.
    Listed(Arc<Listed>),
    /// This row of the list is selected.
    Selected(Selection),
    /// The reader shows this.
    Viewed(View),
    /// Take note of the article that is read, for going back.
    Visit,
    /// Show an article.
    Open(Open),
    /// Say something of names, and keep it.
    Correct(Said),
    /// Say something in the last line, until the next key.
    Say(String),
    /// Do something to the world.
    Effect(Effect),
    /// Have slow work done.
    Work(Work),
}

/// What something can be opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A feature, by its id, about what is [`Here`].
    Feature(&'static str),
    /// An entity, source or date.
    Value(Value),
    /// Rows to choose from.
    Menu(Menu),
}

/// What is asked of the collection beside filters and order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The query.
    pub text: String,
    /// Whether it is still being typed, so that its last word is a beginning.
    pub typing: bool,
    /// Where the list goes when it has the answer.
    pub keep: Keep,
}

impl Asked {
    /// Another query, with the list staying on its article.
    #[must_use]
    pub fn stay(text: String) -> Self {
        Self {
            text,
            typing: false,
            keep: Keep::Stay,
        }
    }
}

/// Where the list goes when it has another answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// To its first row.
    #[default]
    First,
    /// To the row of the article that it is on.
    Stay,
    /// To the row of that article.
    On(ArticleId),
}

/// Rows to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Menu {
    /// The feature that the chosen row goes to, by its id.
    pub asker: &'static str,
    /// What is chosen.
    pub title: String,
    /// The rows.
    pub rows: Vec<String>,
    /// The one that is selected at first.
    pub selected: usize,
}

/// How the list is narrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Narrow {
    /// To what has a value, and nothing else; again, lifts that.
    Only(Value),
    /// Also to what has it, or has it not; the same again is lifted, its opposite replaced.
    Add {
        /// What articles must or must not have.
        value: Value,
        /// Whether they must not.
        exclude: bool,
    },
    /// No more by the filter at that place.
    Lift(usize),
}

/// An article to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// Which.
    pub id: ArticleId,
    /// Where to go in it.
    pub jump: Jump,
    /// What that is for the trail.
    pub trace: Trace,
}

impl Open {
    /// A jump to a place in an article.
    #[must_use]
    pub fn jump(id: ArticleId, jump: Jump) -> Self {
        Self {
            id,
            jump,
            trace: Trace::Jump,
        }
    }

    /// A jump to a place in an article that a query has, which was just asked.
    #[must_use]
    pub fn found(id: ArticleId, jump: Jump) -> Self {
        Self {
            id,
            jump,
            trace: Trace::Found,
        }
    }

    /// A row of the list.
    #[must_use]
    pub fn row(id: ArticleId) -> Self {
        Self {
            id,
            jump: Jump::Stay,
            trace: Trace::None,
        }
    }

    /// A step along the trail.
    #[must_use]
    pub fn step(id: ArticleId) -> Self {
        Self {
            id,
            jump: Jump::Stay,
            trace: Trace::Step,
        }
    }
}

/// What showing an article is for the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// Nothing: a row of the list was selected.
    None,
    /// A jump: both articles are on the trail then.
    Jump,
    /// A jump to what a query has that was just asked: nothing is said of a list that does
    /// not have it yet.
    Found,
    /// A step along the trail.
    Step,
}

/// Where to go in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Jump {
    /// Nowhere: where it was left.
    #[default]
    Stay,
    /// To the first match at or behind a byte offset.
    From(usize),
    /// To the first match.
    First,
    /// To the last match.
    Last,
    /// To a place in the text, matched or not.
    To(Span),
}

impl Jump {
    /// Whether it leads into whichever article has the string.
    #[must_use]
    pub fn is_beyond(self) -> bool {
        matches!(self, Self::First | Self::Last)
    }
}

/// Something said of names.
#[derive(Clone, Debug)]
pub struct Said {
    /// The lines to be written down.
    pub lines: Vec<Correction>,
    /// What they do, in words.
    pub what: String,
    /// The entities that they are about.
    pub about: Vec<Named>,
    /// An entity, and what it becomes; `None` where it is not seen any more.
    pub becomes: Option<(Named, Option<Named>)>,
}

/// What has become of articles or entities.
#[derive(Debug)]
pub enum Change<'a> {
    /// Files have changed: what an article of the one library is in the other, its corpus
    /// tells.
    Files(&'a Library, &'a Library),
    /// An entity is another one now.
    Renamed(&'a Named, &'a Named),
}
