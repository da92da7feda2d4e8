//! Characters that nobody sees and that mean nothing inside a word.
//!
//! In goes a text; out comes where they stand. Joiners stay where a script needs them.

use super::Span;

/// Soft hyphen, zero-width space, marks of direction, word joiner and invisible operators,
/// Mongolian vowel separator, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'
            ..='\u{2064}' | '\u{180e}' | '\u{feff}'
    )
}

/// Joiner and non-joiner: spelling in Persian and in Indic scripts, and part of emoji.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a joiner beside this character does nothing: Latin, Greek, Cyrillic.
fn is_apart(c: Option<char>) -> bool {
    c.is_none_or(|c| c < '\u{530}')
}

/// Where the invisible characters of `text` stand, those that follow one another as one.
#[must_use]
pub fn invisible(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    if text.is_ascii() {
        return found;
    }
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = is_joiner(c) && is_apart(before) && is_apart(next.filter(|c| !is_joiner(*c)));
        if is_invisible(c) || joins {
            let end = at + c.len_utf8();
            match found.last_mut() {
                Some(last) if last.to() == at => *last = Span::new(last.from(), end),
                _ => found.push(Span::new(at, end)),
            }
        } else {
            before = Some(c);
        }
    }
    found
}

/// `text` without its invisible characters.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    let mut at = 0;
    for span in invisible(text) {
        visible.push_str(text.get(at..span.from()).unwrap_or_default());
        at = span.to();
    }
    visible.push_str(text.get(at..).unwrap_or_default());
    visible
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn only_what_means_nothing_is_left_out() {
        let check = |text, expected| assert_eq!(visible(text), expected);
        check("War\u{ad}saw", "Warsaw");
        check(
            "Scholz\u{200b}\u{2060}, \u{feff}Kyi\u{200e}v",
            "Scholz, Kyiv",
        );
        check("a\u{180e}b\u{2063}c\u{200d}d\u{200c}e", "abcde");
        check("می\u{200c}خواهم", "می\u{200c}خواهم");
        check("👩\u{200d}🔬", "👩\u{200d}🔬");
        check("plain", "plain");
    }
}
