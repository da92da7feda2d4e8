//! How well an article fits a term: BM25 over weighted fields.
//!
//! Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
//! (Foundations and Trends in Information Retrieval 3(4), 2009), section 3.6 (BM25F):
//!
//! ```text
//! f     = title · t / norm(title) + (heading · h + b) / norm(heading and body)
//! norm  = 1 - b + b · length / average length
//! score = idf · (k1 + 1) · f / (k1 + f)
//! idf   = ln(1 + (N - n + 0.5) / (n + 0.5))
//! ```
//!
//! `N` articles, `n` of them with the term; `t`, `h`, `b` its occurrences in the title, in
//! headings and in the rest. Two streams have a length of their own, the title and the
//! running text, of which headings are the part that counts double: most articles have
//! none, and against an average near zero any heading would be a long one. A title says
//! what all of an article is about, a heading what a part is about: 3 and 2 occurrences.
//! The 1 inside the logarithm keeps common terms from counting against an article, and the
//! constant factor `k1 + 1` changes no order; both are as Lucene had them, so scores can be
//! compared with those of other engines. The score of a query is the sum over its terms.
//!
//! Two articles, `N` = 2, each without title and headings; average length 4. The term stands in one
//! of them (`n` = 1), twice, among 6 words: `f` = 2 / (0.25 + 0.75 · 6 / 4) = 1.4545,
//! `idf` = ln(1 + 1.5 / 1.5) = 0.6931, `score` = 0.6931 · 2.2 · 1.4545 / 2.6545 = 0.8356:
//!
//! ```
//! use dossier::index::scoring::bm25::{Bm25, Weights};
//!
//! let bm25 = Bm25::new(Weights::default(), 2, [0, 0, 8]);
//! let f = bm25.frequency([0, 0, 2], [0, 0, 6]);
//! assert!((f - 1.4545).abs() < 1e-4);
//! assert!((bm25.idf(1) - 0.6931).abs() < 1e-4);
//! assert!((bm25.idf(1) * bm25.saturate(f) - 0.8356).abs() < 1e-4);
//! ```

/// What an upper bound is raised by, so that rounding never puts it below a score: single
/// precision is far finer.
pub const SLACK: f32 = 1.000_01;

/// The free parameters of the formula.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// How fast repeating a term stops paying, above 0.
    pub k1: f32,
    /// How much a long field is held against an article, 0 to 1.
    pub b: f32,
    /// What an occurrence in the title counts, in occurrences in the body.
    pub title: f32,
    /// What an occurrence in a heading counts, likewise.
    pub heading: f32,
}

impl Default for Bm25 {
    fn default() -> Self {
        Self::of_lengths(&[])
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            k1: 1.2,
            b: 0.75,
            title: 3.0,
            heading: 2.0,
        }
    }
}

/// The formula, with the statistics of a collection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bm25 {
    weights: Weights,
    n_articles: u64,
    average_title: f32,
    average_body: f32,
    /// What each term of a title, and of the running text, adds to the norm.
    slopes: [f32; 2],
}

impl Bm25 {
    /// For a collection of `n_articles` with `totals` terms in titles, headings and bodies.
    #[must_use]
    pub fn new(weights: Weights, n_articles: u64, [title, heading, body]: [u64; 3]) -> Self {
        let average = |total: u64| (real(total) / real(n_articles.max(1))).max(f32::MIN_POSITIVE);
        let (average_title, average_body) = (average(title), average(heading + body));
        Self {
            weights,
            n_articles,
            average_title,
            average_body,
            slopes: [average_title, average_body].map(|average| weights.b / average),
        }
    }

    /// For the articles of these lengths alone.
    pub(crate) fn of_lengths(lengths: &[[u32; 3]]) -> Self {
        let totals = totals(lengths);
        Self::new(Weights::default(), lengths.len() as u64, totals)
    }

    /// What a term held by `n_with` articles says: 0 for none told apart, about
    /// `ln(2 · n_articles)` for a term of one article.
    #[must_use]
    pub fn idf(&self, n_with: u64) -> f32 {
        let (all, with) = (real(self.n_articles.max(n_with)), real(n_with));
        ((all - with + 0.5) / (with + 0.5)).ln_1p()
    }

    /// The weighted and normalized frequency `f` of a term that an article's title,
    /// headings and body of `lengths` terms hold `counts` times. A sum over terms is the
    /// frequency of their union.
    #[must_use]
    #[inline]
    pub fn frequency(&self, counts: [u32; 3], lengths: [u32; 3]) -> f32 {
        let [title, heading, body] = self.shares(counts, lengths);
        title + heading + body
    }

