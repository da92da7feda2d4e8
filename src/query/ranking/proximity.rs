//! What it is worth that the words of a query stand near each other.
//!
//! In go articles and the words of a query; out comes a bonus for each article, from the
//! places at which its text goes from one of the words to another with none of them between
//! (Büttcher, Clarke and Lushman, "Term Proximity Scoring for Ad-Hoc Retrieval on Very Large
//! Text Collections", SIGIR 2006):
//!
//! ```text
//! a(w)  = Σ over neighbors v of w  idf(v) / distance²
//! bonus = SHARE · Σ over words w   min(1, idf(w)) · (k1 + 1) · a / (k1 · norm + a)
//! ```
//!
//! `norm` being that of the running text (see [`Bm25`]); neighbors stand in one paragraph.
//! As published the bonus counts in full; half of it, here, lets it tell apart articles that
//! hold the same words without making up for words that are not there. Reading positions is dear, so only
//! the best articles by their words are given a bonus: as it is never negative they stay
//! before the others.

use crate::corpus::ArticleId;
use crate::index::Bm25;
use crate::query::matching::bitset::Bits;
use crate::query::matching::lookup::{Lookup, occurrences};
use crate::query::syntax::ast::Words;

/// How much of the published bonus is given.
const SHARE: f32 = 0.5;
/// Farthest that words are from each other and still neighbors, in positions; at a
/// distance of 16 the square leaves 1/256.
const REACH: u32 = 16;

/// Words whose terms have an `idf` below this if each article holds no two of them are left
/// out: as neighbors they are worth next to nothing, and one that is still being typed stands
/// everywhere.
const SAYS_NOTHING: f32 = 1e-3;

/// A word of the query at a place.
struct Stand {
    article: u32,
    position: u32,
    word: usize,
}

/// The bonuses of the articles of `within` that have one, in order; the words come with
/// their `idf`. Phrases have no neighbors, they are near already.
pub(super) fn bonuses(
    lookup: &Lookup<'_, '_>,
    bm25: &Bm25,
    words: &[(&Words, f32)],
    within: &Bits,
) -> Vec<(u32, f32)> {
    let mut stands = Vec::new();
    let mut positions = Vec::new();
    for (word, (words, _)) in words.iter().enumerate() {
        let [single] = words.words.as_slice() else {
            continue;
        };
        if bm25.idf(lookup.n_at_most(single)) < SAYS_NOTHING {
            continue;
        }
        occurrences(lookup, single, within, |article, cursor| {
            cursor.positions(&mut positions);
            stands.extend(positions.iter().map(|position| Stand {
                article,
                position: *position,
                word,
            }));
        });
    }
    // Each term's places are in order already in a segment: a stable sort puts such runs
    // together, and leaves words at one place in their order.
    stands.sort_by_key(|stand| u64::from(stand.article) << 32 | u64::from(stand.position));
    let mut near = vec![0.0; words.len()];
    let of_articles = stands.chunk_by(|a, b| a.article == b.article);
    let bonuses = of_articles.filter_map(|stands| {
        let article = stands.first()?.article;
        let (segment, local) = lookup.view.index.segment_of(ArticleId(article))?;
        let norm = bm25.norm(segment.lengths(local));
        near.fill(0.0);
        let bonus = bonus(bm25, words, stands, norm, &mut near);
        (bonus > 0.0).then_some((article, bonus))
    });
    bonuses.collect()
}

/// The bonus of one article; `near` is the room for what each word's neighbors add up to.
fn bonus(
    bm25: &Bm25,
    words: &[(&Words, f32)],
    stands: &[Stand],
    norm: f32,
    near: &mut [f32],
) -> f32 {
    for pair in stands.windows(2) {
        let [a, b] = pair else { continue };
        let distance = b.position - a.position;
        if a.word == b.word || distance == 0 || distance > REACH {
            continue;
        }
        let closeness = 1.0 / f32::from(u16::try_from(distance * distance).unwrap_or(u16::MAX));
        near[a.word] += words[b.word].1 * closeness;
        near[b.word] += words[a.word].1 * closeness;
    }
    let of_word = near.iter().zip(words);
    let each = of_word.map(|(near, (_, idf))| idf.min(1.0) * bm25.saturate(near / norm));
    SHARE * each.sum::<f32>()
}
