//! The finder: one line for titles, entities, sources, headings and the text.
//!
//! What is typed becomes [`Asked`]; workers answer with sections of rows, names first, the
//! text when it has been searched. Newest keystroke wins: an answer to an older line is
//! dropped, but what it matched is kept, so that the next one has less to look through.

pub mod matching;
pub mod passages;
pub mod preview;
pub mod scope;

use super::App;
use super::job::{Generation, Job, PrepareJob};
use super::layout::Pane;
use super::list::Selection;
use super::prompt::Prompt;
use super::reader::Jump;
use super::typing::Bar;
use crate::corpus::ArticleId;
use crate::library::{Library, Register};
use crate::query::Value;
use matching::{Found, MatchJob, MatchRow, Matched, Target, Trails};
use passages::{Passages, PassagesJob};
use preview::{Preview, PreviewJob, Wanted};
use scope::{Asked, Section};
use std::sync::Arc;

/// Hits in the text among other rows, and where they alone were asked for.
const PASSAGES: usize = 5;
const ONLY_PASSAGES: usize = 60;

/// The finder's line and rows.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// The line.
    pub prompt: Prompt,
    /// The section that a key chose to look in alone.
    pub only: Option<Section>,
    /// The names that match.
    pub matched: Matched,
    /// The hits in the text.
    pub passages: Option<Passages>,
    /// The selected row.
    pub selection: Selection,
    /// What the selected row leads to, and for what that was made.
    pub preview: Option<(Wanted, Preview)>,
    names: Asking<(Asked, Source)>,
    text: Asking<(String, Source)>,
    look: Asking<Wanted>,
    register: Option<Arc<Register>>,
    /// Whether a register is being prepared.
    preparing: bool,
    trails: Trails,
    /// Whether the user chose before the rows were there.
    chosen: bool,
}

/// One kind of question: what was asked last, and whether the answer is still to come.
#[derive(Clone, Debug)]
struct Asking<T> {
    generation: Generation,
    asked: Option<T>,
    waiting: bool,
}

impl<T> Default for Asking<T> {
    fn default() -> Self {
        Self {
            generation: Generation::default(),
            asked: None,
            waiting: false,
        }
    }
}

/// Where answers come from: those of the same place need not be asked for again.
#[derive(Clone, Debug)]
struct Source(Arc<Library>, Option<Arc<Register>>);

impl Source {
    fn is(&self, library: &Arc<Library>, register: Option<&Arc<Register>>) -> bool {
        let same = match (&self.1, register) {
            (Some(mine), Some(other)) => Arc::ptr_eq(mine, other),
            (mine, other) => mine.is_none() && other.is_none(),
        };
        same && Arc::ptr_eq(&self.0, library)
    }
}

impl<T> Asking<T> {
    /// Takes note of a question.
    fn ask(&mut self, asked: T) -> Generation {
        self.asked = Some(asked);
        self.waiting = true;
        self.generation.renew()
    }

    /// Whether an answer is the one that is waited for; it is not waited for any more then.
    fn is_answered_by(&mut self, generation: Generation) -> bool {
        let newest = generation == self.generation;
        self.waiting &= !newest;
        newest
    }

    /// Lets an answer on its way come to nothing.
    fn expire(&mut self) {
        let mut generation = self.generation;
        generation.expire();
        *self = Self {
            generation,
            ..Self::default()
        };
    }
}

