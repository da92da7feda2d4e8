//! Lines that must keep their ends: verse, lists, tables, code.
//!
//! In go the units of a plain text; out comes how many of them stand together. Columns of
//! a table are not told apart.

use super::furniture::is_furniture;
use super::lines::Unit;
use super::markers;

/// Bytes of the longest line of verse or of a table.
const LONGEST_VERSE: usize = 72;

/// Number of units of the verse or table that starts at unit `at`, or 0.
#[must_use]
pub fn len(text: &str, units: &[Unit], at: usize) -> usize {
    let unit = units[at];
    if unit.span.len() > LONGEST_VERSE * 2 {
        return 0;
    }
    if is_tabular(unit.span.slice(text)) {
        let more = units[at + 1..].iter().take_while(|unit| {
            !unit.gap && (unit.indent >= 4 || is_tabular(unit.span.slice(text)))
        });
        return 1 + more.count();
    }
    if !unit.gap || at == 0 {
        return 0;
    }
    let group = 1 + units[at + 1..].iter().take_while(|unit| !unit.gap).count();
    let group = &units[at..at + group];
    let lines = || group.iter().map(|unit| unit.span.slice(text));
    let plain = |line: &str| {
        line.len() <= LONGEST_VERSE && !markers::starts_block(line) && !is_furniture(line)
    };
    let indented = group.len() >= 2 && group.iter().all(|unit| unit.indent >= 4);
    let closed = lines().filter(|line| line.ends_with(['.', ':'])).count();
    let ragged = group.len() >= 3
        && closed * 2 < group.len()
        && group.iter().all(|unit| unit.span.len() <= 60);
    if (indented || ragged) && lines().all(plain) {
        group.len()
    } else {
        0
    }
}

/// Whether lines are code: every twelfth sign or more is a mark that prose hardly has, or
/// every other line ends as statements do.
#[must_use]
pub fn is_code(lines: &str) -> bool {
    let signs = lines.chars().filter(|c| !c.is_whitespace()).count();
    let marks = lines
        .chars()
        .filter(|c| "{}[]<>;=_\\|$#@`".contains(*c))
        .count();
    let ends = |line: &&str| line.trim_end().ends_with([';', '{', '}']);
    let all = lines.lines().count();
    marks * 12 > signs || lines.lines().filter(ends).count() * 2 >= all.max(2)
}

/// Whether the line is laid out in three columns or more: blanks in rows of three or more,
/// or tabs, twice.
fn is_tabular(line: &str) -> bool {
    let (mut blanks, mut columns) = (0_u32, 1);
    for byte in line.bytes() {
        match byte {
            b' ' => blanks += 1,
            b'\t' => blanks += 3,
            _ => {
                columns += u32::from(blanks >= 3);
                blanks = 0;
            }
        }
    }
    columns >= 3
}
