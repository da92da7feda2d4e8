//! Which articles fulfil a condition.
//!
//! Every condition is answered inside a set of candidates, so that in a conjunction the
//! cheap and rare conditions spare the others work: a common word looks up the few
//! candidates left by a rare one, and only articles that hold all words of a phrase have
//! their positions read.

use super::bits::Bits;
use super::search::View;
use super::tree::{Named, Node, Spelling, Word, Words};
use crate::corpus::{Article, ArticleId};
use crate::entities::EntityId;
use crate::index::{Cursor, Segment, TermId};
use crate::text::fold::fold;
use std::collections::HashMap;

/// The articles among `within` that fulfil a condition.
pub(super) fn evaluate(view: View<'_>, node: &Node, within: &Bits) -> Bits {
    match node {
        Node::All(nodes) => {
            let mut ordered: Vec<&Node> = nodes.iter().collect();
            ordered.sort_by_cached_key(|node| cost(view, node));
            let mut left = within.clone();
            for node in ordered {
                if left.is_empty() {
                    break;
                }
                left = evaluate(view, node, &left);
            }
            left
        }
        Node::Any(nodes) => {
            let mut found = Bits::none(within.len());
            for node in nodes {
                found.join(&evaluate(view, node, within));
            }
            found
        }
        Node::Not(node) => {
            let mut left = within.clone();
            left.remove(&evaluate(view, node, within));
            left
        }
        Node::Words(words) => holding(view, words, within),
        Node::Entity(named) => naming(view, named, within),
        Node::Date(range) => filtered(view, within, |article| {
            article.published().is_some_and(|date| range.holds(date))
        }),
        Node::Source(part) => {
            let mut known: HashMap<&str, bool> = HashMap::new();
            filtered(view, within, |article| {
                article.source_name().is_some_and(|name| {
                    *known
                        .entry(name)
                        .or_insert_with(|| contains_folded(name, part))
                })
            })
        }
        Node::Path(part) => filtered(view, within, |article| match article.origin.path() {
            Some(path) => contains_folded(&path.to_string_lossy(), part),
            None => contains_folded(&article.origin.to_string(), part),
        }),
    }
}

/// How much work a condition makes and leaves, about: in articles to look at.
fn cost(view: View<'_>, node: &Node) -> u64 {
    let all = view.corpus.len() as u64;
    match node {
        Node::All(nodes) => nodes.iter().map(|node| cost(view, node)).min().unwrap_or(0),
        Node::Any(nodes) => nodes.iter().map(|node| cost(view, node)).sum(),
        Node::Words(words) => {
            let each = words.words.iter().map(|word| n_with(view, word));
            // A phrase is at most as frequent as its rarest word, but dearer to read.
            each.min().unwrap_or(0) + words.words.len() as u64 - 1
        }
        Node::Entity(_) | Node::Not(_) => all,
        Node::Date(_) => 2 * all,
        Node::Source(_) => 3 * all,
        Node::Path(_) => 4 * all,
    }
}

/// Number of articles that hold a word; for a prefix the sum over its terms, at most all.
pub(super) fn n_with(view: View<'_>, word: &Word) -> u64 {
    let of_segment = |segment: &Segment| -> u64 {
        let ids = word.expand(segment.lexicon()).into_iter().flatten();
        ids.map(|id| u64::from(segment.cursor(TermId(id)).n_articles()))
            .sum()
    };
    let sum: u64 = view
        .index
        .segments()
        .map(|(_, segment)| of_segment(segment))
        .sum();
    sum.min(view.index.n_articles())
}

/// The articles that hold a word or phrase.
fn holding(view: View<'_>, words: &Words, within: &Bits) -> Bits {
    if let [word] = words.words.as_slice() {
        return holding_word(view, word, words, within);
    }
    let mut candidates = within.clone();
    let mut ordered: Vec<&Word> = words.words.iter().collect();
    ordered.sort_by_cached_key(|word| n_with(view, word));
    for word in ordered {
        candidates = holding_word(view, word, words, &candidates);
        if candidates.is_empty() {
            return candidates;
        }
    }
    let mut found = Bits::none(within.len());
    phrases(view, words, &candidates, |article, _, _| found.add(article));
    found
}

