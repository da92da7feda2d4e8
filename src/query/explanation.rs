//! Why an article is a hit, part by part.
//!
//! In go a query, the filters beside it, and an article; out comes what each word or phrase
//! found there and what that is worth, and how the article meets every other condition. The
//! numbers are those of [`explain`], so they add up to the score of the hit.

use super::excerpts::highlights::highlights;
use super::facets::filter::{Filter, Value, passing};
use super::matching::bitset::Bits;
use super::matching::entities::entities;
use super::matching::evaluate::Evaluation;
use super::matching::lookup::Lookup;
use super::ranking::score::{NEARNESS, explain};
use super::syntax::ast::{Node, Query, Scope, Spelling, Words};
use super::view::View;
use crate::corpus::{Article, ArticleId, Card};
use crate::index::scoring::bm25::Explanation;
use crate::text::fold::fold;
use hashbrown::HashMap;
use std::cmp::Reverse;

/// Most names and dates that a condition lists.
const MOST: usize = 6;

/// Why an article is a hit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why {
    /// The words and phrases of the query that are not negated, in its order.
    pub terms: Vec<Term>,
    /// What the nearness of the words is worth, where there are several.
    pub nearness: Option<f32>,
    /// The other conditions, in the order of the query, then the filters.
    pub conditions: Vec<Condition>,
    /// Articles searched.
    pub n_articles: u64,
}

/// A word or phrase, and what it found.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The word or phrase as the query means it: `rate`, `"interest rates"`, `title:gov*`.
    pub label: String,
    /// What it found and what that is worth; `None` where the article does not have it.
    pub found: Option<Explanation>,
    /// The forms that the text has, folded, with how often, the most frequent first. Those
    /// of a title that is not part of the text are not among them.
    pub forms: Vec<(String, u32)>,
}

/// A condition other than a word that is to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The condition: `person: Blinken`, `not oil`.
    pub label: String,
    /// What the article has to do with it, in words; empty where there is nothing to say.
    pub because: String,
    /// Whether the article meets it. One of several joined by OR need not be met.
    pub holds: bool,
    /// Whether it is a filter beside the query.
    pub is_filter: bool,
}

impl Why {
    /// What the words are worth together, with their nearness if `near`.
    #[must_use]
    pub fn total(&self, near: bool) -> f32 {
        let found = self.terms.iter().filter_map(|term| term.found.as_ref());
        let words: f32 = found.map(|found| found.score).sum();
        words + self.nearness.filter(|_| near).unwrap_or(0.0)
    }
}

/// Why an article is a hit of a query with filters beside it.
#[must_use]
pub fn why(view: View<'_>, query: &Query, filters: &[Filter], id: ArticleId) -> Why {
    let Some(article) = view.corpus.article(id) else {
        return Why::default();
    };
    let mut found = explain(view, query, id);
    let near = found.iter().position(|part| part.term == NEARNESS);
    let nearness = near.map(|at| found.remove(at).score);
    let mut asker = Asker {
        view,
        id,
        card: &article.card,
        conditions: Vec::new(),
    };
    let mut found = found.into_iter();
    let terms = query.words().into_iter().map(|words| {
        // Explained in the order of the query, those that are not there left out.
        let holds = asker.holds(&Node::Words(words.clone()));
        Term {
            label: label(words),
            found: holds.then(|| found.next()).flatten(),
            forms: forms(&article, words),
        }
    });
    let terms = terms.collect();
    if let Some(root) = &query.root {
        asker.ask(root);
    }
    for filter in filters {
        asker.filter(filter);
    }
    Why {
        terms,
        nearness,
        conditions: asker.conditions,
        n_articles: view.index.n_articles(),
    }
}

fn label(words: &Words) -> String {
    match words.scope {
        Scope::Anywhere => words.to_string(),
        Scope::Title => format!("title:{words}"),
        Scope::Body => format!("body:{words}"),
    }
}

/// The forms in which a text has some words, each with how often.
fn forms(article: &Article, words: &Words) -> Vec<(String, u32)> {
    let alone = Query {
        root: Some(Node::Words(words.clone())),
        ..Query::default()
    };
    let mut counts: HashMap<String, u32> = HashMap::new();
    for mark in highlights(article, &alone) {
        let form = fold(mark.slice(&article.text));
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        *counts.entry(form).or_default() += 1;
    }
    let mut forms: Vec<(String, u32)> = counts.into_iter().collect();
    forms.sort_unstable_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    forms
}

/// Goes through the conditions of a query.
struct Asker<'a> {
    view: View<'a>,
    id: ArticleId,
    card: &'a Card,
    conditions: Vec<Condition>,
}

