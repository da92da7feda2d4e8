//! Numbers as texts write them: `1,364`, `26.6 mln`, `twenty-five`, `1/4`.
//!
//! In go the words of an amount in small letters; out comes the number that they start with,
//! exactly as decimal digits, and the words behind it.

use serde::{Serialize, Serializer};
use std::fmt;

/// A number written in digits, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// The digits without zeros at the end.
    digits: u64,
    /// The power of ten that they are multiplied by.
    exponent: i8,
}

/// Words for numbers, from one.
const ONES: [&str; 19] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// Words for tens, from twenty.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Words and letters that multiply a number, with the factor and the power of ten.
const SCALES: [(&[&str], u64, i8); 6] = [
    (&["dozen"], 12, 0),
    (&["hundred"], 1, 2),
    (&["thousand", "k"], 1, 3),
    (&["million", "mln", "mn", "m"], 1, 6),
    (&["billion", "bln", "bn", "b"], 1, 9),
    (&["trillion", "tn"], 1, 12),
];

/// The number that words start with, its scale included, and the words behind it.
pub(super) fn number<'a>(words: &[&'a str]) -> Option<(Number, Vec<&'a str>)> {
    let (first, mut rest) = words.split_first()?;
    let (mut number, letters) = if first.starts_with(|c: char| c.is_ascii_digit()) {
        let letters = first.trim_start_matches(|c: char| !c.is_alphabetic());
        (Number::of_digits(first.strip_suffix(letters)?)?, letters)
    } else {
        (Number::of_word(first)?, "")
    };
    if let ["/", part, behind @ ..] = rest {
        number = number.over(part.parse().ok()?)?;
        rest = behind;
    }
    if let ["-", ones, behind @ ..] = rest
        && let Some(ones) = Number::of_word(ones)
        && TENS.contains(first)
    {
        number = number.plus(ones)?;
        rest = behind;
    }
    if !letters.is_empty() {
        match scale(letters) {
            Some((factor, power)) => number = number.times(factor, power)?,
            // `10km`: the letters are the unit.
            None => return Some((number, vec![letters])),
        }
    }
    loop {
        let dashed = rest.strip_prefix(&["-"]).unwrap_or(rest);
        let Some((word, behind)) = dashed.split_first() else {
            break;
        };
        let Some((factor, power)) = scale(word) else {
            break;
        };
        number = number.times(factor, power)?;
        rest = behind;
    }
    Some((number, rest.to_vec()))
}

fn scale(word: &str) -> Option<(u64, i8)> {
    let known = SCALES.iter().find(|(names, ..)| names.contains(&word));
    known.map(|(_, factor, power)| (*factor, *power))
}

impl Number {
    fn new(mut digits: u64, mut exponent: i8) -> Option<Self> {
        while digits > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            exponent = exponent.checked_add(1)?;
        }
        let exponent = if digits == 0 { 0 } else { exponent };
        Some(Self { digits, exponent })
    }

    /// `1,364.5`. Commas have to stand where thousands end.
    fn of_digits(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let mut groups = whole.split(',');
        let first = groups.next()?;
        let grouped = groups.clone().next().is_some();
        if grouped && (first.len() > 3 || groups.any(|group| group.len() != 3)) {
            return None;
        }
        let digits = whole.replace(',', "") + fraction;
        let places = i8::try_from(fraction.len()).ok()?;
        Self::new(digits.parse().ok()?, -places)
    }

    fn of_word(word: &str) -> Option<Self> {
        if word == "half" {
            return Self::new(5, -1);
        }
        let at = |table: &[&str]| table.iter().position(|known| *known == word);
        let tens = || at(&TENS).map(|tens| (tens + 2) * 10);
        let number = at(&ONES).map(|one| one + 1).or_else(tens)?;
        Self::new(u64::try_from(number).ok()?, 0)
    }

    /// Multiplied by a factor and a power of ten.
    pub(super) fn times(self, factor: u64, power: i8) -> Option<Self> {
        Self::new(
            self.digits.checked_mul(factor)?,
            self.exponent.checked_add(power)?,
        )
    }

    /// The sum with a whole number below ten.
    fn plus(self, ones: Self) -> Option<Self> {
        let tens = self
            .digits
            .checked_mul(10_u64.checked_pow(u32::try_from(self.exponent).ok()?)?)?;
        Self::new(tens.checked_add(ones.digits)?, 0)
    }

    /// Divided by the denominator of a fraction: a power of two up to 64. Two numbers with
    /// a slash between are a bid and an offer otherwise: `145.25/30 yen`.
    fn over(self, part: u64) -> Option<Self> {
        let fits = self.exponent >= 0 && (2..=64).contains(&part) && part.is_power_of_two();
        fits.then(|| self.times(1_000_000 / part, -6)).flatten()
    }
}

/// In plain digits: `1500000000`, `0.5`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.to_string();
        let places = usize::from(self.exponent.unsigned_abs());
        if self.exponent >= 0 {
            return write!(f, "{digits}{}", "0".repeat(places));
        }
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        write!(f, "{whole}.{fraction}")
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.to_string();
        match text.parse::<u64>() {
            Ok(whole) => serializer.serialize_u64(whole),
            Err(_) => serializer.serialize_f64(text.parse().unwrap_or(f64::NAN)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    fn check(words: &[&str], expected: &str) {
        let read = number(words).map(|(number, rest)| format!("{number} {}", rest.join(" ")));
        assert_eq!(read.as_deref().unwrap_or("?"), expected, "{words:?}");
    }

    #[test]
    fn numbers_in_digits_and_words() {
        check(&["1,364"], "1364 ");
        check(&["26.60", "mln", "dlrs"], "26600000 dlrs");
        check(&["0.05"], "0.05 ");
        check(&["twenty", "-", "five", "tons"], "25 tons");
        check(&["two", "hundred", "thousand"], "200000 ");
        check(&["1", "/", "4"], "0.25 ");
        check(&["15", "/", "16"], "0.9375 ");
        check(&["1", "/", "3"], "?");
        check(&["145.25", "/", "32"], "?");
        check(&["10km"], "10 km");
        check(&["1,36"], "?");
        check(&["0"], "0 ");
        check(&["many"], "?");
    }
}
