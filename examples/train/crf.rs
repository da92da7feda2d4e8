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
    /// What is right.
    pub(crate) tags: Vec<Tag>,
    /// How much each tag is believed.
    pub(crate) trust: Vec<f32>,
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

    /// Learns from one sentence; the negative logarithm of what it was thought likely.
    fn step(&mut self, sentence: &Sentence, plan: Plan, dice: &mut Dice, work: &mut Work) -> f64 {
        work.keep(sentence, plan, dice);
        work.score(self, sentence.tags.len());
        let loss = work.expect(self, sentence);
        let mut from = 0;
        for (at, end) in work.ends.iter().enumerate() {
            let mut slope = work.likely[at];
            slope[sentence.tags[at].column()] -= 1.0;
            for part in &mut slope {
                *part *= sentence.trust[at];
            }
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
        self.step_joins(sentence, work, plan);
        loss
    }

    fn step_joins(&mut self, sentence: &Sentence, work: &mut Work, plan: Plan) {
        let mut before = TAGS;
        for tag in &sentence.tags {
            work.joins[before][tag.column()] -= 1.0;
            before = tag.column();
        }
        for ((row, steps), slopes) in self
            .joins
            .iter_mut()
            .zip(&mut self.join_steps)
            .zip(&work.joins)
        {
            for ((weight, step), slope) in row.iter_mut().zip(steps).zip(slopes) {
                if slope.abs() > 1e-6 {
                    *step += slope * slope;
                    *weight -= plan.rate / step.sqrt() * slope;
                }
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

/// Room for one sentence.
#[derive(Default)]
struct Work {
    kept: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<Weights>,
    /// For each token and tag, how likely it is.
    likely: Vec<Weights>,
    forward: Vec<Weights>,
    backward: Vec<Weights>,
    scales: Vec<f32>,
    /// For each pair of tags, how often it is expected.
    joins: [Weights; TAGS + 1],
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

    fn score(&mut self, field: &Field, tokens: usize) {
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
            self.scores.push(row);
        }
        debug_assert_eq!(self.scores.len(), tokens);
    }

    /// Forward and backward sums (Rabiner 1989, scaled); the loss.
    fn expect(&mut self, field: &Field, sentence: &Sentence) -> f64 {
        let n = self.scores.len();
        let ways: Vec<Weights> = (0..=TAGS)
            .map(|before| {
                std::array::from_fn(|tag| {
                    let from = if before == TAGS {
                        Tag::OUTSIDE
                    } else {
                        Tag::at(before)
                    };
                    if Tag::at(tag).follows(from) {
                        field.joins[before][tag].exp()
                    } else {
                        0.0
                    }
                })
            })
            .collect();
        let mut loss = 0.0;
        for row in &mut self.scores {
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            loss += f64::from(top);
            for score in row.iter_mut() {
                *score = (*score - top).exp();
            }
        }
        self.forward.clear();
        self.scales.clear();
        for at in 0..n {
            let mut row = [0.0; TAGS];
            if at == 0 {
                row = std::array::from_fn(|tag| ways[TAGS][tag] * self.scores[0][tag]);
            } else {
                for (before, weight) in self.forward[at - 1].iter().enumerate() {
                    for (sum, way) in row.iter_mut().zip(&ways[before]) {
                        *sum += weight * way;
                    }
                }
                for (sum, score) in row.iter_mut().zip(&self.scores[at]) {
                    *sum *= score;
                }
            }
            let sum = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            for part in &mut row {
                *part /= sum;
            }
            loss += f64::from(sum.ln());
            self.forward.push(row);
            self.scales.push(sum);
        }
        self.backward.clear();
        self.backward.resize(n, [1.0; TAGS]);
        self.joins = [[0.0; TAGS]; TAGS + 1];
        for at in (1..n).rev() {
            let next: Weights = std::array::from_fn(|tag| {
                self.backward[at][tag] * self.scores[at][tag] / self.scales[at]
            });
            let mut row = [0.0; TAGS];
            for before in 0..TAGS {
                let forward = self.forward[at - 1][before];
                for tag in 0..TAGS {
                    let part = ways[before][tag] * next[tag];
                    row[before] += part;
                    self.joins[before][tag] += forward * part;
                }
            }
            self.backward[at - 1] = row;
        }
        self.likely.clear();
        for at in 0..n {
            self.likely.push(std::array::from_fn(|tag| {
                self.forward[at][tag] * self.backward[at][tag]
            }));
        }
        if let Some(first) = self.likely.first() {
            self.joins[TAGS] = *first;
        }
        self.right(field, sentence, loss)
    }

    /// The loss, given the logarithm of the sum over all sequences.
    fn right(&self, field: &Field, sentence: &Sentence, all: f64) -> f64 {
        let mut before = TAGS;
        let mut right = 0.0;
        let mut from = 0;
        for (tag, end) in sentence.tags.iter().zip(&self.ends) {
            let column = tag.column();
            right += f64::from(field.joins[before][column]);
            for feature in &self.kept[from..*end] {
                right += f64::from(field.weights[*feature as usize][column]);
            }
            before = column;
            from = *end;
        }
        all - right
    }
}
