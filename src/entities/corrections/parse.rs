//! The text of corrections: read and written.
//!
//! ```text
//! # A comment. One thing a line; blanks around a line and around signs do not count.
//! merge person: Joe Biden -> Joseph Biden
//! merge person: Reuters -> organization: Reuters
//! apart person: Joe Biden | Hunter Biden
//! split person: Joe Biden / Biden
//! split person: Joe Biden / Biden @ 2024/talks.txt
//! rename place: Kiev -> Kyiv
//! kind person: Oscar -> work
//! hide place: State
//! ```
//!
//! A line is `VERB KIND: NAME` and what the verb needs. Any text is read: a line that makes
//! no sense is kept as it is, and says what is wrong with it.

use super::{Correction, Corrections, Line, Named};
use crate::entities::kind::Kind;
use crate::text::fold::one_line;
use std::fmt;

/// What stands between the parts of a line.
const TO: &str = " -> ";
const OR: &str = " | ";
const OF: &str = " / ";
const IN: &str = " @ ";

impl Corrections {
    /// Reads the text of corrections; every line is kept.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        Self {
            lines: text.lines().map(line).collect(),
            ..Self::default()
        }
    }
}

impl fmt::Display for Corrections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            match line {
                Line::Said(correction) => writeln!(f, "{correction}")?,
                Line::Comment(text) | Line::Unread(text, _) => writeln!(f, "{text}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.name)
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The kind is left out where the name alone is read as the same.
        let other = |a: &Named, b: &Named| {
            if named(&b.name, Some(a.kind)).is_ok_and(|read| read == *b) {
                b.name.clone()
            } else {
                b.to_string()
            }
        };
        match self {
            Self::Merge(a, b) => write!(f, "merge {a}{TO}{}", other(a, b)),
            Self::Apart(a, b) => write!(f, "apart {a}{OR}{}", other(a, b)),
            Self::Split { from, form, path } => {
                write!(f, "split {from}{OF}{form}")?;
                path.iter().try_for_each(|path| write!(f, "{IN}{path}"))
            }
            Self::Rename(what, name) => write!(f, "rename {what}{TO}{name}"),
            Self::Kind(what, kind) => write!(f, "kind {what}{TO}{kind}"),
            Self::Hide(what) => write!(f, "hide {what}"),
        }
    }
}

fn line(text: &str) -> Line {
    let text = text.trim_end_matches('\r');
    // What parts a line is found by its blanks, so they are made the same first.
    let words = one_line(text);
    if words.is_empty() || words.starts_with('#') {
        return Line::Comment(text.to_owned());
    }
    match correction(&words) {
        Ok(correction) => Line::Said(correction),
        Err(reason) => Line::Unread(text.to_owned(), reason),
    }
}

/// Reads one thing said, or says what is wrong with it.
fn correction(text: &str) -> Result<Correction, String> {
    let (verb, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if !["merge", "apart", "split", "rename", "kind", "hide"].contains(&verb) {
        let verb: String = verb.chars().take(20).collect();
        return Err(format!(
            "begins with {verb}, not merge, apart, split, rename, kind or hide"
        ));
    }
    match verb {
        "merge" | "apart" => {
            let between = if verb == "merge" { TO } else { OR };
            let (first, second) = parts(rest, between)?;
            let first = named(first, None)?;
            let second = named(second, Some(first.kind))?;
            if first == second {
                return Err("names the same entity twice".to_owned());
            }
            Ok(if verb == "merge" {
                Correction::Merge(first, second)
            } else {
                Correction::Apart(first, second)
            })
        }
        "split" => {
            let (from, form) = parts(rest, OF)?;
            let (form, path) = match form.split_once(IN) {
                Some((form, path)) => (form, Some(path)),
                None => (form, None),
            };
            Ok(Correction::Split {
                from: named(from, None)?,
                form: name(form)?,
                path: path.map(name).transpose()?,
            })
        }
        "rename" => {
            let (what, called) = parts(rest, TO)?;
            Ok(Correction::Rename(named(what, None)?, name(called)?))
        }
        "kind" => {
            let (what, is) = parts(rest, TO)?;
            Ok(Correction::Kind(named(what, None)?, kind(is)?))
        }
        _ => Ok(Correction::Hide(named(rest, None)?)),
    }
}

fn parts<'a>(text: &'a str, between: &str) -> Result<(&'a str, &'a str), String> {
    text.split_once(between)
        .ok_or_else(|| format!("has no {} between blanks", between.trim()))
}

