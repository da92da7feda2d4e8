//! What an amount is worth: `$1.5 billion` is 1500000000 USD, `40 per cent` 40 %.
//!
//! In goes the text of an amount, as [`super::amounts`] finds it; out comes its number,
//! exactly as decimal digits, and its unit. Currencies have their ISO 4217 codes, units
//! their usual signs. A dollar without a country is an American one; a currency that several
//! countries have keeps its name. Nothing is converted: pounds stay pounds. It does not know
//! where amounts are.

use super::model::Kind;
use crate::text::tokens::tokens;
use serde::{Serialize, Serializer};
use std::fmt;

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Measure {
    /// How much.
    pub value: Number,
    /// Of what: a currency's code, a unit's sign.
    pub unit: String,
}

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

/// What stands before a currency's sign, and the currency then.
const DOLLARS: [(&[&str], &str); 6] = [
    (&["us", "u.s.", "american"], "USD"),
    (&["a", "au", "australian"], "AUD"),
    (&["c", "ca", "canadian"], "CAD"),
    (&["hk"], "HKD"),
    (&["nz"], "NZD"),
    (&["s"], "SGD"),
];

/// Signs and words of currencies, the currency, and the power of ten that one is of it.
const CURRENCIES: [(&[&str], &str, i8); 33] = [
    (&["$", "dollar", "dollars", "dlr", "dlrs", "usd"], "USD", 0),
    (&["cent", "cents", "ct", "cts"], "USD", -2),
    (&["€", "euro", "euros", "eur"], "EUR", 0),
    (
        &["£", "pound", "pounds", "sterling", "stg", "gbp"],
        "GBP",
        0,
    ),
    (&["pence"], "GBP", -2),
    (&["¥", "yen", "jpy"], "JPY", 0),
    (&["yuan", "renminbi", "cny"], "CNY", 0),
    (
        &["₽", "ruble", "rubles", "rouble", "roubles", "rub"],
        "RUB",
        0,
    ),
    (&["₴", "hryvnia", "hryvnias", "uah"], "UAH", 0),
    (&["₹"], "INR", 0),
    (&["chf"], "CHF", 0),
    (&["rupee", "rupees"], "rupee", 0),
    (&["franc", "francs"], "franc", 0),
    (&["mark", "marks"], "mark", 0),
    (&["lira", "lire"], "lira", 0),
    (&["peso", "pesos"], "peso", 0),
    (&["real", "reais"], "BRL", 0),
    (&["krona", "kronor"], "SEK", 0),
    (&["krone", "kroner"], "krone", 0),
    (&["zloty", "zlotys"], "PLN", 0),
    (&["forint"], "HUF", 0),
    (&["shekel", "shekels"], "ILS", 0),
    (&["riyal", "riyals"], "riyal", 0),
    (&["dinar", "dinars"], "dinar", 0),
    (&["rand"], "ZAR", 0),
    (&["baht"], "THB", 0),
    (&["won"], "KRW", 0),
    (&["ringgit"], "MYR", 0),
    (&["guilder", "guilders"], "guilder", 0),
    (&["crown", "crowns"], "crown", 0),
    (&["aud"], "AUD", 0),
    (&["cad"], "CAD", 0),
    (&["inr"], "INR", 0),
];

/// Words of units, and the unit's sign.
const UNITS: [(&[&str], &str); 41] = [
    (&["%", "percent", "pct", "percentage"], "%"),
    (&["point", "points"], "percentage point"),
    (
        &["km", "kilometer", "kilometers", "kilometre", "kilometres"],
        "km",
    ),
    (&["mile", "miles"], "mi"),
    (&["meter", "meters", "metre", "metres"], "m"),
    (
        &[
            "cm",
            "centimeter",
            "centimeters",
            "centimetre",
            "centimetres",
        ],
        "cm",
    ),
    (&["mm"], "mm"),
    (&["foot", "feet"], "ft"),
    (&["inch", "inches"], "in"),
    (&["yard", "yards"], "yd"),
    (&["kg", "kilogram", "kilograms", "kilo", "kilos"], "kg"),
    (&["gram", "grams"], "g"),
    (&["ton", "tons"], "ton"),
    (&["tonne", "tonnes"], "t"),
    (&["ounce", "ounces"], "oz"),
    (&["lb", "lbs", "pound", "pounds"], "lb"),
    (&["barrel", "barrels"], "barrel"),
    (&["bpd"], "barrel/day"),
    (&["bushel", "bushels"], "bushel"),
    (&["liter", "liters", "litre", "litres"], "L"),
    (&["gallon", "gallons"], "gal"),
    (&["acre", "acres"], "acre"),
    (&["hectare", "hectares"], "ha"),
    (&["kmh"], "km/h"),
    (&["mph"], "mph"),
    (&["knots"], "kn"),
    (&["degree", "degrees"], "°"),
    (&["watt", "watts"], "W"),
    (&["kw", "kilowatt", "kilowatts"], "kW"),
    (&["mw", "megawatt", "megawatts"], "MW"),
    (&["gw", "gigawatt", "gigawatts"], "GW"),
    (&["kwh"], "kWh"),
    (&["mwh"], "MWh"),
    (&["mb", "megabyte", "megabytes"], "MB"),
    (&["gb", "gigabyte", "gigabytes"], "GB"),
    (&["tb", "terabytes"], "TB"),
    (&["mhz"], "MHz"),
    (&["ghz"], "GHz"),
    (&["kilotons"], "kt"),
    (&["megatons"], "Mt"),
    (&["bps"], "bp"),
];

