//! What a paragraph starts with: list markers, `Q:` and `A:`, `TL;DR:`, lead-ins.
//!
//! In goes the text of a paragraph without white space in front; out come lengths in bytes
//! of what stands at its start. Each function looks at the first byte first, because each
//! is asked about every line.

use crate::corpus::article::Role;

/// Characters that start a list item.
const BULLETS: &str = "•‣◦▪●∙·○■□►▸➢➤✓✔-*+–—";

/// Labels of a paragraph that sums up the article, in lower case.
#[rustfmt::skip]
const SUMMARIES: &[&str] = &[
    "tl;dr",
    "tldr",
    "tl/dr",
    "summary",
    "executive summary",
    "article summary",
    "key points",
    "key point",
    "key takeaways",
    "key takeaway",
    "takeaways",
    "highlights",
    "in brief",
    "in short",
    "at a glance",
    "the gist",
    "bottom line",
    "the bottom line",
    "abstract",
    "synopsis",
    "key facts",
    "what you need to know",
    "the short version",
];

/// Length of the marker of a list item, the blank behind it not included: `•`, `-`, `12.`, `(a)`.
#[must_use]
pub fn bullet(text: &str) -> Option<usize> {
    let first = *text.as_bytes().first()?;
    let len = match first {
        b'-' | b'*' | b'+' => 1,
        b'0'..=b'9' | b'(' => numbered(text)?,
        b'a'..=b'z' => (text.as_bytes().get(1) == Some(&b')')).then_some(2)?,
        0..0x80 => return None,
        _ => {
            let c = text.chars().next()?;
            BULLETS.contains(c).then_some(c.len_utf8())?
        }
    };
    let rest = text.get(len..)?;
    let open = rest.starts_with(char::is_whitespace) || (first == 0xe2 && text.starts_with('•'));
    (open
        && rest
            .trim_start()
            .starts_with(|c: char| !BULLETS.contains(c)))
    .then_some(len)
}

/// Length of `12.`, `12)`, `(12)` or `1.2.` at the start.
fn numbered(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let opened = usize::from(bytes[0] == b'(');
    let digits = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut at = opened + digits(opened);
    if !(1..=3).contains(&(at - opened)) {
        return None;
    }
    while opened == 0 && bytes.get(at) == Some(&b'.') && (1..=2).contains(&digits(at + 1)) {
        at += 1 + digits(at + 1);
    }
    let closed = match bytes.get(at)? {
        b')' => true,
        b'.' => opened == 0,
        _ => false,
    };
    closed.then_some(at + 1)
}

/// Whether the text is a quotation marked as in mail.
#[must_use]
pub fn is_quote(text: &str) -> bool {
    text.starts_with('>')
}

/// Whether the text starts a paragraph of its own even if the line before it is full.
#[must_use]
pub fn starts_block(text: &str) -> bool {
    bullet(text).is_some() || question(text).is_some() || is_quote(text) || summary(text).is_some()
}

/// Length of the marker of a question or an answer, and which of them it is: `Q:`, `A1:`,
/// `3. Q:`, `**Question:**`.
#[must_use]
pub fn question(text: &str) -> Option<(Role, usize)> {
    let first = *text.as_bytes().first()?;
    if !matches!(
        first,
        b'Q' | b'A' | b'q' | b'a' | b'*' | b'_' | b'0'..=b'9' | b'('
    ) {
        return None;
    }
    let rest = match numbered_before(text) {
        Some(len) => text.get(len..)?.trim_start(),
        None => text,
    };
    let bold = ["**", "__"].into_iter().find(|mark| rest.starts_with(mark));
    let rest = rest.strip_prefix(bold.unwrap_or_default())?;
    let (role, rest) = named(rest)?;
    let rest = rest
        .trim_start_matches(' ')
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let (colon, mut rest) = match rest.chars().next()? {
        colon @ (':' | '.' | ')') => (colon, rest.get(1..)?),
        _ => return None,
    };
    if let Some(bold) = bold {
        rest = rest.strip_prefix(bold).unwrap_or(rest);
    }
    let sure = colon == ':' || (role == Role::Question && text.trim_end().ends_with('?'));
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (sure && apart).then_some((role, text.len() - rest.len()))
}

fn numbered_before(text: &str) -> Option<usize> {
    matches!(text.as_bytes().first()?, b'0'..=b'9' | b'(')
        .then(|| numbered(text))
        .flatten()
}

fn named(text: &str) -> Option<(Role, &str)> {
    const NAMES: [(&str, Role); 4] = [
        ("Question", Role::Question),
        ("Answer", Role::Answer),
        ("Q", Role::Question),
        ("A", Role::Answer),
    ];
    NAMES
        .iter()
        .find_map(|(name, role)| Some((*role, text.strip_prefix(name)?)))
}

