//! Labelled documents become sentences to learn from.
//!
//! In go documents, read as the program reads any text; out come, for every token, the
//! numbers of its features and its tag. How the features are made, the library knows.

use crate::crf::{Sentence, Weights};
use crate::labelled::Document;
use crate::right::right;
use anyhow::Context;
use dossier::entities::Recognizer;
use dossier::entities::tagger::{Of, pack_clusters, word_key};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Who labelled a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Labels {
    /// People.
    Gold,
    /// People, but of something else, from which names were derived.
    Derived,
    /// Another model.
    Silver,
}

/// A file to learn from.
pub(crate) struct Source {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Who labelled it.
    pub(crate) labels: Labels,
}

/// How much a sentence counts that another model labelled.
const SECOND_HAND: f32 = 0.3;

/// Files whose names are derived: GUM's from mentions headed by a name, re3d's from mentions
/// of any kind.
const DERIVED: [&str; 2] = ["gum_by.tsv", "re3d.permissive.tsv"];

/// The files of a folder to learn from, in the order of their names: `train/*.tsv`, labelled
/// by people, and `silver/*.tsv`, by a model.
pub(crate) fn sources(folder: &Path) -> anyhow::Result<Vec<Source>> {
    let mut found = Vec::new();
    for (name, labels) in [("train", Labels::Gold), ("silver", Labels::Silver)] {
        let part = folder.join(name);
        let entries =
            fs::read_dir(&part).with_context(|| format!("{} cannot be read", part.display()))?;
        let mut paths = entries
            .map(|entry| Ok(entry?.path()))
            .collect::<io::Result<Vec<PathBuf>>>()?;
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
        paths.sort();
        found.extend(paths.into_iter().map(|path| {
            let derived = DERIVED.iter().any(|name| path.ends_with(name));
            let labels = if derived { Labels::Derived } else { labels };
            Source { path, labels }
        }));
    }
    Ok(found)
}

/// The table of word classes, from lines `word<TAB>coarse<TAB>fine`.
pub(crate) fn clusters(path: &Path) -> io::Result<Vec<u8>> {
    let text = fs::read_to_string(path)?;
    let mut rows = Vec::new();
    for line in text.lines() {
        let mut columns = line.split('\t');
        if let (Some(word), Some(Ok(coarse)), Some(Ok(fine))) = (
            columns.next(),
            columns.next().map(str::parse),
            columns.next().map(str::parse),
        ) {
            rows.push((word_key(word), word.len(), word, coarse, fine));
        }
    }
    // Of words that are one when folded, the one that is written so.
    rows.sort_unstable();
    rows.dedup_by_key(|(key, ..)| *key);
    let rows: Vec<(u64, u8, u16)> = rows
        .into_iter()
        .map(|(key, _, _, coarse, fine)| (key, coarse, fine))
        .collect();
    Ok(pack_clusters(&rows))
}

/// What is to be learned, features by number.
#[derive(Default)]
pub(crate) struct School {
    index: HashMap<u64, u32>,
    features: Vec<u64>,
    counts: Vec<u32>,
    sentences: Vec<Sentence>,
}

/// Sentences, and the features that their numbers mean.
pub(crate) struct Lessons {
    /// The feature of each number.
    pub(crate) features: Vec<u64>,
    /// What to learn from.
    pub(crate) sentences: Vec<Sentence>,
}

impl School {
    /// Adds the sentences of a document.
    pub(crate) fn add(&mut self, recognizer: &Recognizer, document: &Document, labels: Labels) {
        for lesson in recognizer.lessons(&document.article) {
            let mut sentence = Sentence {
                right: right(&lesson, document, labels),
                trust: if labels == Labels::Silver {
                    SECOND_HAND
                } else {
                    1.0
                },
                ..Sentence::default()
            };
            for features in &lesson.features {
                for (of, feature) in features {
                    sentence.features.push(self.number(*feature));
                    sentence.own.push(*of == Of::Word);
                }
                sentence.ends.push(sentence.features.len());
            }
            self.sentences.push(sentence);
        }
    }

    /// The number of a feature, which is seen once more.
    fn number(&mut self, feature: u64) -> u32 {
        let next = u32::try_from(self.features.len()).unwrap_or(u32::MAX);
        let at = *self.index.entry(feature).or_insert(next);
        if at == next {
            self.features.push(feature);
            self.counts.push(0);
        }
        self.counts[at as usize] += 1;
        at
    }

    /// The sentences, with the features that stand in them at least `least` times.
    pub(crate) fn sentences(self, least: u32) -> Lessons {
        let counts = &self.counts;
        let kept = (0..self.features.len()).filter(|at| counts[*at] >= least);
        let kept: Vec<usize> = kept.collect();
        let all = Lessons {
            features: self.features,
            sentences: self.sentences,
        };
        all.with(&kept)
    }
}

impl Lessons {
    /// The same with the `keep` features that say most: those with large weights that are
    /// sure, as they are by the root of how often a feature was seen.
    pub(crate) fn pruned(self, weights: &[Weights], keep: usize) -> Self {
        let mut counts = vec![0.0_f32; weights.len()];
        for feature in self
            .sentences
            .iter()
            .flat_map(|sentence| &sentence.features)
        {
            counts[*feature as usize] += 1.0;
        }
        let worth = |at: usize| {
            let size = weights[at]
                .iter()
                .fold(0_f32, |size, weight| size.max(weight.abs()));
            size * counts[at].sqrt()
        };
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by(|a, b| worth(*b).total_cmp(&worth(*a)).then(a.cmp(b)));
        order.truncate(keep);
        order.sort_unstable();
        self.with(&order)
    }

    /// The same with the features of these numbers, which get new ones.
    fn with(self, kept: &[usize]) -> Self {
        let mut numbers = vec![None; self.features.len()];
        for (number, at) in (0_u32..).zip(kept) {
            numbers[*at] = Some(number);
        }
        let mut sentences = self.sentences;
        for sentence in &mut sentences {
            sentence.renumber(&numbers);
        }
        Self {
            features: kept.iter().map(|at| self.features[*at]).collect(),
            sentences,
        }
    }
}

impl Sentence {
    /// Gives features their new numbers; those that have none are left out.
    fn renumber(&mut self, numbers: &[Option<u32>]) {
        let (mut features, mut own, mut from) = (Vec::new(), Vec::new(), 0);
        for end in &mut self.ends {
            for at in from..*end {
                if let Some(number) = numbers[self.features[at] as usize] {
                    features.push(number);
                    own.push(self.own[at]);
                }
            }
            from = *end;
            *end = features.len();
        }
        (self.features, self.own) = (features, own);
    }
}
