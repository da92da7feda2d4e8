//! The trained part of recognition: a linear-chain model tags the tokens of a sentence.
//!
//! In go the words of an article with what tables and rules say of them; out comes a
//! [`Tag`] for each token. `examples/train` makes the model; `assets/entities/MODEL.md`
//! says from what, and how good it is.
//!
//! ```text
//! attributes  what the features of a token are made of (word_clusters, article_evidence)
//! features    some hundred hashes for each token
//! weights     the weight of each hash, for each tag
//! viterbi     the best sequence of tags
//! ```
//!
//! The model is a conditional random field (Lafferty, `McCallum` and Pereira 2001); tagging
//! adds whole numbers, so that every machine finds the same names.

mod article_evidence;
mod attributes;
mod features;
mod tags;
mod viterbi;
mod weights;
mod word_clusters;

pub use tags::{Class, TAGS, Tag, names};
pub use weights::{Model, Row, pack as pack_model};
pub use word_clusters::{Cluster, Clusters, pack as pack_clusters};

use super::known::scan::Scan;
use super::spotting::annotations::Annotations;
use super::spotting::surface_forms::SurfaceForm;
pub use features::Of;
use features::{Window, name_cues};
use std::borrow::Cow;

const MODEL: &[u8] = include_bytes!("../../../assets/entities/model.bin");
const CLUSTERS: &[u8] = include_bytes!("../../../assets/entities/clusters.bin");

/// The score of a tag that cannot be.
const FAR: i32 = i32::MIN / 4;

/// Tags tokens.
#[derive(Debug)]
pub(super) struct Tagger {
    pub(super) model: Model,
    pub(super) clusters: Clusters,
}

impl Tagger {
    /// The tagger of the model in the binary; one that finds nothing where that is none.
    pub(super) fn embedded() -> Self {
        Self {
            model: Model::new(Cow::Borrowed(MODEL)).unwrap_or_else(Model::empty),
            clusters: Clusters::new(Cow::Borrowed(CLUSTERS)),
        }
    }

    /// The tags of an article's tokens, in the order of the scan.
    pub(super) fn tags(
        &self,
        scan: &Scan<'_>,
        annotations: &Annotations,
        rules: &[SurfaceForm],
    ) -> Vec<Tag> {
        let looks = attributes::looks(scan, annotations, rules, &self.clusters);
        let mut tags = vec![Tag::OUTSIDE; scan.tokens.len()];
        for sentence in &scan.sentences {
            let window = Window {
                looks: &looks[sentence.tokens.clone()],
                name_cues: name_cues(),
            };
            let scores: Vec<Row> = (0..window.looks.len())
                .map(|at| self.scores(&window, at))
                .collect();
            tags[sentence.tokens.clone()].copy_from_slice(&viterbi::decode(&self.model, &scores));
        }
        tags
    }

    /// The scores of the tags of a token. One that no name could hold, beside none that is
    /// written large, is not looked at: most are not, and it would be outside.
    fn scores(&self, window: &Window<'_>, at: usize) -> Row {
        let mut row = Row::default();
        let near = at.saturating_sub(1)..(at + 2).min(window.looks.len());
        if window.looks[at].stirs || window.looks[near].iter().any(|look| look.large) {
            window.features(at, &mut |_, feature| self.model.add(feature, &mut row));
        } else {
            row = [FAR; TAGS];
            row[Tag::OUTSIDE.column()] = 0;
        }
        row
    }

    /// The features of every token of an article, sentence by sentence.
    pub(super) fn lessons(
        &self,
        scan: &Scan<'_>,
        annotations: &Annotations,
        rules: &[SurfaceForm],
    ) -> Vec<Lesson> {
        let looks = attributes::looks(scan, annotations, rules, &self.clusters);
        (scan.sentences.iter())
            .map(|sentence| {
                let window = Window {
                    looks: &looks[sentence.tokens.clone()],
                    name_cues: name_cues(),
                };
                let features = (0..window.looks.len())
                    .map(|at| {
                        let mut features = Vec::with_capacity(100);
                        window.features(at, &mut |of, feature| features.push((of, feature)));
                        features
                    })
                    .collect();
                let tokens = scan.tokens[sentence.tokens.clone()].iter();
                let hinted = window
                    .looks
                    .iter()
                    .map(attributes::Attributes::hinted)
                    .collect();
                Lesson {
                    spans: tokens.map(|token| token.span).collect(),
                    hinted,
                    features,
                }
            })
            .collect()
    }
}

/// A sentence as the trainer sees it.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Where its tokens stand in the article's text.
    pub spans: Vec<crate::text::Span>,
    /// What the rules take each token to be part of.
    pub hinted: Vec<Option<Class>>,
    /// The features of each token.
    pub features: Vec<Vec<(Of, u64)>>,
}

/// The key of a word, for [`pack_clusters`].
#[must_use]
pub fn word_key(word: &str) -> u64 {
    super::known::word_key::key(word)
}
