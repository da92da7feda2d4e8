//! What the features of a token are made of: how it looks, what is known of its word, and
//! what the rest of the article shows of it.
//!
//! In go the words of an article and what the rules found there; out come the [`Attributes`] of
//! each token. Everything is a number that only says same or different.

use super::article_evidence::Evidence;
use super::tags::Class;
use super::word_clusters::{Cluster, Clusters};
use crate::entities::known::lexicon::{Cue, Cues};
use crate::entities::known::scan::{Scan, Shape, Token};
use crate::entities::known::word_key::{Key, join};
use crate::entities::spotting::annotations::{Annotation, Annotations};
use crate::entities::spotting::surface_forms::SurfaceForm;
use crate::text::fold::fold_char;

/// One token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Attributes {
    /// Its word, folded.
    pub(super) word: Key,
    /// As it is written.
    pub(super) cased: u64,
    /// Its kinds of signs, runs of three or more as two.
    pub(super) shape: u64,
    pub(super) cluster: Cluster,
    /// What its word is known for.
    pub(super) cues: u64,
    /// What the rules say of it.
    pub(super) hint: u64,
    /// Where its word stands elsewhere in the article.
    pub(super) evidence: u64,
    /// How it stands here.
    pub(super) manner: u64,
    /// Whether a name could hold it: it is written large, or a name's word.
    pub(super) stirs: bool,
    /// Whether it is written large.
    pub(super) large: bool,
    /// Whether a name may go on across it: `of`, `&`, a hyphen.
    pub(super) joins: bool,
    /// Which names its word mostly stood in, and how often.
    pub(super) seen: u64,
    /// Number of its signs, at most 9.
    pub(super) len: u64,
    /// Hashes of its first and last signs, one to four, folded; 0 where it is too short.
    pub(super) starts: [u64; 4],
    pub(super) ends: [u64; 4],
}

impl Attributes {
    /// What the rules take the token to be part of.
    pub(super) fn hinted(&self) -> Option<Class> {
        let kind = self.hint >> 12 & 0xf;
        match kind.checked_sub(1)? {
            0 => Some(Class::Person),
            1 => Some(Class::Organization),
            2 => Some(Class::Place),
            3 => Some(Class::Group),
            _ => Some(Class::Other),
        }
    }

    /// What stands beyond the ends of a sentence.
    pub(super) const BEYOND: Self = Self {
        word: 7,
        cased: 7,
        shape: 7,
        cluster: Cluster {
            coarse: 511,
            fine: 2047,
        },
        cues: 0,
        hint: 0,
        evidence: 0,
        manner: 0,
        stirs: false,
        large: false,
        joins: false,
        seen: 0,
        len: 0,
        starts: [0; 4],
        ends: [0; 4],
    };
}

/// The looks of an article's tokens.
pub(super) fn looks(
    scan: &Scan<'_>,
    annotations: &Annotations,
    surface_forms: &[SurfaceForm],
    clusters: &Clusters,
) -> Vec<Attributes> {
    let hints = hints(scan, annotations, surface_forms);
    let evidence = Evidence::new(scan, annotations);
    let mut looks: Vec<Attributes> = (scan.tokens.iter().enumerate())
        .map(|(at, token)| {
            let mut look = written(scan.slice(at), token);
            look.cluster = clusters.of(look.word);
            look.cues = token.facts.cues.bits() & Cues::LEARNED;
            look.hint = hints[at];
            look.evidence = evidence.of(token);
            look.stirs = stirs(token);
            look.large = token.shape.is_large();
            look.joins = joins(token);
            look.seen = seen(token);
            look
        })
        .collect();
    for sentence in &scan.sentences {
        // Who begins a sentence small may write names small, too.
        let small = scan.tokens[sentence.tokens.start].shape == Shape::Lower;
        let common = u64::from(sentence.titled) << 1
            | u64::from(sentence.shouted) << 2
            | u64::from(small) << 5;
        for at in sentence.tokens.clone() {
            let token = &scan.tokens[at];
            let first = u64::from(at == sentence.tokens.start);
            let glued = u64::from(token.glued) << 4;
            looks[at].manner = first | common | u64::from(token.weak) << 3 | glued;
        }
    }
    looks
}

/// Whether a name could hold the token: it is written large, or is no word of prose.
fn stirs(token: &Token) -> bool {
    let prose = [Cue::Common, Cue::Stop, Cue::Link];
    token.shape.is_large() || token.shape == Shape::Lower && !token.any(&prose)
}

