//! What the user says about names: merged, split, renamed, hidden, of another kind; and
//! taken back.
//!
//! In go choices; out come edits of the corrections, the job that brings the collection
//! under them, and the effect that writes them down. What is on the screen stays until the
//! collection has followed, which takes no longer than a keystroke is felt.

use super::App;
use super::command::Command;
use super::job::{CorrectJob, Effect, Generation, Job, SuggestJob};
use super::panel::{Kind as PanelKind, Panel};
use super::typing::Bar;
use crate::entities::Kind;
use crate::entities::corrections::{Correction, Corrections, Edit, Named};
use crate::entities::suggest::Suggestion;
use crate::library::Library;
use crate::query::Value;
use std::sync::Arc;

/// What is said about names, and how to take it back.
#[derive(Clone, Debug, Default)]
pub struct Correcting {
    /// What is said.
    pub said: Arc<Corrections>,
    /// The entity that a list of spellings or kinds is about.
    pub about: Option<Named>,
    /// Its spellings, to split one off.
    pub forms: Vec<Away>,
    /// Pairs that may be one.
    pub suggestions: Vec<Suggestion>,
    /// How often the collection has followed what was said.
    pub(super) version: u64,
    undo: Vec<Done>,
    redo: Vec<Done>,
    generation: Generation,
    suggesting: Generation,
    /// What to say once the collection has followed, and which entities it is about.
    doing: Option<(String, Vec<Named>)>,
    /// Why the last edit was not written down.
    not_kept: Option<String>,
}

/// A spelling that can be split off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// The spelling.
    pub form: String,
    /// Mentions of it, where they were counted.
    pub count: u32,
    /// The path of the one article, unless it is everywhere.
    pub path: Option<String>,
}

/// Something done.
#[derive(Clone, Debug)]
struct Done {
    edit: Edit,
    what: String,
    about: Vec<Named>,
}

impl App {
    /// Does a command about names.
    pub(super) fn act_on_names(&mut self, command: Command) {
        match command {
            Command::Merge => self.open_merge(),
            Command::Split => self.open_split(),
            Command::Rename => self.open_rename(),
            Command::Retype => self.open_kinds(),
            Command::Hide => self.hide(),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Suggest => self.open_suggestions(),
            _ => {}
        }
    }

    /// The entity that a key is about.
    fn named_here(&mut self) -> Option<Named> {
        let (kind, name) = match self.sheets.top() {
            Some(_) => self.sheet_entity()?,
            None => match self.value_here()? {
                Value::Entity(kind, name) => (kind, name),
                Value::Source(_) | Value::Published(_) => {
                    self.say("no entity here: names can be corrected, sources and dates cannot");
                    return None;
                }
            },
        };
        if matches!(kind, Kind::Date | Kind::Money | Kind::Quantity) {
            self.say("dates and amounts are what they are: names can be corrected");
            return None;
        }
        Some(Named { kind, name })
    }

    /// Opens the choice of what to merge the entity into.
    fn open_merge(&mut self) {
        if let Some(about) = self.named_here() {
            self.open_picker(Bar::Merge, about, "");
        }
    }

    /// Opens the line for a new name.
    fn open_rename(&mut self) {
        if let Some(about) = self.named_here() {
            let name = about.name.clone();
            self.open_picker(Bar::Rename, about, &name);
        }
    }

    /// Opens the list of spellings to split off.
    fn open_split(&mut self) {
        let Some(about) = self.named_here() else {
            return;
        };
        let found = self.library.catalog.forms_of(&about);
        let here = self.reader.page.as_ref();
        let path = here.map(|page| page.article().card.origin.to_string());
        let named = here.and_then(|page| {
            let mut names = page.names.iter();
            names.find(|named| named.kind == about.kind && named.name == about.name)
        });
        let mut forms = Vec::new();
        for form in found {
            let printed =
                named.and_then(|named| named.forms.iter().find(|it| it.text == form.text));
            forms.push(Away {
                form: form.text.clone(),
                count: form.count,
                path: None,
            });
            if let (Some(printed), Some(path)) = (printed, &path)
                && printed.text != about.name
            {
                forms.push(Away {
                    form: form.text,
                    count: printed.count,
                    path: Some(path.clone()),
                });
            }
        }
        if forms.len() < 2 {
            return self.say(format!(
                "{} has one spelling only: nothing to split",
                about.name
            ));
        }
        self.correcting.forms = forms;
        self.correcting.about = Some(about);
        self.panel = Some(Panel::new(PanelKind::Forms, 0));
    }

    /// Opens the list of kinds.
    fn open_kinds(&mut self) {
        let Some(about) = self.named_here() else {
            return;
        };
        let selected = Kind::ALL.iter().position(|kind| *kind == about.kind);
        self.correcting.about = Some(about);
        self.panel = Some(Panel::new(PanelKind::Kinds, selected.unwrap_or(0)));
    }

