//! The articles that name an entity.

use super::bitset::Bits;
use crate::corpus::ArticleId;
use crate::entities::EntityId;
use crate::query::syntax::ast::{Named, Spelling};
use crate::query::syntax::date_range::DateRange;
use crate::query::view::View;
use crate::text::fold::fold;

/// The articles that name an entity.
pub(crate) fn naming(view: View<'_>, named: &Named, within: &Bits) -> Bits {
    let mut found = Bits::none(within.len());
    for id in entities(view, named) {
        let Some(entity) = view.catalog.get(id) else {
            continue;
        };
        for posting in entity.articles {
            let article = posting.article;
            let fits = named.spelling != Spelling::Exact || prints(view, article, id, &named.name);
            if fits && within.has(article.0) {
                found.add(article.0);
            }
        }
    }
    found
}

/// The articles whose text names a date that is one of the range's
/// ([`DateRange::touches`]).
pub(crate) fn mentioning(view: View<'_>, range: DateRange, within: &Bits) -> Bits {
    let mut found = Bits::none(within.len());
    let dates = view.catalog.iter().map(|(_, entity)| entity);
    let inside = dates.filter(|entity| entity.date.is_some_and(|date| range.touches(date)));
    for posting in inside.flat_map(|entity| entity.articles) {
        found.add(posting.article.0);
    }
    found.keep(within);
    found
}

/// The entities that a query means: those with that spelling; if there are none, those
/// with a spelling that has these words in it, so that `Zelensky` finds `Volodymyr
/// Zelensky`.
pub(crate) fn entities(view: View<'_>, named: &Named) -> Vec<EntityId> {
    let found = view.catalog.lookup(&named.name, named.kind);
    if !found.is_empty() || named.spelling == Spelling::Exact {
        return found;
    }
    let wanted = fold(&named.name);
    let unfinished = named.spelling == Spelling::Beginning;
    let holds = |text: &str| {
        // Most names are plain, and then need not be folded to see that they do not.
        (!text.is_ascii() || contains_folded(text, &wanted))
            && has_words(&fold(text), &wanted, unfinished)
    };
    let fits = view.catalog.iter().filter(|(_, entity)| {
        named.kind.is_none_or(|kind| kind == entity.kind)
            && (holds(entity.name) || entity.forms.texts().any(holds))
    });
    fits.map(|(id, _)| id).collect()
}

/// Whether a text has some words, from the beginning of one to the end of one; when they
/// are unfinished, the last may go on.
fn has_words(text: &str, words: &str, unfinished: bool) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let behind = text
            .get(at + words.len()..)
            .and_then(|behind| behind.chars().next());
        is_edge(before) && (unfinished || is_edge(behind))
    })
}

/// Whether the folded form of `text` contains `part`, which is folded. Plain text is
/// searched without making the folded form.
pub(crate) fn contains_folded(text: &str, part: &str) -> bool {
    // Folding lowers plain text, and makes an apostrophe of a grave accent.
    if !text.is_ascii() || text.contains('`') {
        return fold(text).contains(part);
    }
    let same = |(a, b): (&u8, &u8)| a.to_ascii_lowercase() == *b;
    let mut windows = text.as_bytes().windows(part.len().max(1));
    part.is_empty() || windows.any(|window| window.iter().zip(part.as_bytes()).all(same))
}

/// Whether an article prints an entity exactly so.
fn prints(view: View<'_>, article: ArticleId, entity: EntityId, spelling: &str) -> bool {
    let appearances = view.catalog.of_article(article).unwrap_or_default();
    let mut mentions = appearances
        .iter()
        .filter(|a| a.entity == entity)
        .flat_map(|a| &a.mentions);
    let article = view.corpus.article(article);
    article.is_some_and(|article| mentions.any(|span| span.slice(&article.text) == spelling))
}

#[cfg(test)]
mod tests {
    use super::{contains_folded, has_words};
    use crate::text::fold::fold;
    use proptest::prelude::*;

    fn check(text: &str, words: &str, expected: [bool; 2]) {
        let found = [false, true].map(|unfinished| has_words(text, words, unfinished));
        assert_eq!(found, expected, "{words} in {text}");
    }

    #[test]
    fn names_are_found_by_whole_words() {
        check("volodymyr zelensky", "zelensky", [true, true]);
        check("volodymyr zelensky", "zelen", [false, true]);
        check("volodymyr zelensky", "ensky", [false, false]);
        check("bank of england", "bank of", [true, true]);
        check("an anna", "anna", [true, true]);
    }

    proptest! {
        #[test]
        fn contains_what_the_folded_text_contains(text in "[a-cA-C`'é ]{0,12}", part in "[a-c' ]{0,3}") {
            prop_assert_eq!(contains_folded(&text, &part), fold(&text).contains(&part));
        }
    }
}
