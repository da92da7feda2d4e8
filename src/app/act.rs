//! What each command does, by where it is given.

use super::App;
use super::command::Command;
use super::job::Effect;
use super::keys::Context;
use super::layout::Pane;
use super::panel::{Kind as PanelKind, Panel};
use super::reader::{Jump, Step};
use super::typing::Bar;
use crate::entities::Kind;
use crate::query::Value;
use crate::text::tokens::tokens;

impl App {
    /// Does a command given with the panes in front.
    pub(super) fn act_panes(&mut self, command: Command) {
        match command {
            Command::FocusArticles => self.focus_pane(Pane::Articles),
            Command::FocusReader => self.focus_pane(Pane::Reader),
            Command::FocusEntities => self.focus_pane(Pane::Entities),
            Command::FocusNext => self.focus_pane(neighbor(self.focus, true, true)),
            Command::FocusLeft => self.focus_pane(neighbor(self.focus, false, false)),
            Command::FocusRight => self.focus_pane(neighbor(self.focus, true, false)),
            Command::ReaderDown => self.scroll_reader(1),
            Command::ReaderUp => self.scroll_reader(-1),
            Command::NextParagraph => self.step_section(true),
            Command::PreviousParagraph => self.step_section(false),
            Command::NextArticle => self.select_row(self.articles.selection.selected + 1),
            Command::PreviousArticle => {
                self.select_row(self.articles.selection.selected.saturating_sub(1));
            }
            Command::NextMention => self.mention(true),
            Command::PreviousMention => self.mention(false),
            Command::NextMatch => self.next_match(true),
            Command::PreviousMatch => self.next_match(false),
            Command::Enter => self.enter(),
            Command::Include => self.filter_here(false),
            Command::Exclude => self.filter_here(true),
            Command::Zen => self.toggle_zen(),
            _ if self.move_in_pane(command) => {}
            _ => self.act_anywhere(command),
        }
    }

    /// Does a command that does not depend on the focused pane's rows.
    fn act_anywhere(&mut self, command: Command) {
        match command {
            Command::Back => self.go_back(),
            Command::Forward => self.go_forward(),
            Command::Search => self.open_bar(match self.focus {
                Pane::Articles => Bar::Query,
                Pane::Reader => Bar::Find,
                Pane::Entities => Bar::Names,
            }),
            Command::SearchAll => self.open_bar(Bar::Query),
            Command::Find => self.open_bar(Bar::Finder),
            Command::SearchHere => self.search_here(),
            Command::Dossier => {
                if let Some(Value::Entity(kind, name)) = self.value_here() {
                    self.open_dossier(kind, name);
                }
            }
            Command::Roster => self.open_roster(),
            Command::Copy => self.copy(false),
            Command::Quote => self.copy(true),
            Command::Browse => self.browse(),
            Command::Edit => self.edit(),
            Command::Sort => self.open_order(),
            Command::Why => self.open_why(),
            Command::TakeMeant => self.take_meant(),
            Command::Skipped => self.open_skipped(),
            Command::Help => self.panel = Some(Panel::new(PanelKind::Help, 0)),
            Command::Mouse => self.toggle_mouse(),
            Command::Escape => self.escape(),
            Command::Close if self.zen => self.zen = false,
            Command::Close | Command::Quit | Command::Interrupt => self.effect(Effect::Quit),
            Command::Suspend => self.effect(Effect::Suspend),
            command => self.act_on_names(command),
        }
    }

    /// Goes to the next or previous paragraph, or kind of entities.
    fn step_section(&mut self, forward: bool) {
        if self.focus == Pane::Entities {
            self.sidebar.step_section(forward);
        } else {
            self.reader.paragraph(forward);
        }
    }

    pub(super) fn focus_pane(&mut self, pane: Pane) {
        if pane == Pane::Reader {
            self.visit_trail();
        } else {
            self.zen = false;
        }
        self.focus = pane;
    }

    /// Shows the reader alone, which the keys are for then, or all panes again.
    fn toggle_zen(&mut self) {
        let zen = !self.zen;
        self.focus_pane(Pane::Reader);
        self.zen = zen;
    }

    pub(super) fn scroll_reader(&mut self, rows: isize) {
        self.visit_trail();
        self.reader.scroll(rows);
    }

