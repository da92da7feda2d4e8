//! Persons' names with the surname in front, as registers and lists have them.
//!
//! In go the tokens of an article; out come the runs that are such names: `Berg, Anna` in a
//! list that semicolons divide or alone on its line, `BERG, Anna` anywhere.

use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape};
use std::ops::Range;

/// Words of a surname, and of given names, at most.
const MOST: usize = 3;

/// A name that may be turned round.
struct Entry {
    run: Range<usize>,
    /// Whether its given name is known as one.
    is_known: bool,
    /// Whether a semicolon stands before it or behind it.
    in_list: bool,
    place: Place,
}

/// What sets a name apart from what is around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Its sentence is nothing else.
    Alone,
    /// Its surname is in capitals, its given names are not.
    Shouted,
    /// Nothing.
    Running,
}

/// The names of persons that begin with the surname and a comma.
pub(super) fn registers(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let sentences = scan.sentences.iter();
    let sentences: Vec<Vec<Entry>> = sentences.map(|it| entries(scan, &it.tokens)).collect();
    let is_alone = |entry: &&Entry| entry.is_known && entry.place == Place::Alone;
    // One alone may be the end of a letter: `Yours, Anna`.
    let several = sentences.iter().flatten().filter(is_alone).count() >= 2;
    let mut found = Vec::new();
    for entries in &sentences {
        let listed = || entries.iter().filter(|entry| entry.in_list);
        // Some places are given names: France, Florence.
        let known = listed().filter(|entry| entry.is_known).count();
        let is_register = listed().count() >= 2 && known * 2 > listed().count();
        let holds = |entry: &&Entry| match entry.place {
            _ if is_register && entry.in_list => true,
            Place::Shouted => entry.is_known,
            Place::Alone => entry.is_known && several,
            Place::Running => false,
        };
        found.extend(entries.iter().filter(holds).map(|entry| entry.run.clone()));
    }
    found
}

/// What may be turned round in a sentence.
fn entries(scan: &Scan<'_>, sentence: &Range<usize>) -> Vec<Entry> {
    let all = sentence.clone();
    all.filter_map(|at| entry(scan, sentence, at)).collect()
}

/// The entry whose comma is the token at `at`.
fn entry(scan: &Scan<'_>, sentence: &Range<usize>, at: usize) -> Option<Entry> {
    let shape = |at: usize| {
        scan.tokens
            .get(at)
            .filter(|_| sentence.contains(&at))
            .map(|token| token.shape)
    };
    let is_mark = |at: usize, marks: &[char]| matches!(shape(at), Some(Shape::Mark(mark)) if marks.contains(&mark));
    if !is_mark(at, &[',']) {
        return None;
    }
    let large = |at: usize| {
        matches!(
            shape(at),
            Some(Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Initial)
        ) && !scan.tokens[at].has(Cue::Title)
    };
    let mut start = at;
    while start > sentence.start && at - start < MOST && large(start - 1) {
        start -= 1;
    }
    let mut end = at + 1;
    while end - at <= MOST && large(end) {
        end += 1;
    }
    if start == at || end == at + 1 || large(end) || (start > sentence.start && large(start - 1)) {
        return None;
    }
    // Behind it the sentence goes on with a mark, or with "and" behind one, or not at all.
    let and = scan.slice(end).eq_ignore_ascii_case("as");
    let closed =
        !sentence.contains(&end) || is_mark(end, &[';', '.', '(', ')', ':', '\u{2013}', '-']);
    let before = start
        .checked_sub(1)
        .filter(|before| *before >= sentence.start);
    let and_before = before.filter(|before| scan.slice(*before).eq_ignore_ascii_case("and"));
    let mark_before = and_before.and_then(|at| at.checked_sub(1)).or(before);
    let in_list = is_mark(end, &[';']) || mark_before.is_some_and(|at| is_mark(at, &[';']));
    if !(closed || (in_list && (and || !large(end)))) {
        return None;
    }
    let shouted = (start..at).all(|at| shape(at) == Some(Shape::Upper))
        && (at + 1..end).any(|at| shape(at) == Some(Shape::Capital));
    Some(Entry {
        run: start..end,
        is_known: scan.tokens[at + 1].has(Cue::First),
        in_list,
        place: if shouted {
            Place::Shouted
        } else if start == sentence.start && closed {
            Place::Alone
        } else {
            Place::Running
        },
    })
}

#[cfg(test)]
mod tests {
    use super::registers;
    use crate::entities::known::lexicon::Lexicon;
    use crate::entities::known::scan::Scan;
    use crate::entities::testing::article;

    fn check(text: &str, expected: &[&str]) {
        let article = article(text);
        let lexicon = Lexicon::embedded();
        let scan = Scan::new(&article, &lexicon);
        let found = registers(&scan);
        let names: Vec<&str> = found.iter().map(|run| scan.span(run).slice(text)).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn surnames_stand_in_front_in_lists() {
        check(
            "The roll has Vale, Anna; Lindh, Bo; and Marsh, Peter as members.",
            &["Vale, Anna", "Lindh, Bo", "Marsh, Peter"],
        );
        check(
            "Vale, Anna Maria\n\nMarsh, Peter",
            &["Vale, Anna Maria", "Marsh, Peter"],
        );
        check("They named the diver as VALE, Anna.", &["VALE, Anna"]);
    }

    #[test]
    fn other_commas_stand_between_names() {
        check("In Riga, Anna said nothing.", &[]);
        check("She went to Paris, Anna to Riga.", &[]);
        check("Riga, Latvia", &[]);
        check(
            "They came from Riga, Latvia; Bonn, Germany; and Lyon, France.",
            &[],
        );
        check("Yours, Anna", &[]);
        check("Vale, Anna and Peter came.", &[]);
    }
}
