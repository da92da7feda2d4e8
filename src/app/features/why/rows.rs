//! The reasons of a hit, in rows of words: what each part of the query found, where, how rare
//! it is and what that is worth, then the conditions that the article meets.
//!
//! In go [`Reasons`] and a width in columns; out come [`Row`]s, each one line of the box.

use super::task::Reasons;
use crate::app::parts::wording::{grouped, order_name};
use crate::index::scoring::bm25::Explanation;
use crate::query::{Condition, N_NEAR, OTHER_FORM, Sort, Term};
use crate::text::wrap;

/// A row of the reasons.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Row {
    /// Nothing.
    Blank,
    /// A line of the article's title.
    Title(String),
    /// A heading.
    Heading(&'static str),
    /// What matters less, so many columns in.
    Detail(usize, String),
    /// A part of the score: what it is for, what it is worth, and that in thousandths of the
    /// largest part.
    Part(String, f32, u32),
    /// All parts together.
    Sum(f32),
    /// A condition: whether it holds, the condition, and what the article has to do with it.
    Condition(bool, String, String),
}

/// Columns by which details stand in.
const INDENT: usize = 2;
/// Forms of a word that are listed.
const FORMS: usize = 8;

/// Whether the nearness of the words is part of the article's score: only the best have it
/// weighed, and only if they are ranked.
fn is_near_weighed(reasons: &Reasons) -> bool {
    let best = reasons.place.0.is_some_and(|row| row < N_NEAR);
    reasons.sort == Sort::Relevance && best
}

/// The reasons, wrapped for `columns`.
pub(super) fn rows(reasons: &Reasons, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for line in lines(&reasons.title, columns) {
        rows.push(Row::Title(line));
    }
    detail(&mut rows, 0, &standing(reasons), columns);
    if !reasons.why.terms.is_empty() {
        parts(reasons, columns, &mut rows);
    }
    let (filters, conditions): (Vec<_>, Vec<_>) =
        reasons.why.conditions.iter().partition(|c| c.is_filter);
    for (heading, conditions) in [
        ("Conditions of the query", conditions),
        ("Filters", filters),
    ] {
        if !conditions.is_empty() {
            rows.extend([Row::Blank, Row::Heading(heading)]);
            rows.extend(conditions.into_iter().map(condition));
        }
    }
    rows
}

fn condition(condition: &Condition) -> Row {
    let Condition {
        label,
        because,
        holds,
        ..
    } = condition.clone();
    Row::Condition(holds, label, because)
}

/// Where the article stands in the list.
fn standing(reasons: &Reasons) -> String {
    let order = order_name(reasons.sort);
    let (row, n) = reasons.place;
    let n = grouped(n as u64);
    match row {
        Some(row) => {
            let number = grouped(row as u64 + 1);
            format!("number {number} of {n}, {order}")
        }
        None => format!("not among the {n} that are listed"),
    }
}

/// The parts of the score and their sum.
fn parts(reasons: &Reasons, columns: usize, rows: &mut Vec<Row>) {
    let why = &reasons.why;
    let near = is_near_weighed(reasons);
    let ranked = reasons.sort == Sort::Relevance;
    let worth = why.terms.iter().map(|term| score(term.found.as_ref()));
    let worth = worth.chain(why.nearness.filter(|_| near));
    let most = worth.fold(0.0, f32::max);
    for term in &why.terms {
        let score = score(term.found.as_ref());
        rows.extend([
            Row::Blank,
            Row::Part(term.label.clone(), score, share(score, most)),
        ]);
        for text in details(term, why.n_articles) {
            detail(rows, INDENT, &text, columns);
        }
    }
    if let Some(nearness) = why.nearness {
        let nearness = if near { nearness } else { 0.0 };
        rows.extend([
            Row::Blank,
            Row::Part("nearness".to_owned(), nearness, share(nearness, most)),
        ]);
        let text = if near {
            "how near the words stand to each other".to_owned()
        } else if ranked {
            format!("weighed for the best {N_NEAR} only")
        } else {
            "weighed by relevance only".to_owned()
        };
        detail(rows, INDENT, &text, columns);
    }
    rows.extend([Row::Blank, Row::Sum(why.total(near))]);
    if !ranked {
        let text = "what it would score by relevance; this order weighs nothing";
        detail(rows, INDENT, text, columns);
    }
}

