//! The line of the query and the filters: what stands on it and where, and what a click on it
//! does.
//!
//! `ui` draws what is laid out here, so that what is seen is what is clicked.

use super::App;
use super::page::grouped;
use super::typing::Bar;
use crate::query::Filter;
use crate::text::{Span, safe};

/// What a chip stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifts {
    /// The query.
    Query,
    /// A filter, an index into the question's.
    Filter(usize),
}

/// The query or a filter, with a × that lifts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it stands for.
    pub lifts: Lifts,
    /// Whether it leaves articles out.
    pub exclude: bool,
    /// Its text, cut to the room that there is.
    pub text: String,
    /// Spans of the text that could not be read as they stand.
    pub marks: Vec<Span>,
    /// Columns from the beginning of the chips to its first.
    pub start: usize,
}

/// Columns below which the beginning of a message says nothing.
const LEAST: usize = 16;

/// What a chip ends with, unless it is cut.
const CROSS: &str = " × ";

impl App {
    /// The query, unless it is being typed, and the filters, as many as fit in `room` columns.
    #[must_use]
    pub fn chips(&self, mut room: usize) -> Vec<Chip> {
        let mut chips: Vec<Chip> = Vec::new();
        let mut start = 0;
        for mut chip in self.all_chips() {
            if room < 3 {
                break;
            }
            chip.text = safe::cut(&chip.text, room);
            chip.start = start;
            let columns = safe::width(&chip.text) + 1;
            start += columns;
            room = room.saturating_sub(columns);
            chips.push(chip);
        }
        chips
    }

    /// Columns that all chips take.
    #[must_use]
    pub fn chip_columns(&self) -> usize {
        let chips = self.all_chips();
        chips.map(|chip| safe::width(&chip.text) + 1).sum()
    }

    fn all_chips(&self) -> impl Iterator<Item = Chip> {
        let question = &self.articles.question;
        let query = (!question.text.trim().is_empty() && !self.typing.is_query())
            .then(|| self.query_chip(&question.text));
        let filter = |(at, filter): (usize, &Filter)| {
            let sign = if filter.exclude { "−" } else { "" };
            let facet = filter.value.facet().name();
            let hides = self.hides(at);
            let text = format!(" {sign}{facet}: {}{hides}{CROSS}", filter.value);
            Chip {
                lifts: Lifts::Filter(at),
                exclude: filter.exclude,
                text: safe::clean(&text).into_owned(),
                marks: Vec::new(),
                start: 0,
            }
        };
        let filters = question.filters.iter().enumerate().map(filter);
        query.into_iter().chain(filters)
    }

    fn query_chip(&self, text: &str) -> Chip {
        let query = text.trim();
        let skipped = text.len() - text.trim_start().len();
        let marks = self.problem_spans(text).into_iter();
        let inside = Span::new(skipped, skipped + query.len());
        let marks = marks.filter_map(|mark| mark.common(inside));
        let shown = |mark: Span| {
            let mark = Span::new(mark.from() - skipped, mark.to() - skipped);
            // What is typed has no control characters, so it is printed as it is.
            mark.shifted(" ".len())
        };
        Chip {
            lifts: Lifts::Query,
            exclude: false,
            text: format!(" {}{CROSS}", safe::clean(query)),
            marks: marks.map(shown).collect(),
            start: 0,
        }
    }

    /// The spans of a query that could not be read as they stand, sorted, as far as the newest
    /// answer tells: it may be about an earlier text that begins the same.
    #[must_use]
    pub fn problem_spans(&self, text: &str) -> Vec<Span> {
        let listed = &self.articles.listed;
        let about = &listed.question.text;
        let same = |span: &Span| text.get(..span.to()) == about.get(..span.to());
        let spans = listed.problems.iter().map(|problem| problem.span);
        spans
            .filter(|span| !span.is_empty() && same(span))
            .collect()
    }

    /// How many articles a filter alone hides, for its chip.
    fn hides(&self, at: usize) -> String {
        let listed = &self.articles.listed;
        let current = listed.question.filters == self.articles.question.filters;
        match listed.hidden_by.get(at) {
            Some(hidden) if current && *hidden > 0 => {
                format!(" hides {}", grouped(*hidden as u64))
            }
            _ => String::new(),
        }
    }

    /// Columns for what is said beside the chips, or beside the query being typed.
    fn said_columns(&self) -> usize {
        let all = usize::from(self.layout.chips.width).saturating_sub(1);
        let chips = if self.typing.is_query() {
            all / 2
        } else {
            self.chip_columns().min(all / 2)
        };
        all - chips
    }

