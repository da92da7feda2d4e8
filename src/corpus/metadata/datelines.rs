//! Datelines: `KYIV, Aug 29 (Reuters) -`.
//!
//! In goes a paragraph; out come what its dateline says and how long it is. A year that
//! is not given is not guessed here.

use super::dates;
use super::sources::exact_outlet;
use crate::text::calendar::PartialDate;

/// What a dateline says: `KYIV, Aug 29 (Reuters) -`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline<'a> {
    /// Its length in bytes, the dash and the blanks behind it included.
    pub len: usize,
    /// The agency, if it is named.
    pub source: Option<&'a str>,
    /// The whole date, if the year is given.
    pub date: Option<PartialDate>,
    /// Month and day, when the year is not given.
    pub day: Option<(u8, u8)>,
}

/// Bytes within which a dateline must end.
const LONGEST: usize = 90;

/// The dateline that `paragraph` starts with: a place, and an agency in parentheses or a
/// date or both, and a dash. A place alone must stand in capitals before a long dash; a
/// place in capitals makes any name in parentheses an agency.
#[must_use]
pub fn read(paragraph: &str) -> Option<Dateline<'_>> {
    if !paragraph.starts_with(char::is_uppercase) {
        return None;
    }
    let window = paragraph.get(..paragraph.floor_char_boundary(LONGEST))?;
    // The form of TASS has no dash: "MOSCOW, August 29. /TASS/. The ministry".
    if let Some(at) = window.find("/. ") {
        let dateline = read_head(window.get(..=at)?)?;
        return Some(Dateline {
            len: at + 3,
            ..dateline
        });
    }
    let dashes = window.char_indices().filter(|(at, c)| {
        matches!(c, '-' | '–' | '—')
            && (window
                .get(..*at)
                .is_some_and(|left| left.ends_with([' ', ')']))
                || *c == '—')
    });
    for (at, dash) in dashes {
        let mut end = at + dash.len_utf8();
        let rest = paragraph.get(end..).unwrap_or_default();
        let more = rest.len() - rest.trim_start_matches(['-', '–', '—']).len();
        end += more;
        let rest = rest.get(more..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        if blanks == 0 && dash == '-' {
            continue;
        }
        let head = window.get(..at).unwrap_or_default().trim_end();
        let dateline = read_head(head)?;
        let named = dateline.source.is_some() || dateline.date.is_some() || dateline.day.is_some();
        return (named || dash == '—').then_some(Dateline {
            len: end + blanks,
            ..dateline
        });
    }
    None
}

/// Reads `KYIV, Aug 29 (Reuters)`, what stands before the dash.
fn read_head(head: &str) -> Option<Dateline<'_>> {
    let inner = head
        .strip_suffix(')')
        .and_then(|head| head.rsplit_once('('))
        .or_else(|| {
            head.strip_suffix('/')
                .and_then(|head| head.rsplit_once('/'))
        });
    let (before, source) = match inner {
        Some((before, name)) => (before, Some(agency(before, name.trim())?)),
        None => (head, None),
    };
    let before = before.trim_end_matches([' ', '.', ',']);
    let comma = before.split(',').scan(0, |at, part| {
        *at += part.len() + 1;
        Some(*at)
    });
    // The place may hold commas itself: "WASHINGTON, D.C., Aug 29".
    let dated = comma.filter(|at| *at < before.len()).find_map(|at| {
        let text = before.get(at..)?;
        match dates::read(text) {
            Some(date) => Some((at, Some(date), None)),
            None => Some((at, None, Some(month_day(text)?))),
        }
    });
    let (place, date, day) = match dated {
        Some((at, date, day)) => (before.get(..at)?, date, day),
        None => (before, None, None),
    };
    let place = place.trim_end_matches([',', ' ']);
    let named = source.is_some() || dated.is_some();
    is_place(place, named).then_some(Dateline {
        len: 0,
        source,
        date,
        day,
    })
}

/// The agency named in parentheses behind `place`: one of the table, or behind a place in
/// capitals any other that is capitals or several words, `SALTMERE (Lantern Wire)`.
fn agency<'a>(place: &str, name: &'a str) -> Option<&'a str> {
    let unknown = || {
        let place = place.split(',').next().unwrap_or_default().trim();
        let words = name.split(' ').count();
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let capitals = !name.chars().any(char::is_lowercase);
        let named = name.split(' ').all(capital) && (2..=4).contains(&words) || capitals;
        let short =
            (2..=32).contains(&name.len()) && !name.bytes().any(|byte| byte.is_ascii_digit());
        (named && short && is_place(place, false)).then_some(name)
    };
    exact_outlet(name).or_else(unknown)
}

/// Whether `text` can be the place of a dateline: up to five capitalized words, all in
/// capitals unless an agency or a date follows.
fn is_place(text: &str, named: bool) -> bool {
    let words = text.split([' ', ',', '/']).filter(|word| !word.is_empty());
    let (mut count, mut letters) = (0, 0);
    for word in words {
        count += 1;
        letters += word.chars().count();
        let first = word.starts_with(char::is_uppercase) || matches!(word, "de" | "of" | "the");
        if !first || (!named && word.chars().any(char::is_lowercase)) {
            return false;
        }
    }
    (1..=5).contains(&count) && letters >= 3 && !text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Reads `Aug 29`, `29 August`, `Aug. 29`.
fn month_day(text: &str) -> Option<(u8, u8)> {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let day = |word: &str| word.parse().ok().filter(|day| (1..=31).contains(day));
    match dates::month(first) {
        Some(month) => Some((month, day(second)?)),
        None => Some((dates::month(second)?, day(first)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn check_dateline(input: &str, source: &str, date: &str, rest: &str) {
        let dateline = read(input).expect(input);
        assert_eq!(dateline.source.unwrap_or("none"), source, "{input}");
        let given = dateline.date.map(|date| date.to_string());
        let day = dateline.day.map(|(month, day)| format!("{month}/{day}"));
        assert_eq!(given.or(day).as_deref().unwrap_or("none"), date, "{input}");
        assert!(input.split_at(dateline.len).1.starts_with(rest), "{input}");
    }

    #[test]
    fn reads_datelines() {
        check_dateline(
            "KYIV, Aug 29 (Reuters) - The talks",
            "Reuters",
            "8/29",
            "The",
        );
        check_dateline("WASHINGTON (AP) — The talks", "AP", "none", "The");
        check_dateline(
            "Kyiv, 29 August 2025 – The talks",
            "none",
            "2025-08-29",
            "The",
        );
        check_dateline(
            "WASHINGTON, D.C., Aug. 29 (UPI) -- The",
            "UPI",
            "8/29",
            "The",
        );
        check_dateline("Paris (AFP) - The talks", "AFP", "none", "The");
        check_dateline(
            "SALTMERE (Lantern Wire) - The talks",
            "Lantern Wire",
            "none",
            "The",
        );
        check_dateline("KYIV — The talks", "none", "none", "The");
        check_dateline("MOSCOW, August 29. /TASS/. The", "TASS", "8/29", "The");
        check_dateline("MOSCOW, August 29 /TASS/ — The", "TASS", "8/29", "The");
    }

    #[test]
    fn knows_what_is_no_dateline() {
        for text in [
            "The talks - which took long - ended.",
            "Kyiv - the capital - was calm.",
            "Mr. Smith (Labour) - a friend - left.",
            "US-Ukraine talks ended.",
            "NATO – the alliance – said so.",
            "Saltmere (Lantern Wire) - The talks",
            "2025 – a hard year.",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
