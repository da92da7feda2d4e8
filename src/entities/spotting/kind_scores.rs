//! Evidence for what an unknown name is: person, organization or place.
//!
//! In goes a run of tokens in its sentence; out come [`Scores`]. The weights are hand-set
//! tenths: about 10 for a hint, 40 for what settles a case alone. The scores of all
//! mentions of a name in an article add up before anything is decided.

use super::annotations::Annotations;
use crate::entities::kind::Kind;
use crate::entities::known::lexicon::{Cue, Cues, Facts};
use crate::entities::known::scan::{Scan, Shape, Token};
use std::ops::Range;

/// Evidence for person, organization and place, and against there being a name at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scores {
    person: i32,
    organization: i32,
    place: i32,
    none: i32,
}

impl Scores {
    /// Adds the evidence of another mention.
    pub(super) fn add(&mut self, other: Self) {
        self.person += other.person;
        self.organization += other.organization;
        self.place += other.place;
        self.none += other.none;
    }

    /// The kind with the most evidence, if that is at least `least` and more than speaks
    /// against a name.
    pub(super) fn kind(self, least: i32) -> Option<Kind> {
        let (kind, score) = [
            (Kind::Person, self.person),
            (Kind::Organization, self.organization),
            (Kind::Place, self.place),
        ]
        .into_iter()
        .max_by_key(|(kind, score)| (*score, std::cmp::Reverse(*kind)))?;
        (score >= least && score > self.none).then_some(kind)
    }
}

/// What stands around a run of tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// A title stands before it.
    pub(super) title: bool,
    /// `Mr` or the like does.
    pub(super) honorific: bool,
}

/// The evidence for what the tokens `run`, none of them known, name.
pub(super) fn kind_scores(
    scan: &Scan<'_>,
    annotations: &Annotations,
    within: &Range<usize>,
    run: &Range<usize>,
    around: Around,
) -> Scores {
    let tokens = &scan.tokens[run.clone()];
    let mut scores = Scores::default();
    by_words(tokens, &mut scores);
    if around.honorific {
        scores.person += 80;
    } else if around.title {
        scores.person += 40;
    }
    if run.start == within.start && scan.looks_like_dateline(run) {
        scores.place += 50;
    }
    before(scan, within, run, &mut scores);
    after(scan, annotations, within, run, &mut scores);
    scores
}

fn words(tokens: &[Token]) -> impl DoubleEndedIterator<Item = &Token> + Clone {
    tokens
        .iter()
        .filter(|token| token.shape.is_large() && token.shape != Shape::Initial)
}

/// What the words themselves tell.
fn by_words(tokens: &[Token], scores: &mut Scores) {
    let count = words(tokens).count();
    let (Some(first), Some(last)) = (words(tokens).next(), words(tokens).next_back()) else {
        return;
    };
    let initials = tokens.iter().any(|token| token.shape == Shape::Initial);
    let weight = match count {
        1 => 30,
        _ => 45 / i32::try_from(count).unwrap_or(45),
    };
    for token in words(tokens) {
        seen(token.facts, weight, scores);
        if token.has(Cue::Common) {
            scores.none += if count == 1 { 25 } else { 5 };
        }
    }
    if (2..=4).contains(&count) || count == 1 && initials {
        as_full_name(first, last, initials, scores);
    } else if count == 1 {
        as_one_word(first, scores);
    }
    if count > 1 {
        as_several_words(tokens, scores);
    }
    if first.weak && words(tokens).all(|token| token.has(Cue::Common)) {
        scores.none += 12;
    }
    if words(tokens).any(|token| token.any(&[Cue::OrgHead, Cue::LooseHead])) {
        scores.organization += 12;
    }
    if words(tokens).any(|token| token.any(&[Cue::Compass, Cue::PlaceHead])) {
        scores.place += 8;
    }
}

