//! How well dates are found and read, against labelled sentences.
//!
//! In goes a file of sentences with their dates in brackets, whose first lines tell its form;
//! out come [`Counts`] for each rule that the file names. A date that was found and one that
//! is labelled match when they share a byte; each matches once, in order.

use dossier::corpus::{Article, Block, Card, Claim, Evidence, Role};
use dossier::entities::{DateMention, Recognizer};
use dossier::text::Span;
use dossier::text::calendar::PartialDate;

/// A sentence and its dates.
pub(crate) struct Sentence {
    /// The rule that it tries.
    pub(crate) rule: String,
    /// The article's date.
    pub(crate) published: Option<PartialDate>,
    /// The sentence without brackets.
    pub(crate) text: String,
    /// Its dates.
    pub(crate) labels: Vec<Label>,
}

/// A date as it should be read.
pub(crate) struct Label {
    /// Where.
    pub(crate) span: Span,
    /// Its value; `None` when none can be told.
    pub(crate) value: Option<String>,
    /// Whether the value is assumed.
    pub(crate) assumed: bool,
}

/// What came of some sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Dates labelled.
    pub(crate) labelled: usize,
    /// Dates found.
    pub(crate) found: usize,
    /// Found dates that match a labelled one.
    pub(crate) matched: usize,
    /// Those of them with exactly its span.
    pub(crate) exact: usize,
    /// Matched dates with the right value, or rightly with none.
    pub(crate) right: usize,
    /// Labelled dates with a value.
    pub(crate) valued: usize,
    /// Found dates with a value.
    pub(crate) given: usize,
    /// Found dates with a value that is right.
    pub(crate) right_given: usize,
    /// Those of them that are rightly said to be assumed, or not.
    pub(crate) right_assumed: usize,
}

impl Counts {
    /// Adds other sentences' counts.
    pub(crate) fn add(&mut self, other: Self) {
        self.labelled += other.labelled;
        self.found += other.found;
        self.matched += other.matched;
        self.exact += other.exact;
        self.right += other.right;
        self.valued += other.valued;
        self.given += other.given;
        self.right_given += other.right_given;
        self.right_assumed += other.right_assumed;
    }

    /// F1 of the spans, where sharing a byte is enough.
    pub(crate) fn relaxed(self) -> f64 {
        f1(self.matched, self.found, self.labelled)
    }

    /// F1 of the spans, byte for byte.
    pub(crate) fn exact(self) -> f64 {
        f1(self.exact, self.found, self.labelled)
    }

    /// Share of the matched dates with the right value.
    pub(crate) fn accuracy(self) -> f64 {
        share(self.right, self.matched)
    }

    /// F1 of the values: found dates with a value against labelled ones with a value.
    pub(crate) fn value(self) -> f64 {
        f1(self.right_given, self.given, self.valued)
    }
}

fn f1(right: usize, found: usize, labelled: usize) -> f64 {
    share(2 * right, found + labelled)
}

fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// The sentences of a labelled file.
///
/// # Panics
///
/// On a line that is not of the form that the file's first lines tell.
pub(crate) fn read(file: &str) -> Vec<Sentence> {
    let mut rule = String::new();
    let mut sentences = Vec::new();
    let lines = file.lines().skip_while(|line| !line.is_empty());
    for line in lines.filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("# ") {
            name.clone_into(&mut rule);
            continue;
        }
        let mut columns = line.split('\t');
        let published = columns.next().expect("a date");
        let marked = columns.next().expect("a sentence behind a tab");
        let values = columns.next().unwrap_or_default();
        let (text, spans) = unmarked(marked);
        let values: Vec<&str> = values
            .split("; ")
            .filter(|value| !value.is_empty())
            .collect();
        assert_eq!(spans.len(), values.len(), "a value for each date: {line}");
        let label = |(span, value): (Span, &str)| Label {
            span,
            value: Some(value.trim_start_matches('~'))
                .filter(|value| *value != "?")
                .map(str::to_owned),
            assumed: value.starts_with('~'),
        };
        let date = PartialDate::parse_iso(published);
        assert!(
            date.is_some() || published == "-",
            "a date or a dash: {line}"
        );
        sentences.push(Sentence {
            rule: rule.clone(),
            published: date,
            text,
            labels: spans.into_iter().zip(values).map(label).collect(),
        });
    }
    sentences
}

/// A sentence without its brackets, and where they were.
fn unmarked(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' => open = text.len(),
            ']' => spans.push(Span::new(open, text.len())),
            c => text.push(c),
        }
    }
    (text, spans)
}

/// The dates that a sentence has as an article of its own.
pub(crate) fn dates(recognizer: &Recognizer, sentence: &Sentence) -> Vec<DateMention> {
    let article = Article {
        blocks: vec![Block {
            role: Role::Paragraph,
            span: Span::new(0, sentence.text.len()),
            inlines: Box::default(),
        }],
        text: sentence.text.as_str().into(),
        card: Card {
            date: sentence.published.map(|value| Claim {
                value,
                evidence: Evidence::Metadata,
            }),
            ..Card::default()
        },
        ..Article::default()
    };
    recognizer.read(&article).dates
}

/// What came of a sentence, and in words what is wrong with it.
pub(crate) fn score(recognizer: &Recognizer, sentence: &Sentence) -> (Counts, Vec<String>) {
    let found = dates(recognizer, sentence);
    let value = |date: &DateMention| date.value.map(|value| value.to_string());
    let mut counts = Counts {
        labelled: sentence.labels.len(),
        found: found.len(),
        valued: sentence
            .labels
            .iter()
            .filter(|it| it.value.is_some())
            .count(),
        given: found.iter().filter(|date| date.value.is_some()).count(),
        ..Counts::default()
    };
    let mut wrong = Vec::new();
    let mut left: Vec<&DateMention> = found.iter().collect();
    for label in &sentence.labels {
        let text = label.span.slice(&sentence.text);
        let Some(at) = left.iter().position(|date| date.span.overlaps(label.span)) else {
            wrong.push(format!("missed {text:?}"));
            continue;
        };
        let date = left.remove(at);
        let (given, right) = (value(date), value(date) == label.value);
        let right_given = right && given.is_some();
        counts.matched += 1;
        counts.exact += usize::from(date.span == label.span);
        counts.right += usize::from(right);
        counts.right_given += usize::from(right_given);
        counts.right_assumed += usize::from(right_given && date.assumed == label.assumed);
        if date.span != label.span {
            wrong.push(format!("{:?} for {text:?}", date.text));
        }
        if !right {
            wrong.push(format!("{text:?} is {:?}, read as {given:?}", label.value));
        } else if right_given && date.assumed != label.assumed {
            wrong.push(format!("{text:?} assumed: {}", date.assumed));
        }
    }
    wrong.extend(
        left.iter()
            .map(|date| format!("{:?} is no date", date.text)),
    );
    (counts, wrong)
}
