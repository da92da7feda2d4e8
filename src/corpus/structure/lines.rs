//! Lines of a plain text, and the paragraphs that hard-wrapped lines make.
//!
//! In goes a text; out come its [`Unit`]s: one line each, unless the text is wrapped at a
//! fixed width or a list item runs on in an indented line. It does not know what a unit
//! is, beyond the markers that keep it from being the continuation of another.

use super::markers;
use crate::corpus::metadata::bylines;
use crate::text::Span;

/// Widest column at which texts are wrapped by hand or by a mail program.
const WIDEST_WRAP: usize = 110;
/// Narrowest such column: a newspaper's has 25 and more.
const NARROWEST_WRAP: usize = 20;
/// Below this column verse is as wide, so that more has to speak for prose.
const NARROW: usize = 45;
/// Columns by which a wrapped line may miss the full width; in narrow columns a sixth of it.
const RAGGED: usize = 8;

/// A line, or several that are one paragraph, without white space at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands.
    pub span: Span,
    /// Blanks before it on its first line; a tab counts as four.
    pub indent: u16,
    /// Whether it is the first, or a blank line stands before it.
    pub gap: bool,
}

/// The units of the part of `text` that starts at byte `from`, in order. Everything that
/// is not white space lies in exactly one.
#[must_use]
pub fn units(text: &str, from: usize) -> Vec<Unit> {
    let lines = lines(text, from);
    let Some(width) = wrap_width(text, &lines) else {
        return join(text, lines, |before, after| is_parted(text, before, after));
    };
    join(text, lines, |before, after| {
        is_parted(text, before, after) || is_full(text, width, before, after)
    })
}

/// Whether the end of a line parts a word: `deb-`, and `ate` on the next.
fn is_parted(text: &str, before: &Unit, after: &Unit) -> bool {
    let bare = before
        .span
        .slice(text)
        .strip_suffix(['-', '\u{2010}', '\u{ad}']);
    let word = bare.and_then(|bare| bare.split_whitespace().next_back());
    let word = word.filter(|word| word.ends_with(char::is_alphabetic));
    let after = after.span.slice(text);
    // Both parts of a name begin with capitals: `Franco-`, `German`.
    word.is_some_and(|word| {
        let large = word.starts_with(char::is_uppercase) && after.starts_with(char::is_uppercase);
        large || after.starts_with(char::is_lowercase)
    })
}

fn lines(text: &str, from: usize) -> Vec<Unit> {
    let body = text.get(from..).unwrap_or_default();
    let end = if body.contains('\n') { '\n' } else { '\r' };
    let mut lines = Vec::with_capacity(16);
    let (mut at, mut gap) = (from, true);
    for line in body.split(end) {
        let content = line.trim_start();
        let start = at + (line.len() - content.len());
        at += line.len() + 1;
        let content = content.trim_end();
        if content.is_empty() {
            gap = true;
            continue;
        }
        lines.push(Unit {
            span: Span::new(start, start + content.len()),
            indent: indent(line),
            gap,
        });
        gap = false;
    }
    lines
}

fn indent(line: &str) -> u16 {
    let blanks = line.chars().take_while(|c| c.is_whitespace()).take(1000);
    blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// The column at which the text is wrapped, if it is: nearly every line that another
/// follows directly is full, and most of those go on in the middle of a sentence.
fn wrap_width(text: &str, lines: &[Unit]) -> Option<usize> {
    let pairs = || {
        let both = lines.iter().zip(lines.get(1..).unwrap_or_default());
        both.filter(|(_, after)| !after.gap && !is_byline(text, after))
    };
    let width = pairs()
        .flat_map(|(before, after)| [before, after])
        .map(|line| line.span.len())
        .max()
        .filter(|bytes| (NARROWEST_WRAP..=2 * WIDEST_WRAP).contains(bytes))?;
    let width = if text.is_ascii() {
        width
    } else {
        lines.iter().map(|line| columns(text, line)).max()?
    };
    if width > WIDEST_WRAP {
        return None;
    }
    let (mut all, mut full, mut flowing, mut small, mut tight) = (0, 0, 0, 0, 0);
    for (before, after) in pairs() {
        all += 1;
        small += usize::from(after.span.slice(text).starts_with(char::is_lowercase));
        tight += usize::from(room_for(text, before, after) + 2 > width);
        if is_parted(text, before, after) || is_full(text, width, before, after) {
            full += 1;
            let after = after.span.slice(text);
            let before = before.span.slice(text);
            let goes_on = after.starts_with(char::is_lowercase)
                || !before.ends_with(['.', '!', '?', ':', '"', '”', ')']);
            flowing += usize::from(goes_on);
        }
    }
    // A single pair may be a title and what stands under it.
    let single = || {
        pairs().all(|(before, after)| {
            let flows = after.span.slice(text).starts_with(char::is_lowercase);
            flows && before.span.len() >= 60 && before.span.start > lines[0].span.start
        })
    };
    let enough = all > 1 || (all == 1 && single());
    // Lines of verse begin with capitals and end anywhere; those of prose begin as words come,
    // and the next word had no room.
    let fits = all >= 3 && full * 10 >= all * 7;
    let prose =
        width >= NARROW || (fits && (small * 2 > all || (all >= 5 && tight * 10 >= all * 9)));
    (enough && prose && full * 10 >= all * 6 && flowing * 2 > full).then_some(width)
}

/// Whether the line stands at the top and says who published the article, or when.
fn is_byline(text: &str, line: &Unit) -> bool {
    const TOP: u32 = 2000;
    line.span.start < TOP && bylines::read(line.span.slice(text)).is_some()
}

fn columns(text: &str, line: &Unit) -> usize {
    line.span.slice(text).chars().count()
}

/// Columns that `before` would have with the first word of `after`.
fn room_for(text: &str, before: &Unit, after: &Unit) -> usize {
    let next = after.span.slice(text);
    let word = next.split_whitespace().next().unwrap_or_default();
    columns(text, before) + 1 + word.chars().count()
}

/// Whether the first word of `after` had no room in `before`.
fn is_full(text: &str, width: usize, before: &Unit, after: &Unit) -> bool {
    let used = room_for(text, before, after);
    let ragged = RAGGED.min(width / 6);
    used + ragged > width && columns(text, before) + 2 * ragged > width / 2
}

/// Joins lines to units: what `flows` says, and what is indented under a list item.
fn join(text: &str, lines: Vec<Unit>, flows: impl Fn(&Unit, &Unit) -> bool) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    let mut last: Option<Unit> = None;
    for line in lines {
        if let (Some(unit), Some(before)) = (units.last_mut(), last)
            && !line.gap
            && continues(text, unit, &before, &line, &flows)
        {
            unit.span.end = line.span.end;
        } else {
            units.push(line);
        }
        last = Some(line);
    }
    units
}

