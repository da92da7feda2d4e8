//! A text made an article, by the rules of plain text and of Markdown: the text stays as it
//! is and the blocks cover it.
#![no_main]

use dossier::corpus::formats::{Format, markdown, text};
use dossier::corpus::parse::{Raw, article};
use dossier::corpus::{Origin, invariant};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    invariant::check(input, &text::blocks(input, 0));
    invariant::check(input, &markdown::blocks(input, 0));
    for format in [Format::Text, Format::Markdown] {
        for titled in [false, true] {
            let mut raw = Raw::new(input.to_owned(), Origin::Stdin { line: 0 }, format);
            raw.titled = titled;
            let article = article(raw);
            assert_eq!(article.text, input);
            dossier_fuzz::article(&article);
        }
    }
});
