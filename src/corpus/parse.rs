//! A decoded text becomes an [`Article`].
//!
//! In go the text, its format and what is known about it from elsewhere: its file, the
//! fields of a record. Out comes the article with its structure, title, source and date,
//! each fact with what it rests on. Nothing is read from disk here, and nothing fails: a
//! text that has no structure is one paragraph.

use super::article::{Article, Block, Claim, Evidence, Origin, Role};
use super::bylines::Byline;
use super::formats::{Format, markdown, text};
use super::front_matter::{self, Facts};
use super::head::{self, Known};
use super::{sources, words};
use crate::text::calendar::PartialDate;
use std::path::Path;

/// A text to be read, and where it comes from.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The decoded text.
    pub text: String,
    /// Where it was read from.
    pub origin: Origin,
    /// How to read it.
    pub markdown: bool,
    /// When the file was last changed, in seconds since 1970.
    pub modified: Option<i64>,
    /// How the bytes were read, when it was not plain UTF-8.
    pub encoding: Option<String>,
    /// What the fields of a record say.
    pub facts: Facts,
    /// Whether the first line of the text is the title, as for a record that has one.
    pub titled: bool,
}

impl Raw {
    /// A text of its own: nothing is known about it but where it comes from.
    #[must_use]
    pub fn new(text: String, origin: Origin, format: Format) -> Self {
        Self {
            text,
            origin,
            markdown: format == Format::Markdown,
            modified: None,
            encoding: None,
            facts: Facts::default(),
            titled: false,
        }
    }
}

/// Reads one article.
#[must_use]
pub fn article(raw: Raw) -> Article {
    let front = front_matter::split(&raw.text);
    let start = front.as_ref().map_or(0, |front| front.end);
    let mut blocks = if raw.markdown {
        markdown::blocks(&raw.text, start)
    } else {
        text::blocks(&raw.text, start)
    };
    let mut facts = raw.facts;
    let mut known = if raw.titled {
        Known::First
    } else {
        Known::Nothing
    };
    if let Some(front) = front {
        blocks.splice(0..0, front.blocks);
        facts.fill(front.facts);
        if let Some(title) = facts.title.clone().filter(|_| !raw.titled) {
            known = Known::Named(title);
        }
    }
    let stem = stem(&raw.origin);
    let head = head::read(
        &raw.text,
        &mut blocks,
        known,
        stem.as_deref().unwrap_or("untitled"),
    );
    let told = told(&raw.text, &blocks, &raw.origin, &facts, &head.byline);
    let words = blocks
        .iter()
        .filter(|block| block.role.is_shown())
        .flat_map(Block::visible)
        .map(|span| words::count(span.slice(&raw.text)))
        .sum();
    Article {
        name: facts.id.or(stem).unwrap_or_else(|| "stdin".to_owned()),
        origin: raw.origin,
        title: head.title,
        source: told.0,
        date: told.1,
        author: facts.author.or(head.byline.author),
        url: facts.url,
        words,
        modified: raw.modified,
        encoding: raw.encoding,
        blocks,
        text: raw.text,
    }
}

/// The stem of the article's file.
fn stem(origin: &Origin) -> Option<String> {
    let path = match origin {
        Origin::Sample(name) => Path::new(name),
        origin => origin.path()?,
    };
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
}

type Told = (Option<Claim<String>>, Option<Claim<PartialDate>>);

/// Source and date, each from the surest evidence.
fn told(text: &str, blocks: &[Block], origin: &Origin, facts: &Facts, byline: &Byline) -> Told {
    let mut source = claim(facts.source.clone(), Evidence::Metadata)
        .or_else(|| claim(byline.source.clone(), Evidence::Byline));
    let mut date =
        claim(facts.date, Evidence::Metadata).or_else(|| claim(byline.date, Evidence::Byline));
    if source.is_some() && date.is_some() {
        return (source, date);
    }
    let paragraphs = || blocks.iter().filter(|block| block.role == Role::Paragraph);
    let dateline = paragraphs()
        .take(3)
        .find_map(|block| sources::dateline(block.span.slice(text)));
    if let Some(dateline) = dateline {
        let owned = dateline.source.map(str::to_owned);
        source = source.or_else(|| claim(owned, Evidence::Dateline));
        let day = |(month, day)| PartialDate::day(year_of(origin)?, month, day);
        let whole = dateline.date.or_else(|| dateline.day.and_then(day));
        date = date.or_else(|| claim(whole, Evidence::Dateline));
    }
    if source.is_none() {
        let agency = paragraphs()
            .rev()
            .find_map(|block| sources::trailer(block.span.slice(text)));
        source = claim(agency.map(str::to_owned), Evidence::Trailer);
    }
    let single = !matches!(origin, Origin::Record { .. } | Origin::Stdin { .. });
    if let Some(stem) = stem(origin).filter(|_| single && (source.is_none() || date.is_none())) {
        let named = sources::file_name(&stem);
        let owned = named.source.map(str::to_owned);
        source = source.or_else(|| claim(owned, Evidence::FileName));
        date = date.or_else(|| claim(named.date, Evidence::FileName));
    }
    (source, date)
}

/// The year that a folder or the file is named after, which completes a dateline.
fn year_of(origin: &Origin) -> Option<i16> {
    let parts = origin.path()?.components().rev().take(4);
    let year = |name: &str| {
        let digits = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
        let year: i16 = name.parse().ok().filter(|_| digits)?;
        (1900..2100).contains(&year).then_some(year)
    };
    parts
        .filter_map(|part| part.as_os_str().to_str())
        .find_map(|name| name.split(['-', '_', '.', ' ']).find_map(year))
}

fn claim<T>(value: Option<T>, evidence: Evidence) -> Option<Claim<T>> {
    value.map(|value| Claim { value, evidence })
}