fn continues(
    text: &str,
    unit: &Unit,
    before: &Unit,
    line: &Unit,
    flows: impl Fn(&Unit, &Unit) -> bool,
) -> bool {
    let content = line.span.slice(text);
    let in_quote = markers::is_quote(unit.span.slice(text));
    if in_quote || markers::is_quote(content) {
        return in_quote && markers::is_quote(content);
    }
    if markers::starts_block(content) {
        return false;
    }
    if is_byline(text, line) {
        return false;
    }
    let hangs = line.indent > unit.indent && markers::bullet(unit.span.slice(text)).is_some();
    hangs || flows(before, line)
}

#[cfg(test)]
mod tests {
    use super::units;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let units = units(text, 0);
        let seen: Vec<&str> = units.iter().map(|unit| unit.span.slice(text)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_line_is_a_unit() {
        check(
            "Title\r\n\r\n  One.\r\nTwo.\t\r\n",
            &["Title", "One.", "Two."],
        );
        check("old\rline\rends", &["old", "line", "ends"]);
        check("", &[]);
        check(" \n\t\n", &[]);
    }

    #[test]
    fn wrapped_lines_are_one_unit() {
        let text = "The council met on Monday to speak about the bridge, which has\n\
                    been closed since the flood of last spring and will stay so for\n\
                    another year at least.\n\nA short line.";
        let (first, second) = text.split_once("\n\n").unwrap();
        check(text, &[first, second]);
    }

    #[test]
    fn a_title_and_its_byline_stay_apart() {
        check(
            "The council speaks about the old stone bridge\nreuters | 1987-02-16\n\nIt rained.",
            &[
                "The council speaks about the old stone bridge",
                "reuters | 1987-02-16",
                "It rained.",
            ],
        );
    }

    #[test]
    fn short_paragraphs_without_blank_lines_stay_apart() {
        check(
            "The council met on Monday to speak about the bridge.\nIt has been closed since May.\n\
             Nobody knows when it will open again to the public.",
            &[
                "The council met on Monday to speak about the bridge.",
                "It has been closed since May.",
                "Nobody knows when it will open again to the public.",
            ],
        );
    }

    #[test]
    fn list_items_run_on_in_indented_lines() {
        check(
            "- one\n  more\n- two\nafter",
            &["- one\n  more", "- two", "after"],
        );
    }

    #[test]
    fn quoted_lines_are_one_unit() {
        check("> one\n> two\nthree", &["> one\n> two", "three"]);
    }

    proptest! {
        #[test]
        fn everything_visible_lies_in_one_unit(text in "([-a-zé.>•:Q1]{1,9}|[ \\t\r\n\u{a0}\u{2028}\\x00-\\x1f]){0,40}") {
            let mut next = 0;
            for unit in units(&text, 0) {
                prop_assert!(text.get(next..unit.span.from()).unwrap().trim().is_empty());
                prop_assert_eq!(unit.span, unit.span.trimmed(&text));
                prop_assert!(!unit.span.is_empty());
                next = unit.span.to();
            }
            prop_assert!(text.get(next..).unwrap().trim().is_empty());
        }
    }
}
