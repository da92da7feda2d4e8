//! The orders that results can have.

use super::search::Hit;
use crate::corpus::{Article, Corpus};
use crate::text::fold::{fold, fold_char};
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
        Sort::Newest => by_key(hits, corpus, |article| Reverse(article.published())),
        Sort::Longest => by_key(hits, corpus, |article| Reverse(article.words)),
        Sort::Title => by_text(hits, corpus, |article| Some(&article.title.text)),
        Sort::Source => {
            by_key(hits, corpus, |article| Reverse(article.published()));
            by_text(hits, corpus, Article::source_name);
        }
    }
}

/// Sorts by one number made of score and article.
fn by_score(hits: &mut [Hit]) {
    // Scores are never negative, and such floats sort as their bits do.
    hits.sort_unstable_by_key(|hit| {
        u64::from(u32::MAX - hit.score.max(0.0).to_bits()) << 32 | u64::from(hit.article.0)
    });
}

fn by_key<K: Ord>(hits: &mut Vec<Hit>, corpus: &Corpus, key: impl Fn(&Article) -> K) {
    let mut keyed: Vec<(Option<K>, Hit)> = hits
        .iter()
        .map(|hit| (corpus.get(hit.article).map(&key), *hit))
        .collect();
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    hits.clear();
    hits.extend(keyed.into_iter().map(|(_, hit)| hit));
}

/// Sorts by a folded text, of which only the first bytes are folded before it must be.
fn by_text<'a>(
    hits: &mut Vec<Hit>,
    corpus: &'a Corpus,
    text: impl Fn(&'a Article) -> Option<&'a str>,
) {
    let mut keyed: Vec<(Option<[u8; HEAD]>, Option<&str>, Hit)> = hits
        .iter()
        .map(|hit| {
            let text = corpus.get(hit.article).and_then(&text);
            (text.map(head), text, *hit)
        })
        .collect();
    keyed.sort_by(|(head_a, a, _), (head_b, b, _)| {
        let by_head = head_a
            .is_none()
            .cmp(&head_b.is_none())
            .then(head_a.cmp(head_b));
        by_head.then_with(|| {
            if a == b {
                std::cmp::Ordering::Equal
            } else {
                a.map(fold).cmp(&b.map(fold))
            }
        })
    });
    hits.clear();
    hits.extend(keyed.into_iter().map(|(_, _, hit)| hit));
}

const HEAD: usize = 24;

/// The first bytes of the folded text, padded with zeros.
fn head(text: &str) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    let mut at = 0;
    for c in text.chars() {
        fold_char(c, |folded| {
            for byte in folded.encode_utf8(&mut [0; 4]).bytes() {
                if let Some(slot) = head.get_mut(at) {
                    *slot = byte;
                    at += 1;
                }
            }
        });
        if at == HEAD {
            break;
        }
    }
    head
}
