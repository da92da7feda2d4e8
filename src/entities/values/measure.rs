//! What an amount is worth: `$1.5 billion` is 1500000000 USD, `40 per cent` 40 %.
//!
//! In goes the text of an amount, as [`super::amounts`] finds it; out comes its number,
//! exactly as decimal digits, and its unit. Currencies have their ISO 4217 codes, units
//! their usual signs. A dollar without a country is an American one; a currency that several
//! countries have keeps its name. Nothing is converted: pounds stay pounds. It does not know
//! where amounts are.

use super::number::{Number, number};
use crate::entities::kind::Kind;
use crate::text::tokens::tokens;
use serde::Serialize;
use std::fmt;

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Measure {
    /// How much.
    pub value: Number,
    /// Of what: a currency's code, a unit's sign.
    pub unit: String,
}

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

/// The number and its unit.
impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.unit)
    }
}

/// What makes two amounts one.
pub(crate) fn worth(text: &str, kind: Kind) -> String {
    Measure::read(text, kind).map_or_else(|| text.to_lowercase(), |measure| measure.to_string())
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
