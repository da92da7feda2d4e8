//! Lines that look like headings.
//!
//! In goes a line; out comes whether its shape is that of a heading: short, no sentence.
//! Whether it is one depends on what follows, which is not known here.

/// How much a line looks like a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A usual heading, `Sources`: one even with nothing below it.
    Known,
    /// Ends in a colon: one if a list follows.
    Label,
    /// Short and no sentence: one if text follows.
    Likely,
}

/// Bytes of the longest heading.
const LONGEST: usize = 96;
/// Words of the longest heading.
const MOST_WORDS: usize = 14;
/// Bytes of the longest heading with a colon inside: a longer one is a reference,
/// `Chatham House: What guarantees look like`.
const LONGEST_WITH_COLON: usize = 64;

/// Bytes of the longest heading written like a sentence.
const LONGEST_SENTENCE: usize = 64;

/// Headings that need no text below them, in lower case.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "sources",
    "source",
    "references",
    "reference",
    "notes",
    "note",
    "footnotes",
    "endnotes",
    "faq",
    "faqs",
    "frequently asked questions",
    "introduction",
    "background",
    "conclusion",
    "conclusions",
    "further reading",
    "bibliography",
    "works cited",
    "acknowledgments",
    "acknowledgements",
    "appendix",
    "external links",
    "about the author",
    "about the authors",
    "key takeaways",
    "key points",
    "summary",
    "overview",
    "analysis",
    "context",
    "what’s next",
    "what's next",
    "methodology",
    "tl;dr",
    "contents",
    "table of contents",
    "timeline",
    "corrections",
    "correction",
    "editor's note",
    "editor’s note",
];

/// The shape of a heading that `line` has, if any.
#[must_use]
pub fn shape(line: &str) -> Option<Shape> {
    if line.len() > LONGEST || line.contains('\n') {
        return None;
    }
    let bare = line.trim_end_matches(':');
    if is_known(bare) {
        return Some(Shape::Known);
    }
    let first = bare.chars().next()?;
    let last = bare.chars().next_back()?;
    let opens =
        first.is_uppercase() || first.is_numeric() || matches!(first, '‘' | '\'' | '“' | '"' | '¿');
    let quoted = matches!(first, '“' | '"') && (matches!(last, '”' | '"'));
    let last = if matches!(last, '"' | '”' | '’' | ')') {
        bare.trim_end_matches(['"', '”', '’', ')'])
            .chars()
            .next_back()?
    } else {
        last
    };
    let closed = matches!(last, '.' | ',' | ';' | '…' | '-' | '–' | '—') && !ends_in_initial(bare);
    let words = bare.split_whitespace().count();
    let lettered = bare.chars().any(char::is_alphabetic);
    let sentences = bare.contains(". ") && bare.split(". ").any(|part| part.len() > 24);
    if !opens || quoted || closed || words > MOST_WORDS || !lettered || sentences {
        return None;
    }
    if bare.len() < line.len() {
        return (words <= 4 || is_title_case(bare)).then_some(Shape::Label);
    }
    let colon = bare.contains(": ");
    if colon && (bare.len() > LONGEST_WITH_COLON || !is_title_case(bare)) {
        return None;
    }
    // "Revs 430.9 mln vs 435.4 mln" is a row of a table, a long line in the case of a
    // sentence a caption.
    let titled = is_title_case(bare);
    let caption = bare.len() > LONGEST_SENTENCE && !titled && !bare.ends_with('?');
    (!caption && !holds_amounts(bare)).then_some(Shape::Likely)
}

/// Whether the line holds a number with a point or comma inside, or two numbers.
fn holds_amounts(line: &str) -> bool {
    let number = |word: &&str| {
        word.trim_start_matches(['$', '€', '£', '(', '+', '-'])
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let pointed = |word: &str| {
        let bytes = word.as_bytes();
        bytes.windows(3).any(|three| matches!(three, [a, b'.' | b',', b] if a.is_ascii_digit() && b.is_ascii_digit()))
    };
    let mut numbers = line.split_whitespace().filter(number);
    numbers.clone().any(pointed) || numbers.nth(1).is_some()
}

/// Whether `line` is one of the usual headings.
#[must_use]
pub fn is_known(line: &str) -> bool {
    KNOWN.iter().any(|known| {
        known.len() == line.len()
            && known
                .bytes()
                .zip(line.bytes())
                .all(|(a, b)| a.eq_ignore_ascii_case(&b))
    })
}

/// Whether every word of four letters and more starts with a capital or a digit.
#[must_use]
pub fn is_title_case(text: &str) -> bool {
    text.split(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '‘' | '“' | '"' | '(')
    })
    .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4)
    .all(|word| {
        word.starts_with(|c: char| !c.is_lowercase())
            || matches!(
                word,
                "with"
                    | "from"
                    | "into"
                    | "over"
                    | "after"
                    | "that"
                    | "than"
                    | "amid"
                    | "between"
                    | "about"
                    | "without"
                    | "before"
                    | "through"
                    | "under"
                    | "against"
            )
    })
}

/// Whether the period at the end belongs to a short form: `the U.S.`, `Acme Inc.`
#[must_use]
pub fn ends_in_initial(line: &str) -> bool {
    const SHORT: [&str; 12] = [
        "Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "Sr.", "No.", "St.", "Bros.", "Cos.", "etc.", "a.m.",
    ];
    let word = line.split_whitespace().next_back().unwrap_or_default();
    let initials = word.len() >= 4
        && word
            .split_terminator('.')
            .all(|part| part.chars().count() == 1)
        && word.ends_with('.');
    initials || SHORT.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{Shape, shape};

    fn check(line: &str, expected: Option<Shape>) {
        assert_eq!(shape(line), expected, "{line}");
    }

    #[test]
    fn knows_shapes() {
        check("Sources", Some(Shape::Known));
        check("What’s Next", Some(Shape::Known));
        check("Potential Pros:", Some(Shape::Label));
        check("Context & Background", Some(Shape::Likely));
        check(
            "Background: The Quest for Peace and Quiet",
            Some(Shape::Likely),
        );
        check("Will it hold?", Some(Shape::Likely));
        check("A deal with the U.S.", Some(Shape::Likely));
    }

    #[test]
    fn knows_what_is_no_heading() {
        for line in [
            "It rained.",
            "Analysts think that the pact will cover matters such as:",
            "President of Ruritania: Rudolf Elphberg presented the plan for peace",
            "“We have no choice”",
            "and then it went on",
            "1364",
            "Revs 430.9 mln vs 435.4 mln",
            "Sales 12 against 14",
            "The feeling of being watched makes us do the right thing, they found",
            "He called it “a disgrace.”",
            "* * *",
            "",
        ] {
            check(line, None);
        }
    }
}