    /// What the query and the filters do to the list: in as many words as fit, in figures
    /// where there is no room for any. What the query could not do comes first.
    #[must_use]
    pub fn said(&self) -> String {
        let columns = self.said_columns();
        let forms = self.tally();
        let fitting = |room: usize| forms.iter().find(|form| safe::width(form) <= room);
        let [.., least] = &forms;
        let Some(message) = self.told(columns) else {
            return fitting(columns).unwrap_or(least).clone();
        };
        let room = columns.saturating_sub(safe::width(&message) + 3);
        let left = columns.saturating_sub(safe::width(least) + 3);
        match fitting(room) {
            Some(form) => format!("{message} · {form}"),
            None if self.articles.listed.ids.is_empty() => {
                safe::cut(&message, columns.saturating_sub(1)) + " "
            }
            // What is hidden is said nowhere else, the message in the last line.
            None if left < LEAST => least.clone(),
            None => format!("{} · {least}", safe::cut(&message, left)),
        }
    }

    /// What the query being typed could not do, where there is no room for it beside the
    /// query.
    #[must_use]
    pub fn unsaid(&self) -> Option<String> {
        let columns = self.said_columns();
        let [.., least] = self.tally();
        let room = columns.saturating_sub(safe::width(&least) + 3);
        let may_be_said = self.typing.is_query() && !self.articles.listed.ids.is_empty();
        let message = self.told(columns).filter(|_| may_be_said)?;
        (room < LEAST && safe::width(&message) > room).then_some(message)
    }

    /// How many articles are shown and hidden, from many words to few.
    fn tally(&self) -> [String; 4] {
        let listed = &self.articles.listed;
        let shown = listed.ids.len() + listed.beyond;
        let all = grouped(self.library.corpus.len() as u64);
        let hidden = listed.before_filters.saturating_sub(shown);
        let shown = grouped(shown as u64);
        let blamed = match hidden {
            0 => String::new(),
            _ => format!(", {} hidden by filters", grouped(hidden as u64)),
        };
        [
            format!("{shown} of {all} shown{blamed}, Esc lifts "),
            format!("{shown} of {all} shown, Esc lifts "),
            format!("{shown} of {all} shown "),
            format!("{shown} of {all} "),
        ]
    }

    /// What the query could not do, and the key that takes what may be meant; in fewer words
    /// where all of them do not fit in `columns`.
    fn told(&self, columns: usize) -> Option<String> {
        let listed = &self.articles.listed;
        let problem = listed.problems.first()?;
        let message = safe::clean(&problem.message);
        let key = if self.typing.is_query() { "Tab" } else { "~" };
        let Some(meant) = self.meant().filter(|_| listed.n_unread == 0) else {
            return Some(message.into_owned());
        };
        let whole = format!("{message} {key} takes it");
        let short = format!("did you mean {}? {key} takes it", safe::clean(meant.trim()));
        let fits = safe::width(&whole) < columns;
        Some(if fits { whole } else { short })
    }

    /// The query as it may be meant, where words of it are unknown.
    pub(super) fn meant(&self) -> Option<&str> {
        let listed = &self.articles.listed;
        let current = listed.question.text == self.articles.question.text;
        listed.meant.as_deref().filter(|_| current)
    }

    /// Takes the query as it may be meant in the place of the one that is there.
    pub(super) fn take_meant(&mut self) {
        let Some(meant) = self.meant().map(str::to_owned) else {
            return self.say("no other spelling is known for this query");
        };
        if self.typing.is_query() {
            self.typing.query.set(&meant);
        }
        self.set_query(meant);
    }

    /// Columns left for the chips and the query being typed, and what is said beside them.
    #[must_use]
    pub fn chip_room(&self) -> (usize, String) {
        let all = usize::from(self.layout.chips.width).saturating_sub(1);
        let said = self.said();
        (all.saturating_sub(safe::width(&said) + 1), said)
    }

    /// Lifts the query or filter whose × is clicked; a click on the query opens it.
    pub(super) fn click_chip(&mut self, column: u16) {
        let Some(column) = column.checked_sub(self.layout.chips.x + 1) else {
            return;
        };
        let column = usize::from(column);
        let (room, _) = self.chip_room();
        let mut chips = self.chips(room).into_iter();
        let hit =
            |chip: &Chip| (chip.start..chip.start + safe::width(&chip.text)).contains(&column);
        let Some(chip) = chips.find(hit) else { return };
        let cross = chip.start + safe::width(&chip.text) - safe::width(CROSS);
        match chip.lifts {
            Lifts::Query if chip.text.ends_with(CROSS) && column >= cross => {
                self.articles.question.text.clear();
            }
            Lifts::Query => self.open_bar(Bar::Query),
            Lifts::Filter(at) if chip.text.ends_with(CROSS) && column >= cross => {
                self.articles.question.filters.remove(at);
            }
            Lifts::Filter(_) => {}
        }
    }
}
