//! A text made an article, by the rules of plain text and of Markdown: the blocks cover it
//! and lead back to the file.
#![no_main]

use dossier::corpus::formats::assemble::article;
use dossier::corpus::formats::{markdown, plain};
use dossier::corpus::{Origin, invariant};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    invariant::check(input, &plain::blocks(input, 0));
    invariant::check(input, &markdown::structure(input, 0).blocks);
    for made in [plain::raw, markdown::raw] {
        for titled in [false, true] {
            let mut raw = made(input.to_owned(), Origin::Stdin { line: 0 });
            raw.titled = titled;
            let article = article(raw);
            for span in article.blocks.iter().flat_map(|block| block.visible()) {
                let there = article.in_file(span);
                assert!(input.get(there.from()..there.to()).is_some(), "{there:?}");
            }
            dossier_fuzz::article(&article);
        }
    }
});
