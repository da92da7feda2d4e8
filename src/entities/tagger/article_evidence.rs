//! What an article shows of a word elsewhere: the same word written small, behind a title,
//! behind a given name. One doubtful place is read by the clear ones.

use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape, Token};
use crate::entities::known::word_key::KeyMap;
use crate::entities::spotting::annotations::{Annotation, Annotations};

/// What a word was seen as, a bit each.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    words: KeyMap<u64>,
}

const SMALL: u64 = 1;
const PROVEN: u64 = 2;
const TITLE: u64 = 4;
const HONORIFIC: u64 = 8;
const IN: u64 = 16;
const SAYS: u64 = 32;
const GIVEN: u64 = 64;
const HEAD: u64 = 128;
const THE: u64 = 256;
const OWNER: u64 = 512;
const BRACKETS: u64 = 1024;
const BEFORE_PLACE: u64 = 2048;
const INSIDE: u64 = 4096;

impl Evidence {
    pub(super) fn new(scan: &Scan<'_>, annotations: &Annotations) -> Self {
        let mut words: KeyMap<u64> = KeyMap::default();
        for sentence in &scan.sentences {
            for at in sentence.tokens.clone() {
                let token = &scan.tokens[at];
                if token.word != 0 && token.shape.is_large() && !sentence.titled {
                    let seen = seen(
                        scan,
                        annotations,
                        at,
                        sentence.tokens.start,
                        sentence.tokens.end,
                    );
                    *words.entry(token.word).or_default() |= seen;
                }
            }
        }
        for token in &scan.tokens {
            if token.shape == Shape::Lower
                && let Some(seen) = words.get_mut(&token.word)
            {
                *seen |= SMALL;
            }
        }
        Self { words }
    }

    /// What the article shows of the token's word, if that is written large here.
    pub(super) fn of(&self, token: &Token) -> u64 {
        if token.shape.is_large() {
            self.words.get(&token.word).copied().unwrap_or(0)
        } else {
            0
        }
    }
}

/// What the place of a large word shows.
fn seen(scan: &Scan<'_>, annotations: &Annotations, at: usize, start: usize, end: usize) -> u64 {
    let token = &scan.tokens[at];
    let before = at.checked_sub(1).filter(|before| *before >= start);
    let mut seen = if token.weak { 0 } else { PROVEN };
    if let Some(before) = before {
        let other = &scan.tokens[before];
        for (holds, bit) in [
            (annotations.of[before] == Annotation::Title, TITLE),
            (other.has(Cue::Honorific), HONORIFIC),
            (other.has(Cue::In) && other.shape == Shape::Lower, IN),
            (
                other.has(Cue::First) && other.shape == Shape::Capital,
                GIVEN,
            ),
            (scan.slice(before).eq_ignore_ascii_case("the"), THE),
            (other.is_mark('('), BRACKETS),
            (other.shape.is_large() && !other.weak, INSIDE),
        ] {
            seen |= if holds { bit } else { 0 };
        }
    }
    let heads = [Cue::OrgHead, Cue::OrgTail, Cue::LooseHead];
    if at + 1 < end {
        let other = &scan.tokens[at + 1];
        let place = other.is_mark(',')
            && annotations
                .hit(at + 2)
                .is_some_and(|hit| hit.kind == crate::entities::Kind::Place);
        for (holds, bit) in [
            (other.has(Cue::Say) && other.shape == Shape::Lower, SAYS),
            (other.any(&heads) && other.shape.is_large(), HEAD),
            (other.shape == Shape::Possessive, OWNER),
            (place, BEFORE_PLACE),
        ] {
            seen |= if holds { bit } else { 0 };
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::{Evidence, GIVEN, IN, INSIDE, PROVEN, SAYS, SMALL, TITLE};
    use crate::entities::known::lexicon::Lexicon;
    use crate::entities::known::scan::Scan;
    use crate::entities::spotting::annotations::Annotations;
    use crate::entities::testing::article;

    /// What a text shows of the last of its tokens that is `word`.
    fn check(text: &str, word: &str, bits: u64) {
        let article = article(text);
        let lexicon = Lexicon::embedded();
        let scan = Scan::new(&article, &lexicon);
        let annotations = Annotations::new(&scan, &lexicon);
        let evidence = Evidence::new(&scan, &annotations);
        let at = (0..scan.tokens.len()).rfind(|at| scan.slice(*at) == word);
        let token = &scan.tokens[at.expect(word)];
        assert_eq!(evidence.of(token), bits, "{text}");
    }

    #[test]
    fn places_add_up() {
        check(
            "Then Secretary Halloway left. Halloway?",
            "Halloway",
            PROVEN | TITLE | INSIDE,
        );
        check(
            "It rained in Saltmere. Saltmere said so.",
            "Saltmere",
            PROVEN | IN | SAYS,
        );
        check(
            "It was Antony Halloway.",
            "Halloway",
            PROVEN | GIVEN | INSIDE,
        );
        check("The rock fell. Rock.", "Rock", SMALL);
        check("The rock fell. Rock.", "rock", 0);
    }
}
