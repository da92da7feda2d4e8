//! Amounts of money, percentages, and numbers with a unit.
//!
//! In goes a place in a sentence; out comes where the amount that starts there ends. What it
//! is worth is for [`super::measure`] to tell.

use crate::entities::kind::Kind;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape};
use std::ops::Range;

/// Words for currencies that mean other things more often.
const DOUBTFUL: [&str; 8] = ["won", "mark", "marks", "real", "rand", "pound", "m", "b"];

/// Units that are written onto a number.
const GLUED: [&str; 15] = [
    "km", "kg", "cm", "mm", "kmh", "mph", "lb", "lbs", "kW", "MW", "GW", "kWh", "MWh", "GB", "TB",
];

/// Words of a sentence whose pounds are weights.
const WEIGHING: [&str; 7] = [
    "weigh", "weighs", "weighed", "weighing", "weight", "heavy", "heavier",
];

/// Longest letters of a currency before its sign, in bytes: `HK$`, `AUD$` (ISO 4217).
const CODE: usize = 3;

/// The amount that starts at the token `at` of the sentence `within`: where it ends, and
/// whether it is money or a quantity.
pub(crate) fn amount_at(
    scan: &Scan<'_>,
    within: &Range<usize>,
    at: usize,
) -> Option<(usize, Kind)> {
    let token = scan.tokens.get(at).filter(|_| within.contains(&at))?;
    let words = Words { scan, within };
    match token.shape {
        Shape::Mark('$' | '€' | '£' | '¥' | '₽' | '₴' | '₹') => words.after_sign(at + 1),
        // US$, A$, HK$
        Shape::Upper | Shape::Initial
            if token.span.len() <= CODE
                && words.is_mark(at + 1, '$')
                && scan.tokens[at + 1].glued =>
        {
            words.after_sign(at + 2)
        }
        // EUR 250,000
        Shape::Upper if token.has(Cue::Money) => words.after_sign(at + 1),
        Shape::Number => words.before_unit(at),
        _ if token.has(Cue::Number) => words.before_unit(at),
        _ => None,
    }
}

struct Words<'a> {
    scan: &'a Scan<'a>,
    within: &'a Range<usize>,
}

impl Words<'_> {
    fn has(&self, at: usize, cue: Cue) -> bool {
        self.within.contains(&at) && self.scan.tokens[at].has(cue)
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.within.contains(&at) && self.scan.tokens[at].is_mark(mark)
    }

    fn is(&self, at: usize, any: &[&str]) -> bool {
        let word = self.scan.slice(at);
        self.within.contains(&at) && any.iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    /// Where the number at `at` ends, its scale included, and whether it is one that counts
    /// something rather than naming a year.
    fn number(&self, at: usize) -> Option<(usize, bool)> {
        let token = self
            .scan
            .tokens
            .get(at)
            .filter(|_| self.within.contains(&at))?;
        let digits = token.shape == Shape::Number;
        let mut end = at + 1;
        if digits {
            let fraction = self.is_mark(end, '/') && self.scan.tokens[end].glued;
            if fraction
                && self
                    .scan
                    .tokens
                    .get(end + 1)
                    .is_some_and(|t| t.shape == Shape::Number)
            {
                end += 2;
            }
        } else if token.has(Cue::Number) {
            while self.is_mark(end, '-') && self.has(end + 1, Cue::Number) {
                end += 2;
            }
        } else {
            return None;
        }
        let dashed = self.is_mark(end, '-') && self.has(end + 1, Cue::Scale);
        let scale = end + usize::from(dashed);
        let letter = self.scan.slice(scale).len() == 1;
        if self.has(scale, Cue::Scale) && !letter {
            return Some((scale + 1, true));
        }
        let exact = digits && self.scan.slice(at).contains(['.', ',']);
        Some((end, exact))
    }

    /// `$5 million`: the number behind a sign.
    fn after_sign(&self, at: usize) -> Option<(usize, Kind)> {
        let token = self.scan.tokens.get(at)?;
        if token.shape != Shape::Number {
            return None;
        }
        let (end, _) = self.number(at)?;
        Some((end, Kind::Money))
    }

    /// `26.6 mln dlrs`, `five percent`, `10 km`.
    fn before_unit(&self, at: usize) -> Option<(usize, Kind)> {
        let (end, counts) = self.number(at)?;
        let glued = self
            .scan
            .slice(at)
            .trim_start_matches(|c: char| !c.is_alphabetic());
        if GLUED.contains(&glued) {
            return Some((at + 1, Kind::Quantity));
        }
        if self.is_mark(end, '%') {
            return Some((end + 1, Kind::Quantity));
        }
        if self.is(end, &["per"]) && self.is(end + 1, &["cent"]) {
            return Some((end + 2, Kind::Quantity));
        }
        let nation = end + usize::from(self.is(end, &["us", "u.s.", "canadian", "australian"]));
        if self.has(nation, Cue::Money) && (counts || !self.is(nation, &DOUBTFUL)) {
            let weighed = self.within.clone().any(|other| self.is(other, &WEIGHING));
            let weight = nation == end
                && self.is(end, &["pound", "pounds"])
                && (self.is(end + 1, &["of"]) || weighed);
            return Some((
                nation + 1,
                if weight { Kind::Quantity } else { Kind::Money },
            ));
        }
        let dashed = self.is_mark(end, '-') && self.scan.tokens[end].glued;
        let unit = end + usize::from(self.is(end, &["square", "cubic", "percentage"]) || dashed);
        if self.has(unit, Cue::Unit) {
            return Some((unit + 1, Kind::Quantity));
        }
        (self.is(end, &["percentage"]) && self.is(end + 1, &["point", "points"]))
            .then_some((end + 2, Kind::Quantity))
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::named;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(named(text), expected, "{text}");
    }

    #[test]
    fn money() {
        check(
            "It cost $5 million and €3bn.",
            &["money $5 million", "money €3bn"],
        );
        check("A US$1.5 billion deal.", &["money US$1.5 billion"]);
        check(
            "For NATO$5 million.",
            &["organization NATO", "money $5 million"],
        );
        check(
            "It made 26.6 mln dlrs, five cents more.",
            &["money 26.6 mln dlrs", "money five cents"],
        );
        check(
            "They won two won medals, 5,000 won in all.",
            &["money 5,000 won"],
        );
        check("In 1987 real output grew.", &[]);
        check("It paid EUR 250,000 in all.", &["money EUR 250,000"]);
        check(
            "It made $1.5 billion, or US$1.5bn.",
            &["money $1.5 billion"],
        );
    }

    #[test]
    fn quantities() {
        check(
            "Up 20 percent, or 0.5%.",
            &["quantity 20 percent", "quantity 0.5%"],
        );
        check("It weighs 190 pounds.", &["quantity 190 pounds"]);
        check(
            "A 1,300-mile road, 40 square miles.",
            &["quantity 1,300-mile", "quantity 40 square miles"],
        );
        check("29 nations signed 3 texts.", &[]);
        check(
            "Up 40 per cent, or 40%, over 10km and 10 km.",
            &["quantity 40 per cent", "quantity 10km"],
        );
        check("They won 3-1 on May 5, 2024.", &[]);
    }
}
