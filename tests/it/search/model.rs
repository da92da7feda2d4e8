//! Small collections as the tests think of them, and as Dossier has them.

use dossier::corpus::{
    Article, ArticleId, Block, Card, Claim, Corpus, Evidence, Inline, Origin, Role, Style, Title,
    Volume,
};
use dossier::entities::{Basis, Catalog, DateMention, Form, Kind, LocalEntity, Recognized};
use dossier::index::{Field, Index, Segment};
use dossier::query::{Hit, View};
use dossier::text::Span;
use dossier::text::calendar::PartialDate;
use dossier::text::period::{Period, Stretch, Unit};
use dossier::text::tokens::{term, tokens};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
/// Words of the random texts; few, so that they meet, and with all that tokens can be.
pub(crate) const WORDS: [&str; 13] = [
    "rate",
    "rates",
    "rating",
    "Rat",
    "bank",
    "Banks",
    "U.S.",
    "F-16",
    "don't",
    "Kraków",
    "1,364",
    "Ukraine's",
    "日本",
];

pub(crate) const NAMES: [(&str, Kind); 3] = [
    ("Marco Rubio", Kind::Person),
    ("NATO", Kind::Organization),
    ("Kyiv", Kind::Place),
];

/// Words and beginnings to look for near each other.
pub(crate) const NEAR_WORDS: [&str; 6] = ["rate", "rates", "rat", "bank", "us", "don't"];

/// An article as the tests think of it: blocks of words, and what it names.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) blocks: Vec<(Role, Vec<&'static str>)>,
    pub(crate) names: BTreeSet<usize>,
    pub(crate) year: Option<i16>,
    pub(crate) source: Option<&'static str>,
}

fn block() -> impl Strategy<Value = (Role, Vec<&'static str>)> {
    let role = prop::sample::select(vec![
        Role::Paragraph,
        Role::Paragraph,
        Role::Heading(2),
        Role::TitleRepeat,
        Role::FrontMatter,
        Role::Furniture,
    ]);
    (
        role,
        prop::collection::vec(prop::sample::select(&WORDS[..]), 1..9),
    )
}

pub(crate) fn model() -> impl Strategy<Value = Model> {
    let title = prop::option::of(prop::collection::vec(
        prop::sample::select(&WORDS[..]),
        1..5,
    ));
    (
        title,
        prop::collection::vec(block(), 0..5),
        prop::collection::btree_set(0..NAMES.len(), 0..3),
        prop::option::of(2020_i16..2026),
        prop::option::of(prop::sample::select(&["Reuters", "PPL News"][..])),
    )
        .prop_map(|(title, mut blocks, names, year, source)| {
            if let Some(title) = title {
                let at = blocks.len() / 2;
                blocks.insert(at, (Role::Title, title));
            }
            Model {
                blocks,
                names,
                year,
                source,
            }
        })
}

/// Collections in batches.
pub(crate) fn collection() -> impl Strategy<Value = Vec<Vec<Model>>> {
    prop::collection::vec(prop::collection::vec(model(), 0..6), 1..4)
}

impl Model {
    pub(crate) fn article(&self, number: usize) -> Article {
        let (mut text, mut blocks) = (String::new(), Vec::new());
        for (role, words) in &self.blocks {
            let start = text.len();
            text.push_str(&words.join(" "));
            let end = text.len();
            text.push_str("<b>");
            // Hidden markup at the end of every block.
            let hidden = Inline {
                span: Span::new(end, text.len()),
                style: Style::Hidden,
            };
            blocks.push(Block {
                role: *role,
                span: Span::new(start, text.len()),
                inlines: Box::new([hidden]),
            });
            text.push_str("\n\n");
        }
        let evidence = Evidence::Metadata;
        let path = format!("dir{}/{number}.txt", number % 2);
        let card = Card {
            name: number.to_string().into(),
            origin: Origin::file(path),
            title: Title {
                text: "untitled".into(),
                derived: !self.blocks.iter().any(|(role, _)| *role == Role::Title),
            },
            source: self.source.map(|source| Claim {
                value: source.into(),
                evidence,
            }),
            date: self.year.map(|year| Claim {
                value: PartialDate::year(year).expect("a year"),
                evidence,
            }),
            words: u32::try_from(self.blocks.len()).expect("few blocks"),
            modified: None,
        };
        Article {
            card,
            text,
            blocks,
            ..Article::default()
        }
    }

    /// The terms of each searched block, and its field.
    pub(crate) fn terms(&self) -> Vec<(Field, Vec<String>)> {
        let shown = self.blocks.iter().filter(|(role, _)| role.is_shown());
        shown
            .map(|(role, words)| {
                let text = words.join(" ");
                let terms = tokens(&text).filter(|token| token.is_term());
                (
                    Field::of(*role).expect("shown blocks are searched"),
                    terms.map(|token| term(token.span.slice(&text))).collect(),
                )
            })
            .collect()
    }
}

impl Model {
    pub(crate) fn recognized(&self) -> Recognized {
        let entity = |n: &usize| LocalEntity {
            name: NAMES[*n].0.into(),
            kind: NAMES[*n].1,
            forms: vec![Form {
                text: NAMES[*n].0.into(),
                count: 1,
            }],
            mentions: vec![Span::new(0, 1)],
            basis: Basis::Rule,
        };
        Recognized {
            entities: self.names.iter().map(entity).collect(),
            dates: self.year.into_iter().map(next_year).collect(),
        }
    }
}

/// An article names the year after that of its publication.
fn next_year(year: i16) -> DateMention {
    DateMention {
        span: Span::new(2, 3),
        text: (year + 1).to_string(),
        value: Stretch::part(Unit::Month, year + 1, 5).map(Period::from),
        assumed: false,
        resolved_from: None,
    }
}

/// The three parts of a snapshot.
pub(crate) struct Built {
    pub(crate) corpus: Corpus,
    pub(crate) index: Index,
    pub(crate) catalog: Catalog,
}

impl Built {
    pub(crate) fn new(batches: &[Vec<Model>]) -> Self {
        let mut built = Self {
            corpus: Corpus::default(),
            index: Index::default(),
            catalog: Catalog::default(),
        };
        let mut number = 0;
        for batch in batches {
            let articles: Vec<Article> = batch
                .iter()
                .zip(number..)
                .map(|(model, number)| model.article(number))
                .collect();
            let segment = Arc::new(Segment::build(&articles));
            let volume = Arc::new(Volume::plain(articles));
            let first = built.corpus.push(volume, Vec::new());
            built.index.push(first, segment);
            for (model, id) in batch.iter().zip(first.0..) {
                built.catalog.add(ArticleId(id), model.recognized());
            }
            number += batch.len();
        }
        built
    }

    pub(crate) fn view(&self) -> View<'_> {
        View {
            corpus: &self.corpus,
            index: &self.index,
            catalog: &self.catalog,
        }
    }
}

pub(crate) fn ids(hits: &[Hit]) -> Vec<u32> {
    hits.iter().map(|hit| hit.article.0).collect()
}