impl Finder {
    /// What the line asks for.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked::read(self.prompt.text(), self.only)
    }

    /// Whether the names are those of the line as it is now.
    #[must_use]
    pub fn has_names(&self) -> bool {
        let answered = self.names.asked.is_some() && self.matched.asked == self.asked();
        answered && (!self.names.waiting || !self.matched.sections.is_empty())
    }

    /// Whether the text has been searched for the line as it is now, if it has to be.
    #[must_use]
    pub fn has_text(&self) -> bool {
        let asked = self.asked();
        let passages = self.passages.as_ref();
        !asked.looks_in(Section::Text)
            || asked.words.is_empty()
            || passages.is_some_and(|passages| passages.words == asked.words)
    }

    /// Whether entities and sources are still being prepared.
    #[must_use]
    pub fn is_preparing(&self) -> bool {
        self.register.is_none()
    }

    /// Whether there is a row to take: of the names, or once none is there of the text.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        let without_text = self.asked().only.is_some_and(|only| only != Section::Text);
        let found = !self.matched.sections.is_empty() || without_text;
        self.has_names() && (found || self.has_text())
    }

    /// The sections with their rows, the text last.
    pub fn sections(&self) -> impl Iterator<Item = &Found> {
        let text = self.passages.iter().map(|passages| &passages.found);
        let all = self.matched.sections.iter().chain(text);
        all.filter(|found| !found.rows.is_empty())
    }

    /// All rows with their sections.
    pub fn rows(&self) -> impl Iterator<Item = (&Found, &MatchRow)> {
        self.sections()
            .flat_map(|found| found.rows.iter().map(move |row| (found, row)))
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sections().map(|found| found.rows.len()).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The selected row and its section.
    #[must_use]
    pub fn selected(&self) -> Option<(&Found, &MatchRow)> {
        self.rows().nth(self.selection.selected)
    }

    /// For each row, the lines that it takes: its own, those of its passage, and above the
    /// first of a section the section's name, with a blank above all but the first.
    #[must_use]
    pub fn heights(&self) -> Vec<usize> {
        let mut heights = Vec::new();
        for (n, found) in self.sections().enumerate() {
            for (at, row) in found.rows.iter().enumerate() {
                let name = if at == 0 { 1 + usize::from(n > 0) } else { 0 };
                heights.push(name + 1 + usize::from(row.passage.is_some()));
            }
        }
        heights
    }

    /// Puts new rows in place of the old; the selection stays on its row if the line is the
    /// same.
    fn put(&mut self, same: bool, put: impl FnOnce(&mut Self)) {
        let kept = self.selected().map(|(_, row)| row.target.clone());
        put(self);
        let place = self
            .rows()
            .position(|(_, row)| Some(&row.target) == kept.as_ref());
        self.selection.selected = place.filter(|_| same).unwrap_or(0);
        let len = self.len();
        self.selection.clamp(len);
    }

    fn take_names(&mut self, generation: Generation, matched: Matched) {
        self.trails.add(&matched);
        if self.names.is_answered_by(generation) {
            let same = self.matched.asked == matched.asked;
            self.put(same, |finder| finder.matched = matched);
        }
    }

    fn take_passages(&mut self, generation: Generation, passages: Passages) {
        if self.text.is_answered_by(generation) {
            self.put(true, |finder| finder.passages = Some(passages));
        }
    }

    /// Lets go of all but the line and what another opening can use.
    fn close(&mut self) {
        self.names.expire();
        self.text.expire();
        self.look.expire();
        let old = std::mem::take(self);
        *self = Self {
            prompt: old.prompt,
            names: old.names,
            text: old.text,
            look: old.look,
            register: old.register,
            preparing: old.preparing,
            ..Self::default()
        };
    }
}

impl App {
    pub(super) fn open_finder(&mut self) {
        self.typing.finder.close();
        self.typing.finder.prompt.set("");
    }

    pub(super) fn close_finder(&mut self) {
        self.typing.finder.close();
    }

    /// Takes note that the line has changed.
    pub(super) fn finder_typed(&mut self) {
        let finder = &mut self.typing.finder;
        finder.chosen = false;
        if finder.asked().words.is_empty() || !finder.asked().looks_in(Section::Text) {
            finder.text.expire();
            finder.put(true, |finder| finder.passages = None);
        }
    }

    pub(super) fn step_finder(&mut self, rows: isize) {
        let finder = &mut self.typing.finder;
        let len = finder.len();
        finder.selection.step(rows, len);
    }

    /// Looks in the section of the selected row only, or again in all.
    pub(super) fn toggle_section(&mut self) {
        let finder = &mut self.typing.finder;
        let section = finder.selected().map(|(found, _)| found.section);
        finder.only = match finder.only {
            Some(_) => None,
            None => section,
        };
        self.finder_typed();
    }

    /// Looks in all sections again, if one was chosen.
    pub(super) fn leave_section(&mut self) -> bool {
        let left = self.typing.is_finder() && self.typing.finder.only.take().is_some();
        if left {
            self.finder_typed();
        }
        left
    }

    /// Brings the selected row of the finder into view.
    pub(super) fn reveal_finder(&mut self) {
        let height = usize::from(self.layout.finder().list.height);
        let finder = &mut self.typing.finder;
        let heights = finder.heights();
        let row_height = |row: usize| heights.get(row).copied().unwrap_or(1);
        finder.selection.reveal(heights.len(), height, row_height);
    }

    pub(super) fn finder_height(&self) -> isize {
        let rows = self.layout.finder().list.height;
        isize::try_from(rows).unwrap_or(1).max(1)
    }

    /// Takes note that the user chose a row; false if its rows are still to come.
    pub(super) fn may_choose(&mut self) -> bool {
        let finder = &mut self.typing.finder;
        finder.chosen = !finder.is_answered();
        !finder.chosen
    }

    pub(super) fn accept_matched(&mut self, generation: Generation, matched: Matched) {
        if self.typing.is_finder() {
            self.typing.finder.take_names(generation, matched);
            self.choose_when_answered();
        }
    }

    pub(super) fn accept_passages(&mut self, generation: Generation, passages: Passages) {
        if self.typing.is_finder() {
            self.typing.finder.take_passages(generation, passages);
            self.choose_when_answered();
        }
    }

    pub(super) fn accept_register(&mut self, register: Arc<Register>) {
        self.typing.finder.preparing = false;
        self.typing.finder.register = Some(register);
    }

    pub(super) fn accept_preview(&mut self, generation: Generation, preview: Option<Preview>) {
        let look = &mut self.typing.finder.look;
        if look.is_answered_by(generation) {
            self.typing.finder.preview = look.asked.clone().zip(preview);
        }
    }

