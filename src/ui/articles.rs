//! The article list, drawn.

use super::paint::{Line, counted, tint};
use super::theme::Theme;
use super::{empty, heading};
use crate::app::App;
use crate::app::articles::{DETAIL_INDENT, SNIPPET_LINES, first_lines, order_name, title_lines};
use crate::app::job::Excerpt;
use crate::app::layout::{Area, Pane};
use crate::app::page::{grouped, reading_time};
use crate::corpus::{ArticleId, Card};
use crate::text::{Span, safe};
use ratatui::buffer::Buffer;

/// Which row is selected of how many, with a blank on either side; nothing where there is none.
fn place(app: &App) -> String {
    let list = &app.articles;
    if list.is_empty() {
        return String::new();
    }
    let late = if app.late && list.is_waiting() {
        "… "
    } else {
        ""
    };
    let place = grouped(list.selection.selected as u64 + 1);
    format!(" {late}{place}/{} ", grouped(list.len() as u64))
}

/// Draws the list and its heading.
pub(super) fn paint(app: &App, theme: &Theme, buffer: &mut Buffer) {
    let list = &app.articles;
    let order = format!(" {}", order_name(list.order_in_force()));
    let mut line = heading(app, Pane::Articles, "ARTICLES", theme, buffer);
    let place = place(app);
    let room = line.left().saturating_sub(safe::width(&place));
    line.put_cut(&order, room, theme.dim);
    line.put_right(&place, theme.dim);
    let area = app.layout.rows_of(Pane::Articles);
    if list.is_empty() {
        return empty::articles(app, area, theme, buffer);
    }
    let (mut row, mut y) = (list.selection.offset, 0);
    while y < area.height {
        let Some((id, card)) = list
            .at(row)
            .and_then(|id| Some((id, app.library.card(id)?)))
        else {
            break;
        };
        let part = Area {
            y: area.y + y,
            height: area.height - y,
            ..area
        };
        y += paint_row(
            app,
            id,
            card,
            row == list.selection.selected,
            part,
            theme,
            buffer,
        );
        row += 1;
    }
}

/// Draws one article; tells how many lines it takes.
fn paint_row(
    app: &App,
    id: ArticleId,
    card: &Card,
    selected: bool,
    area: Area,
    theme: &Theme,
    buffer: &mut Buffer,
) -> u16 {
    let columns = app.list_columns();
    let titles = title_lines(card, columns);
    let height = app.articles.row_height(titles.len());
    let excerpt = app.articles.excerpts.get(&id);
    let inner = columns.saturating_sub(DETAIL_INDENT);
    let snippet = excerpt.map_or_else(Vec::new, |excerpt| snippet_lines(excerpt, inner));
    let focused = app.focus == Pane::Articles;
    for row in 0..u16::try_from(height).unwrap_or(u16::MAX).min(area.height) {
        if selected {
            tint(
                buffer,
                area,
                row,
                if focused {
                    theme.selected
                } else {
                    theme.selected_away
                },
            );
        }
        let bar = if selected { "▌" } else { " " };
        let mut line = Line::new(buffer, area, row);
        line.put(bar, theme.accent).put(" ", theme.text);
        let row = usize::from(row);
        if let Some(span) = titles.get(row) {
            let style = if card.title.derived {
                theme.emphasis
            } else {
                theme.title
            };
            line.put_cut(span.slice(&card.title.text), columns, style);
        } else if row == titles.len() {
            line.skip(DETAIL_INDENT)
                .put_cut(&facts(card), inner, theme.dim);
        } else if let Some((text, marks)) = snippet.get(row - titles.len() - 1) {
            line.skip(DETAIL_INDENT);
            line.put_marked(text, marks, inner, theme.text, theme.mark);
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

#[cfg(test)]
mod tests {
    use super::{Excerpt, Span, snippet_lines};

    #[test]
    fn words_that_fill_no_line_are_cut_and_not_lost() {
        let excerpt = Excerpt {
            text: "a counterrevolution unexpectedly…".to_owned(),
            marks: vec![Span::new(20, 32)],
        };
        let lines = snippet_lines(&excerpt, 20);
        assert_eq!(
            lines.iter().map(|(text, _)| *text).collect::<Vec<_>>(),
            ["a counterrevolution", "unexpectedly…"]
        );
        let lines = snippet_lines(&excerpt, 17);
        let texts: Vec<&str> = lines.iter().map(|(text, _)| *text).collect();
        assert_eq!(texts, ["a", "counterrevolution unexpectedly…"]);
        assert_eq!(lines[1].1, [Span::new(18, 30)]);
    }
}
