//! Sentences of running text.
//!
//! In goes the text of one block; out come spans, in order, without white space at their
//! ends, that together hold everything that is not white space. The rules are those of
//! English newspapers:
//!
//! * `.`, `!`, `?`, `…` and their full-width kin end a sentence when white space follows,
//!   perhaps after closing quotation marks and brackets, and what comes next does not go
//!   on in lower case;
//! * a period after an abbreviation (`Gen.`, `Jan.`), an initial (`George W. Bush`) or an
//!   acronym with dots (`U.S. Congress`) ends one only when the next word is one that
//!   usually opens sentences (`The`, `He`);
//! * a blank line ends one; a single line end does not, since files wrap hard.
//!
//! It does not know headings: what a block is, its caller knows.

use super::span::Span;

/// Abbreviations whose period is part of the word; folded to lower case, without it.
const ABBREVIATIONS: [&str; 78] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "lt", "col", "maj", "sgt", "capt",
    "cmdr", "cpl", "adm", "brig", "rev", "hon", "st", "mt", "ft", "jr", "sr", "messrs", "vs", "v",
    "no", "nos", "vol", "fig", "pp", "inc", "corp", "co", "cos", "ltd", "bros", "plc", "dept",
    "univ", "assn", "ave", "blvd", "rd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun",
    "calif", "fla", "ga", "mass", "mich", "pa", "approx", "est", "eg", "ie", "cf",
];

/// Words that open sentences far more often than they follow an abbreviation.
const OPENERS: [&str; 40] = [
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "We",
    "They",
    "You",
    "I",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "But",
    "And",
    "In",
    "On",
    "At",
    "For",
    "However",
    "Meanwhile",
    "His",
    "Her",
    "Its",
    "Their",
    "If",
    "When",
    "While",
    "As",
    "After",
    "Before",
    "So",
    "Not",
    "What",
    "How",
    "Why",
    "Once",
    "With",
];

/// The sentences of `text`, in order.
#[must_use]
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences { text, at: 0 }
}

/// Iterator over the sentences of a text; made by [`sentences`].
pub struct Sentences<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + (rest.len() - rest.trim_start().len());
        if start == self.text.len() {
            return None;
        }
        let end = end_of_sentence(self.text, start);
        self.at = end;
        Some(Span::new(start, end).trimmed(self.text))
    }
}

/// Where the sentence that starts at `start` ends.
fn end_of_sentence(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'.' | b'!' | b'?' => {
                let after = skip_closers(text, at + 1);
                if is_end(text, start, at, after) {
                    return after;
                }
                at = after;
            }
            b'\n' => {
                if let Some(line) = blank_line(bytes, at + 1) {
                    return line;
                }
                at += 1;
            }
            byte if byte < 0x80 => at += 1,
            _ => {
                let c = text.get(at..).and_then(|rest| rest.chars().next());
                let Some(c) = c else { return text.len() };
                at += c.len_utf8();
                if matches!(c, '。' | '！' | '？')
                    || c == '…' && is_end(text, start, at - c.len_utf8(), at)
                {
                    return skip_closers(text, at);
                }
            }
        }
    }
    text.len()
}

/// The offset behind a blank line, when the rest of the line at `at` is blank.
fn blank_line(bytes: &[u8], at: usize) -> Option<usize> {
    let blank = bytes[at..]
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
        .count();
    (bytes.get(at + blank) == Some(&b'\n')).then_some(at + blank + 1)
}

/// Behind the marks, quotation marks and brackets that close what stands before `at`.
fn skip_closers(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let closers = |c: char| {
        matches!(
            c,
            '.' | '!' | '?' | '"' | '\'' | ')' | ']' | '\u{201d}' | '\u{2019}' | '»' | '…'
        )
    };
    at + (rest.len() - rest.trim_start_matches(closers).len())
}

/// Whether the mark at `mark`, whose closers end at `after`, ends the sentence from `start`.
fn is_end(text: &str, start: usize, mark: usize, after: usize) -> bool {
    let rest = text.get(after..).unwrap_or_default();
    let next = rest.trim_start();
    if next.is_empty() {
        return true;
    }
    if next.len() == rest.len() {
        return false;
    }
    let opens = next.trim_start_matches(['"', '\'', '(', '[', '\u{201c}', '\u{2018}', '«']);
    if opens.chars().next().is_some_and(char::is_lowercase) {
        // Texts that separate every mark by blanks are written in lower case throughout.
        return after == mark + 1
            && text
                .get(..mark)
                .is_some_and(|before| before.ends_with(char::is_whitespace));
    }
    if after > mark + 1 || text.as_bytes().get(mark) != Some(&b'.') {
        return true;
    }
    let before = text.get(start..mark).unwrap_or_default();
    !is_abbreviated(before) || opens_sentence(next)
}

/// Whether the word at the end of `before` is written with a period.
fn is_abbreviated(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '.'))
        .next()
        .unwrap_or_default();
    let letters = word.chars().count();
    if letters == 1 {
        return word.chars().all(char::is_uppercase);
    }
    if word.contains('.') {
        return word.split('.').all(|part| part.chars().count() <= 1);
    }
    letters <= 6
        && ABBREVIATIONS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
}

fn opens_sentence(next: &str) -> bool {
    let end = next
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(next.len());
    OPENERS.contains(&next.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use proptest::prelude::*;

    fn check(input: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(input).map(|span| span.slice(input)).collect();
        assert_eq!(found, expected, "{input}");
    }

    #[test]
    fn ends_at_marks_before_a_new_start() {
        check(
            "One came. Two left! Why? “So.” He went.",
            &["One came.", "Two left!", "Why?", "“So.”", "He went."],
        );
        check(
            "It cost $1.5 million. Then",
            &["It cost $1.5 million.", "Then"],
        );
        check("Wait... what", &["Wait... what"]);
        check("first . second", &["first .", "second"]);
    }

    #[test]
    fn abbreviations_and_initials_go_on() {
        check(
            "Gen. John F. Kelly met the U.S. Congress on Aug. 29. He left the U.S. He said so.",
            &[
                "Gen. John F. Kelly met the U.S. Congress on Aug. 29.",
                "He left the U.S.",
                "He said so.",
            ],
        );
        check("Acme Inc. Reports", &["Acme Inc. Reports"]);
        check("Acme Inc. The firm", &["Acme Inc.", "The firm"]);
        check(
            "Minister Dmytro Kuleba. TASS.",
            &["Minister Dmytro Kuleba.", "TASS."],
        );
    }

    #[test]
    fn blank_lines_end_and_line_ends_do_not() {
        check(
            "a hard\nwrapped line\n\nnext",
            &["a hard\nwrapped line", "next"],
        );
        check("日本。東京", &["日本。", "東京"]);
        check(" \n ", &[]);
    }

    proptest! {
        #[test]
        fn sentences_leave_only_white_space(text in "\\PC*|[a-zA-Z.!?…。“” \\n]*") {
            let mut end = 0;
            for span in sentences(&text) {
                prop_assert!(!span.is_empty());
                prop_assert!(text.get(end..span.from()).unwrap().trim().is_empty());
                end = span.to();
            }
            prop_assert!(text.get(end..).unwrap().trim().is_empty());
        }
    }
}
