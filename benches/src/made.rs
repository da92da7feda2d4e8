//! A collection and titles made from the sample, so that there is something to measure on.
//!
//! The same on every machine: sentences of the sample articles in a random order of a fixed
//! seed, and in each article some invented names, so that the vocabulary grows with the
//! collection as real ones do.

use anyhow::Context;
use dossier::corpus::files::load::{Input, load};
use dossier::corpus::{Article, Batch, Role};
use dossier::text::sentences::sentences;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Articles made: about 30 MB.
const N_ARTICLES: u64 = 20_000;
/// Titles made.
const N_TITLES: u64 = 200_000;
/// Parts of invented names.
const SYLLABLES: [&str; 16] = [
    "bar", "dor", "el", "fen", "gar", "hol", "is", "kan", "lur", "mer", "nov", "or", "pel", "rad",
    "sol", "tav",
];
/// Words for titles that researchers would look for.
const TITLE_WORDS: [&str; 12] = [
    "Rubio",
    "Zelenskyy",
    "G7",
    "pact",
    "Ukraine",
    "guarantees",
    "security",
    "interest",
    "rates",
    "talks",
    "oil",
    "prices",
];

/// Makes a JSON Lines file of articles in `folder`; its path.
///
/// # Errors
/// When it cannot be written.
pub fn collection(folder: &Path) -> anyhow::Result<PathBuf> {
    let pool = Pool::of_the_sample();
    let mut dice = Dice(1);
    write_lines(folder, "made.jsonl", N_ARTICLES, |n| {
        let paragraphs: Vec<String> = (0..3 + dice.below(4))
            .map(|_| paragraph(&pool, &mut dice))
            .collect();
        let record = json!({
            "id": n,
            "title": title(&pool, &mut dice),
            "source": format!("Made {}", dice.below(20)),
            "date": format!("{}-{:02}-{:02}", 2015 + dice.below(10), 1 + dice.below(12), 1 + dice.below(28)),
            "body": paragraphs.join("\n\n"),
        });
        record.to_string()
    })
}

/// Makes a file of titles in `folder`; its path.
///
/// # Errors
/// When it cannot be written.
pub fn titles(folder: &Path) -> anyhow::Result<PathBuf> {
    let pool = Pool::of_the_sample();
    let mut dice = Dice(2);
    write_lines(folder, "titles.txt", N_TITLES, |_| title(&pool, &mut dice))
}

fn write_lines(
    folder: &Path,
    name: &str,
    n: u64,
    mut line: impl FnMut(u64) -> String,
) -> anyhow::Result<PathBuf> {
    let path = folder.join(name);
    let file = File::create(&path).with_context(|| path.display().to_string())?;
    let mut out = BufWriter::new(file);
    for n in 0..n {
        writeln!(out, "{}", line(n))?;
    }
    out.flush()?;
    Ok(path)
}

fn paragraph(pool: &Pool, dice: &mut Dice) -> String {
    let n = 3 + dice.below(5);
    let mut sentences: Vec<&str> = (0..n)
        .map(|_| dice.choose(&pool.sentences).as_str())
        .collect();
    let named = format!("{} {} said.", name(dice), name(dice));
    sentences.push(&named);
    sentences.join(" ")
}

/// Half of a title of the sample with words of [`TITLE_WORDS`] and a name.
fn title(pool: &Pool, dice: &mut Dice) -> String {
    let words: Vec<&str> = dice.choose(&pool.titles).split(' ').collect();
    let half: Vec<&str> = words.iter().copied().take(words.len() / 2 + 1).collect();
    let word = |dice: &mut Dice| TITLE_WORDS[dice.index(TITLE_WORDS.len())];
    format!(
        "{} {} {} {}",
        half.join(" "),
        word(dice),
        word(dice),
        name(dice)
    )
}

/// An invented name.
fn name(dice: &mut Dice) -> String {
    let n = 2 + dice.below(3);
    let name: String = (0..n)
        .map(|_| SYLLABLES[dice.index(SYLLABLES.len())])
        .collect();
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

/// What things are made of.
struct Pool {
    sentences: Vec<String>,
    titles: Vec<String>,
}

impl Pool {
    fn of_the_sample() -> Self {
        let mut pool = Self {
            sentences: Vec::new(),
            titles: Vec::new(),
        };
        load(
            &[Input::Sample],
            1,
            |batch: Batch| batch.articles,
            |articles| {
                for article in &articles {
                    pool.add(article);
                }
                ControlFlow::Continue(())
            },
        );
        pool
    }

    fn add(&mut self, article: &Article) {
        self.titles.push(article.card.title.text.to_string());
        for block in article
            .blocks
            .iter()
            .filter(|block| block.role == Role::Paragraph)
        {
            let text = block.span.slice(&article.text);
            self.sentences
                .extend(sentences(text).map(|span| span.slice(text).to_owned()));
        }
    }
}

/// Numbers that look random: `SplitMix64` (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.roll() % n
    }

    fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or_default()
    }

    fn choose<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.index(things.len())]
    }
}