    /// Moves in the focused pane; false if the command is no movement.
    fn move_in_pane(&mut self, command: Command) -> bool {
        let context = self.context();
        let Some(rows) = self.distance(command) else {
            return false;
        };
        match context {
            Context::Reader => {
                self.visit_trail();
                match command {
                    Command::Down | Command::Up | Command::Top | Command::Bottom => {
                        self.reader.step(rows);
                    }
                    _ => self.reader.scroll(rows),
                }
            }
            Context::Entities => self.sidebar.step(rows),
            _ => {
                let mut selection = self.articles.selection;
                selection.step(rows, self.articles.len());
                self.select_row(selection.selected);
            }
        }
        true
    }

    /// How many rows a movement goes; huge for the ends.
    fn distance(&self, command: Command) -> Option<isize> {
        let page = match self.focus {
            Pane::Articles => self.n_visible(),
            Pane::Reader => usize::from(self.layout.text().height.saturating_sub(2)),
            Pane::Entities => usize::from(self.layout.rows_of(Pane::Entities).height),
        };
        distance(command, page)
    }

    /// Brings the selected row of a list over the panes into view.
    pub(super) fn reveal_panel(&mut self) {
        let (rows, columns) = self.panel_room();
        let len = self.panel.map_or(0, |panel| self.panel_len(panel, columns));
        let Some(panel) = &mut self.panel else { return };
        if panel.kind.is_text() {
            panel.selection.scroll(0, len, rows);
        } else {
            panel.selection.reveal(len, rows, |_| 1);
        }
    }

    pub(super) fn toggle_mouse(&mut self) {
        self.mouse = !self.mouse;
        self.effect(Effect::Mouse(self.mouse));
        self.say(if self.mouse {
            "the mouse is Dossier's again"
        } else {
            "the mouse is the terminal's: select text with it; M takes it back"
        });
    }

    /// One step back: the newest of what is on the screen beyond the plain panes.
    fn escape(&mut self) {
        let question = &mut self.articles.question;
        if self.zen {
            self.zen = false;
        } else if !self.reader.find.needle.is_empty() {
            self.clear_find();
        } else if !self.sidebar.filter.is_empty() {
            self.sidebar.filter.clear();
            self.refill_sidebar();
        } else if !question.text.is_empty() {
            question.text.clear();
        } else if question.filters.pop().is_none() {
            self.focus_pane(Pane::Articles);
        }
    }

    fn go_back(&mut self) {
        let sheets = self.back_to_sheets();
        match self.trail.back(self.shown) {
            Some(id) => self.go_to_article(id),
            None if sheets => {}
            None => self.say("no article was read before this one"),
        }
    }

    fn go_forward(&mut self) {
        match self.trail.forward() {
            Some(id) => self.go_to_article(id),
            None => self.say("no article was read after this one"),
        }
    }

    fn enter(&mut self) {
        match self.focus {
            Pane::Articles => self.focus_pane(Pane::Reader),
            Pane::Entities if self.sidebar.unfold() => self.refill_sidebar(),
            Pane::Reader | Pane::Entities => {
                if let Some(value) = self.value_here() {
                    self.only(value);
                }
            }
        }
    }

    fn filter_here(&mut self, exclude: bool) {
        if let Some(value) = self.value_here() {
            self.add_filter(value, exclude);
        }
    }

    /// What is selected in the sidebar, or the entity named at the reading line.
    pub(super) fn value_here(&mut self) -> Option<Value> {
        let found = if self.focus == Pane::Entities {
            self.sidebar.selected().map(|item| item.value.clone())
        } else {
            let page = self.reader.page.as_ref();
            let named = page.zip(self.reader.mention_here());
            named
                .and_then(|(page, mention)| page.names.get(mention.name))
                .map(|named| Value::Entity(named.kind, named.name.clone()))
        };
        if found.is_none() {
            self.say("no entity here: [ and ] go to the mentions");
        }
        found
    }

    /// Searches the collection for the selected entity, or the entity or word at the reading line.
    fn search_here(&mut self) {
        let query = if self.focus == Pane::Entities || self.reader.mention_here().is_some() {
            self.value_here().map(|value| as_query(&value))
        } else {
            self.word_here()
        };
        if let Some(query) = query {
            self.search_for(query);
        }
    }

    /// Searches the collection for what has a value.
    pub(super) fn search_value(&mut self, value: &Value) {
        self.search_for(as_query(value));
    }

    fn search_for(&mut self, query: String) {
        self.visit_trail();
        let keep = self.articles.keep;
        self.set_query(query);
        self.articles.keep = keep;
    }

