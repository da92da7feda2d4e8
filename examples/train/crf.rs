//! The learner: a linear-chain conditional random field (Lafferty, `McCallum` and Pereira
//! 2001) by stochastic gradient descent, the steps of each feature as in `AdaGrad` (Duchi,
//! Hazan and Singer 2011), with features left out at random (Srivastava and others 2014).

use dossier::entities::tagger::{TAGS, Tag};

/// For each tag, a weight.
pub(crate) type Weights = [f32; TAGS];

/// A sentence to learn from: for each token, its features and its tag.
#[derive(Default)]
pub(crate) struct Sentence {
    /// Indices of the features of all tokens.
    pub(crate) features: Vec<u32>,
    /// Of each of them, whether it is about the word itself.
    pub(crate) own: Vec<bool>,
    /// Where the features of each token end.
    pub(crate) ends: Vec<usize>,
    /// What may be right, for each token. Some sequence of these tags can be.
    pub(crate) right: Vec<TagSet>,
    /// How much this sentence counts.
    pub(crate) trust: f32,
}

/// Some tags, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TagSet(u16);

impl TagSet {
    /// Every tag.
    pub(crate) const ALL: Self = Self((1 << TAGS) - 1);

    /// That tag alone.
    pub(crate) fn only(tag: Tag) -> Self {
        Self(1 << tag.column())
    }

    /// The tags of both.
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the tag of that column is among them.
    fn has(self, column: usize) -> bool {
        self.0 >> column & 1 == 1
    }
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// How often every sentence is seen.
    pub(crate) rounds: usize,
    /// The first step of a weight.
    pub(crate) rate: f32,
    /// The share of features that is left out of a token each time.
    pub(crate) left_out: f32,
    /// The share of tokens whose word is left out altogether each time.
    pub(crate) unknown: f32,
    /// Where the sequence of random numbers begins.
    pub(crate) seed: u64,
}

/// Weights being learned.
pub(crate) struct Field {
    /// For each feature.
    pub(crate) weights: Vec<Weights>,
    /// From the tag before (last row: none) to a tag.
    pub(crate) joins: [Weights; TAGS + 1],
    /// For each feature, the sum of its squared slopes.
    steps: Vec<f32>,
    join_steps: [Weights; TAGS + 1],
    sums: Vec<Weights>,
    join_sums: [Weights; TAGS + 1],
    rounds: usize,
    summed: f32,
    dice: Option<Dice>,
    order: Vec<usize>,
    work: Work,
}

/// Random numbers (Marsaglia 2003, xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

impl Field {
    /// A field of that many features that knows nothing.
    pub(crate) fn new(features: usize) -> Self {
        Self {
            weights: vec![[0.0; TAGS]; features],
            joins: [[0.0; TAGS]; TAGS + 1],
            steps: vec![1e-6; features],
            join_steps: [[1e-6; TAGS]; TAGS + 1],
            sums: vec![[0.0; TAGS]; features],
            join_sums: [[0.0; TAGS]; TAGS + 1],
            rounds: 0,
            summed: 0.0,
            dice: None,
            order: Vec::new(),
            work: Work::default(),
        }
    }

    /// Learns from every sentence once, in another order each time; what was thought likely
    /// of what is right, as the negative sum of logarithms.
    pub(crate) fn round(&mut self, sentences: &[Sentence], plan: Plan) -> f64 {
        let mut dice = self.dice.take().unwrap_or(Dice(plan.seed.max(1)));
        let mut order = std::mem::take(&mut self.order);
        let mut work = std::mem::take(&mut self.work);
        if order.len() != sentences.len() {
            order = (0..sentences.len()).collect();
        }
        for at in (1..order.len()).rev() {
            let other = usize::try_from(dice.roll() % (at as u64 + 1)).unwrap_or(0);
            order.swap(at, other);
        }
        let mut loss = 0.0;
        for at in &order {
            loss += self.step(&sentences[*at], plan, &mut dice, &mut work);
        }
        if self.rounds * 2 >= plan.rounds {
            self.sum_up();
        }
        self.rounds += 1;
        (self.dice, self.order, self.work) = (Some(dice), order, work);
        loss
    }

