//! A text made an article, by the rules of plain text and of Markdown: the text stays as it
//! is and the blocks cover it.
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
            assert_eq!(article.text, input);
            dossier_fuzz::article(&article);
        }
    }
});
