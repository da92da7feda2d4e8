//! A short piece repeated: nothing that reads texts takes more than linear time.
#![no_main]

use dossier::corpus::formats::json_lines::{Place, document, lines};
use dossier::corpus::formats::{Format, json_repair};
use dossier::corpus::parse::{Raw, article};
use dossier::corpus::{Origin, decode, front_matter};
use dossier::entities::corrections::Corrections;
use dossier::query::{Mode, parse};
use libfuzzer_sys::fuzz_target;
use std::hint::black_box;

/// Bytes of the longest piece.
const LONGEST: usize = 64;
/// Bytes of the shorter text.
const BYTES: usize = 8 << 10;

type Work = fn(&str);

/// What is done with a text.
const WORKS: [(&str, Work); 9] = [
    ("decode", |text| {
        drop(black_box(decode::decode(text.into())));
    }),
    ("front matter", |text| {
        for start in ["---\n", "+++\n", "title: a\n"] {
            black_box(front_matter::split(&format!("{start}{text}")));
        }
    }),
    ("text", |text| read(text, Format::Text)),
    ("Markdown", |text| read(text, Format::Markdown)),
    ("repair", |text| drop(black_box(json_repair::repair(text)))),
    ("JSON Lines", |text| drop(black_box(lines(text, 1, &PLACE)))),
    ("JSON", |text| drop(black_box(document(text, &PLACE)))),
    ("corrections", |text| {
        drop(black_box(Corrections::parse(text)));
    }),
    ("query", |text| drop(black_box(parse(text, Mode::Whole)))),
];

const PLACE: Place<'_> = Place {
    origin: &Origin::Stdin { line: 0 },
    modified: None,
    encoding: None,
};

fn read(text: &str, format: Format) {
    let raw = Raw::new(text.to_owned(), Origin::Stdin { line: 0 }, format);
    black_box(article(raw));
}

// The first character says what is done with the rest.
fuzz_target!(|input: &str| {
    let mut rest = input.chars();
    let work = rest
        .next()
        .and_then(|c| WORKS.get(u32::from(c) as usize % 16));
    let piece = rest.as_str();
    if let Some((name, work)) = work
        && (1..=LONGEST).contains(&piece.len())
    {
        dossier_fuzz::linear(name, piece, BYTES, work);
    }
});