    /// Adds the weights of a later round to the sums.
    fn sum_up(&mut self) {
        self.summed += 1.0;
        let rows = self.sums.iter_mut().zip(&self.weights);
        for (sums, row) in rows.chain(self.join_sums.iter_mut().zip(&self.joins)) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += weight;
            }
        }
    }

    /// The mean over the later half of the rounds, which varies less than any of them.
    pub(crate) fn mean(mut self) -> Self {
        for row in self.sums.iter_mut().chain(&mut self.join_sums) {
            for weight in row {
                *weight /= self.summed;
            }
        }
        Self {
            weights: std::mem::take(&mut self.sums),
            joins: self.join_sums,
            ..self
        }
    }

    /// Learns from one sentence; the negative logarithm of how likely what is right was
    /// thought.
    fn step(&mut self, sentence: &Sentence, plan: Plan, dice: &mut Dice, work: &mut Work) -> f64 {
        work.keep(sentence, plan, dice);
        work.score(self);
        work.all.expect(&work.ways, &work.scores, |_| TagSet::ALL);
        (work.right).expect(&work.ways, &work.scores, |at| sentence.right[at]);
        let mut from = 0;
        for (at, end) in work.ends.iter().enumerate() {
            let (all, right) = (&work.all.likely[at], &work.right.likely[at]);
            let slope: Weights =
                std::array::from_fn(|tag| sentence.trust * (all[tag] - right[tag]));
            let square: f32 = slope.iter().map(|part| part * part).sum();
            if square > 1e-5 {
                for feature in &work.kept[from..*end] {
                    let feature = *feature as usize;
                    self.steps[feature] += square;
                    let rate = plan.rate / self.steps[feature].sqrt();
                    for (weight, part) in self.weights[feature].iter_mut().zip(&slope) {
                        *weight -= rate * part;
                    }
                }
            }
            from = *end;
        }
        self.step_joins(sentence.trust, work, plan);
        work.all.log_sum - work.right.log_sum
    }

    fn step_joins(&mut self, trust: f32, work: &Work, plan: Plan) {
        let weights = self.joins.iter_mut().flatten();
        let steps = self.join_steps.iter_mut().flatten();
        let expected = work.all.joins.iter().flatten();
        let right = work.right.joins.iter().flatten();
        for ((weight, step), (all, right)) in weights.zip(steps).zip(expected.zip(right)) {
            let slope = trust * (all - right);
            if slope.abs() > 1e-6 {
                *step += slope * slope;
                *weight -= plan.rate / step.sqrt() * slope;
            }
        }
    }
}

/// A share in 65,536ths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares are small and positive"
)]
fn share(of_one: f32) -> u64 {
    (of_one * 65536.0) as u64
}

/// Weights from the tag before (last row: none) to a tag.
type Joins = [Weights; TAGS + 1];

/// Room for one sentence.
#[derive(Default)]
struct Work {
    kept: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<Weights>,
    /// Exponentials of the weights between tags; 0 where one may not follow the other.
    ways: Joins,
    /// Over all sequences of tags.
    all: Sums,
    /// Over those that may be right.
    right: Sums,
}

impl Work {
    fn keep(&mut self, sentence: &Sentence, plan: Plan, dice: &mut Dice) {
        self.kept.clear();
        self.ends.clear();
        let (below, unknown) = (share(plan.left_out), share(plan.unknown));
        let mut from = 0;
        for end in &sentence.ends {
            let unknown = dice.roll() & 0xffff < unknown;
            let (mut bits, mut left) = (0, 0);
            for at in from..*end {
                if left == 0 {
                    (bits, left) = (dice.roll(), 4);
                }
                if bits & 0xffff >= below && !(unknown && sentence.own[at]) {
                    self.kept.push(sentence.features[at]);
                }
                bits >>= 16;
                left -= 1;
            }
            from = *end;
            self.ends.push(self.kept.len());
        }
    }

    /// Exponentials of the weights of each token's tags, the largest as 1, and of those
    /// between tags.
    fn score(&mut self, field: &Field) {
        self.scores.clear();
        let mut from = 0;
        for end in &self.ends {
            let mut row = [0.0; TAGS];
            for feature in &self.kept[from..*end] {
                for (score, weight) in row.iter_mut().zip(&field.weights[*feature as usize]) {
                    *score += weight;
                }
            }
            from = *end;
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            self.scores.push(row.map(|score| (score - top).exp()));
        }
        for (before, row) in self.ways.iter_mut().enumerate() {
            let from = if before == TAGS {
                Tag::OUTSIDE
            } else {
                Tag::at(before)
            };
            for (tag, way) in row.iter_mut().enumerate() {
                *way = if Tag::at(tag).follows(from) {
                    field.joins[before][tag].exp()
                } else {
                    0.0
                };
            }
        }
    }
}

/// Sums over some sequences of tags (Rabiner 1989, scaled).
#[derive(Default)]
struct Sums {
    /// For each token and tag, how likely it is among these sequences.
    likely: Vec<Weights>,
    /// For each pair of tags, how often it is expected.
    joins: Joins,
    /// The logarithm of the sum of what the sequences weigh, but for the scale of each token.
    log_sum: f64,
    forward: Vec<Weights>,
    scales: Vec<f32>,
}

