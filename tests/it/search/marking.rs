//! Marks and snippets.

use super::model::model;
use super::tree::{Tree, tree};
use crate::support::properties::cases;
use dossier::corpus::{Article, Role};
use dossier::query::{Mode, Query, highlights, parse, snippet};
use dossier::text::Span;
use dossier::text::tokens::{term, tokens};
use proptest::prelude::*;
proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn marks_spell_the_words_that_were_found(model in model(), tree in tree(), columns in 1_usize..40) {
        let article = model.article(0);
        let query = parse(&tree.written(), Mode::Whole);
        let marked = highlights(&article, &query);
        prop_assert!(marked.is_sorted_by(|a, b| a.end <= b.start));
        let terms_of = |text: &str| -> Vec<String> {
            tokens(text).filter(|token| token.is_term()).map(|token| term(token.span.slice(text))).collect()
        };
        for mark in &marked {
            let marked_terms = terms_of(article.text.get(mark.from()..mark.to()).unwrap());
            for term in &marked_terms {
                let known = query.words().iter().flat_map(|words| &words.words).any(|word| word.accepts(term));
                prop_assert!(known, "{term} of {mark:?} in {}", article.text);
            }
        }
        // A query of one word marks something exactly where it finds the article.
        if let Tree::Word { .. } = &tree {
            prop_assert_eq!(!marked.is_empty(), tree.holds(&model, 0));
        }
        check_snippet(&article, &query, &marked, columns)?;
    }
}

fn check_snippet(
    article: &Article,
    query: &Query,
    marked: &[Span],
    columns: usize,
) -> Result<(), TestCaseError> {
    let snippet = snippet(article, query, columns);
    let text = article.text.get(snippet.span.from()..snippet.span.to());
    prop_assert!(text.is_some());
    prop_assert!(snippet.marks.iter().all(|mark| snippet.span.covers(*mark)));
    prop_assert!(
        snippet
            .marks
            .iter()
            .all(|mark| marked.iter().any(|marked| marked.covers(*mark)))
    );
    let block = article
        .blocks
        .iter()
        .find(|block| block.span.covers(snippet.span));
    prop_assert!(block.is_some() || article.text.is_empty() || snippet.span.is_empty());
    let title = block.is_some_and(|block| block.role == Role::Title);
    let body = article
        .blocks
        .iter()
        .any(|block| block.role.is_shown() && block.role != Role::Title);
    prop_assert!(!title || !body);
    Ok(())
}
