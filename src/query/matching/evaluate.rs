//! Which articles fulfil a condition.
//!
//! Every condition is answered inside a set of candidates, so that in a conjunction the
//! cheap and rare conditions spare the others work: a common word looks up the few
//! candidates left by a rare one, and only articles that hold all words of a phrase have
//! their positions read.

use super::bitset::Bits;
use super::entities::{contains_folded, mentioning, naming};
use super::frequencies::Frequencies;
use super::lookup::{Lookup, holding};
use crate::corpus::{ArticleId, Card};
use crate::index::Bm25;
use crate::query::syntax::ast::{Node, Words};
use crate::query::view::View;
use hashbrown::HashMap;

/// Answers the conditions of one query.
pub(crate) struct Evaluation<'l, 'a, 'q> {
    lookup: &'l Lookup<'a, 'q>,
    view: View<'a>,
    /// How to weigh phrases, where they are to be weighed.
    bm25: Option<Bm25>,
    /// What was found out about phrases on the way.
    weighed: Vec<Weighed<'q>>,
}

/// A phrase, the candidates that it was looked for in, and their frequencies.
struct Weighed<'q> {
    words: &'q Words,
    within: Bits,
    frequencies: Frequencies,
}

impl<'l, 'a, 'q> Evaluation<'l, 'a, 'q> {
    /// For a query whose words were looked up; with `bm25`, its phrases are to be weighed
    /// afterwards.
    pub(crate) fn new(lookup: &'l Lookup<'a, 'q>, bm25: Option<Bm25>) -> Self {
        Self {
            lookup,
            view: lookup.view,
            bm25,
            weighed: Vec::new(),
        }
    }

    /// The articles among `within` that fulfil a condition.
    pub(crate) fn articles(&mut self, node: &'q Node, within: &Bits) -> Bits {
        match node {
            Node::All(nodes) => self.all(nodes, within),
            Node::Any(nodes) => {
                let mut found = Bits::none(within.len());
                for node in nodes {
                    found.join(&self.articles(node, within));
                }
                found
            }
            Node::Not(node) => {
                // What must not be there is not weighed.
                let found = Evaluation::new(self.lookup, None).articles(node, within);
                let mut left = within.clone();
                left.remove(&found);
                left
            }
            Node::Words(words) => self.words(words, within),
            Node::Entity(named) => naming(self.view, named, within),
            Node::Mentions(range) => mentioning(self.view, *range, within),
            Node::Nothing => Bits::none(within.len()),
            filter => filtered(self.view, filter, within),
        }
    }

    fn all(&mut self, nodes: &'q [Node], within: &Bits) -> Bits {
        let mut ordered: Vec<&'q Node> = nodes.iter().collect();
        ordered.sort_by_cached_key(|node| cost(self.lookup, node));
        let mut left = within.clone();
        for node in ordered {
            if left.is_empty() {
                break;
            }
            left = self.articles(node, &left);
        }
        left
    }

    fn words(&mut self, words: &'q Words, within: &Bits) -> Bits {
        let (Some(bm25), true) = (&self.bm25, words.words.len() > 1) else {
            return holding(self.lookup, words, within);
        };
        let frequencies = Frequencies::new(self.lookup, bm25, words, within);
        let found = frequencies.articles(within.len());
        self.weighed.push(Weighed {
            words,
            within: within.clone(),
            frequencies,
        });
        found
    }

    /// The frequencies of a phrase in all articles of `found`; `None` for a word.
    pub(crate) fn frequencies(
        &mut self,
        bm25: &Bm25,
        words: &Words,
        found: &Bits,
    ) -> Option<Frequencies> {
        if words.words.len() < 2 {
            return None;
        }
        // A condition may have been tried on fewer articles than there are hits: `(x "a b")
        // OR y` looks for the phrase beside x only, and weighs it beside y too.
        let is_known =
            |known: &Weighed<'_>| std::ptr::eq(known.words, words) && known.within.covers(found);
        match self.weighed.iter().position(is_known) {
            Some(known) => Some(self.weighed.swap_remove(known).frequencies),
            None => Some(Frequencies::new(self.lookup, bm25, words, found)),
        }
    }
}

/// How much work a condition makes and leaves, about: in articles to look at.
fn cost(lookup: &Lookup<'_, '_>, node: &Node) -> u64 {
    let all = lookup.view.corpus.len() as u64;
    match node {
        Node::All(nodes) => nodes
            .iter()
            .map(|node| cost(lookup, node))
            .min()
            .unwrap_or(0),
        Node::Any(nodes) => nodes.iter().map(|node| cost(lookup, node)).sum(),
        Node::Words(words) => {
            let each = words.words.iter().map(|word| lookup.n_at_most(word));
            // A phrase is at most as frequent as its rarest word, but dearer to read.
            each.min().unwrap_or(0) + words.words.len() as u64 - 1
        }
        Node::Nothing => 0,
        Node::Entity(_) | Node::Mentions(_) | Node::Not(_) => all,
        Node::Date(_) => 2 * all,
        Node::Source(_) => 3 * all,
        Node::Path(_) => 4 * all,
    }
}

/// The articles of `within` that pass a condition on what is known about them.
fn filtered(view: View<'_>, filter: &Node, within: &Bits) -> Bits {
    let mut known: HashMap<&str, bool> = HashMap::new();
    let mut path_before = None;
    select(view, within, |card| match filter {
        Node::Date(range) => card.published().is_some_and(|date| range.holds(date)),
        Node::Source(part) => card.source_name().is_some_and(|name| {
            *known
                .entry(name)
                .or_insert_with(|| contains_folded(name, part))
        }),
        Node::Path(part) => {
            let Some(path) = card.origin.path() else {
                return contains_folded(&card.origin.to_string(), part);
            };
            // The records of a file come one after the other.
            match path_before {
                Some((before, verdict)) if before == path => verdict,
                _ => {
                    let verdict = contains_folded(&path.to_string_lossy(), part);
                    path_before = Some((path, verdict));
                    verdict
                }
            }
        }
        _ => false,
    })
}

/// The articles of `within` that `keep` keeps.
fn select<'a>(view: View<'a>, within: &Bits, mut keep: impl FnMut(&'a Card) -> bool) -> Bits {
    let mut found = Bits::none(within.len());
    for (ArticleId(first), volume) in view.corpus.volumes() {
        let cards = volume.cards();
        if within.count_about(
            first,
            first.saturating_add(u32::try_from(cards.len()).unwrap_or(u32::MAX)),
        ) == 0
        {
            continue;
        }
        for (id, card) in (first..).zip(cards) {
            if within.has(id) && keep(card) {
                found.add(id);
            }
        }
    }
    found
}