/// Length of a label such as `TL;DR:` and its colon or dash, when text follows.
#[must_use]
pub fn summary(text: &str) -> Option<usize> {
    const LONGEST: usize = 24;
    let head = text.get(..text.floor_char_boundary(LONGEST))?;
    let dashes: &[char] = match head.as_bytes().get(..2)? {
        [b't' | b'T', b'l' | b'L'] => &[':', '-', '–', '—'],
        _ => &[':'],
    };
    let at = head.find(dashes)?;
    let mark = text.get(at..)?.chars().next()?.len_utf8();
    let rest = text.get(at + mark..)?;
    let told = rest.starts_with(char::is_whitespace) && !rest.trim_start().is_empty();
    (told && is_summary_label(head.get(..at)?.trim_end())).then_some(at + mark)
}

/// Whether `label`, without a colon, names a summary.
#[must_use]
pub fn is_summary_label(label: &str) -> bool {
    SUMMARIES
        .iter()
        .any(|summary| summary.eq_ignore_ascii_case(label))
}

/// Length of a lead-in, its colon included: up to `words` words that start with a capital
/// or a digit, hold no sentence, and are followed by text.
#[must_use]
pub fn lead(text: &str, words: usize) -> Option<usize> {
    const LONGEST: usize = 100;
    let head = text.get(..text.floor_char_boundary(LONGEST))?;
    let colon = head.find(':')?;
    let lead = head.get(..colon)?;
    let rest = text.get(colon + 1..)?;
    let apart = rest.starts_with(char::is_whitespace) && !rest.trim_start().is_empty();
    let starts = lead.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let sentence = lead.contains(". ") || lead.contains(['!', '?', ';', '"', '“', '”', '\n']);
    let short = lead.split_whitespace().count() <= words;
    (apart && starts && !sentence && short).then_some(colon + 1)
}

#[cfg(test)]
mod tests {
    use super::{bullet, lead, question, summary};
    use proptest::prelude::*;

    fn check(marker: Option<usize>, text: &str, expected: &str) {
        let seen = marker.map_or("none", |len| text.split_at(len).0);
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn knows_list_markers() {
        for (text, expected) in [
            ("• one", "•"),
            ("•one", "•"),
            ("- one", "-"),
            ("* one", "*"),
            ("– one", "–"),
            ("12. one", "12."),
            ("(3) one", "(3)"),
            ("1.2. one", "1.2."),
            ("b) one", "b)"),
            ("-one", "none"),
            ("* * *", "none"),
            ("--- ", "none"),
            ("2025. The year", "none"),
            ("3.5 percent", "none"),
            ("A) one", "none"),
            ("", "none"),
        ] {
            check(bullet(text), text, expected);
        }
    }

    #[test]
    fn knows_questions_and_answers() {
        for (text, expected) in [
            ("Q: Why?", "Q:"),
            ("A: Because.", "A:"),
            ("Q1: Why?", "Q1:"),
            ("2. Q: Why?", "2. Q:"),
            ("**Q:** Why?", "**Q:**"),
            ("Question 3: Why?", "Question 3:"),
            ("Q. Why?", "Q."),
            ("A. Smith said", "none"),
            ("As: x", "none"),
            ("A 3:1 win", "none"),
            ("Q", "none"),
        ] {
            check(question(text).map(|(_, len)| len), text, expected);
        }
    }

    #[test]
    fn knows_summaries() {
        check(
            summary("TL;DR: It is over."),
            "TL;DR: It is over.",
            "TL;DR:",
        );
        check(summary("TL;DR – over"), "TL;DR – over", "TL;DR –");
        check(summary("Key points: one"), "Key points: one", "Key points:");
        check(summary("Summary:"), "Summary:", "none");
        check(summary("Summaries: x"), "Summaries: x", "none");
    }

    #[test]
    fn knows_lead_ins() {
        check(
            lead("Risk of war: It grows.", 8),
            "Risk of war: It grows.",
            "Risk of war:",
        );
        check(lead("At 10:30 it rang", 8), "At 10:30 it rang", "none");
        check(lead("see: this", 8), "see: this", "none");
        check(
            lead("It ended. Then: this", 8),
            "It ended. Then: this",
            "none",
        );
        check(lead("Only a label:", 8), "Only a label:", "none");
    }

    proptest! {
        #[test]
        fn lengths_lie_inside(text in "[-•*1aQA:. TL;DRé\\n(]{0,20}") {
            for len in [bullet(&text), question(&text).map(|(_, len)| len), summary(&text), lead(&text, 5)] {
                prop_assert!(text.get(..len.unwrap_or(0)).is_some());
            }
        }
    }
}