/// What speaks for a given name and a surname.
fn as_full_name(first: &Token, last: &Token, initials: bool, scores: &mut Scores) {
    let plain = |token: &Token| !token.has(Cue::Common);
    for (speaks, weight) in [
        (true, 10),
        (initials, 15),
        (first.has(Cue::First), 5),
        (first.has(Cue::First) && plain(first), 25),
        (last.has(Cue::Last) && plain(last), 12),
    ] {
        scores.person += if speaks { weight } else { 0 };
    }
    if !plain(last) && !last.has(Cue::Last) {
        scores.person -= 15;
        scores.organization += 12;
    }
}

/// What one word by itself may be.
fn as_one_word(word: &Token, scores: &mut Scores) {
    for (cue, weight) in [(Cue::First, 8), (Cue::Last, 6)] {
        scores.person += if word.has(cue) { weight } else { 0 };
    }
    for (cue, weight) in [(Cue::City, 20), (Cue::Town, 6)] {
        scores.place += if word.has(cue) { weight } else { 0 };
    }
    scores.organization += match word.shape {
        // The longer, the less an acronym.
        Shape::Upper if word.span.len() <= 5 => 25,
        Shape::Upper => 6,
        Shape::Mixed => 8,
        _ => 0,
    };
    // No English word: a name of some kind.
    let unknown = word.facts.cues == Cues::default() && word.facts.seen == [0; 5];
    if unknown && word.weak && word.shape == Shape::Capital {
        scores.person += 8;
        scores.organization += 12;
        scores.place += 12;
    }
}

/// What speaks for an organization among several words.
fn as_several_words(tokens: &[Token], scores: &mut Scores) {
    let all_common = words(tokens).all(|token| token.has(Cue::Common));
    for (speaks, weight) in [
        (words(tokens).any(|token| token.shape == Shape::Upper), 15),
        (
            words(tokens)
                .next()
                .is_some_and(|first| first.has(Cue::OrgLead)),
            30,
        ),
        (words(tokens).count() > 4, 10),
        (tokens.iter().any(|token| token.is_mark('&')), 40),
        (all_common, 12),
    ] {
        scores.organization += if speaks { weight } else { 0 };
    }
    scores.person -= if all_common { 15 } else { 0 };
}

/// What a word was seen to name elsewhere.
fn seen(facts: Facts, weight: i32, scores: &mut Scores) {
    let count = |digit: u8| (1_i32 << digit) - 1;
    let [person, organization, place, group, none] = facts.seen.map(count);
    let total = person + organization + place + group + none;
    if total < 3 {
        return;
    }
    let share = |part: i32| weight * part / total;
    scores.person += share(person);
    scores.organization += share(organization);
    scores.place += share(place);
    scores.none += share(none) + share(group) / 2;
}

/// Words whose `of` names a place.
const PLACES_OF: [&str; 20] = [
    "port",
    "city",
    "town",
    "village",
    "suburb",
    "province",
    "region",
    "district",
    "state",
    "capital",
    "mayor",
    "coast",
    "island",
    "north",
    "south",
    "east",
    "west",
    "outskirts",
    "streets",
    "county",
];

/// What stands before.
fn before(scan: &Scan<'_>, within: &Range<usize>, run: &Range<usize>, scores: &mut Scores) {
    let Some(at) = run.start.checked_sub(1).filter(|at| within.contains(at)) else {
        return;
    };
    let token = &scan.tokens[at];
    let word = scan.slice(at);
    let one_of = |any: &[&str]| any.iter().any(|known| word.eq_ignore_ascii_case(known));
    if token.has(Cue::In) && token.shape == Shape::Lower {
        scores.place += if one_of(&["in", "near", "across"]) {
            22
        } else {
            12
        };
    }
    if one_of(&["the"]) {
        scores.person -= 30;
        scores.organization += 12;
    }
    if one_of(&["a", "an"]) {
        scores.person -= 10;
        scores.none += 10;
    }
    if one_of(&["by", "with", "and", "told"]) {
        scores.person += 3;
    }
    if one_of(&["of"]) {
        let noun = at.checked_sub(1).map_or("", |noun| scan.slice(noun));
        scores.place += if PLACES_OF.contains(&noun) { 30 } else { 6 };
    }
    let beside = |back: usize| at.checked_sub(back).map(|other| &scan.tokens[other]);
    let listed = one_of(&["and"])
        && beside(1).is_some_and(|token| token.shape.is_large())
        && beside(2).is_some_and(|token| token.has(Cue::In));
    if listed {
        scores.place += 14;
    }
    if token.is_mark(',') && at > within.start {
        let city = &scan.tokens[at - 1];
        if city.any(&[Cue::City, Cue::Town]) && city.shape.is_large() {
            scores.place += 10;
        }
    }
}

