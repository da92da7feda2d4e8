//! Mentions in context: the words before a name, the name, the words behind it (KWIC).
//!
//! In go an article and the places of some mentions; out comes a [`Line`] for each, cut
//! from the block that holds it: hidden markup left out, white space collapsed, whole words.
//! Lines are sorted as concordances are (Sinclair, *Corpus, Concordance, Collocation*,
//! 1991): by what follows the name, by what precedes it read backward, by date, by source.

use crate::corpus::{Article, ArticleId, Block};
use crate::text::Span;
use crate::text::calendar::PartialDate;
use crate::text::fold::fold;

/// Bytes of context on each side at most: more than half of a wide screen.
const CONTEXT: usize = 120;

/// A mention in its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The article.
    pub article: ArticleId,
    /// Where the mention stands in its text.
    pub span: Span,
    /// Where that is in the decoded file.
    pub in_file: Span,
    /// What stands before it in the same block; ends where the name begins.
    pub before: String,
    /// The mention as printed, white space collapsed.
    pub name: String,
    /// What stands behind it; begins where the name ends.
    pub after: String,
    /// When the article was published.
    pub date: Option<PartialDate>,
    /// Who published it; empty when that is not known.
    pub source: String,
}

/// An order of lines; equal ones stand with the newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The newest article first.
    #[default]
    Newest,
    /// The oldest dated article first.
    Oldest,
    /// By source.
    Source,
    /// By the words before the name, the nearest first.
    Before,
    /// By the words behind it.
    After,
}

impl Order {
    /// Every order, and how it is called.
    pub const ALL: [(Self, &str); 5] = [
        (Self::Newest, "newest first"),
        (Self::Oldest, "oldest first"),
        (Self::Source, "by source"),
        (Self::Before, "by the word before"),
        (Self::After, "by the word behind"),
    ];

    /// How it is called.
    #[must_use]
    pub fn describe(self) -> &'static str {
        let named = Self::ALL.iter().find(|(order, _)| *order == self);
        named.map_or("", |(_, name)| name)
    }
}

/// The places of lines, which stand with the newest first, in an order.
#[must_use]
pub fn sorted(lines: &[Line], by: Order) -> Vec<u32> {
    let mut places: Vec<u32> = (0..).zip(lines).map(|(at, _)| at).collect();
    let line = |at: &u32| &lines[*at as usize];
    match by {
        Order::Newest => {}
        Order::Oldest => places.sort_by_key(|at| (line(at).date.is_none(), line(at).date)),
        Order::Source => places.sort_by_cached_key(|at| {
            let source = &line(at).source;
            (source.is_empty(), fold(source))
        }),
        Order::Before => places.sort_by_cached_key(|at| backward(&line(at).before)),
        Order::After => places.sort_by_cached_key(|at| words(&line(at).after)),
    }
    places
}

/// The words of a text, folded, without marks.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(fold).collect()
}

fn backward(text: &str) -> Vec<String> {
    let mut words = words(text);
    words.reverse();
    words
}

/// The mentions of an article in context, those in no shown block left out.
pub(super) fn lines<'a>(
    id: ArticleId,
    article: &'a Article,
    mentions: &'a [Span],
) -> impl Iterator<Item = (&'a Block, Line)> + 'a {
    mentions.iter().filter_map(move |mention| {
        let block = block_of(article, *mention)?;
        let from = article
            .text
            .ceil_char_boundary(mention.from().saturating_sub(REACH));
        let to = article
            .text
            .floor_char_boundary(mention.to().saturating_add(REACH));
        let before = Span::new(from.max(block.span.from()), mention.from());
        let after = Span::new(mention.to(), to.min(block.span.to()).max(mention.to()));
        let line = Line {
            article: id,
            span: *mention,
            in_file: article.in_file(*mention),
            before: last_words(&shown(article, block, before)),
            name: shown(article, block, *mention).trim().to_owned(),
            after: first_words(&shown(article, block, after)),
            date: article.card.published(),
            source: article.card.source_name().unwrap_or_default().to_owned(),
        };
        Some((block, line))
    })
}

/// Bytes of the text that are looked at for one side.
const REACH: usize = 4 * CONTEXT;

fn block_of(article: &Article, mention: Span) -> Option<&Block> {
    let behind = article
        .blocks
        .partition_point(|block| block.span.start <= mention.start);
    let block = article.blocks.get(behind.checked_sub(1)?)?;
    (block.span.covers(mention) && block.role.is_shown()).then_some(block)
}

/// The visible text of a block in `bounds`, each run of white space as one blank.
fn shown(article: &Article, block: &Block, bounds: Span) -> String {
    let mut shown = String::new();
    for part in block.visible().filter_map(|part| part.common(bounds)) {
        for c in part.slice(&article.text).chars() {
            if !c.is_whitespace() {
                shown.push(c);
            } else if !shown.ends_with(' ') {
                shown.push(' ');
            }
        }
    }
    shown
}

/// As many whole words at the end of a text as the context takes.
fn last_words(text: &str) -> String {
    if text.len() <= CONTEXT {
        return text.trim_start().to_owned();
    }
    let from = text.ceil_char_boundary(text.len() - CONTEXT);
    let rest = text.get(from..).unwrap_or_default();
    let word = rest
        .find(' ')
        .map_or(rest, |at| rest.get(at + 1..).unwrap_or_default());
    word.to_owned()
}

/// As many whole words at the beginning of a text.
fn first_words(text: &str) -> String {
    if text.len() <= CONTEXT {
        return text.trim_end().to_owned();
    }
    let rest = text
        .get(..text.floor_char_boundary(CONTEXT))
        .unwrap_or_default();
    let word = rest
        .rfind(' ')
        .map_or(rest, |at| rest.get(..at).unwrap_or_default());
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Line, Order, first_words, last_words, sorted};
    use crate::corpus::ArticleId;
    use crate::text::Span;
    use crate::text::calendar::PartialDate;
    use proptest::prelude::*;

    fn line(date: &str, source: &str, before: &str, after: &str) -> Line {
        Line {
            article: ArticleId(0),
            span: Span::default(),
            in_file: Span::default(),
            before: before.to_owned(),
            name: "Kyiv".to_owned(),
            after: after.to_owned(),
            date: PartialDate::parse_iso(date),
            source: source.to_owned(),
        }
    }

    fn check(order: Order, expected: &[u32]) {
        let lines = [
            line("2025-03-01", "Wire", "the road to ", ", the capital"),
            line("2025-02-01", "", "talks in ", " went on"),
            line("2024-02-01", "Échos", "a road to ", " and back"),
            line("-", "Daily", "", " The end"),
        ];
        assert_eq!(sorted(&lines, order), expected, "{order:?}");
    }

    #[test]
    fn lines_sort_as_in_a_concordance() {
        check(Order::Newest, &[0, 1, 2, 3]);
        check(Order::Oldest, &[2, 1, 0, 3]);
        check(Order::Source, &[3, 2, 0, 1]);
        check(Order::Before, &[3, 1, 2, 0]);
        check(Order::After, &[2, 0, 3, 1]);
    }

    proptest! {
        #[test]
        fn context_is_whole_words(text in "([a-zé]{1,9} ){0,60}") {
            let (first, last) = (first_words(&text), last_words(&text));
            prop_assert!(text.starts_with(&first) && text.ends_with(&last));
            prop_assert!(first.len() <= super::CONTEXT && last.len() <= super::CONTEXT);
            let whole = |part: &str| part.split(' ').all(|word| text.split(' ').any(|other| other == word));
            prop_assert!(whole(&first) && whole(&last));
        }
    }
}
