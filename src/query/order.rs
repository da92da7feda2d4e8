//! The orders that results can have.

use super::search::Hit;
use crate::corpus::{Card, Corpus};
use crate::text::fold::{fold, fold_char};
use hashbrown::{HashMap, HashSet};
use std::cmp::Reverse;

/// An order of results. Equal articles stand in loading order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best score first.
    #[default]
    Relevance,
    /// As the collection was loaded: by path.
    File,
    /// The latest publication date first, undated articles last.
    Newest,
    /// By title, case and accents aside.
    Title,
    /// By the source's name, case and accents aside, unknown sources last; of one source
    /// the newest first.
    Source,
    /// The most words first.
    Longest,
}

/// Sorts hits that stand in loading order.
pub(super) fn sort(hits: &mut Vec<Hit>, by: Sort, corpus: &Corpus) {
    match by {
        Sort::File => {}
        Sort::Relevance => by_score(hits),
        Sort::Newest => by_key(hits, corpus, |card| Reverse(card.published())),
        Sort::Longest => by_key(hits, corpus, |card| Reverse(card.words)),
        Sort::Title => by_title(hits, corpus),
        Sort::Source => {
            let ranks = source_ranks(hits, corpus);
            by_key(hits, corpus, |card| {
                let rank = card.source_name().and_then(|name| ranks.get(name));
                (
                    rank.copied().unwrap_or(usize::MAX),
                    Reverse(card.published()),
                )
            });
        }
    }
}

/// Sorts by score, keeping the order of equal ones.
fn by_score(hits: &mut Vec<Hit>) {
    // Scores are never negative, and such floats sort as their bits do.
    let key = |hit: &Hit| u32::MAX - hit.score.max(0.0).to_bits();
    if hits.len() < 4096 {
        return hits.sort_by_key(key);
    }
    // Dealing the hits out by eleven bits of the key at a time, the lowest first: three
    // walks in place of seventeen rounds of comparing.
    let mut dealt = hits.clone();
    for shift in [0, 11, 22] {
        let digit = |hit: &Hit| (key(hit) >> shift & 0x7ff) as usize;
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

fn by_key<K: Ord>(hits: &mut Vec<Hit>, corpus: &Corpus, key: impl Fn(&Card) -> K) {
    let mut keyed: Vec<(Option<K>, Hit)> = hits
        .iter()
        .map(|hit| (corpus.card(hit.article).map(&key), *hit))
        .collect();
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    hits.clear();
    hits.extend(keyed.into_iter().map(|(_, hit)| hit));
}

/// The places of the hits' sources among them, by folded name.
fn source_ranks<'a>(hits: &[Hit], corpus: &'a Corpus) -> HashMap<&'a str, usize> {
    let cards = hits.iter().filter_map(|hit| corpus.card(hit.article));
    let names: HashSet<&str> = cards.filter_map(Card::source_name).collect();
    let mut folded: Vec<(String, &str)> =
        names.into_iter().map(|name| (fold(name), name)).collect();
    folded.sort_unstable();
    let equal = folded.chunk_by(|a, b| a.0 == b.0).enumerate();
    equal
        .flat_map(|(rank, names)| names.iter().map(move |(_, name)| (*name, rank)))
        .collect()
}

/// Sorts by folded title, of which only the first bytes are made, unless they are equal.
fn by_title(hits: &mut Vec<Hit>, corpus: &Corpus) {
    let title = |hit: &Hit| corpus.card(hit.article).map_or("", |card| &card.title.text);
    let keyed = (0..)
        .zip(hits.iter())
        .map(|(n, hit)| (head(title(hit)), n, *hit));
    let mut keyed: Vec<([u64; 3], u32, Hit)> = keyed.collect();
    keyed.sort_unstable_by_key(|(key, n, _)| (*key, *n));
    for equal in keyed.chunk_by_mut(|a, b| a.0 == b.0) {
        let all_same = equal
            .windows(2)
            .all(|pair| title(&pair[0].2) == title(&pair[1].2));
        if !all_same {
            equal.sort_by_cached_key(|(_, _, hit)| fold(title(hit)));
        }
    }
    hits.clear();
    hits.extend(keyed.into_iter().map(|(_, _, hit)| hit));
}

/// Bytes of a folded text that are compared first.
const HEAD: usize = 24;

/// The first bytes of the folded text, padded with zeros, as numbers that sort as they do.
fn head(text: &str) -> [u64; 3] {
    let mut head = [0; HEAD];
    let mut at = 0;
    for c in text.chars() {
        if at == HEAD {
            break;
        }
        fold_char(c, |folded| {
            for byte in folded.encode_utf8(&mut [0; 4]).bytes() {
                if let Some(slot) = head.get_mut(at) {
                    *slot = byte;
                    at += 1;
                }
            }
        });
    }
    let (words, _) = head.as_chunks::<8>();
    [words[0], words[1], words[2]].map(u64::from_be_bytes)
}
