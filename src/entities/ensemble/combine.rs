//! What the tagger found becomes [`SurfaceForm`]s, beside what only rules know.
//!
//! In go the tags of an article's tokens and the names that the rules found; out come the
//! names of the article. Persons, organizations, places and groups are the tagger's, which
//! has read the rules' opinion; events, agreements and works are the rules'.

use super::adjacent::split_adjacent;
use super::boundaries::{bounded, longest, peoples, personal};
use super::certain_names::Known;
use super::consistency::{Name, consistent, key_of};
use super::firms::with_partners;
use super::particles::with_particles;
use super::registers::registers;
use crate::entities::kind::{Basis, Kind};
use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape};
use crate::entities::known::word_key::{Key, KeyMap, key};
use crate::entities::spotting::annotations::{Annotation, Annotations};
use crate::entities::spotting::surface_forms::SurfaceForm;
use crate::entities::tagger::{Class, Tag, names};
use hashbrown::HashSet;
use std::ops::Range;

/// The names of an article.
pub(crate) fn combine(
    known: &Known<'_>,
    rules: Vec<SurfaceForm>,
    tags: &[Tag],
) -> Vec<SurfaceForm> {
    let (scan, annotations) = (known.scan, known.annotations);
    let (mut kept, others): (Vec<SurfaceForm>, Vec<SurfaceForm>) = rules
        .into_iter()
        .partition(|surface| is_of_rules(surface.kind));
    let mut taken = covered(scan, &kept);
    for (taken, mark) in taken.iter_mut().zip(&annotations.of) {
        *taken |= *mark == Annotation::Taken;
    }
    let sure = covered(scan, &others);
    let told_kinds: HashSet<(Key, Kind)> = others.iter().map(|it| (it.key, it.kind)).collect();
    let found = names(tags).flat_map(|(run, class)| match class {
        Class::Person => split_adjacent(scan, with_initials(scan, tags, run))
            .into_iter()
            .map(|run| (run, class))
            .collect(),
        _ => vec![(run, class)],
    });
    let signed = annotations.signed(scan.tokens.len());
    let found = found.map(|(run, class)| (run.start..run.end.min(signed), class));
    let found = found.filter(|(run, _)| !run.is_empty());
    let found = found.filter_map(|(run, class)| bounded(scan, annotations, run, class));
    let found = found
        .filter(|(run, _)| may_name(scan, run))
        .filter(|(run, _)| !is_plain_word(scan, run, &sure))
        .filter(|(run, class)| *class != Class::Person || !only_opens(scan, run, &sure));
    let found = known.with_certain(&others, longest(found.collect()));
    let found = found
        .into_iter()
        .map(|name| personal(scan, annotations, name));
    let turned = registers(scan).into_iter().map(|run| (run, Class::Person));
    let mut found: Vec<Name> = found.chain(turned).collect();
    found.extend(peoples(scan, annotations, &found));
    found.sort_by_key(|(run, _)| run.start);
    let mut found = with_partners(scan, annotations, longest(found));
    join_places(scan, &mut found);
    let mut index: KeyMap<Vec<usize>> = KeyMap::default();
    let found = consistent(scan, found, &taken, &sure);
    for (run, class) in with_particles(scan, found) {
        let Some(kind) = class.kind() else { continue };
        let key = key_of(scan, &run);
        let same = index.entry(key).or_default();
        let at = same.iter().copied().find(|at| kept[*at].kind == kind);
        let at = at.unwrap_or_else(|| {
            kept.push(SurfaceForm {
                key,
                kind,
                entry: None,
                mentions: Vec::new(),
                titles: Vec::new(),
                basis: Basis::Guess,
            });
            same.push(kept.len() - 1);
            kept.len() - 1
        });
        let surface = &mut kept[at];
        let entry = annotations
            .hit(run.start)
            .filter(|hit| hit.kind == kind && is_all(scan, hit.tokens.end..run.end))
            .map(|hit| hit.entry);
        surface.entry = surface.entry.or(entry);
        let title = title_before(scan, annotations, &run);
        let by_rule = entry.is_some() || title.is_some() || told_kinds.contains(&(key, kind));
        surface.basis = surface
            .basis
            .max(if by_rule { Basis::Rule } else { Basis::Guess });
        surface.titles.extend(title);
        surface.mentions.push(run);
    }
    kept
}