    /// What occurrences in headings and body count; divided by the [norm](Self::norm) that is
    /// their part of the [frequency](Self::frequency).
    #[inline]
    pub(crate) fn text(&self, heading: u32, body: u32) -> f32 {
        self.weights.heading * real(heading.into()) + real(body.into())
    }

    /// The same for counts [in a byte](crate::index::postings::field_counts).
    #[must_use]
    #[inline]
    pub fn running(&self, packed: u8) -> f32 {
        // Spelled out rather than unpacked: so several are calculated together.
        self.weights.heading * f32::from(packed >> 2 & 3) + f32::from(packed >> 4)
    }

    #[inline]
    fn title_norm(&self, [title, ..]: [u32; 3]) -> f32 {
        1.0 - self.weights.b + self.slopes[0] * real(title.into())
    }

    /// What the title, the headings and the body add to [`frequency`](Self::frequency).
    #[must_use]
    #[inline]
    pub fn shares(&self, [t, h, b]: [u32; 3], lengths: [u32; 3]) -> [f32; 3] {
        let Weights { title, heading, .. } = self.weights;
        let text = self.norm(lengths);
        let [heading, body] = [heading * real(h.into()) / text, real(b.into()) / text];
        if t == 0 {
            return [0.0, heading, body];
        }
        let title = title * real(t.into()) / self.title_norm(lengths);
        [title, heading, body]
    }

    /// The norm of the running text, headings and body, of an article of these lengths.
    #[must_use]
    #[inline]
    pub fn norm(&self, [_, heading, body]: [u32; 3]) -> f32 {
        1.0 - self.weights.b + self.slopes[1] * real((heading + body).into())
    }

    /// By how much a [frequency](Self::frequency) may be higher than under `other`, which
    /// has other averages: a factor of at least 1 that holds for all articles.
    ///
    /// From `1 / (1 - b + b · length / average)`: where the average grows by a factor, this
    /// grows by less; where it falls, this falls.
    #[must_use]
    pub fn growth(&self, other: &Self) -> f32 {
        let ratio = |now: f32, then: f32| match then {
            // Nothing had that field.
            f32::MIN_POSITIVE => 1.0,
            _ => now / then,
        };
        let title = ratio(self.average_title, other.average_title);
        let body = ratio(self.average_body, other.average_body);
        // Rounding of single precision is far below the last term.
        1.0_f32.max(title).max(body) * 1.0001
    }

    /// What repeating is worth at most: `k1 + 1`.
    #[must_use]
    pub fn ceiling(&self) -> f32 {
        self.weights.k1 + 1.0
    }

    /// What repeating is worth: grows with `f` from 0 towards `k1 + 1`, 1 at `f` = 1.
    #[must_use]
    #[inline]
    pub fn saturate(&self, frequency: f32) -> f32 {
        (self.weights.k1 + 1.0) * frequency / (self.weights.k1 + frequency)
    }
}

/// Why an article got its score for a term.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The term, or the query's word or phrase that stands for several.
    pub term: String,
    /// Number of articles with it, each counted once whatever it holds.
    pub n_with: u64,
    /// The words whose rarity makes up `idf`, and the number of articles with any of each
    /// one's forms, in whatever field: where that is not `n_with`.
    pub rarity_of: Vec<(String, u64)>,
    /// How often the title, the headings and the body hold it.
    pub counts: [u32; 3],
    /// Number of terms in the title, the headings and the body.
    pub lengths: [u32; 3],
    /// What rarity is worth: the sum over the words.
    pub idf: f32,
    /// What title, headings and body add to the frequency `f`; occurrences of other forms
    /// of the word add less than their counts say.
    pub shares: [f32; 3],
    /// The term's part of the article's score.
    pub score: f32,
}

/// A count as a number to calculate with.
#[expect(
    clippy::cast_precision_loss,
    reason = "scores need no more than 24 bits"
)]
pub(crate) fn real(count: u64) -> f32 {
    count as f32
}

/// The sums of articles' lengths.
pub(crate) fn totals(lengths: &[[u32; 3]]) -> [u64; 3] {
    let mut totals = [0; 3];
    for article in lengths {
        for (total, length) in totals.iter_mut().zip(article) {
            *total += u64::from(*length);
        }
    }
    totals
}
