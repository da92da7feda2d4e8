//! The cells of a table, laid out in columns.
//!
//! In go cells, which are blocks of an article, and a number of columns of the screen; out
//! come rows of pieces beside each other. Where the screen is too narrow for columns, each
//! row of the table becomes a list of its cells behind the names of their columns.

use super::typeset::{body, hidden};
use crate::corpus::{Article, Role};
use crate::text::{Span, safe, wrap};
use std::collections::BTreeMap;

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// From its first cell to its last.
    pub span: Span,
    /// What stands on each row of the page.
    pub lines: Vec<Vec<Piece>>,
}

/// A piece of a cell on a row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Index into `Article::blocks`.
    pub block: usize,
    /// What is shown of it.
    pub span: Span,
    /// The column of the screen where it begins, from 0.
    pub column: usize,
    /// Whether it names what follows.
    pub is_name: bool,
}

/// Columns of the screen between two cells.
const GAP: usize = 2;
/// Columns that a cell keeps at least; with fewer, hardly a word is whole.
const LEAST: usize = 7;

/// A table: its rows, and how wide it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) rows: Vec<TableRow>,
    pub(super) width: usize,
    /// Whether its first row names the columns above them.
    pub(super) headed: bool,
    /// Whether a row takes several lines, so that rows need to be kept apart.
    pub(super) is_tall: bool,
}

/// Where the cells of a table are: its row and column, and its index among the blocks.
type Cells = BTreeMap<(u16, u8), usize>;

/// How many of the blocks from `first` on are the cells of one table.
pub(super) fn len(article: &Article, first: usize) -> usize {
    let blocks = article.blocks.get(first..).unwrap_or_default();
    let mut before = None;
    let mut len = 0;
    for (at, block) in blocks.iter().enumerate() {
        let Role::Cell { row, column } = block.role else {
            // What stands for an empty cell.
            if block.role == Role::FrontMatter && at > 0 {
                continue;
            }
            break;
        };
        if before.is_some_and(|before| before >= (row, column)) {
            break;
        }
        before = Some((row, column));
        len = at + 1;
    }
    len
}

/// Lays out the table whose cells are among `len` blocks from `first` on.
pub(super) fn lay_out(article: &Article, first: usize, len: usize, columns: usize) -> Table {
    let blocks = article.blocks.iter().enumerate().skip(first).take(len);
    let cells: Cells = blocks
        .filter_map(|(at, block)| match block.role {
            Role::Cell { row, column } => Some(((row, column), at)),
            _ => None,
        })
        .collect();
    let table = Layout { article, cells };
    let natural = table.widths(usize::MAX);
    let gaps = GAP * natural.len().saturating_sub(1);
    let room = columns.saturating_sub(gaps);
    if natural.iter().sum::<usize>() <= room {
        return table.in_columns(&natural);
    }
    if room < LEAST * natural.len() {
        return table.as_list(columns);
    }
    // Words leave some columns free at the ends of rows: the others have them.
    let shares = shares(&natural, room);
    let used = table.wrapped_widths(&shares);
    let mut widths = used.clone();
    let mut free = room.saturating_sub(used.iter().sum());
    for (width, natural) in widths.iter_mut().zip(&natural) {
        let more = (natural - *width).min(free);
        *width += more;
        free -= more;
    }
    table.in_columns(&widths)
}

/// Divides `room` among columns that want so much: nobody has more than they want, and who
/// has less than they want has as much as anybody.
fn shares(wanted: &[usize], room: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|column| wanted[*column]);
    let mut shares = vec![0; wanted.len()];
    let mut left = room;
    for (done, column) in order.iter().enumerate() {
        let share = left / (wanted.len() - done);
        shares[*column] = wanted[*column].min(share).max(1);
        left = left.saturating_sub(shares[*column]);
    }
    shares
}

struct Layout<'a> {
    article: &'a Article,
    cells: Cells,
}