/// What stands behind.
fn after(
    scan: &Scan<'_>,
    annotations: &Annotations,
    within: &Range<usize>,
    run: &Range<usize>,
    scores: &mut Scores,
) {
    let Some(token) = scan
        .tokens
        .get(run.end)
        .filter(|_| within.contains(&run.end))
    else {
        return;
    };
    if token.has(Cue::Say) && token.shape == Shape::Lower {
        scores.person += 15;
        scores.organization += 8;
    }
    if token.has(Cue::LooseHead) {
        scores.person += 25;
    }
    if token.shape == Shape::Possessive {
        scores.person += 4;
        scores.organization += 4;
    }
    let next = run.end + 1;
    if within.contains(&next) {
        match token.shape {
            Shape::Mark(',') => after_comma(scan, annotations, run, scores),
            Shape::Lower if scan.slice(run.end) == "and" => {
                let token = &scan.tokens[next];
                let lead = token.has(Cue::PlaceLead) && token.shape == Shape::Capital;
                let place = lead
                    || annotations
                        .hit(next)
                        .is_some_and(|hit| hit.kind == Kind::Place);
                scores.place += if place { 20 } else { 0 };
            }
            _ => {}
        }
    }
    if token.is_mark('-') && token.glued && ["based", "born"].contains(&scan.slice(next)) {
        scores.place += 30;
    }
    if ["who", "whose", "himself", "herself"].contains(&scan.slice(run.end)) {
        scores.person += 20;
    }
}

/// What stands behind a comma: the country, an age, a clause about a thing.
fn after_comma(
    scan: &Scan<'_>,
    annotations: &Annotations,
    run: &Range<usize>,
    scores: &mut Scores,
) {
    let next = run.end + 1;
    if scan.slice(next) == "which" {
        scores.organization += 13;
        scores.place += 14;
    }
    let owner = |end: usize| {
        scan.tokens
            .get(end)
            .is_some_and(|token| token.shape == Shape::Possessive)
    };
    let place = annotations
        .hit(next)
        .is_some_and(|hit| hit.kind == Kind::Place && !owner(hit.tokens.end));
    if place && !scan.tokens[run.start].has(Cue::First) {
        scores.place += 30;
    }
    if scan.tokens[next].shape == Shape::Number && scan.slice(next).len() == 2 {
        scores.person += 25;
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::ruled;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(ruled(text), expected, "{text}");
    }

    #[test]
    fn neighbors_tell_the_kind() {
        check(
            "It opened near Brackwell last spring.",
            &["place Brackwell"],
        );
        check(
            "A charity in the port of Saltmere gave pumps.",
            &["place Saltmere"],
        );
        check(
            "SALTMERE, May 3 (Reuters) - It rained.",
            &["place SALTMERE", "organization Reuters"],
        );
        check(
            "A London-based firm hired the teacher Brackwell.",
            &["place London", "person Brackwell"],
        );
        check("An agreement of the CGCT broke.", &["organization CGCT"]);
        check(
            "He told Oluwaseun Brackwell, 42, to go.",
            &["person Oluwaseun Brackwell"],
        );
    }

    #[test]
    fn common_words_are_no_names() {
        check("The State and the Article of the Internet.", &[]);
        check("Avoidance is hard. Erosion goes on.", &[]);
        check("But Reparations were not paid.", &[]);
    }
}