impl Measure {
    /// The measure that a text of this kind says; `None` when it cannot be told, or for a
    /// kind that has none.
    #[must_use]
    pub fn read(text: &str, kind: Kind) -> Option<Self> {
        if !matches!(kind, Kind::Money | Kind::Quantity) {
            return None;
        }
        let lower = text.to_lowercase();
        let words: Vec<&str> = tokens(&lower).map(|it| it.span.slice(&lower)).collect();
        let (before, rest) = leading_currency(&words);
        let (value, rest) = number(rest)?;
        let (unit, power) = match (kind, before) {
            (Kind::Money, Some(currency)) => currency,
            (Kind::Money, None) => trailing_currency(&rest)?,
            _ => return quantity(value, &rest),
        };
        Some(Self {
            value: value.times(1, power)?,
            unit: unit.to_owned(),
        })
    }
}

/// The currency before a number, and the words behind it.
fn leading_currency<'a, 'w>(words: &'w [&'a str]) -> (Option<(&'static str, i8)>, &'w [&'a str]) {
    match words {
        [country, "$", rest @ ..] => {
            let known = DOLLARS.iter().find(|(names, _)| names.contains(country));
            (Some((known.map_or("dollar", |(_, code)| *code), 0)), rest)
        }
        [sign, rest @ ..] => match currency(sign) {
            Some(currency) => (Some(currency), rest),
            None => (None, words),
        },
        [] => (None, words),
    }
}

/// The currency behind a number.
fn trailing_currency(words: &[&str]) -> Option<(&'static str, i8)> {
    match words {
        [name] => currency(name),
        [country, name] => {
            let dollars = currency(name).filter(|(code, _)| *code == "USD")?;
            let known = DOLLARS.iter().find(|(names, _)| names.contains(country));
            known
                .filter(|_| country.len() > 1)
                .map(|(_, code)| (*code, dollars.1))
        }
        _ => None,
    }
}

fn currency(word: &str) -> Option<(&'static str, i8)> {
    let known = CURRENCIES.iter().find(|(names, ..)| names.contains(&word));
    known.map(|(_, code, power)| (*code, *power))
}

/// A number of the unit that the words behind it name.
fn quantity(value: Number, words: &[&str]) -> Option<Measure> {
    let words = words.strip_prefix(&["-"]).unwrap_or(words);
    let known = |word: &str| {
        let unit = UNITS.iter().find(|(names, _)| names.contains(&word));
        unit.map(|(_, sign)| *sign)
    };
    let unit = match words {
        ["per", "cent"] => "%".to_owned(),
        ["percentage", "point" | "points"] => "percentage point".to_owned(),
        ["square", unit] => format!("{}²", known(unit)?),
        ["cubic", unit] => format!("{}³", known(unit)?),
        [unit] => known(unit)?.to_owned(),
        _ => return None,
    };
    Some(Measure { value, unit })
}

/// The number that words start with, its scale included, and the words behind it.
fn number<'a>(words: &[&'a str]) -> Option<(Number, Vec<&'a str>)> {
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
        while digits > 0 && digits % 10 == 0 {
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
    fn times(self, factor: u64, power: i8) -> Option<Self> {
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

    /// Divided by the denominator of a usual fraction.
    fn over(self, part: u64) -> Option<Self> {
        let fits = part > 0 && 1000 % part == 0;
        fits.then(|| self.times(1000 / part, -3)).flatten()
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

/// The number and its unit.
impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Measure};

    fn check(kind: Kind, text: &str, expected: &str) {
        let read = Measure::read(text, kind).map(|measure| measure.to_string());
        assert_eq!(read.as_deref().unwrap_or("?"), expected, "{text}");
    }

    #[test]
    fn money() {
        let check = |text, expected| check(Kind::Money, text, expected);
        check("$1.5 billion", "1500000000 USD");
        check("$1.5-billion", "1500000000 USD");
        check("US$1.5bn", "1500000000 USD");
        check("A$20", "20 AUD");
        check("5 million Canadian dollars", "5000000 CAD");
        check("26.6 mln dlrs", "26600000 USD");
        check("€3bn", "3000000000 EUR");
        check("EUR 250,000", "250000 EUR");
        check("five cents", "0.05 USD");
        check("twenty-five pounds", "25 GBP");
        check("half a crown", "?");
        check("5,000 won", "5000 KRW");
        check("300 francs", "300 franc");
        check("$1,50", "?");
        check("$99999999999999999999", "?");
    }

    #[test]
    fn quantities() {
        let check = |text, expected| check(Kind::Quantity, text, expected);
        check("40 per cent", "40 %");
        check("40%", "40 %");
        check("0.50 percent", "0.5 %");
        check("1/4 percent", "0.25 %");
        check("1,364 km", "1364 km");
        check("1,300-mile", "1300 mi");
        check("40 square miles", "40 mi²");
        check("190 pounds", "190 lb");
        check("two percentage points", "2 percentage point");
        check("10km", "10 km");
        check("three dozen tons", "36 ton");
        check("2 million barrels", "2000000 barrel");
    }
}