    /// Asks for the pairs that may be one; the list opens when they are there.
    fn open_suggestions(&mut self) {
        let job = SuggestJob {
            generation: self.correcting.suggesting.renew(),
            library: Arc::clone(&self.library),
        };
        self.say("looking for names that may be one …");
        self.jobs.push_back(Job::Suggest(job));
    }

    /// Opens the list of suggestions, or says that there are none.
    pub(super) fn accept_suggested(&mut self, generation: Generation, found: Vec<Suggestion>) {
        if generation != self.correcting.suggesting {
            return;
        }
        let open = self
            .panel
            .is_some_and(|panel| panel.kind == PanelKind::Suggestions);
        let selected = self.panel.map_or(0, |panel| panel.selection.selected);
        let none = found.is_empty();
        self.correcting.suggestions = found;
        self.message = None;
        if none {
            self.panel = self.panel.filter(|_| !open);
            self.say("no two names here look like one");
        } else if open || self.panel.is_none() && self.typing.bar.is_none() {
            let last = self.correcting.suggestions.len() - 1;
            let selected = if open { selected.min(last) } else { 0 };
            self.panel = Some(Panel::new(PanelKind::Suggestions, selected));
        }
    }

    /// Merges one entity into another.
    pub(super) fn merge(&mut self, from: Named, into: Named) {
        let what = format!("{} is {} now", from.name, into.name);
        let about = vec![from.clone(), into.clone()];
        self.follow_filters(&from, &into);
        self.correct(&[Correction::Merge(from, into)], what, about);
    }

    /// Keeps the selected suggestion's two apart.
    pub(super) fn refuse(&mut self, row: usize) {
        let Some(pair) = self.correcting.suggestions.get(row).cloned() else {
            return;
        };
        self.correcting.suggestions.remove(row);
        let what = format!("{} and {} stay apart", pair.from.name, pair.into.name);
        let about = vec![pair.from.clone(), pair.into.clone()];
        self.correct(&[Correction::Apart(pair.from, pair.into)], what, about);
        self.close_if_done();
    }

    /// Merges the selected suggestion's two.
    pub(super) fn take_suggestion(&mut self, row: usize) {
        if row < self.correcting.suggestions.len() {
            let pair = self.correcting.suggestions.remove(row);
            self.merge(pair.from, pair.into);
            self.close_if_done();
        }
    }

    fn close_if_done(&mut self) {
        let left = self.correcting.suggestions.len();
        self.panel = self.panel.filter(|_| left > 0).map(|mut panel| {
            panel.selection.clamp(left);
            panel
        });
    }

    /// Splits the selected spelling off.
    pub(super) fn split(&mut self, row: usize) {
        let (Some(away), Some(about)) = (
            self.correcting.forms.get(row).cloned(),
            self.correcting.about.clone(),
        ) else {
            return;
        };
        let catalog = &self.library.catalog;
        let lines = catalog.split_lines(&about, &away.form, away.path.as_deref());
        if lines.is_empty() {
            return self.say(format!(
                "{} is its name: split another spelling off, or rename it",
                away.form
            ));
        }
        let place = if away.path.is_some() {
            " in this article"
        } else {
            ""
        };
        let what = format!("{} is not {}{place}", away.form, about.name);
        self.correct(&lines, what, vec![about]);
    }

    /// Gives the entity the name that was typed.
    pub(super) fn rename(&mut self) {
        let picker = &self.typing.picker;
        let words: Vec<&str> = picker.prompt.text().split_whitespace().collect();
        let (Some(about), name) = (picker.about.clone(), words.join(" ")) else {
            return;
        };
        if name.is_empty() || name == about.name {
            return self.say("the name stays as it is");
        }
        let what = format!("{} is called {name}", about.name);
        let called = Named {
            kind: about.kind,
            name: name.clone(),
        };
        self.follow_filters(&about, &called);
        self.correct(
            &[Correction::Rename(about.clone(), name)],
            what,
            vec![about, called],
        );
    }

    /// Gives the entity the selected kind.
    pub(super) fn retype(&mut self, row: usize) {
        let (Some(kind), Some(about)) = (Kind::ALL.get(row), self.correcting.about.clone()) else {
            return;
        };
        if *kind == about.kind {
            return self.say(format!("{} is a {} already", about.name, kind.name()));
        }
        let what = format!("{} is of the kind {}", about.name, kind.name());
        let now = Named {
            kind: *kind,
            name: about.name.clone(),
        };
        self.follow_filters(&about, &now);
        self.correct(
            &[Correction::Kind(about.clone(), *kind)],
            what,
            vec![about, now],
        );
    }

