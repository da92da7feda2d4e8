//! Dates: where an article names one, and what its words say.
//!
//! In goes a place in a sentence; out comes where the date that starts there ends, and a
//! [`TimeExpression`]. A date has neither article nor preposition, but the words that cut it smaller
//! (`early 2022`, `Tuesday evening`) and the day of the week before it. A range is one date.
//! Where the words leave it open (`the coming days`, `3/4/2024`) there is a span without a
//! value. When that is, counted from the article's own date, is for [`super::time_expression`] to tell.
//!
//! Each file reads one form: `months` what starts with a month or a weekday, `numbers` what
//! starts with digits, `relative` what counts from the article, `parts` quarters, seasons
//! and parts of other dates, `ranges` the end of a range, `tense` which way a clause looks.

mod months;
mod numbers;
mod parts;
mod ranges;
mod relative;
mod tense;
mod words;

use self::words::Words;
use super::time_expression::TimeExpression;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape};
use std::ops::Range;

/// The date that starts at the token `at` of the sentence `within`, and where it ends.
pub(crate) fn date_at(
    scan: &Scan<'_>,
    within: &Range<usize>,
    at: usize,
) -> Option<(usize, TimeExpression)> {
    let words = Words { scan, within };
    let (end, when) = words.date(at)?;
    Some(words.range(at, end, when).unwrap_or((end, when)))
}

impl Words<'_> {
    /// One date, without the end of a range.
    fn date(&self, at: usize) -> Option<(usize, TimeExpression)> {
        let token = self.scan.tokens.get(at)?;
        let large = token.shape.is_large();
        match () {
            () if token.has(Cue::Month) && large => self.month_first(at),
            () if token.has(Cue::Weekday) && large => self.weekday(at),
            () if token.shape == Shape::Number => self.number_first(at),
            () if token.has(Cue::Time) => self
                .relative(at)
                .or_else(|| self.smaller(at))
                .or_else(|| self.numbered_part(at))
                .or_else(|| self.season(at))
                .or_else(|| self.ahead(at))
                .or_else(|| self.ago(at)),
            () if token.has(Cue::Number) || self.is(at, &["a", "an", "several", "few"]) => {
                self.ago(at)
            }
            () if matches!(token.shape, Shape::Mark('\'' | '’' | '‘')) => self.short_decade(at),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::{RECOGNIZER, published};

    /// The dates of a text, as `text = value`, `~` when that is assumed. The article's own
    /// date is Wednesday, 19 November 2025.
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = RECOGNIZER
            .read(&published(text, "2025-11-19"))
            .dates
            .iter()
            .map(|date| {
                let value = date.value.map_or("?".to_owned(), |value| value.to_string());
                let assumed = if date.assumed { "~" } else { "" };
                format!("{} = {assumed}{value}", date.text)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn whole_dates() {
        check("It was August 29, 2024.", &["August 29, 2024 = 2024-08-29"]);
        check(
            "On 29 August 2024 it was.",
            &["29 August 2024 = 2024-08-29"],
        );
        check(
            "On the 1st of May, 1999.",
            &["1st of May, 1999 = 1999-05-01"],
        );
        check("Done 2024-05-01 at last.", &["2024-05-01 = 2024-05-01"]);
        check(
            "On Monday, Aug. 25, 2025, they met.",
            &["Monday, Aug. 25, 2025 = 2025-08-25"],
        );
        check("On 29.08.2024 it was.", &["29.08.2024 = 2024-08-29"]);
        check(
            "By 8/29/2024 or 3/4/2024.",
            &["8/29/2024 = 2024-08-29", "3/4/2024 = ?"],
        );
        check("On February 30, 2024 nothing.", &["February 30 = ?"]);
    }

    #[test]
    fn months_and_years() {
        check(
            "In January 2025 and in 1994.",
            &["January 2025 = 2025-01", "1994 = 1994"],
        );
        check(
            "The war of 1939-1945 and the 1990s.",
            &["1939-1945 = 1939..1945", "1990s = 199"],
        );
        check("It sold 2000 cars to 1994 people.", &[]);
        check("No earlier than 2024, in 2000 jobs.", &["2024 = 2024"]);
        check(
            "They may march in August, not March.",
            &["August = ~2025-08"],
        );
    }

    #[test]
    fn without_a_year_the_nearest_day() {
        check("On August 29 it was.", &["August 29 = ~2025-08-29"]);
        check("On Jan. 5 it is.", &["Jan. 5 = ~2026-01-05"]);
        check("Every year on July 1 they do.", &["July 1 = ?"]);
    }

    #[test]
    fn relative_to_the_article() {
        check(
            "Yesterday and tomorrow.",
            &["Yesterday = 2025-11-18", "tomorrow = 2025-11-20"],
        );
        check("He came on Monday.", &["Monday = ~2025-11-17"]);
        check("He will come on Monday.", &["Monday = ~2025-11-24"]);
        check("He said he will come on Monday.", &["Monday = ~2025-11-24"]);
        check("He said Monday he will come.", &["Monday = ~2025-11-17"]);
        check(
            "Last Friday, not next Friday.",
            &["Last Friday = ~2025-11-14", "next Friday = ~2025-11-21"],
        );
        check(
            "Last month and last year.",
            &["Last month = 2025-10", "last year = 2024"],
        );
        check(
            "Next May or last December.",
            &["Next May = ~2026-05", "last December = ~2024-12"],
        );
        check(
            "Three days ago, two years ago.",
            &["Three days ago = 2025-11-16", "two years ago = 2023"],
        );
        check(
            "In the coming days and weeks, last week.",
            &["coming days and weeks = ?", "last week = 2025-W46"],
        );
        // Too far away for a calendar.
        check("Some 30000 years ago.", &["30000 years ago = ?"]);
        check("It was 32768 days ago.", &["32768 days ago = ?"]);
    }
}
