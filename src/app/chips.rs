//! The line of the query and the filters: what stands on it and where.
//!
//! What is laid out here is drawn as it is, so that what is seen is what is clicked. Whether
//! the query is being typed makes a difference: then the line in front draws it itself.

use crate::app::canvas::Meaning;
use crate::app::here::Here;
use crate::app::layer::Now;
use crate::app::parts::line::Line;
use crate::app::parts::wording::grouped;
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

/// The query, unless it is being typed, and the filters, as many as fit in `room` columns.
#[must_use]
pub fn chips(here: &Here, typing: bool, mut room: usize) -> Vec<Chip> {
    let mut chips: Vec<Chip> = Vec::new();
    let mut start = 0;
    for mut chip in all_chips(here, typing) {
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

/// What the chip at a column stands for, and whether its × is there.
#[must_use]
pub fn at(now: Now<'_>, column: usize) -> Option<(Lifts, bool)> {
    let (room, _) = room(now, false);
    let mut chips = chips(now.here, false, room).into_iter();
    let end = |chip: &Chip| chip.start + safe::width(&chip.text);
    let chip = chips.find(|chip| (chip.start..end(chip)).contains(&column))?;
    let on_cross = chip.text.ends_with(CROSS) && column >= end(&chip) - safe::width(CROSS);
    Some((chip.lifts, on_cross))
}

fn all_chips(here: &Here, typing: bool) -> impl Iterator<Item = Chip> {
    let question = &here.question;
    let query =
        (!question.text.trim().is_empty() && !typing).then(|| query_chip(here, &question.text));
    let filter = |(at, filter): (usize, &Filter)| {
        let sign = if filter.exclude { "−" } else { "" };
        let facet = filter.value.facet().name();
        let hides = hides(here, at);
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

fn query_chip(here: &Here, text: &str) -> Chip {
    let query = text.trim();
    let skipped = text.len() - text.trim_start().len();
    let marks = problem_spans(here, text).into_iter();
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
pub fn problem_spans(here: &Here, text: &str) -> Vec<Span> {
    let about = &here.listed.question.text;
    let same = |span: &Span| text.get(..span.to()) == about.get(..span.to());
    let spans = here.listed.problems.iter().map(|problem| problem.span);
    spans
        .filter(|span| !span.is_empty() && same(span))
        .collect()
}

/// How many articles a filter alone hides, for its chip.
fn hides(here: &Here, at: usize) -> String {
    let listed = &here.listed;
    let current = listed.question.filters == here.question.filters;
    match listed.hidden_by.get(at) {
        Some(hidden) if current && *hidden > 0 => {
            format!(" hides {}", grouped(*hidden as u64))
        }
        _ => String::new(),
    }
}

/// Columns for what is said beside the chips, or beside the query being typed.
fn said_columns(now: Now<'_>, typing: bool) -> usize {
    let all = usize::from(now.screen.layout.chips.width).saturating_sub(1);
    let wanted = if typing {
        all
    } else {
        let chips = all_chips(now.here, typing);
        chips.map(|chip| safe::width(&chip.text) + 1).sum()
    };
    all - wanted.min(all / 2)
}

/// What the query and the filters do to the list: in as many words as fit, in figures where
/// there is no room for any. What the query could not do comes first.
fn said(now: Now<'_>, typing: bool) -> String {
    let columns = said_columns(now, typing);
    let forms = tally(now);
    let fitting = |room: usize| forms.iter().find(|form| safe::width(form) <= room);
    let [.., least] = &forms;
    let Some(message) = told(now.here, typing, columns) else {
        return fitting(columns).unwrap_or(least).clone();
    };
    let room = columns.saturating_sub(safe::width(&message) + 3);
    let left = columns.saturating_sub(safe::width(least) + 3);
    match fitting(room) {
        Some(form) => format!("{message} · {form}"),
        None if now.here.listed.is_empty() => safe::cut(&message, columns.saturating_sub(1)) + " ",
        // What is hidden is said nowhere else, the message in the last line.
        None if left < LEAST => least.clone(),
        None => format!("{} · {least}", safe::cut(&message, left)),
    }
}

/// What the query being typed could not do, where there is no room for it beside the query.
#[must_use]
pub fn unsaid(now: Now<'_>, typing: bool) -> Option<String> {
    let columns = said_columns(now, typing);
    let [.., least] = tally(now);
    let room = columns.saturating_sub(safe::width(&least) + 3);
    let may_be_said = typing && !now.here.listed.is_empty();
    let message = told(now.here, typing, columns).filter(|_| may_be_said)?;
    (room < LEAST && safe::width(&message) > room).then_some(message)
}

/// How many articles are shown and hidden, from many words to few.
fn tally(now: Now<'_>) -> [String; 4] {
    let listed = &now.here.listed;
    let shown = listed.len() + listed.beyond;
    let all = grouped(now.library.corpus.len() as u64);
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
fn told(here: &Here, typing: bool, columns: usize) -> Option<String> {
    let listed = &here.listed;
    let problem = listed.problems.first()?;
    let message = safe::clean(&problem.message);
    let key = if typing { "Tab" } else { "~" };
    let Some(meant) = here.meant().filter(|_| listed.n_unread == 0) else {
        return Some(message.into_owned());
    };
    let whole = format!("{message} {key} takes it");
    let short = format!("did you mean {}? {key} takes it", safe::clean(meant.trim()));
    let fits = safe::width(&whole) < columns;
    Some(if fits { whole } else { short })
}

/// Columns left for the chips and the query being typed, and what is said beside them.
#[must_use]
pub fn room(now: Now<'_>, typing: bool) -> (usize, String) {
    let all = usize::from(now.screen.layout.chips.width).saturating_sub(1);
    let said = said(now, typing);
    (all.saturating_sub(safe::width(&said) + 1), said)
}

/// Puts the chips into a line, and what is said beside them at its end.
pub fn put(now: Now<'_>, typing: bool, room: usize, said: &str, line: &mut Line<'_>) {
    for chip in chips(now.here, typing, room) {
        let look = if chip.exclude {
            Meaning::ChipWithout
        } else {
            Meaning::Chip
        };
        line.put_marked(&chip.text, &chip.marks, room, look, Meaning::Problem)
            .put(" ", Meaning::Text);
    }
    let look = if now.here.listed.problems.is_empty() {
        Meaning::Dim
    } else {
        Meaning::Warning
    };
    line.put_right(said, look);
}
