//! What a feature is to the shell: something on the screen that takes keys and draws itself.
//!
//! Panes, pages in place of them, boxes over them and lines being typed are all a [`Layer`].
//! A layer changes itself at once, and everything else by [`Request`]s; it never sees another
//! layer. What all share is told by [`Now`].

mod common;
pub mod feature;
pub mod foot;

use super::canvas::Canvas;
use super::here::Here;
use super::kept::Kept;
use super::parts::prompt::Prompt;
use super::request::{Change, Request, Subject};
use super::screen::{Area, Screen};
use super::verb::Verb;
use super::work::Work;
use crate::library::Library;
use crate::query::Value;
pub use common::{CLEAR, COMMON};
use feature::Feature;
pub use foot::Foot;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// What is the same for everybody at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    /// What the user is looking at.
    pub here: &'a Here,
    /// The newest snapshot of the collection.
    pub library: &'a Arc<Library>,
    /// What the user keeps of it.
    pub kept: &'a Kept,
    /// The screen: what is focused, and where everything stands.
    pub screen: &'a Screen,
}

/// A moment in which something can be asked for.
#[derive(Debug)]
pub struct Cx<'a> {
    now: Now<'a>,
    requests: &'a mut Vec<Request>,
}

impl<'a> Cx<'a> {
    /// A moment, and where requests go.
    pub(super) fn new(now: Now<'a>, requests: &'a mut Vec<Request>) -> Self {
        Self { now, requests }
    }

    /// What is the same for everybody.
    #[must_use]
    pub fn now(&self) -> Now<'a> {
        self.now
    }

    /// Asks for something to be done once this layer has done its own part.
    pub fn request(&mut self, request: Request) {
        self.requests.push(request);
    }

    /// Says something in the last line, until the next key; nothing takes away what is said.
    pub fn say(&mut self, message: impl Into<String>) {
        self.request(Request::Say(message.into()));
    }

    /// Opens what shows a subject.
    pub fn show(&mut self, subject: Subject) {
        self.request(Request::Show(subject));
    }

    /// Has slow work done.
    pub fn work(&mut self, work: Work) {
        self.request(Request::Work(work));
    }
}

impl<'a> Deref for Cx<'a> {
    type Target = Now<'a>;

    fn deref(&self) -> &Now<'a> {
        &self.now
    }
}

/// Whether a layer knew what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// It did.
    Yes,
    /// It is for the shell to do, if for anybody.
    No,
}

/// What a key asks of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// What many layers understand.
    Verb(Verb),
    /// What its own feature bound a key to, by the binding's id.
    Own(&'static str),
}

/// What the mouse did, in cells of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// The left button went down.
    Click {
        /// Column of the cell.
        column: u16,
        /// Row of the cell.
        row: u16,
    },
    /// The wheel was turned.
    Wheel {
        /// Towards the end.
        down: bool,
    },
}

/// Something on the screen.
pub trait Layer: fmt::Debug {
    /// Its row in the table of features.
    fn feature(&self) -> &'static Feature;

    /// Does what a key asks for.
    fn act(&mut self, act: Act, cx: &mut Cx<'_>) -> Handled;

    /// Draws itself in an area.
    fn draw(&self, at: Area, now: Now<'_>, out: &mut dyn Canvas);

    /// The line that is typed in it, if one is.
    fn prompt(&self) -> Option<&Prompt> {
        None
    }

    /// The same, to type in.
    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        None
    }

    /// Takes note that the line being typed has changed.
    fn typed(&mut self, _cx: &mut Cx<'_>) {}

    /// Does what the mouse asks for.
    fn pointer(&mut self, _pointer: Pointer, _cx: &mut Cx<'_>) -> Handled {
        Handled::No
    }

    /// Takes a row chosen from the menu that it had opened.
    fn chosen(&mut self, _row: usize, _cx: &mut Cx<'_>) {}

    /// Takes note of a request, anybody's, that is being done.
    fn hear(&mut self, _request: &Request, _cx: &mut Cx<'_>) {}

    /// Leads along what it holds of articles and entities. [`Here`] still is as it was.
    fn follow(&mut self, _change: &Change<'_>, _cx: &mut Cx<'_>) {}

    /// Takes answers that have come, and asks for what it needs and does not have.
    fn refresh(&mut self, _cx: &mut Cx<'_>) {}

    /// Takes note of where it stands, and brings into view what has to be seen.
    fn arrange(&mut self, _at: Area, _now: Now<'_>) {}

    /// The entity, source or date that keys are about.
    fn value(&self, _now: Now<'_>) -> Option<Value> {
        None
    }

    /// Whether rows are waited for that answer what is typed.
    fn is_waiting(&self, _now: Now<'_>) -> bool {
        false
    }

    /// The keys that matter in it, where they are not those of its feature.
    fn foot(&self, _now: Now<'_>) -> Option<&'static [Foot]> {
        None
    }

    /// What a binding does at this moment, in a word or two, where that is not what it
    /// usually does.
    fn label(&self, _id: &str, _now: Now<'_>) -> Option<&'static str> {
        None
    }

    /// Takes note that it is closed; whether it wants to be found again as it is by the next
    /// opening of its feature.
    fn closed(&mut self) -> bool {
        false
    }

    /// Opens again after it was closed; tells why not, if it does not.
    ///
    /// # Errors
    /// What to say instead.
    fn reopened(&mut self, _subject: &Subject, _cx: &mut Cx<'_>) -> Result<(), String> {
        Ok(())
    }
}
