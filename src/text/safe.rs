//! Hostile text made printable, and the only place where width is measured.
//!
//! In goes any `&str`; out come [`Glyph`]s, each one grapheme cluster that a terminal
//! prints in a known number of columns. Control characters become the control pictures
//! of Unicode (`ESC` is shown as `␛`), so that an attack is seen instead of run; bidi
//! and invisible format characters, which could reorder or hide text, are dropped;
//! white space of any kind is a blank, a tab four of them wherever it stands: so the width of
//! a text is the sum of the widths of its parts.

use std::borrow::Cow;
use std::fmt;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Bytes of the longest cluster that is printed as it is. Emoji families need up to 28;
/// stacked combining marks ("zalgo") run to megabytes in one cell.
pub const LONGEST_CLUSTER: usize = 32;

const TAB: &str = "    ";
const REPLACEMENT: &str = "\u{FFFD}";

/// One printable cluster and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Byte offset of the cluster in the text.
    pub offset: usize,
    /// Length of the cluster in the text, in bytes.
    pub len: usize,
    /// What to print; empty for what is dropped.
    pub symbol: &'a str,
    /// Columns that `symbol` takes.
    pub width: usize,
}

/// The glyphs of `text`, in order.
#[must_use]
pub fn glyphs(text: &str) -> Glyphs<'_> {
    Glyphs { text, at: 0 }
}

/// Iterator over the [`Glyph`]s of a text; made by [`glyphs`].
pub struct Glyphs<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let offset = self.at;
        let rest = self.text.get(offset..)?;
        // Nearly all of a text is ASCII: between two such characters is always a boundary,
        // but in the one end of a line that is two.
        if let [b' '..=b'~', 0..0x80, ..] | [b' '..=b'~'] = rest.as_bytes() {
            self.at += 1;
            return Some(Glyph {
                offset,
                len: 1,
                symbol: rest.get(..1)?,
                width: 1,
            });
        }
        let cluster = rest.graphemes(true).next()?;
        self.at += cluster.len();
        let symbol = printable(cluster);
        Some(Glyph {
            offset,
            len: cluster.len(),
            symbol,
            width: symbol.width(),
        })
    }
}

/// What is printed for one cluster.
fn printable(cluster: &str) -> &str {
    let mut chars = cluster.chars();
    let (first, rest) = (chars.next().unwrap_or(' '), chars.as_str());
    match first {
        ' '..='~' if rest.is_empty() => cluster,
        '\t' => TAB,
        _ if first.is_whitespace() => " ",
        '\0'..='\x1f' => PICTURES[first as usize],
        '\x7f' => "\u{2421}",
        '\u{80}'..='\u{9f}' => REPLACEMENT,
        _ if cluster.len() > LONGEST_CLUSTER => REPLACEMENT,
        _ => {
            let honest = cluster.split(is_deceptive).next().unwrap_or_default();
            if honest.width() == 0 { "" } else { honest }
        }
    }
}

/// Characters that reorder, hide or annotate the text around them.
///
/// The zero-width joiners are allowed: inside a cluster they shape emoji and Indic
/// scripts; alone they have no width and are dropped for that.
#[must_use]
pub fn is_deceptive(c: char) -> bool {
    matches!(c,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' // marks, zero-width space
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' // separators, embeddings, isolates
        | '\u{ad}' | '\u{180e}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' // tags
        | '\0'..='\x1f' | '\x7f'..='\u{9f}')
}

/// Text that may reach a terminal, a file name or a command line: no control characters,
/// no bidi controls, no line breaks, no tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Safe(String);

impl Safe {
    /// `text` on one line, made printable.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(clean(text).into_owned())
    }

    /// The printable text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `text` on one line, made printable; borrowed when it already is.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(glyphs(text).map(|glyph| glyph.symbol).collect())
}

/// Columns that `text` takes once made printable.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    glyphs(text).map(|glyph| glyph.width).sum()
}

/// The end of `text`, made printable, that fits in `columns`, the cut marked by `…`.
#[must_use]
pub fn cut_start(text: &str, columns: usize) -> String {
    let all = width(text);
    if all <= columns {
        return clean(text).into_owned();
    }
    let mut over = all + 1 - columns.max(1);
    let kept = glyphs(text).skip_while(|glyph| {
        let skip = over > 0;
        over = over.saturating_sub(glyph.width);
        skip
    });
    std::iter::once("…")
        .chain(kept.map(|glyph| glyph.symbol))
        .collect()
}

