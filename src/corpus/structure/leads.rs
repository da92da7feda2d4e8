//! Lead-ins that stay, and colons inside of sentences.
//!
//! In go the blocks of an article; paragraphs keep their lead-ins only where these are
//! clearly so.

use super::headings;
use crate::corpus::article::{Block, Role, Style};
use crate::text::Span;

/// Takes the lead-in from paragraphs where it may be a mere sentence: it stays when the
/// words before the colon are a name or a title, or when other paragraphs have one too.
pub fn drop_lonely_leads(blocks: &mut [Block], text: &str) {
    let lead = |block: &Block| {
        let leads = block
            .inlines
            .iter()
            .filter(|inline| inline.style == Style::Lead);
        leads
            .map(|inline| inline.span)
            .reduce(|a, b| Span { end: b.end, ..a })
    };
    let paragraph = |block: &&mut Block| block.role == Role::Paragraph;
    let several = blocks
        .iter_mut()
        .filter(paragraph)
        .filter(|block| lead(block).is_some())
        .count()
        >= 2;
    for block in blocks.iter_mut().filter(paragraph) {
        let Some(words) = lead(block).map(|span| span.slice(text)) else {
            continue;
        };
        let short = words.split_whitespace().count() <= 3;
        let sure =
            headings::is_title_case(words) || (several && (short || words.starts_with("For ")));
        if !sure {
            let kept = block
                .inlines
                .iter()
                .filter(|inline| inline.style != Style::Lead);
            block.inlines = kept.copied().collect();
        }
    }
}
