//! The features of a token: 64-bit hashes, each of a template and what it finds here.
//!
//! In go the [`Attributes`]s of a sentence; out come, for one token, some hundred features, handed
//! to a sink one by one: the trainer writes them down, the tagger adds up their weights.

use super::attributes::Attributes;
use crate::entities::known::lexicon::{Cue, Cues};
use crate::entities::known::word_key::join;

/// Cues that say something of a name's words, as one set.
const NAME_CUES: [Cue; 12] = [
    Cue::First,
    Cue::Last,
    Cue::City,
    Cue::Town,
    Cue::Common,
    Cue::Title,
    Cue::Honorific,
    Cue::OrgHead,
    Cue::OrgTail,
    Cue::PlaceHead,
    Cue::PlaceLead,
    Cue::Compass,
];

/// What a feature is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The word itself, which the training text may know too well.
    Word,
    /// Its place and what is known of it.
    Place,
}

/// The attributes of a sentence's tokens, with [`Attributes::BEYOND`] around it.
#[derive(Clone, Copy)]
pub(super) struct Window<'a> {
    pub(super) looks: &'a [Attributes],
    /// The set of [`NAME_CUES`], as a mask.
    pub(super) name_cues: u64,
}

/// The mask of [`NAME_CUES`].
pub(super) fn name_cues() -> u64 {
    let mut cues = Cues::default();
    for cue in NAME_CUES {
        cues.insert(cue);
    }
    cues.bits()
}

impl Window<'_> {
    fn at(&self, at: usize, by: isize) -> &Attributes {
        at.checked_add_signed(by)
            .and_then(|at| self.looks.get(at))
            .unwrap_or(&Attributes::BEYOND)
    }

    /// Hands the features of the token `at` to `sink`.
    pub(super) fn features(&self, at: usize, sink: &mut impl FnMut(Of, u64)) {
        let around = Around {
            here: self.at(at, 0),
            before: self.at(at, -1),
            after: self.at(at, 1),
            before2: self.at(at, -2),
            after2: self.at(at, 2),
            name_cues: self.name_cues,
        };
        around.words(sink);
        around.parts(sink);
        around.clusters(sink);
        around.known(sink);
        if around.here.large || around.here.joins {
            self.run(at).features(self, at, sink);
        }
    }

    /// The large words around the token `at`, with what joins them.
    fn run(&self, at: usize) -> Run {
        let goes_on = |at: usize, by: isize| {
            let next = self.at(at, by);
            if next.large {
                Some(at.saturating_add_signed(by))
            } else {
                let beyond = next.joins && self.at(at, 2 * by).large;
                beyond.then(|| at.saturating_add_signed(2 * by))
            }
        };
        let (mut first, mut last) = (at, at);
        while let Some(next) = goes_on(first, -1).filter(|next| at - next <= REACH) {
            first = next;
        }
        while let Some(next) = goes_on(last, 1).filter(|next| next - at <= REACH) {
            last = next;
        }
        Run { first, last }
    }
}

/// How far from a token its run is looked at, in tokens.
const REACH: usize = 8;

/// A run of large words, perhaps a name.
struct Run {
    first: usize,
    last: usize,
}

impl Run {
    /// What the run's last word, its first, and the words around it say of its token `at`.
    fn features(&self, window: &Window<'_>, at: usize, sink: &mut impl FnMut(Of, u64)) {
        let (first, last) = (window.at(self.first, 0), window.at(self.last, 0));
        let (before, after) = (window.at(self.first, -1), window.at(self.last, 1));
        let set = |look: &Attributes| look.cues & window.name_cues;
        let left = (self.last - at).min(3) as u64;
        let len = (self.last - self.first).min(5) as u64;
        let single = u64::from(self.first == self.last);
        let values = [
            join(left, last.word),
            join(left, set(last)),
            join(left, u64::from(last.cluster.coarse)),
            join(left, last.seen),
            join(single, join(len, first.seen)),
            join(single, first.word),
            join(single, before.word),
            join(single, after.word),
            join(single, u64::from(before.cluster.coarse)),
            join(single, u64::from(after.cluster.coarse)),
            join(join(left, len), set(first)),
            join(set(last), u64::from(before.cluster.coarse)),
        ];
        each(Of::Place, 110, &values, sink);
    }
}

