//! Kinds that the words of a name tell: `Ministry of …`, `… Corp`, `Lake …`, `… Memorandum`.
//!
//! In goes a run of capitalized words; out comes its kind, and which part of the run it is.

use super::annotations::{Annotations, Hit};
use crate::entities::kind::Kind;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape, Token};
use std::ops::Range;

/// Words right before a work's name.
const WORKS: [&str; 23] = [
    "novel",
    "memoir",
    "film",
    "movie",
    "documentary",
    "album",
    "song",
    "sitcom",
    "musical",
    // Only before an article that belongs to the name.
    "report",
    "book",
    "single",
    "essay",
    "play",
    "opera",
    "poem",
    "painting",
    "series",
    "drama",
    "comedy",
    "thriller",
    "hit",
    "show",
];

/// How many of [`WORKS`] need no article behind them.
const SURE: usize = 9;

/// The work that `run` names: large words in quotation marks, or behind a word that says
/// what they are, with the article that belongs to the name.
pub(super) fn work_in(
    scan: &Scan<'_>,
    annotations: &Annotations,
    run: &Range<usize>,
) -> Option<Range<usize>> {
    let tokens = &scan.tokens;
    let mark = |at: usize, any: &[char]| {
        any.iter()
            .any(|mark| tokens.get(at).is_some_and(|token| token.is_mark(*mark)))
    };
    let before = run.start.checked_sub(1)?;
    let article = ["The", "A", "An"].contains(&scan.slice(before)) && !tokens[run.start].cut;
    let start = run.start - usize::from(article);
    let free = run.clone().any(|at| annotations.hit(at).is_none());
    let large = run
        .clone()
        .filter(|at| tokens[*at].shape.is_large())
        .count();
    let person =
        tokens[run.start].has(Cue::First) && !tokens[run.start].has(Cue::Common) && !article;
    if !free || large + usize::from(article) < 2 || person {
        return None;
    }
    let before = start.checked_sub(1)?;
    let end = run.end + usize::from(mark(run.end, &[',', '.', '!', '?']));
    let quoted = mark(before, &['"', '\'', '\u{201c}', '\u{2018}'])
        && mark(end, &['"', '\'', '\u{201d}', '\u{2019}']);
    let told = before - usize::from(mark(before, &[',']) && article && before > 0);
    let nouns = if article { &WORKS[..] } else { &WORKS[..SURE] };
    let named = nouns
        .iter()
        .any(|noun| scan.slice(told).eq_ignore_ascii_case(noun))
        && !tokens[told].weak;
    let proven = run
        .clone()
        .skip(1)
        .any(|at| tokens[at].shape.is_large() && !tokens[at].weak);
    let common = run
        .clone()
        .filter(|at| tokens[*at].shape.is_large())
        .all(|at| tokens[at].has(Cue::Common));
    let told_by_article = article && !tokens[run.start - 1].weak && large > 1 && common && proven;
    (told_by_article
        || quoted && proven
        || named && (article || large > 1) && !tokens[run.start].weak)
        .then_some(start..run.end)
}

/// The kind that the words of `run` tell, and the part of it that is the name.
pub(super) fn kind_by_shape(
    scan: &Scan<'_>,
    annotations: &Annotations,
    run: &Range<usize>,
) -> Option<(Kind, Range<usize>)> {
    let tokens = &scan.tokens;
    let (start, end) = (run.start, run.end);
    let last = run.clone().rev().find(|at| tokens[*at].shape.is_large())?;
    let head = head_before_of(tokens, run).unwrap_or(last);
    let token = &tokens[head];
    let known = annotations
        .hit(head)
        .is_some_and(|hit| hit.tokens.len() > 1 || !token.has(Cue::OrgHead));
    if known {
        return None;
    }
    let alone = head == start && head == last;
    if token.has(Cue::OrgTail) && !alone {
        return Some((Kind::Organization, start..end));
    }
    if numbered(tokens, run) {
        return Some((Kind::Law, last..end));
    }
    if alone || is_full_name(tokens, start, head) && annotations.hit(start).is_none() {
        return None;
    }
    let first = &tokens[start];
    if head == start && first.has(Cue::EventLead) {
        return Some((Kind::Event, start..end));
    }
    if let Some(kind) = kind_of_head(token, &tokens[head.saturating_sub(1)]) {
        let law = kind == Kind::Law;
        let from = if law {
            law_start(tokens, annotations, run, head)
        } else {
            start
        };
        return Some((kind, from..end));
    }
    let led =
        first.has(Cue::PlaceLead) && (head == start || head == last && !first.has(Cue::PlaceHead));
    let compass = first.has(Cue::Compass)
        && annotations.hit(start).is_none()
        && annotations
            .hit(start + 1)
            .is_some_and(|hit| is_place_to(hit, end));
    (led || compass).then_some((Kind::Place, start..end))
}