fn holding_word(view: View<'_>, word: &Word, words: &Words, within: &Bits) -> Bits {
    let mut found = Bits::none(within.len());
    occurrences(view, word, within, |_, article, _, cursor| {
        if words.scope.mask(cursor.counts()) != [0; 3] {
            found.add(article);
        }
    });
    found
}

/// Calls `visit` with the segment, the article, its number in the segment and a cursor on
/// it, for every article of `within` that holds the word; once for each of its terms.
pub(super) fn occurrences<'a>(
    view: View<'a>,
    word: &Word,
    within: &Bits,
    mut visit: impl FnMut(&'a Segment, u32, u32, &mut Cursor<'a>),
) {
    for (ArticleId(first), segment) in view.index.segments() {
        let n_candidates = within.count_about(first, first + segment.n_articles());
        if n_candidates == 0 {
            continue;
        }
        for id in word.expand(segment.lexicon()).into_iter().flatten() {
            let mut cursor = segment.cursor(TermId(id));
            walk(&mut cursor, first, within, n_candidates, |local, cursor| {
                visit(segment, first + local, local, cursor);
            });
        }
    }
}

/// Calls `visit` at each of the cursor's articles that is in `within`.
fn walk<'a>(
    cursor: &mut Cursor<'a>,
    first: u32,
    within: &Bits,
    n_candidates: u32,
    mut visit: impl FnMut(u32, &mut Cursor<'a>),
) {
    // A leap costs about as much as reading a few articles.
    if n_candidates.saturating_mul(16) >= cursor.n_articles() {
        while let Some(local) = cursor.next() {
            if within.has(first + local) {
                visit(local, cursor);
            }
        }
        return;
    }
    let mut reached = None;
    for article in within.iter_from(first) {
        let target = article - first;
        if reached.is_none_or(|reached| reached < target) {
            reached = cursor.seek(target);
        }
        match reached {
            None => break,
            Some(local) if local == target => visit(local, cursor),
            Some(_) => {}
        }
    }
}

/// Calls `visit` with each article of `within`, how often its title, headings and body
/// hold the phrase (headings counted as body), and the lengths of the three.
pub(super) fn phrases(
    view: View<'_>,
    words: &Words,
    within: &Bits,
    mut visit: impl FnMut(u32, [u32; 3], [u32; 3]),
) {
    // Where the words read so far end: (article, position of the last one).
    let mut ends: Vec<(u32, u32)> = Vec::new();
    let mut left = within.clone();
    let mut positions = Vec::new();
    for (n, word) in words.words.iter().enumerate() {
        let mut next = Vec::new();
        occurrences(view, word, &left, |_, article, _, cursor| {
            cursor.positions(&mut positions);
            next.extend(positions.iter().map(|position| (article, *position)));
        });
        // Several terms of a prefix come one after the other.
        if !next.is_sorted() {
            next.sort_unstable();
        }
        ends = if n == 0 { next } else { following(&ends, next) };
        left = Bits::none(within.len());
        ends.iter().for_each(|(article, _)| left.add(*article));
    }
    let n_words = u32::try_from(words.words.len()).unwrap_or(u32::MAX);
    let mut lengths_of = Lengths::new(view);
    for group in ends.chunk_by(|a, b| a.0 == b.0) {
        let lengths = lengths_of.article(group[0].0);
        let in_title = group.partition_point(|(_, end)| *end < lengths[0]);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let counts = [count(in_title), 0, count(group.len() - in_title)];
        let counts = words.scope.mask(counts);
        debug_assert!(group.iter().all(|(_, end)| end + 1 >= n_words));
        if counts != [0; 3] {
            visit(group[0].0, counts, lengths);
        }
    }
}

/// Those of the sorted `next` that stand right behind one of the sorted `ends`.
fn following(ends: &[(u32, u32)], mut next: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let mut ends = ends
        .iter()
        .map(|(article, end)| (*article, end + 1))
        .peekable();
    next.retain(|place| {
        while ends.next_if(|end| end < place).is_some() {}
        ends.peek() == Some(place)
    });
    next
}

