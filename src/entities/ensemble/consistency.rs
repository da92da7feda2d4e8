//! The names of an article brought to agree with one another.
//!
//! In go the names that the tagger found, sentence by sentence; out come the names of the
//! article: one spelling is one kind throughout, the most frequent; a lone surname follows
//! the full name; and where a spelling is a name in several places, it is one in the others
//! too, in headings as well. What stands in a heading and nowhere else is no name unless the
//! rules know it.

use super::particles::particles_before;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape};
use crate::entities::known::word_key::{Key, KeyMap, join};
use crate::entities::tagger::Class;
use std::ops::Range;

/// A name: its tokens and what it is.
pub(super) type Name = (Range<usize>, Class);

/// Longest name that is looked for elsewhere, in tokens.
const LONGEST: usize = 6;

/// The names of an article, in order. `taken` are the tokens that belong to something else,
/// `sure` those that the rules hold for a name.
pub(super) fn consistent(
    scan: &Scan<'_>,
    names: Vec<Name>,
    taken: &[bool],
    sure: &[bool],
) -> Vec<Name> {
    let titled = titled(scan);
    let votes = Votes::new(scan, &names, &titled);
    let mut free: Vec<bool> = taken.iter().map(|taken| !taken).collect();
    let mut consistent: Vec<Name> = Vec::with_capacity(names.len());
    for (run, class) in names {
        let proven = !titled[run.start]
            || sure[run.clone()].contains(&true)
            || votes.of(key_of(scan, &run)).is_some_and(Count::proven);
        if proven && free[run.clone()].iter().all(|free| *free) {
            free[run.clone()].fill(false);
            let class = votes.class(scan, &run, class);
            consistent.push((run, class));
        }
    }
    for sentence in &scan.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let within = at..sentence.tokens.end;
            match votes.repeated(scan, within, &free) {
                Some((end, class)) => {
                    free[at..end].fill(false);
                    consistent.push((at..end, class));
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    consistent.sort_by_key(|(run, _)| run.start);
    consistent
}

/// For each token, whether it stands in a line whose capitals prove nothing.
fn titled(scan: &Scan<'_>) -> Vec<bool> {
    let mut titled = vec![false; scan.tokens.len()];
    for sentence in scan.sentences.iter().filter(|sentence| sentence.titled) {
        titled[sentence.tokens.clone()].fill(true);
    }
    titled
}

/// The key of the words of `run`, a leading article aside.
pub(super) fn key_of(scan: &Scan<'_>, run: &Range<usize>) -> Key {
    let article = run.len() > 1 && scan.slice(run.start).eq_ignore_ascii_case("the");
    scan.tokens[run.start + usize::from(article)..run.end]
        .iter()
        .filter(|token| token.word != 0)
        .fold(0, |key, token| join(key, token.word))
}

/// How often a spelling was found to be of each class; a heading counts half.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    of: [u32; Class::ALL.len()],
    /// Whether it stands anywhere but in headings.
    body: bool,
}

impl Count {
    fn proven(self) -> bool {
        self.body
    }

    /// The most frequent class, `first` where several are, and how often.
    fn most(self, first: Class) -> (Class, u32) {
        let mut best = (first, self.of[first as usize]);
        for class in Class::ALL {
            if self.of[class as usize] > best.1 {
                best = (class, self.of[class as usize]);
            }
        }
        best
    }
}

struct Votes {
    spellings: KeyMap<Count>,
    /// Last words of persons' full names.
    surnames: KeyMap<u32>,
    /// How often a word stands anywhere, for those of one-word names.
    large: KeyMap<u32>,
    small: KeyMap<()>,
}

impl Votes {
    fn new(scan: &Scan<'_>, names: &[Name], titled: &[bool]) -> Self {
        let mut votes = Self {
            spellings: KeyMap::default(),
            surnames: KeyMap::default(),
            large: KeyMap::default(),
            small: KeyMap::default(),
        };
        for (run, class) in names {
            let weight = if titled[run.start] { 1 } else { 2 };
            let count = votes.spellings.entry(key_of(scan, run)).or_default();
            count.of[*class as usize] += weight;
            count.body |= !titled[run.start];
            if *class == Class::Person && run.len() > 1 {
                *votes
                    .surnames
                    .entry(scan.tokens[run.end - 1].word)
                    .or_default() += weight;
            }
        }
        for token in &scan.tokens {
            if token.shape.is_large() {
                *votes.large.entry(token.word).or_default() += 1;
            } else if token.shape == Shape::Lower {
                votes.small.insert(token.word, ());
            }
        }
        votes
    }

    fn of(&self, key: Key) -> Option<Count> {
        self.spellings.get(&key).copied()
    }

    /// What a name is, given all that are spelled like it.
    fn class(&self, scan: &Scan<'_>, run: &Range<usize>, class: Class) -> Class {
        let Some(count) = self.of(key_of(scan, run)) else {
            return class;
        };
        let (best, votes) = count.most(class);
        let surname = self.surnames.get(&scan.tokens[run.start].word).copied();
        let person = run.len() == 1 && best != Class::Group && surname.unwrap_or(0) >= votes;
        if person { Class::Person } else { best }
    }

    /// Where the name that starts at the beginning of `within` ends, if the same words, all
    /// free here, are one elsewhere.
    fn repeated(
        &self,
        scan: &Scan<'_>,
        within: Range<usize>,
        free: &[bool],
    ) -> Option<(usize, Class)> {
        let start = within.start;
        if !scan.tokens[start].shape.is_large() {
            return None;
        }
        let mut key = 0;
        let mut found = None;
        for at in within.take(LONGEST) {
            let token = &scan.tokens[at];
            if !free[at] || token.cut && at > start {
                break;
            }
            if token.word == 0 {
                continue;
            }
            key = join(key, token.word);
            if !token.shape.is_large() {
                continue;
            }
            let class = if at == start {
                self.lone(scan, at, key)
            } else {
                self.of(key).filter(|count| count.proven()).and_then(known)
            };
            found = class.map(|class| (at + 1, class)).or(found);
        }
        found
    }

    /// What a word by itself is.
    fn lone(&self, scan: &Scan<'_>, at: usize, key: Key) -> Option<Class> {
        let token = &scan.tokens[at];
        let word = token.word;
        if self.small.contains_key(&word) || token.span.len() < 3 || token.has(Cue::Stop) {
            return None;
        }
        let mut count = self.of(key).unwrap_or_default();
        if let Some(votes) = self.surnames.get(&word) {
            count.of[Class::Person as usize] += votes;
            count.body = true;
        }
        let (class, votes) = count.most(Class::Person);
        let surname = class == Class::Person && self.surnames.contains_key(&word);
        if surname && particles_before(scan, at) < at {
            return Some(class);
        }
        let all = self.large.get(&word).copied().unwrap_or(1);
        (count.body && votes >= 4 && votes >= all)
            .then_some(class)
            .filter(|class| class.kind().is_some())
    }
}

fn known(count: Count) -> Option<Class> {
    let (class, votes) = count.most(Class::Person);
    (votes >= 2 && class.kind().is_some()).then_some(class)
}

#[cfg(test)]
mod tests {
    use super::{Name, consistent};
    use crate::entities::known::lexicon::Lexicon;
    use crate::entities::known::scan::Scan;
    use crate::entities::tagger::Class;
    use crate::entities::testing::article;

    /// Where `words` stand in a text, the `nth` time.
    fn name(scan: &Scan<'_>, words: &str, nth: usize, class: Class) -> Name {
        let (at, _) = scan.text.match_indices(words).nth(nth).expect(words);
        let within = |span: crate::text::Span| at <= span.from() && span.to() <= at + words.len();
        let inside = |token: &&crate::entities::known::scan::Token| within(token.span);
        let start = scan.tokens.iter().position(|token| within(token.span));
        let start = start.expect(words);
        (
            start..start + scan.tokens.iter().filter(inside).count(),
            class,
        )
    }

    /// What the names `found`, each the nth of its words, become.
    fn check(text: &str, found: &[(&str, usize, Class)], expected: &[(&str, Class)]) {
        let article = article(text);
        let lexicon = Lexicon::embedded();
        let scan = Scan::new(&article, &lexicon);
        let names: Vec<Name> = found
            .iter()
            .map(|(words, nth, class)| name(&scan, words, *nth, *class))
            .collect();
        let none = vec![false; scan.tokens.len()];
        let became: Vec<(&str, Class)> = consistent(&scan, names, &none, &none)
            .into_iter()
            .map(|(run, class)| (scan.span(&run).slice(text), class))
            .collect();
        assert_eq!(became, expected, "{text}");
    }

    const PERSON: Class = Class::Person;
    const PLACE: Class = Class::Place;

    #[test]
    fn one_spelling_is_one_kind() {
        check(
            "He left Saltmere. Near Saltmere it rained. It was Saltmere.",
            &[
                ("Saltmere", 0, PLACE),
                ("Saltmere", 1, PLACE),
                ("Saltmere", 2, PERSON),
            ],
            &[
                ("Saltmere", PLACE),
                ("Saltmere", PLACE),
                ("Saltmere", PLACE),
            ],
        );
        check(
            "It was Idris Halloway. Then Halloway left.",
            &[("Idris Halloway", 0, PERSON), ("Halloway", 1, PLACE)],
            &[("Idris Halloway", PERSON), ("Halloway", PERSON)],
        );
    }

    #[test]
    fn repeated_words_are_the_same_name() {
        check(
            "It was Idris Halloway. Yes, Idris Halloway.",
            &[("Idris Halloway", 0, PERSON)],
            &[("Idris Halloway", PERSON), ("Idris Halloway", PERSON)],
        );
    }

    #[test]
    fn a_heading_proves_nothing_by_itself() {
        let heading = "# Saltmere Waits\nThe town waits.";
        check(heading, &[("Saltmere", 0, PLACE)], &[]);
        check(
            "# Saltmere Waits\nHe left Saltmere.",
            &[("Saltmere", 0, PLACE), ("Saltmere", 1, PLACE)],
            &[("Saltmere", PLACE), ("Saltmere", PLACE)],
        );
    }
}
