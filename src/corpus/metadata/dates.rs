//! The spellings of dates in metadata, bylines, datelines and file names.
//!
//! In goes a text that should be nothing but a date, perhaps with a weekday, a time and
//! words such as "Published"; out comes the date as far as it is certain. It does not
//! find dates inside sentences.

use crate::text::calendar::{MONTHS, PartialDate};

/// Bytes of the longest text taken for a date.
const LONGEST: usize = 80;

/// Words that may stand beside a date and say nothing about it, in lower case.
#[rustfmt::skip]
const NOISE: &[&str] = &[
    "published",
    "updated",
    "posted",
    "modified",
    "first",
    "last",
    "created",
    "date",
    "on",
    "of",
    "the",
    "at",
    "am",
    "pm",
    "a",
    "m",
    "p",
    "utc",
    "gmt",
    "bst",
    "cet",
    "cest",
    "eet",
    "eest",
    "msk",
    "est",
    "edt",
    "et",
    "pst",
    "pdt",
    "pt",
    "ct",
    "cst",
    "cdt",
    "ist",
    "jst",
    "aest",
    "z",
    "mon",
    "monday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
];

/// Reads `29 August 2025`, `Fri, Aug. 29th, 2025 at 10:30 GMT`, `2025-08-29T10:30:00Z`,
/// `29.08.2025`, `August 2025`, `2025` and the like.
///
/// Of `03/04/2025`, which is March in one country and April in another, only the year is
/// certain. `None` when anything is left over.
#[must_use]
pub fn read(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = Parts::default();
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '|'));
    for word in words.filter(|word| !word.is_empty()) {
        parts.take(word)?;
    }
    parts.date()
}

/// What has been read of a date so far.
#[derive(Default)]
struct Parts {
    whole: Option<PartialDate>,
    year: Option<i16>,
    month: Option<u8>,
    day: Option<u8>,
}

impl Parts {
    /// Takes one word in; `None` when it cannot be part of a date.
    fn take(&mut self, word: &str) -> Option<()> {
        let word = word.trim_end_matches(['.', ':', ';']);
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            let known = self.take_name(word) || is_noise(word) || is_zone(word);
            return known.then_some(());
        }
        if word.contains(':') && !word.contains(['-', '/']) {
            return is_time(word).then_some(());
        }
        if word.contains(['-', '/', '.']) {
            let date = numeric(word).or_else(|| spelled(word))?;
            return self.whole.replace(date).is_none().then_some(());
        }
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = word.get(digits.len()..)?.to_ascii_lowercase();
        match (digits.len(), suffix.as_str()) {
            (4, "") => self.year.replace(digits.parse().ok()?).is_none(),
            (8, "") => self.whole.replace(compact(digits)?).is_none(),
            (1 | 2, "" | "st" | "nd" | "rd" | "th") => {
                self.day.replace(digits.parse().ok()?).is_none()
            }
            (1 | 2, "am" | "pm") => true,
            _ => false,
        }
        .then_some(())
    }

    fn take_name(&mut self, word: &str) -> bool {
        match month(word) {
            Some(month) => self.month.replace(month).is_none(),
            None => false,
        }
    }

    fn date(&self) -> Option<PartialDate> {
        match (self.whole, self.year, self.month, self.day) {
            (Some(date), None, None, None) => Some(date),
            (None, Some(year), Some(month), Some(day)) => PartialDate::day(year, month, day),
            (None, Some(year), Some(month), None) => PartialDate::month(year, month),
            (None, Some(year), None, None) => plausible(year),
            _ => None,
        }
    }
}

/// A year that articles are from, as a date.
#[must_use]
pub fn plausible(year: i16) -> Option<PartialDate> {
    (1600..2200)
        .contains(&year)
        .then(|| PartialDate::year(year))
        .flatten()
}

/// The number of the month that `word` names in English, whole or cut to three letters or
/// more: `August`, `Aug`, `Sept`.
#[must_use]
pub fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    let is = |name: &&str| {
        word.len() >= 3
            && name
                .get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
            && matches!(word.len(), 3 | 4 if word.len() == 3 || word.eq_ignore_ascii_case("sept"))
            || name.eq_ignore_ascii_case(word)
    };
    let at = MONTHS.iter().position(is)?;
    u8::try_from(at + 1).ok()
}

/// The date that an instant falls on in UTC, in seconds or milliseconds since 1970.
#[must_use]
pub fn from_epoch(number: f64) -> Option<PartialDate> {
    let seconds = if number.abs() > 1e11 {
        number / 1000.0
    } else {
        number
    };
    // Smaller numbers are more likely a count than a moment of 1970 to 1973.
    if !(1e8..1e11).contains(&seconds) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 1e11")]
    let stamp = jiff::Timestamp::from_second(seconds as i64).ok()?;
    let date = stamp.to_zoned(jiff::tz::TimeZone::UTC).date();
    let small = |n: i8| u8::try_from(n).ok();
    PartialDate::day(date.year(), small(date.month())?, small(date.day())?)
}

/// Reads `20250829`.
fn compact(digits: &str) -> Option<PartialDate> {
    let number = |from, to| digits.get(from..to)?.parse().ok();
    let year: i16 = digits.get(..4)?.parse().ok()?;
    plausible(year)?;
    PartialDate::day(year, number(4, 6)?, number(6, 8)?)
}

