//! What the finder asks of workers: names, the text, a preview, each anew when the line or
//! the collection is another one.

use super::Finder;
use super::matching::NamesTask;
use super::passages::PassagesTask;
use super::preview::{PreviewTask, Wanted};
use super::scope::{Asked, Section};
use crate::app::layer::Cx;
use crate::app::work::{Snapshot, Task, Tools, Urgency};
use crate::library::{Library, Register};
use std::sync::Arc;

/// Hits in the text among other rows, and where they alone were asked for.
const PASSAGES: usize = 5;
const ONLY_PASSAGES: usize = 60;

/// Where names come from: those of the same place need not be asked for again.
pub(super) type Source = (Snapshot<Library>, Option<Snapshot<Register>>);

/// Prepares entities and sources.
#[derive(Debug)]
struct RegisterTask {
    /// Where they are.
    library: Arc<Library>,
    /// What was prepared before.
    earlier: Option<Arc<Register>>,
}

impl Task for RegisterTask {
    type Answer = Register;
    const NAME: &'static str = "register";
    const URGENCY: Urgency = Urgency::Prepared;

    fn perform(&self, _: &Tools<'_>) -> Register {
        Register::new(&self.library, self.earlier.as_deref())
    }
}

impl Finder {
    /// Asks for whatever it needs and does not have.
    pub(super) fn ask(&mut self, cx: &mut Cx<'_>) {
        let asked = self.asked();
        self.ask_register(cx);
        self.ask_names(&asked, cx);
        self.ask_passages(asked, cx);
        self.ask_preview(cx);
    }

    fn ask_register(&mut self, cx: &mut Cx<'_>) {
        let library = cx.library;
        let serves = |register: &Arc<Register>| register.serves(library);
        let of = Snapshot::of(library);
        if self.register.as_ref().is_some_and(serves) || !self.preparing.needs(&(), &of) {
            return;
        }
        let task = RegisterTask {
            library: Arc::clone(library),
            earlier: self.register.clone(),
        };
        cx.work(self.preparing.ask((), of, task));
    }

    fn ask_names(&mut self, asked: &Asked, cx: &mut Cx<'_>) {
        let of = (
            Snapshot::of(cx.library),
            self.register.as_ref().map(Snapshot::of),
        );
        if !self.names.needs(asked, &of) {
            return;
        }
        let task = NamesTask {
            library: Arc::clone(cx.library),
            register: self.register.clone(),
            asked: asked.clone(),
            trails: self.trails.clone(),
        };
        cx.work(self.names.ask(asked.clone(), of, task));
    }

    fn ask_passages(&mut self, asked: Asked, cx: &mut Cx<'_>) {
        if asked.words.is_empty() || !asked.looks_in(Section::Text) {
            return;
        }
        let only = asked.only.is_some();
        let (question, of) = ((asked.words.clone(), only), Snapshot::of(cx.library));
        if !self.text.needs(&question, &of) {
            return;
        }
        let task = PassagesTask {
            library: Arc::clone(cx.library),
            words: asked.words,
            most: if only { ONLY_PASSAGES } else { PASSAGES },
            columns: usize::from(self.place.list.width).saturating_sub(4),
        };
        cx.work(self.text.ask(question, of, task));
    }

    fn ask_preview(&mut self, cx: &mut Cx<'_>) {
        let columns = usize::from(self.place.preview.width);
        let Some((_, row)) = self.selected().filter(|_| columns > 0) else {
            self.preview = None;
            return self.look.forget();
        };
        let wanted = Wanted {
            target: row.target.clone(),
            detail: row.detail.clone(),
            columns,
            words: self.asked().words,
        };
        if !self.look.needs(&wanted, &()) {
            return;
        }
        let task = PreviewTask {
            wanted: wanted.clone(),
            library: Arc::clone(cx.library),
        };
        cx.work(self.look.ask(wanted, (), task));
    }
}
