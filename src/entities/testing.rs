//! Articles for tests, one paragraph a line, and one recognizer for all of them, since
//! tests are built without optimization and its tables are large.

use super::{LocalEntity, Recognizer};
use crate::corpus::{Article, Block, Card, Claim, Evidence, Origin, Role, Title};
use crate::text::Span;
use crate::text::calendar::PartialDate;
use std::sync::LazyLock;

pub(crate) static RECOGNIZER: LazyLock<Recognizer> = LazyLock::new(Recognizer::embedded);

/// One that only has the rules.
pub(crate) static RULES: LazyLock<Recognizer> = LazyLock::new(Recognizer::rules);

/// An article of which each line is a paragraph; one that starts with `# ` is a heading.
pub(crate) fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut span = Span::new(at, at + line.len()).trimmed(text);
        let mut role = Role::Paragraph;
        if line.starts_with("# ") {
            role = Role::Heading(1);
            span = Span::new(span.from() + 2, span.to());
        }
        if !span.is_empty() {
            blocks.push(Block {
                role,
                span,
                inlines: Box::default(),
            });
        }
        at += line.len();
    }
    let card = Card {
        name: "test".into(),
        origin: Origin::Sample("test"),
        title: Title {
            text: "test".into(),
            derived: true,
        },
        ..Card::default()
    };
    Article {
        card,
        text: text.into(),
        blocks,
        ..Article::default()
    }
}

/// The same, published on a day.
pub(crate) fn published(text: &str, date: &str) -> Article {
    let mut article = article(text);
    article.card.date = PartialDate::parse_iso(date).map(|value| Claim {
        value,
        evidence: Evidence::Metadata,
    });
    article
}

/// What the rules find in a text, as `kind name` in the order of first mention, without dates.
pub(crate) fn ruled(text: &str) -> Vec<String> {
    rows(&RULES, text)
}

/// What a text names, likewise.
pub(crate) fn named(text: &str) -> Vec<String> {
    rows(&RECOGNIZER, text)
}

fn rows(reader: &Recognizer, text: &str) -> Vec<String> {
    let recognized = reader.read(&article(text));
    let row = |entity: &LocalEntity| format!("{} {}", entity.kind, entity.name);
    recognized.entities.iter().map(row).collect()
}
