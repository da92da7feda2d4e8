//! The line under a title: `Reuters | 29 August 2025`, `By Ann Low`, `Published: …`.
//!
//! In goes a line; out comes who wrote and published the article, and when, if the line
//! is nothing else. Where the line may stand is not known here.

use super::{dates, sources};
use crate::text::calendar::PartialDate;

/// What such a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// Who published it.
    pub source: Option<String>,
    /// When.
    pub date: Option<PartialDate>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// Bytes of the longest such line.
const LONGEST: usize = 160;
/// Bytes of the longest name of a source.
const LONGEST_SOURCE: usize = 48;

/// Reads `line`; `None` when it is anything else than a byline.
#[must_use]
pub fn read(line: &str) -> Option<Byline> {
    let line = line.trim().trim_matches(['*', '_']).trim();
    if line.len() > LONGEST || line.is_empty() {
        return None;
    }
    labeled(line)
        .or_else(|| author_line(line))
        .or_else(|| parts(line))
        .or_else(|| bare(line))
}

/// Reads a line that is only a date, or only the name of an outlet, or a reading time.
fn bare(line: &str) -> Option<Byline> {
    if let Some(date) = dates::read(line) {
        let day = date.parts().2.is_some();
        return day.then(|| Byline {
            date: Some(date),
            ..Byline::default()
        });
    }
    if is_reading_time(line) {
        return Some(Byline::default());
    }
    // A comma may part the outlet from the date: "Reuters, 29 August 2025".
    let (name, rest) = line.split_once(", ").unwrap_or((line, ""));
    sources::outlet(name)?;
    let date = dates::read(rest);
    (rest.is_empty() || date.is_some()).then(|| Byline {
        source: source(name),
        date,
        author: None,
    })
}

/// Reads `By Ann Low`, `By Ann Low, Reuters`, `By ANN LOW | 29 August 2025`.
fn author_line(line: &str) -> Option<Byline> {
    let names = by(line)?;
    let (name, rest) = match names.find([',', '|', '·', '•']) {
        Some(at) => (names.get(..at)?, names.get(at + 1..)?),
        None => (names, ""),
    };
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let mut byline = Byline::default();
    if let Some(outlet) = sources::outlet(name) {
        byline.source = Some(outlet.to_owned());
    } else {
        byline.author = Some(person(name)?);
    }
    for part in rest.split(['|', '·', '•']).map(str::trim) {
        if let Some(date) = dates::read(part) {
            byline.date = byline.date.or(Some(date));
        } else if sources::outlet(part).is_some() && byline.source.is_none() {
            byline.source = source(part);
        }
    }
    Some(byline)
}

fn by(line: &str) -> Option<&str> {
    line.strip_prefix("By ")
        .or_else(|| line.strip_prefix("BY "))
        .or_else(|| line.strip_prefix("by "))
        .map(str::trim)
}

/// `name` if it reads like the name of one person or several: two to ten words, nearly all
/// of them capitalized, no sentence.
fn person(name: &str) -> Option<String> {
    let name = name.trim();
    let joins = [
        "and", "de", "van", "von", "der", "da", "di", "bin", "al", "el", "la", "le", "in", "for",
        "of", "the",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let named = |word: &&str| word.starts_with(char::is_uppercase) || joins.contains(word);
    let ok = (1..=10).contains(&words.len())
        && words.iter().all(named)
        && words
            .first()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
        && !name.ends_with(['.', '?', '!', ':'])
        && !name.bytes().any(|byte| byte.is_ascii_digit());
    ok.then(|| name.to_owned())
}

/// Reads parts set off by bars, dots or dashes, one of them a date or an author.
fn parts(line: &str) -> Option<Byline> {
    const BARS: [&str; 8] = ["|", " · ", " • ", " — ", " – ", " - ", " // ", "\t"];
    let bar = BARS.iter().find(|bar| line.contains(*bar))?;
    let mut byline = Byline::default();
    let mut sure = false;
    for part in line
        .split(bar)
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        if let Some(date) = dates::read(part) {
            byline.date = byline
                .date
                .max(Some(date))
                .filter(|_| byline.date.is_none())
                .or(byline.date);
            sure = true;
        } else if let Some(name) = by(part) {
            byline.author = Some(person(name)?);
            sure = true;
        } else if !is_reading_time(part) {
            let words = part.split_whitespace().count();
            if words > 6 || part.len() > LONGEST_SOURCE || part.ends_with(['.', '?', '!', ':']) {
                return None;
            }
            byline.source = byline.source.or_else(|| source(part));
        }
    }
    sure.then_some(byline)
}