    /// Goes where the first row leads if the user chose before it was there.
    fn choose_when_answered(&mut self) {
        let finder = &self.typing.finder;
        if finder.chosen && finder.is_answered() {
            self.confirm();
        }
    }

    /// Goes where the selected row of the finder leads.
    pub(super) fn choose_found(&mut self) {
        let finder = &self.typing.finder;
        let target = finder.selected().map(|(_, row)| row.target.clone());
        let words = finder.asked().words;
        self.close_finder();
        self.sheets.close();
        match target {
            Some(Target::Article(id)) => {
                self.jump_to_article(id);
                self.focus = Pane::Reader;
            }
            Some(Target::Heading(id, block)) => {
                let article = self.library.article(id);
                let place = article.and_then(|article| Some(article.blocks.get(block)?.span));
                self.read_at(id, place.map_or(Jump::Stay, Jump::To));
            }
            Some(Target::Passage(id, offset)) => {
                self.visit_trail();
                self.set_query(words);
                self.articles.keep = Some(id);
                self.read_at(id, Jump::From(offset));
                // Whether the list has it is known when it is there.
                self.message = None;
            }
            Some(Target::Entity(kind, name)) => self.only(Value::Entity(kind, name)),
            Some(Target::Source(source)) => {
                self.visit_trail();
                self.set_query(format!("source:{}", super::asking::quoted(&source)));
                self.focus_pane(Pane::Articles);
            }
            None => {}
        }
    }

    /// Goes to a place of an article, at once if its page is there and stays.
    fn read_at(&mut self, id: ArticleId, jump: Jump) {
        self.clear_find();
        self.jump_to_article(id);
        self.focus = Pane::Reader;
        self.reader.arrival = Some((id, jump));
        let wanted = self.reader.wanted.as_ref();
        let stays = wanted.is_some_and(|wanted| {
            wanted.id == id && wanted.query == self.articles.question.text && !wanted.typing
        });
        if stays && self.reader.article() == Some(id) {
            self.reader.arrival = None;
            self.reader.jump(jump);
        }
    }

    /// Asks for whatever the finder needs and does not have.
    pub(super) fn ask_finder(&mut self) {
        if self.typing.bar != Some(Bar::Finder) {
            return;
        }
        self.ask_register();
        let asked = self.typing.finder.asked();
        self.ask_names(&asked);
        self.ask_passages(asked);
        self.ask_preview();
    }

    fn ask_register(&mut self) {
        let finder = &mut self.typing.finder;
        let serves = |register: &Arc<Register>| register.serves(&self.library);
        if finder.preparing || finder.register.as_ref().is_some_and(serves) {
            return;
        }
        finder.preparing = true;
        self.jobs.push_back(Job::Prepare(PrepareJob {
            library: Arc::clone(&self.library),
            earlier: finder.register.clone(),
        }));
    }

    fn ask_names(&mut self, asked: &Asked) {
        let finder = &mut self.typing.finder;
        if let Some((before, source)) = &finder.names.asked
            && before == asked
            // While the collection grows, an answer on its way is awaited, as for the list.
            && (finder.names.waiting || source.is(&self.library, finder.register.as_ref()))
        {
            return;
        }
        let source = Source(Arc::clone(&self.library), finder.register.clone());
        let job = MatchJob {
            generation: finder.names.ask((asked.clone(), source)),
            library: Arc::clone(&self.library),
            register: finder.register.clone(),
            asked: asked.clone(),
            trails: finder.trails.clone(),
        };
        self.jobs.push_back(Job::Match(job));
    }

    fn ask_passages(&mut self, asked: Asked) {
        let finder = &mut self.typing.finder;
        if asked.words.is_empty() || !asked.looks_in(Section::Text) {
            return;
        }
        let only = asked.only.is_some();
        let key = if only {
            format!("/{}", asked.words)
        } else {
            asked.words.clone()
        };
        if let Some((before, source)) = &finder.text.asked
            && *before == key
            && (finder.text.waiting || source.is(&self.library, None))
        {
            return;
        }
        let job = PassagesJob {
            generation: finder
                .text
                .ask((key, Source(Arc::clone(&self.library), None))),
            library: Arc::clone(&self.library),
            words: asked.words,
            most: if only { ONLY_PASSAGES } else { PASSAGES },
            columns: usize::from(self.layout.finder().list.width).saturating_sub(4),
        };
        self.jobs.push_back(Job::Passages(job));
    }

    fn ask_preview(&mut self) {
        let columns = usize::from(self.layout.finder().preview.width);
        let finder = &mut self.typing.finder;
        let Some((_, row)) = finder.selected().filter(|_| columns > 0) else {
            finder.preview = None;
            return finder.look.expire();
        };
        let wanted = Wanted {
            target: row.target.clone(),
            columns,
            words: finder.asked().words,
        };
        if finder.look.asked.as_ref() == Some(&wanted) {
            return;
        }
        let job = PreviewJob {
            generation: finder.look.ask(wanted.clone()),
            wanted,
            library: Arc::clone(&self.library),
        };
        self.jobs.push_back(Job::Preview(job));
    }
}
