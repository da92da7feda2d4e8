//! Pages that stand in place of the panes: dossiers of entities, the table of entities.
//!
//! They lie on each other: a companion's dossier over the first, Esc takes the top one
//! away. Whoever goes from one into an article finds them again by going back.

use super::App;
use super::command::Command;
use super::dossier::DossierSheet;
use super::job::{Effect, Generation};
use super::layout::Pane;
use super::panel::{Kind as PanelKind, Panel};
use super::roster::Roster;
use super::typing::Bar;
use crate::corpus::ArticleId;
use crate::entities::Kind;
use crate::entities::corrections::Named;
use crate::query::Value;
use crate::text::Span;

/// Most sheets that lie on each other; the lowest gives way.
const MOST: usize = 50;

/// A page in place of the panes.
#[derive(Clone, Debug)]
pub enum Sheet {
    /// The dossier of an entity.
    Dossier(DossierSheet),
    /// The entities of the collection as a table.
    Roster(Roster),
}

/// What was left for an article, to be found again by going back from it.
#[derive(Clone, Debug)]
struct Left {
    article: ArticleId,
    stack: Vec<Sheet>,
    focus: Pane,
}

/// The pages in place of the panes.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    stack: Vec<Sheet>,
    left: Option<Left>,
    /// Of the newest asking of any of them.
    generation: Generation,
}

impl Sheets {
    /// The one on the screen.
    #[must_use]
    pub fn top(&self) -> Option<&Sheet> {
        self.stack.last()
    }

    pub(super) fn top_mut(&mut self) -> Option<&mut Sheet> {
        self.stack.last_mut()
    }

    /// How many lie on each other.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// A generation that no sheet has asked with.
    pub(super) fn next_generation(&mut self) -> Generation {
        self.generation.renew()
    }

    /// Leads dossiers along to what an entity becomes.
    pub(super) fn rename(&mut self, from: &Named, into: &Named) {
        for sheet in &mut self.stack {
            if let Sheet::Dossier(sheet) = sheet
                && sheet.kind == from.kind
                && sheet.name == from.name
            {
                sheet.kind = into.kind;
                sheet.name.clone_from(&into.name);
            }
        }
    }

    /// Takes them all away.
    pub(super) fn close(&mut self) {
        self.stack.clear();
    }

    fn push(&mut self, sheet: Sheet) {
        self.stack.push(sheet);
        if self.stack.len() > MOST {
            self.stack.remove(0);
        }
    }
}

impl App {
    /// Opens the dossier of an entity over what is on the screen.
    pub(super) fn open_dossier(&mut self, kind: Kind, name: String) {
        let sheet = DossierSheet::new(kind, name);
        self.sheets.push(Sheet::Dossier(sheet));
    }

    /// Opens the table of entities.
    pub(super) fn open_roster(&mut self) {
        self.sheets.push(Sheet::Roster(Roster::default()));
    }

    /// Does a command given with a sheet in front.
    pub(super) fn act_sheet(&mut self, command: Command) {
        match command {
            Command::Escape | Command::Back => {
                self.leave_sheet();
            }
            Command::Close => self.sheets.close(),
            Command::Quit | Command::Interrupt => self.effect(Effect::Quit),
            Command::Suspend => self.effect(Effect::Suspend),
            Command::Help => self.panel = Some(Panel::new(PanelKind::Help, 0)),
            Command::Mouse => self.toggle_mouse(),
            Command::Skipped => self.open_skipped(),
            Command::Find => self.open_bar(Bar::Finder),
            Command::SearchHere | Command::Include | Command::Exclude => {
                self.filter_by_sheet(command);
            }
            _ => match self.sheets.top() {
                _ if is_about_names(command) => self.act_on_names(command),
                Some(Sheet::Dossier(_)) => self.act_dossier(command),
                Some(Sheet::Roster(_)) => self.act_roster(command),
                None => {}
            },
        }
    }

    /// Takes the top sheet away; where a filter is set in it, that first.
    fn leave_sheet(&mut self) {
        if let Some(Sheet::Roster(roster)) = self.sheets.top_mut()
            && !roster.pattern.is_empty()
        {
            return roster.pattern.clear();
        }
        self.sheets.stack.pop();
    }

    /// Lists the articles with or without the entity of the sheet, or searches for it.
    fn filter_by_sheet(&mut self, command: Command) {
        let Some((kind, name)) = self.sheet_entity() else {
            return;
        };
        let value = Value::Entity(kind, name);
        self.sheets.close();
        match command {
            Command::SearchHere => self.search_value(&value),
            command => self.add_filter(value, command == Command::Exclude),
        }
        self.focus_pane(Pane::Articles);
    }

    /// The entity that a sheet is about, or that is selected in it.
    pub(super) fn sheet_entity(&self) -> Option<(Kind, String)> {
        match self.sheets.top()? {
            Sheet::Dossier(sheet) => Some((sheet.kind, sheet.name.clone())),
            Sheet::Roster(roster) => {
                let entity = self.library.catalog.get(roster.selected()?.entity)?;
                Some((entity.kind, entity.name.to_owned()))
            }
        }
    }

    /// Goes from a sheet to a place in an article.
    pub(super) fn leave_for(&mut self, id: ArticleId, place: Span) {
        let Some(id) = self.library.corpus.present(id) else {
            return self.say("this article is gone: its file was removed or changed");
        };
        self.sheets.left = Some(Left {
            article: id,
            stack: std::mem::take(&mut self.sheets.stack),
            focus: self.focus,
        });
        self.jump_to_article(id);
        self.focus = Pane::Reader;
        self.arrive(id, place);
    }

    /// Finds again the sheets that were left for the article on the screen; the reader is
    /// back where it was under them.
    pub(super) fn back_to_sheets(&mut self) -> bool {
        let here = |left: &mut Left| Some(left.article) == self.shown;
        let Some(left) = self.sheets.left.take_if(here) else {
            return false;
        };
        self.sheets.stack = left.stack;
        self.focus = left.focus;
        true
    }

    /// Asks for what the sheet on the screen needs.
    pub(super) fn ask_sheet(&mut self) {
        match self.sheets.top() {
            Some(Sheet::Dossier(_)) => self.ask_dossier(),
            Some(Sheet::Roster(_)) => self.ask_roster(),
            None => {}
        }
    }

    /// Brings the selected rows of a sheet into view.
    pub(super) fn reveal_sheet(&mut self) {
        let area = self.layout.sheet();
        match self.sheets.top_mut() {
            Some(Sheet::Dossier(sheet)) => sheet.reveal(area),
            Some(Sheet::Roster(roster)) => roster.reveal(area),
            None => {}
        }
    }
}

/// Whether a command corrects names, which it does on a sheet as anywhere.
fn is_about_names(command: Command) -> bool {
    matches!(
        command,
        Command::Merge
            | Command::Split
            | Command::Rename
            | Command::Retype
            | Command::Hide
            | Command::Undo
            | Command::Redo
            | Command::Suggest
    )
}
