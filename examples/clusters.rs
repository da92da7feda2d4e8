//! Measures how well the spellings of one entity are brought together within an article.
//!
//! ```text
//! cargo run --release --example clusters -- GOLD.json [PREDICTED.json]
//! ```
//!
//! In goes a list of documents, each a list of entities, each a list of `[mention, type]`
//! (the form of Re-DocRED's clusters; types PER, ORG, LOC, MISC, TIME, NUM); out come
//! precision, recall and F1 over pairs of mentions, over those of persons alone, and B³
//! (Bagga and Baldwin 1998). With a second path the number of each mention's entity is
//! written there, a list a document, in the order of the gold list.

use anyhow::Context;
use dossier::entities::{Kind, Recognizer};
use std::collections::HashMap;
use std::hash::Hash;
use std::io::Write;

/// A document: its entities, each with its mentions.
type Document = Vec<Vec<(String, String)>>;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let gold = arguments.next().context("which file of gold clusters?")?;
    let text = std::fs::read_to_string(&gold).with_context(|| gold.clone())?;
    let documents: Vec<Document> = serde_json::from_str(&text).with_context(|| gold.clone())?;
    let recognizer = Recognizer::embedded();
    let predicted: Vec<Vec<usize>> = documents
        .iter()
        .map(|document| predict(&recognizer, document))
        .collect();
    if let Some(path) = arguments.next() {
        std::fs::write(&path, serde_json::to_vec(&predicted)?).with_context(|| path.clone())?;
    }
    let mut tally = Tally::default();
    for (document, predicted) in documents.iter().zip(&predicted) {
        tally.add(document, predicted);
    }
    tally.print(&mut std::io::stdout().lock())?;
    Ok(())
}

/// The number of each mention's entity.
fn predict(recognizer: &Recognizer, document: &Document) -> Vec<usize> {
    let mentions: Vec<(String, Kind)> = document
        .iter()
        .flatten()
        .map(|(text, label)| (joined(text), kind(label)))
        .collect();
    let names: Vec<(&str, Kind)> = mentions
        .iter()
        .map(|(text, kind)| (text.as_str(), *kind))
        .collect();
    recognizer.clusters(&names)
}

fn kind(label: &str) -> Kind {
    match label {
        "PER" => Kind::Person,
        "ORG" => Kind::Organization,
        "LOC" => Kind::Place,
        "TIME" => Kind::Date,
        "NUM" => Kind::Quantity,
        _ => Kind::Work,
    }
}

/// A mention as print has it: the data has blanks around hyphens and inside acronyms.
fn joined(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ").replace(" - ", "-").replace(" – ", "–");
    text.replace(" .", ".")
        .replace(" '", "'")
        .replace(" ,", ",")
}

/// Pairs of mentions that are one in both lists, in the prediction only, in the gold only.
#[derive(Clone, Copy, Debug, Default)]
struct Pairs {
    both: u64,
    predicted: u64,
    gold: u64,
}

impl Pairs {
    fn scores(self) -> [f64; 3] {
        let ratio = |of: u64| percent(self.both, self.both + of);
        let f = percent(2 * self.both, 2 * self.both + self.predicted + self.gold);
        [ratio(self.predicted), ratio(self.gold), f]
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn percent(part: u64, whole: u64) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

#[derive(Debug, Default)]
struct Tally {
    all: Pairs,
    persons: Pairs,
    /// B³: the sums of every mention's precision and recall, and the number of mentions.
    precision: f64,
    recall: f64,
    mentions: u64,
}

impl Tally {
    fn add(&mut self, document: &Document, predicted: &[usize]) {
        let labelled = document.iter().enumerate();
        let gold: Vec<(usize, bool)> = labelled
            .flat_map(|(entity, mentions)| {
                mentions
                    .iter()
                    .map(move |(_, label)| (entity, label == "PER"))
            })
            .collect();
        for (at, (entity, person)) in gold.iter().enumerate() {
            for (other, (other_entity, other_person)) in gold.iter().enumerate().skip(at + 1) {
                let one = (entity == other_entity, predicted[at] == predicted[other]);
                count(&mut self.all, one);
                if *person && *other_person {
                    count(&mut self.persons, one);
                }
            }
        }
        let sizes_gold = sizes(gold.iter().map(|(entity, _)| *entity));
        let sizes_predicted = sizes(predicted.iter().copied());
        let both = sizes(
            gold.iter()
                .zip(predicted)
                .map(|((entity, _), it)| (*entity, *it)),
        );
        for ((entity, it), n) in both {
            // Each of the n mentions has this precision and this recall.
            self.precision += percent(n * n, sizes_predicted[&it]) / 100.0;
            self.recall += percent(n * n, sizes_gold[&entity]) / 100.0;
            self.mentions += n;
        }
    }

    fn print(&self, out: &mut impl Write) -> std::io::Result<()> {
        for (name, pairs) in [("all", self.all), ("PER", self.persons)] {
            let [p, r, f] = pairs.scores();
            writeln!(out, "pairs {name}: P {p:.1}  R {r:.1}  F {f:.1}")?;
        }
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let n = self.mentions.max(1) as f64;
        let (p, r) = (self.precision / n, self.recall / n);
        writeln!(out, "B-cubed F {:.1}", 200.0 * p * r / (p + r))
    }
}

fn count(pairs: &mut Pairs, one: (bool, bool)) {
    match one {
        (true, true) => pairs.both += 1,
        (false, true) => pairs.predicted += 1,
        (true, false) => pairs.gold += 1,
        (false, false) => {}
    }
}

fn sizes<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> HashMap<K, u64> {
    let mut sizes = HashMap::new();
    for key in keys {
        *sizes.entry(key).or_default() += 1;
    }
    sizes
}