/// Makes places of lone words taken for persons where another place stands before them:
/// `from Kharkiv and Sumy`.
fn join_places(scan: &Scan<'_>, names: &mut [Name]) {
    for at in 1..names.len() {
        let (before, here) = (&names[at - 1], &names[at]);
        let joined = here.0.start == before.0.end + 1
            && scan.slice(before.0.end).eq_ignore_ascii_case("and");
        let first = before.0.start.checked_sub(1);
        let inside = first.is_some_and(|at| scan.tokens[at].has(Cue::In));
        let lone = here.0.len() == 1 && here.1 == Class::Person && before.1 == Class::Place;
        if joined && inside && lone {
            names[at].1 = Class::Place;
        }
    }
}

/// Whether names of that kind are found by rules alone.
fn is_of_rules(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Person | Kind::Organization | Kind::Place | Kind::Group
    )
}

/// For each token, whether it is part of one of the names.
fn covered(scan: &Scan<'_>, surface_forms: &[SurfaceForm]) -> Vec<bool> {
    let mut covered = vec![false; scan.tokens.len()];
    for run in surface_forms.iter().flat_map(|surface| &surface.mentions) {
        covered[run.clone()].fill(true);
    }
    covered
}

/// The run of a person's name with the initials before it that belong to no other name.
fn with_initials(scan: &Scan<'_>, tags: &[Tag], mut run: Range<usize>) -> Range<usize> {
    while let Some(before) = run.start.checked_sub(1) {
        let dot = scan.tokens[before].is_mark('.') && scan.tokens[before].glued;
        let at = before - usize::from(dot && before > 0);
        let initial = scan.tokens[at].shape == Shape::Initial;
        let free = tags[at..run.start].iter().all(|tag| *tag == Tag::OUTSIDE);
        if !(initial && free && scan.is_whole(&(at..run.start + 1)) && !scan.tokens[at].cut) {
            break;
        }
        run.start = at;
    }
    run
}

/// Whether a known name that is followed by those tokens is all of the name: by none, or by
/// what marks an American firm. Other legal forms may be those of namesakes and units.
fn is_all(scan: &Scan<'_>, behind: Range<usize>) -> bool {
    let form = |at: usize| {
        let token = &scan.tokens[at];
        let word = scan.slice(at);
        token.is_mark('.') || token.is_mark(',') || ["Inc", "Corp", "Co"].contains(&word)
    };
    behind.into_iter().all(form)
}

/// Whether the run has a word that may name something, one written large or without case, or
/// is of small ones that prose does not use. Initials alone are no name.
fn may_name(scan: &Scan<'_>, run: &Range<usize>) -> bool {
    let tokens = &scan.tokens[run.clone()];
    let large = tokens.iter().any(|token| {
        matches!(
            token.shape,
            Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Number
        )
    });
    let mut small = tokens.iter().filter(|token| token.shape == Shape::Lower);
    let prose = [Cue::Common, Cue::Stop, Cue::Link, Cue::Compass];
    large || small.clone().count() > 0 && small.all(|token| !token.any(&prose))
}

/// Whether the run is one word that prose mostly writes small, and that the rules hold for
/// no name.
fn is_plain_word(scan: &Scan<'_>, run: &Range<usize>, sure: &[bool]) -> bool {
    let token = &scan.tokens[run.start];
    run.len() == 1
        && token.shape == Shape::Capital
        && token.any(&[Cue::Common, Cue::Stop, Cue::Title])
        && !sure[run.start]
}

/// Whether the run is one word that opens a sentence, that no table knows for a name, and
/// that the rules hold for none: its capital proves nothing.
fn only_opens(scan: &Scan<'_>, run: &Range<usize>, sure: &[bool]) -> bool {
    let token = &scan.tokens[run.start];
    run.len() == 1
        && token.cut
        && token.shape == Shape::Capital
        && !token.any(&[Cue::First, Cue::Last])
        && !sure[run.start]
}

/// The last word of the title before a run.
fn title_before(scan: &Scan<'_>, annotations: &Annotations, run: &Range<usize>) -> Option<Key> {
    let office = scan
        .tokens
        .get(run.end)
        .is_some_and(|token| token.has(Cue::LooseHead) && !token.cut);
    if office {
        return Some(key("president"));
    }
    let mut at = run.start.checked_sub(1)?;
    if matches!(scan.tokens[at].shape, Shape::Mark(',' | '.')) {
        at = at.checked_sub(1)?;
    }
    (annotations.of[at] == Annotation::Title).then_some(scan.tokens[at].word)
}