fn score(found: Option<&Explanation>) -> f32 {
    found.map_or(0.0, |found| found.score)
}

/// What a term found, in lines.
fn details(term: &Term, n_articles: u64) -> Vec<String> {
    let Some(found) = &term.found else {
        return vec!["not in this article".to_owned()];
    };
    let mut texts: Vec<String> = forms(term).into_iter().collect();
    let places = ["in the title", "in headings", "in the text"];
    let counted = found.counts.iter().zip(places).filter(|(n, _)| **n > 0);
    let counted: Vec<String> = counted.map(|(n, place)| format!("{n} {place}")).collect();
    let (n, all) = (grouped(found.n_with), grouped(n_articles));
    texts.push(format!(
        "{}; {n} of {all} articles have it",
        counted.join(", ")
    ));
    texts.extend(rarity_of(found));
    texts.push(weighed(found));
    texts
}

/// What a term is worth, and how that comes about.
fn weighed(found: &Explanation) -> String {
    let names = ["title", "headings", "text"];
    let shares = found
        .shares
        .iter()
        .zip(names)
        .filter(|(share, _)| **share > 0.0);
    let shares: Vec<String> = shares
        .map(|(share, name)| format!("{name} {share:.2}"))
        .collect();
    let frequency: f32 = found.shares.iter().sum();
    let weight = if found.idf > 0.0 {
        found.score / found.idf
    } else {
        0.0
    };
    format!(
        "rarity {:.2} × weight {weight:.2}, leveled off from {frequency:.2} ({})",
        found.idf,
        shares.join(" + ")
    )
}

/// Which articles the rarity counts, where these are not those that have the term.
fn rarity_of(found: &Explanation) -> Option<String> {
    match found.rarity_of.as_slice() {
        [] => None,
        [(_, n)] => Some(format!("as rare as anywhere: {} have it", grouped(*n))),
        words => {
            let each = words
                .iter()
                .map(|(word, n)| format!("{word} in {}", grouped(*n)));
            let each: Vec<String> = each.collect();
            Some(format!("as rare as its words: {}", each.join(", ")))
        }
    }
}

/// The forms in which the article has a term, and what that does to its worth.
fn forms(term: &Term) -> Option<String> {
    let forms = term.forms.iter().take(FORMS);
    let mut forms: Vec<String> = forms.map(|(form, n)| format!("{form} {n}")).collect();
    if term.forms.len() > FORMS {
        forms.push("…".to_owned());
    }
    let several = term.forms.len() > 1;
    let plain = !term.label.contains(['"', '*', '~', '=']);
    let weight = if several && plain {
        format!(" (forms other than the one typed count {OTHER_FORM})")
    } else {
        String::new()
    };
    (!forms.is_empty()).then(|| format!("{}{weight}", forms.join(" · ")))
}

/// Adds a text in lines.
fn detail(rows: &mut Vec<Row>, indent: usize, text: &str, columns: usize) {
    for line in lines(text, columns.saturating_sub(indent)) {
        rows.push(Row::Detail(indent, line));
    }
}

fn lines(text: &str, columns: usize) -> Vec<String> {
    let lines = wrap::wrap(text, &[], columns.max(8)).into_iter();
    lines.map(|line| line.slice(text).to_owned()).collect()
}

/// A part in thousandths of the largest.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares lie between 0 and 1000"
)]
fn share(part: f32, most: f32) -> u32 {
    if most > 0.0 {
        (part / most * 1000.0).clamp(0.0, 1000.0) as u32
    } else {
        0
    }
}
