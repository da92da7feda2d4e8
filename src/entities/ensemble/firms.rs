//! Firms that are named after several: `Dolce & Gabbana`, `H&M`.
//!
//! In go the names that were found in an article; out come these with the ones on both sides
//! of an `&` made one organization, whatever each of them looks like.

use super::consistency::Name;
use crate::entities::kind::Kind;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape, Token};
use crate::entities::spotting::annotations::{Annotation, Annotations};
use crate::entities::tagger::Class;
use std::ops::Range;

/// Letters with an `&` between them that name no firm.
const LETTERS: [&str; 12] = [
    "R&D", "Q&A", "M&A", "P&L", "B&B", "R&B", "F&B", "T&E", "D&D", "A&E", "O&M", "S&L",
];

/// The names with those beside an `&` joined.
pub(super) fn with_partners(
    scan: &Scan<'_>,
    annotations: &Annotations,
    mut names: Vec<Name>,
) -> Vec<Name> {
    for at in 1..scan.tokens.len().saturating_sub(1) {
        if !scan.tokens[at].is_mark('&') || annotations.of[at] != Annotation::Free {
            continue;
        }
        let firm = Firm {
            scan,
            annotations,
            names: &names,
        };
        if let Some(run) = firm.around(at) {
            names.retain(|(other, _)| other.end <= run.start || run.end <= other.start);
            names.push((run, Class::Organization));
        }
    }
    names.sort_by_key(|(run, _)| run.start);
    names
}

struct Firm<'a> {
    scan: &'a Scan<'a>,
    annotations: &'a Annotations,
    names: &'a [Name],
}

impl Firm<'_> {
    /// The firm around the `&` at `at`.
    fn around(&self, at: usize) -> Option<Range<usize>> {
        let whole = !self.scan.tokens[at].cut && !self.scan.tokens[at + 1].cut;
        let letter = |at: usize| self.scan.tokens[at].shape == Shape::Initial;
        if letter(at - 1) && letter(at + 1) {
            let run = at - 1..at + 2;
            let glued = self.scan.tokens[at].glued && self.scan.tokens[at + 1].glued;
            let text = self.scan.span(&run).slice(self.scan.text);
            return (whole && glued && !LETTERS.contains(&text)).then_some(run);
        }
        let run = self.left(at)?..self.right(at)?;
        let tokens = &self.scan.tokens[run.clone()];
        let words = tokens.iter().filter(|token| token.shape.is_large());
        // "Cars & Parts" may be anything.
        let named = words.clone().any(|token| !token.has(Cue::Common));
        let listed =
            self.annotations.hit(at - 1).is_some() && self.annotations.hit(at + 1).is_some();
        (whole && named && !listed).then_some(run)
    }

    fn may_join(&self, at: usize) -> bool {
        let token = &self.scan.tokens[at];
        let large = token.shape.is_large() && !token.has(Cue::Stop);
        large
            && matches!(
                self.annotations.of[at],
                Annotation::Free | Annotation::Name(_)
            )
    }

    /// Where the name before the `&` begins.
    fn left(&self, at: usize) -> Option<usize> {
        let found = self.names.iter().find(|(run, _)| run.end == at);
        if let Some((run, class)) = found {
            return (class.kind() != Some(Kind::Group)).then_some(run.start);
        }
        let start = at - 1;
        self.may_join(start).then_some(start)
    }

    /// Where the one behind it ends, with the possessive that a verb behind shows to be a part
    /// of it: `Ben & Jerry's closed`.
    fn right(&self, at: usize) -> Option<usize> {
        let found = self.names.iter().find(|(run, _)| run.start == at + 1);
        let end = match found {
            Some((run, class)) if class.kind() != Some(Kind::Group) => run.end,
            Some(_) => return None,
            None => self.may_join(at + 1).then_some(at + 2)?,
        };
        let is = |at: usize, shape: Shape| {
            let token = self.scan.tokens.get(at).filter(|token| !token.cut);
            token.is_some_and(|token| token.shape == shape)
        };
        let owner = is(end, Shape::Possessive) && is(end + 1, Shape::Lower);
        let verb = owner && {
            let token = &self.scan.tokens[end + 1];
            let word = self.scan.slice(end + 1);
            let aux = ["is", "has", "will", "had", "was", "would", "can"].contains(&word);
            let past = word.ends_with("ed") && !token.has(Cue::Link);
            aux || past || token.any(&[Cue::Past, Cue::Say])
        };
        Some(self.with_form(end + usize::from(verb)))
    }

    /// The end with `LLC` or the like behind it.
    fn with_form(&self, mut end: usize) -> usize {
        let form = |token: &Token| {
            let large = matches!(token.shape, Shape::Capital | Shape::Upper);
            !token.cut && large && token.has(Cue::OrgTail)
        };
        while self.scan.tokens.get(end).is_some_and(form) {
            end += 1;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::named;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(named(text), expected, "{text}");
    }

    #[test]
    fn what_an_and_sign_joins_is_a_firm() {
        check(
            "Then Dolce & Gabbana sued Abel & Ruiz LLC.",
            &[
                "organization Dolce & Gabbana",
                "organization Abel & Ruiz LLC",
            ],
        );
        check(
            "Shops like Anna & Maria's closed, and Abel & Ruiz's shop too.",
            &["organization Anna & Maria's", "organization Abel & Ruiz"],
        );
        check(
            "Shares in H&M fell, and those of K&P rose.",
            &["organization H&M", "organization K&P"],
        );
        check("They spend more on R&D and M&A there.", &[]);
    }

    #[test]
    fn listed_firms_and_foundations_may_write_the_word() {
        check(
            "He left Ernst and Young for Johnson and Johnson.",
            &[
                "organization Ernst & Young",
                "organization Johnson & Johnson",
            ],
        );
        check(
            "They met at the Anna and Peter Halloway Foundation.",
            &["organization Anna and Peter Halloway Foundation"],
        );
        check(
            "It was the Bill and Melinda Gates Foundation.",
            &["organization Bill & Melinda Gates Foundation"],
        );
    }
}