/// `person: Joe Biden`; where a kind is known, it can be left out.
fn named(text: &str, known: Option<Kind>) -> Result<Named, String> {
    let before = text.split_once(':').map(|(of, rest)| (kind(of), rest));
    let (kind, rest) = match (before, known) {
        (Some((Ok(kind), rest)), _) => (kind, rest),
        (_, Some(known)) => (known, text),
        (Some((Err(reason), _)), None) => return Err(reason),
        (None, None) => return Err("has no kind and colon before the name".to_owned()),
    };
    Ok(Named {
        kind,
        name: name(rest)?,
    })
}

fn kind(text: &str) -> Result<Kind, String> {
    let wanted = text.trim();
    let found = Kind::ALL.into_iter().find(|kind| kind.name() == wanted);
    found.ok_or_else(|| {
        let wanted: String = wanted.chars().take(20).collect();
        let kinds = Kind::ALL.map(Kind::name).join(", ");
        format!("{wanted} is no kind: {kinds}")
    })
}

fn name(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("names nothing".to_owned()),
        name => Ok(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Corrections, Kind};
    use crate::entities::corrections::{Correction, Named};
    use proptest::prelude::*;

    /// What a line is read as, written again; or what is wrong with it.
    fn check(line: &str, expected: &str) {
        let read = Corrections::parse(line);
        let said = read.iter().map(ToString::to_string);
        let wrong = read.unread().map(|unread| unread.reason);
        assert_eq!(said.chain(wrong).collect::<String>(), expected, "{line}");
    }

    #[test]
    fn lines_are_read_as_meant() {
        check("merge person: A B -> C", "merge person: A B -> C");
        check("  hide   place:  The   State ", "hide place: The State");
        check(
            "merge person: Reuters -> organization: Reuters",
            "merge person: Reuters -> organization: Reuters",
        );
        check("apart law: A | B: C", "apart law: A | B: C");
        check(
            "split person: A B / B @ x/a b.txt",
            "split person: A B / B @ x/a b.txt",
        );
        check("kind person: Oscar -> work", "kind person: Oscar -> work");
        check("# hide place: X", "");
    }

    #[test]
    fn a_line_that_makes_no_sense_says_why() {
        check("hide State", "has no kind and colon before the name");
        check("hide person:", "names nothing");
        check("merge person: A", "has no -> between blanks");
        check("merge person: A -> A", "names the same entity twice");
        check(
            "join person: A -> B",
            "begins with join, not merge, apart, split, rename, kind or hide",
        );
        check(
            "kind person: A -> thing",
            "thing is no kind: person, organization, place, group, event, law, work, date, money, quantity",
        );
    }

    #[test]
    fn comments_and_unread_lines_stay_where_they_are() {
        let text = "# mine\n\nhide place: State\nnonsense\n  # more\n";
        let read = Corrections::parse(text);
        assert_eq!(read.to_string(), text);
        let unread: Vec<Option<usize>> = read.unread().map(|unread| unread.line).collect();
        assert_eq!(unread, [Some(4)]);
    }

    #[test]
    fn what_fuzzing_found_is_written_as_it_is_read() {
        for text in [
            "\r",
            "hide place: State\r\r\n# x\r\r\n",
            "\u{feff}\u{feff}hide place: State",
            "apart person: A | person: place: B",
            "merge person: A\t-> B -> C",
            "split person: A\u{a0}/ B / C @ D\u{a0}@ E",
        ] {
            let read = Corrections::parse(text);
            assert_eq!(Corrections::parse(&read.to_string()), read, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_kept(text in "[a-z:>/@|# \\-\n]{0,80}") {
            let read = Corrections::parse(&text);
            prop_assert_eq!(Corrections::parse(&read.to_string()), read);
        }

        #[test]
        fn what_is_written_is_read_back(a in "[A-Z][a-zé.'-]{0,8}( [A-Z][a-z]{1,8}){0,2}", b in "[A-Z]{1,5}", verb in 0..7) {
            let named = |name: &str| Named { kind: Kind::Person, name: name.to_owned() };
            let (x, y) = (named(&a), Named { kind: Kind::Work, name: b.clone() });
            let said = match verb {
                0 => Correction::Merge(x, y),
                1 => Correction::Apart(x, y),
                2 => Correction::Split { from: x, form: b, path: None },
                3 => Correction::Split { from: x, form: b, path: Some("a/b c.txt".to_owned()) },
                4 => Correction::Rename(x, b),
                5 => Correction::Kind(x, Kind::Place),
                _ => Correction::Hide(x),
            };
            let read = Corrections::parse(&said.to_string());
            prop_assert_eq!(read.iter().collect::<Vec<_>>(), [&said]);
        }
    }
}
