//! The best of many.
//!
//! In go articles with scores, in any order; out come the best `k` in order: by score, equal
//! ones by their place in the collection. Most articles cost one comparison: with the worst
//! that is kept. The rest wait until there are twice as many as wanted; then half of them
//! go. Memory: 16 bytes for each of `2 · k`.

use crate::corpus::{ArticleId, Corpus};
use crate::query::matching::frequencies::Scored;

/// The best so far.
pub(crate) struct Collector<'a> {
    corpus: &'a Corpus,
    k: usize,
    /// Each with its key, the smaller the better; the best `k` are among them.
    kept: Vec<(u64, u32)>,
    /// Scores below are not among the best.
    threshold: f32,
}

impl<'a> Collector<'a> {
    /// The best `k`, at least one, of the articles of a corpus.
    pub(crate) fn new(corpus: &'a Corpus, k: usize) -> Self {
        Self {
            corpus,
            k: k.max(1),
            kept: Vec::new(),
            threshold: 0.0,
        }
    }

    /// No article of a lower score is among the best; one of this score may be.
    #[inline]
    pub(crate) fn threshold(&self) -> f32 {
        self.threshold
    }

    /// Adds an article; scores are never negative.
    #[inline]
    pub(crate) fn add(&mut self, Scored { article, score }: Scored) {
        if score >= self.threshold {
            self.keep(article, score);
        }
    }

    fn keep(&mut self, article: u32, score: f32) {
        // Floats that are not negative sort as their bits do.
        let key = u64::from(u32::MAX - score.max(0.0).to_bits()) << 32
            | u64::from(self.corpus.rank(ArticleId(article)));
        self.kept.push((key, article));
        if self.kept.len() >= self.k.saturating_mul(2) {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        if self.kept.len() > self.k {
            let (_, worst, _) = self.kept.select_nth_unstable(self.k - 1);
            self.threshold = score(worst.0);
            self.kept.truncate(self.k);
        }
    }

    /// The best, in order.
    pub(crate) fn finish(mut self) -> Vec<Scored> {
        self.shrink();
        self.kept.sort_unstable();
        let scored = |(key, article): &(u64, u32)| Scored {
            article: *article,
            score: score(*key),
        };
        self.kept.iter().map(scored).collect()
    }
}

/// The score in a key.
fn score(key: u64) -> f32 {
    f32::from_bits(u32::MAX - (key >> 32) as u32)
}

#[cfg(test)]
mod tests {
    use super::{Collector, Scored};
    use crate::corpus::Corpus;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keeps_what_sorting_puts_first(scores in prop::collection::vec(0_u8..20, 0..200), k in 1_usize..30) {
            let all = (0..).zip(scores).map(|(article, score)| Scored { article, score: f32::from(score) / 7.0 });
            let mut all: Vec<Scored> = all.collect();
            let corpus = Corpus::default();
            let mut top = Collector::new(&corpus, k);
            for scored in all.iter().rev() {
                top.add(*scored);
            }
            all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
            all.truncate(k);
            prop_assert_eq!(top.finish(), all);
        }
    }
}
