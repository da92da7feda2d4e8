//! Names of words that mostly are something else: a day, a month, a place, a person.
//!
//! In go the tokens of an article; out come the names that the words beside them give away:
//! persons whose given name is a place's or a day's (`Actress Tuesday Weld`) or whose surname
//! is a month's (`Mrs May`), families (`the Obamas`), storms and what is called after a person
//! (`Martin Luther King Jr. Day`); and what names nothing here: ships,
//! that bear others' names and are of no kind, and the agency that signs.
//! It goes before dates and known names, which would take the words for theirs.

use crate::entities::kind::Kind;
use crate::entities::known::lexicon::{Cue, End, Lexicon};
use crate::entities::known::scan::{Scan, Sentence, Shape, Token};
use crate::entities::known::word_key::{KeyMap, key};
use std::ops::Range;

/// A name and what it is; a ship has no kind.
pub(crate) type Evident = (Range<usize>, Option<Kind>);

/// What navies and merchants write before a ship's name.
const SHIPS: [&str; 11] = [
    "HMS", "HMAS", "HMCS", "HMNZS", "RMS", "USS", "USNS", "USCGC", "MV", "SS", "RFA",
];
/// Most words of a ship's name.
const SHIP: usize = 3;
/// Agencies that sign what they send.
const AGENCIES: [&str; 12] = [
    "REUTER", "REUTERS", "AP", "UPI", "AFP", "DPA", "TASS", "XINHUA", "ANSA", "EFE", "PTI", "AAP",
];
/// Tokens that an article has at least that an agency signs.
const SIGNED: usize = 4;
/// What is given persons' names.
const STORMS: [&str; 4] = ["Storm", "Typhoon", "Hurricane", "Cyclone"];
/// Months that are surnames.
const SURNAMES: [&str; 5] = ["May", "March", "April", "June", "August"];
/// Words before a month that is one.
const BEFORE_MONTH: [&str; 10] = [
    "of", "last", "next", "this", "since", "by", "until", "late", "early", "mid",
];
/// Words that head names, so that none of them is a person's surname.
const HEADS: [Cue; 15] = [
    Cue::OrgHead,
    Cue::OrgTail,
    Cue::LooseHead,
    Cue::PlaceHead,
    Cue::PlaceLead,
    Cue::LawHead,
    Cue::EventHead,
    Cue::Compass,
    Cue::Stop,
    Cue::Link,
    Cue::In,
    Cue::Title,
    Cue::Honorific,
    Cue::Month,
    Cue::Weekday,
];

/// The names, in order.
pub(super) fn evident_names(scan: &Scan<'_>, lexicon: &Lexicon) -> Vec<Evident> {
    let tokens = &scan.tokens;
    let surname = |pair: &[Token]| {
        let [given, surname] = pair else { return None };
        let full = given.has(Cue::First) && !given.has(Cue::Common) && !surname.cut;
        let large = given.shape == Shape::Capital && surname.shape == Shape::Capital;
        (full && large).then_some((surname.word, ()))
    };
    let finder = Finder {
        scan,
        lexicon,
        surnames: tokens.windows(2).filter_map(surname).collect(),
    };
    let mut found: Vec<Evident> = Vec::new();
    for sentence in &scan.sentences {
        for at in sentence.tokens.clone() {
            let behind = found.last().map_or(0, |(run, _)| run.end);
            if at >= behind
                && let Some(name) = finder.name(sentence, at)
                && name.0.start >= behind
            {
                found.push(name);
            }
        }
    }
    if let Some(run) = sign_off(scan) {
        found.retain(|(other, _)| other.end <= run.start);
        found.push((run, None));
    }
    found
}