    /// The longest word on the reading line.
    fn word_here(&mut self) -> Option<String> {
        let page = self.reader.page.as_ref()?;
        let line = self.reader.line_span().slice(&page.article().text);
        let words = tokens(line)
            .filter(|token| token.is_term())
            .map(|token| token.span.slice(line));
        let word = words
            .max_by_key(|word| word.chars().count())
            .map(str::to_owned);
        if word.is_none() {
            self.say("no word on the reading line");
        }
        word
    }

    /// Goes to a mention: of the entity selected in the sidebar, else of any.
    fn mention(&mut self, forward: bool) {
        let selected = self
            .sidebar
            .selected()
            .filter(|_| self.focus == Pane::Entities);
        let name = selected.map(|item| item.named);
        if name == Some(None) {
            return self.say("this article does not mention it");
        }
        self.visit_trail();
        match self.reader.next_mention(forward, name.flatten()) {
            Some(step) => self.say_mention(step, forward),
            None => self.say("no mentions in this article"),
        }
    }

    fn say_mention(&mut self, step: Step, forward: bool) {
        let here = self.reader.mention_here().zip(self.reader.page.as_ref());
        let name = here.and_then(|(mention, page)| page.names.get(mention.name));
        let name = name.map(|named| format!("{} ({})", named.name, named.kind.name()));
        let round = match (step.wrapped, forward) {
            (false, _) => "",
            (true, true) => ", from the top again",
            (true, false) => ", from the end again",
        };
        self.say(format!(
            "{} {}/{}{round}",
            name.unwrap_or_default(),
            step.number,
            step.of
        ));
    }

    fn next_match(&mut self, forward: bool) {
        let rows = if forward { 1 } else { -1 };
        match self.focus {
            Pane::Articles => {
                let mut selection = self.articles.selection;
                selection.step(rows, self.articles.len());
                self.select_row(selection.selected);
            }
            Pane::Entities => self.sidebar.step(rows),
            Pane::Reader => self.next_in_reader(forward),
        }
    }

    fn next_in_reader(&mut self, forward: bool) {
        if self.reader.find.needle.is_empty() && self.articles.question.text.trim().is_empty() {
            return self.say("nothing to go to: / finds text in this article");
        }
        // The matches belong to the page that is on its way.
        if self.shown != self.reader.article() {
            return;
        }
        self.visit_trail();
        if self.reader.next_match(forward).is_some() {
            return;
        }
        if !self.reader.find.needle.is_empty() {
            return self.find_beyond(forward);
        }
        let here = self.articles.selection.selected;
        let next = if forward {
            here.checked_add(1)
        } else {
            here.checked_sub(1)
        };
        match next.filter(|row| *row < self.articles.len()) {
            Some(row) => {
                self.select_row(row);
                let jump = if forward { Jump::First } else { Jump::Last };
                self.reader.arrival = self.shown.map(|id| (id, jump));
            }
            None => self.say(if forward {
                "no match after this one"
            } else {
                "no match before this one"
            }),
        }
    }
}

/// The query that finds what has a value.
fn as_query(value: &Value) -> String {
    let (field, name) = match value {
        Value::Published(date) => return format!("date:{date}"),
        Value::Source(name) => ("source", name),
        Value::Entity(Kind::Person, name) => ("person", name),
        Value::Entity(Kind::Organization, name) => ("org", name),
        Value::Entity(Kind::Place, name) => ("place", name),
        Value::Entity(_, name) => ("entity", name),
    };
    format!("{field}:{}", super::asking::quoted(name))
}

/// The pane beside a pane; past the last, the first if `around`, else none other.
fn neighbor(pane: Pane, right: bool, around: bool) -> Pane {
    let at = Pane::ALL
        .iter()
        .position(|other| *other == pane)
        .unwrap_or(0);
    let next = match (right, around) {
        (true, true) => (at + 1) % Pane::ALL.len(),
        (true, false) => (at + 1).min(Pane::ALL.len() - 1),
        (false, _) => at.saturating_sub(1),
    };
    Pane::ALL[next]
}

/// How many rows a movement goes in a view of `page` rows; huge for the ends.
pub(super) fn distance(command: Command, page: usize) -> Option<isize> {
    let page = isize::try_from(page).unwrap_or(isize::MAX).max(1);
    Some(match command {
        Command::Down => 1,
        Command::Up => -1,
        Command::HalfDown => (page / 2).max(1),
        Command::HalfUp => -(page / 2).max(1),
        Command::PageDown => page,
        Command::PageUp => -page,
        Command::Bottom => isize::MAX / 2,
        Command::Top => -(isize::MAX / 2),
        _ => return None,
    })
}
