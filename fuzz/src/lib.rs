//! What several fuzz targets check.
//!
//! A target hands what the fuzzer made to a part of the program and panics when something
//! does not hold that should hold for any input.

use dossier::corpus::{invariant, Article, Block};
use dossier::text::Span;
use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// An article's blocks are what any text's are, and its title is one line.
///
/// # Panics
/// When that does not hold.
pub fn article(article: &Article) {
    invariant::check(&article.text, &article.blocks);
    let title = &article.card.title.text;
    assert!(!title.trim().is_empty(), "an empty title");
    assert!(!title.contains(['\n', '\r']), "a title of several lines");
    assert!(!article.card.name.is_empty(), "an empty name");
}

/// The spans are sorted, do not overlap, are not empty and belong to `text`.
///
/// # Panics
/// When that does not hold.
pub fn spans(text: &str, spans: &[Span]) {
    let mut next = 0;
    for span in spans {
        inside(text, *span);
        assert!(span.from() >= next, "spans overlap: {spans:?}");
        assert!(!span.is_empty(), "an empty span");
        next = span.to();
    }
}

/// A span lies in `text` on character boundaries.
///
/// # Panics
/// When it does not.
pub fn inside(text: &str, span: Span) {
    let slice = text.get(span.from()..span.to());
    assert!(slice.is_some(), "{span:?} is no part of the text");
}

/// Whether a span lies in one of the blocks.
#[must_use]
pub fn in_a_block(blocks: &[Block], span: Span) -> bool {
    blocks.iter().any(|block| block.span.covers(span))
}

/// How much longer four times the input may take: linear work takes 4 times as long, work
/// that sorts a little more, quadratic work 16 times.
const MOST: u32 = 10;
/// What takes less is not judged: caches and page faults weigh more.
const SHORT: Duration = Duration::from_millis(40);

/// Work does not grow with the square of its input: runs it on `piece` repeated to some
/// `bytes`, and to four times as much. The time is that of this thread.
///
/// # Panics
/// When it does, each of three times.
pub fn linear(name: &str, piece: &str, bytes: usize, work: impl Fn(&str)) {
    let repeated = |bytes: usize| piece.repeat(bytes / piece.len().max(1));
    let (short, long) = (repeated(bytes), repeated(bytes * 4));
    for _ in 0..3 {
        let (little, much) = (time(&short, &work), time(&long, &work));
        if much < SHORT || much < little * MOST {
            return;
        }
    }
    panic!(
        "{name}: {:?} for {}, {:?} for {} bytes of {piece:?}",
        time(&short, &work),
        short.len(),
        time(&long, &work),
        long.len()
    );
}

fn time(text: &str, work: &impl Fn(&str)) -> Duration {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(
            u64::try_from(time.tv_sec).unwrap_or(0),
            u32::try_from(time.tv_nsec).unwrap_or(0),
        )
    };
    let before = now();
    work(text);
    now().saturating_sub(before)
}