impl Layout<'_> {
    /// The pieces of a cell in so many columns.
    fn wrap(&self, block: usize, columns: usize) -> Vec<Span> {
        let Some(cell) = self.article.blocks.get(block) else {
            return Vec::new();
        };
        let body = body(cell, &self.article.text);
        let text = body.slice(&self.article.text);
        let rows = wrap::wrap(text, &hidden(cell, body), columns);
        rows.into_iter()
            .map(|row| row.shifted(body.from()))
            .collect()
    }

    /// Columns of the screen that a piece of a cell takes.
    fn width(&self, block: usize, span: Span) -> usize {
        let parts = self.article.blocks.get(block).into_iter();
        let parts = parts.flat_map(|cell| cell.visible().filter_map(|part| part.common(span)));
        parts
            .map(|part| safe::width(part.slice(&self.article.text)))
            .sum()
    }

    /// The widest piece of each column, where none may have more than so many.
    fn widths(&self, most: usize) -> Vec<usize> {
        let columns = self
            .cells
            .keys()
            .map(|(_, column)| usize::from(*column) + 1);
        self.wrapped_widths(&vec![most; columns.max().unwrap_or(0)])
    }

    /// The widest piece of each column, where each may have so many.
    fn wrapped_widths(&self, most: &[usize]) -> Vec<usize> {
        let mut widths = vec![1; most.len()];
        for ((_, column), block) in &self.cells {
            let column = usize::from(*column);
            for span in self.wrap(*block, most[column]) {
                widths[column] = widths[column].max(self.width(*block, span));
            }
        }
        widths
    }

    /// The cells of each row of the table.
    fn rows(&self) -> impl Iterator<Item = Vec<(usize, usize)>> + '_ {
        let rows: BTreeMap<u16, Vec<(usize, usize)>> =
            self.cells
                .iter()
                .fold(BTreeMap::new(), |mut rows, ((row, column), block)| {
                    rows.entry(*row)
                        .or_insert_with(Vec::new)
                        .push((usize::from(*column), *block));
                    rows
                });
        rows.into_values()
    }

    fn span(&self, cells: &[(usize, usize)]) -> Span {
        let spans = cells
            .iter()
            .filter_map(|(_, block)| self.article.blocks.get(*block));
        let spans = spans.map(|cell| cell.span);
        spans
            .reduce(|a, b| Span { end: b.end, ..a })
            .unwrap_or_default()
    }

    /// Cells beside each other, in columns of these widths.
    fn in_columns(&self, widths: &[usize]) -> Table {
        let mut table = Table {
            width: widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1),
            headed: self.cells.keys().any(|(row, _)| *row > 0),
            ..Table::default()
        };
        for cells in self.rows() {
            let mut lines: Vec<Vec<Piece>> = Vec::new();
            for (column, block) in &cells {
                let before: usize = widths.iter().take(*column).map(|width| width + GAP).sum();
                for (line, span) in self.wrap(*block, widths[*column]).into_iter().enumerate() {
                    if lines.len() <= line {
                        lines.push(Vec::new());
                    }
                    lines[line].push(Piece {
                        block: *block,
                        span,
                        column: before,
                        is_name: false,
                    });
                }
            }
            table.is_tall |= lines.len() > 1;
            table.rows.push(TableRow {
                span: self.span(&cells),
                lines,
            });
        }
        table
    }

    /// Cells under each other, behind the names of their columns.
    fn as_list(&self, columns: usize) -> Table {
        let names: Vec<Option<usize>> = (0..=u8::MAX)
            .map(|column| self.cells.get(&(0, column)).copied())
            .collect();
        let name_width = |block: &usize| {
            self.wrap(*block, columns / 3)
                .iter()
                .map(|span| self.width(*block, *span))
                .max()
        };
        let widest = names
            .iter()
            .flatten()
            .filter_map(name_width)
            .max()
            .unwrap_or(0);
        let before = widest + GAP;
        let mut table = Table {
            is_tall: true,
            ..Table::default()
        };
        let several = self.cells.keys().any(|(row, _)| *row > 0);
        for cells in self.rows().skip(usize::from(several)) {
            let mut lines = Vec::new();
            for (column, block) in &cells {
                let name = names.get(*column).copied().flatten().filter(|_| several);
                let mut name =
                    name.and_then(|name| Some((name, *self.wrap(name, widest).first()?)));
                for span in self.wrap(*block, columns.saturating_sub(before).max(LEAST)) {
                    let name = name.take().map(|(block, span)| Piece {
                        block,
                        span,
                        column: 0,
                        is_name: true,
                    });
                    let value = Piece {
                        block: *block,
                        span,
                        column: before,
                        is_name: false,
                    };
                    lines.push(name.into_iter().chain([value]).collect());
                }
            }
            table.rows.push(TableRow {
                span: self.span(&cells),
                lines,
            });
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, lay_out, len, shares};
    use crate::corpus::formats::assemble::article;
    use crate::corpus::formats::markdown;
    use crate::corpus::{Article, Origin};
    use crate::text::safe;

    /// A table as lines of text.
    fn show(article: &Article, table: &Table) -> Vec<String> {
        let lines = table.rows.iter().flat_map(|row| &row.lines);
        let line = |pieces: &Vec<super::Piece>| {
            pieces.iter().fold(String::new(), |line, piece| {
                let gap = piece.column - safe::width(&line);
                let shown = article.blocks[piece.block].visible();
                let shown = shown.filter_map(|part| part.common(piece.span));
                let shown: Vec<&str> = shown.map(|part| part.slice(&article.text)).collect();
                line + &" ".repeat(gap) + &shown.concat()
            })
        };
        lines.map(line).collect()
    }

    fn check(columns: usize, text: &str, expected: &[&str]) {
        let article = article(markdown::raw(text.to_owned(), Origin::default()));
        let table = lay_out(&article, 0, len(&article, 0), columns);
        let seen = show(&article, &table);
        assert_eq!(seen, expected, "{columns}");
        assert!(seen.iter().all(|line| safe::width(line) <= columns));
    }

    const PARTIES: &str = "|Party|Seats|What it wants|\n|-|-|-|\n|Left|12|to repair the old bridge soon|\n|Reform||a tunnel|\n";

    #[test]
    fn cells_stand_under_each_other() {
        check(
            60,
            PARTIES,
            &[
                "Party   Seats  What it wants",
                "Left    12     to repair the old bridge soon",
                "Reform         a tunnel",
            ],
        );
    }

    #[test]
    fn long_cells_are_wrapped_between_words() {
        check(
            30,
            PARTIES,
            &[
                "Party   Seats  What it wants",
                "Left    12     to repair the",
                "               old bridge soon",
                "Reform         a tunnel",
            ],
        );
    }

    #[test]
    fn where_columns_have_no_room_cells_are_listed() {
        check(
            22,
            PARTIES,
            &[
                "Party    Left",
                "Seats    12",
                "What it  to repair the",
                "         old bridge",
                "         soon",
                "Party    Reform",
                "What it  a tunnel",
            ],
        );
    }

    #[test]
    fn who_wants_little_has_it_and_the_others_share() {
        assert_eq!(shares(&[3, 90, 50], 63), [3, 30, 30]);
        assert_eq!(shares(&[3, 9], 63), [3, 9]);
        assert_eq!(shares(&[], 63), [0; 0]);
    }
}
