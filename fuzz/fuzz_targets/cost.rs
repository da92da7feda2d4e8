//! A short piece repeated: nothing that reads texts takes more than linear time.
#![no_main]

use dossier::corpus::Origin;
use dossier::corpus::formats::assemble::{Raw, article};
use dossier::corpus::formats::json::{self, Place, document, lines};
use dossier::corpus::formats::{decode, markdown, plain};
use dossier::corpus::metadata::front_matter;
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
    ("text", |text| read(plain::raw(text.to_owned(), STDIN))),
    ("Markdown", |text| read(markdown::raw(text.to_owned(), STDIN))),
    ("repair", |text| drop(black_box(json::repair(text)))),
    ("JSON Lines", |text| drop(black_box(lines(text, 1, &PLACE)))),
    ("JSON", |text| drop(black_box(document(text, &PLACE)))),
    ("corrections", |text| {
        drop(black_box(Corrections::parse(text)));
    }),
    ("query", |text| drop(black_box(parse(text, Mode::Whole)))),
];

const STDIN: Origin = Origin::Stdin { line: 0 };

const PLACE: Place<'_> = Place {
    origin: &STDIN,
    format: json::LINES.id,
    modified: None,
    encoding: None,
};

fn read(raw: Raw) {
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
