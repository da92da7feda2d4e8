//! Work on all segments, shared by two threads.
//!
//! A large collection has several segments, and what is found in one does not depend on the
//! others. An answer on two cores takes little more than half the time. But while all cores
//! are busy, as when articles are read, a thread may wait for its turn longer than most
//! queries take: only work of many milliseconds is shared.

use crate::corpus::ArticleId;
use crate::index::{Index, Segment};
use std::thread;

/// A segment, with its number and that of its first article.
#[derive(Clone, Copy)]
pub(crate) struct Numbered<'a> {
    pub(crate) number: usize,
    pub(crate) first: u32,
    pub(crate) segment: &'a Segment,
}

/// The segments of an index, in order.
pub(crate) fn numbered(index: &Index) -> Vec<Numbered<'_>> {
    let segments = index.segments().enumerate();
    segments
        .map(|(number, (ArticleId(first), segment))| Numbered {
            number,
            first,
            segment,
        })
        .collect()
}

/// Calls `work` with the segments, or, where there is enough to do, on two threads with about
/// half of the articles each; what it returns, in order.
///
/// # Panics
/// If `work` does.
pub(crate) fn in_halves<'a, T: Send>(
    segments: &[Numbered<'a>],
    is_large: bool,
    work: impl Fn(&[Numbered<'a>]) -> T + Sync,
) -> Vec<T> {
    let (first, second) = segments.split_at(middle(segments));
    if !is_large || first.is_empty() || second.is_empty() {
        return vec![work(segments)];
    }
    thread::scope(|scope| {
        let first = scope.spawn(|| work(first));
        let second = work(second);
        match first.join() {
            Ok(first) => vec![first, second],
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// How many of the segments have half of the articles, about.
fn middle(segments: &[Numbered<'_>]) -> usize {
    let articles = |segments: &[Numbered<'_>]| -> u64 {
        let each = segments
            .iter()
            .map(|one| u64::from(one.segment.n_articles()));
        each.sum()
    };
    let uneven = |n: &usize| {
        let (first, second) = segments.split_at(*n);
        articles(first).abs_diff(articles(second))
    };
    (0..=segments.len()).min_by_key(uneven).unwrap_or(0)
}