/// The kind of a name with that head, behind the word `before`.
fn kind_of_head(head: &Token, before: &Token) -> Option<Kind> {
    let loose = head.has(Cue::LooseHead) && before.has(Cue::Common);
    let kind = match () {
        () if head.shape != Shape::Capital => return None,
        () if head.has(Cue::EventHead) && !head.has(Cue::OrgHead) => Kind::Event,
        () if head.has(Cue::LawHead) => Kind::Law,
        () if head.has(Cue::OrgHead) || loose => Kind::Organization,
        () if head.has(Cue::PlaceHead) => Kind::Place,
        () => return None,
    };
    Some(kind)
}

/// Whether a head is a person's surname: `Jude Law`, `Doris Day`.
fn is_full_name(tokens: &[Token], start: usize, head: usize) -> bool {
    let given = &tokens[start];
    head == start + 1
        && given.has(Cue::First)
        && !given.has(Cue::Common)
        && tokens[head].any(&[Cue::First, Cue::Last])
}

/// `Northern` before a known place.
fn is_place_to(hit: &Hit, end: usize) -> bool {
    hit.kind == Kind::Place && hit.tokens.end == end
}

/// The last head before the first `of`, `for` or `on` of the run.
fn head_before_of(tokens: &[Token], run: &Range<usize>) -> Option<usize> {
    let link = run
        .clone()
        .find(|at| tokens[*at].has(Cue::Link) && tokens[*at].shape == Shape::Lower)?;
    let head = link.checked_sub(1).filter(|at| run.contains(at))?;
    let heads = [
        Cue::OrgHead,
        Cue::LawHead,
        Cue::EventHead,
        Cue::EventLead,
        Cue::PlaceLead,
        Cue::LooseHead,
        Cue::LawTail,
    ];
    tokens[head].any(&heads).then_some(head)
}

/// `Article 5`.
fn numbered(tokens: &[Token], run: &Range<usize>) -> bool {
    run.end >= 2
        && tokens[run.end - 1].shape == Shape::Number
        && tokens[run.end - 2].has(Cue::LawNumber)
        && run.contains(&(run.end - 2))
}

/// A people's name before an agreement's stands for itself: `Ukrainian | Peace Treaty`.
fn law_start(
    tokens: &[Token],
    annotations: &Annotations,
    run: &Range<usize>,
    head: usize,
) -> usize {
    match annotations.hit(run.start) {
        Some(hit) if hit.kind == Kind::Group && hit.tokens.end < head => hit
            .tokens
            .end
            .max(run.start + usize::from(tokens[hit.tokens.end].is_mark('-'))),
        _ => run.start,
    }
}

/// The named plan at the end of a run: `Peace Formula`, `Open Door Policy`.
pub(super) fn plan_in(
    scan: &Scan<'_>,
    annotations: &Annotations,
    run: &Range<usize>,
) -> Option<Range<usize>> {
    let tokens = &scan.tokens;
    let last = run.end - 1;
    if !tokens[last].has(Cue::LawTail) || tokens[last].shape != Shape::Capital {
        return None;
    }
    let mut start = last;
    while start > run.start
        && annotations.hit(start - 1).is_none()
        && tokens[start - 1].shape == Shape::Capital
    {
        start -= 1;
    }
    (start < last).then_some(start..run.end)
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::ruled;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(ruled(text), expected, "{text}");
    }

    #[test]
    fn heads_tell_the_kind() {
        check(
            "He left the Institute for the Study of Bees.",
            &["organization Institute for the Study of Bees"],
        );
        check(
            "He joined Acme Widgets Inc. in spring.",
            &["organization Acme Widgets Inc."],
        );
        check(
            "They met at Lake Orta and Quarry Street.",
            &["place Lake Orta", "place Quarry Street"],
        );
        check(
            "It broke the Saltmere Declaration and Article 7.",
            &["law Saltmere Declaration", "law Article 7"],
        );
        check(
            "He spoke at the Bled Forum after the NATO summit.",
            &["event Bled Forum", "event NATO summit"],
        );
        check(
            "He presented the Ukrainian Peace Formula.",
            &["group Ukrainian", "law Peace Formula"],
        );
        check(
            "She saw Jude Law and Doris Day there.",
            &["person Jude Law", "person Doris Day"],
        );
        check(
            "It is northern work in Northern Ruritania.",
            &["place Northern Ruritania"],
        );
    }

    #[test]
    fn works_by_quotation_marks_or_a_word_before() {
        check(
            "He wrote ‘The Promise Ledger’ alone.",
            &["work The Promise Ledger"],
        );
        check(
            "Its report, The Promise Ledger, is long.",
            &["work The Promise Ledger"],
        );
        check("He called it a “Peace” once.", &[]);
    }
}
