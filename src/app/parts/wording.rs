//! Wording that several screens share: numbers, nouns, bars.

use crate::corpus::Card;
use crate::entities::Kind;
use crate::query::Sort;
use crate::text::calendar::PartialDate;

/// A number with its thousands set apart.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with its noun: `1 article`, `1,364 words`.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    let plural = match noun {
        _ if number == 1 => noun.to_owned(),
        _ => match noun.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{noun}s"),
        },
    };
    format!("{} {plural}", grouped(number as u64))
}

/// How long an article takes to read: `12 min`, `766 h`.
#[must_use]
pub fn reading_time(card: &Card) -> String {
    match card.minutes() {
        minutes @ ..120 => format!("{minutes} min"),
        minutes => format!("{} h", grouped(u64::from(minutes.div_ceil(60)))),
    }
}

/// The entities of a kind, as a heading.
#[must_use]
pub fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "People",
        Kind::Organization => "Organizations",
        Kind::Place => "Places",
        Kind::Group => "Groups",
        Kind::Event => "Events",
        Kind::Law => "Laws and agreements",
        Kind::Work => "Works",
        Kind::Date => "Dates",
        Kind::Money => "Money",
        Kind::Quantity => "Quantities",
    }
}

/// The orders offered, in the order of the menu, and what they are called.
pub const ORDERS: &[(Sort, &str)] = &[
    (Sort::Relevance, "by relevance"),
    (Sort::File, "by file"),
    (Sort::Newest, "newest first"),
    (Sort::Title, "by title"),
    (Sort::Source, "by source"),
    (Sort::Longest, "longest first"),
];

/// What an order is called.
#[must_use]
pub fn order_name(sort: Sort) -> &'static str {
    ORDERS
        .iter()
        .find(|(order, _)| *order == sort)
        .map_or("", |(_, name)| name)
}

/// The source and date of an article on one line.
#[must_use]
pub fn facts(card: &Card) -> String {
    let source = card.source_name().map(str::to_owned);
    let date = card.published().map(PartialDate::short);
    let facts: Vec<String> = source.into_iter().chain(date).collect();
    facts.join(" · ")
}

/// Parts of a cell, for bars in eighths.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A bar of at most `columns`, in eighths of cells, at least one eighth long.
#[must_use]
pub fn bar(count: u32, most: u32, columns: usize) -> String {
    let eighths = (count as usize * columns * 8)
        .div_ceil(most.max(1) as usize)
        .max(1);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

#[cfg(test)]
mod tests {
    use super::{bar, counted};

    #[test]
    fn bars_show_shares_in_eighths() {
        assert_eq!(bar(10, 10, 5), "█████");
        assert_eq!(bar(5, 10, 5), "██▌");
        assert_eq!(bar(1, 1000, 5), "▏");
    }

    #[test]
    fn nouns_agree_with_numbers() {
        assert_eq!(counted(1, "entity"), "1 entity");
        assert_eq!(counted(1364, "entity"), "1,364 entities");
        assert_eq!(counted(0, "article"), "0 articles");
    }
}