/// Looks up lengths of articles that come in order.
struct Lengths<'a> {
    segments: Vec<(ArticleId, &'a Segment)>,
    at: usize,
}

impl<'a> Lengths<'a> {
    fn new(view: View<'a>) -> Self {
        let mut segments: Vec<_> = view.index.segments().collect();
        segments.sort_by_key(|(first, _)| *first);
        Self { segments, at: 0 }
    }

    fn article(&mut self, article: u32) -> [u32; 3] {
        while let Some((first, segment)) = self.segments.get(self.at) {
            if article < first.0 + segment.n_articles() {
                return article
                    .checked_sub(first.0)
                    .map_or([0; 3], |local| segment.lengths(local));
            }
            self.at += 1;
        }
        [0; 3]
    }
}

/// The articles that name an entity.
fn naming(view: View<'_>, named: &Named, within: &Bits) -> Bits {
    let mut found = Bits::none(within.len());
    for id in entities(view, named) {
        let Some(entity) = view.catalog.get(id) else {
            continue;
        };
        for posting in &entity.articles {
            let article = posting.article;
            let fits = named.spelling != Spelling::Exact || prints(view, article, id, &named.name);
            if fits && within.has(article.0) {
                found.add(article.0);
            }
        }
    }
    found
}

/// The entities that a query means.
pub(super) fn entities(view: View<'_>, named: &Named) -> Vec<EntityId> {
    let found = view.catalog.lookup(&named.name, named.kind);
    if !found.is_empty() || named.spelling != Spelling::Beginning {
        return found;
    }
    let name = fold(&named.name);
    let begins = |text: &str| {
        let folded = fold(text);
        let mut starts = folded.match_indices(name.as_str());
        starts.any(|(at, _)| {
            let before = folded
                .get(..at)
                .and_then(|before| before.chars().next_back());
            before.is_none_or(|c| !c.is_alphanumeric())
        })
    };
    let fits = view.catalog.iter().filter(|(_, entity)| {
        named.kind.is_none_or(|kind| kind == entity.kind) && begins(&entity.name)
    });
    fits.map(|(id, _)| id).collect()
}

/// Whether an article prints an entity exactly so.
fn prints(view: View<'_>, article: ArticleId, entity: EntityId, spelling: &str) -> bool {
    let Some(text) = view
        .corpus
        .get(article)
        .map(|article| article.text.as_str())
    else {
        return false;
    };
    let appearances = view.catalog.of_article(article).unwrap_or_default();
    let mut mentions = appearances
        .iter()
        .filter(|a| a.entity == entity)
        .flat_map(|a| &a.mentions);
    mentions.any(|span| span.slice(text) == spelling)
}

/// The articles of `within` that `keep` keeps.
fn filtered<'a>(view: View<'a>, within: &Bits, mut keep: impl FnMut(&'a Article) -> bool) -> Bits {
    let mut found = Bits::none(within.len());
    for (ArticleId(first), chunk) in view.corpus.chunks() {
        if within.count_about(
            first,
            first.saturating_add(u32::try_from(chunk.len()).unwrap_or(u32::MAX)),
        ) == 0
        {
            continue;
        }
        for (id, article) in (first..).zip(chunk.iter()) {
            if within.has(id) && keep(article) {
                found.add(id);
            }
        }
    }
    found
}

/// Whether the folded form of `text` contains `part`, which is folded. Plain text is
/// searched without making the folded form.
fn contains_folded(text: &str, part: &str) -> bool {
    if !text.is_ascii() {
        return fold(text).contains(part);
    }
    // Folding plain text only lowers it, but for the grave accent.
    let same = |(a, b): (&u8, &u8)| a.to_ascii_lowercase() == *b;
    let windows = text.as_bytes().windows(part.len().max(1));
    part.is_empty()
        || windows
            .into_iter()
            .any(|window| window.iter().zip(part.as_bytes()).all(same))
}