/// Reads `2025-08-29`, `2025/8/29`, `29.08.2025`, `08/29/2025`, `2025-08`, with or without
/// a time behind a `T`.
fn numeric(word: &str) -> Option<PartialDate> {
    let date = word.split(['T', 't']).next()?;
    let time = word.get(date.len() + 1..).unwrap_or_default();
    if !time.is_empty() && !time.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let separator = date
        .find(['-', '/', '.'])
        .and_then(|at| date.get(at..=at))?;
    let parts: Vec<&str> = date.split(separator).collect();
    let digits = |part: &str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(|part| !part.is_empty() && digits(part)) {
        return None;
    }
    let number = |at: usize| parts.get(at)?.parse::<i16>().ok();
    let small = |at: usize| u8::try_from(number(at)?).ok();
    match parts.len() {
        3 if parts[0].len() == 4 => PartialDate::day(number(0)?, small(1)?, small(2)?),
        3 if parts[2].len() == 4 => day_month(separator == ".", small(0)?, small(1)?, number(2)?),
        2 if parts[0].len() == 4 => PartialDate::month(plausible_number(number(0)?)?, small(1)?),
        2 if parts[1].len() == 4 => PartialDate::month(plausible_number(number(1)?)?, small(0)?),
        _ => None,
    }
}

fn plausible_number(year: i16) -> Option<i16> {
    plausible(year).map(|_| year)
}

/// A date whose first two numbers are day and month, in an order that only the dot and
/// numbers above 12 tell.
fn day_month(day_first: bool, first: u8, second: u8, year: i16) -> Option<PartialDate> {
    match (first > 12, second > 12) {
        _ if day_first || first == second => PartialDate::day(year, second, first),
        (true, _) => PartialDate::day(year, second, first),
        (_, true) => PartialDate::day(year, first, second),
        (false, false) => PartialDate::year(year),
    }
}

/// Reads `29-Aug-2025`.
fn spelled(word: &str) -> Option<PartialDate> {
    let mut parts = word.split(['-', '/', '.']);
    let (day, name, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    PartialDate::day(year.parse().ok()?, month(name)?, day.parse().ok()?)
}

fn is_noise(word: &str) -> bool {
    word.split(['.', ':', '-', '–', '—', '·', '•'])
        .filter(|part| !part.is_empty())
        .all(|part| NOISE.iter().any(|noise| noise.eq_ignore_ascii_case(part)))
}

/// Whether `word` is an offset from UTC: `+0000`, `-05:00`, `GMT+2`.
fn is_zone(word: &str) -> bool {
    let offset = word
        .trim_start_matches("GMT")
        .trim_start_matches("UTC")
        .strip_prefix(['+', '-']);
    offset.is_some_and(|offset| {
        !offset.is_empty()
            && offset
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b':')
    })
}

/// Whether `word` is a time of day: `10:30`, `10:30:00.5Z`, `9:05pm`.
fn is_time(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let (clock, offset) = rest.split_once(['+', '-']).unwrap_or((rest, ""));
    (clock.is_empty() || is_noise(clock))
        && offset
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b':')
}

#[cfg(test)]
mod tests {
    use super::{from_epoch, read};
    use proptest::prelude::*;

    fn check(input: &str, expected: &str) {
        let date = read(input).map(|date| date.to_string());
        assert_eq!(date.as_deref().unwrap_or("none"), expected, "{input}");
    }

    #[test]
    fn reads_the_spellings_of_a_day() {
        for spelling in [
            "2025-08-29",
            "2025-08-29T10:30:00Z",
            "2025-08-29T10:30:00.123+02:00",
            "2025-08-29 10:30",
            "2025/8/29",
            "20250829",
            "29.08.2025",
            "29/08/2025",
            "08/29/2025",
            "29-Aug-2025",
            "29 August 2025",
            "29th of August, 2025",
            "Aug 29, 2025",
            "Aug. 29th, 2025",
            "Friday, August 29, 2025",
            "Fri, 29 Aug 2025 10:30:00 +0000",
            "Published: August 29, 2025 at 10:30 am ET",
            "Updated 9:05pm GMT, 29 Aug 2025",
        ] {
            check(spelling, "2025-08-29");
        }
        check("Sept. 3, 2001", "2001-09-03");
    }

    #[test]
    fn keeps_only_what_is_certain() {
        check("03/04/2025", "2025");
        check("04/04/2025", "2025-04-04");
        check("August 2025", "2025-08");
        check("2025-08", "2025-08");
        check("2025", "2025");
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "Reuters",
            "2024 Olympics",
            "29 August",
            "30 February 2025",
            "2025-13-01",
            "1364",
            "May",
            "5 minutes",
            "10:30",
            "1.2.3",
            "August 29 30 2025",
            "100 2025-01-01",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn reads_seconds_and_milliseconds() {
        let date = |number| from_epoch(number).map(|date| date.to_string());
        assert_eq!(date(1_756_425_600.0).as_deref(), Some("2025-08-29"));
        assert_eq!(date(1_756_425_600_000.0).as_deref(), Some("2025-08-29"));
        assert_eq!(date(12.0), None);
        assert_eq!(date(f64::NAN), None);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[-0-9A-Za-zé,./:| ]{0,30}") {
            let _ = read(&text);
        }
    }
}