impl Sums {
    /// Sums up the sequences of those tags that `may` stand at each token.
    fn expect(&mut self, ways: &Joins, scores: &[Weights], may: impl Fn(usize) -> TagSet) {
        self.forward(ways, scores, may);
        self.likely.clear();
        self.likely.resize(scores.len(), [1.0; TAGS]);
        self.joins = Joins::default();
        for at in (0..scores.len()).rev() {
            // So far what comes behind, from here on how likely it is.
            let behind = self.likely[at];
            for (likely, forward) in self.likely[at].iter_mut().zip(&self.forward[at]) {
                *likely *= forward;
            }
            let Some(before) = at.checked_sub(1) else {
                self.joins[TAGS] = self.likely[at];
                continue;
            };
            // What forward is 0 for was not allowed here.
            let next: Weights = std::array::from_fn(|tag| {
                if self.forward[at][tag] > 0.0 {
                    behind[tag] * scores[at][tag] / self.scales[at]
                } else {
                    0.0
                }
            });
            let mut row = [0.0; TAGS];
            for (tag, sum) in row.iter_mut().enumerate() {
                let forward = self.forward[before][tag];
                for (other, next) in next.iter().enumerate() {
                    let part = ways[tag][other] * next;
                    *sum += part;
                    self.joins[tag][other] += forward * part;
                }
            }
            self.likely[before] = row;
        }
    }

    fn forward(&mut self, ways: &Joins, scores: &[Weights], may: impl Fn(usize) -> TagSet) {
        self.forward.clear();
        self.scales.clear();
        self.log_sum = 0.0;
        for (at, score) in scores.iter().enumerate() {
            let mut row = [0.0; TAGS];
            match self.forward.last() {
                None => row = ways[TAGS],
                Some(last) => {
                    for (weight, ways) in last.iter().zip(ways) {
                        for (sum, way) in row.iter_mut().zip(ways) {
                            *sum += weight * way;
                        }
                    }
                }
            }
            let may = may(at);
            for (tag, (sum, score)) in row.iter_mut().zip(score).enumerate() {
                *sum = if may.has(tag) { *sum * score } else { 0.0 };
            }
            let sum = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            self.log_sum += f64::from(sum.ln());
            self.forward.push(row.map(|part| part / sum));
            self.scales.push(sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Joins, Sums, TAGS, TagSet, Weights};
    use dossier::entities::tagger::Tag;
    use proptest::prelude::*;

    /// The sums over all sequences of allowed tags, one by one.
    fn naive(ways: &Joins, scores: &[Weights], may: &[TagSet]) -> (f64, Vec<[f64; TAGS]>) {
        let (mut all, mut sums) = (0.0, vec![[0.0; TAGS]; scores.len()]);
        for mut way in 0..TAGS.pow(u32::try_from(scores.len()).unwrap()) {
            let tags: Vec<usize> = scores
                .iter()
                .map(|_| {
                    let tag = way % TAGS;
                    way /= TAGS;
                    tag
                })
                .collect();
            let (mut weight, mut before) = (1.0, TAGS);
            for (at, tag) in tags.iter().enumerate() {
                let allowed = f64::from(u8::from(may[at].has(*tag)));
                weight *= allowed * f64::from(ways[before][*tag]) * f64::from(scores[at][*tag]);
                before = *tag;
            }
            all += weight;
            for (sum, tag) in sums.iter_mut().zip(&tags) {
                sum[*tag] += weight;
            }
        }
        (all, sums)
    }

    proptest! {
        #[test]
        fn sums_are_those_of_all_sequences(
            ways in prop::array::uniform12(prop::array::uniform11(0.1_f32..3.0)),
            scores in prop::collection::vec(prop::array::uniform11(0.01_f32..1.0), 1..4),
            sets in prop::collection::vec(1_u16..1 << TAGS, 3),
        ) {
            let may: Vec<TagSet> = sets
                .iter()
                .map(|set| TagSet(*set).or(TagSet::only(Tag::OUTSIDE)))
                .collect();
            let mut sums = Sums::default();
            sums.expect(&ways, &scores, |at| may[at]);
            let (all, expected) = naive(&ways, &scores, &may);
            prop_assert!((sums.log_sum - all.ln()).abs() < 1e-4);
            for (likely, expected) in sums.likely.iter().zip(&expected) {
                for (part, sum) in likely.iter().zip(expected) {
                    prop_assert!((f64::from(*part) - sum / all).abs() < 1e-4);
                }
            }
            let pairs: f32 = sums.joins.iter().flatten().sum();
            #[expect(clippy::cast_precision_loss, reason = "a few tokens")]
            let tokens = scores.len() as f32;
            prop_assert!((pairs - tokens).abs() < 1e-3);
        }
    }
}
