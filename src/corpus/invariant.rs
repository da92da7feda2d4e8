//! What holds for the blocks of any text, for the tests of all formats and for fuzzing.
//!
//! In go a text and its blocks; nothing comes out, or a panic that says what is wrong.

use crate::corpus::article::Block;
use crate::text::Span;

/// Panics unless `blocks` are in order and trimmed, cover everything visible in `text`, and
/// their inlines are sorted, apart and inside.
///
/// # Panics
/// When that does not hold.
pub fn check(text: &str, blocks: &[Block]) {
    let mut next = 0;
    for block in blocks {
        let between = text.get(next..block.span.from()).expect("blocks in order");
        assert_eq!(between.trim(), "", "outside of every block");
        assert_eq!(
            block.span,
            block.span.trimmed(text),
            "white space at the ends"
        );
        assert!(!block.span.is_empty());
        let mut inside = block.span.start;
        for inline in &block.inlines {
            assert!(text.get(inline.span.from()..inline.span.to()).is_some());
            assert!(
                inline.span.start >= inside && !inline.span.is_empty(),
                "inlines in order"
            );
            inside = inline.span.end;
        }
        assert!(inside <= block.span.end, "inlines inside");
        let shown: Vec<Span> = block.visible().collect();
        assert!(shown.is_sorted());
        next = block.span.to();
    }
    assert_eq!(
        text.get(next..).map(str::trim),
        Some(""),
        "behind the last block"
    );
}
