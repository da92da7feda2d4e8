//! The article list, drawn.

use super::{Articles, DETAIL_INDENT, SNIPPET_LINES, first_lines, row_height, title_lines};
use crate::app::canvas::{Canvas, Meaning};
use crate::app::layer::{Layer, Now};
use crate::app::parts::empty;
use crate::app::parts::excerpt::Excerpt;
use crate::app::parts::heading;
use crate::app::parts::line::{Line, tint};
use crate::app::parts::wording::{counted, grouped, order_name, reading_time};
use crate::app::screen::{Area, Pane};
use crate::corpus::{ArticleId, Card, formats};
use crate::library::Phase;
use crate::text::{Span, safe};

/// Which row is selected of how many, with a blank on either side; nothing where there is none.
fn place(list: &Articles, now: Now<'_>) -> String {
    if now.here.listed.is_empty() {
        return String::new();
    }
    let late = if now.screen.late && list.is_waiting(now) {
        "… "
    } else {
        ""
    };
    let place = grouped(list.selection.selected as u64 + 1);
    format!(" {late}{place}/{} ", grouped(now.here.listed.len() as u64))
}

/// Draws the list and its heading.
pub(super) fn draw(list: &Articles, at: Area, now: Now<'_>, out: &mut dyn Canvas) {
    let order = format!(" {}", order_name(now.here.order_in_force()));
    let mut line = heading("ARTICLES", now.screen.focus == Pane::Articles, at, out);
    let place = place(list, now);
    let room = line.left().saturating_sub(safe::width(&place));
    line.put_cut(&order, room, Meaning::Dim);
    line.put_right(&place, Meaning::Dim);
    let (_, area) = at.split_top(1);
    if now.here.listed.is_empty() {
        let (what, press) = nothing(now);
        return empty::said(&what, &press, area, out);
    }
    let (mut row, mut y) = (list.selection.offset, 0);
    while y < area.height {
        let listed = now.here.listed.at(row);
        let Some((id, card)) = listed.and_then(|id| Some((id, now.library.card(id)?))) else {
            break;
        };
        let part = Area {
            y: area.y + y,
            height: area.height - y,
            ..area
        };
        y += draw_row(
            list,
            now,
            (id, card),
            row == list.selection.selected,
            part,
            out,
        );
        row += 1;
    }
}

/// Draws one article; tells how many lines it takes.
fn draw_row(
    list: &Articles,
    now: Now<'_>,
    (id, card): (ArticleId, &Card),
    selected: bool,
    area: Area,
    out: &mut dyn Canvas,
) -> u16 {
    let columns = list.columns();
    let titles = title_lines(card, columns);
    let height = row_height(now, titles.len());
    let excerpt = list.excerpts.get(&id);
    let inner = columns.saturating_sub(DETAIL_INDENT);
    let snippet = excerpt.map_or_else(Vec::new, |excerpt| snippet_lines(excerpt, inner));
    let focused = now.screen.focus == Pane::Articles;
    for row in 0..u16::try_from(height).unwrap_or(u16::MAX).min(area.height) {
        if selected {
            tint(
                out,
                area,
                row,
                if focused {
                    Meaning::Selected
                } else {
                    Meaning::SelectedAway
                },
            );
        }
        let bar = if selected { "▌" } else { " " };
        let mut line = Line::new(out, area, row);
        line.put(bar, Meaning::Accent).put(" ", Meaning::Text);
        let row = usize::from(row);
        if let Some(span) = titles.get(row) {
            let look = if card.title.derived {
                Meaning::Emphasis
            } else {
                Meaning::Title
            };
            line.put_cut(span.slice(&card.title.text), columns, look);
        } else if row == titles.len() {
            line.skip(DETAIL_INDENT)
                .put_cut(&facts(card), inner, Meaning::Dim);
        } else if let Some((text, marks)) = snippet.get(row - titles.len() - 1) {
            line.skip(DETAIL_INDENT);
            line.put_marked(text, marks, inner, Meaning::Text, Meaning::Mark);
        }
    }
    u16::try_from(height).unwrap_or(u16::MAX)
}

/// A snippet in lines, the last one to be cut, with the marks of each.
fn snippet_lines(excerpt: &Excerpt, columns: usize) -> Vec<(&str, Vec<Span>)> {
    let lines = first_lines(&excerpt.text, columns, SNIPPET_LINES);
    let marks_of = |line: Span| {
        let inside = excerpt.marks.iter().filter(move |mark| mark.overlaps(line));
        let moved = |mark: &Span| {
            Span::new(
                mark.from().max(line.from()) - line.from(),
                mark.to().min(line.to()) - line.from(),
            )
        };
        inside.map(moved).collect()
    };
    lines
        .into_iter()
        .map(|line| (line.slice(&excerpt.text), marks_of(line)))
        .collect()
}

/// Source, date and length on one line.
fn facts(card: &Card) -> String {
    let mut facts = Vec::new();
    facts.extend(card.date.as_ref().map(|date| {
        let mark = if date.evidence.is_uncertain() {
            "?"
        } else {
            ""
        };
        format!("{}{mark}", date.value.short())
    }));
    facts.extend(card.source_name().map(str::to_owned));
    facts.push(reading_time(card));
    if facts.len() == 1 {
        facts.push(counted(card.words as usize, "word"));
    }
    if card.title.derived {
        facts.push("no title".to_owned());
    }
    facts.join(" · ")
}

/// Why no article is listed: what happened, and what to press.
fn nothing(now: Now<'_>) -> (String, String) {
    let corpus = &now.library.corpus;
    let (skipped, question) = (corpus.n_skipped(), &now.here.question);
    let is_read = now.library.progress.phase > Phase::Reading;
    if !corpus.is_empty() && question.is_empty() {
        (String::new(), String::new())
    } else if !corpus.is_empty() {
        let growing = if is_read {
            ""
        } else {
            " so far; more are being read"
        };
        let lift = if question.text.trim().is_empty() {
            "the newest filter"
        } else {
            "the query"
        };
        (
            format!("No article matches{growing}."),
            format!("Esc lifts {lift}. / changes the query; fewer words find more."),
        )
    } else if !is_read {
        ("Reading …".to_owned(), String::new())
    } else if skipped > 0 {
        (
            format!(
                "Nothing here could be read: {} skipped.",
                counted(skipped, "file")
            ),
            "! shows each with its reason. q quits.".to_owned(),
        )
    } else {
        (
            "There are no articles here.".to_owned(),
            format!(
                "Dossier reads {}. q quits; then name another folder, or none for the sample collection.",
                formats::names()
            ),
        )
    }
}