impl Asker<'_> {
    fn ask(&mut self, node: &Node) {
        match node {
            Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| self.ask(node)),
            Node::Words(_) => {}
            Node::Not(inner) => {
                let label = format!("not {}", said(inner));
                let holds = self.holds(node);
                let because = if holds {
                    String::new()
                } else {
                    self.because(inner)
                };
                self.add(label, because, holds);
            }
            leaf => {
                let holds = self.holds(leaf);
                self.add(said(leaf), self.because(leaf), holds);
            }
        }
    }

    fn add(&mut self, label: String, because: String, holds: bool) {
        self.conditions.push(Condition {
            label,
            because,
            holds,
            is_filter: false,
        });
    }

    fn only(&self) -> Bits {
        let mut only = Bits::none(self.view.corpus.end());
        only.add(self.id.0);
        only
    }

    fn holds(&self, node: &Node) -> bool {
        let lookup = Lookup::of_nodes(self.view, std::iter::once(node));
        let found = Evaluation::new(&lookup, None).articles(node, &self.only());
        found.has(self.id.0)
    }

    /// What the article has to do with a condition.
    fn because(&self, node: &Node) -> String {
        match node {
            Node::Entity(named) => {
                let meant = entities(self.view, named);
                let here = self.view.catalog.of_article(self.id).unwrap_or_default();
                let named = here.iter().filter(|a| meant.contains(&a.entity));
                let mut named: Vec<(&str, usize)> = named
                    .filter_map(|a| {
                        let entity = self.view.catalog.get(a.entity)?;
                        Some((entity.name, a.mentions.len()))
                    })
                    .collect();
                named.sort_by_key(|(name, n)| (Reverse(*n), *name));
                let named = named.iter().map(|(name, n)| match n {
                    1 => format!("names {name}"),
                    n => format!("names {name} {n} times"),
                });
                some(named)
            }
            Node::Source(_) => self.source(),
            Node::Path(_) => self.card.origin.to_string(),
            Node::Date(_) => self.published(),
            Node::Mentions(range) => {
                let here = self.view.catalog.entities_of(self.id);
                let named = here.iter().filter_map(|id| self.view.catalog.get(*id));
                let dates = named.filter(|entity| entity.date.is_some_and(|d| range.touches(d)));
                some(dates.map(|entity| format!("names {}", entity.name)))
            }
            Node::Nothing => "nothing is marked or tagged yet".to_owned(),
            _ => String::new(),
        }
    }

    fn source(&self) -> String {
        let name = self.card.source_name();
        name.map_or_else(|| "no source is known".to_owned(), str::to_owned)
    }

    fn published(&self) -> String {
        match self.card.published() {
            Some(date) => format!("published {}", date.long()),
            None => "no date is known".to_owned(),
        }
    }

    fn filter(&mut self, filter: &Filter) {
        let because = match &filter.value {
            Value::Source(_) => self.source(),
            Value::Published(_) => self.published(),
            Value::Entity(..) => String::new(),
        };
        let sign = if filter.exclude { "not " } else { "" };
        let facet = filter.value.facet().name();
        self.conditions.push(Condition {
            label: format!("{sign}{facet}: {}", filter.value),
            because,
            holds: passing(self.view, filter, &self.only()).has(self.id.0),
            is_filter: true,
        });
    }
}

/// The first few of some names.
fn some(mut names: impl Iterator<Item = String>) -> String {
    let first: Vec<String> = names.by_ref().take(MOST).collect();
    let more = if names.next().is_some() { ", …" } else { "" };
    first.join(", ") + more
}

/// A condition in words, as near to what was typed as it is known.
fn said(node: &Node) -> String {
    match node {
        Node::All(nodes) => nodes.iter().map(said).collect::<Vec<_>>().join(" and "),
        Node::Any(nodes) => nodes.iter().map(said).collect::<Vec<_>>().join(" or "),
        Node::Not(node) => format!("not {}", said(node)),
        Node::Words(words) => label(words),
        Node::Entity(named) => {
            let kind = named.kind.map_or("entity", |kind| kind.name());
            let exact = if named.spelling == Spelling::Exact {
                "="
            } else {
                ""
            };
            format!("{kind}:{exact}{}", named.name)
        }
        Node::Source(part) => format!("source:{part}"),
        Node::Path(part) => format!("path:{part}"),
        Node::Date(range) => format!("date:{range}"),
        Node::Mentions(range) => format!("mentions:{range}"),
        Node::Nothing => "is: or tag:".to_owned(),
    }
}
