//! The line of an article that answers a query best.
//!
//! Of the first [`MAX_SCAN`] bytes outside the title, the window of about one line that
//! holds the most different words of the query; of equal ones that with the words rarer in
//! the article, then the first. It lies in one block and begins and ends between words.

use super::highlights::{Matcher, Place};
use super::line::{line, row};
use crate::corpus::{Article, Block, Role};
use crate::index::Field;
use crate::index::analysis::parts;
use crate::query::syntax::ast::Query;
use crate::text::Span;
use crate::text::span::union;

/// Bytes of an article that are read for a snippet: 2 MiB. What stands behind them is
/// found and marked, but makes no snippet.
pub(super) const MAX_SCAN: usize = 2 << 20;

/// A line of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Where it stands in the text; inside one block, perhaps over hidden markup.
    pub span: Span,
    /// The words of the query in it, sorted, not overlapping.
    pub marks: Vec<Span>,
}

/// The line of an article that answers the query best, at most `columns` columns wide
/// with a column left for each side where it is cut off. With no word of the query in
/// reach, the beginning of the text; the title only where there is nothing else.
#[must_use]
pub fn snippet(article: &Article, query: &Query, columns: usize) -> Snippet {
    let mut matcher = Matcher::new(query);
    if matcher.is_empty() {
        return lead(article, columns);
    }
    let Some((block, places, core)) = best(article, &mut matcher, query.words().len(), columns)
    else {
        return lead(article, columns);
    };
    let span = line(article, block, core, columns);
    let inside = places
        .iter()
        .filter(|place| span.covers(place.span))
        .map(|place| place.span);
    Snippet {
        span,
        marks: union(inside.collect()),
    }
}

/// What a window of a block is worth.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    /// Different words in it.
    n_words: usize,
    /// How rare they are together.
    rarity: u64,
}

/// The best window: its block, the block's places, and the span from the first to the
/// last place in it.
fn best<'a>(
    article: &'a Article,
    matcher: &mut Matcher<'_>,
    n_words: usize,
    columns: usize,
) -> Option<(&'a Block, Vec<Place>, Span)> {
    let unweighed = vec![0; n_words];
    let mut occurrences = vec![0_u32; n_words];
    let mut found: Vec<(&Block, Vec<Place>)> = Vec::new();
    let mut left = MAX_SCAN;
    for (field, block) in parts(article).filter(|(field, _)| *field != Field::Title) {
        let end = block.span.to().min(block.span.from() + left);
        let places = matcher.block(article, field, block, end);
        let (worth, core) = best_window(&places, &unweighed, columns);
        if worth.n_words == n_words {
            // All windows of all words are worth the same, and this is the first one.
            return Some((block, places, core));
        }
        for place in &places {
            occurrences[place.words] += 1;
        }
        if !places.is_empty() {
            found.push((block, places));
        }
        left = left.saturating_sub(block.span.len());
        if left == 0 {
            break;
        }
    }
    let rarity = |n: &u32| 1_000_000 / u64::from((*n).max(1));
    let rarities: Vec<u64> = occurrences.iter().map(rarity).collect();
    let (mut best, mut most) = (None, Worth::default());
    for (block, places) in found {
        let (worth, core) = best_window(&places, &rarities, columns);
        if worth > most {
            most = worth;
            best = Some((block, places, core));
        }
    }
    best
}

/// The first of a block's windows of the highest worth, and what it is worth.
fn best_window(places: &[Place], rarities: &[u64], columns: usize) -> (Worth, Span) {
    let mut inside = vec![0_u32; rarities.len()];
    let (mut best, mut from, mut worth) = (<(Worth, Span)>::default(), 0, Worth::default());
    for (to, last) in places.iter().enumerate() {
        inside[last.words] += 1;
        if inside[last.words] == 1 {
            worth.n_words += 1;
            worth.rarity += rarities[last.words];
        }
        while from < to && last.span.end.saturating_sub(places[from].span.start) as usize > columns
        {
            let leaves = places[from].words;
            inside[leaves] -= 1;
            if inside[leaves] == 0 {
                worth.n_words -= 1;
                worth.rarity -= rarities[leaves];
            }
            from += 1;
        }
        if worth > best.0 {
            let (start, end) = (places[from].span.start, last.span.end);
            best = (worth, Span { start, end });
        }
    }
    best
}

/// The beginning of an article's text.
fn lead(article: &Article, columns: usize) -> Snippet {
    let running = |block: &&Block| {
        block.role.is_text() && !matches!(block.role, Role::Title | Role::Heading(_))
    };
    let shown = |block: &&Block| block.role.is_shown() && block.role != Role::Title;
    let blocks = || article.blocks.iter();
    let after_title = |block: &Block| {
        let start = if article.card.title.derived {
            behind_title(article, block)
        } else {
            block.span.from()
        };
        (start < block.span.to()).then_some(start)
    };
    let first = blocks()
        .filter(running)
        .find_map(|block| Some((block, after_title(block)?)));
    let first = first
        .or_else(|| {
            blocks()
                .filter(running)
                .chain(blocks().filter(shown))
                .next()
                .map(|b| (b, b.span.from()))
        })
        .or_else(|| {
            blocks()
                .find(|block| block.role.is_shown())
                .map(|b| (b, b.span.from()))
        });
    let span = first.map(|(block, start)| row(&article.text, block, start, columns));
    Snippet {
        span: span.unwrap_or_default(),
        marks: Vec::new(),
    }
}

