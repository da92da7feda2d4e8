//! Kinds that the words of a name tell: `Ministry of …`, `… Corp`, `Lake …`, `… Memorandum`.
//!
//! In goes a run of capitalized words; out comes its kind, and which part of the run it is.

use super::lexicon::Cue;
use super::marks::{Hit, Marks};
use super::model::Kind;
use super::scan::{Scan, Shape, Token};
use std::ops::Range;

/// The kind that the words of `run` tell, and the part of it that is the name.
pub(super) fn kind_by_shape(
    scan: &Scan<'_>,
    marks: &Marks,
    run: &Range<usize>,
) -> Option<(Kind, Range<usize>)> {
    let tokens = &scan.tokens;
    let last = (run.clone())
        .rev()
        .find(|at| tokens[*at].shape.is_large())?;
    let end = run.end;
    let head = head_before_of(tokens, run).unwrap_or(last);
    if marks
        .hit(head)
        .is_some_and(|hit| hit.tokens.len() > 1 || !tokens[head].has(Cue::OrgHead))
    {
        return None;
    }
    let token = &tokens[head];
    let start = run.start;
    let alone = head == start && head == last;
    if token.has(Cue::OrgTail) && !alone {
        return Some((Kind::Organization, start..end));
    }
    if numbered(tokens, run) {
        return Some((Kind::Law, last..end));
    }
    if alone {
        return None;
    }
    let capital = token.shape == Shape::Capital;
    let first = &tokens[start];
    if capital && token.has(Cue::EventHead) && !token.has(Cue::OrgHead)
        || first.has(Cue::EventLead) && head == start
    {
        return Some((Kind::Event, start..end));
    }
    if capital && token.has(Cue::LawHead) {
        return Some((Kind::Law, law_start(tokens, marks, run, head)..end));
    }
    if capital && token.has(Cue::OrgHead) {
        return Some((Kind::Organization, start..end));
    }
    if capital
        && token.has(Cue::LooseHead)
        && tokens[head - usize::from(head > start)].has(Cue::Common)
    {
        return Some((Kind::Organization, start..end));
    }
    let place = capital && token.has(Cue::PlaceHead)
        || first.has(Cue::PlaceLead) && head == start
        || first.has(Cue::PlaceLead) && head == last && !first.has(Cue::PlaceHead);
    let compass = first.has(Cue::Compass)
        && marks.hit(start).is_none()
        && marks
            .hit(start + 1)
            .is_some_and(|hit| is_place_to(hit, end));
    (place || compass).then_some((Kind::Place, start..end))
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
fn law_start(tokens: &[Token], marks: &Marks, run: &Range<usize>, head: usize) -> usize {
    match marks.hit(run.start) {
        Some(hit) if hit.kind == Kind::Group && hit.tokens.end < head => hit
            .tokens
            .end
            .max(run.start + usize::from(tokens[hit.tokens.end].is_mark('-'))),
        _ => run.start,
    }
}

/// The named plan at the end of a run: `Peace Formula`, `Open Door Policy`.
pub(super) fn plan_in(scan: &Scan<'_>, marks: &Marks, run: &Range<usize>) -> Option<Range<usize>> {
    let tokens = &scan.tokens;
    let last = run.end - 1;
    if !tokens[last].has(Cue::LawTail) || tokens[last].shape != Shape::Capital {
        return None;
    }
    let mut start = last;
    while start > run.start
        && marks.hit(start - 1).is_none()
        && tokens[start - 1].shape == Shape::Capital
        && tokens[start - 1].has(Cue::Common)
    {
        start -= 1;
    }
    (start < last).then_some(start..run.end)
}