/// Reads `Source: Reuters`, `Published: 29 August 2025`, `Author: Ann Low`.
fn labeled(line: &str) -> Option<Byline> {
    let (label, value) = line.split_once(':')?;
    let value = value.trim();
    let mut byline = Byline::default();
    match label.trim().to_ascii_lowercase().as_str() {
        "source" | "publisher" | "outlet" if value.len() <= LONGEST_SOURCE && !value.is_empty() => {
            byline.source = source(value);
        }
        "date" | "published" | "posted" | "updated" | "last updated" | "published on"
        | "published at" => {
            byline.date = Some(dates::read(value)?);
        }
        "author" | "authors" | "written by" | "reporter" | "by" => {
            byline.author = Some(person(value)?);
        }
        _ => return None,
    }
    Some(byline)
}

/// The name of a source as it is shown: as written, but an outlet known by the same
/// letters in its usual case.
fn source(name: &str) -> Option<String> {
    let name = name.trim();
    let known = sources::outlet(name).filter(|outlet| outlet.eq_ignore_ascii_case(name));
    (!name.is_empty()).then(|| known.unwrap_or(name).to_owned())
}

fn is_reading_time(part: &str) -> bool {
    let part = part.trim();
    let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.trim_start_matches(['-', ' ']).to_ascii_lowercase();
    rest.len() < part.len()
        && matches!(
            rest.as_str(),
            "min read" | "mins read" | "minute read" | "minutes read" | "min" | "minutes"
        )
}

#[cfg(test)]
mod tests {
    use super::read;

    fn check(line: &str, expected: [&str; 3]) {
        let byline = read(line).expect(line);
        let date = byline.date.map(|date| date.to_string());
        let seen = [byline.source, date, byline.author].map(Option::unwrap_or_default);
        assert_eq!(seen, expected, "{line}");
    }

    #[test]
    fn reads_source_and_date() {
        check("reuters | 1987-02-16", ["Reuters", "1987-02-16", ""]);
        check(
            "Saltmere Post | August 29, 2025",
            ["Saltmere Post", "2025-08-29", ""],
        );
        check(
            "29 Aug 2025 · The Guardian · 5 min read",
            ["The Guardian", "2025-08-29", ""],
        );
        check("Reuters, 29 August 2025", ["Reuters", "2025-08-29", ""]);
        check("Published: 29 August 2025", ["", "2025-08-29", ""]);
        check("Source: Harbor Gazette", ["Harbor Gazette", "", ""]);
        check("Associated Press", ["Associated Press", "", ""]);
    }

    #[test]
    fn reads_authors() {
        check("By Ann Low", ["", "", "Ann Low"]);
        check(
            "By ANN LOW and Jan de Vries, Reuters",
            ["Reuters", "", "ANN LOW and Jan de Vries"],
        );
        check("By Ann Low | 29 August 2025", ["", "2025-08-29", "Ann Low"]);
        check("By The Associated Press", ["AP", "", ""]);
        check("*By Ann Low*", ["", "", "Ann Low"]);
    }

    #[test]
    fn knows_what_is_no_byline() {
        for line in [
            "By the end of the day it rained.",
            "By morning the town was empty",
            "Pros | Cons",
            "The talks – a long story",
            "2025",
            "August 2025",
            "The bridge was closed in 2024",
            "Source: nobody would say who had ordered the closing of the bridge",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