/// The agency that an article ends with: `Reuter` behind its last sentence, which may end in
/// an abbreviation. With a period behind, it is a sentence like others: whom a list is from.
fn sign_off(scan: &Scan<'_>) -> Option<Range<usize>> {
    let last = scan
        .sentences
        .last()
        .filter(|_| scan.tokens.len() > SIGNED)?;
    let tokens = &scan.tokens[last.tokens.clone()];
    let at = last.tokens.start + tokens.iter().rposition(|token| token.word != 0)?;
    let agency = scan.slice(at).to_uppercase();
    let stops = scan.tokens[last.tokens.end - 1].is_mark('.');
    let before = at.checked_sub(1).map(|before| &scan.tokens[before]);
    let alone = last
        .tokens
        .clone()
        .all(|it| it == at || scan.tokens[it].word == 0)
        || before.is_some_and(|token| token.is_mark('.'));
    (!stops && alone && AGENCIES.contains(&agency.as_str())).then_some(at..last.tokens.end)
}

struct Finder<'a> {
    scan: &'a Scan<'a>,
    lexicon: &'a Lexicon,
    /// Words that stand behind a given name somewhere in the article.
    surnames: KeyMap<()>,
}

impl Finder<'_> {
    fn name(&self, sentence: &Sentence, at: usize) -> Option<Evident> {
        let token = &self.scan.tokens[at];
        match token.shape {
            Shape::Upper => self.ship(at).map(|run| (run, None)),
            Shape::Capital => {
                let person = |run| (run, Some(Kind::Person));
                self.storm(sentence, at)
                    .map(|run| (run, Some(Kind::Event)))
                    .or_else(|| self.memorial(sentence, at))
                    .or_else(|| self.surname(sentence, at).map(person))
                    .or_else(|| self.given(sentence, at).map(person))
                    .or_else(|| self.family(at).map(|run| (run, Some(Kind::Group))))
            }
            _ => None,
        }
    }

    /// The token at `at`, if a name may go on with it.
    fn on(&self, at: usize) -> Option<&Token> {
        self.scan.tokens.get(at).filter(|token| !token.cut)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.on(at)
            .is_some_and(|token| token.shape == Shape::Capital)
    }

    /// `HMS Queen Elizabeth`.
    fn ship(&self, at: usize) -> Option<Range<usize>> {
        let prefix = SHIPS.contains(&self.scan.slice(at));
        let words = || (at + 1..=at + SHIP).take_while(|at| self.is_capital(*at));
        (prefix && self.is_capital(at + 1)).then(|| at..at + 1 + words().count())
    }

    /// `Storm Boris`.
    fn storm(&self, sentence: &Sentence, at: usize) -> Option<Range<usize>> {
        if !STORMS.contains(&self.scan.slice(at)) || !self.is_capital(at + 1) {
            return None;
        }
        let name = &self.scan.tokens[at + 1];
        let given = name.has(Cue::First);
        let plain = !given && (name.has(Cue::Common) || sentence.titled) || name.any(&HEADS);
        let goes_on = !sentence.titled && self.on(at + 2).is_some_and(|it| it.shape.is_large());
        (!plain && !goes_on).then_some(at..at + 2)
    }

    /// `Martin Luther King Jr. Day`, found by its `Jr.`
    fn memorial(&self, sentence: &Sentence, at: usize) -> Option<Evident> {
        if !["Jr", "Sr"].contains(&self.scan.slice(at)) {
            return None;
        }
        let mark = |at: usize, mark: char| self.on(at).is_some_and(|token| token.is_mark(mark));
        let mut start = at;
        start -= usize::from(start > sentence.tokens.start && mark(start - 1, ','));
        let before = start;
        while start > sentence.tokens.start && !self.scan.tokens[start].cut {
            let token = &self.scan.tokens[start - 1];
            let initial = token.is_mark('.')
                && token.glued
                && start > 1
                && self.scan.tokens[start - 2].shape == Shape::Initial;
            let word = matches!(token.shape, Shape::Capital | Shape::Initial);
            if !initial && (!word || token.has(Cue::Stop)) {
                break;
            }
            start -= 1;
        }
        let head = at + 1 + usize::from(mark(at + 1, '.'));
        let heads = (head..sentence.tokens.end).take_while(|at| self.is_capital(*at));
        let (head, kind) = heads
            .filter_map(|at| {
                let token = &self.scan.tokens[at];
                let kind = match () {
                    () if token.has(Cue::EventHead) => Kind::Event,
                    () if token.has(Cue::OrgHead) => Kind::Organization,
                    () if token.has(Cue::PlaceHead) => Kind::Place,
                    () => return None,
                };
                Some((at, kind))
            })
            .last()?;
        (start < before).then_some((start..head + 1, Some(kind)))
    }

    /// Whether a title stands right before, and whether it is `Mr` or the like.
    fn titled(&self, within: &Range<usize>, at: usize) -> Option<bool> {
        let mut before = at.checked_sub(1).filter(|_| !self.scan.tokens[at].cut)?;
        before -= usize::from(self.scan.tokens[before].is_mark('.') && before > 0);
        let token = &self.scan.tokens[before];
        let large = token.shape == Shape::Capital;
        let honorific = large && token.has(Cue::Honorific);
        let title = token.has(Cue::Title) && (large || !token.has(Cue::LargeTitle));
        (within.contains(&before) && (honorific || title)).then_some(honorific)
    }

    /// `Mrs May`, `Prime Minister May`; and `May said` where someone is called so.
    fn surname(&self, sentence: &Sentence, at: usize) -> Option<Range<usize>> {
        let token = &self.scan.tokens[at];
        if !token.any(&[Cue::Month, Cue::Weekday]) {
            return None;
        }
        let next = self.on(at + 1);
        let dated = next.is_some_and(|next| next.shape == Shape::Number);
        let month = SURNAMES.contains(&self.scan.slice(at));
        let called = self.surnames.contains_key(&token.word);
        let title = self.titled(&sentence.tokens, at);
        // "The President Monday vetoed it" is no one's name, nor is "Prime Minister May Resign".
        let by_title = match title {
            Some(true) => token.span.len() > 3 || month,
            Some(false) => month && (called || !sentence.titled),
            None => false,
        };
        let before = at.checked_sub(1).map(|before| &self.scan.tokens[before]);
        let timed = before.is_some_and(|it| !token.cut && it.has(Cue::In))
            || !token.cut && BEFORE_MONTH.contains(&self.scan.slice(at.saturating_sub(1)));
        let acts = next.is_some_and(|next| {
            next.shape == Shape::Possessive || next.has(Cue::Say) && next.shape == Shape::Lower
        });
        let goes_on = next.is_some_and(|next| next.shape.is_large());
        let by_others = month && called && acts && !timed;
        (!dated && !goes_on && (by_title || by_others)).then_some(at..at + 1)
    }

    /// `Mayor London Breed`, `Brooklyn Beckham married`.
    fn given(&self, sentence: &Sentence, at: usize) -> Option<Range<usize>> {
        let token = &self.scan.tokens[at];
        let lent = token.has(Cue::PlaceGiven);
        if !lent && !token.any(&[Cue::City, Cue::Town, Cue::Weekday]) || sentence.titled {
            return None;
        }
        let surname = self.on(at + 1).filter(|it| it.shape == Shape::Capital)?;
        let (walk, _) = self.lexicon.step(0, token.word);
        let known = |from, token: &Token| self.lexicon.step(from, token.word).1;
        let place = self.lexicon.step(0, surname.word).1.and_then(|it| it.end);
        let other = surname.any(&HEADS)
            || surname.any(&[Cue::City])
            || matches!(place, Some(End::Name(_)))
            || known(walk, surname).is_some();
        let goes_on = self.on(at + 2).is_some_and(|next| {
            next.shape.is_large() || next.is_mark('&') || next.is_mark('-') && next.glued
        });
        if other || goes_on {
            return None;
        }
        let last = surname.has(Cue::Last);
        let several = self.scan.slice(at + 1).ends_with('s');
        let unknown = !surname.any(&[Cue::Common, Cue::Town]) && !several;
        let named = match self.titled(&sentence.tokens, at) {
            Some(_) => last || unknown && (lent || token.has(Cue::First)),
            None => lent && (last || unknown) && !surname.has(Cue::Common) && self.acts(at),
        };
        named.then_some(at..at + 2)
    }

    /// Whether the two words at `at` do what persons do, and stand where no place does.
    fn acts(&self, at: usize) -> bool {
        let token = &self.scan.tokens[at];
        let before = at.checked_sub(1).map(|before| &self.scan.tokens[before]);
        let placed = !token.cut
            && before
                .is_some_and(|it| it.any(&[Cue::In, Cue::Link]) || it.shape.is_large() && !it.weak);
        let verb = self.on(at + 2).is_some_and(|next| {
            let past = self.scan.slice(at + 2).ends_with("ed");
            next.shape == Shape::Lower && (past || next.any(&[Cue::Say, Cue::Past]))
        });
        !placed && verb
    }

    /// `the Obamas`.
    fn family(&self, at: usize) -> Option<Range<usize>> {
        let token = &self.scan.tokens[at];
        let stem = self.scan.slice(at).strip_suffix('s')?;
        let the = at.checked_sub(1).map(|before| self.scan.slice(before))?;
        let marked = !token.any(&[Cue::Last, Cue::Common]) && !token.cut;
        if !the.eq_ignore_ascii_case("the") || !marked {
            return None;
        }
        let goes_on = self.on(at + 1).is_some_and(|next| next.shape.is_large());
        let stem = key(stem);
        let known = self.surnames.contains_key(&stem) || self.lexicon.offices.contains_key(&stem);
        (known && !goes_on).then_some(at..at + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::named;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(named(text), expected, "{text}");
    }

    #[test]
    fn surnames_that_are_months() {
        check(
            "Brian May wept. Mr. May said no, and May's fans cheered.",
            &["person Brian May"],
        );
        check("In the evening Mrs June left.", &["person June"]);
        check("They heard Prime Minister May again.", &["person May"]);
        check("The president left on May 5, and in May's heat.", &[]);
    }

    #[test]
    fn given_names_that_are_places_or_days() {
        check(
            "They saw actress Tuesday Norwell there.",
            &["person Tuesday Norwell"],
        );
        check("Senator Denver Riggs left.", &["person Denver Riggs"]);
        check("Then Ireland Baldwin laughed.", &["person Ireland Baldwin"]);
        check("The president Monday vetoed it.", &[]);
    }

    #[test]
    fn storms_ships_and_families() {
        check(
            "Storm Boris came, and then Typhoon Orla and Storm Ciara.",
            &[
                "event Storm Boris",
                "event Typhoon Orla",
                "event Storm Ciara",
            ],
        );
        check("The HMS Prince Albert and USS Abraham Lincoln left.", &[]);
        check(
            "It was Idris Halloway. The Halloways and the Trumps left.",
            &["person Idris Halloway", "group Halloways", "group Trumps"],
        );
    }

    #[test]
    fn an_agency_at_the_end_signs() {
        check("He left for Oslo again. Reuter", &["place Oslo"]);
        check("He left for Oslo again.\nREUTER", &["place Oslo"]);
        check("He left for Oslo again.\n(AFP)", &["place Oslo"]);
        check(
            "He left Acme Widgets Ltd. Reuter",
            &["organization Acme Widgets Ltd."],
        );
    }

    #[test]
    fn what_is_called_after_a_person() {
        check(
            "It was on Martin Luther King Jr. Day, at Amos Cole Jr. Bridge, near Idris Halloway Sr. Foundation.",
            &[
                "event Martin Luther King Jr. Day",
                "place Amos Cole Jr. Bridge",
                "organization Idris Halloway Sr. Foundation",
            ],
        );
    }
}
