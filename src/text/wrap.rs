//! A paragraph broken into rows of a given width.
//!
//! In goes the text of one block, with the byte ranges in it that are not shown
//! (markup); out come the spans of its rows. Break opportunities are those of the
//! Unicode line breaking algorithm (UAX #14); a word wider than a row is broken between
//! grapheme clusters. Line ends inside the block are blanks: the caller decides what a
//! paragraph is.

use super::safe;
use super::span::Span;

/// The rows of `text`, each at most `columns` wide once made printable, unless a single
/// grapheme cluster is wider (some Indic ones take three columns and more).
///
/// Every byte of `text` that is neither white space at a break nor hidden lies in
/// exactly one row; a row may begin or end with hidden bytes. `hidden` is sorted and does not overlap itself. An empty text has
/// no rows; `columns` below 2 counts as 2, so that wide characters fit.
#[must_use]
pub fn wrap(text: &str, hidden: &[Span], columns: usize) -> Vec<Span> {
    rows(text, hidden, columns, usize::MAX)
}

/// The first of the rows that [`wrap`] makes; the rest of the text is not looked at.
#[must_use]
pub fn first_row(text: &str, hidden: &[Span], columns: usize) -> Option<Span> {
    rows(text, hidden, columns, 1).first().copied()
}

/// The first rows, at least `n` if there are so many.
fn rows(text: &str, hidden: &[Span], columns: usize, n: usize) -> Vec<Span> {
    let mut rows = Rows {
        text,
        hidden,
        columns: columns.max(2),
        done: Vec::new(),
        start: 0,
        end: 0,
        width: 0,
    };
    let mut from = 0;
    for (to, _) in unicode_linebreak::linebreaks(text) {
        rows.add(from, to);
        from = to;
        if rows.done.len() >= n {
            return rows.done;
        }
    }
    rows.finish();
    rows.done
}

/// The rows of preformatted `text`: one for each line, longer ones broken between
/// clusters at `columns`. A line without text has an empty row.
#[must_use]
pub fn chop(text: &str, columns: usize) -> Vec<Span> {
    let mut rows = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end_matches(['\r', '\n']);
        let (mut start, mut width) = (0, 0);
        for glyph in safe::glyphs(shown) {
            if width + glyph.width > columns.max(2) {
                rows.push(Span::new(at + start, at + glyph.offset));
                (start, width) = (glyph.offset, 0);
            }
            width += glyph.width;
        }
        rows.push(Span::new(at + start, at + shown.len()));
        at += line.len();
    }
    rows
}

/// The rows made so far and the one being filled, `start..end`.
struct Rows<'a> {
    text: &'a str,
    hidden: &'a [Span],
    columns: usize,
    done: Vec<Span>,
    start: usize,
    end: usize,
    /// Columns of `start..end`, the blanks at its end included.
    width: usize,
}

impl Rows<'_> {
    /// Adds the unbreakable piece `from..to`, with the white space that ends it.
    fn add(&mut self, from: usize, to: usize) {
        let piece = self.text.get(from..to).unwrap_or_default();
        let word = piece.trim_end();
        let word_end = from + word.len();
        let word_width = self.measure(from, word_end);
        if self.width + word_width > self.columns && self.end > self.start {
            self.finish();
        }
        if self.start == self.end {
            self.start = from + (word.len() - word.trim_start().len());
        }
        if word_width > self.columns {
            self.split(from, word_end);
        } else {
            self.width += word_width;
        }
        self.end = word_end.max(self.start);
        self.width += self.measure(word_end, to);
    }

    /// Ends the row being filled.
    fn finish(&mut self) {
        let row = Span::new(self.start, self.end);
        if !row.trimmed(self.text).is_empty() {
            self.done.push(row);
        }
        self.start = self.end;
        self.width = 0;
    }

    /// Fills rows with the word `from..to`, which is wider than one.
    fn split(&mut self, from: usize, to: usize) {
        let word = self.text.get(from..to).unwrap_or_default();
        for glyph in safe::glyphs(word) {
            let at = from + glyph.offset;
            let width = if self.is_hidden(at) { 0 } else { glyph.width };
            if self.width + width > self.columns {
                self.end = at;
                self.finish();
            }
            self.width += width;
            self.end = at + glyph.len;
        }
    }

    /// Columns of the bytes `from..to` that are shown.
    fn measure(&self, from: usize, to: usize) -> usize {
        let first = self.hidden.partition_point(|span| span.to() <= from);
        let (mut columns, mut at) = (0, from);
        for span in self
            .hidden
            .iter()
            .skip(first)
            .take_while(|span| span.from() < to)
        {
            columns += safe::width(self.text.get(at..span.from().max(at)).unwrap_or_default());
            at = span.to().min(to);
        }
        columns + safe::width(self.text.get(at..to).unwrap_or_default())
    }

    fn is_hidden(&self, at: usize) -> bool {
        let next = self.hidden.partition_point(|span| span.to() <= at);
        self.hidden.get(next).is_some_and(|span| span.contains(at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Span, safe};
    use super::{first_row, wrap};
    use proptest::prelude::*;

    fn check(text: &str, columns: usize, expected: &[&str]) {
        let rows: Vec<&str> = wrap(text, &[], columns)
            .iter()
            .map(|row| row.slice(text))
            .collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn breaks_at_words() {
        check("one two three", 7, &["one two", "three"]);
        check("one two three", 9, &["one two", "three"]);
        check("a\nb", 9, &["a\nb"]);
        check("", 9, &[]);
    }

    #[test]
    fn breaks_long_words_between_clusters() {
        check(
            "a counterrevolution",
            8,
            &["a", "counterr", "evolutio", "n"],
        );
        check("日本語日本", 4, &["日本", "語日", "本"]);
    }

    #[test]
    fn preformatted_lines_keep_their_blanks() {
        let text = "  a\r\n\nbcdef";
        let rows: Vec<&str> = super::chop(text, 4)
            .iter()
            .map(|row| row.slice(text))
            .collect();
        assert_eq!(rows, ["  a", "", "bcde", "f"]);
    }

    #[test]
    fn hidden_markup_takes_no_room() {
        let text = "see [here](http://example.org/long) now";
        let hidden = [Span::new(4, 5), Span::new(9, 35)];
        let rows = wrap(text, &hidden, 12);
        assert_eq!(rows, [Span::whole(text)]);
    }

    proptest! {
        #[test]
        fn loses_nothing_and_fits(text in "[a-zé日\u{1f600}\t\n -]{0,120}|\\PC{0,80}", columns in 2usize..30) {
            let rows = wrap(&text, &[], columns);
            prop_assert_eq!(first_row(&text, &[], columns), rows.first().copied());
            let mut end = 0;
            for row in rows {
                prop_assert!(Span::new(end, row.from()).slice(&text).trim().is_empty());
                let row_text = row.slice(&text);
                let one = safe::glyphs(row_text).count() == 1;
                prop_assert!(one || safe::width(row_text) <= columns, "{row_text:?}");
                end = row.to();
            }
            prop_assert!(Span::new(end, text.len()).slice(&text).trim().is_empty());
        }
    }
}