    /// Hides the entity.
    fn hide(&mut self) {
        if let Some(about) = self.named_here() {
            let what = format!("{} is hidden, u shows it again", about.name);
            let value = Value::Entity(about.kind, about.name.clone());
            let filters = &mut self.articles.question.filters;
            filters.retain(|filter| filter.value != value);
            self.correct(&[Correction::Hide(about.clone())], what, vec![about]);
        }
    }

    /// Takes the last correction back.
    fn undo(&mut self) {
        match self.correcting.undo.pop() {
            Some(done) => {
                let edit = done.edit.inverse();
                let what = format!("taken back: {}", done.what);
                self.apply(&edit, what, done.about.clone());
                self.correcting.redo.push(done);
            }
            None => self.say("no correction of this session to take back"),
        }
    }

    /// Does what was taken back last.
    fn redo(&mut self) {
        match self.correcting.redo.pop() {
            Some(done) => {
                self.apply(&done.edit, done.what.clone(), done.about.clone());
                self.correcting.undo.push(done);
            }
            None => self.say("nothing was taken back"),
        }
    }

    /// Says something new about names.
    fn correct(&mut self, lines: &[Correction], what: String, about: Vec<Named>) {
        let edit = Edit::say(&self.correcting.said, lines);
        if edit.is_empty() {
            return self.say("that is said already");
        }
        self.apply(&edit, what.clone(), about.clone());
        self.correcting.redo.clear();
        self.correcting.undo.push(Done { edit, what, about });
    }

    fn apply(&mut self, edit: &Edit, what: String, about: Vec<Named>) {
        let said = self.correcting.said.edited(edit);
        self.correcting.said = Arc::new(said);
        self.effect(Effect::Keep(edit.clone()));
        self.correcting.doing = Some((what, about));
        self.bring_under(Arc::clone(&self.library));
    }

    /// Asks for the collection under what is said.
    fn bring_under(&mut self, library: Arc<Library>) {
        let doing = self.correcting.doing.as_ref();
        let about = doing.map_or_else(Vec::new, |(_, about)| about.clone());
        let job = CorrectJob {
            generation: self.correcting.generation.renew(),
            library,
            corrections: Arc::clone(&self.correcting.said),
            about,
        };
        self.jobs.push_back(Job::Correct(job));
    }

    /// Whether a collection follows what is said; if not, it is asked to.
    pub(super) fn follows(&mut self, library: &Arc<Library>) -> bool {
        let follows = *library.catalog.corrections() == self.correcting.said;
        if follows {
            self.correcting.generation.expire();
        } else {
            self.bring_under(Arc::clone(library));
        }
        follows
    }

    /// Shows the collection as corrected, and says what that did.
    pub(super) fn accept_corrected(
        &mut self,
        generation: Generation,
        library: Arc<Library>,
        touched: usize,
    ) {
        if generation != self.correcting.generation {
            return;
        }
        self.correcting.version += 1;
        self.show_library(library);
        self.say_done(touched);
        if self
            .panel
            .is_some_and(|panel| panel.kind == PanelKind::Suggestions)
        {
            let message = self.message.take();
            self.open_suggestions();
            self.message = message;
        }
    }

    fn say_done(&mut self, touched: usize) {
        let Some((what, _)) = self.correcting.doing.take() else {
            return;
        };
        let articles = match touched {
            1 => " · 1 article".to_owned(),
            n => format!(" · {n} articles"),
        };
        let kept = match (&self.correcting.not_kept, self.correcting.said.place()) {
            (None, Some(place)) => format!(" · in {place}"),
            (Some(why), _) => format!(" · only until you quit: {why}"),
            (None, None) => " · only until you quit".to_owned(),
        };
        self.say(format!("{what}{articles}{kept}"));
    }

    /// Takes what the file says.
    pub(super) fn accept_names(&mut self, corrections: Arc<Corrections>) {
        self.correcting.not_kept = None;
        if self.correcting.said == corrections {
            return;
        }
        self.correcting.said = corrections;
        if *self.library.catalog.corrections() != self.correcting.said {
            self.bring_under(Arc::clone(&self.library));
        }
    }

    /// Says that the last edit holds for this session only.
    pub(super) fn accept_not_kept(&mut self, reason: String) {
        self.say(format!(
            "not written down, so only until you quit: {reason}"
        ));
        self.correcting.not_kept = Some(reason);
    }

    /// Leads filters along to what an entity becomes.
    fn follow_filters(&mut self, from: &Named, into: &Named) {
        let value = |named: &Named| Value::Entity(named.kind, named.name.clone());
        for filter in &mut self.articles.question.filters {
            if filter.value == value(from) {
                filter.value = value(into);
            }
        }
        self.sheets.rename(from, into);
    }
}
