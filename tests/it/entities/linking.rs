//! Which names of two or more articles are one entity, as a careful person would say.
//!
//! Every row of `pairs.tsv` is a pair of names, each in an article of its own,
//! that are one entity or two. Articles go in, a catalog comes out, and the two names are
//! looked up in it.

use crate::support::stage::RECOGNIZER;
use dossier::corpus::{Article, ArticleId, Block, Card, Role, Title};
use dossier::entities::{Catalog, EntityId};
use dossier::text::Span;

/// An article of one paragraph.
fn article(text: &str) -> Article {
    Article {
        card: Card {
            name: "test".into(),
            title: Title {
                text: "test".into(),
                derived: true,
            },
            ..Card::default()
        },
        text: text.into(),
        blocks: vec![Block {
            role: Role::Paragraph,
            span: Span::new(0, text.len()),
            inlines: Box::default(),
        }],
        ..Article::default()
    }
}

fn catalog(texts: &[&str]) -> Catalog {
    let mut catalog = Catalog::default();
    for (id, text) in (0..).map(ArticleId).zip(texts) {
        catalog.add(id, RECOGNIZER.read(&article(text)));
    }
    catalog.settle(&RECOGNIZER);
    catalog
}

/// The entity that an article prints so.
fn printed(catalog: &Catalog, article: ArticleId, text: &str, form: &str) -> Option<EntityId> {
    let appearances = catalog.of_article(article)?;
    let found = appearances.iter().find(|appearance| {
        let mut mentions = appearance.mentions.iter();
        mentions.any(|span| span.slice(text) == form)
    });
    found.map(|appearance| appearance.entity)
}

/// A row: whether the names are one, and two sentences with the names in brackets.
struct Row<'a> {
    one: bool,
    texts: [String; 2],
    names: [&'a str; 2],
}

fn rows() -> Vec<Row<'static>> {
    let lines = include_str!("pairs.tsv").lines();
    let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let mut columns = line.split('\t');
        let one = match columns.next() {
            Some("merge") => true,
            Some("apart") => false,
            _ => panic!("neither merge nor apart: {line}"),
        };
        let mut sentence = || {
            let marked = columns
                .next()
                .unwrap_or_else(|| panic!("no sentence: {line}"));
            let (before, rest) = marked
                .split_once('[')
                .unwrap_or_else(|| panic!("no [: {line}"));
            let (name, after) = rest
                .split_once(']')
                .unwrap_or_else(|| panic!("no ]: {line}"));
            (format!("{before}{name}{after}"), name)
        };
        let ((first, a), (second, b)) = (sentence(), sentence());
        Row {
            one,
            texts: [first, second],
            names: [a, b],
        }
    })
    .collect()
}

#[test]
fn every_pair_is_one_or_two_as_judged() {
    let rows = rows();
    assert!(rows.len() >= 150, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        for [first, second] in [[0, 1], [1, 0]] {
            let texts = [row.texts[first].as_str(), row.texts[second].as_str()];
            let catalog = catalog(&texts);
            let a = printed(&catalog, ArticleId(0), texts[0], row.names[first]);
            let b = printed(&catalog, ArticleId(1), texts[1], row.names[second]);
            match (a, b) {
                (Some(a), Some(b)) if (a == b) == row.one => {}
                (Some(_), Some(_)) => wrong.push(format!(
                    "{} and {} should be {}",
                    row.names[first],
                    row.names[second],
                    if row.one { "one" } else { "two" }
                )),
                (a, _) => {
                    let lost = if a.is_none() { first } else { second };
                    wrong.push(format!(
                        "not a name: {} in {}",
                        row.names[lost], row.texts[lost]
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}: {wrong:#?}",
        wrong.len(),
        2 * rows.len()
    );
}