/// `text` made printable and cut to `columns`, the cut marked by `…`.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    let cleaned = clean(text);
    if width(&cleaned) <= columns {
        return cleaned.into_owned();
    }
    let mut left = columns.saturating_sub(1);
    let mut kept: String = glyphs(&cleaned)
        .take_while(|glyph| {
            let fits = glyph.width <= left;
            left -= glyph.width.min(left);
            fits
        })
        .map(|glyph| glyph.symbol)
        .collect();
    if columns > 0 {
        kept.push('…');
    }
    kept
}

const PICTURES: [&str; 32] = [
    "\u{2400}", "\u{2401}", "\u{2402}", "\u{2403}", "\u{2404}", "\u{2405}", "\u{2406}", "\u{2407}",
    "\u{2408}", "\u{2409}", "\u{240a}", "\u{240b}", "\u{240c}", "\u{240d}", "\u{240e}", "\u{240f}",
    "\u{2410}", "\u{2411}", "\u{2412}", "\u{2413}", "\u{2414}", "\u{2415}", "\u{2416}", "\u{2417}",
    "\u{2418}", "\u{2419}", "\u{241a}", "\u{241b}", "\u{241c}", "\u{241d}", "\u{241e}", "\u{241f}",
];

#[cfg(test)]
mod tests {
    use super::{clean, cut, cut_start, glyphs, width};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn check(input: &str, expected: &str) {
        assert_eq!(clean(input), expected, "{input:?}");
    }

    #[test]
    fn controls_become_pictures() {
        check("a\x1b[31mb", "a␛[31mb");
        check("bell\x07 nul\0 del\x7f", "bell␇ nul␀ del␡");
        check("c1\u{9b}31m", "c1\u{fffd}31m");
    }

    #[test]
    fn the_end_is_kept() {
        let check = |text: &str, columns: usize, expected: &str| {
            assert_eq!(cut_start(text, columns), expected);
        };
        check("a/b/c.pdf", 20, "a/b/c.pdf");
        check("a/b/c.pdf", 6, "…c.pdf");
        check("a/\x1b[2Jc.pdf", 7, "…Jc.pdf");
    }

    #[test]
    fn white_space_is_blank() {
        check("a\tb", "a    b");
        check("a\r\nb\u{2029}c", "a b c");
    }

    #[test]
    fn deceptive_characters_are_dropped() {
        check("a\u{202e}b\u{2066}c\u{200f}d\u{feff}e", "abcde");
        check("hid\u{e0041}den", "hidden");
    }

    #[test]
    fn joined_emoji_and_accents_stay_whole() {
        check("👩‍👩‍👧 Kraków é", "👩‍👩‍👧 Kraków é");
    }

    #[test]
    fn zalgo_is_one_cell() {
        let zalgo = format!("z{}", "\u{301}".repeat(1000));
        assert_eq!(width(&zalgo), 1);
        check(&zalgo, "\u{fffd}");
    }

    #[test]
    fn cutting_marks_the_cut() {
        assert_eq!(cut("Zelenskyy", 5), "Zele…");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("fits", 4), "fits");
        assert_eq!(cut("x", 0), "");
    }

    proptest! {
        #[test]
        fn glyphs_are_the_clusters_of_the_text(text in "[ -~]{0,3}(\\PC|\r\n|e\u{301}|\u{1f1fa}\u{1f1e6}|\u{0600}a|\u{1f468}\u{200d}\u{1f469}){0,4}[a-c\u{301}\r\n]{0,4}") {
            let clusters = text.grapheme_indices(true).map(|(at, cluster)| (at, cluster.len()));
            let found = glyphs(&text).map(|glyph| (glyph.offset, glyph.len));
            prop_assert_eq!(found.collect::<Vec<_>>(), clusters.collect::<Vec<_>>());
        }

        #[test]
        fn nothing_unprintable_survives(text in "\\PC*|[\\x00-\\x1f\\x7f-\\x{9f}\\x{2000}-\\x{206f}a]*") {
            let cleaned = clean(&text).into_owned();
            prop_assert!(!cleaned.chars().any(|c| c.is_control() || super::is_deceptive(c)));
            prop_assert_eq!(width(&cleaned), width(&text));
        }

        #[test]
        fn glyphs_cover_the_text(text in "\\PC*") {
            let mut next = 0;
            for glyph in glyphs(&text) {
                prop_assert_eq!(glyph.offset, next);
                next += glyph.len;
            }
            prop_assert_eq!(next, text.len());
        }
    }
}
