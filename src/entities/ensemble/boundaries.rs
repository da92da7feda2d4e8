//! Where a name that the tagger found begins and ends.
//!
//! In go a run of tokens and what it is; out comes the run of the whole name: without the
//! marks around it and the title before it, and with what belongs to it behind it: the
//! second half of a surname or given name (`al-Harbi`, `Ki-moon`), the surname behind its
//! particles (`van der Meer`), a generation (`Jr.`, `III`), the legal form of a company,
//! and the first of the two that a company is named after. Of names that meet then, the
//! longer one stays.

use super::consistency::Name;
use crate::entities::kind::Kind;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape, Token};
use crate::entities::known::word_key::key;
use crate::entities::spotting::annotations::{Annotation, Annotations};
use crate::entities::tagger::Class;
use std::ops::Range;

/// What a hyphen joins to a name without being a part of it: `Xi-led`.
const JOINED: [&str; 16] = [
    "led", "era", "run", "like", "born", "based", "style", "wing", "type", "aged", "made", "held",
    "owned", "backed", "funded", "linked",
];
/// Longest halves of a given name, in bytes: `Ki-moon`, `Hsien-loong`.
const HALF: usize = 6;
/// Most tokens of a surname before its last word.
const PARTICLES: usize = 4;

/// Most words of a firm's name before `and`.
const FIRM: usize = 4;

/// The whole name; none where no word is left.
pub(super) fn bounded(
    scan: &Scan<'_>,
    annotations: &Annotations,
    mut run: Range<usize>,
    class: Class,
) -> Option<Name> {
    let word = |at: usize| scan.tokens[at].word != 0;
    while !run.is_empty() && scan.tokens[run.end - 1].shape == Shape::Possessive {
        run.end -= 1;
    }
    // `Moody's` is called so.
    if let Some(hit) = annotations.hit(run.start)
        && hit.kind == Kind::Organization
        && hit.tokens == (run.start..run.end + 1)
        && scan.tokens[run.end].shape == Shape::Possessive
    {
        return Some((hit.tokens.clone(), Class::Organization));
    }
    let behind = Behind { scan, annotations };
    if class == Class::Person {
        let last = run
            .clone()
            .rev()
            .find(|at| word(*at) && !behind.is_generation(*at));
        let before = (run.start..last.unwrap_or(run.start)).rev();
        let before = before
            .into_iter()
            .find(|at| is_before_person(scan, annotations, *at));
        run.start = before.map_or(run.start, |at| at + 1);
    }
    while !run.is_empty() && !word(run.start) {
        run.start += 1;
    }
    if run.is_empty() {
        return None;
    }
    match class {
        Class::Person => {
            run.end = behind.surname(&run);
            run.end = behind.half(&run);
            run.end = behind.generation(run.end);
        }
        Class::Organization => {
            let end = behind.legal_form(run.end);
            let partner = behind.partner(run.start, end);
            run = partner
                .or_else(|| behind.partners(run.start, end))
                .unwrap_or(run.start)..end;
        }
        Class::Place => run.start = behind.mount(run.start),
        _ => {}
    }
    if matches!(class, Class::Organization | Class::Place)
        && let Some(end) = behind.purpose(run.end)
    {
        return Some((run.start..end, Class::Organization));
    }
    Some((run, class))
}

/// The name, of a person where an organization or a place was seen that has the look of one:
/// see [`Behind::person`].
pub(super) fn personal(scan: &Scan<'_>, annotations: &Annotations, (run, class): Name) -> Name {
    let behind = Behind { scan, annotations };
    match class {
        Class::Organization | Class::Place => match behind.person(&run) {
            Some(run) => (run, Class::Person),
            None => (run, class),
        },
        _ => (run, class),
    }
}

/// Names in order, of those that meet the longest.
pub(super) fn longest(names: Vec<Name>) -> Vec<Name> {
    let mut kept: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        match kept.last_mut() {
            Some(last) if name.0.start < last.0.end => {
                if name.0.len() > last.0.len() {
                    *last = name;
                }
            }
            _ => kept.push(name),
        }
    }
    kept
}

/// Whether the token is a title, or another word that no person's name holds.
fn is_before_person(scan: &Scan<'_>, annotations: &Annotations, at: usize) -> bool {
    let token = &scan.tokens[at];
    let small = token.shape == Shape::Lower && !token.has(Cue::Link) && token.span.len() > 3;
    let honorific = token.has(Cue::Honorific) && token.shape == Shape::Capital;
    annotations.of[at] == Annotation::Title
        || honorific
        || small
        || is_people(scan, annotations, at)
}

