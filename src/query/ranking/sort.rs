//! The orders that results can have.

use crate::corpus::{ArticleId, Card, Corpus};
use crate::query::matching::bitset::Bits;
use crate::query::matching::frequencies::Scored;
use crate::query::results::Extent;
use crate::query::syntax::order::Sort;
use crate::text::fold::{fold, fold_char};
use hashbrown::{HashMap, HashSet};
use std::cmp::Reverse;

/// The articles of `found` in an order that no score decides, as many as wanted.
pub(crate) fn first(corpus: &Corpus, found: &Bits, by: Sort, extent: Extent) -> Vec<Scored> {
    let placed = match by {
        Sort::File | Sort::Relevance if corpus.is_in_order() => {
            return unscored(found.iter().take(most(extent)));
        }
        Sort::File | Sort::Relevance => by_key(corpus, found, extent, |_| ()),
        Sort::Newest => by_key(corpus, found, extent, |card| Reverse(card.published())),
        Sort::Longest => by_key(corpus, found, extent, |card| Reverse(card.words)),
        Sort::Title => by_title(corpus, found, extent),
        Sort::Source => {
            let ranks = source_ranks(corpus, found);
            by_key(corpus, found, extent, |card| {
                let rank = card.source_name().and_then(|name| ranks.get(name));
                (
                    rank.copied().unwrap_or(usize::MAX),
                    Reverse(card.published()),
                )
            })
        }
    };
    unscored(placed.into_iter())
}

fn unscored(articles: impl Iterator<Item = u32>) -> Vec<Scored> {
    articles
        .map(|article| Scored {
            article,
            score: 0.0,
        })
        .collect()
}

fn most(extent: Extent) -> usize {
    match extent {
        Extent::All => usize::MAX,
        Extent::First(k) => k,
    }
}

/// Sorts by score, keeping the order of equal ones.
pub(crate) fn by_score(hits: &mut Vec<Scored>) {
    // Scores are never negative, and such floats sort as their bits do.
    let key = |hit: &Scored| u32::MAX - hit.score.max(0.0).to_bits();
    if hits.len() < 4096 {
        return hits.sort_by_key(key);
    }
    // Dealing the hits out by eleven bits of the key at a time, the lowest first: three
    // walks in place of seventeen rounds of comparing.
    let mut dealt = hits.clone();
    for shift in [0, 11, 22] {
        let digit = |hit: &Scored| (key(hit) >> shift & 0x7ff) as usize;
        let mut next = [0; 0x800];
        for hit in hits.iter() {
            next[digit(hit)] += 1;
        }
        let mut before = 0;
        for slot in &mut next {
            before += std::mem::replace(slot, before);
        }
        for hit in hits.iter() {
            let slot = &mut next[digit(hit)];
            dealt[*slot] = *hit;
            *slot += 1;
        }
        std::mem::swap(hits, &mut dealt);
    }
}

/// Calls `visit` with the card of each article of `found`, in the order of their numbers.
fn each<'a>(corpus: &'a Corpus, found: &Bits, mut visit: impl FnMut(u32, &'a Card)) {
    for (ArticleId(first), volume) in corpus.volumes() {
        for (id, card) in (first..).zip(volume.cards()) {
            if found.has(id) {
                visit(id, card);
            }
        }
    }
}

/// The articles with the lowest keys, in order; equal ones by their place.
fn by_key<'a, K: Ord>(
    corpus: &'a Corpus,
    found: &Bits,
    extent: Extent,
    key: impl Fn(&'a Card) -> K,
) -> Vec<u32> {
    let mut keyed = Vec::with_capacity(found.count() as usize);
    each(corpus, found, |id, card| {
        keyed.push((key(card), corpus.rank(ArticleId(id)), id));
    });
    let k = most(extent);
    if k < keyed.len() {
        keyed.select_nth_unstable(k);
        keyed.truncate(k);
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(.., id)| id).collect()
}

/// The places of the sources of articles among them, by folded name.
fn source_ranks<'a>(corpus: &'a Corpus, found: &Bits) -> HashMap<&'a str, usize> {
    let mut names: HashSet<&str> = HashSet::new();
    each(corpus, found, |_, card| {
        names.extend(card.source_name());
    });
    let mut folded: Vec<(String, &str)> =
        names.into_iter().map(|name| (fold(name), name)).collect();
    folded.sort_unstable();
    let equal = folded.chunk_by(|a, b| a.0 == b.0).enumerate();
    equal
        .flat_map(|(rank, names)| names.iter().map(move |(_, name)| (*name, rank)))
        .collect()
}

/// The articles in the order of their folded titles, of which only the first bytes are
/// made, unless these are equal.
fn by_title(corpus: &Corpus, found: &Bits, extent: Extent) -> Vec<u32> {
    let mut keyed = Vec::with_capacity(found.count() as usize);
    each(corpus, found, |id, card| {
        let [head] = head(&card.title.text);
        keyed.push((head, corpus.rank(ArticleId(id)), id));
    });
    let k = most(extent);
    if k < keyed.len() {
        let (_, (behind, ..), _) = keyed.select_nth_unstable(k);
        let behind = *behind;
        // Any of those that begin alike may be among the first.
        keyed.retain(|(head, ..)| *head <= behind);
    }
    keyed.sort_unstable();
    let title = |id: u32| {
        let card = corpus.card(ArticleId(id));
        card.map_or("", |card| &card.title.text)
    };
    for equal in keyed.chunk_by_mut(|a, b| a.0 == b.0) {
        if equal.len() > 1 {
            by_whole_title(equal, title);
        }
    }
    keyed.truncate(k);
    keyed.into_iter().map(|(.., id)| id).collect()
}

/// Sorts articles whose titles begin alike, which stand in the order of their places.
fn by_whole_title<'a>(equal: &mut [(u64, u32, u32)], title: impl Fn(u32) -> &'a str) {
    let mut pairs = equal.windows(2);
    if pairs.all(|pair| title(pair[0].2) == title(pair[1].2)) {
        return;
    }
    equal.sort_by_cached_key(|(.., id)| head::<3>(title(*id)));
    for equal in equal.chunk_by_mut(|a, b| head::<3>(title(a.2)) == head::<3>(title(b.2))) {
        if equal.len() > 1 {
            equal.sort_by_cached_key(|(.., id)| fold(title(*id)));
        }
    }
}

/// The first `8 · N` bytes of the folded text, padded with zeros, as numbers that sort as
/// they do.
fn head<const N: usize>(text: &str) -> [u64; N] {
    let mut head = [[0; 8]; N];
    let bytes = head.as_flattened_mut();
    // Plain text, nearly all of it, folds byte by byte.
    if let Some(plain) = text
        .as_bytes()
        .get(..bytes.len())
        .filter(|plain| plain.is_ascii())
    {
        bytes.copy_from_slice(plain);
        bytes.make_ascii_lowercase();
        return head.map(u64::from_be_bytes);
    }
    let mut at = 0;
    for c in text.chars() {
        if at == bytes.len() {
            break;
        }
        fold_char(c, |folded| {
            for byte in folded.encode_utf8(&mut [0; 4]).bytes() {
                if let Some(slot) = bytes.get_mut(at) {
                    *slot = byte;
                    at += 1;
                }
            }
        });
    }
    head.map(u64::from_be_bytes)
}