/// Whether a name may go on across the token.
fn joins(token: &Token) -> bool {
    match token.shape {
        Shape::Lower => token.has(Cue::Link),
        Shape::Mark(mark) => mark == '&' || matches!(mark, '-' | '.') && token.glued,
        _ => false,
    }
}

/// The kind of name that the token's word mostly stood in, counted from 1 and 5 for none,
/// and how often; 0 when it stood nowhere.
fn seen(token: &Token) -> u64 {
    let seen = token.facts.seen;
    let most = (0_u64..)
        .zip(seen)
        .max_by_key(|(kind, often)| (*often, std::cmp::Reverse(*kind)));
    let second = |kind: u64| {
        (0_u64..)
            .zip(seen)
            .any(|(other, often)| other != kind && often > 0)
    };
    most.filter(|(_, often)| *often > 0)
        .map_or(0, |(kind, often)| {
            (1 + kind) | u64::from(often.min(7)) << 3 | u64::from(second(kind)) << 6
        })
}

/// What the rules say of each token: a known name or one that they found of some kind, a title, a date.
fn hints(scan: &Scan<'_>, annotations: &Annotations, surface_forms: &[SurfaceForm]) -> Vec<u64> {
    let mark = |mark: &Annotation| match mark {
        Annotation::Title => 1,
        Annotation::Taken => 2,
        Annotation::Free | Annotation::Evident | Annotation::Name(_) => 0,
    };
    let mut hints: Vec<u64> = annotations.of.iter().map(mark).collect();
    debug_assert_eq!(hints.len(), scan.tokens.len());
    for hit in &annotations.hits {
        let single = u64::from(hit.tokens.len() == 1);
        for at in hit.tokens.clone() {
            let first = u64::from(at == hit.tokens.start);
            hints[at] |= 4 | first << 3 | single << 4 | (hit.kind as u64) << 5;
        }
    }
    for surface in surface_forms {
        let kind = 1 + surface.kind as u64;
        for run in &surface.mentions {
            for at in run.clone() {
                let first = u64::from(at == run.start);
                let last = u64::from(at + 1 == run.end);
                hints[at] |= kind << 12 | first << 16 | last << 17;
            }
        }
    }
    hints
}

/// How a token is written.
fn written(text: &str, token: &Token) -> Attributes {
    let mut look = Attributes::default();
    let (mut shape, mut last, mut run) = (3_u64, 0_u8, 0);
    let mut folded: [u64; 4] = [0; 4];
    let (mut count, mut cased) = (0_usize, 5_u64);
    for c in text.chars() {
        cased = join(cased, u64::from(u32::from(c)));
        let class = class(c);
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            shape = shape << 5 ^ shape >> 59 ^ u64::from(class);
        }
        let mut eat = |c: char| {
            if let Some(start) = look.starts.get_mut(count) {
                *start = u64::from(u32::from(c));
            }
            folded.rotate_right(1);
            folded[0] = u64::from(u32::from(c));
            count += 1;
        };
        if c.is_ascii() {
            eat(c.to_ascii_lowercase());
        } else {
            fold_char(c, &mut eat);
        }
    }
    look.shape = shape;
    look.cased = cased;
    look.word = if token.word == 0 { cased } else { token.word };
    look.len = count.min(9) as u64;
    chain(&mut look.starts, count);
    look.ends = folded;
    chain(&mut look.ends, count);
    if token.shape == Shape::Possessive {
        look.word = 11;
    }
    look
}

/// Each of the signs joined to those before it, where the word goes on behind them.
fn chain(signs: &mut [u64; 4], count: usize) {
    let mut before = 13_u64;
    for (at, sign) in signs.iter_mut().enumerate() {
        before = before.wrapping_mul(0x0100_0003) ^ *sign;
        *sign = if at + 1 < count { before } else { 0 };
    }
}

/// The kind of a sign.
fn class(c: char) -> u8 {
    match c {
        'A'..='Z' => 1,
        'a'..='z' => 2,
        '0'..='9' => 3,
        '.' => 4,
        '\'' | '\u{2019}' => 5,
        '-' => 6,
        '&' => 7,
        '@' | '#' => 8,
        _ if c.is_uppercase() => 1,
        _ if c.is_lowercase() => 2,
        _ if c.is_ascii() => 9,
        _ => 10,
    }
}