/// Whether the token is a people's name before somebody's full name: `German Markus Halloway`.
fn is_people(scan: &Scan<'_>, annotations: &Annotations, at: usize) -> bool {
    let hit = annotations.hit(at);
    let group = hit.is_some_and(|hit| hit.kind == Kind::Group && hit.tokens.len() == 1);
    let tokens = scan.tokens.get(at + 1..at + 3).unwrap_or_default();
    let full = tokens
        .iter()
        .all(|token| token.shape == Shape::Capital && !token.cut);
    group && full && tokens.first().is_some_and(|next| next.has(Cue::First))
}

/// The peoples' names right before those of persons, which are names of their own.
pub(super) fn peoples(scan: &Scan<'_>, annotations: &Annotations, found: &[Name]) -> Vec<Name> {
    let persons = found.iter().filter(|(_, class)| *class == Class::Person);
    let before = persons.filter_map(|(run, _)| run.start.checked_sub(1));
    let peoples = before.filter(|at| is_people(scan, annotations, *at));
    peoples.map(|at| (at..at + 1, Class::Group)).collect()
}

/// What stands behind a name.
struct Behind<'a> {
    scan: &'a Scan<'a>,
    annotations: &'a Annotations,
}

impl Behind<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.scan.tokens.get(at).filter(|token| !token.cut)
    }

    /// The run of a person where, by the first word alone, a place or an organization was
    /// seen: initials and a word that nothing else is known of
    /// (`J.K. Harcastle`, `JK Harcastle`), or a given name that is a town's too and such a word
    /// (`Paris Harcastle`).
    fn person(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let unknown = |at: usize| {
            let known = [
                Cue::Common,
                Cue::Stop,
                Cue::OrgHead,
                Cue::OrgTail,
                Cue::City,
                Cue::Town,
            ];
            self.token(at).is_some_and(|token| {
                token.shape == Shape::Capital && !token.weak && !token.any(&known)
            }) && self.annotations.hit(at).is_none()
        };
        let last = run.end.checked_sub(1)?;
        let initial = |at: usize| {
            let mut letters = self.scan.slice(at).split('.');
            let joined = self.scan.tokens[at].shape == Shape::Upper
                && self.scan.slice(at).len() == 2
                && self.annotations.hit(at).is_none();
            joined || letters.all(|letter| letter.chars().count() < 2)
        };
        let alone = |end: usize| {
            let next = self.token(end);
            !next.is_some_and(|token| token.shape.is_large() || token.is_mark('&'))
        };
        if run.len() > 1 && unknown(last) && (run.start..last).all(initial) && alone(run.end) {
            return Some(run.clone());
        }
        let given = run.len() == 1 && self.scan.tokens[last].has(Cue::First);
        (given && unknown(run.end) && alone(run.end + 1)).then_some(run.start..run.end + 1)
    }

    /// The start of a place with `Mt.` or the like before it.
    fn mount(&self, start: usize) -> usize {
        let dot = usize::from(start > 0 && self.is_mark(start - 1, '.'));
        let Some(at) = start.checked_sub(1 + dot) else {
            return start;
        };
        let before = [key("mt"), key("mount"), key("ft"), key("fort")];
        let token = &self.scan.tokens[at];
        let named = before.contains(&token.word) && token.shape == Shape::Capital;
        let joined = (at + 1..=start).all(|at| self.token(at).is_some());
        if named && joined { at } else { start }
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|token| token.is_mark(mark))
    }

    fn is_glued_hyphen(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.is_mark('-') && token.glued)
    }

    /// The end with a surname behind its particles, where one stands at the end of the run
    /// or right behind it: `Ludwig van` with `der Meer`, `Faisal` with `al-Harbi`.
    fn surname(&self, run: &Range<usize>) -> usize {
        let is_particle = |at: usize| {
            let token = self.token(at);
            let plain = ["of", "for", "the", "and", "on"];
            token.is_some_and(|token| {
                token.has(Cue::Link) && !plain.contains(&&*self.scan.slice(at).to_lowercase())
            })
        };
        let opened = run.len() > 1 && is_particle(run.end - 1);
        let particles = (run.end..run.end + PARTICLES)
            .take_while(|at| is_particle(*at) || *at > run.end && self.is_glued_hyphen(*at));
        let at = run.end + particles.count();
        let named = self
            .token(at)
            .is_some_and(|token| token.shape == Shape::Capital);
        if named && (opened || at > run.end) {
            at + 1
        } else {
            run.end
        }
    }

    /// The end with the second half of a surname or given name, behind a hyphen.
    fn half(&self, run: &Range<usize>) -> usize {
        let Some(half) = self.token(run.end + 1).filter(|half| half.glued) else {
            return run.end;
        };
        let is_half = match half.shape {
            Shape::Capital => self.annotations.hit(run.end + 1).is_none(),
            // A syllable behind another: of a given name that stands behind the surname.
            Shape::Lower => {
                let first = &self.scan.tokens[run.end - 1];
                let short = first.span.len() <= HALF && half.span.len() <= HALF;
                let text = self.scan.slice(run.end + 1);
                run.len() > 1 && short && first.shape == Shape::Capital && !JOINED.contains(&text)
            }
            _ => false,
        };
        let joined = self.is_glued_hyphen(run.end) && is_half;
        run.end + if joined { 2 } else { 0 }
    }

    fn is_generation(&self, at: usize) -> bool {
        let token = &self.scan.tokens[at];
        let younger = [key("jr"), key("sr")].contains(&token.word);
        younger && token.shape == Shape::Capital
    }

    /// The end with `Jr.`, a comma before it or not, or a number of more than one digit.
    fn generation(&self, end: usize) -> usize {
        let at = end + usize::from(self.is_mark(end, ','));
        let behind = |at: usize| self.token(at).is_some() && self.is_generation(at);
        if behind(at) {
            return at + 1 + usize::from(self.is_mark(at + 1, '.'));
        }
        let inside = end.checked_sub(1).is_some_and(behind);
        if inside && self.is_mark(end, '.') && self.token(end + 1).is_some() {
            return end + 1;
        }
        let roman = self.token(end).is_some_and(|token| {
            let digits = self.scan.slice(end);
            token.shape == Shape::Upper && digits.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        });
        end + usize::from(roman)
    }

    /// Where a body ends that says what it is for: `Wexholm Center for Ocean Research`.
    fn purpose(&self, end: usize) -> Option<usize> {
        let head = self.scan.tokens.get(end.checked_sub(1)?)?;
        let centers = [key("center"), key("centre")];
        let heads = head.has(Cue::OrgHead) || centers.contains(&head.word);
        let large = |at: &usize| {
            let token = self.token(*at);
            token.is_some_and(|it| it.shape == Shape::Capital && !it.weak)
        };
        let words = (end + 1..self.scan.tokens.len()).take_while(large).count();
        let says_purpose = heads && head.shape == Shape::Capital && self.scan.slice(end) == "for";
        (says_purpose && words > 0).then_some(end + 1 + words)
    }

    /// Where a company begins that is named after two: `Wexholm and Harcastle Inc.`, if
    /// neither is known or named anywhere else in the article.
    fn partner(&self, start: usize, end: usize) -> Option<usize> {
        let first = start.checked_sub(2)?;
        let (and, second) = (self.token(start - 1)?, self.token(start)?);
        let lone = |at: usize| {
            let token = &self.scan.tokens[at];
            let elsewhere = self.scan.tokens.iter().filter(|it| it.word == token.word);
            let known = token.any(&[Cue::Common, Cue::City, Cue::Town, Cue::First]);
            token.shape == Shape::Capital
                && !known
                && self.annotations.hit(at).is_none()
                && elsewhere.count() == 1
        };
        let ended = (start + 1..end).all(|at| self.is_form(at) || self.is_mark(at, '.'));
        let alone = first.checked_sub(1).is_none_or(|before| {
            let token = &self.scan.tokens[before];
            !token.shape.is_large() && !token.is_mark(',')
        });
        let joined = self.scan.slice(start - 1) == "and" && !and.cut && !second.cut;
        let named = end > start + 1 && ended && lone(first) && lone(start);
        // `Anna and Peter Halloway Foundation`.
        let given = |at: usize| {
            let token = &self.scan.tokens[at];
            token.shape == Shape::Capital && token.has(Cue::First) && !token.has(Cue::Common)
        };
        let head = &self.scan.tokens[end - 1];
        let endowed = end > start + 2 && head.has(Cue::OrgHead) && given(first) && given(start);
        (joined && (named || endowed) && alone).then_some(first)
    }

    /// Where a firm begins of which only the last words were found: `Norwell Oil and | Gas Ltd`,
    /// `Norwell, | Cole and Co`.
    fn partners(&self, start: usize, end: usize) -> Option<usize> {
        let word = |at: usize| self.scan.tokens.get(at).is_some_and(|it| it.word != 0);
        let and = |at: usize| self.scan.slice(at) == "and" || self.is_mark(at, '&');
        let tail = |at: usize| self.scan.tokens[at].has(Cue::OrgTail);
        let plain = |at: usize| {
            let token = &self.scan.tokens[at];
            tail(at) || token.any(&[Cue::OrgHead, Cue::Common]) || !word(at)
        };
        let name = |at: usize| {
            let token = &self.scan.tokens[at];
            let large = matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed);
            let opens = token.weak && token.has(Cue::Common);
            large && !opens && !token.any(&[Cue::Stop, Cue::Title])
        };
        let ends_firm = end > start && (start..end).any(tail);
        let joined = start.checked_sub(1).filter(|at| and(*at))?;
        let rest = ends_firm && (start..end).all(plain) && self.token(start).is_some();
        let mut first = joined;
        while rest
            && joined - first < FIRM
            && first > 0
            && name(first - 1)
            && self.token(first).is_some()
        {
            first -= 1;
        }
        (first < joined).then_some(first)
    }

    /// Whether the token is `Inc`, `Company` or the like.
    fn is_form(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let company = [key("company"), key("bros"), key("brothers")];
            let large = token.shape.is_large();
            let small = self.scan.slice(at) == "plc";
            token.has(Cue::OrgTail) && (large || small) || large && company.contains(&token.word)
        })
    }

    /// The end with `Inc.`, `Company` or the like.
    fn legal_form(&self, mut end: usize) -> usize {
        let comma =
            self.is_mark(end, ',') && self.token(end + 1).is_some_and(|it| it.has(Cue::OrgTail));
        end += usize::from(comma && self.is_form(end + 1));
        while self.is_form(end) {
            end += 1;
        }
        // The period of an abbreviation, unless it ends the sentence.
        let abbreviated = end.checked_sub(1).is_some_and(|at| self.is_form(at));
        let period = self
            .token(end)
            .is_some_and(|it| it.is_mark('.') && it.glued);
        end + usize::from(abbreviated && period && self.token(end + 1).is_some())
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::{RECOGNIZER, article};

    /// The spellings of the names in a text.
    fn check(text: &str, expected: &[&str]) {
        let found = RECOGNIZER.read(&article(text));
        let forms = found.entities.iter().flat_map(|entity| &entity.forms);
        let forms: Vec<&str> = forms.map(|form| form.text.as_str()).collect();
        assert_eq!(forms, expected, "{text}");
    }

    #[test]
    fn persons_have_all_of_their_names() {
        for (text, name) in [
            ("The envoy met Faisal al-Harbi again.", "Faisal al-Harbi"),
            ("The envoy met Ban Ki-moon again.", "Ban Ki-moon"),
            (
                "The court heard Ludwig van der Meer again.",
                "Ludwig van der Meer",
            ),
            (
                "Critics heard Jerome Harcastle Sr. again.",
                "Jerome Harcastle Sr.",
            ),
            (
                "Critics heard Jerome Harcastle, Jr. again.",
                "Jerome Harcastle, Jr.",
            ),
        ] {
            check(text, &[name]);
        }
    }

    #[test]
    fn the_first_word_alone_does_not_tell() {
        check("Critics heard Paris Harcastle again.", &["Paris Harcastle"]);
        check("They walked up Mt. Everest again.", &["Mt. Everest"]);
    }

    #[test]
    fn what_a_hyphen_joins_is_no_name() {
        check("It was a Joe Biden-led effort.", &["Joe Biden"]);
    }

    #[test]
    fn bodies_say_what_they_are_for() {
        check(
            "He joined the Wexholm Center for Ocean Research then.",
            &["Wexholm Center for Ocean Research"],
        );
    }

    #[test]
    fn companies_have_their_legal_form() {
        check("He left Ford Motor Co. then.", &["Ford Motor Co."]);
        check("He left Wexholm Energy plc then.", &["Wexholm Energy plc"]);
        let both = "He left Wexholm and Harcastle Inc. then.";
        check(both, &["Wexholm and Harcastle Inc."]);
        let other = format!("{both} Wexholm was there.");
        check(&other, &["Wexholm", "Harcastle Inc."]);
    }
}