/// Where a block goes on behind the derived title, if it begins with it.
fn behind_title(article: &Article, block: &Block) -> usize {
    let title = article.card.title.text.trim_end_matches(['…', '.']);
    let mut wanted = title.chars().filter(|c| !c.is_whitespace()).peekable();
    for part in block.visible() {
        for (at, c) in part.slice(&article.text).char_indices() {
            if wanted.peek().is_none() && (c.is_alphanumeric() || c == '\u{201c}' || c == '"') {
                return part.from() + at;
            }
            if !c.is_whitespace() && wanted.next().is_some_and(|wanted| wanted != c) {
                return block.span.from();
            }
        }
    }
    if wanted.peek().is_none() {
        block.span.to()
    } else {
        block.span.from()
    }
}

#[cfg(test)]
mod tests {
    use super::snippet;
    use crate::corpus::{Article, Block, Card, Inline, Origin, Role, Style, Title};
    use crate::query::{Mode, parse};
    use crate::text::Span;

    /// An article of blocks; `[[…]]` in a text is hidden.
    fn article(title: &str, blocks: &[(Role, &str)]) -> Article {
        let mut text = String::new();
        let block = |(role, block): &(Role, &str)| {
            let start = text.len();
            text.push_str(block);
            let span = Span::new(start, text.len());
            text.push_str("\n\n");
            let hidden = block.match_indices("[[").zip(block.match_indices("]]"));
            let inline = |((from, _), (to, _)): ((usize, &str), (usize, &str))| Inline {
                span: Span::new(start + from, start + to + 2),
                style: Style::Hidden,
            };
            Block {
                role: *role,
                span,
                inlines: hidden.map(inline).collect(),
            }
        };
        let blocks: Vec<Block> = blocks.iter().map(block).collect();
        Article {
            card: Card {
                origin: Origin::Sample("a"),
                title: Title {
                    text: title.into(),
                    derived: !blocks.iter().any(|block| block.role == Role::Title),
                },
                ..Card::default()
            },
            text,
            blocks,
            ..Article::default()
        }
    }

    fn check(article: &Article, query: &str, columns: usize, expected: &str) {
        let snippet = snippet(article, &parse(query, Mode::Whole), columns);
        let mut shown = String::new();
        let mut at = snippet.span.start;
        for mark in &snippet.marks {
            let before = Span {
                start: at,
                end: mark.start,
            };
            shown.extend([
                before.slice(&article.text),
                "«",
                mark.slice(&article.text),
                "»",
            ]);
            at = mark.end;
        }
        let rest = Span {
            start: at,
            end: snippet.span.end,
        };
        shown.push_str(rest.slice(&article.text));
        assert_eq!(shown, expected, "{query}");
    }

    #[test]
    fn shows_the_line_with_the_most_words() {
        let talks = "Talks on security went on for days. Then, in Geneva, both sides agreed that \
                     the war must end before security can be promised to anyone at all.";
        let article = article(
            "Talks end",
            &[(Role::Title, "Talks end"), (Role::Paragraph, talks)],
        );
        check(
            &article,
            "end security",
            40,
            "must «end» before «security» can be",
        );
        check(&article, "talks", 30, "«Talks» on security went on for");
        check(&article, "anyone", 30, "promised to «anyone» at all.");
        check(
            &article,
            "\"both sides\" -talks",
            30,
            "«both sides» agreed that the",
        );
        check(&article, "promis*", 20, "be «promised» to");
        check(&article, "", 20, "Talks on security");
    }

    #[test]
    fn all_words_together_are_looked_for_further_down() {
        let apart = format!(
            "Oil fell.{} Prices rose.",
            " Nothing else happened.".repeat(3)
        );
        let blocks = [
            (Role::Paragraph, apart.as_str()),
            (Role::Paragraph, "Then the prices of oil rose again."),
            (Role::Paragraph, "Oil prices fell."),
        ];
        let article = article("x", &blocks);
        let first = "Then the «prices» of «oil» rose again.";
        check(&article, "oil prices", 40, first);
        check(&article, "oil OR prices", 40, first);
        check(&article, "oil", 40, "«Oil» fell. Nothing else happened.");
        check(
            &article,
            "oil happened",
            40,
            "«Oil» fell. Nothing else «happened».",
        );
    }

    #[test]
    fn hidden_markup_takes_no_room() {
        let text = "See [[(https://example.org/a/very/long/address)]] the report on grain for more";
        let article = article("x", &[(Role::Title, "x"), (Role::Paragraph, text)]);
        check(
            &article,
            "report",
            36,
            "See [[(https://example.org/a/very/long/address)]] the «report» on grain for more",
        );
    }

    #[test]
    fn without_a_word_in_reach_the_text_begins() {
        let blocks = [
            (Role::Title, "The bank"),
            (Role::Byline, "AP | 2024"),
            (Role::Heading(1), "Rates"),
            (Role::Paragraph, "Prices rose."),
        ];
        check(&article("The bank", &blocks), "bank", 40, "Prices rose.");
        check(&article("The bank", &blocks[..3]), "bank", 40, "AP | 2024");
        check(&article("The bank", &blocks[..1]), "bank", 40, "The bank");
        check(&article("The bank", &[]), "bank", 40, "");
    }

    #[test]
    fn a_derived_title_is_not_said_twice() {
        let text = "The central bank of the country raised\nits rates. Prices fell at once.";
        let blocks = [(Role::Paragraph, text)];
        let whole = "The central bank of the country raised its rates.";
        check(&article(whole, &blocks), "", 40, "Prices fell at once.");
        check(
            &article("The central bank of the…", &blocks),
            "",
            40,
            "country raised\nits rates. Prices fell",
        );
        check(
            &article("Something else", &blocks),
            "",
            20,
            "The central bank of",
        );
    }
}