struct Around<'a> {
    here: &'a Attributes,
    before: &'a Attributes,
    after: &'a Attributes,
    before2: &'a Attributes,
    after2: &'a Attributes,
    name_cues: u64,
}

/// Hands on the features of a list of templates, numbered from `first`.
fn each(of: Of, first: u64, values: &[u64], sink: &mut impl FnMut(Of, u64)) {
    for (template, value) in (first..).zip(values) {
        sink(of, join(template, *value));
    }
}

impl Around<'_> {
    /// Words and shapes, and those of the neighbors.
    fn words(&self, sink: &mut impl FnMut(Of, u64)) {
        let (here, before, after) = (self.here, self.before, self.after);
        let own = [
            here.word,
            here.cased,
            join(before.word, here.word),
            join(here.word, after.word),
            join(here.manner, here.word),
            join(here.hint, here.word),
            here.seen,
            join(here.seen, here.shape),
            join(here.seen, here.manner),
        ];
        each(Of::Word, 1, &own, sink);
        let values = [
            0,
            here.shape,
            before.word,
            after.word,
            self.before2.word,
            self.after2.word,
            before.shape,
            after.shape,
            join(before.shape, join(here.shape, after.shape)),
            join(before.word, here.shape),
            join(after.word, here.shape),
            join(self.before2.word, before.word),
            join(after.word, self.after2.word),
            here.manner,
            join(here.manner, here.shape),
            here.len,
            join(before.cased, after.cased),
        ];
        each(Of::Place, 10, &values, sink);
    }

    /// Beginnings and ends.
    fn parts(&self, sink: &mut impl FnMut(Of, u64)) {
        let parts = self.here.starts.iter().chain(&self.here.ends);
        for (template, part) in (40_u64..).zip(parts).filter(|(_, part)| **part != 0) {
            sink(Of::Word, join(template, *part));
        }
    }

    fn clusters(&self, sink: &mut impl FnMut(Of, u64)) {
        let coarse = |look: &Attributes| u64::from(look.cluster.coarse);
        let fine = |look: &Attributes| u64::from(look.cluster.fine);
        let (here, before, after) = (self.here, self.before, self.after);
        let own = [
            coarse(here),
            fine(here),
            join(coarse(before), coarse(here)),
            join(coarse(here), coarse(after)),
            join(coarse(here), here.shape),
            join(here.hint, coarse(here)),
        ];
        each(Of::Word, 60, &own, sink);
        let values = [
            coarse(before),
            coarse(after),
            fine(before),
            fine(after),
            coarse(self.before2),
            coarse(self.after2),
            join(join(coarse(before), coarse(after)), here.shape),
        ];
        each(Of::Place, 70, &values, sink);
    }

    /// What tables, rules and the rest of the article know.
    fn known(&self, sink: &mut impl FnMut(Of, u64)) {
        let (here, before, after) = (self.here, self.before, self.after);
        let set = |look: &Attributes| look.cues & self.name_cues;
        let values = [
            join(set(here), here.shape),
            set(before),
            set(after),
            join(set(here), set(after)),
            join(set(before), set(here)),
            here.hint,
            before.hint,
            after.hint,
            join(here.hint, here.shape),
            join(before.hint, here.hint),
            join(here.hint, after.hint),
            join(here.hint, here.manner),
            here.evidence,
            join(here.evidence, here.manner),
            before.seen,
            after.seen,
            join(before.seen, after.seen),
        ];
        each(Of::Place, 80, &values, sink);
        bits(100, here.cues, sink);
        bits(101, here.evidence, sink);
        if here.evidence != 0 {
            bits(102, before.evidence, sink);
            bits(103, after.evidence, sink);
        }
    }
}

/// A feature for each bit.
fn bits(template: u64, mut set: u64, sink: &mut impl FnMut(Of, u64)) {
    while set != 0 {
        sink(Of::Place, join(template, u64::from(set.trailing_zeros())));
        set &= set - 1;
    }
}
